"""The list of decisions: what people ruled, who, when and why, and what of it still stands."""

from __future__ import annotations

from msgspec import Struct

from ..model.decisions import Decision, in_order, standing
from ..model.reading import Failure
from ..store import Store
from ..views.index import Quote
from ..views.rulings import State, ruling_rows


class DecisionRow(Struct, frozen=True):
    """One decision; ``quotes`` are the passages that it is about, as they were printed then. ``state`` is what became of it, ``reason`` why
    it could not be applied, ``ids`` are the things that it was applied to."""

    id: str
    kind: str
    noun: str | None
    value: str | None
    names: tuple[str, ...]
    quotes: tuple[Quote, ...]
    who: str
    when: str
    why: str
    undoes: str | None
    stands: bool
    state: State = "applied"
    reason: str | None = None
    ids: tuple[str, ...] = ()


class DecisionsPage(Struct, frozen=True):
    """All decisions, the last first."""

    rows: tuple[DecisionRow, ...]


def decisions_page(store: Store) -> DecisionsPage:
    """All decisions of the record, also those undone."""
    every = store.decisions()
    holding = {decision.id for decision in standing(every)}
    became = {row.id: row for row in ruling_rows(every, store.provenance().applied)}
    why_not = {
        f.path.removeprefix("decision "): f.message for f in store.read(Failure) if f.path.startswith("decision ")
    }
    paths = {head.id: head for head in store.shelf.heads(a.quote.report for d in every for a in d.target)}

    def quotes(decision: Decision) -> tuple[Quote, ...]:
        spans = [anchor.quote for anchor in decision.target]
        return tuple(
            Quote(s.exact, s.report, head.path if head else s.report, s.start, s.end, head.publisher if head else None)
            for s, head in ((s, paths.get(s.report)) for s in spans)
        )

    return DecisionsPage(
        tuple(
            DecisionRow(
                *(d.id, d.kind, d.noun, d.value, d.names, quotes(d), d.who, d.when, d.why, d.undoes, d.id in holding),
                state=became[d.id].state,
                reason=why_not.get(d.id),
                ids=became[d.id].ids,
            )
            for d in reversed(in_order(every))
        )
    )
