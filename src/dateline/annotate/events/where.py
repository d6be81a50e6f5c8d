"""Where an event was: the places that hang on its own deed, not all that its sentence names.

Always true here: a place is a name of the sentence that tells the event; it is tied to the event's verb or noun by the parse, or to a
clause that shares its scene; what the tie is made of stands in ``where.toml``. Of a deed of words ("condemned the war in Yemen") what
is talked about has no say.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from ...model.words import PLACED
from .kinds import OTHER
from .leads import OF_OTHERS, OWN, Deed, Name, carrying, tie_of, where_words
from .who import Told

_FAR = 3
"""Clauses that a scene is taken over from, one through the other: "In Osh, guards said that men came and shot two"."""


def places_of(told: Told, tree: Tree, head: int, trigger: int, kind: str) -> tuple[int, ...]:
    """The places of what ``trigger`` tells in the clause of ``head`` (of a noun it is the same token), in order of mention."""
    names = list(_names(told, tree))
    if not names:
        return ()
    deed = _deed(told, tree, head, trigger, kind)
    for one in (deed, *_beside(tree, head, deed)):
        ties = [tie_of(told, tree, name, one) for name in names]
        harm = one.family in where_words("beside.families")
        least = OF_OTHERS if OWN not in ties and (harm or not one.aside) else OWN
        found = [name.actor for name, tie in zip(names, ties, strict=True) if tie == least]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _names(told: Told, tree: Tree) -> Iterator[Name]:
    if not len(tree):
        return
    for mention in told.names.within(tree.extent(0, len(tree) - 1)):
        actor = told.names.actors[mention.actor]
        if actor.type not in PLACED or _in_brackets(tree, mention.extent):
            continue
        inside = tree.touching(mention.extent)
        if inside:
            token = inside[-1]
            while tree.parse.heads[token] in inside and tree.parse.heads[token] != token:
                token = tree.parse.heads[token]
            country = actor.place is not None and actor.place.precision == "country"
            yield Name(mention.actor, token, country, actor.type == "facility")


def _in_brackets(tree: Tree, name: Extent) -> bool:
    """Whether a name only tells where somebody is from: "Lena Orlova (D-Ohio)"."""
    before = tree.parse.words[max(tree.beginning(name).start - 1, 0)]
    return before.endswith(("(", "[", "-", "–")) or before in ("D", "R")


# --- the deed ---------------------------------------------------------------------------------------------------------


def _deed(told: Told, tree: Tree, head: int, trigger: int, kind: str) -> Deed:
    family = told.types.families.get(kind, "")
    of_words = _is_told(tree, trigger, kind, family)
    anchors = {head, trigger}
    for above in tree.up(trigger):
        if above == head or head == trigger:
            break
        anchors.add(above)
    if not of_words:
        anchors.update(_spine(tree, head))
    return Deed(frozenset(anchors), kind, family, of_words)


def _spine(tree: Tree, head: int) -> Iterator[int]:
    """The head and what hangs on it as an infinitive or a gerund, also over an adjective: "are due to take place"."""
    below: int | None = head
    while below is not None:
        yield below
        over = tree.kid(below, "acomp", "oprd")
        below = tree.kid(below, "xcomp") if over is None else tree.kid(over, "xcomp")


def _is_told(tree: Tree, trigger: int, kind: str, family: str) -> bool:
    """Whether it is a deed of words, thought or will: what it is about may be far away."""
    if family in where_words("told.families") or kind in where_words("told.types"):
        return True
    lemma = tree.parse.lemmas[trigger]
    if tree.parse.pos[trigger] not in ("VERB", "AUX"):
        return False
    return lemma in where_words("told.verbs") or (kind == OTHER and lemma in _speech())


@cache
def _speech() -> frozenset[str]:
    """Verbs of talk and of how things are, without those that also only say that something took place."""
    talk = rules.words("attribution", "say_verbs") | rules.words("clauses", "stative.lemmas")
    return talk - rules.words("events", "light") - where_words("told.deeds")


def _verb(tree: Tree, verb: int, deed: Deed, first: int | None = None) -> Deed:
    """A verb beside a deed, whatever it tells."""
    lemma = tree.parse.lemmas[verb]
    of_words = lemma in where_words("told.verbs") or lemma in _speech()
    anchors = {verb} if of_words else {verb, *_spine(tree, verb)}
    return Deed(frozenset(anchors), OTHER, deed.family, of_words, first, aside=True)


def _beside(tree: Tree, head: int, deed: Deed) -> Iterator[Deed]:
    """What shares the scene of a deed that names no place itself, the nearest first."""
    parse = tree.parse
    if parse.pos[head] not in ("VERB", "AUX"):
        above = parse.heads[head]
        if parse.deps[head] in ("dobj", "nsubj", "nsubjpass") and parse.lemmas[above] in carrying():
            yield Deed(frozenset({above}), OTHER, deed.family, told=True, aside=True)
        return
    if deed.family in where_words("beside.families"):
        for kid in tree.kids_by(head, "advcl"):
            if any(parse.lemmas[k] in where_words("beside.marks") for k in tree.kids_by(kid, "mark", "advmod")):
                yield _verb(tree, kid, deed)
        for kid in tree.kids_by(head, "conj"):
            if parse.pos[kid] in ("VERB", "AUX"):
                yield _verb(tree, kid, deed)
    for kid in tree.kids_by(head, "advcl"):
        opens = (
            kid < head and parse.tags[kid] == "VBG" and tree.kid(kid, "nsubj", "mark") is None
        )  # "Speaking in Osh, he"
        is_purpose = any(parse.tags[k] == "TO" for k in tree.kids[kid])  # "gathered to march in Osh"
        if opens or (is_purpose and not deed.told):
            yield _verb(tree, kid, deed)
    yield from _above(tree, head, deed)


def _above(tree: Tree, head: int, deed: Deed) -> Iterator[Deed]:
    """The clauses above that share the scene; of who says it only what opens the sentence: "In Osh, guards said that two men died"."""
    parse, said = tree.parse, False
    for _ in range(_FAR):
        above = parse.heads[head]
        if above == head or parse.pos[above] not in ("VERB", "AUX"):
            return
        if parse.deps[head] == "ccomp" and parse.lemmas[above] in rules.words("attribution", "say_verbs"):
            said = True
        elif not _shares_scene(tree, head, deed):
            return
        if said and deed.family not in where_words("beside.families"):
            return
        if said:
            subject = tree.kid(above, "nsubj", "nsubjpass")
            yield _verb(tree, above, deed, min(above, head if subject is None else subject))
        else:
            yield _verb(tree, above, deed)
        head = above


def _shares_scene(tree: Tree, head: int, deed: Deed) -> bool:
    """Whether a clause happens where the one does that it hangs on: "marched in Osh and burned two cars"."""
    parse = tree.parse
    own = tree.kid(head, "nsubj", "nsubjpass") is not None
    harm = deed.family in where_words("beside.families")
    if parse.deps[head] == "conj":
        return not own or harm
    if parse.deps[head] != "advcl":
        return False
    marks = [parse.lemmas[k] for k in tree.kids_by(head, "mark", "advmod")]
    return (not own and not marks and parse.tags[head] == "VBG") or (
        harm and any(m in where_words("beside.marks") for m in marks)
    )
