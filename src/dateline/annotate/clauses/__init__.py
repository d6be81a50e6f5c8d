"""Clauses of a sentence: the smallest stretches that assert something, with tense, polarity and realis from the grammar.

Always true here: every token that is not punctuation belongs to at most one clause of its sentence; a clause's extent runs
from the first to the last token it owns; clauses stand in the order of their heads.
"""

from __future__ import annotations

import re

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Shape, Tree
from ...model.verbs import SUBJECTS, tense
from .grammar import is_purpose, marker
from .told import told

_OWN_CLAUSE = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "csubj"})


def find_shapes(tree: Tree, text: str, speech: frozenset[str]) -> tuple[Shape, ...]:
    """The clauses of one sentence. ``speech`` are the lemmas whose complement clause is a statement of its own."""
    heads = [i for i in range(len(tree)) if _is_head(tree, i, speech)]
    if not heads:
        return ()
    owners = _owners(tree, frozenset(heads))
    order = {head: number for number, head in enumerate(heads)}
    owned: dict[int, list[int]] = {head: [] for head in heads}
    for token, owner in enumerate(owners):
        if owner is not None:
            owned[owner].append(token)
    return tuple(_shape(tree, text, head, owned[head], order) for head in heads)


def _is_head(tree: Tree, i: int, speech: frozenset[str]) -> bool:
    parse = tree.parse
    dep, pos = parse.deps[i], parse.pos[i]
    if dep == "ROOT":
        return True
    if dep not in _OWN_CLAUSE or (pos not in ("VERB", "AUX") and not _is_misread(tree, i)):
        return False
    governor = parse.heads[i]
    if dep == "ccomp":
        return i < governor or (parse.lemmas[governor] in speech and tree.kid(governor, "neg") is None)
    if dep == "conj":
        return _conjunct_stands_alone(tree, i, speech)
    return dep != "advcl" or (len(tree.subtree(i)) > 2 and not is_purpose(tree, i) and not _is_measure(tree, i))


def _is_measure(tree: Tree, i: int) -> bool:
    """ "ended earlier than planned on Monday": how early it was is told, not that somebody planned on Monday."""
    than = any(tree.parse.lemmas[k] == "than" for k in tree.kids_by(i, "mark"))
    return than and tree.parse.tags[i] == "VBN" and tree.kid(i, *SUBJECTS, "aux", "auxpass") is None


def _is_misread(tree: Tree, i: int) -> bool:
    """ "The party plans to march, he said": a noun to the tagger, with a subject and an infinitive of its own."""
    return tree.parse.tags[i] == "NNS" and tree.kid(i, "nsubj") is not None and tree.kid(i, "xcomp") is not None


def _conjunct_stands_alone(tree: Tree, i: int, speech: frozenset[str]) -> bool:
    """A conjunct is a clause if what it is joined to is one; "plans to oust and form" is one clause."""
    first = tree.parse.heads[i]
    while tree.parse.deps[first] == "conj":
        first = tree.parse.heads[first]
    if tree.parse.pos[first] in ("VERB", "AUX"):
        return _is_head(tree, first, speech)
    return tree.parse.tags[i] in ("VBD", "VBZ", "VBP") or tree.kid(i, *SUBJECTS) is not None


def _owners(tree: Tree, heads: frozenset[int]) -> list[int | None]:
    """For each token the nearest of ``heads`` above it or itself."""
    owners: list[int | None] = [None] * len(tree)
    todo = [i for i, head in enumerate(tree.parse.heads) if head == i]
    while todo:
        i = todo.pop()
        owners[i] = i if i in heads else owners[tree.parse.heads[i]]
        todo += tree.kids[i]
    return owners


def _shape(tree: Tree, text: str, head: int, owned: list[int], order: dict[int, int]) -> Shape:
    parse = tree.parse
    above = next((j for j in tree.up(head) if j in order), None)
    link = "root" if parse.deps[head] == "ROOT" else parse.deps[head]
    how = told(tree, head)
    return Shape(
        sentence=tree.sentence,
        head=head,
        extent=_extent(tree, text, owned, head),
        tokens=tuple(owned),
        subject=_subject(tree, head),
        link=link,
        marker=marker(tree, head),
        parent=order[above] if above is not None else None,
        tense=tense(tree, head),
        polarity=how.polarity,
        realis=how.realis,
        rule=how.rule,
    )


def _extent(tree: Tree, text: str, owned: list[int], head: int) -> Extent:
    """From the first to the last owned word; joining words, commas and stray quotation marks at the ends are left out."""
    parse = tree.parse
    joint = max((k for k in tree.kids[head] if k < head and _is_joint(tree, k, head)), default=-1)
    kept = [t for t in owned if t > joint] or list(owned)
    while len(kept) > 1 and kept[0] != head and parse.pos[kept[0]] in ("PUNCT", "SPACE", "CCONJ"):
        kept.pop(0)
    while len(kept) > 1 and kept[-1] != head and parse.pos[kept[-1]] in ("PUNCT", "SPACE", "CCONJ", "SCONJ"):
        kept.pop()
    return _with_marks(text, tree.extent(kept[0], kept[-1]), tree)


def _is_joint(tree: Tree, k: int, head: int) -> bool:
    if tree.parse.deps[k] != "mark" or tree.parse.heads[k] != head or tree.parse.lemmas[k] == "to":
        return False
    # "if the vote is annulled" must not read as a fact
    return tree.parse.lemmas[k] not in rules.words("clauses", "marker.hypothetical")


_PAIRS = (("“", "”"), ("‘", "’"), ('"', '"'), ("«", "»"), ("(", ")"))
_MARKS = re.compile('[“‘"«()]')  # without one of them nothing lacks its partner


def _with_marks(text: str, extent: Extent, tree: Tree) -> Extent:
    """A closing or opening quotation mark that touches the extent belongs to it when its partner lies inside."""
    start, end = extent
    if _MARKS.search(text, start, end) is None:
        return extent
    limit = tree.at + tree.parse.ends[-1]
    for opening, closing in _PAIRS:
        inside = text[start:end]
        lacks_close = (
            inside.count('"') % 2 == 1 if opening == closing else inside.count(opening) > inside.count(closing)
        )
        if not lacks_close:
            continue
        after = end
        while after < limit and text[after] in ",.!?" and text[after + 1 : after + 2] == closing:
            after += 1
        if text[after : after + 1] == closing and after < limit:
            end = after + 1
        elif start > tree.at and text[start - 1] == opening == closing:
            start -= 1
    lacks_open = text[start:end].count(")") > text[start:end].count("(")
    if lacks_open and start > tree.at and text[start - 1] == "(":
        start -= 1
    return Extent(start, end)


def _subject(tree: Tree, head: int) -> int | None:
    """The clause's own subject; else that of the clause it is joined to or that its participle hangs on."""
    own = tree.own_subject(head, *SUBJECTS)
    if own is not None:
        return own
    dep = tree.parse.deps[head]
    if dep in ("conj", "advcl", "xcomp", "ccomp", "pcomp") and tree.parse.heads[head] != head:
        above = tree.parse.heads[head]
        if tree.parse.pos[above] in ("VERB", "AUX"):
            return _subject(tree, above)
    return tree.parse.heads[head] if dep in ("relcl", "acl") else None
