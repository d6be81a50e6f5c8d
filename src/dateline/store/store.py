"""The record file: one SQLite file that holds the reports, what they say, what people ruled, and the record made of them.

Always true here: a reader sees one state of the record from opening to closing; a writer changes it in whole transactions,
so that a process killed at any moment leaves the old record or the new one; reports and decisions are never changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec
from msgspec.structs import replace

from ..collector import collector_resting
from ..errors import LookupFailed
from ..model.decisions import Decision, standing
from ..model.reading import Failure, Report
from ..model.record import Figure, Provenance, RecordData, RecordedReport
from . import trouble
from .fixity import changing, seal
from .opening import BUSY_SECONDS, closed_on_error, create_or_open, open_existing
from .outline import TOLD, Gist, Outline, ReportOutline
from .search import Hit, search
from .shelf import Shelf
from .tables import BY_NOUN, TABLES, digest, texts_back
from .transactions import transaction

# Who looks at a record needs neither notes, which are many classes, nor what writes and proves rows.
if TYPE_CHECKING:
    from ..model.closed import ClosedRecord
    from ..model.notes import ReportNotes
    from .kept import Kept
    from .sealed import Sealed

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


def reading(report: Report) -> str:
    """The digest of a report with all that its surroundings state: 32 hexadecimal digits; notes belong to one reading."""
    return sha256(_encode(report)).hexdigest()[:32]


def _ids(ids: Iterable[str]) -> str:
    return json.dumps(sorted(set(ids)))


class Store:
    """An open record file. Close it, or use it as a context manager; it belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, write: bool) -> None:
        """Take over an open connection; use ``open`` or ``create_or_open``."""
        self.path = path
        self._connection = connection
        self._write = write
        if not write:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN DEFERRED")
            connection.execute("SELECT count(*) FROM record").fetchone()

    @classmethod
    def create_or_open(cls, path: str | Path, *, timeout: float = BUSY_SECONDS) -> Self:
        """The record at ``path`` for writing; it is made if absent, and may be one whose build did not finish."""
        place = Path(path)
        return cls(place, create_or_open(place, timeout), write=True)

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, timeout: float = BUSY_SECONDS) -> Self:
        """The finished record at ``path``. Raises RecordError where there is none, or it is foreign, newer or damaged.

        Without ``write`` it stays as it is now, whoever writes meanwhile: open it again to see what is new.
        """
        place = Path(path)
        connection = open_existing(place, timeout)
        with trouble.explained(place), closed_on_error(connection):
            return cls(place, connection, write=write)

    def close(self) -> None:
        """Let the file go, sealed if it was written to and nobody reads an older state of it."""
        with closing(self._connection):
            if self._write:
                seal(self._connection, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def shelf(self) -> Shelf:
        """The queries of the pages, which read only what they show."""
        return Shelf(self._connection, self.path)

    # What came in

    def accept(self, read: Iterable[tuple[Report, ReportNotes | Sealed]], key: str) -> None:
        """Keep reports with their notes under ``key`` (a digest of version and settings), in one transaction.

        Again with the same reports it changes nothing. A report whose surroundings state something else now is a new
        reading of it, and the last reading counts.
        """
        # What makes the pairs may take its time; the file is locked only after that.
        pairs = tuple(read)
        with self._writing():
            for report, notes in pairs:
                self._accept(report, notes, key)

    def known(self, reports: Iterable[Report], key: str) -> frozenset[str]:
        """The ids of those of ``reports`` whose last reading is exactly this one, with notes under ``key``."""
        given = {report.id: reading(report) for report in reports}
        ask = """SELECT n.report, n.reading FROM notes AS n
            JOIN readings AS d ON d.seq = (SELECT max(seq) FROM readings WHERE report = n.report) AND d.reading = n.reading
            WHERE n.key = ? AND n.report IN (SELECT value FROM json_each(?))"""
        with trouble.explained(self.path):
            found = self._connection.execute(ask, (key, _ids(given))).fetchall()
        return frozenset(report for report, digest in found if given[report] == digest)

    def reports(self, ids: Iterable[str] | None = None) -> tuple[Report, ...]:
        """The reports ``ids`` (default: the edition) as last read, in order of id; ids never accepted are left out."""
        ask = """SELECT coalesce(CAST(d.metadata AS BLOB), x''), coalesce(r.text, '') FROM reports AS r
            JOIN readings AS d ON d.seq = (SELECT max(seq) FROM readings WHERE report = r.id)
            WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id"""
        decode = msgspec.json.Decoder(Report).decode
        with trouble.explained(self.path):
            found = self._connection.execute(ask, (_ids(self.edition() if ids is None else ids),))
            return tuple(replace(decode(metadata), text=text) for metadata, text in found)

    def notes(self, ids: Iterable[str], key: str) -> Kept:
        """The notes under ``key`` of the last reading of ``ids``, by id, in this order; reports without such notes are left out.

        They are read when they are asked for, as long as this store is open.
        """
        from .kept import Kept

        ask = """SELECT n.report, n.reading FROM notes AS n
            JOIN readings AS d ON d.seq = (SELECT max(seq) FROM readings WHERE report = n.report) AND d.reading = n.reading
            WHERE n.key = ? AND n.report IN (SELECT value FROM json_each(?)) ORDER BY n.report"""
        with trouble.explained(self.path):
            return Kept(self.path, self._connection, dict(self._connection.execute(ask, (key, _ids(ids)))), key)

    def forget_notes(self, key: str) -> None:
        """Drop the notes that are not under ``key`` or not of a report's last reading; they can be made again."""
        drop = """DELETE FROM notes WHERE key <> ? OR reading <> (
            SELECT d.reading FROM readings AS d WHERE d.report = notes.report ORDER BY d.seq DESC LIMIT 1)"""
        with self._writing():
            self._connection.execute(drop, (key,))

    def _accept(self, report: Report, notes: ReportNotes | Sealed, key: str) -> None:
        run = self._connection.execute
        digest = reading(report)
        run("INSERT INTO reports VALUES (?, ?, ?)", (report.id, report.sha256, report.text))
        last = run("SELECT reading FROM readings WHERE report = ? ORDER BY seq DESC LIMIT 1", (report.id,)).fetchone()
        if last is None or last[0] != digest:
            metadata = _encode(replace(report, text="")).decode()
            run(
                "INSERT INTO readings (report, reading, path, raw_sha256, metadata) VALUES (?, ?, ?, ?, ?)",
                (report.id, digest, report.path, report.raw_sha256, metadata),
            )
        from .sealed import Sealed
        from .sealed import seal as sealed

        kept = notes if isinstance(notes, Sealed) else sealed(notes)
        run("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?)", (report.id, digest, key, kept.body))

    # What people ruled

    def append(self, *decisions: Decision) -> None:
        """Keep ``decisions``, all or none; one that is there changes nothing. Raises LookupFailed where one undoes what is not there."""
        if not decisions:  # a transaction compares the seal of the whole file first
            return
        with self._writing():
            for decision in decisions:
                self._append(decision)

    def _append(self, decision: Decision) -> None:
        target = _encode(decision.target).decode()
        row = (decision.id, decision.kind, decision.noun, target, decision.value, decision.who)
        rest = (decision.when, decision.why, decision.undoes, _encode(decision).decode())
        run, ask = self._connection.execute, "SELECT count(*) FROM decisions WHERE id = ?"
        if run(ask, (decision.id,)).fetchone()[0]:
            return
        if decision.undoes and not run(ask, (decision.undoes,)).fetchone()[0]:
            raise LookupFailed(
                "E501", f"There is no decision {decision.undoes} to undo.", "List them: dateline judge RECORD"
            )
        run(
            """INSERT INTO decisions (id, kind, noun, target, value, who, "when", why, undoes, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (*row, *rest),
        )

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, first to last, also those undone (``model.decisions.standing`` leaves these out)."""
        return self._values(Decision, "SELECT CAST(body AS BLOB) FROM decisions ORDER BY seq")

    # The record

    def replace_record(
        self, made: RecordData | ClosedRecord, edition: Iterable[str], *, replaces: Sequence[str] | None = None
    ) -> None:
        """Put what was ``made`` of the accepted reports ``edition`` in the place of the record, in one transaction; only rows that change
        are written.

        ``replaces`` is the edition that it was grown from: RecordError E204 if another process changed it, or ruled, since.
        """
        from ..model.closed import ClosedRecord

        record = made if isinstance(made, ClosedRecord) else ClosedRecord.of(made)
        data = record.data
        with self._writing(), collector_resting():
            if replaces is not None and not self._still(replaces, data.provenance.decisions):
                raise trouble.changed(self.path)
            if not self._continues(data):
                self._empty()
            self._renew(record)
            self._state(data, edition)

    def _still(self, edition: Iterable[str], decisions: Iterable[str]) -> bool:
        """Whether the record is of these reports, and these decisions stand."""
        ruled = {decision.id for decision in standing(self.decisions())}
        return tuple(sorted(edition)) == self.edition() and ruled == set(decisions)

    def _continues(self, data: RecordData) -> bool:
        """Whether rows of the record that is there can stay: it was made by the same version."""
        found = self._connection.execute("SELECT json_extract(provenance, '$.version') FROM record").fetchone()
        return found is not None and found[0] == data.provenance.version

    def _empty(self) -> None:
        from .facets import MADE
        from .words import empty

        for table in TABLES:
            self._connection.execute(table.delete)
        for name in ("event_statements", *MADE):
            self._connection.execute(f"DELETE FROM {name}")  # noqa: S608  names are constants of this package
        empty(self._connection)

    def _renew(self, record: ClosedRecord) -> None:
        """Write what is new of ``record``, and leave all rows that hold already."""
        from .facets import Changes, Recorded, index_pages
        from .renewal import renew, renewal
        from .words import forget, refill

        run, data = self._connection, record.data
        change = {table.field: renewal(run, table, record.values(table.field)) for table in TABLES}
        reports, entities, events = change["reports"], change["entities"], change["events"]
        lost = forget(run, reports, change["statements"], entities)
        for table in TABLES:
            renew(run, change[table.field])
        refill(run, record, entities, lost)
        run.executemany("DELETE FROM event_statements WHERE event = ?", ((event,) for event in events.gone.values()))
        told = sorted((event.id, statement) for _, event in events.fresh for statement in event.statements)
        run.executemany("INSERT OR IGNORE INTO event_statements VALUES (?, ?)", told)
        given = Recorded(data.reports, data.entities, record.statements, data.events, data.contradictions)
        index_pages(run, given, Changes(reports, entities, events, lost.rows, lost.reports))

    def _state(self, data: RecordData, edition: Iterable[str]) -> None:
        """Write what the record is made of, what failed and what made it."""
        for name in ("edition", "failures", "record"):
            self._connection.execute(f"DELETE FROM {name}")  # noqa: S608  names are constants of this package
        many = self._connection.executemany
        many("INSERT INTO edition VALUES (?)", ((report,) for report in sorted(set(edition))))
        many(
            "INSERT INTO failures VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (n, f.path, f.code, f.severity, f.message, body.decode(), digest(n, body))
                for n, f, body in ((n, f, _encode(f)) for n, f in enumerate(data.failures))
            ),
        )
        made = _encode(data.provenance)
        many("INSERT INTO record VALUES (1, ?, ?, ?)", [(data.format, made.decode(), digest(1, made))])

    def edition(self) -> tuple[str, ...]:
        """The ids of the reports that the record is made of, sorted."""
        with trouble.explained(self.path):
            return tuple(report for (report,) in self._connection.execute("SELECT report FROM edition ORDER BY report"))

    def read(self, noun: type[T]) -> tuple[T, ...]:
        """All values of ``noun`` (``Event``, ``Statement``, ``Failure`` ...) in the record, in export order."""
        if noun is Failure:
            return self._values(noun, "SELECT CAST(body AS BLOB) FROM failures ORDER BY ordinal")
        return self._values(noun, BY_NOUN[noun].select_all)

    def outlines(self) -> tuple[Outline, ...]:
        """All events of the record that some passage tells, in outline, in export order."""
        decode = msgspec.json.Decoder(Outline).decode
        ask = f"SELECT CAST(body AS BLOB) FROM events WHERE {TOLD} ORDER BY ordinal"  # noqa: S608  a constant
        # One by one, unlike whole nouns: what an outline leaves out need not be copied into one array first.
        with trouble.explained(self.path), collector_resting():
            return tuple(decode(body) for (body,) in self._connection.execute(ask))

    def report_outlines(self) -> tuple[ReportOutline, ...]:
        """All reports of the record without their texts, in export order."""
        return self._values(ReportOutline, BY_NOUN[RecordedReport].select_all)

    def figures_of(self, measures: Sequence[str]) -> tuple[Figure, ...]:
        """The figures of these measures, in export order."""
        ask = """SELECT CAST(body AS BLOB) FROM figures
            WHERE measure IN (SELECT value FROM json_each(?)) ORDER BY ordinal"""
        return self._values(Figure, ask, (_ids(measures),))

    def gists(self) -> tuple[Gist, ...]:
        """All events of the record that some passage tells, in what is counted and weighed, in export order."""
        # In a body no quotation mark of a text stands without a backslash: these letters are the field, and read twice as fast so.
        ask = f"""SELECT id, type, earliest, status, n_origins, weight, background,
            realis = 'actual' AND polarity = 'positive' AND NOT background, instr(body, '"places":[]') = 0
            FROM events WHERE {TOLD} ORDER BY ordinal"""  # noqa: S608  a constant
        with trouble.explained(self.path), collector_resting():
            return tuple(map(Gist._make, self._connection.execute(ask)))

    def get(self, noun: type[T], ids: Sequence[str]) -> tuple[T, ...]:
        """The values of ``noun`` with these ids, in the order of ``ids``. Raises LookupFailed for an id that is not there."""
        values: tuple[Any, ...] = self._values(noun, BY_NOUN[noun].select_ids, (_ids(ids),))
        found = {value.id: value for value in values}
        if missing := sorted(set(ids) - set(found)):
            raise LookupFailed(
                "E501", f"The record holds no {noun.__name__} {missing[0]!r}.", "Look it up: dateline search"
            )
        return tuple(found[key] for key in ids)

    def provenance(self) -> Provenance:
        """What made the record."""
        return self._values(Provenance, "SELECT CAST(provenance AS BLOB) FROM record")[0]

    def applied(self) -> tuple[Decision, ...]:
        """The decisions that the record was made under, in the order of their time."""
        known = {decision.id: decision for decision in self.decisions()}
        return tuple(known[id] for id in self.provenance().decisions if id in known)

    def data(self) -> RecordData:
        """The whole record."""
        with self._steady():
            nouns: dict[str, Any] = {table.field: self.read(table.noun) for table in TABLES}
            nouns["decisions"] = self.applied()
            return RecordData(provenance=self.provenance(), failures=self.read(Failure), **nouns)

    def search(
        self, query: str, limit: int = 20, *, within: Container[tuple[str, int, int]] | None = None
    ) -> tuple[Hit, ...]:
        """``limit`` hits of a person's query, passages best first, then names; ``within`` are report, start and end of the sentences to
        look in.

        All words must be there; ``"a phrase"``, ``a OR b`` and ``-not`` work as in a search engine. Of more passages than
        ``RANKED`` those nearest the beginnings of their reports are ranked, and the others follow by place. Raises LookupFailed
        for a query that names nothing.
        """
        with trouble.explained(self.path):
            return search(self._connection, query, limit, within)

    def check(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file, and what is not as it was written: nothing, where all is well."""
        from .audit import audit

        with trouble.explained(self.path):
            found = [str(line) for (line,) in self._connection.execute("PRAGMA integrity_check")]
            loose = self._connection.execute("PRAGMA foreign_key_check").fetchall()
            changed = tuple(audit(self._connection))
        damaged = tuple(line for line in found if line != "ok")
        return (*damaged, *(f"{row[0]} {row[1]} refers to nothing" for row in loose), *changed)

    def _values(self, noun: type[T], ask: str, values: Sequence[str] = ()) -> tuple[T, ...]:
        """The bodies that ``ask`` selects, decoded at once: one JSON array decodes faster than its parts. NULL is damage."""
        with trouble.explained(self.path), collector_resting():
            bodies = b",".join(body or b"" for (body,) in self._connection.execute(ask, values))
            found: list[T] = msgspec.json.decode(b"[" + bodies + b"]", type=list[noun])  # type: ignore[valid-type]
        if noun is not RecordedReport:
            return tuple(found)
        texts = "SELECT id, coalesce(r.text, '') FROM reports AS r JOIN recorded_reports USING (id)"
        return texts_back(found, dict(self._connection.execute(texts)), self.path)  # type: ignore[arg-type, return-value]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with trouble.explained(self.path), changing(self._connection, self.path):
            yield

    @contextmanager
    def _steady(self) -> Iterator[None]:
        """Several reads of one state of the file."""
        if self._connection.in_transaction:
            yield
            return
        with trouble.explained(self.path), transaction(self._connection, "DEFERRED"):
            yield
