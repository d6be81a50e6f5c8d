"""The ways in which content hangs on a word of saying, thinking or wanting: candidates, read from the parse alone.

Always true here: a frame has a cue word and content beside it; nothing is decided, the lists of ``attribution_cues.toml`` do
that; frames of one word come in the order in which they are to be tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ... import rules
from ...model.syntax import Tree

SUBJECTS = ("nsubj", "nsubjpass")
_COMPLEMENTS = ("dobj", "attr", "acomp", "xcomp", "ccomp", "advmod", "oprd")
_SEEM = frozenset({"seem", "appear"})
_BE = frozenset({"be", "seem", "feel", "remain", "become", "sound", "look", "appear", "get"})


class Frame(Struct, frozen=True):
    """A cue word with what may be its content.

    ``name`` says how the content hangs on the word ``head``; ``key`` is what the list of that name holds: the lemma, with the
    preposition where one leads to the content. ``content`` are the tokens that head the content (all below them belongs to it),
    ``link`` the preposition, ``subject`` the token that heads the source where the frame itself names one.
    """

    name: str
    key: str
    head: int
    content: tuple[int, ...]
    link: int | None = None
    subject: int | None = None


def frames_of(tree: Tree, i: int) -> Iterator[Frame]:
    """The frames of one word, the closest tie first."""
    pos = tree.parse.pos[i]
    if pos == "VERB" and tree.parse.deps[i] not in ("amod", "compound"):
        if tree.kid(i, "nsubjpass") is not None:
            yield from _passive(tree, i)
        elif tree.parse.lemmas[i] in _SEEM:
            yield from _seeming(tree, i)
        else:
            yield from _active(tree, i)
    elif pos == "NOUN":
        yield from _noun(tree, i)
    elif pos == "ADJ" and tree.parse.deps[i] in ("acomp", "advcl", "ROOT", "conj"):
        yield from _adjective(tree, i)


def _active(tree: Tree, verb: int) -> Iterator[Frame]:
    parse, lemma = tree.parse, tree.parse.lemmas[verb]
    clause = next((k for k in tree.kids_by(verb, "ccomp") if not _is_infinitive(tree, k)), None)
    if lemma == "make":
        yield from _made_clear(tree, verb)
    if clause is None:
        clause = _past_a_phrase(tree, verb)
    if clause is not None:
        yield Frame("clause", lemma, verb, (clause,))
    thing = next((k for k in tree.kids_by(verb, "dobj") if k > verb), None)
    hearer = thing if thing is not None else tree.kid(verb, "dative")
    to_do = next((k for k in tree.kids_by(verb, "xcomp", "ccomp") if k > verb and _is_infinitive(tree, k)), None)
    if to_do is not None:
        own = tree.kid(to_do, "nsubj")
        if hearer is not None or own is not None:
            first = (hearer,) if hearer is not None and own is None else ()
            yield Frame("directive", lemma, verb, (*first, to_do))
        else:
            yield Frame("infinitive", lemma, verb, (to_do,))
    if clause is None and to_do is not None and parse.deps[to_do] == "ccomp":
        yield Frame("clause", lemma, verb, (to_do,))
    yield from _whether(tree, verb)
    if thing is not None and clause is None:
        yield Frame("object", lemma, verb, (thing, *_rest(tree, verb, thing)))
    yield from _by_preposition(tree, verb, f"{lemma} ", "about")
    gerund = next((k for k in tree.kids_by(verb, "xcomp") if parse.tags[k] == "VBG" and k > verb), None)
    if gerund is not None:
        yield Frame("gerund", lemma, verb, (gerund,))
    small = next((k for k in tree.kids_by(verb, "oprd", "acomp") if k > verb), None)
    if small is not None and thing is None and parse.deps[verb] != "acl":
        yield Frame("called", lemma, verb, (small,))


def _made_clear(tree: Tree, verb: int) -> Iterator[Frame]:
    """ "made (it) clear that": the clause hangs on the adjective or on the verb."""
    for clear in tree.kids_by(verb, "ccomp", "xcomp", "acomp", "oprd", "amod", "advmod"):
        for above in (clear, verb):
            for clause in tree.kids_by(above, "ccomp", "advcl"):
                mark = tree.kid(clause, "mark")
                if clause > clear > verb and mark is not None and tree.parse.lemmas[mark] == "that":
                    yield Frame("clause", f"make {tree.parse.lemmas[clear]}", verb, (clause,), clear)


def _past_a_phrase(tree: Tree, verb: int) -> int | None:
    """The clause of "predicted at the debate that she would win", which the parser hangs on the debate.

    It is no relative clause where "that" is neither its subject nor its only object.
    """
    for prep in tree.kids_by(verb, "prep", "npadvmod"):
        if prep < verb:
            continue
        for k in (k for t in (prep, *tree.kids[prep]) for k in tree.kids_by(t, "relcl", "acl")):
            first = tree.subtree(k)[0]
            own = tree.kid(k, *SUBJECTS)
            if tree.parse.lemmas[first] != "that" or own is None or own == first:
                continue
            full = tree.parse.deps[first] == "mark" or sum(1 for _ in tree.kids_by(k, *_COMPLEMENTS)) > 1
            if full or tree.kid(k, "acomp", "attr", "xcomp", "ccomp") is not None:
                return k
    return None


def _seeming(tree: Tree, verb: int) -> Iterator[Frame]:
    """ "seemed to hesitate": nobody is named to whom it seems; all of the clause is what seems."""
    subject = tree.kid(verb, "nsubj")
    rest = next((k for k in tree.kids_by(verb, "xcomp", "oprd", "acomp", "ccomp") if k > verb), None)
    if rest is not None:
        shown = (subject, rest) if subject is not None and tree.parse.tags[subject] not in ("WP", "WDT") else (rest,)
        yield Frame("seems", tree.parse.lemmas[verb], verb, shown)


def _whether(tree: Tree, verb: int) -> Iterator[Frame]:
    """ "asked whether", "wondered how": a question that the parser takes for an adverbial clause or a preposition's."""
    for k in tree.kids_by(verb, "advcl"):
        mark = tree.kid(k, "mark", "advmod", "attr", "dobj")
        if mark is not None and k > verb and tree.parse.lemmas[mark] in ("whether", "if", "why", "how", "what"):
            yield Frame("question", tree.parse.lemmas[verb], verb, (k,))


def carrier(tree: Tree, noun: int) -> int | None:
    """The verb whose subject is the source of a noun of saying: "voiced" of "voiced concern", "is" of "is a critic of"."""
    dep, above = tree.parse.deps[noun], tree.parse.heads[noun]
    if above >= noun or dep not in ("dobj", "attr"):
        return None
    lemma = tree.parse.lemmas[above]
    light = dep == "attr" or lemma in rules.words("attribution", "light")
    own = tree.kid(noun, "poss") is None and lemma not in rules.words("attribution", "receiving")
    return above if (light or own) and tree.parse.pos[above] in ("VERB", "AUX") else None


def _is_infinitive(tree: Tree, clause: int) -> bool:
    """Whether "to" leads a clause; the parser makes a ``ccomp`` of "urged them to go"."""
    return any(tree.parse.tags[k] == "TO" for k in tree.kids_by(clause, "aux"))


def _rest(tree: Tree, verb: int, thing: int) -> Iterator[int]:
    """What completes an object: "described the raid as a mistake", up to the next clause."""
    for k in tree.kids[verb]:
        if k <= thing:
            continue
        if tree.parse.deps[k] not in ("prep", "oprd", "xcomp", "dobj", "ccomp", "acomp", "prt", "punct"):
            return
        if tree.parse.deps[k] not in ("prt", "punct"):
            yield k


def _by_preposition(tree: Tree, head: int, prefix: str, name: str) -> Iterator[Frame]:
    for prep in tree.kids_by(head, "prep"):
        below = tree.kid(prep, "pobj", "pcomp")
        if below is not None and head < prep < below:
            as_what = (k for k in tree.kids_by(head, "prep") if k > below and tree.parse.lemmas[k] == "as")
            yield Frame(name, prefix + tree.parse.lemmas[prep], head, (below, *as_what), prep)


def _passive(tree: Tree, verb: int) -> Iterator[Frame]:
    parse, lemma = tree.parse, tree.parse.lemmas[verb]
    subject = next(tree.kids_by(verb, "nsubjpass"))
    agent = tree.kid(verb, "agent")
    by = tree.kid(agent, "pobj") if agent is not None else None
    clause = tree.kid(verb, "ccomp")
    if clause is not None:
        yield Frame("told", lemma, verb, (clause,), subject=by)
    to_do = next((k for k in tree.kids_by(verb, "xcomp") if k > verb and _is_infinitive(tree, k)), None)
    if to_do is not None:
        yield Frame("expected", lemma, verb, (subject, to_do), subject=by)
    seen = next((k for k in tree.kids_by(verb, "prep") if parse.lemmas[k] == "as" and k > verb), None)
    small = seen if seen is not None else tree.kid(verb, "oprd")
    if small is not None:
        yield Frame("seen", lemma, verb, (subject, small), subject=by)
    yield from _by_preposition(tree, verb, f"{lemma} ", "concerned")
    if by is not None:
        yield Frame("criticized", lemma, verb, (subject,), agent, by)


def _noun(tree: Tree, noun: int) -> Iterator[Frame]:
    parse, lemma = tree.parse, tree.parse.lemmas[noun]
    if lemma in rules.words("attribution", "views") and parse.lemmas[parse.heads[noun]] == "in":
        return  # "in the opinion of the mayor" tells of all around it
    for k in tree.kids_by(noun, "acl", "ccomp", "relcl"):
        mark = tree.kid(k, "mark")
        if mark is not None and k > noun and parse.lemmas[mark] in ("that", "whether"):
            yield Frame("noun-clause", lemma, noun, (k,))
        elif k > noun and _is_infinitive(tree, k):
            yield Frame("noun-infinitive", lemma, noun, (k,))
    yield from _by_preposition(tree, noun, f"{lemma} ", "noun-about")


def _adjective(tree: Tree, adjective: int) -> Iterator[Frame]:
    parse, lemma = tree.parse, tree.parse.lemmas[adjective]
    above = parse.heads[adjective]
    if parse.deps[adjective] == "acomp" and parse.lemmas[above] not in _BE:
        return
    places = (adjective, above) if parse.deps[adjective] == "acomp" else (adjective,)
    for place in places:
        clause = next((k for k in tree.kids_by(place, "ccomp") if k > adjective), None)
        if clause is not None:
            yield Frame("adjective-clause", lemma, adjective, (clause,))
    for place in places:
        to_do = next((k for k in tree.kids_by(place, "xcomp") if k > adjective and _is_infinitive(tree, k)), None)
        if to_do is not None:
            yield Frame("adjective-infinitive", lemma, adjective, (to_do,))
    yield from _by_preposition(tree, adjective, f"{lemma} ", "adjective-about")


def has_modal(tree: Tree, verb: int) -> bool:
    """Whether the verb is only possible or to come: "could declare", "would consider"."""
    return any(tree.parse.tags[k] == "MD" for k in tree.kids[verb])
