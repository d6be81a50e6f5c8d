"""Outlines of events and reports: what a choice among all needs of each, read in a tenth of the time of the whole."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from ..model.reading import Span
from ..model.record import Event, Status, When
from ..model.versions import Version
from ..model.words import Basis, Precision

REFERRED = "referred"
"""The mode of an event that no passage tells."""
TOLD = f"mode IS NOT '{REFERRED}'"
"""Which rows of ``events`` some passage tells: what reports only refer to stands in no list of events."""


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
    salience: float = 0.0
    evidence: float = 0.0


class DayBounds(NamedTuple):
    """The first and the last day of an event."""

    earliest: str
    latest: str


class Dated(NamedTuple):
    """An event in what a filter by time and origins asks of it."""

    id: str
    when: DayBounds | None
    n_origins: int


class ReportOutline(msgspec.Struct, frozen=True, gc=False):
    """A report without its text and blocks: fields have the names and the meaning of those of ``RecordedReport``."""

    id: str
    path: str
    title: str | None
    publisher: str | None
    published: When | None
    versions: tuple[Version, ...] = ()


class Pinned(msgspec.Struct, frozen=True, gc=False):
    """The country of a place (ISO 3166-1 alpha-2)."""

    country: str | None


class Called(msgspec.Struct, frozen=True, gc=False):
    """An entity without its mentions: fields have the names and the meaning of those of ``Entity``."""

    id: str
    name: str
    aliases: tuple[str, ...]
    place: Pinned | None = None


class Ranked(NamedTuple):
    """An entity as far as listings put it in order."""

    id: str
    name: str
    n_reports: int
    n_mentions: int


class Gist(NamedTuple):
    """An event in what is counted and weighed: ``earliest`` its first day (ISO), ``told`` whether it is told as fact (actual, not
    denied, no background), ``located`` whether a place is known."""

    id: str
    type: str
    earliest: str | None
    status: Status
    n_origins: int
    weight: float
    background: bool
    told: bool
    located: bool


def gist(event: Event) -> Gist:
    """The gist of a whole event, as ``Store.gists`` reads it."""
    told = event.realis == "actual" and event.polarity == "positive" and not event.background
    earliest = event.when.earliest if event.when else None
    return Gist(
        event.id, event.type, earliest, event.status, event.n_origins, event.weight, event.background, told,
        bool(event.places),
    )  # fmt: skip
