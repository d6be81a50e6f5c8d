"""The queue of a record file: only what its first rows need is read.

Always true here: the rows are the first of those that the whole record gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ..model.record import Contradiction, Entity, Event, RecordData
from ..store import Store
from ..store.doubt_rows import LACKS, Grouped
from .excerpts import telling
from .index import Index
from .review import (
    NAMED,
    WEIGHTY,
    Desk,
    ReviewRow,
    doubt_of,
    grouping_doubt,
    in_order,
    joined_names,
    least_scores,
    mention_of,
    stakes,
)


def review_of(store: Store, limit: int | None = None) -> tuple[ReviewRow, ...]:
    """The first ``limit`` rows of the queue of the record in ``store``; None is all."""
    shelf, weights = store.shelf, store.shelf.weights()
    part, rows = _all_but_apart(store, weights, limit)
    desk = Desk(Index(part), weights)
    # Two names are doubtful at most as a whole: those of less weight than the last row cannot come before it.
    floor = rows[limit - 1].priority if limit and limit <= len(rows) else 0.0
    heavy = [id for id, weight in weights.items() if weight >= floor] if floor > 0 else None
    pairs = desk.nearly_alike(shelf.of_types(NAMED, heavy), floor)
    entities = shelf.get(Entity, {id for pair in pairs for id in (pair.one, pair.other)})
    texts = shelf.mentioned_in(entities)
    reports = tuple(replace(head, text=texts[head.id]) for head in shelf.heads(texts))
    named = Desk(Index(replace(part, entities=entities, reports=reports)), weights)
    return in_order((*rows, *named.apart(pairs)))[:limit]


def _all_but_apart(
    store: Store, weights: Mapping[str, float], limit: int | None
) -> tuple[RecordData, tuple[ReviewRow, ...]]:
    """The first rows of the queue but for those on names kept apart, at least ``limit`` where there are so many; with their record."""
    grouped, others = _grouped_with_doubt(store), _others(store)
    n = len(grouped) if limit is None else limit
    while True:
        # Of groupings there are thousands, each with several passages in several reports: those of most weight are read first.
        part = _part(store, store.shelf.get(Event, (event.id for event in grouped[:n])), others)
        rows = in_order(Desk(Index(part), weights).all_but_apart())
        if n >= len(grouped) or sum(row.kind == "grouping" for row in rows) >= n:
            return part, rows
        n *= 2


def _grouped_with_doubt(store: Store) -> tuple[Grouped, ...]:
    """Events that were grouped with doubt and that nobody ruled on, in the order of their rows."""
    provenance = store.provenance()
    least, ruled = least_scores(provenance)["event"], {id for made in provenance.applied for id in made.ids}
    scored = (event for event in store.shelf.grouped() if event.id not in ruled)
    open_ = [event for event in scored if grouping_doubt(event, least) > 0]
    return tuple(sorted(open_, key=lambda event: (-stakes(event.weight, grouping_doubt(event, least)), event.id)))


class _Others(Struct, frozen=True):
    """What rows are about beside groupings: open conflicts, entities that a doubtful score joined, events that lack something, and those
    that conflicts are on."""

    disputes: tuple[Contradiction, ...]
    joined: tuple[Entity, ...]
    events: tuple[Event, ...]

    @property
    def sides(self) -> set[str]:
        """The statements of the conflicts."""
        return {id for found in self.disputes for id in found.statements}


def _others(store: Store) -> _Others:
    shelf = store.shelf
    disputes = tuple(c for c in store.read(Contradiction) if c.kind == "conflict" and not c.resolved)
    sides = {id for found in disputes for id in found.statements}
    least = least_scores(store.provenance())
    joined = tuple(entity for entity in shelf.scored() if _doubtful(entity, least["name"]))
    on = shelf.get(Event, {found.event for found in disputes if found.event})
    return _Others(disputes, joined, (*_lacking(store), *shelf.told_by(sides), *on))


def _part(store: Store, grouped: Iterable[Event], others: _Others) -> RecordData:
    """The part of the record that all rows need but those on names kept apart, on ``grouped`` as the events that are doubtful."""
    shelf, disputes, joined = store.shelf, others.disputes, others.joined
    shown = tuple({event.id: event for event in (*grouped, *others.events)}.values())
    told = telling(store, shown, disputes)
    first = [mention_of(entity, joined_names(reason)[1]) for entity in joined for reason in entity.why]
    spans = (*first, *(event.headline for event in shown), *(statement.span for statement in told))
    return RecordData(
        provenance=store.provenance(),
        failures=(),
        reports=shelf.heads({span.report for span in spans}),
        entities=joined,
        statements=told,
        events=shown,
        figures=shelf.figures_of(others.sides),
        occupancies=(),
        contradictions=disputes,
        copies=(),
        decisions=store.applied(),
    )


def _lacking(store: Store) -> Iterator[Event]:
    """The weightiest events that lack something; nobody ruled on them."""
    ruled = {id for made in store.provenance().applied for id in made.ids}
    for lack in LACKS:
        yield from store.shelf.lacking(lack, WEIGHTY, ruled)


def _doubtful(found: Entity, least: float) -> bool:
    return any(reason.score is not None and doubt_of(reason.score, least) > 0 for reason in found.why)
