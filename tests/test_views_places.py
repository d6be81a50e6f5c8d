"""Places as rows: the located with their pins, the others with the reason and what they could be."""

from __future__ import annotations

import pytest
from factory import EVENTS, ILVESEN, KESSEN, NEWS, record, span
from msgspec.structs import replace

from dateline.annotate.gazetteer import Place
from dateline.model.record import Reason
from dateline.views.index import Index
from dateline.views.places import PlaceRow, place_rows

HALL = replace(ILVESEN, id="e-hall", type="facility")  # a hall named after a woman
BARE = replace(KESSEN, id="e-bare", name="Kessen", place=None)
RULED = replace(KESSEN, id="e-ruled", why=(Reason("ruled: place", None, "Kessen: ines, 2031-01-01: seen"),))
MEANINGS = {
    "Kessen": (Place("Kessen", "town", "EE", 58.1, 22.5, 9000), Place("Kessen", "town", "LV", 57.0, 24.0, 8000)),
    "Mara Ilvesen": (),
}


def rows(*entities, like=None, only=None) -> tuple[PlaceRow, ...]:
    data = replace(record(), entities=entities)
    return place_rows(Index(data), lambda name: MEANINGS.get(name, ()), like, only)


def test_a_located_place_has_its_pin_and_counts() -> None:
    """Degrees, country, precision, mentions, and the events at it."""
    (row,) = rows(KESSEN)
    assert (row.lat, row.lon, row.country, row.precision, row.reason) == (58.1, 22.5, "EE", "town", None)
    assert (row.n_mentions, row.n_events) == (2, sum(KESSEN.id in event.places for event in EVENTS))
    assert row.first and row.first.exact == span(NEWS, "Kessen").exact


@pytest.mark.parametrize(
    ("entity", "reason", "countries"),
    [
        (BARE, "several places have this name", ["EE", "LV"]),
        (HALL, "a building or spot", []),
        (replace(BARE, name="KESSEN"), "not in the gazetteer", []),
    ],
)
def test_a_place_without_a_pin_says_why_and_what_it_could_be(entity, reason: str, countries: list[str]) -> None:
    """No fallback pin: the candidates stand beside the reason."""
    (row,) = rows(entity)
    assert (row.lat, row.reason, [c.country for c in row.candidates]) == (None, reason, countries)


def test_a_part_of_the_world_is_no_candidate_of_a_village() -> None:
    """A region says that it is one."""
    data = replace(record(), entities=(BARE,))
    region = (Place("Kessen", "region", None), Place("Kessen", "town", "EE", 58.1, 22.5, 9000))
    (row,) = place_rows(Index(data), lambda _: region)
    assert (row.reason, row.candidates, row.n_candidates) == ("a part of the world", (), 0)


def test_states_can_be_asked_for() -> None:
    """The unlocated, the located, those of people, and names with some letters."""
    everything = (KESSEN, BARE, RULED, HALL)
    assert {row.id for row in rows(*everything, only="unlocated")} == {"e-bare", "e-hall"}
    assert {row.id for row in rows(*everything, only="located")} == {"e-kessen", "e-ruled"}
    assert [row.id for row in rows(*everything, only="user")] == ["e-ruled"]
    assert [row.id for row in rows(*everything, like="ILV")] == ["e-hall"]
    assert [row.id for row in rows(*everything, like="Ílv")] == ["e-hall"]
