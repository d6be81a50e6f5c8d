"""Other names and places as tables that a person can rule on and give back: what people ruled, and what the machine made of the rest.

Always true here: the rows of people read back are the same decisions, whatever signs they hold; the rows of the machine rule nothing
until somebody changes one: its other names stand under ``who`` as ``machine``, places that it could not pin have no coordinates.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from ..model.decisions import Decision
from ..model.record import Entity
from ..model.words import PLACED, EntityType
from .index import Index
from .names import nominal
from .table import Cell, Table
from .visible import escaped, visible

ALIASES = ("name", "alias", "type", "same", "who", "when", "why")
PLACES = ("name", "lat", "lon", "kind", "in", "aliases", "country", "who", "when", "why")
MACHINE = "machine"
_UNHELD = re.compile(r"[^\S ]|^ | $|(?<= ) |\\(?=x[0-9a-f]{2}|u[0-9a-f]{4})")
"""What a cell does not hold as it is: blanks other than single spaces within it, and a backslash that would begin an escape."""


def alias_table(index: Index, type: EntityType | None = None) -> Table:
    """What people ruled of names, in the order of its time; then the other names that the machine found, entity by entity."""
    ruled = [d for d in index.nouns.decisions if d.kind in ("alias", "distinct")]
    known = {frozenset(map(str.casefold, pair)) for d in ruled for pair in _pairs(d)}
    rows = [row for d in ruled if type in (None, d.value) for row in _ruled(d)]
    for entity in index.nouns.entities:
        if type in (None, entity.type) and not nominal(index, entity):
            rows += _found(entity, known)
    return Table("aliases", ALIASES, tuple(rows))


def gazetteer_table(index: Index) -> Table:
    """The places that people pinned, in the order of its time; then those without a pin, the most mentioned first, to be filled in."""
    pinned = [_pinned(d) for d in index.nouns.decisions if d.kind == "place"]
    bare = [e for e in index.loaded(index.places()) if e.type in PLACED and not e.place and not nominal(index, e)]
    empty = (None,) * (len(PLACES) - 1)
    return Table("places", PLACES, (*pinned, *((_cell(entity.name), *empty) for entity in bare)))


def _found(entity: Entity, known: Container[frozenset[str]]) -> Iterator[tuple[Cell, ...]]:
    """Other names that differ by more than capitals, but for the pairs that are ``known``."""
    why = "; ".join(f"{r.rule} ({r.note})" if r.note else r.rule for r in entity.why)
    for alias in entity.aliases:
        pair = frozenset((entity.name.casefold(), alias.casefold()))
        if len(pair) > 1 and pair not in known:
            yield (_cell(entity.name), _cell(alias), entity.type, "yes", MACHINE, None, _cell(why))


def _pairs(decision: Decision) -> Iterator[tuple[str, str]]:
    """The first name of a ruling with each of the others."""
    name, *others = decision.names
    return ((name, other) for other in others)


def _ruled(decision: Decision) -> Iterator[tuple[Cell, ...]]:
    same = "yes" if decision.kind == "alias" else "no"
    for name, other in _pairs(decision):
        yield (_cell(name), _cell(other), decision.value, same, *_signed(decision))


def _pinned(decision: Decision) -> tuple[Cell, ...]:
    place, (name, *others) = decision.place, decision.names
    pin: tuple[Cell, ...] = (place.lat, place.lon) if place else (None, None)
    also = "; ".join(_cell(other).replace(";", r"\x3b") for other in others)
    where = (_cell(place.within or ""), also, place.country) if place else (None, None, None)
    return (_cell(name), *pin, decision.value, *where, *_signed(decision))


def _signed(decision: Decision) -> tuple[Cell, ...]:
    """Who, when and why; of somebody who signs as the machine does a letter is written as an escape."""
    who = r"\x6dachine" if decision.who == MACHINE else _cell(decision.who)
    return (who, decision.when, _cell(decision.why))


def _cell(text: str) -> str:
    r"""``text`` so that it is itself again when the file is read: what steers or is not held stands as ``\x0a`` or ``\u2028``."""
    return visible(_UNHELD.sub(escaped, text))
