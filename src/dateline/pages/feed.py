"""The feed of new and changed events: an event is new when a report first tells it and changes when another one does."""

from __future__ import annotations

from msgspec import Struct

from ..store import Shelf
from ..views.timeline import TimelineRow
from .timeline import rows_of

ENTRIES = 50


class Entry(Struct, frozen=True):
    """An event and the day (ISO) of the last report that tells it."""

    row: TimelineRow
    updated: str


class Feed(Struct, frozen=True):
    """Events by the day of their last report, the last first; ``updated`` is that of the first, None for no event."""

    entries: tuple[Entry, ...]
    updated: str | None


def feed(shelf: Shelf) -> Feed:
    """The events that were told last."""
    found = shelf.newest_told(ENTRIES)
    rows = rows_of(shelf, [event for _, event in found])
    entries = tuple(Entry(row, day) for (day, _), row in zip(found, rows, strict=True))
    return Feed(entries, entries[0].updated if entries else None)
