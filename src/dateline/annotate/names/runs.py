"""Runs of capitalised words: where one begins, and how far the small words inside names carry it.

Always true here: a capital that only opens a sentence, or stands in a line all in capitals, is no evidence by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress

from msgspec import Struct

from ..gazetteer import Gazetteer
from .lexicon import Lexicon
from .lines import NAME_LABELS, Line
from .months import MONTHS, names_somebody, surnames

DOMAIN = re.compile(
    r"[A-Za-z0-9-]{2,30}\.(?:com|org|net|info|news|tv|kg|ru|kz|uz|ua|by|ge|am|az|uk|de|fr|eg|il|tr|ir|in|pk|cn|jp|au|ca|us|eu)"
)
CODE = re.compile(r"(?=[A-Za-z0-9]{1,20}[a-z])[A-Za-z]{1,20}[0-9]{1,20}[A-Za-z][A-Za-z0-9]{0,20}")
"""A made-up key of a link: digits among letters of both sizes ("Q7rkwP")."""
SAINTLY = frozenset({"university", "college", "hospital", "church", "cathedral", "school", "basilica"})
"""Heads of names that hold a possessive: "St. Orrin's College"."""
CAMP_AND_STATE = re.compile(r"[RDI]\.?-[A-Z]")
"""The party and state in brackets after a member of the American Congress."""
LETTERS_OF_ACRONYMS = 3
"""Letters up to which a word in capitals is an acronym though it also is a word ("WHO", "ICE")."""
CLOCKS = frozenset({"et", "ct", "mt", "pt"})
"""Clocks of American reports: "19:00 ET"."""
LONGEST_PLACE = 4
"""Words of the name of a place at most that are looked up in a line all in capitals."""
NO_NAME = re.compile(r"[$€£@](?!\w+$)|\w@\w|://|\w[()\[\]]\w")
"""Prices, addresses of mail and pages, words glued over brackets; "@orrin" is a name of its own."""
GLUED = 3
"""Letters of a surname at least that a heading is found to run into: fewer begin surnames themselves ("McMarrow")."""
REPEATED = 8
"""Words back to which the surname is looked for that stands once more: a full name with a short form in brackets has six."""
TEAM = re.compile(r"[0-9]{1,4}ers")
SMALL_TAGS = frozenset({"DT", "WDT", "WP", "WP$", "WRB", "PRP", "PRP$", "MD", "EX", "IN"})
"""Tags of words whose capital inside a sentence only follows a heading or a credit run into it."""
FUNCTION_TAGS = frozenset({
    "DT", "IN", "CC", "PRP", "PRP$", "WDT", "WP", "WP$", "WRB", "MD", "TO", "EX", "PDT", "RB", "RBR", "RBS", "VB", "VBD", "VBZ", "VBP",
    "UH", "JJR", "JJS", "CD",
})  # fmt: skip


class Seen(Struct, frozen=True):
    """Words that stand capitalised inside sentences, words that stand in small letters, and months that are somebody's surname."""

    upper: frozenset[str]
    small: frozenset[str]
    months: frozenset[str] = frozenset()


def seen_inside(lines: Sequence[Line], lex: Lexicon) -> Seen:
    upper, small = set(), set()
    for line in lines:
        if line.shouting:
            continue
        for i, word in enumerate(line.parse.words):
            if word[0].islower():
                small.add(word)
            elif word[0].isupper() and not line.opens(i) and line.tag(i).startswith("NN"):
                upper.add(word.lower())
    return Seen(frozenset(upper), frozenset(small), surnames(lines, lex))


def capital_word(line: Line, i: int, seen: Seen, lex: Lexicon, gaz: Gazetteer) -> bool:
    """Whether token ``i`` is capitalised as a name is."""
    word, low = line.parse.words[i], line.lower[i]
    if "." in word and DOMAIN.fullmatch(word):
        return True
    if not word[0].isupper():
        return False
    if ("-" in word and word.rsplit("-", 1)[1][:1].islower()) or (not word.isalnum() and NO_NAME.search(word)):
        return False
    if (
        low in CLOCKS
        and word.isupper()
        and (line.tag(i - 1) == "CD" or line.low(i - 1) in {"p.m.", "a.m.", "pm", "am"})
    ):
        return False
    if low in lex.calendar or low in lex.cuts or low == "i" or _closed(line, i, lex):
        return low in MONTHS and names_somebody(line, i, seen.months, lex)
    if (
        (word.isupper() and low in lex.stage_notes)
        or CODE.fullmatch(word)
        or _dated(low, lex)
        or _emphasised(line, i, seen, lex)
    ):
        return False
    if CAMP_AND_STATE.match(word + "".join(line.parse.words[i + 1 : i + 3])) and line.low(i - 1) == "(":
        return False
    if line.shouting:
        return low in seen.upper or _shouted_place(line, i, gaz) or _shouted_person(line, i, seen)
    if not line.opens(i):
        return line.tag(i) not in SMALL_TAGS or (word.isupper() and line.tag(i) != "MD")
    return _opening(line, i, seen, lex)


def without_links(line: Line, capital: Sequence[bool]) -> Sequence[bool]:
    """``capital`` without the words that pages print behind the name of somebody of whom they have a list of stories: the full name once
    more, into which the heading of the first story runs, as in "Ilka Marrow Ilka Jane MarrowHarbour strike ends"."""
    words, found = line.parse.words, capital
    for i in compress(range(len(capital)), capital):
        word = words[i]
        if len(word) > GLUED and not word[GLUED:].islower() and not word.isupper():
            begin = _once_more(line, i, capital)
            found = [*found[:begin], *(False for _ in range(begin, i + 1)), *found[i + 1 :]] if begin <= i else found
    return found


def _once_more(line: Line, i: int, capital: Sequence[bool]) -> int:
    """Where what is printed once more begins, if token ``i`` ends it: behind the surname with which that token begins; else past ``i``."""
    words = line.parse.words
    for j in range(max(0, i - REPEATED), i):
        surname, rest = words[j], words[i][len(words[j]) :]
        if capital[j] and len(surname) >= GLUED and words[i].startswith(surname) and rest[:1].isupper():
            return j + 1
    return i + 1


def _dated(low: str, lex: Lexicon) -> bool:
    """Whether a word is a day written as a tag: "Oct5"."""
    month = low.rstrip("0123456789")
    return month != low and month in lex.calendar


def _emphasised(line: Line, i: int, seen: Seen, lex: Lexicon) -> bool:
    """Whether a word in capitals is an ordinary one that the report also has in small letters, and no part of a name in capitals:
    "he must go NOW"."""
    word = line.parse.words[i]
    if line.shouting or not _loud(word) or not _ordinary(word, seen) or lex.outlet(word):
        return False
    beside = [line.parse.words[k] for k in (i - 1, i + 1) if 0 <= k < len(line)]
    return all(not _loud(other) or _ordinary(other, seen) for other in beside)


def _loud(word: str) -> bool:
    return len(word) > LETTERS_OF_ACRONYMS and word.isupper() and word.isalpha()


def _ordinary(word: str, seen: Seen) -> bool:
    return word.lower() in seen.small and word.lower() not in seen.upper


def _closed(line: Line, i: int, lex: Lexicon) -> bool:
    """Whether the word is no name's in any print: "As", "Is"; the letter that ends a name is ("Group A")."""
    return line.low(i) in lex.closed and (i + 1 < len(line) and not line.wordless(i + 1))


def _shouted_place(line: Line, i: int, gaz: Gazetteer) -> bool:
    """Whether a word of a line in capitals is one of a name that the gazetteer knows: of a country, a state or a town of several words
    anywhere, of a town of one word where the parser takes it for a name. "US" is oftener the pronoun."""
    if line.low(i) == "us" and (
        line.tag(i) != "NNP" or not (line.low(i - 1) == "the" or line.tag(i + 1).startswith("NN"))
    ):
        return False
    for first in (k for k in range(max(0, i - LONGEST_PLACE + 1), i + 1) if line.low(k) != "the"):
        for last in range(i + 1, min(len(line), first + LONGEST_PLACE) + 1):
            found = gaz.find(" ".join(line.parse.words[first:last]))
            if found and (last - first > 1 or any(p.kind != "town" for p in found) or bool(line.parse.ents[i])):
                return True
    return False


def _shouted_person(line: Line, i: int, seen: Seen) -> bool:
    """Whether a word of a headline in capitals is one of two that the parser takes for a person's name."""
    beside = any(0 <= k < len(line) and line.parse.ents[k] == "PERSON" for k in (i - 1, i + 1))
    return line.parse.ents[i] == "PERSON" and beside and line.low(i) not in seen.small


def _opening(line: Line, i: int, seen: Seen, lex: Lexicon) -> bool:
    """Whether the capital of a word that opens a sentence is more than the sentence's."""
    low, tag = line.lower[i], line.tag(i)
    if _labels_speaker(line, i, seen, lex):
        return True
    if low in lex.openers or (low in lex.nouns and low not in lex.titles):
        return lex.outlet(" ".join(line.parse.words[i : i + 2])) is not None
    if tag in FUNCTION_TAGS:
        return False
    if low in seen.upper:
        return True
    if low in seen.small:
        return False
    return tag in {"NNP", "NNPS"} or line.parse.ents[i] in NAME_LABELS


def _labels_speaker(line: Line, i: int, seen: Seen, lex: Lexicon) -> bool:
    """Whether a word in capitals, alone before a colon or before another such word, names who speaks: "MORROW: I was there"."""
    word = line.parse.words[i]
    if not _loud(word) or _ordinary(word, seen) or word.lower() in lex.openers or word.lower() in lex.nouns:
        return False
    following = line.parse.words[i + 1] if i + 1 < len(line) else ""
    return following == ":" or (_loud(following) and not _ordinary(following, seen) and ":" in line.parse.words)


def extend(line: Line, i: int, capital: Sequence[bool], lex: Lexicon) -> int:
    """One past the last token of the run of capitals that begins at ``i``."""
    start, j = i, i + 1
    if line.low(i - 1) == "#" or line.low(i).startswith(("@", "#")):
        return j
    while j < len(line):
        step = _step(line, start, j, capital, lex)
        if not step:
            break
        j += step
    return j


def _step(line: Line, start: int, j: int, capital: Sequence[bool], lex: Lexicon) -> int:
    """How many tokens from ``j`` on belong to the run that began at ``start``: 0 where it ends."""
    if capital[j] or (TEAM.fullmatch(line.low(j)) and line.low(j - 1) not in lex.calendar):
        return 1
    low = line.low(j)
    following = capital[j + 1] if j + 1 < len(line) else False
    if low in {"-", "–", "/"} and line.glued(j) and line.glued(j + 1) and j + 1 < len(line):
        before = line.low(j - 1)
        small_part = low == "-" and (before in lex.particles or before in lex.hyphen_particles)
        return 2 if following or small_part else _small_after_hyphen(line, j)
    if low in lex.hyphen_particles and line.low(j + 1) == "-" and j + 2 < len(line) and capital[j + 2]:
        return 3
    if low in lex.particles and (
        following or (line.low(j + 1) in lex.particles and j + 2 < len(line) and capital[j + 2])
    ):
        return 1
    if following and _joins_next(line, j, lex):
        return 2
    if low in {"of", "for", "on", "against"}:
        return _after_preposition(line, j, capital, lex)
    if low in {"and", ",", "in"} and following:
        return _after_and(line, start, j, capital, lex)
    return 0


def _joins_next(line: Line, j: int, lex: Lexicon) -> bool:
    """Whether the word at ``j`` joins two capitals of one name: "Orrin & Sons", "St. Orrin's College", "Orrin Mills, Inc.",
    "Committee to Protect Harbours"."""
    low, after = line.low(j), line.low(j + 1)
    body = lex.last_heads.get(line.low(j - 1)) == "organization"
    return (
        low == "&"
        or (low in {"'s", "’s"} and after in SAINTLY)
        or (low == "," and after in lex.company_forms)
        or (low == "to" and body and line.tag(j + 1).startswith("VB"))
    )


def _small_after_hyphen(line: Line, j: int) -> int:
    """2 for a given name whose second part is small ("Hyon-chol"), else 0: "Saudi-led" is no name."""
    return 2 if line.tag(j + 1) in {"NNP", "NNPS"} and line.parse.ents[j + 1] == "PERSON" else 0


def _after_preposition(line: Line, j: int, capital: Sequence[bool], lex: Lexicon) -> int:
    """Goes on over "of", "for", "on" after a word that names a body, or after "Secretary" and such with a field."""
    k = j + 1 + (line.low(j + 1) == "the")
    if k >= len(line) or not capital[k]:
        return 0
    before = line.low(j - 1)
    if before in lex.titles:
        return 2 if line.low(j) == "of" and line.low(j + 1) in lex.title_modifiers else 0
    if before == "house" and line.low(j) != "of":
        return 0
    heads = {t for t in (lex.last_heads.get(before), lex.first_heads.get(before)) if t}
    allowed = (
        {"organization", "document", "event"} if line.low(j) != "of" else {"organization", "document", "place", "event"}
    )
    if heads & allowed and not (k > j + 1 and heads <= {"event", "facility"}):
        return k - j
    return 0


def _after_and(line: Line, start: int, j: int, capital: Sequence[bool], lex: Lexicon) -> int:
    """Goes on over "and" inside the name of a body: "Freedom and Justice Party", "Ministry of Oil and Gas"."""
    if line.low(j) != "and":
        return 0
    end = j + 1
    while end < len(line) and capital[end]:
        end += 1
    inside = [line.low(k) for k in range(start, j)]
    first_part_whole = (
        lex.last_heads.get(inside[-1]) is not None
        or inside[-1] in lex.given
        or inside[0] in lex.given
        or (line.parse.words[j - 1].isupper() and len(inside[-1]) > 1 and not line.shouting)
    )
    if (
        not first_part_whole
        and j - start <= 2
        and lex.last_heads.get(line.low(end - 1)) == "organization"
        and end - j > 2
    ):
        return 1
    return (
        1
        if {"of", "for"} & set(inside)
        and lex.first_heads.get(inside[0]) == "organization"
        and end - j == 2
        and j - start <= 4
        else 0
    )
