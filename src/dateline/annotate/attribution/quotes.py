"""Quotation marks of every kind, balanced or not, paragraph by paragraph.

Always true here: quotations are in order and do not overlap; each holds its marks; an opening mark that nobody closes runs to
the end of its paragraph when the quotation goes on in the next one, else to the end of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.reading import Extent, Layout

_OPENING = "“«„"
_CLOSING = "”»"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; ``goes_on`` where it is closed only in a later paragraph."""

    extent: Extent
    goes_on: bool = False


def find_quotes(text: str, layout: Layout) -> tuple[Quote, ...]:
    """The quotations of all blocks but boilerplate and credits."""
    blocks = [b for b in layout.blocks if b.role not in ("boilerplate", "credit", "byline", "dateline")]
    found: list[Quote] = []
    for number, block in enumerate(blocks):
        after = text[blocks[number + 1].start] if number + 1 < len(blocks) else ""
        ends = [s.end for s in layout.sentences if block.start <= s.start < block.end]
        found += _in_block(text, block.start, block.end, ends, after)
    return tuple(found)


def _in_block(text: str, start: int, end: int, sentence_ends: Sequence[int], after: str) -> Iterator[Quote]:
    opened: int | None = None
    for i in range(start, end):
        mark = text[i]
        if mark not in "\"“”«»„‘’'":
            continue
        kind = _kind(text, i, start, end, opened is not None)
        if kind == "open" and opened is None:
            opened = i
        elif kind == "close" and opened is not None and _closes(text[opened], mark):
            yield Quote(Extent(opened, i + 1))
            opened = None
    if opened is not None and text[opened] not in "'‘":
        goes_on = after in ("“", '"', "«", "„") and after != ""
        yield Quote(Extent(opened, end if goes_on else next((e for e in sentence_ends if e > opened), end)), goes_on)


def _kind(text: str, i: int, start: int, end: int, is_open: bool) -> str:
    mark = text[i]
    if mark in _OPENING:
        return "open"
    if mark in _CLOSING:
        return "close"
    before = text[i - 1] if i > start else " "
    following = text[i + 1] if i + 1 < end else " "
    if mark == '"':
        return "close" if is_open and not before.isspace() else "open" if not following.isspace() else "close"
    if mark == "‘" or (mark == "'" and not before.isalnum() and following.isalnum()):
        return "open" if not before.isalnum() else "none"
    return "close" if not following.isalnum() and not before.isspace() else "none"


def _closes(opening: str, mark: str) -> bool:
    if opening in "'‘":
        return mark in "'’"
    return mark in '"”»“'
