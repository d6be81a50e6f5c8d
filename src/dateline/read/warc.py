"""WARC archives of the web (ISO 28500): each recorded page a document.

Always true here: pages are numbered from 1 in their order; a record whose length is wrong is a fault, and reading goes on
at the next record; answers that are no pages are counted in a warning. The day of the recording is no day of publication.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, NamedTuple

from msgspec.structs import replace

from ..errors import FAILURES
from .decode import decode
from .fault import Fault
from .http import LONGEST_HEAD as LONGEST_ANSWER_HEAD
from .http import Answer, answer_of, body_of, headers_of
from .item import Facts, Item
from .live import read_pages
from .page import CHARSET, declared_encoding
from .plain import read_plain
from .site import site
from .source import PIECE, Stream

BEGIN = b"WARC/"
VERSION = re.compile(rb"WARC/\d\.\d[ \t]{0,16}\r?\n")
LINE = 32
"""Bytes that hold the line at which a record begins."""
BLANK = re.compile(rb"\r?\n\r?\n")
LONGEST_HEAD = 100_000
FIRST_LOOK = 4_096
"""Bytes that hold most headers, and the blanks between records."""
PAGES = ("text/html", "application/xhtml+xml")
UNCOUNTED = frozenset({"warcinfo", "request", "metadata"})
MOST_FAULTS = 100
"""Broken places after which the rest of an archive is given up."""
UNPACKED, TIMES = 10, 20
"""Times the limit, and beside it times the archive's own size, that all its pages together may unpack to. Pages in HTML unpack to four
to eight times their size."""
MOST = 1_000_000
"""Pages of an archive at most, each update of a live blog counted."""


class Record(NamedTuple):
    """A record: ``headers`` by small names, ``block`` its content, ``at`` its byte in the archive from 1, ``end`` where it ends.

    Of a record with more bytes than the limit ``block`` is only the beginning, and ``size`` is over it.
    """

    headers: Mapping[str, str]
    block: bytes
    at: int
    end: int
    size: int


def read_warc(source: Stream, encoding: str | None, limit: int) -> Iterator[Item | Fault]:
    """The pages of an archive. ``limit``: bytes that one of them may have, packed or unpacked."""
    number, unpacked, most = 0, 0, UNPACKED * limit + TIMES * source.size
    passed: Counter[str] = Counter()
    for record in records(source, limit):
        if isinstance(record, Fault):
            yield record
            continue
        page = _page(record, limit)
        if isinstance(page, str):
            passed[page] += bool(page)
            continue
        unpacked += len(page.body) if isinstance(page, Answer) else 0
        if fault := _too_much(number + 1, unpacked, most):
            yield Fault("R104", fault, f"byte {record.at}", number + 1)
            return
        for found in _documents(page, record, encoding):
            number += isinstance(found, Item) or FAILURES[found.code].severity == "error"
            yield replace(found, number=number)
    if passed.total():
        told = ", ".join(f"{count} {what}" for what, count in passed.most_common(8) if what)
        yield Fault("R115", f"Of the recorded answers these are no pages: {told}.")


def _too_much(number: int, unpacked: int, most: int) -> str | None:
    if number > MOST:
        return f"The archive has more than {MOST:,} pages; the rest is not read."
    return f"The pages unpack to more than {most:,} bytes." if unpacked > most else None


def records(source: Stream, limit: int) -> Iterator[Record | Fault]:
    """The records of an archive; a fault for each place where none can be read."""
    at, faults, told = 0, 0, False
    while (place := _next(source.raw, at)).at is not None:
        if place.passed and not told:
            faults += 1
            yield Fault("R109", "This is no record of an archive.", f"byte {at + 1}")
        record = _record(source, place.at, limit)
        told = isinstance(record, Fault)
        faults += told
        at = place.at + len(BEGIN) if isinstance(record, Fault) else record.end
        yield record
        if faults >= MOST_FAULTS:
            yield Fault(
                "R109", f"The archive has {MOST_FAULTS} broken places or more; the rest is not read.", f"byte {at + 1}"
            )
            return
    if at == 0:
        yield Fault("R109", "The file is no WARC archive.", "byte 1")
    elif place.passed and not told:
        yield Fault("R109", "This is no record of an archive.", f"byte {at + 1}")


class _Place(NamedTuple):
    """Where the next record begins, None where none does; ``passed``: whether something that is no blank stands before it."""

    at: int | None
    passed: bool


def _next(raw: IO[bytes], at: int) -> _Place:
    """The next line from byte ``at`` on that begins a record; one piece of the file is held."""
    base = max(at - 1, 0)
    raw.seek(base)
    held, looked, passed = raw.read(FIRST_LOOK), at - base, False
    while True:
        if (found := _begin(held, base)) is not None:
            return _Place(base + found, passed or bool(held[looked:found].strip()))
        kept = min(LINE, len(held))
        passed = passed or bool(held[looked : len(held) - kept].strip())
        more = raw.read(PIECE)
        if not more:
            return _Place(None, passed or bool(held[max(looked, len(held) - kept) :].strip()))
        base, looked = base + len(held) - kept, max(looked - (len(held) - kept), 0)
        held = held[len(held) - kept :] + more


def _begin(held: bytes, base: int) -> int | None:
    """The first line in ``held``, which stands at byte ``base``, that begins a record."""
    place = held.find(BEGIN)
    while place >= 0:
        begins_line = held[place - 1 : place] == b"\n" if place else base == 0
        if begins_line and VERSION.match(held, place):
            return place
        place = held.find(BEGIN, place + 1)
    return None


def _record(source: Stream, at: int, limit: int) -> Record | Fault:
    """The record that begins at byte ``at``."""
    head = _head(source.raw, at)
    blank = BLANK.search(head, 0, LONGEST_HEAD)
    if not blank:
        return Fault("R109", "The headers of the record have no end.", f"byte {at + 1}")
    headers = headers_of(head[: blank.start()])
    stated = headers.get("content-length", "")
    size = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 16 else None
    begin = at + blank.end()
    if size is None or begin + size > source.size or not _ends(source.raw, begin + size):
        return Fault(
            "R109", f"The record does not have the {stated[:20] or 'missing'} bytes that it states.", f"byte {at + 1}"
        )
    source.raw.seek(begin)
    block = source.raw.read(size if size <= limit else LONGEST_ANSWER_HEAD)
    return Record(headers, block, at + 1, begin + size, size)


def _head(raw: IO[bytes], at: int) -> bytes:
    """The bytes from ``at`` on that hold the headers of a record: few, and many only where few do not."""
    raw.seek(at)
    head = raw.read(FIRST_LOOK)
    return head if BLANK.search(head) else head + raw.read(LONGEST_HEAD)


def _ends(raw: IO[bytes], at: int) -> bool:
    """Whether nothing but blanks stands between byte ``at`` and the next record or the end of the file."""
    raw.seek(at)
    while piece := raw.read(FIRST_LOOK):
        if rest := piece.lstrip(b" \t\r\n"):
            return (rest + raw.read(len(BEGIN)) if len(rest) < len(BEGIN) else rest).startswith(BEGIN)
    return True


def _page(record: Record, limit: int) -> Answer | Fault | str:
    """The page in ``record``, unpacked; a fault; or in words what it is instead; empty for what is no answer."""
    page = _answered(record, limit)
    if record.size > limit and not isinstance(page, str):
        return Fault("R104", f"The record has {record.size:,} bytes; the limit is {limit:,}.")
    return page


def _answered(record: Record, limit: int) -> Answer | Fault | str:
    kind = record.headers.get("warc-type", "").lower()
    if kind in ("resource", "conversion"):
        return _of_kind(
            Answer(200, {"content-type": record.headers.get("content-type", "")}, record.block), limit, kind
        )
    if kind in UNCOUNTED:
        return ""
    if kind != "response":
        return f"of the kind {kind[:20]!r}"
    answer = answer_of(record.block)
    if isinstance(answer, Fault):
        return answer
    return _of_kind(answer, limit, kind) if answer.status == 200 else f"of status {answer.status}"


def _of_kind(answer: Answer, limit: int, kind: str) -> Answer | Fault | str:
    stated = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if stated not in PAGES and not (kind == "conversion" and stated == "text/plain"):
        return f"of type {stated[:40] or 'unknown'}"
    body = body_of(answer, limit)
    return body if isinstance(body, Fault) else answer._replace(body=body)


def _documents(page: Answer | Fault, record: Record, encoding: str | None) -> Iterator[Item | Fault]:
    """The page in ``record``, or the updates of a live blog; the recorded address is that of a page which is one document."""
    found = [page] if isinstance(page, Fault) else list(_read(page, encoding))
    address = record.headers.get("warc-target-uri", "").strip("<>")
    whole = sum(isinstance(each, Item) for each in found) == 1
    recorded = Facts(url=(address or None) if whole else None, publisher=site(address) or None)
    for each in found:
        if isinstance(each, Fault):
            yield replace(each, where=each.where or f"byte {record.at}")
        else:
            yield replace(each, facts=each.facts.over(recorded))


def _read(page: Answer, encoding: str | None) -> Iterable[Item | Fault]:
    stated = CHARSET.search(page.headers.get("content-type", "").encode())
    declared = stated[1].decode("ascii") if stated else declared_encoding(page.body)
    text = decode(page.body, encoding, declared)
    if isinstance(text, Fault):
        return (text,)
    return read_pages(text) if "html" in page.headers.get("content-type", "").lower() else (read_plain(text),)
