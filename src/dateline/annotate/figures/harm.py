"""What tells that somebody came to harm beside "killed" and "injured": wounds, hospitals, conditions, bullets, bodies.

Always true here: only the tree decides; each function yields measures of the person that it is asked about. ``SHOT`` is said of
those who were hit and of whom the same words do not tell whether they lived.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from ...model.syntax import Tree
from ...rules import words

SHOT = "shot"
_STRUCK_BY = MappingProxyType({"in": "body", "on": "body", "across": "body", "over": "body", "with": "weapons"})


def listed(kind: str) -> frozenset[str]:
    """The words of ``[harm]`` under ``kind``."""
    return words("figures", f"harm.{kind}")


@cache
def words_of_harm() -> frozenset[str]:
    """Words without any of which nothing here yields a measure."""
    kinds = "recover hospitals struck struck_down wounds care shot corpse owned_death"
    reflexive = words("figures", "victim.reflexive")
    return frozenset({"away", "condition", "graze"}).union(reflexive, *(listed(kind) for kind in kinds.split()))


def harm_of_verb(tree: Tree, verb: int, *, passive: bool) -> Iterator[str]:
    """What a verb with what hangs on it says of its subject, or of its patient if ``passive``."""
    yield from harm_of_object(tree, verb) if passive else _suffers(tree, verb)
    for kid in tree.kids_by(verb, "xcomp", "oprd", "acomp", "ccomp"):
        told_of = tree.kid(kid, "nsubj", "nsubjpass") is None and _lemma(tree, verb) in listed("prognosis")
        if told_of and _lemma(tree, kid) in listed("recover") and (passive or tree.kid(verb, "dobj") is None):
            yield "injured"
    if _lemma(tree, verb) == "pass" and any(_lemma(tree, k) == "away" for k in tree.kids_by(verb, "prt", "advmod")):
        yield "killed"
    for prep in tree.kids_by(verb, "prep"):
        if not _has_object_before(tree, verb, prep, passive=passive):
            yield from _in_state(tree, prep)
            yield from _after_being(tree, prep)


def harm_of_object(tree: Tree, verb: int) -> Iterator[str]:
    """What a verb says of whom it is done to: taken to hospital, struck by a bullet, treated for wounds, found with wounds."""
    word = _lemma(tree, verb)
    if word in listed("carried") and any(_names_hospital(tree, g) for _, g in _governed(tree, verb)):
        yield "injured"
    if word in listed("struck") and _by_bullet(tree, verb):
        yield SHOT
    if word in listed("struck_down") and any(tree.parse.words[k].lower() == "down" for k in tree.kids_by(verb, "prt")):
        yield "killed"
    if word in listed("treated") and any(
        is_wound(tree, g) or _names_hospital(tree, g) for _, g in _governed(tree, verb)
    ):
        yield "injured"
    if word in listed("found"):
        for prep in tree.kids_by(verb, "prep"):
            yield from _in_state(tree, prep)
        for kid in tree.kids_by(verb, "advcl", "xcomp", "ccomp"):
            if tree.kid(kid, "nsubj", "nsubjpass") is None and tree.parse.tags[kid] == "VBG":
                yield from _suffers(tree, kid)


def harm_of_noun(tree: Tree, noun: int) -> Iterator[str]:
    """What hangs on the person itself: "a man with a gunshot wound", "her injuries", "his death", "the victim's body"."""
    for prep in tree.kids_by(noun, "prep"):
        if tree.parse.words[prep].lower() == "with":
            yield from _in_state(tree, prep)
    head = tree.parse.heads[noun]
    if tree.parse.deps[noun] == "poss":
        yield from _owned(tree, head)
    elif _turns_gun_on(tree, noun):
        yield "killed"


def _turns_gun_on(tree: Tree, noun: int) -> bool:
    """ "turned the gun on himself": hardly anybody tells it of those who lived."""
    prep = tree.parse.heads[noun]
    verb = tree.parse.heads[prep]
    if tree.parse.deps[noun] != "pobj" or tree.parse.words[noun].lower() not in words("figures", "victim.reflexive"):
        return False
    if tree.parse.pos[verb] == "NOUN":  # the parser now and then hangs "on" on the gun
        verb = tree.parse.heads[verb]
    return _lemma(tree, verb) == "turn"


def is_wound(tree: Tree, noun: int) -> bool:
    """Whether a noun is a wound that somebody has: not "no injuries", not "injuries" that are denied."""
    none = any(_lemma(tree, k) in ("no", "any") for k in tree.kids_by(noun, "det"))
    return _lemma(tree, noun) in listed("wounds") and not none


def is_fatal(tree: Tree, noun: int) -> bool:
    """Whether a noun is called fatal: "a fatal wound", "the deadly shooting", but not "non-fatal"."""
    marks = [k for k in tree.kids_by(noun, "amod", "compound") if _lemma(tree, k) in listed("fatal")]
    spared = {"non", "not", "nearly", "almost"}
    return any(not spared & {_lemma(tree, j) for j in (*tree.kids[k], *range(max(0, k - 2), k))} for k in marks)


def _suffers(tree: Tree, verb: int) -> Iterator[str]:
    taken = tree.kid(verb, "dobj")
    if _lemma(tree, verb) in listed("sustain"):
        hurt = [g for g in ([taken] if taken is not None else []) if is_wound(tree, g)]
        hurt += [g for prep, g in _governed(tree, verb) if prep in ("from", "of") and is_wound(tree, g)]
        yield from ("killed" if is_fatal(tree, g) else "injured" for g in hurt)


def _in_state(tree: Tree, prep: int) -> Iterator[str]:
    """ "in critical condition", "with gunshot wounds", "in hospital", "to the chest" of nobody."""
    word = tree.parse.words[prep].lower()
    for governed in _objects(tree, prep):
        if word in ("with", "from", "for") and is_wound(tree, governed):
            yield "killed" if is_fatal(tree, governed) else "injured"
        if word == "at":  # "at a hospital in stable condition"
            yield from (m for inner in tree.kids_by(governed, "prep") for m in _in_state(tree, inner))
        if word in ("in", "under") and _lemma(tree, governed) == "condition":
            qualities = {_lemma(tree, k) for k in tree.kids_by(governed, "amod", "compound")}
            if qualities & listed("conditions"):
                yield "injured"
        if word in ("in", "under", "into") and _lemma(tree, governed) in listed("care"):
            yield "injured"


def _owned(tree: Tree, thing: int) -> Iterator[str]:
    word = _lemma(tree, thing)
    if word in listed("corpse"):
        found = _lemma(tree, tree.parse.heads[thing]) in listed("found")
        yield from ("killed",) if found and tree.parse.deps[thing] in ("dobj", "nsubjpass") else ()
    elif word in listed("owned_death"):
        attempted = any(_lemma(tree, k) in ("attempted", "attempt") for k in tree.kids_by(thing, "amod", "compound"))
        yield from () if attempted else ("killed",)
    elif is_wound(tree, thing):
        yield "killed" if is_fatal(tree, thing) else "injured"
    elif word in listed("body") and _is_hit(tree, thing):
        yield SHOT


def _is_hit(tree: Tree, part: int) -> bool:
    """ "a bullet grazed her head", "shot in his leg": whose part of the body was hit."""
    above = tree.parse.heads[part]
    if tree.parse.deps[part] == "dobj":
        subject = tree.kid(above, "nsubj")
        bullet = subject is not None and _lemma(tree, subject) in listed("bullets")
        return _lemma(tree, above) == "graze" or (_lemma(tree, above) in listed("struck") and bullet)
    return False


def _by_bullet(tree: Tree, verb: int) -> bool:
    """ "struck by a stray bullet", "hit in the leg", "grazed", "struck twice": not "struck by a car"."""
    subject = tree.kid(verb, "nsubj")
    if _lemma(tree, verb) == "graze" or (subject is not None and _lemma(tree, subject) in listed("bullets")):
        return True
    struck = tree.kid(verb, "dobj")
    governed = (*_governed(tree, verb), *(_governed(tree, struck) if struck is not None else ()))
    return any(_lemma(tree, g) in listed(_STRUCK_BY.get(prep, "bullets")) for prep, g in governed)


def _after_being(tree: Tree, prep: int) -> Iterator[str]:
    """ "is recovering after being shot", "arrived after suffering wounds"."""
    for verb in tree.kids_by(prep, "pcomp"):
        yield from _suffers(tree, verb)
        if tree.kid(verb, "auxpass") is not None and _lemma(tree, verb) in listed("shot"):
            yield SHOT


def _governed(tree: Tree, verb: int) -> Iterator[tuple[str, int]]:
    """Prepositions below a verb with what they govern, nested ones too ("by ambulance to a hospital")."""
    for prep in tree.kids_by(verb, "prep", "agent", "dative"):
        for governed in _objects(tree, prep):
            yield tree.parse.words[prep].lower(), governed
            for inner in tree.kids_by(governed, "prep"):
                yield from ((tree.parse.words[inner].lower(), g) for g in _objects(tree, inner))


def _objects(tree: Tree, prep: int) -> Iterator[int]:
    for governed in tree.kids_by(prep, "pobj"):
        yield governed
        yield from tree.kids_by(governed, "conj")
    for inner in tree.kids_by(prep, "prep"):
        yield from tree.kids_by(inner, "pobj")


def _names_hospital(tree: Tree, noun: int) -> bool:
    around = (noun, *tree.kids_by(noun, "compound", "amod", "nmod", "poss"))
    return any(_lemma(tree, k) in listed("hospitals") for k in around)


def _has_object_before(tree: Tree, verb: int, prep: int, *, passive: bool) -> bool:
    """Whether what the preposition says is said of the object: "left him in critical condition"."""
    taken = tree.kid(verb, "dobj")
    return not passive and taken is not None and taken < prep


def _lemma(tree: Tree, token: int) -> str:
    return tree.parse.lemmas[token].lower()
