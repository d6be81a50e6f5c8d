"""Which place a name means, by what else the report speaks of."""

from __future__ import annotations

import pytest

from dateline.annotate.gazetteer import load_gazetteer, place_key
from dateline.annotate.gazetteer.compiled import load


@pytest.mark.parametrize(
    ("name", "votes", "within", "expected"),
    [
        ("Lisbon", {}, None, ("town", "PT")),
        ("Paris", {"US": 9.0}, None, ("town", "FR")),
        ("Paris", {"US": 9.0}, "Texas", ("town", "US")),
        ("Paris", {"US": 9.0, "FR": 1.0}, None, ("town", "FR")),
        ("Washington", {"GB": 9.0, "US": 1.0}, None, ("town", "US")),
        ("Geneva", {"US": 9.0}, None, None),
        ("Geneva", {"US": 9.0, "CH": 1.0}, None, ("town", "CH")),
        ("Melbourne", {"US": 9.0}, None, None),
        ("Portland", {"US": 9.0}, None, ("town", "US")),
        ("Birmingham", {}, None, None),
        ("Birmingham", {"GB": 2.0}, None, ("town", "GB")),
        ("Birmingham", {"US": 2.0}, None, ("town", "US")),
        ("Springfield", {"US": 5.0}, None, None),
        ("Springfield", {"US": 5.0}, "Missouri", ("town", "US")),
        ("Georgia", {"US": 4.0}, None, ("state", "US")),
        ("Georgia", {"GE": 3.0}, None, ("country", "GE")),
        ("Osh", {"KG": 2.0}, None, ("town", "KG")),
        ("the Netherlands", {}, None, ("country", "NL")),
        ("Qwertyville", {"US": 5.0}, None, None),
    ],
)
def test_the_report_decides_between_namesakes(
    name: str, votes: dict[str, float], within: str | None, expected: tuple[str, str] | None
) -> None:
    place = load_gazetteer().choose(name, votes, within)
    assert (place and (place.kind, place.country)) == expected


def test_regions_are_places_without_a_pin() -> None:
    place = load_gazetteer().choose("Central Asia", {})
    assert place is not None and place.fix() is None


def test_buildings_need_their_country() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.choose_site("White House", "KG") is None
    assert gazetteer.choose_site("White House", None) is None
    site = gazetteer.choose_site("the White House", "US")
    assert site is not None and site.fix() is not None


@pytest.mark.parametrize(
    ("word", "country"), [("Egyptians", "EG"), ("Kyrgyz", "KG"), ("South African", "ZA"), ("lamp", None)]
)
def test_peoples_have_countries(word: str, country: str | None) -> None:
    assert load_gazetteer().nation(word) == country


def test_every_people_has_a_country_that_the_gazetteer_knows() -> None:
    gazetteer = load_gazetteer()
    known = {code for code, (land, _) in load().lands.countries.items() if land.lat is not None}
    assert set(gazetteer.people.values()) <= known


def test_spellings_share_a_key() -> None:
    assert place_key("Jalal-Abad") == place_key("Jalal Abad")
    assert place_key("Zürich") == place_key("Zurich")
    assert place_key("San\n  Salvador") == place_key("San Salvador")
    assert place_key("Saint Louis") == place_key("St. Louis")


@pytest.mark.parametrize(
    ("name", "votes", "expected"),
    [
        ("Ontario", {"CA": 1.0}, ("state", "CA")),
        ("Ontario", {"US": 9.0, "CA": 1.0}, ("state", "CA")),
        ("Ontario", {"US": 9.0}, None),
        ("Punjab", {"PK": 2.0}, ("state", "PK")),
        ("Punjab", {"IN": 2.0}, ("state", "IN")),
        ("Punjab", {}, None),
        ("Portland", {"US": 3.0, "US-ME": 2.0}, ("town", "US")),
        ("Springfield", {"US": 3.0, "US-IL": 2.0}, ("town", "US")),
        ("Talas", {"KG": 5.0, "KZ": 1.0}, ("town", "KG")),
        ("Talas", {"KZ": 1.0}, ("town", "KZ")),
        ("Georgia", {"AM": 1.0}, ("country", "GE")),
        ("Smithfield", {"US": 3.0}, None),
        ("Richmond", {"US": 9.0, "US-CA": 1.0}, None),
        ("River City", {"US": 9.0}, None),
        ("Motor City", {"US": 9.0}, None),
        ("Oklahoma", {"US": 2.0}, ("state", "US")),
        ("Castello", {"SY": 2.0}, None),
        ("Tokmok", {"KG": 1.0}, ("town", "KG")),
    ],
)
def test_states_neighbours_and_small_towns_count(
    name: str, votes: dict[str, float], expected: tuple[str, str] | None
) -> None:
    """States decide between towns of a country, neighbours for a country; a small namesake is enough for doubt."""
    place = load_gazetteer().choose(name, votes)
    assert (place and (place.kind, place.country)) == expected
