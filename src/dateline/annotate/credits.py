"""Words in a report that say whose copy it is: agencies in bylines and datelines, credits under pictures.

Always true here: a credit is printed; a picture's credit holds for its caption only (``kind`` tells which it is).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from ..model.notes import Credit
from ..model.reading import Block, Extent, Layout
from ..outlets import Outlets, outlets

_BRACKETS = re.compile(r"\(([^()\n]{2,60})\)")
_PICTURE_WORDS = re.compile(r"\b(?:photo|image|picture|file|pool|via|handout)s?\b.*$|/.*$", re.I)
_AFTER_NAME = re.compile(r"(?:,| for| of|\|) (?:the )?([A-Z][\w.'’&-]*(?: [A-Z][\w.'’&-]*){0,4})$")

Kind = Literal["byline", "dateline", "credit"]


def find_credits(text: str, layout: Layout, known: Outlets | None = None) -> tuple[Credit, ...]:
    """The credits of a report, in order; ``known`` are the outlets whose bare names are credits, the shipped ones if it is left out."""
    names = _pattern(known or outlets())
    return tuple(c for block in layout.blocks for c in _of_block(text, block, names))


def _of_block(text: str, block: Block, names: re.Pattern[str]) -> Iterator[Credit]:
    if block.role not in ("byline", "dateline", "credit"):
        return
    kind: Kind = block.role
    found = list(_bracketed(text, block, kind)) or list(_known(text, block, kind, names))
    if not found and kind == "byline" and (match := _AFTER_NAME.search(text, block.start, block.end)):
        found = [_credit(text, *match.span(1), kind)]
    yield from found[:1]


def _bracketed(text: str, block: Block, kind: Kind) -> Iterator[Credit]:
    for match in _BRACKETS.finditer(text, block.start, block.end):
        start, end = match.span(1)
        words = _PICTURE_WORDS.sub("", text[start:end]).rstrip(" ,")
        if words and words[0].isupper():
            yield _credit(text, start, start + len(words), kind)


@cache
def _pattern(known: Outlets) -> re.Pattern[str]:
    names = sorted(known.named, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


def _known(text: str, block: Block, kind: Kind, names: re.Pattern[str]) -> Iterator[Credit]:
    for match in names.finditer(text, block.start, block.end):
        yield _credit(text, *match.span(), kind)


def _credit(text: str, start: int, end: int, kind: Kind) -> Credit:
    return Credit(Extent(start, end), text[start:end], kind)
