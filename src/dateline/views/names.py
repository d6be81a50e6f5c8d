"""Who and what is named: one row an entity."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.notes import EntityType
from ..model.record import Entity
from .index import Index, Quote


@dataclass(frozen=True, slots=True)
class NameRow:
    """An entity with its other names, the roles that reports print for it, and its first mention."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    country: str | None
    lat: float | None
    lon: float | None
    place_precision: str | None
    n_mentions: int
    n_reports: int
    first: Quote | None


def name_rows(index: Index, type: EntityType | None = None) -> tuple[NameRow, ...]:
    """Entities, those in the most reports and with the most mentions first; ``type`` keeps one type only."""
    rows = [name_row(index, entity) for entity in index.nouns.entities if type is None or entity.type == type]
    return tuple(sorted(rows, key=lambda row: (-row.n_reports, -row.n_mentions, row.name, row.id)))


def name_row(index: Index, entity: Entity) -> NameRow:
    """One entity as a row."""
    mentions = sorted(entity.mentions, key=index.place_of)
    place = entity.place
    return NameRow(
        id=entity.id,
        type=entity.type,
        name=entity.name,
        aliases=entity.aliases,
        roles=tuple(dict.fromkeys(role.exact for role in entity.roles)),
        country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        place_precision=place.precision if place else None,
        n_mentions=len(mentions),
        n_reports=entity.n_reports,
        first=index.quote(mentions[0]) if mentions else None,
    )
