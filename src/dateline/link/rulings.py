"""What people ruled about names, laid over what the machine linked.

Always true here: rulings outrank the machine, and of two that exclude each other "not the same" does; they come in the order of their
time, whatever the order in which they were taken in; a ruling that could not be applied is a failure, never dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.errors import FAILURES
from dateline.model.decisions import Decision
from dateline.model.links import ActorRef, EntityLink
from dateline.model.notes import EntityType, ReportNotes
from dateline.model.reading import Failure
from dateline.model.record import Reason

from .clusters import Cluster, Printed, links, printed_actors
from .name_keys import fold
from .name_score import score_names

CODE = "R301"
PLACED: tuple[EntityType, ...] = ("place", "facility")


class Ruled(NamedTuple):
    """Entities as people and the machine have them, and the rulings that could not be applied."""

    entities: tuple[EntityLink, ...]
    failures: tuple[Failure, ...]


def ruled(entities: Sequence[EntityLink], notes: Sequence[ReportNotes], decisions: Sequence[Decision]) -> Ruled:
    """``entities`` under ``decisions`` of the kinds alias, distinct and place; the other kinds are left to other rooms."""
    apart = [d for d in decisions if d.kind == "distinct"]
    others = [d for d in decisions if d.kind in ("alias", "place")]
    if not apart and not others:
        return Ruled(tuple(entities), ())
    printed = {actor.ref: actor for note in notes for actor in printed_actors(note)}
    bench = _Bench([Cluster([e.name], [printed[ref] for ref in e.members], list(e.why)) for e in entities])
    failures = [failure for decision in apart for failure in bench.part(decision)]
    failures += [failure for decision in others for failure in bench.join(decision, apart)]
    return Ruled(_with_places(links(bench.standing()), bench.placed), tuple(failures))


def could_not(decision: Decision, reason: str) -> Failure:
    """The failure that says why ``decision`` was not applied."""
    kind = FAILURES[CODE]
    what = " / ".join(decision.names)
    message = f"{kind.title}: {decision.kind} {what} ({decision.who}, {decision.when}): {reason}"
    return Failure(f"decision {decision.id}", CODE, kind.severity, message, kind.remedy)


class _Bench:
    """Clusters while rulings are laid over them; ``placed`` keeps the members that a ruling pins, with the ruling."""

    def __init__(self, clusters: list[Cluster]) -> None:
        self._clusters: dict[int, Cluster] = dict(enumerate(clusters))
        self._called: dict[str, set[int]] = defaultdict(set)
        self._also: dict[str, set[int]] = defaultdict(set)
        self.placed: dict[ActorRef, Decision] = {}
        self._next = len(clusters)
        for number in self._clusters:
            self._enter(number)

    def standing(self) -> list[Cluster]:
        return [self._clusters[n] for n in sorted(self._clusters)]

    def part(self, decision: Decision) -> Iterator[Failure]:
        """Take apart what bears both names."""
        one, other = decision.names
        both = self._find(one, decision.value) & self._find(other, decision.value)
        if missing := [n for n in decision.names if not self._find(n, decision.value)]:
            yield could_not(decision, _unknown(missing))
        for number in sorted(both):
            cluster = self._clusters[number]
            mixed = [m for m in cluster.members if _is(m, one) and _is(m, other)]
            if mixed:
                reports = ", ".join(sorted({m.ref.report for m in mixed}))
                yield could_not(decision, f"one report uses both names for one and the same ({reports}).")
            parts = _parted(cluster, decision)
            if all(parts):
                self._replace([number], [Cluster([p[0].name], p, [*cluster.why, _reason(decision)]) for p in parts])

    def join(self, decision: Decision, apart: Sequence[Decision]) -> Iterator[Failure]:
        """Make one of all that bear one of the names; pin it where the ruling says where."""
        wanted = decision.value if decision.kind == "alias" else None
        found = {name: self._find(name, wanted) for name in decision.names}
        if decision.kind == "place":
            found = {name: self._of_place(numbers, decision) for name, numbers in found.items()}
        missing = [name for name in decision.names if not found[name]]
        if missing and (decision.kind == "alias" or len(missing) == len(decision.names)):
            yield could_not(decision, _unknown(missing))
            return
        numbers = sorted(set().union(*found.values()))
        members = [m for n in numbers for m in self._clusters[n].members]
        against = next((d for d in apart if all(any(_is(m, name) for m in members) for name in d.names)), None)
        if against is not None and len(numbers) > 1:
            yield could_not(decision, f"{against.who} ruled that {' and '.join(against.names)} are not the same.")
            return
        why = [*(r for n in numbers for r in self._clusters[n].why), _reason(decision)]
        self._replace(numbers, [Cluster([members[0].name], members, why)])
        if decision.kind == "place":
            self.placed.update((m.ref, decision) for m in members)

    def _of_place(self, numbers: set[int], decision: Decision) -> set[int]:
        """Of the bearers of a name those that can be the place: places before others, others before people; where several bear it, not
        those that the machine pinned in another country."""
        kinds: dict[int, set[int]] = defaultdict(set)
        for number in numbers:
            type = self._clusters[number].members[0].type
            kinds[0 if type in PLACED else 2 if type == "person" else 1].add(number)
        best = kinds[min(kinds)] if kinds else set()
        country = decision.place.country if decision.place else None
        near = {n for n in best if {m.pinned or m.seat or country for m in self._clusters[n].members} == {country}}
        return near or best

    def _find(self, name: str, type: str | None) -> set[int]:
        """The clusters called ``name`` in some report; if there is none, those that some report calls so beside another name."""
        key = _key(name)
        found = self._called.get(key) or self._also.get(key) or set()
        return {n for n in found if type is None or type in {m.type for m in self._clusters[n].members}}

    def _replace(self, old: Iterable[int], new: Sequence[Cluster]) -> None:
        for number in old:
            cluster = self._clusters.pop(number)
            for key in _keys(cluster):
                self._called[key].discard(number)
                self._also[key].discard(number)
        for cluster in new:
            self._clusters[self._next] = cluster
            self._enter(self._next)
            self._next += 1

    def _enter(self, number: int) -> None:
        for member in self._clusters[number].members:
            self._called[_key(member.name)].add(number)
            for alias in member.aliases:
                self._also[_key(alias)].add(number)


def _key(name: str) -> str:
    return " ".join(fold(name)) or name


def _keys(cluster: Cluster) -> set[str]:
    return {_key(name) for m in cluster.members for name in (m.name, *m.aliases)}


def _is(member: Printed, name: str) -> bool:
    return _key(name) in {_key(n) for n in (member.name, *member.aliases)}


def _parted(cluster: Cluster, decision: Decision) -> tuple[list[Printed], list[Printed]]:
    """The members of two things: by their own name, then by their other names, the rest with the name that they are more like."""
    sides: tuple[list[Printed], list[Printed]] = ([], [])
    for member in cluster.members:
        sides[_side(member, decision.names[0], decision.names[1])].append(member)
    return sides


def _side(member: Printed, one: str, other: str) -> int:
    for called in ((member.name,), member.aliases):
        keys = {_key(n) for n in called}
        if (_key(one) in keys) != (_key(other) in keys):
            return int(_key(other) in keys)
    kind = "person" if member.type == "person" else "body"
    likeness = [score_names(member.name, name, kind)[0] for name in (one, other)]  # type: ignore[arg-type]
    return int(likeness[1] > likeness[0])


def _unknown(missing: Sequence[str]) -> str:
    return f"no report names {' or '.join(missing)}."


def _reason(decision: Decision) -> Reason:
    said = f"{' / '.join(decision.names)}: {decision.who}, {decision.when}: {decision.why}"
    return Reason(f"ruled: {decision.kind}", None, said)


def _with_places(entities: Sequence[EntityLink], placed: dict[ActorRef, Decision]) -> tuple[EntityLink, ...]:
    """``entities``, those that a ruling pins with the pin and as a place or a building."""
    found = []
    for entity in entities:
        ruling = next((placed[ref] for ref in entity.members if ref in placed), None)
        if ruling is not None and ruling.place is not None:
            site: EntityType = "facility" if ruling.place.precision == "site" else "place"
            kind = entity.type if entity.type in PLACED else site
            entity = replace(entity, type=kind, place=ruling.place)
        found.append(entity)
    return tuple(found)
