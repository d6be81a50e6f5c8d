"""Paragraphs of a text as it was typed: by blank lines, by lines, or by lines that were wrapped at a margin.

Always true here: paragraphs are in order, do not overlap, carry no blanks at their ends, and cover every letter of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.reading import Extent
from .edges import trimmed

_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t\xa0]*(?:\r\n|\r|\n)\s*")
_LINE = re.compile(r"(?:\r\n|\r|\n)\s*")
_CLOSED = re.compile(r"""[.!?:;…)"'”’»\]]\s*$""")
_WRAP_MARGIN = (40, 100)  # lines wrapped by hand or by a mail program are within these widths


def paragraphs(text: str) -> Iterator[Extent]:
    """The paragraphs of ``text``."""
    for block in _split(text, Extent(0, len(text)), _BLANK):
        yield from (block,) if _is_wrapped(text[block.start : block.end]) else _split(text, block, _LINE)


def _split(text: str, within: Extent, separator: re.Pattern[str]) -> Iterator[Extent]:
    begin = within.start
    for match in separator.finditer(text, within.start, within.end):
        yield from trimmed(text, begin, match.start())
        begin = match.end()
    yield from trimmed(text, begin, within.end)


def _is_wrapped(block: str) -> bool:
    """Lines of one paragraph broken at a margin: of similar width, and all but the last mostly not closed."""
    lines = [line for line in _LINE.split(block) if line.strip()]
    if len(lines) < 2:
        return True
    inner = lines[:-1]
    low, high = _WRAP_MARGIN
    widths = [len(line) for line in inner]
    if max(widths) > high or max(widths) < low or min(widths) < 0.6 * max(widths):
        return False
    return sum(bool(_CLOSED.search(line)) for line in inner) <= len(inner) / 2
