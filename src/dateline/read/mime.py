"""The parts of an e-mail message that a reader sees, after RFC 2045 to 2047.

Always true here: headers are looked at up to a limit, parts inside one another and their number are bounded, so that the
work is linear in the size of the message; a part that is left out is named. The standard library's parser of whole
messages is not used: it tests every line against every open boundary, and takes headers of any length.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import HeaderParser
from itertools import islice

from msgspec import Struct

from .decode import decode
from .fault import Fault

DEEPEST = 12
"""Parts inside one another at most; a signed message with pictures that was forwarded has five."""

MOST_PARTS = 500
"""Parts of one message at most."""

LONGEST_HEAD = 200_000
"""Bytes of headers of one part at most; servers refuse more than 64,000 or so."""

LONGEST_VALUE = 2_000
"""Characters of one header looked at."""

BLANK = re.compile(rb"(?:\A|\n)\r?\n")
BODIES = ("text/plain", "text/html")


class Part(Struct, frozen=True):
    """A part: ``head`` its headers, ``body`` its bytes as they are sent."""

    head: Message
    body: bytes

    @property
    def kind(self) -> str:
        """Its type in small letters, such as ``text/plain``."""
        return self.head.get_content_type()

    @property
    def attached(self) -> bool:
        """Whether it is a file that comes with the message."""
        return self.head.get_content_disposition() == "attachment" or self.kind not in BODIES


class Body(Struct, frozen=True):
    """A text that the reader of a message sees; ``is_page`` where it is mark-up."""

    text: str
    is_page: bool


class TooMuch(Exception):  # noqa: N818 - it is no error of the program
    """The message has more parts or headers than are looked at."""


def part_of(raw: bytes) -> Part:
    """The message or part in ``raw``. Raises TooMuch where its headers have no end in sight."""
    blank = BLANK.search(raw)
    end = blank.start() if blank else len(raw)
    if end > LONGEST_HEAD:
        raise TooMuch(f"The headers have more than {LONGEST_HEAD:,} bytes.")
    head = decode(raw[:end]) if end else ""
    text = raw[:end].decode("ascii", "backslashreplace") if isinstance(head, Fault) else head
    told = HeaderParser().parsestr(text)
    short = Message()
    for name, value in told.items():
        short[name] = value[:LONGEST_VALUE]
    return Part(short, raw[blank.end() :] if blank else b"")


def said(head: Message, name: str) -> str:
    """The header ``name`` with its encoded words read, on one line; empty where there is none."""
    value = str(head.get(name, ""))
    try:
        read = str(make_header(decode_header(value)))
        read.encode("utf-8")
    except (HeaderParseError, LookupError, ValueError, AssertionError):
        read = value
    return " ".join(read.split())


def bodies(message: Part, encoding: str | None) -> Iterator[Body | Fault]:
    """The texts of ``message`` in their order; warnings (R115) for attachments. Raises TooMuch."""
    counter = iter(range(MOST_PARTS))
    yield from _bodies(message, encoding, counter, 0)


def _bodies(part: Part, encoding: str | None, counter: Iterator[int], depth: int) -> Iterator[Body | Fault]:
    if next(counter, None) is None or depth > DEEPEST:
        raise TooMuch(f"It has more than {MOST_PARTS} parts, or {DEEPEST} inside one another.")
    if part.kind.startswith("multipart/"):
        yield from _of_parts(part, encoding, counter, depth)
    elif part.attached:
        name = said_name(part.head)
        yield Fault("R115", f"The attachment {name!r} ({part.kind}) is not read.")
    else:
        yield _body(part, encoding)


def _of_parts(part: Part, encoding: str | None, counter: Iterator[int], depth: int) -> Iterator[Body | Fault]:
    inner = tuple(map(part_of, islice(_split(part), MOST_PARTS)))
    if not inner:
        yield Fault("R109", "The message names a boundary between its parts that is not there.")
        return
    found = [list(_bodies(each, encoding, counter, depth + 1)) for each in inner]
    if part.kind != "multipart/alternative":
        for each in found:
            yield from each
        return
    # All say the same; what was written as text comes before what was written as a page, and each before none.
    yield from max(found, key=_worth)


def _worth(found: list[Body | Fault]) -> int:
    texts = [each for each in found if isinstance(each, Body) and each.text.strip()]
    return 0 if not texts else 1 if any(body.is_page for body in texts) else 2


def _split(part: Part) -> Iterator[bytes]:
    try:
        boundary = part.head.get_boundary("")
    except (LookupError, ValueError):
        return
    if not boundary or not boundary.isascii():
        return
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("ascii")) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    at = None
    for found in line.finditer(part.body):
        if at is not None:
            yield part.body[at : found.start()]
        if found[1]:
            return
        at = found.end() + (2 if part.body.startswith(b"\r", found.end()) else 1)
    if at is not None:
        yield part.body[at:]


def said_name(head: Message) -> str:
    """The name of the file that a part brings."""
    try:
        return (head.get_filename() or "without a name")[:100]
    except (LookupError, ValueError, TypeError, AttributeError):
        return "without a name"


def _body(part: Part, encoding: str | None) -> Body | Fault:
    raw = _decoded(part)
    if isinstance(raw, Fault):
        return raw
    try:
        charset = part.head.get_content_charset()
    except (LookupError, ValueError, TypeError):
        charset = None
    text = decode(raw, encoding, charset) if raw else ""
    return text if isinstance(text, Fault) else Body(text, part.kind == "text/html")


def _decoded(part: Part) -> bytes | Fault:
    way = str(part.head.get("content-transfer-encoding", "")).strip().lower()
    if way == "quoted-printable":
        return quopri.decodestring(part.body)
    if way == "base64":
        try:
            return base64.b64decode(part.body)
        except (binascii.Error, ValueError) as error:
            return Fault("R109", f"The text in base64 is damaged: {error}.")
    if way in ("", "7bit", "8bit", "binary"):
        return part.body
    return Fault("R109", f"The text is sent in a way that is not known: {way[:40]!r}.")
