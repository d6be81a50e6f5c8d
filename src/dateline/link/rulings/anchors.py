"""From what a decision is anchored on to the reports, actors, clauses and events of the record as it is now.

Always true here: an anchor leads to the printed words that it was made of, in the document that it was made of, or to nothing: never to
words that are only alike, nor to the same words in another document. What cannot be found is said, with the reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from ...model.decisions import Anchor, Decision, DecisionNoun, file_name
from ...model.links import ActorRef, Bound, ClauseRef, EventRef, Unapplied
from ...model.notes import ReportNotes
from ...model.reading import Extent, Report
from ..versions import address
from .groups import PARTING, short

EDGES = " \t\r\n.,;:!?\"'“”‘’()[]–—-"
"""Characters at the ends of a clause that another version of the parser may count to it or not."""
WORD = re.compile(r"\d(?:[\d.,:/]*\d)?|[^\W\d_]+")
"""A number with the marks inside it, or a run of letters: what stays the same where only marks and blanks were changed."""
LEAST: Mapping[str, int] = {"merge": 2, "split": 2, "resolve": 2, "locate": 2}
"""Targets that must be there for a decision of this kind to mean anything; of other kinds one."""
WHOLE = ("split", "locate")
"""Kinds of which each target has a part of its own: they hold with all their targets or not at all."""
ONE_OR_NOT = ("merge", "split")
"""Kinds that are laid one after the other, each over what was one at its time: what was ruled since does not matter to them."""
K = TypeVar("K")


class Lost(Exception):  # noqa: N818 - what became of the words
    """What an anchor is made of is not in the record, or not clearly; the message says why."""


class Bindings(NamedTuple):
    """Decisions with what they are about, in the order given, and those whose words are not all there."""

    bound: tuple[Bound, ...]
    failures: tuple[Unapplied, ...]


def bind(
    decisions: Sequence[Decision],
    reports: Mapping[str, Report],
    notes: Mapping[str, ReportNotes],
    families: Mapping[str, str],
) -> Bindings:
    """``decisions`` bound to ``reports`` with their ``notes`` (by id); one without targets to nothing. ``families`` are those of types."""
    finder = _Finder(reports, notes, families)
    for decision in decisions:
        finder.part(decision)
    bound: list[Bound] = []
    failures: list[Unapplied] = []
    for decision in decisions:
        one, lost = _bound(finder, decision)
        failures += (Unapplied(decision, reason) for reason in lost)
        bound += [one] if one else []
    return Bindings(tuple(bound), tuple(failures))


def _bound(finder: _Finder, decision: Decision) -> tuple[Bound | None, list[str]]:
    """What the targets of one decision lead to, None where too few are there; and why the others do not."""
    found, lost = Bound(decision), list[str]()
    there = 0
    for number, anchor in enumerate(decision.target):
        noun = "entity" if decision.kind == "locate" and number == len(decision.target) - 1 else decision.noun
        try:
            found = _found(finder, found, noun or "report", anchor)
            there += 1
        except Lost as reason:
            lost.append(str(reason))
    enough = not decision.target or there >= LEAST.get(decision.kind, 1)
    return (found if enough and not (lost and decision.kind in WHOLE) else None), lost


def _found(finder: _Finder, found: Bound, noun: DecisionNoun, anchor: Anchor) -> Bound:
    """``found`` with what ``anchor`` leads to, or else the first of its ``others`` that leads anywhere: not to what was taken out of the
    thing since."""
    lost: list[Lost] = []
    for one in (anchor, *anchor.others):
        try:
            there = _LOOK[noun](finder, found, one)
        except Lost as reason:
            lost.append(reason)
            continue
        new = (*there.actors[len(found.actors) :], *there.events[len(found.events) :])
        if not anchor.others or not finder.is_parted(found.decision, new, {_spelt(anchor), _spelt(one)}):
            return there
        lost.append(Lost(f"{_short(one)} ({one.file}) was taken out of it since."))
    raise lost[0]


class _Finder:
    """Reports and what they say, looked up by anchor."""

    def __init__(
        self, reports: Mapping[str, Report], notes: Mapping[str, ReportNotes], families: Mapping[str, str]
    ) -> None:
        self._reports = reports
        self._notes = notes
        self._families = families
        self._taken_out: defaultdict[Hashable, list[timedelta]] = defaultdict(list)

    def part(self, decision: Decision) -> None:
        """Remember when what was ruled to be another thing than it was: passages, or two names."""
        if decision.kind not in PARTING:
            return
        outs: list[Hashable] = [frozenset(map(str.casefold, decision.names))]
        for anchor in decision.target[1:]:
            with suppress(Lost):
                outs.append(self.event(anchor) if decision.noun == "event" else self.actor(anchor))
        for out in outs:
            self._taken_out[out].append(decision.moment.start)

    def is_parted(self, decision: Decision, refs: Iterable[Hashable], names: Iterable[str]) -> bool:
        """Whether somebody ruled since ``decision`` that these are another thing, or what bears these names two."""
        outs: list[Hashable] = [*refs, frozenset(names)] if decision.kind not in ONE_OR_NOT else []
        return any(when >= decision.moment.start for out in outs for when in self._taken_out.get(out, ()))

    def report(self, anchor: Anchor) -> str:
        """The report that ``anchor`` is of, as it was: its id. Another version of it is another report."""
        same = [r for r in self._by_text.get(anchor.sha256, ()) if _is_same(r, anchor) and _is_same_file(r, anchor)]
        exact = [r for r in same if r.id == anchor.quote.report] or same or self._read_otherwise(anchor)
        if len(exact) != 1:
            why = "is in the record more than once" if exact else "is not in the record"
            raise Lost(f"the report {anchor.label or anchor.file!r} ({anchor.file}) {why}.")
        return exact[0].id

    def _read_otherwise(self, anchor: Anchor) -> list[Report]:
        """Reports made of the same file by another reader."""
        return [
            r
            for r in self._by_file.get((anchor.raw_sha256, _entry(anchor.file)), ())
            if r.sha256 != anchor.sha256
            and _is_same(r, anchor)
            and _is_same_file(r, anchor)
            and _places(r.text, anchor)
        ]

    def actor(self, anchor: Anchor) -> ActorRef:
        """The actor that is mentioned there: by a mention at this very place, else by the only one that holds it or lies in it."""
        report, extent = self._place(anchor)
        mentions = self._notes[report].mentions
        same = {m.actor for m in mentions if m.extent == extent}
        near = same or {m.actor for m in mentions if m.extent.holds(extent) or extent.holds(m.extent)}
        of_type = {a for a in near if self._notes[report].actors[a].type == anchor.type}
        return ActorRef(report, _only(same if len(same) == 1 else of_type, anchor, "nothing of its type is named by"))

    def clause(self, anchor: Anchor) -> ClauseRef:
        """The clause that these words are, but for marks at its ends."""
        report, extent = self._place(anchor)
        wanted, noun = self._bare(report, extent), anchor.type == "nominal"
        clauses = enumerate(self._notes[report].clauses)
        found = {n for n, c in clauses if (c.rule == "nominal") == noun and self._bare(report, c.extent) == wanted}
        return ClauseRef(report, min(found) if found else _only(found, anchor, "no statement is made by"))

    def event(self, anchor: Anchor) -> EventRef:
        """The event of its type that the clause of these words tells, or else the only one of its family."""
        report, extent = self._place(anchor)
        wanted, notes = self._bare(report, extent), self._notes[report]
        told = {n for n, e in enumerate(notes.events) if self._bare(report, notes.clauses[e.clause].extent) == wanted}
        of_type = {n for n in told if notes.events[n].type == anchor.type}
        family = self._families.get(anchor.type or "")
        akin = {n for n in told if family is None or self._families.get(notes.events[n].type) == family}
        return EventRef(report, min(of_type) if of_type else _only(akin, anchor, "no event of its kind is told by"))

    def _place(self, anchor: Anchor) -> tuple[str, Extent]:
        """The report and the place in it that the words of ``anchor`` have now."""
        quote = anchor.quote
        same = [r for r in self._by_text.get(anchor.sha256, ()) if _is_same(r, anchor)]
        exact = [r for r in same if r.id == quote.report] or same
        if len(exact) > 1:
            raise Lost(f"several reports are the one that prints {_short(anchor)} (such as {exact[0].path}).")
        if exact:
            return exact[0].id, Extent(quote.start, quote.end)
        by_name = self._by_name.get(_name(anchor.publisher, anchor.file), ())
        named = [r for r in by_name if _lies_at(r, anchor.file)]
        again = (
            *self._by_file.get((anchor.raw_sha256, _entry(anchor.file)), ()),
            *self._by_url.get(_at(anchor.url), ()),
            *(named if len(named) == 1 else ()),
        )
        read_otherwise = {r.id: r for r in again if _is_same(r, anchor)}
        found = [(id, place) for id, r in sorted(read_otherwise.items()) for place in _places(r.text, anchor)]
        if len(found) != 1:
            why = "stands in no report of the record" if not found else "stands in several places"
            raise Lost(f"{_short(anchor)} ({anchor.file}) {why}.")
        return found[0]

    def _bare(self, report: str, extent: Extent) -> Extent:
        text = self._reports[report].text[extent.start : extent.end]
        begin = len(text) - len(text.lstrip(EDGES))
        return Extent(extent.start + begin, extent.start + max(begin, len(text.rstrip(EDGES))))

    @cached_property
    def _by_text(self) -> Mapping[str, list[Report]]:
        return _grouped(self._reports.values(), lambda report: report.sha256)

    @cached_property
    def _by_file(self) -> Mapping[tuple[str, str], list[Report]]:
        return _grouped(self._reports.values(), lambda report: (report.raw_sha256, _entry(report.path)))

    @cached_property
    def _by_url(self) -> Mapping[str, list[Report]]:
        return _grouped((r for r in self._reports.values() if r.url), lambda report: _at(report.url))

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], list[Report]]:
        named = (r for r in self._reports.values() if r.publisher and not _entry(r.path))
        return _grouped(named, lambda r: _name(r.publisher, r.path))


def _name(publisher: str | None, file: str) -> tuple[str, str]:
    """By what a corrected file is known again: without its publisher, a name such as index.html is anybody's."""
    return (publisher or "").casefold(), file_name(file)


def _entry(path: str) -> str:
    """The number of a report in a file of several; such a number is not a name: with another report added it is another one's."""
    return file_name(path).partition("#")[2]


def _lies_at(report: Report, file: str) -> bool:
    """Whether the end of a report's path is this file name, with as much of its folder as was told."""
    return f"/{report.path}".replace("\\", "/").endswith(f"/{file}")


def _spelt(anchor: Anchor) -> str:
    return " ".join(anchor.quote.exact.split()).casefold()


def _grouped(reports: Iterable[Report], key: Callable[[Report], K]) -> dict[K, list[Report]]:
    found: defaultdict[K, list[Report]] = defaultdict(list)
    for report in reports:
        found[key(report)].append(report)
    return dict(found)


def _at(url: str | None) -> str:
    """The address that ``url`` leads to, whatever way into the page it names."""
    return address(url or "") or url or ""


def _is_same(report: Report, anchor: Anchor) -> bool:
    """Whether a report with the same text, file or address is the same document: not another outlet's copy, nor at another address. Of what
    has neither publisher nor address the text alone tells."""
    if report.id == anchor.quote.report:
        return True
    publishers = {p.casefold() for p in (report.publisher, anchor.publisher) if p}
    if len(publishers) > 1 or (report.url and anchor.url and _at(report.url) != _at(anchor.url)):
        return False
    same_publisher = bool(report.publisher and anchor.publisher)
    nameless = not (publishers or report.url or anchor.url)
    return bool(report.url and anchor.url) or same_publisher or nameless or _is_same_file(report, anchor)


def _is_same_file(report: Report, anchor: Anchor) -> bool:
    """Whether a report lies at the same address, or else in a file of the same name."""
    return report.id == anchor.quote.report or bool(report.url and anchor.url) or _lies_at(report, anchor.file)


def _places(text: str, anchor: Anchor) -> list[Extent]:
    """Where the words stand between the same words before and after them; marks and blanks may have been changed."""
    whole = anchor.before + anchor.quote.exact + anchor.after
    found: list[Extent] = []
    start = text.find(whole) if anchor.quote.exact else -1
    while start >= 0 and len(found) < 2:
        begin = start + len(anchor.before)
        found.append(Extent(begin, begin + len(anchor.quote.exact)))
        start = text.find(whole, start + 1)
    return found or _same_words(text, anchor)


def _same_words(text: str, anchor: Anchor) -> list[Extent]:
    """Where the same words stand in the same order, whatever marks and blanks are between them."""
    before, exact, after = (WORD.findall(part) for part in (anchor.before, anchor.quote.exact, anchor.after))
    if not exact:
        return []
    there = [(found[0], found.start(), found.end()) for found in WORD.finditer(text)]
    line = "\0".join(["", *(word for word, _, _ in there), ""])
    pattern = "\0".join(["", *before[1:], *exact, *after[:-1], ""])
    found: list[Extent] = []
    start = line.find(pattern)
    while start >= 0 and len(found) < 2:
        first = line.count("\0", 0, start) + len(before[1:])
        last = first + len(exact) - 1
        # The outermost words were cut where the anchor was.
        begins = not before or (first >= len(before) and there[first - len(before)][0].endswith(before[0]))
        ends = not after or (last + len(after) < len(there) and there[last + len(after)][0].startswith(after[-1]))
        found += [Extent(there[first][1], there[last][2])] if begins and ends else []
        start = line.find(pattern, start + 1)
    return found


def _only(found: set[int], anchor: Anchor, none: str) -> int:
    if len(found) != 1:
        place = f"{_short(anchor)} ({anchor.file}:{anchor.quote.start})"
        raise Lost(f"{none} {place} any more." if not found else f"several things are meant by {place}.")
    return min(found)


def _short(anchor: Anchor) -> str:
    return f"“{short(anchor.quote.exact)}”"


def _with_report(finder: _Finder, found: Bound, anchor: Anchor) -> Bound:
    return replace(found, reports=(*found.reports, finder.report(anchor)))


def _with_actor(finder: _Finder, found: Bound, anchor: Anchor) -> Bound:
    return replace(found, actors=(*found.actors, finder.actor(anchor)))


def _with_clause(finder: _Finder, found: Bound, anchor: Anchor) -> Bound:
    return replace(found, clauses=(*found.clauses, finder.clause(anchor)))


def _with_event(finder: _Finder, found: Bound, anchor: Anchor) -> Bound:
    return replace(found, events=(*found.events, finder.event(anchor)))


_LOOK: Mapping[DecisionNoun, Callable[[_Finder, Bound, Anchor], Bound]] = {
    "report": _with_report,
    "entity": _with_actor,
    "statement": _with_clause,
    "contradiction": _with_clause,
    "event": _with_event,
}
