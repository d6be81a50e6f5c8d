"""Places by name, with the candidates for each name and the rule that picks one, or none.

Always true here: a name is looked up whole; which place it means is decided in ``choose``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from dateline.rules import table

from .choose import STATE, choose, the_state
from .compiled import Compiled, load
from .place import Place, PlaceKind, place_key, state_vote

__all__ = ["STATE", "Gazetteer", "Place", "PlaceKind", "load_gazetteer", "place_key", "state_vote"]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Candidates by folded name, most populous first; small towns, and towns whose names are oftener other words, apart; nationalities
    by folded word; neighbours by country."""

    places: Mapping[str, tuple[Place, ...]]
    people: Mapping[str, str]
    landmarks: Mapping[str, tuple[Place, ...]]
    small: Mapping[str, tuple[Place, ...]]
    neighbours: Mapping[str, tuple[str, ...]]
    hidden: Mapping[str, tuple[Place, ...]]
    codes: Mapping[str, Place]

    def find(self, name: str) -> tuple[Place, ...]:
        """All that ``name`` can mean as a place, small towns left out: their names are oftener people's."""
        return self.places.get(place_key(name), ())

    def villages(self, name: str) -> tuple[Place, ...]:
        """The towns under 15,000 people of that name."""
        return self.small.get(place_key(name), ())

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
        named = found or self.hidden.get(place_key(name), ())  # "Mobile, Alabama" is a town, "Mobile" alone is not
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
    town = data.towns.__getitem__
    found = {key: tuple(map(town, numbers)) for key, numbers in data.names.items()}  # most populous first already
    for place, names in (*_countries(data), *_states(data), *_provinces(data.towns), *_regions()):
        for key in map(place_key, names):
            found[key] = tuple(sorted((place, *found.get(key, ())), key=_rank))
    hidden = {key: found.pop(key, ()) for key in map(place_key, table("names")["not_towns"])}
    people = {place_key(w): row["code"] for row in table("names")["countries"] for w in row["people"]}
    neighbours = {code: near for code, (_, near) in data.countries.items()}
    return Gazetteer(found, people, _landmarks(), data.small, neighbours, hidden, _codes(found))


def _of_that_name(found: tuple[Place, ...], key: str, votes: Mapping[str, float]) -> tuple[Place, ...]:
    """Without towns for which it is only another name, where a country of the report has a town that bears it: Talas is not Taraz."""
    own = [place for place in found if place.kind == "town" and place_key(place.name) == key]
    known = any(votes.get(place.country or "", 0) > 0 for place in own)
    return tuple(place for place in found if place.kind != "town" or place in own) if known else found


def _rank(place: Place) -> tuple[int, str, int]:
    return (-place.people, place.name, place.geonameid or 0)


def _middle(towns: list[Place]) -> tuple[float | None, float | None]:
    """Where towns lie on the whole, so that the pin of a country or state stands among its people."""
    if not towns:
        return None, None
    lat = sum(t.lat or 0.0 for t in towns) / len(towns)
    lon = sum(t.lon or 0.0 for t in towns) / len(towns)
    return round(lat, 4), round(lon, 4)


Named = tuple[Place, tuple[str, ...]]
"""A place with all its names."""


def _countries(data: Compiled) -> Iterator[Named]:
    inside: dict[str, list[Place]] = defaultdict(list)
    for town in data.towns:
        inside[town.country or ""].append(town)
    more = {row["code"]: row["names"] for row in table("names")["countries"]}
    for code, (country, _) in data.countries.items():
        if inside[code]:
            lat, lon = _middle(inside[code])
            yield replace(country, lat=lat, lon=lon), (country.name, *more.get(code, ()))


def _states(data: Compiled) -> Iterator[Named]:
    inside: dict[str, list[Place]] = defaultdict(list)
    for town in data.towns:
        if town.country == "US":
            inside[town.state or ""].append(town)
    for code, state in data.states.items():
        lat, lon = _middle(inside[code])
        place = replace(state, lat=lat, lon=lon, people=sum(t.people for t in inside[code]))
        yield place, (state.name, *table("names")["state_names"].get(code, ()))


def _codes(found: Mapping[str, tuple[Place, ...]]) -> dict[str, Place]:
    """The states of the US by postal code."""
    return {p.state: p for same in found.values() for p in same if p.kind == "state" and p.country == "US" and p.state}


def _provinces(towns: Iterable[Place]) -> Iterator[Named]:
    """The provinces of the word list: each is where its town lies, with all towns of the same division."""
    inside: dict[tuple[str, str], list[Place]] = defaultdict(list)
    codes: dict[tuple[str, str], str] = {}
    for town in towns:
        inside[town.country or "", town.state or ""].append(town)
        codes.setdefault((town.country or "", place_key(town.name)), town.state or "")
    for country, provinces in table("places")["provinces"].items():
        for name, town_name in provinces.items():
            code = codes[country, place_key(town_name)]
            own = inside[country, code]
            lat, lon = _middle(own)
            yield Place(name, "state", country, lat, lon, sum(t.people for t in own), None, code), (name,)


def _regions() -> Iterator[Named]:
    known = {name for provinces in table("places")["provinces"].values() for name in provinces}
    for name in table("names")["regions"]:
        if name not in known:
            yield Place(name, "region", None), (name,)


def _landmarks() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for row in table("names")["sites"]:
        place = Place(row["name"], "site", row["country"], row["lat"], row["lon"], within=row["town"])
        found[place_key(row["name"])] = (*found.get(place_key(row["name"]), ()), place)
    return found
