"""The seal of a record file: a digest over all of its bytes, in the file itself.

Always true here: no state of the record stands under a seal that was made of another one, at whatever moment a process is killed; nothing
fails because a seal could not be set; what was found changed under its seal is never sealed again. A seal guards against accidents, not
against forgers, who can set one too.

A row of the table ``seal`` holds the first 100 bytes of the file, its header, and the SHA-256 of these and of all bytes behind them, those
of the seal taken as zeros. It is set as the file is closed, when all of the record is in it, and written in place: nothing else moves.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal

from .octets import Octets, octets
from .transactions import pragma, settled, transaction

HEADER = 100
"""Bytes of the header of an SQLite file (https://www.sqlite.org/fileformat.html, 1.3)."""
SIZE = HEADER + 32
OPEN = bytes(SIZE)
"""Not sealed: it is being written, or what wrote it was killed, or others were reading as it was closed."""
MARRED = b"\xff" * SIZE
"""It was found changed under its seal, and was written to since."""
CHUNK = 1 << 20
PATIENCE = 250
"""Milliseconds that who closes a file waits for those who read an older state of it."""
COPIED = 1 << 16
"""A number of the schema (bytes 40 to 43) below this is one that ``.backup`` gave to a copy: one more than in the file before, if any."""
MARK = 0x5345_0000
"""What a record has more, so that no single byte of its number makes it one of a copy."""

State = Literal["whole", "changed", "marred", "open", "in use"]
"""``whole``: the bytes are those that were sealed. ``changed``: they are not. ``marred``: they were not before the last writing.
``open``: there is no seal. ``in use``: a process has part of the record in a log, and the bytes cannot be compared."""


def state(connection: sqlite3.Connection, path: Path) -> State:
    """How the file at ``path``, with a transaction open on ``connection``, stands to its seal."""
    held = _held(connection)
    if held is None or held == OPEN:
        return "open"
    if held == MARRED:
        return "marred"
    try:
        if not settled(path):
            return "in use"
        return "whole" if _holds(connection, path, held) else "changed"
    except OSError as error:
        return "changed" if error.errno == errno.EIO else "in use"


def has_seal(connection: sqlite3.Connection) -> bool:
    """Whether the file has room for a seal: its schema is the sixth or a later one."""
    return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'seal'").fetchone()[0])


def break_seal(connection: sqlite3.Connection, path: Path) -> None:
    """Say, inside the caller's transaction and before it changes anything, that the file is under no seal any more."""
    found = state(connection, path)
    _open(connection, found)


@contextmanager
def changing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """A transaction that breaks the seal of the file if it changes anything."""
    with transaction(connection):
        found, before = state(connection, path), connection.total_changes
        yield
        if connection.total_changes != before:
            _open(connection, found)


def seal(connection: sqlite3.Connection, path: Path) -> None:
    """Seal the file at ``path`` if it is open; it stays so where others are in the way or the disk is full."""
    with suppress(sqlite3.Error, OSError):
        if _held(connection) != OPEN or connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            return
        patience = pragma(connection, "busy_timeout")
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            _seal(connection, path)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")


def _seal(connection: sqlite3.Connection, path: Path) -> None:
    if pragma(connection, "schema_version") < COPIED:
        with transaction(connection):
            connection.execute(f"PRAGMA schema_version = {pragma(connection, 'schema_version') % COPIED + MARK}")
    _fold(connection)
    with transaction(connection):
        # Somebody may read an older state, and what is newer stay in the log; or another process has written, or sealed, since.
        if settled(path) and _held(connection) == OPEN:
            with octets(path) as file:
                header = file.read(HEADER, 0)
                digest = _digest(file, header, None)
            # In place, so that no other byte of the file changes with it.
            with connection.blobopen("seal", "seal", 1) as blob:
                blob.write(header + digest)
    _fold(connection)


def _fold(connection: sqlite3.Connection) -> None:
    """Bring the log into the file, as far as nobody reads an older state."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _held(connection: sqlite3.Connection) -> bytes | None:
    """What stands where the seal is; None for a file of a schema without one."""
    if not has_seal(connection):
        return None
    found = connection.execute("SELECT seal FROM seal WHERE one = 1").fetchone()
    return found[0] if found and isinstance(found[0], bytes) else b""


def _open(connection: sqlite3.Connection, found: State) -> None:
    if found not in ("open", "marred"):
        put = MARRED if found == "changed" else OPEN
        connection.execute("INSERT OR REPLACE INTO seal VALUES (1, ?)", (put,))


def _holds(connection: sqlite3.Connection, path: Path, held: bytes) -> bool:
    """Whether ``held`` is the seal of the bytes that are there."""
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'seal'").fetchone()[0]
    size = pragma(connection, "page_size")
    with octets(path) as file:
        page = file.read(size, (root - 1) * size)
        if len(held) != SIZE or page.count(held) != 1 or not _continues(file.read(HEADER, 0), held[:HEADER]):
            return False
        return _digest(file, held[:HEADER], (root - 1) * size + page.index(held)) == held[HEADER:]


def _digest(file: Octets, header: bytes, at: int | None) -> bytes:
    """The digest of ``header`` and of what is behind it in the file; the seal ``at`` a place (None: not set yet) counts as zeros."""
    found = sha256(header)

    def take(start: int, end: int) -> None:
        for n in range(start, end, CHUNK):
            found.update(file.read(min(CHUNK, end - n), n))

    if at is None:
        take(HEADER, file.size)
    else:
        take(HEADER, at)
        found.update(OPEN)
        take(at + SIZE, file.size)
    return found.digest()


def _continues(now: bytes, sealed: bytes) -> bool:
    """Whether the header is the one that was sealed, or one that SQLite gave to a copy (``.backup``) or to another kind of journal: that
    changes its counters (bytes 24 to 27 and, the same, 92 to 95) or the number of the schema, and the mode (18 and, the same, 19)."""
    if now == sealed:
        return True
    copied = int.from_bytes(now[40:44]) < COPIED
    return (
        (copied or now[24:28] != sealed[24:28])
        and (copied or now[40:44] == sealed[40:44])
        and now[24:28] == now[92:96]
        and now[18] == now[19]
        and now[18] in (1, 2)
        and all(now[a:b] == sealed[a:b] for a, b in ((0, 18), (20, 24), (28, 40), (44, 92)))
    )
