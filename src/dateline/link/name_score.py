"""How likely two names are one: a table of features with weights, which says what it went by.

Always true here: the score is between 0 and 1 and does not depend on which name comes first; each feature that spoke is among
the reasons; two given names that cannot be one forbid a person whatever else agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import DamerauLevenshtein

from ..model.record import Reason
from ..rules import table, words
from .name_keys import KEPT, body_words, fold, initials, nicknames, person_words, skeleton, sound

Kind = Literal["person", "body"]


class Feature(Struct, frozen=True):
    """A name, the weight of its value (0..1), and why it has that weight."""

    name: str
    weight: float
    evidence: str


PERSON: tuple[Feature, ...] = (
    Feature("words agree", 1.0, "mean likeness of the words that pair up; alone it scores identical names 1"),
    Feature(
        "word without partner on both sides",
        -0.55,
        "91 of 100 wrong pairs of people in the name benchmark have one, 27 of 100 right pairs",
    ),
    Feature(
        "word on one side only",
        -0.06,
        "middle names and patronymics come and go: 27 of 100 right pairs differ in length",
    ),
    Feature("one word only", -0.25, "a lone word is a surname that others have too"),
    Feature("initial only", -0.08, "an initial fits many given names"),
    Feature("nothing but initials", -0.4, "'N.N.' is anybody"),
    Feature(
        "son of the other",
        -0.5,
        "with 'bin' or 'ibn' between them the order says who is whose father: all 3 such pairs of the name benchmark are two people",
    ),
    Feature(
        "given names changed round",
        -0.25,
        "where both words are given names and no family name is written first, the order tells two people apart",
    ),
    Feature(
        "other order",
        -0.04,
        "family name first is a custom of half of Asia, but reversed pairs are sometimes two people",
    ),
)
BODY: tuple[Feature, ...] = (
    Feature("words agree", 1.0, "mean likeness of the words that pair up, weighted by their length"),
    Feature("word without partner on both sides", -0.6, "another place or field is another body"),
    Feature("telling word on one side only", -0.3, "a further place or field is mostly a branch or another body"),
    Feature("common word on one side only", -0.06, "'party', 'group' and the like are left out in running text"),
    Feature(
        "lone words that only sound alike",
        -0.3,
        "'Apollo' and 'Apple': in 400 reports 9 of 10 such pairs were two things",
    ),
    Feature("one word only", -0.25, "'Torvia' is not the Torvia Council, though many a party is called by one word"),
    Feature("other legal form", -0.3, "a company and its namesake under another law are two"),
    Feature("acronym", 0.8, "the first letters of all words, three at least"),
)
ALIKE = 0.8
"""Least likeness at which two words pair up: below the initial's 0.85, the least that ``alike`` gives to words that may be one."""
SLIP = 0.93
"""Likeness of two words that differ by one slip, or not at all in sound."""
NUMERAL = re.compile(r"i{2,3}|iv|vi{1,3}|ix|xi{1,3}")
LOOSE_FORMS = frozenset({"co", "corp", "inc", "ltd"})
"""Legal forms that stand for one another in running text."""
SON = frozenset({"bin", "ibn", "bint", "ould", "oglu", "qizi"})
SHORT = 4
"""Letters up to which a slip makes another name: 'Jin' and 'Jon', 'Olga' and 'Oleg'."""


def score_names(one: str, other: str, kind: Kind) -> tuple[float, tuple[Reason, ...]]:
    """The score of two names (0..1) and the features behind it."""
    first, second = sorted((one, other))
    return _person(first, second) if kind == "person" else _body(first, second)


def given_names_conflict(one: str, other: str) -> bool:
    """Whether two full personal names share no given name although both print one: "Ilka Morrow" and "Oren Morrow"."""
    a, b = person_words(one), person_words(other)
    if len(a) < 2 or len(b) < 2:
        return False
    return _middle_initials_differ(a, b) or len(_pair(a, b)) < min(len(a), len(b))


def _middle_initials_differ(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether both names print middle initials, and not the same: "Ilka P. Morrow" and "Ilka S. P. Morrow"."""
    one, other = ([w for w in side[1:-1] if len(w) == 1] for side in (a, b))
    return bool(one and other) and one != other


@cache
def _genders() -> dict[str, str]:
    rows = table("names")["given"]
    return {name.lower(): gender for gender in ("male", "female") for name in rows[gender]}


@lru_cache(maxsize=400_000)
def alike(a: str, b: str) -> float:
    """How alike two folded words are, 0..1: spelling, sound, initials, short forms of given names."""
    if a == b:
        return 1.0
    if NUMERAL.fullmatch(a) or NUMERAL.fullmatch(b):
        return 0.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[0] == b[0] else 0.0
    if b in nicknames(a):
        return 0.92
    if any(_one_slip(full, other) for name, other in ((a, b), (b, a)) for full in nicknames(name) - {name}):
        return 0.88
    if {_genders().get(a), _genders().get(b)} == {"male", "female"}:
        return 0.0
    return 0.96 if sound(a) == sound(b) else _near_spelling(a, b)


def _one_slip(full: str, other: str) -> bool:
    """Whether a long form of a given name is ``other`` but for one letter: "fred" is "fredrik" as it is "frederik"."""
    feminine = other.endswith("a") and not full.endswith("a")
    long = len(full) > SHORT + 1 and len(other) > SHORT + 1
    return long and not feminine and DamerauLevenshtein.distance(full, other, score_cutoff=1) == 1


def _near_spelling(a: str, b: str) -> float:
    """How alike two words are by slips of spelling; longer words may hold more of them."""
    shorter = min(len(a), len(b))
    if shorter < SHORT:
        return 0.0
    edits = DamerauLevenshtein.distance(a, b)
    if edits == 1 and shorter > SHORT:
        return 0.93
    heard = DamerauLevenshtein.distance(sound(a), sound(b))
    if skeleton(a) == skeleton(b) and len(skeleton(a)) > 2 and heard <= 2 and shorter > SHORT:
        return 0.9
    if shorter >= 7 and min(edits, heard) <= 2:
        return 0.86
    if shorter > SHORT and heard <= 1 and skeleton(a) == skeleton(b):
        return 0.86
    return 0.0


def _pair(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, float]]:
    """The best pairing of the words of two names, one to one, best first."""
    likeness = ((-alike(x, y), abs(i - j), i, j) for i, x in enumerate(a) for j, y in enumerate(b))
    scored = sorted(row for row in likeness if row[0] <= -ALIKE)
    left, right, found = set[int](), set[int](), []
    for minus, _, i, j in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j, -minus))
    return found


def _weigh(rows: tuple[Feature, ...], values: dict[str, float]) -> tuple[float, tuple[Reason, ...]]:
    """The sum of weight times value, held between 0 and 1, with one reason per feature that spoke."""
    total, reasons = 0.0, []
    for feature in rows:
        value = values.get(feature.name, 0.0)
        if value:
            total += feature.weight * value
            reasons.append(Reason(feature.name, round(feature.weight * value, 3)))
    return max(0.0, min(1.0, round(total, 4))), tuple(reasons)


def _person(one: str, other: str) -> tuple[float, tuple[Reason, ...]]:
    a, b = person_words(one), person_words(other)
    if not a or not b:
        return 0.0, ()
    joined = 0.97 if len(a) != len(b) and _spaced(one) == _spaced(other) else _joined(a, b)
    if joined >= 0.93:
        return _weigh(PERSON, {"words agree": joined})
    pairs = _pair(a, b)
    rest_a, rest_b = len(a) - len(pairs), len(b) - len(pairs)
    values = {"words agree": sum(s for _, _, s in pairs) / max(1, len(pairs)) if pairs else 0.0}
    values["word without partner on both sides"] = float(min(rest_a, rest_b))
    values["word on one side only"] = float(abs(rest_a - rest_b))
    values["one word only"] = float(min(len(a), len(b)) == 1 and max(len(a), len(b)) > 1)
    values["initial only"] = float(any(min(len(a[i]), len(b[j])) == 1 for i, j, _ in pairs))
    values["nothing but initials"] = float(all(min(len(a[i]), len(b[j])) == 1 for i, j, _ in pairs))
    order = [j for _, j, _ in sorted(pairs)]
    swapped = order != sorted(order)
    values["other order"] = float(swapped)
    values["son of the other"] = float(swapped and _has_father(one) and _has_father(other))
    values["given names changed round"] = float(
        swapped and len(a) == len(b) == 2 and all(w in _genders() for w in a + b)
    )
    return _weigh(PERSON, values)


def _spaced(name: str) -> str:
    """The letters of a name without its spaces, if they are enough to tell one: "PolPot" is "Pol Pot". Else the name as it is."""
    letters = "".join(fold(name))
    return letters if len(letters) > SHORT + 1 else name


def _has_father(name: str) -> bool:
    """Whether a name says whose son or daughter it is of: "Omar bin Hassan"."""
    return bool(set(fold(name)[1:-1]) & SON)


def _joined(a: Sequence[str], b: Sequence[str]) -> float:
    """How alike two names are when written without spaces, if they are cut into words differently; else 0."""
    one, other = "".join(a), "".join(b)
    if len(a) == len(b) > 1 or min(len(one), len(other)) <= 6 or abs(len(one) - len(other)) > 2:
        return 0.0
    return alike(one, other)


def _body(one: str, other: str) -> tuple[float, tuple[Reason, ...]]:
    forms = words("names", "forms")
    all_a, all_b = body_words(one), body_words(other)
    a, b = [w for w in all_a if w not in forms], [w for w in all_b if w not in forms]
    if not a or not b:
        return (1.0, (Reason("words agree", 1.0),)) if fold(one) == fold(other) else (0.0, ())
    for short, long in ((one, other), (other, one)):
        if (
            len(fold(short)) == 1
            and 3 <= len(fold(short)[0]) == len(initials(long))
            and fold(short)[0] == initials(long)
        ):
            return _weigh(BODY, {"acronym": 1.0})
    kinds_a, kinds_b = ({w for w in side if w in forms} - LOOSE_FORMS for side in (all_a, all_b))
    differ = float(bool(kinds_a and kinds_b) and not kinds_a & kinds_b)
    numbered = any(NUMERAL.fullmatch(w) or w.isdigit() for w in {*a} ^ {*b})
    joined = alike("".join(a), "".join(b)) if len(a) != len(b) and not numbered else 0.0
    if a != b and _spaced(one) == _spaced(other):
        joined = max(joined, 0.97)
    if joined >= 0.9:
        return _weigh(BODY, {"words agree": joined, "other legal form": differ})
    pairs = _pair(a, b)
    weight = sum(len(a[i]) for i, _, _ in pairs)
    values = {
        "words agree": sum(s * len(a[i]) for i, _, s in pairs) / weight if weight else 0.0,
        "other legal form": differ,
    }
    left = (
        [k for k in range(len(a)) if k not in {p[0] for p in pairs}],
        [k for k in range(len(b)) if k not in {p[1] for p in pairs}],
    )
    both = min(len(left[0]), len(left[1]))
    values["word without partner on both sides"] = float(both)
    longer, extra = (a, left[0]) if len(left[0]) > len(left[1]) else (b, left[1])
    telling = sum(_tells(longer, k) for k in extra[both:])
    values["telling word on one side only"] = float(telling)
    values["common word on one side only"] = float(len(extra) - both - telling)
    values["one word only"] = float(min(len(a), len(b)) == 1 and max(len(a), len(b)) > 1)
    values["lone words that only sound alike"] = float(len(a) == len(b) == 1 and values["words agree"] < SLIP)
    return _weigh(BODY, values)


def _tells(parts: Sequence[str], k: int) -> bool:
    """Whether a word sets a body apart: a field or place anywhere, a common word only inside ("Orrin State University")."""
    return parts[k] not in words("names", "generic") or 0 < k < len(parts) - 1


def forget_names() -> None:
    """Let go what is kept of names while they are linked: of a large record a tenth of the memory that it takes."""
    for kept in (alike, *KEPT):
        kept.cache_clear()
