"""Rows as cells of text, one row a line between tabs: what a pipe gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..views.visible import quoted
from .shown import could_be, date, why

if TYPE_CHECKING:
    from ..views.figures import FigureRow
    from ..views.names import NameRow
    from ..views.offices import OfficeRow
    from ..views.places import PlaceRow

NAMES = ("name", "type", "also", "roles", "reports", "mentions", "why")
PLACES = (
    "name", "type", "lat", "lon", "country", "within", "precision", "reports", "mentions", "events", "why", "could be", "at",
)  # fmt: skip
OFFICES = (
    "office", "body", "holder", "status", "date", "from", "to", "as of", "according to", "words", "at", "against",
    "origins", "publishers", "reports", "speakers", "support",
)  # fmt: skip
FIGURES = (
    "measure", "value", "unit", "as of", "according to", "words", "at", "against",
    "origins", "publishers", "reports", "speakers", "status", "day", "where",
)  # fmt: skip
Cells = tuple[str, ...]


def name_cells(row: NameRow) -> Cells:
    """The cells under ``NAMES``."""
    counts = (str(row.n_reports), str(row.n_mentions))
    return (row.name, row.type, "; ".join(row.aliases), "; ".join(row.roles), *counts, "; ".join(map(why, row.why)))


def place_cells(row: PlaceRow) -> Cells:
    """The cells under ``PLACES``."""
    pin = ("", "") if row.lat is None or row.lon is None else (f"{row.lat:.4f}", f"{row.lon:.4f}")
    counts = (str(row.n_reports), str(row.n_mentions), str(row.n_events))
    where = (*pin, row.country or "", row.within or "", row.precision or "unlocated")
    return (
        row.name,
        row.type,
        *where,
        *counts,
        row.ruled or row.reason or "",
        could_be(row),
        row.first.place if row.first else "",
    )


def office_cells(row: OfficeRow) -> Cells:
    """The cells under ``OFFICES``."""
    who = row.voice.label if row.voice else row.publisher or ""
    days = (date(row.date), date(row.since), date(row.until), date(row.as_of))
    chief = (row.office, row.body or "", row.holder or "nobody named", row.status, *days, who)
    at = (quoted(row.quote.exact), row.quote.place, " ".join(f"≠ {id}" for id in row.contradictions))
    return (*chief, *at, *_behind(row), row.support)


def figure_cells(row: FigureRow) -> Cells:
    """The cells under ``FIGURES``."""
    who = row.claimant or (row.voice.label if row.voice else "")
    chief = (row.measure, row.value, row.unit, date(row.as_of), who)
    at = (quoted(row.quote.exact), row.quote.place, " ".join(f"≠ {id}" for id in row.contradictions))
    return (*chief, *at, *_behind(row), row.status, date(row.day), row.where or "")


def _behind(row: FigureRow | OfficeRow) -> Cells:
    return tuple(map(str, (row.n_origins, row.n_publishers, row.n_reports, row.n_speakers)))
