"""Markdown: the text as it stands, with its headings and its front matter marked.

Always true here: the item's text is the decoded file, whole; marks such as ``#`` stay in it and are hinted boilerplate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from ..model.reading import Block, Role
from .header import front_matter, header_lines
from .item import Item

LINE = re.compile(r"[^\r\n]+")
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
CLOSING_MARKS = re.compile(r"(?<=[ \t])#+[ \t]*\Z|[ \t]+\Z")
CODE = re.compile(r" {0,3}(?:```|~~~)")


class _Heading(NamedTuple):
    marks: int
    start: int
    end: int
    level: int


def read_markdown(text: str) -> Item:
    """The document in ``text``: its first top heading is a headline, the others are subheads."""
    header = front_matter(text) or header_lines(text)
    headings = tuple(_headings(text, header.end))
    hints = header.hints + tuple(_hints(headings))
    told = header.facts
    top = next((h for h in headings if h.level == 1), None)
    if told.title is None and top:
        told = replace(told, title=text[top.start : top.end])
    return Item(text, told, hints=hints)


def _headings(text: str, start: int) -> Iterator[_Heading]:
    in_code = False
    for line in LINE.finditer(text, start):
        if CODE.match(line[0]):
            in_code = not in_code
        found = None if in_code else HEADING.match(line[0])
        if found:
            words = CLOSING_MARKS.sub("", line[0]).rstrip()
            if len(words) > found.end():
                yield _Heading(line.start(), line.start() + found.end(), line.start() + len(words), len(found[1]))


def _hints(headings: tuple[_Heading, ...]) -> Iterator[Block]:
    headline = False
    for heading in headings:
        role: Role = "headline" if heading.level == 1 and not headline else "subhead"
        headline = headline or heading.level == 1
        yield Block(heading.marks, heading.start, "boilerplate")
        yield Block(heading.start, heading.end, role)
