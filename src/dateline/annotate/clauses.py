"""Clauses of a sentence: the smallest stretches that assert something, with tense, polarity and realis from the grammar.

Always true here: every token that is not punctuation belongs to at most one clause of its sentence; a clause's extent runs
from the first to the last token it owns; clauses stand in the order of their heads.
"""

from __future__ import annotations

from collections.abc import Sequence

from .. import rules
from ..model.notes import Polarity, Realis
from ..model.reading import Extent
from ..model.syntax import Shape, Tense, Tree

_OWN_CLAUSE = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "csubj"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_NEGATIVE = frozenset({"not", "n't", "never", "no", "nobody", "none", "nothing", "neither", "nor", "without"})


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
    if pos not in ("VERB", "AUX") or dep not in _OWN_CLAUSE:
        return False
    governor = parse.heads[i]
    if dep == "ccomp":
        return i < governor or (parse.lemmas[governor] in speech and tree.kid(governor, "neg") is None)
    if dep == "conj":
        return _conjunct_stands_alone(tree, i, speech)
    return dep != "advcl" or (len(tree.subtree(i)) > 2 and not _is_purpose(tree, i))


def _is_purpose(tree: Tree, i: int) -> bool:
    """ "to demand a vote" tells what another clause is for; it asserts nothing by itself."""
    return tree.parse.tags[i] == "VB" and any(tree.parse.tags[k] == "TO" for k in tree.kids[i])


def _conjunct_stands_alone(tree: Tree, i: int, speech: frozenset[str]) -> bool:
    """A conjunct is a clause if what it is joined to is one; "plans to oust and form" is one clause."""
    first = tree.parse.heads[i]
    while tree.parse.deps[first] == "conj":
        first = tree.parse.heads[first]
    if tree.parse.pos[first] in ("VERB", "AUX"):
        return _is_head(tree, first, speech)
    return tree.parse.tags[i] in ("VBD", "VBZ", "VBP") or tree.kid(i, *_SUBJECTS) is not None


def _owners(tree: Tree, heads: frozenset[int]) -> list[int | None]:
    owners: list[int | None] = []
    for i in range(len(tree)):
        chain = (i, *tree.up(i))
        owners.append(next((j for j in chain if j in heads), None))
    return owners


def _shape(tree: Tree, text: str, head: int, owned: list[int], order: dict[int, int]) -> Shape:
    parse = tree.parse
    above = next((j for j in tree.up(head) if j in order), None)
    link = "root" if parse.deps[head] == "ROOT" else parse.deps[head]
    marker = next(
        (parse.lemmas[k] for k in tree.kids[head] if parse.deps[k] in ("mark", "advmod") and _opens(tree, k, head)),
        None,
    )
    realis, rule = _realis(tree, head, owned, marker)
    return Shape(
        sentence=tree.sentence,
        head=head,
        extent=_extent(tree, text, owned, head),
        tokens=tuple(owned),
        subject=_subject(tree, head),
        link=link,
        marker=marker,
        parent=order[above] if above is not None else None,
        tense=_tense(tree, head),
        polarity=_polarity(tree, head),
        realis=realis,
        rule=rule,
    )


def _opens(tree: Tree, k: int, head: int) -> bool:
    return k < head and (tree.parse.deps[k] == "mark" or tree.parse.tags[k] == "WRB")


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
    kept = rules.words("clauses", "marker.hypothetical") | {"to"}  # "if the vote is annulled" must not read as a fact
    return tree.parse.deps[k] == "mark" and tree.parse.heads[k] == head and tree.parse.lemmas[k] not in kept


_PAIRS = (("“", "”"), ("‘", "’"), ('"', '"'), ("«", "»"), ("(", ")"))


def _with_marks(text: str, extent: Extent, tree: Tree) -> Extent:
    """A closing or opening quotation mark that touches the extent belongs to it when its partner lies inside."""
    start, end = extent
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
    own = tree.own_subject(head, *_SUBJECTS)
    if own is not None:
        return own
    dep = tree.parse.deps[head]
    if dep in ("conj", "advcl", "xcomp", "ccomp", "pcomp") and tree.parse.heads[head] != head:
        above = tree.parse.heads[head]
        if tree.parse.pos[above] in ("VERB", "AUX"):
            return _subject(tree, above)
    return tree.parse.heads[head] if dep in ("relcl", "acl") else None


def _auxiliaries(tree: Tree, head: int) -> tuple[list[str], list[str]]:
    """Lemmas and tags of the auxiliaries of ``head``, borrowed from the first conjunct where it has none of its own."""
    found = [k for k in tree.kids[head] if tree.parse.deps[k] in ("aux", "auxpass")]
    if not found and tree.parse.deps[head] == "conj" and tree.parse.tags[head] in ("VB", "VBN", "VBG"):
        return _auxiliaries(tree, tree.parse.heads[head])
    return [tree.parse.lemmas[k] for k in found], [tree.parse.tags[k] for k in found]


_FINITE: dict[str, Tense] = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBN": "past"}


def _tense(tree: Tree, head: int) -> Tense:
    lemmas, tags = _auxiliaries(tree, head)
    tag = tree.parse.tags[head]
    modal = any(t == "MD" for t in tags)
    if modal:
        return "future" if any(m in ("will", "shall", "'ll", "wo") for m in lemmas) else "present"
    if "have" in lemmas:
        return "past-perfect" if "VBD" in tags else "perfect"
    finite = next((t for t in tags if t in ("VBD", "VBZ", "VBP")), tag)
    return _FINITE.get(finite, "none")


def _polarity(tree: Tree, head: int) -> Polarity:
    parse = tree.parse
    spine = _spine(tree, head)
    denied = rules.words("clauses", "infinitive.denied")
    if _not_ruled_out(tree, head) or _not_clear(tree, head):
        return "positive"
    turns = sum(parse.deps[k] == "neg" for v in spine for k in tree.kids[v])
    turns += sum(parse.lemmas[v] in denied and _infinitive(tree, v) is not None for v in spine)
    subject = tree.kid(head, *_SUBJECTS)
    turns += int(subject is not None and _is_empty(tree, subject))
    turns += int(any(parse.deps[k] == "dobj" and _is_empty(tree, k) for k in tree.kids[head]))
    return "negative" if turns % 2 else "positive"


def _is_empty(tree: Tree, noun: int) -> bool:
    words = (
        tree.parse.lemmas[noun],
        *(tree.parse.lemmas[k] for k in tree.kids[noun] if tree.parse.deps[k] in ("det", "neg")),
    )
    return any(w in _NEGATIVE for w in words)


def _infinitive(tree: Tree, verb: int) -> int | None:
    return tree.kid(verb, "xcomp")


def _spine(tree: Tree, head: int) -> list[int]:
    """The head and the infinitives that hang on it: "failed to get", "did not attempt to halt"."""
    spine = [head]
    while (below := _infinitive(tree, spine[-1])) is not None:
        spine.append(below)
    return spine


def _realis(tree: Tree, head: int, owned: Sequence[int], marker: str | None) -> tuple[Realis, str]:
    parse = tree.parse
    lemmas, _ = _auxiliaries(tree, head)
    if marker in rules.words("clauses", "marker.hypothetical"):
        return "hypothetical", f"marker:{marker}"
    later = marker in rules.words("clauses", "still_to_come") and _tense(tree, head) == "present"
    if later and tree.parse.deps[head] == "advcl":
        return "hypothetical", f"marker:{marker}"
    by_modal = _modal(lemmas)
    if by_modal:
        return by_modal, f"modal:{next(m for m in lemmas if _modal([m]))}"
    if _not_ruled_out(tree, head) or _not_clear(tree, head):
        return "possible", "not-ruled-out" if _not_ruled_out(tree, head) else "not-clear"
    if _is_purpose(tree, head):
        return "planned", "purpose"
    if _is_subjunctive(tree, head):
        return "demanded", "subjunctive"
    hedge = next((parse.lemmas[t] for t in owned if parse.lemmas[t] in rules.words("clauses", "hedge.possible")), None)
    if hedge:
        return "possible", f"hedge:{hedge}"
    return _governed(tree, head)


def _is_subjunctive(tree: Tree, head: int) -> bool:
    """ "wants that the king step down": a bare verb with a subject of its own is wished, not told."""
    tags = [tree.parse.tags[k] for k in tree.kids[head] if tree.parse.deps[k] in ("aux", "auxpass")]
    bare = (tree.parse.tags[head] == "VB" and not tags) or (tree.parse.tags[head] == "VBN" and tags == ["VB"])
    return bare and tree.parse.deps[head] in ("ccomp", "conj") and tree.kid(head, "nsubj", "nsubjpass") is not None


def _not_ruled_out(tree: Tree, head: int) -> bool:
    return tree.parse.lemmas[head] == "rule" and tree.kid(head, "neg") is not None and tree.kid(head, "prt") is not None


def _not_clear(tree: Tree, head: int) -> bool:
    adjective = tree.kid(head, "acomp")
    known = adjective is not None and tree.parse.lemmas[adjective] in ("clear", "certain", "sure", "known")
    return known and tree.kid(head, "neg") is not None


_TOLD: tuple[Realis, ...] = ("possible", "planned", "demanded")


def _modal(lemmas: Sequence[str]) -> Realis | None:
    for realis in _TOLD:
        if any(m in rules.words("clauses", f"{realis}_modals") for m in lemmas):
            return realis
    return None


def _governed(tree: Tree, head: int) -> tuple[Realis, str]:
    """What the verb says of its infinitive, or its noun of the noun's infinitive ("announced plans to oust")."""
    lemma = tree.parse.lemmas[head]
    below = _infinitive(tree, head)
    if below is not None and tree.parse.tags[below] == "VB":
        for realis in _TOLD:
            if lemma in rules.words("clauses", f"infinitive.{realis}"):
                return realis, f"infinitive:{lemma}"
    for noun in tree.kids_by(head, "dobj", "attr"):
        if tree.kid(noun, "acl") is not None:
            for realis in _TOLD:
                if tree.parse.lemmas[noun] in rules.words("clauses", f"noun.{realis}"):
                    return realis, f"noun:{tree.parse.lemmas[noun]}"
    return "actual", "asserted"
