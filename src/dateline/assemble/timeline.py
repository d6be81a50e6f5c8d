"""Choosing what to show when there is room for so many dates and so many lines a date.

Always true here: only events with a day stand on the timeline; background, undated and coarsely dated events are left to their
own lists; the choice depends on the events alone, and takes time in proportion to those of the days that it looks at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, field

from ..model.reading import Span
from ..model.words import Basis, Precision, TimelinePart
from .passages import DAY_LIKE, vocabulary

_REPEATS = 0.5
"""Share of the shorter line's telling words that another line of the day holds: of 0.35, 0.5 and 0.7 (bench/tls.py)."""

_TOLD_AGAIN = 0.7
"""The same for a line of another day, which may tell how a thing went on: of 0.6, 0.7 and 0.8."""


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
    def salience(self) -> float: ...
    @property
    def evidence(self) -> float: ...


E = TypeVar("E", bound=Told)


class Day(Struct, Generic[E], frozen=True):
    """One day of a timeline with its chosen events, the clearest first."""

    date: str
    events: tuple[E, ...]


def choose(events: Sequence[E], *, dates: int | None = None, per_date: int | None = None) -> tuple[Day[E], ...]:
    """The ``dates`` days that most speaks for, in order, each with its ``per_date`` clearest events; None means all.

    Where lines are few, only events with a clear sentence stand, if the day has any, and none repeats a line of a day that more
    speaks for.
    """
    by_day: defaultdict[str, list[E]] = defaultdict(list)
    for event in events:
        if is_dated(event) and not event.background and event.when:
            by_day[event.when.earliest].append(event)
    chosen: list[Day[E]] = []
    shown = _Shown()
    for date in sorted(by_day, key=lambda day: (*_rank(by_day[day]), day)):
        if dates is not None and len(chosen) >= dates:
            break
        if lines := _lines(date, by_day[date], per_date, _Shown() if per_date is None else shown):
            chosen.append(Day(date, lines))
    return tuple(sorted(chosen, key=lambda day: day.date))


def is_dated(event: Told) -> bool:
    """Whether the event is known to a day."""
    return event.when is not None and event.when.precision in DAY_LIKE and event.when.earliest == event.when.latest


def part_of(event: Told) -> TimelinePart:
    """The part of the timeline in which the event stands."""
    if event.when is None:
        return "undated"
    if event.background:
        return "background"
    return "days" if is_dated(event) else "periods"


def _rank(events: Sequence[E]) -> tuple[bool, float, float]:
    """Least is first: days with a clear line, by what speaks for them; between days that nothing speaks for, by their events."""
    evidence = sum(sorted(event.evidence for event in events))
    return not any(event.salience for event in events), -evidence, -sum(sorted(event.weight for event in events))


def _lines(date: str, events: Sequence[E], per_date: int | None, shown: _Shown) -> tuple[E, ...]:
    """The clearest events, none of which says what one before it says; they are added to ``shown``."""
    ordered = sorted(events, key=lambda e: (-e.salience, -e.weight, e.id))
    if per_date is not None and ordered[0].salience:
        ordered = [event for event in ordered if event.salience]
    chosen: list[E] = []
    for event in ordered:
        if per_date is not None and len(chosen) >= per_date:
            break
        words = frozenset(vocabulary(event.headline.exact))
        if not shown.repeats(event.headline, words, date):
            chosen.append(event)
            shown.add(event.headline, words, date)
    return tuple(chosen)


class _Shown(Struct):
    """The lines of a timeline so far, with the lines that hold each word: a line is compared with those that share one."""

    lines: list[tuple[Span, frozenset[str], str]] = field(default_factory=list)
    holders: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, span: Span, words: frozenset[str], date: str) -> None:
        """A line that is shown on ``date``."""
        for word in words:
            self.holders[word].append(len(self.lines))
        self.lines.append((span, words, date))

    def repeats(self, span: Span, words: frozenset[str], date: str) -> bool:
        """Whether a line has the same words, or nearly, or is of the same passage."""
        shared = Counter(number for word in words for number in self.holders.get(word, ()))
        for number, n in shared.items():
            other, held, day = self.lines[number]
            most = _REPEATS if day == date else _TOLD_AGAIN
            if n > most * min(len(words), len(held)) or _overlap(span, other):
                return True
        return False


def _overlap(a: Span, b: Span) -> bool:
    """Whether two passages share words of one report."""
    return a.report == b.report and a.start < b.end and b.start < a.end
