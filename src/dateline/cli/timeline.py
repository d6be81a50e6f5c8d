"""The timeline for the eye: a heading a day, one event a paragraph in its exact words, what stands behind it below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..rules import table
from ..views.counts import behind
from ..views.mood import mood
from ..views.timeline import TimelineRow, TimelineView, date_beside, meant
from ..views.visible import quoted
from .shown import against
from .terminal import Line, Piece, items, line


def timeline_lines(view: TimelineView) -> Iterator[Line]:
    """The lines of a timeline: days, then the other parts, then what was left out."""
    if not (view.days or view.periods or view.background or view.undated):
        yield line("No event passes.", "dim")
    for day in view.days:
        yield from _block(day.label, day.rows, day.label)
    headings = table("labels")["heading"]
    yield from _block(headings["periods"], view.periods)
    yield from _block(headings["background"], view.background)
    yield from _block(headings["undated"], view.undated)
    yield from _left_out(view)


def _block(title: str, rows: Sequence[TimelineRow], under: str = "") -> Iterator[Line]:
    if not rows:
        return
    yield line(title, "bold")
    for row in rows:
        yield line(quoted(row.quote.exact), indent=2)
        yield items(_behind(row, under), indent=4)
    yield line("")


def _behind(row: TimelineRow, under: str) -> tuple[Piece, ...]:
    labels = table("labels")
    return (
        (meant(row), "bold" if mood(row) else "dim"),
        (date_beside(row, under), "dim"),
        (row.voice.label if row.voice else "", "dim"),
        (behind(row.n_origins, row.n_publishers, row.n_reports, row.n_speakers), "dim"),
        (labels["status"][row.status], "red" if row.status == "disputed" else "dim"),
        (against(row.contradictions), "red"),
        (row.quote.place, "dim"),
    )


def _left_out(view: TimelineView) -> Iterator[Line]:
    rest = view.left_out
    parts = (("by day", rest.days), ("not known to the day", rest.periods), ("background", rest.background))
    more = ", ".join(f"{n:,} {name}" for name, n in (*parts, ("undated", rest.undated)) if n)
    if more:
        yield line(f"Not shown: {more} (events). Ask for more with --dates, --per-date, --rest, or --all.", "dim")
