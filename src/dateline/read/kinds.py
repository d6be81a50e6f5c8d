"""The kinds of files, by the ending of their names.

Always true here: the kind depends on the name alone; ``.gz`` after an ending is a packed file of that kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from .csv_file import read_csv
from .decode import decode
from .fault import Fault
from .item import Item
from .json_file import read_json, read_json_lines
from .markdown import read_markdown
from .page import declared_encoding, read_page
from .plain import read_plain

ENDINGS: Mapping[str, str] = {
    "": "plain",
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "csv",
}


def kind_of(name: str) -> str | Fault:
    """The kind of the file ``name``; R108 for an ending that is not known."""
    path = PurePath(name)
    ending = PurePath(path.stem).suffix if path.suffix.lower() == ".gz" else path.suffix
    kind = ENDINGS.get(ending.lower())
    if kind is None:
        return Fault("R108", f"Files that end in {ending} are not read.")
    return kind


def items(raw: bytes, kind: str, encoding: str | None, fields: Mapping[str, str]) -> Iterator[Item | Fault]:
    """The documents in the bytes of a file of ``kind``."""
    text = decode(raw, encoding, declared_encoding(raw) if kind == "page" else None)
    if isinstance(text, Fault):
        yield text
    elif not text.strip():
        yield Fault("R101", "The file holds only white space.")
    elif kind == "plain":
        yield read_plain(text)
    elif kind == "markdown":
        yield read_markdown(text)
    elif kind == "page":
        yield read_page(text)
    else:
        several = {"json": read_json, "lines": read_json_lines, "csv": read_csv}[kind]
        yield from several(text, fields)
