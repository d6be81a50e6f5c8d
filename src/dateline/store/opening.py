"""From a path to an open connection: what stands there is looked at, made or migrated, and refused where it is not ours.

Always true here: nothing that is not a record is ever written to, and a file of an older schema is copied before it changes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote

from . import fixity, trouble
from .schema import APPLICATION_ID, MIGRATIONS, SEALED_SINCE
from .transactions import pragma, settled, transaction

BUSY_SECONDS = 5.0
"""How long a write waits for another writer. Accepting a batch holds the lock for tens of milliseconds, replacing the record
of 30,000 statements for about three seconds."""

Migration = Callable[[sqlite3.Connection], None]


def uri(path: PurePath, mode: str) -> str:
    """The SQLite URI of the absolute ``path``, whatever bytes its name holds; ``mode`` is the query part."""
    name = quote(os.fsencode(path.as_posix()), safe="/:")
    # The authority is left empty, so that C:/a and //server/a are paths too.
    return f"file://{'' if name.startswith('/') else '/'}{name}?{mode}"


def _connect(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(uri(path.absolute(), mode), uri=True, timeout=timeout, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection to the file at ``path``; one on a medium that cannot be written, or that is full, is opened as the immutable file it
    is: nobody else has it open, or the index of the log would be there."""
    try:
        return _connect(path, "mode=rw", timeout)
    except sqlite3.OperationalError as error:
        if not (error.sqlite_errorcode & 0xFF in trouble.UNWRITABLE and settled(path)):
            raise
        return _connect(path, "mode=ro&immutable=1", timeout)


def back_up(path: Path, version: int) -> Path:
    """Copy the record as it is to a file beside it, and give that file's path; where there is no room for it, nothing is left of it."""
    copy = path.with_name(f"{path.name}.schema-{version}.bak")
    part = copy.with_name(copy.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(_connect(path, "mode=rw", 0)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    return copy


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the file at ``path`` to the last of ``migrations``, in one transaction; a file with content is copied first."""
    version = pragma(connection, "user_version")
    if version > len(migrations):
        raise trouble.newer(path, version, len(migrations))
    if version == len(migrations):
        return
    with transaction(connection):
        # Another process may have migrated since: the version counts from inside the lock, and so does the copy.
        version = pragma(connection, "user_version")
        if version == len(migrations):
            return
        if version < SEALED_SINCE and fixity.has_seal(connection):
            raise trouble.damaged(path, f"it is not of schema {version}, as it says")
        if version:
            back_up(path, version)
        fixity.break_seal(connection, path)
        for step in migrations[version:]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _blank(connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing at all: new, or left by a process that was killed before it made the tables."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return not tables and not pragma(connection, "application_id") and not pragma(connection, "user_version")


def _ours(connection: sqlite3.Connection) -> bool:
    return pragma(connection, "application_id") == APPLICATION_ID


@contextmanager
def closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Let the file go if what follows fails."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def create_or_open(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection for writing to the record at ``path``, which is made if it is absent. Raises E203 to E207."""
    with trouble.explained(path):
        if path.is_dir() or (path.exists() and path.stat().st_size and not trouble.has_magic(path)):
            raise trouble.occupied(path)
    with trouble.explained(path):
        connection = _connect(path, "mode=rwc", timeout)
        with closed_on_error(connection):
            if not (_ours(connection) or _blank(connection)):
                raise trouble.occupied(path)
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, path)
    return connection


def open_existing(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection to the finished record at ``path``. Raises E201 to E205, E207 and E208."""
    with trouble.explained(path):
        if not path.exists():
            raise trouble.absent(path)
        if path.is_dir():
            raise trouble.foreign(path)
    with trouble.explained(path):
        connection = connect(path, timeout)
        with closed_on_error(connection):
            _refuse(connection, path)
    return connection


def seal_of(path: Path) -> fixity.State:
    """How the file at ``path`` stands to its seal; ``open`` too where it cannot be looked at, which ``open_existing`` says with its reason.
    It is not migrated."""
    try:
        connection = connect(path, BUSY_SECONDS)
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return "open"
    with closing(connection):
        try:
            with transaction(connection, "DEFERRED"):
                newer = pragma(connection, "user_version") > len(MIGRATIONS)
                return "open" if newer else fixity.state(connection, path)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            return "changed" if code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT) else "open"


def _refuse(connection: sqlite3.Connection, path: Path) -> None:
    """Raise what is wrong with an open file, if anything is; migrate it if it is older."""
    if _blank(connection):
        raise trouble.unfinished(path)
    if not _ours(connection):
        raise trouble.foreign(path)
    if pragma(connection, "user_version") != len(MIGRATIONS):
        migrate(connection, path)
        fixity.seal(connection, path)
    if connection.execute("SELECT count(*) FROM record").fetchone()[0] == 0:
        raise trouble.unfinished(path)
