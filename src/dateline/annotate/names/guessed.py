"""Names that only the parser takes for a person's: what speaks against it, in the words of the name and beside its prints.

Always true here: nothing is made a person; a name beside which something stands that only people have or do is never doubted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.annotate.gazetteer import Gazetteer
from dateline.model.notes import EntityType
from dateline.rules import words

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
CALLED = frozenset({"called", "named", "nicknamed", "dubbed", "as", "alias"})
"""Words before a name in quotation marks that may be a person's: "known as “Marrow”"."""
MARKS = QUOTES - frozenset("'‘’`")
SHARE = 0.5
"""Share of a name's prints beside which a sign stands from which it tells: a slip of one print in three does not count."""
QUOTED = 0.9
"""The same of quotation marks, since what is quoted may be a word that is spoken of."""
PLURALS = 0.3
"""The same of plurals, since most prints of a plural show nothing."""
WITH_ARTICLE = frozenset({"dalai", "panchen", "aga"})
"""First words of names of people that stand behind an article: "the Dalai Lama"."""
ACRONYM = (3, 6)
"""Letters of an acronym at least, fewer are initials ("JJ Marrow"), and at most."""
TWICE = 2
"""Prints inside a sentence from which an ordinary word that the parser takes for a surname may be one."""
LONE_NAME = 3
"""Letters of a plural without its s at least."""
SIGNS: tuple[tuple[str, EntityType | None, float], ...] = (
    ("plural", "group", PLURALS), ("in a state", "place", SHARE), ("the", None, SHARE), ("one of a kind", None, SHARE),
    ("which", None, SHARE), ("in quotation marks", None, QUOTED),
)  # fmt: skip
"""Signs beside a name, what it then is, None if they do not tell, and the share of its prints that have to show it; the first counts."""


@dataclass(frozen=True, slots=True)
class Doubts:
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
        speaks = asked[key] or (len(same[0].words) > 1 and same[0].words[-1].lower() in called)
        if _no_name(same, lines, ends, lex, speaks=speaks):
            nothing.add(key)
            continue
        kind, told = _told(same, lines, ends, lex, gaz)
        if kind is not None:
            types[key] = kind
        elif told or _plain_plural(same[0], lex) or (not speaks and _plain_words(same[0], lex)):
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
    if len(name.words) == 1 and _ends_as_plural(word) and word[:-1] in ends and word[:-1] not in lex.given:
        return "group", True
    things: Counter[EntityType] = Counter()
    beside: Counter[str] = Counter()
    for print_ in same:
        line = lines[print_.line]
        thing = typed_words("things").get(line.low(print_.last))
        if thing is not None:
            things[thing] += 1
        beside.update(set(_beside(print_, line, gaz)))
    if things and max(things.values()) >= SHARE * len(same):
        return max(things, key=lambda kind: (things[kind], kind)), True
    return next(((kind, True) for sign, kind, share in SIGNS if beside[sign] >= share * len(same) > 0), (None, False))


def _begins_loud(name: Name, line: Line) -> bool:
    """Whether a name is an acronym, or begins with one, as those of bodies do ("NSSF", "USA Rowing"), and not all of its line is in
    capitals."""
    first = name.words[0]
    acronym = ACRONYM[0] <= len(first) <= ACRONYM[1] and first.isupper() and first.isalpha()
    return acronym and not line.shouting and (len(name.words) == 1 or not name.text.isupper())


def _beside(name: Name, line: Line, gaz: Gazetteer) -> Iterator[str]:
    """The signs beside one print of a name."""
    before, after, lone = line.low(name.first - 1), line.low(name.last), len(name.words) == 1
    modifies = _modifies(name, line)
    if lone and _ends_as_plural(name.words[0].lower()) and _plural(name, line, modifies):
        yield "plural"
    if before == "the" and not modifies and name.words[0].lower() not in WITH_ARTICLE:
        yield "the"
    if before in ONE_OF_A_KIND and not modifies:
        yield "one of a kind"
    if after == "which" or (after == "," and line.low(name.last + 1) == "which"):
        yield "which"
    if lone and after == "," and _in_state(name, line, gaz):
        yield "in a state"
    if _quoted(name, line):
        yield "in quotation marks"


def _quoted(name: Name, line: Line) -> bool:
    """Whether a name is all that stands in quotation marks, as titles do; but not what somebody is called, in a full name or by a verb."""
    begin = name.first - 1
    if begin < 0 or name.last >= len(line) or not {line.parse.words[begin], line.parse.words[name.last]} <= MARKS:
        return False
    return line.tag(begin - 1) != "NNP" and CALLED.isdisjoint({line.low(begin - 1), line.low(begin - 2)})


def _modifies(name: Name, line: Line) -> bool:
    """Whether a name only says more of the noun after it: "the Morrow campaign", "the Morrow and Vale camps"."""
    head = name.last - 1
    part = line.parse.deps[head] in {"compound", "nmod", "amod"} and line.parse.heads[head] >= name.last
    return part or line.tag(name.last)[:2] in {"NN", "HY", "JJ"} or line.low(name.last) == "-"


def _ends_as_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(NO_PLURAL) and len(word) > LONE_NAME


def _plural(name: Name, line: Line, modifies: bool) -> bool:
    """Whether a lone word that ends in s is a plural of people here: by the verb or the word before it. Its tag tells nothing: that of
    "Sanders" is as often a plural's."""
    before, verb = line.low(name.first - 1), line.subject_of(name.last - 1)
    if modifies or line.low(name.last) in {"'s", "’s", "'"}:
        return False
    if before in SOME_OF_A_KIND or before == "the" or (name.text.endswith("is") and line.tag(name.first - 1) == "CD"):
        return True
    agrees = verb is not None and line.tag(verb) == "VBP" and line.low(verb) not in {"say", "do"}
    return before not in {"and", "or", "nor", ","} and (line.low(name.last) in ARE or agrees)


def _in_state(name: Name, line: Line, gaz: Gazetteer) -> bool:
    """Whether the name of a state or country follows in which the gazetteer has a town of this name."""
    towns = [place for place in gaz.find(name.text) if place.kind == "town"]
    lands = [place for k in (1, 2) for place in gaz.find(" ".join(line.parse.words[name.last + 1 : name.last + 1 + k]))]
    return any(
        town.country == land.country and land.state in (None, town.state)
        for land in lands
        if land.kind in {"country", "state"}
        for town in towns
    )


def _has_what_people_have(name: Name, line: Line, lex: Lexicon) -> bool:
    """Whether a given name stands before a name, or a relative, a colleague or oneself behind it: "Rui Morrow's widow"."""
    given = name.first > 0 and line.parse.words[name.first - 1][:1].isupper() and line.low(name.first - 1) in lex.given
    of_hers = line.low(name.last) in {"'s", "’s"} and line.low(name.last + 1) in lex.kin
    return given or of_hers or line.low(name.last) in {"himself", "herself", "who", "whose", "whom"}


def _no_name(same: Sequence[Name], lines: Sequence[Line], ends: Collection[str], lex: Lexicon, *, speaks: bool) -> bool:
    """Whether a name is none: a tag of posts ("#MarrowHearing"), two names with a hyphen, an ordinary word, a heading ("Morrow Defends
    Vale"); an ordinary word in the singular that ``speaks`` may be somebody's surname."""
    name = same[0]
    modifies = all(_modifies(print_, lines[print_.line]) for print_ in same)
    if all(lines[print_.line].low(print_.first - 1) == "#" for print_ in same) or _both_named(name, ends, modifies):
        return True
    if len(name.words) == 1:
        named = sum(_named_inside(print_, lines[print_.line]) for print_ in same)
        return lex.plain(name.text) and not speaks and not _plain_plural(name, lex) and named < TWICE
    return not speaks and any(map(lex.plain, name.words[1:-1])) and _plain_words(name, lex)


def _named_inside(name: Name, line: Line) -> bool:
    """Whether the parser takes a lone word inside a sentence, without an article, for a person's name."""
    proper = line.parse.ents[name.first] == "PERSON" and line.tag(name.first) == "NNP"
    return proper and not line.opens(name.first) and not line.shouting and line.low(name.first - 1) != "the"


def _both_named(name: Name, ends: Collection[str], modifies: bool) -> bool:
    """Whether a name is two of the report's with a hyphen between them: "the Morrow-Vale talks"."""
    halves = [half.split() for half in name.text.lower().split("-")]
    known = [bool(half) and half[-1] in ends for half in halves]
    return len(halves) == 2 and (all(known) or (any(known) and len(name.words) == 1 and modifies))


def _plain_plural(name: Name, lex: Lexicon) -> bool:
    word = name.text.lower()
    return len(name.words) == 1 and lex.plain(word) and _ends_as_plural(word) and not word.endswith("is")


def _plain_words(name: Name, lex: Lexicon) -> bool:
    """Whether a word of a longer name is an ordinary one, and none a title or a relative's: "Pearl Lantern", but not "Uncle Rui"."""
    low = [word.lower() for word in name.words]
    return len(low) > 1 and any(map(lex.plain, low)) and not any(word in lex.titles or word in lex.kin for word in low)
