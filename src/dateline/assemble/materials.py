"""What the record is assembled from, and the one way from extents to quotations.

Always true here: a ``Span`` is cut from the text of its report, never copied from elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from sys import intern
from typing import NamedTuple

from msgspec import Struct, field

from ..model.decisions import Decision
from ..model.links import ActorRef, Bound, CopyLink, EntityLink, EventLink, EventRef, Unapplied, VersionLink
from ..model.notes import Clause, Dating, EventMention, ReportNotes, TimeExpression
from ..model.parts import Credits, Names
from ..model.reading import Extent, Report, Span
from ..model.record import Origin, When
from ..model.words import PLACED
from ..typology import Typology, typology


class Materials(Struct, frozen=True):
    """Reports, their notes and the links between them; ``families`` tells which outlets belong together, ``named``
    which entities have a proper name, ``decisions`` what people ruled, ``bound`` what that is about, ``unapplied`` which of it could not
    be applied; ``event_of`` the event of each telling, also where its statement was rejected; ``types`` are those of events;
    ``references`` the event that each reference is to, ``referred`` the events that are only referred to, ``referring`` the references
    to these and ``triggers`` the words of those to the others (see ``opening``, which also tells how much of ``notes`` there is at which
    step); ``names`` are what each report names by itself, ``credits`` whose copy it says that it is; ``former`` are reports of which a
    later version is among ``reports``, with their notes, as ``versions`` link them."""

    reports: Mapping[str, Report]
    notes: Mapping[str, ReportNotes]
    entities: Sequence[EntityLink]
    events: Sequence[EventLink]
    denials: Sequence[tuple[str, str]]
    copies: Sequence[CopyLink]
    families: Mapping[str, str]
    named: frozenset[str]
    decisions: Sequence[Decision] = ()
    unapplied: Sequence[Unapplied] = ()
    bound: Sequence[Bound] = ()
    event_of: Mapping[EventRef, str] = field(default_factory=dict)
    types: Typology = field(default_factory=typology)
    references: Mapping[EventRef, str] = field(default_factory=dict)
    referred: Sequence[EventLink] = ()
    versions: Sequence[VersionLink] = ()
    former: Mapping[str, tuple[Report, ReportNotes]] = field(default_factory=dict)
    referring: Mapping[EventRef, EventMention] = field(default_factory=dict)
    triggers: Mapping[EventRef, Extent] = field(default_factory=dict)
    names: Mapping[str, Names] = field(default_factory=dict)
    credits: Mapping[str, Credits] = field(default_factory=dict)

    def span(self, report: str, extent: Extent) -> Span:
        """The words of ``report`` at ``extent``."""
        start, end = extent
        return Span(report, start, end, self.reports[report].text[start:end])

    def family(self, outlet: str) -> str:
        """The family of an outlet or agency by name; an unknown one is its own family."""
        return self.families.get(outlet.casefold(), outlet)

    def when(self, report: str, dating: Dating | None, time: TimeExpression | None = None) -> When | None:
        """``dating`` with the words that say it."""
        if dating is None:
            return None
        expression = self.span(report, time.extent) if time else None
        # There are few days and rules, and many statements.
        return When(
            intern(dating.edtf),
            intern(dating.earliest),
            intern(dating.latest),
            dating.precision,
            dating.basis,
            expression,
            dating.anchor,
            dating.rule and intern(dating.rule),
        )


def made_id(prefix: str, *parts: object) -> str:
    """An id that depends on content alone: ``prefix`` and 12 hex digits."""
    seed = "\0".join(str(p) for p in parts)
    return f"{prefix}-{hashlib.sha256(seed.encode()).hexdigest()[:12]}"


def statement_id(report: str, clause: Clause) -> str:
    """The id of the statement that ``clause`` becomes."""
    return made_id("s", report, *clause.extent, clause.rule if clause.rule == "nominal" else "")


class FirstPrint(NamedTuple):
    """The earliest passage of a copy group: its report, and the origin of all that copies it."""

    report: str
    origin: Origin


class Lookup(Struct, frozen=True):
    """Links turned around: the entity of an actor, the event of a mention, the copy group of a sentence; ``located`` is the place (an
    entity) that somebody ruled for a mention of an event; ``copied`` are the first prints of the copy groups (see ``origins``)."""

    entity_of: Mapping[ActorRef, str]
    entities: Mapping[str, EntityLink]
    event_of: Mapping[EventRef, str]
    copy_of: Mapping[tuple[str, int], CopyLink]
    located: Mapping[EventRef, str] = field(default_factory=dict)
    copied: Mapping[str, FirstPrint] = field(default_factory=dict)

    def entity(self, report: str, actor: int | None) -> str | None:
        """The id of the entity that ``actor`` of ``report`` is, if known."""
        return self.entity_of.get(ActorRef(report, actor)) if actor is not None else None

    def places(self, ref: EventRef, mention: EventMention) -> tuple[str, ...]:
        """The places (entities) of one mention of an event, as somebody ruled or as the report has them; not what other reports know to be
        none, a paper or a person."""
        if ref in self.located:
            return (self.located[ref],)
        named = (self.entity(ref.report, place) for place in mention.places)
        return tuple(e for e in named if e is not None and self.entities[e].type in PLACED)

    def is_outlet(self, report: str, actor: int | None) -> bool:
        """Whether ``actor`` of ``report`` is known, in whatever report, to be an outlet."""
        entity = self.entity(report, actor)
        return entity is not None and self.entities[entity].type == "outlet"


def look_up(materials: Materials) -> Lookup:
    """The links of ``materials``, turned around."""
    entity_of = {m: link.id for link in materials.entities for m in link.members}
    return Lookup(
        entity_of=entity_of,
        entities={link.id: link for link in materials.entities},
        event_of={m: link.id for link in materials.events for m in link.members},
        copy_of={(p.report, p.extent.start): link for link in materials.copies for p in link.passages},
        located=_located(materials, entity_of),
    )


def _located(materials: Materials, entity_of: Mapping[ActorRef, str]) -> dict[EventRef, str]:
    """The place that somebody ruled for what a statement tells; of two the later ruling's."""
    found: dict[EventRef, str] = {}
    for b in (b for b in materials.bound if b.decision.kind == "locate"):
        place = entity_of[b.actors[-1]]
        for ref in b.clauses:
            notes = materials.notes[ref.report]
            same = {n for n, c in enumerate(notes.clauses) if c.extent == notes.clauses[ref.clause].extent}
            found.update((EventRef(ref.report, n), place) for n, e in enumerate(notes.events) if e.clause in same)
    return found
