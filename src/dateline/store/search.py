"""The full-text index: filled from a record, asked with a person's query.

Always true here: it holds what an index made anew of the record would hold, whatever was taken out and put in since; the row of a
passage tells its place, so that passages are found from the beginnings of reports on; the first ``RANKED`` are hits in order of FTS5's
bm25, ties by place, and those behind them in order of place; a paragraph is left out where a sentence that is a hit touches it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from typing import Literal, NamedTuple

import msgspec

from ..model.closed import ClosedRecord
from ..model.reading import Span
from ..model.record import Entity, RecordedReport, Statement
from .query import expression
from .renewal import Renewal

HitKind = Literal["sentence", "paragraph", "name"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a query was found; ``score`` is bm25, better when lower.

    ``id`` is that of the first statement of a sentence, the report of a paragraph, the entity of a name; a name has no
    ``span``. Names are weighed apart from passages: scores of the two cannot be compared.
    """

    kind: HitKind
    id: str
    span: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class _Passage:
    """One row of ``passages`` and the words that it is found by."""

    kind: Literal["sentence", "paragraph"]
    id: str
    words: str
    report: str
    start: int
    end: int

    @property
    def level(self) -> int:
        """How far it is from the beginning of its report: twice the place in code points. A sentence stands where it begins, a paragraph
        where it ends, and so behind all sentences that touch it."""
        return self.end << 1 if self.kind == "paragraph" else self.start << 1 | SENTENCE


SENTENCE = 1
"""The bit of a level that tells a sentence from a paragraph."""
ROOM = 20
"""Bits of a row below its level: room for a million reports with a passage at the same place."""


def _sentences(statements: Iterable[Statement]) -> Iterator[_Passage]:
    """One passage for each sentence with statements, however many it has."""
    seen: set[tuple[str, int, int]] = set()
    for statement in statements:
        span = statement.sentence
        place = (span.report, span.start, span.end)
        if place not in seen:
            seen.add(place)
            yield _Passage("sentence", statement.id, span.exact, *place)


def _paragraphs(reports: Iterable[RecordedReport]) -> Iterator[_Passage]:
    """One passage for each line of a block that is not empty."""
    for report in reports:
        for block in report.blocks:
            at = block.start
            for line in report.text[block.start : block.end].splitlines(keepends=True):
                start = at + len(line) - len(line.lstrip())
                if words := line.strip():
                    yield _Passage("paragraph", report.id, words, report.id, start, start + len(words))
                at += len(line)


class _Named(msgspec.Struct, frozen=True, gc=False):
    """An entity as far as it is searched for."""

    name: str
    aliases: tuple[str, ...]


_decode_names = msgspec.json.Decoder(_Named).decode


def _printed(entity: Entity | _Named) -> str:
    return "\n".join((entity.name, *entity.aliases))


@dataclass(frozen=True, slots=True)
class Loss:
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
    texts = _texts(connection, {report for _, report, _, _ in found})
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
    sentences = list(_sentences(record.statements.of_reports(lost.reports)))
    places = {(p.report, p.start, p.end) for p in sentences}
    # A paragraph of one sentence holds what the sentence holds, and would be left out of all hits.
    paragraphs = (
        p
        for p in _paragraphs(r for r in record.data.reports if r.id in lost.reports)
        if (p.report, p.start, p.end) not in places
    )
    found = _numbered(connection, chain(sentences, paragraphs))
    connection.executemany(
        "INSERT INTO passages (rowid, kind, id, report, start, end) VALUES (?, ?, ?, ?, ?, ?)",
        ((n, p.kind, p.id, p.report, p.start, p.end) for n, p in found),
    )
    # In order of rows: FTS5 writes out what it has gathered whenever a row is not above the last.
    connection.executemany("INSERT INTO search_words (rowid, words) VALUES (?, ?)", ((n, p.words) for n, p in found))
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


class _Row(NamedTuple):
    """A passage or a name that holds what is asked for; ``row`` is that of the index."""

    row: int
    score: float
    kind: HitKind
    id: str
    report: str
    start: int
    end: int


_PASSAGES = f"""
SELECT w.rowid, w.rank, p.kind, p.id, p.report, p.start, p.end
FROM search_words AS w CROSS JOIN passages AS p ON p.rowid = w.rowid
WHERE w.search_words MATCH ?1 AND (?2 IS NULL OR w.rowid >> {ROOM} & {SENTENCE} = ?2) ORDER BY w.rowid
"""  # noqa: S608  constants
_NAMES = """
SELECT w.rowid, w.rank, 'name', e.id, '', 0, 0
FROM name_words AS w CROSS JOIN entities AS e ON e.ordinal = w.rowid WHERE w.name_words MATCH ?1 ORDER BY w.rowid
"""
RANKED = 250
"""Passages that are ranked where more are found, the first by place; of names those mentioned most. Of 200 queries of a word or two
from titles of 5,648 articles, each in more than 1,000 passages, 22 % of the first 20 hits were of articles with these words in their
title; with 500 ranked 18 %, with 1,000 13 %, with 2,000 and with all 11 %. They take 12, 15, 21, 37 and 224 ms (95th percentile)."""


def search(
    connection: sqlite3.Connection, query: str, limit: int, within: Container[tuple[str, int, int]] | None
) -> tuple[Hit, ...]:
    """The best ``limit`` hits of ``query``, passages before names; of the sentences ``within`` (report, start, end) alone, where they
    are given."""
    asked = expression(query)
    if within is not None:
        sentences = (row for row in _passages(connection, asked, "sentence") if row[4:] in within)
        return _hits(connection, islice(_ranked(sentences), limit))
    passages = list(islice(_ranked(_outermost(_passages(connection, asked))), limit))
    # Names get a quarter of the room if passages fill the rest.
    names = list(islice(_ranked(_names(connection, asked)), max(limit // 4, limit - len(passages))))
    return _hits(connection, [*passages[: limit - len(names)], *names])


def found(connection: sqlite3.Connection, query: str, kind: HitKind, limit: int, offset: int) -> tuple[Hit, ...]:
    """The hits of one kind, best first: ``limit`` of them behind the first ``offset``."""
    asked = expression(query)
    rows = _names(connection, asked) if kind == "name" else _passages(connection, asked, kind)
    return _hits(connection, islice(_ranked(rows), offset, offset + limit))


def n_found(connection: sqlite3.Connection, query: str) -> dict[HitKind, int]:
    """How many passages and names hold what is asked for, by kind; kinds of which there is none are left out."""
    asked = (expression(query),)
    ask = f"SELECT count(*), sum(rowid >> {ROOM} & {SENTENCE}) FROM search_words WHERE search_words MATCH ?"  # noqa: S608  constants
    passages, sentences = connection.execute(ask, asked).fetchone()
    (names,) = connection.execute("SELECT count(*) FROM name_words WHERE name_words MATCH ?", asked).fetchone()
    counts: dict[HitKind, int] = {"sentence": sentences or 0, "paragraph": passages - (sentences or 0), "name": names}
    return {kind: n for kind, n in counts.items() if n}


def _passages(
    connection: sqlite3.Connection, asked: str, kind: Literal["sentence", "paragraph"] | None = None
) -> Iterator[_Row]:
    """The passages that hold what is ``asked``, by place; read no further than they are taken."""
    wanted = None if kind is None else int(kind == "sentence")
    rows = map(_Row._make, connection.execute(_PASSAGES, (asked, wanted)))
    for _, level in groupby(rows, key=lambda row: row.row >> ROOM):
        # Rows of one level were numbered as they came.
        yield from sorted(level, key=lambda row: (row.report, row.start, row.end))


def _names(connection: sqlite3.Connection, asked: str) -> Iterator[_Row]:
    """The names that hold what is ``asked``, those mentioned most first."""
    return map(_Row._make, connection.execute(_NAMES, (asked,)))


def _outermost(rows: Iterable[_Row]) -> Iterator[_Row]:
    """Passages by place without the paragraphs that a sentence among them touches: it has come before."""
    ends: dict[str, int] = {}
    for row in rows:
        if row.kind == "sentence":
            ends[row.report] = max(row.end, ends.get(row.report, 0))
        elif row.start < ends.get(row.report, 0):
            continue
        yield row


def _ranked(rows: Iterator[_Row]) -> Iterator[_Row]:
    """The first ``RANKED`` of ``rows``, best first, then the others as they are."""
    yield from sorted(islice(rows, RANKED), key=lambda row: row.score)
    yield from rows


def _hits(connection: sqlite3.Connection, rows: Iterable[_Row]) -> tuple[Hit, ...]:
    """The rows as hits, with their words."""
    kept = list(rows)
    texts = _texts(connection, {row.report for row in kept if row.kind != "name"})
    return tuple(
        Hit(row.kind, row.id, None if row.kind == "name" else _span(row, texts[row.report]), row.score) for row in kept
    )


def _span(row: _Row, text: str) -> Span:
    return Span(row.report, row.start, row.end, text[row.start : row.end])


def _texts(connection: sqlite3.Connection, reports: Iterable[str]) -> dict[str, str]:
    """The texts of ``reports`` by id."""
    ask = "SELECT text FROM reports WHERE id = ?"
    return {report: connection.execute(ask, (report,)).fetchone()[0] for report in sorted(reports)}
