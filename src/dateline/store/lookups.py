"""What listings look up: names alone, the lines of reports, what stands in a report or tells an event; never a whole table of bodies.

Always true here: what is left out of a body need not be made; nouns come in export order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from ..collector import collector_resting
from ..model.record import Event, Figure, RecordedReport, Statement
from ..model.words import EntityType
from . import trouble
from .outline import REFERRED, TOLD, Called, Dated, DayBounds, Outline, Ranked
from .rows import Rows, array, decoded
from .sieve import FacetKind
from .tables import BY_NOUN, Place

# One listing needs them.
if TYPE_CHECKING:
    from .sayings import Saying


class LookupRows(Rows):
    """Queries of listings."""

    def ids(self, noun: type[Any]) -> list[str]:
        """The ids of all values of ``noun``."""
        # The names in these statements are constants of this package; S608 warns of names that come from outside.
        return [id for (id,) in self.rows(f"SELECT id FROM {BY_NOUN[noun].name} ORDER BY ordinal")]  # noqa: S608

    # Reports

    def report_lines(self) -> dict[str, tuple[str, str | None]]:
        """Path and publisher of all reports, by id."""
        found = self.rows("SELECT id, path, publisher FROM recorded_reports ORDER BY ordinal")
        return {id: (path, publisher) for id, path, publisher in found}

    def revised(self) -> tuple[RecordedReport, ...]:
        """The reports that have earlier versions, without their texts."""
        # In a body no quotation mark of a text stands without a backslash: these letters are the field.
        return self.where(RecordedReport, """instr(body, '"versions":[{') > 0 ORDER BY ordinal""", ())

    def statements_of(self, report: str) -> tuple[Statement, ...]:
        """All statements of a report."""
        return self.where(Statement, "report = ? ORDER BY ordinal", (report,))

    def statements_at(self, report: str, start: int, end: int) -> tuple[Statement, ...]:
        """The statements that have exactly these words."""
        return self.where(Statement, "report = ? AND start = ? AND end = ? ORDER BY ordinal", (report, start, end))

    # Names

    def names(self) -> dict[str, str]:
        """The names of all entities by id."""
        return dict(self.rows("SELECT id, name FROM entities"))

    def called(self) -> tuple[Called, ...]:
        """All entities by their names."""
        decode = msgspec.json.Decoder(Called).decode
        with trouble.explained(self._path), collector_resting():
            found = self._connection.execute("SELECT CAST(body AS BLOB) FROM entities ORDER BY ordinal")
            return tuple(decode(body) for (body,) in found)

    def ranked(self, type: EntityType | None = None) -> list[Ranked]:
        """All entities, or those of one type, as far as they are put in order."""
        ask = """SELECT e.id, e.name, e.n_reports, coalesce(m.n, 0) FROM entities AS e LEFT JOIN (
                SELECT entity, count(*) AS n FROM mentions WHERE role = 0 GROUP BY entity) AS m ON m.entity = e.ordinal
            WHERE ?1 IS NULL OR e.type = ?1 ORDER BY e.ordinal"""
        return [Ranked(*row) for row in self.rows(ask, (type,))]

    def places(self) -> list[str]:
        """The ids of places, buildings and whatever else has a pin."""
        ask = "SELECT id FROM entities WHERE type IN ('place', 'facility') OR lat IS NOT NULL ORDER BY ordinal"
        return [id for (id,) in self.rows(ask)]

    def countries(self) -> list[str]:
        """The ids of what has the pin of a country."""
        # As above.
        ask = """SELECT id FROM entities WHERE lat IS NOT NULL AND instr(body, '"precision":"country"') > 0 ORDER BY ordinal"""
        return [id for (id,) in self.rows(ask)]

    def n_placed(self, places: Collection[str]) -> dict[str, int]:
        """In how many events each of ``places`` is; those in none are left out."""
        ask = "SELECT value, n_events FROM facets WHERE kind = 'place' AND value IN (SELECT value FROM json_each(?))"
        counts: dict[str, int] = dict(self.rows(ask, (array(places),)))
        # What no passage tells has no facets.
        ask = f"""SELECT p.value, count(*) FROM events AS e, json_each(e.body, '$.places') AS p
            WHERE e.mode = '{REFERRED}' AND instr(e.body, '"places":[]') = 0
            AND p.value IN (SELECT value FROM json_each(?)) GROUP BY p.value"""  # noqa: S608  a constant
        for place, n in self.rows(ask, (array(places),)):
            counts[place] = counts.get(place, 0) + n
        return counts

    def figures_on(self, measures: Collection[str] | None) -> tuple[Figure, ...]:
        """The figures of these measures; None is all."""
        if measures is None:
            return self.where(Figure, "1 ORDER BY ordinal", ())
        return self.where(Figure, "measure IN (SELECT value FROM json_each(?)) ORDER BY ordinal", (array(measures),))

    # Statements

    def moods(self, measure: str | None) -> dict[str, tuple[str, str, bool]]:
        """Polarity, realis and whether it is background of each statement that holds a figure (of one measure), by id."""
        ask = """SELECT id, polarity, realis, background FROM statements
            WHERE id IN (SELECT statement FROM figures WHERE ?1 IS NULL OR measure = ?1)"""
        return {id: (polarity, realis, bool(past)) for id, polarity, realis, past in self.rows(ask, (measure,))}

    def told_in(self, statement: str) -> tuple[str, ...]:
        """The ids of the events that a statement tells."""
        ask = """SELECT e.id FROM event_statements AS t JOIN events AS e ON e.id = t.event WHERE t.statement = ?
            ORDER BY e.ordinal"""
        return tuple(event for (event,) in self.rows(ask, (statement,)))

    def tellers(self) -> list[tuple[str, str]]:
        """Each statement with each event that it tells, by ids."""
        return self.rows("SELECT statement, event FROM event_statements")

    def sayings(self) -> Iterator[Saying]:
        """All statements as far as they tell whose words they are, one by one."""
        from .sayings import Saying

        decode = msgspec.json.Decoder(Saying).decode
        with trouble.explained(self._path), collector_resting():
            for (body,) in self._connection.execute("SELECT CAST(body AS BLOB) FROM statements ORDER BY ordinal"):
                yield decode(body)

    def spoken(self, speakers: Collection[str], kind: str | None, hand: str | None) -> tuple[Statement, ...]:
        """Statements that one of ``speakers`` may have made, or an unnamed source of this ``kind``; of this ``hand``, where one is given.

        Without a speaker and kind: of everybody. All are there, and others beside them.
        """
        parts: list[str] = []
        if speakers:
            # Who speaks with somebody else stands in the body alone.
            parts.append("speaker IN (SELECT value FROM json_each(:speakers))")
            parts.append("""speaker IS NOT NULL AND instr(body, '"speakers":["' || speaker || '"]') = 0""")
        if kind:
            parts.append("instr(body, :unnamed) > 0")
        condition = f"({' OR '.join(parts)})" if parts else "1"
        if hand:
            condition += " AND instr(body, :hand) > 0"
        given = {"speakers": array(speakers), "unnamed": f'"unnamed":{{"kind":"{kind}"', "hand": f'"hand":"{hand}"'}
        ask = f"SELECT CAST(body AS BLOB) FROM statements WHERE {condition} ORDER BY ordinal"  # noqa: S608
        return tuple(decoded(Statement, body) for (body,) in self.rows(ask, given))

    # Events

    def dated(self) -> list[Dated]:
        """All events that some passage tells, by their days and origins, in export order."""
        ask = f"SELECT id, earliest, latest, n_origins FROM events WHERE {TOLD} ORDER BY ordinal"  # noqa: S608  a constant
        found = self.rows(ask)
        return [Dated(id, DayBounds(first, last) if first else None, n) for id, first, last, n in found]

    def outlined(self, events: Iterable[str]) -> tuple[Outline, ...]:
        """The outlines of the events with these ids, in export order."""
        ask = "SELECT CAST(body AS BLOB) FROM events WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
        with collector_resting():
            return self.bodies(Outline, ask, (array(events),))

    def best_backed(self, limit: int) -> tuple[Event, ...]:
        """The events of most origins, speakers and weight."""
        condition = "1 ORDER BY n_origins DESC, n_speakers DESC, weight DESC, id LIMIT ?"
        return self.where(Event, condition, (limit,))

    def involving(self, entities: Iterable[str], roles: Sequence[FacetKind]) -> frozenset[str]:
        """The ids of the events that some passage tells and of which one of ``entities`` is a facet of one of these kinds."""
        ask = """SELECT DISTINCT e.id FROM facets AS f JOIN event_facets AS x ON x.facet = f.facet
            JOIN events AS e ON e.ordinal = x.event
            WHERE f.kind IN (SELECT value FROM json_each(?)) AND f.value IN (SELECT value FROM json_each(?))"""
        return frozenset(id for (id,) in self.rows(ask, (array(roles), array(entities))))

    def texts(self) -> Iterator[tuple[str, str]]:
        """The texts of all reports with their ids, one by one."""
        ask = "SELECT r.id, t.text FROM recorded_reports AS r JOIN reports AS t USING (id) ORDER BY r.ordinal"
        with trouble.explained(self._path):
            yield from self._connection.execute(ask)

    def telling_sentences(self, reports: Iterable[str]) -> list[tuple[int, Place]]:
        """Ordinals of events with each sentence of ``reports`` that tells them."""
        ask = """SELECT x.event, p.report, p.start, p.end FROM passages AS p CROSS JOIN event_passages AS x ON x.passage = p.rowid
            WHERE p.kind = 'sentence' AND p.report IN (SELECT value FROM json_each(?))"""
        return [(event, (report, start, end)) for event, report, start, end in self.rows(ask, (array(reports),))]

    def tellings(self) -> set[tuple[str, str]]:
        """The ids of each event and of each report that tells it."""
        # Sentences lie in a thirtieth of the room of statements, and in order.
        ask = """SELECT x.event, p.report FROM passages AS p CROSS JOIN event_passages AS x ON x.passage = p.rowid
            WHERE p.kind = 'sentence'"""
        with collector_resting():
            told = set(self.rows(ask))
            ids: dict[int, str] = dict(self.rows("SELECT ordinal, id FROM events"))
        return {(ids[event], report) for event, report in told}

    def heaviest(self, events: Collection[str], limit: int | None) -> tuple[str, ...]:
        """The ids of the first ``limit`` of these events (None is all), by weight, news before background."""
        ask = """SELECT id FROM events WHERE id IN (SELECT value FROM json_each(?))
            ORDER BY background, weight DESC, id LIMIT ?"""
        return tuple(id for (id,) in self.rows(ask, (array(events), -1 if limit is None else limit)))

    def numbered(self, events: Iterable[int]) -> frozenset[str]:
        """The ids of the events with these ordinals."""
        ask = "SELECT id FROM events WHERE ordinal IN (SELECT value FROM json_each(?))"
        return frozenset(id for (id,) in self.rows(ask, (array(events),)))
