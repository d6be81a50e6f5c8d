"""Series of figures under a policy: lines with a small chart for a reader, one row a figure for a program.

Always true here: every figure of a series is shown, chosen or not; the chart is drawn with letters and needs no colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..views.series import chart
from ..views.visible import quoted
from .shown import date
from .terminal import Line, Piece, line

if TYPE_CHECKING:
    from ..views.series import Point, Series

WIDTH = 24
"""Letters of the chart: beside a date, a number and a name on a line of 80."""

COLUMNS = (
    "policy",
    "measure",
    "headline",
    "event",
    "as of",
    "value",
    "use",
    "chosen",
    "according to",
    "origin",
    "words",
    "at",
    "day",
    "where",
    "origins",
    "speakers",
)


def series_lines(rows: Iterable[Series]) -> Iterator[Line]:
    """Each series: measure, headline and reason; the event; then a line with a bar for each figure."""
    for row in rows:
        kind = row.measure if row.noun == "people" else f"{row.measure} ({row.noun})"
        yield Line(((f"{kind}: {row.value or 'no number'}", "bold"), (f" · {row.policy}: {row.reason}", "dim")))
        scope = (quoted(row.headline.exact) if row.headline else "", date(row.day), row.where or "")
        if any(scope):
            yield line(" · ".join(part for part in scope if part), "dim", 2)
        for point, bar in zip(row.points, chart(row, WIDTH), strict=True):
            yield Line(_pieces(point, bar), 2)
        yield line("")


def _pieces(point: Point, bar: str) -> tuple[Piece, ...]:
    figure = point.figure
    told = " · ".join(
        part for part in (date(figure.as_of), who(point), quoted(figure.quote.exact), figure.quote.place) if part
    )
    use = "" if point.use == "stands" else f" {point.use}"
    return ((f"{'*' if point.chosen else ' '} {bar} {figure.value}{use}", ""), (f" · {told}", "dim"))


def series_cells(rows: Iterable[Series]) -> Iterator[tuple[str, ...]]:
    """The cells under ``COLUMNS``, one row a figure."""
    for row in rows:
        about = quoted(row.headline.exact) if row.headline else ""
        scope = (date(row.day), row.where or "", str(row.n_origins), str(row.n_speakers))
        for point in row.points:
            figure = point.figure
            yield (
                row.policy,
                row.measure if row.noun == "people" else f"{row.measure} ({row.noun})",
                row.value or "",
                about,
                date(figure.as_of),
                figure.value,
                point.use,
                "yes" if point.chosen else "no",
                who(point),
                point.origin or "",
                quoted(figure.quote.exact),
                figure.quote.place,
                *scope,
            )


def who(point: Point) -> str:
    """The claimant, or the printed words for who said it."""
    voice = point.figure.voice
    return point.figure.claimant or (voice.label if voice else "")
