"""What finding costs, counted in steps and not in seconds: the work grows with the text and with nothing else.

Always true here: a step is one letter that the automaton reads, or one word that the tense is read from.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.times import tense
from dateline.annotate.times.automaton import matches
from dateline.annotate.times.find import find
from dateline.annotate.times.grammar import grammar
from dateline.annotate.times.tokens import tokens
from dateline.model.reading import Extent
from dateline.rules import table

LONGEST_RULE = 40
OPENINGS = [
    "in the past ", "the the ", "1 1 1 ", "Monday, ", "1/1/1/1/", "between Monday and ", "early late mid ", "twenty-one ", "1-", "’s ",
    "the day before the day after ", "nineteen ninety ", "a few more ", "\u0301", "\0", " ", "\n", "on October 5, ",
    "Q4 ", "at least about ",
]  # fmt: skip


class Counted(str):
    """Letters that count how often one of them is read."""

    reads = 0

    def __getitem__(self, place: int | slice) -> str:  # type: ignore[override]
        self.reads += 1
        return super().__getitem__(place)  # type: ignore[index]


def steps(text: str) -> int:
    """How many letters the automaton reads when it starts at every place of ``text``."""
    letters = Counted(tokens(text).letters)
    for place in range(len(letters)):
        matches(grammar().start, letters, place)
    return letters.reads


@pytest.mark.parametrize("opening", OPENINGS)
def test_ten_times_the_text_is_ten_times_the_work(opening: str) -> None:
    """Repeating what opens many rules costs the same for each repetition."""
    small, large = steps(opening * 50), steps(opening * 500)
    assert large <= 10 * small + 10 * LONGEST_RULE


def test_most_places_begin_nothing() -> None:
    """Of all the words that rules know, at random, the automaton reads hardly two from each place on."""
    words = sorted({word for entries in table("times")["classes"].values() for word in entries})
    chance = random.Random(6)  # noqa: S311  nothing secret
    for _ in range(20):
        text = " ".join(chance.choices(words, k=500))
        assert steps(text) <= 2.5 * len(tokens(text).letters)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_words_around_are_read_once(starts: list[int]) -> None:
    """However many expressions stand close together, each says what it says alone."""
    text = "They will meet. He said it was planned for Monday and left. " * 8
    extents = [Extent(start, start + 3) for start in sorted(starts)]
    assert tense.along(text, extents) == [tense.around(text, at) for at in extents]


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "1" * 1_000_000, " " * 1_000_000, "\u0301" * 100_000, "\0" * 100_000]
)
def test_what_is_no_word_is_nothing(text: str) -> None:
    """A million of one character is read, and holds no time."""
    assert find(text) == ()
