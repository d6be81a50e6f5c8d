"""The interchange record: ``RecordData`` as one JSON object, its format first, then fields in the order of the nouns.

Always true here: ``encode(decode(raw)) == raw`` for all that ``encode`` gave; no character in it steers a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ..errors import RecordError
from ..model.record import FORMAT, RecordData
from ..views.visible import json_escaped


def encode(data: RecordData) -> bytes:
    """``data`` as JSON in UTF-8, two blanks of indent, with a line feed at the end."""
    return b"".join(pieces(data))


def pieces(data: RecordData) -> Iterator[bytes]:
    """``encode`` one value at a time: as one text a record takes several times the memory that its file has."""
    yield f'{{\n  "format": {_indented(data.format, 1)}'.encode()
    for name in (field for field in data.__struct_fields__ if field != "format"):
        value = getattr(data, name)
        yield f',\n  "{name}": '.encode()
        yield from _array(value) if value and isinstance(value, tuple) else (_indented(value, 1).encode(),)
    yield b"\n}\n"


def _array(values: Sequence[object]) -> Iterator[bytes]:
    for number, value in enumerate(values):
        yield f"{',' if number else '['}\n    {_indented(value, 2)}".encode()
    yield b"\n  ]"


def _indented(value: object, depth: int) -> str:
    """A value as it stands so deep in the document. A line feed in a text is escaped, so that each that is there ends a line."""
    return text(value).rstrip("\n").replace("\n", "\n" + "  " * depth)


def text(value: object) -> str:
    """Any value of Dateline as indented JSON, safe to print on a terminal."""
    return json_escaped(msgspec.json.format(msgspec.json.encode(value), indent=2).decode()) + "\n"


def line(value: object) -> str:
    """Any value of Dateline as one line of JSON, safe to print on a terminal."""
    return json_escaped(msgspec.json.encode(value).decode()) + "\n"


def decode(raw: bytes) -> RecordData:
    """The record in ``raw``. Raises RecordError (E202) where it is none."""
    try:
        return msgspec.json.decode(raw, type=RecordData)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"This is no record in JSON: {error}."
        raise RecordError("E202", message, "Export it again: dateline export RECORD --format json.") from error


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the interchange record, made from the nouns themselves."""
    made = msgspec.json.schema(RecordData)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT}
    return head | made
