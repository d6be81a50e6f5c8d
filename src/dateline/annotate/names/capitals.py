"""Names that a report prints in capitals only: which of them are names, and which are words typed loudly.

Always true here: a name that the report also prints as names are printed, or that something besides the parser's label tells, is never
doubted; what is doubted is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from ...rules import words
from .cut import Name
from .lexicon import Lexicon
from .lines import Line
from .runs import LETTERS_OF_ACRONYMS

TOLD = 0.8
"""Evidence besides the parser's label and the capitals themselves from which a name in capitals is one: a lone given name has it."""
ENDINGS = ("ly", "ing", "ed", "ness", "able", "ful", "ious", "tions", "ism", "est")
"""Ends of words that are no acronyms: "TRULY", "DAMNED"."""
OFTEN = 3
"""Times that a report prints a word in capitals as a proper noun, and never otherwise, before it is taken for an acronym."""
CLUSTERS = re.compile("([^aeiouy]*)[aeiouy](?:.*[aeiouy])?([^aeiouy]*)")
BEFORE_ACRONYM = frozenset({"(", "[", "the"})


def only_loud(names: Iterable[Name]) -> frozenset[str]:
    """The keys of names of more letters than an acronym of any kind has, of which no print has a small letter."""
    quiet: dict[str, bool] = defaultdict(bool)
    for name in names:
        quiet[name.key] |= not name.text.isupper() or sum(map(str.isalpha, name.text)) <= LETTERS_OF_ACRONYMS
    return frozenset(key for key, small in quiet.items() if not small)


def shouted_words(names: Sequence[Name], lines: Sequence[Line], lex: Lexicon, told: Collection[str]) -> frozenset[str]:
    """The keys of loud names that are none: those not ``told`` to be one by their words or surroundings, short acronyms apart."""
    doubted = only_loud(names) - frozenset(told)
    loud = [name for name in names if name.key in doubted]
    acronyms = {name.key for name in loud if _acronym(name, lines[name.line], lex)}
    often = Counter(name.key for name in loud if _plain_noun(name, lines[name.line]))
    return doubted - acronyms - {key for key, count in often.items() if count >= OFTEN}


def speakable(word: str) -> bool:
    """Whether a word could be an English one by the consonants that it begins and ends with: "TRUTH", but not "LAPD" or "SNCF"."""
    parts = CLUSTERS.fullmatch(word.lower())
    if parts is None or re.search("q(?!u)", word.lower()):
        return False
    first, last = parts.groups()
    return (len(first) < 2 or first in words("names", "onsets")) and (len(last) < 2 or last in words("names", "codas"))


def _plain_noun(name: Name, line: Line) -> bool:
    """Whether the parser takes a lone word for a proper noun, in a line that has small letters too."""
    return len(name.words) == 1 and line.tag(name.first) in {"NNP", "NNPS"} and not line.shouting


def _acronym(name: Name, line: Line, lex: Lexicon) -> bool:
    """Whether a lone word in capitals stands as acronyms do: a proper noun that the parser takes for a body, or in brackets or behind
    an article; in a line all in capitals only in brackets."""
    if len(name.words) != 1 or name.text.lower().endswith(ENDINGS):
        return False
    if (
        name.text in lex.common_acronyms
        or name.text in words("names", "known_acronyms")
        or any(c.isdigit() or c == "." for c in name.text)
    ):
        return True
    before = line.low(name.first - 1)
    if line.shouting:
        return before in {"(", "["}
    if not speakable(name.text):
        return True
    return line.tag(name.first) in {"NNP", "NNPS"} and (
        line.parse.ents[name.first] == "ORG" or before in BEFORE_ACRONYM
    )
