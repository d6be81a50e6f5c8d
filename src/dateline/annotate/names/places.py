"""Where the places of a report are, by the countries that it speaks of.

Always true here: a name of a country, a people, a state or an unmistakable town votes for its country, a state or town also for its
state; its own name never votes for the country that would decide about it alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from ...model.notes import EntityType, PlaceFix, PlacePrecision
from ...rules import words
from ..gazetteer import STATE, Gazetteer, state_vote
from .cut import Name
from .lines import Line

TOWN_VOTE = 0.5
"""A town counts half a country: its name is oftener somebody else's."""
NAMED_APART = frozenset({"county", "valley", "peninsula", "area", "borough"})
"""Nouns of stretches of land that bear the name of a town elsewhere, or of none."""
CLEAR = 1.2
"""How far the first country must lead the second for a building to be there."""


def country_votes(
    names: Sequence[Name], kinds: Mapping[str, EntityType], lines: Sequence[Line], gaz: Gazetteer
) -> dict[str, float]:
    """Votes by country code and state, over names and over the adjectives of peoples anywhere in the text."""
    votes: dict[str, float] = defaultdict(float)
    for name in names:
        if kinds.get(name.key) == "place":
            for voted, weight in _vote(name.text, gaz):
                votes[voted] += weight
    for line in lines:
        for word, following in zip_longest(line.parse.words, line.parse.words[1:], fillvalue=""):
            if word[0].isupper():
                code = gaz.nation(f"{word} {following}") or gaz.nation(word)
                if code:
                    votes[code] += 1.0
    return {code: votes[code] for code in sorted(votes)}


def _vote(text: str, gaz: Gazetteer) -> list[tuple[str, float]]:
    found = gaz.find(text)
    countries = [p.country for p in found if p.kind == "country" and p.country]
    states = [p for p in found if p.kind == "state"]
    if countries:
        return [] if states else [(countries[0], 1.0)]
    if len(states) == 1 and states[0].country and states[0].state:
        return [(states[0].country, 1.0), (state_vote(states[0].country, states[0].state), 1.0)]
    best = gaz.choose(text, {})
    if best is None or not best.country:
        return []
    return [(best.country, TOWN_VOTE), *([(state_vote(best.country, best.state), TOWN_VOTE)] if best.state else [])]


def country_of(votes: Mapping[str, float]) -> str | None:
    """The country that the report is about, or None where two stand level."""
    ranked = sorted(((code, vote) for code, vote in votes.items() if len(code) == 2), key=lambda cv: (-cv[1], cv[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < CLEAR * ranked[1][1]):
        return None
    return ranked[0][0]


def place_fix(
    prints: Sequence[str], kind: EntityType, votes: Mapping[str, float], within: str | None, gaz: Gazetteer
) -> PlaceFix | None:
    """The pin of a place or a well-known building, or the pin of the town that a building is said to be in; None where the report does
    not decide. ``prints`` begin with the fullest."""
    if kind == "organization":
        site = gaz.choose_site(prints[0], country_of(votes))  # "the Supreme Court" of one state is not the country's
        return site.fix() if site is not None else None
    stated = gaz.choose(within, votes) if kind == "facility" and within is not None else None
    for text in prints:
        country = stated.country if stated is not None else country_of(votes)
        place = gaz.choose_site(text, country) if kind != "place" else gaz.choose(text, votes, within)
        if place is None and kind == "place" and text.isupper():
            place = gaz.codes.get(text)  # a state behind its town: "Orrin, AL"
        if place is not None:
            return place.fix()
    if kind == "place":
        found = (_with_state(text, gaz) or _of_part(text, votes, gaz) for text in prints)
        return next((fix for fix in found if fix is not None), None)
    return stated.fix() if stated is not None else None


def _with_state(text: str, gaz: Gazetteer) -> PlaceFix | None:
    """The pin of a town that is named with its state and no comma: "Orlando Florida", "Charlotte North Carolina"."""
    parts = text.split()
    for n in range(1, len(parts)):
        town, where = " ".join(parts[:n]), " ".join(parts[n:])
        if any(p.kind == "state" for p in gaz.find(where)) and (place := gaz.choose(town, {}, where)) is not None:
            return place.fix()
    return None


def _of_part(text: str, votes: Mapping[str, float], gaz: Gazetteer) -> PlaceFix | None:
    """The pin of a place that is named with another: "Old City of Arden", "Helmand Province" (the town or province of that name, as
    precise as the words say)."""
    head, _, owner = text.rpartition(" of ")
    own, _, noun = text.rpartition(" ")
    name = owner if head else own
    precision = _precision((head or noun).split()[-1])
    if not name or precision is None:
        return None
    place = gaz.choose(name, votes, STATE) or gaz.choose(name, votes)
    fix = place.fix() if place is not None and place.kind in {"town", "state"} else None
    if fix is None or place is None:
        return None
    coarser = precision == "region" or fix.precision == "region"
    return replace(fix, precision="region" if coarser else precision, within=fix.within if not head else place.name)


def _precision(noun: str) -> PlacePrecision | None:
    """How precise a place noun is; None for other words, and for counties, which lie elsewhere than the town of their name."""
    low = noun.casefold()
    kinds: tuple[PlacePrecision, ...] = ("region", "district", "town")
    return None if low in NAMED_APART else next((p for p in kinds if low in words("places", f"precision.{p}")), None)


def stated_region(name: Name, kind: EntityType | None, line: Line, following: Name | None) -> str | None:
    """What a place is said to lie in: after the comma ("Springfield, Illinois"), after "in" ("Barcelona in Venezuela", "Orrin Hall in
    Springfield"); ``STATE`` where "state" stands behind it ("Washington state")."""
    before = line.low(name.last)
    if kind == "place" and (before == "state" or (before == "'s" and line.low(name.last + 1) == "state")):
        return STATE
    if following is None or following.line != name.line or following.first != name.last + 1:
        return None
    after = line.low(following.last)
    listed = kind == "facility" and before == "," and after in {"and", "or"}
    return following.text if before in {",", "in"} and not listed else None
