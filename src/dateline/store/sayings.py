"""Statements as far as they tell whose words they are: read in a third of the time of the whole, and let go of one by one.

Always true here: fields have the names and the meaning of those of ``Statement``.
"""

from __future__ import annotations

import msgspec

from ..model.record import OriginKind
from ..model.words import Hand, RelayHow, UnnamedKind


class Printed(msgspec.Struct, frozen=True, gc=False):
    """The report of a passage."""

    report: str


class Wording(msgspec.Struct, frozen=True, gc=False):
    """The words of a passage."""

    exact: str


class Nameless(msgspec.Struct, frozen=True, gc=False):
    """A source without a name: its class, and the terms of its anonymity."""

    kind: UnnamedKind
    terms: Wording | None


class HandedOn(msgspec.Struct, frozen=True, gc=False):
    """One relay."""

    source: Wording
    entity: str | None
    how: RelayHow = "named"


class Said(msgspec.Struct, frozen=True, gc=False):
    """Who says it, without what is said."""

    source: Wording | None
    speaker: str | None
    chain: tuple[HandedOn, ...]
    speakers: tuple[str, ...] = ()
    unnamed: Nameless | None = None


class From(msgspec.Struct, frozen=True, gc=False):
    """An origin without the words that say so."""

    id: str
    kind: OriginKind
    name: str | None


class Saying(msgspec.Struct, frozen=True, gc=False):
    """A statement in whose words it is: fields have the names and the meaning of those of ``Statement``."""

    id: str
    span: Printed
    attribution: Said | None
    origin: From
    hand: Hand = "unattributed"
    rejected: bool = False
