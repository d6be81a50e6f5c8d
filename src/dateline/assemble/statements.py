"""Clauses to statements: the atoms of the record.

Always true here: one statement per clause; its id is made of the report and the place, so it never depends on other reports.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from sys import intern
from typing import NamedTuple

from msgspec import Struct

from ..model.notes import Attribution, Clause, Dating, Hand, ReportNotes, Unnamed
from ..model.reading import Extent, Span
from ..model.record import AttributionSpan, ChainLink, Origin, Statement, UnnamedSource, When
from .hands import hand_of, holds
from .materials import Lookup, Materials, statement_id
from .origins import origin_of


def statements(materials: Materials, lookup: Lookup, notes: ReportNotes) -> tuple[Statement, ...]:
    """The statements of one report, by place."""
    made = _made_once(_Source(materials, lookup, notes))
    first: dict[str, Clause] = {}
    for clause in notes.clauses:
        first.setdefault(statement_id(notes.report, clause), clause)
    found = [_statement(made, clause, id) for id, clause in first.items()]
    return tuple(sorted(found, key=lambda s: (s.span.start, s.span.end, s.id)))


class _Source(Struct, frozen=True):
    """A report to make statements of."""

    materials: Materials
    lookup: Lookup
    notes: ReportNotes

    def sentence(self, number: int) -> Span:
        sentence = self.notes.layout.sentences[number]
        return self.materials.span(self.notes.report, Extent(sentence.start, sentence.end))

    def attribution(self, number: int) -> AttributionSpan:
        return _attribution(self.materials, self.lookup, self.notes, self.notes.attributions[number])

    def origin(self, sentence: int, attribution: int | None) -> Origin:
        return origin_of(self.materials, self.lookup, self.notes, sentence, attribution)

    def hand(self, attribution: int | None) -> Hand:
        said = self.notes.attributions[attribution] if attribution is not None else None
        return hand_of(self.materials, self.lookup, self.notes, said)

    def when(self, dating: Dating | None, time: int | None) -> When | None:
        expression = self.notes.times[time] if time is not None else None
        return self.materials.when(self.notes.report, dating, expression)


class _Made(NamedTuple):
    """What several statements of a report share, each made once. Apart from the source, so that neither refers back to the other."""

    source: _Source
    sentence: Callable[[int], Span]
    attribution: Callable[[int], AttributionSpan]
    origin: Callable[[int, int | None], Origin]
    hand: Callable[[int | None], Hand]
    when: Callable[[Dating | None, int | None], When | None]
    reported: When | None


def _made_once(source: _Source) -> _Made:
    return _Made(
        source,
        cache(source.sentence),
        cache(source.attribution),
        cache(source.origin),
        cache(source.hand),
        cache(source.when),
        source.materials.when(source.notes.report, source.notes.published),
    )


def _statement(made: _Made, clause: Clause, id: str) -> Statement:
    sentence, source = made.sentence(clause.sentence), made.source
    report = source.notes.report
    copy = source.lookup.copy_of.get((report, sentence.start))
    return Statement(
        id=id,
        span=sentence
        if clause.extent == (sentence.start, sentence.end)
        else source.materials.span(report, clause.extent),
        sentence=sentence,
        attribution=made.attribution(clause.attribution) if clause.attribution is not None else None,
        origin=made.origin(clause.sentence, clause.attribution),
        when=made.when(clause.dating, clause.time),
        said=made.when(clause.said, clause.said_time),
        polarity=clause.polarity,
        realis=clause.realis,
        background=clause.background,
        copy_group=copy.id if copy else None,
        rule=intern(clause.rule),
        hand=made.hand(clause.attribution),
        reported=made.reported,
    )


def _attribution(materials: Materials, lookup: Lookup, notes: ReportNotes, said: Attribution) -> AttributionSpan:
    report = notes.report
    return AttributionSpan(
        kind=said.kind,
        source=materials.span(report, said.source) if said.source else None,
        speaker=lookup.entity(report, said.speaker),
        cue=materials.span(report, said.cue) if said.cue else None,
        content=tuple(materials.span(report, c) for c in said.content),
        chain=tuple(
            ChainLink(materials.span(report, r.extent), lookup.entity(report, r.actor), r.how)
            for r in said.chain
            if holds(lookup, report, r)
        ),
        rule=intern(said.rule),
        speakers=tuple(e for actor in (said.speaker, *said.others) if (e := lookup.entity(report, actor))),
        unnamed=_unnamed(materials, lookup, report, said.unnamed) if said.unnamed else None,
    )


def _unnamed(materials: Materials, lookup: Lookup, report: str, source: Unnamed) -> UnnamedSource:
    return UnnamedSource(
        kind=source.kind,
        body=lookup.entity(report, source.body),
        several=source.several,
        terms=materials.span(report, source.terms) if source.terms else None,
        reason=materials.span(report, source.reason) if source.reason else None,
    )
