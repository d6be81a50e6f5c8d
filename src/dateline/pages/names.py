"""The list of names, and the page of one of them: what it is called, what it said, where it appears."""

from __future__ import annotations

from msgspec import Struct

from ..errors import LookupFailed
from ..model.decisions import Decision
from ..model.notes import EntityType, PlaceFix
from ..model.reading import Span
from ..model.record import Entity, Reason
from ..store import Shelf, Sieve
from ..views.dates import DateLabel, date_label
from ..views.figures import FigureRow, figure_rows
from ..views.index import Quote
from ..views.offices import OfficeRow, office_rows
from ..views.timeline import TimelineRow
from ..views.told import Telling, telling
from .excerpt import excerpt
from .timeline import rows_of

NAMES = 60
SAID = 12
PLACES = 30
EVENTS = 12
OTHERS = 40
"""Figures, offices, variants and roles of one name that are shown; the others are counted."""


class NameLine(Struct, frozen=True):
    """One name of the list with its variants and the roles that reports print for it."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    country: str | None
    n_mentions: int
    n_reports: int


class NamesPage(Struct, frozen=True):
    """One page of names, names before common words, those in the most reports first; ``total`` pass the filter."""

    rows: tuple[NameLine, ...]
    total: int
    type: EntityType | None
    like: str | None
    page: int
    pages: int


class Seen(Struct, frozen=True):
    """A report in which a name appears: how often, the first mention, the title and date of the report."""

    quote: Quote
    title: str | None
    published: DateLabel | None
    n: int


class NamePage(Struct, frozen=True):
    """One name in full; ``roles`` are passages that print what it is, each wording once."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    roles: tuple[Quote, ...]
    place: PlaceFix | None
    why: tuple[Reason, ...]
    n_mentions: int
    n_reports: int
    n_events: int
    events: tuple[TimelineRow, ...]
    n_said: int
    said: tuple[Telling, ...]
    seen: tuple[Seen, ...]
    offices: tuple[OfficeRow, ...]
    figures: tuple[FigureRow, ...]
    ruled: tuple[Decision, ...]


def names_page(shelf: Shelf, type: EntityType | None, like: str | None, page: int) -> NamesPage:
    """One page of the names that hold the letters ``like``; past the end the last."""
    found, total = shelf.entities(type, like, NAMES, (page - 1) * NAMES)
    pages = max(1, -(-total // NAMES))
    if page > pages:
        return names_page(shelf, type, like, pages)
    ids = [row.id for row in found]
    heads, counts = {head.id: head for head in shelf.entity_heads(ids)}, shelf.n_mentions(ids)
    rows = tuple(_line(heads[row.id], counts[row.id]) for row in found)
    return NamesPage(rows, total, type, like, page, pages)


def _line(head: Entity, n: int) -> NameLine:
    roles = tuple(dict.fromkeys(role.exact for role in head.roles))[:6]
    country = head.place.country if head.place else None
    return NameLine(head.id, head.name, head.type, head.aliases[:8], roles, country, n, head.n_reports)


def name_page(shelf: Shelf, id: str) -> NamePage:
    """The page of the entity with that id. Raises LookupFailed where there is none."""
    found = shelf.entity_heads([id])
    if not found:
        raise LookupFailed("E501", f"The record holds no name {id!r}.", "It may have another id since the last build.")
    head = found[0]
    facets = (*shelf.facets_of("actor", [id]), *shelf.facets_of("place", [id]))
    sieve = Sieve((tuple(facet.facet for facet in facets),))
    figures, offices = shelf.claimed_by(id, OTHERS), shelf.held_by(id, OTHERS)
    said = shelf.said_by(id, SAID, 0)
    index = excerpt(shelf, (), said, figures, offices)
    return NamePage(
        id=id,
        name=head.name,
        type=head.type,
        aliases=head.aliases[:OTHERS],
        roles=_roles(shelf, head),
        place=head.place,
        why=head.why,
        n_mentions=shelf.n_mentions([id])[id],
        n_reports=head.n_reports,
        n_events=sum(shelf.counts(sieve)[0].values()),
        events=rows_of(shelf, shelf.weightiest(sieve, EVENTS)),
        n_said=shelf.n_said_by([id]).get(id, 0),
        said=tuple(telling(index, statement) for statement in said),
        seen=_seen(shelf, id),
        offices=office_rows(index),
        figures=figure_rows(index),
        ruled=shelf.rulings(id),
    )


def _roles(shelf: Shelf, head: Entity) -> tuple[Quote, ...]:
    first: dict[str, Span] = {}
    for span in head.roles:
        first.setdefault(span.exact.casefold(), span)
    spans = list(first.values())[:OTHERS]
    return quotes(shelf, spans)


def quotes(shelf: Shelf, spans: list[Span]) -> tuple[Quote, ...]:
    """``spans`` with their reports' paths and publishers."""
    reports = {report.id: report for report in shelf.heads(span.report for span in spans)}
    return tuple(
        Quote(s.exact, s.report, reports[s.report].path, s.start, s.end, reports[s.report].publisher) for s in spans
    )


def _seen(shelf: Shelf, id: str) -> tuple[Seen, ...]:
    found = shelf.appearances(id, PLACES)
    first = quotes(shelf, [Span(a.report, a.first, a.end, a.exact) for a in found])
    reports = {report.id: report for report in shelf.heads(a.report for a in found)}
    return tuple(
        Seen(quote, reports[a.report].title, date_label(reports[a.report].published), a.n)
        for a, quote in zip(found, first, strict=True)
    )
