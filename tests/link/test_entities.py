"""Actors of several invented reports that are one, and those that only look so."""

from __future__ import annotations

import random
import time

import pytest

from dateline.link.entities import _alike, link_entities
from dateline.link.outlets import known_outlets, with_outlets
from dateline.model.links import EntityLink
from dateline.model.notes import Actor, Dating, EntityType, Mention, PlaceFix, ReportNotes
from dateline.model.reading import Extent, Layout
from dateline.model.record import Reason
from dateline.settings import Settings

TEHRAN = PlaceFix(35.7, 51.4, 112931, "IR", "town")
LIMA = PlaceFix(-12.0, -77.0, 3936456, "PE", "town")


def note(report: str, *actors: tuple[EntityType, str] | Actor, day: str | None = None) -> ReportNotes:
    """A report that names each actor once; actors whose name is in small letters are nouns."""
    made = tuple(a if isinstance(a, Actor) else Actor(a[1], a[0]) for a in actors)
    mentions = tuple(
        Mention(Extent(n, n + 1), a.type, "nominal" if a.name.islower() else "name", n) for n, a in enumerate(made)
    )
    dated = Dating(day, day, day, "day", "stated") if day else None
    return ReportNotes(report, Layout((), ()), dated, (), mentions=mentions, actors=made)


def link(*notes: ReportNotes) -> tuple[EntityLink, ...]:
    return link_entities(notes, Settings())


def groups(*notes: ReportNotes) -> list[set[str]]:
    """Which names went together, each as "report:name"."""
    printed = {(n.report, i): f"{n.report}:{a.name}" for n in notes for i, a in enumerate(n.actors)}
    return sorted(({printed[m] for m in e.members} for e in link(*notes)), key=sorted)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Davronbai Tolubekov", "Davronbay Tolubekov"),
        ("person", "Sergei Marrovich", "Sergey Marrovich"),
        ("person", "José Almeida", "Jose Almeida"),
        ("person", "Ilka P. Morrow", "Ilka Morrow"),
        ("person", "Robert Calder", "Bob Calder"),
        ("organization", "Lantern Steel G.m.b.H.", "Lantern Steel GmbH"),
        ("person", "Hassan al-Torfi", "Hassan Torfi"),
        ("organization", "State Council on Harbour Safety", "State Council of Harbour Safety"),
        ("organization", "Orrin Bay Shipping Ltd", "Orrin Bay Shipping"),
        ("organization", "Verde Claro Party", "Verde Claro"),
    ],
)
def test_spellings_of_one_name_are_one_entity(kind: EntityType, one: str, other: str) -> None:
    assert groups(note("a", (kind, one)), note("b", (kind, other))) == [{f"a:{one}", f"b:{other}"}]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Davronbai Tolubekov", "Asylbek Tolubekov"),
        ("person", "Ilka P. Morrow", "Ilka S. P. Morrow"),
        ("person", "Robert Calder", "Roberta Calder"),
        ("organization", "Bank of Estland", "Bank of Westland"),
        ("organization", "Orrin Bay Shipping", "Orrin Bay Fisheries"),
        ("place", "Northport", "Southport"),
    ],
)
def test_names_that_conflict_stay_apart(kind: EntityType, one: str, other: str) -> None:
    assert len(groups(note("a", (kind, one)), note("b", (kind, other)))) == 2


def test_the_name_is_the_fullest_print_and_the_others_are_aliases() -> None:
    found = link(
        note("a", ("person", "Ilka Morrow")),
        note("b", ("person", "ILKA MORROW")),
        note("c", ("person", "Ilka P. Morrow")),
    )
    assert [(e.name, e.aliases) for e in found] == [("Ilka P. Morrow", ("ILKA MORROW", "Ilka Morrow"))]
    assert found[0].why and found[0].why[0].score is not None


def test_what_one_report_misreads_keeps_no_names_apart() -> None:
    """The names that most reports print come together first; the slip, which agrees with one of them only, stays alone."""
    often = [note(f"o{n}", ("person", "Ilka Morrow")) for n in range(3)]
    long = [note(f"l{n}", ("person", "Ilka P. Morrow")) for n in range(3)]
    found = link(*often, *long, note("x", ("person", "Ilka Morrow Morrow")))
    assert sorted((e.name, len(e.members)) for e in found) == [("Ilka Morrow Morrow", 1), ("Ilka P. Morrow", 6)]


def test_who_is_named_after_a_parent_is_another_person() -> None:
    """Reports that print both tell that they are two, also for those that print one."""
    both = [note(f"b{n}", ("person", "Rui Lobo"), ("person", "Rui Lobo Jr.")) for n in range(2)]
    found = groups(*both, note("f", ("person", "Rui Lobo")), note("s", ("person", "Rui Lobo Jr.")))
    assert found == [
        {"b0:Rui Lobo", "b1:Rui Lobo", "f:Rui Lobo"},
        {"b0:Rui Lobo Jr.", "b1:Rui Lobo Jr.", "s:Rui Lobo Jr."},
    ]


def test_a_mark_that_some_reports_leave_out_is_no_other_person() -> None:
    """Nobody prints both; marks that differ are two people whatever is printed."""
    found = groups(
        note("a", ("person", "Rui Lobo")),
        note("b", ("person", "Rui Lobo Jr.")),
        note("c", ("person", "Ana Reis II")),
        note("d", ("person", "Ana Reis III")),
    )
    assert found == [{"a:Rui Lobo", "b:Rui Lobo Jr."}, {"c:Ana Reis II"}, {"d:Ana Reis III"}]


def test_a_bare_surname_with_a_mark_is_nobody_without_it() -> None:
    full = [note(f"f{n}", ("person", "Rui Lobo")) for n in range(4)]
    found = groups(*full, note("x", ("person", "Lobo Jr.")))
    assert {"x:Lobo Jr."} in found


def test_a_bare_surname_joins_the_person_who_stands_out() -> None:
    full = [note(f"f{n}", ("person", "Maria Teles"), day="2020-10-05") for n in range(4)]
    brother = note("g", ("person", "Rui Teles"), day="2020-10-05")
    found = groups(*full, brother, note("x", ("person", "Teles"), day="2020-10-06"))
    assert {"f0:Maria Teles", "f1:Maria Teles", "f2:Maria Teles", "f3:Maria Teles", "x:Teles"} in found


def test_a_bare_surname_between_two_people_is_nobody_else() -> None:
    found = groups(
        note("a", ("person", "Maria Teles")), note("b", ("person", "Rui Teles")), note("x", ("person", "Teles"))
    )
    assert {"x:Teles"} in found


def test_a_bare_surname_years_away_is_not_asked() -> None:
    found = groups(
        note("a", ("person", "Maria Teles"), day="2010-10-05"), note("x", ("person", "Teles"), day="2020-10-06")
    )
    assert {"x:Teles"} in found


def test_acronyms_join_the_name_that_some_report_prints_with_them() -> None:
    printed = note("a", Actor("National Harbour Council", "organization", ("NHC",)))
    assert groups(printed, note("b", ("organization", "NHC"))) == [{"a:National Harbour Council", "b:NHC"}]


def test_an_acronym_of_two_bodies_is_neither() -> None:
    found = groups(
        note("a", ("organization", "National Harbour Council")),
        note("b", ("organization", "Northern Heritage Coalition")),
        note("c", ("organization", "NHC")),
    )
    assert {"c:NHC"} in found


def test_bodies_that_every_country_has_need_the_country() -> None:
    def report(ident: str, town: str, place: PlaceFix) -> ReportNotes:
        return note(ident, ("organization", "Finance Ministry"), Actor(town, "place", (), (), place))

    found = groups(report("a", "Lima", LIMA), report("b", "Lima", LIMA), report("c", "Tehran", TEHRAN))
    assert {"a:Finance Ministry", "b:Finance Ministry"} in found
    assert {"c:Finance Ministry"} in found


@pytest.mark.parametrize(("elsewhere", "together"), [(LIMA, True), (TEHRAN, False)])
def test_a_report_that_speaks_of_no_country_means_the_body_of_the_story(elsewhere: PlaceFix, together: bool) -> None:
    """But not where a report on another country has such a body too."""

    def told(ident: str, place: PlaceFix) -> ReportNotes:
        return note(ident, ("organization", "Health Ministry"), Actor("Orrin", "place", (), (), place))

    found = groups(
        told("a", LIMA), told("b", LIMA), told("c", elsewhere), note("d", ("organization", "Health Ministry"))
    )
    assert ({"d:Health Ministry"} not in found) is together


def test_names_that_differ_in_marks_only_are_said_to_be_the_same() -> None:
    """A score of likeness would tell nothing."""
    found = link(note("a", ("organization", "Orrin Bay Union")), note("b", ("facility", "Orrin Bay Union")))
    assert len(found) == 1 and _alike("Orrin Bay Union", "orrin bay union", 1.0, ()) == Reason(
        "same name", None, "Orrin Bay Union"
    )


@pytest.mark.parametrize(("pins", "joined"), [((LIMA, LIMA, LIMA, TEHRAN), True), ((LIMA, TEHRAN), False)])
def test_a_report_on_no_country_means_the_building_that_nearly_all_mean(
    pins: tuple[PlaceFix, ...], joined: bool
) -> None:
    """Where two of that name are spoken of about as often it stays apart."""
    pinned = [
        note(f"p{n}", Actor("Blue House", "facility", (), (), pin), Actor(f"Orrin {n}", "place", (), (), pin))
        for n, pin in enumerate(pins)
    ]
    found = groups(*pinned, note("x", ("facility", "Blue House")))
    assert ({"x:Blue House"} not in found) is joined


def test_nouns_meet_only_where_a_country_has_one_such_body() -> None:
    def report(ident: str, noun: str, kind: EntityType) -> ReportNotes:
        return note(ident, (kind, noun), Actor("Lima", "place", (), (), LIMA))

    assert {"a:police", "b:police"} in groups(
        report("a", "police", "organization"), report("b", "police", "organization")
    )
    assert {"a:spokesman"} in groups(report("a", "spokesman", "person"), report("b", "spokesman", "person"))


def test_places_of_one_name_and_two_pins_are_two() -> None:
    def report(ident: str, place: PlaceFix | None) -> ReportNotes:
        return note(ident, Actor("Santa Orrin", "place", (), (), place))

    found = groups(report("a", LIMA), report("b", LIMA), report("c", TEHRAN), report("d", None))
    assert found == [{"a:Santa Orrin", "b:Santa Orrin"}, {"c:Santa Orrin"}, {"d:Santa Orrin"}]
    assert groups(report("a", LIMA), report("d", None)) == [{"a:Santa Orrin", "d:Santa Orrin"}]


def test_a_body_with_the_name_of_a_well_pinned_place_is_the_place() -> None:
    def report(ident: str) -> ReportNotes:
        return note(ident, Actor("Santa Orrin", "place", (), (), LIMA))

    assert len(groups(report("a"), report("b"), report("c"), note("x", ("organization", "Santa Orrin")))) == 1
    assert len(groups(report("a"), note("x", ("organization", "Santa Orrin")))) == 2


def test_a_surname_read_as_a_body_joins_its_person() -> None:
    full = [note(f"f{n}", ("person", "Maria Teles"), day="2020-10-05") for n in range(3)]
    found = groups(*full, note("x", ("organization", "Teles"), day="2020-10-06"))
    assert len(found) == 1


def test_a_surname_read_as_a_body_is_the_one_whom_its_report_names_in_full() -> None:
    def both(ident: str) -> ReportNotes:
        return note(ident, ("person", "Maria Teles"), ("person", "Rui Teles"))

    full = [both(f"f{n}") for n in range(3)]
    one = note("x", ("person", "Maria Teles"), ("organization", "Teles"))
    two = note("y", ("person", "Maria Teles"), ("person", "Rui Teles"), ("organization", "Teles"))
    assert any({"x:Maria Teles", "x:Teles"} <= group for group in groups(*full, one))
    assert {"y:Teles"} in groups(*full, two)
    assert {"x:Teles", "y:Teles"} in groups(*full, one, two)


def test_lone_words_that_only_sound_alike_are_two_bodies() -> None:
    assert len(groups(note("a", ("organization", "Pellow")), note("b", ("organization", "Pyle")))) == 2


def test_lone_given_names_of_two_reports_are_two_people() -> None:
    assert len(groups(note("a", ("person", "Maria")), note("b", ("person", "Maria")))) == 2


def test_likeness_does_not_chain_strangers() -> None:
    """The initial fits both given names, but they do not fit each other."""
    found = groups(
        note("a", ("person", "Anton Belik")), note("b", ("person", "A. Belik")), note("c", ("person", "Andrei Belik"))
    )
    assert not any({"a:Anton Belik", "c:Andrei Belik"} <= group for group in found)


def test_the_order_of_reports_changes_nothing() -> None:
    notes = [
        note("a", ("person", "Davronbai Tolubekov"), ("organization", "NHC"), ("person", "Tolubekov")),
        note("b", ("person", "Davronbay Tolubekov"), Actor("National Harbour Council", "organization", ("NHC",))),
        note("c", ("person", "Tolubekov"), ("person", "A. Belik"), ("group", "protesters")),
        note("d", ("person", "Anton Belik"), ("person", "Andrei Belik"), ("group", "protesters")),
    ]
    first = link(*notes)
    shuffler = random.Random(7)  # noqa: S311 - shuffles, keeps no secret
    for _ in range(5):
        shuffler.shuffle(notes)
        assert link(*notes) == first


def test_every_actor_is_in_exactly_one_link_and_ids_are_unique() -> None:
    notes = [
        note(str(n), ("person", "Ilka Morrow"), ("person", "Morrow"), ("group", "workers"), ("place", "Lima"))
        for n in range(6)
    ]
    found = link(*notes)
    members = [m for e in found for m in e.members]
    assert sorted(members) == sorted((n.report, i) for n in notes for i in range(4))
    assert len({e.id for e in found}) == len(found)


def test_fifty_thousand_actors_take_seconds() -> None:
    """Cost grows with actors: 5,000 reports of ten actors from 20,000 invented names, many of one family."""
    maker = random.Random(3)  # noqa: S311 - invents names, keeps no secret
    parts = ["ka", "lo", "mir", "ten", "bu", "sha", "vol", "dri", "es", "an"]
    surnames = ["".join(maker.choices(parts, k=3)).title() for _ in range(400)]
    given = ["".join(maker.choices(parts, k=2)).title() for _ in range(200)]
    notes = [
        note(f"r{n}", *(("person", f"{maker.choice(given)} {maker.choice(surnames)}") for _ in range(10)))
        for n in range(5000)
    ]
    started = time.process_time()
    found = link(*notes)
    assert sum(len(e.members) for e in found) == 50_000
    assert time.process_time() - started < 60


def building(name: str, place: PlaceFix | None = None) -> Actor:
    return Actor(name, "facility", place=place)


def spoken(country: str, times: int) -> list[Actor]:
    """Places of one country that a report names."""
    return [
        Actor(f"{country} town {n}", "place", place=PlaceFix(0, 0, geoname(country, n), country, "town"))
        for n in range(times)
    ]


def geoname(country: str, n: int) -> int:
    return sum(map(ord, country)) * 100 + n


def test_buildings_of_two_countries_that_bear_one_name_stay_apart() -> None:
    found = groups(
        note("a", building("Blue Palace", TEHRAN), *spoken("PE", 4)),
        note("b", building("Blue Palace"), *spoken("PE", 4)),
        note("c", building("Blue Palace"), *spoken("PE", 4), *spoken("IR", 1)),
        note("d", building("Blue Palace", LIMA), *spoken("PE", 4)),
        note("e", building("Blue Palace"), *spoken("IR", 4)),
    )
    assert {"a:Blue Palace", "e:Blue Palace"} in found
    assert {"b:Blue Palace", "c:Blue Palace", "d:Blue Palace"} in found


def test_a_building_abroad_is_not_taken_for_the_famous_one_that_one_report_means() -> None:
    found = groups(
        note("a", building("Blue Palace", TEHRAN), *spoken("PE", 4)),
        *(note(r, building("Blue Palace"), *spoken("PE", 6), *spoken("IR", 1)) for r in "bcd"),
    )
    assert {"a:Blue Palace"} in found
    assert {"b:Blue Palace", "c:Blue Palace", "d:Blue Palace"} in found


def test_reports_that_speak_of_the_country_of_the_famous_building_mean_it() -> None:
    found = groups(
        note("a", building("Blue Palace", TEHRAN), *spoken("IR", 4)),
        *(note(r, building("Blue Palace"), *spoken("PE", 4), *spoken("IR", 2)) for r in "bcd"),
        note("e", building("Blue Palace"), *spoken("PE", 4)),
    )
    assert {f"{r}:Blue Palace" for r in "abcde"} in found


def test_a_longer_name_joins_the_usual_one_that_its_own_report_prints_too() -> None:
    found = groups(
        note("a", ("person", "Oren Calder")),
        note("b", Actor("Paulus Oren Ilka Calder", "person", ("Oren Calder",))),
        note("c", ("person", "Paulus Marten Calder")),
    )
    assert found == [{"a:Oren Calder", "b:Paulus Oren Ilka Calder"}, {"c:Paulus Marten Calder"}]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("CNN.com", "CNN", True), ("REUTERS", "Reuters", True), ("CCTV", "CTV", False), ("BBC", "ABC", False)],
)
def test_the_names_of_one_outlet_meet_and_those_of_two_never(one: str, other: str, same: bool) -> None:
    assert (len(groups(note("a", ("outlet", one)), note("b", ("outlet", other)))) == 1) is same


def test_an_entity_has_the_usual_name_of_an_outlet_and_no_slip_of_one_report() -> None:
    outlet = link(*(note(r, ("outlet", "CNN")) for r in "abc"), note("d", Actor("CNN.com", "outlet", ("CNN",))))
    person = link(
        *(note(r, ("person", "Ilka Morrow")) for r in "ab"),
        note("c", Actor("Full Post Ilka Morrow", "person", ("Ilka Morrow",))),
    )
    assert [e.name for e in (*outlet, *person)] == ["CNN", "Ilka Morrow"]


def test_a_surname_with_a_title_joins_nobody_of_the_other_sex() -> None:
    found = groups(
        *(note(r, ("person", "Robert Calder")) for r in "abc"),
        note("d", ("person", "Mrs. Calder")),
        note("e", ("person", "Mr. Calder")),
    )
    assert {"a:Robert Calder", "b:Robert Calder", "c:Robert Calder", "e:Mr. Calder"} in found
    assert {"d:Mrs. Calder"} in found


def test_who_prints_a_guest_column_is_no_outlet_where_another_report_gives_the_person_a_role() -> None:
    person = Actor("Ilka Morrow", "person", roles=(Extent(0, 1),))
    notes = [note("a", person), note("b", ("person", "Ilka Morrow"))]
    known = known_outlets(notes, frozenset({"Ilka Morrow"}))
    assert [a.type for n in notes for a in with_outlets(n, known).actors] == ["person", "person"]


@pytest.mark.parametrize(
    ("noun", "same"), [("police", True), ("officials", False), ("driver", False), ("soldiers", False)]
)
def test_only_what_a_country_has_once_is_one_across_reports(noun: str, same: bool) -> None:
    found = groups(note("a", ("group", noun), *spoken("PE", 3)), note("b", ("group", noun), *spoken("PE", 3)))
    assert ({f"a:{noun}", f"b:{noun}"} in found) is same


def test_the_police_of_a_report_on_two_countries_are_nobody_elses() -> None:
    found = groups(
        note("a", ("group", "police"), *spoken("PE", 3)),
        note("b", ("group", "police"), *spoken("PE", 3), Actor("Tehran", "place", place=TEHRAN), *spoken("IR", 2)),
    )
    assert {"a:police"} in found
