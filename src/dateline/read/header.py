"""Lines of metadata at the very top of a text: header lines of plain text, front matter of markdown.

Always true here: the text stays as it is; what was read as metadata is only marked (``hints``), and reading stops at the
first line that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from ..model.reading import Block
from ..rules import table
from .dates import iso, iso_prefix
from .item import Facts, Stated, facts

LINE = re.compile(r"([ \t]*)([A-Za-z][A-Za-z ]{2,20}?)[ \t]*(:|[ \t])[ \t]*([^\r\n]*)")
SPACE = re.compile(r"\s*")
BREAK = re.compile(r"\r\n|\r|\n")
FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
PAIR = re.compile(r"^([A-Za-z][\w -]{1,30}):[ \t]+([^\r\n]*)", re.MULTILINE)
QUOTED = re.compile(r"([\"'])(.*)\1")


class Header(Struct, frozen=True):
    """What the top of a text states; ``end`` is where the text proper begins."""

    facts: Facts
    hints: tuple[Block, ...]
    end: int


class _Line(Struct, frozen=True):
    """One header line: the fact it gives, its value, its extent, and where the next may begin."""

    name: str
    value: str
    start: int
    end: int
    after: int


@cache
def _names() -> dict[str, str]:
    return {word: name for name, words in table("fields")["header"].items() for word in words}


def first_name(line: str) -> str:
    """The header that ``line`` would give, by its name alone; empty where it gives none."""
    found = LINE.match(line)
    return _names().get(found[2].lower(), "") if found else ""


def header_lines(text: str, at: int = 0) -> Header:
    """The header lines that ``text`` has from ``at`` on, such as ``date 2020-10-06`` or ``source: The Courier``."""
    lines = tuple(_lines(text, at))
    dates = tuple(Stated(line.value, "header-line") for line in lines if line.name == "date")
    values = {line.name: line.value for line in reversed(lines) if line.name != "date"}
    hints = tuple(Block(line.start, line.end, "dateline" if line.name == "date" else "boilerplate") for line in lines)
    return Header(facts(values, dates), hints, lines[-1].after if lines else 0)


def _lines(text: str, at: int) -> Iterator[_Line]:
    space = SPACE.match(text, at)
    at = space.end() if space else at
    while line := _line(text, at):
        yield line
        if line.after == line.end:
            return
        at = line.after


def _line(text: str, at: int) -> _Line | None:
    found = LINE.match(text, at)
    name = _names().get(found[2].lower()) if found else None
    if not found or name is None:
        return None
    value, start = found[4].rstrip(), found.start(2)
    end = found.start(4) + len(value)
    if name == "date":
        return _date_line(text, start, found.start(4), end, colon=found[3] == ":")
    return _Line(name, value, start, end, _next_line(text, end)) if found[3] == ":" and value else None


def _date_line(text: str, start: int, value_start: int, end: int, *, colon: bool) -> _Line | None:
    value = text[value_start:end]
    if iso(value) is not None:
        return _Line("date", value, start, end, _next_line(text, end))
    if prefix := iso_prefix(value):
        cut = value_start + prefix.end
        return _Line("date", value[: prefix.end], start, cut, cut)
    # "Date: soon" states a date that nobody can read, which is worth a warning; "date palms" is prose.
    return (
        _Line("date", value, start, end, _next_line(text, end)) if colon and len(value.split()) in range(1, 6) else None
    )


def _next_line(text: str, end: int) -> int:
    blank = len(text[end : end + 200]) - len(text[end : end + 200].lstrip(" \t"))
    found = BREAK.match(text, end + blank)
    return found.end() if found else end


def front_matter(text: str) -> Header | None:
    """The ``---`` block of ``name: value`` lines that a markdown text begins with; None where there is none."""
    opening = FENCE.match(text)
    closing = FENCE_END.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    pairs = [
        (m[1].strip().lower(), _unquoted(m[2].strip())) for m in PAIR.finditer(text, opening.end(), closing.start())
    ]
    known = [(_names()[name], value) for name, value in pairs if name in _names() and value]
    dates = tuple(Stated(value, "header-line") for name, value in known if name == "date")
    values = {name: value for name, value in reversed(known) if name != "date"}
    end = closing.end()
    return Header(facts(values, dates), (Block(0, len(text[:end].rstrip()), "boilerplate"),), end)


def _unquoted(value: str) -> str:
    found = QUOTED.fullmatch(value)
    return found[2] if found else value
