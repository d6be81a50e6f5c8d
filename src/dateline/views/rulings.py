"""What people ruled: one row a decision with what became of it, and the rulings on one thing of the record.

Always true here: every decision that was ever taken in has its row, also those undone; who, when and why are always shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from ..model.decisions import Decision, DecisionKind, DecisionNoun, in_order, undone_in
from ..model.record import Applied
from ..rules import table
from .findings import Cited, Finding
from .index import Index

State = Literal["applied", "not applied", "superseded", "superseded in part", "undone", "undo"]


class RulingRow(Struct, frozen=True):
    """One decision: what was ruled of what (``about`` are names or printed words), and what became of it. ``ids`` are the things of the
    record that it was applied to."""

    id: str
    kind: DecisionKind
    noun: DecisionNoun | None
    about: tuple[str, ...]
    value: str | None
    who: str
    when: str
    why: str
    state: State
    ids: tuple[str, ...]
    undoes: str | None


def ruling_rows(taken_in: Sequence[Decision], made_under: Sequence[Applied]) -> tuple[RulingRow, ...]:
    """All decisions in the order of their time; ``made_under`` are those that the record stands on."""
    known = {found.decision: found for found in made_under}
    undone = undone_in(taken_in)
    return tuple(_row(d, known.get(d.id), _state(d, known.get(d.id), d.id in undone)) for d in in_order(taken_in))


def _state(decision: Decision, made: Applied | None, undone: bool) -> State:
    if undone:
        return "undone"
    if decision.kind == "undo":
        return "undo"
    if made is not None and made.superseded:
        return "superseded in part" if made.ids else "superseded"
    return "applied" if made is not None and made.ids else "not applied"


def _row(decision: Decision, made: Applied | None, state: State) -> RulingRow:
    return RulingRow(
        id=decision.id,
        kind=decision.kind,
        noun=decision.noun,
        about=decision.called,
        value=decision.value,
        who=decision.who,
        when=decision.when,
        why=decision.why,
        state=state,
        ids=made.ids if made else (),
        undoes=decision.undoes,
    )


def ruling_words(kind: DecisionKind, about: Sequence[str], value: str | None) -> str:
    """What a decision says, in one line: "dated 2020-10-06 · words that it is about"; an undo is about none."""
    said = "undone" if kind == "undo" else table("labels")["ruling"][kind]
    shown = value if kind in ("date", "grade", "rename") else None
    return " · ".join(part for part in (f"{said} {shown}" if shown else said, " / ".join(about[:3])) if part)


def rulings_on(index: Index, id: str | None) -> Iterator[Finding]:
    """What people ruled of one thing of the record, in the order of its time."""
    for decision in index.rulings.get(id or "", ()):
        said = ruling_words(decision.kind, (), decision.value)
        label = f"{said} · {decision.who}, {decision.when}: {decision.why}"
        quotes = tuple(Cited("words", index.quote(a.quote)) for a in decision.target if a.quote.report in index.reports)
        yield Finding("ruling", decision.id, label, quotes, ())


def with_rulings(index: Index, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """``found``, each followed by what people ruled of it; a ruling on several things stands once."""
    shown: dict[tuple[str, str | None], Finding] = {}
    for finding in found:
        shown.setdefault((finding.kind, f"{finding.id} {finding.label} {finding.quotes}"), finding)
        if finding.kind not in ("attribution", "origin"):
            for ruling in rulings_on(index, finding.id):
                shown.setdefault((ruling.kind, ruling.id), ruling)
    return tuple(shown.values())
