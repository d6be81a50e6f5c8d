"""Deeds that are done to a named person, as each passage tells them, and which of them stand against each other.

Always true here: each is told as a fact and names the person it was done to (or who did it, for what one does oneself); two stand
against each other only in two sentences that do not copy each other; the order of reports does not matter.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from msgspec import Struct

from ... import rules
from ...model.notes import Dating
from ...model.record import Statement
from ..events import Telling, tellings
from ..materials import Lookup, Materials
from .likeness import apart

_MOST_TELLINGS = 120  # of one deed done to one entity, the first by report and place: more tellings add no new sides


class Deed(Struct, frozen=True):
    """One telling of a deed: what was done (a name of ``comparing.toml``), to whom, where; ``event`` is the id of its event."""

    name: str
    whom: str
    event: str
    telling: Telling
    places: frozenset[str]

    @property
    def dating(self) -> Dating | None:
        """When it was done, as this passage has it."""
        return self.telling.mention.dating

    @property
    def statement(self) -> Statement:
        """The statement that tells it."""
        return self.telling.statement


class Occasions:
    """The deeds of one record; made once a record."""

    def __init__(self, materials: Materials, lookup: Lookup, atoms: Mapping[str, Statement]) -> None:
        self.materials = materials
        self.lookup = lookup
        self.atoms = atoms

    @cached_property
    def deeds(self) -> Mapping[tuple[str, str], tuple[Deed, ...]]:
        """Deeds by what was done and to whom, in order of report and place."""
        found: defaultdict[tuple[str, str], list[Deed]] = defaultdict(list)
        notes = self.materials.notes
        for link in self.materials.events:
            some = [ref for ref in link.members if notes[ref.report].events[ref.event].lemma in _verbs()]
            for telling in tellings(self.materials, some, self.atoms):
                for deed in self._deeds(link.id, telling):
                    found[deed.name, deed.whom].append(deed)
        return {key: tuple(sorted(group, key=lambda d: d.telling.ref)[:_MOST_TELLINGS]) for key, group in found.items()}

    def groups(self) -> Iterator[tuple[Deed, ...]]:
        """The tellings of each deed done to each, where there are several."""
        yield from (group for _, group in sorted(self.deeds.items()) if len(group) > 1)

    def _deeds(self, event: str, telling: Telling) -> Iterator[Deed]:
        mention, words = telling.mention, telling.statement.span.exact.casefold().split()
        unreal = any(w in rules.words("comparing", "unreal_openings") for w in words[:2])
        if {mention.realis, telling.statement.realis} != {"actual"} or mention.polarity != "positive" or unreal:
            return
        done = [(name, whom) for name, role in _deeds_of(mention.lemma, words) for whom in self._persons(telling, role)]
        places = frozenset(self._places(telling)) if done else frozenset()
        yield from (Deed(name, whom, event, telling, places) for name, whom in done)

    def _places(self, telling: Telling) -> Iterator[str]:
        """The places of the event that the clause itself puts it at: "in Torva", not "the mayor of Torva" nor what stands in brackets."""
        span, notes = telling.statement.span, telling.notes
        if telling.ref in self.lookup.located:
            yield self.lookup.located[telling.ref]
            return
        for mention in notes.mentions:
            if mention.actor in telling.mention.places and span.start <= mention.extent.start < span.end:
                before = span.exact[: mention.extent.start - span.start]
                at = before.casefold().split()[-1:]
                entity = self.lookup.entity(notes.report, mention.actor)
                if at and at[0] in rules.words("comparing", "at") and before.count("(") <= before.count(")") and entity:
                    yield entity

    def _persons(self, telling: Telling, role: str) -> list[str]:
        """The persons with a name who have this role."""
        report = telling.ref.report
        found = {self.lookup.entity(report, p.actor) for p in telling.mention.participants if p.role == role}
        named = {e for e in found if e and e in self.materials.named}
        return sorted(e for e in named if self.lookup.entities[e].type == "person")


def exclude(a: Deed, b: Deed) -> bool:
    """Whether two tellings may stand against each other: in two sentences, none of them a copy."""
    copied = a.statement.copy_group and a.statement.copy_group == b.statement.copy_group
    return a.statement.sentence != b.statement.sentence and not copied


def at_odds(group: Sequence[Deed], odd: Callable[[Deed, Deed], bool]) -> tuple[Deed, ...]:
    """Those of ``group`` that some other stands against, by ``odd`` and in a sentence of its own."""
    pairs = ((a, b) for a, b in itertools.combinations(group, 2) if exclude(a, b) and odd(a, b))
    found = {id(d) for pair in pairs for d in pair}
    return tuple(d for d in group if id(d) in found)


def on_one_occasion(a: Deed, b: Deed) -> bool:
    """Whether two tellings may be of one occasion: one dies once, but is arrested again."""
    reach: int = next(d["days"] for d in rules.table("comparing")["deed"] if d["name"] == a.name)
    known = a.dating is not None and b.dating is not None
    days = (a.dating, b.dating) if known else (a.statement.said, b.statement.said)
    return apart(*days) <= reach


def _deeds_of(lemma: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The deeds that a verb among ``words`` tells, each with the role of the one it is done to: "take out" is "take" with an "out"
    behind it."""
    for (name, role), some in _verbs().get(lemma, {}).items():
        if "" in some or any(w.strip(".,;:!?”“\"'") in some for w in words):
            yield name, role


@cache
def _verbs() -> Mapping[str, Mapping[tuple[str, str], frozenset[str]]]:
    """By the first word of a verb: the deeds that it tells, each with a role and the words behind it; none behind it is an empty one."""
    found: dict[str, dict[tuple[str, str], frozenset[str]]] = {}
    for deed in rules.table("comparing")["deed"]:
        for role, key in (("patient", "done"), ("agent", "own")):
            for verb in deed.get(key, ()):
                first, _, behind = verb.partition(" ")
                known = found.setdefault(first, {})
                known[deed["name"], role] = known.get((deed["name"], role), frozenset()) | {behind}
    return found
