"""Nouns of the record to plain rows: the one source of the tables, of ``--json`` and of the exports.

Always true here: functions are pure; every quotation is a ``Quote``, exact words with their place; all other words
are labels; the order of rows follows from their content alone.
"""

from .counts import behind, counted
from .dates import DateLabel, date_label, label, part_of_day
from .disputes import DisputeRow, Side, dispute_rows
from .figures import FigureRow, figure_rows
from .findings import Cited, Finding
from .index import Index, Nouns, Quote
from .names import NameRow, name_rows
from .offices import OfficeRow, office_rows
from .passage import Passage, Shown, show
from .search import SearchRow, search_rows
from .select import Selection, select
from .sources import SourceRow, SourcesView, sources_view
from .table import TABLES, Cell, Table, table
from .timeline import (
    Day,
    LeftOut,
    Parts,
    TimelineRow,
    TimelineView,
    date_beside,
    timeline_view,
    weightiest,
    whole_timeline,
)
from .visible import json_escaped, one_line, quoted, visible
from .voice import Relay, Voice, voice

__all__ = [
    "TABLES",
    "Cell",
    "Cited",
    "DateLabel",
    "Day",
    "DisputeRow",
    "FigureRow",
    "Finding",
    "Index",
    "LeftOut",
    "NameRow",
    "Nouns",
    "OfficeRow",
    "Parts",
    "Passage",
    "Quote",
    "Relay",
    "SearchRow",
    "Selection",
    "Shown",
    "Side",
    "SourceRow",
    "SourcesView",
    "Table",
    "TimelineRow",
    "TimelineView",
    "Voice",
    "behind",
    "counted",
    "date_beside",
    "date_label",
    "dispute_rows",
    "figure_rows",
    "json_escaped",
    "label",
    "name_rows",
    "office_rows",
    "one_line",
    "part_of_day",
    "quoted",
    "search_rows",
    "select",
    "show",
    "sources_view",
    "table",
    "timeline_view",
    "visible",
    "voice",
    "weightiest",
    "whole_timeline",
]
