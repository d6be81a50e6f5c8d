"""The record in other people's formats: one file here for each.

Always true here: the same record gives the same bytes; quotations stand in every export as the reports print them, and
where a format forces a change of characters, docs/record.md says which and how to undo it. A format is imported when
something is written in it, since a command that prints JSON need not wait for those that write pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..errors import InputError, RecordError

if TYPE_CHECKING:
    from ..model.record import RecordData

__all__ = ["ENDINGS", "FORMATS", "encode", "format_of", "pieces", "write", "write_file"]

FORMATS = ("json", "jsonl", "csv", "markdown", "html")
"""Each has a module of its name here."""
BY_PIECES = ("json", "jsonl")
"""Those that are written one value at a time."""
DATABASE = b"SQLite format 3\0"
"""How every record file begins."""
ENDINGS: Mapping[str, str] = MappingProxyType(
    {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".zip": "csv", ".md": "markdown", ".html": "html"}
)


def encode(data: RecordData, format: str) -> bytes:
    """``data`` in one of ``FORMATS``; CSV as a zip archive. Raises InputError (E502) for another word."""
    if format not in FORMATS:
        raise InputError("E502", f"There is no format {format!r}.", f"Formats are: {', '.join(FORMATS)}.")
    content: bytes = import_module(f".{format}", __name__).encode(data)
    return content


def pieces(data: RecordData, format: str) -> Iterable[bytes]:
    """``encode`` in as many pieces as the format has."""
    if format not in BY_PIECES:
        return (encode(data, format),)
    found: Iterable[bytes] = import_module(f".{format}", __name__).pieces(data)
    return found


def format_of(path: str) -> str | None:
    """The format that the ending of ``path`` stands for; None for an ending of no format."""
    return ENDINGS.get(Path(path).suffix.lower())


def write(data: RecordData, format: str, path: Path) -> None:
    """Write ``data`` to ``path``: one file, or for CSV a folder unless it ends in ``.zip``. Raises RecordError."""
    try:
        if format == "csv" and path.suffix.lower() != ".zip":
            from .csv import tables

            _write_folder(tables(data), path)
        else:
            _put(pieces(data, format), path)
    except OSError as error:
        raise _unwritable(path, error) from error


def write_file(content: bytes, path: Path) -> None:
    """Write ``content`` to ``path`` at once. Raises RecordError."""
    try:
        _put((content,), path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> RecordError:
    message = f"{path} cannot be written: {error.strerror or error}."
    return RecordError("E207", message, "Name another place with -o, or make room there.")


def _put(content: Iterable[bytes], path: Path) -> None:
    """Put ``content`` in the place of the file at ``path`` at once, so that a stop leaves the old file or the new one."""
    if path.exists() and not path.is_file():  # a pipe or a device takes what it is given
        _write(content, path)
        return
    if _is_record(path):
        raise RecordError("E207", f"{path} is a record; an export would destroy it.", "Name another place with -o.")
    _put_all({path.name: content}, path.parent)


def _put_all(files: Mapping[str, Iterable[bytes]], folder: Path) -> None:
    """Put ``files`` into ``folder``, none before there was room for all."""
    parts = {folder / f"{name}.part": folder / name for name in files}
    try:
        for part, content in zip(parts, files.values(), strict=True):
            _write(content, part)
        for part, path in parts.items():
            part.replace(path)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _write(content: Iterable[bytes], path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(content)


def _is_record(path: Path) -> bool:
    """Whether the file at ``path`` is a database, as every record is."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


def _write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _put_all({name: (content,) for name, content in files.items()}, folder)
