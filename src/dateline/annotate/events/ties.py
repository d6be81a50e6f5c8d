"""What a sentence says of two of its happenings: "left after the raid", "in response to the arrest", "as part of the strike".

Always true here: a tie joins two different mentions of one sentence and has the words that say it; what is only next to each
other in time or text is not tied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ... import rules
from ...model.notes import EventMention, EventTie, RelationKind
from ...model.reading import Extent
from ...model.syntax import Tree
from .who import Told

_KINDS: tuple[RelationKind, ...] = ("follows", "response-to", "part-of")
_HANGS = ("pobj", "pcomp", "advcl")
_STEPS = 2  # words between a preposition and the happening that it hangs on: "fell silent | hours | after"


def find_ties(told: Told, mentions: Sequence[EventMention]) -> tuple[EventTie, ...]:
    """The ties between ``mentions``, by their numbers."""
    numbers = {mention.trigger: number for number, mention in reversed(list(enumerate(mentions)))}
    trees = {told.clauses[m.clause].sentence for m in mentions if m.clause < len(told.clauses)}
    found = (tie for tree in told.trees if tree is not None and tree.sentence in trees for tie in _of(tree, numbers))
    return tuple(sorted(set(found), key=lambda t: (t.extent, t.kind, t.one, t.other)))


def _of(tree: Tree, numbers: Mapping[Extent, int]) -> Iterator[EventTie]:
    for token, dep in enumerate(tree.parse.deps):
        link = _link(tree, token) if dep in _HANGS else None
        other = numbers.get(tree.extent(token, token)) if link is not None else None
        if other is None or link is None:
            continue
        kind, above, extent = link
        one = _happening(tree, above, numbers)
        if one is not None and one != other:
            yield EventTie(kind, one, other, extent)


def _link(tree: Tree, token: int) -> tuple[RelationKind, int, Extent] | None:
    """How a happening hangs on another word: the kind, that word, and the words between them."""
    parse = tree.parse
    if parse.deps[token] in ("pobj", "pcomp"):
        return _by_preposition(tree, parse.heads[token])
    if parse.deps[token] == "advcl":
        mark = next((k for k in tree.kids_by(token, "mark", "advmod") if parse.lemmas[k] in _words("follows")), None)
        if mark is not None and mark < token:
            return "follows", parse.heads[token], tree.extent(mark, mark)
    return None


def _by_preposition(tree: Tree, prep: int) -> tuple[RelationKind, int, Extent] | None:
    """ "after X", "during X"; "in response to X" and "as part of X" over the noun in between."""
    parse = tree.parse
    noun = parse.heads[prep]
    over: tuple[RelationKind, ...] = ("response-to", "part-of")
    for kind in over:
        if parse.lemmas[noun] in _words(f"{kind}.nouns") and parse.lemmas[prep] in ("to", "of", "for") and noun < prep:
            first = parse.heads[noun] if parse.deps[noun] == "pobj" else noun
            above = parse.heads[first] if parse.deps[noun] in ("pobj", "attr", "dobj") else noun
            return kind, above, tree.extent(min(first, noun), prep)
    for kind in _KINDS:
        if parse.lemmas[prep] in _words(kind if kind == "follows" else f"{kind}.words"):
            return kind, noun, tree.extent(prep, prep)
    return None


def _happening(tree: Tree, token: int, numbers: Mapping[Extent, int]) -> int | None:
    """The mention at ``token`` or a little above it; of "took power" also the object, which may be the one that names it."""
    for _ in range(_STEPS + 1):
        for near in (token, *tree.kids_by(token, "dobj", "nsubj", "nsubjpass")):
            if near == token or tree.parse.lemmas[token] in rules.words("events", "light"):
                found = numbers.get(tree.extent(near, near))
                if found is not None:
                    return found
        if tree.parse.heads[token] == token:
            return None
        token = tree.parse.heads[token]
    return None


def _words(key: str) -> frozenset[str]:
    return rules.words("happenings", f"ties.{key}")
