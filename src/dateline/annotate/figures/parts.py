"""Breakdowns: "12 people, including five children", "eight dead, three of them officers". The part suffers what the whole does.

Always true here: a part keeps a noun of its own, so that it is never taken for a total; its bounds are those of its own number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ...model.notes import Count
from ...model.reading import Extent
from ...rules import words

PART = "part"
"""The rule of a count that breaks down the one before it."""

_WINDOW = 32
_OPENED = re.compile(r"\b(?:including|among\s(?:them|whom))\s(?:the\s)?$", re.IGNORECASE)
_JOINED = re.compile(r",?\s(?:and\s)?")
_OF_THEM = re.compile(r"(?:\sof\sthem)?\s([a-z]{3,20})\b")
_SET_OFF = re.compile(r"[,—–-]\s?$")
_THEM = ("them", "whom", None)


def with_parts(text: str, counts: Iterable[Count]) -> Iterator[Count]:
    """The counts of one sentence, in order, with the measure of the whole for each part of it."""
    whole: Count | None = None
    before: Count | None = None
    for count in counts:
        found = _part(text, whole, before, count) if whole else None
        if found is None and count.measure in words("figures", "parts.wholes"):
            whole = count
        before = found or count
        yield before


def _part(text: str, whole: Count, before: Count | None, count: Count) -> Count | None:
    """``count`` as a part of ``whole``, or None if nothing says that it is one."""
    people = count.measure in ("other", "troops") and (count.unit == "people" or count.noun in _THEM)
    if not people or (count.best or 0) > (whole.best or 0):
        return None
    ahead = text[max(0, count.extent.start - _WINDOW) : count.extent.start]
    joined = (
        before is not None and before.rule == PART and _JOINED.fullmatch(text[before.extent.end : count.extent.start])
    )
    if count.noun not in _THEM:
        return replace(count, measure=whole.measure, rule=PART) if joined or _OPENED.search(ahead) else None
    named = _OF_THEM.match(text, count.number.end)
    if named is None or not _SET_OFF.search(ahead) or not _is_kind(named[1]):
        return None
    extent = Extent(count.extent.start, max(count.extent.end, named.end()))
    return replace(count, extent=extent, measure=whole.measure, noun=named[1], unit="people", rule=PART)


def _is_kind(word: str) -> bool:
    """Whether a word is a plural that says of what kind people are."""
    return word.endswith("s") or word in words("figures", "parts.plurals")
