"""What ONE report says, before anything is linked: plain extents and indices into the report's own notes.

Always true here: every ``Extent`` is of the report's text; an index points into the tuple of the same ``ReportNotes``
that its name says (``Attribution.speaker`` into ``actors``, ``Clause.time`` into ``times`` and so on).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .reading import Extent, Failure, Layout
from .resolved import Dating as Dating
from .resolved import PlaceFix as PlaceFix
from .words import Basis as Basis
from .words import EntityType as EntityType
from .words import Hand as Hand
from .words import MentionForm as MentionForm
from .words import OfficeStatus as OfficeStatus
from .words import PlacePrecision as PlacePrecision
from .words import Polarity as Polarity
from .words import Precision as Precision
from .words import Realis as Realis
from .words import RelationKind as RelationKind
from .words import RelayHow as RelayHow
from .words import SpeechKind as SpeechKind
from .words import TimexType as TimexType
from .words import UnnamedKind as UnnamedKind


class TimeExpression(Struct, frozen=True, gc=False):
    """A date as printed: TIMEX3 ``type`` and ``value``; ``dating`` is None for durations, sets and what cannot be resolved."""

    extent: Extent
    type: TimexType
    value: str
    dating: Dating | None
    rule: str


class Mention(Struct, frozen=True, gc=False):
    """A name, role, pronoun or noun phrase that stands for somebody or something."""

    extent: Extent
    type: EntityType
    form: MentionForm
    actor: int


class Actor(Struct, frozen=True, gc=False):
    """One person, body, group or place as ONE report knows it: its fullest name there, its other names, its roles.

    ``sure`` is the weight of what speaks for its type besides the parser's label: 0 for a bare guess, from about 1 on for evidence.
    """

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    roles: tuple[Extent, ...] = ()
    place: PlaceFix | None = None
    sure: float = 0.0


class Count(Struct, frozen=True, gc=False):
    """A figure as printed. ``low``, ``best`` and ``high`` are in units of ``unit`` (``people``, ``USD``, ``months`` ...).

    ``extent`` is the whole counted phrase ("around 2,000 protesters"), ``number`` the number's own words.
    """

    extent: Extent
    number: Extent
    measure: str
    noun: str | None
    unit: str
    low: float | None
    best: float | None
    high: float | None
    qualifier: str | None
    delta: bool
    rule: str


class Relay(Struct, frozen=True, gc=False):
    """What stands between the speaker and this report.

    ``how``: ``told`` (the speaker told it; counts only if it proves to be an outlet), ``named`` (an outlet or body that
    quotes, carries or asked), ``outer`` (somebody who says that the speaker says so), ``document`` and ``platform`` (the
    speaker's own channel: a statement, a post).
    """

    extent: Extent
    actor: int | None
    how: RelayHow


class Unnamed(Struct, frozen=True, gc=False):
    """A source without a name: of which ``kind``, of which ``body`` (index of an actor), how many, and, where the report tells
    it, the words for the ``terms`` ("on condition of anonymity") and for the ``reason`` ("because talks go on")."""

    kind: UnnamedKind
    body: int | None = None
    several: bool = False
    terms: Extent | None = None
    reason: Extent | None = None


class Attribution(Struct, frozen=True, gc=False):
    """Who says what, by which word. ``content`` may be in several pieces; ``chain`` is nearest to the speaker first.

    ``others`` are the further speakers of "X and Y said"; ``witnessed`` where a reporter tells what he or she saw or heard.
    """

    kind: SpeechKind
    source: Extent | None
    speaker: int | None
    cue: Extent | None
    content: tuple[Extent, ...]
    chain: tuple[Relay, ...]
    rule: str
    others: tuple[int, ...] = ()
    unnamed: Unnamed | None = None
    witnessed: bool = False


class Clause(Struct, frozen=True, gc=False):
    """What one passage asserts: the atom that becomes a statement.

    ``sentence`` indexes ``layout.sentences``; ``head`` is the extent of its predicate. ``time`` is the expression that the
    parse ties to it, ``dating`` what follows for when it happened; ``said`` is when it was said, by the expression
    ``said_time``, else the report's day; ``link`` is how it hangs in its
    sentence (``root``, ``conj``, ``ccomp``, ``advcl``, ``relcl``, ``nominal`` ...).
    """

    extent: Extent
    head: Extent
    sentence: int
    polarity: Polarity
    realis: Realis
    background: bool
    attribution: int | None
    time: int | None
    dating: Dating | None
    said: Dating | None
    link: str
    rule: str
    said_time: int | None = None


class Participant(Struct, frozen=True, gc=False):
    """Somebody or something in an event, with its role there (``agent``, ``patient``, ``instrument``, ``place``)."""

    extent: Extent
    actor: int | None
    role: str


class EventMention(Struct, frozen=True, gc=False):
    """Something that happened, in one passage; when, whether and according to whom are those of its clause.

    ``doubted`` is what somebody unsure tells as done ("allegedly shot"), unlike what may yet come ("may resign"); both are ``possible``.
    ``phrase`` is the trigger with the words that make it one, where they follow close upon it ("took control").
    """

    type: str
    mode: str | None
    trigger: Extent
    lemma: str
    clause: int
    participants: tuple[Participant, ...]
    places: tuple[int, ...]
    dating: Dating | None
    time: int | None
    polarity: Polarity
    realis: Realis
    background: bool
    rule: str
    doubted: bool = False
    phrase: Extent | None = None


class EventTie(Struct, frozen=True, gc=False):
    """What a sentence says of two of its happenings: the one ``follows`` the other, is a ``response-to`` it or ``part-of`` it.

    ``one`` and ``other`` count the report's events first, then its references; ``extent`` is that of the words that say it.
    """

    kind: RelationKind
    one: int
    other: int
    extent: Extent


class OfficeMention(Struct, frozen=True, gc=False):
    """Somebody holds, takes or leaves an office. ``holder`` is None where the text names nobody."""

    extent: Extent
    office: Extent
    body: str | None
    holder: int | None
    status: OfficeStatus
    clause: int
    rule: str


class Credit(Struct, frozen=True, gc=False):
    """Words that say whose copy a report or a block is: an agency, or an outlet credited in the text."""

    extent: Extent
    name: str
    kind: Literal["byline", "dateline", "credit", "relay"]


class Incident(Struct, frozen=True, gc=False):
    """The main event of a report: people killed and injured as far as it tells, the day, and the phrases that were counted.

    None is not said; 0 is that the report says that nobody was.
    """

    killed: int | None
    injured: int | None
    when: Dating | None
    evidence: tuple[Extent, ...]


class SameEvent(Struct, frozen=True, gc=False):
    """What one report says of one event in several places: ``event`` tells it (None: nothing does), ``references`` refer to it, the most
    telling first."""

    event: int | None
    references: tuple[int, ...]


class ReportNotes(Struct, frozen=True, gc=False):
    """All that one report says; ``references`` are words that refer to an event without telling it ("after the arrest"), ``terms`` its most
    telling words with how often it prints them, the most telling first."""

    report: str
    layout: Layout
    published: Dating | None
    published_evidence: tuple[str, ...]
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    counts: tuple[Count, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    clauses: tuple[Clause, ...] = ()
    events: tuple[EventMention, ...] = ()
    offices: tuple[OfficeMention, ...] = ()
    credits: tuple[Credit, ...] = ()
    failures: tuple[Failure, ...] = ()
    incident: Incident | None = None
    references: tuple[EventMention, ...] = ()
    ties: tuple[EventTie, ...] = ()
    same_events: tuple[SameEvent, ...] = ()
    terms: str = ""
