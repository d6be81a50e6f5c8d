"""What is told under a condition or as a comparison: "if he left", "had he left", "as if he had left", "whenever he leaves".

Always true here: an answer is what the condition makes of the clause and the rule that found it, or None; a condition that has come
true ("when he left") is none.
"""

from __future__ import annotations

from ... import rules
from ...model.notes import Realis
from ...model.syntax import Tree
from ...model.verbs import has_to, tense
from .grammar import finite_by_subject, marker, modals, words

_COMPARES = frozenset({"as", "if", "though", "like"})
_WAITING = frozenset({"until", "till", "once"})


def by_marker(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """What the conjunction that opens the clause makes of it."""
    opening, dep = marker(tree, head), tree.parse.deps[head]
    compared = _compared(tree, head) if opening in _COMPARES else None
    if compared is not None:
        return compared
    if opening in words("marker.hypothetical"):
        asked = opening in ("whether", "if") and dep in ("ccomp", "pcomp", "acl")
        return "possible" if asked else "hypothetical", f"marker:{opening}"
    if dep == "advcl" and opening in words("still_to_come"):
        now = tense(tree, head) == "present" or finite_by_subject(tree, head)
        if now or (opening in _WAITING and tense(tree, head) == "past" and _is_awaited(tree, tree.parse.heads[head])):
            return "hypothetical", f"marker:{opening}"
    phrase = _phrase(tree, head, opening) if dep in ("advcl", "relcl") else None
    if phrase is None and opening is None and _is_inverted(tree, head):
        phrase = "inverted"
    return ("hypothetical", f"marker:{phrase}") if phrase else None


def _phrase(tree: Tree, head: int, opening: str | None) -> str | None:
    """ "in case rebels attack", "in the event that ...", "will leave as soon as the army arrives"."""
    parse, above = tree.parse, tree.parse.heads[head]
    if parse.deps[head] == "relcl" and parse.lemmas[above] in ("case", "event") and opening == "that":
        return f"in {parse.lemmas[above]}" if parse.lemmas[parse.heads[above]] == "in" else None
    if parse.deps[head] != "advcl":
        return None
    before = (
        k for p in tree.kids_by(head, "prep") if p < head and parse.lemmas[p] == "in" for k in tree.kids_by(p, "pobj")
    )
    if any(parse.words[k].lower() == "case" and not tree.kids[k] for k in before):
        return "in case"
    so = parse.lemmas[above] in ("soon", "long") and opening == "as"
    return f"as {parse.lemmas[above]} as" if so and _is_to_come(tree, parse.heads[above]) else None


def _is_to_come(tree: Tree, above: int) -> bool:
    will = tense(tree, above) == "future" or "would" in modals(tree, above)
    return will or _is_awaited(tree, above)


def _compared(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """ "looks as if the king left", "acted as though the king had left": nobody says that he did."""
    parse = tree.parse
    marks = [parse.lemmas[k] for k in tree.kids_by(head, "mark") if k < head]
    if "as" in marks and ("if" in marks or "though" in marks):
        seems = parse.lemmas[parse.heads[head]] in words("looks")
        return "possible" if seems else "hypothetical", "marker:as if"
    if "like" in marks and parse.lemmas[parse.heads[head]] in words("looks"):
        return "possible", "marker:like"
    return None


def _is_inverted(tree: Tree, head: int) -> bool:
    """ "Had the police fired", "were the king to leave", "should the king leave": the verb opens the clause, before its subject."""
    parse = tree.parse
    helper = tree.kid(head, "aux", "auxpass")
    first = helper if helper is not None and helper < head else head
    if parse.lemmas[first] not in words("inverts") or not (
        parse.tags[first] == "VBD" or parse.lemmas[first] == "should"
    ):
        return False
    subject = tree.kid(head, "nsubj", "nsubjpass", "expl")
    opens = first == 0 or parse.pos[first - 1] == "PUNCT" or parse.lemmas[first - 1] in ("and", "or", "but")
    # "Were ..." alone asks, and "had guards threaten them" tells what he had them do.
    whole = (
        parse.deps[head] == "advcl"
        if parse.lemmas[first] == "be"
        else parse.lemmas[first] == "should" or parse.tags[head] == "VBN"
    )
    between = subject is not None and first < subject and (first == head or subject < head)
    return between and opens and whole and "?" not in parse.words


def _is_awaited(tree: Tree, above: int) -> bool:
    """ "vowed to stay until the king left", "will not leave until he did": a promise or a demand looks ahead."""
    parse = tree.parse
    promises = above if not has_to(tree, above) else parse.heads[above]
    governs = has_to(tree, above) or any(has_to(tree, k) for k in tree.kids_by(above, "xcomp", "ccomp"))
    promised = parse.lemmas[promises] in words("infinitive.planned") or parse.lemmas[promises] in words(
        "infinitive.demanded"
    )
    return (promised and governs and parse.pos[promises] == "VERB") or tense(tree, above) == "future"


def by_condition(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """ "If a driver is caught, the firm pays": in the present tense what follows from a condition holds only under it."""
    if tree.kid(head, "advcl") is None:
        return None
    parse = tree.parse
    lemma = parse.lemmas[head]
    tells = lemma in words("stative.lemmas") or lemma in rules.words("attribution", "say_verbs")
    if tells or tense(tree, head) != "present" or "?" in parse.words:
        return None
    goes_on = parse.tags[head] == "VBG"
    subject = tree.own_subject(head, "nsubj", "nsubjpass")
    if goes_on and not (subject is not None and parse.lemmas[subject] == "you"):
        return None
    verbs = (k for k in tree.kids_by(head, "advcl") if parse.pos[k] in ("VERB", "AUX"))  # not "if nothing else"
    conditions = (k for k in verbs if marker(tree, k) in ("if", "unless"))
    found = next((k for k in conditions if not _is_conceded(tree, k) and _compared(tree, k) is None), None)
    return ("hypothetical", f"condition:{marker(tree, found)}") if found is not None else None


def _is_conceded(tree: Tree, condition: int) -> bool:
    """ "even if it rains", "especially if it rains": it is so all the same."""
    return any(tree.parse.lemmas[k] in ("even", "especially", "particularly") for k in tree.kids[condition])
