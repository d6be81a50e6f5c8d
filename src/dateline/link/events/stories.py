"""How much two reports tell of the same story: the telling words that they share.

Always true here: the likeness of two reports is between 0 and 1 and the same in either order; a word is as common as it is in the record or
in news at large, whichever is more; one that all reports of a record print still counts, so that the reports of a record of one story are
alike; weights are whole numbers, so that sums are exact in any order. Cost grows with the reports, each looked up by its rare words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

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
_ONE = 1 << 20  # the length of a report's vector: a product of two has room for 2 ** 23 words
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

    __slots__ = ("_asked", "_known", "_near", "_number", "_weights")

    def __init__(self, terms_of: Mapping[str, str]) -> None:
        found = {report: _counted(terms_of[report]) for report in sorted(terms_of)}
        reports, total = Counter(chain.from_iterable(found.values())), len(found) + _OTHERS
        rare = {word: math.log(1 + 1 / max(n / total, share(word))) for word, n in reports.items()}
        vectors = [_vector(counts, rare) for counts in found.values()]
        self._number = {report: n for n, report in enumerate(found)}
        self._weights = _Weights(vectors)
        self._near: dict[str, tuple[str, ...]] = {}
        self._known: dict[tuple[int, int], float] = {}
        self._asked: dict[tuple[int, int], float] = {}
        names = tuple(found)
        for n, report in enumerate(names):
            alike = self._weights.alike(n)
            self._known.update(((min(n, o), max(n, o)), like) for o, like in alike)
            self._near[report] = (report, *(names[o] for o, _ in alike))

    def near(self, report: str) -> tuple[str, ...]:
        """The reports most like ``report``, itself first."""
        return self._near[report]

    def near_each_other(self, a: str, b: str) -> bool:
        """Whether one of two reports is among those most like the other."""
        one, other = self._number.get(a, -1), self._number.get(b, -1)
        return ((one, other) if one < other else (other, one)) in self._known

    def likeness(self, a: str, b: str) -> float:
        """The cosine of two reports' telling words."""
        one, other = sorted((self._number[a], self._number[b]))
        found = self._known.get((one, other), self._asked.get((one, other)))
        if found is None:
            found = self._asked[one, other] = float(self._weights.likeness(one, np.array([other]))[0])
        return found


class _Weights:
    """The vectors of all reports as tables, a row for each: ``_words``, by their numbers, and the ``_weights`` of these, both filled up
    with a word that no report prints; ``_printing`` are the reports with each word that proposes any, in order."""

    __slots__ = ("_empty", "_printing", "_weights", "_words")

    def __init__(self, vectors: Sequence[Mapping[str, int]]) -> None:
        number: dict[str, int] = {}
        rows = [[number.setdefault(word, len(number)) for word in vector] for vector in vectors]
        nothing = len(number)
        self._words = _table(rows, nothing)
        self._weights = _table([list(vector.values()) for vector in vectors], 0)
        self._printing = _printing(rows, nothing)
        self._empty = np.zeros(nothing + 1, dtype=np.int64)

    def alike(self, report: int) -> list[tuple[int, float]]:
        """The other reports that are like one, and how like, the most alike first."""
        rare = [found for word in self._words[report] if (found := self._printing.get(int(word))) is not None]
        if not rare:
            return []
        others, together = np.unique(np.concatenate(rare), return_counts=True)
        together[others == report] = 0
        likely = others[np.argsort(-together, kind="stable")[: min(2 * _NEAR, np.count_nonzero(together))]]
        likeness = self.likeness(report, likely)
        ranked = sorted(zip(likely.tolist(), likeness.tolist(), strict=True), key=lambda row: (-row[1], row[0]))
        return [(other, like) for other, like in ranked[:_NEAR] if like >= _LEAST]

    def likeness(self, report: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosines of a report with each of ``others``."""
        self._empty[self._words[report]] = self._weights[report]
        products: NDArray[np.int64] = (self._empty[self._words[others]] * self._weights[others]).sum(axis=1)
        self._empty[self._words[report]] = 0
        return products / float(_ONE * _ONE)


def _table(rows: Sequence[Sequence[int]], filling: int) -> NDArray[np.int64]:
    """``rows`` as a table, each filled up to ``_TERMS`` columns."""
    filled = (chain(row, repeat(filling, _TERMS - len(row))) for row in rows)
    return np.fromiter(chain.from_iterable(filled), np.int64, len(rows) * _TERMS).reshape(len(rows), _TERMS)


def _printing(rows: Sequence[Iterable[int]], words: int) -> dict[int, NDArray[np.int64]]:
    """The reports with each of so many words, in order; none for words of one report alone, and for common ones."""
    found: list[list[int]] = [[] for _ in range(words)]
    for report, row in enumerate(rows):
        for word in row:
            found[word].append(report)
    return {word: np.array(reports) for word, reports in enumerate(found) if 1 < len(reports) <= _COMMON}


def _counted(found: str) -> dict[str, int]:
    """The words of ``terms``."""
    words = found.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


def _vector(counts: Mapping[str, int], rare: Mapping[str, float]) -> dict[str, int]:
    """The weightiest of the words of a report, as a vector of the length ``_ONE``."""
    weights = {word: (1 + math.log(times)) * rare[word] for word, times in counts.items()}
    kept = sorted(weights, key=lambda w: (-weights[w], w))[:_TERMS]
    length = math.sqrt(math.fsum(weights[w] * weights[w] for w in kept)) or 1.0
    return {w: round(_ONE * weights[w] / length) for w in kept}
