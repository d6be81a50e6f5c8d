"""Who is who among the victims of one report: its mentions of persons, each person once.

Always true here: a name is one person over the report; "another" and "a second" are somebody new; two persons of one sentence are two,
unless one is a pronoun; who died stays dead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from .victims import Victim

REACH = 40
"""Persons back that a description can mean: in a list of hundreds it means nobody further up, and cost stays linear."""


class Person(Struct, frozen=True):
    """What a report tells of one victim. ``sentence`` is where it spoke of him last, ``seen`` counts the mentions of all before that,
    ``added`` says that he came as one more ("another man")."""

    measure: str
    noun: str
    gender: str
    age: int | None
    names: frozenset[str]
    sentence: int
    seen: int
    added: bool


def persons_of(victims: Sequence[Victim]) -> tuple[Person, ...]:
    """The persons behind ``victims``, in order of text."""
    persons: list[Person] = []
    named: dict[str, int] = {}
    for order, victim in enumerate(sorted(victims, key=lambda v: v.extent)):
        if victim.form == "many":
            _all_of_them(persons, victim)
            continue
        place = _same(persons, named, victim)
        if place is None and not victim.sure:
            continue
        if place is None:
            place = len(persons)
            persons.append(_person(victim, order))
        else:
            persons[place] = _updated(persons[place], victim, order)
        named |= {name: place for name in victim.names if name not in named}
    return tuple(persons)


def unnumbered(victims: Sequence[Victim], least: int) -> tuple[Person, ...]:
    """``least`` persons where a report speaks of victims only in the plural."""
    plural = [v for v in victims if v.form == "many"]
    return tuple(_person(plural[0], n) for n in range(least)) if plural else ()


def _person(victim: Victim, order: int) -> Person:
    added = victim.form == "other"
    return Person(victim.measure, victim.noun, victim.gender, victim.age, victim.names, victim.sentence, order, added)


def _all_of_them(persons: list[Person], victim: Victim) -> None:
    """ "Both died": those of whom one sentence told together last are dead too."""
    near = range(max(0, len(persons) - REACH), len(persons))
    last = max((persons[n].sentence for n in near), default=-1)
    together = [n for n in near if persons[n].sentence == last]
    if victim.measure == "killed" and len(together) > 1 and all(persons[n].measure != "killed" for n in together):
        for n in together:
            persons[n] = replace(persons[n], measure="killed")


def _updated(person: Person, victim: Victim, order: int) -> Person:
    """What the new mention adds: who was shot may prove to be dead, never the other way round."""
    return replace(
        person,
        measure="killed" if "killed" in (person.measure, victim.measure) else person.measure,
        gender=person.gender or victim.gender,
        age=person.age if person.age is not None else victim.age,
        names=person.names | victim.names,
        sentence=victim.sentence,
        seen=order,
    )


def _same(persons: Sequence[Person], named: Mapping[str, int], victim: Victim) -> int | None:
    """Which known person a mention stands for: the one with the name, else of the age, else of the fate, else the last."""
    known = [named[name] for name in victim.names if name in named]
    if known:
        return min(known)
    near = range(max(0, len(persons) - REACH), len(persons))
    fitting = [n for n in near if _fits(persons[n], victim)]
    if victim.age is not None:
        fitting = [n for n in fitting if persons[n].age == victim.age] or fitting
    alike = [n for n in fitting if (persons[n].measure == "killed") == (victim.measure == "killed")]
    return max(alike or fitting, key=lambda n: persons[n].seen, default=None)


def _fits(person: Person, victim: Victim) -> bool:
    again = person.added and (person.measure == "killed") == (victim.measure == "killed")
    if victim.form == "other" and not again:
        return False
    rivals = (
        (person.gender and victim.gender and person.gender != victim.gender)
        or (person.age is not None and victim.age is not None and person.age != victim.age)
        or (victim.names and person.names)
    )
    apart = person.sentence != victim.sentence or person.noun == victim.noun
    return not rivals and (victim.form == "pronoun" or apart)
