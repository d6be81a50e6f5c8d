"""A text as tokens that the rules can read: one letter and one value each, with a gap for all that no rule knows.

Always true here: tokens are in order and do not overlap; the time taken grows with the length of the text and with
nothing else, whatever the text holds; a paragraph's end is a gap.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from .grammar import GAP, Value, grammar

TOKEN = re.compile(
    r"[Oo]['’]clock\b|[AaPp]\.\ ?[Mm]\b\.?|[Bb]\.[Cc]\.(?:[Ee]\.)?|[Aa]\.[Dd]\."
    r"|[QqHh][1-4]\b"
    r"|[^\W\d_]+"
    r"|[$€£¥#]\ ?\d[\d.,]*"  # money and ranks are no dates
    r"|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    r"|\d+(?:[.,:/]\d+)*[^\W\d_]*\w*"
    r"|['’‘][sS]\b|['’‘]\d\d[sS]?\b"
    r"|\n[ \t\r]*\n"
    r"|[^\w\s]|_+"
)
_SHAPE = re.compile(
    r"(?P<yr>(?:19|20)\d\d)"
    r"|(?P<old_yr>1[0-8]\d\d)"
    r"|(?P<day>[12]?\d|3[01]|0\d)"
    r"|(?P<num2>\d\d)"
    r"|(?P<int>\d{1,3}(?:,\d{3})+|\d+)"
    r"|(?P<clock_dot>(?:[01]?\d|2[0-4])\.[0-5]\d)"
    r"|(?P<decimal>\d+\.\d+)"
    r"|(?P<fraction>1/[234]|3/4|2/3)"
    r"|(?P<two_days>[0-3]?\d/[0-3]?\d)"
    r"|(?P<apos_yr>['’‘]\d\d)"
    r"|(?P<nth>(?i:\d{1,2}(?:st|nd|rd|th)))"
    r"|(?P<decade_digits>(?i:\d{3}0s)|['’‘]\d0[sS])"
    r"|(?P<clock>(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?)"
    r"|(?P<hour_word>(?i:(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?[ap]m|(?:[01]\d|2[0-4])[0-5]\d(?:gmt|utc|z|hrs)))"
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:T.*)?|(?:19|20)\d\d/\d\d/\d\d)"
    r"|(?P<numeric_date>\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.\d{4})"
)
_NUMERAL_STARTS = frozenset("0123456789'’‘")
_NOTHING: tuple[str, Value] = (GAP, "")
LONGEST_NUMERAL = 40  # no date is longer; what is longer is not even looked at


class Tokens(Struct, frozen=True):
    """The known tokens of a text: ``letters[i]`` stands for ``text[starts[i]:ends[i]]`` and means ``values[i]``."""

    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[Value, ...]


def tokens(text: str) -> Tokens:
    """Read ``text`` once. Runs of unknown words become one gap (start and end -1)."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Value] = []
    words = grammar().words
    gap = False
    for match in TOKEN.finditer(text):
        word = match[0]
        found = words.get(word) or (_numeral(word) if word[0] in _NUMERAL_STARTS else None)
        if found is None and gap:
            continue
        gap = found is None
        letter, value = found or _NOTHING
        starts.append(-1 if gap else match.start())
        ends.append(-1 if gap else match.end())
        letters.append(letter)
        values.append(value)
    return Tokens("".join(letters), tuple(starts), tuple(ends), tuple(values))


@lru_cache(maxsize=4096)
def _numeral(word: str) -> tuple[str, Value] | None:
    """The class of a token with digits by its shape; its value is its own words."""
    if len(word) > LONGEST_NUMERAL:
        return None
    shape = _SHAPE.fullmatch(word)
    return (grammar().letters[shape.lastgroup], word) if shape and shape.lastgroup else None
