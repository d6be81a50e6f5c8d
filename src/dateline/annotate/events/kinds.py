"""What a verb with what hangs on it, or a noun, tells: the type of an event by its trigger.

Always true here: types and triggers are those of the typology; of several the most demanding trigger counts; a happening of no known
type is ``other``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ... import rules
from ...model.notes import Polarity, Realis
from ...model.reading import Extent
from ...model.syntax import Tree
from ...typology import Trigger, Typology, typology
from .senses import fits

OTHER = "other"
_PARTICLES = frozenset({"over", "out", "up", "down", "off", "away"})
"""Words that belong to a verb ("take over") only as its particle, not where they open a phrase of their own ("over the weekend")."""
_CLOSE = 3
"""Words behind a verb among which the one stands that makes it a trigger: "took full control", not the end of a long object."""
_NOT_FACT: tuple[Realis, ...] = ("possible", "planned", "demanded")


def event_nouns(types: Typology | None = None) -> Mapping[str, str]:
    """The type that each event noun names; without ``types`` of the shipped ones."""
    return (types or typology()).nouns


class Typed(NamedTuple):
    """What a clause tells: the type, the token that is the trigger, what else ``needs`` to stand with it, and the rule."""

    type: str
    trigger: int
    rule: str
    needs: frozenset[str] = frozenset()


def typed(tree: Tree, head: int, types: Typology) -> Typed | None:
    """What a clause tells by the verbs from its head down the infinitives, by a noun, or as ``other``."""
    if tree.parse.pos[head] not in ("VERB", "AUX") and tree.kid(head, "xcomp") is None:
        kind = type_of_noun(tree, head, types)
        return Typed(kind, head, f"noun:{tree.parse.lemmas[head]}") if kind else None
    spine = _spine(tree, head)
    for verb in spine:
        named = _noun_of_light(tree, verb, types)
        trigger = trigger_of(tree, verb, types)
        if trigger and (trigger.needs or not named):
            return Typed(trigger.type, verb, f"verb:{trigger.name}", trigger.needs)
        if named:
            return Typed(named[0], named[1], f"light:{tree.parse.lemmas[verb]} {tree.parse.lemmas[named[1]]}")
    if (
        tree.parse.lemmas[head] in _no_happenings()
        or tree.parse.pos[head] == "AUX"
        or tree.kid(head, "nsubj", "nsubjpass", "dobj") is None
    ):
        return None
    return Typed(OTHER, head, "verb")


def phrase_of(tree: Tree, found: Typed, polarity: Polarity) -> Extent | None:
    """The trigger with what follows close upon it and makes it one: "taken over", "took full control"; None if it is one word. "Not" is
    of it where it turns nothing into its opposite: "not rule out" is possible."""
    verb, parse = found.trigger, tree.parse
    particles, things = {*tree.kids_by(verb, "prt")}, {*tree.kids_by(verb, "dobj")}
    bare = parse.lemmas[verb] in rules.words("events", "bare") and not particles
    first = verb - 1 if polarity == "positive" and tree.kid(verb, "neg") == verb - 1 else verb
    first -= first < verb and parse.words[first] in ("n't", "n’t")
    last = verb
    for k in range(verb + 1, min(verb + 1 + _CLOSE, len(parse.lemmas))):
        if parse.pos[k] == "PUNCT":
            break
        behind = k == verb + 1
        made = parse.lemmas[k] in found.needs or (bare and k in things and parse.pos[k] == "NOUN")
        if (behind and k in particles) or (made and (behind or parse.pos[k] not in ("ADP", "PART"))):
            last = k
    return tree.extent(first, last) if last > first else None


@cache
def _no_happenings() -> frozenset[str]:
    """Verbs of talk and of how things are."""
    talk = rules.words("attribution", "bare") - rules.words("events", "light")
    return rules.words("clauses", "stative.lemmas") | talk


def _spine(tree: Tree, head: int) -> list[int]:
    """The head and the infinitives or gerunds that hang on it, as far as they are one happening."""
    spine = [head]
    while (below := tree.kid(spine[-1], "xcomp")) is not None and tree.parse.pos[below] in ("VERB", "AUX"):
        spine.append(below)
    return spine


def trigger_of(tree: Tree, verb: int, types: Typology | None = None) -> Trigger | None:
    """The most demanding trigger that a verb with what hangs on it fits; without ``types`` of the shipped ones."""
    found = (types or typology()).triggers.get(tree.parse.lemmas[verb], ())
    if not found:
        return None
    near = _near(tree, verb)
    return next((t for t in found if t.needs <= near and (not t.senses or fits(tree, verb, t.senses))), None)


def type_of_noun(tree: Tree, noun: int, types: Typology) -> str | None:
    """The type of the event that a noun names, if it names one."""
    named = types.noun_types.get(tree.parse.lemmas[noun], ())
    return next((kind for kind, senses in named if fits(tree, noun, senses)), None)


def _near(tree: Tree, verb: int) -> frozenset[str]:
    """Lemmas that hang on a verb: particles, prepositions, objects, and what those prepositions govern."""
    lemmas = tree.parse.lemmas
    direct = [
        k
        for k in tree.kids[verb]
        if tree.parse.deps[k] not in ("nsubj", "punct", "cc", "ccomp", "advcl", "conj", "aux", "mark")
        and not (tree.parse.lemmas[k] in _PARTICLES and tree.kid(k, "pobj") is not None)
        and not (tree.parse.tags[k] == "VB" and tree.kid(k, "aux") is not None)  # "tried to court voters" is no trial
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


def _noun_of_light(tree: Tree, verb: int, types: Typology) -> tuple[str, int] | None:
    if tree.parse.lemmas[verb] not in rules.words("events", "light"):
        return None
    for k in tree.kids_by(verb, "dobj", "attr", "nsubj", "nsubjpass"):
        kind = type_of_noun(tree, k, types) if tree.parse.pos[k] == "NOUN" else None
        if kind and f"{tree.parse.lemmas[verb]} {tree.parse.lemmas[k]}" not in rules.words("events", "idioms"):
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


def is_told_as_done(tree: Tree, verb: int, rule: str) -> bool:
    """Whether a possible deed lies behind who tells of it: "allegedly shot", "is believed to have fled", "suspected of killing", not "may
    resign", "tried to storm" or "is likely to be killed". ``rule`` is that of its clause."""
    helpers = {tree.parse.lemmas[k] for k in tree.kids[verb] if tree.parse.deps[k] in ("aux", "auxpass")}
    if rule.startswith("modal:"):
        return rule == "modal:may" and "have" in helpers
    if rule.startswith("passive:"):
        return tree.parse.tags[verb] == "VBG"
    finite = tree.parse.tags[verb] == "VBD" or any(
        tree.parse.tags[k] == "VBD" for k in tree.kids[verb] if tree.parse.deps[k] in ("aux", "auxpass")
    )
    return "have" in helpers or (finite and not rule.startswith("infinitive:"))
