"""By what the pages of the reading room find events: part of the timeline, day, and facets such as actor, publisher or status.

Always true here: all of it is made of the record alone and replaced with it; ``event``, ``report`` and ``entity`` are ordinals of the
record's tables, so that these tables stay a tenth of the size that ids would give them.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import msgspec

from ..assemble.timeline import is_dated
from ..model.record import Contradiction, Entity, Event, RecordedReport, Statement
from .outline import REFERRED
from .tables import BY_NOUN

Part = Literal["days", "periods", "background", "undated"]
"""Where an event stands on a timeline: new and known to the day, new and known less well, background, without a date."""
FacetKind = Literal[
    "type", "status", "actor", "place", "speaker", "relay", "publisher", "origin", "hand", "unnamed", "realis"
]
FACET_KINDS: tuple[FacetKind, ...] = get_args(FacetKind)
UNKNOWN = "unknown"
_MADE = ("event_lines", "facets", "event_facets", "event_passages", "mentions", "contradiction_statements")


@dataclass(frozen=True, slots=True)
class Recorded:
    """The nouns that the pages are indexed from, each in the order of its table."""

    reports: Sequence[RecordedReport]
    entities: Sequence[Entity]
    statements: Sequence[Statement]
    events: Sequence[Event]
    contradictions: Sequence[Contradiction]


def recorded(connection: sqlite3.Connection) -> Recorded:
    """What the tables of the record hold now; reports without their texts."""

    def every(noun: type[Any]) -> list[Any]:
        decode = msgspec.json.Decoder(noun).decode
        return [decode(body) for (body,) in connection.execute(BY_NOUN[noun].select_all)]

    return Recorded(*map(every, (RecordedReport, Entity, Statement, Event, Contradiction)))


def index_pages(connection: sqlite3.Connection, given: Recorded) -> None:
    """Empty the tables of the pages and fill them from ``given``, after the search index and inside the caller's transaction."""
    for name in _MADE:
        connection.execute(f"DELETE FROM {name}")  # noqa: S608  names are constants of this module
    many = connection.executemany
    reports = {report.id: report for report in given.reports}
    statements = {statement.id: statement for statement in given.statements}
    many("INSERT INTO event_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _lines(given.events, statements, reports))
    _index_facets(connection, given, statements, reports)
    passages = _passages(connection)
    many(
        "INSERT OR IGNORE INTO event_passages VALUES (?, ?)",
        (
            (passages[p], n)
            for n, event in enumerate(given.events)
            for p in _sentences(event, statements)
            if p in passages
        ),
    )
    places = {report.id: number for number, report in enumerate(given.reports)}
    many("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?)", _mentions(given.entities, places))
    sides = ((statement, found.id) for found in given.contradictions for statement in found.statements)
    many("INSERT OR IGNORE INTO contradiction_statements VALUES (?, ?)", sides)


def part_of(event: Event) -> Part:
    """The part of the timeline in which ``event`` stands."""
    if event.when is None:
        return "undated"
    if event.background:
        return "background"
    return "days" if is_dated(event) else "periods"


def _told(events: Sequence[Event]) -> Iterator[tuple[int, Event]]:
    """The events that some passage tells, by their numbers: what reports only refer to stands in no list of events."""
    return ((number, event) for number, event in enumerate(events) if event.mode != REFERRED)


def _lines(
    events: Sequence[Event], statements: Mapping[str, Statement], reports: Mapping[str, RecordedReport]
) -> Iterator[tuple[Any, ...]]:
    for number, event in _told(events):
        told = max((_published(reports, statements[s]) for s in event.statements if s in statements), default="")
        first, last = (event.when.earliest, event.when.latest) if event.when else (None, None)
        yield number, part_of(event), first, last, event.n_origins, event.weight, event.salience, told


def _published(reports: Mapping[str, RecordedReport], statement: Statement) -> str:
    report = reports.get(statement.span.report)
    return report.published.latest if report and report.published else ""


Facet = tuple[FacetKind, str, str]
"""Kind, value (an id or a word) and the label that people read."""


def _index_facets(
    connection: sqlite3.Connection,
    given: Recorded,
    statements: Mapping[str, Statement],
    reports: Mapping[str, RecordedReport],
) -> None:
    names = {entity.id: entity.name for entity in given.entities}
    events_of: defaultdict[tuple[FacetKind, str], set[int]] = defaultdict(set)
    labels: dict[tuple[FacetKind, str], str] = {}
    for number, event in _told(given.events):
        told = [statements[s] for s in event.statements if s in statements]
        for kind, value, label in _facets(event, told, names, reports):
            events_of[kind, value].add(number)
            labels.setdefault((kind, value), label)
    keys = sorted(events_of)
    connection.executemany(
        "INSERT INTO facets VALUES (?, ?, ?, ?, ?)",
        ((n, *key, labels[key], len(events_of[key])) for n, key in enumerate(keys)),
    )
    connection.executemany(
        "INSERT INTO event_facets VALUES (?, ?)",
        ((n, event) for n, key in enumerate(keys) for event in sorted(events_of[key])),
    )


def _facets(
    event: Event, told: Iterable[Statement], names: Mapping[str, str], reports: Mapping[str, RecordedReport]
) -> Iterator[Facet]:
    yield "type", event.type, event.type
    yield "status", event.status, event.status
    yield "realis", event.realis, event.realis
    for participant in event.participants:
        if participant.entity in names:
            yield "actor", participant.entity or "", names[participant.entity or ""]
    for place in event.places:
        yield "place", place, names.get(place, place)
    for statement in told:
        yield from _voices(statement, names)
        report = reports.get(statement.span.report)
        if report and report.publisher:
            yield "publisher", report.publisher, report.publisher
        yield "origin", statement.origin.id, statement.origin.name or UNKNOWN


def _voices(statement: Statement, names: Mapping[str, str]) -> Iterator[Facet]:
    yield "hand", statement.hand, statement.hand
    said = statement.attribution
    if said is None:
        return
    for speaker in said.speakers or ((said.speaker,) if said.speaker else ()):
        yield "speaker", speaker, names.get(speaker, speaker)
    for link in said.chain:
        yield "relay", link.entity or link.source.exact.casefold(), names.get(link.entity or "", link.source.exact)
    if said.unnamed:
        yield "unnamed", said.unnamed.kind, said.unnamed.kind


Place = tuple[str, int, int]


def _passages(connection: sqlite3.Connection) -> dict[Place, int]:
    """The rows of the search index that are sentences, by report, start and end."""
    found = connection.execute("SELECT report, start, end, rowid FROM passages WHERE kind = 'sentence'")
    return {(report, start, end): row for report, start, end, row in found}


def _sentences(event: Event, statements: Mapping[str, Statement]) -> set[Place]:
    spans = (statements[s].sentence for s in event.statements if s in statements)
    return {(span.report, span.start, span.end) for span in spans}


def _mentions(entities: Sequence[Entity], places: Mapping[str, int]) -> Iterator[tuple[int, int, int, int, int]]:
    for number, entity in enumerate(entities):
        for role, spans in enumerate((entity.mentions, entity.roles)):
            for span in spans:
                yield places[span.report], span.start, span.end, number, role
