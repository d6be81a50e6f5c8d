"""What the words beside one print of a name tell of its type: titles, appositions, verbs, labels of transcripts, the parser's label.

Always true here: each sign looks at one sentence; what it weighs is in ``kinds``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.notes import EntityType
from ...rules import words
from ..gazetteer import Gazetteer
from .cut import Name
from .lexicon import Lexicon
from .lines import Line

BIG_TOWN = 250_000
"""People above which a lone word is the town rather than a surname, other things equal."""
LABELS: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "facility", "NORP": "group", "EVENT": "event",
    "PRODUCT": "product", "WORK_OF_ART": "document", "LAW": "document",
}  # fmt: skip
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
LABEL = 24
"""Tokens of a speaker's label at most."""
PLACE_WORDS = frozenset(
    {"in", "at", "from", "near", "outside", "across", "around", "to", "toward", "towards", "into", "inside"}
)


def beside_print(name: Name, line: Line, lex: Lexicon, gaz: Gazetteer) -> Iterator[tuple[EntityType, str, float]]:
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
    ruled = low == "of" and lex.plain(name.words[0])  # "State of Emergency"
    if line.low(i) in lex.place_nouns and low != "the" and not ruled:
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
    else:
        yield from _described_before(name, line)


def _described_before(name: Name, line: Line) -> Iterator[tuple[EntityType, str, float]]:
    """Evidence in a noun before a name that only storms, bodies or works have: "hurricane Ophra", "the retailer Orrinex", "a firm called
    Orrinex", "the film Orrin", but not "the company Morrow founded", nor "after the show Morrow left"."""
    at, low = name.first - 1, line.low(name.first - 1)
    if low in words("names", "storms"):
        yield "event", "head word", 1.0
    at -= low in {"called", "named"} or (low == "of" and line.low(at - 1) == "firm")
    work = line.low(at) in words("names", "works")
    if line.tag(at) == "NN" and (work or line.low(at) in words("names", "body_nouns")):
        verb = line.subject_of(name.last - 1)
        if verb is None or (line.parse.deps[verb] not in {"relcl", "acl"} and line.parse.deps[at] != "pobj"):
            yield ("document" if work else "organization"), "described", 1.0


def _after(name: Name, line: Line, lex: Lexicon) -> Iterator[tuple[EntityType, str, float]]:
    j = name.last
    low = line.low(j)
    if low in lex.outlet_nouns:
        yield "outlet", "outlet noun", 1.0
    elif low in words("names", "body_nouns") or (low in {"opposition", "political"} and line.low(j + 1) == "party"):
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
    elif head in words("names", "body_nouns") or lex.nouns.get(head) == "body":
        yield "organization", "described", 1.0
    elif lex.last_heads.get(head) == "facility":
        yield "facility", "site noun", 1.0


def _explains(noun: str, lex: Lexicon) -> bool:
    """Whether a noun in an apposition tells what the name is of."""
    known = (
        noun in lex.nouns or noun in lex.place_nouns or noun in lex.outlet_nouns or noun in words("names", "body_nouns")
    )
    return known or lex.last_heads.get(noun) == "facility"
