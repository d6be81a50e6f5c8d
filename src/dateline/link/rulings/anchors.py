"""From what a decision is anchored on to the reports, actors, clauses and events of the record as it is now.

Always true here: an anchor leads to the printed words that it was made of, in the document that it was made of, or to nothing: never to
words that are only alike, nor to the same words in another document. What cannot be found is said, with the reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from dateline.link.versions import address
from dateline.model.decisions import Anchor, Decision, DecisionNoun, file_name
from dateline.model.links import ActorRef, Bound, ClauseRef, EventRef, Unapplied
from dateline.model.notes import ReportNotes
from dateline.model.reading import Extent, Report

EDGES = " \t\r\n.,;:!?\"'“”‘’()[]–—-"
"""Characters at the ends of a clause that another version of the parser may count to it or not."""
WORD = re.compile(r"\d(?:[\d.,:/]*\d)?|[^\W\d_]+")
"""A number with the marks inside it, or a run of letters: what stays the same where only marks and blanks were changed."""
LEAST: Mapping[str, int] = {"merge": 2, "split": 2, "resolve": 2, "locate": 2}
"""Targets that must be there for a decision of this kind to mean anything; of other kinds one."""
WHOLE = ("split", "locate")
"""Kinds of which each target has a part of its own: they hold with all their targets or not at all."""
K = TypeVar("K")


class Lost(Exception):  # noqa: N818 - what became of the words
    """What an anchor is made of is not in the record, or not clearly; the message says why."""


class Bindings(NamedTuple):
    """Decisions with what they are about, in the order given, and those whose words are not all there."""

    bound: tuple[Bound, ...]
    failures: tuple[Unapplied, ...]


def bind(decisions: Sequence[Decision], reports: Mapping[str, Report], notes: Mapping[str, ReportNotes]) -> Bindings:
    """``decisions`` bound to ``reports`` with their ``notes`` (by id). A decision without targets is bound to nothing."""
    finder = _Finder(reports, notes)
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
    """``found`` with what ``anchor`` leads to, or else the first of its ``others`` that leads anywhere."""
    try:
        return _LOOK[noun](finder, found, anchor)
    except Lost:
        for other in anchor.others:
            with suppress(Lost):
                return _LOOK[noun](finder, found, other)
        raise


class _Finder:
    """Reports and what they say, looked up by anchor."""

    def __init__(self, reports: Mapping[str, Report], notes: Mapping[str, ReportNotes]) -> None:
        self._reports = reports
        self._notes = notes

    def report(self, anchor: Anchor) -> str:
        """The report that prints the words of ``anchor``: its id."""
        return self._place(anchor)[0]

    def actor(self, anchor: Anchor) -> ActorRef:
        """The actor that is mentioned there: by a mention at this very place, else by the only one that holds it or lies in it."""
        report, extent = self._place(anchor)
        mentions = self._notes[report].mentions
        same = {m.actor for m in mentions if m.extent == extent}
        near = same or {m.actor for m in mentions if m.extent.holds(extent) or extent.holds(m.extent)}
        of_type = {a for a in near if self._notes[report].actors[a].type == anchor.type} if len(near) > 1 else near
        return ActorRef(report, _only(of_type, anchor, "nothing is named by"))

    def clause(self, anchor: Anchor) -> ClauseRef:
        """The clause that these words are, but for marks at its ends."""
        report, extent = self._place(anchor)
        wanted, noun = self._bare(report, extent), anchor.type == "nominal"
        clauses = enumerate(self._notes[report].clauses)
        found = {n for n, c in clauses if (c.rule == "nominal") == noun and self._bare(report, c.extent) == wanted}
        return ClauseRef(report, min(found) if found else _only(found, anchor, "no statement is made by"))

    def event(self, anchor: Anchor) -> EventRef:
        """The event that the clause of these words tells; of several the only one of its type."""
        report, extent = self._place(anchor)
        wanted, notes = self._bare(report, extent), self._notes[report]
        told = {n for n, e in enumerate(notes.events) if self._bare(report, notes.clauses[e.clause].extent) == wanted}
        of_type = {n for n in told if notes.events[n].type == anchor.type}
        first = {min(of_type)} if of_type else told
        return EventRef(report, _only(first, anchor, "no event is told by"))

    def _place(self, anchor: Anchor) -> tuple[str, Extent]:
        """The report and the place in it that the words of ``anchor`` have now."""
        quote = anchor.quote
        same = [r for r in self._by_text.get(anchor.sha256, ()) if _is_same(r, anchor)]
        exact = [r for r in same if r.id == quote.report] or same
        if len(exact) > 1:
            raise Lost(f"several reports are the one that prints {_short(anchor)} (such as {exact[0].path}).")
        if exact:
            return exact[0].id, Extent(quote.start, quote.end)
        again = (
            *self._by_file.get(anchor.raw_sha256, ()),
            *self._by_url.get(_at(anchor.url), ()),
            *self._by_name.get(_name(anchor.publisher, anchor.file), ()),
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
    def _by_file(self) -> Mapping[str, list[Report]]:
        return _grouped(self._reports.values(), lambda report: report.raw_sha256)

    @cached_property
    def _by_url(self) -> Mapping[str, list[Report]]:
        return _grouped((r for r in self._reports.values() if r.url), lambda report: _at(report.url))

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], list[Report]]:
        return _grouped(
            (r for r in self._reports.values() if r.publisher), lambda r: _name(r.publisher, file_name(r.path))
        )


def _name(publisher: str | None, file: str) -> tuple[str, str]:
    """By what a corrected file is known again: without its publisher, a name such as index.html is anybody's."""
    return (publisher or "").casefold(), file


def _grouped(reports: Iterable[Report], key: Callable[[Report], K]) -> dict[K, list[Report]]:
    found: defaultdict[K, list[Report]] = defaultdict(list)
    for report in reports:
        found[key(report)].append(report)
    return dict(found)


def _at(url: str | None) -> str:
    """The address that ``url`` leads to, whatever way into the page it names."""
    return address(url or "") or url or ""


def _is_same(report: Report, anchor: Anchor) -> bool:
    """Whether a report with the same text, file or address is the same document: not another outlet's copy, nor at another address."""
    if report.id == anchor.quote.report:
        return True
    publishers = {p.casefold() for p in (report.publisher, anchor.publisher) if p}
    if len(publishers) > 1 or (report.url and anchor.url and _at(report.url) != _at(anchor.url)):
        return False
    same_publisher = bool(report.publisher and anchor.publisher)
    return bool(report.url and anchor.url) or same_publisher or file_name(report.path) == anchor.file


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
    words = " ".join(anchor.quote.exact.split())
    return repr(words if len(words) <= 60 else words[:60] + "…")


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
