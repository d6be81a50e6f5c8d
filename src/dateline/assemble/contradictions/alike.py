"""Claims that tell one happening by their words, though no event, day or town puts them together.

Two ways: their sentences share rare words; or each is the toll that its report opens with, and the openings are alike.

Always true here: a word is as common as it is among the claims of the record or in news at large, whichever is more; the likeness is the
same both ways, and does not depend on the order of claims.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ...model.edtf import ruled_dating
from ...model.notes import Dating
from .claims import Claim
from .likeness import apart
from .wording import share

# Of the pairs that these let pass and of which no number fits both, read in six collections, nine in ten are of one happening; with a
# cosine of 0.2 to 0.25 six in ten sentences, and without the weight two reports of fights in a war are of one.
_LEAST, _WEIGHT = 0.25, 8.0  # of two sentences
# Of the rarest word that two sentences share, as a name is: "clashes between police and protesters" are of any day.
_RARE = 3.0
_LEAST_OPENING, _WEIGHT_OPENING = 0.15, 14.0  # of two openings, which have five times as many words
_LEAST_UNDATED = 0.3  # of two openings where nobody knows when: quakes on one island, three years apart
_LEADING = ("killed", "injured")  # what a report opens with is the toll of all that it tells; arrests are of a part
_TIMES = 5  # by how many times two such counts may differ
_DAYS = 4  # days between two reports: later ones look back, and what is like is then another
# Claims of other stories that count as read without the word, so that a record of one story keeps its names.
_OTHERS = 400
_OTHER_OPENINGS = 60  # the same for openings: what an outlet prints above each report is not rare
_COMMON = 40  # a word of more claims than this proposes no pair
_TO_THE_DAY = len("2020-10-06")


class Alike:
    """The words of claims, weighed over all of them."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._told: defaultdict[tuple[str, str, str], set[float]] = defaultdict(set)
        for claim in claims:
            self._told[claim.figure.span.report, claim.measure, claim.kind].add(claim.best)
        openings = {claim.figure.id: claim.opening for claim in _leading(claims)}
        self._sentences = _Weighed({claim.figure.id: claim.rare for claim in claims}, _OTHERS)
        self._openings = _Weighed(openings, _OTHER_OPENINGS)

    def tells_one(self, a: Claim, b: Claim) -> bool:
        """Whether the words of two claims say that they tell one happening."""
        if max(a.best, b.best) > _TIMES * min(a.best, b.best) or self._tells_apart(a, b) or self._tells_apart(b, a):
            return False
        one, other = a.figure.id, b.figure.id
        likeness, weight, rarest = self._sentences.compared(one, other)
        if likeness >= _LEAST and weight >= _WEIGHT and rarest >= _RARE:
            return True
        likeness, weight, _ = self._openings.compared(one, other)
        least = _LEAST_OPENING if a.moment and b.moment else _LEAST_UNDATED
        return near(a.moment, b.moment) and weight >= _WEIGHT_OPENING and likeness >= least

    def _tells_apart(self, a: Claim, b: Claim) -> bool:
        """Whether the report of ``a`` gives the number of ``b`` too: it knows both, as those of two months or two towns."""
        return b.best in self._told[a.figure.span.report, a.measure, a.kind]

    def pairs(self, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
        """Pairs of ``claims`` that tell one happening, each once, in their order; of two reports that appeared within four days."""
        proposed = self._sentences.proposed(claims) | self._openings.proposed(claims)
        for one, other in sorted(proposed):
            a, b = claims[one], claims[other]
            apart = a.figure.span.report != b.figure.span.report
            if apart and near(a.moment, b.moment) and self.tells_one(a, b):
                yield a, b


class _Weighed:
    """Lists of words, by the claim they are of, and how much two of them share."""

    def __init__(self, words: Mapping[str, frozenset[str]], others: int) -> None:
        told = Counter(word for some in words.values() for word in some)
        total = len(words) + others
        self._weights = {word: math.log(1 + 1 / max(n / total, share(word))) for word, n in told.items()}
        self._common = frozenset(word for word, n in told.items() if n > _COMMON)
        self._words = words
        self._lengths = {claim: self._squared(some) for claim, some in words.items()}

    def compared(self, one: str, other: str) -> tuple[float, float, float]:
        """The cosine of two lists, the weight of what both have, and that of the rarest word of it."""
        common = self._words.get(one, frozenset()) & self._words.get(other, frozenset())
        if not common:
            return 0.0, 0.0, 0.0
        weights = [self._weights[word] for word in common]
        likeness = self._squared(common) / math.sqrt(self._lengths[one] * self._lengths[other])
        return likeness, math.fsum(weights), max(weights)

    def proposed(self, claims: Sequence[Claim]) -> set[tuple[int, int]]:
        """Pairs of ``claims``, by number, that share a word which is not too common."""
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for n, claim in enumerate(claims):
            for word in self._words.get(claim.figure.id, frozenset()) - self._common:
                by_word[word].append(n)
        return {pair for found in by_word.values() for pair in itertools.combinations(found, 2)}

    def _squared(self, words: frozenset[str]) -> float:
        return math.fsum(self._weights[word] ** 2 for word in words)


def _leading(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Of each report the largest toll of a kind that stands in its opening."""
    found: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        if claim.opening and claim.measure in _LEADING and claim.prints_number:
            key = (claim.figure.span.report, claim.measure, claim.kind)
            known = found.get(key)
            if known is None or (known.best, claim.figure.id) < (claim.best, known.figure.id):
                found[key] = claim
    return iter(found.values())


def near(a: str, b: str) -> bool:
    """Whether two reports appeared within four days of each other, as far as both say when."""
    return apart(appeared(a), appeared(b)) <= _DAYS


@lru_cache(maxsize=1 << 12)
def appeared(moment: str) -> Dating | None:
    """The days that the moment of a report can mean: "2020-10" is a whole month; None where none is stated."""
    return ruled_dating(moment[:_TO_THE_DAY])
