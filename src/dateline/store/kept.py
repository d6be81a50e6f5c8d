"""The notes of reports in a record file, read and opened when they are asked for: a hundredth of the memory of those that are open.

Always true here: notes are those of the reading that was there when the record began to be made; where another process has
dropped them since, that is said, and no others are taken in their place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..model.notes import ReportNotes
from ..model.parts import P
from . import trouble
from .sealed import Sealed, opened, part_of

_ASK = "SELECT body FROM notes WHERE report = ? AND reading = ? AND key = ?"


class Kept(Mapping[str, ReportNotes]):
    """The notes under ``key`` of each report in ``readings``, of that reading of it, in the file at ``path``.

    Raises RecordError: E204 for notes that are there no more, E205 for those that are damaged or of another shape.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, readings: Mapping[str, str], key: str) -> None:
        self._path, self._connection, self._readings, self._key = path, connection, readings, key

    def __getitem__(self, report: str) -> ReportNotes:
        with trouble.explained(self._path):
            return opened(self._sealed(report))

    def part(self, report: str, shape: type[P]) -> P:
        """That part of the notes of ``report`` which ``shape`` is."""
        with trouble.explained(self._path):
            return part_of(self._sealed(report), shape)

    def _sealed(self, report: str) -> Sealed:
        found = self._connection.execute(_ASK, (report, self._readings[report], self._key)).fetchone()
        if found is None:
            raise trouble.changed(self._path)
        return Sealed(*found)

    def __contains__(self, report: object) -> bool:
        return report in self._readings

    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)
