"""Counts of nobody: "no one was killed", "no injuries were reported". Only where the words are clear.

Always true here: "no immediate reports of", "no other", "no one else" and "not seriously" give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...model.notes import Count
from ...model.reading import Extent
from ...rules import table

ZERO = "zero"
"""The rule of a count that says that there was nobody."""

_BE = r"(?:was|were|is|are|has\sbeen|have\sbeen|had\sbeen)"


def zeros(text: str, sentence: Extent) -> Iterator[Count]:
    """The counts of nobody that a sentence states."""
    by_state: dict[str, str] = table("figures")["zero_words"]["states"]
    by_noun: dict[str, str] = table("figures")["zero_words"]["nouns"]
    printed = text[sentence.start : sentence.end].lower()
    if not any(word in printed for words in (by_state, by_noun) for word in words):
        return
    for found in _nobody().finditer(text, sentence.start, sentence.end):
        for word in (w for w in found.group(2, 3) if w):
            yield _zero(found, by_state[word.lower()], None)
    stated = (
        *_none_of().finditer(text, sentence.start, sentence.end),
        *_there_were().finditer(text, sentence.start, sentence.end),
    )
    for found in stated:
        for word in (w for w in found.group(2, 3) if w):
            yield _zero(found, by_noun[word.lower()], word.lower())


def _zero(found: re.Match[str], measure: str, noun: str | None) -> Count:
    number = Extent(*found.span(1))
    return Count(Extent(*found.span()), number, measure, noun, "people", 0, 0, 0, None, delta=False, rule=ZERO)


@cache
def _nobody() -> re.Pattern[str]:
    states = "|".join(table("figures")["zero_words"]["states"])
    return re.compile(
        rf"\b(no\sone|nobody|no-one|no\speople)\s{_BE}\s(?:reported\s)?({states})(?:\s(?:or|and)\s({states}))?\b", re.I
    )


@cache
def _none_of() -> re.Pattern[str]:
    nouns = "|".join(table("figures")["zero_words"]["nouns"])
    stated = rf"\b(no)\s({nouns})(?:\s(?:or|and)\s({nouns}))?\s(?:{_BE}\s)?(?:reported|made|recorded|resulted)\b"
    return re.compile(stated, re.IGNORECASE)


@cache
def _there_were() -> re.Pattern[str]:
    nouns = "|".join(table("figures")["zero_words"]["nouns"])
    stated = (
        rf"\bthere\s{_BE}\s(no)\s({nouns})(?:\s(?:or|and)\s({nouns}))?(?=\s*[.,;]|\s(?:in|from|at|on|among|and|but)\b)"
    )
    return re.compile(stated, re.IGNORECASE)
