"""Names that only the parser takes for a person's: what speaks against it, in the words of the name and beside its prints.

Always true here: nothing is made a person; a name beside which something stands that only people have or do is never doubted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from ...model.notes import EntityType
from ...rules import words
from ..gazetteer import Gazetteer
from .cut import Name
from .lexicon import Lexicon
from .lines import Line
from .signs import ONE_OF_A_KIND, beside, ends_as_plural, modifies, thing

SHARE = 0.5
"""Share of a name's prints beside which a sign stands from which it tells: a slip of one print in three does not count."""
QUOTED = 0.9
"""The same of quotation marks, since what is quoted may be a word that is spoken of."""
PLURALS = 0.3
"""The same of plurals, since most prints of a plural show nothing."""
ACRONYM = (3, 6)
"""Letters of an acronym at least, fewer are initials ("JJ Marrow"), and at most."""
TWICE = 2
"""Prints inside a sentence from which an ordinary word that the parser takes for a surname may be one."""
SIGNS: tuple[tuple[str, EntityType | None, float], ...] = (
    ("plural", "group", PLURALS), ("in a state", "place", SHARE), ("somewhere", "place", SHARE), ("chapter and verse", "document", SHARE),
    ("says it", "organization", SHARE), ("made", "organization", SHARE), ("the", None, SHARE),
    ("one of a kind", None, SHARE), ("which", None, SHARE), ("in quotation marks", None, QUOTED),
)  # fmt: skip
"""Signs beside a name, what it then is, None if they do not tell, and the share of its prints that have to show it; the first counts.
Of 1,768 surnames of people whom their report names in full 5 stand "in" somewhere, of 2,824 towns 649; of the surnames one says what
"it" does."""
CALLED_SO = frozenset({"in a state", "somewhere", "chapter and verse", "says it", "made"})
"""Signs that tell also of a given name that it is nobody's here: "a rally in Lawrence, Kansas", "in Matthew 25"."""
CAMEL = re.compile(r"(?!Fitz|Saint|Vander)([A-Z][a-z]{3,20})[A-Z][A-Za-z]{0,20}")
"""A name in one word with a capital inside, as those of firms and sites are: "MarrowWatch"; shorter beginnings are surnames' too."""


class Doubts(Struct, frozen=True):
    """Keys of names that are no person's: what ``types`` tells they are, of ``unsure`` nothing tells it, ``nothing`` are no names."""

    types: Mapping[str, EntityType]
    unsure: frozenset[str]
    nothing: frozenset[str]


def doubts(
    names: Sequence[Name], asked: Mapping[str, bool], lines: Sequence[Line], lex: Lexicon, gaz: Gazetteer
) -> Doubts:
    """Which of the names with a key in ``asked``, vouched for by the parser alone, are no people's; True there: it says something."""
    prints: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.key in asked:
            prints[name.key].append(name)
    if not prints:
        return Doubts({}, frozenset(), frozenset())
    ends = {name.words[-1].lower() for name in names}
    called = {name.words[0].lower() for name in names if len(name.words) > 1 and name.words[0].lower() in lex.given}
    types: dict[str, EntityType] = {}
    unsure, nothing = set(), set()
    for key, same in prints.items():
        if any(_has_what_people_have(name, lines[name.line], lex) for name in same):
            continue
        if key in lex.given:
            types.update(_called_so(same, lines, lex, gaz))
            continue
        speaks = asked[key] or (len(same[0].words) > 1 and same[0].words[-1].lower() in called)
        if _no_name(same, lines, ends, lex, speaks=speaks):
            nothing.add(key)
            continue
        kind, told = _told(same, lines, ends, lex, gaz)
        if kind is not None:
            types[key] = kind
        elif told or _plain_plural(same[0], lex) or _plain_words(same[0], lex, most=speaks):
            unsure.add(key)
    return Doubts(types, frozenset(unsure), frozenset(nothing))


def _told(
    same: Sequence[Name], lines: Sequence[Line], ends: Collection[str], lex: Lexicon, gaz: Gazetteer
) -> tuple[EntityType | None, bool]:
    """What the words of a name or the words beside most of its prints tell that it is, and whether they tell that it is nobody."""
    name, word = same[0], same[0].words[-1].lower()
    listed = len(name.words) == 1 and lex.outlet(name.text) is not None and name.key not in lex.given
    if listed or (
        name.key not in words("names", "initials_of_people") and all(_begins_loud(n, lines[n.line]) for n in same)
    ):
        return None, True
    if len(name.words) == 1 and ends_as_plural(word) and word[:-1] in ends and word[:-1] not in lex.given:
        return "group", True
    if (kind := _noun_behind(same, lines)) is not None:
        return kind, True
    joined = CAMEL.fullmatch(name.text) if len(name.words) == 1 else None
    if joined is not None and joined[1].lower() not in lex.given:  # but "MaryBeth"
        return "organization", True
    shown = _counted(same, lines, lex, gaz)
    return next(((kind, True) for sign, kind, share in SIGNS if shown[sign] >= share * len(same) > 0), (None, False))


def _noun_behind(same: Sequence[Name], lines: Sequence[Line]) -> EntityType | None:
    """What the nouns behind most prints of a name, those of one of a kind apart ("an Oscar"), tell that it is, or None."""
    rest = [n for n in same if lines[n.line].low(n.first - 1) not in ONE_OF_A_KIND or modifies(n, lines[n.line])]
    things = Counter(kind for n in rest if (kind := thing(n, lines[n.line])) is not None)
    best = max(things, key=lambda kind: (things[kind], kind), default=None)
    return best if best is not None and things[best] >= SHARE * len(rest) else None


def _called_so(
    same: Sequence[Name], lines: Sequence[Line], lex: Lexicon, gaz: Gazetteer
) -> Iterator[tuple[str, EntityType]]:
    """What a lone given name is that is nobody's: its key with that."""
    shown = _counted(same, lines, lex, gaz)
    found = (kind for sign, kind, share in SIGNS if sign in CALLED_SO and shown[sign] >= share * len(same) > 0)
    prized = sum(lines[n.line].low(n.last) in words("names", "prized") for n in same)
    kind = "event" if prized >= SHARE * len(same) else _noun_behind(same, lines) or next(found, None)
    if kind is not None:
        yield same[0].key, kind


def _counted(same: Sequence[Name], lines: Sequence[Line], lex: Lexicon, gaz: Gazetteer) -> Counter[str]:
    """How many prints of a name show each sign."""
    return Counter(sign for n in same for sign in set(beside(n, lines[n.line], lex, gaz)))


def _begins_loud(name: Name, line: Line) -> bool:
    """Whether a name is an acronym, or begins with one, as those of bodies do ("NSSF", "USA Rowing"), and not all of its line is in
    capitals."""
    first = name.words[0]
    acronym = ACRONYM[0] <= len(first) <= ACRONYM[1] and first.isupper() and first.isalpha()
    return acronym and not line.shouting and (len(name.words) == 1 or not name.text.isupper())


def _has_what_people_have(name: Name, line: Line, lex: Lexicon) -> bool:
    """Whether a given name stands before a name, or a relative, a colleague or oneself behind it: "Rui Morrow's widow"."""
    given = name.first > 0 and line.parse.words[name.first - 1][:1].isupper() and line.low(name.first - 1) in lex.given
    of_hers = line.low(name.last) in {"'s", "’s"} and line.low(name.last + 1) in lex.kin
    return given or of_hers or line.low(name.last) in {"himself", "herself", "who", "whose", "whom"}


def _no_name(same: Sequence[Name], lines: Sequence[Line], ends: Collection[str], lex: Lexicon, *, speaks: bool) -> bool:
    """Whether a name is none: a tag of posts ("#MarrowHearing"), two names with a hyphen, an ordinary word, a heading ("Morrow Defends
    Vale"); an ordinary word in the singular that ``speaks`` may be somebody's surname."""
    name = same[0]
    part = all(modifies(print_, lines[print_.line]) for print_ in same)
    if all(lines[print_.line].low(print_.first - 1) == "#" for print_ in same) or _both_named(name, ends, part):
        return True
    if len(name.words) == 1:
        named = sum(_named_inside(print_, lines[print_.line]) for print_ in same)
        return lex.plain(name.text) and not speaks and not _plain_plural(name, lex) and named < TWICE
    return not speaks and any(map(lex.plain, name.words[1:-1])) and _plain_words(name, lex)


def _named_inside(name: Name, line: Line) -> bool:
    """Whether the parser takes a lone word inside a sentence, without an article, for a person's name."""
    proper = line.parse.ents[name.first] == "PERSON" and line.tag(name.first) == "NNP"
    return proper and not line.opens(name.first) and not line.shouting and line.low(name.first - 1) != "the"


def _both_named(name: Name, ends: Collection[str], part: bool) -> bool:
    """Whether a name is two of the report's with a hyphen between them: "the Morrow-Vale talks"."""
    halves = [half.split() for half in name.text.lower().split("-")]
    known = [bool(half) and half[-1] in ends for half in halves]
    return len(halves) == 2 and (all(known) or (any(known) and len(name.words) == 1 and part))


def _plain_plural(name: Name, lex: Lexicon) -> bool:
    word = name.text.lower()
    return len(name.words) == 1 and lex.plain(word) and ends_as_plural(word) and not word.endswith("is")


def _plain_words(name: Name, lex: Lexicon, *, most: bool = False) -> bool:
    """Whether a word of a longer name, or each of three and more (``most``), is an ordinary one, and none a title or a relative's: "Pearl
    Lantern", but not "Uncle Rui"."""
    low = [word.lower() for word in name.words]
    plain = len(low) > 2 and all(map(lex.plain, low)) if most else any(map(lex.plain, low))
    return len(low) > 1 and plain and not any(word in lex.titles or word in lex.kin for word in low)
