"""How much two reports tell of the same story: the telling words that they share.

Always true here: the likeness of two reports is between 0 and 1 and the same in either order; a word is as common as it is in the record or
in news at large, whichever is more; one that all reports of a record print still counts, so that the reports of a record of one story are
alike. Cost grows with the reports, each looked up by its rare words.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ... import rules
from .rarity import rarity, share
from .tellings import stem

_WORD = re.compile(r"[^\W_][\w'-]*")
_KEPT = 400  # words of a report from which its terms are chosen
_TERMS = 80  # the weightiest words of a report
_COMMON = 300  # a word of more reports than this proposes none
_NEAR = 60  # reports that one is compared with
_LEAST = 0.12  # ECB+ as one record: .002 more of B-cubed and pairwise F1 than with .06, of a fourth of the pairs; more loses recall
_SHORTEST = 3
# Reports of other stories that count as read without the word. With 0, a record of one story takes its own names for common words: ECB+
# topic by topic loses 13 points of B-cubed F1; as one record of 35 topics it gains and loses nothing up to 600.
_OTHERS = 400


def terms(text: str) -> str:
    """The most telling words of a report, the most telling first, each with how often it is printed: "harbour 3 strike 1"."""
    counts = printed(text)
    weights = {word: (1 + math.log(times)) * rarity(word) for word, times in counts.items()}
    return " ".join(f"{word} {counts[word]}" for word in sorted(weights, key=lambda w: (-weights[w], w))[:_KEPT])


def printed(text: str) -> Counter[str]:
    """How often a text prints each stem that says something."""
    empty = rules.words("comparing", "empty")
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return Counter(stem(w) for w in words if len(w) >= _SHORTEST and w not in empty)


class Stories:
    """Which reports of a record tell of the same story, by the terms of each."""

    __slots__ = ("_known", "_near", "_vectors")

    def __init__(self, terms_of: Mapping[str, str]) -> None:
        found = {report: _counted(terms) for report, terms in terms_of.items()}
        reports, total = Counter(word for counts in found.values() for word in counts), len(found) + _OTHERS
        rare = {word: math.log(1 + 1 / max(n / total, share(word))) for word, n in reports.items()}
        self._vectors = {report: _vector(found[report], rare) for report in sorted(found)}
        self._known: dict[tuple[str, str], float] = {}
        self._near = self._nearest()

    def _nearest(self) -> dict[str, tuple[str, ...]]:
        """The reports most like each, itself first."""
        printing: defaultdict[str, list[str]] = defaultdict(list)
        for report, vector in self._vectors.items():
            for word in vector:
                printing[word].append(report)
        few = {word: reports for word, reports in printing.items() if 1 < len(reports) <= _COMMON}
        return {report: self._like(report, few) for report in self._vectors}

    def _like(self, report: str, printing: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
        together = Counter[str]()
        for word in self._vectors[report]:
            together.update(printing.get(word, ()))
        del together[report]
        likely = sorted(together, key=lambda other: (-together[other], other))[: 2 * _NEAR]
        likeness = {other: self.likeness(report, other) for other in likely}
        alike = sorted((o for o in likely if likeness[o] >= _LEAST), key=lambda o: (-likeness[o], o))
        return (report, *alike[:_NEAR])

    def near(self, report: str) -> tuple[str, ...]:
        """The reports most like ``report``, itself first."""
        return self._near[report]

    def likeness(self, a: str, b: str) -> float:
        """The cosine of two reports' telling words."""
        key = (a, b) if a < b else (b, a)
        if key not in self._known:
            one, other = self._vectors[key[0]], self._vectors[key[1]]
            self._known[key] = math.fsum(weight * other[word] for word, weight in one.items() if word in other)
        return self._known[key]


def _counted(found: str) -> dict[str, int]:
    """The words of ``terms``."""
    words = found.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


def _vector(counts: Mapping[str, int], rare: Mapping[str, float]) -> dict[str, float]:
    """The weightiest of the words of a report, as a vector of length 1."""
    weights = {word: (1 + math.log(times)) * rare[word] for word, times in counts.items()}
    kept = sorted(weights, key=lambda w: (-weights[w], w))[:_TERMS]
    length = math.sqrt(math.fsum(weights[w] * weights[w] for w in kept)) or 1.0
    return {w: weights[w] / length for w in kept}
