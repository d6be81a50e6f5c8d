"""The entities that lines call by their names: whoever shows a part of a record reads these beside it.

Always true here: who speaks, hands on, claims, holds an office and where things are is in it; who only takes part in an event is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.record import Event, Figure, Occupancy, Statement


def named_in(
    events: Iterable[Event],
    statements: Iterable[Statement],
    figures: Iterable[Figure],
    occupancies: Iterable[Occupancy],
) -> frozenset[str]:
    """The ids of the entities that lines of these have to call by their names."""
    found: set[str | None] = {place for event in events for place in event.places}
    found |= {entity for statement in statements for entity in _voices(statement)}
    found |= {entity for figure in figures for entity in (figure.claimant, figure.place)}
    found |= {entity for office in occupancies for entity in (office.holder, office.claimant)}
    return frozenset(entity for entity in found if entity)


def _voices(statement: Statement) -> Iterator[str | None]:
    said = statement.attribution
    if said:
        yield said.speaker
        yield from said.speakers
        yield from (link.entity for link in said.chain)
        if said.unnamed:
            yield said.unnamed.body
