"""Sources by where they stand: the phrase beside a saying verb that the parser hung elsewhere.

Always true here: the verb is finite; the phrase begins where the sentence, a part of it or the words after a quotation begin.
"""

from __future__ import annotations

from ...model.syntax import Tree

MARKS = frozenset({'"', "''", "``", "“", "”"})
BREAKS = MARKS | {",", ";", ":", "--", "—", "―", "–"}
_FINITE = ("VBD", "VBZ", "VBP")
_NOUNS = ("NOUN", "PROPN", "PRON")
_IN_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM")
_ASKING = ("WP", "WDT", "WRB", "EX")


def by_place(tree: Tree, verb: int) -> int | None:
    """The noun that heads the phrase beside a finite verb, wherever the parser hung it."""
    if tree.parse.tags[verb] not in _FINITE:
        return None
    for find in (_whole_before, _behind_quotation, _opening, _begun_before):
        if (found := find(tree, verb)) is not None:
            return found
    return None


def _whole_before(tree: Tree, verb: int) -> int | None:
    """The head of the phrase that is all between the last comma or quotation mark and the verb."""
    last = verb - 1
    while last >= 0 and tree.parse.pos[last] in ("ADV", "AUX"):
        last -= 1
    around = {last, *tree.up(last)} if last >= 0 else set()
    for k in range(last, -1, -1):
        if tree.parse.words[k] in BREAKS:
            return None
        if k in around and tree.parse.pos[k] in _NOUNS and tree.parse.tags[k] not in ("WP", "WDT"):
            below = tree.subtree(k)
            whole = below[-1] == last and len(below) == last - below[0] + 1
            if whole and (below[0] == 0 or tree.parse.words[below[0] - 1] in BREAKS):
                return k
    return None


def _behind_quotation(tree: Tree, verb: int) -> int | None:
    """ "“...,” said Lena Orlova, whose ...": the noun phrase right behind the verb."""
    return _phrase_from(tree, verb + 1) if verb > 0 and tree.parse.words[verb - 1] in MARKS else None


def _opening(tree: Tree, verb: int) -> int | None:
    """ "The mayor, who ..., told reporters: ...": the phrase that opens the sentence, if the comma before the verb closes an aside."""
    if tree.parse.deps[verb] != "ROOT" or verb == 0 or tree.parse.words[verb - 1] != ",":
        return None
    noun = _phrase_from(tree, 0)
    return noun if noun is not None and tree.parse.words[noun + 1] == "," else None


def _begun_before(tree: Tree, verb: int) -> int | None:
    """ "..., but Lena Orlova on Monday asked whether": the noun phrase right after the last break, with more of it up to the verb."""
    first = verb
    while first > 0 and tree.parse.words[first - 1] not in BREAKS and tree.parse.pos[first - 1] != "CCONJ":
        first -= 1
        if tree.parse.tags[first] in (*_FINITE, "MD"):
            return None
    return _phrase_from(tree, first) if first < verb else None


def _phrase_from(tree: Tree, first: int) -> int | None:
    """The noun that ends the plain noun phrase which begins at ``first``: no time, no question word."""
    last = first
    while last < len(tree) and (tree.parse.pos[last] in _IN_PHRASE or tree.parse.tags[last] == "POS"):
        if tree.parse.tags[last] in _ASKING or tree.parse.ents[last] in ("DATE", "TIME"):
            return None
        last += 1
    noun = next((k for k in range(last - 1, first - 1, -1) if tree.parse.pos[k] in _NOUNS), None)
    cut = last < len(tree) and tree.parse.tags[last] == "HYPH"
    return noun if noun is not None and noun + 1 < len(tree) and not cut else None


def noun_before(tree: Tree, pronoun: int) -> int | None:
    """The noun right before "which" or "who", past a comma."""
    before = pronoun - 2 if pronoun > 1 and tree.parse.words[pronoun - 1] == "," else pronoun - 1
    fits = before >= 0 and tree.parse.pos[before] in _NOUNS and tree.parse.ents[before] not in ("DATE", "TIME")
    return before if fits else None
