"""Resolving hits: each becomes a TIMEX3 value and, where it can be known, a dating counted from the report's day.

Always true here: one result per hit, in order. An expression counts from the date mentioned last in its paragraph where
its words say so ("two days later"); nothing is counted from a day that the caller or the text does not give.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from ...model.notes import Dating, TimeExpression
from . import tense
from .find import REMEMBERED, Hit, Parts, find
from .meaning import Meaning, Setting, far
from .meanings import MEANINGS, turns
from .numerals import printed_year
from .periods import Period

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
FEWEST_YEARS = (
    3  # printed years from which a text without a date of its own is read as a narrative; twice as many with one
)
RARELY, HARDLY = 5, 20
"""Times as many years as "Monday" or "last week", without and with a date of its own. Of 2,500 dated US news articles 88 printed six
old years, and of 60 dates without a year in them 55 were of the report's own time; 5 pass, with 3 of 4 such dates right.
"""
_OF_THE_DAY = {"weekday", "deictic", "tonight", "shift"}
_POSSESSIVES = ("'s", "’s")


class Read(Struct, frozen=True):
    """A hit read in its setting: TIMEX3 value, dating, and the date and business quarter that the next can count from."""

    value: str
    dating: Dating | None
    focus: Period | None
    quarter: Period | None


def resolve(
    text: str, hits: Sequence[Hit], anchor: str | None, future: Container[int] = ()
) -> tuple[TimeExpression, ...]:
    """One time expression per hit, in order. ``anchor`` is the report's ISO day; ``future`` holds indices that lie ahead.

    Weekdays and dates without a year lie at or before the anchor, unless ``future`` or the words before them ("will",
    "scheduled") say otherwise. Without an anchor, what needs one has no dating.
    """
    return tuple(_resolved(text, hits, date.fromisoformat(anchor[:10]) if anchor else None, future))


def tag(text: str, dct: str | None) -> list[tuple[int, int, str, str]]:
    """(start, end, TIMEX3 type, TIMEX3 value) of all time expressions of ``text`` published on the ISO day ``dct``."""
    return [(*t.extent, t.type, t.value) for t in resolve(text, find(text), dct)]


def _resolved(text: str, hits: Sequence[Hit], anchor: date | None, future: Container[int]) -> Iterator[TimeExpression]:
    focus: Period | None = None
    before: Period | None = None
    quarter: Period | None = None
    looking = _looking(text, hits)
    narrative = _is_narrative(hits, anchor)
    end = 0
    for i, hit in enumerate(hits):
        if text.find("\n", end, hit.extent.start) >= 0 and (breaks := _breaks(text, end, hit.extent.start)):
            before, focus = (focus if breaks == 1 or narrative else None), (focus if narrative else None)
        end = hit.extent.end
        told: tense.Tense | None = "ahead" if i in future else looking.get(i)
        read = _read(hit.rule, hit.means, hit.parts, Setting(anchor, focus, quarter, told, before, narrative))
        focus = read.focus or focus
        quarter = read.quarter or quarter
        yield TimeExpression(hit.extent, hit.type, read.value, read.dating, hit.rule)


def _breaks(text: str, start: int, end: int) -> int:
    """How many paragraphs end between two places, counted up to two."""
    return len(list(islice(_PARAGRAPH.finditer(text, start, end), 2)))


@lru_cache(maxsize=REMEMBERED)
def _read(rule: str, means: str, parts: Parts, setting: Setting) -> Read:
    """What the parts of a hit come to in their setting."""
    try:
        meaning = MEANINGS[means](dict(parts), setting)
    except (ValueError, OverflowError):  # before the calendar's first year or after its last
        meaning = far(-1)
    return Read(meaning.value, _dating(meaning, rule), meaning.focus, _told(means, parts, meaning))


def _told(means: str, parts: Parts, meaning: Meaning) -> Period | None:
    """The quarter that the report tells of; one named to compare with ("the year-ago third quarter") is not it."""
    labels = {label for label, _ in parts}
    compared = not labels.isdisjoint({"back", "year", "shift"})
    return meaning.period if means == "quarters" and not compared and "ordinal" in labels else None


def _dating(meaning: Meaning, rule: str) -> Dating | None:
    period = meaning.period
    if period is None:
        return None
    precision = meaning.precision or ("interval" if period.grain == "half" else period.grain)
    counted = meaning.counted_from.isoformat() if meaning.counted_from else None
    return Dating(
        period.edtf, period.start.isoformat(), period.end.isoformat(), precision, meaning.basis, counted, rule
    )


def _looking(text: str, hits: Sequence[Hit]) -> dict[int, tense.Tense]:
    """Where the words around hits look; what one owns ("Friday's vote") is spoken of as known, so it is not asked."""
    asked = [i for i, hit in enumerate(hits) if turns(hit.parts) and not text.startswith(_POSSESSIVES, hit.extent.end)]
    said = tense.along(text, [hits[i].extent for i in asked])
    return {i: told for i, told in zip(asked, said, strict=True) if told}


def _is_narrative(hits: Sequence[Hit], anchor: date | None) -> bool:
    """Whether a text tells of the past in order: it prints years, none near the report's own, and hardly any "Monday"."""
    years = [year for hit in hits if (year := printed_year(hit.parts))]
    of_the_day = sum(_is_of_the_day(hit.parts) for hit in hits)
    if anchor is None:
        return len(years) >= max(FEWEST_YEARS, RARELY * of_the_day)
    return len(years) >= max(2 * FEWEST_YEARS, HARDLY * of_the_day) and max(years) < anchor.year - 1


@lru_cache(maxsize=REMEMBERED)
def _is_of_the_day(parts: Parts) -> bool:
    """Whether an expression only makes sense to who knows the report's day: "Monday", "yesterday", "last week"."""
    labels = {label for label, _ in parts}
    return not labels.isdisjoint(_OF_THE_DAY) and "year" not in labels
