"""The room that a request enters: the record, open for this request, and what every page says about it.

Always true here: a record is opened for one request in its own thread and closed with it, so that a page shows one state of the file, the
newest; what is costly to make of a whole record is kept as long as the record stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from ..model.record import Event, RecordedReport
from ..pages.timeline import Tallies, tallies_of
from ..record import Record
from ..store import Shelf, Store
from ..views.brief import Brief
from ..views.dates import label

T = TypeVar("T")
NAV = (
    ("/", "Overview"), ("/timeline", "Timeline"), ("/names", "Names"), ("/offices", "Offices"), ("/figures", "Figures"),
    ("/map", "Map"), ("/sources", "Sources"), ("/disputes", "Disputes"), ("/reports", "Reports"),
)  # fmt: skip


class Room(Struct, frozen=True):
    """What every page says about the record: its name, how much it holds, from when to when, what made it."""

    name: str
    n_reports: int
    n_events: int
    span: str
    made_by: str
    version: str
    nav: tuple[tuple[str, str], ...] = NAV


class Desk:
    """The record at one path, opened anew for each request."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: dict[str, tuple[bytes, Any]] = {}
        self._lock = Lock()
        self._making: dict[str, Lock] = {}

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The record as it is now."""
        with Store.open(self.path) as store:
            yield store

    @contextmanager
    def shelf(self) -> Iterator[Shelf]:
        """The shelf of the record as it is now."""
        with self.store() as store:
            yield store.shelf

    def kept(self, store: Store, name: str, make: Callable[[], T]) -> T:
        """What ``make`` makes of the whole record; made once for each state of it, while nobody waits who asks for something else."""
        state = msgspec.json.encode(store.provenance())
        with self._lock:
            making = self._making.setdefault(name, Lock())
        with making:
            kept = self._kept.get(name)
            if kept is None or kept[0] != state:
                kept = self._kept[name] = (state, make())
        found: T = kept[1]
        return found

    def brief(self, store: Store) -> Brief:
        """The brief of the record."""
        return self.kept(store, "brief", Record(store).brief)

    def tallies(self, store: Store) -> Tallies:
        """What counts facets among many events."""
        return self.kept(store, "tallies", lambda: tallies_of(store.shelf))

    def warm(self) -> None:
        """Make what is kept before somebody waits for it."""
        with self.store() as store:
            self.brief(store)
            self.tallies(store)

    def room(self, shelf: Shelf) -> Room:
        """What every page says about the record."""
        days = shelf.report_days()
        ends = (days[0][0][:10], days[-1][0][:10]) if days else None
        span = "" if ends is None else label(ends[0]) if ends[0] == ends[1] else f"{label(ends[0])} to {label(ends[1])}"
        version = shelf.version()
        return Room(
            name=self.path.stem.replace("_", " "),
            n_reports=shelf.size(RecordedReport),
            n_events=shelf.size(Event),
            span=span,
            made_by=version,
            version=version.replace(" ", "-"),
        )
