"""Claims that tell one happening by their words, though no event, day or town puts them together.

Four ways: their sentences share rare words; so do these with the sentences right before them; both give one other toll, ten and more
and not round; or each is the toll that its report opens with, and the openings are alike.

Always true here: a word is as common as it is among the claims of the record or in news at large, whichever is more; the likeness is the
same both ways, and does not depend on the order of claims.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
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
# Of two sentences with those right before them. Of the 13 groups that these add in five collections one is wrong; with 0.14 and 8 seven
# of 19 are, as then an airport's dead and a city's, or two days of one siege, are of one.
_LEAST_CONTEXT, _WEIGHT_CONTEXT = 0.16, 10.5
_LEAST_OPENING, _WEIGHT_OPENING = 0.15, 14.0  # of two openings, which have five times as many words
_LEAST_UNDATED = 0.3  # of two openings where nobody knows when: quakes on one island, three years apart
_LEADING = ("killed", "injured")  # what a report opens with is the toll of all that it tells; arrests are of a part
_TIMES = 5  # by how many times two such counts may differ
_DAYS = 4  # days between two reports: later ones look back, and what is like is then another
# Claims of other stories that count as read without the word, so that a record of one story keeps its names.
_OTHERS = 400
_OTHER_OPENINGS = 60  # the same for openings: what an outlet prints above each report is not rare
_COMMON = 40  # a word of more claims than this proposes no pair
# Claims that one toll of company is asked of, the first by day and place: 1,500 reports of one blast had a million pairs, read in 10 s.
_MOST_COMPANY = 150
_TO_THE_DAY = len("2020-10-06")
# The least number that tells a happening as a name does: all 13 pairs read that share one are of one happening, of the eight that share a
# smaller one two are ("five killed, 24 hurt" and "five killed, 25 hurt" are two days of one siege). A round one tells nothing: "20 killed,
# 100 hurt" in a fire and "35 killed, 100 hurt" in a flood.
_LEAST_COMPANY, _ROUND_COMPANY = 10, 10

Toll = tuple[str, str, float]
"""A measure, the kind of people, their number."""


class Alike:
    """The words of claims, weighed over all of them."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._told: defaultdict[tuple[str, str, str], set[float]] = defaultdict(set)
        for claim in claims:
            self._told[claim.figure.span.report, claim.measure, claim.kind].add(claim.best)
        openings = {claim.figure.id: claim.opening for claim in _leading(claims)}
        self._sentences = _Weighed({claim.figure.id: claim.rare for claim in claims}, _OTHERS)
        contexts = {claim.figure.id: claim.context for claim in claims if claim.measure in _LEADING}
        self._contexts = _Weighed(contexts, _OTHERS)
        self._company = _company(claims)
        self._openings = _Weighed(openings, _OTHER_OPENINGS)

    def tells_one(self, a: Claim, b: Claim) -> bool:
        """Whether the words of two claims say that they tell one happening."""
        if max(a.best, b.best) > _TIMES * min(a.best, b.best) or self._tells_apart(a, b) or self._tells_apart(b, a):
            return False
        one, other = a.figure.id, b.figure.id
        if self.keep_company(a, b):
            return True
        likeness, weight, rarest = self._sentences.compared(one, other)
        if likeness >= _LEAST and weight >= _WEIGHT and rarest >= _RARE:
            return True
        if self._share_context(a, b):
            return True
        likeness, weight, _ = self._openings.compared(one, other)
        least = _LEAST_OPENING if a.moment and b.moment else _LEAST_UNDATED
        return near(a.moment, b.moment) and weight >= _WEIGHT_OPENING and likeness >= least

    def _share_context(self, a: Claim, b: Claim) -> bool:
        """Whether the sentences and those right before them share rare words: what a bare toll is of, the sentence before tells."""
        likeness, weight, rarest = self._contexts.compared(a.figure.id, b.figure.id)
        like = likeness >= _LEAST_CONTEXT and weight >= _WEIGHT_CONTEXT and rarest >= _RARE
        elsewhere = a.local or b.local or (bool(a.around and b.around) and a.around.isdisjoint(b.around))
        return like and not elsewhere and _surely_near(a, b)

    def keep_company(self, a: Claim, b: Claim) -> bool:
        """Whether both sentences give one other toll too: "31 dead and 300 injured", "31 were killed and 330 injured"."""
        return _surely_near(a, b) and bool(self._company[a.figure.id] & self._company[b.figure.id])

    def _tells_apart(self, a: Claim, b: Claim) -> bool:
        """Whether the report of ``a`` gives the number of ``b`` too: it knows both, as those of two months or two towns."""
        return b.best in self._told[a.figure.span.report, a.measure, a.kind]

    def pairs(self, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
        """Pairs of ``claims`` that tell one happening, each once, in their order; of two reports that appeared within four days."""
        company = _sharing([self._company[claim.figure.id] for claim in claims], _MOST_COMPANY)
        proposed = self._sentences.proposed(claims) | self._contexts.proposed(claims)
        proposed |= self._openings.proposed(claims) | company
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
        return _sharing([self._words.get(claim.figure.id, frozenset()) - self._common for claim in claims], _COMMON)

    def _squared(self, words: frozenset[str]) -> float:
        return math.fsum(self._weights[word] ** 2 for word in words)


def _sharing(lists: Sequence[frozenset[Hashable]], most: int) -> set[tuple[int, int]]:
    """Pairs of ``lists``, by number, that have something in common, of the first ``most`` that have it."""
    having: defaultdict[Hashable, list[int]] = defaultdict(list)
    for n, some in enumerate(lists):
        for one in some:
            having[one].append(n)
    return {pair for found in having.values() for pair in itertools.combinations(found[:most], 2)}


def _company(claims: Sequence[Claim]) -> dict[str, frozenset[Toll]]:
    """By figure: the tolls of ten and more, no round ones, that its sentence gives of another measure, as "31" dead beside 300 injured."""
    told: defaultdict[tuple[str, int], set[Toll]] = defaultdict(set)
    for claim in claims:
        telling = claim.best >= _LEAST_COMPANY and claim.best % _ROUND_COMPANY != 0
        if claim.measure in _LEADING and claim.prints_number and telling:
            told[claim.figure.span.report, claim.number].add((claim.measure, claim.kind, claim.best))
    return {
        claim.figure.id: frozenset(
            toll for toll in told[claim.figure.span.report, claim.number] if toll[0] != claim.measure
        )
        if claim.measure in _LEADING
        else frozenset()
        for claim in claims
    }


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


def _surely_near(a: Claim, b: Claim) -> bool:
    """Whether both reports say when they appeared, within four days."""
    return bool(a.moment and b.moment) and near(a.moment, b.moment)


def near(a: str, b: str) -> bool:
    """Whether two reports appeared within four days of each other, as far as both say when."""
    return apart(appeared(a), appeared(b)) <= _DAYS


@lru_cache(maxsize=1 << 12)
def appeared(moment: str) -> Dating | None:
    """The days that the moment of a report can mean: "2020-10" is a whole month; None where none is stated."""
    return ruled_dating(moment[:_TO_THE_DAY])
