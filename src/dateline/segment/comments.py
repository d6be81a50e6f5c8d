"""Readers' comments below an article: where they begin. What stands from there on to the end of the text is no report.

Always true here: a stamp is the line that a page prints with each comment (who, when, what one may do with it), by named rules
(resources/segment.toml); a text with fewer stamps than its rule asks for has no comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from .. import rules
from ..model.reading import Extent
from .sentences import sentences

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_LOUD = re.compile(r"[!?]{2}|^\W*[a-z]|^\W*@\w|\b(?:ur|pls|plz|lol|u)\b|^[^a-z]*(?:[A-Z]{2,}[^a-z]*){3}$")
_READER = re.compile(r"\b(?:I|[Ii]'m|me|[Mm]y|[Ww]e|us|[Oo]ur|[Yy]ou|[Yy]our)\b")


_WEIGHT = {"loud": 2.0, "reader": -0.3, "plain": -1.0}
"""What a sentence before a stamp counts for a comment: typed as no paper does, with words of reader or writer ("I", "you"), or neither.
Speeches and interviews have such words too: at 0.5 for them one page in 40 lost the end of a speech."""
_BACK = 400  # sentences that are looked at
_QUOTATION = 2_000  # characters in which a quotation has ended


class Stamp(Struct, frozen=True):
    """A named pattern of stamps. ``closes``: its comment stands before it, else behind it; ``least``: how many of them a text must have."""

    name: str
    closes: bool
    least: int
    sought: rules.Sought


@cache
def stamps() -> tuple[Stamp, ...]:
    """All rules for stamps, in order."""
    return tuple(
        Stamp(
            row["name"],
            row["closes"],
            row["least"],
            rules.Sought(re.compile(row["pattern"], re.IGNORECASE), tuple(row["holds"])),
        )
        for row in rules.table("segment")["stamp"]
    )


def comments_from(text: str, pieces: Sequence[Extent]) -> int:
    """Where the comments of ``text`` (of these paragraphs) begin; its end if it has none."""
    small = rules.in_small(text)
    here = [stamp for stamp in stamps() if stamp.sought.may_match(small)]
    return min((_begin(text, pieces, stamp) for stamp in here), default=len(text))


def _begin(text: str, pieces: Sequence[Extent], stamp: Stamp) -> int:
    found = [match.start() for match in stamp.sought.pattern.finditer(text)]
    if len(found) < stamp.least:
        return len(text)
    before = [
        s for piece in pieces for s in sentences(text, piece.start, min(piece.end, found[0])) if s.start < found[0]
    ]
    run = _run(text, before) if stamp.closes or stamp.least == 1 else found[0]
    return min(run, before[-1].start) if stamp.closes and before else run


def _run(text: str, before: Sequence[Extent]) -> int:
    """Where the comments begin that end ``before``: of all ends of it the one that most speaks for readers, if any does."""
    begin, best, total = before[-1].end if before else 0, 0.0, 0.0
    for told in reversed(before[-_BACK:]):
        total += _WEIGHT[_voice(text, told)]
        if total > best:
            begin, best = told.start, total
    return begin


def _voice(text: str, told: Extent) -> str:
    far = max(0, told.start - _QUOTATION)
    if text.rfind("“", far, told.start) > text.rfind("”", far, told.start):
        return "plain"  # somebody is quoted
    words = _QUOTED.sub("Q", text[told.start : told.end])
    return "loud" if _LOUD.search(words) else "reader" if _READER.search(words) else "plain"
