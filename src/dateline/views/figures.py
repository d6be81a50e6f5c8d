"""Counts with their owners, their scope and who stands behind them: one row a figure."""

from __future__ import annotations

from msgspec import Struct

from ..model.record import Figure, Status
from ..rules import table
from .dates import DateLabel, date_label
from .index import Index, Quote
from .listed import Listed
from .voice import Voice, voice


class FigureRow(Struct, frozen=True):
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
    return listed_figures(index, measure, None).rows


def listed_figures(index: Index, measure: str | None, limit: int | None, *, once: bool = False) -> Listed[FigureRow]:
    """The first ``limit`` of ``figure_rows`` (None is all); ``once`` leaves out those that repeat the words of another for the same
    number and scope: reprints, which its counts tell of."""
    moods = index.moods(measure)
    found = index.figures_on(None if measure is None else (measure,))
    ordered = sorted(found, key=lambda figure: _key(index, figure, _weakness(figure, moods.get(figure.statement))))
    if once:
        first: dict[tuple[object, ...], Figure] = {}
        for figure in ordered:
            first.setdefault(_words(index, figure), figure)
        ordered = list(first.values())
    return Listed(tuple(figure_row(index, figure) for figure in ordered[:limit]), len(ordered))


def _words(index: Index, figure: Figure) -> tuple[object, ...]:
    """What reprints of one figure have in common."""
    counts = (figure.n_reports, figure.n_origins, figure.n_speakers)
    own = figure.id if figure.n_reports == 1 else counts
    day = date_label(figure.when)
    claimant, where = index.name(figure.claimant), index.name(figure.place)
    words = figure.span.exact.casefold()
    return (figure.measure, _value(figure), words, claimant, day.label if day else None, where, own)


def _value(figure: Figure) -> str:
    return value_label(figure.low, figure.best, figure.high) + (" (implied)" if figure.rule == "implied" else "")


def figure_row(index: Index, figure: Figure) -> FigureRow:
    """One figure as a row."""
    statement = index.statements.get(figure.statement)
    quote = index.quote(figure.span)
    return FigureRow(
        id=figure.id,
        measure=figure.measure,
        noun=figure.noun,
        value=_value(figure),
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


def _weakness(figure: Figure, mood: tuple[str, str, bool] | None) -> int:
    """What a reader can do with a figure whose statement has this polarity, realis and background; the less the better."""
    polarity, realis, background = mood or ("positive", "actual", False)
    if figure.rule == "implied":
        return 4
    if background:
        return 3
    if realis != "actual" or polarity != "positive":
        return 2 * (figure.rule != "zero")
    return int(figure.delta or figure.rule == "part")


def _key(index: Index, figure: Figure, weakness: int) -> tuple[int, str, int, str, str, int, str]:
    date = figure.as_of.earliest if figure.as_of else "9999"
    path, start, _ = index.place_of(figure.span)
    return (rank(figure.measure), figure.measure, weakness, date, path, start, figure.id)
