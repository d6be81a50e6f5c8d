"""Which mentions are worth comparing: those that share a key of an index.

Always true here: a pair is proposed once, the smaller number first; cost grows with the mentions, since one is compared with few of those
that share a key with it, and a report with the few reports most like it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct, field

from .compared import Column, pairs
from .merging import Pair
from .stories import Stories
from .tellings import Telling

Key = tuple[str, ...]
_MOST = 200  # mentions of one key that another is compared with: of a day the last before it, mentions being in order of content


def within_reports(mentions: Sequence[Telling]) -> Iterator[Pair]:
    """Pairs of one report that may mean the same, one of which at least only refers to it."""
    for listed in _listed(mentions).values():
        pairs = _of_one_key(listed.means, listed.means)
        yield from sorted({(a, b) for a, b in pairs if not (mentions[a].told and mentions[b].told)})


def across_reports(mentions: Sequence[Telling], stories: Stories) -> Iterator[Pair]:
    """Pairs told in the same words or of one kind on one day; where one only refers or has no day, of reports of one story."""
    ones, others = _of_one_day(mentions)
    yield from pairs(ones, others)
    undated = np.fromiter((mention.first is None for mention in mentions), np.bool_, len(mentions))
    again = undated[ones] | undated[others]
    known = set(pairs(ones[again], others[again]))
    del ones, others, again
    listed = _listed(mentions)
    near = {(min(report, o), max(report, o)) for report in listed for o in stories.near(report) if o in listed}
    for one, other in sorted(near):
        a, b = listed[one], listed[other]
        likely = chain(_of_one_key(a.means, b.means), _of_one_key(a.kinds, b.kinds))
        yield from sorted({pair for pair in likely if _unlike(mentions, pair)} - known)


def returning(units: Mapping[str, Mapping[str, int]], stories: Stories) -> dict[str, frozenset[str]]:
    """By report the meanings that two of its units have, or one of it and one of a report of its story; ``units`` counts those of each
    meaning by report. What only refers by another meaning is proposed with nothing."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    printing: defaultdict[str, set[str]] = defaultdict(set)
    for report, meanings in units.items():
        for other in stories.near(report):
            if other != report:
                near[report].add(other)
                near[other].add(report)
        for meaning in meanings:
            printing[meaning].add(report)
    return {
        report: frozenset(m for m, n in meanings.items() if n > 1 or not near[report].isdisjoint(printing[m]))
        for report, meanings in units.items()
    }


class _Listed(Struct, frozen=True):
    """The mentions of one report by what they may mean, and what is told in it without a day by kind."""

    means: defaultdict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    kinds: defaultdict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))


def _listed(mentions: Sequence[Telling]) -> dict[str, _Listed]:
    found: defaultdict[str, _Listed] = defaultdict(_Listed)
    for n, mention in enumerate(mentions):
        listed = found[mention.ref.report]
        for meaning in mention.means:
            listed.means[meaning,].append(n)
        for kind in _kinds(mention, "") if mention.told and mention.first is None else ():
            listed.kinds[kind].append(n)
    return found


def _of_one_key(some: Mapping[Key, Sequence[int]], others: Mapping[Key, Sequence[int]]) -> Iterator[Pair]:
    """Each pair that has a key in common."""
    for key in some.keys() & others.keys():
        for a in some[key][:_MOST]:
            for b in others[key][:_MOST]:
                if a != b:
                    yield (a, b) if a < b else (b, a)


def _unlike(mentions: Sequence[Telling], pair: Pair) -> bool:
    """Whether days cannot say which pairs to compare: one only refers, or has no day."""
    return any(not mentions[n].told or mentions[n].first is None for n in pair)


def _of_one_day(mentions: Sequence[Telling]) -> tuple[Column, Column]:
    """The pairs of what is told with a key of ``_days`` in common, in order."""
    index: defaultdict[Key, array[int]] = defaultdict(lambda: array("q"))
    ones, others = array("q"), array("q")
    for n, mention in enumerate(mentions):
        for key in set(_days(mention)) if mention.told else ():
            last = index[key][-_MOST:]
            ones.extend(last)
            others.extend(array("q", [n]) * len(last))
            index[key].append(n)
    size = max(1, len(mentions))
    codes = np.unique(np.frombuffer(ones, np.int64) * size + np.frombuffer(others, np.int64))
    return np.divmod(codes, size)


def _days(telling: Telling) -> Iterator[Key]:
    if telling.copy:
        yield ("copy", telling.copy, telling.lemma)
    for day in _around(telling):
        yield from _kinds(telling, day)


def _kinds(telling: Telling, day: str) -> Iterator[Key]:
    """Its family with somebody, somewhere or the trigger; whom its clause names beside."""
    kind = [telling.type] if telling.nominal else []
    for anchor in {*telling.patients, *telling.places, *telling.agents, telling.lemma, *kind}:
        yield ("day", telling.family, day, anchor)
    yield from (("beside", day, entity) for entity in telling.beside)


def _around(telling: Telling) -> Iterator[str]:
    """The days of a telling, one more on either side where the day is only that of the report."""
    if telling.first is None or telling.last is None:
        return
    slack = 0 if telling.firm else 1
    yield from map(str, range(telling.first.toordinal() - slack, telling.last.toordinal() + slack + 1))
