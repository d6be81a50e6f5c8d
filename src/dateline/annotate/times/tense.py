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


def before(text: str, at: Extent) -> Tense | None:
    """What the nearest telling word before ``at`` in its sentence says."""
    behind = _SENTENCE_END.split(text[max(0, at.start - LOOK_BACK) : at.start])[-1]
    return _nearest(list(reversed(_WORD.findall(behind.lower()))))


def around(text: str, at: Extent) -> Tense | None:
    """What the nearest telling word before, else after ``at`` in its sentence says."""
    onward = _SENTENCE_END.split(text[at.end : at.end + LOOK_ON])[0]
    return before(text, at) or _nearest(_WORD.findall(onward.lower()))


def _nearest(nearby: list[str]) -> Tense | None:
    ahead, past = words("times", "ahead.words"), words("times", "ahead.past")
    for word in nearby:
        if word in ahead:
            return "ahead"
        if word in past or word.endswith("ed"):
            return "past"
    return None
