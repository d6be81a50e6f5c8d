"""Quotation marks of every kind, balanced or not, paragraph by paragraph.

Always true here: quotations are in order and do not overlap; each holds its marks; an opening mark that nobody closes runs to
the end of its paragraph when the quotation goes on in the next one, to the line that closes it where no other opens one first, else to the
end of its sentence. Marks within another quotation are words of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ...model.reading import Block, Extent, Layout

_MARK = re.compile(r"''|``|[\"“”«»„‟‹›‘’'`]")
_CLOSED_BY = {
    '"': ('"', "”", "“", "''"), "“": ('"', "”", "''", "“"), "„": ("“", "”", '"', "‟"), "«": ("»",), "»": ("«",), "‹": ("›",), "›": ("‹",),
    "''": ("''", '"', "”"), "``": ("''", '"', "”"), "‘": ("’", "'"), "'": ("'", "’"), "`": ("'", "’"), "”": ("”",), "‟": ("”", '"'),
}  # fmt: skip
_SINGLE = frozenset("'‘’`")
_LEAST_WORDS = 3  # a shorter quotation that does not touch its saying word is a scare quote
_LONGEST_TITLE = 8  # words
_DIRECTED = "“„«"  # marks that open and do not close
_MOST_LINES = 12  # that a quotation over several lines has
_UNREAD = ("boilerplate", "credit", "byline", "dateline")


class Quote(Struct, frozen=True):
    """A quotation with its marks; ``closed`` where the second one is there, ``goes_on`` where it is in a later paragraph."""

    extent: Extent
    goes_on: bool = False
    closed: bool = True


def find_quotes(text: str, layout: Layout) -> tuple[Quote, ...]:
    """The quotations of all blocks but boilerplate and credits."""
    blocks = [b for b in layout.blocks if b.role not in _UNREAD]
    starts = [s.start for s in layout.sentences]
    found: list[Quote] = []
    read = 0
    for number, block in enumerate(blocks):
        if block.end <= read:
            continue
        after = blocks[number + 1].start if number + 1 < len(blocks) else len(text)
        goes_on = (mark := _MARK.match(text, after)) is not None and mark.group() not in _SINGLE
        inside = layout.sentences[bisect_left(starts, block.start) : bisect_right(starts, block.end)]
        found += _in_block(text, Extent(max(block.start, read), block.end), [s.end for s in inside], goes_on)
        if found and not found[-1].closed and not goes_on and found[-1].extent.start >= block.start:
            end = _closed_later(text, blocks[number + 1 : number + 1 + _MOST_LINES])
            if end is not None and text[found[-1].extent.start] in _DIRECTED:
                found[-1], read = Quote(Extent(found[-1].extent.start, end)), end
    return tuple(found)


def _closed_later(text: str, blocks: Sequence[Block]) -> int | None:
    """Where a later line closes a quotation that none opens anew: text with a line for each sentence."""
    for block in blocks:
        if block.role != "body":
            return None
        marks = (m for m in _MARK.finditer(text, block.start, block.end) if m.group() not in _SINGLE)
        mark = next(marks, None)
        if mark is not None:
            closes = mark.group() in ("”", "»") and _closes(text, mark, Extent(block.start, block.end))
            return mark.end() if closes else None
    return None


def _in_block(text: str, block: Extent, sentence_ends: Sequence[int], goes_on: bool) -> Iterator[Quote]:
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, block.start, block.end):
        if opened is None:
            opened = mark if _opens(text, mark, block) else None
        elif mark.group() in _CLOSED_BY[opened.group()] and _closes(text, mark, block):
            yield Quote(Extent(opened.start(), mark.end()))
            opened = None
    if opened is not None and opened.group() not in _SINGLE:
        place = bisect_right(sentence_ends, opened.start())
        end = block.end if goes_on or place == len(sentence_ends) else sentence_ends[place]
        yield Quote(Extent(opened.start(), max(end, opened.end())), goes_on, closed=False)


def _opens(text: str, mark: re.Match[str], block: Extent) -> bool:
    before, after = _around(text, mark, block)
    if mark.group() in ("“", "„", "«", "‹", "``"):
        return True
    if mark.group() in _SINGLE:
        return mark.group() != "’" and not before.isalnum() and (after.isalnum() or mark.group() == "‘")
    if mark.group() in ("”", "»", "›"):
        return not before.isalnum() and before not in ".,!?" and after.isalnum()
    return not after.isspace()


def _closes(text: str, mark: re.Match[str], block: Extent) -> bool:
    before, after = _around(text, mark, block)
    if mark.group() in ("'", "’"):
        return not after.isalnum() and not before.isspace()
    if (
        mark.group() == "“"
    ):  # "the “town“ hall": closed by the wrong mark; before a word it would open another quotation
        return not before.isspace() and not after.isalnum()
    return mark.group() not in ('"', "''") or not before.isspace() or not after.isalnum()


def _around(text: str, mark: re.Match[str], block: Extent) -> tuple[str, str]:
    """The characters beside a mark; the ends of its block count as blanks."""
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    return before, text[mark.end()] if mark.end() < block.end else " "


def reads_as_speech(text: str, quote: Extent) -> bool:
    """Whether a quotation is long enough for speech and not in the capitals of a title."""
    words = [w.strip("“”\"'‘’«»„,.?!():;") for w in text[quote.start : quote.end].split()]
    letters = [w for w in words if w[:1].isalpha()]
    if len(words) < _LEAST_WORDS:
        return False
    return len(words) > _LONGEST_TITLE or any(w[0].islower() and len(w) > 3 for w in letters)
