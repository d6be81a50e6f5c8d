"""What SQLite reports, in words that say what happened and what to do.

Always true here: faults of the file, the disk and other processes become ``RecordError``; faults of our own SQL do not.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

import msgspec

from ..errors import RecordError
from .octets import octets

MAGIC = b"SQLite format 3\x00"
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
INDEX_BYTES = 32_768
"""What SQLite needs beside a record to open it: the first page of the index of its log."""
UNWRITABLE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
}


def absent(path: Path) -> RecordError:
    """There is no file at ``path``."""
    return RecordError("E201", f"There is no record at {path}.", f"Make one: dateline build INPUT... -o {path}")


def foreign(path: Path) -> RecordError:
    """What stands at ``path`` is no record."""
    return RecordError("E202", f"{path} is not a record of Dateline.", "Name a file that dateline build made.")


def newer(path: Path, version: int, known: int) -> RecordError:
    """The record at ``path`` has a schema that this version does not know."""
    return RecordError(
        "E203",
        f"The record {path} has schema {version}; this version of Dateline knows schemas up to {known}.",
        "Upgrade Dateline: pip install --upgrade dateline",
    )


def busy(path: Path) -> RecordError:
    """Another process holds the write lock of the record at ``path``."""
    return RecordError(
        "E204",
        f"The record {path} is busy: another process (build, add, judge, watch or serve) is writing to it.",
        "Wait until it has finished or stop it, then run the command again; nothing was changed.",
    )


def changed(path: Path) -> RecordError:
    """Another process replaced the record at ``path`` between reading its edition and replacing it."""
    return RecordError(
        "E204",
        f"The record {path} was changed by another process meanwhile.",
        "Run the command again; what it read is kept, and nothing was replaced.",
    )


def damaged(path: Path, detail: str) -> RecordError:
    """The record at ``path`` cannot be read as what it says it is."""
    return RecordError(
        "E205",
        f"The record {path} is damaged ({detail}).",
        "Put back a copy if there is one, or move the file away and run dateline build again.",
    )


def other_shape(path: Path, detail: str) -> RecordError:
    """The record at ``path`` holds values of other shapes than those of this version."""
    return RecordError(
        "E205",
        f"The record {path} was written by another version of Dateline, or by hand ({detail}).",
        "Run dateline build again with the same inputs; the reports and the decisions in the file are kept.",
    )


def occupied(path: Path) -> RecordError:
    """Something that is no record stands where one should be made."""
    what = "a folder" if path.is_dir() else "a file that is not a record"
    return RecordError("E206", f"{path} is {what}.", "Give the record another name with -o; nothing was overwritten.")


def unwritable(path: Path, detail: str) -> RecordError:
    """The record at ``path`` cannot be written."""
    return RecordError(
        "E207",
        f"The record {path} cannot be opened or written ({detail}).",
        "Check that its folder exists, that you may write there and that the disk has room.",
    )


def unfinished(path: Path) -> RecordError:
    """The record at ``path`` was begun, and its build never came to the end."""
    return RecordError(
        "E208",
        f"The build of the record {path} did not finish.",
        "Run dateline build again with the same inputs: what was read already is kept and not read again.",
    )


def has_magic(path: Path) -> bool:
    """Whether the file at ``path`` begins as every SQLite file does."""
    with octets(path) as file:
        return file.read(len(MAGIC), 0) == MAGIC


def explain(error: sqlite3.Error, path: Path) -> RecordError | None:
    """The RecordError that ``error`` stands for, or None where the fault is in our own SQL."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if str(error).startswith("Could not decode to UTF-8"):
        return damaged(path, "it holds bytes that are no text")
    if code in _BUSY:
        return busy(path)
    if code == sqlite3.SQLITE_NOTADB and not has_magic(path):
        return foreign(path)
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or str(error) == "unsupported file format":
        return damaged(path, str(error))
    if code in UNWRITABLE:
        return unwritable(path, "the disk is full" if code == sqlite3.SQLITE_FULL or _no_room(path) else str(error))
    return None


def _no_room(path: Path) -> bool:
    """Whether the disk of ``path`` has no room even for the index of a log."""
    try:
        return disk_usage(path.parent).free < INDEX_BYTES
    except OSError:
        return False


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise faults of the file at ``path`` as RecordError; everything else passes as it is."""
    try:
        yield
    except sqlite3.Error as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error
    except PermissionError as error:
        raise unwritable(path, "permission denied") from error
    except msgspec.ValidationError as error:
        raise other_shape(path, str(error)) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, zlib.error) as error:
        raise damaged(path, str(error)) from error
