"""Where a cue begins and ends: the saying word with its auxiliaries, adverbs, particle and the preposition before the content.

Always true here: a cue is one stretch of one sentence; it holds its head and touches neither source nor content.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model.reading import Extent
from ...model.syntax import Tree
from .frames import carrier

_GROUP = ("aux", "auxpass", "neg", "prt")
_ASKING = frozenset({"when", "where", "why", "how", "so", "then", "however", "instead", "meanwhile"})


def cue_extent(tree: Tree, head: int, link: int | None, beside: Sequence[Extent]) -> Extent:
    """The cue around the token ``head`` as far as it is free of ``beside``, the extents of source and content."""
    taken = frozenset(t for e in beside for t in tree.touching(e))
    verb = _predicate(tree, head)
    wanted = {
        head,
        verb,
        *tree.kids_by(verb, *_GROUP),
        *_before_noun(tree, head),
        *([link] if link is not None else []),
    }
    low, high = min(wanted), max(wanted)
    first = last = head
    while first > low and first - 1 not in taken:
        first -= 1
    while last < high and last + 1 not in taken:
        last += 1
    first = _with_adverbs(tree, verb, first, taken)
    last = _with_adjuncts(tree, verb, last, taken)
    if last + 1 < len(tree) and tree.parse.words[last + 1] == ":" and last + 1 not in taken:
        last += 1
    return tree.extent(first, last)


def _predicate(tree: Tree, head: int) -> int:
    """The verb that carries the tense: "is" of "is confident", "expressed" of "expressed concern"."""
    dep, above = tree.parse.deps[head], tree.parse.heads[head]
    if tree.parse.pos[head] == "ADJ" and dep == "acomp":
        return above
    light = carrier(tree, head) if tree.parse.pos[head] == "NOUN" else None
    return light if light is not None else head


def _before_noun(tree: Tree, head: int) -> list[int]:
    if tree.parse.pos[head] != "NOUN":
        return []
    return [k for k in tree.kids[head] if k < head and tree.parse.deps[k] in ("det", "amod", "compound", "nummod")]


def _with_adverbs(tree: Tree, verb: int, first: int, taken: frozenset[int]) -> int:
    """The adverbs right before: "also said", but not the "when" of the clause."""
    while first > 0 and tree.parse.deps[first - 1] == "advmod" and first - 1 not in taken:
        fits = tree.parse.heads[first - 1] == verb and tree.parse.lemmas[first - 1] not in _ASKING
        if not fits:
            break
        first -= 1
    return first


def _with_adjuncts(tree: Tree, verb: int, last: int, taken: frozenset[int]) -> int:
    """Adverbs and days right behind: "said Sunday"."""
    for k in tree.kids[verb]:
        if tree.parse.deps[k] in ("advmod", "npadvmod"):
            below = tree.subtree(k)
            if below[0] == last + 1 and taken.isdisjoint(below):
                last = below[-1]
    return last
