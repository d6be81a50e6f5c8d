"""Readers' comments below an article: where they begin. What stands from there on to the end of the text is no report.

Always true here: a stamp is the line that a page prints with each comment (who, when, what one may do with it), by named rules
(resources/segment.toml); a text with fewer stamps than its rule asks for has no comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .. import rules
from ..model.reading import Extent
from .sentences import sentences

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_LOUD = re.compile(r"[!?]{2}|^\W*[a-z]|^\W*@\w|\b(?:ur|pls|plz|lol|u)\b|^[^a-z]*(?:[A-Z]{2,}[^a-z]*){3}$")
_READER = re.compile(r"\b(?:I|[Ii]'m|me|[Mm]y|[Ww]e|us|[Oo]ur|[Yy]ou|[Yy]our)\b")


@dataclass(frozen=True, slots=True)
class Voice:
    """What a sentence before a stamp counts for a comment: typed ``loud`` as no paper does, with words of ``reader`` or writer, or
    ``plain``; of at most ``back`` sentences."""

    loud: float
    reader: float
    plain: float
    back: int


_FIRST = Voice(2.0, 0.5, -1.0, 12)
"""Before the first stamp stands one comment, of few sentences."""
_UNSTAMPED = Voice(2.0, -0.3, -1.0, 400)
"""Before what a page says of its comments there may be none: interviews too have their "I" and "you"."""


@dataclass(frozen=True, slots=True)
class Stamp:
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
    if stamp.closes and before:
        return min(_run(text, before, _FIRST), before[-1].start)
    return _run(text, before, _UNSTAMPED) if stamp.least == 1 else found[0]


def _run(text: str, before: Sequence[Extent], voice: Voice) -> int:
    """Where the comments begin that end ``before``: of all ends of it the one that most speaks for readers, if any does."""
    begin, best, total = before[-1].end if before else 0, 0.0, 0.0
    for told in reversed(before[-voice.back :]):
        total += _weight(text, told, voice)
        if total > best:
            begin, best = told.start, total
    return begin


def _weight(text: str, told: Extent, voice: Voice) -> float:
    if text.rfind("“", 0, told.start) > text.rfind("”", 0, told.start):
        return voice.plain  # somebody is quoted
    words = _QUOTED.sub("Q", text[told.start : told.end])
    return voice.loud if _LOUD.search(words) else voice.reader if _READER.search(words) else voice.plain
