"""Which tellings are worth comparing: those that share a key of an index.

Always true here: a pair is proposed once, the smaller number first; cost grows with the tellings, since a telling is compared with few of
those that share a key with it, and a report with the few reports most like it.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from .merging import Pair
from .stories import Stories
from .tellings import Telling

Key = tuple[str, ...]
Keys = Callable[[Telling], Iterable[Key]]
_MOST = 200  # tellings of one key that another is compared with: the last before it, tellings being in order of content


def within_reports(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Pairs of one report that may mean the same, one of which at least only refers to it."""
    yield from _unlike_told(tellings, _pairs(tellings, range(len(tellings)), _meanings, _meanings))


def across_reports(tellings: Sequence[Telling], chosen: Sequence[int], stories: Stories) -> Iterator[Pair]:
    """Pairs of the ``chosen``, sorted: told in the same words, or of one kind on one day; what has no day, of reports of one story."""

    def near(telling: Telling) -> Iterator[Key]:
        for report in stories.near(telling.ref.report):
            yield from (("means", meaning, report) for meaning in telling.means)

    def near_kinds(telling: Telling) -> Iterator[Key]:
        for report in stories.near(telling.ref.report):
            yield from ((*key, report) for key in _kinds(telling, "undated"))

    told = [n for n in chosen if tellings[n].told]
    undated = [n for n in told if tellings[n].first is None]
    pairs = {
        *_pairs(tellings, told, _days, _days),
        *_pairs(tellings, undated, _own_kinds, near_kinds),
        *_pairs(tellings, told, _meanings, near, undated),
        *_unlike_told(tellings, _pairs(tellings, chosen, _meanings, near)),
    }
    yield from sorted(pairs)


def _pairs(
    tellings: Sequence[Telling], numbers: Sequence[int], own: Keys, wanted: Keys, asking: Sequence[int] | None = None
) -> Iterator[Pair]:
    """Each pair of ``numbers`` of which one has as its ``own`` a key that the other, one of ``asking`` (default: any), wants."""
    index: defaultdict[Key, list[int]] = defaultdict(list)
    for n in numbers:
        for key in set(own(tellings[n])):
            index[key].append(n)
    for n in numbers if asking is None else asking:
        found = set[int]()
        for key in set(wanted(tellings[n])):
            there = index.get(key, [])
            found.update(there if len(there) <= _MOST else there[max(0, bisect_left(there, n) - _MOST) :][:_MOST])
        yield from ((min(n, other), max(n, other)) for other in found if other != n)


def _unlike_told(tellings: Sequence[Telling], pairs: Iterable[Pair]) -> Iterator[Pair]:
    return ((a, b) for a, b in pairs if not (tellings[a].told and tellings[b].told))


def _meanings(telling: Telling) -> Iterator[Key]:
    yield from (("means", meaning, telling.ref.report) for meaning in telling.means)


def _own_kinds(telling: Telling) -> Iterator[Key]:
    yield from ((*key, telling.ref.report) for key in _kinds(telling, "undated"))


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
    slack = datetime.timedelta(days=0 if telling.firm else 1)
    first, last = telling.first - slack, telling.last + slack
    yield from ((first + datetime.timedelta(days=n)).isoformat() for n in range((last - first).days + 1))
