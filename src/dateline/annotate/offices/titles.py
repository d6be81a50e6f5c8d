"""Offices that names carry: "former President X", "X, the mayor of Y and chairman of Z".

Always true here: each office of a role stands by itself; "former" before the first of several holds for all of them, before a later
one for that one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ... import rules
from ...model.notes import Clause, OfficeMention, OfficeStatus
from ...model.reading import Extent
from ...model.syntax import Tree
from .nouns import Cast, bodies, is_office, status_of


def titles(cast: Cast) -> Iterator[OfficeMention]:
    """Roles of named persons that are offices."""
    placed = _Placed.of(cast.clauses)
    for number, actor in enumerate(cast.names.actors):
        if actor.type != "person":
            continue
        for role in actor.roles:
            clause = placed.shortest_at(role)
            tree = cast.trees[cast.clauses[clause].sentence] if clause is not None else None
            if clause is not None and tree is not None:
                yield from _of_role(cast, tree, role, number, clause)


def _of_role(cast: Cast, tree: Tree, role: Extent, holder: int, clause: int) -> Iterator[OfficeMention]:
    tokens = [t for t in range(len(tree)) if role.start <= tree.at + tree.parse.starts[t] < role.end]
    nouns = [t for t in tokens if is_office(tree, t) and not _tells_whose(cast, tree, t, holder)]
    nouns = [t for t in nouns if t == nouns[0] or (tree.parse.deps[t] == "conj" and _reaches(tree, t, nouns[0]))]
    status: OfficeStatus = "holds"
    first = _start(tree, tokens, nouns[0]) if nouns else 0
    for n, noun in enumerate(nouns):
        later = [
            t for t in tokens if t > noun and tree.parse.deps[t] == "cc" and n + 1 < len(nouns) and t < nouns[n + 1]
        ]
        end = later[-1] if later else (nouns[n + 1] if n + 1 < len(nouns) else tokens[-1] + 1)
        begin = max(first, _own_start(tree, noun))
        part = tree.trimmed(_without_article(tree, [t for t in tokens if begin <= t < end] or [noun]))
        extent = tree.extent(part[0], part[-1])
        extent = Extent(extent.start, min(extent.end, role.end))
        if part[0] > noun or part[-1] < noun:
            continue
        now = rules.words("offices", "present") & set(cast.words(extent).casefold().split())
        status = status_of(cast.words(extent), "holds" if now or (n and status != "former") else status)
        body = next((b for b in bodies(cast, tree, noun, extent) if b in cast.words(role)), None)
        yield OfficeMention(role, extent, body, holder, status, clause, "title")
        first = end + 1 if later else end


def _own_start(tree: Tree, noun: int) -> int:
    """The first word of an office: back over what stands right before it, up to a preposition, a verb or a comma."""
    start = noun
    while start and not _ends(tree, start - 1):
        start -= 1
    return start


def _ends(tree: Tree, token: int) -> bool:
    if tree.parse.words[token].casefold() == "under" and tree.parse.lemmas[token + 1].casefold() == "secretary":
        return False
    verb = tree.parse.pos[token] == "VERB" and tree.parse.deps[token] not in ("amod", "compound", "nmod")
    return verb or tree.parse.words[token] == "," or tree.parse.pos[token] in ("ADP", "AUX", "CCONJ", "SCONJ")


def _start(tree: Tree, tokens: list[int], noun: int) -> int:
    """Where the first office begins: after what it is joined to, where that is no office ("dean of a college and former mayor")."""
    before = [t for t in tokens if t < noun and tree.parse.deps[t] == "cc"] if tree.parse.deps[noun] == "conj" else []
    return before[-1] + 1 if before else tokens[0]


def _without_article(tree: Tree, tokens: list[int]) -> list[int]:
    return tokens[1:] if len(tokens) > 1 and tree.parse.pos[tokens[0]] in ("DET", "PRON", "CCONJ") else tokens


def _reaches(tree: Tree, noun: int, first: int) -> bool:
    """Whether ``noun`` is joined to ``first``, directly or through others."""
    return first in tree.up(noun)


def _tells_whose(cast: Cast, tree: Tree, noun: int, holder: int) -> bool:
    """An office that only tells whose somebody is: "the president's brother", "a nephew of the mayor", "an aide to President Bell"."""
    owned = any(tree.parse.tags[k] == "POS" for k in tree.kids[noun])
    above = tree.parse.heads[noun]
    bearer = cast.person_at(tree.extent(above, above)) if tree.parse.deps[noun] in ("compound", "nmod") else None
    return owned or tree.parse.deps[noun] in ("poss", "pobj") or (bearer is not None and bearer != holder)


class _Placed(Struct, frozen=True):
    """Clauses by place: where each begins, in order, with its end and number; ``longest`` is the length of the longest."""

    starts: tuple[int, ...]
    rest: tuple[tuple[int, int], ...]
    longest: int

    @classmethod
    def of(cls, clauses: Sequence[Clause]) -> _Placed:
        """``clauses`` by place."""
        found = sorted((c.extent.start, c.extent.end, n) for n, c in enumerate(clauses))
        longest = max((end - start for start, end, _ in found), default=0)
        return cls(tuple(start for start, _, _ in found), tuple((end, n) for _, end, n in found), longest)

    def shortest_at(self, extent: Extent) -> int | None:
        """The number of the shortest clause that shares a character with ``extent``, the first of several."""
        near = range(bisect_left(self.starts, extent.start - self.longest), bisect_left(self.starts, extent.end))
        lengths = ((self.rest[k][0] - self.starts[k], self.rest[k][1]) for k in near if self.rest[k][0] > extent.start)
        return min(lengths, default=(0, None))[1]
