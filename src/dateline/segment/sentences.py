"""Sentence ends inside one block, by rule: abbreviations, initials and quotation marks as news copy has them.

Always true here: sentences are in order, do not overlap, carry no blanks at their ends, and cover every letter of the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

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
_LEAST = 3  # words of a heading that is run into a sentence
_CLOSES = re.compile(r"[a-z\d)][”’]?$")  # not behind a straight mark or a comma and a mark: there somebody is quoted
_SHORT = 3  # letters of endings that addresses of the web have
_LOOK_BACK = 24  # longest abbreviation looked for, in characters


@lru_cache(maxsize=1024)  # of one report each paragraph is cut twice: for its role, and for good
def sentences(text: str, start: int, end: int) -> tuple[Extent, ...]:
    """The sentences of ``text[start:end]``; the stamp of an update before one is a sentence of its own."""
    return tuple(part for told in _with_stamps(text, start, end) for part in _unglued(text, told))


def _unglued(text: str, told: Extent) -> Iterator[Extent]:
    """A sentence apart from the heading or the caption that a page runs into it: "Mayor resigns in Kessen The mayor resigned on Monday".

    What stands in brackets before a sentence is no heading: a credit, or the place of a picture.
    """
    begin = told.start
    for match in _openers().finditer(text, told.start, told.end):
        before = text[begin : match.start()].split()
        if len(before) >= _LEAST and text[begin] != "(" and _may_stop(before[-1], match[1]):
            yield Extent(begin, match.start())
            begin = match.start(1)
    yield Extent(begin, told.end)


@cache
def _openers() -> re.Pattern[str]:
    """A blank before a capital word of ``glued.openers`` that begins a sentence: small letters, a number or a day follow."""
    words = "|".join(sorted(rules.words("segment", "glued.openers")))
    return re.compile(rf"(?<=\S) ((?:{words})(?= (?:[a-z]|\d|[A-Z][a-z]+day\b))|Copyright(?= (?:by |©|\d)))")


def _may_stop(last: str, opener: str) -> bool:
    """Whether a heading may end with the word ``last`` before ``opener``: titles of works have capitals too, and "A" is a mark."""
    word = last.lower().strip("“”‘’\"'()")
    if not _CLOSES.search(last) or word in rules.words("segment", "glued.goes_on"):
        return False
    if opener == "A" and word in rules.words("segment", "glued.before_a"):
        return False
    return not last[0].isupper() or opener in rules.words("segment", "glued.after_names")


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
