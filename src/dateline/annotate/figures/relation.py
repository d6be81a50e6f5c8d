"""What a number of people or things is said to have undergone: told by the parse, from the noun and verb it belongs to.

Always true here: the measure follows from the tree alone (which noun the number modifies, what that noun is subject or
object of), never from which word is near.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ...model.syntax import Tree
from ...rules import table, words
from .harm import SHOT, harm_of_noun, harm_of_object, harm_of_verb, is_fatal, words_of_harm

#: What wins where a sentence says two things of the same people ("were shot and killed").
ORDER = ("killed", "injured", SHOT, "missing", "arrested", "displaced", "casualties", "crowd")
_TOLD_BY_NOUN = frozenset({*ORDER[:7], "votes", "seats"})
_NUMBER_LINKS = frozenset({"nummod", "quantmod", "compound", "amod", "det", "nmod", "advmod", "npadvmod"})


@cache
def measures_by(key: str) -> dict[str, str]:
    """Word to measure, from the list ``key`` (``nouns``, ``toll``, ``states``, ``suffer``, ``undergo``) of each measure."""
    return {word: rule["name"] for rule in table("figures")["measure"] for word in rule.get(key, ())}


def _listed(kind: str) -> frozenset[str]:
    return words("figures", f"verbs.{kind}")


def noun_of(tree: Tree, token: int) -> int | None:
    """The noun that the number at ``token`` counts: its head, or what follows "of" ("hundreds of people")."""
    parse = tree.parse
    place = _first_of_range(tree, token)
    while parse.deps[place] in _NUMBER_LINKS and parse.heads[place] != place:
        place = parse.heads[place]
        if parse.pos[place] in ("NOUN", "PROPN", "PRON", "SYM") and parse.tags[place] != "CD":
            return place if place > token else None
        if parse.pos[place] not in ("NUM", "ADJ", "NOUN", "DET"):
            return None
    return _of_noun(tree, place)


def _first_of_range(tree: Tree, token: int) -> int:
    """ "between 20 and 30 people": the second number is coordinated with the first, and the first has the noun."""
    head = tree.parse.heads[token]
    linked = (
        tree.parse.deps[token] == "conj" and tree.parse.tags[head] == "CD" and tree.parse.deps[head] in _NUMBER_LINKS
    )
    return head if linked else token


def _of_noun(tree: Tree, token: int) -> int | None:
    of = next((k for k in tree.kids_by(token, "prep") if tree.parse.words[k].lower() == "of"), None)
    return tree.kid(of, "pobj") if of is not None else None


def anchor_of(tree: Tree, token: int, noun: int | None) -> int:
    """The token by which the counted phrase hangs in its clause."""
    parse = tree.parse
    while parse.deps[token] in _NUMBER_LINKS and parse.heads[token] != token and token != noun:
        if noun is None and parse.pos[parse.heads[token]] in ("VERB", "AUX"):
            break
        token = parse.heads[token]
    return _whole(tree, token)


def _whole(tree: Tree, token: int) -> int:
    """What carries the counted: "tens" of "tens of thousands", "total" of "a total of 14 people"; or ``token`` itself."""
    of = tree.parse.heads[token]
    while tree.parse.deps[token] == "pobj" and tree.parse.words[of].lower() == "of":
        carrier = tree.parse.heads[of]
        if lemma(tree, carrier) not in _listed("carriers") and tree.parse.words[carrier].lower() not in _scales():
            break
        token, of = carrier, tree.parse.heads[carrier]
    return token


@cache
def _scales() -> frozenset[str]:
    return frozenset(table("figures")["plural_scales"])


def measure_of(tree: Tree, token: int, noun: int | None) -> str | None:
    """The measure of the number at ``token`` that counts ``noun``, or None where the parse says nothing."""
    named = measures_by("nouns").get(lemma(tree, noun)) if noun is not None else None
    if named in _TOLD_BY_NOUN:
        return named
    if noun is not None and _takes_lives(tree, noun):
        return "killed"
    if noun is not None and named is None and does_to_things(tree, noun):
        return None
    anchor = anchor_of(tree, _first_of_range(tree, token), noun)
    found = list(said_of(tree, anchor))
    if noun is not None and noun != anchor:
        found += _modifiers(tree, noun)
    return next((m for m in ORDER if m in found), None)


def acts_in_mass(tree: Tree, token: int, noun: int | None) -> bool:
    """Whether the counted do what crowds do: fill a square, storm a gate, take to the streets."""
    anchor = anchor_of(tree, _first_of_range(tree, token), noun)
    verb = tree.parse.heads[anchor]
    relative = [
        k for k in tree.kids_by(noun if noun is not None else anchor, "relcl", "acl") if tree.parse.tags[k] != "VBN"
    ]
    acting = [verb, *_coordinated(tree, verb)] if tree.parse.deps[anchor] == "nsubj" else []
    return any(lemma(tree, v) in measures_by("masses") and not _takes_a_thing(tree, v) for v in (*acting, *relative))


def _takes_a_thing(tree: Tree, verb: int) -> bool:
    """Crowds take part and take to the streets; what takes days or pills is no crowd."""
    taken = tree.kid(verb, "dobj")
    return lemma(tree, verb) == "take" and taken is not None and lemma(tree, taken) not in ("part", "control")


def lemma(tree: Tree, token: int) -> str:
    """The lemma in lower case."""
    return tree.parse.lemmas[token].lower()


@cache
def _words_of_harm() -> frozenset[str]:
    """Words without any of which a sentence says of nobody that he was killed, injured or shot."""
    by_measure = (word for key in ("states", "suffer", "undergo", "toll", "deeds") for word in measures_by(key))
    return words_of_harm().union(by_measure, ("life", "fatally", "mortally", "shot", "stabbed"))


def may_tell_of_harm(tree: Tree) -> bool:
    """Whether a look at the words leaves it open that the sentence says of somebody that he was killed, injured or shot."""
    printed = map(str.lower, (*tree.parse.lemmas, *tree.parse.words))
    return not _words_of_harm().isdisjoint(printed)


def said_of(tree: Tree, anchor: int) -> Iterator[str]:
    """All that the tree says of the phrase at ``anchor``: by its modifiers, its verb, and the head it is coordinated with."""
    yield from _modifiers(tree, anchor)
    yield from harm_of_noun(tree, anchor)
    dep, head = tree.parse.deps[anchor], tree.parse.heads[anchor]
    if tree.parse.deps[head] in ("aux", "auxpass"):  # the parser now and then hangs a subject on the auxiliary
        head = tree.parse.heads[head]
    if dep == "conj" and tree.parse.pos[head] not in ("VERB", "AUX"):
        if not list(_modifiers(tree, anchor)):
            yield from said_of(tree, head)
    elif dep in ("nsubj", "nsubjpass"):
        yield from _verbs(tree, head, passive=dep == "nsubjpass")
    elif dep in ("dobj", "dative", "oprd"):
        yield from _by_object(tree, head)
    elif dep == "attr":
        subject = tree.kid(head, "nsubj")
        yield from _of_toll(tree, subject)
    elif dep == "pobj":
        yield from _by_preposition(tree, head)
    elif dep in ("npadvmod", "appos", "nummod", "prep", "dep", "ROOT", "nmod"):
        yield from _by_toll_head(tree, head)


def _modifiers(tree: Tree, token: int) -> Iterator[str]:
    """ "20 people killed", "12 people who died", "six wounded soldiers", "nine dead"."""
    for kid in tree.kids_by(token, "acl", "relcl", "amod", "appos", "advcl"):
        dep, word = tree.parse.deps[kid], tree.parse.words[kid].lower()
        if dep == "relcl":
            yield from _relative(tree, kid)
        elif dep == "acl" and tree.parse.tags[kid] == "VBG":
            yield from _verb(tree, kid, passive=False)
        elif dep in ("acl", "advcl") and tree.parse.tags[kid] in ("VBN", "VBD"):
            yield from _verbs(tree, kid, passive=True)
        elif word in measures_by("states"):
            yield measures_by("states")[word]


def _relative(tree: Tree, verb: int) -> Iterator[str]:
    """ "who died", "who were killed"; not "where others were shot", whose subject is somebody else."""
    subject = tree.kid(verb, "nsubj", "nsubjpass")
    if subject is None or tree.parse.tags[subject] in ("WP", "WDT"):
        yield from _verbs(tree, verb, passive=tree.kid(verb, "nsubjpass", "auxpass") is not None)
    elif tree.kid(verb, "dobj", "auxpass") is None and lemma(tree, verb) in measures_by("suffer"):
        yield from _by_object(tree, verb)  # "the man whom police shot"


def _verbs(tree: Tree, verb: int, *, passive: bool) -> Iterator[str]:
    """What a verb and those coordinated with it say of the subject they share."""
    first = list(_verb(tree, verb, passive=passive))
    more: list[str] = []
    for other in _coordinated(tree, verb):
        shared = (
            passive and tree.parse.tags[other] in ("VBN", "VBD") and lemma(tree, other) not in measures_by("undergo")
        )
        passive_too = tree.kid(other, "auxpass") is not None or shared
        more += _verb(tree, other, passive=passive_too)
    either = any(tree.parse.words[k].lower() == "or" for k in tree.kids_by(verb, "cc"))
    # "killed or injured": together they are casualties
    yield from ("casualties",) if either and {*first, *more} >= {"killed", "injured"} else (*first, *more)


def _coordinated(tree: Tree, verb: int) -> Iterator[int]:
    """Verbs that share the subject of ``verb``."""
    for kid in tree.kids_by(verb, "conj"):
        to_come = any(tree.parse.tags[k] == "MD" for k in tree.kids_by(kid, "aux"))
        if (
            tree.kid(kid, "nsubj", "nsubjpass") is None
            and tree.parse.pos[kid] in ("VERB", "AUX", "ADJ")
            and not to_come
        ):
            yield kid
            yield from _coordinated(tree, kid)


def _verb(tree: Tree, verb: int, *, passive: bool) -> Iterator[str]:
    """What a verb says of its subject, or of its patient if ``passive``."""
    word, object_ = lemma(tree, verb), tree.kid(verb, "dobj")
    if tree.kid(verb, "neg") is not None or _averted(tree, verb) or _is_missed(tree, verb):
        return
    elliptic = object_ is None and _reads_passive(tree, verb)
    if (passive or elliptic) and word in measures_by("suffer"):
        yield from _fatal(tree, verb, measures_by("suffer")[word])
    if not passive and word in measures_by("undergo"):
        yield measures_by("undergo")[word]
    if tree.parse.words[verb].lower() in measures_by("states") and (passive or elliptic):
        yield measures_by("states")[tree.parse.words[verb].lower()]
    if word == "lose" and object_ is not None and lemma(tree, object_) == "life":
        yield "killed"
    yield from harm_of_verb(tree, verb, passive=passive)
    if (object_ is not None and not passive) or word in _listed("doubts"):  # "left three dead", "are feared dead"
        return
    for kid in tree.kids_by(verb, "acomp", "oprd", "xcomp", "attr", "ccomp", "advmod", "prep"):
        # "he said that two were wounded": not he
        own = tree.kid(kid, "nsubj", "nsubjpass", "aux", "auxpass") is None
        if own and not _long_since(tree, verb) and not _long_since(tree, kid):
            yield from _complement(tree, kid)


def _is_missed(tree: Tree, verb: int) -> bool:
    """ "three teens were shot at": who is shot at is not shot."""
    return any(
        tree.parse.words[k].lower() in _listed("aim") and not tree.kids[k]
        for k in tree.kids_by(verb, "prep", "prt", "advmod")
    )


def _averted(tree: Tree, verb: int) -> bool:
    """ "nearly killed" is not killed."""
    return any(lemma(tree, k) in ("nearly", "almost") for k in tree.kids_by(verb, "advmod"))


def _reads_passive(tree: Tree, verb: int) -> bool:
    """Whether an active verb without an object is a participle: "590 wounded", "two shot outside home"; not "shot at"."""
    aimed = any(tree.parse.words[k].lower() in _listed("aim") for k in tree.kids_by(verb, "prep"))
    shares = any(tree.kid(other, "dobj") is not None for other in _coordinated(tree, verb))  # "shot and killed a man"
    return not shares and (
        tree.parse.words[verb].lower() in measures_by("states") or _is_suffered(tree, verb, aimed=aimed)
    )


def _is_suffered(tree: Tree, verb: int, *, aimed: bool) -> bool:
    return lemma(tree, verb) in measures_by("suffer") and tree.parse.tags[verb] in ("VBD", "VBN") and not aimed


def _fatal(tree: Tree, verb: int, measure: str) -> Iterator[str]:
    """ "fatally shot", "stabbed to death", "shot dead" kill."""
    below = {tree.parse.words[k].lower() for k in tree.kids[verb]}
    to = [k for k in tree.kids_by(verb, "prep") if tree.parse.words[k].lower() == "to"]
    to_death = any(tree.parse.words[g].lower() == "death" for k in to for g in tree.kids[k])
    if measure == "injured" and (to_death or below & {"dead", "fatally", "mortally"}):
        yield "killed"
    else:
        yield SHOT if lemma(tree, verb) in _listed("hit") else measure


def _complement(tree: Tree, kid: int) -> Iterator[str]:
    """ "were found dead", "are reported missing", "were among the wounded"."""
    word = tree.parse.words[kid].lower()
    if any(lemma(tree, k) in ("fatally", "mortally") for k in tree.kids_by(kid, "advmod")):
        yield "killed"
    elif word in measures_by("states"):
        yield measures_by("states")[word]
    elif word == "among":
        yield from _of_toll(tree, tree.kid(kid, "pobj"))


def _long_since(tree: Tree, state: int) -> bool:
    """ "dead for 300 years", "missing for centuries": no news of anybody."""
    preps = (p for p in tree.kids_by(state, "prep") if tree.parse.words[p].lower() == "for")
    spans = (k for prep in preps for k in tree.kids_by(prep, "pobj"))
    return any(lemma(tree, span) in _listed("ages") for span in spans)


def does_to_things(tree: Tree, noun: int) -> bool:
    """Warrants are executed, flags burned: of these verbs only what is known for a person tells of people."""
    return tree.parse.deps[noun] in ("dobj", "nsubjpass") and lemma(tree, tree.parse.heads[noun]) in _listed(
        "also_of_things"
    )


def _takes_lives(tree: Tree, noun: int) -> bool:
    """ "claimed 12 lives", "took the lives of two porters"."""
    verb = tree.parse.heads[noun]
    taken = tree.parse.deps[noun] in ("dobj", "nsubjpass") and lemma(tree, verb) in _listed("claim_lives")
    return lemma(tree, noun) == "life" and taken


def _by_object(tree: Tree, verb: int) -> Iterator[str]:
    if tree.kid(verb, "neg") is not None or _averted(tree, verb):
        return
    word, first = lemma(tree, verb), tree.parse.heads[verb]
    yield from harm_of_object(tree, verb)
    shared = tree.kid(verb, "nsubj", "nsubjpass") is None and tree.kid(first, "dobj", "nsubjpass") is None
    if tree.parse.deps[verb] == "conj" and shared and tree.parse.pos[first] == "VERB":
        yield from _by_object(tree, first)  # "arrested and charged six men"
    if word in measures_by("suffer"):
        yield from _fatal(tree, verb, measures_by("suffer")[word])
    for kid in tree.kids_by(verb, "oprd", "acomp", "xcomp", "ccomp", "advmod"):
        yield from _complement(tree, kid)
    if word in _listed("reach"):
        yield from _of_toll(tree, tree.kid(verb, "nsubj", "nsubjpass"))


def _by_preposition(tree: Tree, prep: int) -> Iterator[str]:
    """ "a toll of 12", "the arrest of 12 people", "rose to 21", "put the toll at 31"."""
    head, word = tree.parse.heads[prep], tree.parse.words[prep].lower()
    if tree.parse.pos[head] == "ADP":  # "climbed from 12 to 15": the parser hangs "to" on "from"
        head = tree.parse.heads[head]
    if tree.parse.pos[head] in ("NOUN", "PROPN"):
        yield from _of_toll(tree, head)
        if word == "of" and _takes_lives(tree, head):
            yield "killed"
        attempted = any(lemma(tree, k) in ("attempted", "attempt") for k in tree.kids_by(head, "amod", "compound"))
        if word == "of" and lemma(tree, head) in measures_by("deeds") and not attempted:
            yield _deed(tree, head)
    elif (word in ("to", "at", "of", "by") or _to_within(tree, prep)) and lemma(tree, head) in _listed("reach"):
        yield from _of_toll(tree, tree.kid(head, "nsubj", "nsubjpass"))
        yield from _of_toll(tree, tree.kid(head, "dobj"))


def _deed(tree: Tree, noun: int) -> str:
    """What was done to those behind "of": the killing of, the shooting of, the fatal shooting of."""
    if is_fatal(tree, noun):
        return "killed"
    return SHOT if lemma(tree, noun) in _listed("hits") else measures_by("deeds")[lemma(tree, noun)]


def _to_within(tree: Tree, prep: int) -> bool:
    """Whether the parser put all of "from 12 to 15" below "from"."""
    number = tree.kid(prep, "pobj")
    return number is not None and any(tree.parse.words[k].lower() == "to" for k in tree.kids[number])


def _by_toll_head(tree: Tree, head: int) -> Iterator[str]:
    if tree.parse.pos[head] in ("VERB", "AUX") and lemma(tree, head) in _listed("reach"):
        yield from _of_toll(tree, tree.kid(head, "nsubj", "nsubjpass", "dobj"))


def _of_toll(tree: Tree, noun: int | None) -> Iterator[str]:
    """What is counted by "the death toll", "the number of wounded", "arrests"."""
    if noun is None:
        return
    named = [lemma(tree, noun)]
    for kid in tree.kids_by(noun, "compound", "amod", "nmod") if named[0] not in _listed("no_tallies") else ():
        named += [lemma(tree, kid), tree.parse.words[kid].lower()]
    for of in tree.kids_by(noun, "prep"):
        if tree.parse.words[of].lower() == "of" and lemma(tree, noun) in words("figures", "verbs.tallies"):
            named += [word for k in tree.subtree(of) for word in (lemma(tree, k), tree.parse.words[k].lower())]
    found = [measures_by("toll")[w] for w in named if w in measures_by("toll")]
    found += [measures_by("states")[w] for w in named[1:] if w in measures_by("states")]
    yield from (m for m in found if m == "injured" or "injured" not in found)
