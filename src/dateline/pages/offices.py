"""The page of offices: who holds, takes or leaves each, as bars over time."""

from __future__ import annotations

from msgspec import Struct

from ..store import Shelf
from ..views.offices import office_rows
from ..views.tenures import OfficeBars, office_bars
from .excerpt import excerpt

OFFICES = 14
PASSAGES = 60


class OfficesPage(Struct, frozen=True):
    """One page of offices, those in the most passages first."""

    offices: tuple[OfficeBars, ...]
    total: int
    page: int
    pages: int


def offices_page(shelf: Shelf, page: int) -> OfficesPage:
    """The ``page``-th page of offices; past the end the last."""
    found, total = shelf.offices(OFFICES, (page - 1) * OFFICES)
    pages = max(1, -(-total // OFFICES))
    if page > pages:
        return offices_page(shelf, pages)
    offices = []
    for office, n in found:
        index = excerpt(shelf, occupancies=shelf.held(office, PASSAGES))
        offices.append(office_bars(office_rows(index), n))
    return OfficesPage(tuple(offices), total, page, pages)
