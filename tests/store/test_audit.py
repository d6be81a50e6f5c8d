"""One changed byte in a record file that has no seal is found, wherever it changes what the file says."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from kills import works

import dateline
from dateline.errors import DatelineError
from dateline.model.judgements import Comment
from dateline.store.facets import MADE

SEED = 20310609
PLACES = 250
"""Bytes that are changed, one at a time."""
MADE_AGAIN = (*MADE, "passages", "edition", "notes")
"""Tables that can be made again, besides the index of words; of notes the key."""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of four reports with a decision, in one file that has no seal."""
    home = tmp_path_factory.mktemp("audit")
    path = home / "a.dateline"
    shutil.copyfile(next(work.before for work in works(home) if work.name == "add") or "", path)
    dateline.judge(path, Comment(("Odo Lant",)), who="ines", why="who is he?").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("UPDATE seal SET seal = zeroblob(length(seal))")
        connection.commit()
    return path


def said(path: Path) -> object:
    """All that the file says but for what can be made again; None where SQLite cannot read it."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.text_factory = bytes
            tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            names = (name.decode() for name, _ in tables if name.decode().isidentifier())
            kept = [n for n in names if n not in MADE_AGAIN and "_" not in n.replace("recorded_reports", "")]
            return tables, [connection.execute(f"SELECT * FROM {name}").fetchall() for name in kept]  # noqa: S608
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def sound(path: Path) -> bool:
    """Whether the proof finds nothing."""
    try:
        return dateline.verify(path) == ()
    except DatelineError as error:
        assert error.code in ("E202", "E203", "E205", "E208")
        return False


def test_a_changed_byte_of_the_file_is_found(record: Path, tmp_path: Path) -> None:
    """In a text, a quotation, a number, a name, a decision, a digest, a table's own words: whatever the file says."""
    content, before = record.read_bytes(), said(record)
    path = tmp_path / "a.dateline"
    chance = random.Random(SEED)  # noqa: S311 - places, not secrets
    assert sound(record)
    told = 0
    for _ in range(PLACES):
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
        if said(path) != before:
            told += 1
            assert not sound(path), (at, content[at - 20 : at + 20])
    assert told > PLACES / 5


CHANGED: dict[str, Callable[[sqlite3.Connection], object]] = {
    "a weight": lambda c: c.execute("UPDATE events SET body = replace(body, '\"weight\":', '\"weight\":1')"),
    "a column": lambda c: c.execute("UPDATE statements SET earliest = '1999-01-01'"),
    "the id of a report": lambda c: c.execute("UPDATE recorded_reports SET body = replace(body, id, upper(id))"),
    "a failure": lambda c: c.execute(
        "INSERT INTO failures SELECT 99, path, 'R101', 'error', '', '{}', '' FROM recorded_reports LIMIT 1"
    ),
    "the provenance": lambda c: c.execute("UPDATE record SET provenance = replace(provenance, '0.', '1.')"),
    "who tells an event": lambda c: c.execute(
        "DELETE FROM event_statements WHERE event = (SELECT min(event) FROM event_statements)"
    ),
    "notes": lambda c: c.execute("UPDATE notes SET body = substr(body, 1, length(body) - 1) || x'00'"),
    "notes of another reading": lambda c: c.execute("UPDATE notes SET reading = '0'"),
    "a trigger": lambda c: c.execute("DROP TRIGGER decisions_stay"),
    "a text": lambda c: (
        c.execute("DROP TRIGGER reports_stand"),
        c.execute("UPDATE reports SET text = replace(text, 'pilots', 'Pilots')"),
    ),
    "a reading": lambda c: (
        c.execute("DROP TRIGGER readings_stand"),
        c.execute("UPDATE readings SET metadata = replace(metadata, 'Island', 'Inland')"),
    ),
    "a decision": lambda c: (
        c.execute("DROP TRIGGER decisions_stand"),
        c.execute("UPDATE decisions SET why = 'nobody'"),
    ),
}


@pytest.mark.parametrize("case", CHANGED)
def test_a_row_that_was_changed_by_hand_is_found(record: Path, tmp_path: Path, case: str) -> None:
    """Well-formed for SQLite, and still not what Dateline wrote."""
    path = tmp_path / "a.dateline"
    shutil.copyfile(record, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        CHANGED[case](connection)
    assert not sound(path)
