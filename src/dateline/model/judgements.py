"""What a person can say of a record: one value for each kind of judgement. From it and the record a decision is made.

Always true here: a target is what ``dateline show`` takes: an id, a name, a path, or ``path:offset``.
"""

from __future__ import annotations

from dataclasses import dataclass

from .words import EntityType


@dataclass(frozen=True, slots=True)
class Signature:
    """Who judges, when (ISO 8601 with its zone), and why."""

    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Two or more entities are one, or two or more events."""

    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The passages in ``parts`` (``path:offset`` or ids of statements) speak of another entity or event than ``target``."""

    target: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reject:
    """Statements that nothing may stand on; with ``copies`` also the same words where other reports of the record copied them."""

    targets: tuple[str, ...]
    copies: bool = False


@dataclass(frozen=True, slots=True)
class SetDate:
    """When events happened, or when what statements tell happened: ``date`` is EDTF (2020, 2020-10, 2020-10-06, or two with ``/``)."""

    targets: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class SetPlace:
    """Where events happened, or what statements tell: ``place`` is a place that some report names."""

    targets: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Pin:
    """Where the place of a name is: degrees, its kind (``square``, ``town`` ...), what it lies in, its country if that does not say it."""

    names: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    within: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """What an entity is to be called."""

    target: str
    name: str


@dataclass(frozen=True, slots=True)
class Alias:
    """Two printed names that name one thing, now and in reports to come; ``type`` narrows it to entities of one type."""

    name: str
    alias: str
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Distinct:
    """Two printed names that never name one thing."""

    name: str
    other: str
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Resolve:
    """A contradiction that is settled."""

    target: str


@dataclass(frozen=True, slots=True)
class Grade:
    """How reliable a publisher is (A to F, ``target`` is its name), or how credible a statement (1 to 6)."""

    target: str
    grade: str


@dataclass(frozen=True, slots=True)
class Comment:
    """The reason is said of the targets, and nothing changes."""

    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """Reports that the record is made without."""

    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """A decision (its id, or the beginning of it) no longer holds."""

    decision: str


Judgement = (
    Merge | Split | Reject | SetDate | SetPlace | Pin | Rename | Alias | Distinct | Resolve | Grade | Comment | Remove | Undo
)  # fmt: skip
