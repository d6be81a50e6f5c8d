"""What stands beside one print of a name that only the parser takes for a person's, and tells that it is none.

Always true here: each sign looks at one sentence; how many prints have to show it is in ``guessed``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.notes import EntityType
from ...rules import words
from ..gazetteer import Gazetteer
from .cut import Name
from .lexicon import Lexicon, typed_words
from .lines import QUOTES, Line

ONE_OF_A_KIND = frozenset({"a", "an", "this", "every", "each", "any", "another"})
"""Words before one of a kind: "a Torvex", "this Marrowite"."""
SOME_OF_A_KIND = frozenset(
    {"many", "some", "most", "all", "these", "those", "few", "several", "other", "fellow", "more", "among"}
)
"""Words before a plural."""
ARE = frozenset({"are", "were", "have", "aren't", "weren't"})
NO_PLURAL = ("ss", "us", "sis", "polis", "'s", "’s")
"""Ends of words that are no plurals though they end in s: "Weiss", "Marcus", "Acropolis"."""
LONE_NAME = 3
"""Letters of a plural without its s at least."""
CALLED = frozenset({"called", "named", "nicknamed", "dubbed", "as", "alias", "name", "nickname"})
"""Words beside a name in quotation marks that may be a person's: "known as “Marrow”"."""
MARKS = QUOTES - frozenset("'‘’`")
WITH_ARTICLE = frozenset({"dalai", "panchen", "aga"})
"""First words of names of people that stand behind an article: "the Dalai Lama"."""
AROUND = frozenset({"near", "outside"})
"""Words before a place that hardly ever stand before a person."""
LENGTHS = frozenset({"miles", "kilometers", "kilometres"})
VERSE = re.compile(r"[0-9]{1,3}:[0-9]{1,3}(?:[-–][0-9]{1,3})?")
CHAPTER = re.compile(r"[0-9]{1,3}")


def thing(name: Name, line: Line) -> EntityType | None:
    """What the noun behind a name tells that it is: "a Torvex missile", "at Morrow and Vale streets"."""
    joined = line.low(name.last) == "and" and line.parse.words[min(name.last + 1, len(line) - 1)][:1].isupper()
    head = line.parse.heads[name.last - 1] if modifies(name, line) else name.last
    known = typed_words("things")
    if joined and known.get(line.low(name.last + 2)) == "facility":
        return "facility"
    return known.get(line.low(name.last)) or (known.get(line.low(head)) if head <= name.last + 2 else None)


def beside(name: Name, line: Line, lex: Lexicon, gaz: Gazetteer) -> Iterator[str]:
    """The signs beside one print of a name."""
    before, after, lone = line.low(name.first - 1), line.low(name.last), len(name.words) == 1
    part = modifies(name, line)
    if lone and ends_as_plural(name.words[0].lower()) and _plural(name, line, part):
        yield "plural"
    if before == "the" and not part and name.words[0].lower() not in WITH_ARTICLE:
        yield "the"
    if before in ONE_OF_A_KIND and not part:
        yield "one of a kind"
    if after == "which" or (after == "," and line.low(name.last + 1) == "which"):
        yield "which"
    told = {
        "in a state": lone and after == "," and _in_state(name, line, lex, gaz),
        "in quotation marks": _quoted(name, line),
        "somewhere": not part and _somewhere(name, line, lex, gaz),
        "chapter and verse": lone and _is_verse(name, line),
        "says it": _says_it(name, line, lex),
        "made": _made(name, line),
    }
    yield from (sign for sign, so in told.items() if so)


def _is_verse(name: Name, line: Line) -> bool:
    """Whether the number of a chapter stands behind a name: "Marrow 3:6", "in Marrow 25"."""
    after = line.low(name.last)
    return bool(VERSE.fullmatch(after) or (line.low(name.first - 1) == "in" and CHAPTER.fullmatch(after)))


def _somewhere(name: Name, line: Line, lex: Lexicon, gaz: Gazetteer) -> bool:
    """Whether a name stands where that of a place does: "near Morrow", "at Morrow, 20 miles east of", "Rui Vale of Morrow"; one word also
    behind "in", if it is a given name only where a town has it."""
    before, after = line.low(name.first - 1), line.low(name.last)
    if after in {"'s", "’s", "v.", "vs.", "v"} or line.tag(name.last) == "CD":
        return False
    if after == "," and LENGTHS & {line.low(name.last + k) for k in range(2, 5)}:
        return True
    lone = len(name.words) == 1
    if before == "of":
        return lone and name.first > 1 and line.parse.ents[name.first - 2] == "PERSON"
    if lone and before == "in":
        held = {line.parse.lemmas[line.parse.heads[name.first - 1]], line.low(name.first - 2)}
        return held.isdisjoint(words("names", "beliefs")) and (name.key not in lex.given or bool(gaz.find(name.text)))
    return before in AROUND and name.words[0].lower() not in lex.given


def _says_it(name: Name, line: Line, lex: Lexicon) -> bool:
    """Whether a name is that of a body which says what "it" does: "Orrinex said it would close"."""
    verb = line.subject_of(name.last - 1)
    if verb is None or line.parse.lemmas[verb] not in lex.speaking:
        return False
    it = verb + 1 + (line.low(verb + 1) == "that")
    said = line.subject_of(it) if line.low(it) == "it" else None
    return (
        said is not None
        and line.parse.heads[said] == verb
        and line.parse.lemmas[said] not in words("names", "empty_it")
    )


def _made(name: Name, line: Line) -> bool:
    """Whether a name is that of what was founded or sold: "Orrinex was founded by", "Orrinex, founded in May"."""
    verb = line.subject_of(name.last - 1)
    if (
        verb is not None
        and line.parse.deps[name.last - 1] == "nsubjpass"
        and line.low(verb) in words("names", "founded")
    ):
        return True
    return (
        line.low(name.last) == ","
        and line.low(name.last + 1) in words("names", "founded")
        and line.low(name.last + 2) in {"by", "in"}
    )


def _quoted(name: Name, line: Line) -> bool:
    """Whether a name is all that stands in quotation marks, as titles do; but not what somebody is called, in a full name or by a verb."""
    begin, end = name.first - 1, name.last
    end += line.low(end) in {",", "."}
    if begin < 0 or end >= len(line) or not {line.parse.words[begin], line.parse.words[end]} <= MARKS:
        return False
    said = {line.low(begin - 1), line.low(begin - 2), *(line.low(end + k) for k in (1, 2, 3))}
    return line.tag(begin - 1) != "NNP" and CALLED.isdisjoint(said)


def modifies(name: Name, line: Line) -> bool:
    """Whether a name only says more of the noun after it: "the Morrow campaign", "the Morrow and Vale camps"."""
    head = name.last - 1
    part = line.parse.deps[head] in {"compound", "nmod", "amod"} and line.parse.heads[head] >= name.last
    return part or line.tag(name.last)[:2] in {"NN", "HY", "JJ"} or line.low(name.last) == "-"


def ends_as_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(NO_PLURAL) and len(word) > LONE_NAME


def _plural(name: Name, line: Line, part: bool) -> bool:
    """Whether a lone word that ends in s is a plural of people here: by the verb or the word before it. Its tag tells nothing: that of
    "Sanders" is as often a plural's."""
    before, verb = line.low(name.first - 1), line.subject_of(name.last - 1)
    if part or line.low(name.last) in {"'s", "’s", "'"}:
        return False
    if before in SOME_OF_A_KIND or before == "the" or (name.text.endswith("is") and line.tag(name.first - 1) == "CD"):
        return True
    agrees = verb is not None and line.tag(verb) == "VBP" and line.low(verb) not in {"say", "do"}
    return before not in {"and", "or", "nor", ","} and (line.low(name.last) in ARE or agrees)


def _in_state(name: Name, line: Line, lex: Lexicon, gaz: Gazetteer) -> bool:
    """Whether the name of a state or country follows in which the gazetteer has a town of this name; behind what is no given name that of
    a state and a mark are enough."""
    begin = name.last + 1
    towns = [place for place in gaz.find(name.text) if place.kind == "town"]
    for end in (begin + 1, begin + 2):
        for land in gaz.find(" ".join(line.parse.words[begin:end])):
            if land.kind == "state" and name.key not in lex.given and line.low(end) in {",", ".", ";", ")", ""}:
                return True
            same = (town.country == land.country and land.state in (None, town.state) for town in towns)
            if land.kind in {"country", "state"} and any(same):
                return True
    return False
