"""Collation: an export is compared, byte by byte, with what its record gives.

Always true here: an export that the record gives now, with this version, has no problem; one that differs from it in any byte has one
that says where; nothing is trusted that stands in the export itself but how it was asked for (``since`` of a brief).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from .errors import InputError, RecordError
from .export import briefing, csv, encode
from .export.annotation import Annotation, annotation
from .export.json import decode as decode_json
from .export.json import line
from .export.jsonl import decode as decode_lines
from .model.record import RecordData
from .proof import Problem, misquoted, verify_carried
from .read.decisions import read_decisions
from .record import Record
from .settings import Settings
from .store import Store
from .views.policies import POLICIES
from .web.publish import published

SINCE = re.compile(rb"\bsince ([0-9T:-]+)")
"""How a brief says, in its last lines, from when on something is new in it."""
WHOLE = re.compile(rb"(?<=\d)\.0(?=[],}])")
"""How a whole number is written where a fraction may stand, once it has been in a record."""
NEW_LINE = b"\n"
CARRIERS = (".json", ".jsonl")
"""Endings of exports that carry the texts of the reports."""
SHOWN = 60
"""Characters of a place that differs that are shown."""


Make = Callable[[Record, bytes], Iterator[bytes]]
"""What exports of one form a record gives, where the content of one says how it was asked for."""


def collate(record: Record, path: Path) -> tuple[Problem, ...]:
    """All that the export at ``path`` holds otherwise than ``record`` gives it. Raises InputError for what is no export."""
    if path.is_dir():
        return tuple(_folder(record, path))
    content, makers = _read(path), _makers(path)
    carries = path.suffix.lower() in CARRIERS
    if path.suffix.lower() == ".jsonl" and _kind(content) == "annotation":
        return tuple(_annotated(record, path, content))
    made = [given for make in makers for given in make(record, content)]
    if content in made:
        return ()
    nearest = max(made, key=partial(_likeness, content))
    differing = _archive if path.suffix.lower() == ".zip" else _differing
    return (*differing(path, content, nearest), *(_alone(path, content) if carries else ()))


def prove(path: Path) -> tuple[Problem, ...]:
    """All that does not hold in an export that carries its texts (JSON, JSON lines, annotations), without its record.

    Raises InputError for another export.
    """
    if path.suffix.lower() not in CARRIERS:
        message = f"{path} does not carry what it was made of."
        raise InputError("E103", message, "Name its record first: dateline verify RECORD EXPORT.")
    return _alone(path, _read(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError("E103", f"{path} cannot be read: {error.strerror or error}.", "Check its name.") from error


def _makers(path: Path) -> Sequence[Make]:
    if path.suffix.lower() not in MAKERS:
        message = f"{path} has none of the endings of an export."
        raise InputError("E502", message, f"Exports end in {', '.join(MAKERS)}, or are a folder of CSV tables.")
    return MAKERS[path.suffix.lower()]


# --- what a record gives ----------------------------------------------------------------------------------------------


def _in(format: str) -> Make:
    def make(record: Record, _: bytes) -> Iterator[bytes]:
        yield encode(record.data(), format)

    return make


def _brief(format: str) -> Make:
    def make(record: Record, content: bytes) -> Iterator[bytes]:
        said = SINCE.findall(content)
        since = said[-1].decode() if said else None
        for policy in POLICIES:
            try:
                yield briefing.encode(record.brief(since, policy), record.provenance, format)
            except InputError:  # the moment was changed, so that it is none
                return

    return make


def _published(record: Record, _: bytes) -> Iterator[bytes]:
    yield published(record)


def _decisions(record: Record, _: bytes) -> Iterator[bytes]:
    yield record.export_decisions()


MAKERS: Mapping[str, tuple[Make, ...]] = MappingProxyType({
    ".json": (_in("json"),),
    ".jsonl": (_in("jsonl"), _decisions),
    ".md": (_in("markdown"), _brief("markdown")),
    ".html": (_in("html"), _published, _brief("html")),
    ".zip": (_in("csv"),),
})  # fmt: skip
"""By ending, what an export may be."""


def _likeness(one: bytes, other: bytes) -> int:
    """How many bytes two exports share at the beginning and at the end."""
    return _shared(one, other) + _shared(one[::-1], other[::-1])


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes both begin with, found by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


# --- how they differ --------------------------------------------------------------------------------------------------


def _differing(path: Path, content: bytes, made: bytes, first: int = 1) -> Iterator[Problem]:
    """The first place at which ``content`` is not what was ``made``; ``first`` is the number of its first line."""
    at = _shared(content, made)
    here, there = (_around(found, at) for found in (content, made))
    message = f"It says {here!r} where the record gives {there!r}."
    yield Problem("copy", f"{path}:{first + content.count(NEW_LINE, 0, at)}", message)


def _around(content: bytes, at: int) -> str:
    """What stands around a place, in its line."""
    first = max(content.rfind(b"\n", 0, at) + 1, at - SHOWN // 2)
    last = content.find(b"\n", at)
    return content[first : min(last if last >= 0 else len(content), at + SHOWN // 2)].decode("utf-8", "replace")


def _archive(path: Path, content: bytes, made: bytes) -> Iterator[Problem]:
    """The tables that differ; where none does, the archive around them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as here, zipfile.ZipFile(io.BytesIO(made)) as there:
            names = sorted({*here.namelist(), *there.namelist()})
            wanted = {name: _member(there, name) for name in names}
            tables = [(name, _member(here, name, len(table or b"")), table) for name, table in wanted.items()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        yield Problem("copy", str(path), f"It is no whole archive: {error}.")
        return
    found = [p for name, one, other in tables for p in _table(path / name, one, other)]
    yield from found or [
        Problem("copy", str(path), "Its tables are those of the record; the archive around them is not.")
    ]


def _member(archive: zipfile.ZipFile, name: str, expected: int | None = None) -> bytes | None:
    """A table of an archive, None where it cannot be read; of one that should have ``expected`` bytes no more than shows more."""
    try:
        with archive.open(name) as table:
            return table.read(-1 if expected is None else expected + SHOWN)
    except (KeyError, zipfile.BadZipFile, zlib.error):
        return None


def _folder(record: Record, folder: Path) -> Iterator[Problem]:
    for name, made in csv.tables(record.data()).items():
        path = folder / name
        yield from _table(path, _read(path) if path.is_file() else None, made)


def _table(path: Path, here: bytes | None, there: bytes | None) -> Iterator[Problem]:
    if here is None or there is None:
        yield Problem(
            "copy", str(path), "The table is not there." if here is None else "The record gives no such table."
        )
    elif here != there:
        yield from _differing(path, here, there)


# --- what an export shows by itself -----------------------------------------------------------------------------------


def _alone(path: Path, content: bytes) -> tuple[Problem, ...]:
    """What is wrong with the quotations, digests and ids of an export that carries its texts."""
    if path.suffix.lower() == ".json":
        return _proved(path, content, decode_json)
    kind = _kind(content)
    if kind == "record":
        return _proved(path, content, decode_lines)
    if kind == "annotation":
        return tuple(p for number, raw in _lines(content) for p in _annotation(f"{path}:{number}", raw))
    try:
        read_decisions(path)
    except InputError as error:
        return (Problem("decision", str(path), error.message),)
    return ()


def _proved(path: Path, content: bytes, decode: Callable[[bytes], RecordData]) -> tuple[Problem, ...]:
    try:
        return verify_carried(decode(content))
    except RecordError as error:
        return (Problem("format", str(path), error.message),)


def _kind(content: bytes) -> Literal["record", "annotation", "decisions"]:
    """What lines of JSON are, by the first of them."""
    first = content.partition(b"\n")[0]
    if b'"provenance"' in first[:40]:
        return "record"
    return "annotation" if b'"report"' in first[:20] else "decisions"


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    return ((n, raw) for n, raw in enumerate(content.splitlines(keepends=True), 1) if raw.strip())


def _annotation(where: str, raw: bytes) -> Iterator[Problem]:
    """What is wrong with one line of ``dateline annotate``."""
    try:
        found = msgspec.json.decode(raw, type=Annotation)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        yield Problem("format", where, f"It is no annotation: {error}")
        return
    if sha256(found.report.text.encode("utf-8", "surrogatepass")).hexdigest() != found.report.sha256:
        yield Problem("text", where, "The digest is not that of the text.")
    for way, wrong in misquoted(found, {found.report.id: found.report.text}):
        yield Problem("quotation", f"{where}{way}", wrong)


def _annotated(record: Record, path: Path, content: bytes) -> Iterator[Problem]:
    """Each line of ``dateline annotate`` beside what the record says of that report."""
    settings = Settings().with_values(**record.provenance.settings)
    with Store.open(record.path) as store:
        for number, raw in _lines(content):
            proved = tuple(_annotation(f"{path}:{number}", raw))
            yield from proved
            if proved and proved[0].check == "format":
                continue
            id = msgspec.json.decode(raw, type=Annotation).report.id
            made = [
                line(annotation(report, notes, settings)).encode()
                for (key,) in store.shelf.rows("SELECT DISTINCT key FROM notes WHERE report = ?", (id,))
                for report, notes in zip(store.reports([id]), store.notes([id], key).values(), strict=False)
            ]
            if not made:
                yield Problem("copy", f"{path}:{number}", f"The record has no notes on a report {id}.")
            elif WHOLE.sub(b"", raw) not in [WHOLE.sub(b"", line) for line in made]:
                yield from _differing(path, raw, made[0], number)
