"""From what a person says of a record to the decision: what is meant is looked up, and anchored on the words that show it.

Always true here: the record is not changed; a judgement that could mean two things is refused, with what to write instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from ..errors import DatelineError, InputError
from ..model.decisions import GRADES, Anchor, Decision, DecisionKind, DecisionNoun, fault_of, file_name, undone_in
from ..model.judgements import (
    Comment,
    Grade,
    Judgement,
    Merge,
    Reject,
    Remove,
    Rename,
    Resolve,
    SetDate,
    SetPlace,
    Signature,
    Split,
    Undo,
)
from ..model.reading import Span
from ..model.record import Entity, Event, RecordedReport, Statement
from ..model.words import PLACED
from .index import Index
from .locate import Target, locate

AROUND = 40
"""Characters on either side of an anchor that tell its place from others with the same words."""
FARTHEST = 5_120
"""Characters on either side after which two places are not told apart."""
OPENING = 80
"""Characters of a report that stand for the whole of it."""
FURTHER = 4
"""Passages of other places by which an entity or event is still known when the first is gone."""
Made = tuple[DecisionNoun | None, tuple[Anchor, ...], str | None]
"""What a judgement is about, and the value that it gives."""


def decided(index: Index, judgement: Judgement, signed: Signature, all_decisions: Sequence[Decision]) -> Decision:
    """The decision that ``judgement`` is. Raises LookupFailed for a target that is not there, InputError (E105) for what cannot be."""
    if isinstance(judgement, Undo):
        undone = _known(judgement.decision, all_decisions)
        if undone.id in undone_in(all_decisions):
            by = " and ".join(sorted(d.id for d in all_decisions if d.undoes == undone.id))
            raise _cannot(f"Decision {undone.id} is undone already.", f"To have it back undo the undo: {by}.")
        made = Decision("undo", None, (), None, signed.who, signed.when, signed.why, undone.id)
    elif isinstance(judgement, Grade) and judgement.grade.upper() in tuple(GRADES["publisher"]):
        grade, name = judgement.grade.upper(), _publisher(index, judgement.target)
        made = Decision("grade", "publisher", (), grade, signed.who, signed.when, signed.why, names=(name,))
    else:
        kind, make = _MAKE[type(judgement)]
        noun, target, value = make(_Desk(index), judgement)
        made = Decision(kind, noun, target, value, signed.who, signed.when, signed.why)
    if fault := fault_of(made):
        raise _cannot(f"This judgement cannot be made: {fault}.", "See docs/decisions.md for what each verb takes.")
    return made


def around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a span: more of it where the same words stand so in two places."""
    reach = AROUND
    while True:
        first, last = max(0, span.start - reach), span.end + reach
        whole = text[first:last]
        if reach >= FARTHEST or text.find(whole, text.find(whole) + 1) < 0:
            return text[first : span.start], text[span.end : last]
        reach *= 2


def _cannot(message: str, remedy: str) -> InputError:
    return InputError("E105", message, remedy)


def _known(asked: str, all_decisions: Sequence[Decision]) -> Decision:
    """The decision whose id begins so."""
    found = {d.id: d for d in all_decisions if asked and d.id.startswith(asked.casefold())}
    if len(found) != 1:
        what = f"{len(found)} decisions begin with {asked!r}" if found else f"There is no decision {asked!r}"
        raise _cannot(f"{what}.", "List them: dateline judge RECORD")
    return next(iter(found.values()))


def _publisher(index: Index, asked: str) -> str:
    names = sorted({publisher for _, publisher in index.lines.values() if publisher})
    found = [name for name in names if name.casefold() == asked.casefold()]
    if not found:
        raise _cannot(f"No report of the record is published by {asked!r}.", f"Publishers are: {'; '.join(names)}.")
    return found[0]


class _Desk:
    """What targets mean, and the anchors of what they mean."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def noun_of(self, target: str, nouns: Sequence[DecisionNoun]) -> DecisionNoun:
        """Which of ``nouns`` is meant: by what the target is, and of a place in a report the first that stands there."""
        kind = locate(self.index, target).kind
        if kind in nouns:
            return kind  # type: ignore[return-value]
        for noun in nouns:
            try:
                self.anchor_of(target, noun)
            except DatelineError:
                continue
            return noun
        raise _cannot(f"{target!r} is no {' and no '.join(nouns)}.", "Give an id from a listing, or PATH:OFFSET.")

    def anchors(self, targets: Sequence[str], noun: DecisionNoun) -> tuple[Anchor, ...]:
        """The anchors of ``targets``, all of one noun, each once."""
        return tuple(dict.fromkeys(self.anchor_of(target, noun) for target in targets))

    def anchor_of(self, target: str, noun: DecisionNoun) -> Anchor:
        """The anchor of the ``noun`` that is meant by ``target``."""
        return _ANCHOR[noun](self, target)

    def anchor(self, span: Span, type: str | None = None, label: str | None = None) -> Anchor:
        """The words of ``span`` with all that tells where they stand."""
        report = self.index.reports[span.report]
        before, after = around(report.text, span)
        return Anchor(
            quote=span,
            sha256=report.sha256,
            raw_sha256=report.raw_sha256,
            file=self._file(report),
            publisher=report.publisher,
            url=report.url,
            before=before,
            after=after,
            type=type,
            label=label,
        )

    def _file(self, report: RecordedReport) -> str:
        """The name of a report's file, with as much of its folder as tells it from others of the same publisher."""
        parts, name = report.path.replace("\\", "/").split("/"), file_name(report.path)
        for n in range(1, len(parts)):
            if (report.publisher, name) not in self._twice:
                break
            name = "/".join(parts[-1 - n :])
        return name

    @cached_property
    def _twice(self) -> frozenset[tuple[str | None, str]]:
        """Ends of paths, from any folder on, that two reports of one publisher have."""
        paths = ((publisher, path.replace("\\", "/").split("/")) for path, publisher in self.index.lines.values())
        ends = Counter((publisher, "/".join(p[n:])) for publisher, p in paths for n in range(len(p)))
        return frozenset(end for end, times in ends.items() if times > 1)

    def statement(self, target: str) -> Anchor:
        """A statement by id, or the smallest that holds a place."""
        return self._of_statement(self._statement(target))

    def _of_statement(self, told: Statement) -> Anchor:
        rule = "nominal" if told.rule == "nominal" else "clause"
        return self.anchor(told.span, rule)

    def copies_of(self, target: str) -> tuple[Anchor, ...]:
        """The statements of other places that make the same statement in the same words, copied."""
        told = self._statement(target)
        words = told.span.exact.casefold().split()
        same = (s for s in self.index.nouns.statements if s.copy_group and s.copy_group == told.copy_group)
        return tuple(self._of_statement(s) for s in same if s.span.exact.casefold().split() == words)

    def _statement(self, target: str) -> Statement:
        found = locate(self.index, target)
        if found.kind in ("figure", "occupancy"):
            return self.index.statements[found.statements[0]]
        told = [self.index.statements[id] for id in found.statements] if found.kind in ("statement", "passage") else []
        place = found.spans[0] if found.spans else None
        if found.kind == "passage" and place:
            told = [s for s in told if s.span.start <= place.start and place.end <= s.span.end]
        if not told:
            raise _cannot(
                f"{target!r} is no statement.", "dateline show RECORD PATH:OFFSET lists those that stand there."
            )
        return min(told, key=lambda s: (s.span.end - s.span.start, s.id))

    def event(self, target: str) -> Anchor:
        """An event by id, or the only one that a statement or place tells: by the statements that show it most clearly."""
        found = locate(self.index, target)
        if found.kind == "event":
            event = self.index.events[found.id]
            told = [self.index.statements[id] for id in event.statements]
            best = [s for s in told if self._shows(s, event)]
            if not told:
                raise _cannot(f"No passage tells {target!r}: it is only referred to.", "Rule on an event that is told.")
            if not best:
                message = f"Each statement that tells {target!r} tells another event of its kind too."
                raise _cannot(message, "Reject a statement, or split it at PATH:OFFSET.")
            first, *others = sorted(best, key=lambda s: (len(self._told(s)) > 1, *_distance(s, event)))
            further = tuple(self._of_event(s, event) for s in others[:FURTHER])
            return replace(self._of_event(first, event), others=further)
        statement = self._statement(target)
        events = self.index.events_of.get(statement.id, ())
        if len(events) != 1:
            remedy = f"Give the id of one of them: {', '.join(events)}." if events else "Give the id of an event."
            raise _cannot(f"{target!r} tells {len(events)} events.", remedy)
        return self._of_event(statement, self.index.events[events[0]])

    def _of_event(self, told: Statement, event: Event) -> Anchor:
        return self.anchor(told.span, event.type, event.headline.exact)

    def _shows(self, told: Statement, event: Event) -> bool:
        """Whether the words of a statement tell this event and no other of its type."""
        return {id for id in self._told(told) if self.index.events[id].type == event.type} == {event.id}

    def _told(self, told: Statement) -> set[str]:
        """The events that the words of a statement tell."""
        return {id for s in self.index.at(told.span) for id in self.index.events_of.get(s.id, ())}

    def entity(self, target: str) -> Anchor:
        """An entity by id or name, or the one that is mentioned at a place: by the mention there, else by its fullest one."""
        found = locate(self.index, target)
        if found.kind == "entity":
            entity = self.index.entities[found.id]
            if named := self._renamed(found.id):
                return named
            first, *others = (self._of_entity(entity, span) for span in _fullest(entity))
            return replace(first, others=tuple(others[:FURTHER]))
        return self._of_entity(*self._mentioned(target, found))

    def _renamed(self, id: str) -> Anchor | None:
        """The anchor by which an entity was given its name: by the name itself no passage shows it."""
        named = [d.target[0] for d in self.index.rulings.get(id, ()) if d.kind == "rename"]
        return named[-1] if named else None

    def _of_entity(self, entity: Entity, span: Span) -> Anchor:
        return self.anchor(span, entity.type, entity.name)

    def _mentioned(self, target: str, found: Target) -> tuple[Entity, Span]:
        place = found.spans[0] if found.kind == "passage" else None
        there = [(e, s) for e in self.index.nouns.entities for s in e.mentions if place and _holds(s, place)]
        if not there:
            raise _cannot(
                f"Nobody and nothing is named at {target!r}.", "Give a name, an id, or PATH:OFFSET of a mention."
            )
        return min(there, key=lambda pair: (pair[1].end - pair[1].start, pair[0].id))

    def report(self, target: str) -> Anchor:
        """A report by path or id."""
        found = locate(self.index, target)
        if found.kind != "report":
            raise _cannot(f"{target!r} is no report.", "Give its path as it stands in the listings.")
        report = self.index.reports[found.id]
        end = min(OPENING, len(report.text))
        return self.anchor(Span(report.id, 0, end, report.text[:end]), None, report.title or report.path)

    def contradiction(self, target: str) -> tuple[Anchor, ...]:
        """The statements of a contradiction by id."""
        if target not in self.index.contradictions:
            raise _cannot(f"{target!r} is no contradiction.", "List them: dateline disputes RECORD")
        sides = dict.fromkeys(self.index.contradictions[target].statements)
        return tuple(self._of_statement(self.index.statements[id]) for id in sides)


def _fullest(entity: Entity) -> list[Span]:
    """The fullest mention of each report, those by the entity's name first."""
    names = {entity.name, *entity.aliases}
    ranked = sorted(
        entity.mentions, key=lambda s: (s.exact != entity.name, s.exact not in names, -len(s.exact), s.report, s.start)
    )
    by_report: dict[str, Span] = {}
    for span in ranked:
        by_report.setdefault(span.report, span)
    return list(by_report.values())


def _distance(told: Statement, event: Event) -> tuple[bool, bool, int, str]:
    """Least for the statement that the headline is made of."""
    head, span = event.headline, told.span
    elsewhere = head.report != span.report
    overlaps = not elsewhere and span.start < head.end and head.start < span.end
    return (elsewhere, not overlaps, abs(span.start - head.start) + abs(span.end - head.end), told.id)


def _holds(span: Span, place: Span) -> bool:
    return span.report == place.report and span.start <= place.start and place.end <= span.end


_ANCHOR: Mapping[DecisionNoun, Callable[[_Desk, str], Anchor]] = {
    "statement": _Desk.statement,
    "event": _Desk.event,
    "entity": _Desk.entity,
    "report": _Desk.report,
}


# --- one function for each judgement that rests on passages ----------------------------------------------------------


def _merge(desk: _Desk, said: Merge) -> Made:
    noun = desk.noun_of(said.targets[0], ("entity", "event")) if said.targets else "entity"
    return noun, _several(desk.anchors(said.targets, noun), said.targets), None


def _several(found: tuple[Anchor, ...], targets: Sequence[str]) -> tuple[Anchor, ...]:
    if len(found) < 2:
        raise _cannot(f"{' and '.join(map(repr, targets))} are one already.", "Name two different ones.")
    return found


def _split(desk: _Desk, said: Split) -> Made:
    noun = desk.noun_of(said.target, ("entity", "event"))
    leave = tuple(replace(a, others=()) for a in desk.anchors(said.parts, noun))
    first = desk.anchor_of(said.target, noun)
    places, reports = {a.quote for a in leave}, {a.quote.report for a in leave if noun == "entity"}
    stay = [a for a in (first, *first.others) if a.quote not in places and a.quote.report not in reports]
    stays = replace(stay[0], others=tuple(stay[1:])) if stay else _staying(desk, said, noun, leave)
    return noun, (stays, *leave), None


def _staying(desk: _Desk, said: Split, noun: DecisionNoun, leave: Sequence[Anchor]) -> Anchor:
    """Another passage of what is split, in a report that none of those that leave is of."""
    found = locate(desk.index, said.target)
    spans = (
        desk.index.entities[found.id].mentions
        if noun == "entity"
        else tuple(desk.index.statements[id].span for id in found.statements)
    )
    taken = {(a.quote.report, a.quote.start, a.quote.end) for a in leave}
    reports = {a.quote.report for a in leave} if noun == "entity" else set()
    for span in spans:
        if span.report not in reports and (span.report, span.start, span.end) not in taken:
            return desk.anchor_of(f"{span.report}:{span.start}-{span.end}", noun)
    raise _cannot(f"Nothing of {said.target!r} would be left.", "Name fewer passages, or another one that stays.")


def _reject(desk: _Desk, said: Reject) -> Made:
    copies = (anchor for target in said.targets for anchor in desk.copies_of(target)) if said.copies else ()
    return "statement", tuple(dict.fromkeys((*desk.anchors(said.targets, "statement"), *copies))), None


def _date(desk: _Desk, said: SetDate) -> Made:
    noun = desk.noun_of(said.targets[0], ("event", "statement")) if said.targets else "event"
    return noun, desk.anchors(said.targets, noun), said.date


def _place(desk: _Desk, said: SetPlace) -> Made:
    noun = desk.noun_of(said.targets[0], ("event", "statement")) if said.targets else "event"
    where = desk.entity(said.place)
    if where.type not in PLACED:
        raise _cannot(f"{said.place!r} is a name of type {where.type}, not of a place.", "Name a place or a building.")
    return noun, (*desk.anchors(said.targets, noun), where), None


def _rename(desk: _Desk, said: Rename) -> Made:
    return "entity", (desk.entity(said.target),), " ".join(said.name.split())


def _resolve(desk: _Desk, said: Resolve) -> Made:
    target = desk.contradiction(said.target)
    found = desk.index.contradictions[said.target]
    return "contradiction", target, f"{found.kind}:{found.aspect}"


def _grade(desk: _Desk, said: Grade) -> Made:
    if said.target.casefold() in {(publisher or "").casefold() for _, publisher in desk.index.lines.values()}:
        raise _cannot(f"{said.grade!r} is no grade of a publisher.", "Publishers are graded A to F, statements 1 to 6.")
    return "statement", (desk.statement(said.target),), said.grade


def _comment(desk: _Desk, said: Comment) -> Made:
    if len(said.targets) == 1 and said.targets[0] in desk.index.contradictions:
        found = desk.index.contradictions[said.targets[0]]
        return "contradiction", desk.contradiction(said.targets[0]), f"{found.kind}:{found.aspect}"
    nouns: tuple[DecisionNoun, ...] = ("statement", "event", "entity", "report")
    noun = desk.noun_of(said.targets[0], nouns) if said.targets else "statement"
    return noun, desk.anchors(said.targets, noun), None


def _remove(desk: _Desk, said: Remove) -> Made:
    return "report", desk.anchors(said.targets, "report"), None


_MAKE: Mapping[type, tuple[DecisionKind, Callable[[_Desk, Any], Made]]] = {
    Merge: ("merge", _merge),
    Split: ("split", _split),
    Reject: ("reject", _reject),
    SetDate: ("date", _date),
    SetPlace: ("locate", _place),
    Rename: ("rename", _rename),
    Resolve: ("resolve", _resolve),
    Grade: ("grade", _grade),
    Comment: ("comment", _comment),
    Remove: ("remove", _remove),
}
