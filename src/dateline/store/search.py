"""The full-text index: filled from a record, asked with a person's query.

Always true here: it holds what an index made anew of the record would hold, whatever was taken out and put in since; hits come in
order of FTS5's bm25, ties by place; a paragraph is left out where a sentence in it is a hit.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from ..model.reading import Span
from ..model.record import Entity, RecordData, RecordedReport, Statement
from .query import expression
from .renewal import Renewal

HitKind = Literal["sentence", "paragraph", "name"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a query was found; ``score`` is bm25, better when lower.

    ``id`` is that of the first statement of a sentence, the report of a paragraph, the entity of a name; a name has no
    ``span``.
    """

    kind: HitKind
    id: str
    span: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class _Passage:
    """One row of ``passages`` and the words that it is found by."""

    kind: HitKind
    id: str
    words: str
    report: str | None = None
    start: int | None = None
    end: int | None = None


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


def _names(entities: Iterable[Entity]) -> Iterator[_Passage]:
    for entity in entities:
        yield _Passage("name", entity.id, _printed(entity))


@dataclass(frozen=True, slots=True)
class Loss:
    """Rows (rowids) that the index loses, and the reports of which it loses all passages."""

    rows: tuple[int, ...]
    reports: frozenset[str]


def forget(connection: sqlite3.Connection, reports: Renewal, statements: Renewal, entities: Renewal) -> Loss:
    """Take out of the index, while the record is still the old one, the names that change and the passages of reports that do."""
    run = connection.execute
    ask = "SELECT DISTINCT report FROM passages WHERE kind = 'sentence' AND id IN (SELECT value FROM json_each(?))"
    touched = {report for (report,) in run(ask, (json.dumps(list(statements.gone.values())),))}
    touched |= {*reports.gone.values(), *(report.id for _, report in reports.fresh)}
    touched |= {statement.sentence.report for _, statement in statements.fresh}
    ask = "SELECT rowid, report, start, end FROM passages WHERE report IN (SELECT value FROM json_each(?))"
    found = run(ask, (json.dumps(sorted(touched)),)).fetchall()
    texts = _texts(connection, {report for _, report, _, _ in found})
    lost = {row: texts[report][start:end] for row, report, start, end in found}
    for ordinal, entity in entities.gone.items():
        body = run("SELECT CAST(body AS BLOB) FROM entities WHERE ordinal = ?", (ordinal,)).fetchone()[0]
        (row,) = run("SELECT rowid FROM passages WHERE report IS NULL AND id = ?", (entity,)).fetchone()
        lost[row] = _printed(_decode_names(body))
    connection.executemany(
        "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', ?, ?)", lost.items()
    )
    connection.executemany("DELETE FROM passages WHERE rowid = ?", ((row,) for row in lost))
    return Loss(tuple(lost), frozenset(touched))


def refill(connection: sqlite3.Connection, data: RecordData, entities: Renewal, lost: Loss) -> None:
    """Put into the index what it lacks of ``data`` after ``lost``, inside the caller's transaction."""
    found = [
        *_sentences(s for s in data.statements if s.sentence.report in lost.reports),
        *_paragraphs(r for r in data.reports if r.id in lost.reports),
        *_names(entity for _, entity in entities.fresh),
    ]
    first = connection.execute("SELECT coalesce(max(rowid), 0) + 1 FROM passages").fetchone()[0]
    connection.executemany(
        "INSERT INTO passages (rowid, kind, id, report, start, end) VALUES (?, ?, ?, ?, ?, ?)",
        ((n, p.kind, p.id, p.report, p.start, p.end) for n, p in enumerate(found, first)),
    )
    connection.executemany(
        "INSERT INTO search_words (rowid, words) VALUES (?, ?)", ((n, p.words) for n, p in enumerate(found, first))
    )


def empty(connection: sqlite3.Connection) -> None:
    """Empty the index, inside the caller's transaction."""
    connection.execute("DELETE FROM passages")
    connection.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")


_Row = tuple[HitKind, str, str | None, int, int, float]
IN_ORDER = """score, p.report, p.start, p.kind DESC,
CASE WHEN p.report IS NULL THEN (SELECT ordinal FROM entities WHERE id = p.id) END"""
"""How hits are ordered, in SQL: of two that are as good by place, of two names by the number of their mentions."""
_BEST = f"""
WITH best AS MATERIALIZED (
    SELECT rowid AS passage, rank AS score FROM search_words WHERE search_words MATCH ?1 ORDER BY rank LIMIT ?2
)
SELECT p.kind, p.id, p.report, p.start, p.end, best.score AS score
FROM best JOIN passages AS p ON p.rowid = best.passage
ORDER BY {IN_ORDER}
"""  # noqa: S608  a constant
_WITHIN = """
SELECT 1 FROM passages AS p CROSS JOIN search_words ON search_words.rowid = p.rowid
WHERE p.report = ?1 AND p.kind = 'sentence' AND p.start >= ?2 AND p.start < ?3 AND search_words MATCH ?4 LIMIT 1
"""
LOOKED_AT = 200
"""Best rows that are looked at first: for most queries the answer is among them, and they are read in a millisecond."""
MORE = 8
"""Times as many the next time."""


def search(
    connection: sqlite3.Connection, query: str, limit: int, within: Container[tuple[str, int, int]] | None
) -> tuple[Hit, ...]:
    """The best ``limit`` hits of ``query``; of the sentences ``within`` (report, start, end) alone, where they are given."""
    hits = _with_few_names(_hits(connection, expression(query), limit, within), limit)
    texts = _texts(connection, {report for _, _, report, _, _, _ in hits if report is not None})
    return tuple(
        Hit(kind, key, None if report is None else Span(report, start, end, texts[report][start:end]), score)
        for kind, key, report, start, end, score in hits
    )


def _hits(
    connection: sqlite3.Connection, asked: str, limit: int, within: Container[tuple[str, int, int]] | None
) -> list[_Row]:
    """The hits up to the one that is passage number ``limit``, best first; all, if there are not so many passages.

    Only the best rows are looked at; all of one score or none, since what comes first of them is told by their places.
    """
    most = LOOKED_AT
    while True:
        rows: list[_Row] = connection.execute(_BEST, (asked, most)).fetchall()
        hits, passages = [], 0
        for hit in _outermost(connection, asked, rows) if within is None else _of(rows, within):
            if passages == limit:
                break
            hits.append(hit)
            passages += hit[0] != "name"
        if len(rows) < most or (passages == limit and hits[-1][5] < rows[-1][5]):
            return hits
        most *= MORE


def _of(rows: Iterable[_Row], within: Container[tuple[str, int, int]]) -> Iterator[_Row]:
    """The rows of these sentences."""
    return (row for row in rows if row[0] == "sentence" and (row[2], row[3], row[4]) in within)


def _outermost(connection: sqlite3.Connection, asked: str, rows: Sequence[_Row]) -> Iterator[_Row]:
    """``rows`` without the paragraphs in which a sentence is a hit, among ``rows`` or not."""
    sentences: dict[str | None, list[int]] = {}
    for kind, _, report, start, _, _ in rows:
        if kind == "sentence":
            sentences.setdefault(report, []).append(start)
    for row in rows:
        kind, _, report, start, end, _ = row
        if kind == "paragraph":
            near = any(start <= at < end for at in sentences.get(report, ()))
            if near or connection.execute(_WITHIN, (report, start, end, asked)).fetchone():
                continue
        yield row


def _with_few_names(hits: list[_Row], limit: int) -> list[_Row]:
    """The best ``limit`` of ``hits``: names rank high, short as they are, and get a quarter of the room if passages fill the rest."""
    names = [hit for hit in hits if hit[0] == "name"]
    kept = set(names[: max(1, limit // 4, limit - (len(hits) - len(names)))])
    return [hit for hit in hits if hit[0] != "name" or hit in kept][:limit]


def _texts(connection: sqlite3.Connection, reports: Iterable[str]) -> dict[str, str]:
    """The texts of ``reports`` by id."""
    ask = "SELECT text FROM reports WHERE id = ?"
    return {report: connection.execute(ask, (report,)).fetchone()[0] for report in sorted(reports)}
