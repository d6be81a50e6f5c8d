"""Where statements disagree: both passages side by side, each with its publisher and its speaker."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.record import Aspect, Contradiction, ContradictionKind, Statement
from ..rules import table
from .dates import DateLabel, date_label
from .index import Index, Quote
from .voice import Voice, voice


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says, who says it, when, and the origin of the words."""

    statement: str
    value: str | None
    quote: Quote
    sentence: Quote
    voice: Voice | None
    origin: str | None
    date: DateLabel | None


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """Statements that cannot all hold, or of which one replaces or sharpens another; ``score`` lies in 0..1."""

    id: str
    kind: ContradictionKind
    aspect: Aspect
    event: str | None
    about: Quote | None
    values: tuple[str, ...]
    sides: tuple[Side, ...]
    rule: str
    score: float | None
    note: str | None
    resolved: bool = False


RANK: dict[ContradictionKind, int] = {"conflict": 0, "update": 1, "refinement": 2}


def dispute_rows(
    index: Index, kind: ContradictionKind | None = None, *, settled: bool = False
) -> tuple[DisputeRow, ...]:
    """Contradictions: conflicts first, then updates, then refinements; ``kind`` keeps one only; those that somebody ruled to be
    settled only where they are asked for."""
    given = index.nouns.contradictions if settled else index.open
    rows = [dispute_row(index, found) for found in given if kind is None or found.kind == kind]
    return tuple(sorted(rows, key=_key))


def dispute_row(index: Index, contradiction: Contradiction) -> DisputeRow:
    """One contradiction as a row; sides in the order of the record."""
    told = [index.statements[found] for found in contradiction.statements if found in index.statements]
    words = table("labels")["polarity"] if contradiction.aspect == "polarity" else {}
    all_values = tuple(words.get(value, value) for value in contradiction.values)
    values = all_values if len(all_values) == len(told) else ()
    event = index.events.get(contradiction.event) if contradiction.event else None
    return DisputeRow(
        id=contradiction.id,
        kind=contradiction.kind,
        aspect=contradiction.aspect,
        event=contradiction.event,
        about=index.quote(event.headline) if event else None,
        values=all_values,
        sides=tuple(_side(index, found, values[i] if values else None) for i, found in enumerate(told)),
        rule=contradiction.why.rule,
        score=contradiction.why.score,
        note=contradiction.why.note,
        resolved=contradiction.resolved,
    )


def _side(index: Index, statement: Statement, value: str | None) -> Side:
    return Side(
        statement=statement.id,
        value=value,
        quote=index.quote(statement.span),
        sentence=index.quote(statement.sentence),
        voice=voice(index, statement),
        origin=statement.origin.name,
        date=date_label(statement.when),
    )


def _key(row: DisputeRow) -> tuple[int, str, str, int, str]:
    first = row.sides[0].quote if row.sides else None
    return (RANK[row.kind], row.aspect, first.path if first else "", first.start if first else 0, row.id)
