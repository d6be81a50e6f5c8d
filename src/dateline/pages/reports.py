"""The list of reports, and over which days they lie."""

from __future__ import annotations

from msgspec import Struct

from ..store import Shelf
from ..views.dates import DateLabel, date_label
from ..views.strip import Strip, strip

SHOWN = 80


class ReportLine(Struct, frozen=True):
    """One report of the list; ``n_versions`` earlier versions of it are kept."""

    id: str
    path: str
    title: str | None
    publisher: str | None
    agency: str | None
    published: DateLabel | None
    grade: str | None
    n_versions: int = 0


class ReportsPage(Struct, frozen=True):
    """One page of reports, the last first; ``strip`` counts them by day."""

    rows: tuple[ReportLine, ...]
    strip: Strip
    publishers: tuple[tuple[str | None, int], ...]
    publisher: str | None
    total: int
    page: int
    pages: int


def reports_page(shelf: Shelf, publisher: str | None, page: int) -> ReportsPage:
    """The ``page``-th page of the reports of one publisher, or of all; past the end the last."""
    total = shelf.n_reports(publisher)
    pages = max(1, -(-total // SHOWN))
    page = min(page, pages)
    rows = tuple(
        ReportLine(
            r.id, r.path, r.title, r.publisher, r.agency, date_label(r.published), r.publisher_grade, len(r.versions)
        )
        for r in shelf.reports_by_day(SHOWN, (page - 1) * SHOWN, publisher)
    )
    return ReportsPage(rows, days_of(shelf), tuple(shelf.publishers(24)), publisher, total, page, pages)


def days_of(shelf: Shelf) -> Strip:
    """How many reports appeared when; those whose date is no single day are left out."""
    counts: dict[str, int] = {}
    for edtf, n in shelf.report_days():
        if len(day := edtf[:10]) == 10 and day[4] == day[7] == "-" and day.replace("-", "").isdigit():
            counts[day] = counts.get(day, 0) + n
    return strip(sorted(counts.items()))
