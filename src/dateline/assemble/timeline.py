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
from .passages import DAY_LIKE, vocabulary

_REPEATS = 0.5  # share of the shorter line's telling words that the other holds: of 0.35, 0.5 and 0.7 (bench/tls.py)


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
    @property
    def line(self) -> Span | None: ...
    @property
    def salience(self) -> float: ...
    @property
    def evidence(self) -> float: ...


E = TypeVar("E", bound=Told)


@dataclass(frozen=True, slots=True)
class Day(Generic[E]):
    """One day of a timeline with its chosen events, the clearest first."""

    date: str
    events: tuple[E, ...]


def choose(events: Sequence[E], *, dates: int | None = None, per_date: int | None = None) -> tuple[Day[E], ...]:
    """The ``dates`` days that most speaks for, in order, each with its ``per_date`` clearest events; None means all."""
    by_day: defaultdict[str, list[E]] = defaultdict(list)
    for event in events:
        if is_dated(event) and not event.background and event.when:
            by_day[event.when.earliest].append(event)
    days = [Day(date, _lines(found, per_date)) for date, found in by_day.items()]
    weights = {date: _day_weight(found) for date, found in by_day.items()}
    best = sorted(days, key=lambda d: (-weights[d.date][0], -weights[d.date][1], d.date))[:dates]
    return tuple(sorted(best, key=lambda d: d.date))


def is_dated(event: Told) -> bool:
    """Whether the event is known to a day."""
    return event.when is not None and event.when.precision in DAY_LIKE and event.when.earliest == event.when.latest


def _day_weight(events: Sequence[E]) -> tuple[float, float]:
    """What speaks for a day; between days that nothing speaks for, the weight of their events."""
    return sum(sorted(event.evidence for event in events)), sum(sorted(event.weight for event in events))


def words_of(event: Told) -> Span:
    """The words that stand for an event: its clearest sentence, else its headline."""
    return event.line or event.headline


def _lines(events: Sequence[E], per_date: int | None) -> tuple[E, ...]:
    """The clearest events, none of which says what one before it says."""
    ordered = sorted(events, key=lambda e: (-e.salience, -e.weight, e.id))
    chosen: list[E] = []
    shown: list[tuple[Span, frozenset[str]]] = []
    for event in ordered:
        if per_date is not None and len(chosen) >= per_date:
            break
        told = words_of(event)
        words = frozenset(vocabulary(told.exact))
        if not any(_overlap(told, span) or _repeats(words, held) for span, held in shown):
            chosen.append(event)
            shown.append((told, words))
    return tuple(chosen)


def _overlap(a: Span, b: Span) -> bool:
    """Whether two passages share words of one report."""
    return a.report == b.report and a.start < b.end and b.start < a.end


def _repeats(first: frozenset[str], second: frozenset[str]) -> bool:
    """The same words, or nearly, as a line that is shown already."""
    return len(first & second) > _REPEATS * max(1, min(len(first), len(second)))
