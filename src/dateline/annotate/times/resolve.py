"""Resolving hits: each becomes a TIMEX3 value and, where it can be known, a dating counted from the report's day.

Always true here: one result per hit, in order. An expression counts from the date mentioned last in its paragraph where
its words say so ("two days later"); nothing is counted from a day that the caller or the text does not give.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date

from dateline.model.notes import Dating, TimeExpression

from . import tense
from .find import Hit, find
from .meaning import Meaning, Setting, far
from .meanings import MEANINGS
from .periods import OutOfCalendarError, Period

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_POSSESSIVES = ("'s", "’s")


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
    end = 0
    for i, hit in enumerate(hits):
        if breaks := len(_PARAGRAPH.findall(text, end, hit.extent.start)):
            before, focus = (focus if breaks == 1 else None), None
        end = hit.extent.end
        ahead = i in future or _ahead(text, hit)
        meaning = _meaning(hit, Setting(anchor, focus, quarter, ahead, before))
        focus = meaning.focus or focus
        quarter = _told(hit, meaning) or quarter
        yield TimeExpression(hit.extent, hit.type, meaning.value, _dating(meaning, hit), hit.rule)


def _told(hit: Hit, meaning: Meaning) -> Period | None:
    """The quarter that the report tells of; one named to compare with ("the year-ago third quarter") is not it."""
    labels = {label for label, _ in hit.parts}
    compared = not labels.isdisjoint({"back", "year", "shift"})
    return meaning.period if hit.means == "quarters" and not compared and "ordinal" in labels else None


def _meaning(hit: Hit, setting: Setting) -> Meaning:
    try:
        return MEANINGS[hit.means](dict(hit.parts), setting)
    except OutOfCalendarError:
        return far(-1)


def _dating(meaning: Meaning, hit: Hit) -> Dating | None:
    period = meaning.period
    if period is None:
        return None
    precision = meaning.precision or ("interval" if period.grain == "half" else period.grain)
    counted = meaning.counted_from.isoformat() if meaning.counted_from else None
    return Dating(
        period.edtf, period.start.isoformat(), period.end.isoformat(), precision, meaning.basis, counted, hit.rule
    )


def _ahead(text: str, hit: Hit) -> bool:
    """Whether the words before look ahead; what a weekday owns ("Friday's vote") is spoken of as known, so behind."""
    return not text.startswith(_POSSESSIVES, hit.extent.end) and tense.around(text, hit.extent) == "ahead"
