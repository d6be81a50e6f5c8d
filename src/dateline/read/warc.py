"""WARC archives of the web (ISO 28500): each recorded page a document.

Always true here: pages are numbered from 1 in their order; a record whose length is wrong is a fault, and reading goes on
at the next record; answers that are no pages are counted in a warning. The day of the recording is no day of publication.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from .decode import decode
from .fault import Fault
from .http import Answer, answer_of, body_of, headers_of
from .item import Facts, Item
from .page import CHARSET, declared_encoding, read_page
from .plain import read_plain
from .site import site

NEXT = re.compile(rb"(?:\A|(?<=\n))(?=WARC/\d\.\d[ \t]*\r?\n)")
BLANK = re.compile(rb"\r?\n\r?\n")
LONGEST_HEAD = 100_000
END = re.compile(rb"[ \t\r\n]*(?:\Z|(?=WARC/))")
PAGES = ("text/html", "application/xhtml+xml")
UNCOUNTED = frozenset({"warcinfo", "request", "metadata"})
MOST_FAULTS = 100
"""Broken places after which the rest of an archive is given up."""
UNPACKED = 10
"""Times the limit that all pages of an archive together may unpack to."""


class Record(NamedTuple):
    """A record: ``headers`` by small names, ``block`` its content, ``at`` its byte in the archive from 1."""

    headers: Mapping[str, str]
    block: bytes
    at: int


def read_warc(raw: bytes, encoding: str | None, limit: int) -> Iterator[Item | Fault]:
    """The pages in the archive ``raw``. ``limit``: bytes that one of them may unpack to."""
    number, unpacked = 0, 0
    passed: Counter[str] = Counter()
    for record in records(raw):
        if isinstance(record, Fault):
            yield record
            continue
        page = _page(record, limit)
        if isinstance(page, str):
            passed[page] += bool(page)
            continue
        number += 1
        unpacked += len(page.body) if isinstance(page, Answer) else 0
        if unpacked > UNPACKED * limit:
            yield Fault(
                "R104", f"The pages unpack to more than {UNPACKED * limit:,} bytes.", f"byte {record.at}", number
            )
            return
        yield _document(page, record, encoding, number)
    if passed.total():
        told = ", ".join(f"{count} {what}" for what, count in passed.most_common(8) if what)
        yield Fault("R115", f"Of the recorded answers these are no pages: {told}.")


def records(raw: bytes) -> Iterator[Record | Fault]:
    """The records of an archive; a fault for each place where none can be read."""
    at, faults, told = 0, 0, False
    while at < len(raw) and (begin := NEXT.search(raw, at)):
        if raw[at : begin.end()].strip() and not told:
            faults += 1
            yield Fault("R109", "This is no record of an archive.", f"byte {at + 1}")
        record = _record(raw, begin.end())
        told = isinstance(record, Fault)
        if isinstance(record, Fault):
            faults += 1
            at = begin.end() + len("WARC/")
        else:
            at = record.at - 1 + _length(raw, record)
        yield record
        if faults >= MOST_FAULTS:
            yield Fault(
                "R109", f"The archive has {MOST_FAULTS} broken places or more; the rest is not read.", f"byte {at + 1}"
            )
            return
    if at == 0:
        yield Fault("R109", "The file is no WARC archive.", "byte 1")
    elif raw[at:].strip() and not told:
        yield Fault("R109", "This is no record of an archive.", f"byte {at + 1}")


def _length(raw: bytes, record: Record) -> int:
    """Bytes of ``record`` with its headers."""
    blank = BLANK.search(raw, record.at - 1)
    assert blank is not None  # noqa: S101 - the record was read by it
    return blank.end() - (record.at - 1) + len(record.block)


def _record(raw: bytes, at: int) -> Record | Fault:
    """The record that begins at ``at``."""
    blank = BLANK.search(raw, at, at + LONGEST_HEAD)
    if not blank:
        return Fault("R109", "The headers of the record have no end.", f"byte {at + 1}")
    headers = headers_of(raw[at : blank.start()])
    size = headers.get("content-length", "")
    end = blank.end() + int(size) if size.isascii() and size.isdigit() and len(size) < 16 else None
    if end is None or end > len(raw) or not END.match(raw, end):
        return Fault(
            "R109", f"The record does not have the {size[:20] or 'missing'} bytes that it states.", f"byte {at + 1}"
        )
    return Record(headers, raw[blank.end() : end], at + 1)


def _page(record: Record, limit: int) -> Answer | Fault | str:
    """The page in ``record``, unpacked; a fault; or in words what it is instead; empty for what is no answer."""
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


def _document(page: Answer | Fault, record: Record, encoding: str | None, number: int) -> Item | Fault:
    where = f"byte {record.at}"
    found = page if isinstance(page, Fault) else _read(page, encoding)
    if isinstance(found, Fault):
        return Fault(found.code, found.message, found.where or where, number)
    address = record.headers.get("warc-target-uri", "").strip("<>")
    told = found.facts.over(Facts(url=address or None, publisher=site(address) or None))
    return replace(found, facts=told, number=number)


def _read(page: Answer, encoding: str | None) -> Item | Fault:
    stated = CHARSET.search(page.headers.get("content-type", "").encode())
    declared = stated[1].decode("ascii") if stated else declared_encoding(page.body)
    text = decode(page.body, encoding, declared)
    if isinstance(text, Fault):
        return text
    return read_page(text) if "html" in page.headers.get("content-type", "").lower() else read_plain(text)
