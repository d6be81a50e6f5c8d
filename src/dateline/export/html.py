"""The record as one HTML page that needs nothing else: no network, no script, no font.

Always true here: every word of a report is escaped; a policy in the page forbids loading anything; each line links to its
passage in the full text of its report, which stands in the page as printed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.record import RecordData, RecordedReport
from ..rules import table
from ..views.counts import behind, counted
from ..views.dates import DateLabel, date_label
from ..views.disputes import DisputeRow, dispute_rows
from ..views.figures import FigureRow, figure_rows
from ..views.index import Index, Quote
from ..views.mood import mood
from ..views.names import NameRow, name_rows
from ..views.offices import OfficeRow, office_rows
from ..views.timeline import TimelineView, date_beside, meant, whole_timeline
from ..views.versions import VersionRow, moment, sides, version_rows
from ..views.visible import printed, quoted, visible

if TYPE_CHECKING:
    from jinja2 import Template


class Piece(Struct, frozen=True):
    """A stretch of a report between two borders of marks: its words, its anchor where a line points at it, its marks."""

    text: str
    anchor: str | None
    marks: tuple[str, ...]


class Page(Struct, frozen=True):
    """A report as it stands in the page."""

    report: RecordedReport
    date: DateLabel | None
    pieces: tuple[Piece, ...]
    versions: tuple[VersionRow, ...]


class Sheet(Struct, frozen=True):
    """All that the page shows."""

    data: RecordData
    timeline: TimelineView
    figures: tuple[FigureRow, ...]
    offices: tuple[OfficeRow, ...]
    disputes: tuple[DisputeRow, ...]
    names: tuple[NameRow, ...]
    pages: tuple[Page, ...]


def encode(data: RecordData) -> bytes:
    """``data`` as one HTML page in UTF-8."""
    sheet = _sheet(data)
    return template("report.html.j2").render(sheet=sheet, labels=table("labels")).encode()


def anchor(quote: Quote) -> str:
    """The id of the place in the page where ``quote`` begins."""
    return f"{quote.report}-{quote.start}"


def _sheet(data: RecordData) -> Sheet:
    index = Index(data)
    timeline = whole_timeline(index)
    figures, offices = figure_rows(index), office_rows(index)
    disputes, names = dispute_rows(index), name_rows(index)
    anchors = _anchors(_quotes(timeline, figures, offices, disputes, names))
    marks = _marks(data)
    pages = tuple(
        Page(
            report, date_label(report.published), tuple(_pieces(report, anchors[report.id], marks[report.id])),
            version_rows(report),
        )
        for report in data.reports
    )  # fmt: skip
    return Sheet(data, timeline, figures, offices, disputes, names, pages)


def _quotes(
    timeline: TimelineView,
    figures: Iterable[FigureRow],
    offices: Iterable[OfficeRow],
    disputes: Iterable[DisputeRow],
    names: Iterable[NameRow],
) -> Iterator[Quote]:
    yield from (row.quote for day in timeline.days for row in day.rows)
    yield from (row.quote for row in (*timeline.periods, *timeline.background, *timeline.undated))
    yield from (row.quote for row in figures)
    yield from (row.quote for row in offices)
    yield from (side.quote for row in disputes for side in row.sides)
    yield from (row.first for row in names if row.first)


def _anchors(quotes: Iterable[Quote]) -> defaultdict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for quote in quotes:
        found[quote.report].add(quote.start)
    return found


Mark = tuple[int, int, str]
"""Start, end and the name of a style."""


def _marks(data: RecordData) -> defaultdict[str, list[Mark]]:
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for statement in (s for s in data.statements if not s.rejected):
        name = "background" if statement.background else "said" if statement.attribution else "told"
        found[statement.span.report].append((statement.span.start, statement.span.end, name))
    for figure in data.figures:
        found[figure.span.report].append((figure.span.start, figure.span.end, "figure"))
    return found


def _pieces(report: RecordedReport, anchors: set[int], marks: list[Mark]) -> Iterator[Piece]:
    """The text cut at every border of a mark; together the pieces are the text."""
    opening: defaultdict[int, list[str]] = defaultdict(list)
    closing: defaultdict[int, list[str]] = defaultdict(list)
    for start, end, name in (mark for mark in marks if mark[0] < mark[1]):
        opening[start].append(name)
        closing[end].append(name)
    borders = sorted({0, len(report.text), *anchors, *opening, *closing})
    alive: Counter[str] = Counter()
    for start, end in pairwise(borders):
        alive.subtract(closing[start])
        alive.update(opening[start])
        place = f"{report.id}-{start}" if start in anchors else None
        yield Piece(visible(report.text[start:end]), place, tuple(sorted(name for name, n in alive.items() if n)))


@cache
def template(name: str) -> Template:
    """The template ``name`` of this folder; every value that it prints is escaped, and steers nothing."""
    # Every command imports this module, and one in twenty needs jinja2, which takes longer to import than they take to run.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("dateline", "export"),
        autoescape=True,
        finalize=printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"visible": visible, "quoted": quoted, "anchor": anchor}
    made.globals |= {
        "behind": behind,
        "counted": counted,
        "date_beside": date_beside,
        "meant": meant,
        "mood_of": mood,
        "moment": moment,
        "sides": sides,
    }
    return made.get_template(name)
