"""Participles behind a counted noun: "two men shot and killed", "13 sailors injured in", where the parse often errs.

Always true here: a participle counts only where it cannot be an active verb: at the end, before a preposition or a name.
"""

from __future__ import annotations

import re
from functools import cache

from ...rules import table
from .relation import measures_by

_WINDOW = 48
_ASIDE = 100


def state_behind_noun(text: str, end: int) -> tuple[str, int] | None:
    """The measure of the participle right behind the noun that ends at ``end``, and where it ends."""
    if aside := _aside().match(text, end, end + _ASIDE):
        end = aside.end()
    window = text[end : end + _WINDOW]
    if found := _deadly().match(window):
        return "killed", end + found.end()
    found = _participle().match(window)
    return (measures_by("states")[found[1].lower()], end + found.end(1)) if found else None


@cache
def _aside() -> re.Pattern[str]:
    """ ", according to the ministry, were" between the noun and its participle."""
    return re.compile(
        r",\s(?:according\sto\s[^,;.\n]{2,60}|[^,;.\n]{2,40}\s(?:said|says)),\s(?:was|were|have\sbeen|had\sbeen)(?=\s)"
    )


@cache
def _deadly() -> re.Pattern[str]:
    wounds = "|".join(table("figures")["verbs"]["wounds"])
    killed = rf"(?:(?:{wounds})\s(?:dead|to\sdeath|and\skilled)|(?:fatally|mortally)\s(?:{wounds}))\b"
    return re.compile(rf"\s(?:(?:were|was|have\sbeen|has\sbeen)\s{killed}|{killed}{_no_object()})", re.IGNORECASE)


@cache
def _participle() -> re.Pattern[str]:
    states = "|".join(sorted(measures_by("states")))
    ends = rf"(?:(?<=dead)|(?<=homeless)|{_no_object()})"
    return re.compile(rf"\s(?:[a-z]{{3,12}}ly\s)?(dead|homeless|{states}){ends}", re.IGNORECASE)


@cache
def _no_object() -> str:
    """What stands behind a participle, and not behind an active verb."""
    behind = "|".join(table("figures")["behind_participle"])
    return rf"(?=\s*(?:[.,;:)–—!?]|$)|\s(?:{behind})\b)"
