"""The bytes of a file that SQLite may have open, read without losing a lock.

Always true here: of a file that this process has open, no other descriptor is opened and closed. POSIX would then drop every lock that the
process holds on the file, whoever took it (https://www.sqlite.org/howtocorrupt.html, 2.2), and another process could remove the log of a
record that is in use.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

DESCRIPTORS = Path("/dev/fd")
"""Where POSIX lists what this process has open."""


class Octets(Struct, frozen=True):
    """A file of ``size`` bytes; ``read(n, at)`` gives n of them, fewer at its end."""

    size: int
    read: Callable[[int, int], bytes]


@contextmanager
def octets(path: Path) -> Iterator[Octets]:
    """The bytes of the file at ``path``. Raises OSError where it cannot be read, or was let go meanwhile."""
    wanted = path.stat()
    open_already = _descriptor(wanted)
    if open_already is None:
        with path.open("rb", buffering=0) as file:

            def read(n: int, at: int) -> bytes:
                file.seek(at)
                return file.read(n)

            yield Octets(wanted.st_size, read)
        return
    yield Octets(wanted.st_size, lambda n, at: os.pread(open_already, n, at))
    if not os.path.samestat(os.fstat(open_already), wanted):
        raise OSError(f"{path} was closed while it was read")


def _descriptor(wanted: os.stat_result) -> int | None:
    """A descriptor by which this process has that file open."""
    if not hasattr(os, "pread"):  # Windows, whose locks stay
        return None
    with suppress(OSError):
        for found in DESCRIPTORS.iterdir():
            with suppress(OSError):  # the listing itself is closed by now
                if os.path.samestat(os.fstat(int(found.name)), wanted):
                    return int(found.name)
    return None
