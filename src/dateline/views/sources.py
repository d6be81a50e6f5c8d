"""Whose words the record is made of: speakers, relays, publishers, origins, and which origins tell which event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from ..model.record import AttributionSpan, Event, OriginKind, Statement
from ..model.words import Hand, RelayHow, UnnamedKind
from ..rules import table
from .index import Index, Quote

if TYPE_CHECKING:
    from ..store.sayings import Said, Saying

HANDS: tuple[Hand, ...] = ("witnessed", "first-hand", "second-hand", "unattributed")


class SourceRow(Struct, frozen=True):
    """Somebody whose words stand in the record: in how many statements, of how many reports and origins; ``id`` of its entity.

    ``kind`` is the class of a speaker without a name ("witness"), what a relay is ("named", "document" ...), else None.
    """

    name: str
    id: str | None
    n_statements: int
    n_reports: int
    n_origins: int
    kind: UnnamedKind | RelayHow | None = None


class UnnamedRow(Struct, frozen=True):
    """A class of sources without a name, and in how many of its statements the report says why there is none."""

    kind: UnnamedKind
    n_statements: int
    n_reports: int
    n_origins: int
    n_explained: int


class HandRow(Struct, frozen=True):
    """How near the reports are to who says it, by statements."""

    hand: Hand
    n_statements: int


class OriginRow(Struct, frozen=True):
    """Where passages were first written, how many statements and events stand on it; ``name`` is None for unknown."""

    id: str
    name: str | None
    kind: OriginKind
    n_statements: int
    n_events: int


class EventOrigins(Struct, frozen=True):
    """Which origins tell one event; ``origins`` are ids of ``OriginRow``."""

    event: str
    quote: Quote
    origins: tuple[str, ...]
    n_speakers: int


class SourcesView(Struct, frozen=True):
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
    return SourcesView(**{part: getattr(view, part)[:limit] for part in view.__struct_fields__})


Words = tuple[str, UnnamedKind | None]
"""The printed words of a source of which no entity is known, and its class."""
Relay = tuple[str, str | None, RelayHow]
"""Name, entity id and kind of a relay."""
K = TypeVar("K")
Uses = Counter[tuple[K, str, str]]
"""How many statements of a kind there are, by report and known origin; the origin is empty where it is unknown."""


class _Told(Struct):
    """Statements of one kind: how many, in which reports, of which known origins."""

    n: int = 0
    reports: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Statements, reports and origins; unknown origins are at most one, where there is no other."""
        return self.n, len(self.reports), max(1, len(self.origins))


def _told(uses: Uses[K]) -> Mapping[K, _Told]:
    found: defaultdict[K, _Told] = defaultdict(_Told)
    for (kind, report, origin), n in uses.items():
        told = found[kind]
        told.n += n
        told.reports.add(report)
        told.origins |= {origin} if origin else set()
    return found


class _Heard:
    """Whose words the statements are that were taken, one after the other."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._labels = table("labels")["unresolved"]
        self._by_entity: Uses[str] = Counter()
        self._kinds: dict[str, UnnamedKind] = {}
        self._by_words: Uses[Words] = Counter()
        self._unnamed: Uses[UnnamedKind] = Counter()
        self._explained: Counter[UnnamedKind] = Counter()
        self._relays: Uses[Relay] = Counter()
        self._printed: Uses[None] = Counter()
        self._origins: dict[str, tuple[str | None, OriginKind]] = {}
        self._of_origin: Counter[str] = Counter()
        self._events: defaultdict[str, set[str]] = defaultdict(set)
        self._told: defaultdict[str, list[str]] = defaultdict(list)
        for statement, event in index.tellers():
            self._told[statement].append(event)
        self.hands: Counter[Hand] = Counter()

    def take(self, statement: Statement | Saying) -> None:
        """Count one statement that nobody rejected."""
        origin, said, report = statement.origin, statement.attribution, statement.span.report
        self.hands[statement.hand] += 1
        self._of_origin[origin.id] += 1
        if origin.id not in self._origins:
            self._origins[origin.id] = (origin.name, origin.kind)
        if told := self._told.get(statement.id):
            self._events[origin.id].update(told)
        known = "" if origin.kind == "unknown" else origin.id
        self._printed[None, report, known] += 1
        if said is not None:
            self._speak(said, report, known)

    def _speak(self, said: AttributionSpan | Said, report: str, origin: str) -> None:
        """Each speaker; of whom nothing is known the printed words stand, pronouns under one label."""
        kind = said.unnamed.kind if said.unnamed else None
        if said.speaker and kind:
            # Of the classes of one unnamed entity the first that is printed.
            self._kinds.setdefault(said.speaker, kind)
        for entity in said.speakers or ((said.speaker,) if said.speaker else ()):
            self._by_entity[entity, report, origin] += 1
        if said.speaker is None and said.source is not None:
            words = said.source.exact
            # A pronoun says nothing by itself.
            words = self._labels["label"] if words.casefold() in self._labels["pronouns"] else words
            self._by_words[(words, kind), report, origin] += 1
        if said.unnamed:
            self._unnamed[said.unnamed.kind, report, origin] += 1
            self._explained[said.unnamed.kind] += said.unnamed.terms is not None
        for link in said.chain:
            name = self._index.name(link.entity) or link.source.exact
            self._relays[(name, link.entity, link.how), report, origin] += 1

    def speakers(self) -> tuple[SourceRow, ...]:
        """Speakers with a name or known by their words."""
        name = self._index.name
        named = (_source(name(e) or e, e, self._kinds.get(e), told) for e, told in _told(self._by_entity).items())
        words = (_source(words, None, kind, told) for (words, kind), told in _told(self._by_words).items())
        return _in_order((*named, *words))

    def relays(self) -> tuple[SourceRow, ...]:
        """Who handed words on."""
        return _in_order(_source(*relay, told) for relay, told in _told(self._relays).items())

    def unnamed(self) -> tuple[UnnamedRow, ...]:
        """Classes of sources without a name."""
        rows = [UnnamedRow(kind, *told.counts, self._explained[kind]) for kind, told in _told(self._unnamed).items()]
        return tuple(sorted(rows, key=lambda row: (-row.n_statements, row.kind)))

    def publishers(self) -> tuple[SourceRow, ...]:
        """Who printed the reports."""
        lines = self._index.lines
        reports = Counter(publisher for _, publisher in lines.values() if publisher)
        uses: Uses[str] = Counter()
        for (_, report, origin), n in self._printed.items():
            uses[(lines[report][1] if report in lines else None) or "", report, origin] += n
        told = _told(uses)
        rows = [SourceRow(p, None, told[p].n, n, max(1, len(told[p].origins))) for p, n in reports.items()]
        return tuple(sorted(rows, key=lambda row: (-row.n_reports, -row.n_statements, row.name)))

    def origins(self) -> tuple[OriginRow, ...]:
        """Where passages were first written."""
        rows = [OriginRow(id, *self._origins[id], n, len(self._events[id])) for id, n in self._of_origin.items()]
        return tuple(sorted(rows, key=lambda row: (-row.n_events, -row.n_statements, row.name or "", row.id)))


def _source(name: str, entity: str | None, kind: UnnamedKind | RelayHow | None, told: _Told) -> SourceRow:
    return SourceRow(name, entity, *told.counts, kind)


def _in_order(rows: Iterable[SourceRow]) -> tuple[SourceRow, ...]:
    """The most used first."""
    return tuple(
        sorted(rows, key=lambda row: (-row.n_statements, -row.n_reports, row.name, row.id or "", row.kind or ""))
    )


def _event(index: Index, event: Event) -> EventOrigins:
    told = (index.statements.get(found) for found in event.statements)
    origins = tuple(sorted({statement.origin.id for statement in told if statement}))
    return EventOrigins(event.id, index.quote(event.headline), origins, event.n_speakers)
