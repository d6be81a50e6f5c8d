"""The same words in several places: passages of one report or of many that hold each other's word shingles.

Always true here: containment decides, not likeness, so that a short passage inside a long one is found; candidates come
from an index of hashed shingles, never from all pairs; every member of a group was compared with the group's longest
and shortest passage, so that no chain of weak links joins strangers; a sentence is in at most one group; the result
depends on neither the order of the reports nor the process.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, combinations, pairwise

import numpy as np

from ..model.links import CopyLink, PassageRef
from ..model.reading import Extent, Layout
from ..model.record import CopyKind
from ..settings import Settings
from .shingles import (
    Hashes,
    Places,
    containment,
    covered,
    distinct,
    hash_shingles,
    hash_units,
    hash_words,
    maybe_repeated,
    sharing_pairs,
)

COMMON = 64
"""Groups that may be found by one shingle. On 2,000 articles 16 gave 2,281 groups, 64 gave 2,292, 256 gave 2,297."""

LEAST_SHARED = 4
"""Shingles that two passages must share: seven words in a row. On 2,000 articles 2 gave 108 groups more, mostly
of names and stock phrases; 6 gave 165 fewer and lost short quotations."""

FULL_PAIRS = 40
"""Reports in a group up to which all their pairs are compared; beyond, each with the first only."""

AT_ONCE = 16
"""Reports whose words are hashed in one go."""

SAMPLE = 8
"""One shingle in so many (a power of two) proposes pairs of reports, which are then compared in full. A report of 300 words has about 37;
a pair is compared from half the share asked on, so that one copied for 60 percent is missed once in 5,000 times. All of
2 to 32 found the same 55 pairs among 5,648 articles."""


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report's text with its layout."""

    report: str
    text: str
    layout: Layout


@dataclass(frozen=True, slots=True)
class Reprint:
    """Two reports that share copied passages: ``share`` of the words of ``shorter`` stand, in runs, in ``longer``."""

    shorter: str
    longer: str
    share: float


@dataclass(frozen=True, slots=True)
class _Content:
    """One distinct wording and everywhere it is printed.

    ``shingles`` counts its shingles; ``common`` are those of them by which it can be in a group with others.
    """

    key: int
    shingles: int
    common: frozenset[int]
    passages: tuple[PassageRef, ...]


@dataclass(slots=True)
class _Group:
    """A group as it grows: the longest wording founds it, ``shortest`` is the last that joined."""

    longest: _Content
    shortest: _Content
    members: list[_Content] = field(default_factory=list)


def find_copies(texts: Sequence[ReportText], settings: Settings) -> tuple[CopyLink, ...]:
    """Passages of at least ``settings.min_copy_words`` words that say the same, in groups of two and more.

    Passages are sentences, and blocks cut into sentences too short to tell. A passage joins a group if
    ``settings.containment`` of its shingles are in the group's longest, and likewise with the group's shortest.
    """
    groups = _grouped(_contents(texts, settings), settings.containment)
    links = [_link(group, settings.containment) for group in groups if sum(len(m.passages) for m in group.members) > 1]
    return tuple(sorted(links, key=lambda link: (link.passages, link.id)))


def reprints(texts: Sequence[ReportText], links: Sequence[CopyLink], settings: Settings) -> tuple[Reprint, ...]:
    """For reports that share a passage of ``links``: how much of the shorter one the longer one holds.

    Of a passage in more than ``FULL_PAIRS`` reports, each report is paired with the first only.
    """
    by_id = {text.report: text for text in texts}
    pairs = sorted({pair for link in links for pair in _pairs(link)})
    named = sorted({r for pair in pairs for r in pair})
    told = dict(zip(named, _shingles_of([by_id[r] for r in named], settings.shingle), strict=True))
    sets = {r: distinct(shingles) for r, shingles in told.items()}
    found = []
    for pair in pairs:
        shorter, longer = sorted(pair, key=lambda r: (len(told[r]), r))
        if len(told[shorter]):
            found.append(Reprint(shorter, longer, _share(told[shorter], sets[longer], settings.shingle)))
    return tuple(sorted(found, key=lambda r: (r.shorter, r.longer)))


def find_reprints(texts: Sequence[ReportText], settings: Settings) -> tuple[Reprint, ...]:
    """Pairs of reports of which one holds ``settings.containment`` of the other's shingles, from the whole texts alone.

    Candidates share shingles of a sample; each is then compared in full. Of more than ``FULL_PAIRS`` reports with the
    same words, each is paired with the first only.
    """
    ordered = sorted(texts, key=lambda t: t.report)
    told = _shingles_of(ordered, settings.shingle)
    samples = [distinct(shingles[shingles & np.uint64(SAMPLE - 1) == 0]) for shingles in told]
    sets: dict[int, Hashes] = {}
    found = []
    for i, j in sharing_pairs(samples, FULL_PAIRS, settings.containment / 2):
        for n in (i, j):
            if n not in sets:
                sets[n] = distinct(told[n])
        if containment(sets[i], sets[j]) >= settings.containment:
            shorter, longer = sorted((i, j), key=lambda n: (len(told[n]), n))
            share = _share(told[shorter], sets[longer], settings.shingle)
            found.append(Reprint(ordered[shorter].report, ordered[longer].report, share))
    return tuple(sorted(found, key=lambda r: (r.shorter, r.longer)))


def _share(shorter: Hashes, longer: Hashes, size: int) -> float:
    return round(covered(shorter, longer, size) / (len(shorter) + size - 1), 4)


def _pairs(link: CopyLink) -> Iterator[tuple[str, str]]:
    reports = sorted({passage.report for passage in link.passages})
    if len(reports) <= FULL_PAIRS:
        return combinations(reports, 2)
    return ((reports[0], other) for other in reports[1:])


def _shingles_of(texts: Sequence[ReportText], size: int) -> list[Hashes]:
    """The shingles of all that each report tells: every block but boilerplate."""
    found = []
    for i in range(0, len(texts), AT_ONCE):
        blocks = [
            [t.text[b.start : b.end] for b in t.layout.blocks if b.role != "boilerplate"]
            for t in texts[i : i + AT_ONCE]
        ]
        words = hash_words([*chain.from_iterable(blocks)])
        ends = words.bounds[np.cumsum([0, *map(len, blocks)])].tolist()
        found += [hash_shingles(words.hashes[a:b], size) for a, b in pairwise(ends)]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Passages:
    """Passage ``n`` stands in ``reports[owners[n]]`` from ``starts[n]`` to ``ends[n]``; ``words`` holds the word hashes of all passages,
    ``lengths[n]`` of each, one behind the other."""

    reports: Sequence[str]
    owners: Places
    starts: Places
    ends: Places
    words: Hashes
    lengths: Places

    def refs(self) -> list[PassageRef]:
        """All passages as references."""
        places = zip(self.owners.tolist(), self.starts.tolist(), self.ends.tolist(), strict=True)
        return [PassageRef(self.reports[n], Extent(start, end)) for n, start, end in places]


def _contents(texts: Sequence[ReportText], settings: Settings) -> list[_Content]:
    """The wordings that may be copies: printed twice, or sharing enough with others; longest first."""
    passages = _passages(texts, max(settings.min_copy_words, settings.shingle))
    if not len(passages.lengths):
        return []
    keys, first, which = np.unique(hash_units(passages.words, passages.lengths), return_index=True, return_inverse=True)
    common = _common_shingles(passages, first, settings)
    printed = np.bincount(which)
    wanted = np.flatnonzero((printed > 1) | np.isin(first, np.fromiter(common, dtype=np.int64, count=len(common))))
    members, ends, refs = np.argsort(which, kind="stable").tolist(), np.cumsum(printed).tolist(), passages.refs()
    lengths = (passages.lengths - settings.shingle + 1).tolist()
    found = []
    for content, key, n in zip(wanted.tolist(), keys[wanted].tolist(), first[wanted].tolist(), strict=True):
        places = tuple(refs[m] for m in members[ends[content - 1] if content else 0 : ends[content]])
        found.append(_Content(key, lengths[n], common.get(n, frozenset()), places))
    return sorted(found, key=lambda c: (-c.shingles, c.key))


def _common_shingles(passages: _Passages, first: Places, settings: Settings) -> dict[int, frozenset[int]]:
    """For each wording (by its first passage) the shingles by which it can be in a group: those of some wording that has enough in
    common with others to join one, and at least ``LEAST_SHARED`` of them."""
    owners, shingles, ranks = _shared_shingles(passages, first, settings.shingle)
    if not len(owners):
        return {}
    told = np.bincount(owners, minlength=len(passages.lengths))
    joins = told >= np.maximum(LEAST_SHARED, settings.containment * (passages.lengths - settings.shingle + 1))
    wanted = np.zeros(int(ranks.max()) + 1, dtype=np.bool_)
    wanted[ranks[joins[owners]]] = True
    owners, shingles = owners[wanted[ranks]], shingles[wanted[ranks]]
    edges = np.flatnonzero(np.diff(owners, prepend=-1, append=len(passages.lengths)))
    pieces = zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    told_by, values = owners[edges[:-1]].tolist(), shingles.tolist()
    return {n: frozenset(values[a:b]) for n, (a, b) in zip(told_by, pieces, strict=True) if b - a >= LEAST_SHARED}


def _shared_shingles(passages: _Passages, first: Places, size: int) -> tuple[Places, Hashes, Places]:
    """The shingles that more than one wording has, in order of text: the first passage of the wording, the shingle, its rank."""
    ends = np.cumsum(passages.lengths)
    passage = np.full(len(ends), -1, dtype=np.int64)
    passage[first] = first
    owners = np.repeat(passage, passages.lengths)[: len(passages.words) - size + 1]
    for back in range(1, size):  # a shingle that starts here would end in the next passage
        owners[ends[ends - back < len(owners)] - back] = -1
    starts = np.flatnonzero(owners >= 0)
    shingles, owners = hash_shingles(passages.words, size)[starts], owners[starts]
    kept = np.flatnonzero(maybe_repeated(shingles))
    shingles, owners = shingles[kept], owners[kept]
    order = np.argsort(shingles)
    edges = np.flatnonzero(np.diff(shingles[order], prepend=~shingles[order[:1]]))
    several = np.minimum.reduceat(owners[order], edges) != np.maximum.reduceat(owners[order], edges)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.repeat(np.arange(len(edges)), np.diff(edges, append=len(order)))
    shared = several[ranks]
    return owners[shared], shingles[shared], ranks[shared]


def _passages(texts: Sequence[ReportText], least: int) -> _Passages:
    """Sentences of at least ``least`` words; and whole blocks that have as many but no such sentence."""
    ordered = sorted(texts, key=lambda t: t.report)
    found = [_passages_of(ordered[i : i + AT_ONCE], i, least) for i in range(0, len(ordered), AT_ONCE)]
    places = np.concatenate([np.empty((0, 4), dtype=np.int64), *(places for places, _ in found)])
    words = np.concatenate([np.empty(0, dtype=np.uint64), *(words for _, words in found)])
    return _Passages([t.report for t in ordered], places[:, 0], places[:, 1], places[:, 2], words, places[:, 3])


def _passages_of(texts: Sequence[ReportText], number: int, least: int) -> tuple[Places, Hashes]:
    """The passages of some reports, the first of which has ``number``: rows of report, start, end and length in words; their words."""
    silent = [{i for i, b in enumerate(t.layout.blocks) if b.role == "boilerplate"} for t in texts]
    sentences = [
        (n, s.block, s.start, s.end)
        for n, t in enumerate(texts)
        for s in t.layout.sentences
        if s.block not in silent[n]
    ]
    told, rows, words = _long_enough(texts, sentences, least)
    with_sentence = {(n, block) for n, block, _, _ in told}
    blocks = [
        (n, i, b.start, b.end)
        for n, t in enumerate(texts)
        for i, b in enumerate(t.layout.blocks)
        if i not in silent[n] and (n, i) not in with_sentence
    ]
    _, more, others = _long_enough(texts, blocks, least)
    places = np.concatenate([rows, more])
    places[:, 0] += number
    return places, np.concatenate([words, others])


_Place = tuple[int, int, int, int]
"""Number of the report, number of the block, start and end."""


def _long_enough(
    texts: Sequence[ReportText], places: Sequence[_Place], least: int
) -> tuple[list[_Place], Places, Hashes]:
    """Those of ``places`` that have at least ``least`` words; the same as rows of report, start, end and length; all their words."""
    words = hash_words([texts[n].text[start:end] for n, _, start, end in places])
    lengths = np.diff(words.bounds)
    long = lengths >= least
    told = [place for place, enough in zip(places, long.tolist(), strict=True) if enough]
    rows = np.array([(n, start, end, 0) for n, _, start, end in told], dtype=np.int64).reshape(-1, 4)
    rows[:, 3] = lengths[long]
    return told, rows, words.hashes[np.repeat(long, lengths)]


def _grouped(contents: Iterable[_Content], threshold: float) -> list[_Group]:
    """Each wording, longest first, joins the group that holds most of it, or founds one."""
    groups: list[_Group] = []
    index: defaultdict[int, list[int]] = defaultdict(list)
    for content in contents:
        # with longest first, who has too little in common with all others can found a group but join none
        may_join = len(content.common) >= threshold * content.shingles
        near = _nearest(content, index) if may_join else []
        chosen = next((n for n in near if _belongs(content, groups[n], threshold)), None)
        if chosen is None:
            chosen = len(groups)
            groups.append(_Group(content, content))
            for shingle in content.common:
                if len(index[shingle]) < COMMON:
                    index[shingle].append(chosen)
        groups[chosen].shortest = content
        groups[chosen].members.append(content)
    return groups


def _nearest(content: _Content, index: defaultdict[int, list[int]]) -> list[int]:
    """Groups whose founder shares a shingle with ``content``, those that share most first."""
    counts = Counter(chain.from_iterable([index[shingle] for shingle in content.common if shingle in index]))
    return sorted((n for n, shared in counts.items() if shared >= LEAST_SHARED), key=lambda n: (-counts[n], n))


def _belongs(content: _Content, group: _Group, threshold: float) -> bool:
    return all(_contained(content, other, threshold) for other in (group.longest, group.shortest))


def _contained(shorter: _Content, longer: _Content, threshold: float) -> bool:
    shared = len(shorter.common & longer.common)
    return shared >= LEAST_SHARED and shared >= threshold * min(shorter.shingles, longer.shingles)


def _link(group: _Group, threshold: float) -> CopyLink:
    keys = sorted(member.key.to_bytes(8, "big") for member in group.members)
    passages = sorted(p for member in group.members for p in member.passages)
    return CopyLink("c-" + sha256(b"".join(keys)).hexdigest()[:12], _kind(group, threshold), tuple(passages))


def _kind(group: _Group, threshold: float) -> CopyKind:
    """``exact`` for one wording; ``near`` if each member holds as much of the longest as the longest of it."""
    if len(group.members) == 1:
        return "exact"
    longest = group.longest
    others = (member for member in group.members if member is not longest)
    near = all(len(longest.common & member.common) >= threshold * longest.shingles for member in others)
    return "near" if near else "partial"
