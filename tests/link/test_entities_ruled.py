"""What people rule of names outranks the machine, in whatever order it comes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest
from test_entities import note

from dateline.link.entities import link_entities
from dateline.link.rulings import ruled
from dateline.model.decisions import Decision, in_order
from dateline.model.links import Bound
from dateline.model.notes import Actor, PlaceFix
from dateline.settings import Settings

PIN = PlaceFix(58.1, 22.5, None, "EE", "site", "Kessen")
NOTES = [
    note("a", Actor("Sergei Marrovich", "person"), Actor("Harbour Square", "facility")),
    note("b", Actor("Sergey Marrovich", "person"), Actor("Port Square", "facility"), Actor("Pelle", "person")),
    note("c", Actor("Harbour Square", "organization"), Actor("Lena Orlova", "person")),
]


def rule(
    kind: str, *names: str, place: PlaceFix | None = None, value: str | None = None, when: str = "2031-01-01"
) -> Decision:
    return Decision(kind, "entity", (), value, "ines", when, "seen", names=names, place=place)  # type: ignore[arg-type]


def bound(decisions: Iterable[Decision]) -> list[Bound]:
    return [Bound(decision) for decision in decisions]


def together(*decisions: Decision) -> tuple[list[set[str]], list[str]]:
    """The names of each entity, and what could not be applied."""
    found = ruled(link_entities(NOTES, Settings()), NOTES, bound(in_order(decisions)))
    actors = {(n.report, i): f"{n.report}:{a.name}" for n in NOTES for i, a in enumerate(n.actors)}
    return [{actors[m] for m in e.members} for e in found.entities], [f.reason for f in found.failures]


def test_without_rulings_the_machine_stands() -> None:
    """Sergei and Sergey Marrovich are one by likeness."""
    groups, failures = together()
    assert {"a:Sergei Marrovich", "b:Sergey Marrovich"} in groups and failures == []


def test_a_ruling_joins_what_is_not_alike() -> None:
    """Pelle is Lena Orlova because somebody says so."""
    assert {"b:Pelle", "c:Lena Orlova"} in together(rule("alias", "Lena Orlova", "Pelle"))[0]


def test_a_ruling_parts_what_is_alike() -> None:
    """Sergei and Sergey Marrovich are two because somebody says so."""
    groups, failures = together(rule("distinct", "Sergei Marrovich", "Sergey Marrovich"))
    assert {"a:Sergei Marrovich"} in groups and {"b:Sergey Marrovich"} in groups and failures == []


def test_a_place_pins_all_that_bear_its_names() -> None:
    """The square of two names is one, pinned, and a building whatever the machine took it for."""
    found = ruled(
        link_entities(NOTES, Settings()),
        NOTES,
        bound([rule("place", "Harbour Square", "Port Square", place=PIN, value="square")]),
    )
    (square,) = [e for e in found.entities if e.place]
    assert (square.place, square.type, len(square.members)) == (PIN, "facility", 3)
    assert [reason.rule for reason in square.why if reason.rule.startswith("ruled")] == ["ruled: place"]


def test_a_place_of_one_country_is_not_its_namesake_elsewhere() -> None:
    """The White House of another country keeps its pin."""
    home, away = PlaceFix(38.9, -77.0, None, "US", "site"), PlaceFix(42.9, 74.6, None, "KG", "site", "Bishkek")
    notes = [
        note(
            "a",
            Actor("White House", "facility", place=home),
            Actor("Washington", "place", place=PlaceFix(38.9, -77.0, 1, "US", "town")),
        ),
        note(
            "b",
            Actor("White House", "facility"),
            Actor("Bishkek", "place", place=PlaceFix(42.9, 74.6, 2, "KG", "town")),
        ),
    ]
    found = ruled(link_entities(notes, Settings()), notes, bound([rule("place", "White House", place=away)]))
    assert {e.members[0].report: e.place for e in found.entities if e.name == "White House"} == {"a": None, "b": away}


@pytest.mark.parametrize(
    ("decisions", "said"),
    [
        ([rule("alias", "Sergei Marrovich", "Nobody Here")], "no report names Nobody Here"),
        ([rule("distinct", "Sergei Marrovich", "Nobody Here")], "no report names Nobody Here"),
        ([rule("place", "Nowhere", place=PIN)], "no report names Nowhere"),
        ([rule("alias", "Sergei Marrovich", "Pelle", value="place")], "no report names Sergei Marrovich or Pelle"),
        (
            [
                rule("distinct", "Sergei Marrovich", "Sergey Marrovich"),
                rule("alias", "Sergei Marrovich", "Sergey Marrovich"),
            ],
            "are not the same",
        ),
    ],
)
def test_what_cannot_be_applied_is_said(decisions: list[Decision], said: str) -> None:
    """A ruling is never dropped silently."""
    failures = together(*decisions)[1]
    assert len(failures) == 1 and said in failures[0]


def test_one_report_that_uses_both_names_for_one_is_said() -> None:
    """What one report makes one cannot be taken apart by names."""
    notes = [note("a", Actor("Sergei Marrovich", "person", ("Marrovich",)))]
    found = ruled(link_entities(notes, Settings()), notes, bound([rule("distinct", "Sergei Marrovich", "Marrovich")]))
    assert "one report uses both names" in found.failures[0].reason


def test_the_order_of_taking_in_does_not_matter() -> None:
    """The same rulings in any order make the same entities."""
    given = [
        rule("alias", "Lena Orlova", "Pelle", when="2031-01-02"),
        rule("distinct", "Sergei Marrovich", "Sergey Marrovich", when="2031-01-03"),
        rule("place", "Harbour Square", place=PIN, when="2031-01-01"),
        rule("place", "Port Square", "Harbour Square", place=PIN, when="2031-01-04"),
    ]
    links = link_entities(NOTES, Settings())
    made = [ruled(links, NOTES, bound(order)) for order in permutations(given)]
    assert all(each == made[0] for each in made)
