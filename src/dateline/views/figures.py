"""Counts with their owners, their scope and who stands behind them: one row a figure."""

from __future__ import annotations

from collections.abc import Sequence
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
    """Figures by measure (the gravest first); of each first the totals of the news, then what is added or a part, what is not told as fact,
    what is long past, and those whom no number counts; each from its earliest date on, then without a date. ``measure`` keeps one."""
    rows = [
        (_weakness(index, figure), figure_row(index, figure))
        for figure in index.nouns.figures
        if measure is None or figure.measure == measure
    ]
    return tuple(row for _, row in sorted(rows, key=lambda found: _key(*found)))


def each_once(rows: Sequence[FigureRow]) -> tuple[FigureRow, ...]:
    """``rows`` without those that repeat the words of another for the same number and scope: reprints, which its counts tell of."""
    first: dict[tuple[object, ...], FigureRow] = {}
    for row in rows:
        own = row.id if row.n_reports == 1 else (row.n_reports, row.n_origins, row.n_speakers)
        day = row.day.label if row.day else None
        first.setdefault((row.measure, row.value, row.quote.exact.casefold(), row.claimant, day, row.where, own), row)
    return tuple(first.values())


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


def _weakness(index: Index, figure: Figure) -> int:
    """What a reader can do with a figure; the less the better."""
    statement = index.statements.get(figure.statement)
    if figure.rule == "implied":
        return 4
    if statement is not None and statement.background:
        return 3
    if statement is not None and (statement.realis != "actual" or statement.polarity != "positive"):
        return 2 * (figure.rule != "zero")
    return int(figure.delta or figure.rule == "part")


def _key(weakness: int, row: FigureRow) -> tuple[int, str, int, str, str, int, str]:
    date = row.as_of.earliest if row.as_of else "9999"
    return (rank(row.measure), row.measure, weakness, date, row.quote.path, row.quote.start, row.id)
