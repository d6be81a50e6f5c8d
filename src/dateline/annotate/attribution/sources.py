"""Who stands in the grammar as the one who says: subjects, agents, possessors.

Always true here: a source is a token of the sentence beside its cue word; where the grammar names none, there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from .frames import SUBJECTS, Frame, carrier
from .placed import BREAKS, MARKS, noun_before
from .relays import is_paper

_FINITE = ("VBD", "VBZ", "VBP")
_NEAR = 7  # tokens from a saying verb to the participle that goes on from it
_HOLDERS = ("by", "from", "among", "within", "inside")


def source_of(tree: Tree, frame: Frame) -> int | None:
    """The token that heads the source of a frame."""
    if frame.name == "seems":
        return None
    if frame.subject is not None:
        return frame.subject
    pos = tree.parse.pos[frame.head]
    if pos == "NOUN":
        return _of_noun(tree, frame)
    if pos == "ADJ":
        return tree.subject(tree.parse.heads[frame.head]) if tree.parse.deps[frame.head] == "acomp" else None
    return of_verb(tree, frame.head)


def of_verb(tree: Tree, verb: int) -> int | None:
    """Who speaks: the subject, the agent of a passive without hearer, or the subject of the verb that this one hangs on."""
    passive = tree.kid(verb, "nsubjpass")
    if passive is not None:
        agent = tree.kid(verb, "agent")
        if tree.parse.lemmas[verb] == "quote":
            return passive
        return tree.kid(agent, "pobj") if agent is not None else None
    if tree.parse.tags[verb] == "VBN" and tree.parse.deps[verb] in ("advcl", "acl") and tree.kid(verb, "aux") is None:
        agent = tree.kid(verb, "agent")  # "asked about it", "a plan criticized by all": the subject did not speak
        return tree.kid(agent, "pobj") if agent is not None else None
    behind = _right_behind(tree, verb)
    own = behind if behind is not None else _subject(tree, verb)
    if own is None and (first := _participle_of(tree, verb) or _verb_of(tree, verb)) is not None:
        return of_verb(tree, first)
    return own if own is not None else _borrowed(tree, verb)


def _subject(tree: Tree, verb: int) -> int | None:
    """The subject of a verb; of "turned to the police, which said so" the noun before "which", whatever the parser hung it on."""
    own = tree.own_subject(verb, "nsubj")
    if own is None:
        return _called_like_a_modal(tree, verb)
    if tree.parse.pos[own] not in ("VERB", "AUX"):
        return _behind_but(tree, own)
    pronoun = next((k for k in tree.kids_by(verb, "nsubj") if tree.parse.tags[k] in ("WP", "WDT")), None)
    return own if pronoun is None else noun_before(tree, pronoun)


def _behind_but(tree: Tree, own: int) -> int:
    """Of "had retaken Belm but Emil Reis said", where the parser joins the two names, the one that begins the second clause."""
    but = next((k for k in tree.kids_by(own, "cc") if tree.parse.lemmas[k] == "but"), None)
    joined = tree.kid(own, "conj")
    return own if but is None or joined is None or joined < but else joined


def _called_like_a_modal(tree: Tree, verb: int) -> int | None:
    """ "May said": no modal stands before a past tense, so it is a name."""
    if tree.parse.tags[verb] != "VBD":
        return None
    return next(
        (k for k in tree.kids_by(verb, "aux") if tree.parse.tags[k] == "MD" and tree.parse.words[k].istitle()), None
    )


def _right_behind(tree: Tree, verb: int) -> int | None:
    """The subject of "“...,” asked the boy", for which the parser also takes the object or a word of the quotation."""
    if verb == 0 or tree.parse.words[verb - 1] not in BREAKS or tree.parse.lemmas[verb] in ("tell", "inform"):
        return None
    near = (k for k in tree.kids_by(verb, "nsubj", "dobj") if k > verb and tree.subtree(k)[0] == verb + 1)
    found = next(near, None)
    before = next(tree.kids_by(verb, *SUBJECTS), verb)
    quoted = sum(word in MARKS for word in tree.parse.words[:before]) % 2 == 1  # a subject that the quotation holds
    free = found is not None and (quoted or tree.parse.deps[found] == "nsubj" or before == verb)
    return found if free and tree.parse.tags[verb] in _FINITE else None


def _borrowed(tree: Tree, verb: int) -> int | None:
    dep, head = tree.parse.deps[verb], tree.parse.heads[verb]
    if dep == "advcl" and tree.parse.tags[verb] == "VBG":
        while head > verb and tree.parse.heads[head] != head:
            head = tree.parse.heads[head]  # "spoke, telling them, “You ...”": the parser hangs it on what is said
    if dep == "pcomp" and tree.parse.lemmas[head] == "as":
        head = tree.parse.heads[head]
        return tree.kid(head, *SUBJECTS) if tree.parse.pos[head] == "VERB" else None
    if dep == "pcomp" and tree.parse.pos[head] == "ADP" and tree.parse.pos[tree.parse.heads[head]] == "VERB":
        above = tree.parse.heads[head]  # "opened the talks by saying"
        return own if (own := tree.own_subject(above, "nsubj")) is not None else _borrowed(tree, above)
    if dep in ("conj", "advcl", "xcomp") and tree.parse.pos[head] in ("VERB", "AUX") and head != verb:
        if dep == "xcomp" and tree.parse.lemmas[verb] in ("read", "show", "go", "begin"):
            return None
        return own if (own := tree.own_subject(head)) is not None else _borrowed(tree, head)
    if dep != "acl" or tree.parse.pos[head] not in ("NOUN", "PROPN"):
        return None
    issuer = _issuer(tree, head)
    return head if issuer is None else issuer


def _issuer(tree: Tree, paper: int) -> int | None:
    """The mayor of "the mayor released a statement saying that"."""
    above = tree.parse.heads[paper]
    issued = tree.parse.deps[paper] == "dobj" and tree.parse.lemmas[above] in rules.words("attribution", "issuing")
    return of_verb(tree, above) if issued and is_paper(tree, paper) else None


def relative_pronoun(tree: Tree, verb: int) -> Extent | None:
    """The "who" of "the man who said so", also past an infinitive: "who refused to say so"."""
    while tree.parse.deps[verb] == "xcomp":
        verb = tree.parse.heads[verb]
    own = next((k for k in tree.kids_by(verb, *SUBJECTS) if tree.parse.tags[k] in ("WP", "WDT")), None)
    return tree.extent(own, own) if own is not None and tree.parse.deps[verb] == "relcl" else None


def _participle_of(tree: Tree, verb: int) -> int | None:
    """The saying verb that ", adding that ..." goes with, past the clause that the parser hung it on."""
    parse, says = tree.parse, rules.words("attribution", "say_verbs")
    if parse.deps[verb] != "advcl" or parse.tags[verb] != "VBG" or parse.lemmas[verb] not in says or verb == 0:
        return None
    if parse.words[verb - 1] not in (",", "''", '"') and parse.deps[verb - 1] != "advmod":
        return None
    beside = next((t for t in range(verb - 2, max(verb - _NEAR, -1), -1) if parse.pos[t] == "VERB"), None)
    if beside is not None and parse.lemmas[beside] in says and parse.tags[beside] in _FINITE:
        return beside
    above = parse.heads[verb]
    while parse.deps[above] in ("ccomp", "conj", "xcomp", "advcl") and parse.heads[above] != above:
        if parse.deps[above] == "ccomp" and parse.lemmas[parse.heads[above]] in says:
            return parse.heads[above]
        above = parse.heads[above]
    return None


def _verb_of(tree: Tree, verb: int) -> int | None:
    """The saying verb that ", and added that ..." goes with, past the clause that the parser joined it to.

    It is a verb of saying in the same finite form without a subject of its own.
    """
    parse, says = tree.parse, rules.words("attribution", "say_verbs")
    if parse.deps[verb] != "conj" or parse.lemmas[verb] not in says or parse.tags[verb] not in ("VBD", "VBZ"):
        return None
    if tree.kid(verb, *SUBJECTS, "aux", "auxpass") is not None:
        return None
    above = parse.heads[verb]
    while parse.deps[above] in ("ccomp", "conj") and parse.heads[above] != above:
        head = parse.heads[above]
        if parse.deps[above] == "ccomp" and parse.lemmas[head] in says:
            return head if parse.tags[head] == parse.tags[verb] else None
        above = head
    return None


def goes_on_by_verb(tree: Tree, verb: int) -> bool:
    """Whether a verb is a second saying of the same source: "said it was closed and added that ..."."""
    return _verb_of(tree, verb) is not None


def goes_on_by_participle(tree: Tree, verb: int) -> bool:
    """Whether a verb is the participle of a saying that goes on after the content of another."""
    return _participle_of(tree, verb) is not None


def _of_noun(tree: Tree, frame: Frame) -> int | None:
    """Of a noun of saying: "the mayor's claim", "a warning by the mayor", "the mayor made the claim"."""
    noun = frame.head
    owner = tree.kid(noun, "poss")
    above = carrier(tree, noun)
    acts = above is not None and tree.own_subject(above) is not None
    if owner is not None and not (acts and tree.parse.pos[owner] == "PRON"):
        return owner
    for prep in tree.kids_by(noun, "prep", "agent"):
        if tree.parse.lemmas[prep] in _HOLDERS and prep != frame.link:
            return tree.kid(prep, "pobj")
    if above is not None:
        return of_verb(tree, above) if tree.parse.pos[above] == "VERB" else tree.subject(above)
    return next((k for k in tree.kids_by(noun, "compound") if tree.parse.pos[k] == "PROPN"), None)


def _with_bracket(tree: Tree, source: int) -> Extent:
    """The phrase of a source with the bracket that closes it: "the mayor (Liberal)"."""
    tokens = tree.trimmed(tree.subtree(source))
    first, last = tokens[0], tokens[-1]
    opened = any(tree.parse.words[t] == "(" for t in range(first, last + 1))
    closes = opened and last + 1 < len(tree) and tree.parse.words[last + 1] == ")"
    return tree.extent(first, last + 1 if closes else last)


def source_extent(tree: Tree, source: int, content: Sequence[Extent]) -> Extent | None:
    """The whole phrase of a source; less of it where the parser hung the content below it."""
    phrase = _with_bracket(tree, source)
    if not any(phrase.touches(c) for c in content):
        return phrase
    word = tree.extent(source, source)
    if any(word.touches(c) for c in content):
        return None
    first = tree.trimmed([t for t in tree.subtree(source) if t <= source])
    extent = tree.extent(first[0], first[-1])
    return word if any(extent.touches(c) for c in content) else extent
