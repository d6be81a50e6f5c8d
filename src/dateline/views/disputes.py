"""Where statements disagree: both passages side by side, each with its publisher and its speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from ..model.record import Aspect, Contradiction, ContradictionKind, Statement
from ..rules import table
from .dates import DateLabel, date_label
from .index import Index, Quote
from .voice import Voice, voice


class Side(Struct, frozen=True):
    """One side of a contradiction: what it says, who says it, when, and the origin of the words."""

    statement: str
    value: str | None
    quote: Quote
    sentence: Quote
    voice: Voice | None
    origin: str | None
    date: DateLabel | None


class Position(Struct, frozen=True):
    """Sides that say the same, as places in ``sides``, and how many reports, publishers, known origins and speakers stand behind them."""

    value: str | None
    sides: tuple[int, ...]
    n_reports: int
    n_publishers: int
    n_origins: int
    n_speakers: int


class DisputeRow(Struct, frozen=True):
    """Statements that cannot all hold, or of which one replaces or sharpens another; ``score`` lies in 0..1.

    ``positions`` are the sides put together by what they say, ``because`` says in plain words why they do not go together.
    """

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
    positions: tuple[Position, ...] = ()
    because: str | None = None


RANK: dict[ContradictionKind, int] = {"conflict": 0, "update": 1, "refinement": 2}


def dispute_rows(
    index: Index, kind: ContradictionKind | None = None, *, settled: bool = False
) -> tuple[DisputeRow, ...]:
    """Contradictions: conflicts first, then updates, then refinements, those with most behind their weakest position first;
    ``kind`` keeps one only; those that somebody ruled to be
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
        positions=_positions(index, contradiction, told, values),
        because=table("comparing")["why"].get(f"{contradiction.why.rule.partition(':')[0]}-{contradiction.kind}"),
    )


def _positions(
    index: Index, contradiction: Contradiction, told: Sequence[Statement], values: Sequence[str]
) -> tuple[Position, ...]:
    """The sides by what they say: figures by their number, the rest by their words."""
    of_figures = index.figures_of(contradiction.statements) if contradiction.aspect == "figure" else ()
    numbers = {(f.statement, f.span.exact): f.best for f in of_figures}
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for place, statement in enumerate(told):
        value = values[place] if values else statement.id
        groups[numbers.get((statement.id, value), value.casefold())].append(place)
    return tuple(
        _position(index, [(n, told[n]) for n in group], values[group[0]] if values else None)
        for group in groups.values()
    )


def _position(index: Index, told: Sequence[tuple[int, Statement]], value: str | None) -> Position:
    atoms = [statement for _, statement in told]
    reports = {s.span.report for s in atoms}
    said = [s.attribution for s in atoms if s.attribution]
    return Position(
        value=value,
        sides=tuple(place for place, _ in told),
        n_reports=len(reports),
        n_publishers=len({p for r in reports if (p := index.lines[r][1])}),
        n_origins=len({s.origin.id for s in atoms if s.origin.kind != "unknown"}),
        n_speakers=len({a.speaker or (a.source.exact.casefold() if a.source else "") for a in said}),
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


def _key(row: DisputeRow) -> tuple[int, int, int, int, str, str, int, str]:
    """Conflicts first; those first whose weakest position has most origins behind it, then those with most in all."""
    first = row.sides[0].quote if row.sides else None
    origins = [position.n_origins for position in row.positions]
    reports = sum(position.n_reports for position in row.positions)
    behind = (-min(origins, default=0), -sum(origins), -reports)
    return (RANK[row.kind], *behind, row.aspect, first.path if first else "", first.start if first else 0, row.id)
