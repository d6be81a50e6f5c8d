"""The types of events and their triggers: what a verb with what hangs on it, or a noun, tells.

Always true here: types and triggers are those of ``events.toml``; of several the most demanding trigger counts; a happening of
no known type is ``other``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ... import rules
from ...model.notes import Realis
from ...model.syntax import Tree

OTHER = "other"
_NOT_FACT: tuple[Realis, ...] = ("possible", "planned", "demanded")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way to tell an event: a verb with the lemmas that must hang on it."""

    verb: str
    needs: frozenset[str]
    type: str
    name: str


@cache
def _triggers() -> dict[str, tuple[Trigger, ...]]:
    """Verb triggers by verb, the most demanding first."""
    by_verb: dict[str, list[Trigger]] = {}
    for kind in rules.table("events")["type"]:
        for words in kind["verbs"]:
            verb, *needs = words.split()
            by_verb.setdefault(verb, []).append(Trigger(verb, frozenset(needs), kind["name"], words))
    return {verb: tuple(sorted(found, key=lambda t: (-len(t.needs), t.name))) for verb, found in by_verb.items()}


@cache
def event_nouns() -> dict[str, str]:
    return {noun: kind["name"] for kind in reversed(rules.table("events")["type"]) for noun in kind["nouns"]}


@cache
def families() -> dict[str, str]:
    """The family of each type."""
    return {kind["name"]: kind["family"] for kind in rules.table("events")["type"]}


def typed(tree: Tree, head: int) -> tuple[str, int, str] | None:
    """Type, trigger token and rule: by the verbs from the head down its infinitives, by a noun, or ``other``."""
    if tree.parse.pos[head] not in ("VERB", "AUX") and tree.kid(head, "xcomp") is None:
        kind = event_nouns().get(tree.parse.lemmas[head])
        return (kind, head, f"noun:{tree.parse.lemmas[head]}") if kind else None
    spine = _spine(tree, head)
    for verb in spine:
        named = _noun_of_light(tree, verb)
        trigger = _trigger(tree, verb)
        if trigger and (trigger.needs or not named):
            return trigger.type, verb, f"verb:{trigger.name}"
        if named:
            return named[0], named[1], f"light:{tree.parse.lemmas[verb]} {tree.parse.lemmas[named[1]]}"
    talk = rules.words("attribution", "bare") - rules.words("events", "light")
    stative = rules.words("clauses", "stative.lemmas") | talk
    if (
        tree.parse.lemmas[head] in stative
        or tree.parse.pos[head] == "AUX"
        or tree.kid(head, "nsubj", "nsubjpass", "dobj") is None
    ):
        return None
    return OTHER, head, "verb"


def _spine(tree: Tree, head: int) -> list[int]:
    """The head and the infinitives or gerunds that hang on it, as far as they are one happening."""
    spine = [head]
    while (below := tree.kid(spine[-1], "xcomp")) is not None and tree.parse.pos[below] in ("VERB", "AUX"):
        spine.append(below)
    return spine


def _trigger(tree: Tree, verb: int) -> Trigger | None:
    found = _triggers().get(tree.parse.lemmas[verb], ())
    if not found:
        return None
    near = _near(tree, verb)
    return next((t for t in found if t.needs <= near), None)


def _near(tree: Tree, verb: int) -> frozenset[str]:
    """Lemmas that hang on a verb: particles, prepositions, objects, and what those prepositions govern."""
    lemmas = tree.parse.lemmas
    direct = [
        k for k in tree.kids[verb] if tree.parse.deps[k] not in ("nsubj", "punct", "cc", "ccomp", "advcl", "conj")
    ]
    objects = [p for k in direct if tree.parse.deps[k] in ("prep", "prt", "advmod") for p in tree.kids_by(k, "pobj")]
    things = [k for k in (*direct, *objects) if tree.parse.deps[k] in ("dobj", "pobj", "attr", "oprd")]
    joined = [
        c
        for k in things
        for c in (
            *tree.kids_by(k, "conj", "compound"),
            *(d for p in tree.kids_by(k, "conj") for d in tree.kids_by(p, "conj", "compound")),
        )
    ]
    return frozenset(lemmas[k] for k in (*direct, *objects, *joined))


def _noun_of_light(tree: Tree, verb: int) -> tuple[str, int] | None:
    if tree.parse.lemmas[verb] not in rules.words("events", "light"):
        return None
    for k in tree.kids_by(verb, "dobj", "attr", "nsubj", "nsubjpass"):
        kind = event_nouns().get(tree.parse.lemmas[k])
        if kind and tree.parse.pos[k] == "NOUN":
            return kind, k
    return None


def realis_of_noun(tree: Tree, noun: int) -> Realis | None:
    """What stands before an event noun or governs it takes it back: "the alleged attack", "plans for a strike"."""
    if tree.parse.pos[noun] != "NOUN":
        return None
    near = {tree.parse.lemmas[k] for k in tree.kids[noun]} | {tree.parse.words[k].lower() for k in tree.kids[noun]}
    above = tree.parse.heads[noun]
    over = tree.parse.lemmas[tree.parse.heads[above]] if tree.parse.deps[noun] == "pobj" else ""
    for realis in _NOT_FACT:
        governed = tree.parse.lemmas[above] == "for" and over in rules.words("clauses", f"for.{realis}")
        named = tree.parse.lemmas[above] in ("for", "of") and over in rules.words("clauses", f"noun.{realis}")
        if near & rules.words("clauses", f"described.{realis}") or governed or named:
            return realis
    return None
