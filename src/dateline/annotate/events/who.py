"""Who takes part in an event, in which role.

Always true here: a participant's extent is of the report's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from ...model.named import Named
from ...model.notes import Clause, Dating, Participant, TimeExpression
from ...model.reading import Extent
from ...model.syntax import Tree
from ...typology import Typology, typology

_EMPTY_OBJECTS = frozenset({"control", "part", "place", "charge", "hold", "possession", "fire", "way"})


class Told(Struct, frozen=True):
    """A report's notes as far as events need them; ``trees[i]`` belongs to sentence ``i``."""

    trees: Sequence[Tree | None]
    clauses: Sequence[Clause]
    times: Sequence[TimeExpression]
    names: Named
    published: Dating | None
    types: Typology = field(default_factory=typology)


def participants_of(told: Told, tree: Tree, head: int, verb: int) -> Iterator[Participant]:
    passive = tree.passive_subject(verb)
    passive = tree.passive_subject(head) if passive is None else passive
    subject = tree.subject(head, "nsubj")
    if passive is not None:
        yield from _each(told, tree, passive, "patient")
        for agent in tree.kids_by(verb, "agent"):
            yield from (p for k in tree.kids_by(agent, "pobj") for p in _each(told, tree, k, "agent"))
    elif subject is not None and subject != verb:
        yield from _each(told, tree, subject, "agent")
    things = [k for k in tree.kids_by(verb, "dobj", "dative") if tree.parse.lemmas[k] not in _EMPTY_OBJECTS]
    for thing in things or _goals(tree, verb):
        yield from _each(told, tree, thing, "patient")


def _goals(tree: Tree, verb: int) -> list[int]:
    """What a verb without an object of its own is done to: "broke into the hall", "took control of the hall"."""
    holders = (verb, *tree.kids_by(verb, "dobj"))
    preps = [
        p for h in holders for p in tree.kids_by(h, "prep") if tree.parse.lemmas[p] in ("into", "of", "against", "over")
    ]
    return [k for p in preps for k in tree.kids_by(p, "pobj")]


def _each(told: Told, tree: Tree, noun: int, role: str) -> Iterator[Participant]:
    """The noun and what is joined to it by "and", each as a participant."""
    for k in (noun, *tree.kids_by(noun, "conj")):
        if tree.parse.pos[k] in ("NOUN", "PROPN", "PRON", "NUM") and tree.parse.tags[k] not in ("WP", "WDT", "EX"):
            extent = noun_phrase(tree, k)
            yield Participant(extent, told.names.actor_at(tree.extent(k, k)), role)


def noun_phrase(tree: Tree, noun: int) -> Extent:
    """The noun with what stands before it and short "of" phrases, relative clauses and appositions left out."""
    if not tree.kids[noun]:
        return tree.extent(noun, noun)
    stop = frozenset(
        k
        for k in tree.kids[noun]
        if tree.parse.deps[k] in ("relcl", "appos", "acl", "conj", "cc", "punct", "advcl")
        or (
            tree.parse.deps[k] == "prep"
            and tree.parse.lemmas[k] not in ("of", "in", "for", "against", "between", "with")
        )
    )
    tokens = tree.trimmed(tree.subtree(noun, stop))
    return tree.extent(tokens[0], tokens[-1])
