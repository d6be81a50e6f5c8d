"""Whose words the record is made of: speakers, relays, publishers, origins, and which origins tell which event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from ..model.record import OriginKind, Statement
from ..model.words import Hand, RelayHow, UnnamedKind
from ..rules import table
from .index import Index, Quote

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


def sources_view(index: Index) -> SourcesView:
    """Whose words the record is made of."""
    return SourcesView(
        speakers=_rank(_speakers(index)),
        unnamed=_unnamed(index),
        hands=_hands(index),
        relays=_rank(_relays(index)),
        publishers=_publishers(index),
        origins=_origins(index),
        events=_events(index),
    )


def shortened(view: SourcesView, limit: int) -> SourcesView:
    """At most ``limit`` rows of each part."""
    return SourcesView(**{part.name: getattr(view, part.name)[:limit] for part in fields(view)})


Source = tuple[str, str | None, UnnamedKind | RelayHow | None]
"""Name, entity id and kind of a source."""


def _rank(uses: Iterator[tuple[Source, Statement]]) -> tuple[SourceRow, ...]:
    told: dict[Source, list[Statement]] = {}
    for source, statement in uses:
        told.setdefault(source, []).append(statement)
    rows = [SourceRow(name, entity, len(found), *_spread(found), kind) for (name, entity, kind), found in told.items()]
    return tuple(
        sorted(rows, key=lambda row: (-row.n_statements, -row.n_reports, row.name, row.id or "", row.kind or ""))
    )


def _spread(told: Iterable[Statement]) -> tuple[int, int]:
    """How many reports and how many known origins stand behind statements; unknown origins are at most one, where there is no other."""
    reports = {statement.span.report for statement in told}
    origins = {statement.origin.id for statement in told if statement.origin.kind != "unknown"}
    return len(reports), max(1, len(origins))


def _speakers(index: Index) -> Iterator[tuple[Source, Statement]]:
    """Each speaker of each statement; of the classes of one unnamed entity the first that is printed.

    Of whom nothing is known the printed words stand, pronouns under one label.
    """
    kinds: dict[str, UnnamedKind] = {}
    unresolved = table("labels")["unresolved"]
    for statement in index.told:
        said = statement.attribution
        if said and said.speaker and said.unnamed:
            kinds.setdefault(said.speaker, said.unnamed.kind)
    for statement in index.told:
        said = statement.attribution
        if said is None:
            continue
        for entity in said.speakers or ((said.speaker,) if said.speaker else ()):
            yield (index.name(entity) or entity, entity, kinds.get(entity)), statement
        if said.speaker is None and said.source is not None:
            words = said.source.exact
            # A pronoun says nothing by itself.
            words = unresolved["label"] if words.casefold() in unresolved["pronouns"] else words
            yield (words, None, said.unnamed.kind if said.unnamed else None), statement


def _unnamed(index: Index) -> tuple[UnnamedRow, ...]:
    told: dict[UnnamedKind, list[Statement]] = {}
    explained: Counter[UnnamedKind] = Counter()
    for statement in index.told:
        source = statement.attribution.unnamed if statement.attribution else None
        if source:
            told.setdefault(source.kind, []).append(statement)
            explained[source.kind] += source.terms is not None
    rows = [UnnamedRow(kind, len(found), *_spread(found), explained[kind]) for kind, found in told.items()]
    return tuple(sorted(rows, key=lambda row: (-row.n_statements, row.kind)))


def _hands(index: Index) -> tuple[HandRow, ...]:
    counts = Counter(statement.hand for statement in index.told)
    return tuple(HandRow(hand, counts[hand]) for hand in HANDS if counts[hand])


def _relays(index: Index) -> Iterator[tuple[Source, Statement]]:
    for statement in index.told:
        for link in statement.attribution.chain if statement.attribution else ():
            yield (index.name(link.entity) or link.source.exact, link.entity, link.how), statement


def _publishers(index: Index) -> tuple[SourceRow, ...]:
    told: dict[str, list[Statement]] = {}
    for statement in index.told:
        told.setdefault(_publisher(index, statement) or "", []).append(statement)
    reports = Counter(report.publisher for report in index.nouns.reports if report.publisher)
    rows = [
        SourceRow(name, None, len(told.get(name, ())), n, _spread(told.get(name, ()))[1]) for name, n in reports.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.n_reports, -row.n_statements, row.name)))


def _publisher(index: Index, statement: Statement) -> str | None:
    report = index.reports.get(statement.span.report)
    return report.publisher if report else None


def _origins(index: Index) -> tuple[OriginRow, ...]:
    counts: Counter[str] = Counter()
    kinds: dict[str, tuple[str | None, OriginKind]] = {}
    events: dict[str, set[str]] = {}
    for statement in index.told:
        origin = statement.origin
        counts[origin.id] += 1
        kinds.setdefault(origin.id, (origin.name, origin.kind))
        events.setdefault(origin.id, set()).update(index.events_of.get(statement.id, ()))
    rows = [OriginRow(found, *kinds[found], n, len(events[found])) for found, n in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.n_events, -row.n_statements, row.name or "", row.id)))


def _events(index: Index) -> tuple[EventOrigins, ...]:
    ranked = sorted(
        index.nouns.events, key=lambda event: (-event.n_origins, -event.n_speakers, -event.weight, event.id)
    )
    return tuple(
        EventOrigins(event.id, index.quote(event.headline), _origins_of(index, event.statements), event.n_speakers)
        for event in ranked
    )


def _origins_of(index: Index, statements: tuple[str, ...]) -> tuple[str, ...]:
    told = (index.statements.get(found) for found in statements)
    return tuple(sorted({statement.origin.id for statement in told if statement}))
