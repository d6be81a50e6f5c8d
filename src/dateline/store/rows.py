"""What every query of the pages is made of: rows and bodies of one open record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from . import trouble
from .tables import BY_NOUN

T = TypeVar("T")
_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}


def decoded(noun: type[T], body: bytes) -> T:
    """One value of ``noun`` from its body."""
    if noun not in _decoders:
        _decoders[noun] = msgspec.json.Decoder(noun)
    found: T = _decoders[noun].decode(body)
    return found


def array(ids: Iterable[object]) -> str:
    """Ids as a JSON array, which SQLite reads as a table."""
    return json.dumps(sorted(set(ids), key=str))


class Rows:
    """One open record, as the pages ask it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Read through ``connection``, which belongs to a ``Store`` of the file at ``path``."""
        self._connection = connection
        self._path = path

    def rows(self, ask: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Any]:
        """The rows that ``ask`` gives."""
        with trouble.explained(self._path):
            return self._connection.execute(ask, values).fetchall()

    def bodies(self, noun: type[T], ask: str, values: Sequence[object] = ()) -> tuple[T, ...]:
        """The values of ``noun`` whose bodies ``ask`` selects, reports without their texts."""
        return tuple(decoded(noun, body) for (body,) in self.rows(ask, values))

    def where(self, noun: type[T], condition: str, values: Sequence[object]) -> tuple[T, ...]:
        """The values that meet a condition of this package, reports without their texts."""
        # The names in these statements are constants of this package; S608 warns of names that come from outside.
        ask = f"SELECT CAST(body AS BLOB) FROM {BY_NOUN[noun].name} WHERE {condition}"  # noqa: S608
        return self.bodies(noun, ask, values)

    def get(self, noun: type[T], ids: Iterable[str]) -> tuple[T, ...]:
        """The values with these ids, in export order; ids that are not there are left out."""
        return self.where(noun, "id IN (SELECT value FROM json_each(?)) ORDER BY ordinal", (array(ids),))

    def listed(self, noun: type[T], limit: int, offset: int) -> tuple[T, ...]:
        """``limit`` values from the ``offset``-th on, in export order."""
        return self.where(noun, "1 ORDER BY ordinal LIMIT ? OFFSET ?", (limit, offset))

    def size(self, noun: type[Any]) -> int:
        """How many values of ``noun`` the record holds."""
        return int(self.rows(f"SELECT count(*) FROM {BY_NOUN[noun].name}")[0][0])  # noqa: S608

    def version(self) -> str:
        """The version of Dateline that made the record."""
        return str(self.rows("SELECT json_extract(provenance, '$.version') FROM record")[0][0])
