"""Names, where they appear and what they say; figures; offices."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from ..model.reading import Span
from ..model.record import Entity, Figure, Occupancy, Reason, Statement
from ..model.resolved import PlaceFix
from ..model.words import EntityType
from .rows import Rows, array


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


class NamedCount(Struct, frozen=True):
    """An entity in a listing: how many mentions it has and in how many reports."""

    id: str
    name: str
    type: EntityType
    n_reports: int


class Appearance(Struct, frozen=True):
    """A report in which an entity appears, how often, and the words and place (code points) of the first mention."""

    report: str
    n: int
    first: int
    end: int
    exact: str


class SeriesKey(Struct, frozen=True):
    """A measure of an event that several figures count."""

    event: str | None
    measure: str
    n: int


class NameRows(Rows):
    """Queries on entities, figures and offices."""

    # Entities

    def entity_heads(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Entities without their mentions."""
        ask = "SELECT CAST(body AS BLOB) FROM entities WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
        return tuple(_headed(found) for found in self.bodies(_EntityHead, ask, (array(ids),)))

    def named(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Entities by name and type alone, as voices and places are shown."""
        ask = "SELECT id, type, name, n_reports FROM entities WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
        return tuple(Entity(i, t, name, (), (), (), None, n) for i, t, name, n in self.rows(ask, (array(ids),)))

    def n_mentions(self, ids: Iterable[str]) -> dict[str, int]:
        """How often each entity is mentioned."""
        ask = """SELECT e.id, (SELECT count(*) FROM mentions AS m WHERE m.entity = e.ordinal AND m.role = 0) FROM entities AS e
            WHERE e.id IN (SELECT value FROM json_each(?))"""
        return dict(self.rows(ask, (array(ids),)))

    def entities_by_name(self, words: str) -> frozenset[str]:
        """The ids of entities that go by all of ``words``, or have them as their id."""
        ask = """SELECT e.id FROM name_words JOIN entities AS e ON e.ordinal = name_words.rowid
            WHERE name_words MATCH ? ORDER BY name_words.rowid LIMIT 2000"""
        term = " AND ".join(f'"{word}"' for word in words.replace('"', " ").split() if any(map(str.isalnum, word)))
        found = {row[0] for row in self.rows(ask, (term,))} if term else set()
        return frozenset(found | {row[0] for row in self.rows("SELECT id FROM entities WHERE id = ?", (words,))})

    def entities(
        self, type: EntityType | None, like: str | None, limit: int, offset: int
    ) -> tuple[tuple[NamedCount, ...], int]:
        """Entities in the most reports first, names before common words, and how many pass in all."""
        parts = ["type = :type"] if type else []
        if like:
            parts.append("(instr(lower(name), lower(:like)) > 0 OR id IN (SELECT value FROM json_each(:named)))")
        condition = " AND ".join(parts) or "1"
        given = {"type": type, "like": like, "named": array(self.entities_by_name(like)) if like else None}
        ask = f"SELECT name = lower(name) AS common, count(*) FROM entities WHERE {condition} GROUP BY 1"  # noqa: S608
        counts = dict(self.rows(ask, given))
        found: list[NamedCount] = []
        for common, before in ((0, 0), (1, counts.get(0, 0))):
            ask = f"""SELECT id, name, type, n_reports FROM entities WHERE {condition} AND (name = lower(name)) = {common}
                ORDER BY n_reports DESC, name, id LIMIT :limit OFFSET :offset"""  # noqa: S608
            room = {"limit": limit - len(found), "offset": max(0, offset - before)}
            if room["limit"] and offset < before + counts.get(common, 0):
                found += [NamedCount(*row) for row in self.rows(ask, {**given, **room})]
        return tuple(found), sum(counts.values())

    def appearances(self, entity: str, limit: int) -> tuple[Appearance, ...]:
        """Where an entity is mentioned: by report, the most mentions first."""
        ask = """SELECT f.id, f.n, f.start, f.end, substr(t.text, f.start + 1, f.end - f.start) FROM (
                SELECT r.id, r.path, count(*) AS n, min(m.start) AS start, m.end FROM entities AS e
                JOIN mentions AS m ON m.entity = e.ordinal AND m.role = 0 JOIN recorded_reports AS r ON r.ordinal = m.report
                WHERE e.id = ? GROUP BY r.id ORDER BY n DESC, r.path LIMIT ?) AS f
            JOIN reports AS t ON t.id = f.id ORDER BY f.n DESC, f.path"""
        return tuple(Appearance(*row) for row in self.rows(ask, (entity, limit)))

    def said_by(self, entity: str, limit: int, offset: int) -> tuple[Statement, ...]:
        """What an entity says, in order of the record."""
        return self.where(Statement, "speaker = ? ORDER BY ordinal LIMIT ? OFFSET ?", (entity, limit, offset))

    def n_said_by(self, entities: Iterable[str]) -> dict[str, int]:
        """In how many statements each entity speaks."""
        ask = "SELECT speaker, count(*) FROM statements WHERE speaker IN (SELECT value FROM json_each(?)) GROUP BY speaker"
        return dict(self.rows(ask, (array(entities),)))

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
        return self.where(
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
        return self.where(Occupancy, "lower(office) = ? ORDER BY ordinal LIMIT ?", (office, limit))

    def held_by(self, entity: str, limit: int) -> tuple[Occupancy, ...]:
        """The passages about the offices of one person or body."""
        return self.where(Occupancy, "holder = ? ORDER BY ordinal LIMIT ?", (entity, limit))

    def claimed_by(self, entity: str, limit: int) -> tuple[Figure, ...]:
        """The figures of one claimant."""
        return self.where(Figure, "claimant = ? ORDER BY ordinal LIMIT ?", (entity, limit))


def _headed(found: _EntityHead) -> Entity:
    return Entity(
        found.id, found.type, found.name, found.aliases, (), found.roles, found.place, found.n_reports, found.why
    )
