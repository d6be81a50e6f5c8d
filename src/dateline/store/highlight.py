"""Which words of a passage a search found, as SQLite's own tokenizer and stemmer see them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from .query import expression

_ON, _OFF = "\ue000", "\ue001"
"""Characters of the private use area; a passage that holds them comes back without highlights."""
Part = tuple[str, bool]
"""Words, and whether the search found them."""


def highlighted(query: str, passages: Sequence[str]) -> tuple[tuple[Part, ...], ...]:
    """Each passage in parts; together the parts are the passage."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(
            "CREATE VIRTUAL TABLE shown USING fts5 (words, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        memory.executemany("INSERT INTO shown (rowid, words) VALUES (?, ?)", enumerate(passages))
        ask = "SELECT rowid, highlight (shown, 0, ?, ?) FROM shown WHERE shown MATCH ?"
        found: dict[int, str] = dict(memory.execute(ask, (_ON, _OFF, expression(query))))
    return tuple(_parts(passage, found.get(number)) for number, passage in enumerate(passages))


def _parts(passage: str, marked: str | None) -> tuple[Part, ...]:
    if marked is None or _ON in passage or _OFF in passage:
        return ((passage, False),)
    parts: list[Part] = []
    for piece in marked.split(_ON):
        inside, sign, after = piece.partition(_OFF)
        parts += [(inside, True), (after, False)] if sign else [(inside, False)]
    return tuple(part for part in parts if part[0])
