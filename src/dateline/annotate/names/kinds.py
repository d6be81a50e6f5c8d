"""What each name is the name of: evidence from its words, its surroundings and the parser, weighed by one table.

Always true here: all prints of one name in one report get one type; the evidence of every place counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dateline.annotate.gazetteer import Gazetteer, place_key
from dateline.model.notes import EntityType

from .capitals import TOLD, shouted_words
from .cut import UNIONS, Name
from .lexicon import Lexicon
from .lines import Line
from .runs import DOMAIN, TEAM

WEIGHTS: dict[str, float] = {
    "head word": 3.0,
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

GUESSES = frozenset({"parser", "parser's title of a work"})
"""Evidence that is the parser's label alone, which another report's better evidence outvotes."""
LABELS: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "facility", "NORP": "group", "EVENT": "event",
    "PRODUCT": "product", "WORK_OF_ART": "document", "LAW": "document",
}  # fmt: skip
LEAST = 0.5
"""Evidence below which a name is left out; a single vote of the parser is above it."""
ACRONYM = 6
"""Letters up to which a word in capitals is rather an acronym than a name in a heading or a transcript."""
BIG_TOWN = 250_000
"""People above which a lone word is the town rather than a surname, other things equal."""
PARTY_NOUNS = frozenset({
    "party", "movement", "group", "organization", "organisation", "militia", "front", "company", "bank", "agency", "network", "charity",
    "foundation", "union", "university", "club", "team", "airline", "tribe", "coalition", "bloc", "alliance", "faction", "cartel",
})  # fmt: skip
LED = frozenset({
    "leader", "chairman", "chairwoman", "chairperson", "chair", "member", "members", "head", "founder", "co-founder", "director", "ceo",
    "spokesman", "spokeswoman", "spokesperson", "secretary", "manager", "employee", "employees", "branch", "editor", "headquarters",
})  # fmt: skip
"""Nouns before "of" or "for" and a name that is mostly a body's: "a member of Verde Claro"."""
GOVERNED = frozenset({
    "mayor", "mayors", "governor", "governors", "residents", "resident", "outskirts", "suburbs", "streets", "center", "centre", "south",
    "north", "east", "west", "northeast", "northwest", "southeast", "southwest", "natives", "native", "miles", "kilometers", "kilometres",
})  # fmt: skip
"""Nouns before "of" and a name that is mostly a place's: "the mayors of Orrin and Wick"."""
CROSSINGS = frozenset({"crossing", "checkpoint", "border", "airport", "refinery", "harbour", "harbor"})
"""Nouns in small letters after the name of the place where such a thing is: "the Orrin crossing"."""
RULED = frozenset(
    {"administration", "regime", "presidency", "campaign", "cabinet", "camp", "aides", "supporters", "loyalists"}
)
STAGE = frozenset({"voice", "voice-over", "voiceover", "on", "off", "through", "via", "singing", "laughing"})
"""First words of the brackets after a speaker's label: "(voice-over)", "(on camera)"."""
SURNAMES_TOO = frozenset({
    "bush", "church", "law", "street", "hall", "hill", "park", "day", "marshall", "post", "bee", "house", "close", "field", "fields",
    "bridges", "banks", "parks", "court", "west", "bishop", "dean", "major", "pope", "marsh", "lake", "rivers", "waters", "wells",
    "brook", "brooks", "forest", "castle", "temple", "gates", "england", "france", "ireland", "power", "powers", "price", "bill",
})  # fmt: skip
"""Words for things that are surnames after a given name: "Ilka Banks" is a person."""
DOCTRINE = 6
"""Letters of a word in -ism at least: "Prism" and "Chism" are names."""
LABEL = 24
"""Tokens of a speaker's label at most."""
PLACE_WORDS = frozenset(
    {"in", "at", "from", "near", "outside", "across", "around", "to", "toward", "towards", "into", "inside"}
)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The type of each name by ``Name.key``, and the weight of what speaks for it besides the parser's label; names with too little
    evidence are absent."""

    types: dict[str, EntityType]
    sure: dict[str, float]


def kinds(names: Sequence[Name], lines: Sequence[Line], lex: Lexicon, gaz: Gazetteer) -> Kinds:
    """What each name of a report is of."""
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    labels: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    counts: dict[str, int] = defaultdict(int)
    static: dict[str, Name] = {}
    for name in names:
        counts[name.key] += 1
        static.setdefault(name.key, name)
        for kind, feature, share in _around(name, lines[name.line], lex, gaz):
            table = labels if feature in GUESSES else votes
            table[name.key][kind] += WEIGHTS[feature] * share
    small = {w for line in lines for w in line.parse.words if w[0].islower()}
    last_words = {n.words[-1].lower() for n in names if len(n.words) > 1 or n.title is not None}
    running = {name.key for name in names if _is_proper(name, lines[name.line])}
    found = Kinds({}, {})
    beside = {key: {kind: weight / counts[key] for kind, weight in votes[key].items()} for key in static}
    inside = {key: tuple(_inside(name, lex, gaz, bool(beside[key].get("outlet", 0)))) for key, name in static.items()}
    told = {key for key in static if _told(beside[key], inside[key]) >= TOLD}
    shouted = shouted_words(names, lines, lex, told)
    for key, name in static.items():
        if key in shouted or _is_doctrine(name):
            continue
        known = dict(beside[key])
        for kind, feature in inside[key]:
            known[kind] = known.get(kind, 0.0) + WEIGHTS[feature]
        guessed = {kind: weight / counts[key] for kind, weight in labels[key].items()}
        less = WEIGHTS["also in small letters"] * (len(name.words) == 1 and key in small and key not in last_words)
        tally = {kind: known.get(kind, 0.0) + guessed.get(kind, 0.0) + less for kind in {**known, **guessed}}
        best = max(tally, key=lambda k: (tally[k], k), default=None)
        if best is not None and tally[best] >= LEAST:
            found.types[key] = best
            found.sure[key] = round(max(0.0, known.get(best, 0.0) + less), 3)
        elif key in running and not less:
            found.types[key], found.sure[key] = best or "organization", 0.0
    teams = {name.words[-1].lower() for name in static.values() if _is_team(name.words, gaz)}
    papers = {key.split()[-1] for key, kind in found.types.items() if kind == "outlet" and " " in key}
    _call_short(found, teams, "organization", WEIGHTS["team"])
    _call_short(found, {w for w in papers if lex.last_heads.get(w) == "outlet"}, "outlet", WEIGHTS["outlet noun"])
    return found


def _is_doctrine(name: Name) -> bool:
    """Whether a lone word is what people think or do, which is nobody's name: "Tribalism"."""
    word = name.words[-1].lower()
    return len(name.words) == 1 and name.title is None and word.endswith("ism") and len(word) >= DOCTRINE


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


def _is_proper(name: Name, line: Line) -> bool:
    """Whether a name stands in capitals inside a sentence and the parser takes each of its words for a proper noun. Where nothing else
    tells what it is, it is most often a body."""
    words = range(name.first, name.last)
    return not line.shouting and not line.opens(name.first) and all(line.tag(k) in {"NNP", "NNPS"} for k in words)


def _around(name: Name, line: Line, lex: Lexicon, gaz: Gazetteer) -> Iterator[tuple[EntityType, str, float]]:
    """Evidence beside one print of a name."""
    yield from _parser(name, line)
    if name.title is not None:
        yield "person", "title", 1.0
    yield from _before(name, line, lex)
    yield from _after(name, line, lex)
    yield from _labels(name, line, lex, gaz)
    verb = line.subject_of(name.last - 1)
    if verb is not None and line.parse.lemmas[verb] in lex.human_verbs:
        yield "person", "does as people do", 1.0
    if verb is not None and line.parse.lemmas[verb] in lex.speaking:
        yield "person", "speaks", 1.0
        if lex.outlet(name.text):
            yield "outlet", "outlet noun", 1.0


def _parser(name: Name, line: Line) -> Iterator[tuple[EntityType, str, float]]:
    labels = [line.parse.ents[k] for k in range(name.first, name.last)]
    for label in sorted(set(labels) & LABELS.keys()):
        feature = "parser's title of a work" if label == "WORK_OF_ART" and len(name.words) == 1 else "parser"
        yield LABELS[label], feature, labels.count(label) / len(labels)


def _labels(name: Name, line: Line, lex: Lexicon, gaz: Gazetteer) -> Iterator[tuple[EntityType, str, float]]:
    """Evidence in how a transcript or an address is set: "MORROW: I was there", "Orrin, TX"; but "LISBON: ..." is a dateline."""
    told = before_colon(line, name.last) or (line.low(name.last) == "(" and line.low(name.last + 1) in STAGE)
    town = any(p.kind != "town" or p.people >= BIG_TOWN for p in gaz.find(name.text))
    if told and not town and line.opens(name.first) and name.text.isupper() and not lex.outlet(name.text):
        yield "person", "speaker's label", 1.0
    if (
        line.low(name.first - 1) == ","
        and name.text in lex.state_codes
        and line.parse.words[name.first - 2][:1].isupper()
    ):
        yield "place", "state after a town", 1.0
    plural = len(name.words) == 1 and name.text.endswith("s") and not name.text.endswith("ss")
    if plural and line.low(name.first - 1) == "the" and line.tag(name.last - 1) == "NNPS":
        yield "group", "the", 1.0


def before_colon(line: Line, k: int) -> bool:
    """Whether the speaker's label goes on in capitals from token ``k`` to a colon: "MORROW, ANCHOR: Good evening"."""
    for j in range(k, min(k + LABEL, len(line))):
        if line.low(j) == ":":
            return True
        if not line.wordless(j) and not line.parse.words[j].isupper():
            return False
    return False


def _before(name: Name, line: Line, lex: Lexicon) -> Iterator[tuple[EntityType, str, float]]:
    i = name.first - 1
    low = line.low(i)
    if low in {"the", "of"}:
        i -= 1 if line.low(i - 1) in lex.place_nouns else 2 * (line.low(i - 1) == "of")
    if line.low(i) in lex.place_nouns and low != "the":
        yield "place", "place noun", 1.0
    elif low in lex.outlet_nouns or f"{line.low(i - 1)} {low}" in lex.outlet_nouns:
        yield "outlet", "outlet noun", 1.0
    elif (lex.nouns.get(low) == "person" and line.parse.words[name.first - 1] == low) or (
        low == "," and line.low(i - 1) in lex.kin
    ):
        yield "person", "role before", 1.0
    elif low in PLACE_WORDS:
        yield "place", "place preposition", 0.5
    elif low in {"of", "for"} and line.low(i - 1) in LED:
        yield "organization", "led", 1.0
    elif low == "of" and line.low(i - 1) in GOVERNED:
        yield "place", "led", 1.0
    elif low == "told" and lex.outlet(name.text):
        yield "outlet", "outlet noun", 1.0


def _after(name: Name, line: Line, lex: Lexicon) -> Iterator[tuple[EntityType, str, float]]:
    j = name.last
    low = line.low(j)
    if low in lex.outlet_nouns:
        yield "outlet", "outlet noun", 1.0
    elif low in PARTY_NOUNS or (low in {"opposition", "political"} and line.low(j + 1) == "party"):
        yield "organization", "body noun", 1.0
    elif low in RULED:
        yield "person", "rules", 1.0
    elif low in CROSSINGS:
        yield "place", "place noun", 0.5
    elif low in lex.place_nouns and line.tag(j).startswith("NN") and line.low(j - 1) not in lex.kin:
        yield "place", "place noun", 0.6
    if (
        low == ","
        and line.low(j + 1).isdigit()
        and len(line.low(j + 1)) <= 3
        and line.low(j + 2) in {",", ".", "who", ")"}
    ):
        yield "person", "age", 1.0
    if low == "who" or (low == "," and line.low(j + 1) == "who"):
        yield "person", "who", 1.0
    if low == ",":
        yield from _apposition(line, j + 1, lex)


def _apposition(line: Line, j: int, lex: Lexicon) -> Iterator[tuple[EntityType, str, float]]:
    """The head noun of "X, a retired teacher from Y": the last noun before a preposition, a comma or a verb."""
    head = None
    for k in range(j, min(j + 9, len(line))):
        if line.tag(k) in {"NN", "NNS"} and _explains(line.low(k), lex):
            head = line.low(k)
        elif line.tag(k)[:2] not in {"DT", "JJ", "NN", "PR", "PO", "VB", "HY", "RB"} or line.tag(k) in {
            "VBD",
            "VBZ",
            "VBP",
        }:
            break
    if head is None or line.tag(j) not in {"DT", "PRP$", "JJ", "NN", "NNP", "VBN"}:
        return
    if head in lex.place_nouns:
        yield "place", "place noun", 1.0
    elif lex.nouns.get(head) == "person":
        yield "person", "role after", 1.0
    elif head in lex.outlet_nouns:
        yield "outlet", "outlet noun", 1.0
    elif head in PARTY_NOUNS or lex.nouns.get(head) == "body":
        yield "organization", "body noun", 1.0
    elif lex.last_heads.get(head) == "facility":
        yield "facility", "site noun", 1.0


def _explains(noun: str, lex: Lexicon) -> bool:
    """Whether a noun in an apposition tells what the name is of."""
    known = noun in lex.nouns or noun in lex.place_nouns or noun in lex.outlet_nouns or noun in PARTY_NOUNS
    return known or lex.last_heads.get(noun) == "facility"


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
    if len(words) == 1 and text.isupper() and 1 < len(text) <= ACRONYM and not gaz.find(text):
        yield "organization", "acronym"


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
    if gaz.nation(text):
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
