"""The verbs for a record that is made: open, verify.

Always true here: nothing that reads or annotates texts is imported, so that nobody who looks at a record waits for it.
"""

from __future__ import annotations

from pathlib import Path

from .proof import Problem
from .proof import verify as prove
from .record import Record
from .store import Store


def open(path: str | Path) -> Record:
    """The record at ``path``, as it is now. Raises RecordError where there is none."""
    return Record.open(path)


def verify(path: str | Path) -> tuple[Problem, ...]:
    """All that does not hold in the record at ``path``: in the file itself, and in each quotation, id and count."""
    with Store.open(path) as store:
        texts = {report.id: report.text for report in store.reports()}
        in_file = tuple(Problem("file", str(path), found) for found in store.check())
        return (*in_file, *prove(store.data(), texts))
