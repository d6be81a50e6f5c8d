"""What a person can say of a record: one value for each kind of judgement. From it and the record a decision is made.

Always true here: a target is what ``dateline show`` takes: an id, a name, a path, or ``path:offset``.
"""

from __future__ import annotations

from msgspec import Struct

from .words import EntityType


class Signature(Struct, frozen=True):
    """Who judges, when (ISO 8601 with its zone), and why."""

    who: str
    when: str
    why: str


class Merge(Struct, frozen=True):
    """Two or more entities are one, or two or more events."""

    targets: tuple[str, ...]


class Split(Struct, frozen=True):
    """The passages in ``parts`` (``path:offset`` or ids of statements) speak of another entity or event than ``target``."""

    target: str
    parts: tuple[str, ...]


class Reject(Struct, frozen=True):
    """Statements that nothing may stand on; with ``copies`` also the same words where other reports of the record copied them."""

    targets: tuple[str, ...]
    copies: bool = False


class SetDate(Struct, frozen=True):
    """When events happened, or when what statements tell happened: ``date`` is EDTF (2020, 2020-10, 2020-10-06, or two with ``/``)."""

    targets: tuple[str, ...]
    date: str


class SetPlace(Struct, frozen=True):
    """Where events happened, or what statements tell: ``place`` is a place that some report names."""

    targets: tuple[str, ...]
    place: str


class Pin(Struct, frozen=True):
    """Where the place of a name is: degrees, its kind (``square``, ``town`` ...), what it lies in, its country if that does not say it."""

    names: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    within: str | None = None
    country: str | None = None


class Rename(Struct, frozen=True):
    """What an entity is to be called."""

    target: str
    name: str


class Alias(Struct, frozen=True):
    """Two printed names that name one thing, now and in reports to come; ``type`` narrows it to entities of one type."""

    name: str
    alias: str
    type: EntityType | None = None


class Distinct(Struct, frozen=True):
    """Two printed names that never name one thing."""

    name: str
    other: str
    type: EntityType | None = None


class Resolve(Struct, frozen=True):
    """A contradiction that is settled."""

    target: str


class Grade(Struct, frozen=True):
    """How reliable a publisher is (A to F, ``target`` is its name), or how credible a statement (1 to 6)."""

    target: str
    grade: str


class Comment(Struct, frozen=True):
    """The reason is said of the targets, and nothing changes."""

    targets: tuple[str, ...]


class Remove(Struct, frozen=True):
    """Reports that the record is made without."""

    targets: tuple[str, ...]


class Undo(Struct, frozen=True):
    """A decision (its id, or the beginning of it) no longer holds."""

    decision: str


Judgement = (
    Merge | Split | Reject | SetDate | SetPlace | Pin | Rename | Alias | Distinct | Resolve | Grade | Comment | Remove | Undo
)  # fmt: skip
