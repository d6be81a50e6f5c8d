"""Finding and resolving: offsets, order, anchors, hostile text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.times import find, intervals, joined, resolve
from dateline.annotate.times.holidays import easter, orthodox_easter
from dateline.rules import table

TUESDAY = "2020-10-06"
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


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
        ("On October 2 he fell ill.\n\nTwo days later he died.", ["2020-10-02", "2020-10-04"]),
        ("Two days later he died.", [None]),
        ("A day earlier he was well.", ["2020-10-05"]),
        ("He came in 2016. Two days later he left.", ["2016", "2016"]),
        ("He came in 1960. Half a century later he left.", ["1960", "2010"]),
        ("He came in May 2016. The next day he left. A week later he died.", ["2016-05", "2016-05", "2016-05"]),
        ("in recent weeks", [None]),
        ("elected in 2017", ["2017"]),
        ("on Monday, Oct. 6, the court met", ["2020-10-06"]),
        ("on February 29", ["2020-02-29"]),
        ("in the first half of 2019", ["2019-01/2019-06"]),
    ],
)
def test_dating(text: str, wanted: list[str | None]) -> None:
    """What is relative counts from the report's day or from the date mentioned last in the paragraph."""
    assert edtf(text) == wanted


def test_without_an_anchor_only_full_dates_resolve() -> None:
    """No anchor, no guess: weekdays and dates without a year have no dating."""
    assert edtf("On Monday, on October 5, and on October 5, 2020.", None) == [None, None, "2020-10-05"]


def test_a_date_in_digits_that_can_be_two_days_needs_an_anchor() -> None:
    """09/10/2020 is the reading nearest to the report's day; without one it is known by its year only."""
    text = "Updated 09/10/2020."
    near, far_off = (resolve(text, find(text), day)[0] for day in ("2020-10-10", "2020-09-12"))
    assert (near.value, far_off.value) == ("2020-10-09", "2020-09-10")
    (alone,) = resolve(text, find(text), None)
    assert (alone.value, alone.dating) == ("2020", None)


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
        "Build 2020-13-45 failed.",
        "Part 99/99/2020 is missing.",
        "On 31.02.2020",
        "At 25:70 it ended.",
        "She told ABC’s “This Week” that it was over.",
        "He was on NBC's Today.",
        "A USA Today poll asked them.",
        "The Today show begins.",
    ],
)
def test_no_time_is_found(text: str) -> None:
    """Verbs, sites, ages, flights, pages, scores, prices and titles of programmes are no times."""
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


WORDS = sorted({word for entries in table("times")["classes"].values() for word in entries})
NUMBERS = [
    "0",
    "00",
    "5",
    "31",
    "32",
    "99",
    "0000",
    "10,000",
    "2020",
    "1850",
    "1/2",
    "9/10",
    "24:00",
    "25:00",
    "12.30",
    "99th",
    "'80s",
]
MARKS = [" ", " ", ", ", "-", "–", "’s ", ". ", "/", "\n\n"]


@given(
    st.lists(st.tuples(st.sampled_from([*WORDS, *NUMBERS]), st.sampled_from(MARKS)), max_size=30),
    st.sampled_from([None, "0001-01-01", "2020-10-06", "9999-12-31"]),
)
def test_any_words_of_time_resolve(pieces: list[tuple[str, str]], anchor: str | None) -> None:
    """Whatever the words, on whatever day: no error, and a dating never ends before it begins."""
    text = "".join(word + mark for word, mark in pieces)
    for found in resolve(text, find(text), anchor):
        assert found.dating is None or found.dating.earliest <= found.dating.latest


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Roads were shut from Friday to Sunday.", "Friday to Sunday", "2020-10-02/2020-10-04"),
        ("He ruled between March and May 2019.", "March and May 2019", "2019-03/2019-05"),
        ("Prices rose from 2016 to 2019.", "2016 to 2019", "2016/2019"),
        ("Voting ran from September 28 through October 4.", "September 28 through October 4", "2020-09-28/2020-10-04"),
    ],
)
def test_interval(text: str, words: str, edtf: str) -> None:
    """Two expressions with the words of an interval around them make one more, in order."""
    (found,) = intervals(text, resolve(text, find(text), TUESDAY))
    assert text[found.extent.start : found.extent.end] == words
    assert found.dating is not None
    assert (found.dating.edtf, found.dating.precision) == (edtf, "interval")


@pytest.mark.parametrize(
    "text", ["on Monday and Wednesday", "from his home on Monday to the office on Friday", "from 2019 to 2016"]
)
def test_no_interval(text: str) -> None:
    """Without the words of an interval, or backwards, there is none."""
    assert intervals(text, resolve(text, find(text), TUESDAY)) == ()


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("in early October 2019", "2019-10-01", "2019-10-16"),
        ("earlier this year", "2020-01-01", "2020-10-06"),
        ("later this month", "2020-10-06", "2020-10-31"),
        ("in the first quarter of 2019", "2019-01-01", "2019-03-31"),
        ("over the weekend", "2020-10-03", "2020-10-04"),
        ("in the past week", "2020-09-29", "2020-10-06"),
        ("in the past year", "2019-10-01", "2020-10-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("the second half of February 2019", "2019-02-16", "2019-02-28"),
        ("the winter of 2018", "2017-12-01", "2019-02-28"),
        ("in February 2020", "2020-02-01", "2020-02-29"),
    ],
)
def test_bounds(text: str, earliest: str, latest: str) -> None:
    """A dating holds the first and last day it can mean."""
    (found,) = resolve(text, find(text), TUESDAY)
    assert found.dating is not None
    assert (found.dating.earliest, found.dating.latest) == (earliest, latest)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_last_one(day: dt.date, weekday: str) -> None:
    """A bare weekday is the last one, at most five days before the report, or the report's tomorrow, which stays uncertain."""
    text = f"The bridge fell on {weekday}."
    (found,) = resolve(text, find(text), day.isoformat())
    resolved = dt.date.fromisoformat(found.value)
    back = (day - resolved).days
    assert 0 <= back <= 5 or back == -1
    assert found.dating is not None
    assert found.dating.edtf.endswith("?") == (back == -1)
    assert resolved.weekday() == WEEKDAYS.index(weekday)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_spelling_of_a_date_is_that_date(day: dt.date) -> None:
    """Full dates read the same in every order and spelling, with or without an anchor."""
    month = MONTHS[day.month - 1]
    spellings = [
        f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{WEEKDAYS[day.weekday()]}, {month} {day.day}, {day.year}",
        day.isoformat(), f"{day.day:02}.{day.month:02}.{day.year}", f"the {day.day}th of {month}, {day.year}",
    ]  # fmt: skip
    for spelling in spellings:
        text = f"It fell on {spelling}."
        (found,) = resolve(text, find(text), None)
        assert (text[found.extent.start : found.extent.end], found.value) == (spelling, day.isoformat())


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [(2019, "2019-04-21", "2019-04-28"), (2024, "2024-03-31", "2024-05-05"), (2017, "2017-04-16", "2017-04-16")],
)
def test_easter(year: int, western: str, eastern: str) -> None:
    """Easter falls where the churches keep it."""
    assert easter(year).isoformat() == western
    assert orthodox_easter(year).isoformat() == eastern


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Talks are set to resume Monday.", "2020-10-12"),
        ("The deal had been due to expire Monday.", "2020-10-05"),
        ("The court will rule on Monday.", "2020-10-12"),
        ("They will study what he said on Monday.", "2020-10-05"),
        ("They will look into Monday's fire.", "2020-10-05"),
        ("The vote will be repeated. On Monday it failed.", "2020-10-05"),
        ("On Monday the court will rule.", "2020-10-12"),
        ("On Monday the court planned a hearing.", "2020-10-05"),
        ("The court is expected to rule on Monday.", "2020-10-12"),
        ("Nobody expected the flood on Monday.", "2020-10-05"),
        ("They will study the flood of 4 October.", "2020-10-04"),
    ],
)
def test_the_nearest_verb_tells_whether_a_weekday_lies_ahead(text: str, wanted: str) -> None:
    """Words of the same sentence that look ahead turn a weekday; a nearer past verb or a possessive undoes that."""
    (found,) = resolve(text, find(text), TUESDAY)
    assert found.value == wanted


def test_joined_keeps_the_rest():
    """An interval takes the place of its two ends; every other expression stays."""
    text = "She ruled from 2011 to 2017 and was tried in 2019."
    times = joined(text, resolve(text, find(text), "2020-10-06"))
    assert [(text[t.extent.start : t.extent.end], t.dating and t.dating.edtf) for t in times] == [
        ("2011 to 2017", "2011/2017"),
        ("2019", "2019"),
    ]


STORY = """The war began in September 1939. On 17 September a second army came.

By early October the fighting was over. In April 1940 the fleet sailed; the following month the king fled.

On 10 May 1940 the raid began. Four days later the port fell. On the 15th the mayor left, and that evening the bridges burned.

The following spring the raids grew. In December 1941 the town was saved. In January the siege tightened. That summer it ended.

Songs were sung of it in 1952 and in 1962."""


@pytest.mark.parametrize("anchor", [None, "2011-05-03"])
def test_a_story_of_the_past_counts_from_the_date_told_last(anchor: str | None) -> None:
    """Where years are told and none is the report's own, dates without one count on from the last, over paragraphs too."""
    found = resolve(STORY, find(STORY), anchor)
    assert [(t.value, t.dating and t.dating.anchor) for t in found] == [
        ("1939-09", None), ("1939-09-17", "1939-09-01"), ("1939-10", "1939-09-17"), ("1940-04", None), ("1940-05", "1940-04-01"),
        ("1940-05-10", None), ("1940-05-14", "1940-05-10"), ("1940-05-15", "1940-05-14"), ("1940-05-15TEV", "1940-05-15"),
        ("1941-SP", "1940-05-15"), ("1941-12", None), ("1942-01", "1941-12-01"), ("1942-SU", "1942-01-01"), ("1952", None), ("1962", None),
    ]  # fmt: skip


def test_a_report_that_tells_of_its_own_days_is_no_story() -> None:
    """Old years are background where a report says "Monday" or prints its own year: its months are its own."""
    old = "He ruled in 1951, 1962, 1973, 1984, 1995 and 1999. "
    assert edtf(old + "He fell ill on Monday. He was freed in May.")[6:] == ["2020-10-05", "2020-05"]
    assert edtf(old + "He was freed in May and jailed in 2020.")[6:] == ["2020-05", "2020"]


@pytest.mark.parametrize(
    ("text", "edtf", "anchor"),
    [
        ("Crowds met on Wednesday.", "2020-10-07?", TUESDAY),
        ("The vote is on Wednesday.", "2020-10-07", TUESDAY),
        ("They met last Wednesday.", "2020-09-30", TUESDAY),
        ("They met this Monday.", "2020-10-05", TUESDAY),
        ("They meet this Friday.", "2020-10-09", TUESDAY),
        ("They met the week before last.", "2020-09-21/2020-09-27", TUESDAY),
        ("They met on the 2nd.", "2020-10-02", TUESDAY),
        ("On March 4, 2019, he fell. He rose on the 6th.", "2019-03-06", "2019-03-04"),
        ("On March 4, 2019, he fell. Two days after, he rose.", "2019-03-06", "2019-03-04"),
        ("He fell in 2018. In May of that year he rose.", "2018-05", "2018-01-01"),
        ("He fell in March 2018. That summer he rose.", "2018-22", "2018-03-01"),
    ],
)
def test_what_a_date_was_counted_from(text: str, edtf: str, anchor: str) -> None:
    """A dating names the day that it was counted from: the report's, or the date just mentioned."""
    found = resolve(text, find(text), TUESDAY)[-1]
    assert found.dating is not None
    assert (found.dating.edtf, found.dating.anchor, found.dating.rule) == (edtf, anchor, found.rule)
