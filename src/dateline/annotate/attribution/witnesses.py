"""What a reporter saw or heard: "a Model Wire correspondent saw soldiers leave", "I heard shots".

Always true here: the one who senses is a reporter, an outlet's crew, or the outlet's own "I" outside of quotations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from .saying import Saying
from .speakers import Roster, is_witness

RULE = "witnessed"
_SAID_THERE = ("VBD", "VBZ", "VBP", "VBN")


def find_witnessed(tree: Tree, sayings: Sequence[Saying], quotes: Sequence[Extent], roster: Roster) -> Iterator[Saying]:
    """Sensings by reporters that are no sayings already, with what was seen or heard as content."""
    taken = {saying.head for saying in sayings if not saying.rule.startswith("stance")}
    sensing = rules.words("speakers", "sensing")
    if sensing.isdisjoint(tree.parse.lemmas):
        return
    for verb, lemma in enumerate(tree.parse.lemmas):
        if lemma not in sensing or verb in taken or tree.parse.tags[verb] not in _SAID_THERE:
            continue
        source, seen = tree.subject(verb, "nsubj"), _seen(tree, verb)
        if source is not None and seen and not _inside(tree, verb, quotes) and _senses(tree, verb, source, roster):
            content = (tree.extent(seen[0], seen[-1]),)
            yield Saying(verb, tree.extent(verb, verb), source, tree.phrase(source), content, (), RULE)


def _seen(tree: Tree, verb: int) -> list[int]:
    """What follows the verb as its object or clause, with what belongs to it."""
    things = [k for k in tree.kids_by(verb, "dobj", "ccomp") if k > verb]
    after = {t for k in things for t in tree.subtree(k) if t > verb}
    after |= {
        t
        for k in tree.kids_by(verb, "xcomp", "prep", "advmod", "acl")
        if things and k > things[0]
        for t in tree.subtree(k)
    }
    return tree.trimmed(sorted(after)) if after else []


def _senses(tree: Tree, verb: int, source: int, roster: Roster) -> bool:
    """A reporter by word; a person named beside an outlet; an outlet; or who writes."""
    if tree.kid(verb, "neg") is not None or any(
        tree.parse.lemmas[k] in ("from", "of", "about") for k in tree.kids_by(verb, "prep")
    ):
        return False  # "heard from residents that": others saw it
    if is_witness(tree, verb, source, roster):
        return True
    if tree.parse.words[source] == "I":  # "we saw" is mostly said of the world at large
        return tree.parse.tags[verb] == "VBD"
    actor = roster.at(tree, source)
    return actor is not None and roster.names.actors[actor].type == "outlet"


def _inside(tree: Tree, verb: int, quotes: Sequence[Extent]) -> bool:
    return any(q.touches(tree.extent(verb, verb)) for q in quotes)
