"""The verb of a clause: its auxiliaries, its tense, the verb it is joined to, the infinitive that hangs on it.

Always true here: answers are token indices of the tree or plain labels; nothing is judged.
"""

from __future__ import annotations

from .syntax import Tense, Tree

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FINITE: dict[str, Tense] = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBN": "past"}


def auxiliaries(tree: Tree, head: int) -> tuple[int, ...]:
    """The auxiliaries of ``head``, borrowed from the first conjunct where it has none of its own."""
    deps, tags, heads = tree.parse.deps, tree.parse.tags, tree.parse.heads
    while deps[head] == "conj" and tags[head] in ("VB", "VBN", "VBG") and heads[head] != head:
        if tree.kid(head, "aux", "auxpass") is not None:
            break
        head = heads[head]
    return tuple(tree.kids_by(head, "aux", "auxpass"))


def tense(tree: Tree, head: int) -> Tense:
    """The tense of the clause of ``head``; "going to" is future, a bare form has none."""
    helpers = auxiliaries(tree, head)
    lemmas, tags = [tree.parse.lemmas[k] for k in helpers], [tree.parse.tags[k] for k in helpers]
    if "MD" in tags:
        return "future" if any(m in ("will", "shall", "'ll", "wo") for m in lemmas) else "present"
    if "have" in lemmas:
        return "past-perfect" if "VBD" in tags else "perfect"
    finite = next((t for t in tags if t in ("VBD", "VBZ", "VBP")), tree.parse.tags[head])
    if tree.parse.words[head].lower() == "going" and infinitive(tree, head) is not None and finite != "VBD":
        return "future"
    return _FINITE.get(finite, "none")


def has_to(tree: Tree, verb: int) -> bool:
    """Whether ``verb`` is an infinitive with "to"."""
    return any(tree.parse.tags[k] == "TO" for k in tree.kids[verb])


def first_of(tree: Tree, head: int) -> int:
    """The first of the verbs that ``head`` is joined to by "and"; itself if it is joined to none."""
    while tree.parse.deps[head] == "conj" and tree.parse.heads[head] != head:
        head = tree.parse.heads[head]
    return head


def infinitive(tree: Tree, verb: int) -> int | None:
    """What hangs on ``verb`` as "to leave", "for him to leave" or "him to leave"."""
    for k in tree.kids_by(verb, "xcomp", "ccomp", "advcl"):
        mine = tree.parse.deps[k] == "xcomp" and (tree.parse.tags[k] == "VB" or has_to(tree, k))
        others = k > verb and has_to(tree, k) and tree.kid(k, "nsubj", "nsubjpass") is not None
        if mine or others or _follows(tree, verb, k):
            return k
    return None


def _follows(tree: Tree, verb: int, other: int) -> bool:
    """ "hopes to reopen": the parser may take for a purpose what stands right after the verb."""
    to = next((k for k in tree.kids[other] if tree.parse.tags[k] == "TO"), None)
    return to is not None and verb < to and all(tree.parse.pos[k] == "ADV" for k in range(verb + 1, to))
