"""What a page of the reading room takes from the record: rows by filter, by page, by place; never a whole table of bodies.

Always true here: every query is bounded by a limit or by what it was given, and goes through an index; heads of reports and entities
come without texts and mentions.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..model.notes import EntityType, PlaceFix
from ..model.reading import Span
from ..model.record import Contradiction, Entity, Event, Figure, Occupancy, Reason, RecordedReport, Statement
from . import trouble
from .facets import FacetKind, Part
from .outline import Outline
from .sieve import FacetCount, Sieve
from .tables import BY_NOUN

T = TypeVar("T")
_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}


class _EntityHead(msgspec.Struct, frozen=True, gc=False):
    """An entity as its body holds it, but for its mentions, which may be thousands."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    roles: tuple[Span, ...]
    place: PlaceFix | None
    n_reports: int
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedCount:
    """An entity in a listing: how many mentions it has and in how many reports."""

    id: str
    name: str
    type: EntityType
    n_reports: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """A report in which an entity appears, how often, and where first (code points)."""

    report: str
    n: int
    first: int


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """A measure of an event that several figures count."""

    event: str | None
    measure: str
    n: int


def decoded(noun: type[T], body: bytes) -> T:
    """One value of ``noun`` from its body."""
    if noun not in _decoders:
        _decoders[noun] = msgspec.json.Decoder(noun)
    found: T = _decoders[noun].decode(body)
    return found


def _json(ids: Iterable[object]) -> str:
    return json.dumps(sorted(set(ids), key=str))


class Shelf:
    """The queries of the pages over one open record."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Read through ``connection``, which belongs to a ``Store`` of the file at ``path``."""
        self._connection = connection
        self._path = path

    def rows(self, ask: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows that ``ask`` gives."""
        with trouble.explained(self._path):
            return self._connection.execute(ask, values).fetchall()

    def bodies(self, noun: type[T], ask: str, values: Sequence[object] = ()) -> tuple[T, ...]:
        """The values of ``noun`` whose bodies ``ask`` selects, reports without their texts."""
        return tuple(decoded(noun, body) for (body,) in self.rows(ask, values))

    def _where(self, noun: type[T], condition: str, values: Sequence[object]) -> tuple[T, ...]:
        # The names in these statements are constants of this package; S608 warns of names that come from outside.
        ask = f"SELECT CAST(body AS BLOB) FROM {BY_NOUN[noun].name} WHERE {condition}"  # noqa: S608
        return self.bodies(noun, ask, values)

    def get(self, noun: type[T], ids: Iterable[str]) -> tuple[T, ...]:
        """The values with these ids, in export order; ids that are not there are left out."""
        return self._where(noun, "id IN (SELECT value FROM json_each(?)) ORDER BY ordinal", (_json(ids),))

    def listed(self, noun: type[T], limit: int, offset: int) -> tuple[T, ...]:
        """``limit`` values from the ``offset``-th on, in export order."""
        return self._where(noun, "ordinal >= ? ORDER BY ordinal LIMIT ?", (offset, limit))

    def size(self, noun: type[Any]) -> int:
        """How many values of ``noun`` the record holds."""
        return int(self.rows(f"SELECT coalesce(max(ordinal) + 1, 0) FROM {BY_NOUN[noun].name}")[0][0])  # noqa: S608

    def version(self) -> str:
        """The version of Dateline that made the record."""
        return str(self.rows("SELECT json_extract(provenance, '$.version') FROM record")[0][0])

    # Events by filter

    def part_counts(self, sieve: Sieve) -> dict[Part, int]:
        """How many events pass, by part of the timeline."""
        condition, values = sieve.condition
        ask = f"SELECT l.part, count(*) FROM event_lines AS l WHERE {condition} GROUP BY l.part"  # noqa: S608
        return dict(self.rows(ask, values))

    def day_counts(self, sieve: Sieve) -> list[tuple[str, int]]:
        """How many events that are known to a day pass, by ISO day, in order."""
        condition, values = sieve.condition
        ask = f"""SELECT l.earliest, count(*) FROM event_lines AS l
            WHERE l.part = 'days' AND {condition} GROUP BY l.earliest ORDER BY l.earliest"""  # noqa: S608
        return self.rows(ask, values)

    def outlines_on(self, sieve: Sieve, day: str, limit: int) -> tuple[Outline, ...]:
        """The clearest events of one day that pass."""
        condition, values = sieve.condition
        ask = f"""SELECT CAST(body AS BLOB) FROM events WHERE ordinal IN (SELECT l.event FROM event_lines AS l
            WHERE l.part = 'days' AND l.earliest = ? AND {condition}
            ORDER BY l.salience DESC, l.weight DESC, l.event LIMIT ?)"""  # noqa: S608
        return self.bodies(Outline, ask, (day, *values, limit))

    def events_in(self, sieve: Sieve, part: Part, limit: int, offset: int) -> tuple[Event, ...]:
        """Events of one part that pass: those known to a day by clearness, others by date and weight."""
        order = "l.earliest, l.salience DESC, l.weight DESC" if part == "days" else "l.weight DESC"
        condition, values = sieve.condition
        ask = f"""SELECT CAST(e.body AS BLOB) FROM (SELECT l.event FROM event_lines AS l WHERE l.part = ? AND {condition}
            ORDER BY {order}, l.event LIMIT ? OFFSET ?) AS f JOIN events AS e ON e.ordinal = f.event"""  # noqa: S608
        return self.bodies(Event, ask, (part, *values, limit, offset))

    def weightiest(self, sieve: Sieve, limit: int) -> tuple[Event, ...]:
        """The events that most stands behind."""
        condition, values = sieve.condition
        ask = f"""SELECT CAST(e.body AS BLOB) FROM (SELECT l.event FROM event_lines AS l WHERE {condition}
            ORDER BY l.n_origins DESC, l.weight DESC, l.event LIMIT ?) AS f JOIN events AS e ON e.ordinal = f.event"""  # noqa: S608
        return self.bodies(Event, ask, (*values, limit))

    def newest_told(self, limit: int) -> list[tuple[str, Event]]:
        """The events that were told last, each with the day (ISO) of its last report."""
        ask = """SELECT l.told, CAST(e.body AS BLOB) FROM event_lines AS l JOIN events AS e ON e.ordinal = l.event
            WHERE l.told <> '' AND l.part <> 'undated' ORDER BY l.told DESC, l.event LIMIT ?"""
        return [(told, decoded(Event, body)) for told, body in self.rows(ask, (limit,))]

    # Facets

    def facets(self, kind: FacetKind, limit: int, offset: int = 0) -> tuple[FacetCount, ...]:
        """The facets of one kind in the most events, over the whole record."""
        ask = """SELECT facet, kind, value, label, n_events FROM facets WHERE kind = ?
            ORDER BY n_events DESC, label, value LIMIT ? OFFSET ?"""
        return tuple(FacetCount(*row) for row in self.rows(ask, (kind, limit, offset)))

    def n_facets(self, kind: FacetKind) -> int:
        """How many facets of one kind there are."""
        return int(self.rows("SELECT count(*) FROM facets WHERE kind = ?", (kind,))[0][0])

    def facets_of(self, kind: FacetKind, values: Iterable[str]) -> tuple[FacetCount, ...]:
        """The facets with these values."""
        ask = """SELECT facet, kind, value, label, n_events FROM facets
            WHERE kind = ? AND value IN (SELECT value FROM json_each(?)) ORDER BY n_events DESC, facet"""
        return tuple(FacetCount(*row) for row in self.rows(ask, (kind, _json(values))))

    def facets_within(self, sieve: Sieve, kinds: Sequence[FacetKind]) -> tuple[FacetCount, ...]:
        """The facets of the events that pass, counted among them: for filters that few thousand events pass."""
        condition, values = sieve.condition
        ask = f"""SELECT f.facet, f.kind, f.value, f.label, c.n FROM (
                SELECT x.facet, count(*) AS n FROM event_lines AS l JOIN event_facets AS x ON x.event = l.event
                WHERE {condition} GROUP BY x.facet) AS c
            JOIN facets AS f ON f.facet = c.facet WHERE f.kind IN (SELECT value FROM json_each(?))
            ORDER BY c.n DESC, f.label, f.value"""  # noqa: S608
        return tuple(FacetCount(*row) for row in self.rows(ask, (*values, json.dumps(kinds))))

    def recount(self, sieve: Sieve, facets: Sequence[FacetCount]) -> tuple[FacetCount, ...]:
        """``facets`` counted among the events that pass, those that remain, the most frequent first."""
        condition, values = sieve.condition
        ask = f"""SELECT x.facet, count(*) FROM event_facets AS x JOIN event_lines AS l ON l.event = x.event
            WHERE x.facet IN (SELECT value FROM json_each(?)) AND {condition} GROUP BY x.facet"""  # noqa: S608
        n = dict(self.rows(ask, (json.dumps([f.facet for f in facets]), *values)))
        kept = [FacetCount(f.facet, f.kind, f.value, f.label, n[f.facet]) for f in facets if f.facet in n]
        return tuple(sorted(kept, key=lambda f: (-f.n, f.label, f.value)))

    def event_facets(self, events: Iterable[str], kind: FacetKind) -> list[tuple[str, str]]:
        """The values of one kind of facet that each of ``events`` has: pairs of event and value."""
        ask = """SELECT e.id, f.value FROM events AS e JOIN event_facets AS x ON x.event = e.ordinal
            JOIN facets AS f ON f.facet = x.facet WHERE e.id IN (SELECT value FROM json_each(?)) AND f.kind = ?"""
        return self.rows(ask, (_json(events), kind))

    # What belongs to what

    def events_telling(self, statements: Iterable[str]) -> list[tuple[str, str]]:
        """Pairs of a statement and an event that it tells."""
        ask = "SELECT statement, event FROM event_statements WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY 1, 2"
        return self.rows(ask, (_json(statements),))

    def contradictions_of(self, statements: Iterable[str], events: Iterable[str] = ()) -> tuple[Contradiction, ...]:
        """The contradictions that ``statements`` are part of, or that are on ``events``."""
        condition = """id IN (SELECT contradiction FROM contradiction_statements WHERE statement IN (SELECT value FROM json_each(?)))
            OR event IN (SELECT value FROM json_each(?)) ORDER BY ordinal"""
        return self._where(Contradiction, condition, (_json(statements), _json(events)))

    def figures_of(self, statements: Iterable[str]) -> tuple[Figure, ...]:
        """The figures that stand in ``statements``."""
        return self._where(
            Figure, "statement IN (SELECT value FROM json_each(?)) ORDER BY ordinal", (_json(statements),)
        )

    def occupancies_of(self, statements: Iterable[str]) -> tuple[Occupancy, ...]:
        """The occupancies that ``statements`` tell."""
        condition = "statement IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
        return self._where(Occupancy, condition, (_json(statements),))

    # Reports

    def heads(self, reports: Iterable[str]) -> tuple[RecordedReport, ...]:
        """Reports without their texts."""
        return self.get(RecordedReport, reports)

    def text(self, report: str) -> str:
        """The text of a report of the record; empty where there is none."""
        found = self.rows("SELECT text FROM reports WHERE id = ?", (report,))
        return str(found[0][0]) if found else ""

    def reports_by_day(self, limit: int, offset: int, publisher: str | None = None) -> tuple[RecordedReport, ...]:
        """Reports from the last day to the first, those without a date at the end."""
        condition = "(?1 IS NULL OR publisher = ?1) ORDER BY published IS NULL, published DESC, path LIMIT ?2 OFFSET ?3"
        return self._where(RecordedReport, condition, (publisher, limit, offset))

    def n_reports(self, publisher: str | None = None) -> int:
        """How many reports there are, or one publisher's."""
        ask = "SELECT count(*) FROM recorded_reports WHERE ?1 IS NULL OR publisher = ?1"
        return int(self.rows(ask, (publisher,))[0][0])

    def report_days(self) -> list[tuple[str, int]]:
        """How many reports appeared, by EDTF date, in order; those without one left out."""
        ask = "SELECT published, count(*) FROM recorded_reports WHERE published IS NOT NULL GROUP BY published ORDER BY published"
        return self.rows(ask)

    def publishers(self, limit: int) -> list[tuple[str | None, int]]:
        """Publishers with the number of their reports."""
        ask = "SELECT publisher, count(*) AS n FROM recorded_reports GROUP BY publisher ORDER BY n DESC, publisher LIMIT ?"
        return self.rows(ask, (limit,))

    def statements_in(self, report: str, start: int, end: int) -> tuple[Statement, ...]:
        """The statements that begin in a stretch of a report."""
        condition = "report = ? AND start >= ? AND start < ? ORDER BY start, ordinal"
        return self._where(Statement, condition, (report, start, end))

    def mentions_in(self, report: str, start: int, end: int) -> list[tuple[int, int, str, int]]:
        """The mentions (0) and roles (1) that begin in a stretch of a report: start, end, entity, which."""
        ask = """SELECT m.start, m.end, e.id, m.role FROM recorded_reports AS r JOIN mentions AS m ON m.report = r.ordinal
            JOIN entities AS e ON e.ordinal = m.entity WHERE r.id = ? AND m.start >= ? AND m.start < ? ORDER BY 1, 2, 3"""
        return self.rows(ask, (report, start, end))

    # Entities

    def entity_heads(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Entities without their mentions."""
        ask = "SELECT CAST(body AS BLOB) FROM entities WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
        return tuple(_headed(found) for found in self.bodies(_EntityHead, ask, (_json(ids),)))

    def named(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Entities by name and type alone, as voices and places are shown."""
        ask = "SELECT id, type, name, n_reports FROM entities WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
        return tuple(Entity(i, t, name, (), (), (), None, n) for i, t, name, n in self.rows(ask, (_json(ids),)))

    def n_mentions(self, ids: Iterable[str]) -> dict[str, int]:
        """How often each entity is mentioned."""
        ask = """SELECT e.id, (SELECT count(*) FROM mentions AS m WHERE m.entity = e.ordinal AND m.role = 0) FROM entities AS e
            WHERE e.id IN (SELECT value FROM json_each(?))"""
        return dict(self.rows(ask, (_json(ids),)))

    def entities_by_name(self, words: str) -> frozenset[str]:
        """The ids of entities that go by all of ``words``, or have them as their id."""
        ask = """SELECT p.id FROM search_words JOIN passages AS p ON p.rowid = search_words.rowid
            WHERE search_words MATCH ? AND p.kind = 'name' LIMIT 2000"""
        term = " AND ".join(f'"{word}"' for word in words.replace('"', " ").split() if any(map(str.isalnum, word)))
        found = {row[0] for row in self.rows(ask, (term,))} if term else set()
        return frozenset(found | {row[0] for row in self.rows("SELECT id FROM entities WHERE id = ?", (words,))})

    def entities(
        self, type: EntityType | None, like: str | None, limit: int, offset: int
    ) -> tuple[tuple[NamedCount, ...], int]:
        """Entities in the most reports first, names before common words, and how many pass in all."""
        condition = """(?1 IS NULL OR type = ?1) AND (?2 IS NULL OR instr(lower(name), lower(?2)) > 0
            OR id IN (SELECT value FROM json_each(?3)))"""
        given = (type, like, _json(self.entities_by_name(like)) if like else "[]")
        total = self.rows(f"SELECT count(*) FROM entities WHERE {condition}", given)[0][0]  # noqa: S608
        ask = f"""SELECT id, name, type, n_reports FROM entities WHERE {condition}
            ORDER BY name = lower(name), n_reports DESC, name, id LIMIT ?4 OFFSET ?5"""  # noqa: S608
        return tuple(NamedCount(*row) for row in self.rows(ask, (*given, limit, offset))), int(total)

    def appearances(self, entity: str, limit: int) -> tuple[Appearance, ...]:
        """Where an entity is mentioned: by report, the most mentions first."""
        ask = """SELECT r.id, count(*) AS n, min(m.start) FROM entities AS e
            JOIN mentions AS m ON m.entity = e.ordinal AND m.role = 0 JOIN recorded_reports AS r ON r.ordinal = m.report
            WHERE e.id = ? GROUP BY r.id ORDER BY n DESC, r.path LIMIT ?"""
        return tuple(Appearance(*row) for row in self.rows(ask, (entity, limit)))

    def said_by(self, entity: str, limit: int, offset: int) -> tuple[Statement, ...]:
        """What an entity says, in order of the record."""
        return self._where(Statement, "speaker = ? ORDER BY ordinal LIMIT ? OFFSET ?", (entity, limit, offset))

    def n_said_by(self, entities: Iterable[str]) -> dict[str, int]:
        """In how many statements each entity speaks."""
        ask = "SELECT speaker, count(*) FROM statements WHERE speaker IN (SELECT value FROM json_each(?)) GROUP BY speaker"
        return dict(self.rows(ask, (_json(entities),)))

    def located(self, limit: int) -> tuple[Entity, ...]:
        """Places with a pin, those in the most reports first, without mentions."""
        ask = (
            """SELECT CAST(body AS BLOB) FROM entities WHERE lat IS NOT NULL ORDER BY n_reports DESC, ordinal LIMIT ?"""
        )
        return tuple(_headed(found) for found in self.bodies(_EntityHead, ask, (limit,)))

    def unlocated(self, limit: int) -> tuple[tuple[NamedCount, ...], int]:
        """Places and buildings with a name and without a pin, and how many there are."""
        condition = "type IN ('place', 'facility') AND lat IS NULL AND name <> lower(name)"
        total = self.rows(f"SELECT count(*) FROM entities WHERE {condition}")[0][0]  # noqa: S608
        ask = f"SELECT id, name, type, n_reports FROM entities WHERE {condition} ORDER BY n_reports DESC, name LIMIT ?"  # noqa: S608
        return tuple(NamedCount(*row) for row in self.rows(ask, (limit,))), int(total)

    # Figures and offices

    def series_keys(self, measures: Sequence[str], limit: int, offset: int) -> tuple[tuple[SeriesKey, ...], int]:
        """Which measures of which events are counted, the most figures first, and how many such there are."""
        inner = """SELECT event, measure, count(*) AS n FROM figures
            WHERE measure IN (SELECT value FROM json_each(?1)) AND best IS NOT NULL GROUP BY event, measure"""
        total = self.rows(f"SELECT count(*) FROM ({inner})", (json.dumps(measures),))[0][0]  # noqa: S608
        ask = f"{inner} ORDER BY event IS NULL, n DESC, measure, event LIMIT ?2 OFFSET ?3"
        found = self.rows(ask, (json.dumps(measures), limit, offset))
        return tuple(SeriesKey(*row) for row in found), int(total)

    def series(self, key: SeriesKey, limit: int) -> tuple[Figure, ...]:
        """The figures of one measure of one event."""
        return self._where(
            Figure, "event IS ? AND measure = ? ORDER BY ordinal LIMIT ?", (key.event, key.measure, limit)
        )

    def measures(self) -> list[tuple[str, int]]:
        """Measures with the number of their figures."""
        return self.rows("SELECT measure, count(*) AS n FROM figures GROUP BY measure ORDER BY n DESC, measure")

    def offices(self, limit: int, offset: int) -> tuple[list[tuple[str, int]], int]:
        """Offices by their words in small letters, those in the most passages first, and how many there are."""
        total = self.rows("SELECT count(DISTINCT lower(office)) FROM occupancies")[0][0]
        ask = "SELECT lower(office) AS o, count(*) AS n FROM occupancies GROUP BY o ORDER BY n DESC, o LIMIT ? OFFSET ?"
        return self.rows(ask, (limit, offset)), int(total)

    def held(self, office: str, limit: int) -> tuple[Occupancy, ...]:
        """The passages about one office, by its words in small letters."""
        return self._where(Occupancy, "lower(office) = ? ORDER BY ordinal LIMIT ?", (office, limit))

    def held_by(self, entity: str, limit: int) -> tuple[Occupancy, ...]:
        """The passages about the offices of one person or body."""
        return self._where(Occupancy, "holder = ? ORDER BY ordinal LIMIT ?", (entity, limit))

    def claimed_by(self, entity: str, limit: int) -> tuple[Figure, ...]:
        """The figures of one claimant."""
        return self._where(Figure, "claimant = ? ORDER BY ordinal LIMIT ?", (entity, limit))


def _headed(found: _EntityHead) -> Entity:
    return Entity(
        found.id, found.type, found.name, found.aliases, (), found.roles, found.place, found.n_reports, found.why
    )
