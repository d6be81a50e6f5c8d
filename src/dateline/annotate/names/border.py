"""Where one run of capitals holds two names, or a person's name after words that are no part of it.

Always true here: a border is only drawn before a given name that a surname follows; the name of a body, a ship or a school that is
called after somebody stays whole.
"""

from __future__ import annotations

from ..gazetteer import Gazetteer
from .lexicon import Lexicon
from .lines import Line

LONGEST = 4
"""Words of a personal name at most, with a middle initial and a generation mark."""
VESSELS = frozenset({"uss", "hms", "hmcs", "ss", "rms", "mv", "fort", "camp", "lake", "mount", "saint", "st.", "hotel"})


def joined_names(line: Line, i: int, j: int, lex: Lexicon) -> int | None:
    """The "&", "/" or hyphen in the run from ``i`` to ``j`` that joins two names: "Ilka Morrow & Oren Marsh"."""
    for k in range(i + 1, j - 1):
        low = line.low(k)
        if low == "/" and line.low(k + 1) != line.low(i):
            return k
        if (
            low in {"&", "-", "–"}
            and k - i > 1
            and _opens_person(line, i, k, lex)
            and _opens_person(line, k + 1, j, lex)
        ):
            return k
    return None


def person_begins(line: Line, i: int, j: int, lex: Lexicon, gaz: Gazetteer) -> int | None:
    """Where a full personal name begins after a title, a body or a word of a heading: "Orrin Tools CEO Ilka Morrow"."""
    if (
        j - i < 3
        or line.low(i) in lex.given
        or line.low(i) in VESSELS
        or lex.head_type(tuple(line.parse.words[i:j])) is not None
    ):
        return None
    for k in range(i + 1, j - 1):
        if line.low(k) in lex.given:
            told = _opens_person(line, k, j, lex) and _ends_before_person(line, i, k, lex, gaz)
            return k if told else None
    return None


def _opens_person(line: Line, i: int, j: int, lex: Lexicon) -> bool:
    """Whether a given name and a surname stand at ``i``."""
    return line.low(i) in lex.given and 1 < j - i <= LONGEST and not line.wordless(i + 1)


def _ends_before_person(line: Line, i: int, k: int, lex: Lexicon, gaz: Gazetteer) -> bool:
    """Whether the words from ``i`` to ``k`` end as no personal name does: with a title, a word for a body, an outlet, or in capitals
    before a name that has none."""
    low, word = line.low(k - 1), line.parse.words[k - 1]
    if gaz.find(" ".join(line.parse.words[i:k])):
        return False
    loud = len(word) > 2 and word.isupper() and word.isalpha() and not line.parse.words[k].isupper()
    known = lex.outlet(word) is not None or word in lex.platforms or bool(gaz.sites(" ".join(line.parse.words[i:k])))
    told = low in lex.titles or low in lex.nouns or low in lex.generic or lex.last_heads.get(low) == "organization"
    return loud or known or told or (lex.plain(low) and line.parse.ents[k] == "PERSON")


def without_title(line: Line, i: int, k: int, lex: Lexicon) -> int:
    """The end of the words from ``i`` to ``k`` before a person without the title or the lone common word at their end."""
    while k > i and (
        line.low(k - 1) in lex.titles or line.low(k - 1) in lex.nouns or line.low(k - 1) in lex.title_modifiers
    ):
        k -= 1
    lone = k - i == 1
    word = line.parse.words[i]
    loud = word.isupper() and not (word in lex.common_acronyms or lex.outlet(word) or word in lex.platforms)
    return i if lone and (line.low(i) in lex.generic or loud or lex.plain(word)) else k
