"""Who and what is named: one row an entity."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ..model.reading import Span
from ..model.record import Entity, Reason
from ..model.words import EntityType
from .index import Index, Quote
from .listed import Listed

_AT_ONCE = 200
"""Names that are read together, until enough of them are no common words."""


class NameRow(Struct, frozen=True):
    """An entity with its other names, the roles that reports print for it, why all that is one, and its first mention.

    ``nominal``: reports call it by common words ("officials") more often than by a name.
    """

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
    nominal: bool
    first: Quote | None
    why: tuple[Reason, ...]


OPENING = " \"'“”‘’(*_#"
"""What may stand between the end of a sentence, or the start of a block, and a name."""
STARTS = ("", ".", "!", "?", ":", "-", "–", "—", "\n", "\r")


def name_rows(index: Index, type: EntityType | None = None, like: str | None = None) -> tuple[NameRow, ...]:
    """Entities, names before common words, those in the most reports first; ``type`` keeps one type, ``like`` names with these letters,
    whatever their accents and capitals."""
    return listed_names(index, type, like, None).rows


def listed_names(index: Index, type: EntityType | None, like: str | None, limit: int | None) -> Listed[NameRow]:
    """The first ``limit`` of ``name_rows``; None is all."""
    alike = {e.id for e in index.called if has_letters(like, (e.name, *e.aliases))} if like else None
    passing = [found for found in index.ranked(type) if alike is None or found.id in alike]
    ids = [row.id for row in sorted(passing, key=lambda row: (-row.n_reports, -row.n_mentions, row.name, row.id))]
    named: list[Entity] = []
    bare: list[Entity] = []
    for start in range(0, len(ids), _AT_ONCE):
        if limit is not None and len(named) >= limit:
            break
        for entity in index.loaded(ids[start : start + _AT_ONCE]):
            (bare if nominal(index, entity) else named).append(entity)
    first = [*((entity, False) for entity in named), *((entity, True) for entity in bare)][:limit]
    return Listed(tuple(name_row(index, entity, common) for entity, common in first), len(ids))


def has_letters(like: str | None, names: Iterable[str]) -> bool:
    """Whether ``like`` stands in one of ``names``; accents, capitals and the form of apostrophes and dashes do not matter."""
    if not like:
        return True
    # Most listings ask for no letters.
    from anyascii import anyascii

    wanted = anyascii(like).casefold()
    return any(wanted in anyascii(name).casefold() for name in names)


def name_row(index: Index, entity: Entity, common: bool | None = None) -> NameRow:
    """One entity as a row; ``common`` is whether it is nominal, where that is known."""
    first = min(entity.mentions, key=index.place_of, default=None)
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
        n_mentions=len(entity.mentions),
        n_reports=entity.n_reports,
        nominal=nominal(index, entity) if common is None else common,
        first=index.quote(first) if first else None,
        why=entity.why,
    )


def nominal(index: Index, entity: Entity) -> bool:
    """Whether no report names it, or it is called in small letters more often than by a name; pronouns and roles are no names."""
    if not entity.named:
        return True
    names = {name.casefold() for name in (entity.name, *entity.aliases)}
    mentions = [span for span in entity.mentions if span.exact.casefold() in names]
    bare = sum(not any(map(str.isupper, span.exact)) for span in mentions)
    # Of most names no report must be opened.
    if not bare:
        return False
    named = sum(_capital(index, span) for span in mentions)
    return bare > named


def _capital(index: Index, span: Span) -> bool:
    """Whether ``span`` holds a capital that does not merely begin a sentence or a block."""
    if any(map(str.isupper, span.exact[1:])):
        return True
    report = index.reports.get(span.report)
    before = report.text[max(0, span.start - 4) : span.start].rstrip(OPENING) if report else ""
    return span.exact[:1].isupper() and before[-1:] not in STARTS
