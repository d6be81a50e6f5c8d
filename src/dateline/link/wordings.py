"""Which wordings say the same: distinct sequences of words, grouped by the shingles that they share.

Always true here: what two wordings share is counted for all pairs at once, and only of pairs of which the shorter may join the longer;
a shingle of more than ``COMMON`` wordings leads to the first so many groups only; the order of the passages changes no group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ..model.record import CopyKind
from ..settings import Settings
from .shingles import Hashes, Places, distinct, hash_shingles, hash_units, maybe_repeated

COMMON = 64
"""Groups that may be found by one shingle. On 2,000 articles 16 gave 2,281 groups, 64 gave 2,292, 256 gave 2,297."""

LEAST_SHARED = 4
"""Shingles that two passages must share: seven words in a row. On 2,000 articles 2 gave 108 groups more, mostly
of names and stock phrases; 6 gave 165 fewer and lost short quotations."""


class Group(Struct, frozen=True):
    """Wordings that say the same: the hash of each, the numbers of the passages that print them, in order, and how they are one."""

    keys: tuple[int, ...]
    passages: tuple[int, ...]
    kind: CopyKind


class _Wordings(Struct, frozen=True, eq=False):
    """Distinct wordings, longest first: a hash of each, how many shingles it has, the first passage that prints it, the end of its passages
    among ``passages``, which are those of the first wording, then of the second ..."""

    keys: Hashes
    shingles: Places
    first: Places
    ends: Places
    passages: Places


class _Sharing(Struct, frozen=True, eq=False):
    """What wordings share with longer ones: for wordings that may join another those that they may join, with the number of shingles of
    few wordings in common (``rare``); of each wording that has some the shingles of many wordings (``crowded``)."""

    rare: Mapping[int, dict[int, int]]
    crowded: Mapping[int, frozenset[int]]
    may_join: NDArray[np.bool_]


def group_wordings(words: Hashes, lengths: Places, settings: Settings) -> Iterator[Group]:
    """The groups of passages, of which ``words`` holds the word hashes one behind the other and ``lengths`` the numbers of words.

    Each wording, longest first, joins the group of whose founder it shares most, if ``settings.containment`` of its shingles are in
    the founder and in the last that joined; or it founds one. Groups of one passage are left out.
    """
    if not len(lengths):
        return
    wordings = _distinct(words, lengths, settings.shingle)
    sharing = _sharing(words, lengths, wordings, settings)
    joined, least = _joined(wordings.shingles, sharing, settings.containment)
    several = np.flatnonzero(np.diff(wordings.ends, prepend=0) > 1)
    keys, printing, ends = wordings.keys.tolist(), wordings.passages.tolist(), [*wordings.ends.tolist(), 0]
    within = {member for members in joined.values() for member in members}
    for founder in sorted({*several.tolist(), *joined} - (within - joined.keys())):
        members = joined.get(founder, [founder])
        passages = sorted(passage for member in members for passage in printing[ends[member - 1] : ends[member]])
        kind: CopyKind = "exact"
        if len(members) > 1:
            near = least[founder] >= settings.containment * int(wordings.shingles[founder])
            kind = "near" if near else "partial"
        yield Group(tuple(sorted(keys[member] for member in members)), tuple(passages), kind)


def _distinct(words: Hashes, lengths: Places, size: int) -> _Wordings:
    keys, first, which = np.unique(hash_units(words, lengths), return_index=True, return_inverse=True)
    order = np.lexsort((keys, -lengths[first]))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    of_passage = rank[which]
    ends = np.cumsum(np.bincount(of_passage))
    first = first[order]
    return _Wordings(keys[order], lengths[first] - size + 1, first, ends, np.argsort(of_passage, kind="stable"))


def _sharing(words: Hashes, lengths: Places, wordings: _Wordings, settings: Settings) -> _Sharing:
    """What the wordings share that can be in a group with another."""
    owners, ranks = _shared_shingles(words, lengths, wordings.first, settings.shingle)
    owners, ranks = _of_joining(owners, ranks, wordings.shingles, settings.containment)
    n = len(wordings.keys)
    codes = distinct(ranks * n + owners)  # by shingle, then by wording, longest first
    owners, ranks = codes % n, codes // n
    has = np.bincount(owners, minlength=n)
    least = np.maximum(LEAST_SHARED, settings.containment * wordings.shingles)
    may_join = has >= least
    starts = np.flatnonzero(np.diff(ranks, prepend=-1))
    sizes = np.diff(starts, append=len(ranks))
    many = np.repeat(sizes > COMMON, sizes)
    crowded = _by_first(owners[many], ranks[many])
    lacking = least - np.bincount(owners[many], minlength=n)
    pairs = [_pairs(owners, starts[sizes == k], k, may_join, n) for k in distinct(sizes).tolist() if 1 < k <= COMMON]
    codes = np.sort(np.concatenate([*pairs, np.empty(0, dtype=np.int64)]))
    edges = np.flatnonzero(np.diff(codes, prepend=-1))
    counts, codes = np.diff(edges, append=len(codes)), codes[edges]
    enough = counts >= lacking[codes // n]
    codes, counts = codes[enough], counts[enough]
    rare: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for shorter, longer, count in zip((codes // n).tolist(), (codes % n).tolist(), counts.tolist(), strict=True):
        rare[shorter][longer] = count
    return _Sharing(rare, {k: frozenset(v) for k, v in crowded.items()}, may_join)


def _by_first(first: Places, second: Places) -> dict[int, list[int]]:
    """The values of ``second`` by those of ``first``."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for key, value in zip(first.tolist(), second.tolist(), strict=True):
        found[key].append(value)
    return found


def _pairs(owners: Places, starts: Places, n: int, may_join: NDArray[np.bool_], width: int) -> Places:
    """The pairs within all runs of ``n`` owners that begin at ``starts``, as ``shorter * width + longer``, where the shorter may join."""
    members = owners[starts[:, None] + np.arange(n)]
    longer, shorter = np.triu_indices(n, 1)
    left, right = members[:, longer].ravel(), members[:, shorter].ravel()
    joining = may_join[right]
    pairs: Places = right[joining] * width + left[joining]
    return pairs


def _of_joining(owners: Places, ranks: Places, shingles: Places, containment: float) -> tuple[Places, Places]:
    """Of the shingles of ``owners`` those of some wording that has enough in common with others to join one; of wordings that have
    at least ``LEAST_SHARED`` of them."""
    if not len(owners):
        return owners, ranks
    told = np.bincount(owners, minlength=len(shingles))
    joins = told >= np.maximum(LEAST_SHARED, containment * shingles)
    wanted = np.zeros(int(ranks.max()) + 1, dtype=np.bool_)
    wanted[ranks[joins[owners]]] = True
    owners, ranks = owners[wanted[ranks]], ranks[wanted[ranks]]
    enough = np.bincount(owners, minlength=len(shingles)) >= LEAST_SHARED
    return owners[enough[owners]], ranks[enough[owners]]


def _shared_shingles(words: Hashes, lengths: Places, first: Places, size: int) -> tuple[Places, Places]:
    """The shingles that more than one wording has: the wording, and a number for the shingle."""
    ends = np.cumsum(lengths)
    wording = np.full(len(ends), -1, dtype=np.int64)
    wording[first] = np.arange(len(first))
    owners = np.repeat(wording, lengths)[: len(words) - size + 1]
    for back in range(1, size):  # a shingle that starts here would end in the next passage
        owners[ends[ends - back < len(owners)] - back] = -1
    starts = np.flatnonzero(owners >= 0)
    shingles, owners = hash_shingles(words, size)[starts], owners[starts]
    kept = np.flatnonzero(maybe_repeated(shingles))
    shingles, owners = shingles[kept], owners[kept]
    order = np.argsort(shingles)
    shingles, owners = shingles[order], owners[order]
    edges = np.flatnonzero(np.diff(shingles, prepend=~shingles[:1]))
    if not len(edges):
        return owners, owners
    several = np.minimum.reduceat(owners, edges) != np.maximum.reduceat(owners, edges)
    sizes = np.diff(edges, append=len(order))
    shared = np.repeat(several, sizes)
    return owners[shared], np.repeat(np.arange(len(edges)), sizes)[shared]


def _joined(shingles: Places, sharing: _Sharing, containment: float) -> tuple[dict[int, list[int]], dict[int, int]]:
    """The wordings of each group of several, its founder first; and the least number of shingles that one shares with the founder."""
    shortest: dict[int, int] = {}
    joined: dict[int, list[int]] = {}
    least: dict[int, int] = {}
    gone: set[int] = set()
    index: defaultdict[int, list[int]] = defaultdict(list)
    nothing: frozenset[int] = frozenset()
    for wording in sorted({*sharing.rare, *sharing.crowded}):
        rare, crowded = sharing.rare.get(wording, {}), sharing.crowded.get(wording, nothing)
        need = max(LEAST_SHARED, containment * int(shingles[wording]))

        def shares(other: int, rare: dict[int, int] = rare, crowded: frozenset[int] = crowded) -> int:
            return rare.get(other, 0) + (len(crowded & sharing.crowded.get(other, nothing)) if crowded else 0)

        counts = {other: count for other, count in rare.items() if other not in gone}
        if sharing.may_join[wording]:
            for other in (other for shingle in crowded for other in index[shingle]):
                counts[other] = counts.get(other, 0) + 1
        near = sorted((o for o, n in counts.items() if n >= LEAST_SHARED), key=lambda o: (-counts[o], o))
        fit = (o for o in near if shares(o) >= need and shares(shortest.get(o, o)) >= need)
        founder = next(fit, None)
        if founder is not None:
            gone.add(wording)
            shortest[founder] = wording
            joined.setdefault(founder, [founder]).append(wording)
            least[founder] = min(least.get(founder, shares(founder)), shares(founder))
            continue
        for shingle in crowded:
            if len(index[shingle]) < COMMON:
                index[shingle].append(wording)
    return joined, least
