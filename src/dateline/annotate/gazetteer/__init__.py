"""Places by name, with the candidates for each name and the rule that picks one, or none.

Always true here: a name is looked up whole; which place it means is decided in ``choose``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache, partial
from typing import NamedTuple

from msgspec import Struct

from ...rules import table
from .choose import STATE, choose, the_state
from .compiled import Compiled, Lands, load
from .place import Place, PlaceKind, place_key, state_vote

__all__ = ["STATE", "Gazetteer", "Place", "PlaceKind", "load_gazetteer", "place_key", "state_vote"]


REMEMBERED = 100_000
"""Names of which is kept what they mean, or that they mean nothing."""

_ByKey = Mapping[str, tuple[Place, ...]]


class _Province(NamedTuple):
    """A province of the word list: its country, its name, and a town in it."""

    country: str
    name: str
    town: str


class Gazetteer(Struct, frozen=True):
    """Candidates by folded name, most populous first, and small towns apart, both unpacked when they are asked for; nationalities by
    folded word; neighbours by country; folded names of towns that are oftener other words; US states by postal code."""

    places: Callable[[str], tuple[Place, ...]]
    people: Mapping[str, str]
    landmarks: Mapping[str, tuple[Place, ...]]
    small: Callable[[str], tuple[Place, ...]]
    neighbours: Mapping[str, tuple[str, ...]]
    hidden: Set[str]
    codes: Mapping[str, Place]

    def find(self, name: str) -> tuple[Place, ...]:
        """All that ``name`` can mean as a place, small towns left out: their names are oftener people's."""
        key = place_key(name)
        return () if key in self.hidden else self.places(key)

    def villages(self, name: str) -> tuple[Place, ...]:
        """The towns under 15,000 people of that name."""
        return self.small(place_key(name))

    def meanings(self, name: str) -> tuple[Place, ...]:
        """All that ``name`` can mean as a place, a small town or a well-known building."""
        return (*self.find(name), *self.villages(name), *self.sites(name))

    def nation(self, word: str) -> str | None:
        """The country code for the adjective or noun of a people ("Kyrgyz", "Egyptians")."""
        return self.people.get(place_key(word))

    def country_of(self, name: str) -> str | None:
        """The country code that a person means by a code, a country's name, or a town that stands out by itself."""
        if len(name) == 2 and name.isalpha():
            return name.upper() if name.upper() in self.neighbours else None
        place = self.choose(name, {})
        return place.country if place is not None else None

    def sites(self, name: str) -> tuple[Place, ...]:
        """The well-known buildings and squares of that name."""
        return self.landmarks.get(place_key(name), ())

    def choose_site(self, name: str, country: str | None) -> Place | None:
        """The well-known building ``name`` if the report is about its ``country``: "the White House" is Washington's only then."""
        return next((p for p in self.sites(name) if country is not None and p.country == country), None)

    def choose(self, name: str, votes: Mapping[str, float], within: str | None = None) -> Place | None:
        """The place meant by ``name`` in a report whose countries and states are ``votes``; ``within`` is what the text says that it
        lies in, or ``STATE`` where it says that it is a state."""
        found = _of_that_name(self.find(name), place_key(name), votes)
        if within == STATE:
            return the_state(found, votes)
        if within is None:
            return choose(found, self.villages(name), None, self._with_neighbours(found, votes))
        outer = (self.codes[within],) if within in self.codes else self.find(within)
        named = found or self.places(place_key(name))  # "Mobile, Alabama" is a town, "Mobile" alone is not
        return choose(named if outer else found, self.villages(name), outer, self._with_neighbours(found, votes))

    def _with_neighbours(self, found: Iterable[Place], votes: Mapping[str, float]) -> Mapping[str, float]:
        """``votes``; for a country whose name is also a state's ("Georgia") those of its neighbours count where its own are wanting."""
        own = [p.country for p in found if p.kind == "country" and p.country]
        if not own or any(votes.get(p.country or "", 0) > 0 for p in found):
            return votes
        near = {code: max((votes.get(n, 0.0) for n in self.neighbours.get(code, ())), default=0.0) for code in own}
        return {**votes, **{code: vote for code, vote in near.items() if vote > 0}}


@cache
def load_gazetteer() -> Gazetteer:
    """Towns, countries, US states and provinces of other countries from GeoNames, regions and buildings from the word lists."""
    data = load()
    lands = _lands(data)
    hidden = frozenset(map(place_key, table("places")["not_towns"]))
    people = {place_key(w): row["code"] for row in table("places")["countries"] for w in row["people"]}
    neighbours = {code: near for code, (_, near) in data.lands.countries.items()}
    places = lru_cache(maxsize=REMEMBERED)(partial(_named, data, lands, _provinces()))
    codes = {p.state: p for key in lands.keys() - hidden for p in lands[key] if p.kind == "state" and p.state}
    return Gazetteer(places, people, _landmarks(), data.small, neighbours, hidden, codes)


def _named(data: Compiled, lands: _ByKey, provinces: Mapping[str, Sequence[_Province]], key: str) -> tuple[Place, ...]:
    """All that goes by a folded name, most populous first."""
    more = (*(_province(data, p) for p in provinces.get(key, ())), *lands.get(key, ()))
    return tuple(sorted((*more, *data.towns(key)), key=_rank)) if more else data.towns(key)


def _of_that_name(found: tuple[Place, ...], key: str, votes: Mapping[str, float]) -> tuple[Place, ...]:
    """Without towns for which it is only another name, where a country of the report has a town that bears it: Talas is not Taraz."""
    own = [place for place in found if place.kind == "town" and place_key(place.name) == key]
    known = any(votes.get(place.country or "", 0) > 0 for place in own)
    return tuple(place for place in found if place.kind != "town" or place in own) if known else found


def _rank(place: Place) -> tuple[int, str, int]:
    return (-place.people, place.name, place.geonameid or 0)


def _lands(data: Compiled) -> _ByKey:
    """The countries, the states of the US and the parts of the world, by each of their folded names."""
    found: dict[str, tuple[Place, ...]] = {}
    for place, names in (*_countries(data.lands), *_states(data.lands), *_regions()):
        for key in map(place_key, names):
            found[key] = (place, *found.get(key, ()))
    return found


def _countries(lands: Lands) -> Iterator[tuple[Place, tuple[str, ...]]]:
    more = {row["code"]: row["names"] for row in table("places")["countries"]}
    for code, (country, _) in lands.countries.items():
        if country.lat is not None:
            yield country, (country.name, *more.get(code, ()))


def _states(lands: Lands) -> Iterator[tuple[Place, tuple[str, ...]]]:
    more = table("places")["state_names"]
    return ((state, (state.name, *more.get(code, ()))) for code, state in lands.states.items())


def _regions() -> Iterator[tuple[Place, tuple[str, ...]]]:
    known = {name for provinces in table("places")["provinces"].values() for name in provinces}
    return ((Place(name, "region", None), (name,)) for name in table("places")["regions"] if name not in known)


def _provinces() -> Mapping[str, Sequence[_Province]]:
    """The provinces of the word list by folded name."""
    found: dict[str, list[_Province]] = defaultdict(list)
    for country, provinces in table("places")["provinces"].items():
        for name, town in provinces.items():
            found[place_key(name)].insert(0, _Province(country, name, town))
    return found


def _province(data: Compiled, given: _Province) -> Place:
    """A province is where its town lies, with all towns of the same division."""
    key = place_key(given.town)
    code = next(t.state or "" for t in data.towns(key) if t.country == given.country and place_key(t.name) == key)
    own = data.division(given.country, code)
    return Place(given.name, "state", given.country, own.lat, own.lon, own.people, None, code)


def _landmarks() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for row in table("places")["sites"]:
        place = Place(row["name"], "site", row["country"], row["lat"], row["lon"], within=row["town"])
        found[place_key(row["name"])] = (*found.get(place_key(row["name"]), ()), place)
    return found
