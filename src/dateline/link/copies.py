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
from .shingles import Hashes, covered, hash_shingles, hash_words

COMMON = 64
"""Groups that may share a shingle before it says nothing. On 5,648 articles 16 to 256 gave the same groups."""

LEAST_SHARED = 4
"""Shingles that two passages must share at least: seven words in a row."""

FULL_PAIRS = 40
"""Reports in a group up to which all their pairs are compared; beyond, each with the first only."""


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
    """One distinct wording and everywhere it is printed."""

    key: bytes
    shingles: frozenset[int]
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
    """For reports that share a passage of ``links``: how much of the shorter one's body the longer one holds."""
    by_id = {text.report: text for text in texts}
    pairs = sorted({pair for link in links for pair in _pairs(link)})
    bodies = {r: _body_shingles(by_id[r], settings.shingle) for r in sorted({r for pair in pairs for r in pair})}
    sets = {r: np.unique(shingles) for r, shingles in bodies.items()}
    found = []
    for pair in pairs:
        shorter, longer = sorted(pair, key=lambda r: (len(bodies[r]), r))
        if words := len(bodies[shorter]) + settings.shingle - 1 if len(bodies[shorter]) else 0:
            share = covered(bodies[shorter], sets[longer], settings.shingle) / words
            found.append(Reprint(shorter, longer, round(share, 4)))
    return tuple(sorted(found, key=lambda r: (r.shorter, r.longer)))


def _pairs(link: CopyLink) -> Iterator[tuple[str, str]]:
    reports = sorted({passage.report for passage in link.passages})
    if len(reports) <= FULL_PAIRS:
        return combinations(reports, 2)
    return ((reports[0], other) for other in reports[1:])


def _body_shingles(text: ReportText, size: int) -> Hashes:
    """The shingles of all that a report tells: every block but boilerplate."""
    blocks = [text.text[b.start : b.end] for b in text.layout.blocks if b.role != "boilerplate"]
    return hash_shingles(hash_words(blocks).hashes, size)


def _contents(texts: Sequence[ReportText], settings: Settings) -> list[_Content]:
    """The distinct wordings, longest first, each with its places in order of report and offset."""
    places: defaultdict[bytes, list[PassageRef]] = defaultdict(list)
    shingles: dict[bytes, frozenset[int]] = {}
    for text in sorted(texts, key=lambda t: t.report):
        for extent, words in _passages(text, settings.min_copy_words):
            key = words.tobytes()
            places[key].append(PassageRef(text.report, extent))
            if key not in shingles:
                shingles[key] = frozenset(hash_shingles(words, settings.shingle).tolist())
    contents = (_Content(key, shingles[key], tuple(found)) for key, found in places.items())
    return sorted(contents, key=lambda c: (-len(c.shingles), c.key))


def _passages(text: ReportText, least: int) -> Iterator[tuple[Extent, Hashes]]:
    """Sentences of at least ``least`` words; and whole blocks that have as many but no such sentence."""
    layout = text.layout
    sentences = [s for s in layout.sentences if layout.role(s) != "boilerplate"]
    words = hash_words([text.text[s.start : s.end] for s in sentences])
    told: set[int] = set()
    for i, sentence in enumerate(sentences):
        if len(found := words.unit(i)) >= least:
            told.add(sentence.block)
            yield Extent(sentence.start, sentence.end), found
    blocks = [b for i, b in enumerate(layout.blocks) if b.role != "boilerplate" and i not in told]
    words = hash_words([text.text[b.start : b.end] for b in blocks])
    for i, block in enumerate(blocks):
        if len(found := words.unit(i)) >= least:
            yield Extent(block.start, block.end), found


def _grouped(contents: Iterable[_Content], threshold: float) -> list[_Group]:
    """Each wording, longest first, joins the group that holds most of it, or founds one."""
    groups: list[_Group] = []
    index: defaultdict[int, list[int]] = defaultdict(list)
    for content in contents:
        chosen = next((n for n in _nearest(content, index) if _belongs(content, groups[n], threshold)), None)
        if chosen is None:
            chosen = len(groups)
            groups.append(_Group(content, content))
            for shingle in content.shingles:
                if len(index[shingle]) < COMMON:
                    index[shingle].append(chosen)
        groups[chosen].shortest = content
        groups[chosen].members.append(content)
    return groups


def _nearest(content: _Content, index: defaultdict[int, list[int]]) -> list[int]:
    """Groups whose founder shares a shingle with ``content``, those that share most first."""
    counts = Counter(n for shingle in content.shingles if shingle in index for n in index[shingle])
    return sorted((n for n, shared in counts.items() if shared >= LEAST_SHARED), key=lambda n: (-counts[n], n))


def _belongs(content: _Content, group: _Group, threshold: float) -> bool:
    return all(_contained(content, other, threshold) for other in (group.longest, group.shortest))


def _contained(shorter: _Content, longer: _Content, threshold: float) -> bool:
    shared = len(shorter.shingles & longer.shingles)
    return shared >= LEAST_SHARED and shared >= threshold * min(len(shorter.shingles), len(longer.shingles))


def _link(group: _Group, threshold: float) -> CopyLink:
    keys = sorted(member.key for member in group.members)
    passages = sorted(p for member in group.members for p in member.passages)
    return CopyLink("c-" + sha256(b"\0".join(keys)).hexdigest()[:12], _kind(group, threshold), tuple(passages))


def _kind(group: _Group, threshold: float) -> CopyKind:
    """``exact`` for one wording; ``near`` if each member holds as much of the longest as the longest of it."""
    if len(group.members) == 1:
        return "exact"
    longest = group.longest.shingles
    near = all(len(longest & member.shingles) >= threshold * len(longest) for member in group.members)
    return "near" if near else "partial"
