"""Where it is: one row a place, with its pin, or with the reason why it has none and what it could be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.record import Entity, PlaceState
from ..model.words import EntityType, PlacePrecision
from .index import Index, Quote
from .listed import Listed
from .names import has_letters, nominal

if TYPE_CHECKING:
    from ..annotate.gazetteer import Place

Known = Callable[[str], "Sequence[Place]"]
"""All that a name can mean in the gazetteer, the most populous first."""
CANDIDATES = 5
"""Namesakes that are listed; the others are counted."""


class Candidate(Struct, frozen=True):
    """A place that a name could mean."""

    name: str
    kind: str
    country: str | None
    within: str | None
    lat: float | None
    lon: float | None
    people: int


class PlaceRow(Struct, frozen=True):
    """A place or building. Without a pin ``reason`` says why and ``candidates`` what it could be; ``n_candidates`` counts all of them.

    ``country`` is ISO 3166-1 alpha-2; ``within`` the state, region or town where it is known; ``ruled`` says who pinned it.
    """

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    lat: float | None
    lon: float | None
    country: str | None
    within: str | None
    precision: PlacePrecision | None
    geonameid: int | None
    ruled: str | None
    reason: str | None
    candidates: tuple[Candidate, ...]
    n_candidates: int
    n_mentions: int
    n_reports: int
    n_events: int
    first: Quote | None


def place_rows(
    index: Index, known: Known, like: str | None = None, only: PlaceState | None = None
) -> tuple[PlaceRow, ...]:
    """Places and buildings, those in the most reports first; ``like`` keeps names that hold these letters, whatever their
    accents and capitals, ``only`` one state."""
    return listed_places(index, known, like, only, None).rows


def listed_places(
    index: Index, known: Known, like: str | None, only: PlaceState | None, limit: int | None
) -> Listed[PlaceRow]:
    """The first ``limit`` of ``place_rows``; None is all."""
    found = [
        entity
        for entity in index.loaded(index.places())
        if (only is None or only in _states(entity))
        and has_letters(like, (entity.name, *entity.aliases))
        and not nominal(index, entity)
    ]
    ordered = sorted(found, key=lambda e: (-e.n_reports, -len(e.mentions), e.name, e.id))[:limit]
    told = index.n_placed({entity.id for entity in ordered})
    return Listed(tuple(_row(index, entity, known, told.get(entity.id, 0)) for entity in ordered), len(found))


def _states(entity: Entity) -> set[PlaceState]:
    if entity.place is None:
        return {"unlocated"}
    return {"located", "user"} if _ruled(entity) else {"located"}


def _ruled(entity: Entity) -> str | None:
    """Who pinned it, and why."""
    return next((reason.note for reason in entity.why if reason.rule == "ruled: place"), None)


def _row(index: Index, entity: Entity, known: Known, n_events: int) -> PlaceRow:
    place = entity.place
    first = min(entity.mentions, key=index.place_of, default=None)
    could = [] if place else [p for p in known(entity.name) if p.kind != "site" or entity.type == "facility"]
    # A part of the world is no town that happens to bear its name.
    pinnable = could if all(p.lat is not None for p in could) else []
    return PlaceRow(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        aliases=entity.aliases,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        country=place.country if place else None,
        within=place.within if place else None,
        precision=place.precision if place else None,
        geonameid=place.geonameid if place else None,
        ruled=_ruled(entity),
        reason=None if place else _reason(entity, could),
        candidates=tuple(_candidate(p) for p in pinnable[:CANDIDATES]),
        n_candidates=len(pinnable),
        n_mentions=len(entity.mentions),
        n_reports=entity.n_reports,
        n_events=n_events,
        first=index.quote(first) if first else None,
    )


def _candidate(place: Place) -> Candidate:
    return Candidate(place.name, place.kind, place.country, place.within, place.lat, place.lon, place.people)


def _reason(entity: Entity, could: Sequence[Place]) -> str:
    """Why a place has no pin."""
    if not could:
        return "a building or spot" if entity.type == "facility" else "not in the gazetteer"
    if any(place.lat is None for place in could):
        return "a part of the world"
    if len(could) > 1:
        return "several places have this name"
    return "the reports do not speak of its country"
