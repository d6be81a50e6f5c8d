"""Blocks with roles and sentences, as extents: what is caption, credit, post or story is settled before anything is read.

Always true here: blocks are in order and do not overlap, every letter of the text is in exactly one of them, and each
sentence lies in one block. Roles that the format itself states (``Report.hints``) stand above the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.reading import Block, Extent, Layout, Report, Sentence
from .comments import comments_from
from .edges import trimmed
from .paragraphs import paragraphs
from .roles import assign
from .sentences import sentences


def segment(report: Report) -> Layout:
    """The layout of ``report``."""
    pieces = list(paragraphs(report.text))
    stated = [hint for hint in sorted(report.hints, key=lambda h: (h.start, h.end)) if hint.end > hint.start]
    free = [rest for piece in pieces for rest in _without(report.text, piece, stated)]
    end = comments_from(report.text, free)
    story = [part for piece in free for part in trimmed(report.text, piece.start, min(piece.end, end))]
    comments = [part for piece in free for part in trimmed(report.text, max(piece.start, end), piece.end)]
    blocks = [*assign(report.text, story, report.title), *(Block(*part, "boilerplate") for part in comments)]
    blocks = sorted((*blocks, *_apart(stated)), key=lambda b: b.start)
    return Layout(tuple(blocks), tuple(_sentences(report.text, blocks, pieces)))


def _apart(stated: list[Block]) -> Iterator[Block]:
    reached = 0
    for hint in stated:
        if hint.start >= reached:
            yield hint
            reached = hint.end


def _without(text: str, piece: Extent, stated: list[Block]) -> Iterator[Extent]:
    begin = piece.start
    for hint in _apart(stated):
        if hint.end <= begin or hint.start >= piece.end:
            continue
        yield from trimmed(text, begin, hint.start)
        begin = max(begin, hint.end)
    yield from trimmed(text, begin, piece.end)


def _sentences(text: str, blocks: list[Block], pieces: list[Extent]) -> Iterator[Sentence]:
    paragraph = 0
    for number, block in enumerate(blocks):
        while paragraph + 1 < len(pieces) and pieces[paragraph + 1].start <= block.start:
            paragraph += 1
        for extent in sentences(text, block.start, block.end):
            yield Sentence(extent.start, extent.end, number, paragraph)
