"""The page of one event: all that tells it, by origin; who takes part; what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from ..errors import LookupFailed
from ..model.decisions import Decision
from ..model.notes import EntityType
from ..model.record import Event, Reason, Statement
from ..store import Shelf
from ..views.disputes import DisputeRow, dispute_rows
from ..views.figures import FigureRow, figure_rows
from ..views.index import Index, Quote
from ..views.timeline import TimelineRow, timeline_row
from ..views.told import Dated, OriginGroup, by_origin, dated
from .excerpt import excerpt

PASSAGES = 120
"""Passages of one event that are shown; the others are counted."""


class Party(Struct, frozen=True):
    """Somebody in an event, by name where known, with the words of one passage for them and how often they are named in it."""

    entity: str | None
    name: str
    role: str
    quote: Quote
    n: int


class Spot(Struct, frozen=True):
    """A place of an event; without a pin ``lat`` is None."""

    entity: str
    name: str
    type: EntityType
    lat: float | None
    lon: float | None


class EventPage(Struct, frozen=True):
    """One event. ``left_out`` counts passages that tell it and are not among ``groups``; ``ruled_passages`` are decisions by the id of the
    statement that they were applied to."""

    row: TimelineRow
    when: Dated | None
    groups: tuple[OriginGroup, ...]
    left_out: int
    parties: tuple[Party, ...]
    places: tuple[Spot, ...]
    figures: tuple[FigureRow, ...]
    disputes: tuple[DisputeRow, ...]
    why: tuple[Reason, ...]
    ruled: tuple[Decision, ...]
    ruled_passages: dict[str, tuple[Decision, ...]] = field(default_factory=dict)


def event_page(shelf: Shelf, event: str) -> EventPage:
    """The page of the event with that id. Raises LookupFailed where there is none."""
    return event_pages(shelf, _found(shelf, event))[0]


def event_pages(shelf: Shelf, events: Sequence[Event]) -> tuple[EventPage, ...]:
    """The pages of ``events``, in their order."""
    shown = {event.id: event.statements[:PASSAGES] for event in events}
    told = shelf.get(Statement, {s for ids in shown.values() for s in ids})
    disputes = shelf.contradictions_of((s.id for s in told), (event.id for event in events))
    figures = shelf.figures_of(s.id for s in told)
    index = excerpt(shelf, events, told, figures, contradictions=disputes)
    return tuple(_page(shelf, index, event) for event in events)


def _page(shelf: Shelf, index: Index, event: Event) -> EventPage:
    told = [index.statements[s] for s in event.statements[:PASSAGES]]
    row = timeline_row(index, event)
    own = {statement.id for statement in told}
    return EventPage(
        row=row,
        when=dated(index, event.when),
        groups=by_origin(index, told),
        left_out=len(event.statements) - len(told),
        parties=_parties(index, event),
        places=tuple(
            Spot(e.id, e.name, e.type, e.place.lat if e.place else None, e.place.lon if e.place else None)
            for e in shelf.entity_heads(event.places)
        ),
        figures=tuple(f for f in figure_rows(index) if f.event == event.id or _figure_of(index, f) in own),
        disputes=tuple(d for d in dispute_rows(index) if d.id in row.contradictions),
        why=event.why,
        ruled=shelf.rulings(event.id),
        ruled_passages=shelf.rulings_of(own),
    )


def _figure_of(index: Index, row: FigureRow) -> str:
    return next(figure.statement for figure in index.nouns.figures if figure.id == row.id)


def _parties(index: Index, event: Event) -> tuple[Party, ...]:
    """Each party once, those named most first."""
    found: dict[tuple[str, str], Party] = {}
    for participant in event.participants:
        name = index.name(participant.entity) or participant.span.exact
        key = (name.casefold(), participant.role)
        n = found[key].n + 1 if key in found else 1
        quote = found[key].quote if key in found else index.quote(participant.span)
        found[key] = Party(participant.entity, name, participant.role, quote, n)
    return tuple(sorted(found.values(), key=lambda p: (-p.n, p.role, p.name)))


def _found(shelf: Shelf, event: str) -> tuple[Event, ...]:
    found = shelf.get(Event, [event])
    if not found:
        raise LookupFailed(
            "E501", f"The record holds no event {event!r}.", "It may have another id since the last build."
        )
    return found
