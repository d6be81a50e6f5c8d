"""What a page of the reading room takes from the record: rows by filter, by page, by place; never a whole table of bodies.

Always true here: every query is bounded by a limit or by what it was given, and goes through an index; heads of reports and entities
come without texts and mentions.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from ..model.decisions import Decision
from ..model.record import RecordedReport, Statement
from . import trouble
from .doubt_rows import DoubtRows
from .event_rows import EventRows
from .lookups import LookupRows
from .name_rows import NameRows
from .rows import array, decoded
from .search import Hit, HitKind, found, n_found


class Shelf(EventRows, NameRows, DoubtRows, LookupRows):
    """The queries of the pages over one open record."""

    # Reports

    def heads(self, reports: Iterable[str]) -> tuple[RecordedReport, ...]:
        """Reports without their texts."""
        return self.get(RecordedReport, reports)

    def whole(self, heads: Iterable[RecordedReport]) -> tuple[RecordedReport, ...]:
        """Reports with their texts."""
        return tuple(replace(head, text=self.text(head.id)) for head in heads)

    def text(self, report: str) -> str:
        """The text of a report of the record; empty where there is none."""
        found = self.rows("SELECT text FROM reports WHERE id = ?", (report,))
        return str(found[0][0]) if found else ""

    def reports_by_day(self, limit: int, offset: int, publisher: str | None = None) -> tuple[RecordedReport, ...]:
        """Reports from the last day to the first, those without a date at the end."""
        condition = "(?1 IS NULL OR publisher = ?1) ORDER BY published IS NULL, published DESC, path LIMIT ?2 OFFSET ?3"
        return self.where(RecordedReport, condition, (publisher, limit, offset))

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
        return self.where(Statement, condition, (report, start, end))

    def mentions_in(self, report: str, start: int, end: int) -> list[tuple[int, int, str, int]]:
        """The mentions (0) and roles (1) that begin in a stretch of a report: start, end, entity, which."""
        ask = """SELECT m.start, m.end, e.id, m.role FROM recorded_reports AS r JOIN mentions AS m ON m.report = r.ordinal
            JOIN entities AS e ON e.ordinal = m.entity WHERE r.id = ? AND m.start >= ? AND m.start < ? ORDER BY 1, 2, 3"""
        return self.rows(ask, (report, start, end))

    def rulings(self, id: str) -> tuple[Decision, ...]:
        """The decisions that were applied to a thing, in the order of their time."""
        return self.rulings_of([id]).get(id, ())

    def rulings_of(self, ids: Iterable[str]) -> dict[str, tuple[Decision, ...]]:
        """The decisions that were applied to each of the things, in the order of their time; things without any are left out."""
        ask = """SELECT i.value, CAST(d.body AS BLOB) FROM record, json_each(record.provenance, '$.applied') AS a,
                json_each(a.value, '$.ids') AS i JOIN decisions AS d ON d.id = json_extract(a.value, '$.decision')
            WHERE i.value IN (SELECT value FROM json_each(?)) ORDER BY d."when", d.id"""
        found: dict[str, tuple[Decision, ...]] = {}
        for id, body in self.rows(ask, (array(ids),)):
            found[id] = (*found.get(id, ()), decoded(Decision, body))
        return found

    # Search

    def found(self, query: str, kind: HitKind, limit: int, offset: int = 0) -> tuple[Hit, ...]:
        """The best passages or names of one kind that hold what a person asks for. Raises LookupFailed for a query of nothing."""
        with trouble.explained(self._path):
            return found(self._connection, query, kind, limit, offset)

    def n_found(self, query: str) -> dict[HitKind, int]:
        """How many passages and names hold what a person asks for."""
        with trouble.explained(self._path):
            return n_found(self._connection, query)
