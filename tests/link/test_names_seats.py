"""Seats of power without a name, and bodies that every country has, over reports."""

from __future__ import annotations

from dateline.link.entities import link_entities
from dateline.model.notes import Actor, Mention, PlaceFix, ReportNotes
from dateline.model.reading import Extent, Layout
from dateline.settings import Settings

LIMA = Actor("Lima", "place", place=PlaceFix(-12.0, -77.0, 3936456, "PE", "town"))
QUITO = Actor("Quito", "place", place=PlaceFix(-0.2, -78.5, 3652462, "EC", "town"))
PERU = Actor("Peru", "place", place=PlaceFix(-10.0, -76.0, 3932488, "PE", "country"))


def report(ident: str, *actors: Actor) -> ReportNotes:
    """A report that names each actor once; those in small letters are nouns."""
    mentions = tuple(
        Mention(Extent(n, n + 1), a.type, "nominal" if a.name.islower() else "name", n) for n, a in enumerate(actors)
    )
    return ReportNotes(ident, Layout((), ()), None, (), mentions=mentions, actors=actors)


def together(*reports: ReportNotes) -> dict[str, set[str]]:
    """The reports of each entity, by its name."""
    found: dict[str, set[str]] = {}
    for entity in link_entities(reports, Settings()):
        found.setdefault(entity.name, set()).update({m.report for m in entity.members})
    return found


def test_the_mayors_office_of_a_town_is_its_city_hall() -> None:
    hall, office = Actor("City Hall", "facility"), Actor("mayor's office", "facility")
    found = together(report("a", LIMA, hall), report("b", LIMA, office), report("c", QUITO, office))
    assert found["City Hall"] == {"a", "b"}
    assert found["mayor's office"] == {"c"}


def test_a_seat_of_government_is_the_building_that_a_report_prints_as_the_same() -> None:
    named = Actor("Blue House", "facility", aliases=("main government building",))
    complex_ = Actor("government complex", "facility")
    found = together(report("a", LIMA, named), report("b", LIMA, complex_), report("c", QUITO, complex_))
    assert found["Blue House"] == {"a", "b"}
    assert found["government complex"] == {"c"}


def test_a_body_that_says_its_country_meets_the_bare_name_in_reports_on_it() -> None:
    court, own = Actor("Supreme Court", "organization"), Actor("Peruvian Supreme Court", "organization")
    found = together(report("a", LIMA, PERU, court), report("b", QUITO, own), report("c", QUITO, court))
    assert {"a", "b"} in found.values()
    assert {"c"} in found.values()


def test_the_first_word_of_a_square_is_the_square_that_stands_out() -> None:
    square, word = Actor("Tulip Square", "facility"), Actor("Tulip", "organization")
    full = [report(r, LIMA, square) for r in "abc"]
    assert together(*full, report("d", LIMA, word))["Tulip Square"] == {"a", "b", "c", "d"}
    assert together(*full[:2], report("d", LIMA, word))["Tulip"] == {"d"}


def test_a_lone_word_that_its_report_tells_of_stays_what_it_is() -> None:
    square, party = Actor("Tulip Square", "facility"), Actor("Tulip", "organization", sure=2.0)
    full = [report(r, LIMA, square) for r in "abc"]
    assert together(*full, report("d", LIMA, party))["Tulip"] == {"d"}


def test_a_pin_that_one_report_in_fifty_gives_is_a_slip() -> None:
    def at(ident: str, place: PlaceFix | None) -> ReportNotes:
        return report(ident, LIMA, PERU, Actor("Blue Palace", "facility", place=place))

    home = [at(f"h{n}", LIMA.place) for n in range(50)]
    assert len(together(*home, at("x", QUITO.place))["Blue Palace"]) == 51
    found = link_entities([*home[:5], at("x", QUITO.place)], Settings())
    assert sorted(len(e.members) for e in found if e.name == "Blue Palace") == [1, 5]
