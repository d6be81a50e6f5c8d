"""How much of a timeline is shown: so many dates, so many lines a date, so many of what stands after them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..assemble.timeline import Day, E, choose

DATES = 20
LEAST = 2
"""Lines a date has at least, where it has events for them."""
LINES = 40
"""Lines that the dates have together unless a reader asks otherwise: two screens."""
REST = 10


class Room(Struct, frozen=True):
    """At most ``dates`` dates, ``per_date`` lines each, ``rest`` lines of each other part; None means all.

    Without ``per_date`` the dates share about ``lines`` lines, every one the same number and at least ``LEAST``.
    """

    dates: int | None = DATES
    per_date: int | None = None
    rest: int | None = REST
    lines: int | None = LINES


EVERYTHING = Room(None, None, None, None)


def chosen_days(events: Sequence[E], room: Room) -> tuple[Day[E], ...]:
    """The weightiest dates with their weightiest events, as many as there is room for."""
    if room.per_date is not None or room.lines is None:
        return choose(events, dates=room.dates, per_date=room.per_date)
    least = choose(events, dates=room.dates, per_date=LEAST)
    if len(least) * LEAST >= room.lines:
        return least
    return _shared(choose(events, dates=room.dates, per_date=room.lines), room.lines)


def _shared(days: Sequence[Day[E]], lines: int) -> tuple[Day[E], ...]:
    """``days`` cut to the number of lines a day with which they have about ``lines`` lines together."""

    def missed(per_date: int) -> int:
        return abs(lines - sum(min(per_date, len(day.events)) for day in days))

    best = min(range(LEAST, max(LEAST, lines) + 1), key=missed)
    return tuple(replace(day, events=day.events[:best]) for day in days)
