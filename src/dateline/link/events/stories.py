"""How much two reports tell of the same story: the rare words that they share.

Always true here: the likeness of two reports is between 0 and 1 and the same in either order; a word that all reports of a record
print still counts, so that the reports of a record of one story are alike. Cost grows with the reports, each looked up by its rare words.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from ... import rules
from .tellings import stem

_WORD = re.compile(r"[^\W_][\w'-]*")
_TERMS = 80  # the weightiest words of a report
_COMMON = 300  # a word of more reports than this proposes none
_NEAR = 60  # reports that one is compared with
_LEAST = 0.06  # of pairs of ECB+ reports on one event 98 in 100 are more alike, of those on another 4 in 1,000
_SHORTEST = 3
# Reports of other stories that count as read without the word. With 0, a record of one story takes its own names for common words: ECB+
# topic by topic loses 13 points of B-cubed F1; as one record of 35 topics it gains and loses nothing up to 600.
_OTHERS = 400


class Stories:
    """Which reports of a record tell of the same story, and how rare words are in it."""

    __slots__ = ("_known", "_near", "_rare", "_squares", "_vectors", "_weights")

    def __init__(self, texts: Mapping[str, str]) -> None:
        counts = {report: _counts(text) for report, text in sorted(texts.items())}
        in_reports = Counter(word for words in counts.values() for word in words)
        self._rare = {word: math.log(1 + (len(counts) + _OTHERS) / n) for word, n in in_reports.items()}
        self._squares = _Squares({word: rare * rare for word, rare in self._rare.items()})
        self._vectors = {report: self._vector(words) for report, words in counts.items()}
        self._known: dict[tuple[str, str], float] = {}
        self._weights: dict[frozenset[str], float] = {}
        self._near = self._nearest()

    def _vector(self, words: Mapping[str, int]) -> dict[str, float]:
        weights = {w: (1 + math.log(n)) * self._rare[w] for w, n in words.items()}
        kept = sorted(weights, key=lambda w: (-weights[w], w))[:_TERMS]
        length = math.sqrt(math.fsum(weights[w] ** 2 for w in kept)) or 1.0
        return {w: weights[w] / length for w in kept}

    def _nearest(self) -> dict[str, tuple[str, ...]]:
        """The reports most like each, itself first."""
        printed: defaultdict[str, list[str]] = defaultdict(list)
        for report, vector in self._vectors.items():
            for word in vector:
                printed[word].append(report)
        found = {}
        for report, vector in self._vectors.items():
            shared = Counter(o for w in vector if len(printed[w]) <= _COMMON for o in printed[w] if o != report)
            likely = sorted(shared, key=lambda o: (-shared[o], o))[: 2 * _NEAR]
            likeness = {other: self.likeness(report, other) for other in likely}
            alike = sorted((o for o in likely if likeness[o] >= _LEAST), key=lambda o: (-likeness[o], o))
            found[report] = (report, *alike[:_NEAR])
        return found

    def near(self, report: str) -> tuple[str, ...]:
        """The reports most like ``report``, itself first."""
        return self._near[report]

    def rarity(self, word: str) -> float:
        """How telling a word is in this record: 0.7 for one that all reports print."""
        return self._rare.get(word, 1.0)

    def shared(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The share of telling words that two passages have in common, rare words counting more: a cosine."""
        common = a & b
        if not common:
            return 0.0
        return self._squared(common) / math.sqrt(self._weight(a) * self._weight(b))

    def _squared(self, words: frozenset[str]) -> float:
        return math.fsum(map(self._squares.__getitem__, words))

    def _weight(self, words: frozenset[str]) -> float:
        """Kept, because each passage is compared with many others."""
        if words not in self._weights:
            self._weights[words] = self._squared(words)
        return self._weights[words]

    def likeness(self, a: str, b: str) -> float:
        """The cosine of two reports' telling words."""
        key = (a, b) if a < b else (b, a)
        if key not in self._known:
            one, other = self._vectors[key[0]], self._vectors[key[1]]
            self._known[key] = math.fsum(weight * other[w] for w, weight in one.items() if w in other)
        return self._known[key]


class _Squares(dict[str, float]):
    """The squared rarity of each word; 1 for one that no report prints so."""

    def __missing__(self, word: str) -> float:
        return 1.0


def _counts(text: str) -> Counter[str]:
    empty = rules.words("comparing", "empty")
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return Counter(stem(w) for w in words if len(w) >= _SHORTEST and w not in empty)
