"""Choosing what to show when there is room for so many dates and so many lines a date.

Always true here: only events with a day stand on the timeline; background, undated and coarsely dated events are left to their
own lists; the choice depends on the events alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.record import Event

_DAY_LIKE = ("time", "part-of-day", "day")
_REPEATS = 0.6  # share of the shorter line's words that the other holds: near-repeats of one day were above it


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a timeline with its chosen events, the weightiest first."""

    date: str
    events: tuple[Event, ...]


def choose(events: Sequence[Event], *, dates: int | None = None, per_date: int | None = None) -> tuple[Day, ...]:
    """The weightiest ``dates`` days in order, each with its ``per_date`` weightiest events; None means all."""
    by_day: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if is_dated(event) and not event.background and event.when:
            by_day[event.when.earliest].append(event)
    days = [Day(date, _lines(found, per_date)) for date, found in by_day.items()]
    best = sorted(days, key=lambda d: (-_day_weight(by_day[d.date]), d.date))[:dates]
    return tuple(sorted(best, key=lambda d: d.date))


def is_dated(event: Event) -> bool:
    """Whether the event is known to a day."""
    return event.when is not None and event.when.precision in _DAY_LIKE and event.when.earliest == event.when.latest


def _day_weight(events: Sequence[Event]) -> float:
    """Firm dates count whole, those taken from the report's date a third: a day is not important because papers appear on it."""
    firm = sorted(
        (e.weight if e.when and e.when.basis != "report-date" else e.weight / 3 for e in events), reverse=True
    )
    return sum(firm[:20])


def _lines(events: Sequence[Event], per_date: int | None) -> tuple[Event, ...]:
    ordered = sorted(events, key=lambda e: (-e.weight, e.when is not None and e.when.basis == "report-date", e.id))
    chosen: list[Event] = []
    for event in ordered:
        if per_date is not None and len(chosen) >= per_date:
            break
        if not any(_repeats(event, c) for c in chosen):
            chosen.append(event)
    return tuple(chosen)


def _repeats(a: Event, b: Event) -> bool:
    """The same words, or nearly, as a line that is shown already."""
    if (
        a.headline.report == b.headline.report
        and a.headline.start < b.headline.end
        and b.headline.start < a.headline.end
    ):
        return True
    first, second = (frozenset(e.headline.exact.casefold().split()) for e in (a, b))
    return len(first & second) > _REPEATS * max(1, min(len(first), len(second)))
