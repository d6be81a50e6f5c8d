"""The verbs: build, add, open, annotate, verify. Here alone reading, the pipeline and the store are wired together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .record import Record
from .store import Store


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long work is: ``done`` of ``total`` things of ``stage``; ``total`` is None while it is not known."""

    stage: str
    done: int
    total: int | None


Watcher = Callable[[Progress], None]


def open(path: str | Path) -> Record:
    """The record at ``path``, as it is now. Raises RecordError where there is none."""
    return Record(Store.open(path))
