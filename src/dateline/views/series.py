"""Figures of one measure and one scope over time, and the policies that decide the number to head them with.

Always true here: every figure of a series stays in it, with what was made of it; a policy chooses among numbers that are printed, and
says why; where it cannot choose, there is no headline. Copies of one origin are one voice; unknown origins together are at most one.
Numbers of which no event, nor day and place, is known have nothing in common, and no headline.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from ..model.record import Figure, Statement
from ..rules import table, words
from .dates import DateLabel, date_label
from .figures import FigureRow, figure_row, rank, value_label
from .index import Index, Quote
from .policies import Policy

Use = Literal["stands", "replaced", "added", "part", "implied"]
"""What a series makes of a figure: it stands; a later one of the same voice replaced it; it is added to an earlier count, counts a
part, or is implied by a person, so that it is no total."""


class Point(Struct, frozen=True):
    """One figure of a series. ``official`` says that its claimant is of the state; ``chosen`` that the headline is its number."""

    figure: FigureRow
    use: Use
    origin: str | None
    official: bool
    chosen: bool


class Series(Struct, frozen=True):
    """The figures of one measure on one event, else of one day and place, by date, with the number that ``policy`` puts at their head.

    ``headline`` are the words of the event, ``day`` and ``where`` what is known of the scope. ``low``, ``best`` and ``high`` are all None
    where the policy decides nothing; ``reason`` says why in the words of ``labels.toml``. ``noun`` keeps counts of children from counts
    of people.
    """

    measure: str
    noun: str
    event: str | None
    headline: Quote | None
    policy: Policy
    value: str | None
    low: float | None
    best: float | None
    high: float | None
    reason: str
    n_origins: int
    n_speakers: int
    points: tuple[Point, ...]
    day: DateLabel | None = None
    where: str | None = None


class _Told(Struct, frozen=True):
    """A figure with its statement, and who stands behind it."""

    figure: Figure
    statement: Statement | None
    voice: str
    origin: str
    official: bool


SeriesKey = tuple[str, str, str | None, str]
"""Measure, what is counted ("people", "children"), the id of the event, and where there is none the day and place."""
Bounds = tuple[float | None, float | None, float | None]
_Choice = tuple[Bounds | None, tuple[str, ...], str]


def series_of(index: Index, policy: Policy, measure: str | None = None) -> tuple[Series, ...]:
    """All series of measures that people compare: the news with a number first, by measure (the gravest first) and by who stands behind
    them; then what is long past, what has no total, and what has no scope."""
    grouped: defaultdict[SeriesKey, list[_Told]] = defaultdict(list)
    # What happened to people, unless one measure is asked for.
    for figure in index.figures_on(table("labels")["figures"]["first"] if measure is None else (measure,)):
        if figure.best is not None:
            grouped[series_key(figure)].append(_told(index, figure))
    made = [(_series(index, policy, key, told), all(map(_is_past, told))) for key, told in grouped.items()]
    return tuple(series for series, _ in sorted(made, key=lambda found: _order(*found)))


def _told(index: Index, figure: Figure) -> _Told:
    statement = index.statements.get(figure.statement)
    said = statement.attribution if statement else None
    origin = "unknown" if statement is None or statement.origin.kind == "unknown" else statement.origin.id
    source = said.source.exact.casefold() if said and said.source else None
    return _Told(figure, statement, figure.claimant or source or origin, origin, _is_official(index, figure, source))


def _is_official(index: Index, figure: Figure, source: str | None) -> bool:
    """Whether the claimant's name, roles or printed words name a body or an office of the state."""
    entity = index.entities.get(figure.claimant) if figure.claimant else None
    told = [source or "", *((entity.name, *(role.exact for role in entity.roles)) if entity else ())]
    found = {w.strip("“”\"',.’()").removesuffix("'s").removesuffix("’s") for t in told for w in t.casefold().split()}
    return bool({form for w in found for form in (w, w.removesuffix("s"))} & words("comparing", "figures.official"))


def series_key(figure: Figure) -> SeriesKey:
    """The series that a figure belongs to: totals compare with totals, children with children."""
    noun = (figure.noun or "people").casefold()
    whole = words("comparing", "figures.totals") | words("comparing", "figures.anybody")
    kind = "people" if noun in whole or figure.rule == "implied" else noun
    day = figure.when.earliest if figure.when and figure.when.earliest == figure.when.latest else ""
    scope = f"{day} {figure.place}" if figure.event is None and day and figure.place else ""
    return figure.measure, kind, figure.event, scope


def _series(index: Index, policy: Policy, key: SeriesKey, found: Sequence[_Told]) -> Series:
    told = sorted(found, key=lambda t: (*_moment(index, t), t.figure.span.report, t.figure.span.start, t.figure.id))
    uses = _uses(told)
    standing = [t for t in told if uses[t.figure.id] == "stands"]
    bounds, chosen, reason = _chosen(policy, key, standing)
    low, best, high = bounds or (None, None, None)
    event = index.events.get(key[2]) if key[2] else None
    points = tuple(_point(index, t, uses[t.figure.id], t.figure.id in chosen) for t in told)
    return Series(
        measure=key[0],
        noun=key[1],
        event=key[2],
        headline=index.quote(event.headline) if event else None,
        policy=policy,
        value=value_label(low, best, high) if bounds else None,
        low=low,
        best=best,
        high=high,
        reason=table("labels")["policy_reason"][reason],
        n_origins=len({t.origin for t in standing}),
        n_speakers=len({t.figure.claimant for t in standing if t.figure.claimant}),
        points=points,
        day=date_label(event.when if event else told[0].figure.when if key[3] else None),
        where=index.name(told[0].figure.place) if event or key[3] else None,
    )


def _chosen(policy: Policy, key: SeriesKey, standing: Sequence[_Told]) -> _Choice:
    if key[2] is None and not key[3]:
        return None, (), "no-scope"
    return _POLICIES[policy](standing) if standing else (None, (), "no-total")


def _point(index: Index, told: _Told, use: Use, chosen: bool) -> Point:
    origin = told.statement.origin.name if told.statement else None
    return Point(figure_row(index, told.figure), use, origin, told.official, chosen)


def _uses(told: Sequence[_Told]) -> dict[str, Use]:
    """What is made of each figure; ``told`` is in order of time, so that the last total of a voice stands."""
    last = {t.voice: t.figure.id for t in told if _standing(t.figure) == "stands"}
    found: dict[str, Use] = {}
    for t in told:
        use = _standing(t.figure)
        found[t.figure.id] = "replaced" if use == "stands" and last[t.voice] != t.figure.id else use
    return found


def _standing(figure: Figure) -> Use:
    if figure.rule in ("part", "implied"):
        return "part" if figure.rule == "part" else "implied"
    return "added" if figure.delta else "stands"


def _moment(index: Index, told: _Told) -> tuple[str, str]:
    """The day of the count, then the day of its report."""
    report = index.reports.get(told.figure.span.report)
    day = told.figure.as_of.latest if told.figure.as_of else ""
    return day, report.published.latest if report and report.published else ""


# --- policies: each takes the standing totals, at least one, in order of time -------------------------------------------


def _best(told: _Told) -> float:
    return told.figure.best or 0.0


def _bounds(told: _Told) -> Bounds:
    return told.figure.low, told.figure.best, told.figure.high


def _one(told: _Told, reason: str) -> _Choice:
    return _bounds(told), (told.figure.id,), reason


def _conservative(standing: Sequence[_Told]) -> _Choice:
    """The least of the totals that stand: what nobody's count falls short of."""
    return _one(min(standing, key=_best), "lowest")


def _highest(standing: Sequence[_Told]) -> _Choice:
    return _one(max(standing, key=_best), "highest")


def _range(standing: Sequence[_Told]) -> _Choice:
    """From the least to the greatest; no upper bound if the greatest has none."""
    lowest, highest = min(standing, key=_best), max(standing, key=_best)
    low = lowest.figure.low if lowest.figure.low is not None else lowest.figure.best
    tops = [t.figure.high for t in standing]
    high = None if None in tops else max(top for top in tops if top is not None)
    same = low if low == high else None
    return (low, same, high), (lowest.figure.id, highest.figure.id), "spread"


def _majority(standing: Sequence[_Told]) -> _Choice:
    """The number that more than half of the origins give; an origin that gives several gives its last."""
    of_origin = {t.origin: t for t in standing}
    votes = Counter(_bounds(t) for t in of_origin.values())
    bounds, n = votes.most_common(1)[0]
    if 2 * n <= len(of_origin):
        return None, (), "no-majority"
    return bounds, tuple(t.figure.id for t in of_origin.values() if _bounds(t) == bounds), "majority"


def _official(standing: Sequence[_Told]) -> _Choice:
    """The last total of a body or office of the state."""
    official = [t for t in standing if t.official]
    return _one(official[-1], "official") if official else (None, (), "no-official")


_POLICIES: Mapping[Policy, Callable[[Sequence[_Told]], _Choice]] = MappingProxyType(
    {
        "conservative": _conservative,
        "range": _range,
        "majority": _majority,
        "official": _official,
        "highest": _highest,
    }
)


def _is_past(told: _Told) -> bool:
    return told.statement is not None and told.statement.background


def _order(series: Series, past: bool) -> tuple[object, ...]:
    dates = [p.figure.as_of.earliest for p in series.points if p.figure.as_of]
    first = series.points[0].figure.quote
    return (
        series.value is None,
        series.event is None and series.day is None,
        past,
        rank(series.measure),
        series.measure,
        -series.n_origins,
        -series.n_speakers,
        -len(series.points),
        min(dates, default="9999"),
        f"{first.path}:{first.start:09}",
        series.noun,
    )


# --- the chart ----------------------------------------------------------------------------------------------------------


def chart(series: Series, width: int) -> Iterator[str]:
    """One line a point, from 0 to the greatest number of the series: ``├`` low, ``●`` best, ``┤`` high, ``→`` without an upper
    bound, ``←`` without a lower one; as many characters as ``width``."""
    numbers = [n for p in series.points for n in (p.figure.low, p.figure.best, p.figure.high) if n is not None]
    most = max(numbers, default=0.0) or 1.0
    for point in series.points:
        yield _bar(point.figure, most, width)


def _bar(row: FigureRow, most: float, width: int) -> str:
    cells = [" "] * width

    def cell(value: float) -> int:
        return min(width - 2, round(value / most * (width - 2)))

    best = cell(row.best or 0.0)
    low = 0 if row.low is None else cell(row.low)
    high = width - 1 if row.high is None else cell(row.high)  # the last cell is for the arrow alone
    for n in range(low, high + 1):
        cells[n] = "─"
    cells[low] = "←" if row.low is None else "├"
    cells[high] = "→" if row.high is None else "┤"
    cells[best] = "●"
    return "".join(cells)
