"""What people ruled about entities, laid over what the machine linked: one, not one, pinned.

Always true here: rulings outrank the machine; one gives way to a later one on the same things (``last_word``), and of others that exclude
each other "not the same" counts; they come in the order of their time, whatever the order in which they were taken in; a ruling that could
not be applied is told, never dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.model.decisions import Decision
from dateline.model.links import ActorRef, Bound, EntityLink, Unapplied
from dateline.model.notes import EntityType, ReportNotes
from dateline.model.record import Reason

from ..clusters import Cluster, Printed, links, printed_actors
from ..name_keys import fold
from ..name_score import score_names
from .last_word import Word, as_seen, in_force

PLACED: tuple[EntityType, ...] = ("place", "facility")


class Ruled(NamedTuple):
    """Entities as people and the machine have them, the rulings that could not be applied, and which actors each
    ruling (by id) was applied to."""

    entities: tuple[EntityLink, ...]
    failures: tuple[Unapplied, ...]
    touched: tuple[tuple[str, tuple[ActorRef, ...]], ...]


def ruled(entities: Sequence[EntityLink], notes: Sequence[ReportNotes], bound: Sequence[Bound]) -> Ruled:
    """``entities`` under the decisions of the kinds in ``_PARTING`` and ``_JOINING``; the other kinds are left to other rooms."""
    apart = [b for b in bound if b.decision.kind in _PARTING and b.decision.noun == "entity"]
    others = [b for b in bound if b.decision.kind in _JOINING and b.decision.noun == "entity"]
    if not apart and not others:
        return Ruled(tuple(entities), (), ())
    printed = {actor.ref: actor for note in notes for actor in printed_actors(note)}
    clusters = [Cluster([e.name], [printed[ref] for ref in e.members], list(e.why)) for e in entities]

    def lay(gone: Container[str]) -> tuple[_Bench, list[Unapplied]]:
        return _laid(clusters, *([b for b in some if b.decision.id not in gone] for some in (apart, others)))

    by_id = {b.decision.id: b for b in (*apart, *others)}
    bench, failures = in_force(_words(clusters, apart, others), lay, lambda made, id: made.as_one(by_id[id]))
    found = _with_places(links(bench.standing()), bench.placed)
    touched = tuple((id, tuple(sorted(refs))) for id, refs in sorted(bench.touched.items()))
    return Ruled(found, failures, touched)


def _laid(
    clusters: Sequence[Cluster], apart: Sequence[Bound], others: Sequence[Bound]
) -> tuple[_Bench, list[Unapplied]]:
    """The clusters under rulings that part and then under those that join, and what could not be applied."""
    bench = _Bench(clusters, apart)
    failures = [failure for b in apart for failure in _PARTING[b.decision.kind](bench, b)]
    failures += [failure for b in others for failure in _JOINING[b.decision.kind](bench, b)]
    return bench, failures


def _words(clusters: Sequence[Cluster], apart: Sequence[Bound], others: Sequence[Bound]) -> list[Word]:
    """What each ruling says of the clusters that are left when all rulings that part hold; nothing where all say the same. A pin is never
    lost."""
    if not (apart and others):
        return []
    parted, _ = _laid(clusters, apart, ())
    kinds = ((b, b.decision.kind) for b in (*apart, *others))
    return [
        Word(b.decision, kind in _JOINING, parted.sides(b), kind == "place", parted.targets(b)) for b, kind in kinds
    ]


class _Bench:
    """Clusters while rulings are laid over them; ``placed`` keeps the members that a ruling pins, with the ruling, ``touched`` the members
    that each ruling was applied to."""

    def __init__(self, clusters: Sequence[Cluster], apart: Sequence[Bound]) -> None:
        self._apart = apart
        self._clusters: dict[int, Cluster] = dict(enumerate(clusters))
        self._called: dict[str, set[int]] = defaultdict(set)
        self._also: dict[str, set[int]] = defaultdict(set)
        self.placed: dict[ActorRef, Decision] = {}
        self.touched: defaultdict[str, set[ActorRef]] = defaultdict(set)
        self._number: dict[ActorRef, int] = {}
        self._next = len(clusters)
        for number in self._clusters:
            self._enter(number)

    def standing(self) -> list[Cluster]:
        return [self._clusters[n] for n in sorted(self._clusters)]

    def part(self, bound: Bound) -> Iterator[Unapplied]:
        """Take apart what bears both names."""
        decision = bound.decision
        one, other = decision.names
        both = self._find(one, decision.value) & self._find(other, decision.value)
        if missing := [n for n in decision.names if not self._find(n, decision.value)]:
            yield Unapplied(decision, _unknown(missing))
        else:
            self._touch(decision, self._find(one, decision.value) | self._find(other, decision.value))
        for number in sorted(both):
            cluster = self._clusters[number]
            mixed = [m for m in cluster.members if _is(m, one) and _is(m, other)]
            if mixed:
                reports = ", ".join(sorted({m.ref.report for m in mixed}))
                yield Unapplied(decision, f"one report uses both names for one and the same ({reports}).")
            parts = _parted(cluster, decision)
            if all(parts):
                self._replace([number], [Cluster([p[0].name], p, [*cluster.why, _reason(decision)]) for p in parts])

    def take_out(self, bound: Bound) -> Iterator[Unapplied]:
        """Take the actors after the first out of the entity that the first is of; together they are another one."""
        stays, *leave = bound.actors
        if stays in leave:
            yield Unapplied(bound.decision, f"one report has both for one and the same ({stays.report}).")
            return
        number = self._number[stays]
        cluster = self._clusters[number]
        out = [m for m in cluster.members if m.ref in leave]
        self.touched[bound.decision.id].update(bound.actors)
        if out:
            rest, why = [m for m in cluster.members if m.ref not in leave], [*cluster.why, _reason(bound.decision)]
            self._replace([number], [Cluster([p[0].name], p, why) for p in (rest, out)])

    def merge(self, bound: Bound) -> Iterator[Unapplied]:
        """Make one of the entities that the actors are of."""
        yield from self._unite(bound.decision, {self._number[ref] for ref in bound.actors})

    def join(self, bound: Bound) -> Iterator[Unapplied]:
        """Make one of all that bear one of the names; pin it where the ruling says where."""
        decision = bound.decision
        wanted = decision.value if decision.kind == "alias" else None
        found = {name: self._find(name, wanted) for name in decision.names}
        if decision.kind == "place":
            found = {name: self._of_place(numbers, decision) for name, numbers in found.items()}
        missing = [name for name in decision.names if not found[name]]
        if missing and (decision.kind == "alias" or len(missing) == len(decision.names)):
            yield Unapplied(decision, _unknown(missing))
            return
        yield from self._unite(decision, set().union(*found.values()))

    def sides(self, bound: Bound) -> tuple[frozenset[Hashable], ...]:
        """The clusters of which a ruling says that those of one side are those of another, or are not; each side once."""
        decision = bound.decision
        if decision.kind == "merge":
            return tuple(dict.fromkeys(as_seen(bound, lambda ref: self._number[ActorRef(*ref)])))
        if decision.kind == "split":
            found = [{self._number[bound.actors[0]]}, {self._number[ref] for ref in bound.actors[1:]}]
        else:
            wanted = decision.value if decision.kind != "place" else None
            found = [self._find(name, wanted) for name in decision.names]
        return tuple(dict.fromkeys(frozenset(side) for side in found if side))

    def targets(self, bound: Bound) -> frozenset[Hashable] | None:
        """The clusters that a merge names; None for other rulings."""
        return frozenset(self._number[ref] for ref in bound.actors) if bound.decision.kind == "merge" else None

    def as_one(self, bound: Bound) -> bool:
        """Whether all that a ruling is on is one."""
        actors = {self._number[ref] for ref in bound.actors}
        return len(actors or frozenset[Hashable]().union(*self.sides(bound))) == 1

    def _unite(self, decision: Decision, found: set[int]) -> Iterator[Unapplied]:
        numbers = sorted(found)
        members = [m for n in numbers for m in self._clusters[n].members]
        against = next((b.decision for b in self._apart if _parts(b, members)), None)
        if against is not None and len(numbers) > 1:
            yield Unapplied(decision, f"{against.who} ruled that {_both(against)} are not the same ({against.id}).")
            return
        why = [*(r for n in numbers for r in self._clusters[n].why), _reason(decision)]
        self._replace(numbers, [Cluster([members[0].name], members, why)])
        self.touched[decision.id].update(m.ref for m in members)
        if decision.kind == "place":
            self.placed.update((m.ref, decision) for m in members)

    def _touch(self, decision: Decision, numbers: Iterable[int]) -> None:
        self.touched[decision.id].update(m.ref for n in numbers for m in self._clusters[n].members)

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
            self._number[member.ref] = number
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


def _parts(ruling: Bound, members: Sequence[Printed]) -> bool:
    """Whether ``ruling`` says that ``members`` are not all one."""
    if ruling.decision.kind == "distinct":
        return all(any(_is(m, name) for m in members) for name in ruling.decision.names)
    (stays, *leave), refs = ruling.actors, {m.ref for m in members}
    return stays in refs and not refs.isdisjoint(leave)


def _both(decision: Decision) -> str:
    """The two sides of a ruling that parts, by their printed names."""
    return " and ".join(dict.fromkeys(decision.names or [anchor.quote.exact for anchor in decision.target]))


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
        ruling = next((placed[ref] for ref in entity.members if ref in placed), None)
        if ruling is not None and ruling.place is not None:
            site: EntityType = "facility" if ruling.place.precision == "site" else "place"
            kind = entity.type if entity.type in PLACED else site
            entity = replace(entity, type=kind, place=ruling.place)
        found.append(entity)
    return tuple(found)


_PARTING = {"distinct": _Bench.part, "split": _Bench.take_out}
_JOINING = {"alias": _Bench.join, "place": _Bench.join, "merge": _Bench.merge}
"""What to do under a decision on entities, by its kind. All that part come first: what is ruled not to be the same stays apart, unless
somebody ruled otherwise since."""
