"""The words of a claim's sentence that tell what happened.

Always true here: who says so, who is counted and the words of any toll are left out, of whatever is counted.
"""

from __future__ import annotations

from functools import cache

from ... import rules
from ...model.notes import Mention, ReportNotes
from ...model.reading import Extent, Span
from ...model.record import Statement
from ...model.words import PLACED
from ..materials import Materials
from .likeness import LONGEST, sentence_before, telling_words

# Of the eleven more that 9 finds than 5 all are right, of the five more that 16 finds three.
_OPENING = 9  # sentences in which a report gives the toll of what it tells
_LEAD = 3  # sentences that say what that is
_SHORTEST = 3
_NAMES = ("name", "acronym")


def own_words(notes: ReportNotes, atom: Statement, noun: str | None) -> frozenset[str]:
    """Those of the sentence, without its places."""
    told = _without_places(notes, atom.sentence) - telling_words(noun or "")
    source = atom.attribution.source if atom.attribution else None
    return told - _stock() - (telling_words(source.exact) if source else frozenset())


def words_before(materials: Materials, notes: ReportNotes, sentence: Span) -> frozenset[str]:
    """Those of the sentence right before, without its places."""
    before = sentence_before(notes, sentence)
    return _without_places(notes, materials.span(notes.report, before)) - _stock() if before else frozenset()


def rare_words(notes: ReportNotes, atom: Statement, noun: str | None) -> frozenset[str]:
    """Those of the sentence with its places; of a name of several words the rarest, because it is one name."""
    source = atom.attribution.source if atom.attribution else None
    return _rare(notes, atom.sentence, source) - telling_words(noun or "")


def rare_words_before(materials: Materials, notes: ReportNotes, before: Extent | None) -> frozenset[str]:
    """The same of the sentence ``before`` another; none where that is so long that it is several."""
    if before is None or before.end - before.start > LONGEST:
        return frozenset()
    return _rare(notes, materials.span(notes.report, before), None)


def _rare(notes: ReportNotes, sentence: Span, source: Span | None) -> frozenset[str]:
    names = {m.extent: m for m in notes.mentions if m.form in _NAMES and _inside(m, sentence)}
    told, kept = sentence.exact, set()
    for start, end in names:
        words = telling_words(told[start - sentence.start : end - sentence.start])
        if words and not (source and source.start < end and start < source.end):
            kept.add(min(words, key=lambda w: (share(w), w)))
    for start, end in [*names, *([(source.start, source.end)] if source else [])]:
        told = _blanked(told, start - sentence.start, end - sentence.start)
    return (telling_words(told) | kept) - _stock()


def opening_words(materials: Materials, notes: ReportNotes, number: int) -> frozenset[str]:
    """Those of the heading, of the first three sentences, of sentence ``number`` and of the one before it; none where that comes late."""
    if number >= _OPENING:
        return frozenset()
    report = materials.reports[notes.report]
    told = [report.title or ""]
    for n in sorted({*range(_LEAD), max(0, number - 1), number}):
        told += [report.text[s.start : s.end] for s in notes.layout.sentences[n : n + 1]]
    return frozenset(w for w in telling_words(" ".join(told)) - _stock() if len(w) >= _SHORTEST)


def share(word: str) -> float:
    """The share of news reports at large that print a word that begins so; nearly none for one that nobody counted."""
    counted, total = _counts()
    return max(counted.get(word, 0), 1) / total


def _inside(mention: Mention, sentence: Span) -> bool:
    return sentence.start <= mention.extent.start and mention.extent.end <= sentence.end


def _without_places(notes: ReportNotes, sentence: Span) -> frozenset[str]:
    """The telling words of a sentence but those of the places that it names."""
    told = sentence.exact
    for mention in notes.mentions:
        if _inside(mention, sentence) and notes.actors[mention.actor].type in PLACED:
            told = _blanked(told, mention.extent.start - sentence.start, mention.extent.end - sentence.start)
    return telling_words(told)


def _blanked(text: str, start: int, end: int) -> str:
    start, end = max(0, start), min(len(text), end)
    return text[:start] + " " * max(0, end - start) + text[end:]


@cache
def _stock() -> frozenset[str]:
    return telling_words(" ".join(rules.words("comparing", "figures.stock")))


@cache
def _counts() -> tuple[dict[str, int], int]:
    """How many reports print a word that begins so, the commonest of such words; and of how many."""
    table = rules.table("rarity")
    found: dict[str, int] = {}
    for reports, words in table["words"].items():
        for beginning in telling_words(words):
            found[beginning] = max(found.get(beginning, 0), int(reports))
    return found, table["reports"]
