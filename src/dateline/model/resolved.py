"""What the words for a time or a place were resolved to: of one report's notes, of the record and of what people ruled.

Always true here: nothing of a report is kept but what was resolved.
"""

from __future__ import annotations

from msgspec import Struct

from .words import Basis, PlacePrecision, Precision


class Dating(Struct, frozen=True, gc=False):
    """A resolved date: EDTF with the first and last day it can mean (ISO dates, inclusive).

    ``anchor`` is the ISO date it was counted from, ``rule`` the name of the rule that resolved it.
    """

    edtf: str
    earliest: str
    latest: str
    precision: Precision
    basis: Basis
    anchor: str | None = None
    rule: str | None = None


class PlaceFix(Struct, frozen=True, gc=False):
    """Where a place is: degrees, the gazetteer's id and country code (ISO 3166-1 alpha-2), how precise the pin is, and the state, region
    or town that it lies in where that is known."""

    lat: float
    lon: float
    geonameid: int | None
    country: str | None
    precision: PlacePrecision
    within: str | None = None
