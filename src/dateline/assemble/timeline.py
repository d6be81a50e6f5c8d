"""Choosing what to show when there is room for so many dates and so many lines a date.

Always true here: only events with a day stand on the timeline; background, undated and coarsely dated events are left to their
own lists; the choice depends on the events alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ..model.notes import Basis, Precision
from ..model.reading import Span

_DAY_LIKE = ("time", "part-of-day", "day")
_REPEATS = 0.6  # share of the shorter line's words that the other holds: near-repeats of one day were above it


class Dated(Protocol):
    """When something happened: its first and last day (ISO), how precisely and how it is known."""

    @property
    def earliest(self) -> str: ...
    @property
    def latest(self) -> str: ...
    @property
    def precision(self) -> Precision: ...
    @property
    def basis(self) -> Basis: ...


class Told(Protocol):
    """What a choice needs of an event: an ``Event``, or the outline of one that is read ten times as fast."""

    @property
    def id(self) -> str: ...
    @property
    def headline(self) -> Span: ...
    @property
    def when(self) -> Dated | None: ...
    @property
    def background(self) -> bool: ...
    @property
    def weight(self) -> float: ...


E = TypeVar("E", bound=Told)


@dataclass(frozen=True, slots=True)
class Day(Generic[E]):
    """One day of a timeline with its chosen events, the weightiest first."""

    date: str
    events: tuple[E, ...]


def choose(events: Sequence[E], *, dates: int | None = None, per_date: int | None = None) -> tuple[Day[E], ...]:
    """The weightiest ``dates`` days in order, each with its ``per_date`` weightiest events; None means all."""
    by_day: defaultdict[str, list[E]] = defaultdict(list)
    for event in events:
        if is_dated(event) and not event.background and event.when:
            by_day[event.when.earliest].append(event)
    days = [Day(date, _lines(found, per_date)) for date, found in by_day.items()]
    best = sorted(days, key=lambda d: (-_day_weight(by_day[d.date]), d.date))[:dates]
    return tuple(sorted(best, key=lambda d: d.date))


def is_dated(event: Told) -> bool:
    """Whether the event is known to a day."""
    return event.when is not None and event.when.precision in _DAY_LIKE and event.when.earliest == event.when.latest


def _day_weight(events: Sequence[E]) -> float:
    """Firm dates count whole, those taken from the report's date a third: a day is not important because papers appear on it."""
    firm = sorted(
        (e.weight if e.when and e.when.basis != "report-date" else e.weight / 3 for e in events), reverse=True
    )
    return sum(firm[:20])


def _lines(events: Sequence[E], per_date: int | None) -> tuple[E, ...]:
    ordered = sorted(events, key=lambda e: (-e.weight, e.when is not None and e.when.basis == "report-date", e.id))
    chosen: list[E] = []
    shown: list[tuple[Span, frozenset[str]]] = []
    for event in ordered:
        if per_date is not None and len(chosen) >= per_date:
            break
        words = frozenset(event.headline.exact.casefold().split())
        if not any(_overlap(event.headline, span) or _repeats(words, told) for span, told in shown):
            chosen.append(event)
            shown.append((event.headline, words))
    return tuple(chosen)


def _overlap(a: Span, b: Span) -> bool:
    """Whether two passages share words of one report."""
    return a.report == b.report and a.start < b.end and b.start < a.end


def _repeats(first: frozenset[str], second: frozenset[str]) -> bool:
    """The same words, or nearly, as a line that is shown already."""
    return len(first & second) > _REPEATS * max(1, min(len(first), len(second)))
