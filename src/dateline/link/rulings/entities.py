"""What people ruled about entities, laid over what the machine linked: one, not one, pinned.

Always true here: rulings outrank the machine, and of those that contradict each other the later counts (``groups``), in whatever order they
were taken in; a ruling that could not be applied is told, never dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ...model.decisions import Decision
from ...model.links import ActorRef, Bound, EntityLink, Unapplied, gave_way
from ...model.notes import EntityType, ReportNotes
from ...model.record import Reason
from ...model.words import PLACED
from ..clusters import Cluster, Printed, links, printed_actors
from ..name_keys import fold
from ..name_score import score_names
from .groups import Groups, by_time, named

Held = tuple[Decision, Collection[ActorRef]]
"""A ruling with the actors of which it holds."""


class Ruled(NamedTuple):
    """Entities as people and the machine have them, the rulings that could not be applied or gave way, and the actors of which each
    ruling (by id) holds."""

    entities: tuple[EntityLink, ...]
    failures: tuple[Unapplied, ...]
    touched: Mapping[str, tuple[ActorRef, ...]]


def ruled(entities: Sequence[EntityLink], notes: Sequence[ReportNotes], bound: Sequence[Bound]) -> Ruled:
    """``entities`` under the decisions of the kinds in ``_LAY``; the other kinds are left to other rooms."""
    of_entities = [b for b in bound if b.decision.noun == "entity" and b.decision.kind in _LAY]
    if not of_entities:
        return Ruled(tuple(entities), (), {})
    bench = _Bench(entities, {actor.ref: actor for note in notes for actor in printed_actors(note)})
    failures = [failure for b in by_time(of_entities) for failure in _LAY[b.decision.kind](bench, b)]
    held = tuple(bench.in_force())
    failures += (*bench.groups.given_way(), *bench.pinned_since())
    touched = {decision.id: tuple(sorted(refs)) for decision, refs in held}
    return Ruled(_with_places(links(bench.standing(held)), bench.placed), tuple(failures), touched)


class _Bench:
    """Entities while rulings are laid over them; ``placed`` keeps the actors that a ruling pins, with the ruling."""

    def __init__(self, entities: Sequence[EntityLink], printed: Mapping[ActorRef, Printed]) -> None:
        self._entities = entities
        self._printed = printed
        self._called: defaultdict[str, list[ActorRef]] = defaultdict(list)
        self._also: defaultdict[str, list[ActorRef]] = defaultdict(list)
        self._pins: list[Decision] = []
        self._repinned: dict[int, Decision] = {}
        self.placed: dict[ActorRef, Decision] = {}
        self.groups = Groups([entity.members for entity in entities])
        for ref in (ref for entity in entities for ref in entity.members):
            self._called[_key(printed[ref].name)].append(ref)
            for key in {_key(alias) for alias in printed[ref].aliases}:
                self._also[key].append(ref)

    def standing(self, held: Iterable[Held]) -> list[Cluster]:
        """What is one, with the reasons of the machine and of the rulings that ``held``."""
        ruled: defaultdict[int, list[Reason]] = defaultdict(list)
        for decision, refs in held:
            for group in {self.groups.of(ref) for ref in refs}:
                ruled[group].append(_reason(decision))
        return [
            Cluster([members[0].name], members, [*self._why(group), *ruled[group]])
            for group in self.groups.groups
            if (members := list(self._members(group)))
        ]

    def in_force(self) -> Iterator[Held]:
        """The rulings that hold, each with the actors of which it does."""
        yield from ((said.decision, refs) for said, refs in self.groups.held())
        pinned = self._pinned()
        yield from ((decision, pinned[id(decision)]) for decision in self._pins if id(decision) in pinned)

    def pinned_since(self) -> Iterator[Unapplied]:
        """The rulings of whose pins later ones left none."""
        pinned = self._pinned()
        for decision in self._pins:
            if id(decision) not in pinned:
                yield gave_way(decision, later := self._repinned[id(decision)], f"where {named(later)} is")

    def part(self, bound: Bound) -> Iterator[Unapplied]:
        """Take apart what bears both names."""
        decision = bound.decision
        found = [self._find(name, decision.value) for name in decision.names]
        sides = list(self._bearers(found, decision))
        if missing := [name for name, there in zip(decision.names, found, strict=True) if not there]:
            yield Unapplied(decision, _unknown(missing))
        one, other = map(self._bearing, decision.names)
        for group in sorted(found[0] & found[1]):
            mixed = {ref.report for ref in one & other if self.groups.of(ref) == group}
            if mixed:
                reports = ", ".join(sorted(mixed))
                yield Unapplied(decision, f"one report uses both names for one and the same ({reports}).")
            pieces = self.groups.pieces_of(group)
            self.groups.divide(decision, group, {n: self._other(n, decision.names, (one, other)) for n in pieces})
        if not missing:
            self.groups.say(decision, sides)

    def take_out(self, bound: Bound) -> Iterator[Unapplied]:
        """Take the actors after the first out of the entity that the first is of; together they are another one, without its pin."""
        stays, *leave = bound.actors
        if stays in leave:
            yield Unapplied(bound.decision, f"one report has both for one and the same ({stays.report}).")
            return
        for ref in self.groups.take_out(bound.decision, stays, leave):
            if self.placed.get(ref) is self.placed.get(stays):
                self.placed.pop(ref, None)
        self.groups.say(bound.decision, ([stays], leave))

    def merge(self, bound: Bound) -> Iterator[Unapplied]:
        """Make one of the entities that the actors are of."""
        self.groups.unite(bound.decision, sorted({self.groups.of(ref) for ref in bound.actors}))
        self.groups.say(bound.decision, ([ref] for ref in bound.actors))
        return iter(())

    def join(self, bound: Bound) -> Iterator[Unapplied]:
        """Make one of all that bear one of the names; pin it where the ruling says where."""
        decision = bound.decision
        wanted = decision.value if decision.kind == "alias" else None
        found = [self._find(name, wanted) for name in decision.names]
        if decision.kind == "place":
            found = [self._of_place(groups, decision) for groups in found]
        missing = [name for name, there in zip(decision.names, found, strict=True) if not there]
        if missing and (decision.kind == "alias" or len(missing) == len(decision.names)):
            yield Unapplied(decision, _unknown(missing))
            return
        sides = list(self._bearers(found, decision))
        groups = sorted(set[int]().union(*found))
        self.groups.unite(decision, groups)
        if decision.kind == "alias":
            self.groups.say(decision, sides)
            return
        pinned = tuple(self.groups.members(groups[0]))
        self._repinned.update((id(self.placed[ref]), decision) for ref in pinned if ref in self.placed)
        self.placed.update(dict.fromkeys(pinned, decision))
        self._pins.append(decision)

    def _pinned(self) -> dict[int, list[ActorRef]]:
        """The actors that each ruling pins, by the ``id`` of the decision: one may have been taken in twice."""
        found: defaultdict[int, list[ActorRef]] = defaultdict(list)
        for ref, decision in self.placed.items():
            found[id(decision)].append(ref)
        return dict(found)

    def _members(self, group: int) -> Iterator[Printed]:
        return map(self._printed.__getitem__, self.groups.members(group))

    def _why(self, group: int) -> list[Reason]:
        """The reasons for which the machine took the pieces of a group together."""
        return [r for piece in self.groups.pieces_of(group) for r in self._entities[self.groups.source[piece]].why]

    def _bearers(self, found: Sequence[set[int]], decision: Decision) -> Iterator[list[ActorRef]]:
        """For each name those in its groups that bear it, and if the ruling parts, not the other."""
        for name, groups in zip(decision.names, found, strict=True):
            others = [other for other in decision.names if other != name] if decision.kind == "distinct" else []
            bear_it = self._bearing(name).difference(*map(self._bearing, others))
            yield [ref for ref in bear_it if self.groups.of(ref) in groups]

    def _bearing(self, name: str) -> frozenset[ActorRef]:
        """The actors that a report calls ``name``, alone or beside another name."""
        key = _key(name)
        return frozenset((*self._called.get(key, ()), *self._also.get(key, ())))

    def _other(self, piece: int, names: Sequence[str], bearing: Sequence[frozenset[ActorRef]]) -> Sequence[ActorRef]:
        """The members of a piece that are the second of two: by their own name, then by their other names, the rest with the name that
        they are more like; of a piece that bears one name or none all or nothing. ``bearing`` are those that bear the ``names``."""
        refs = self.groups.pieces[piece]
        called = [not bear_it.isdisjoint(refs) for bear_it in bearing]
        if all(called):
            return [ref for ref in refs if _side(self._printed[ref], *names)]
        return refs if called[1] or (not called[0] and _side(self._printed[refs[0]], *names)) else ()

    def _of_place(self, groups: set[int], decision: Decision) -> set[int]:
        """Of the bearers of a name those that can be the place: places before others, others before people; where several bear it, not
        those that the machine pinned in another country."""
        kinds: dict[int, set[int]] = defaultdict(set)
        for group in groups:
            type = next(self._members(group)).type
            kinds[0 if type in PLACED else 2 if type == "person" else 1].add(group)
        best = kinds[min(kinds)] if kinds else set()
        country = decision.place.country if decision.place else None
        near = {n for n in best if all((m.pinned or m.seat or country) == country for m in self._members(n))}
        return near or best

    def _find(self, name: str, type: str | None) -> set[int]:
        """The groups called ``name`` in some report; if there is none, those that some report calls so beside another name."""
        key = _key(name)
        refs = self._called.get(key) or self._also.get(key) or ()
        found = {self.groups.of(ref) for ref in refs}
        if type is None:
            return found
        of_type = {self.groups.of(ref) for ref in refs if self._printed[ref].type == type}
        return of_type | {n for n in found - of_type if any(m.type == type for m in self._members(n))}


def _key(name: str) -> str:
    return " ".join(fold(name)) or name


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
    printed = decision.names or [anchor.quote.exact for anchor in decision.target]
    said = f"{' / '.join(printed)}: {decision.who}, {decision.when}: {decision.why}"
    return Reason(f"ruled: {decision.kind}", None, said)


def _with_places(entities: Sequence[EntityLink], placed: dict[ActorRef, Decision]) -> tuple[EntityLink, ...]:
    """``entities``, those that a ruling pins with the pin and as a place or a building."""
    found = []
    for entity in entities:
        pins = [placed[ref] for ref in entity.members if ref in placed]
        ruling = max(pins, key=lambda d: (d.moment.start, d.id), default=None)
        if ruling is not None and ruling.place is not None:
            site: EntityType = "facility" if ruling.place.precision == "site" else "place"
            kind = entity.type if entity.type in PLACED else site
            entity = replace(entity, type=kind, place=ruling.place)
        found.append(entity)
    return tuple(found)


_LAY = {
    "alias": _Bench.join,
    "place": _Bench.join,
    "merge": _Bench.merge,
    "distinct": _Bench.part,
    "split": _Bench.take_out,
}
"""What to do under a decision on entities, by its kind."""
