"""The full-text index, filled from a record (``search`` asks it).

Always true here: it holds what an index made anew of the record would hold, whatever was taken out and put in since; the row of a
passage tells its place.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

import msgspec
from msgspec import Struct

from ..model.closed import ClosedRecord
from ..model.record import Entity, RecordedReport, Statement
from .renewal import Renewal
from .search import ROOM, SENTENCE, texts_of
from .tables import Place


class _Passage(Struct, frozen=True, gc=False):
    """One row of ``passages``; its words stay in its report."""

    kind: Literal["sentence", "paragraph"]
    id: str
    report: str
    start: int
    end: int

    @property
    def level(self) -> int:
        """How far it is from the beginning of its report: twice the place in code points. A sentence stands where it begins, a paragraph
        where it ends, and so behind all sentences that touch it."""
        return self.end << 1 if self.kind == "paragraph" else self.start << 1 | SENTENCE


def _sentences(statements: Iterable[Statement]) -> dict[Place, str]:
    """The sentences with statements, each with the id of its first."""
    found: dict[Place, str] = {}
    for statement in statements:
        span = statement.sentence
        found.setdefault((span.report, span.start, span.end), statement.id)
    return found


def _paragraphs(reports: Iterable[RecordedReport]) -> Iterator[Place]:
    """The lines of blocks that are not empty."""
    for report in reports:
        for block in report.blocks:
            at = block.start
            for line in report.text[block.start : block.end].splitlines(keepends=True):
                start = at + len(line) - len(line.lstrip())
                if words := line.strip():
                    yield report.id, start, start + len(words)
                at += len(line)


def _passages(record: ClosedRecord, reports: frozenset[str]) -> Iterator[_Passage]:
    """One passage for each sentence with statements, however many it has, and for each line of ``reports``. A paragraph of one sentence
    holds what the sentence holds, and would be left out of all hits."""
    sentences = _sentences(record.statements.of_reports(reports))
    yield from (_Passage("sentence", id, *place) for place, id in sentences.items())
    printed = _paragraphs(report for report in record.data.reports if report.id in reports)
    yield from (_Passage("paragraph", place[0], *place) for place in printed if place not in sentences)


class _Named(msgspec.Struct, frozen=True, gc=False):
    """An entity as far as it is searched for."""

    name: str
    aliases: tuple[str, ...]


_decode_names = msgspec.json.Decoder(_Named).decode


def _printed(entity: Entity | _Named) -> str:
    return "\n".join((entity.name, *entity.aliases))


class Loss(Struct, frozen=True):
    """Passages (rowids) that the index loses, and the reports of which it loses all."""

    rows: tuple[int, ...]
    reports: frozenset[str]


def forget(connection: sqlite3.Connection, reports: Renewal, statements: Renewal, entities: Renewal) -> Loss:
    """Take out of the index, while the record is still the old one, the names that change and the passages of reports that do."""
    run = connection.execute
    ask = "SELECT DISTINCT report FROM passages WHERE kind = 'sentence' AND id IN (SELECT value FROM json_each(?))"
    touched = {report for (report,) in run(ask, (json.dumps(list(statements.gone.values())),))}
    touched |= {*reports.gone.values(), *(report.id for _, report in reports.fresh)}
    touched |= {statement.sentence.report for _, statement in statements.fresh}
    ask = (
        "SELECT rowid, report, start, end FROM passages WHERE report IN (SELECT value FROM json_each(?)) ORDER BY rowid"
    )
    found = run(ask, (json.dumps(sorted(touched)),)).fetchall()
    texts = texts_of(connection, {report for _, report, _, _ in found})
    lost = [(row, texts[report][start:end]) for row, report, start, end in found]
    connection.executemany("INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', ?, ?)", lost)
    connection.executemany("DELETE FROM passages WHERE rowid = ?", ((row,) for row, _ in lost))
    ask = "SELECT ordinal, CAST(body AS BLOB) FROM entities WHERE ordinal IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
    bodies = run(ask, (json.dumps(list(entities.gone)),)).fetchall()
    names = [(ordinal, _printed(_decode_names(body))) for ordinal, body in bodies]
    connection.executemany("INSERT INTO name_words (name_words, rowid, words) VALUES ('delete', ?, ?)", names)
    return Loss(tuple(row for row, _ in lost), frozenset(touched))


def refill(connection: sqlite3.Connection, record: ClosedRecord, entities: Renewal, lost: Loss) -> None:
    """Put into the index what it lacks of ``record`` after ``lost``, inside the caller's transaction."""
    texts = {report.id: report.text for report in record.data.reports}
    found = _numbered(connection, _passages(record, lost.reports))
    connection.executemany(
        "INSERT INTO passages (rowid, kind, id, report, start, end) VALUES (?, ?, ?, ?, ?, ?)",
        ((n, p.kind, p.id, p.report, p.start, p.end) for n, p in found),
    )
    # In order of rows: FTS5 writes out what it has gathered whenever a row is not above the last.
    words = ((n, texts[p.report][p.start : p.end]) for n, p in found)
    connection.executemany("INSERT INTO search_words (rowid, words) VALUES (?, ?)", words)
    names = sorted((ordinal, _printed(entity)) for ordinal, entity in entities.fresh)
    connection.executemany("INSERT INTO name_words (rowid, words) VALUES (?, ?)", names)


def _numbered(connection: sqlite3.Connection, passages: Iterable[_Passage]) -> list[tuple[int, _Passage]]:
    """``passages`` by place, each with a row that is free: the next of its level."""
    ask = "SELECT coalesce(max(rowid) + 1, ?1) FROM passages WHERE rowid >= ?1 AND rowid < ?2"
    found: list[tuple[int, _Passage]] = []
    ordered = sorted(passages, key=lambda p: (p.level, p.report, p.start))
    for level, group in groupby(ordered, key=lambda p: p.level):
        (first,) = connection.execute(ask, (level << ROOM, (level + 1) << ROOM)).fetchone()
        found += enumerate(group, first)
    return found


def words_anew(connection: sqlite3.Connection) -> None:
    """Fill the index of words anew from the passages, texts and entities that the file holds."""
    for name in ("search_words", "name_words"):
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # noqa: S608  constants
    run = connection.execute
    texts = dict(run("SELECT id, text FROM reports WHERE id IN (SELECT report FROM passages)"))
    passages = run("SELECT rowid, report, start, end FROM passages ORDER BY rowid")
    words = ((row, texts[report][start:end]) for row, report, start, end in passages)
    connection.executemany("INSERT INTO search_words (rowid, words) VALUES (?, ?)", words)
    entities = run("SELECT ordinal, CAST(body AS BLOB) FROM entities ORDER BY ordinal")
    names = ((ordinal, _printed(_decode_names(body))) for ordinal, body in entities)
    connection.executemany("INSERT INTO name_words (rowid, words) VALUES (?, ?)", names)


def empty(connection: sqlite3.Connection) -> None:
    """Empty the index, inside the caller's transaction."""
    connection.execute("DELETE FROM passages")
    connection.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    connection.execute("INSERT INTO name_words (name_words) VALUES ('delete-all')")
