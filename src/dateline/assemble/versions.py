"""Earlier versions of the reports of a record, and what each next version changed: headline, figures, quotations.

Always true here: only what the other version does not print anywhere is a change, so that what moved or was read otherwise is none;
every quotation is a span of the version that prints it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ..errors import FAILURES
from ..model.links import VersionLink
from ..model.notes import Count, ReportNotes
from ..model.reading import Extent, Failure, Report, Span
from ..model.versions import Change, Version
from .materials import Materials

CODE = "R302"
QUOTED = re.compile('[“"]([^“”"]+)[”"]')
"""Words between marks of quotation."""
WORD = re.compile(r"\w+")


class _Print(NamedTuple):
    """One version of a report with what it says; its words in small letters, all in order and by sentence."""

    report: Report
    notes: ReportNotes
    words: str
    sentences: frozenset[str]

    def span(self, extent: Extent) -> Span:
        """The words at ``extent``."""
        return Span(self.report.id, extent.start, extent.end, self.report.text[extent.start : extent.end])

    def prints(self, words: str) -> bool:
        """Whether these words stand in it, one behind the other."""
        return f" {_words(words)} " in self.words


def versions(materials: Materials) -> dict[str, tuple[Version, ...]]:
    """The earlier versions of the reports of a record that have some, last first, by report."""
    return {link.report: tuple(_versions(materials, link)) for link in materials.versions}


def superseded(materials: Materials) -> Iterator[Failure]:
    """A warning for each report of which a later version stands in the record in its place."""
    kind = FAILURES[CODE]
    for link in materials.versions:
        later = materials.reports[link.report].path
        for former in link.earlier:
            doubt = "" if former.sure else " (no date tells which of the two is later)"
            message = f"{kind.title}: {later}{doubt}"
            yield Failure(materials.former[former.report][0].path, CODE, kind.severity, message, kind.remedy)


def _versions(materials: Materials, link: VersionLink) -> Iterator[Version]:
    last = (materials.reports[link.report], materials.notes[link.report])
    prints = (_print(*version) for version in (last, *(materials.former[former.report] for former in link.earlier)))
    for (later, earlier), former in zip(pairwise(prints), link.earlier, strict=True):
        old = earlier.report
        changes = (*_headlines(earlier, later), *_figures(earlier, later), *_quotes(earlier, later))
        yield Version(
            old.id, old.path, old.sha256, old.raw_sha256, old.title, old.url, former.stated or None, former.sure,
            old.text, changes, former.replaced or None,
        )  # fmt: skip


def _print(report: Report, notes: ReportNotes) -> _Print:
    sentences = frozenset(_words(report.text[s.start : s.end]) for s in notes.layout.sentences)
    return _Print(report, notes, f" {_words(report.text)} ", sentences)


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _headlines(earlier: _Print, later: _Print) -> Iterator[Change]:
    """The headlines, where both print one and not the same."""
    old, new = (next((b for b in p.notes.layout.blocks if b.role == "headline"), None) for p in (earlier, later))
    if old and new:
        removed, added = earlier.span(Extent(old.start, old.end)), later.span(Extent(new.start, new.end))
        if removed.exact.split() != added.exact.split():
            yield Change("headline", removed, added)


def _figures(earlier: _Print, later: _Print) -> Iterator[Change]:
    """Figures that only one of the two prints: the only ones of their measure and unit stand for one another."""
    removed, added = _own_figures(earlier, later), _own_figures(later, earlier)
    for kind in sorted({_kind(count) for count in (*removed, *added)}):
        old, new = ([count for count in own if _kind(count) == kind] for own in (removed, added))
        if len(old) == len(new) == 1:
            yield Change("figure", earlier.span(old[0].extent), later.span(new[0].extent), kind[0])
        else:
            yield from (Change("figure", earlier.span(count.extent), None, kind[0]) for count in old)
            yield from (Change("figure", None, later.span(count.extent), kind[0]) for count in new)


def _kind(count: Count) -> tuple[str, str]:
    return count.measure, count.unit


def _own_figures(one: _Print, other: _Print) -> list[Count]:
    """The figures that ``one`` prints and ``other`` does not, each once, in order; a sentence that both print makes no difference."""
    known = {_value(count) for count in other.notes.counts}
    told = sorted(
        (c for c in one.notes.counts if c.rule != "implied" and _value(c) not in known), key=lambda c: c.extent
    )
    found: dict[object, Count] = {}
    for count in told:
        if _sentence(one, count.extent) not in other.sentences:
            found.setdefault(_value(count), count)
    return list(found.values())


def _value(count: Count) -> tuple[object, ...]:
    return (count.measure, count.unit, count.low, count.best, count.high, count.delta)


def _sentence(one: _Print, extent: Extent) -> str:
    """The words of the sentence that ``extent`` stands in."""
    sentences = one.notes.layout.sentences
    found = sentences[max(0, bisect_right(sentences, extent.start, key=lambda s: s.start) - 1)]
    return _words(one.report.text[found.start : found.end])


def _quotes(earlier: _Print, later: _Print) -> Iterator[Change]:
    """Quoted words that only one of the two prints."""
    yield from (Change("quote", span, None) for span in _own_quotes(earlier, later))
    yield from (Change("quote", None, span) for span in _own_quotes(later, earlier))


def _own_quotes(one: _Print, other: _Print) -> list[Span]:
    found: dict[str, Span] = {}
    for extent in sorted(_quoted(one)):
        span = one.span(extent)
        if _words(span.exact) and not other.prints(span.exact):
            found.setdefault(_words(span.exact), span)
    return list(found.values())


def _quoted(one: _Print) -> Iterator[Extent]:
    """The words that somebody is quoted with: all of what is said in direct speech, else what stands between marks of quotation."""
    for attribution in one.notes.attributions:
        for extent in attribution.content:
            if attribution.kind == "direct":
                yield extent
            elif attribution.kind == "mixed":
                words = one.report.text[extent.start : extent.end]
                yield from (Extent(extent.start + m.start(1), extent.start + m.end(1)) for m in QUOTED.finditer(words))
