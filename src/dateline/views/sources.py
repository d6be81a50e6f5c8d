"""Whose words the record is made of: speakers, relays, publishers, origins, and which origins tell which event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ..model.record import AttributionSpan, Event, OriginKind, Statement
from ..model.words import Hand, RelayHow, UnnamedKind
from ..rules import table
from .index import Index, Quote

if TYPE_CHECKING:
    from ..store.sayings import Said, Saying

HANDS: tuple[Hand, ...] = ("witnessed", "first-hand", "second-hand", "unattributed")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Somebody whose words stand in the record: in how many statements, of how many reports and origins; ``id`` of its entity.

    ``kind`` is the class of a speaker without a name ("witness"), what a relay is ("named", "document" ...), else None.
    """

    name: str
    id: str | None
    n_statements: int
    n_reports: int
    n_origins: int
    kind: UnnamedKind | RelayHow | None = None


@dataclass(frozen=True, slots=True)
class UnnamedRow:
    """A class of sources without a name, and in how many of its statements the report says why there is none."""

    kind: UnnamedKind
    n_statements: int
    n_reports: int
    n_origins: int
    n_explained: int


@dataclass(frozen=True, slots=True)
class HandRow:
    """How near the reports are to who says it, by statements."""

    hand: Hand
    n_statements: int


@dataclass(frozen=True, slots=True)
class OriginRow:
    """Where passages were first written, how many statements and events stand on it; ``name`` is None for unknown."""

    id: str
    name: str | None
    kind: OriginKind
    n_statements: int
    n_events: int


@dataclass(frozen=True, slots=True)
class EventOrigins:
    """Which origins tell one event; ``origins`` are ids of ``OriginRow``."""

    event: str
    quote: Quote
    origins: tuple[str, ...]
    n_speakers: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Speakers, relays, publishers and origins, the most used first; events by origin, the best supported first."""

    speakers: tuple[SourceRow, ...]
    unnamed: tuple[UnnamedRow, ...]
    hands: tuple[HandRow, ...]
    relays: tuple[SourceRow, ...]
    publishers: tuple[SourceRow, ...]
    origins: tuple[OriginRow, ...]
    events: tuple[EventOrigins, ...]


def sources_view(index: Index, limit: int | None = None) -> SourcesView:
    """Whose words the record is made of; of the events the first ``limit`` (None is all)."""
    heard = _Heard(index)
    for statement in index.sayings():
        if not statement.rejected:
            heard.take(statement)
    return SourcesView(
        speakers=heard.speakers(),
        unnamed=heard.unnamed(),
        hands=tuple(HandRow(hand, heard.hands[hand]) for hand in HANDS if heard.hands[hand]),
        relays=heard.relays(),
        publishers=heard.publishers(),
        origins=heard.origins(),
        events=tuple(_event(index, event) for event in index.best_backed(limit)),
    )


def shortened(view: SourcesView, limit: int) -> SourcesView:
    """At most ``limit`` rows of each part."""
    return SourcesView(**{part.name: getattr(view, part.name)[:limit] for part in fields(view)})


class _Told:
    """What is counted of statements of one kind: how many, in which reports, of which known origins."""

    __slots__ = ("n", "origins", "reports")

    def __init__(self) -> None:
        self.n = 0
        self.reports: set[str] = set()
        self.origins: set[str] = set()

    def take(self, statement: Statement | Saying) -> None:
        """Count one more."""
        self.n += 1
        self.reports.add(statement.span.report)
        if statement.origin.kind != "unknown":
            self.origins.add(statement.origin.id)

    @property
    def n_origins(self) -> int:
        """Unknown origins are at most one, where there is no other."""
        return max(1, len(self.origins))


Words = tuple[str, UnnamedKind | None]
"""The printed words of a source of which no entity is known, and its class."""
Relay = tuple[str, str | None, RelayHow]
"""Name, entity id and kind of a relay."""


class _Heard:
    """Whose words the statements are that were taken, one after the other."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._labels = table("labels")["unresolved"]
        self._by_entity: defaultdict[str, _Told] = defaultdict(_Told)
        self._kinds: dict[str, UnnamedKind] = {}
        self._by_words: defaultdict[Words, _Told] = defaultdict(_Told)
        self._unnamed: defaultdict[UnnamedKind, _Told] = defaultdict(_Told)
        self._explained: Counter[UnnamedKind] = Counter()
        self._relays: defaultdict[Relay, _Told] = defaultdict(_Told)
        self._by_report: defaultdict[str, _Told] = defaultdict(_Told)
        self._origins: dict[str, tuple[str | None, OriginKind]] = {}
        self._origin_of: dict[str, str] = {}
        self.hands: Counter[Hand] = Counter()

    def take(self, statement: Statement | Saying) -> None:
        """Count one statement that nobody rejected."""
        self.hands[statement.hand] += 1
        self._by_report[statement.span.report].take(statement)
        origin, said = statement.origin, statement.attribution
        self._origin_of[statement.id] = origin.id
        self._origins.setdefault(origin.id, (origin.name, origin.kind))
        if said is None:
            return
        self._speak(statement, said)
        if said.unnamed:
            self._unnamed[said.unnamed.kind].take(statement)
            self._explained[said.unnamed.kind] += said.unnamed.terms is not None
        for link in said.chain:
            name = self._index.name(link.entity) or link.source.exact
            self._relays[name, link.entity, link.how].take(statement)

    def _speak(self, statement: Statement | Saying, said: AttributionSpan | Said) -> None:
        """Each speaker; of whom nothing is known the printed words stand, pronouns under one label."""
        kind = said.unnamed.kind if said.unnamed else None
        if said.speaker and kind:
            # Of the classes of one unnamed entity the first that is printed.
            self._kinds.setdefault(said.speaker, kind)
        for entity in said.speakers or ((said.speaker,) if said.speaker else ()):
            self._by_entity[entity].take(statement)
        if said.speaker is None and said.source is not None:
            words = said.source.exact
            # A pronoun says nothing by itself.
            words = self._labels["label"] if words.casefold() in self._labels["pronouns"] else words
            self._by_words[words, kind].take(statement)

    def speakers(self) -> tuple[SourceRow, ...]:
        """Speakers with a name or known by their words."""
        name = self._index.name
        named = (_source(name(e) or e, e, self._kinds.get(e), told) for e, told in self._by_entity.items())
        return _in_order((*named, *(_source(words, None, kind, t) for (words, kind), t in self._by_words.items())))

    def relays(self) -> tuple[SourceRow, ...]:
        """Who handed words on."""
        return _in_order(_source(*relay, told) for relay, told in self._relays.items())

    def unnamed(self) -> tuple[UnnamedRow, ...]:
        """Classes of sources without a name."""
        rows = [
            UnnamedRow(kind, told.n, len(told.reports), told.n_origins, self._explained[kind])
            for kind, told in self._unnamed.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.n_statements, row.kind)))

    def publishers(self) -> tuple[SourceRow, ...]:
        """Who printed the reports."""
        reports: Counter[str] = Counter()
        statements: Counter[str] = Counter()
        origins: defaultdict[str, set[str]] = defaultdict(set)
        for report, (_, publisher) in self._index.lines.items():
            if publisher:
                reports[publisher] += 1
                if told := self._by_report.get(report):
                    statements[publisher] += told.n
                    origins[publisher] |= told.origins
        rows = [SourceRow(p, None, statements[p], n, max(1, len(origins[p]))) for p, n in reports.items()]
        return tuple(sorted(rows, key=lambda row: (-row.n_reports, -row.n_statements, row.name)))

    def origins(self) -> tuple[OriginRow, ...]:
        """Where passages were first written."""
        events: defaultdict[str, set[str]] = defaultdict(set)
        for statement, event in self._index.tellers():
            if origin := self._origin_of.get(statement):
                events[origin].add(event)
        counts = Counter(self._origin_of.values())
        rows = [OriginRow(id, *self._origins[id], n, len(events[id])) for id, n in counts.items()]
        return tuple(sorted(rows, key=lambda row: (-row.n_events, -row.n_statements, row.name or "", row.id)))


def _source(name: str, entity: str | None, kind: UnnamedKind | RelayHow | None, told: _Told) -> SourceRow:
    return SourceRow(name, entity, told.n, len(told.reports), told.n_origins, kind)


def _in_order(rows: Iterable[SourceRow]) -> tuple[SourceRow, ...]:
    """The most used first."""
    return tuple(
        sorted(rows, key=lambda row: (-row.n_statements, -row.n_reports, row.name, row.id or "", row.kind or ""))
    )


def _event(index: Index, event: Event) -> EventOrigins:
    told = (index.statements.get(found) for found in event.statements)
    origins = tuple(sorted({statement.origin.id for statement in told if statement}))
    return EventOrigins(event.id, index.quote(event.headline), origins, event.n_speakers)
