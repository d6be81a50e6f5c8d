"""Nouns by id, and quotations with the file that holds them. Never changes what it is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

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
from ..model.words import PLACED, EntityType
from ..store import Called, Ranked

# One listing needs them.
if TYPE_CHECKING:
    from ..store.sayings import Saying


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


class Quote(Struct, frozen=True):
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


def is_from(statement: Statement, speakers: Collection[str], kind: str | None) -> bool:
    """Whether one of ``speakers``, or an unnamed source of this ``kind``, made the statement; without both whoever did."""
    if not speakers and kind is None:
        return True
    said = statement.attribution
    if said is None:
        return False
    of_kind = kind is not None and said.unnamed is not None and said.unnamed.kind == kind
    return of_kind or said.speaker in speakers or any(speaker in speakers for speaker in said.speakers)


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
        near = (s for s in self.statements_of(span.report) if s.span.start < span.end and span.start < s.span.end)
        told = [statement.origin for statement in near]
        return min(told, key=lambda origin: origin.kind != "credited", default=None)

    def statements_of(self, report: str) -> tuple[Statement, ...]:
        """The statements of a report."""
        return self._told_by.get(report, ())

    @cached_property
    def _told_by(self) -> Mapping[str, tuple[Statement, ...]]:
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in self.nouns.statements:
            found[statement.span.report].append(statement)
        return {report: tuple(told) for report, told in found.items()}

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Figures by id."""
        return {figure.id: figure for figure in self.nouns.figures}

    @cached_property
    def occupancies(self) -> Mapping[str, Occupancy]:
        """Occupancies by id."""
        return {office.id: office for office in self.nouns.occupancies}

    def figures_of(self, statements: Collection[str]) -> tuple[Figure, ...]:
        """The figures that stand in ``statements``."""
        return tuple(figure for figure in self.nouns.figures if figure.statement in statements)

    def offices_of(self, statements: Collection[str]) -> tuple[Occupancy, ...]:
        """The occupancies that ``statements`` tell."""
        return tuple(office for office in self.nouns.occupancies if office.statement in statements)

    def figures_on(self, measures: Collection[str] | None) -> tuple[Figure, ...]:
        """The figures of these measures; None is all."""
        return tuple(figure for figure in self.nouns.figures if measures is None or figure.measure in measures)

    def moods(self, measure: str | None) -> Mapping[str, tuple[str, str, bool]]:
        """Polarity, realis and whether it is background of the statements that hold figures (of one measure), by id."""
        told = {figure.statement for figure in self.figures_on(None if measure is None else (measure,))}
        return {s.id: (s.polarity, s.realis, s.background) for s in self.nouns.statements if s.id in told}

    @property
    def called(self) -> Sequence[Entity | Called]:
        """All entities by their names."""
        return self.nouns.entities

    def ranked(self, type: EntityType | None) -> Sequence[Ranked]:
        """All entities, or those of one type, as far as listings put them in order."""
        found = (entity for entity in self.nouns.entities if type in (None, entity.type))
        return [Ranked(e.id, e.name, e.n_reports, len(e.mentions)) for e in found]

    def loaded(self, entities: Sequence[str]) -> tuple[Entity, ...]:
        """The entities with these ids, in this order."""
        return tuple(self.entities[id] for id in entities)

    def places(self) -> Sequence[str]:
        """The ids of places, buildings and whatever else has a pin."""
        return [e.id for e in self.nouns.entities if e.type in PLACED or e.place]

    def countries(self) -> Sequence[Entity]:
        """What has the pin of a country."""
        return [e for e in self.nouns.entities if e.place and e.place.precision == "country"]

    def n_placed(self, places: Collection[str]) -> Mapping[str, int]:
        """In how many events each of ``places`` is; those in none are left out."""
        return Counter(place for event in self.nouns.events for place in event.places if place in places)

    def sayings(self) -> Iterable[Statement | Saying]:
        """All statements, as far as they tell whose words they are."""
        return self.nouns.statements

    def tellers(self) -> Iterable[tuple[str, str]]:
        """Each statement with each event that it tells, by ids."""
        return ((statement, event.id) for event in self.nouns.events for statement in event.statements)

    def spoken(self, speakers: Collection[str], kind: str | None, hand: str | None) -> Iterable[Statement]:
        """The statements that one of ``speakers``, or an unnamed source of this ``kind``, made; without both those of everybody; of this
        ``hand``, where it is given."""
        return (s for s in self.nouns.statements if hand in (None, s.hand) and is_from(s, speakers, kind))

    def best_backed(self, limit: int | None) -> Iterable[Event]:
        """The events of most origins, speakers and weight; None is all."""
        ranked = sorted(self.nouns.events, key=lambda e: (-e.n_origins, -e.n_speakers, -e.weight, e.id))
        return ranked[:limit]

    def placed_at(self, places: Collection[str]) -> Container[str]:
        """The ids of the events, at least those that some passage tells, that are at one of ``places``."""
        return {event.id for event in self.nouns.events if not frozenset(event.places).isdisjoint(places)}

    def involving(self, entities: Collection[str]) -> frozenset[str]:
        """The ids of the events, at least those that some passage tells, that one of ``entities`` takes part in or is the place of."""
        found = ((e.id, {p.entity for p in e.participants} | set(e.places)) for e in self.nouns.events)
        return frozenset(id for id, involved in found if not involved.isdisjoint(entities))

    def holding(self, words: str) -> frozenset[str]:
        """The ids of the events of which a sentence that tells them holds ``words``, which are case-folded."""
        told = {s.id for s in self.nouns.statements if words in s.sentence.exact.casefold()}
        return frozenset(event.id for event in self.nouns.events if not told.isdisjoint(event.statements))

    @property
    def n_events(self) -> int:
        """How many events there are."""
        return len(self.nouns.events)

    @cached_property
    def revised(self) -> tuple[RecordedReport, ...]:
        """The reports that have earlier versions."""
        return tuple(report for report in self.nouns.reports if report.versions)

    @cached_property
    def lines(self) -> Mapping[str, tuple[str, str | None]]:
        """Path and publisher of each report, by its id."""
        return {report.id: (report.path, report.publisher) for report in self.nouns.reports}

    def quote(self, span: Span) -> Quote:
        """``span`` with the path and the publisher of its report."""
        path, publisher = self.lines.get(span.report, (span.report, None))
        return Quote(span.exact, span.report, path, span.start, span.end, publisher)

    def name(self, entity: str | None) -> str | None:
        """The name of an entity; None where there is none."""
        found = self.entities.get(entity) if entity else None
        return found.name if found else None

    def place_of(self, span: Span) -> tuple[str, int, int]:
        """Path and offsets of ``span``: the order of passages in every listing."""
        return (self.lines.get(span.report, (span.report,))[0], span.start, span.end)
