"""HTML as a sequence of tags and stretches of characters, with their places in the raw text.

Always true here: tokens come in order and do not overlap; any text at all gives tokens, in time linear in its length
(unclosed tags, quotes and comments included). The standard library's parser is not used: what it makes of malformed
pages changed several times within Python 3.11, and a record must not depend on that.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

RAW_TEXT = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"})
"""Elements whose content is characters only, up to their end tag."""

OPENING = re.compile(r"<(?=/?[a-zA-Z]|[!?])")
NAME = re.compile(r"/?([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)?(\s*=)?\s*")
UNQUOTED = re.compile(r"[^\s>]*")
SECTION = "<![CDATA["
NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class Chars(NamedTuple):
    """Characters between tags: ``raw[start:end]``, entities not yet resolved."""

    start: int
    end: int


class Tag(NamedTuple):
    """A start tag, or an end tag (``closing``); names in lower case, entities in attributes resolved."""

    start: int
    end: int
    name: str
    attributes: Mapping[str, str]
    closing: bool


class _Attribute(NamedTuple):
    name: str
    value: str
    end: int


class _Last(Struct, frozen=True):
    """Where the last of each closing sign stands; -1 for none. Looking further would be looking in vain."""

    angle: int
    comment: int
    quotes: Mapping[str, int]


def tokens(raw: str) -> Iterator[Tag | Chars]:
    """The tags and characters of ``raw``; comments, declarations and a tag that never ends are passed over."""
    last = _Last(raw.rfind(">"), raw.rfind("-->"), {quote: raw.rfind(quote) for quote in "\"'"})
    is_xml = raw[:100].lstrip().startswith("<?xml")
    at = 0
    while at < len(raw):
        opening = OPENING.search(raw, at)
        start = opening.start() if opening else len(raw)
        if start > at:
            yield Chars(at, start)
        if start >= last.angle:
            return
        if raw[start + 1] in "!?":
            at = _past_declaration(raw, start, last)
            continue
        tag = _tag(raw, start, last)
        yield tag
        at = tag.end
        if is_xml and raw.endswith("/>", start, at):
            yield tag._replace(closing=True)
        elif tag.name in RAW_TEXT and not tag.closing:
            at = _raw_text_end(raw, tag)
            if at > tag.end:
                yield Chars(tag.end, at)


def _past_declaration(raw: str, start: int, last: _Last) -> int:
    if raw.startswith("<!--", start) and start + 2 <= last.comment:
        return raw.index("-->", start + 2) + len("-->")
    if raw.startswith(SECTION, start):
        # Only XML has such sections, and there their content is text.
        return start + len(SECTION)
    return raw.index(">", start) + 1


def _tag(raw: str, start: int, last: _Last) -> Tag:
    name = NAME.match(raw, start + 1)
    assert name is not None  # noqa: S101 - OPENING saw the letter
    attributes: dict[str, str] = {}
    at = name.end()
    while at < len(raw) and raw[at] != ">":
        attribute = _attribute(raw, at, last)
        if attribute.name:
            attributes.setdefault(attribute.name, attribute.value)
        at = attribute.end
    return Tag(start, min(at + 1, len(raw)), name[1].lower(), attributes or NO_ATTRIBUTES, raw[start + 1] == "/")


def _attribute(raw: str, at: int, last: _Last) -> _Attribute:
    found = ATTRIBUTE.match(raw, at)
    assert found is not None  # noqa: S101 - every part of the pattern may be empty
    name, end, value = (found[1] or "").lower(), found.end(), ""
    if found[2]:
        quote = raw[end : end + 1]
        if quote in ('"', "'") and last.quotes[quote] > end:
            close = raw.index(quote, end + 1)
            value, end = raw[end + 1 : close], close + 1
        elif unquoted := UNQUOTED.match(raw, end):
            value, end = unquoted[0], unquoted.end()
    return _Attribute(name, html.unescape(value), max(end, at + 1))


def _raw_text_end(raw: str, tag: Tag) -> int:
    closing = re.compile(rf"</{re.escape(tag.name)}(?![^\s/>])", re.IGNORECASE).search(raw, tag.end)
    return closing.start() if closing else len(raw)
