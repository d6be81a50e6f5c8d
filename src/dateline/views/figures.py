"""Counts with their owners, their scope and who stands behind them: one row a figure."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.record import Figure, Status
from ..rules import table
from .dates import DateLabel, date_label
from .index import Index, Quote
from .voice import Voice, voice


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A count in ``unit``, who claims it, as of when. ``value`` is ``low``, ``best`` and ``high`` as one label.

    ``day`` and ``where`` are of what is counted. The counts are of all passages that give the same number of the same measure and scope.
    """

    id: str
    measure: str
    noun: str | None
    value: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    qualifier: str | None
    delta: bool
    claimant: str | None
    claimant_id: str | None
    voice: Voice | None
    as_of: DateLabel | None
    quote: Quote
    sentence: Quote
    event: str | None
    day: DateLabel | None
    where: str | None
    n_reports: int
    n_publishers: int
    n_origins: int
    n_speakers: int
    status: Status
    contradictions: tuple[str, ...]


def figure_rows(index: Index, measure: str | None = None) -> tuple[FigureRow, ...]:
    """Figures by measure (the gravest first), each from its earliest date on, then without a date; ``measure`` keeps one."""
    rows = [figure_row(index, figure) for figure in index.nouns.figures if measure is None or figure.measure == measure]
    return tuple(sorted(rows, key=_key))


def figure_row(index: Index, figure: Figure) -> FigureRow:
    """One figure as a row."""
    statement = index.statements.get(figure.statement)
    quote = index.quote(figure.span)
    return FigureRow(
        id=figure.id,
        measure=figure.measure,
        noun=figure.noun,
        value=value_label(figure.low, figure.best, figure.high) + (" (implied)" if figure.rule == "implied" else ""),
        low=figure.low,
        best=figure.best,
        high=figure.high,
        unit=figure.unit,
        qualifier=figure.qualifier,
        delta=figure.delta,
        claimant=index.name(figure.claimant),
        claimant_id=figure.claimant,
        voice=voice(index, statement),
        as_of=date_label(figure.as_of),
        quote=quote,
        sentence=index.quote(statement.sentence) if statement else quote,
        event=figure.event,
        day=date_label(figure.when),
        where=index.name(figure.place),
        n_reports=figure.n_reports,
        n_publishers=figure.n_publishers,
        n_origins=figure.n_origins,
        n_speakers=figure.n_speakers,
        status=figure.status,
        contradictions=index.contradictions_of.get(figure.statement, ()),
    )


def rank(measure: str) -> int:
    """The place of a measure in a listing: the gravest first."""
    order = table("labels")["figures"]
    if measure in order["first"]:
        return int(order["first"].index(measure))
    return len(order["first"]) + (measure in order["last"])


def value_label(low: float | None, best: float | None, high: float | None) -> str:
    """Bounds as one label: "590", "20 to 99 (50)", "at least 3", "at most 40"; a range's best value in brackets."""
    if low is not None and low == high:
        return number(low)
    if low is not None and high is not None:
        return f"{number(low)} to {number(high)}" + (f" ({number(best)})" if best not in (None, low, high) else "")
    if low is not None:
        return f"at least {number(low)}"
    if high is not None:
        return f"at most {number(high)}"
    return number(best)


def number(value: float | None) -> str:
    """A number with thousands set apart; "?" for none."""
    if value is None:
        return "?"
    return f"{int(value):,}" if value == int(value) else f"{value:,g}"


def _key(row: FigureRow) -> tuple[int, str, str, str, int, str]:
    date = row.as_of.earliest if row.as_of else "9999"
    return (rank(row.measure), row.measure, date, row.quote.path, row.quote.start, row.id)
