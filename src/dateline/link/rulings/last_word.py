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
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from dateline.model.decisions import Decision, is_moment
from dateline.model.links import ActorRef, Bound, EventRef, Unapplied

LENGTHS = {0: timedelta(days=1), 1: timedelta(minutes=1), 2: timedelta(seconds=1)}
"""How long the time is that a moment of so many colons leaves open; one with a fraction is exact."""
Made = TypeVar("Made")


class Moment(NamedTuple):
    """From when (since the year 1, UTC) until before when something was ruled."""

    start: timedelta
    end: timedelta


@dataclass(frozen=True)
class Word:
    """What a ruling says: things of different ``groups``, none of them empty, are ``one``, or are not. Of a merge ``targets`` are the
    things that it names; the others of each group were one with them when it was ruled. One that is ``kept`` gives way to none."""

    decision: Decision
    one: bool
    groups: tuple[frozenset[Hashable], ...]
    kept: bool = False
    targets: frozenset[Hashable] | None = None

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
        if self.one == earlier.one or self.moment.start < earlier.moment.end:
            return False
        named = [group if earlier.targets is None else group & earlier.targets for group in earlier.groups]
        sides = [{self.group_of.get(thing) for thing in group} for group in named]
        met = set[int | None]().union(*sides)
        return len(sides) > 1 and None not in met and len(met) == sum(map(len, sides))


def as_seen(bound: Bound, now: Callable[[ActorRef | EventRef], Hashable]) -> tuple[frozenset[Hashable], ...]:
    """What each target of a merge was when it was ruled, of the things that its passages show ``now``; what is itself a target is no part
    of another."""
    first, none = [now(ref) for ref in bound.actors or bound.events], frozenset[Hashable]()
    further = ({now(ref) for ref in refs} - {*first} for refs in bound.further)
    return tuple(frozenset({one, *others}) for one, others in zip_longest(first, further, fillvalue=none))


def in_force(
    words: Sequence[Word],
    lay: Callable[[Container[str]], tuple[Made, Sequence[Unapplied]]],
    as_one: Callable[[Made, str], bool],
) -> tuple[Made, tuple[Unapplied, ...]]:
    """What ``lay`` makes when it leaves out the rulings (by id) that give way; and what could not be applied, with those that gave way to
    what another person ruled. A ruling that cannot be applied, or does not make of the things of another what it says (``as_one`` tells
    whether they are), outranks none."""
    unheard, said = frozenset[str](), {word.decision.id: word for word in words}
    while True:
        gone = giving_way(words, unheard)
        made, failures = lay(gone)
        refused = {failed.decision.id for failed in failures}
        stuck = {by.id for id, by in gone.items() if by.id in refused or as_one(made, id) == said[id].one}
        if not stuck:
            told = (_told(said[id].decision, by) for id, by in gone.items() if by.who != said[id].decision.who)
            return made, (*failures, *told)
        unheard |= stuck


def giving_way(words: Sequence[Word], unheard: Container[str] = ()) -> dict[str, Decision]:
    """The rulings that give way, by id, each with the last one that it gives way to; those in ``unheard`` outrank none."""
    standing: defaultdict[tuple[Hashable, bool], list[Word]] = defaultdict(list)
    gone: dict[str, Decision] = {}
    for word in sorted(words, key=_in_time, reverse=True):
        there = (other for thing in word.group_of for other in standing.get((thing, not word.one), ()))
        answers = {} if word.kept else {other.decision.id: other for other in there if other.answers(word)}
        if answers:
            gone[word.decision.id] = max(answers.values(), key=_in_time).decision
        elif word.decision.id not in unheard:
            for thing in word.group_of:
                standing[thing, word.one].append(word)
    return gone


def _in_time(word: Word) -> tuple[timedelta, str]:
    return word.moment.start, word.decision.id


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
