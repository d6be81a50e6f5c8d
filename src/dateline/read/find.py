"""From inputs as typed to files, without opening any.

Always true here: files come sorted by the path they are shown under, each once, whatever the order of the inputs; a
folder that several links lead to is walked once, so loops end; nothing that cannot be reached is passed over silently.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .fault import Fault
from .sidecar import NAME
from .source import reason


class Found(NamedTuple):
    """A file and the path it is shown under; ``folders`` are those whose metadata.csv may speak of it, nearest first."""

    path: str
    file: Path
    folders: tuple[Path, ...]

    @property
    def is_sidecar(self) -> bool:
        """Whether the file is a metadata.csv rather than reports."""
        return self.file.name.lower() == NAME


class Missed(NamedTuple):
    """An input, or something below it, that leads to no file."""

    path: str
    fault: Fault


def find(inputs: Sequence[str], *, recursive: bool) -> tuple[tuple[Found, ...], tuple[Missed, ...]]:
    """The files that ``inputs`` name, and what of them leads nowhere; both sorted."""
    files: dict[str, Found] = {}
    missed: set[Missed] = set()
    for typed in sorted(set(inputs)):
        for found in _of_input(typed, recursive=recursive):
            if isinstance(found, Missed):
                missed.add(found)
            elif found.path not in files or len(files[found.path].folders) < len(found.folders):
                files[found.path] = found
    return tuple(files[path] for path in sorted(files)), tuple(sorted(missed, key=lambda m: (m.path, m.fault.message)))


def shown(path: Path) -> str:
    """``path`` with forward slashes; bytes of a name that are no text are written as ``\\udc..``."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _of_input(typed: str, *, recursive: bool) -> Iterator[Found | Missed]:
    path = Path(typed)
    if not typed:
        yield Missed("", Fault("R107", "The input has no name."))
    elif path.is_dir():
        yield from _of_folder(path, recursive=recursive)
    elif os.path.lexists(path):
        yield from _of_file(path)
    elif glob.has_magic(typed):
        yield from _of_pattern(typed, recursive=recursive)
    else:
        yield Missed(shown(path), Fault("R107", "There is no such file or folder."))


def _of_file(path: Path) -> Iterator[Found]:
    yield Found(shown(path), path, (path.parent,))
    sidecar = path.parent / NAME
    if sidecar != path and sidecar.is_file():
        yield Found(shown(sidecar), sidecar, ())


def _of_pattern(typed: str, *, recursive: bool) -> Iterator[Found | Missed]:
    # Path.glob finds hidden files too, and follows links or not by the version of Python.
    matches = sorted(glob.glob(typed, recursive=True))  # noqa: PTH207
    if not matches:
        yield Missed(shown(Path(typed)), Fault("R107", "Nothing matches the pattern."))
    for match in matches:
        path = Path(match)
        # With ** the pattern itself reaches into folders; then what it names is files.
        if not path.is_dir():
            yield from _of_file(path)
        elif "**" not in typed:
            yield from _of_folder(path, recursive=recursive)


def _of_folder(root: Path, *, recursive: bool) -> Iterator[Found | Missed]:
    """The files below ``root``: plain folders first, then what links lead to, each folder once."""
    walked: set[tuple[int, int]] = set()
    plain: list[tuple[Path, tuple[Path, ...]]] = [(root, (root,))]
    links: list[tuple[Path, tuple[Path, ...]]] = []
    while plain or links:
        folder, folders = plain.pop() if plain else links.pop(0)
        try:
            status = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Missed(shown(folder), Fault("R107", f"The folder cannot be read: {reason(error)}."))
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in walked:
            continue
        walked.add(identity)
        yield from (Found(shown(Path(entry.path)), Path(entry.path), folders) for entry in _files(entries))
        if recursive:
            below = [(Path(entry.path), (Path(entry.path), *folders)) for entry in _folders(entries)]
            links = sorted(links + [each for each in below if each[0].is_symlink()])
            plain += [each for each in reversed(below) if not each[0].is_symlink()]


def _files(entries: Iterable[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    return (entry for entry in entries if not entry.name.startswith(".") and not _is_folder(entry))


def _folders(entries: Iterable[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    return (entry for entry in entries if not entry.name.startswith(".") and _is_folder(entry))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A link that leads to itself: as a file it fails to open, and is told of.
        return False
