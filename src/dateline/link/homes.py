"""Whose country a body with an ordinary name is: "the U.S. Supreme Court", and "the Supreme Court" of reports on that country.

Always true here: a name that says its country is of that country whatever its report speaks of; embassies and the like, which stand
abroad, have none by their name; a report that speaks of no country is taken to be on the story
of most others only for a body that none of them has elsewhere. Nothing but the country of an actor changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from ..rules import table, words
from .clusters import Printed
from .name_keys import body_words

ABROAD = frozenset({"embassy", "consulate", "mission", "delegation", "troops", "forces", "base"})
"""Bodies of one country that stand in others."""


def at_home(printed: Sequence[Printed]) -> list[Printed]:
    """``printed`` in the same order; a body that any country has is in the country that its name says."""
    lands = {**_peoples(), **_lands(printed)}
    told = [_at_home(actor, lands) if actor.named and actor.type == "organization" else actor for actor in printed]
    return _in_the_story(told, _story(printed))


def _story(printed: Sequence[Printed]) -> str | None:
    """The country that most reports of those that speak of one speak of."""
    countries = Counter({a.ref.report: a.country for a in printed if a.country}.values())
    return next((c for c, count in countries.items() if 2 * count > countries.total()), None)


def _in_the_story(printed: Sequence[Printed], story: str | None) -> list[Printed]:
    """``printed``; a body that any country has, in a report that speaks of no country, is that of the ``story``, if no report speaks of
    such a body elsewhere."""
    bodies = [a for a in printed if a.named and a.type == "organization" and ordinary(common_name(a))]
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for actor in bodies:
        if actor.country:
            seen[common_name(actor)].add(actor.country)
    homeless = {a.ref for a in bodies if not a.country and story and seen[common_name(a)] == {story}}
    return [replace(a, country=story) if a.ref in homeless else a for a in printed]


def ordinary(parts: Sequence[str]) -> bool:
    """Whether a body's name tells nothing without its country ("Finance Ministry")."""
    return all(p in words("names", "generic") for p in parts)


def common_name(actor: Printed) -> tuple[str, ...]:
    """The words of a body's name, without those for its country where it has one there."""
    parts = body_words(actor.name)
    return parts[actor.land_words :] if actor.land_words else parts


def _at_home(actor: Printed, lands: Mapping[tuple[str, ...], str]) -> Printed:
    parts = body_words(actor.name)
    for count in (2, 1):
        code, rest = lands.get(parts[:count]), parts[count:]
        if code and rest and ordinary(rest) and not ABROAD & set(rest):
            return replace(actor, country=code, land_words=count)
    return actor


def _lands(printed: Sequence[Printed]) -> dict[tuple[str, ...], str]:
    """The countries that reports name, by the words of their names."""
    return {
        body_words(name): actor.place[0]
        for actor in printed
        if actor.type == "place" and actor.place is not None and actor.place[2] == "country"
        for name in (actor.name, *actor.aliases)
    }


@cache
def _peoples() -> dict[tuple[str, ...], str]:
    """Country codes by the adjectives of peoples and by other names of countries."""
    rows = table("places")["countries"]
    return {body_words(name): row["code"] for row in rows for name in (*row["people"], *row["names"])}
