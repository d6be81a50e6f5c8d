"""What a hit is read against, and what comes out: shared by all the functions that give hits a meaning.

Always true here: functions are pure; the report's own day and the date mentioned last come in with the ``Setting``;
what cannot be known is None, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from ...model.notes import Basis, Precision
from . import periods
from .grammar import Value
from .periods import OutOfCalendarError, Period
from .tense import Tense

Parts = Mapping[str, Value]


class Setting(NamedTuple):
    """What a hit is read against.

    ``anchor`` is the report's day, ``focus`` the date mentioned last in the paragraph, ``quarter`` the business quarter
    mentioned last in the report; ``tense`` is where the words around the hit look; ``before`` is the date mentioned last
    in the paragraph before this one. A ``narrative`` tells of the past in order: what prints no year counts from ``focus``.
    """

    anchor: date | None
    focus: Period | None
    quarter: Period | None
    tense: Tense | None
    before: Period | None = None
    narrative: bool = False

    @property
    def ahead(self) -> bool:
        """Whether the words around the hit look to the future."""
        return self.tense == "ahead"

    @property
    def last(self) -> Period | None:
        """The date mentioned last, in this paragraph or the one before."""
        return self.focus or self.before


class Meaning(Struct, frozen=True):
    """TIMEX3 ``value``; the ``period`` if there is one, what it was counted from, and what others may count from."""

    value: str
    period: Period | None = None
    basis: Basis = "none"
    counted_from: date | None = None
    precision: Precision | None = None
    focus: Period | None = None


def stated(period: Period) -> Meaning:
    """A period whose year is printed."""
    return Meaning(period.value, period, "stated", None, None, period)


def relative(period: Period, counted_from: date) -> Meaning:
    """A period counted from a day."""
    return Meaning(period.value, period, "relative", counted_from, None, period)


def counted(anchor: date | None, unit: str, count: int, unknown: str = "XXXX-XX-XX") -> Meaning:
    """The period ``count`` units after the one that holds ``anchor``; ``unknown`` is the value without an anchor."""
    if anchor is None:
        return Meaning(unknown)
    try:
        return relative(periods.holding(whole(unit), periods.moved(anchor, unit, count)), anchor)
    except OutOfCalendarError:
        return far(count)


def far(step: int) -> Meaning:
    """A past, present or future that has no date."""
    return Meaning("PAST_REF" if step < 0 else "FUTURE_REF" if step else "PRESENT_REF", precision="vague")


def whole(unit: str) -> str:
    """The grain at which a count of ``unit`` is known: a fortnight ago is a week."""
    return "week" if unit == "fortnight" else unit


def count_of(parts: Parts) -> int | None:
    """The number of a part, at least 1; None where the text states none ("several")."""
    number = parts.get("number", 1)
    return max(1, round(number)) if isinstance(number, int | float) else None
