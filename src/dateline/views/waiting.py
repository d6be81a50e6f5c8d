"""The queue of a record file: only what its first rows need is read.

Always true here: the rows are the first of those that the whole record gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.record import Contradiction, Entity, Event, RecordData
from ..store import Store
from ..store.doubt_rows import LACKS
from .excerpts import telling
from .index import Index
from .review import NAMED, WEIGHTY, Desk, ReviewRow, doubt_of, in_order, least_scores


def review_of(store: Store, limit: int | None = None) -> tuple[ReviewRow, ...]:
    """The first ``limit`` rows of the queue of the record in ``store``; None is all."""
    shelf, weights = store.shelf, store.shelf.weights()
    part = _part(store)
    desk = Desk(Index(part), weights)
    rows = in_order(desk.all_but_apart())
    # Two names are doubtful at most as a whole: those of less weight than the last row cannot come before it.
    floor = rows[limit - 1].priority if limit and limit <= len(rows) else 0.0
    pairs = desk.nearly_alike(shelf.of_types(NAMED), floor)
    entities = shelf.get(Entity, {id for pair in pairs for id in (pair.one, pair.other)})
    texts = shelf.mentioned_in(entities)
    reports = tuple(replace(head, text=texts[head.id]) for head in shelf.heads(texts))
    named = Desk(Index(replace(part, entities=entities, reports=reports)), weights)
    return in_order((*rows, *named.apart(pairs)))[:limit]


def _part(store: Store) -> RecordData:
    """The part of the record that all rows need but those on names kept apart."""
    shelf = store.shelf
    disputes = tuple(c for c in store.read(Contradiction) if c.kind == "conflict" and not c.resolved)
    sides = {id for found in disputes for id in found.statements}
    least = least_scores(store.provenance())
    joined = tuple(entity for entity in shelf.scored(Entity) if _doubtful(entity, least["name"]))
    events = {event.id: event for event in (*_events(store), *shelf.told_by(sides))}
    on = shelf.get(Event, {found.event for found in disputes if found.event})
    shown = tuple((events | {event.id: event for event in on}).values())
    told = telling(store, shown, disputes)
    # Of each wording of a name the first mention is enough to show it.
    first = [span for entity in joined for span in {s.exact: s for s in reversed(entity.mentions)}.values()]
    spans = (*first, *(event.headline for event in shown), *(statement.span for statement in told))
    return RecordData(
        provenance=store.provenance(),
        failures=(),
        reports=shelf.heads({span.report for span in spans}),
        entities=joined,
        statements=told,
        events=shown,
        figures=shelf.figures_of(sides),
        occupancies=(),
        contradictions=disputes,
        copies=(),
        decisions=store.applied(),
    )


def _events(store: Store) -> Iterator[Event]:
    """Events that were grouped with doubt, and the weightiest that lack something; nobody ruled on them."""
    provenance = store.provenance()
    least, ruled = least_scores(provenance)["event"], {id for made in provenance.applied for id in made.ids}
    yield from (event for event in store.shelf.scored(Event) if _doubtful(event, least))
    for lack in LACKS:
        yield from store.shelf.lacking(lack, WEIGHTY, ruled)


def _doubtful(found: Entity | Event, least: float) -> bool:
    return any(reason.score is not None and doubt_of(reason.score, least) > 0 for reason in found.why)
