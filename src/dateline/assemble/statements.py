"""Clauses of all reports to statements: the atoms of the record.

Always true here: one statement per clause; its id is made of the report and the place, so it never depends on other reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..model.notes import Attribution, Clause, Dating, Hand, ReportNotes, Unnamed
from ..model.reading import Extent, Span
from ..model.record import AttributionSpan, ChainLink, Origin, Statement, UnnamedSource, When
from .hands import hand_of, holds
from .materials import Lookup, Materials
from .origins import origin_of


def statements(materials: Materials, lookup: Lookup) -> tuple[Statement, ...]:
    """All statements, by report and place."""
    found = [s for notes in materials.notes.values() for s in _of_report(materials, lookup, notes)]
    return tuple(sorted(found, key=lambda s: (s.span.report, s.span.start, s.span.end, s.id)))


def _of_report(materials: Materials, lookup: Lookup, notes: ReportNotes) -> Iterator[Statement]:
    source = _Source(materials, lookup, notes)
    first: dict[str, Clause] = {}
    for made, clause in zip(lookup.statements[notes.report], notes.clauses, strict=True):
        first.setdefault(made, clause)
    for made, clause in first.items():
        yield _statement(source, clause, made)


class _Source:
    """A report to make statements of; what several of them share is made once."""

    def __init__(self, materials: Materials, lookup: Lookup, notes: ReportNotes) -> None:
        self.materials = materials
        self.lookup = lookup
        self.notes = notes
        self.reported = materials.when(notes.report, notes.published)
        self.sentence = cache(self._sentence)
        self.attribution = cache(self._attribution)
        self.origin = cache(self._origin)
        self.hand = cache(self._hand)
        self.when = cache(self._when)

    def _sentence(self, number: int) -> Span:
        sentence = self.notes.layout.sentences[number]
        return self.materials.span(self.notes.report, Extent(sentence.start, sentence.end))

    def _attribution(self, number: int) -> AttributionSpan:
        return _attribution(self.materials, self.lookup, self.notes, self.notes.attributions[number])

    def _origin(self, sentence: int, attribution: int | None) -> Origin:
        return origin_of(self.materials, self.lookup, self.notes, sentence, attribution)

    def _hand(self, attribution: int | None) -> Hand:
        said = self.notes.attributions[attribution] if attribution is not None else None
        return hand_of(self.materials, self.lookup, self.notes, said)

    def _when(self, dating: Dating | None, time: int | None) -> When | None:
        expression = self.notes.times[time] if time is not None else None
        return self.materials.when(self.notes.report, dating, expression)


def _statement(source: _Source, clause: Clause, made: str) -> Statement:
    sentence, report = source.sentence(clause.sentence), source.notes.report
    copy = source.lookup.copy_of.get((report, sentence.start))
    return Statement(
        id=made,
        span=sentence
        if clause.extent == (sentence.start, sentence.end)
        else source.materials.span(report, clause.extent),
        sentence=sentence,
        attribution=source.attribution(clause.attribution) if clause.attribution is not None else None,
        origin=source.origin(clause.sentence, clause.attribution),
        when=source.when(clause.dating, clause.time),
        said=source.when(clause.said, clause.said_time),
        polarity=clause.polarity,
        realis=clause.realis,
        background=clause.background,
        copy_group=copy.id if copy else None,
        rule=clause.rule,
        hand=source.hand(clause.attribution),
        reported=source.reported,
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
        rule=said.rule,
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
