"""What is told of anybody of a kind, not of somebody: "anyone who attacks a guard will be jailed", "areas where crowds gather".

Always true here: only what stands in the present tense, or is no more than named ("closing the mine would hurt the town"), is taken
for what may be: who "fired" did so, whatever should become of him.
"""

from __future__ import annotations

from collections.abc import Callable

from ... import rules
from ...model.notes import Realis
from ...model.syntax import Tree
from ...model.verbs import SUBJECTS, auxiliaries, has_to, tense
from .grammar import finite_by_subject, words

_WHOLE = frozenset(
    {"modal", "marker", "imperative", "subjunctive", "purpose", "question", "kind", "condition", "subject"}
)
"""Rules that hold of all that a clause says, its subject too."""
_BELOW = frozenset({"infinitive", "others", "gerund", "for", "noun", "object", "list", "aim"})
"""Rules that hold of what the verb governs."""
_HEADS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "csubj", "csubjpass"})

Realised = Callable[[Tree, int], tuple[Realis, str]]


def by_kind(tree: Tree, head: int, realis: Realised) -> tuple[Realis, str] | None:
    """What a relative clause says of a kind of people or things. ``realis`` tells how another clause of the sentence is told."""
    own = tree.kid(head, *SUBJECTS)
    if own is not None and tree.parse.lemmas[own] in ("whoever", "whichever") and _is_timeless(tree, head):
        return "hypothetical", "kind:any"
    if tree.parse.deps[head] != "relcl":
        return None
    noun = tree.parse.heads[head]
    general = _generality(tree, noun) if _restricts(tree, head) and not _is_known(tree, own) else None
    if general is None or not (_is_timeless(tree, head) or _goes_on(tree, head)):
        return None
    if general == "any" and _is_timeless(tree, head):
        return "hypothetical", "kind:any"
    above, inside = _above(tree, noun)
    if above is None:
        return None
    told, rule = realis(tree, above)
    if (
        told != "actual"
        and not (general != "those" and _is_said(tree, head))
        and _holds_of(tree, above, (told, rule), general, inside=inside)
    ):
        under = _is_timeless(tree, head) or rule.startswith(("marker", "kind"))
        return ("hypothetical", "kind:some") if under else None
    doer = (
        own is not None and tree.parse.deps[own] == "nsubj" and tree.parse.lemmas[own] == "who"
    )  # not "those who are hurt"
    usual = general == "those" and doer and _is_timeless(tree, head) and _is_rule(tree, above)
    return ("hypothetical", "kind:those") if usual else None


def _is_said(tree: Tree, head: int) -> bool:
    """ "to enforce a rule that calls for peace": what a paper says stands there."""
    lemma = tree.parse.lemmas[head]
    return any(lemma in words(key) for key in ("object.demanded", "for.demanded")) or lemma in rules.words(
        "attribution", "say_verbs"
    )


def _holds_of(tree: Tree, above: int, how: tuple[str, str], general: str, *, inside: bool) -> bool:
    """Whether what makes a clause no fact reaches a noun in it. "Officers who guard the hall may strike" are there: they do guard it."""
    told, rule = how
    name, _, word = rule.partition(":")
    if (name == "marker" and (word in words("still_to_come") or word == "whether")) or word in ("can", "ca"):
        return False  # "when you count nurses who volunteer", "cannot serve a king who kills"
    if name in _BELOW:
        return inside and told != "possible"  # "seems to be part of a plan that the rebels support"
    there = general == "bare" and told in ("possible", "planned") and name not in ("marker", "kind") and not inside
    return name in _WHOLE and not (there and tree.kid(above, "nsubjpass") is None)


def _restricts(tree: Tree, head: int) -> bool:
    """Which of a kind are meant is told, not what is added ("drivers, who pay already") or what somebody is ("as a man who")."""
    noun = tree.parse.heads[head]
    opens = min(tree.subtree(head))
    added = opens > 0 and tree.parse.words[opens - 1] in (",", "-", "--", "–", "—", "(")
    return not added and tree.parse.lemmas[tree.parse.heads[noun]] != "as"


def _is_known(tree: Tree, subject: int | None) -> bool:
    """ "those whom we elect", "roads that the army holds": what is told of somebody in particular is so."""
    if subject is None or tree.parse.tags[subject] in ("WP", "WDT"):
        return False
    return _generality(tree, subject) is None


def _generality(tree: Tree, noun: int) -> str | None:
    """``any`` of "anyone" and "any driver", ``those`` of "those" and "everyone", ``some`` of "somebody" and "a driver", ``bare`` of
    "drivers"; None of "the driver"."""
    parse = tree.parse
    before = [parse.lemmas[k] for k in tree.kids_by(noun, "det", "poss", "nummod", "predet")]
    if parse.lemmas[noun] in words("kind.any") or any(word in words("kind.any") for word in before):
        return "any"
    if parse.lemmas[noun] in words("kind.those") or any(word in words("kind.those") for word in before):
        return "those"
    if before in (["a"], ["an"]) or parse.lemmas[noun] in words("kind.some"):
        return "some"
    return "bare" if parse.tags[noun] == "NNS" and not before else None


def _is_timeless(tree: Tree, head: int) -> bool:
    """The simple present: "attacks", "is attacked", "gets killed"."""
    if finite_by_subject(tree, head):
        return True
    if any(tree.parse.lemmas[k] == "ever" for k in tree.kids_by(head, "advmod")):
        return False  # "more than anybody that is ever seen"
    helpers = [tree.parse.lemmas[k] for k in auxiliaries(tree, head)]
    return tense(tree, head) == "present" and tree.parse.tags[head] != "VBG" and "have" not in helpers


def _goes_on(tree: Tree, head: int) -> bool:
    return tense(tree, head) == "present" and tree.parse.tags[head] == "VBG"


def _above(tree: Tree, noun: int) -> tuple[int | None, bool]:
    """The head of the clause in which a noun stands, and whether it stands there as what the verb governs, not as its subject; none of what
    is only put beside something: "will meet in the hall, home to a club that trains guards"."""
    below = noun
    for j in tree.up(noun):
        if tree.parse.deps[below] == "appos":
            return None, False
        if tree.parse.deps[j] in _HEADS and tree.parse.pos[j] in ("VERB", "AUX", "NOUN", "ADJ"):
            return j, tree.parse.deps[below] not in SUBJECTS
        below = j
    return None, False


def _is_rule(tree: Tree, above: int) -> bool:
    """ "those who loot are jailed": a verb in the simple present that neither tells what somebody says nor how things are."""
    lemma = tree.parse.lemmas[above]
    deed = lemma not in words("stative.lemmas") and lemma not in rules.words("attribution", "say_verbs")
    return deed and tree.parse.pos[above] == "VERB" and _is_timeless(tree, above)


def by_subject(tree: Tree, head: int, realis: Realised) -> tuple[Realis, str] | None:
    """ "Closing the mine would hurt the town", "closing the mine is risky": a gerund that is only spoken of has nobody who did it."""
    parse, above = tree.parse, tree.parse.heads[head]
    named = parse.deps[head] == "csubj" and head < above and parse.tags[head] == "VBG" and not auxiliaries(tree, head)
    somebody = tree.kid(
        head, *SUBJECTS, "poss", "compound", "det", "amod"
    )  # "club members backing the mayor boast", misread
    if not named or somebody is not None or has_to(tree, head):
        return None
    if parse.lemmas[head] in rules.words("attribution", "say_verbs"):
        return None  # "sent a letter, announcing the mayor would resign", misread
    things = tree.kids_by(head, "dobj")
    if any(parse.lemmas[d] in ("this", "these") for k in things for d in tree.kids_by(k, "det")):
        return None  # "printing this list shows what we are"
    told, rule = realis(tree, above)
    if told != "actual" and rule.partition(":")[0] in _WHOLE:
        return "hypothetical" if told == "hypothetical" or rule.startswith(
            "modal:would"
        ) else "possible", f"subject:{rule}"
    one = not any(
        parse.tags[k] == "VBP" for k in (above, *auxiliaries(tree, above))
    )  # "shelling are heard": a noun, misread
    return ("possible", "subject") if one and _is_timeless(tree, above) else None
