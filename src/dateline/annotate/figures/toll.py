"""The toll of a report's main event: how many it says were killed and injured, numbers and persons taken together.

Always true here: nobody is counted twice because he is named twice; who died is not among the injured; a number that counts others
(another event, a year's total) does not enter; a toll of zero says that the report tells of nobody, not that nobody was harmed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from ...model.notes import Count
from ...model.reading import Extent, Layout
from ...rules import words
from .harm import SHOT
from .parts import PART
from .persons import Person, persons_of, unnumbered
from .scope import Scope
from .victims import IMPLIED, Form, Victim

_MEASURES = ("killed", "injured")
_KNOWN: tuple[Form, ...] = ("pronoun", "known")
_SEVERAL = 2  # the least that a plural means
_JOINED = re.compile(r"[^,;:—–()]{0,40}\b(?:and|plus|before|then)\b[^,;:—–()]{0,40}", re.IGNORECASE)


class Toll(Struct, frozen=True):
    """Killed and injured of the main event, with the phrases that say so, in order of text."""

    killed: int
    injured: int
    evidence: tuple[Extent, ...]


class _Group(Struct, frozen=True):
    """So many people of whom one number tells, with those whom the sentence joins to them; ``shot``: some may have died."""

    measure: str
    size: int
    delta: bool
    shot: bool


def toll_of(
    text: str, places: Sequence[Scope], victims: Sequence[Sequence[Victim]], figures: Sequence[Sequence[Count]]
) -> Toll:
    """The toll of the main event; scope, victims and figures are by sentence."""
    kept = [v for n, p in enumerate(places) for v in victims[n] if p == "main" or (p == "many" and v.form in _KNOWN)]
    told = [(c, n) for n, p in enumerate(places) if p == "main" for c in figures[n] if not _is_told(c, victims[n])]
    persons = persons_of([*kept, *(_one(c, n) for c, n in told if c.best == 1)])
    groups = [_group(text, c, victims[n]) for c, n in told if c.best and c.best > 1]
    if not persons and not told:
        persons = unnumbered(kept, _SEVERAL)
    evidence = sorted({*(v.extent for v in kept), *(c.extent for c, _ in told)})
    return Toll(*_summed(persons, groups), tuple(evidence))


def _is_told(count: Count, victims: Sequence[Victim]) -> bool:
    """Whether "one man" is among the persons of its sentence already."""
    return count.best == 1 and any(
        v.extent.start < count.extent.end and count.extent.start < v.extent.end for v in victims
    )


def counted(counts: Sequence[Count], layout: Layout) -> list[list[Count]]:
    """The counts of people killed and injured, zeros left out, by sentence."""
    found: list[list[Count]] = [[] for _ in layout.sentences]
    starts = [s.start for s in layout.sentences]
    for count in counts:
        if count.measure in _MEASURES and count.best and count.rule not in (IMPLIED, PART):
            found[bisect_right(starts, count.extent.start) - 1].append(count)
    return found


def _summed(persons: Sequence[Person], groups: Sequence[_Group]) -> tuple[int, int]:
    """Killed and injured: a total stands for its parts; "five shot, two of them fatally" leaves three injured."""
    dead = sum(p.measure == "killed" for p in persons)
    hurt = len(persons) - dead
    killed = max(_most([g for g in groups if g.measure == "killed"]), dead)
    shot = _most([g for g in groups if g.shot])
    injured = _most([g for g in groups if g.measure == "injured" and not g.shot])
    if shot:
        return killed, max(injured, shot - killed)
    return killed, max(injured, hurt)


def _most(groups: Sequence[_Group]) -> int:
    """The greatest number, with what is added to it."""
    whole = max((g.size for g in groups if not g.delta), default=0)
    return whole + sum({g.size for g in groups if g.delta})


def _group(text: str, count: Count, beside: Sequence[Victim]) -> _Group:
    joined = sum(_is_joined(text, count, victim) for victim in beside)
    return _Group(count.measure, int(count.best or 0) + joined, count.delta, count.rule == SHOT)


def _is_joined(text: str, count: Count, victim: Victim) -> bool:
    """ "two men and a woman"; "killed two and then himself": not "two men, Roe and Doe", who are the two."""
    alike = (victim.measure == "killed") == (count.measure == "killed")
    if victim.by_himself:
        return alike
    first, second = sorted((count.extent, victim.extent))
    between = text[first.end : second.start]
    return alike and victim.form != "pronoun" and _JOINED.fullmatch(between) is not None


def _one(count: Count, sentence: int) -> Victim:
    """ "one man" as a person."""
    form: Form = "other" if count.delta else "new"
    gender = next((g for g in "mf" if count.noun in words("figures", f"victim.gender.{g}")), "")
    measure = SHOT if count.rule == SHOT else count.measure
    return Victim(count.extent, count.number, measure, form, count.noun or "one", gender, None, frozenset(), sentence)
