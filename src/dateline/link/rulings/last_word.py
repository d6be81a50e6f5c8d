"""Which rulings on what is one and what is not give way to a later one.

Always true here: a ruling gives way only to a later one that says the opposite of all that it says, and that is itself in force; of two
whose times do not tell which was first neither gives way; the order in which rulings are given does not show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple, TypeVar

from dateline.model.decisions import Decision, is_moment
from dateline.model.links import Unapplied

LENGTHS = {0: timedelta(days=1), 1: timedelta(minutes=1), 2: timedelta(seconds=1)}
"""How long the time is that a moment of so many colons leaves open; one with a fraction is exact."""
Made = TypeVar("Made")


class Moment(NamedTuple):
    """From when (since the year 1, UTC) until before when something was ruled."""

    start: timedelta
    end: timedelta


@dataclass(frozen=True)
class Word:
    """What a ruling says: things of different ``groups``, none of them empty, are ``one``, or are not. One that is ``kept`` gives way to
    none."""

    decision: Decision
    one: bool
    groups: tuple[frozenset[Hashable], ...]
    kept: bool = False

    @cached_property
    def moment(self) -> Moment:
        """When it was ruled."""
        return _moment(self.decision.when)

    @cached_property
    def group_of(self) -> Mapping[Hashable, int]:
        """The group of each thing that is in one alone."""
        found: defaultdict[Hashable, set[int]] = defaultdict(set)
        for number, group in enumerate(self.groups):
            for thing in group:
                found[thing].add(number)
        return {thing: min(numbers) for thing, numbers in found.items() if len(numbers) == 1}

    def answers(self, earlier: Word) -> bool:
        """Whether it was ruled later and says the opposite of all that ``earlier`` says."""
        if self.one == earlier.one or self.moment.start < earlier.moment.end or len(earlier.groups) < 2:
            return False
        sides = [{self.group_of.get(thing) for thing in group} for group in earlier.groups]
        met = set[int | None]().union(*sides)
        return None not in met and len(met) == sum(map(len, sides))


def in_force(
    words: Sequence[Word], lay: Callable[[Container[str]], tuple[Made, Sequence[Unapplied]]]
) -> tuple[Made, tuple[Unapplied, ...]]:
    """What ``lay`` makes when it leaves out the rulings (by id) that give way; and what could not be applied, with those that gave way to
    what another person ruled. A ruling that cannot be applied outranks none."""
    unheard = frozenset[str]()
    while True:
        gone = giving_way(words, unheard)
        made, failures = lay(gone)
        stuck = {failed.decision.id for failed in failures} & {later.id for later in gone.values()}
        if not stuck:
            by_id = {word.decision.id: word.decision for word in words}
            told = (_told(by_id[id], later) for id, later in gone.items() if later.who != by_id[id].who)
            return made, (*failures, *told)
        unheard |= stuck


def giving_way(words: Sequence[Word], unheard: Container[str] = ()) -> dict[str, Decision]:
    """The rulings that give way, by id, each with the last one that it gives way to; those in ``unheard`` outrank none."""
    standing: defaultdict[tuple[Hashable, bool], list[Word]] = defaultdict(list)
    gone: dict[str, Decision] = {}
    for word in sorted(words, key=lambda w: (w.moment.start, w.decision.id), reverse=True):
        there = standing[next(iter(word.groups[0])), not word.one] if word.groups and not word.kept else ()
        later = next((other for other in there if other.answers(word)), None)
        if later is not None:
            gone[word.decision.id] = later.decision
        elif word.decision.id not in unheard:
            for thing in word.group_of:
                standing[thing, word.one].append(word)
    return gone


def _told(earlier: Decision, later: Decision) -> Unapplied:
    said = "are not the same" if later.kind in ("split", "distinct") else "are one"
    return Unapplied(earlier, f"{later.who} ruled later ({later.when}) that they {said} ({later.id}).", later)


def _moment(when: str) -> Moment:
    """The time that ``when`` names, UTC where it names no zone; all time where it is no moment."""
    if not is_moment(when):
        return Moment(timedelta(), timedelta.max)
    read = datetime.fromisoformat(when)
    start = read.replace(tzinfo=None) - datetime.min - (read.utcoffset() or timedelta())
    clock = when[11:19]
    length = timedelta(microseconds=1) if "." in when else LENGTHS[min(clock.count(":"), 2)]
    return Moment(start, start + length)
