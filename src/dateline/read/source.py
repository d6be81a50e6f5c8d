"""The bytes of one file, within the limit; of a file of many documents, its bytes piece by piece.

Always true here: nothing but an ordinary file is opened, and never more than ``limit`` + 1 bytes of it are held, packed
or unpacked.
"""

from __future__ import annotations

import gzip
import hashlib
import stat
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from msgspec import Struct

from .fault import Fault

PIECE = 1_000_000
"""Bytes of a file of many documents that are read at once."""

PACKED_TIMES = 100
"""Times the limit of one document that a packed file of many may unpack to; it does so on the disk, not in memory."""


class Source(Struct, frozen=True):
    """A file as read: ``raw`` unpacked, ``sha256`` that of the file as it lies on the disk."""

    raw: bytes
    sha256: str


class Stream(Struct, frozen=True):
    """A file that is read piece by piece: ``raw`` unpacked and at its beginning, ``size`` its bytes, ``sha256`` as in ``Source``."""

    raw: IO[bytes]
    size: int
    sha256: str


@contextmanager
def opened(file: Path, limit: int) -> Iterator[Stream | Fault]:
    """``file``, open until the context ends; unpacked where its name ends in ``.gz``. ``limit``: bytes of one document in it."""
    with ExitStack() as stack:
        yield _opened(file, limit, stack)


def _opened(file: Path, limit: int, stack: ExitStack) -> Stream | Fault:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return Fault("R107", "This is not an ordinary file.")
        raw = stack.enter_context(file.open("rb", buffering=PIECE))
        digest = hashlib.sha256()
        for piece in iter(lambda: raw.read(PIECE), b""):
            digest.update(piece)
        raw.seek(0)
        if file.suffix.lower() == ".gz":
            return _unpacked_on_disk(raw, digest.hexdigest(), PACKED_TIMES * limit, stack)
        return Stream(raw, status.st_size, digest.hexdigest())
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        return Fault("R109", f"The packed file is damaged: {error}.")
    except (OSError, ValueError) as error:
        return Fault("R107", f"The file cannot be opened: {reason(error)}.")


def _unpacked_on_disk(packed: IO[bytes], sha256: str, most: int, stack: ExitStack) -> Stream | Fault:
    raw = stack.enter_context(TemporaryFile(buffering=PIECE))  # noqa: SIM115 - the stack closes it
    size = 0
    with gzip.open(packed, "rb") as pieces:
        while piece := pieces.read(PIECE):
            size += len(piece)
            if size > most:
                return _too_large(size, most)
            raw.write(piece)
    raw.seek(0)
    return Stream(raw, size, sha256)


def load(file: Path, limit: int) -> Source | Fault:
    """The bytes of ``file``, unpacked where its name ends in ``.gz``; ``limit`` in bytes holds before and after unpacking."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return Fault("R107", "This is not an ordinary file.")
        if status.st_size > limit:
            return _too_large(status.st_size, limit)
        with file.open("rb") as stream:
            packed = stream.read(limit + 1)
        return _unpacked(file, packed, limit)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        return Fault("R109", f"The packed file is damaged: {error}.")
    except (OSError, ValueError) as error:
        return Fault("R107", f"The file cannot be opened: {reason(error)}.")


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, without the path, which stands elsewhere."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _unpacked(file: Path, packed: bytes, limit: int) -> Source | Fault:
    raw = packed
    if file.suffix.lower() == ".gz":
        with gzip.open(file, "rb") as stream:
            raw = stream.read(limit + 1)
    if len(raw) > limit or len(packed) > limit:
        return _too_large(max(len(raw), len(packed)), limit)
    return Source(raw, hashlib.sha256(packed).hexdigest())


def _too_large(size: int, limit: int) -> Fault:
    return Fault("R104", f"The file has at least {size:,} bytes; the limit is {limit:,}.")
