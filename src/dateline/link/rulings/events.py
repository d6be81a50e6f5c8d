"""What people ruled about events, laid over what the machine linked: one, not one, told by nobody.

Always true here: of rulings that contradict each other the later counts (``groups``); an event that only rejected statements tell is gone;
the order in which the decisions were taken in does not show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from ...model.decisions import Decision
from ...model.links import Bound, ClauseRef, EventLink, EventRef, Unapplied
from ...model.notes import ReportNotes
from ...model.record import Reason
from ..events import EventLinks
from .groups import Groups, Said, by_time


class RuledEvents(NamedTuple):
    """Events as people and the machine have them, the rulings that could not be applied or gave way, the event of each telling, also of
    those that were rejected, and the tellings of which each ruling (by id) holds."""

    events: EventLinks
    failures: tuple[Unapplied, ...]
    event_of: Mapping[EventRef, str]
    touched: Mapping[str, tuple[EventRef, ...]]


def ruled_events(found: EventLinks, notes: Iterable[ReportNotes], bound: Sequence[Bound]) -> RuledEvents:
    """``found`` under the decisions that split and merge events, without the tellings of rejected statements."""
    bench = _Bench(found.links)
    of_events = (b for b in bound if b.decision.noun == "event" and b.decision.kind in _LAY)
    failures = [failure for b in by_time(of_events) for failure in _LAY[b.decision.kind](bench, b)]
    rejected = {ref for b in bound if b.decision.kind == "reject" for ref in b.clauses}
    held = tuple(bench.groups.held())
    standing = bench.standing(held, found.denials, _told_by(notes, rejected))
    touched = {said.decision.id: tuple(sorted(refs)) for said, refs in held}
    return RuledEvents(standing, (*failures, *bench.groups.given_way()), bench.event_of(), touched)


def _told_by(notes: Iterable[ReportNotes], clauses: set[ClauseRef]) -> frozenset[EventRef]:
    """The tellings of events in ``clauses``, by whichever clause of the same words."""
    if not clauses:
        return frozenset()
    found: set[EventRef] = set()
    for note in notes:
        rejected = same_clauses(note, clauses)
        found.update(EventRef(note.report, n) for n, e in enumerate(note.events) if e.clause in rejected)
    return frozenset(found)


def same_clauses(note: ReportNotes, clauses: Iterable[ClauseRef]) -> frozenset[int]:
    """The numbers of the clauses of ``note`` that are one statement with one of ``clauses``: of the same words, both nouns or neither."""
    said = {_statement(note, ref.clause) for ref in clauses if ref.report == note.report}
    return frozenset(n for n in range(len(note.clauses)) if _statement(note, n) in said) if said else frozenset()


def _statement(note: ReportNotes, clause: int) -> tuple[int, int, bool]:
    made = note.clauses[clause]
    return (*made.extent, made.rule == "nominal")


class _Bench:
    """Events while rulings are laid over them. A piece has the id that the machine gave it, or one of its own where it was taken out; a
    group has that of its first piece."""

    def __init__(self, links: Sequence[EventLink]) -> None:
        self._links = links
        self._ids = [link.id for link in links]
        self._taken = set(self._ids)
        self.groups = Groups([link.members for link in links])

    def take_out(self, bound: Bound) -> Iterator[Unapplied]:
        """Take the tellings after the first out of the event that the first tells; together they tell another one."""
        stays, *leave = bound.events
        if stays in leave:
            yield Unapplied(bound.decision, "the same words are on both sides.")
            return
        self.groups.take_out(bound.decision, stays, leave)
        self.groups.say(bound.decision, ([stays], leave))
        for piece in range(len(self._ids), len(self.groups.pieces)):
            first = min(self.groups.pieces[piece])
            id = _split_id(f"{first.report}\0{first.event}")
            while id in self._taken:  # what was split off at this very telling is split again
                id = _split_id(id)
            self._ids.append(id)
            self._taken.add(id)

    def merge(self, bound: Bound) -> Iterator[Unapplied]:
        """Make one of the events that the tellings are of; it keeps the id of the first."""
        self.groups.unite(bound.decision, map(self.groups.of, bound.events))
        self.groups.say(bound.decision, ([ref] for ref in bound.events))
        return iter(())

    def event_of(self) -> dict[EventRef, str]:
        """The event of each telling."""
        return {ref: id for group, id in self._named().items() for ref in self.groups.members(group)}

    def standing(
        self,
        held: Sequence[tuple[Said[EventRef], frozenset[EventRef]]],
        denials: Sequence[tuple[str, str]],
        rejected: frozenset[EventRef],
    ) -> EventLinks:
        """The events that something tells under the rulings that ``held``, and the denials between them."""
        ruled: defaultdict[int, list[Reason]] = defaultdict(list)
        for said, refs in held:
            for group in {self.groups.of(ref) for ref in refs}:
                ruled[group].append(_reason(said.decision))
        ids = self._named()
        links = [EventLink(id, self._told(n, rejected), self._why(n, ruled[n])) for n, id in ids.items()]
        there = {link.id: link for link in links if link.members}
        now = {link.id: ids[self.groups.of_piece(n)] for n, link in enumerate(self._links)}
        pairs = {(min(pair), max(pair)) for a, b in denials if (pair := (now.get(a, a), now.get(b, b)))}
        kept = sorted((a, b) for a, b in pairs if a != b and {a, b} <= there.keys())
        return EventLinks(tuple(link for _, link in sorted(there.items())), tuple(kept))

    def _named(self) -> dict[int, str]:
        """The id of each group."""
        return {group: self._ids[self.groups.pieces_of(group)[0]] for group in self.groups.groups}

    def _told(self, group: int, rejected: frozenset[EventRef]) -> tuple[EventRef, ...]:
        return tuple(sorted({*self.groups.members(group)} - rejected))

    def _why(self, group: int, ruled: Sequence[Reason]) -> tuple[Reason, ...]:
        machine = (piece for piece in self.groups.pieces_of(group) if piece < len(self._links))
        return tuple(dict.fromkeys((*(reason for piece in machine for reason in self._links[piece].why), *ruled)))


def _split_id(of: str) -> str:
    return "e-" + sha256(f"split\0{of}".encode()).hexdigest()[:12]


def _reason(decision: Decision) -> Reason:
    return Reason(f"ruled: {decision.kind}", None, f"{decision.who}, {decision.when}: {decision.why}")


_LAY = {"split": _Bench.take_out, "merge": _Bench.merge}
"""What to do under a decision on events, by its kind."""
