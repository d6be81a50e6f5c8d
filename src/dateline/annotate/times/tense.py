"""Whether the words around a time expression look back or ahead: the nearest telling word of its sentence decides.

Always true here: only words are looked at, no parse; what no word tells stays None; each stretch of text is read once,
however many expressions stand in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from ...model.reading import Extent
from ...rules import words

Tense = Literal["past", "ahead"]

_PIECE = re.compile(r"(?P<end>[.!?]['\"”’)]?\s{1,9}(?=[A-Z“\"'‘(])|\n\s{0,9}\n)|[A-Za-z]+")
LOOK_BACK = 160  # characters of the same sentence that can hold the verb; longer reaches were other clauses
LOOK_ON = 80
_BEING = {"is", "are", "was", "were", "be", "been", "being", "not"}
REACH = 4  # words from "had" to its participle: "had been due to expire"


class Mark(NamedTuple):
    """A telling word, or the end of a sentence, and what it says of an expression that stands after or before it."""

    start: int
    ends: bool
    after: Tense | None = None
    before: Tense | None = None


def around(text: str, at: Extent) -> Tense | None:
    """What the nearest telling word before, else after ``at`` in its sentence says; after it, only "will" looks ahead."""
    return along(text, [at])[0]


def along(text: str, extents: Sequence[Extent]) -> list[Tense | None]:
    """What ``around`` says of each of ``extents``, which are in order."""
    told: list[Tense | None] = []
    for near in _together(extents):
        marks = tuple(_marks(text, max(0, near[0].start - LOOK_BACK), near[-1].end + LOOK_ON))
        starts = [mark.start for mark in marks]
        told += [_behind(marks, starts, at) or _onward(marks, starts, at) for at in near]
    return told


def _together(extents: Sequence[Extent]) -> Iterator[list[Extent]]:
    """The extents in groups that look at some of the same words."""
    group: list[Extent] = []
    for at in extents:
        if group and at.start - LOOK_BACK > group[-1].end + LOOK_ON:
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def _behind(marks: Sequence[Mark], starts: Sequence[int], at: Extent) -> Tense | None:
    """What the last word before ``at`` that tells a tense says, if it stands near and in the same sentence."""
    for i in range(bisect_left(starts, at.start) - 1, -1, -1):
        mark = marks[i]
        if mark.ends or mark.start < at.start - LOOK_BACK:
            return None
        if mark.after:
            return mark.after
    return None


def _onward(marks: Sequence[Mark], starts: Sequence[int], at: Extent) -> Tense | None:
    """What the first word after ``at`` that tells a tense says, if it stands near and in the same sentence."""
    for i in range(bisect_left(starts, at.end), len(marks)):
        mark = marks[i]
        if mark.ends or mark.start >= at.end + LOOK_ON:
            return None
        if mark.before:
            return mark.before
    return None


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The telling words and sentence ends of a stretch of text."""
    behind: deque[str] = deque(maxlen=REACH)
    for piece in _PIECE.finditer(text, start, end):
        if piece.lastgroup:
            yield Mark(piece.start(), ends=True)
            behind.clear()
            continue
        word = piece[0].lower()
        if _tells(word):
            yield Mark(piece.start(), False, _told(word, behind), _told_after(word))
        behind.append(word)


@lru_cache(maxsize=4096)
def _tells(word: str) -> bool:
    """Whether a word can tell a tense at all."""
    lists = (words("times", f"ahead.{name}") for name in ("after", "past", "passive", "words"))
    return word == "to" or word.endswith("ed") or any(word in listed for listed in lists)


def _told_after(word: str) -> Tense | None:
    """What a word after the expression says: "planned" is a verb in the past there."""
    if word in words("times", "ahead.after"):
        return "ahead"
    return "past" if word in words("times", "ahead.past") or word.endswith("ed") else None


def _told(word: str, behind: Sequence[str]) -> Tense | None:
    """What one word says, with the few words ``behind`` it: "is to", "due", but "had been due"."""
    if word == "to":
        return "ahead" if behind and behind[-1] in words("times", "ahead.to") else None
    passive = word in words("times", "ahead.passive") and not _BEING.isdisjoint(behind)
    if passive or word in words("times", "ahead.words"):
        return "past" if "had" in behind else "ahead"
    return "past" if word in words("times", "ahead.past") or word.endswith("ed") else None
