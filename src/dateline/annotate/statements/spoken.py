"""Who says each word of a sentence: asked of every clause, worked out once.

Always true here: of several sayings around a word the one with the least content is the innermost; a word that nobody says is not there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct

from ...model.notes import Attribution
from ...model.reading import Extent
from ...model.syntax import Tree

_DEMANDS = ("verb:infinitive", "verb:object")


class Spoken(Struct, frozen=True):
    """The sayings of a sentence (as numbers of attributions): by their ``cues``; the ``innermost`` whose content holds a token, and of
    those ``beyond_demands``; ``beside`` are those that may speak for what stands outside of their content."""

    cues: Mapping[Extent, int]
    innermost: Mapping[int, int]
    beyond_demands: Mapping[int, int]
    beside: Sequence[tuple[int, Attribution]]


def who_says(tree: Tree, said: Sequence[tuple[int, Attribution]]) -> Spoken:
    """Who says what in a sentence that the attributions ``said`` touch.

    "demanded to free X, who was jailed": the relative clause is the outlet's, not part of what was demanded.
    """
    cues = {a.cue: n for n, a in reversed(said) if a.cue is not None}
    telling = [(n, a) for n, a in said if a.rule not in _DEMANDS or a.kind != "indirect"]
    innermost = _innermost(tree, said)
    beyond = innermost if len(telling) == len(said) else _innermost(tree, telling)
    return Spoken(cues, innermost, beyond, [(n, a) for n, a in said if a.rule in ("according-to", "verb:quote")])


def _innermost(tree: Tree, said: Sequence[tuple[int, Attribution]]) -> dict[int, int]:
    """For each token the saying with the least content around it, the first of equals."""
    found: dict[int, int] = {}
    for _, minus, content in sorted((-sum(c.end - c.start for c in a.content), -n, a.content) for n, a in said):
        for piece in content:
            first = bisect_left(tree.parse.starts, piece.start - tree.at)
            last = bisect_right(tree.parse.ends, piece.end - tree.at)
            found.update(dict.fromkeys(range(first, last), -minus))
    return found
