"""The first page: the brief, the strip of days, what does not agree, what the record covers."""

from __future__ import annotations

from msgspec import Struct

from ..model.record import Contradiction, RecordedReport
from ..store import Shelf, Sieve
from ..views.brief import Brief
from ..views.strip import Strip, strip
from .figures import Chart, chart
from .reports import days_of


class OverviewPage(Struct, frozen=True):
    """The brief with its figures as charts; events and reports over time; sizes of the record."""

    brief: Brief
    charts: tuple[Chart, ...]
    events: Strip
    reports: Strip
    n_reports: int
    n_publishers: int
    n_origins: int
    n_speakers: int
    n_disputes: int
    n_undated: int


def overview_page(shelf: Shelf, brief: Brief) -> OverviewPage:
    """The overview of a record whose brief is ``brief``."""
    days = days_of(shelf)
    n_reports = shelf.size(RecordedReport)
    return OverviewPage(
        brief=brief,
        charts=tuple(chart(series) for series in brief.figures),
        events=strip(shelf.counts(Sieve())[1]),
        reports=days,
        n_reports=n_reports,
        n_publishers=brief.n_publishers,
        n_origins=shelf.n_facets("origin"),
        n_speakers=shelf.n_facets("speaker"),
        n_disputes=shelf.size(Contradiction),
        n_undated=n_reports - sum(bar.n for bar in days.bars),
    )
