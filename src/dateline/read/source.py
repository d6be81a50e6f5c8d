"""The bytes of one file, within the limit.

Always true here: nothing but an ordinary file is opened, and never more than ``limit`` + 1 bytes of it are held, packed
or unpacked.
"""

from __future__ import annotations

import gzip
import hashlib
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path

from .fault import Fault


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: ``raw`` unpacked, ``sha256`` that of the file as it lies on the disk."""

    raw: bytes
    sha256: str


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
