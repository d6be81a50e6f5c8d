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
from itertools import combinations

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
    hash_shingles,
    hash_units,
    hash_words,
    repeated,
    sharing_pairs,
)

COMMON = 64
"""Groups that may be found by one shingle. On 2,000 articles 16 gave 2,281 groups, 64 gave 2,292, 256 gave 2,297."""

LEAST_SHARED = 4
"""Shingles that two passages must share: seven words in a row. On 2,000 articles 2 gave 108 groups more, mostly
of names and stock phrases; 6 gave 165 fewer and lost short quotations."""

FULL_PAIRS = 40
"""Reports in a group up to which all their pairs are compared; beyond, each with the first only."""

SAMPLE = 8
"""One shingle in so many proposes pairs of reports, which are then compared in full. A report of 300 words has about 37;
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

    ``shingles`` counts its shingles; ``common`` are those of them that some other wording has as well.
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
    told = {r: _shingles_of(by_id[r], settings.shingle) for r in sorted({r for pair in pairs for r in pair})}
    sets = {r: np.unique(shingles) for r, shingles in told.items()}
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
    told = [_shingles_of(text, settings.shingle) for text in ordered]
    samples = [np.unique(shingles[shingles % np.uint64(SAMPLE) == 0]) for shingles in told]
    sets: dict[int, Hashes] = {}
    found = []
    for i, j in sharing_pairs(samples, FULL_PAIRS, settings.containment / 2):
        for n in (i, j):
            if n not in sets:
                sets[n] = np.unique(told[n])
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


def _shingles_of(text: ReportText, size: int) -> Hashes:
    """The shingles of all that a report tells: every block but boilerplate."""
    blocks = [text.text[b.start : b.end] for b in text.layout.blocks if b.role != "boilerplate"]
    return hash_shingles(hash_words(blocks).hashes, size)


@dataclass(frozen=True, slots=True, eq=False)
class _Passages:
    """All passages in order of report and place; ``words`` holds their word hashes one behind the other."""

    places: list[PassageRef]
    words: Hashes
    lengths: Places


def _contents(texts: Sequence[ReportText], settings: Settings) -> list[_Content]:
    """The wordings that may be copies: printed twice, or sharing enough with others; longest first."""
    passages = _passages(texts, max(settings.min_copy_words, settings.shingle))
    if not passages.places:
        return []
    keys, first, which = np.unique(hash_units(passages.words, passages.lengths), return_index=True, return_inverse=True)
    by_content = np.split(np.argsort(which, kind="stable"), np.cumsum(np.bincount(which))[:-1])
    common = _common_shingles(passages, first, settings.shingle)
    found = []
    for content, members in enumerate(by_content):
        shingles = common.get(content, frozenset())
        if len(members) > 1 or len(shingles) >= LEAST_SHARED:
            length = int(passages.lengths[first[content]]) - settings.shingle + 1
            refs = tuple(passages.places[n] for n in members.tolist())
            found.append(_Content(int(keys[content]), length, shingles, refs))
    return sorted(found, key=lambda c: (-c.shingles, c.key))


def _passages(texts: Sequence[ReportText], least: int) -> _Passages:
    places: list[PassageRef] = []
    hashes: list[Hashes] = []
    for text in sorted(texts, key=lambda t: t.report):
        for extent, words in _passages_of(text, least):
            places.append(PassageRef(text.report, extent))
            hashes.append(words)
    lengths = np.array([len(words) for words in hashes], dtype=np.int64)
    return _Passages(places, np.concatenate([*hashes, np.empty(0, dtype=np.uint64)]), lengths)


def _common_shingles(passages: _Passages, first: Places, size: int) -> dict[int, frozenset[int]]:
    """For each wording (by its place in ``first``) the shingles that are printed more than once among all wordings."""
    ends = np.cumsum(passages.lengths)
    whole = np.ones(len(passages.words), dtype=np.bool_)  # whether a shingle that starts here ends in the same passage
    for back in range(1, size):
        whole[ends - back] = False
    content = np.full(len(ends), -1, dtype=np.int64)
    content[first] = np.arange(len(first))
    owners = np.repeat(content, passages.lengths)
    starts = np.flatnonzero(whole & (owners >= 0))
    shingles, owners = hash_shingles(passages.words, size)[starts], owners[starts]
    kept = repeated(shingles)
    shingles, owners = shingles[kept], owners[kept]
    if not len(shingles):
        return {}
    order = np.argsort(owners, kind="stable")
    shingles, owners = shingles[order], owners[order]
    named, at = np.unique(owners, return_index=True)
    pieces = np.split(shingles, at[1:])
    return {int(n): frozenset(p.tolist()) for n, p in zip(named, pieces, strict=True) if len(p) >= LEAST_SHARED}


def _passages_of(text: ReportText, least: int) -> Iterator[tuple[Extent, Hashes]]:
    """Sentences of at least ``least`` words; and whole blocks that have as many but no such sentence."""
    layout = text.layout
    told: set[int] = set()
    sentences = [s for s in layout.sentences if layout.role(s) != "boilerplate"]
    words = hash_words([text.text[s.start : s.end] for s in sentences])
    for i, sentence in enumerate(sentences):
        if words.bounds[i + 1] - words.bounds[i] >= least:
            told.add(sentence.block)
            yield Extent(sentence.start, sentence.end), words.unit(i)
    blocks = [b for i, b in enumerate(layout.blocks) if b.role != "boilerplate" and i not in told]
    words = hash_words([text.text[b.start : b.end] for b in blocks])
    for i, block in enumerate(blocks):
        if words.bounds[i + 1] - words.bounds[i] >= least:
            yield Extent(block.start, block.end), words.unit(i)


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
    counts = Counter(n for shingle in content.common if shingle in index for n in index[shingle])
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
