"""Which times the grammar of a clause takes back: those of other days than its tense can tell of.

Always true here: a time is taken back only where it is over and the clause tells of the report's day or of what is to come, or where a verb
between them tells in another tense; without the report's day nothing is taken back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ... import rules
from ...model.notes import Dating, TimeExpression
from ...model.syntax import Shape, Tree
from ...model.verbs import SUBJECTS, auxiliaries, has_to, tense
from .ties import Tie, time_head

_BETWEEN = frozenset({"relcl", "ccomp", "advcl"})
_DAYS = ("time", "part-of-day", "day", "weekend", "week")
_MODALS = frozenset(
    {"modal:will", "modal:shall", "modal:'ll", "modal:wo", "modal:can", "modal:ca", "modal:should", "modal:must"}
)
_CAN = ("modal:can", "modal:ca")
_WHEN = ("in", "on", "at", "during", "over", "through", "throughout")


def agreeing(
    tree: Tree,
    shapes: Sequence[Shape],
    tied: Mapping[int, Sequence[Tie]],
    times: Sequence[TimeExpression],
    published: Dating | None,
) -> dict[int, list[Tie]]:
    """The ties of ``tied`` (by shape) that the tense of their clause does not take back."""
    if published is None:
        return {number: list(ties) for number, ties in tied.items()}
    kept = {
        number: [t for t in ties if not _is_taken_back(tree, shapes[number], t, times[t.time], published)]
        for number, ties in tied.items()
    }
    return {number: ties for number, ties in kept.items() if ties}


def _is_taken_back(tree: Tree, shape: Shape, tie: Tie, time: TimeExpression, published: Dating) -> bool:
    dating, head = time.dating, time_head(tree, time.extent)
    if dating is None or head is None or tie.frame is not None or _stands_apart(tree, head, dating):
        return False
    between = _between(tree, head, shape)
    if any(_tells_otherwise(tree, shape, j) for j in between):
        return True
    if dating.latest >= published.earliest:
        return False
    if _is_of_infinitive(tree, shape, between) or _is_of_harm(tree, shape, between):
        return False
    if shape.tense == "perfect":
        apart = bool(between) or (dating.precision not in _DAYS and _counts_from(tree, head))
        return _is_finite(tree, shape) and apart
    if shape.rule in _MODALS or shape.tense == "future":
        return bool(between) or shape.rule not in _CAN
    if shape.tense != "present" or shape.rule.startswith("modal:") or (tie.weak and dating.precision not in _DAYS):
        return False
    return _is_of_now(tree, shape, apart=bool(between))


def _stands_apart(tree: Tree, head: int, dating: Dating) -> bool:
    """The date under a post or a picture, in a heading ("Two lorries are towed away. May 4, 2017", "Second plan - the king must go: 4
    May"), or a time of which the clause tells ("the last quarter includes gains")."""
    if tree.parse.deps[head] in ("pobj", *SUBJECTS):
        return tree.parse.deps[head] != "pobj"
    inside = [k for k in tree.subtree(head) if k <= head]
    mark = tree.parse.words[min(inside) - 1] if min(inside) else ""
    return (dating.basis == "stated" and dating.precision in _DAYS) or mark == ":"


def _between(tree: Tree, head: int, shape: Shape) -> list[int]:
    """The tokens from a time up to the verb of its clause, without the preposition that it hangs on."""
    found: list[int] = []
    for j in tree.up(head):
        if j == shape.head:
            break
        found.append(j)
    carried = bool(found) and tree.parse.deps[head] == "pobj" and tree.parse.deps[found[0]] == "prep"
    return found[1:] if carried else found


def _tells_otherwise(tree: Tree, shape: Shape, j: int) -> bool:
    """ "is given the chance that his rival had in 2008", "means that she will leave on Friday": a verb between tells of another time."""
    if tree.parse.deps[j] not in _BETWEEN or tree.parse.pos[j] not in ("VERB", "AUX"):
        return False
    own = tense(tree, j)
    over = own in ("past", "past-perfect") and shape.tense in ("present", "perfect", "future", "none")
    return over or (own == "future" and shape.tense != "future")


def _is_of_infinitive(tree: Tree, shape: Shape, between: Sequence[int]) -> bool:
    """ "is believed to have fled on Sunday": the infinitive, which tells in the clause of that verb, may be over."""
    above = between[-1] if between else shape.head
    over = tree.parse.tags[above] == "VBN" and any(tree.parse.lemmas[k] == "have" for k in auxiliaries(tree, above))
    return over and has_to(tree, above) and tree.parse.deps[above] == "xcomp"


def _is_of_harm(tree: Tree, shape: Shape, between: Sequence[int]) -> bool:
    """ "The blast on Sunday has killed 12 people": what a happening did to people it did when it happened."""
    by_subject = (
        bool(between) and tree.parse.deps[between[-1]] == "nsubj" and tree.parse.heads[between[-1]] == shape.head
    )
    return by_subject and tree.parse.lemmas[shape.head] in rules.words("clauses", "harms")


def _counts_from(tree: Tree, head: int) -> bool:
    """ "has doubled from 2012", not "has closed a mine in 2012", "has closed it last year", as many agencies write."""
    return tree.parse.deps[head] == "pobj" and tree.parse.lemmas[tree.parse.heads[head]] not in _WHEN


def _is_finite(tree: Tree, shape: Shape) -> bool:
    """ "has sold", not "having sold" or "to have sold"."""
    return any(tree.parse.tags[k] in ("VBZ", "VBP") for k in auxiliaries(tree, shape.head))


def _is_of_now(tree: Tree, shape: Shape, *, apart: bool) -> bool:
    """Whether a present tense tells of the report's own day: "is leading", and "is remembered for his speech in 1990", where the time
    stands ``apart`` from the verb; not "in 1990 he leaves the party", "last month a guard is shot", "he stands at the gate in 1990"."""
    parse = tree.parse
    helped = any(parse.tags[k] in ("VBZ", "VBP") and parse.lemmas[k] == "be" for k in auxiliaries(tree, shape.head))
    state = parse.lemmas[shape.head] in rules.words("clauses", "stative.lemmas")
    if helped:
        return state or apart
    return state and apart and parse.tags[shape.head] in ("VBZ", "VBP")
