"""Nouns by id, and quotations with the file that holds them. Never changes what it is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from ..model.decisions import Decision
from ..model.reading import Failure, Span
from ..model.record import (
    Contradiction,
    CopyGroup,
    Entity,
    Event,
    Figure,
    Occupancy,
    Origin,
    Provenance,
    RecordedReport,
    Statement,
)


class Nouns(Protocol):
    """Anything that holds the nouns of a record: a ``RecordData``, or a ``Record`` that loads them when asked."""

    @property
    def reports(self) -> tuple[RecordedReport, ...]: ...
    @property
    def entities(self) -> tuple[Entity, ...]: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...
    @property
    def events(self) -> tuple[Event, ...]: ...
    @property
    def figures(self) -> tuple[Figure, ...]: ...
    @property
    def occupancies(self) -> tuple[Occupancy, ...]: ...
    @property
    def contradictions(self) -> tuple[Contradiction, ...]: ...
    @property
    def copies(self) -> tuple[CopyGroup, ...]: ...
    @property
    def decisions(self) -> tuple[Decision, ...]: ...
    @property
    def failures(self) -> tuple[Failure, ...]: ...
    @property
    def provenance(self) -> Provenance: ...


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of a report with their place: ``path:start-end`` in code points, and who published them."""

    exact: str
    report: str
    path: str
    start: int
    end: int
    publisher: str | None

    @property
    def place(self) -> str:
        """Where the words stand, as ``dateline show`` takes it: ``path:start``."""
        return f"{self.path}:{self.start}"


class Index:
    """The nouns of one record by id; each table is made when first asked for."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns = nouns

    @cached_property
    def reports(self) -> Mapping[str, RecordedReport]:
        """Reports by id."""
        return {report.id: report for report in self.nouns.reports}

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.nouns.entities}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.nouns.statements}

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.nouns.events}

    @cached_property
    def events_of(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the events that each statement tells, by statement id."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for event in self.nouns.events:
            for statement in event.statements:
                found[statement].append(event.id)
        return {statement: tuple(events) for statement, events in found.items()}

    @cached_property
    def contradictions_of(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the contradictions that are not settled and that each statement is part of, by statement id."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for contradiction in self.open:
            for statement in contradiction.statements:
                found[statement].append(contradiction.id)
        return {statement: tuple(ids) for statement, ids in found.items()}

    @cached_property
    def contradictions_on(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the contradictions on each event that are not settled, by event id."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for contradiction in self.open:
            if contradiction.event:
                found[contradiction.event].append(contradiction.id)
        return {event: tuple(ids) for event, ids in found.items()}

    @cached_property
    def open(self) -> tuple[Contradiction, ...]:
        """The contradictions that nobody ruled to be settled."""
        return tuple(found for found in self.nouns.contradictions if not found.resolved)

    @cached_property
    def told(self) -> tuple[Statement, ...]:
        """The statements that nobody rejected."""
        return tuple(found for found in self.nouns.statements if not found.rejected)

    @cached_property
    def rulings(self) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions that were applied to each thing, by its id, in the order of their time."""
        known = {decision.id: decision for decision in self.nouns.decisions}
        found: defaultdict[str, list[Decision]] = defaultdict(list)
        for made in self.nouns.provenance.applied:
            for id in made.ids if made.decision in known else ():
                found[id].append(known[made.decision])
        return {id: tuple(decisions) for id, decisions in found.items()}

    def at(self, span: Span) -> tuple[Statement, ...]:
        """The statements that have exactly these words."""
        return self._at.get((span.report, span.start, span.end), ())

    @cached_property
    def _at(self) -> Mapping[tuple[str, int, int], tuple[Statement, ...]]:
        found: defaultdict[tuple[str, int, int], list[Statement]] = defaultdict(list)
        for statement in self.nouns.statements:
            found[statement.span.report, statement.span.start, statement.span.end].append(statement)
        return {place: tuple(told) for place, told in found.items()}

    @cached_property
    def contradictions(self) -> Mapping[str, Contradiction]:
        """Contradictions by id."""
        return {contradiction.id: contradiction for contradiction in self.nouns.contradictions}

    @cached_property
    def copies(self) -> Mapping[str, CopyGroup]:
        """Copy groups by id."""
        return {group.id: group for group in self.nouns.copies}

    def origin_at(self, span: Span) -> Origin | None:
        """The origin of the first passage that touches ``span``: one that a credit names before the others."""
        near = (s for s in self._told_by.get(span.report, ()) if s.span.start < span.end and span.start < s.span.end)
        told = [statement.origin for statement in near]
        return min(told, key=lambda origin: origin.kind != "credited", default=None)

    @cached_property
    def _told_by(self) -> Mapping[str, tuple[Statement, ...]]:
        """Statements by report."""
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in self.nouns.statements:
            found[statement.span.report].append(statement)
        return {report: tuple(told) for report, told in found.items()}

    def quote(self, span: Span) -> Quote:
        """``span`` with the path and the publisher of its report."""
        report = self.reports.get(span.report)
        path = report.path if report else span.report
        return Quote(span.exact, span.report, path, span.start, span.end, report.publisher if report else None)

    def name(self, entity: str | None) -> str | None:
        """The name of an entity; None where there is none."""
        found = self.entities.get(entity) if entity else None
        return found.name if found else None

    def place_of(self, span: Span) -> tuple[str, int, int]:
        """Path and offsets of ``span``: the order of passages in every listing."""
        report = self.reports.get(span.report)
        return (report.path if report else span.report, span.start, span.end)
