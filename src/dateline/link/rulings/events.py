"""What people ruled about events, laid over what the machine linked: one, not one, told by nobody.

Always true here: a ruling gives way to a later one on the same events (``last_word``); of the others those come first that take events
apart, so that what is ruled not to be the same stays apart; an event that only rejected statements tell is gone; the order in which the
decisions were taken in does not show.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

from dateline.model.decisions import Decision
from dateline.model.links import Bound, ClauseRef, EventLink, EventRef, Unapplied
from dateline.model.notes import ReportNotes
from dateline.model.record import Reason

from ..events import EventLinks
from .last_word import Word, as_seen, in_force


class RuledEvents(NamedTuple):
    """Events as people and the machine have them, the rulings that could not be applied, and the event of each telling, also of those
    that were rejected."""

    events: EventLinks
    failures: tuple[Unapplied, ...]
    event_of: Mapping[EventRef, str]


def ruled_events(found: EventLinks, notes: Iterable[ReportNotes], bound: Sequence[Bound]) -> RuledEvents:
    """``found`` under the decisions that split and merge events, without the tellings of rejected statements."""
    of_events = [b for b in bound if b.decision.noun == "event" and b.decision.kind in ("split", "merge")]
    by_id = {b.decision.id: b for b in of_events}
    bench, failures = in_force(
        _words(found.links, of_events),
        lambda gone: _laid(found.links, [b for b in of_events if b.decision.id not in gone]),
        lambda made, id: len({made.event_of[ref] for ref in by_id[id].events}) == 1,
    )
    rejected = {ref for b in bound if b.decision.kind == "reject" for ref in b.clauses}
    standing = bench.standing(found.denials, _told_by(notes, rejected))
    return RuledEvents(standing, failures, bench.event_of)


def _words(links: Sequence[EventLink], bound: Sequence[Bound]) -> list[Word]:
    """What each ruling says of the events that are left when all rulings that split hold; nothing where all say the same."""
    apart = [b for b in bound if b.decision.kind == "split"]
    if len(apart) in (0, len(bound)):
        return []
    parted, _ = _laid(links, apart)
    return [Word(b.decision, b.decision.kind == "merge", parted.sides(b), targets=parted.targets(b)) for b in bound]


def _laid(links: Sequence[EventLink], bound: Sequence[Bound]) -> tuple[_Bench, list[Unapplied]]:
    """The events under rulings that split and then under those that merge, and what could not be applied."""
    apart = [b for b in bound if b.decision.kind == "split"]
    bench = _Bench(links, apart)
    failures = [failure for b in apart for failure in bench.take_out(b)]
    return bench, failures + [failure for b in bound if b.decision.kind == "merge" for failure in bench.merge(b)]


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


@dataclass(slots=True)
class _Group:
    """The tellings of one event while rulings are laid over them."""

    id: str
    members: set[EventRef]
    why: tuple[Reason, ...]


class _Bench:
    """Events while rulings are laid over them; ``_now`` tells what became of an event that was merged into another."""

    def __init__(self, links: Sequence[EventLink], apart: Sequence[Bound]) -> None:
        self._apart = apart
        self._groups = {link.id: _Group(link.id, set(link.members), link.why) for link in links}
        self.event_of = {ref: link.id for link in links for ref in link.members}
        self._now: dict[str, str] = {}

    def take_out(self, bound: Bound) -> Iterator[Unapplied]:
        """Take the tellings after the first out of the event that the first tells; together they tell another one."""
        stays, *leave = bound.events
        group = self._groups[self.event_of[stays]]
        if stays in leave:
            yield Unapplied(bound.decision, "the same words are on both sides.")
            return
        out = group.members & set(leave)
        if out:
            first = min(out)
            id = _split_id(f"{first.report}\0{first.event}")
            while id in self._groups:  # what was split off at this very telling is split again
                id = _split_id(id)
            group.members -= out
            group.why = (*group.why, _reason(bound.decision))
            self._groups[id] = _Group(id, out, (_reason(bound.decision),))
            self.event_of.update(dict.fromkeys(out, id))

    def sides(self, bound: Bound) -> tuple[frozenset[Hashable], ...]:
        """The events of which a ruling says that those of one side are those of another, or are not; each side once."""
        if bound.decision.kind == "merge":
            return tuple(dict.fromkeys(as_seen(bound, lambda ref: self.event_of[EventRef(*ref)])))
        stays, *leave = (self.event_of[ref] for ref in bound.events)
        return tuple(dict.fromkeys([frozenset({stays}), frozenset(leave)]))

    def targets(self, bound: Bound) -> frozenset[Hashable]:
        """The events that a ruling names."""
        return frozenset(self.event_of[ref] for ref in bound.events)

    def merge(self, bound: Bound) -> Iterator[Unapplied]:
        """Make one of the events that the tellings are of; it keeps the id of the first."""
        ids = list(dict.fromkeys(self.event_of[ref] for ref in bound.events))
        members = set().union(*(self._groups[id].members for id in ids))
        against = next((b.decision for b in self._apart if _parts(b, members)), None)
        if against is not None and len(ids) > 1:
            yield Unapplied(bound.decision, f"{against.who} ruled that they are not the same ({against.id}).")
            return
        first, *others = (self._groups[id] for id in ids)
        why = (*(r for group in (first, *others) for r in group.why), _reason(bound.decision))
        for group in others:
            del self._groups[group.id]
            self._now[group.id] = first.id
        first.members, first.why = members, tuple(dict.fromkeys(why))
        self.event_of.update(dict.fromkeys(members, first.id))

    def standing(self, denials: Sequence[tuple[str, str]], rejected: frozenset[EventRef]) -> EventLinks:
        """The events that something tells, and the denials between them."""
        groups = [replace(g, members=g.members - rejected) for g in self._groups.values()]
        links = [EventLink(g.id, tuple(sorted(g.members)), g.why) for g in groups if g.members]
        there = {link.id for link in links}
        pairs = {(min(pair), max(pair)) for a, b in denials if (pair := (self._find(a), self._find(b)))}
        kept = sorted((a, b) for a, b in pairs if a != b and {a, b} <= there)
        return EventLinks(tuple(sorted(links, key=lambda link: link.id)), tuple(kept))

    def _find(self, id: str) -> str:
        while id in self._now:
            id = self._now[id]
        return id


def _split_id(of: str) -> str:
    return "e-" + sha256(f"split\0{of}".encode()).hexdigest()[:12]


def _parts(ruling: Bound, members: set[EventRef]) -> bool:
    stays, *leave = ruling.events
    return stays in members and not members.isdisjoint(leave)


def _reason(decision: Decision) -> Reason:
    return Reason(f"ruled: {decision.kind}", None, f"{decision.who}, {decision.when}: {decision.why}")
