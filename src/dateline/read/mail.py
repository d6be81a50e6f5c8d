"""E-mail: a message (.eml) or a mailbox of messages (.mbox), each one document.

Always true here: messages of a mailbox are numbered from 1 in their order; a message that cannot be read is a fault of its
own, and the next is read; attachments are named and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr
from typing import IO, NamedTuple

from ..model.reading import Block
from .fault import Fault
from .hints import hints
from .item import Facts, Item, Stated, facts
from .mime import Body, TooMuch, bodies, part_of, said
from .page import read_fragment
from .source import PIECE, Stream

HEADERS = frozenset({"from", "date", "subject", "to", "received", "message-id", "content-type"})
"""A file that begins with none of these is no message."""

ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,300}\r?\n(?=>?[!-9;-~]{1,80}:|>From )")
"""The line before each message of a mailbox: after a blank line, and followed by a header."""

BEFORE, AHEAD = 4, 400
"""Bytes before and from its beginning on that tell whether a line is such a line."""

MOST = 1_000_000
"""Messages of a mailbox at most."""


def read_mail(raw: bytes, encoding: str | None) -> Iterator[Item | Fault]:
    """The message in ``raw``, an ``.eml`` file."""
    yield from _message(raw, encoding, None)


def read_mailbox(source: Stream, encoding: str | None, limit: int) -> Iterator[Item | Fault]:
    """The messages of an ``.mbox`` file. ``limit``: bytes of one of them."""
    pieces = _cut(source.raw, limit)
    before, number = next(pieces).raw.strip(), 0
    for number, (raw, size) in enumerate(pieces, 1):
        if before and number == 1:
            yield Fault("R115", "What stands before the first message is not read.", "line 1")
        if number > MOST:
            yield Fault("R104", f"The mailbox has more than {MOST:,} messages; the rest is not read.", None, number)
            return
        if size > limit:
            yield Fault("R104", f"The message has {size:,} bytes; the limit is {limit:,}.", None, number)
        else:
            yield from _message(raw, encoding, number)
    if number < 1:
        yield Fault("R109", "The file is no mailbox: no message begins with a line 'From ...' and headers.", "line 1")


class _Cut(NamedTuple):
    """A stretch between lines before messages: its bytes, no more than the limit, and how many it has."""

    raw: bytes
    size: int


def _cut(raw: IO[bytes], limit: int) -> Iterator[_Cut]:
    """What stands before the first message, then each message; one piece of the file is held beside the message."""
    held = raw.read(PIECE)
    at, kept, size = 0, bytearray(), 0
    found = ENVELOPE.match(held) or _envelope(held, 0)
    while True:
        whole = len(held) < PIECE
        if found and (whole or found.start() <= len(held) - AHEAD):
            end, after = found.start(), found.end()
        else:
            found, end = None, len(held) if whole else max(len(held) - AHEAD, at)
        size += end - at
        kept += held[at : min(end, at + limit - len(kept))]
        if found:
            yield _Cut(bytes(kept), size)
            at, kept, size = after, bytearray(), 0
        elif whole:
            yield _Cut(bytes(kept), size)
            return
        else:
            held, at = held[end - BEFORE :] + raw.read(PIECE - (len(held) - end + BEFORE)), BEFORE
        found = _envelope(held, at)


def _envelope(held: bytes, at: int) -> re.Match[bytes] | None:
    """The first line before a message from ``at`` on."""
    while (place := held.find(b"\nFrom ", max(at - 1, 0))) >= 0:
        if found := ENVELOPE.match(held, place + 1):
            return found
        at = place + 2
    return None


def _message(raw: bytes, encoding: str | None, number: int | None) -> Iterator[Item | Fault]:
    try:
        message = part_of(raw)
        if not HEADERS & {name.lower() for name in message.head}:
            yield Fault("R109", "The message has no headers (From, Date, Subject).", "line 1", number)
            return
        found = list(bodies(message, encoding))
    except TooMuch as error:
        yield Fault("R104", str(error), None, number)
        return
    for each in found:
        if isinstance(each, Fault):
            yield Fault(each.code, each.message, each.where, number)
    item = _item([each for each in found if isinstance(each, Body)], _facts(message.head), number)
    if item.text.strip():
        yield item
    elif not any(isinstance(each, Fault) and each.code != "R115" for each in found):
        yield Fault("R105", "The message has no text of its own.", None, number)


def _item(found: list[Body], told: Facts, number: int | None) -> Item:
    text, marks = "", []
    for body in found:
        read = Item(body.text) if not body.is_page else _of_page(body.text)
        if read.text.strip():
            text += "\n\n" if text else ""
            marks += [Block(hint.start + len(text), hint.end + len(text), hint.role) for hint in read.hints]
            text += read.text
    return Item(text, told, number, tuple(marks))


def _of_page(raw: str) -> Item:
    fragment = read_fragment(raw)
    return Item(fragment.text, hints=hints(fragment.page, fragment.flow)) if fragment else Item("")


def _facts(head: Message) -> Facts:
    """Subject and date; the sender is the publisher, unless the message names the organization that he writes for."""
    name, address = parseaddr(said(head, "from"))
    sender, organization = name or address, said(head, "organization")
    date = said(head, "date")
    told = {
        "title": said(head, "subject"),
        "publisher": organization or sender,
        "author": sender if organization else "",
        "url": said(head, "archived-at").strip("<>"),
    }
    # What stands in brackets behind a date is a remark: Tue, 6 Oct 2020 04:10:00 +0600 (KGT).
    return facts(told, (Stated(date.partition("(")[0].strip(), "field:Date"),) if date else ())
