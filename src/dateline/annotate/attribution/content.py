"""What is said: the words below a cue, whole quotations with their marks, without what belongs to source and cue.

Always true here: extents are in order, of one report's text, and hold a word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from .frames import SUBJECTS, Frame
from .quotes import reads_as_speech
from .sources import goes_on_by_participle, goes_on_by_verb


def content_of(
    tree: Tree, frame: Frame, source: int | None, text: str, quotes: Sequence[Extent], aside: frozenset[int]
) -> tuple[Extent, ...]:
    """The content of a frame, in one or several pieces; ``aside`` is what ``going_on`` gives of the sentence."""
    own = _own_tokens(tree, frame.head, source)
    if frame.name in ("clause", "told"):
        return _clause_content(tree, frame, own, text, quotes, aside)
    tokens = sorted({t for k in frame.content for t in tree.subtree(k)} - own)
    pieces = [[t for t in tokens if t < frame.head], [t for t in tokens if t > frame.head]]
    runs = [_without_joint(tree, run) for run in pieces if has_word(tree, run)]
    return tuple(with_marks(text, tree.extent(run[0], run[-1]), quotes) for run in runs)


def _own_tokens(tree: Tree, verb: int, source: int | None) -> frozenset[int]:
    if source is None:
        return frozenset((verb,))
    phrase = tree.subtree(source)
    return frozenset((verb, *(phrase if verb not in phrase else ())))


def _clause_content(
    tree: Tree, frame: Frame, own: frozenset[int], text: str, quotes: Sequence[Extent], aside: frozenset[int]
) -> tuple[Extent, ...]:
    """The clause without the saying itself; conjuncts of it that begin with "that" are pieces of their own."""
    verb, clause = frame.head, frame.content[0]
    again = [
        k
        for k in tree.kids_by(clause, "conj")
        if (m := tree.kid(k, "mark")) is not None and tree.parse.lemmas[m] == "that"
    ]
    tokens = tree.subtree(clause, _joined_sayings(tree, clause).union(again, aside))
    low, high = min(own), max(own)
    pieces = [
        tokens[: bisect_left(tokens, low)],
        tokens[bisect_right(tokens, high) :],
        *(tree.subtree(k) for k in again),
    ]
    runs = [_without_joint(tree, run) for run in pieces if has_word(tree, run)]
    extents = [with_marks(text, tree.extent(run[0], run[-1]), quotes) for run in runs]
    for quote in quotes:  # a quotation that goes on after "he said" belongs to it too
        if (
            all(quote.end <= e.start or quote.start >= e.end for e in extents)
            and quote.start >= tree.at + tree.parse.starts[high]
        ) and reads_as_speech(text, quote):
            gap = text[max((e.end for e in extents), default=0) : quote.start]
            if (clause < verb or len(gap.split()) <= 1) and not _says_between(tree, verb, quote):
                extents.append(quote)
    return tuple(sorted(extents))


def _says_between(tree: Tree, verb: int, quote: Extent) -> bool:
    """ "..., he said, adding: ...": the second quotation has a saying word of its own."""
    says = rules.words("attribution", "say_verbs")
    between = range(verb + 1, tree.token_at(quote.start) or verb + 1)
    return any(tree.parse.pos[t] == "VERB" and tree.parse.lemmas[t] in says for t in between)


def _without_joint(tree: Tree, run: list[int]) -> list[int]:
    """A run without punctuation at its ends and without the "and" that led to the next piece."""
    run = tree.trimmed(run)
    while len(run) > 1 and tree.parse.pos[run[-1]] == "CCONJ":
        run = tree.trimmed(run[:-1])
    return run


def _joined_sayings(tree: Tree, clause: int) -> frozenset[int]:
    """ "X said A and Y said B", "X said A, adding B": the second saying is not part of the first, unless "that" repeats."""
    says = rules.words("attribution", "say_verbs")
    joined = (
        k for k in tree.kids_by(clause, "conj") if tree.parse.lemmas[k] in says and tree.kid(k, *SUBJECTS) is not None
    )
    return frozenset(k for k in joined if tree.kid(k, "mark") is None)


def going_on(tree: Tree) -> frozenset[int]:
    """The verbs of a sentence that are second sayings of the same source: they are no part of what the first says."""
    joined = (k for k, dep in enumerate(tree.parse.deps) if dep in ("conj", "advcl"))
    return frozenset(k for k in joined if goes_on_by_verb(tree, k) or goes_on_by_participle(tree, k))


def with_marks(text: str, extent: Extent, quotes: Sequence[Extent]) -> Extent:
    """A quotation that begins just before, or ends just after, belongs to the content whole."""
    start, end = extent
    for quote in quotes:
        if quote.start < start <= quote.end and not text[quote.start + 1 : start].strip():
            start = quote.start
        if quote.start < end <= quote.end and not text[end : quote.end].strip("\"”’'»,.!? "):
            end = quote.end
    return Extent(start, end)


def has_word(tree: Tree, tokens: Sequence[int]) -> bool:
    return any(tree.parse.pos[t] not in ("PUNCT", "SPACE") for t in tokens)
