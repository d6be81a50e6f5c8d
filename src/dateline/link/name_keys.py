"""Names folded for comparing: letters of one alphabet, words without titles and legal forms, keys under which alike names meet.

Always true here: pure functions of the name alone; the same name always gives the same keys.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii

from ..outlets import outlets
from ..rules import table, words

ELDER = "sr"
"""The mark of who is mostly called without one."""
DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,8}")
GIVEN_TOO = frozenset({"al", "ben", "van"})
"""Particles that are also given names: kept where one opens a name of two words without a hyphen."""
WORD = re.compile(r"[a-z0-9]+")
GLUED = re.compile(r"\b(El|Al)(?=[A-Z][a-z])")
INITIALS = re.compile(r"\b[A-Z]{2,3}(?= [A-Z][a-z])")
# Spellings of one sound in names that come from other alphabets, applied in this order.
SOUNDS: tuple[tuple[str, str], ...] = (
    ("sch", "s"), ("tsch", "c"), ("tch", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "j"), ("dj", "j"),
    ("dzh", "j"), ("sh", "s"), ("ch", "c"), ("ck", "k"), ("cz", "c"), ("ks", "x"), ("q", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ie", "i"), ("iy", "i"), ("y", "i"), ("ey", "i"), ("ei", "i"), ("ai", "i"), ("j", "i"),
)  # fmt: skip
LETTERS = 5
"""Letters above which an outlet is known in other capitals too ("FOX News"): shorter ones are ordinary words ("TIME")."""
VOWELS = frozenset("aeiou")
WIDEST_KEY = 24
"""Names under one key above which only neighbours in the alphabet are compared: so many alike names are a common surname or word,
and all their pairs would grow with the square."""


@lru_cache(maxsize=200_000)
def fold(name: str) -> tuple[str, ...]:
    """The words of ``name`` in small Latin letters, without accents, apostrophes and possessives: "Sooronbaĭ's" -> ("sooronbai",)."""
    plain = name if name.isascii() else anyascii(name)
    plain = plain.replace("’", "'").casefold()
    plain = re.sub(r"'s\b", "", plain).replace("'", "").replace("`", "").replace(".", " ").replace("&", " and ")
    return tuple(WORD.findall(plain))


@cache
def _listed(key: str) -> frozenset[str]:
    return words("names", key)


@cache
def titles() -> frozenset[str]:
    """Titles in small letters without dots: "mr", "president"."""
    return frozenset(
        w.rstrip(".")
        for rule in table("roles")["titles"]
        for w in rule["words"]
        if rule["name"] in {"honours", "abbreviated offices"}
    )


@lru_cache(maxsize=200_000)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a personal name: titles, generation marks and small particles apart; "Smith, John" in its usual order."""
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first} {last}"
    small, marks = (
        _listed("particles") | _listed("hyphen_particles") | {"dr"},
        {g.rstrip(".") for g in _listed("generations")},
    )
    folded = [w for w in fold(_taken_apart(name)) if w not in marks]
    while len(folded) > 2 and folded[0] in titles():
        folded = folded[1:]
    folded = _servant_names(folded)
    kept = [w for w in folded if w not in small and not (w in titles() and w not in given_names())]
    if len(kept) == 1 and len(folded) == 2 and folded[0] in GIVEN_TOO and "-" not in name:
        kept = folded
    found = kept or [w for w in folded if w not in titles()] or folded or name.casefold().split()
    return tuple(found)


def generation(name: str) -> str:
    """The mark of a generation at the end of a personal name: "jr" of "Oren Vale Jr.", empty for "Oren Vale" and "Oren Vale Sr."."""
    folded = fold(name)
    last = folded[-1] if len(folded) > 1 else ""
    return last if last in _listed("generations") and last != ELDER else ""


def _taken_apart(name: str) -> str:
    """Articles and initials written as one word: "Omar ElTorfi" is "Omar El Torfi", "JC Morrow" is "J C Morrow". In a name all in
    capitals they cannot be told."""
    return name if name.isupper() else INITIALS.sub(lambda m: " ".join(m.group()), GLUED.sub(r"\1 ", name))


def _servant_names(parts: list[str]) -> list[str]:
    """ "Abd al-Aziz", "Abdel Aziz" and "Abdul Aziz" with one first word."""
    found: list[str] = []
    for word in parts:
        if found and found[-1] == "abd" and word in {"al", "el", "ul", "ar", "as", "ol"}:
            found[-1] = "abdul"
        else:
            found.append("abdul" if word in {"abdel", "abdal", "abdol"} else word)
    return found


@lru_cache(maxsize=200_000)
def body_words(name: str) -> tuple[str, ...]:
    """The words of an organization's name: small words apart, legal forms and common abbreviations made one spelling."""
    same = table("names")["same_words"]
    joined = DOTTED.sub(lambda m: m.group().replace(".", ""), name)
    folded = " " + " ".join(fold(joined)) + " "
    for long, short in table("names")["legal_forms"].items():
        folded = folded.replace(f" {long} ", f" {short} ")
    return _counted([same.get(w, w) for w in folded.split() if w not in _listed("small_words")])


def _counted(parts: list[str]) -> tuple[str, ...]:
    """Numbers in words as figures: "Forty-Four" and "44" are one word."""
    ones, tens = table("names")["number_words"]["ones"], table("names")["number_words"]["tens"]
    found: list[str] = []
    for word in parts:
        if word in ones and found and found[-1] in tens.values():
            found[-1] = str(int(found[-1]) + int(ones[word]))
        else:
            found.append(ones.get(word, tens.get(word, word)))
    return tuple(found)


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """``word`` with the spellings of one sound made one and doubled letters single: "sooronbay" and "sooronbai" agree."""
    for spelling, one in SOUNDS:
        word = word.replace(spelling, one)
    word = word.replace("c", "k") if not word.startswith("c") else word
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The consonants of the sound of ``word``, with its first letter: alike names share it."""
    heard = sound(word)
    first = "a" if heard[:1] in VOWELS else heard[:1]
    return first + "".join(c for c in heard[1:] if c not in VOWELS and c != "h")


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in table("names")["nicknames"]:
        for word in row:
            found[word] = found.get(word, frozenset()) | frozenset(row)
    return found


@cache
def given_names() -> frozenset[str]:
    """Given names in small letters: alone they are nobody's in particular."""
    return frozenset(n.lower() for names in table("names")["given"].values() for n in names)


@cache
def _genders() -> dict[str, str]:
    return {n.lower(): gender for gender, names in table("names")["given"].items() for n in names}


def gender(given: str) -> str | None:
    """ "male" or "female" as a given name in small letters shows; None where both have it or it is not known."""
    found = _genders().get(given)
    return found if found in {"male", "female"} else None


def titled_gender(name: str) -> str | None:
    """ "male" or "female" as the title that opens ``name`` shows: "Mrs. Morrow"."""
    first = name.split(" ", 1)[0].lower()
    return next((g for g in ("male", "female") if first in words("roles", g)), None)


def nicknames(given: str) -> frozenset[str]:
    """Other forms of a given name, with itself; none where it has none."""
    return _nicknames().get(given, frozenset())


@cache
def _outlets(own: str) -> dict[str, str]:
    known = outlets(own)
    return {alias: outlet.name for alias, outlet in known.named.items() if alias not in known.ambiguous}


@cache
def _folded_outlets(own: str) -> dict[tuple[str, ...], str]:
    return {fold(alias): name for alias, name in _outlets(own).items() if len(alias) > LETTERS}


def known_outlet(name: str, own: str = "") -> str | None:
    """The usual name of the outlet that ``name`` is a name of ("CNN.com" -> "CNN"); None where it is also an ordinary word.

    ``own`` is the setting that holds a user's outlets.
    """
    bare = name.removeprefix("The ")
    return _outlets(own).get(name) or _outlets(own).get(bare) or _folded_outlets(own).get(fold(bare))


def initials(name: str) -> str:
    """The first letters of the words of a body's name, in small letters: "Orrin Harbour Council" -> "ohc"."""
    return "".join(w[0] for w in body_words(name) if w not in _listed("forms"))


def person_keys(name: str) -> tuple[str, ...]:
    """Keys under which this full name may meet another spelling of itself: surname with initial, given name with surname, joined."""
    parts = person_words(name)
    if len(parts) < 2:
        return tuple(f"p1 {skeleton(p)}" for p in parts)
    given, last = skeleton(min(nicknames(parts[0]) | {parts[0]})), skeleton(parts[-1])
    ends = sorted((given, last))
    return (
        f"p {last} {given[:1]}",
        f"p {last} {parts[0][:1]}",
        f"g {given} {last[:2]}",
        "pp " + " ".join(ends),
        "pj " + skeleton("".join(parts)),
    )


def body_keys(name: str) -> tuple[str, ...]:
    """Keys under which a body may meet another spelling of its name: its words in any order, its first two and last two."""
    parts = [w for w in body_words(name) if w not in _listed("forms")]
    if not parts:
        return ("b " + "".join(fold(name)),)
    bones = [skeleton(w) for w in parts]
    telling = sorted(skeleton(w) for w in parts if w not in _listed("generic")) or sorted(bones)
    keys = ["bw " + " ".join(sorted(bones)), "bj " + "".join(bones), "bt " + " ".join(telling)]
    if len(bones) > 2:
        keys += ["b2 " + " ".join(sorted(bones[:2])), "b2 " + " ".join(sorted(bones[-2:]))]
    return tuple(keys)


KEPT = (fold, person_words, body_words, sound, skeleton)
"""What is kept of each name and word that was met (see ``forget_names``)."""
