"""Types of names over reports: what is told outvotes what is guessed."""

from __future__ import annotations

from dateline.link.entities import link_entities
from dateline.model.notes import Actor, EntityType, Mention, ReportNotes
from dateline.model.reading import Extent, Layout
from dateline.settings import Settings


def report(ident: str, *actors: tuple[str, EntityType, float]) -> ReportNotes:
    """A report that names each actor once, with the weight of its evidence."""
    mentions = tuple(Mention(Extent(n, n + 1), kind, "name", n) for n, (_, kind, _) in enumerate(actors))
    made = tuple(Actor(name, kind, sure=sure) for name, kind, sure in actors)
    return ReportNotes(ident, Layout((), ()), None, (), mentions=mentions, actors=made)


def types(*reports: ReportNotes) -> dict[tuple[str, str], int]:
    """How many reports each entity is in, by name and type."""
    return {(e.name, e.type): len(e.members) for e in link_entities(reports, Settings())}


def test_one_report_that_tells_the_type_outvotes_those_that_guess() -> None:
    told = report("a", ("Verde Claro", "organization", 2.0))
    guessed = [report(r, ("Verde Claro", "person", 0.0)) for r in "bcd"]
    assert types(told, *guessed) == {("Verde Claro", "organization"): 4}


def test_most_guesses_win_where_nothing_is_told() -> None:
    guessed = [report(r, ("Kite Aid", "organization", 0.0)) for r in "ab"]
    assert types(*guessed, report("c", ("Kite Aid", "person", 0.0))) == {("Kite Aid", "organization"): 3}


def test_a_type_that_is_told_stands_against_any_number() -> None:
    town = [report(r, ("Calder", "place", 4.0)) for r in "abc"]
    assert types(*town, report("d", ("Calder", "person", 3.0))) == {("Calder", "place"): 3, ("Calder", "person"): 1}


def test_a_surname_that_somebody_bears_in_full_is_not_made_a_town() -> None:
    town = [report(r, ("Calder", "place", 1.2)) for r in "abc"]
    found = types(*town, report("d", ("Ilka Calder", "person", 2.0)), report("e", ("Calder", "person", 0.0)))
    assert found == {("Calder", "place"): 3, ("Ilka Calder", "person"): 2}
