"""What the grammar puts before the clause around it: which thing is meant, what comes to mind, how a life went.

Always true here: only the clause itself and the words right above it are asked; where they do not tell, the answer is no.
"""

from __future__ import annotations

from ... import rules
from ...model.syntax import Shape, Tree
from ...model.verbs import auxiliaries, first_of, infinitive

_OVER = ("past", "past-perfect", "perfect")
_MARKS = (",", "-", "--", "–", "—")


def is_recalled(tree: Tree, shape: Shape) -> bool:
    """ "recalled how the mill burned", "remembers that he fell": what comes to mind is over."""
    if shape.tense not in _OVER or shape.link not in ("ccomp", "conj"):
        return False
    above = tree.parse.heads[first_of(tree, shape.head)]
    return above != shape.head and tree.parse.lemmas[above] in rules.words("clauses", "recalls")


def is_before(tree: Tree, shape: Shape) -> bool:
    """Whether a relative clause tells of before the clause around it."""
    return describes_a_thing(tree, shape) or (shape.link == "relcl" and is_earlier(tree, shape))


def describes_a_thing(tree: Tree, shape: Shape) -> bool:
    """ "the plan that he backed", "the way the law was meant": which thing is meant, by what somebody else did to it; not "the rally at
    which he spoke", "the day when he left", nor what a comma adds ("the law, which he called a joke")."""
    parse, verb = tree.parse, shape.head
    own = tree.own_subject(verb, "nsubj", "nsubjpass")
    if shape.link != "relcl" or own in (None, parse.heads[verb]) or shape.marker in ("when", "where", "why", "that"):
        return False
    above = parse.heads[parse.heads[verb]]
    if parse.lemmas[above] == "be" and any(parse.lemmas[k] == "it" for k in tree.kids_by(above, "nsubj")):
        return False  # "it was in May that he left"
    asked = [t for t in shape.tokens if parse.tags[t] in ("WP", "WDT")]
    if any(parse.deps[t] == "pobj" for t in asked):
        return False
    opens = min(tree.subtree(verb))
    if not asked and opens and (parse.pos[opens - 1] == "CCONJ" or parse.words[opens - 1] in _MARKS):
        return False  # "freed the men on Tuesday and the mayor resigned", misread
    return not any(t and parse.words[t - 1] == "," for t in asked)


def is_earlier(tree: Tree, shape: Shape) -> bool:
    """ "which recently resigned": before what the sentence tells."""
    adverbs = tree.kids_by(shape.head, "advmod")
    return any(tree.parse.lemmas[k] in rules.words("clauses", "earlier") for k in adverbs)


def is_of_a_life(tree: Tree, shape: Shape) -> bool:
    """ "grew up in a mill town", "started her career as a clerk", "used to lead the port": how a life went, not what is new."""
    parse, verb = tree.parse, shape.head
    if shape.tense != "past":
        return False
    if parse.lemmas[verb] == "use" and not auxiliaries(tree, verb):
        return infinitive(tree, verb) is not None and tree.kid(verb, "dobj") is None
    if parse.words[verb].lower() in rules.words("clauses", "life.verbs"):
        return True
    with_it = (f"{parse.lemmas[verb]} {parse.lemmas[k]}" for k in tree.kids_by(verb, "dobj", "prt"))
    return any(pair in rules.words("clauses", "life.pairs") for pair in with_it)
