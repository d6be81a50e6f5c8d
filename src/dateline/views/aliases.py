"""Other names and places as tables that a person can rule on and give back: what people ruled, and what the machine made of the rest.

Always true here: the rows of people read back are the same decisions; the rows of the machine rule nothing until somebody changes
one: its other names stand under ``who`` as ``machine``, places that it could not pin have no coordinates.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.decisions import Decision
from ..model.notes import EntityType
from ..model.record import Entity
from .index import Index
from .names import nominal
from .table import Cell, Table

ALIASES = ("name", "alias", "type", "same", "who", "when", "why")
PLACES = ("name", "lat", "lon", "kind", "in", "aliases", "country", "who", "when", "why")
MACHINE = "machine"


def alias_table(index: Index, type: EntityType | None = None) -> Table:
    """What people ruled of names, in the order of its time; then the other names that the machine found, entity by entity."""
    ruled = [d for d in index.nouns.decisions if d.kind in ("alias", "distinct")]
    known = {frozenset(map(str.casefold, d.names)) for d in ruled}
    rows = [_ruled(d) for d in ruled if type in (None, d.value)]
    for entity in index.nouns.entities:
        if type in (None, entity.type) and not nominal(index, entity):
            rows += [row for row in _found(entity) if frozenset(str(cell).casefold() for cell in row[:2]) not in known]
    return Table("aliases", ALIASES, tuple(rows))


def gazetteer_table(index: Index) -> Table:
    """The places that people pinned, in the order of its time; then those without a pin, the most mentioned first, to be filled in."""
    pinned = [_pinned(d) for d in index.nouns.decisions if d.kind == "place"]
    bare = [
        e for e in index.nouns.entities if e.type in ("place", "facility") and not e.place and not nominal(index, e)
    ]
    empty = (None,) * (len(PLACES) - 1)
    return Table("places", PLACES, (*pinned, *((entity.name, *empty) for entity in bare)))


def _found(entity: Entity) -> Iterator[tuple[Cell, ...]]:
    """Other names that differ by more than capitals."""
    why = "; ".join(f"{r.rule} ({r.note})" if r.note else r.rule for r in entity.why)
    for alias in entity.aliases:
        if entity.name.casefold() != alias.casefold():
            yield (entity.name, alias, entity.type, "yes", MACHINE, None, why)


def _ruled(decision: Decision) -> tuple[Cell, ...]:
    same = "yes" if decision.kind == "alias" else "no"
    return (*decision.names, decision.value, same, decision.who, decision.when, decision.why)


def _pinned(decision: Decision) -> tuple[Cell, ...]:
    place, (name, *others) = decision.place, decision.names
    pin: tuple[Cell, ...] = (place.lat, place.lon) if place else (None, None)
    where = (place.within, "; ".join(others) or None, place.country) if place else (None, None, None)
    return (name, *pin, decision.value, *where, decision.who, decision.when, decision.why)
