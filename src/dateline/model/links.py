"""What is the same across reports: references into the notes of single reports, grouped."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from .decisions import Decision
from .notes import EntityType, PlaceFix
from .reading import Extent
from .record import CopyKind, Reason


class ActorRef(NamedTuple):
    """The actor number ``actor`` in the notes of report ``report``."""

    report: str
    actor: int


class EventRef(NamedTuple):
    """The event mention number ``event`` in the notes of report ``report``."""

    report: str
    event: int


class ClauseRef(NamedTuple):
    """The clause number ``clause`` in the notes of report ``report``."""

    report: str
    clause: int


class PassageRef(NamedTuple):
    """A stretch of the text of report ``report``."""

    report: str
    extent: Extent


class EntityLink(Struct, frozen=True, gc=False):
    """Actors of several reports that are one entity; ``name`` is the fullest name that some report prints, ``place`` where a person ruled
    that it is."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    members: tuple[ActorRef, ...]
    why: tuple[Reason, ...]
    place: PlaceFix | None = None


class EventLink(Struct, frozen=True, gc=False):
    """Event mentions of several reports that tell one event."""

    id: str
    members: tuple[EventRef, ...]
    why: tuple[Reason, ...]


class CopyLink(Struct, frozen=True, gc=False):
    """The same words in several places; ``passages`` in order of report id and place."""

    id: str
    kind: CopyKind
    passages: tuple[PassageRef, ...]


class Former(NamedTuple):
    """A report of which there is a later version: the last moment that is ``stated`` of it, whether dates make it ``sure`` that the
    next version is later, and the last moment that is stated of that one, ``replaced``."""

    report: str
    stated: str
    sure: bool
    replaced: str = ""


class VersionLink(Struct, frozen=True, gc=False):
    """The version of a document that stands in the record, and the ``earlier`` ones, last first."""

    report: str
    earlier: tuple[Former, ...]


class Bound(Struct, frozen=True, gc=False):
    """A decision with what its anchors lead to in the reports of the record, in the order of its targets, as far as it is there."""

    decision: Decision
    reports: tuple[str, ...] = ()
    actors: tuple[ActorRef, ...] = ()
    clauses: tuple[ClauseRef, ...] = ()
    events: tuple[EventRef, ...] = ()


class Unapplied(NamedTuple):
    """A decision that could not be applied, or not to all of its targets, and why: where it gave way to one that counts instead, this
    ``later`` one."""

    decision: Decision
    reason: str
    later: Decision | None = None


def gave_way(decision: Decision, later: Decision, words: str) -> Unapplied:
    """What tells that ``later`` counts instead of a decision: who ruled what (in ``words``), and when."""
    when = f"later ({later.when})" if decision.moment.end <= later.moment.start else f"at the same time ({later.when})"
    return Unapplied(decision, f"{later.who} ruled {when} {words} ({later.id}).", later)
