"""What people rule to be one and not to be: the rulings change the record one after the other, and the later counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from test_entities import note

from dateline.link.events import EventLinks
from dateline.link.name_score import score_names
from dateline.link.rulings import in_force, ruled, ruled_events
from dateline.link.rulings.groups import by_time
from dateline.model.decisions import Decision
from dateline.model.links import ActorRef, Bound, EntityLink, EventLink, EventRef, Unapplied
from dateline.model.notes import Actor, PlaceFix

NAMES = ("Anto", "Berit", "Colm", "Dora", "Eino")
LETTERS = "".join(name[0] for name in NAMES)
NOTES = [note(name[0], Actor(name, "person")) for name in NAMES]
NOUNS = ("entity", "event")
PIN, AWAY = PlaceFix(58.1, 22.5, None, "EE", "site"), PlaceFix(59.4, 24.7, None, "EE", "site")


class Made(NamedTuple):
    """What became of things under rulings: which are one, and of each ruling (by its turn) "whole", "part" or "none" of it."""

    groups: set[str]
    became: list[str]
    failures: tuple[Unapplied, ...]
    everything: object


def ruling(said: str, noun: str, number: int = 0) -> Decision:
    """``3 joss A+B+C`` merges, ``A|B`` splits B from A, ``A=B`` and ``A/B`` rule so by names; the number is that of the day."""
    day, who, what = said.split()
    sign = next(sign for sign in "+|=/" if sign in what)
    kind = {"+": "merge", "|": "split", "=": "alias", "/": "distinct"}[sign]
    names = tuple(NAMES[LETTERS.index(letter)] for letter in what if letter != sign)
    given = names if kind in ("alias", "distinct") else ()
    return Decision(kind, noun, (), None, who, f"2031-03-{int(day):02}", f"{what} {number}", names=given)  # type: ignore[arg-type]


def letters_of(decision: Decision) -> list[str]:
    """The things that a ruling is about, as its reason begins."""
    return [letter for letter in decision.why.split()[0] if letter in LETTERS]


def bound(decision: Decision) -> Bound:
    """A ruling bound to the actors or tellings of the reports that it is about."""
    letters = letters_of(decision)
    if decision.names:
        return Bound(decision)
    if decision.noun == "entity":
        return Bound(decision, actors=tuple(ActorRef(letter, 0) for letter in letters))
    return Bound(decision, events=tuple(EventRef(letter, 0) for letter in letters))


def laid(machine: str, decisions: Sequence[Decision], noun: str) -> Made:
    """What rulings make of things that the machine put into groups: ``AB C DE``."""
    groups, all_bound = machine.split(), [bound(d) for d in decisions]
    links = [
        EntityLink(f"n-{g}", "person", NAMES[LETTERS.index(g[0])], (), tuple(ActorRef(r, 0) for r in g), ())
        for g in groups
    ]
    told = tuple(EventLink(f"e-{g}", tuple(EventRef(r, 0) for r in g), ()) for g in groups)
    entities = ruled(links, NOTES, all_bound)
    events = ruled_events(EventLinks(told, ()), [], all_bound)
    of_noun: Iterable[EntityLink | EventLink] = entities.entities if noun == "entity" else events.events.links
    failures = (*entities.failures, *events.failures)
    held = {b.decision.id: b for b in in_force(all_bound, entities, events)}
    gone = {failure.decision.id for failure in failures}
    ids = [b.decision.id for b in all_bound]
    became = ["none" if id not in held else "part" if id in gone else "whole" for id in ids]
    everything = (of_noun, set(failures), held)
    return Made({"".join(ref.report for ref in link.members) for link in of_noun}, became, failures, everything)


LATER_COUNTS = [
    # The machine's groups, the rulings, what is one in the end, and how much of each ruling holds.
    ("A B", ["1 ines A+B", "2 joss A|B"], "A B", ["none", "whole"]),
    ("A B", ["1 ines A|B", "2 joss A+B"], "AB", ["none", "whole"]),
    ("AB", ["1 ines A|B", "2 joss A+B", "3 ines A|B"], "A B", ["whole", "none", "whole"]),
    # The later takes two of three apart, or makes them one: the rest stays.
    ("A B C", ["1 ines A+B+C", "2 joss A|B"], "AC B", ["part", "whole"]),
    ("A B C", ["1 ines A+B+C", "2 joss B|C"], "AB C", ["part", "whole"]),
    ("A B C", ["1 ines A|BC", "2 joss A+B"], "AB C", ["part", "whole"]),
    ("A B C", ["1 ines A+B+C", "2 joss A|BC"], "A BC", ["part", "whole"]),
    ("A B C", ["1 ines A|BC", "2 joss A+B+C"], "ABC", ["none", "whole"]),
    # Through a third: whatever contradicts it, the last word holds.
    ("A B C", ["1 ines A+B", "2 ines B+C", "3 joss A|C"], "AB C", ["whole", "none", "whole"]),
    ("A B C", ["1 ines A+B", "2 joss A|C", "3 ines B+C"], "ABC", ["whole", "none", "whole"]),
    ("A B C", ["1 joss A|C", "2 ines A+B", "3 ines B+C"], "ABC", ["none", "whole", "whole"]),
    # What was split off together is one thing, and is merged as one.
    ("ABC", ["1 ines A|BC"], "A BC", ["whole"]),
    ("ABC", ["1 ines A|BC", "2 joss A+B"], "ABC", ["none", "whole"]),
    # What the machine took for one leaves with the passage that is named, unless what stays is of it.
    ("AB CD", ["1 ines A+C", "2 joss A|C"], "AB CD", ["none", "whole"]),
    ("AB CD", ["1 ines A+C", "2 joss A|B"], "ACD B", ["whole", "whole"]),
    ("ABC", ["1 ines A|B", "2 ines B|A"], "AC B", ["whole", "whole"]),
    # Of two of one day nobody knows which is later: the one that parts counts.
    ("A B", ["1 ines A+B", "1 joss A|B"], "A B", ["none", "whole"]),
    ("A B", ["1 ines A|B", "1 joss A+B"], "A B", ["whole", "none"]),
]  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(("machine", "rulings", "expected", "became"), LATER_COUNTS)
def test_the_later_ruling_counts(machine: str, rulings: list[str], expected: str, became: list[str], noun: str) -> None:
    """What is left of the earlier one holds; what is not is told with the one that counts instead."""
    decisions = [ruling(said, noun, n) for n, said in enumerate(rulings)]
    made = laid(machine, decisions, noun)
    assert (made.groups, made.became) == (set(expected.split()), became)
    assert {f.decision.id for f in made.failures} == {
        d.id for d, held in zip(decisions, became, strict=True) if held != "whole"
    }
    assert laid(machine, decisions[::-1], noun).everything == made.everything


def test_who_ruled_otherwise_is_told_in_words() -> None:
    """Who, when and what, and that the rest holds; of a pair that was repaired since nothing is said."""
    rulings = ["1 ines A+B+C", "2 joss A|C", "3 joss A|B", "4 ines A+B"]
    made = laid("A B C", [ruling(said, "entity", n) for n, said in enumerate(rulings)], "entity")
    (merge,) = [f for f in made.failures if f.decision.kind == "merge"]
    assert merge.later is not None and letters_of(merge.later) == ["A", "C"]
    assert (
        merge.reason.startswith("joss ruled later (2031-03-02) that ")
        and "; the rest of this decision holds" in merge.reason
    )
    at_once = laid("A B", [ruling("1 ines A=B", "entity"), ruling("1 joss A/B", "entity")], "entity").failures[0].reason
    assert at_once.startswith("joss ruled at the same time (2031-03-01) that “Anto” and “Berit” are not the same (")


MOMENTS = [
    # When what parts was ruled, when what makes one, and whether the two are one.
    ("2031-03-07", "2031-03-07T23:59:59Z", False),
    ("2031-03-07", "2031-03-08T00:00:00Z", True),
    ("2031-03-07T10:00Z", "2031-03-07T10:00:59Z", False),
    ("2031-03-07T10:00Z", "2031-03-07T10:01Z", True),
    ("2031-03-07T10:00:00Z", "2031-03-07T10:00:00.5Z", False),
    ("2031-03-07T10:00:00.25Z", "2031-03-07T10:00:00.5Z", True),
    ("2031-03-07T12:00:00+06:00", "2031-03-07T07:00:00Z", True),
    ("0001-01-01T00:00:00+14:00", "9999-12-31", True),
    ("2031-03-08", "2031-03-07", False),
]


@pytest.mark.parametrize(("parts", "joins", "one"), MOMENTS)
def test_only_what_is_surely_later_makes_one_again(parts: str, joins: str, one: bool) -> None:
    """A day without a time may be any time of it."""
    decisions = [replace(ruling("1 ines A|B", "event"), when=parts), replace(ruling("1 joss A+B", "event"), when=joins)]
    for given_so in (decisions, decisions[::-1]):
        assert laid("A B", given_so, "event").groups == ({"AB"} if one else {"A", "B"})


# --- any rulings against a model that is as plain as can be ----------------------------------------------------------


@st.composite
def rulings_of(draw: st.DrawFn, noun: str) -> list[Decision]:
    """Some rulings by two people."""
    made = []
    for number in range(draw(st.integers(1, 8))):
        sign = draw(st.sampled_from("+|=/" if noun == "entity" else "+|"))
        letters = draw(st.lists(st.sampled_from(LETTERS), min_size=2, max_size=2 if sign in "=/" else 4, unique=True))
        what = {"+": "+".join(letters), "|": f"{letters[0]}|{''.join(letters[1:])}"}.get(sign, sign.join(letters))
        made.append(ruling(f"{draw(st.integers(1, 9))} {draw(st.sampled_from(['ines', 'joss']))} {what}", noun, number))
    return made


Thing = list[set[str]]
"""The pieces of one thing: what the machine took for one, less what was taken out."""


def plainly(machine: str, decisions: Iterable[Decision]) -> list[set[str]]:
    """What is one after all rulings, each of which changes what the earlier left."""
    things: list[Thing] = [[set(group)] for group in machine.split()]
    for said in sorted(decisions, key=lambda d: (d.when, d.kind in ("split", "distinct"), d.id)):
        letters = letters_of(said)
        if said.kind in ("merge", "alias"):
            one = [thing for thing in things if any(set(letters) & piece for piece in thing)]
            things = [thing for thing in things if thing not in one] + [[piece for thing in one for piece in thing]]
            continue
        thing = next(thing for thing in things if any(letters[0] in piece for piece in thing))
        leave = [leaving(piece, letters, said.kind) for piece in thing]
        if said.kind == "distinct" and not any(letters[1] in piece for piece in thing):
            continue
        kept = [piece - out for piece, out in zip(thing, leave, strict=True)]
        things.remove(thing)
        things += [pieces for side in (kept, leave) if (pieces := [piece for piece in side if piece])]
    return [set().union(*thing) for thing in things]


def leaving(piece: set[str], letters: list[str], kind: str) -> set[str]:
    """What a ruling takes out of a piece of what the first of its letters is of."""
    first, others = letters[0], set(letters[1:])
    if kind == "split" or (first in piece) != bool(others & piece):
        return piece & others if first in piece else piece if others & piece else set()
    if first not in piece:  # neither name: it goes with the one that it is more like
        return piece if nearer(min(piece), letters) else set()
    return {letter for letter in piece if letter in others or (letter != first and nearer(letter, letters))}


def nearer(letter: str, letters: list[str]) -> bool:
    """Whether a name is more like the second of two."""
    name, one, other = (NAMES[LETTERS.index(each)] for each in (letter, *letters))
    return score_names(name, other, "person")[0] > score_names(name, one, "person")[0]


def pairs_of(said: Decision) -> list[tuple[str, str]]:
    """The pairs that a ruling speaks of."""
    letters = letters_of(said)
    return list(combinations(letters, 2)) if said.kind == "merge" else [(letters[0], other) for other in letters[1:]]


@pytest.mark.parametrize("noun", NOUNS)
@settings(deadline=None, max_examples=200)
@given(st.data())
def test_rulings_are_as_the_plain_model_has_them(noun: str, data: st.DataObject) -> None:
    """Whatever two people rule, whatever the machine took together, and in whatever order it is taken in: the groups are those of the
    model; a ruling is whole, in part or gone as its pairs are; and each that is not whole names a later one that says the opposite."""
    machine = data.draw(st.sampled_from(["A B C D E", "AB CDE", "ABCDE", "A BC DE", "AC B DE"]))
    decisions = data.draw(rulings_of(noun))
    expected = plainly(machine, decisions)
    made = laid(machine, decisions, noun)
    assert made.groups == {"".join(sorted(group)) for group in expected}
    for said, became in zip(decisions, made.became, strict=True):
        one = [any({*pair} <= group for group in expected) for pair in pairs_of(said)]
        holds = one if said.kind in ("merge", "alias") else [not each for each in one]
        assert became == ("whole" if all(holds) else "part" if any(holds) else "none")
    last = by_time(map(bound, decisions))[-1].decision.id
    order = {b.decision.id: n for n, b in enumerate(by_time(map(bound, decisions)))}
    for failure in made.failures:
        assert failure.later is not None and order[failure.later.id] > order[failure.decision.id] != order[last]
        assert (failure.later.kind in ("split", "distinct")) != (failure.decision.kind in ("split", "distinct"))
    shuffled = data.draw(st.permutations(decisions))
    assert laid(machine, shuffled, noun).everything == made.everything


def test_what_was_split_off_can_be_split_again() -> None:
    """No telling is lost where the second split leaves the same one out first."""
    made = laid("ABCDE", [ruling("1 ines C|AB", "event"), ruling("2 ines B|A", "event")], "event")
    assert made.groups == {"A", "B", "CDE"} and made.failures == ()


# --- pins -------------------------------------------------------------------------------------------------------------


def pinned(*decisions: Decision) -> tuple[dict[str, PlaceFix | None], tuple[Unapplied, ...]]:
    """The pin of each of two buildings of one name, which the machine takes for one, and of a third."""
    notes = [note(r, Actor("Harbour House", "facility")) for r in "AB"] + [note("C", Actor("Port House", "facility"))]
    links = [
        EntityLink(f"n-{g}", "facility", "Harbour House", (), tuple(ActorRef(r, 0) for r in g), ()) for g in ("AB", "C")
    ]
    made = ruled(links, notes, [bound(d) for d in decisions])
    return {ref.report: link.place for link in made.entities for ref in link.members}, made.failures


def pin(day: int, place: PlaceFix, *names: str, who: str = "ines") -> Decision:
    return Decision("place", "entity", (), "site", who, f"2031-03-{day:02}", "seen", names=names, place=place)


def test_the_later_pin_of_one_name_counts() -> None:
    """The earlier is told to be superseded, with who ruled otherwise."""
    where, failures = pinned(pin(1, PIN, "Harbour House"), pin(2, AWAY, "Harbour House", who="joss"))
    assert where == {"A": AWAY, "B": AWAY, "C": None}
    assert [
        (f.decision.place, f.reason.startswith("joss ruled later (2031-03-02) where “Harbour House” is"))
        for f in failures
    ] == [(PIN, True)]


def test_what_is_split_from_a_pinned_place_has_not_its_pin() -> None:
    """It is another one, and nobody said where; what is distinct by name and was pinned under both names keeps it."""
    assert pinned(pin(1, PIN, "Harbour House"), ruling("2 joss A|B", "entity")) == (
        {"A": PIN, "B": None, "C": None},
        (),
    )
    apart = Decision("distinct", "entity", (), None, "joss", "2031-03-02", "no", names=("Harbour House", "Port House"))
    where, failures = pinned(pin(1, PIN, "Harbour House", "Port House"), apart)
    assert where == {"A": PIN, "B": PIN, "C": PIN} and failures == ()
