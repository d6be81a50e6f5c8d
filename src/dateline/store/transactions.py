"""Transactions of an open record file, and what SQLite says of the file.

Always true here: what was begun is committed or rolled back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All or nothing: COMMIT at the end, ROLLBACK on any exception."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk ends the transaction by itself; a second ROLLBACK would then hide why.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """The value of an integer pragma."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def settled(path: Path) -> bool:
    """Whether all of the record is in its one file: no process has changes in a write-ahead log beside it."""
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0
