"""Whether the words around a time expression look back or ahead: the nearest telling word of its sentence decides.

Always true here: only words are looked at, no parse; what no word tells stays None.
"""

from __future__ import annotations

import re
from typing import Literal

from dateline.model.reading import Extent
from dateline.rules import words

Tense = Literal["past", "ahead"]

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s+(?=[A-Z“\"'‘(])|\n\s{0,9}\n")
_WORD = re.compile(r"[a-z]+")
LOOK_BACK = 160  # characters of the same sentence that can hold the verb; longer reaches were other clauses
LOOK_ON = 80
_BEING = {"is", "are", "was", "were", "be", "been", "being", "not"}
REACH = 4  # words from "had" to its participle: "had been due to expire"


def before(text: str, at: Extent) -> Tense | None:
    """What the nearest telling word before ``at`` in its sentence says."""
    behind = _SENTENCE_END.split(text[max(0, at.start - LOOK_BACK) : at.start])[-1]
    nearby = _WORD.findall(behind.lower())
    told = (_told(word, nearby[max(0, i - REACH) : i]) for i, word in reversed(list(enumerate(nearby))))
    return next((tense for tense in told if tense), None)


def around(text: str, at: Extent) -> Tense | None:
    """What the nearest telling word before, else after ``at`` in its sentence says; after it, only "will" looks ahead."""
    onward = _WORD.findall(_SENTENCE_END.split(text[at.end : at.end + LOOK_ON])[0].lower())
    return before(text, at) or next((tense for word in onward if (tense := _told_after(word))), None)


def _told_after(word: str) -> Tense | None:
    """What a word after the expression says: "planned" is a verb in the past there."""
    if word in words("times", "ahead.after"):
        return "ahead"
    return "past" if word in words("times", "ahead.past") or word.endswith("ed") else None


def _told(word: str, behind: list[str]) -> Tense | None:
    """What one word says, with the few words ``behind`` it: "is to", "due", but "had been due"."""
    if word == "to" and behind and behind[-1] in words("times", "ahead.to"):
        return "ahead"
    passive = word in words("times", "ahead.passive") and not _BEING.isdisjoint(behind)
    if passive or word in words("times", "ahead.words"):
        return "past" if "had" in behind else "ahead"
    return "past" if word in words("times", "ahead.past") or word.endswith("ed") else None
