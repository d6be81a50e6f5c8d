"""Outlines of events: what the choice of a timeline needs of each, read in a tenth of the time of the whole."""

from __future__ import annotations

import msgspec

from ..model.notes import Basis, Precision
from ..model.reading import Span


class OutlineDate(msgspec.Struct, frozen=True, gc=False):
    """The bounds of an event's date, its precision and basis."""

    earliest: str
    latest: str
    precision: Precision
    basis: Basis


class Outline(msgspec.Struct, frozen=True, gc=False):
    """An event without its passages: fields have the names and the meaning of those of ``Event``."""

    id: str
    headline: Span
    when: OutlineDate | None
    background: bool
    n_origins: int
    weight: float
    line: Span | None = None
    salience: float = 0.0
    evidence: float = 0.0
