"""The word lists of names.toml, roles.toml and outlets.toml, folded once for looking up.

Always true here: keys are in lower case unless the capitals are what is looked up (outlets, acronyms).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from ...model.notes import EntityType
from ...outlets import Outlet, Outlets, outlets
from ...rules import table, words

LONG_TITLE = 8
"""Letters from which a title is known though one is wrong: shorter ones are near surnames ("Major", "Mayer")."""
EDITIONS = frozenset({"live", "online", "digital", "international", "english", "arabic"})
"""Words after the name of an outlet for a part of it: "Orrin Tribune Live"."""
NounKind = Literal["person", "group", "body"]


class Lexicon(Struct, frozen=True):
    """All lists that name finding looks into."""

    calendar: frozenset[str]
    openers: frozenset[str]
    cuts: frozenset[str]
    inner: frozenset[str]
    particles: frozenset[str]
    hyphen_particles: frozenset[str]
    generations: frozenset[str]
    place_nouns: frozenset[str]
    last_heads: Mapping[str, EntityType]
    first_heads: Mapping[str, EntityType]
    titles: Mapping[str, bool]
    title_modifiers: frozenset[str]
    camps: frozenset[str]
    nouns: Mapping[str, NounKind]
    unsure: frozenset[str]
    name_ends: frozenset[str]
    spellings: Mapping[str, str]
    loose: frozenset[str]
    offices: frozenset[str]
    former: frozenset[str]
    kin: frozenset[str]
    speaking: frozenset[str]
    leader_means: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    given: Mapping[str, str]
    outlets: Mapping[str, Outlet]
    ambiguous: frozenset[str]
    platforms: frozenset[str]
    outlet_nouns: frozenset[str]
    acronym_stop: frozenset[str]
    common_acronyms: frozenset[str]
    generic: frozenset[str]
    closed: frozenset[str]
    stage_notes: frozenset[str]
    company_forms: frozenset[str]
    state_codes: frozenset[str]
    human_verbs: frozenset[str]
    ordinary: frozenset[str]

    def head_type(self, names: tuple[str, ...]) -> EntityType | None:
        """The type that the last or first word of a name tells ("Fisheries Ministry" is an organization), or None."""
        lower = [w.casefold() for w in names]
        while len(lower) > 1 and lower[-1] in self.generations:
            lower.pop()
        if len(lower) > 2 and lower[-1] in EDITIONS and self.last_heads.get(lower[-2]) == "outlet":
            lower.pop()
        first = self.first_heads.get(lower[0])
        needs_of = first in {"organization", "document"}
        if first and len(lower) > 1 and (not needs_of or (len(lower) > 2 and lower[1] in self.inner)):
            return first
        if len(lower) > 2 and lower[-1] not in self.last_heads:
            for here, following in itertools.pairwise(lower):
                if following in {"of", "for", "on", "against"} and here in self.last_heads:
                    return self.last_heads[here]
        return self.last_heads.get(lower[-1]) if len(lower) > 1 else None

    def title_slip(self, word: str) -> bool:
        """Whether ``word`` is a long title with one letter wrong, too many or too few: "Presidant"."""
        low = word.casefold()
        if len(low) < LONG_TITLE - 1 or low in self.given or low in self.nouns or low in self.titles:
            return False
        long = _long_titles()
        near = (title for size in range(len(low) - 1, len(low) + 2) for title in long.get(size, ()))
        return any(Levenshtein.distance(title, low, score_cutoff=1) < 2 for title in near)

    def plain(self, word: str) -> bool:
        """Whether news prints ``word`` in small letters mostly, and nobody is called so: "pizza"."""
        return word.lower() in self.ordinary

    def camp(self, word: str) -> bool:
        """Whether ``word`` says of which political camp somebody is ("Republican")."""
        return word in self.camps

    def outlet(self, name: str) -> Outlet | None:
        """The outlet that ``name``, with or without its article, is a name of."""
        return self.outlets.get(name) or self.outlets.get(f"The {name}") or self.outlets.get(name.removeprefix("The "))


def _titles() -> dict[str, bool]:
    return {w: bool(rule.get("start", False)) for rule in table("roles")["titles"] for w in rule["words"]}


@cache
def _long_titles() -> dict[int, list[str]]:
    """The long titles by their length."""
    found: dict[int, list[str]] = {}
    for title in _titles():
        if len(title) >= LONG_TITLE:
            found.setdefault(len(title), []).append(title)
    return found


def _heads(first: bool) -> dict[str, EntityType]:
    found: dict[str, EntityType] = {}
    for rule in table("names")["heads"]:
        if bool(rule.get("first", False)) is first:
            for word in rule["words"]:
                found.setdefault(word, rule["type"])
    return found


def _given() -> dict[str, str]:
    return {name.casefold(): gender for gender, names in table("names")["given"].items() for name in names}


@cache
def typed_words(key: str) -> Mapping[str, EntityType]:
    """The words of the rules under ``key`` of names.toml, each with the type that its rule tells."""
    return {word: rule["type"] for rule in table("names")[key] for word in rule["words"]}


def _ordinary() -> frozenset[str]:
    """The ordinary words that are no names of people."""
    counted: str = table("ordinary")["words"]
    return frozenset(counted.split()) - words("names", "names_too") - _given().keys()


@cache
def lexicon(known: Outlets | None = None) -> Lexicon:
    """The lists, read once; with the outlets of ``known``, if given."""
    if known is not None:
        return replace(lexicon(), outlets=known.named, ambiguous=known.ambiguous)
    return Lexicon(
        calendar=words("names", "calendar"),
        openers=words("names", "openers"),
        cuts=words("names", "cuts"),
        inner=words("names", "inner"),
        particles=words("names", "particles"),
        hyphen_particles=words("names", "hyphen_particles"),
        generations=words("names", "generations"),
        place_nouns=words("names", "place_nouns"),
        last_heads=_heads(first=False),
        first_heads=_heads(first=True),
        titles=_titles(),
        title_modifiers=words("roles", "title_modifiers"),
        camps=frozenset(w for r in table("roles")["titles"] if r["name"] == "members of a camp" for w in r["words"])
        | {"democratic"},
        nouns={w: rule["kind"] for rule in table("roles")["nouns"] for w in rule["words"]},
        unsure=words("roles", "unsure"),
        name_ends=words("roles", "name_ends"),
        spellings=table("roles")["spellings"],
        loose=words("roles", "loose"),
        offices=words("roles", "offices"),
        former=words("roles", "former"),
        kin=words("roles", "kin"),
        speaking=words("roles", "speaking"),
        leader_means=words("roles", "leader_means"),
        male=words("roles", "male"),
        female=words("roles", "female"),
        given=_given(),
        outlets=outlets().named,
        ambiguous=outlets().ambiguous,
        platforms=words("outlets", "platforms"),
        outlet_nouns=frozenset(w for rule in table("outlets")["context"] for w in rule["words"]),
        acronym_stop=words("names", "acronym_stop"),
        common_acronyms=words("names", "common_acronyms"),
        generic=words("names", "generic"),
        closed=words("names", "closed"),
        stage_notes=words("names", "stage_notes"),
        company_forms=words("names", "company_forms"),
        human_verbs=words("names", "human_verbs"),
        ordinary=_ordinary(),
        state_codes=frozenset(
            code for code, short in table("places")["state_names"].items() for code in (code, *short)
        ),
    )
