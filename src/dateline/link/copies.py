"""The same words in several places: passages of one report or of many that hold each other's word shingles.

Always true here: containment decides, not likeness, so that a short passage inside a long one is found; candidates come
from an index of hashed shingles, never from all pairs; every member of a group was compared with the group's longest
and shortest passage, so that no chain of weak links joins strangers; a sentence is in at most one group; the result
depends on neither the order of the reports nor the process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import chain, combinations, islice, pairwise
from operator import attrgetter

import numpy as np
from msgspec import Struct

from ..model.links import CopyLink, PassageRef
from ..model.reading import Extent, Layout
from ..settings import Settings
from .shingles import (
    Hashes,
    Places,
    containment,
    covered,
    distinct,
    hash_shingles,
    hash_words,
    sharing_pairs,
)
from .wordings import Group, group_wordings

FULL_PAIRS = 40
"""Reports in a group up to which all their pairs are compared; beyond, each with the first only."""

AT_ONCE = 16
"""Reports whose words are hashed in one go."""

SAMPLE = 8
"""One shingle in so many (a power of two) proposes pairs of reports, which are then compared in full. A report of 300 words has about 37;
a pair is compared from half the share asked on, so that one copied for 60 percent is missed once in 5,000 times. All of
2 to 32 found the same 55 pairs among 5,648 articles."""


class ReportText(Struct, frozen=True):
    """A report's text with its layout."""

    report: str
    text: str
    layout: Layout


class Reprint(Struct, frozen=True):
    """Two reports that share copied passages: ``share`` of the words of ``shorter`` stand, in runs, in ``longer``."""

    shorter: str
    longer: str
    share: float


def find_copies(texts: Sequence[ReportText], settings: Settings) -> tuple[CopyLink, ...]:
    """Passages of at least ``settings.min_copy_words`` words that say the same, in groups of two and more.

    Passages are sentences, and blocks cut into sentences too short to tell. A passage joins a group if
    ``settings.containment`` of its shingles are in the group's longest, and likewise with the group's shortest.
    """
    passages = _passages(texts, max(settings.min_copy_words, settings.shingle))
    groups = sorted(group_wordings(passages.words, passages.lengths, settings), key=attrgetter("passages"))
    refs = passages.refs([number for group in groups for number in group.passages])
    return tuple(_link(group, tuple(islice(refs, len(group.passages)))) for group in groups)


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


class _Passages(Struct, frozen=True, eq=False):
    """All passages, by report and place.

    Passage ``n`` stands in ``reports[owners[n]]`` from ``starts[n]`` to ``ends[n]``; ``words`` holds the word hashes of all passages,
    ``lengths[n]`` of each, one behind the other."""

    reports: Sequence[str]
    owners: Places
    starts: Places
    ends: Places
    words: Hashes
    lengths: Places

    def refs(self, numbers: Sequence[int]) -> Iterator[PassageRef]:
        """References to the passages of these numbers."""
        wanted = np.array(numbers, dtype=np.int64)
        extents = map(Extent, self.starts[wanted].tolist(), self.ends[wanted].tolist())
        return map(PassageRef, map(self.reports.__getitem__, self.owners[wanted].tolist()), extents)


def _passages(texts: Sequence[ReportText], least: int) -> _Passages:
    """Sentences of at least ``least`` words; and whole blocks that have as many but no such sentence."""
    ordered = sorted(texts, key=lambda t: t.report)
    found = [_passages_of(ordered[i : i + AT_ONCE], i, least) for i in range(0, len(ordered), AT_ONCE)]
    places = np.concatenate([np.empty((0, 4), dtype=np.int64), *(places for places, _ in found)])
    words = np.concatenate([np.empty(0, dtype=np.uint64), *(words for _, words in found)])
    order = np.lexsort((places[:, 2], places[:, 1], places[:, 0]))
    words = _reordered(words, places[:, 3], order)
    places = places[order]
    return _Passages([t.report for t in ordered], places[:, 0], places[:, 1], places[:, 2], words, places[:, 3])


def _reordered(words: Hashes, lengths: Places, order: Places) -> Hashes:
    """The words of units of such ``lengths``, the units in another order."""
    starts, sizes = (np.cumsum(lengths) - lengths)[order], lengths[order]
    moved = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    return words[moved + np.arange(len(words))]


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


def _link(group: Group, passages: tuple[PassageRef, ...]) -> CopyLink:
    keys = b"".join(key.to_bytes(8, "big") for key in group.keys)
    return CopyLink("c-" + sha256(keys).hexdigest()[:12], group.kind, passages)
