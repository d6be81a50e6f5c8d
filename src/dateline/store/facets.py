"""By what the pages of the reading room find events: part of the timeline, day, and facets such as actor, publisher or status.

Always true here: all of it is made of the record alone and replaced with it; ``event``, ``report`` and ``entity`` are ordinals of the
record's tables, so that these tables stay a tenth of the size that ids would give them.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

import msgspec
from msgspec import Struct

from ..assemble.timeline import part_of
from ..model.closed import Closed, Part
from ..model.record import Contradiction, Entity, Event, RecordedReport, Statement
from .outline import REFERRED
from .renewal import Renewal, standing
from .sayings import HandedOn, Nameless
from .sieve import FacetKind
from .tables import BY_NOUN, Place

UNKNOWN = "unknown"
MADE = ("event_lines", "facets", "event_facets", "event_passages", "mentions", "contradiction_statements")
"""The tables of the pages."""


# A statement that tells an event, as far as pages find the event by it: a quarter of the memory of the whole.


class _Sentence(msgspec.Struct, frozen=True, gc=False):
    report: str
    start: int
    end: int


class _Said(msgspec.Struct, frozen=True, gc=False):
    speaker: str | None
    chain: tuple[HandedOn, ...]
    speakers: tuple[str, ...] = ()
    unnamed: Nameless | None = None


class _Origin(msgspec.Struct, frozen=True, gc=False):
    id: str
    name: str | None


class _Telling(msgspec.Struct, frozen=True, gc=False):
    id: str
    sentence: _Sentence
    attribution: _Said | None
    origin: _Origin
    hand: str


class Recorded(Struct, frozen=True):
    """The nouns that the pages are indexed from, each in the order of its table."""

    reports: Sequence[RecordedReport]
    entities: Sequence[Entity]
    statements: Closed
    events: Sequence[Event]
    contradictions: Sequence[Contradiction]


def recorded(connection: sqlite3.Connection) -> Recorded:
    """What the tables of the record hold now; reports without their texts."""

    def every(noun: type[Any]) -> list[Any]:
        decode = msgspec.json.Decoder(noun).decode
        return [decode(body) for (body,) in connection.execute(BY_NOUN[noun].select_all)]

    closed = Closed([Part.of(every(Statement))])
    return Recorded(every(RecordedReport), every(Entity), closed, every(Event), every(Contradiction))


def index_anew(connection: sqlite3.Connection) -> None:
    """Fill the tables of the pages, which are empty, from the tables of the record."""
    given = recorded(connection)
    changes = Changes(
        standing(connection, BY_NOUN[RecordedReport], given.reports),
        standing(connection, BY_NOUN[Entity], given.entities),
        standing(connection, BY_NOUN[Event], given.events),
        (),
        frozenset(report.id for report in given.reports),
    )
    index_pages(connection, given, changes)


class Changes(Struct, frozen=True):
    """What changes in the tables that others refer to by ordinal; the rows (rowids) that the search index lost, and the reports in which
    it lost or got some."""

    reports: Renewal
    entities: Renewal
    events: Renewal
    passages_gone: Sequence[int]
    reprinted: frozenset[str]


def index_pages(connection: sqlite3.Connection, given: Recorded, changed: Changes) -> None:
    """Bring the tables of the pages to ``given``, after the tables of the record and the search index, inside the caller's transaction."""
    reports = {report.id: report for report in given.reports}
    wanted = {statement for event in given.events for statement in event.statements}
    statements = {statement.id: statement for statement in given.statements.some(wanted, _Telling)}
    numbers = changed.events.ordinals
    told = [(n, e) for n, e in zip(numbers, given.events, strict=True) if e.mode != REFERRED]
    _settle(connection, "event_lines", 1, _lines(told, statements, reports))
    _index_facets(connection, told, given.entities, statements, reports)
    _index_passages(connection, zip(numbers, given.events, strict=True), statements, changed)
    _index_mentions(connection, given, changed)
    sides = {(statement, found.id) for found in given.contradictions for statement in found.statements}
    _settle(connection, "contradiction_statements", 2, sorted(sides))


def _settle(connection: sqlite3.Connection, table: str, keys: int, wanted: Iterable[tuple[Any, ...]]) -> None:
    """Make ``table`` hold exactly the rows ``wanted``, which are in order of its first ``keys`` columns; these tell one row from another.

    What is there and what is wanted are gone through side by side, since a record has more than a million of such rows.
    """
    names = [column[0] for column in connection.execute(f"SELECT * FROM {table} LIMIT 0").description]  # noqa: S608  names are
    condition = " AND ".join(f"{name} = ?" for name in names[:keys])  # constants of this module
    held = connection.execute(f"SELECT * FROM {table} ORDER BY {', '.join(names[:keys])}")  # noqa: S608
    first = held.fetchone()
    gone, fresh = _differences(chain([first], held), wanted, keys) if first else ([], wanted)
    connection.executemany(f"DELETE FROM {table} WHERE {condition}", gone)  # noqa: S608
    # In order, so that each row goes behind the last and no page is filled twice.
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", fresh)  # noqa: S608


def _differences(
    held: Iterable[tuple[Any, ...]], wanted: Iterable[tuple[Any, ...]], keys: int
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The keys of the rows that are ``held`` and not ``wanted``, and the rows that are wanted and not held; a row with other values is
    both. Both are given in order of their keys."""
    gone, fresh = [], []
    before, after = iter(held), iter(wanted)
    old, new = next(before, None), next(after, None)
    while old is not None or new is not None:
        if old == new:
            old, new = next(before, None), next(after, None)
        elif new is None or (old is not None and old[:keys] <= new[:keys]):
            gone.append(old[:keys] if old else ())
            old = next(before, None)
        else:
            fresh.append(new)
            new = next(after, None)
    return gone, fresh


def _lines(
    events: Iterable[tuple[int, Event]], statements: Mapping[str, _Telling], reports: Mapping[str, RecordedReport]
) -> Iterator[tuple[Any, ...]]:
    for number, event in events:
        told = max((_published(reports, statements[s]) for s in event.statements if s in statements), default="")
        first, last = (event.when.earliest, event.when.latest) if event.when else (None, None)
        yield number, part_of(event), first, last, event.n_origins, event.weight, event.salience, told


def _published(reports: Mapping[str, RecordedReport], statement: _Telling) -> str:
    report = reports.get(statement.sentence.report)
    return report.published.latest if report and report.published else ""


Facet = tuple[FacetKind, str, str]
"""Kind, value (an id or a word) and the label that people read."""


def _index_facets(
    connection: sqlite3.Connection,
    events: Iterable[tuple[int, Event]],
    entities: Iterable[Entity],
    statements: Mapping[str, _Telling],
    reports: Mapping[str, RecordedReport],
) -> None:
    names = {entity.id: entity.name for entity in entities}
    events_of: defaultdict[tuple[FacetKind, str], array[int]] = defaultdict(lambda: array("q"))
    labels: dict[tuple[FacetKind, str], str] = {}
    for number, event in events:
        told = [statements[s] for s in event.statements if s in statements]
        for kind, value, label in _facets(event, told, names, reports):
            if number not in events_of[kind, value][-1:]:  # events come in order of their numbers
                events_of[kind, value].append(number)
            labels.setdefault((kind, value), label)
    facets = _numbered(connection, sorted(events_of))
    in_order = sorted(events_of, key=facets.__getitem__)
    _settle(connection, "facets", 1, ((facets[k], *k, labels[k], len(events_of[k])) for k in in_order))
    _settle(connection, "event_facets", 2, ((facets[k], n) for k in in_order for n in events_of[k]))


def _numbered(
    connection: sqlite3.Connection, keys: Iterable[tuple[FacetKind, str]]
) -> dict[tuple[FacetKind, str], int]:
    """A number for each facet: the one that it had, else the next."""
    before = {
        (kind, value): number for number, kind, value in connection.execute("SELECT facet, kind, value FROM facets")
    }
    following = count(max(before.values(), default=-1) + 1)
    return {key: before[key] if key in before else next(following) for key in keys}


def _facets(
    event: Event, told: Iterable[_Telling], names: Mapping[str, str], reports: Mapping[str, RecordedReport]
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
        report = reports.get(statement.sentence.report)
        if report and report.publisher:
            yield "publisher", report.publisher, report.publisher
        yield "origin", statement.origin.id, statement.origin.name or UNKNOWN


def _voices(statement: _Telling, names: Mapping[str, str]) -> Iterator[Facet]:
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


def _index_passages(
    connection: sqlite3.Connection,
    events: Iterable[tuple[int, Event]],
    statements: Mapping[str, _Telling],
    changed: Changes,
) -> None:
    """Which sentences tell which events, where either changed."""
    gone = (json.dumps(list(changed.events.gone)), json.dumps(changed.passages_gone))
    connection.execute(
        """DELETE FROM event_passages WHERE event IN (SELECT value FROM json_each(?))
        OR passage IN (SELECT value FROM json_each(?))""",
        gone,
    )
    fresh = {number for number, _ in changed.events.fresh}
    wanted = [(n, p) for n, e in events for p in _sentences(e, statements) if n in fresh or p[0] in changed.reprinted]
    rows = _rows_of(connection, {report for _, (report, _, _) in wanted})
    found = sorted((rows[place], number) for number, place in wanted if place in rows)
    connection.executemany("INSERT OR IGNORE INTO event_passages VALUES (?, ?)", found)


def _rows_of(connection: sqlite3.Connection, reports: Iterable[str]) -> dict[Place, int]:
    """The rows of the search index that are sentences of ``reports``."""
    ask = """SELECT report, start, end, rowid FROM passages
        WHERE kind = 'sentence' AND report IN (SELECT value FROM json_each(?))"""
    found = connection.execute(ask, (json.dumps(sorted(reports)),))
    return {(report, start, end): row for report, start, end, row in found}


def _sentences(event: Event, statements: Mapping[str, _Telling]) -> set[Place]:
    spans = (statements[s].sentence for s in event.statements if s in statements)
    return {(span.report, span.start, span.end) for span in spans}


def _index_mentions(connection: sqlite3.Connection, given: Recorded, changed: Changes) -> None:
    """Where entities are mentioned, of those that changed; of all, if a report has another number."""
    places = {report.id: number for number, report in zip(changed.reports.ordinals, given.reports, strict=True)}
    fresh: Iterable[tuple[int, Entity]] = changed.entities.fresh
    if changed.reports.moved:
        connection.execute("DELETE FROM mentions")
        fresh = zip(changed.entities.ordinals, given.entities, strict=True)
    connection.executemany("DELETE FROM mentions WHERE entity = ?", ((number,) for number in changed.entities.gone))
    connection.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?)", _mentions(fresh, places))


def _mentions(
    entities: Iterable[tuple[int, Entity]], places: Mapping[str, int]
) -> Iterator[tuple[int, int, int, int, int]]:
    for number, entity in entities:
        for role, spans in enumerate((entity.mentions, entity.roles)):
            for span in spans:
                yield places[span.report], span.start, span.end, number, role
