"""The audit of a record file: each row says what its body says, each body is the one that was written, each text the one that was read.

Always true here: nothing is written; a file in which any byte of a text, a reading, a decision, a quotation or anything else that is made
of them was changed since does not pass. Not looked at is what can be made again: the index of words, what pages find things by, and the
key of notes, which are only a store of work done.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from hashlib import sha256

import msgspec

from ..model.decisions import Decision
from ..model.record import Contradiction, Event
from .schema import MIGRATIONS
from .tables import BY_NOUN, TABLES, Table, digest, encoded

DIGESTED = (*(table.name for table in TABLES), "failures")
"""Tables whose rows hold a digest of their ordinal and body."""


def audit(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with the tables and rows of the file, in words."""
    yield from _tables(connection)
    yield from _digests(connection)
    for table in TABLES:
        yield from _columns(connection, table)
    yield from _pairs(connection)
    yield from _readings(connection)
    yield from _decisions(connection)
    yield from _notes(connection)


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables, indexes, views and triggers are as they are made; somebody may have added others."""
    ask = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    held = set(connection.execute(ask))
    with closing(sqlite3.connect(":memory:")) as made:
        for step in MIGRATIONS:
            step(made)
        yield from (
            f"{name}: it is not as it is made" for name, sql in sorted(made.execute(ask)) if (name, sql) not in held
        )


def _digests(connection: sqlite3.Connection) -> Iterator[str]:
    """A row is the one that was written."""
    for name in DIGESTED:
        ask = f"SELECT ordinal, CAST(body AS BLOB), digest FROM {name}"  # noqa: S608  a constant
        for ordinal, body, said in connection.execute(ask):
            if not _written(ordinal, body, said):
                yield f"{name}, row {ordinal}: the row is not the one that was written"
    for one, body, said in connection.execute("SELECT one, CAST(provenance AS BLOB), digest FROM record"):
        if not _written(one, body, said):
            yield "record: the provenance is not the one that was written"


def _written(ordinal: object, body: object, said: object) -> bool:
    """Whether a row is the one whose digest is ``said``; in a damaged file any column may hold anything."""
    return isinstance(ordinal, int) and isinstance(body, bytes) and digest(ordinal, body) == said


def _columns(connection: sqlite3.Connection, table: Table) -> Iterator[str]:
    """The columns of a row say what its body says."""
    decode = msgspec.json.Decoder(table.noun).decode
    names = ["ordinal", "id", *(column.name for column in table.columns)]
    ask = f"SELECT {', '.join(names)}, coalesce(CAST(body AS BLOB), x'') FROM {table.name}"  # noqa: S608  constants
    for *said, body in connection.execute(ask):
        try:
            value = decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            yield f"{table.name}, row {said[0]}: its body cannot be read"
            continue
        there = (said[0], value.id, *(column.of(value) for column in table.columns))
        wrong = [name for name, one, other in zip(names, said, there, strict=True) if one != other]
        yield from (f"{table.name} {value.id}: {name} is not what the body says" for name in wrong)


def _pairs(connection: sqlite3.Connection) -> Iterator[str]:
    """Which statements tell which events, and which contradict each other, is what the events and contradictions say."""
    for noun, kept in ((Event, "event_statements"), (Contradiction, "contradiction_statements")):
        decode = msgspec.json.Decoder(_Told).decode
        with suppress(msgspec.MsgspecError, UnicodeDecodeError):  # such a body is told of already
            told = [decode(body) for (body,) in connection.execute(BY_NOUN[noun].select_all)]
            owner = "event" if noun is Event else "contradiction"
            held = set(connection.execute(f"SELECT {owner}, statement FROM {kept}"))  # noqa: S608  constants
            for id, statement in sorted(
                held ^ {(one.id, statement) for one in told for statement in one.statements}, key=repr
            ):
                yield f"{kept}: {id} and {statement} are not what the {owner} says"


class _Told(msgspec.Struct, frozen=True):
    id: str
    statements: tuple[str, ...]


def _readings(connection: sqlite3.Connection) -> Iterator[str]:
    """A text is the one whose digest stands with it, and a reading says what it said when it was taken in."""
    for id, said, text in connection.execute("SELECT id, sha256, coalesce(CAST(text AS BLOB), x'') FROM reports"):
        if sha256(text).hexdigest() != said:
            yield f"reports {id}: the digest is not that of the text"
    ask = """SELECT d.report, coalesce(d.reading, ''), d.path, d.raw_sha256, coalesce(CAST(d.metadata AS BLOB), x''), r.text
        FROM readings AS d JOIN reports AS r ON r.id = d.report"""
    for id, said, path, raw_sha256, metadata, text in connection.execute(ask):
        whole = metadata.replace(b'"text":""', b'"text":' + encoded(text), 1)
        if sha256(whole).hexdigest()[: len(said)] != said or len(said) != READING:
            yield f"readings of {id}: what was stated of it is not what was taken in"
        elif (path, raw_sha256) != _stated(metadata):
            yield f"readings of {id}: the path or the digest of the file is not what was stated"


READING = 32
"""Hexadecimal digits of the digest of a reading."""


class _Stated(msgspec.Struct, frozen=True):
    path: str
    raw_sha256: str


def _stated(metadata: bytes) -> tuple[str, str]:
    found = msgspec.json.decode(metadata, type=_Stated)
    return found.path, found.raw_sha256


def _decisions(connection: sqlite3.Connection) -> Iterator[str]:
    """A decision is the one whose id it has: an id is made of content."""
    ask = """SELECT id, kind, noun, target, value, who, "when", why, undoes, coalesce(CAST(body AS BLOB), x'') FROM decisions"""
    for *said, body in connection.execute(ask):
        made = msgspec.json.decode(body, type=Decision)
        target = encoded(made.target).decode()
        there: Sequence[str | None] = (
            *(made.id, made.kind, made.noun, target, made.value), *(made.who, made.when, made.why, made.undoes)
        )  # fmt: skip
        if said != list(there):
            yield f"decisions {said[0]}: the decision is not the one that was taken in"


def _notes(connection: sqlite3.Connection) -> Iterator[str]:
    """Notes can be read: a compressed stream has a checksum of its own."""
    for report, body in connection.execute("SELECT report, coalesce(CAST(body AS BLOB), x'') FROM notes"):
        try:
            zlib.decompress(body)
        except zlib.error:
            yield f"notes on {report}: they cannot be read"
    ask = "SELECT report FROM notes AS n WHERE NOT EXISTS (SELECT 1 FROM readings AS d WHERE (d.report, d.reading) = (n.report, n.reading))"
    yield from (f"notes on {report}: there is no such reading" for (report,) in connection.execute(ask))
