"""What each name is the name of: evidence from its words, its surroundings and the parser, weighed by one table.

Always true here: all prints of one name in one report get one type; the evidence of every place counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from ...model.notes import EntityType
from ...rules import table
from ...rules import words as word_list
from ..gazetteer import Gazetteer, place_key
from .beside import BIG_TOWN, beside_print
from .capitals import TOLD, shouted_words
from .cut import UNIONS, Name
from .guessed import Doubts, doubts
from .lexicon import Lexicon, typed_words
from .lines import Line
from .runs import DOMAIN, TEAM

WEIGHTS: dict[str, float] = {
    "head word": 3.0,
    "ending": 2.8,  # more than the parser's label and "the Brexit camp"
    "known outlet": 6.0,
    "domain": 4.0,
    "outlet noun": 2.5,
    "title": 3.0,
    "role before": 2.0,
    "role after": 2.0,
    "age": 3.0,
    "who": 1.5,
    "given name": 2.0,
    "lone given name": 0.8,
    "initial": 2.0,
    "country": 4.0,
    "gazetteer": 1.2,
    "small town": 0.4,  # towns of the size of Clinton and Green are oftener surnames
    "place preposition": 0.8,
    "place noun": 2.5,
    "body noun": 2.0,
    "described": 2.0,
    "site noun": 2.0,
    "led": 1.3,
    "rules": 1.5,
    "acronym": 1.5,
    "union": 4.0,
    "team": 2.0,
    "speaker's label": 3.0,
    "state after a town": 4.0,
    "the": 1.3,  # of a lone plural: bands, teams and families
    "company after it": 3.0,
    "people": 3.0,
    "site": 4.0,
    "speaks": 0.4,
    "does as people do": 1.4,
    "parser": 1.2,
    "parser's title of a work": 0.4,  # single words in quotation marks, mostly wrong
    "also in small letters": -1.5,
}
"""Evidence and its weight. A head word or a title outweighs two votes of the parser: over 8,146 names of 114 reports its small model
labels 22 of 100 repeated names in more than one way, and 18 of 100 names with a telling head word otherwise than the head."""

UNTELLING = frozenset({"speaks", "rules"})
"""Evidence for a person that bodies have too: they speak, and have campaigns and supporters."""
DESCRIBED = frozenset({"described", "site noun"})
"""Evidence of what is no person that outvotes any number of the parser's labels: "Orrinex, a retailer"."""
GUESSES = frozenset({"parser", "parser's title of a work"})
"""Evidence that is the parser's label alone, which another report's better evidence outvotes."""
DOUBTED = 0.5
"""Weight of what speaks against the parser's label "person" and tells what else it is: two reports that only guess outvote it."""
LEAST = 0.5
"""Evidence below which a name is left out; a single vote of the parser is above it."""
ACRONYM = 6
"""Letters up to which a word in capitals is rather an acronym than a name in a heading or a transcript."""
SURNAMES_TOO = frozenset({
    "bush", "church", "law", "street", "hall", "hill", "park", "day", "marshall", "post", "bee", "house", "close", "field", "fields",
    "bridges", "banks", "parks", "court", "west", "bishop", "dean", "major", "pope", "marsh", "lake", "rivers", "waters", "wells",
    "brook", "brooks", "forest", "castle", "temple", "gates", "england", "france", "ireland", "power", "powers", "price", "bill",
    "lane", "parish", "band", "alley",
})  # fmt: skip
"""Words for things that are surnames after a given name: "Ilka Banks" is a person."""
DOCTRINE = 6
"""Letters of a word in -ism at least: "Prism" and "Chism" are names."""


class Kinds(Struct, frozen=True):
    """The type of each name by ``Name.key``, and the weight of what speaks for it besides the parser's label; names with too little
    evidence are absent."""

    types: dict[str, EntityType]
    sure: dict[str, float]


class _Beside(Struct, frozen=True):
    """What stands beside the prints of each name, by its key: the weight for each type, that of the parser's labels, and the signs; how
    often it is printed, and its first print."""

    votes: dict[str, dict[EntityType, float]]
    labels: dict[str, dict[EntityType, float]]
    signs: dict[str, dict[EntityType, set[str]]]
    counts: dict[str, int]
    first: dict[str, Name]


def _beside_prints(names: Sequence[Name], lines: Sequence[Line], lex: Lexicon, gaz: Gazetteer) -> _Beside:
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    labels: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    signs: dict[str, dict[EntityType, set[str]]] = defaultdict(lambda: defaultdict(set))
    found = _Beside(votes, labels, signs, defaultdict(int), {})
    for name in names:
        found.counts[name.key] += 1
        found.first.setdefault(name.key, name)
        for kind, feature, share in beside_print(name, lines[name.line], lex, gaz):
            guess = feature in GUESSES
            table = labels if guess else votes
            table[name.key][kind] += WEIGHTS[feature] * share
            if not guess:
                signs[name.key][kind].add(feature)
    return found


def kinds(names: Sequence[Name], lines: Sequence[Line], lex: Lexicon, gaz: Gazetteer) -> Kinds:
    """What each name of a report is of."""
    seen = _beside_prints(names, lines, lex, gaz)
    small = {w for line in lines for w in line.parse.words if w[0].islower()}
    last_words = {n.words[-1].lower() for n in names if len(n.words) > 1 or n.title is not None}
    running = {name.key for name in names if _is_proper(name, lines[name.line], lex)}
    found = Kinds({}, {})
    beside = {key: {kind: weight / seen.counts[key] for kind, weight in seen.votes[key].items()} for key in seen.first}
    inside = {key: tuple(_inside(n, lex, gaz, bool(beside[key].get("outlet", 0)))) for key, n in seen.first.items()}
    told = {key for key in seen.first if _told(beside[key], inside[key]) >= TOLD}
    shouted = shouted_words(names, lines, lex, told)
    guessed: dict[str, dict[EntityType, float]] = {}
    for key, name in seen.first.items():
        if key in shouted or _is_doctrine(name):
            continue
        known = dict(beside[key])
        for kind, feature in inside[key]:
            known[kind] = known.get(kind, 0.0) + WEIGHTS[feature]
        labels = {kind: weight / seen.counts[key] for kind, weight in seen.labels[key].items()}
        less = WEIGHTS["also in small letters"] * (len(name.words) == 1 and key in small and key not in last_words)
        tally = {kind: known.get(kind, 0.0) + labels.get(kind, 0.0) + less for kind in {**known, **labels}}
        best = max(tally, key=lambda k: (tally[k], k), default=None)
        if best is not None and tally[best] >= LEAST:
            found.types[key] = best
            found.sure[key] = round(max(0.0, known.get(best, 0.0) + less), 3)
        elif key in running and not less:
            found.types[key], found.sure[key] = best or "organization", 0.0
        if found.types.get(key) == "person" and not _vouched(seen.signs[key], inside[key]):
            guessed[key] = tally
    asked = {key: "speaks" in seen.signs[key]["person"] for key in guessed}
    _doubt(found, guessed, seen, doubts(names, asked, lines, lex, gaz))
    _name_short(found, seen.first, lex, gaz)
    return found


def _vouched(signs: Mapping[EntityType, AbstractSet[str]], inside: Sequence[tuple[EntityType, str]]) -> bool:
    """Whether more than the parser's label, a given name alone and what bodies do too tells that a name is a person's."""
    return not signs.get("person", UNTELLING) <= UNTELLING or any(
        kind == "person" and feature != "lone given name" for kind, feature in inside
    )


def _doubt(found: Kinds, guessed: Mapping[str, Mapping[EntityType, float]], seen: _Beside, no: Doubts) -> None:
    """Takes "person" from names that only the parser takes for people's, ``guessed`` with the weight for each type: those that are
    described as something else, and those that are no people's by ``no``."""
    for key, tally in guessed.items():
        described = [kind for kind, signs in sorted(seen.signs[key].items()) if kind != "person" and signs & DESCRIBED]
        kind = described[0] if described else no.types.get(key)
        if kind is not None:
            found.types[key], found.sure[key] = kind, DOUBTED
        elif key in no.unsure:
            rest = [(weight, other) for other, weight in tally.items() if other != "person" and weight >= LEAST]
            found.types[key], found.sure[key] = max(rest)[1] if rest else "organization", 0.0
        elif key in no.nothing:
            del found.types[key], found.sure[key]


def _name_short(found: Kinds, names: Mapping[str, Name], lex: Lexicon, gaz: Gazetteer) -> None:
    """Gives storms, teams and papers of a report their type, also where they stand by their last word."""
    before = word_list("names", "storms")
    storms = [name for name in names.values() if len(name.words) > 1 and name.words[-2].lower() in before]
    teams = {name.words[-1].lower() for name in names.values() if _is_team(name.words, gaz)}
    papers = {key.split()[-1] for key, kind in found.types.items() if kind == "outlet" and " " in key}
    _call_short(
        found, {w for name in storms for w in (name.key, name.words[-1].lower())}, "event", WEIGHTS["head word"]
    )
    _call_short(found, teams, "organization", WEIGHTS["team"])
    _call_short(found, {w for w in papers if lex.last_heads.get(w) == "outlet"}, "outlet", WEIGHTS["outlet noun"])


def _is_doctrine(name: Name) -> bool:
    """Whether a lone word is what people think or do, which is nobody's name: "Tribalism", "Marrowisms"."""
    word = name.words[-1].lower()
    return len(name.words) == 1 and name.title is None and word.endswith(("ism", "isms")) and len(word) >= DOCTRINE


def _told(beside: Mapping[EntityType, float], inside: Sequence[tuple[EntityType, str]]) -> float:
    """The weight of what speaks most for any one type, its being printed in capitals apart."""
    tally: dict[EntityType, float] = defaultdict(float, beside)
    for kind, feature in inside:
        tally[kind] += WEIGHTS[feature] * (feature != "acronym")
    return max(tally.values(), default=0.0)


def _call_short(found: Kinds, words: AbstractSet[str], kind: EntityType, weight: float) -> None:
    """Gives last words of full names of the report their type where they stand alone: "the Herons" beside "Orrin Falls Herons"."""
    for key in sorted(words & found.types.keys()):
        if found.sure[key] < weight:
            found.types[key], found.sure[key] = kind, weight


def _is_proper(name: Name, line: Line, lex: Lexicon) -> bool:
    """Whether a name stands in capitals inside a sentence and the parser takes each of its words for a proper noun. Where nothing else
    tells what it is, it is most often a body. An ordinary word has to stand behind an article, or be a plural: "the Left"."""
    if line.shouting or line.opens(name.first):
        return False
    if not all(line.tag(k) in {"NNP", "NNPS"} for k in range(name.first, name.last)):
        return False
    ordinary = len(name.words) == 1 and lex.plain(name.text) and not name.text.endswith("s")
    return not ordinary or line.low(name.first - 1) == "the"


def _inside(name: Name, lex: Lexicon, gaz: Gazetteer, outlet_context: bool) -> Iterator[tuple[EntityType, str]]:
    """Evidence in the words of the name itself."""
    words, text = name.words, name.text
    yield from _as_listed(text, lex, gaz, outlet_context)
    head = lex.head_type(words)
    if head is None and _is_team(words, gaz):
        yield "organization", "team"
    person_like = words[0].lower() in lex.given and len(words) == 2
    if head is not None and not (person_like and words[-1].lower() in SURNAMES_TOO):
        yield head, "head word"
    if not (text.lower() in UNIONS and text.isupper()):
        yield from _as_place(text, gaz)
    if head is None:
        yield from _as_person(name, lex)
        yield from _by_ending(words, lex, gaz)
    if len(words) == 1 and text.isupper() and 1 < len(text) <= ACRONYM and not gaz.find(text):
        yield "organization", "acronym"


def _by_ending(words: Sequence[str], lex: Lexicon, gaz: Gazetteer) -> Iterator[tuple[EntityType, str]]:
    """Evidence in the end of a lone word that is neither a surname nor a town with that end: "Plamegate"."""
    word = words[-1].lower()
    if len(words) > 1 or not word.endswith(tuple(typed_words("endings"))):
        return
    kinds = [kind for end, kind in typed_words("endings").items() if word.endswith(end) and word != end]
    listed = any(word in rule["but"] for rule in table("names")["endings"])
    if not (listed or lex.plain(word) or gaz.find(word)):
        yield from ((kind, "ending") for kind in kinds)


def _as_listed(text: str, lex: Lexicon, gaz: Gazetteer, outlet_context: bool) -> Iterator[tuple[EntityType, str]]:
    """Evidence of the lists: outlets, platforms, buildings, peoples, unions of countries."""
    if lex.outlet(text) is not None and (text not in lex.ambiguous or outlet_context):
        yield "outlet", "known outlet"
    if text in lex.platforms:
        yield "organization", "known outlet"
    if DOMAIN.fullmatch(text):
        yield "outlet", "domain"
    if gaz.sites(text):
        yield "facility", "site"
    if gaz.nation(text) or text.lower() in word_list("names", "peoples"):
        yield "group", "people"
    if text.lower() in UNIONS and text.isupper():
        yield "organization", "union"


def _is_team(words: Sequence[str], gaz: Gazetteer) -> bool:
    """Whether a name is a team's: a town or state before a lone plural or a year ("Orrin Falls Herons", "Orrin 76ers")."""
    last, rest = words[-1], " ".join(words[:-1])
    if TEAM.fullmatch(last.lower()):
        return True
    return (
        bool(rest)
        and not gaz.find(last)
        and last.endswith("s")
        and not last.endswith("ss")
        and len(last) > 3
        and bool(gaz.find(rest))
    )


def _as_place(text: str, gaz: Gazetteer) -> Iterator[tuple[EntityType, str]]:
    places = gaz.find(text)
    if any(p.kind in {"country", "region", "state"} for p in places):
        yield "place", "country"
    elif places:
        big = places[0].people >= BIG_TOWN and place_key(places[0].name).startswith(place_key(text))
        yield "place", "gazetteer" if big or " " in text else "small town"


def _as_person(name: Name, lex: Lexicon) -> Iterator[tuple[EntityType, str]]:
    words = name.words
    if len(words) > 1 and words[0].lower().split("-")[0] in lex.given:
        yield "person", "given name"
    elif len(words) == 1 and words[0].lower() in lex.given:
        yield "person", "lone given name"
    middle = words[1:-1]
    if any(len(w.rstrip(".")) == 1 for w in middle) or words[-1].lower() in lex.generations:
        yield "person", "initial"
