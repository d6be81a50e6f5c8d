"""What aims and demands consist of: "their demands include sacking the minister", "one mission: toppling the king".

Always true here: an answer is what the noun makes of its content, with the rule that found it, or None.
"""

from __future__ import annotations

from ...model.notes import Realis
from ...model.syntax import Tree
from .grammar import gerund, modals, taken_back, words

_COLONS = frozenset({":", "-", "--", "–", "—"})


def by_aim(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """ "Their demands include sacking the minister", "the aims are toppling the king ...": the clause says what an aim is."""
    if tree.parse.tags[head] != "VBG" and tree.parse.lemmas[head] not in words("consists"):
        return None
    subject = tree.own_subject(head, "nsubj")
    aim = tree.parse.lemmas[subject] if subject is not None else ""
    realis = taken_back("aim").get(aim)
    if realis is not None:
        named = gerund(tree, head) is not None and tree.parse.lemmas[head] in words("consists")
        is_it = aim in words("consists_in") and modals(tree, head) == ["be"] and tree.kid(head, "dobj") is not None
        if realis == "demanded":  # "the demands are fuelling anger": demands do things, but not a list of them
            is_it = is_it and any(tree.parse.tags[k] == "VBG" for k in tree.kids_by(head, "advcl", "conj"))
        if named or is_it:
            return realis, f"aim:{aim}"
    return ("demanded", "aim:demand") if _lists_demands(tree, head) else None


def _lists_demands(tree: Tree, head: int) -> bool:
    """ "Their demands are the release of the miners", "among the demands is a vote on the law"."""
    parse = tree.parse
    if parse.lemmas[head] not in words("consists"):
        return False
    subjects = [k for k in tree.kids_by(head, "nsubj") if k < head]
    among = [p for k in tree.kids_by(head, "prep") if parse.lemmas[k] == "among" for p in tree.kids_by(k, "pobj")]
    demands = any(taken_back("aim").get(parse.lemmas[k]) == "demanded" for k in (*subjects, *among))
    things = (k for k in tree.kids_by(head, "attr", "dobj", "nsubj") if k > head)
    return demands and any(tree.kid(k, "prep") is not None for k in things)


def after_colon(tree: Tree, head: int) -> tuple[Realis, str] | None:
    """ "had one mission: toppling the king": the aim is named after a colon."""
    colon = min(tree.subtree(head)) - 1
    aim = tree.parse.lemmas[colon - 1] if colon > 0 and tree.parse.words[colon] in _COLONS else ""
    realis = taken_back("aim").get(aim)
    return (realis, f"aim:{aim}") if realis is not None else None
