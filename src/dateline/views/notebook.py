"""A timeline as a notebook shows it: one table of HTML.

Always true here: what reports say is escaped, and no character of theirs is hidden.
"""

from __future__ import annotations

from html import escape

from .counts import counted
from .timeline import TimelineRow, TimelineView
from .visible import visible


def html_table(view: TimelineView, n_reports: int, n_events: int) -> str:
    """The dated rows of ``view`` under the numbers of reports and events of the record."""
    rows = "".join(_row(row) for day in view.days for row in day.rows)
    head = f"{counted(n_reports, 'report')}, {counted(n_events, 'event')}"
    return f"<table><caption>{head}</caption>{rows}</table>"


def _row(row: TimelineRow) -> str:
    cells = (row.date.label if row.date else "", row.quote.exact, row.quote.place)
    return "<tr>" + "".join(f"<td>{escape(visible(cell))}</td>" for cell in cells) + "</tr>"
