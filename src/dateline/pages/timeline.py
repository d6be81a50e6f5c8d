"""The timeline page: days in order, the clearest events of each, under a filter with counts that follow it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from ..assemble.timeline import choose
from ..model.record import Event
from ..model.words import TimelinePart
from ..store import FacetCount, FacetKind, Outline, Shelf, Sieve
from ..views.dates import label
from ..views.select import Selection
from ..views.strip import Axis, Strip, axis_of, strip
from ..views.timeline import TimelineRow, timeline_row
from .excerpt import excerpt, telling

DAYS = 12
LINES = 6
"""Lines a day has where several days share a page."""
ROWS = 60
"""Lines of a page that shows one day, or what has no day."""
OFFERED = 12
"""Values that each facet offers."""
FEW = 4000
"""So many passing events are counted facet by facet; of more, the facets that are frequent in the whole record are counted."""
SHOWN: tuple[FacetKind, ...] = ("type", "status", "actor", "place", "speaker", "publisher")
PARTS: tuple[TimelinePart, ...] = get_args(TimelinePart)


class Filter(Struct, frozen=True):
    """What a reader asks for; every field is as typed. ``actor``, ``place`` and ``speaker`` are names or ids of entities."""

    q: str | None = None
    actor: str | None = None
    place: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    speaker: str | None = None
    publisher: str | None = None
    status: str | None = None
    origin: str | None = None
    relay: str | None = None
    hand: str | None = None
    realis: str | None = None
    unnamed: str | None = None
    min_origins: int = 1
    part: TimelinePart = "days"
    page: int | None = None


class DayRows(Struct, frozen=True):
    """One day with its clearest events; ``n`` pass in all."""

    date: str
    label: str
    n: int
    rows: tuple[TimelineRow, ...]


class FacetGroup(Struct, frozen=True):
    """What a filter can be narrowed by, with counts among the events that pass."""

    kind: FacetKind
    values: tuple[FacetCount, ...]


class TimelinePage(Struct, frozen=True):
    """One page of the timeline; ``chosen`` are the names of what the filter's ids stand for, ``pages`` how many pages there are."""

    filter: Filter
    parts: dict[TimelinePart, int]
    strip: Strip
    days: tuple[DayRows, ...]
    rows: tuple[TimelineRow, ...]
    facets: tuple[FacetGroup, ...]
    chosen: dict[FacetKind, str]
    page: int
    pages: int
    axis: Axis | None = None

    @property
    def total(self) -> int:
        """How many events pass, in all parts."""
        return sum(self.parts.values())


Tallies = Mapping[int, int]
"""Of each facet that is offered, the events that have it: the n-th bit stands for event n."""


def tallies_of(shelf: Shelf) -> Tallies:
    """What counts facets among many passing events; the same as long as the record is."""
    return shelf.tallies(SHOWN, OFFERED)


def timeline_page(shelf: Shelf, asked: Filter, tallies: Tallies | None = None) -> TimelinePage:
    """The page that ``asked`` asks for; ``tallies`` are made if not given.

    Raises InputError for days that are none, LookupFailed for words that name nothing.
    """
    sieve, chosen = sieved(shelf, asked)
    parts, counts = shelf.counts(sieve)
    drawn = strip(counts)
    days: tuple[DayRows, ...] = ()
    rows: tuple[TimelineRow, ...] = ()
    if asked.part == "days" and len(counts) > 1:
        page, pages = _page_of_days(counts, drawn.main, asked.page)
        days = days_of(shelf, sieve, counts[(page - 1) * DAYS : page * DAYS], LINES)
    else:
        total = parts.get(asked.part, 0)
        pages = max(1, -(-total // ROWS))
        page = min(max(asked.page or 1, 1), pages)
        rows = rows_of(shelf, shelf.events_in(sieve, asked.part, ROWS, (page - 1) * ROWS))
        if asked.part == "days" and counts:
            days, rows = (DayRows(counts[0][0], label(counts[0][0]), counts[0][1], rows),), ()
    every = {part: parts.get(part, 0) for part in PARTS}
    return TimelinePage(
        asked,
        every,
        drawn,
        days,
        rows,
        _facets(shelf, sieve, every, tallies),
        chosen,
        page,
        pages,
        axis_of(row.date for row in rows),
    )


def sieved(shelf: Shelf, asked: Filter) -> tuple[Sieve, dict[FacetKind, str]]:
    """The filter as the shelf takes it, and the labels of what it names."""
    Selection(since=asked.since, until=asked.until)  # refuses what is no day
    groups: list[tuple[int, ...]] = []
    chosen: dict[FacetKind, str] = {}
    for kind in ("actor", "place", "speaker"):
        if words := getattr(asked, kind):
            found = shelf.facets_of(kind, shelf.entities_by_name(words))
            groups.append(tuple(facet.facet for facet in found[:200]))
            chosen[kind] = found[0].label if found and found[0].value == words else words
    exact: tuple[FacetKind, ...] = ("type", "status", "publisher", "origin", "relay", "hand", "realis", "unnamed")
    for kind in exact:
        if value := getattr(asked, kind):
            found = shelf.facets_of(kind, [value])
            groups.append(tuple(facet.facet for facet in found))
            chosen[kind] = found[0].label if found else value
    return Sieve(tuple(groups), asked.q or None, asked.since, asked.until, asked.min_origins), chosen


def rows_of(shelf: Shelf, events: Sequence[Event]) -> tuple[TimelineRow, ...]:
    """``events`` as rows, in their order."""
    told = telling(shelf, events)
    disputes = shelf.contradictions_of((s.id for s in told), (event.id for event in events))
    index = excerpt(shelf, events, told, contradictions=disputes)
    return tuple(timeline_row(index, event) for event in events)


def _page_of_days(counts: Sequence[tuple[str, int]], main: str | None, asked: int | None) -> tuple[int, int]:
    """Which page of days and how many there are: unless asked for another, the page on which the story begins."""
    pages = -(-len(counts) // DAYS)
    if asked is not None:
        return min(max(asked, 1), pages), pages
    first = next(number for number, (day, _) in enumerate(counts) if day >= (main or ""))
    return first // DAYS + 1, pages


def days_of(shelf: Shelf, sieve: Sieve, counts: Sequence[tuple[str, int]], lines: int) -> tuple[DayRows, ...]:
    """The ``lines`` clearest events of each day, of which there are some; no two lines of a day say the same."""
    found: dict[str, list[Outline]] = {day: [] for day, _ in counts}
    for outline in shelf.clearest(sieve, counts[0][0], counts[-1][0], lines * 5):
        if outline.when:
            found[outline.when.earliest].append(outline)
    chosen = {day: _chosen(outlines, lines) for day, outlines in found.items()}
    events = {event.id: event for event in shelf.get(Event, (o.id for outlines in chosen.values() for o in outlines))}
    ordered = [events[o.id] for day, _ in counts for o in chosen[day]]
    rows = {row.event: row for row in rows_of(shelf, ordered)}
    return tuple(DayRows(day, label(day), n, tuple(rows[o.id] for o in chosen[day])) for day, n in counts)


def _chosen(outlines: Iterable[Outline], lines: int) -> tuple[Outline, ...]:
    days = choose(tuple(outlines), per_date=lines)
    return days[0].events if days else ()


def _facets(
    shelf: Shelf, sieve: Sieve, parts: dict[TimelinePart, int], tallies: Tallies | None
) -> tuple[FacetGroup, ...]:
    if sieve.lets_all_pass:
        return tuple(FacetGroup(kind, shelf.facets(kind, OFFERED)) for kind in SHOWN)
    if sum(parts.values()) <= FEW:
        found = shelf.facets_within(sieve, SHOWN)
    else:
        offered = [facet for kind in SHOWN for facet in shelf.facets(kind, OFFERED)]
        found = shelf.recount(sieve, offered, tallies or tallies_of(shelf))
    return tuple(FacetGroup(kind, tuple(f for f in found if f.kind == kind)[:OFFERED]) for kind in SHOWN)
