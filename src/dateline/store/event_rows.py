"""Events by filter, what they can be filtered by, and what belongs to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from ..model.record import Contradiction, Event, Figure, Occupancy
from ..model.words import TimelinePart
from .outline import Outline
from .rows import Rows, array, decoded
from .sieve import FacetCount, FacetKind, Sieve


class EventRows(Rows):
    """Queries on events."""

    # Events by filter

    def counts(self, sieve: Sieve) -> tuple[dict[TimelinePart, int], list[tuple[str, int]]]:
        """How many events pass, by part of the timeline; and those that are known to a day by ISO day, in order."""
        condition, values = sieve.condition
        ask = f"""SELECT l.part, CASE l.part WHEN 'days' THEN l.earliest END AS day, count(*) FROM event_lines AS l
            WHERE {condition} GROUP BY l.part, day ORDER BY l.part, day"""  # noqa: S608
        parts: dict[TimelinePart, int] = {}
        days: list[tuple[str, int]] = []
        for part, day, n in self.rows(ask, values):
            parts[part] = parts.get(part, 0) + n
            if day is not None:
                days.append((day, n))
        return parts, days

    def clearest(self, sieve: Sieve, first: str, last: str, limit: int) -> tuple[Outline, ...]:
        """The clearest events of each day from ``first`` to ``last`` (ISO) that pass, at most ``limit`` a day."""
        condition, values = sieve.condition
        ask = f"""SELECT CAST(e.body AS BLOB) FROM (
                SELECT l.event, row_number() OVER (PARTITION BY l.earliest ORDER BY l.salience DESC, l.weight DESC, l.event) AS n
                FROM event_lines AS l WHERE l.part = 'days' AND l.earliest BETWEEN ? AND ? AND {condition}) AS f
            JOIN events AS e ON e.ordinal = f.event WHERE f.n <= ?"""  # noqa: S608
        return self.bodies(Outline, ask, (first, last, *values, limit))

    def events_in(self, sieve: Sieve, part: TimelinePart, limit: int, offset: int) -> tuple[Event, ...]:
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
            WHERE kind = ? AND value IN (SELECT value FROM json_each(?)) ORDER BY n_events DESC, kind, value"""
        return tuple(FacetCount(*row) for row in self.rows(ask, (kind, array(values))))

    def facets_within(self, sieve: Sieve, kinds: Sequence[FacetKind]) -> tuple[FacetCount, ...]:
        """The facets of the events that pass, counted among them: for filters that few thousand events pass."""
        condition, values = sieve.condition
        ask = f"""SELECT f.facet, f.kind, f.value, f.label, c.n FROM (
                SELECT x.facet, count(*) AS n FROM event_lines AS l CROSS JOIN event_facets AS x ON x.event = l.event
                WHERE {condition} GROUP BY x.facet) AS c
            JOIN facets AS f ON f.facet = c.facet WHERE f.kind IN (SELECT value FROM json_each(?))
            ORDER BY c.n DESC, f.label, f.value"""  # noqa: S608
        return tuple(FacetCount(*row) for row in self.rows(ask, (*values, json.dumps(kinds))))

    def tallies(self, kinds: Sequence[FacetKind], often: int) -> dict[int, int]:
        """The events of the ``often`` most frequent facets of each kind, by facet: a number whose n-th bit stands for event n."""
        found: dict[int, int] = {}
        for facet in (facet for kind in kinds for facet in self.facets(kind, often)):
            events = self.rows("SELECT event FROM event_facets WHERE facet = ?", (facet.facet,))
            found[facet.facet] = _bits(event for (event,) in events)
        return found

    def recount(self, sieve: Sieve, facets: Sequence[FacetCount], tallies: Mapping[int, int]) -> tuple[FacetCount, ...]:
        """``facets`` counted among the events that pass, those that remain, the most frequent first; ``tallies`` hold all of them."""
        condition, values = sieve.condition
        ask = f"SELECT l.event FROM event_lines AS l WHERE {condition}"  # noqa: S608
        passing = _bits(event for (event,) in self.rows(ask, values))
        counted = [(f, (tallies[f.facet] & passing).bit_count()) for f in facets]
        kept = [FacetCount(f.facet, f.kind, f.value, f.label, n) for f, n in counted if n]
        return tuple(sorted(kept, key=lambda f: (-f.n, f.label, f.value)))

    def event_facets(self, events: Iterable[str], kind: FacetKind) -> list[tuple[str, str]]:
        """The values of one kind of facet that each of ``events`` has: pairs of event and value."""
        ask = """SELECT e.id, f.value FROM events AS e CROSS JOIN event_facets AS x ON x.event = e.ordinal
            CROSS JOIN facets AS f ON f.facet = x.facet WHERE e.id IN (SELECT value FROM json_each(?)) AND f.kind = ?"""
        return self.rows(ask, (array(events), kind))

    # What belongs to what

    def events_telling(self, statements: Iterable[str]) -> list[tuple[str, str]]:
        """Pairs of a statement and an event that it tells."""
        ask = "SELECT statement, event FROM event_statements WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY 1, 2"
        return self.rows(ask, (array(statements),))

    def contradictions_of(self, statements: Iterable[str], events: Iterable[str] = ()) -> tuple[Contradiction, ...]:
        """The contradictions that ``statements`` are part of, or that are on ``events``."""
        condition = """id IN (SELECT contradiction FROM contradiction_statements WHERE statement IN (SELECT value FROM json_each(?)))
            OR event IN (SELECT value FROM json_each(?)) ORDER BY ordinal"""
        return self.where(Contradiction, condition, (array(statements), array(events)))

    def figures_of(self, statements: Iterable[str]) -> tuple[Figure, ...]:
        """The figures that stand in ``statements``."""
        return self.where(
            Figure, "statement IN (SELECT value FROM json_each(?)) ORDER BY ordinal", (array(statements),)
        )

    def occupancies_of(self, statements: Iterable[str]) -> tuple[Occupancy, ...]:
        """The occupancies that ``statements`` tell."""
        condition = "statement IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
        return self.where(Occupancy, condition, (array(statements),))


def _bits(numbers: Iterable[int]) -> int:
    """A set of small numbers as one large one."""
    given = list(numbers)
    held = bytearray(max(given, default=0) // 8 + 1)
    for number in given:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")
