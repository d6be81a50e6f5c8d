"""A whole record for one file: as much of each part as a person reads, what is left out counted.

Always true here: whatever a line quotes is named with its place; reports that are too long for one file are named, not cut.
"""

from __future__ import annotations

from msgspec import Struct

from ..model.record import Event, RecordedReport
from ..model.words import TimelinePart
from ..store import Shelf, Sieve
from ..views.brief import Brief
from ..views.timeline import TimelineRow
from .disputes import DisputesPage, disputes_page
from .event import EventPage, event_pages
from .figures import FiguresPage, figures_page
from .names import NameLine, names_page
from .offices import OfficesPage, offices_page
from .overview import OverviewPage, overview_page
from .places import MapPage, map_page
from .sources import SourcesPage, sources_page
from .timeline import DayRows, days_of, rows_of

LINES = 400
"""Lines of the timeline, which the days share: one more than the greatest number a day has for all to fit."""
REST = 60
"""Lines of each part that stands after the days."""
DETAILED = 150
"""Events that are shown in full."""
LETTERS = 800_000
"""Code points of reports in full: more would make the file slow to open."""


class WholeRecord(Struct, frozen=True):
    """Every part of the one-file report; ``reports`` are given in full, ``others`` by name."""

    overview: OverviewPage
    days: tuple[DayRows, ...]
    parts: dict[TimelinePart, tuple[TimelineRow, ...]]
    counts: dict[TimelinePart, int]
    events: tuple[EventPage, ...]
    disputes: DisputesPage
    figures: FiguresPage
    offices: OfficesPage
    names: tuple[NameLine, ...]
    n_names: int
    map: MapPage
    sources: SourcesPage
    reports: tuple[RecordedReport, ...]
    others: tuple[RecordedReport, ...]


def whole_record(shelf: Shelf, brief: Brief) -> WholeRecord:
    """All parts of the record whose brief is ``brief``."""
    counts, by_day = shelf.counts(Sieve())
    rest: tuple[TimelinePart, ...] = ("periods", "background", "undated")
    names = names_page(shelf, None, None, 1)
    kept, others = _reports(shelf)
    weighty = shelf.weightiest(Sieve(), DETAILED)
    return WholeRecord(
        overview=overview_page(shelf, brief),
        days=days_of(shelf, Sieve(), by_day, _share([n for _, n in by_day])) if by_day else (),
        parts={part: rows_of(shelf, shelf.events_in(Sieve(), part, REST, 0)) for part in rest},
        counts=counts,
        events=event_pages(shelf, sorted(weighty, key=_moment)),
        disputes=disputes_page(shelf, None, 1),
        figures=figures_page(shelf, None, brief.policy, 1),
        offices=offices_page(shelf, 1),
        names=names.rows,
        n_names=names.total,
        map=map_page(shelf, None),
        sources=sources_page(shelf),
        reports=kept,
        others=others,
    )


def _share(days: list[int]) -> int:
    """How many lines a day has at most, so that all days together have about ``LINES``."""
    most = 1
    while most < max(days) and sum(min(n, most + 1) for n in days) <= LINES:
        most += 1
    return most


def _moment(event: Event) -> tuple[str, str]:
    return (event.when.earliest if event.when else "9999", event.id)


def _reports(shelf: Shelf) -> tuple[tuple[RecordedReport, ...], tuple[RecordedReport, ...]]:
    """The reports that fit into one file in full, in order of time, and the others."""
    kept: list[RecordedReport] = []
    others: list[RecordedReport] = []
    room = LETTERS
    for head in reversed(shelf.reports_by_day(shelf.n_reports(), 0)):
        length = max((block.end for block in head.blocks), default=0)
        (kept if length <= room else others).append(head)
        room -= length if length <= room else 0
    return tuple(kept), tuple(others)
