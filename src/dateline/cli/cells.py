"""Rows as cells of text, one row a line between tabs: what a pipe gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..views.visible import quoted
from .shown import date

if TYPE_CHECKING:
    from ..views.figures import FigureRow
    from ..views.names import NameRow
    from ..views.offices import OfficeRow

NAMES = ("name", "type", "also", "roles", "reports", "mentions")
OFFICES = ("office", "body", "holder", "status", "date", "according to", "words", "at", "against")
FIGURES = ("measure", "value", "unit", "as of", "according to", "words", "at", "against")
Cells = tuple[str, ...]


def name_cells(row: NameRow) -> Cells:
    """The cells under ``NAMES``."""
    return (row.name, row.type, "; ".join(row.aliases), "; ".join(row.roles), str(row.n_reports), str(row.n_mentions))


def office_cells(row: OfficeRow) -> Cells:
    """The cells under ``OFFICES``."""
    who = row.voice.label if row.voice else row.publisher or ""
    chief = (row.office, row.body or "", row.holder or "nobody named", row.status, date(row.date), who)
    return (*chief, quoted(row.quote.exact), row.quote.place, " ".join(f"≠ {id}" for id in row.contradictions))


def figure_cells(row: FigureRow) -> Cells:
    """The cells under ``FIGURES``."""
    who = row.claimant or (row.voice.label if row.voice else "")
    chief = (row.measure, row.value, row.unit, date(row.as_of), who)
    return (*chief, quoted(row.quote.exact), row.quote.place, " ".join(f"≠ {id}" for id in row.contradictions))
