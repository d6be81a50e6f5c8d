"""Parts of a record file for the pages that show a part: what their lines speak of is read, all else is only counted.

Always true here: a page made of a part is that made of the whole (tests hold it); nothing is read that no line needs, since a whole
record of thousands of reports takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model.record import (
    Contradiction,
    Entity,
    Event,
    Figure,
    Occupancy,
    RecordData,
    Statement,
)
from ..store import Store
from .named import named_in

Other = Figure | Occupancy | Contradiction
"""What stands on statements beside events."""


def excerpt(store: Store, events: Sequence[Event], others: Sequence[Other] = ()) -> RecordData:
    """The part of the record that rows of ``events`` and ``others`` need, with all contradictions; reports are without their texts."""
    told = telling(store, events, others)
    figures = [other for other in others if isinstance(other, Figure)]
    offices = [other for other in others if isinstance(other, Occupancy)]
    reports = {event.headline.report for event in events} | {s.span.report for s in told}
    return RecordData(
        provenance=store.provenance(),
        failures=(),
        reports=store.shelf.heads(reports),
        entities=store.get(Entity, sorted(named_in(events, told, figures, offices))),
        statements=told,
        events=tuple(events),
        figures=(),
        occupancies=(),
        contradictions=store.read(Contradiction),
        copies=(),
    )


def telling(store: Store, events: Iterable[Event], others: Iterable[Other] = ()) -> tuple[Statement, ...]:
    """The statements of ``events``, in their order, then those of ``others``, each once."""
    ids = dict.fromkeys(statement for event in events for statement in event.statements)
    for other in others:
        ids |= dict.fromkeys(other.statements if isinstance(other, Contradiction) else (other.statement,))
    return store.get(Statement, list(ids))
