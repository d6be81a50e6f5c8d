"""What is new, for the eye: reports, events, figures, offices, disputes, decisions, each part with how much of it is not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from ..model.decisions import Decision
from ..rules import table
from ..views.changes import FigureChange, FirstChanges, GrownEvent, ReportRow
from ..views.counts import behind, counted
from ..views.dates import label
from ..views.offices import OfficeRow
from ..views.timeline import TimelineRow, meant
from ..views.versions import VersionRow, changed, moment, sides
from ..views.visible import quoted
from .shown import date, dispute_lines
from .terminal import Line, items, line

CHANGED = 12
"""Changes of one version that are printed; a report that was written anew has hundreds."""
T = TypeVar("T")


def change_lines(first: FirstChanges, limit: int) -> Iterator[Line]:
    """The lines of all parts that hold anything, at most ``limit`` things of each."""
    view, words = first.changes, table("brief")["changes"]
    yield line(f"{words['since']} {label(view.since)}", "bold")
    yield line(f"{counted(len(view.reports), 'new report')}, {view.n_before:,} {words['before']}", "dim", 2)
    yield from _part(words["reports"], view.reports, limit, _report)
    yield from _part(words["unsure"], view.unsure, limit, _report)
    yield from _part(words["undated"], view.undated, limit, _report)
    yield from _part(words["versions"], view.versions, limit, _version)
    yield from _part(words["events"], view.events, limit, _event, first.n_events)
    yield from _part(words["grown"], view.grown, limit, _grown, first.n_grown)
    yield from _part(words["figures"], view.figures, limit, _figure)
    yield from _part(words["offices"], view.offices, limit, _office, first.n_offices)
    yield from _part(words["disputes"], view.disputes, limit, lambda row: dispute_lines([row]))
    yield from _part(words["decisions"], view.decisions, limit, _decision)


def _part(
    title: str, rows: Sequence[T], limit: int, shown: Callable[[T], Iterable[Line]], total: int | None = None
) -> Iterator[Line]:
    """The first of ``rows``, which are ``total`` in all, or all of them."""
    n = len(rows) if total is None else total
    if not rows:
        return
    yield line("")
    yield line(f"{title}: {n:,}", "bold")
    for row in rows[:limit]:
        yield from shown(row)
    if n > limit:
        yield line(f"{n - limit:,} more: --limit {n}", "dim", 2)


def _report(row: ReportRow) -> Iterator[Line]:
    yield line(row.path, indent=2)
    yield items(((part, "dim") for part in (row.title or "", row.publisher or "", date(row.published))), 4)


def _version(row: VersionRow) -> Iterator[Line]:
    """The version that came, the one that it replaced, and what it changed."""
    yield line(row.next_path, indent=2)
    doubt = "" if row.sure else table("labels")["version"]["unsure"]
    parts = (row.publisher or "", moment(row.replaced), f"{table('labels')['version']['before']} {row.path}", doubt)
    yield items(((part, "dim") for part in (*parts, "" if row.changes else changed(row))), 4)
    for change, quote in sides(row.changes[:CHANGED]):
        yield Line(((f"{change} ", "dim"), (quoted(quote.exact), ""), (f" {quote.place}", "dim")), 4)
    if len(row.changes) > CHANGED:
        yield line(f"and {len(row.changes) - CHANGED:,} more: dateline show gives all", "dim", 4)


def _event(row: TimelineRow) -> Iterator[Line]:
    yield line(quoted(row.quote.exact), indent=2)
    counts = behind(row.n_origins, row.n_publishers, row.n_reports, row.n_speakers)
    yield items(((part, "dim") for part in (*_told(row), counts, row.quote.place)), 4)


def _grown(row: GrownEvent) -> Iterator[Line]:
    now = row.row
    yield line(quoted(now.quote.exact), indent=2)
    counts = (
        _step(row.n_origins_before, now.n_origins, "origin"),
        _step(row.n_reports_before, now.n_reports, "report"),
        f"now {row.became}" if row.became else "",
    )
    yield items(((part, "dim") for part in (*_told(now), *counts, now.quote.place)), 4)


def _told(row: TimelineRow) -> tuple[str, ...]:
    """When, who says it, and whether it happened."""
    return (meant(row), date(row.date), row.voice.label if row.voice else "")


def _step(before: int, now: int, noun: str) -> str:
    return counted(now, noun) if before == now else f"{before:,} → {counted(now, noun)}"


def _figure(row: FigureChange) -> Iterator[Line]:
    series = row.series
    kind = series.measure if series.noun == "people" else f"{series.measure} ({series.noun})"
    none = table("brief")["no_number"]
    yield line(f"{kind}: {row.before or none} → {series.value or none}", indent=2)
    if series.headline:
        yield items(((quoted(series.headline.exact), "dim"), (series.headline.place, "dim")), 4)


def _office(row: OfficeRow) -> Iterator[Line]:
    body = f" · {row.body_apart}" if row.body_apart else ""
    yield line(f"{row.office}{body}: {row.holder or 'nobody named'}, {row.status}", indent=2)
    who = row.voice.label if row.voice else row.publisher or ""
    yield items(((part, "dim") for part in (quoted(row.quote.exact), who, date(row.as_of), row.quote.place)), 4)


def _decision(ruling: Decision) -> Iterator[Line]:
    about = ruling.names or tuple(dict.fromkeys(anchor.quote.exact for anchor in ruling.target))
    yield line(f"{ruling.kind}: {'; '.join(about)}", indent=2)
    yield items(((part, "dim") for part in (ruling.value or "", ruling.who, ruling.when, ruling.why, ruling.id)), 4)
