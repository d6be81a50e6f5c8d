"""Whose words the record is made of: speakers, relays, publishers, origins, and which origins tell which event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.record import OriginKind, Statement
from .index import Index, Quote
from .voice import voice


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Somebody whose words stand in the record, in how many statements of how many reports; ``id`` of its entity."""

    name: str
    id: str | None
    n_statements: int
    n_reports: int


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
    relays: tuple[SourceRow, ...]
    publishers: tuple[SourceRow, ...]
    origins: tuple[OriginRow, ...]
    events: tuple[EventOrigins, ...]


def sources_view(index: Index) -> SourcesView:
    """Whose words the record is made of."""
    return SourcesView(
        _rank(_speakers(index)), _rank(_relays(index)), _publishers(index), _origins(index), _events(index)
    )  # fmt: skip


Use = tuple[str, str | None, str]
"""Name, entity id, report id of one use of a source."""


def _rank(uses: Iterator[Use]) -> tuple[SourceRow, ...]:
    counts: Counter[tuple[str, str | None]] = Counter()
    reports: dict[tuple[str, str | None], set[str]] = {}
    for name, entity, report in uses:
        counts[name, entity] += 1
        reports.setdefault((name, entity), set()).add(report)
    rows = [SourceRow(name, entity, n, len(reports[name, entity])) for (name, entity), n in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.n_statements, -row.n_reports, row.name, row.id or "")))


def _speakers(index: Index) -> Iterator[Use]:
    for statement in index.nouns.statements:
        said = voice(index, statement)
        if said and (said.name or said.words):
            yield said.name or said.words or "", said.speaker, statement.span.report


def _relays(index: Index) -> Iterator[Use]:
    for statement in index.nouns.statements:
        for link in statement.attribution.chain if statement.attribution else ():
            yield index.name(link.entity) or link.source.exact, link.entity, statement.span.report


def _publishers(index: Index) -> tuple[SourceRow, ...]:
    statements = Counter(_publisher(index, statement) for statement in index.nouns.statements)
    reports = Counter(report.publisher for report in index.nouns.reports if report.publisher)
    rows = [SourceRow(name, None, statements[name], n) for name, n in reports.items()]
    return tuple(sorted(rows, key=lambda row: (-row.n_reports, -row.n_statements, row.name)))


def _publisher(index: Index, statement: Statement) -> str | None:
    report = index.reports.get(statement.span.report)
    return report.publisher if report else None


def _origins(index: Index) -> tuple[OriginRow, ...]:
    counts: Counter[str] = Counter()
    kinds: dict[str, tuple[str | None, OriginKind]] = {}
    events: dict[str, set[str]] = {}
    for statement in index.nouns.statements:
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
