"""Finding and resolving: offsets, order, anchors, hostile text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.times import find, resolve, tag

TUESDAY = "2020-10-06"


def edtf(text: str, anchor: str | None = TUESDAY) -> list[str | None]:
    """The EDTF of each expression of ``text``; None where it has no dating."""
    return [t.dating.edtf if t.dating else None for t in resolve(text, find(text), anchor)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Crowds met on Monday night.", ["2020-10-05"]),
        ("Crowds met on Tuesday.", ["2020-10-06"]),
        ("The vote is next Sunday.", ["2020-10-11"]),
        ("The court will meet on Friday.", ["2020-10-09"]),
        ("in the past 15 years", ["2005/2020"]),
        ("in early October", ["2020-10~"]),
        ("He served 12 years in jail.", [None]),
        ("On October 2 he fell ill. Two days later he died.", ["2020-10-02", "2020-10-04"]),
        ("On October 2 he fell ill.\n\nTwo days later he died.", ["2020-10-02", "2020-10-08"]),
        ("in recent weeks", [None]),
        ("elected in 2017", ["2017"]),
    ],
)
def test_dating(text: str, wanted: list[str | None]) -> None:
    """What is relative counts from the report's day or from the date mentioned last in the paragraph."""
    assert edtf(text) == wanted


def test_without_an_anchor_only_full_dates_resolve() -> None:
    """No anchor, no guess: weekdays and dates without a year have no dating."""
    assert edtf("On Monday, on October 5, and on October 5, 2020.", None) == [None, None, "2020-10-05"]


def test_the_caller_may_place_a_weekday_ahead() -> None:
    """An index in ``future`` turns the weekday to the days ahead."""
    text = "The session is on Friday."
    (found,) = resolve(text, find(text), TUESDAY, future={0})
    assert found.value == "2020-10-09"


def test_a_part_of_day_keeps_the_day() -> None:
    """The value is as fine as the words; the dating is the day, with its precision, anchor and rule."""
    text = "Shots were heard on Monday night."
    (found,) = resolve(text, find(text), TUESDAY)
    assert found.value == "2020-10-05TNI"
    assert found.dating is not None
    assert (found.dating.edtf, found.dating.precision) == ("2020-10-05", "part-of-day")
    assert (found.dating.anchor, found.dating.rule) == (TUESDAY, found.rule)


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "The site 24.kg said so.",
        "The 64-year-old was freed.",
        "Orlov, 64, waved.",
        "Flight 1990 was late; see page 12.",
        "They won 3-2.",
        "It cost $1,990.",
    ],
)
def test_no_time_is_found(text: str) -> None:
    """Verbs, sites, ages, flights, pages, scores and prices are no times."""
    assert find(text) == ()


@given(st.text(alphabet=st.sampled_from(list("aM o0159-,.:/'’\n$")) | st.characters(), max_size=200))
def test_hits_are_in_order_and_resolve_one_to_one(text: str) -> None:
    """Whatever the text, extents are ordered, disjoint, within it, and each resolves."""
    hits = find(text)
    ends = [0]
    for hit in hits:
        assert ends[-1] <= hit.extent.start < hit.extent.end <= len(text)
        ends.append(hit.extent.end)
    assert [t.extent for t in resolve(text, hits, TUESDAY)] == [h.extent for h in hits]


@pytest.mark.parametrize(
    "piece", ["'", "1", "1/", "1.", "a", "the ", "October ", "5 ", "on Monday ", "\n", "\n ", "two ", "'9"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Ten times the text takes about ten times as long, whatever is repeated."""
    small, large = piece * 3_000, piece * 30_000
    assert seconds(large) < 40 * seconds(small) + 0.2


def seconds(text: str) -> float:
    """The time that tagging takes."""
    begin = time.perf_counter()
    tag(text, TUESDAY)
    return time.perf_counter() - begin
