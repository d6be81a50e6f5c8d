"""News or background: whether a clause tells what is new in its report or what had long been so.

Always true here: a clause that is dated is judged by its date alone; without one the grammar decides.
"""

from __future__ import annotations

from datetime import date

from ... import rules
from ...model.notes import Dating, Realis
from ...model.syntax import Shape, Tree
from .before import is_of_a_life
from .clocks import is_backshift, is_who
from .reading import Here

_BACKGROUND_DAYS = 30  # older than this at the report's date is background; the public crisis timelines run for weeks
_COARSE = ("year", "decade", "century", "interval", "quarter", "season")


def is_background(here: Here, shape: Shape, realis: Realis, attribution: int | None, dating: Dating | None) -> bool:
    """Whether a clause of this date, said by whomever, tells what is not news in its report."""
    published = here.reading.published
    if dating is not None:
        if published is None:
            return False
        coarse = dating.precision in _COARSE
        return _is_long_before(published, dating.earliest) and (coarse or _is_long_before(published, dating.latest))
    backward = shape.tense == "past-perfect" and not (attribution is not None and is_backshift(shape))
    stative = realis == "actual" and here.tree.parse.lemmas[shape.head] in rules.words("clauses", "stative.lemmas")
    if backward or stative:
        return True
    if is_of_a_life(here.tree, shape):
        return True
    return _is_of_old(here, shape) or (shape.link == "relcl" and is_who(here, shape))


def _is_long_before(published: Dating, day: str) -> bool:
    return (date.fromisoformat(published.earliest) - date.fromisoformat(day)).days > _BACKGROUND_DAYS


def _is_of_old(here: Here, shape: Shape) -> bool:
    """ "has long demanded", "previously led", "often meets", "for years", "in the past": how things were or usually are."""
    parse, tree = here.tree.parse, here.tree
    adverbs = (k for k in tree.kids_by(shape.head, "advmod") if tree.kid(k, "neg") is None)  # "no longer" is news
    if any(parse.lemmas[k] in rules.words("clauses", "of_old") for k in adverbs):
        return True
    preps = (t for t in shape.tokens if parse.deps[t] == "prep")
    return any(_is_span(here, p, k, _is_own(tree, p, shape)) for p in preps for k in tree.kids_by(p, "pobj"))


def _is_own(tree: Tree, prep: int, shape: Shape) -> bool:
    """Of the verb of the clause, or of an infinitive that hangs on it."""
    verb = tree.parse.heads[prep]
    while verb != shape.head and tree.parse.deps[verb] == "xcomp":
        verb = tree.parse.heads[verb]
    return verb == shape.head


def _is_span(here: Here, prep: int, noun: int, own: bool) -> bool:
    """ "for years", "over the last few decades", "in recent years", "over time": a stretch of years that tells no day. It is not if it
    is not the clause's ``own``, nor is "in years" alone: "the worst storm in years" is of today."""
    parse, tree = here.tree.parse, here.tree
    lemma = parse.lemmas[noun]
    if parse.lemmas[prep] not in rules.words("clauses", "span.over"):
        return False
    if any(parse.lemmas[k] in ("next", "come", "coming", "follow", "following") for k in tree.kids[noun]):
        return False
    bare = parse.lemmas[prep] == "in" and tree.kid(noun, "amod", "nummod", "det", "poss") is None
    years = own and not bare and parse.tags[noun] == "NNS" and lemma in ("year", "decade", "century", "generation")
    return years or f"{parse.lemmas[prep]} {parse.words[noun].lower()}" in rules.words("clauses", "span.of_old")
