"""The record: exactly the shapes that are exported, stored and shown.

Always true here: every quotation is a ``Span``; every id is made from content, never from order or time.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .decisions import Decision, DecisionNoun
from .reading import Block, Failure, Span
from .resolved import Dating, PlaceFix
from .versions import Version
from .words import (
    Basis,
    EntityType,
    Hand,
    OfficeStatus,
    Polarity,
    Precision,
    Realis,
    RelationKind,
    RelayHow,
    SpeechKind,
    TimexType,
    UnnamedKind,
)
from .words import ContradictionKind as ContradictionKind
from .words import PlaceState as PlaceState

FORMAT: Literal["dateline-record/1"] = "dateline-record/1"
Status = Literal["unattributed", "single-origin", "corroborated", "disputed"]
OriginKind = Literal["credited", "copied", "agency", "publisher", "unknown"]
CopyKind = Literal["exact", "near", "partial"]
Aspect = Literal["figure", "agent", "manner", "time", "place", "status", "polarity"]


class When(Struct, frozen=True, gc=False):
    """A date with its precision and basis; ``earliest`` and ``latest`` are ISO days, inclusive."""

    edtf: str
    earliest: str
    latest: str
    precision: Precision
    basis: Basis
    expression: Span | None = None
    anchor: str | None = None
    rule: str | None = None


def is_firm(date: Dating | When | None) -> bool:
    """Whether words, or people, give the day on which it happened, not the day of the telling."""
    return date is not None and date.basis in ("stated", "relative", "ruled") and date.rule != "as-said"


class RecordedReport(Struct, frozen=True, gc=False):
    """A report in the record, with the text as decoded and its blocks; ``publisher_grade`` (A to F) is what somebody ruled of who
    published it; ``versions`` are the earlier ones at the same address, last first."""

    id: str
    path: str
    sha256: str
    raw_sha256: str
    title: str | None
    publisher: str | None
    agency: str | None
    author: str | None
    url: str | None
    language: str
    published: When | None
    published_evidence: tuple[str, ...]
    text: str
    blocks: tuple[Block, ...]
    publisher_grade: str | None = None
    versions: tuple[Version, ...] = ()


class Reason(Struct, frozen=True, gc=False):
    """Why the machine did a thing: the rule's name, its score between 0 and 1 where there is one, a label."""

    rule: str
    score: float | None = None
    note: str | None = None


class Entity(Struct, frozen=True, gc=False):
    """A person, body, group or place over all reports. ``name`` and ``aliases`` are exact words of some mention; it is ``named`` if some
    mention is a proper name, and no mere noun ("a senior port official")."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    roles: tuple[Span, ...]
    place: PlaceFix | None
    n_reports: int
    why: tuple[Reason, ...] = ()
    named: bool = True


class ChainLink(Struct, frozen=True, gc=False):
    """One relay between the speaker and the report; ``how`` tells an outlet from the speaker's own document or platform."""

    source: Span
    entity: str | None
    how: RelayHow = "named"


class UnnamedSource(Struct, frozen=True, gc=False):
    """A source without a name: its class, the body that it belongs to, whether they are several, the printed terms of its
    anonymity and the printed reason."""

    kind: UnnamedKind
    body: str | None
    several: bool
    terms: Span | None
    reason: Span | None


class AttributionSpan(Struct, frozen=True, gc=False):
    """Who says it: the source's words, the speaker they stand for, the saying word, what is said, who relayed it.

    ``speakers`` are all of them, where "X and Y said"; ``unnamed`` tells what is known of a source without a name.
    """

    kind: SpeechKind
    source: Span | None
    speaker: str | None
    cue: Span | None
    content: tuple[Span, ...]
    chain: tuple[ChainLink, ...]
    rule: str
    speakers: tuple[str, ...] = ()
    unnamed: UnnamedSource | None = None


class Origin(Struct, frozen=True, gc=False):
    """Where a passage was first written. ``name`` is the outlet, agency or family; ``evidence`` the words that say so."""

    id: str
    kind: OriginKind
    name: str | None
    evidence: Span | None = None


class Statement(Struct, frozen=True, gc=False):
    """What one passage asserts; the atom of the record.

    Three clocks are kept apart: ``when`` it happened, when it was ``said`` (the report's day where no words say more), when it
    was ``reported``. What is planned, demanded or doubted has a ``when`` only of its own, never that of the telling.

    ``hand`` is how near the report is to who says it: seen by a reporter, heard from the speaker, through somebody else's
    report, or said by nobody but the report.

    A statement that somebody ``rejected`` is listed, and nothing stands on it; ``grade`` (1 to 6) is what somebody ruled of it.
    """

    id: str
    span: Span
    sentence: Span
    attribution: AttributionSpan | None
    origin: Origin
    when: When | None
    said: When | None
    polarity: Polarity
    realis: Realis
    background: bool
    copy_group: str | None
    rule: str
    hand: Hand = "unattributed"
    reported: When | None = None
    rejected: bool = False
    grade: str | None = None


class EventParticipant(Struct, frozen=True, gc=False):
    """Somebody in an event: the words, the entity where known, the role (``agent``, ``patient`` ...)."""

    entity: str | None
    span: Span
    role: str


class EventRelation(Struct, frozen=True, gc=False):
    """What one event is to another, ``event``: it ``contains`` it (a coarser report of it), ``follows`` it, is a ``response-to`` it or
    ``part-of`` it. ``span`` are the words that say so."""

    kind: RelationKind
    event: str
    span: Span | None


class Event(Struct, frozen=True, gc=False):
    """Something that happened, over all reports that tell it. Counts are of what stands behind its statements.

    ``headline`` is the clearest sentence that tells it, else its clearest words. For the timeline: ``salience`` is how much of its day
    that sentence tells (0: no sentence is clear), ``evidence`` its share of what speaks for that day. ``plover``, ``acled``, ``cameo``
    (root) and ``iptc`` (media topic) are the codes of its type in other schemes, None where a scheme has none for it.

    ``mentions`` are the words that tell it or refer to it, also in passages that do not tell it; ``relations`` what it is to other
    events. An event with the mode ``referred`` is told by no passage: several reports refer to it.
    """

    id: str
    type: str
    mode: str | None
    headline: Span
    when: When | None
    places: tuple[str, ...]
    participants: tuple[EventParticipant, ...]
    polarity: Polarity
    realis: Realis
    background: bool
    statements: tuple[str, ...]
    n_reports: int
    n_publishers: int
    n_origins: int
    n_speakers: int
    status: Status
    weight: float
    why: tuple[Reason, ...] = ()
    salience: float = 0.0
    evidence: float = 0.0
    plover: str | None = None
    acled: str | None = None
    cameo: str | None = None
    iptc: str | None = None
    mentions: tuple[Span, ...] = ()
    relations: tuple[EventRelation, ...] = ()


class Figure(Struct, frozen=True, gc=False):
    """A count with its owner: ``low`` / ``best`` / ``high`` in ``unit``.

    ``as_of`` is when it was counted: as the words say ("as of Monday", "by Monday"), else when it was said; of what is past
    by its date, that date.

    What it counts is its scope: the ``event``, the day ``when`` it happened and the ``place`` (an entity), as far as they are known.
    The counts and the status are of all passages of the record that give the same number of the same measure and scope.
    """

    id: str
    measure: str
    noun: str | None
    unit: str
    low: float | None
    best: float | None
    high: float | None
    qualifier: str | None
    delta: bool
    span: Span
    statement: str
    claimant: str | None
    as_of: When | None
    event: str | None
    rule: str
    when: When | None = None
    place: str | None = None
    n_reports: int = 1
    n_publishers: int = 0
    n_origins: int = 1
    n_speakers: int = 0
    status: Status = "unattributed"


class Occupancy(Struct, frozen=True, gc=False):
    """Who holds, takes or leaves an office, in one passage: ``since`` when and ``until`` when where the passage tells it, ``as_of`` the
    day of its telling, by ``claimant`` (None where the report says it itself). The counts and ``support`` (the status of an event) are
    of all passages of the record that say the same of the same holder, office and body."""

    id: str
    office: Span
    body: str | None
    holder: str | None
    status: OfficeStatus
    when: When | None
    span: Span
    statement: str
    rule: str
    since: When | None = None
    until: When | None = None
    as_of: When | None = None
    claimant: str | None = None
    n_reports: int = 1
    n_publishers: int = 0
    n_origins: int = 1
    n_speakers: int = 0
    support: Status = "unattributed"


class Contradiction(Struct, frozen=True, gc=False):
    """Statements that cannot all hold (``conflict``), or of which one replaces (``update``) or sharpens another (``refinement``);
    ``resolved`` where somebody ruled that the matter is settled."""

    id: str
    kind: ContradictionKind
    aspect: Aspect
    event: str | None
    statements: tuple[str, ...]
    values: tuple[str, ...]
    why: Reason
    resolved: bool = False


class CopyGroup(Struct, frozen=True, gc=False):
    """The same words in several places."""

    id: str
    kind: CopyKind
    spans: tuple[Span, ...]


class TimeMention(Struct, frozen=True, gc=False):
    """A time expression as ``dateline annotate`` shows it: TIMEX3 type and value beside the span."""

    span: Span
    type: TimexType
    value: str
    when: When | None
    rule: str


class Applied(Struct, frozen=True, gc=False):
    """What a decision that stands was applied to: ids of things of the record, each a ``noun``, or the ids of removed reports; none where
    it could not be applied. Where another one counts instead it is ``superseded``; the ids are those of which it still holds."""

    decision: str
    noun: DecisionNoun
    ids: tuple[str, ...]
    superseded: bool = False


class Provenance(Struct, frozen=True, gc=False):
    """What made the record: it holds no clock and no machine, so that the same input gives the same bytes. ``decisions`` are the ids of
    those that stood, ``applied`` is what each of them was applied to."""

    version: str
    parser: str
    settings: dict[str, float | int | str | bool]
    n_reports: int
    reports_sha256: str
    decisions: tuple[str, ...] = ()
    applied: tuple[Applied, ...] = ()


class RecordData(Struct, frozen=True, gc=False):
    """The whole record as exported: ``dateline export RECORD --format json``."""

    provenance: Provenance
    failures: tuple[Failure, ...]
    reports: tuple[RecordedReport, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    occupancies: tuple[Occupancy, ...]
    contradictions: tuple[Contradiction, ...]
    copies: tuple[CopyGroup, ...]
    decisions: tuple[Decision, ...] = ()
    format: Literal["dateline-record/1"] = FORMAT
