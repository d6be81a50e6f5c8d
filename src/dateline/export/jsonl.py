"""The record as JSON lines, for tools that read one thing at a time: ``{"kind": ..., "data": ...}``.

Always true here: the first line is the provenance; then come failures, reports, entities and so on in the order of the
interchange record; ``data`` is what stands in the interchange record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ..errors import RecordError
from ..model.record import RecordData
from .json import line

KINDS = (
    ("failure", "failures"), ("report", "reports"), ("entity", "entities"), ("statement", "statements"),
    ("event", "events"), ("figure", "figures"), ("occupancy", "occupancies"), ("contradiction", "contradictions"),
    ("copies", "copies"), ("decision", "decisions"),
)  # fmt: skip
"""The word in ``kind`` and the field of ``RecordData``, in order of writing."""


def encode(data: RecordData) -> bytes:
    """``data`` as JSON lines in UTF-8."""
    return b"".join(pieces(data))


def pieces(data: RecordData) -> Iterator[bytes]:
    """``encode`` one line at a time."""
    return (line.encode() for line in lines(data))


def lines(data: RecordData) -> Iterator[str]:
    """The lines of ``data``, each with its line feed."""
    yield line({"kind": "provenance", "format": data.format, "data": data.provenance})
    for kind, field in KINDS:
        for noun in getattr(data, field):
            yield line({"kind": kind, "data": noun})


def decode(raw: bytes) -> RecordData:
    """The record whose lines ``raw`` are. Raises RecordError (E202) where they are none."""
    fields = dict(KINDS)
    found: dict[str, Any] = {field: [] for field in fields.values()}
    try:
        for document in msgspec.json.Decoder().decode_lines(raw):
            if document["kind"] == "provenance":
                found |= {"format": document["format"], "provenance": document["data"]}
            else:
                found[fields[document["kind"]]].append(document["data"])
        return msgspec.convert(found, RecordData)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError, TypeError) as error:
        message = f"This is no record in JSON lines: {error}."
        raise RecordError("E202", message, "Export it again: dateline export RECORD --format jsonl.") from error
