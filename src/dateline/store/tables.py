"""Which noun lies in which table, and what of it stands in columns of its own beside its whole JSON ``body``.

Always true here: ``body`` is the noun; every other column is taken from it, for people and views that query with SQL, but ``digest``,
which tells whether the row is as it was written.
The one exception is the text of a recorded report: it lies once, in the table ``reports``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..model.record import (
    Contradiction,
    CopyGroup,
    Entity,
    Event,
    Figure,
    Occupancy,
    RecordedReport,
    Statement,
    When,
)
from . import trouble

Value = str | int | float | None
Place = tuple[str, int, int]
"""Where a passage stands: its report, start and end."""
_encode = msgspec.json.Encoder().encode


class Column(Struct, frozen=True):
    """A column of a noun's table and how its value is taken from the noun."""

    name: str
    of: Callable[[Any], Value]


class Table(Struct, frozen=True):
    """Where one noun lies: ``field`` is its name in ``RecordData``, ``name`` the table's."""

    noun: type[Any]
    field: str
    name: str
    columns: tuple[Column, ...]

    # The names in these statements are constants of this module; S608 warns of names that come from outside.

    @property
    def insert(self) -> str:
        """The INSERT statement that takes what ``rows`` gives."""
        names = ["ordinal", "id", *(column.name for column in self.columns), "body", "digest"]
        return f"INSERT INTO {self.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608

    @property
    def select_all(self) -> str:
        """The SELECT statement of all bodies in export order."""
        return f"SELECT CAST(body AS BLOB) FROM {self.name} ORDER BY ordinal"  # noqa: S608

    @property
    def select_rows(self) -> str:
        """The SELECT statement of all ordinals, ids and bodies in export order."""
        return f"SELECT ordinal, id, CAST(body AS BLOB) FROM {self.name} ORDER BY ordinal"  # noqa: S608

    @property
    def select_ids(self) -> str:
        """The SELECT statement of the bodies whose ids are in a JSON array."""
        return f"SELECT CAST(body AS BLOB) FROM {self.name} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608

    @property
    def delete(self) -> str:
        """The DELETE statement of all rows."""
        return f"DELETE FROM {self.name}"  # noqa: S608

    @property
    def delete_row(self) -> str:
        """The DELETE statement of the row with an ordinal."""
        return f"DELETE FROM {self.name} WHERE ordinal = ?"  # noqa: S608

    def rows(self, values: Iterable[tuple[int, Any]]) -> Iterator[tuple[Value, ...]]:
        """``values`` as rows, each with its ordinal, which is its place in the export."""
        columns = [column.of for column in self.columns]
        for ordinal, value in values:
            body = encoded(value)
            yield (ordinal, value.id, *[of(value) for of in columns], body.decode(), digest(ordinal, body))


def digest(ordinal: int, body: bytes) -> str:
    """What a row was when it was written: 16 hexadecimal digits."""
    return sha256(b"%d %b" % (ordinal, body)).hexdigest()[:16]


def encoded(value: Any) -> bytes:
    """The whole of ``value`` as JSON; a report without its text."""
    return _encode(replace(value, text="") if isinstance(value, RecordedReport) else value)


def _plain(*names: str) -> tuple[Column, ...]:
    """Columns with the names of the noun's own fields."""
    return tuple(Column(name, attrgetter(name)) for name in names)


def _words(span: str, name: str) -> tuple[Column, ...]:
    """Columns for the place and, as ``name``, the words of the quotation in the field ``span``."""
    place = (Column(part, attrgetter(f"{span}.{part}")) for part in ("report", "start", "end"))
    return (*place, Column(name, attrgetter(f"{span}.exact")))


def _day(when: When | None, end: str) -> str | None:
    return getattr(when, end) if when else None


_COPIES = Table(CopyGroup, "copies", "copies", (*_plain("kind"), Column("n_spans", lambda c: len(c.spans))))
_CONTRADICTIONS = Table(Contradiction, "contradictions", "contradictions", _plain("kind", "aspect", "event"))
_ENTITIES = Table(
    Entity,
    "entities",
    "entities",
    (
        *_plain("name", "type", "n_reports"),
        Column("lat", lambda e: e.place.lat if e.place else None),
        Column("lon", lambda e: e.place.lon if e.place else None),
    ),
)
_EVENTS = Table(
    Event,
    "events",
    "events",
    (
        *_plain("type", "mode", "polarity", "realis", "background", "status"),
        *_plain("n_reports", "n_publishers", "n_origins", "n_speakers", "weight"),
        *_words("headline", "headline"),
        Column("edtf", lambda e: _day(e.when, "edtf")),
        Column("earliest", lambda e: _day(e.when, "earliest")),
        Column("latest", lambda e: _day(e.when, "latest")),
    ),
)
_FIGURES = Table(
    Figure,
    "figures",
    "figures",
    (
        *_plain("measure", "unit", "low", "best", "high", "qualifier", "statement", "claimant", "event"),
        Column("words", attrgetter("span.exact")),
        Column("as_of", lambda f: _day(f.as_of, "edtf")),
    ),
)
_OCCUPANCIES = Table(
    Occupancy,
    "occupancies",
    "occupancies",
    (
        Column("office", attrgetter("office.exact")),
        Column("body_name", attrgetter("body")),
        *_plain("holder", "status", "statement"),
    ),
)
_REPORTS = Table(
    RecordedReport,
    "reports",
    "recorded_reports",
    (
        *_plain("path", "title", "publisher", "agency", "url"),
        Column("published", lambda r: _day(r.published, "edtf")),
    ),
)
_STATEMENTS = Table(
    Statement,
    "statements",
    "statements",
    (
        *_words("span", "words"),
        Column("speaker", lambda s: s.attribution.speaker if s.attribution else None),
        Column("origin", attrgetter("origin.id")),
        Column("earliest", lambda s: _day(s.when, "earliest")),
        Column("latest", lambda s: _day(s.when, "latest")),
        *_plain("polarity", "realis", "background", "copy_group"),
    ),
)

TABLES = (_REPORTS, _ENTITIES, _STATEMENTS, _EVENTS, _FIGURES, _OCCUPANCIES, _CONTRADICTIONS, _COPIES)
BY_NOUN = {table.noun: table for table in TABLES}


def texts_back(values: Iterable[RecordedReport], texts: dict[str, str], path: Path) -> tuple[RecordedReport, ...]:
    """Recorded reports of the file at ``path`` with their texts, by report id. Raises RecordError (E205) where one is not there."""
    try:
        return tuple(replace(value, text=texts[value.id]) for value in values)
    except KeyError as missing:
        raise trouble.damaged(path, f"it holds no text of the report {missing}") from missing
