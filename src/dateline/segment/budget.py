"""How much of one report is analysed: limits by size and count, so that a hostile report costs no more than a long one.

Always true here: what is analysed depends on the report and the settings alone, never on the clock or the machine; what is left out
is told in a failure, and the text of the report is whole all the same.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from ..errors import FAILURES
from ..model.reading import Failure, Layout, Report, Sentence
from ..settings import Settings

MOST_WORDS = 400
"""Words and marks of a sentence that is analysed. Of 253,106 sentences of 6,000 news articles two have more, both tables."""

MOST_SENTENCES = 30_000
"""Sentences of a report; a text of the most characters that are read has half as many."""

MOST_ANALYSED = 500_000
"""Words and marks of all analysed sentences of a report; a text of the most characters that are read has some 400,000."""

MOST_TOLD = 20
"""Sentences left out that have a failure each; the further ones share one."""

_WORD = re.compile(r"\w+|[^\w\s]")


class Budgeted(Struct, frozen=True):
    """A layout of no more than the most sentences, whether each is analysed, and what was left out."""

    layout: Layout
    analysed: tuple[bool, ...]
    failures: tuple[Failure, ...]


def within_budget(report: Report, layout: Layout, settings: Settings, unread: Container[str]) -> Budgeted:
    """What of ``report`` is analysed; blocks with a role in ``unread`` never are, and that is no failure."""
    kept = layout.sentences[:MOST_SENTENCES]
    few = len(report.text) <= MOST_ANALYSED  # no more words than characters: only a long sentence can have too many
    analysed, long, spent, over = [], [], 0, None
    for sentence in kept:
        short = few and sentence.end - sentence.start <= MOST_WORDS
        words = 0 if layout.role(sentence) in unread else 1 if short else _words(report.text, sentence)
        too_long = words > MOST_WORDS or (words > 0 and sentence.end - sentence.start > settings.max_sentence)
        if too_long:
            long.append((sentence, words))
        elif words and over is None and spent + words > MOST_ANALYSED:
            over = sentence
        analysed.append(words > 0 and not too_long and over is None)
        spent += words if analysed[-1] else 0
    failures = [*_of_long(report, long, settings), *_of_count(report, layout), *_of_total(report, over)]
    return Budgeted(Layout(layout.blocks, kept), tuple(analysed), tuple(failures))


def _words(text: str, sentence: Sentence) -> int:
    """Words and marks of a sentence, at least one."""
    return max(sum(1 for _ in _WORD.finditer(text, sentence.start, sentence.end)), 1)


def _of_long(report: Report, long: Sequence[tuple[Sentence, int]], settings: Settings) -> Iterator[Failure]:
    """R203 for each sentence, up to a number; then one for the rest."""
    for sentence, words in long[:MOST_TOLD]:
        size = sentence.end - sentence.start
        told = f"{size} characters" if size > settings.max_sentence else f"{words} words and marks"
        yield _failure(report, "R203", told, sentence.start)
    if rest := long[MOST_TOLD:]:
        yield _failure(report, "R203", f"{len(rest):,} further ones", rest[0][0].start)


def _of_count(report: Report, layout: Layout) -> Iterator[Failure]:
    if rest := layout.sentences[MOST_SENTENCES:]:
        told = f"{len(rest):,} of {len(layout.sentences):,} sentences are left out"
        yield _failure(report, "R204", told, rest[0].start)


def _of_total(report: Report, over: Sentence | None) -> Iterator[Failure]:
    if over is not None:
        yield _failure(
            report, "R204", f"what follows the first {MOST_ANALYSED:,} words and marks is left out", over.start
        )


def _failure(report: Report, code: str, told: str, at: int) -> Failure:
    kind = FAILURES[code]
    return Failure(report.path, code, kind.severity, f"{kind.title}: {told}", kind.remedy, f"at {at}")
