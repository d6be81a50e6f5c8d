"""What the grammar of a clause shows by itself: auxiliaries, tense, conjunction, the chain of infinitives; the words that govern.

Always true here: answers are token indices of the tree or plain labels; nothing is judged.
"""

from __future__ import annotations

from functools import cache

from ... import rules
from ...model.notes import Realis
from ...model.syntax import Tree
from ...model.verbs import SUBJECTS, auxiliaries, has_to, tense

TOLD: tuple[Realis, ...] = ("possible", "planned", "demanded")
"""What a word can make of what it governs."""
_DESCRIBES = frozenset({"attr", "appos", "oprd", "pobj", "nsubj", "nsubjpass"})


def marker(tree: Tree, head: int) -> str | None:
    """The lemma of the conjunction or question word that opens the clause."""
    parse = tree.parse
    opening = (k for k in tree.kids[head] if k < head and (parse.deps[k] == "mark" or _is_question_word(tree, k)))
    return next((parse.lemmas[k] for k in opening), None)


def _is_question_word(tree: Tree, k: int) -> bool:
    return tree.parse.deps[k] == "advmod" and tree.parse.tags[k] == "WRB"


def is_purpose(tree: Tree, verb: int) -> bool:
    """ "to demand a vote", "to be freed" tells what another clause is for; it asserts nothing by itself."""
    if tree.parse.tags[verb] == "VB":
        return has_to(tree, verb)
    if tree.parse.tags[verb] != "VBN" or modals(tree, verb) != ["to", "be"]:
        return False
    dep, above = tree.parse.deps[verb], tree.parse.lemmas[tree.parse.heads[verb]]
    if dep == "relcl" and tree.kid(verb, "nsubjpass") is not None:
        return False  # "it was a sad thing for a guard to be killed"
    if dep == "ccomp" and not any(
        above in words(key) for key in ("infinitive.planned", "infinitive.demanded", "puts_forward")
    ):
        return False  # "found the gate to be locked"
    return all(tree.parse.lemmas[k] != "only" for k in tree.kids[verb])  # "freed, only to be jailed again"


def in_row(tree: Tree, verb: int) -> int | None:
    """ "was the first mayor to resign", "among the last to be freed": who did so is told; the verb of the clause that tells it."""
    parse, noun = tree.parse, tree.parse.heads[verb]
    if parse.deps[verb] == "advcl" and parse.lemmas[noun] == "be":  # "they were first to be freed"
        return noun if any(_is_place(tree, k) for k in tree.kids_by(noun, "acomp", "attr")) else None
    described = (
        parse.deps[verb] in ("relcl", "acl")
        and parse.deps[noun] in _DESCRIBES
        and parse.lemmas[noun] not in words("ways")
    )
    yet = any(parse.lemmas[k] == "yet" for k in tree.kids[verb])  # "the only one yet to sign"
    if not described or yet or tree.kid(verb, "nsubj", "nsubjpass") is not None:
        return None
    row = any(_is_place(tree, k) for k in (noun, *tree.kids_by(noun, "amod", "nummod")))
    verbs = (j for j in tree.up(noun) if parse.pos[j] in ("VERB", "AUX") and parse.deps[j] != "xcomp")
    above = next(verbs, None) if row else None  # "is believed to be the first to die": that of "believed"
    return None if above is not None and parse.lemmas[above] == "become" and tense(tree, above) == "present" else above


def _is_place(tree: Tree, word: int) -> bool:
    """ "first", "only", "38th"."""
    printed = tree.parse.words[word].lower()
    ordinal = printed[:1].isdigit() and printed.endswith(("st", "nd", "rd", "th"))
    return ordinal or printed in words("in_row")


def finite_by_subject(tree: Tree, verb: int) -> bool:
    """ "when the police arrest a driver, he pays": a bare form to the tagger, with a subject that makes it the present tense."""
    bare = tree.parse.tags[verb] == "VB" and tree.kid(verb, "aux", "auxpass") is None
    over = tense(tree, tree.parse.heads[verb]) in ("past", "past-perfect")  # "after a gunman leapt out, he died"
    return (
        bare
        and not over
        and tree.kid(verb, *SUBJECTS) is not None
        and tree.parse.deps[verb] in ("advcl", "relcl", "csubj")
    )


def gerund(tree: Tree, verb: int) -> int | None:
    """What hangs on ``verb`` as "leaving"."""
    found = tree.kid(verb, "xcomp")
    return found if found is not None and tree.parse.tags[found] == "VBG" else None


def adjective(tree: Tree, verb: int) -> int | None:
    """The adjective that ``verb`` says of its subject: "was due"."""
    found = tree.kid(verb, "acomp", "oprd")
    return found if found is not None and tree.parse.pos[found] in ("ADJ", "ADV", "ADP", "VERB") else None


def spine(tree: Tree, head: int) -> list[int]:
    """The head and the infinitives and gerunds that hang on it: "failed to get", "was due to start"."""
    found = [head]
    while True:
        of = adjective(tree, found[-1])
        below = tree.kid(found[-1], "xcomp")
        below = tree.kid(of, "xcomp") if below is None and of is not None else below
        if below is None:
            return found
        found.append(below)


def modals(tree: Tree, head: int) -> list[str]:
    """Lemmas of the auxiliaries of ``head``."""
    return [tree.parse.lemmas[k] for k in auxiliaries(tree, head)]


@cache
def words(key: str) -> frozenset[str]:
    """A list of the table of clauses."""
    return rules.words("clauses", key)


@cache
def taken_back(kind: str) -> dict[str, Realis]:
    """Words of one kind to what they make of what they govern."""
    return {word: realis for realis in reversed(TOLD) for word in words(f"{kind}.{realis}")}
