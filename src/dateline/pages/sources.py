"""The page of sources: which origins tell which events, who speaks, who relays, who prints."""

from __future__ import annotations

from msgspec import Struct

from ..store import FacetCount, Shelf, Sieve
from ..views.timeline import TimelineRow
from .timeline import rows_of

EVENTS = 24
ORIGINS = 14
LISTED = 40


class MatrixRow(Struct, frozen=True):
    """One event and the origins that tell it, as numbers of the matrix's columns; ``others`` tell it too."""

    row: TimelineRow
    told_by: tuple[int, ...]
    others: int


class SourcesPage(Struct, frozen=True):
    """The matrix of the best supported events by origins, and each kind of source by the number of events that it tells."""

    columns: tuple[FacetCount, ...]
    matrix: tuple[MatrixRow, ...]
    origins: tuple[FacetCount, ...]
    speakers: tuple[FacetCount, ...]
    relays: tuple[FacetCount, ...]
    unnamed: tuple[FacetCount, ...]
    hands: tuple[FacetCount, ...]
    publishers: tuple[tuple[str | None, int, int], ...]
    n_speakers: int
    n_origins: int


def sources_page(shelf: Shelf) -> SourcesPage:
    """Whose words the record is made of."""
    events = shelf.weightiest(Sieve(), EVENTS)
    told: dict[str, list[str]] = {}
    for event, origin in shelf.event_facets((event.id for event in events), "origin"):
        told.setdefault(event, []).append(origin)
    counts: dict[str, int] = {}
    for origins in told.values():
        for origin in origins:
            counts[origin] = counts.get(origin, 0) + 1
    named = {facet.value: facet for facet in shelf.facets_of("origin", counts)}
    columns = tuple(sorted(named.values(), key=lambda f: (-counts[f.value], -f.n, f.label))[:ORIGINS])
    matrix = []
    for row in rows_of(shelf, events):
        own = set(told.get(row.event, ()))
        cells = tuple(n for n, facet in enumerate(columns) if facet.value in own)
        matrix.append(MatrixRow(row, cells, len(own) - len(cells)))
    printed = {facet.value: facet.n for facet in shelf.facets("publisher", LISTED * 4)}
    return SourcesPage(
        columns=columns,
        matrix=tuple(matrix),
        origins=shelf.facets("origin", LISTED),
        speakers=shelf.facets("speaker", LISTED),
        relays=shelf.facets("relay", LISTED),
        unnamed=shelf.facets("unnamed", LISTED),
        hands=shelf.facets("hand", LISTED),
        publishers=tuple((name, n, printed.get(name or "", 0)) for name, n in shelf.publishers(LISTED)),
        n_speakers=shelf.n_facets("speaker"),
        n_origins=shelf.n_facets("origin"),
    )
