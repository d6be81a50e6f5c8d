"""The record as JSON lines, for tools that read one thing at a time: ``{"kind": ..., "data": ...}``.

Always true here: the first line is the provenance; then come failures, reports, entities and so on in the order of the
interchange record; ``data`` is what stands in the interchange record.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    return "".join(lines(data)).encode()


def lines(data: RecordData) -> Iterator[str]:
    """The lines of ``data``, each with its line feed."""
    yield line({"kind": "provenance", "format": data.format, "data": data.provenance})
    for kind, field in KINDS:
        for noun in getattr(data, field):
            yield line({"kind": kind, "data": noun})
