"""An HTTP answer as it was recorded: its status, its headers, its body.

Always true here: a body never unpacks to more than the limit.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from .fault import Fault

STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
BLANK = re.compile(rb"\r?\n\r?\n")
LONGEST_HEAD = 200_000
CHUNK = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
PACKED = {"gzip": zlib.MAX_WBITS | 32, "x-gzip": zlib.MAX_WBITS | 32, "deflate": zlib.MAX_WBITS | 32}


class Answer(NamedTuple):
    """An answer: ``headers`` by small names, ``body`` as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def headers_of(head: bytes) -> dict[str, str]:
    """The headers in ``head`` by their names in small letters, the first of each."""
    found: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        name, colon, value = line.decode("utf-8", "backslashreplace").partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def answer_of(raw: bytes) -> Answer | Fault:
    """The answer in ``raw``."""
    status, blank = STATUS.match(raw), BLANK.search(raw, 0, LONGEST_HEAD)
    if not status or not blank:
        return Fault("R109", "The recorded answer has no status or no end of its headers.")
    return Answer(int(status[1]), headers_of(raw[: blank.start()]), raw[blank.end() :])


def body_of(answer: Answer, limit: int) -> bytes | Fault:
    """The body of ``answer`` as a browser has it."""
    body = answer.body
    if "chunked" in answer.headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for way in reversed(answer.headers.get("content-encoding", "").lower().replace(",", " ").split()):
        if way == "identity":
            continue
        if way not in PACKED:
            return Fault("R108", f"The page is packed as {way[:40]!r}, which is not read.")
        unpacked = _unpacked(body, way, limit)
        if isinstance(unpacked, Fault):
            return unpacked
        body = unpacked
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of ``body`` put together; as it is where it was put together before it was recorded."""
    parts, at = [], 0
    while found := CHUNK.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            break
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
    return b"".join(parts) if parts else body


def _unpacked(body: bytes, way: str, limit: int) -> bytes | Fault:
    try:
        found = zlib.decompressobj(PACKED[way]).decompress(body, limit + 1)
    except zlib.error:
        try:
            # Some servers send bare deflate, without the frame that the standard asks for.
            found = zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, limit + 1)
        except zlib.error as error:
            return Fault("R109", f"The packed page is damaged: {error}.")
    return Fault("R104", f"The page unpacks to more than {limit:,} bytes.") if len(found) > limit else found
