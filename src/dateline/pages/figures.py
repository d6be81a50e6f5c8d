"""The page of figures: for each measure of an event, who counts how many, on one scale."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ..model.record import Event
from ..rules import table
from ..store import Shelf
from ..views.chart import Scale, Whisker, scale_of, whiskers
from ..views.policies import Policy
from ..views.series import Series, series_of
from .excerpt import excerpt

SERIES = 12
POINTS = 60
"""Figures of one series that are drawn; the others are counted."""


class Chart(Struct, frozen=True):
    """A series drawn on its own scale; ``left_out`` counts figures of it that are not drawn."""

    series: Series
    scale: Scale
    bars: tuple[Whisker, ...]
    left_out: int


class FiguresPage(Struct, frozen=True):
    """One page of charts; ``measures`` are all measures of the record with the number of their figures."""

    charts: tuple[Chart, ...]
    measures: tuple[tuple[str, int], ...]
    measure: str | None
    policy: Policy
    total: int
    page: int
    pages: int


def figures_page(shelf: Shelf, measure: str | None, policy: Policy, page: int) -> FiguresPage:
    """The charts of one measure, else of what happened to people, those with the most figures first; past the end the last."""
    wanted = (measure,) if measure else tuple(table("labels")["figures"]["first"])
    keys, total = shelf.series_keys(wanted, SERIES, (page - 1) * SERIES)
    pages = max(1, -(-total // SERIES))
    if page > pages:
        return figures_page(shelf, measure, policy, pages)
    figures = {figure.id: figure for key in keys for figure in shelf.series(key, POINTS)}
    index = excerpt(shelf, shelf.get(Event, {key.event for key in keys if key.event}), (), figures.values())
    made = [chart(found) for found in series_of(index, policy, measure)]
    order = {(key.event, key.measure): number for number, key in enumerate(keys)}
    made.sort(key=lambda c: order.get((c.series.event, c.series.measure), len(order)))
    return FiguresPage(tuple(made), tuple(shelf.measures()), measure, policy, total, page, pages)


def chart(series: Series) -> Chart:
    """``series`` drawn, as far as there is room."""
    points = series.points[:POINTS]
    scale = scale_of(points)
    return Chart(replace(series, points=points), scale, whiskers(points, scale), len(series.points) - len(points))
