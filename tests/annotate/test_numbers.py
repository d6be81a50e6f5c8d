"""Numbers as printed: values, extents, and what is no free number."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.numbers import find_numbers

VALUES = [
    ("7", 7),
    ("1,200", 1200),
    ("12,345,678", 12_345_678),
    ("2 500", 2500),
    ("2\u202f500", 2500),
    ("6.5 million", 6_500_000),
    ("3.2bn", 3_200_000_000),
    ("twenty-one", 21),
    ("ninety nine", 99),
    ("a hundred and five", 105),
    ("one hundred", 100),
    ("three thousand two hundred", 3200),
    ("two million, ", 2_000_000),
    ("four hundred thousand", 400_000),
    ("a dozen", 12),
    ("two dozen", 24),
    ("half a dozen", 6),
    ("half a million", 500_000),
    ("20 thousand", 20_000),
]


@pytest.mark.parametrize(("words", "value"), VALUES)
def test_exact_numbers(words: str, value: float) -> None:
    """One number, its value, and an extent that is just its words."""
    text = f"They sold {words.strip(' ,')} baskets"
    (found,) = find_numbers(text)
    assert (found.low, found.best, found.high) == (value, value, value)
    assert text[slice(*found.extent)] == words.strip(" ,")


VAGUE = [
    ("dozens", 12, 12),
    ("scores", 20, 20),
    ("hundreds", 100, 100),
    ("tens of thousands", 10_000, 10_000),
    ("hundreds of thousands", 100_000, 100_000),
    ("several", 3, 3),
    ("several hundred", 300, 300),
    ("a few", 2, 3),
    ("a few dozen", 24, 36),
    ("a couple", 2, 2),
    ("a couple of hundred", 200, 200),
]


@pytest.mark.parametrize(("words", "low", "best"), VAGUE)
def test_vague_numbers(words: str, low: float, best: float) -> None:
    """Vague words have a least and no upper bound."""
    text = f"They sold {words} baskets"
    (found,) = find_numbers(text)
    assert (found.low, found.best, found.high) == (low, best, None)
    assert text[slice(*found.extent)] == words


@pytest.mark.parametrize(
    "text",
    [
        "the 7th", "a twenty-first birthday", "B-52", "F16", "55.kg", "10.0.0.1", "on 12/11", "at 7:45", "see https://a.example/12",
        "@user99", "#2020", "1,2,3", "few people came", "the A320", "x_9", "agent 007",
    ],
)  # fmt: skip
def test_no_free_number(text: str) -> None:
    """Ranks, names, addresses and dates with slashes hold no number."""
    assert find_numbers(text) == ()


def test_numbers_side_by_side_stay_apart() -> None:
    """Words that make no single number are several."""
    assert [n.best for n in find_numbers("one, two three and 4 or twenty eleven")] == [1, 2, 3, 4, 20, 11]


ALPHABET = st.sampled_from(["a", "an", "one", "twenty", "hundred", "thousand", "million", "dozen", "dozens", "of", "and",
                            "-", "12", "1,200", "500", ".", ",", " ", "half", "few", "$", "bn"])  # fmt: skip


@given(st.lists(ALPHABET, max_size=14), st.sampled_from(["", " "]))
def test_extents_are_ordered_and_apart(words: list[str], gap: str) -> None:
    """Whatever the words, numbers come in order, do not overlap, and have ordered bounds."""
    text = gap.join(words)
    found = find_numbers(text)
    places = [place for number in found for place in number.extent]
    assert places == sorted(places)
    assert all(0 <= n.extent.start < n.extent.end <= len(text) for n in found)
    assert all(0 <= n.low <= n.best and (n.high is None or n.best <= n.high) for n in found)


@pytest.mark.parametrize("unit", ["1", "1,", "1 ", "a ", "hundred and ", "tens of ", "half a ", "-", "@", "twenty-"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """A text of 30,000 times the same words is read in a few seconds."""
    begin = time.perf_counter()
    find_numbers(unit * 30_000)
    assert time.perf_counter() - begin < 10
