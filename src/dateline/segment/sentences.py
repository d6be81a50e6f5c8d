"""Sentence ends inside one block, by rule: abbreviations, initials and quotation marks as news copy has them.

Always true here: sentences are in order, do not overlap, carry no blanks at their ends, and cover every letter of the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .. import rules
from ..model.reading import Extent
from .edges import trimmed

_RUN_ON = (
    r"""(?<=[a-z\d]{2}[.!?])["'”’)]{0,2}(?=["“‘]?[A-Z][a-z’']+\s)"""  # pages lose line breaks: "was shot.Police said"
)
_END = re.compile(rf"""[.!?…]{{1,4}}["'”’»)\]]{{0,3}}(?=\s)|[.!?]{_RUN_ON}""")
_NEXT = re.compile(r"""\s+(["'“‘«(\[—–-]{0,3}\s?)(\w[\w'’-]*)?""")
_LAST_WORD = re.compile(r"([\w.&]+)\.$")
_GLUED = re.compile(r"""["“‘]?([A-Z][a-z]+)""")
_STAMP = re.compile(
    r"""((?:\((?:[^()\[\]\n]|\([^()\[\]\n]{1,40}\)){1,100}\)|\[[^()\[\]\n]{1,100}\]):?)\s+["“‘]?[A-Z]"""
)
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\b|\b\d{1,2}:\d{2}\b|\b\d{4} GMT\b", re.IGNORECASE)
_SHORT = 3  # letters of endings that addresses of the web have
_LOOK_BACK = 24  # longest abbreviation looked for, in characters


@lru_cache(maxsize=1024)  # of one report each paragraph is cut twice: for its role, and for good
def sentences(text: str, start: int, end: int) -> tuple[Extent, ...]:
    """The sentences of ``text[start:end]``; the stamp of an update before one is a sentence of its own."""
    return tuple(_with_stamps(text, start, end))


def _with_stamps(text: str, start: int, end: int) -> Iterator[Extent]:
    for found in _between_stops(text, start, end):
        stamp = _STAMP.match(text, found.start, found.end)
        if stamp and _CLOCK.search(stamp[1]):
            yield from trimmed(text, found.start, stamp.end(1))
            yield from trimmed(text, stamp.end(1), found.end)
        else:
            yield found


def _between_stops(text: str, start: int, end: int) -> Iterator[Extent]:
    begin = start
    for match in _END.finditer(text, start, end):
        if _ends_here(text, match, end):
            yield from trimmed(text, begin, match.end())
            begin = match.end()
    yield from trimmed(text, begin, end)


def _ends_here(text: str, match: re.Match[str], end: int) -> bool:
    if match.end() < end and not text[match.end()].isspace():
        return _runs_on(text, match.end(), end)
    following = _NEXT.match(text, match.end(), end)
    if not following or following.group(2) is None:
        return True
    opener, word = following.group(1), following.group(2)
    if word[0].islower() and not opener.strip():
        return False
    mark = match.group()
    if mark[0] != "." or len(mark) > 1:
        return not word[0].islower()
    return _full_stop_ends(text, match.start(), word)


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether a sentence begins at ``start`` without a blank before it: not "Gazeta.Ru", not "Yahoo.Com"."""
    word = _GLUED.match(text, start, end)
    return word is not None and (len(word[1]) > _SHORT or word[1].lower() in rules.words("segment", "starters"))


def _full_stop_ends(text: str, stop: int, following: str) -> bool:
    found = _LAST_WORD.search(text, max(0, stop - _LOOK_BACK), stop + 1)
    if not found:
        return True
    word = found.group(1).lower()
    if word in rules.words("segment", "may_end") or (re.fullmatch(r"(?:[a-z]\.)+[a-z]", word) is not None):
        return following.lower() in rules.words("segment", "starters") and following[0].isupper()
    if len(word) == 1 and word.isalpha() and word != "i":
        return False
    if word in rules.words("segment", "abbreviations"):
        return following[0].isupper() and following.lower() in {"the", "he", "she", "but", "it", "they"}
    return True
