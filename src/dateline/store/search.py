"""The full-text index (``words``), asked with a person's query.

Always true here: passages are found from the beginnings of reports on, because their rows tell their places; the first ``RANKED`` are hits
in order of FTS5's bm25, ties by place, and those behind them in order of place; a paragraph is left out where a sentence that is a hit
touches it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator
from itertools import groupby, islice
from typing import Literal, NamedTuple

from msgspec import Struct

from ..model.reading import Span
from .query import expression

HitKind = Literal["sentence", "paragraph", "name"]


class Hit(Struct, frozen=True):
    """Where a query was found; ``score`` is bm25, better when lower.

    ``id`` is that of the first statement of a sentence, the report of a paragraph, the entity of a name; a name has no
    ``span``. Names are weighed apart from passages: scores of the two cannot be compared.
    """

    kind: HitKind
    id: str
    span: Span | None
    score: float


SENTENCE = 1
"""The bit of a level that tells a sentence from a paragraph."""
ROOM = 20
"""Bits of a row below its level: room for a million reports with a passage at the same place."""


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
    texts = texts_of(connection, {row.report for row in kept if row.kind != "name"})
    return tuple(
        Hit(row.kind, row.id, None if row.kind == "name" else _span(row, texts[row.report]), row.score) for row in kept
    )


def _span(row: _Row, text: str) -> Span:
    return Span(row.report, row.start, row.end, text[row.start : row.end])


def texts_of(connection: sqlite3.Connection, reports: Iterable[str]) -> dict[str, str]:
    """The texts of ``reports`` by id."""
    ask = "SELECT text FROM reports WHERE id = ?"
    return {report: connection.execute(ask, (report,)).fetchone()[0] for report in sorted(reports)}
