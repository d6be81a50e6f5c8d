"""How the name of a place leads up to a deed: by which words it hangs on the verb or noun that tells it, or on who and what take part.

Always true here: what is reached on the way stands for the place itself, or is there; nothing else leads on.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ... import rules
from ...model.syntax import Tree
from .kinds import OTHER
from .senses import is_one
from .who import Told

_PEOPLE = frozenset({"SOMEONE", "CROWD", "FIGHTER", "OFFICIAL"})
_DOERS = _PEOPLE | {"BODY"}
_INJURIES = frozenset({"INJURY"})
_SITES = frozenset({"BUILDING", "PLACE", "FACILITY"})
_HOURS = 3
"""Times that hang on each other: "early on Sunday morning"."""

NONE, OWN, OF_OTHERS = 0, 1, 2
"""How a place is tied: not; to the deed; to who does it or whom it is done to, which counts where the deed has none of its own."""
_Step = tuple[int, bool] | int


class Deed(NamedTuple):
    """What is asked for its place: the tokens that tell it, its type, its families, whether it is one of words and thought.

    ``first`` is the token before which a place must stand to count, where only what opens a sentence does; ``aside`` of what only shares
    the scene, so that where somebody was heading is no place.
    """

    anchors: frozenset[int]
    kind: str
    family: str
    told: bool
    first: int | None = None
    aside: bool = False


class Name(NamedTuple):
    """A place that a sentence names: its actor, the token that its name hangs by, whether it is a whole country, a single building."""

    actor: int
    token: int
    country: bool
    site: bool


# --- the tie ----------------------------------------------------------------------------------------------------------


def tie_of(told: Told, tree: Tree, name: Name, deed: Deed) -> int:
    """How the name leads up to the deed by words that say where. ``there`` is False as long as what is reached stands for the place
    itself, True for an occasion, a thing or somebody that is there."""
    if deed.first is not None and name.token >= deed.first:
        return NONE
    token, there = name.token, False
    for _ in range(len(tree)):
        if (there and token in deed.anchors) or _is_described(tree, token, deed, there=there):
            return OWN
        step = _step(told, tree, token, there, name, deed)
        if isinstance(step, int):
            return step
        token, there = step
    return NONE


def _step(told: Told, tree: Tree, token: int, there: bool, name: Name, deed: Deed) -> _Step:
    """The next noun above and whether it is there, or how the deed is reached."""
    dep, above = tree.parse.deps[token], tree.parse.heads[token]
    if above == token:
        return NONE
    if dep in ("appos", "conj", "npadvmod"):
        return (above, there) if _stands_beside(tree, token, there, deed) else NONE
    if dep in ("compound", "nmod", "poss"):
        return _before_noun(told, tree, above, there, name, deed)
    if dep == "pobj":
        return _behind_preposition(told, tree, token, there, name, deed)
    if above not in deed.anchors:
        return NONE
    if dep in ("dobj", "dative", "nsubjpass"):
        return _of_object(tree, token, there, deed)
    return _of_subject(tree, token, there, deed) if dep == "nsubj" else NONE


def _stands_beside(tree: Tree, token: int, there: bool, deed: Deed) -> bool:
    """Whether what a noun is joined to or describes is where it is: "Kara and Osh", "Osh, Kara", "the Ritz, a hotel in Osh"."""
    dep, above = tree.parse.deps[token], tree.parse.pos[tree.parse.heads[token]]
    if dep == "conj":
        return not there or deed.family in where_words("beside.families")
    if dep == "npadvmod":
        return above == "PROPN" or (there and tree.parse.heads[token] in deed.anchors)
    return (not there and above in ("PROPN", "NOUN")) or _is_site(tree, token)


def _is_described(tree: Tree, token: int, deed: Deed, *, there: bool) -> bool:
    """Whether a clause on the noun tells the deed: "Osh, where crowds marched", "a blast in Osh that killed two"."""
    for kid in tree.kids_by(token, "relcl", "acl"):
        if kid not in deed.anchors:
            continue
        if any(tree.parse.tags[k] == "WRB" and tree.parse.lemmas[k] == "where" for k in tree.kids[kid]):
            return True
        passive = tree.kid(kid, "nsubjpass") is not None
        return (
            (not deed.told and deed.family in where_words("beside.families"))
            if there
            else passive and _is_struck(tree, kid, deed)
        )
    return False


def _of_object(tree: Tree, token: int, there: bool, deed: Deed) -> int:
    """ "stormed the palace", "won Ohio"; "shot two men in Osh", "told miners in Osh"."""
    verb = tree.parse.heads[token]
    if not there:
        won = tree.parse.lemmas[verb] in where_words("contests.verbs") and tree.parse.ents[token] in ("GPE", "LOC")
        return OWN if _is_struck(tree, verb, deed) or won else NONE
    passive = tree.parse.deps[token] == "nsubjpass"
    addressed = tree.parse.lemmas[verb] in where_words("told.addressing") and is_one(tree, token, _PEOPLE)
    if deed.told:
        return OF_OTHERS if addressed and not passive else NONE
    return OF_OTHERS if deed.kind != OTHER or _is_in_scene(tree, token, verb) else NONE


def _is_in_scene(tree: Tree, token: int, verb: int) -> bool:
    """Of a deed of no known type: whether what takes part in it shows where it was: people, a building, an occasion that it carries."""
    carried = tree.parse.lemmas[verb] in carrying() or tree.parse.lemmas[token] in where_words("contests.results")
    return (carried and tree.parse.pos[token] == "NOUN") or is_one(tree, token, _PEOPLE | _SITES)


def _is_struck(tree: Tree, verb: int, deed: Deed) -> bool:
    return deed.kind in where_words("struck.types") or tree.parse.lemmas[verb] in where_words("struck.verbs")


def _of_subject(tree: Tree, token: int, there: bool, deed: Deed) -> int:
    """ "a bomb in Osh exploded", "voters in Osh demanded"; "Osh erupted", "Osh saw riots"."""
    lemma = tree.parse.lemmas[tree.parse.heads[token]]
    if not there:
        fell = deed.kind in where_words("struck.types") and lemma == "fall"
        return OWN if fell or lemma in where_words("struck.sees") or lemma in where_words("struck.befalls") else NONE
    nobody = tree.parse.pos[token] == "PROPN" and tree.parse.ents[token] not in ("NORP", "ORG")
    somebody = tree.parse.lemmas[token] in _counts() or (not nobody and is_one(tree, token, _DOERS))
    alone = tree.kid(tree.parse.heads[token], "dobj", "ccomp", "xcomp", "attr", "acomp") is None
    happens = deed.kind != OTHER or lemma in carrying() or alone
    return OF_OTHERS if somebody or (happens and not deed.told) else NONE


def _before_noun(told: Told, tree: Tree, noun: int, there: bool, name: Name, deed: Deed) -> _Step:
    """ "the Osh blast", "an Osh hotel"; of a country only what is voted on or befalls it, for else it is who does it."""
    parse, lemma = tree.parse, tree.parse.lemmas[noun]
    contest = lemma in where_words("contests.nouns")
    if not there and lemma in where_words("parts"):
        return noun, False
    if there or (name.country and not contest):
        return NONE
    if noun in deed.anchors:
        return NONE if deed.told else OWN
    if contest or _happens(told, lemma):
        return noun, True
    if parse.deps[noun] == "compound":
        return noun, False
    building = not name.site and (parse.pos[noun] == "NOUN" or parse.ents[noun] in where_words("on_labels"))
    return (noun, True) if building and is_one(tree, noun, _SITES) else NONE


def _happens(told: Told, noun: str) -> bool:
    """Whether a noun names something that happens somewhere, and that is not said or thought."""
    kind = told.types.nouns.get(noun)
    if kind is None:
        return noun in rules.words("happenings", "nouns") and noun not in where_words("told.nouns")
    return kind not in where_words("told.types") and told.types.families[kind] not in where_words("told.families")


def _is_site(tree: Tree, noun: int) -> bool:
    return tree.parse.lemmas[noun] in where_words("parts") or is_one(tree, noun, _SITES)


# --- prepositions -----------------------------------------------------------------------------------------------------


def _behind_preposition(told: Told, tree: Tree, token: int, there: bool, name: Name, deed: Deed) -> _Step:
    parse = tree.parse
    found = _preposition(tree, parse.heads[token])
    if found is None or (name.country and token == name.token and _is_topic(told, tree, *found, deed)):
        return NONE
    lemma = found[0]
    above = found[1] if lemma == "of" else _beyond_time(tree, found[1])
    if parse.deps[parse.heads[token]] == "agent":  # "killed by a bomb in Osh", "an attack staged by men in Osh"
        staged = there and parse.deps[above] == "acl"
        by = there and above in deed.anchors and deed.family in where_words("beside.families")
        return OF_OTHERS if by else (parse.heads[above], True) if staged else NONE
    if parse.pos[above] in ("NOUN", "PROPN", "PRON", "NUM"):
        return _to_noun(told, tree, token, lemma, above, there, deed)
    if parse.pos[above] == "ADJ" and parse.deps[above] in ("acomp", "oprd"):
        above = parse.heads[above]
    elif (
        parse.deps[above] == "amod" and above > parse.heads[above] and _is_at(tree, token, lemma)
    ):  # "seats open in Osh"
        return parse.heads[above], True
    if above in deed.anchors:
        about = deed.told and _follows_topic(told, tree, parse.heads[token])
        return OWN if not about and _to_verb(tree, token, lemma, above, there, deed) else NONE
    return _over_clause(told, tree, token, lemma, above, there, deed)


def _over_clause(told: Told, tree: Tree, token: int, lemma: str, verb: int, there: bool, deed: Deed) -> _Step:
    """What a clause says of the noun before it: "a march held in Osh", "men held in Osh"; of a thing that takes part in a bodily deed all
    that it says: "a mine that was left in Osh"."""
    parse = tree.parse
    top = verb
    while parse.deps[top] == "xcomp":
        top = parse.heads[top]
    noun = parse.heads[top]
    if parse.deps[top] == "relcl":
        took_place = where_words("takes_place") | rules.words("clauses", "takes_part")
        thing = parse.pos[noun] == "NOUN" and (_happens(told, parse.lemmas[noun]) or not is_one(tree, noun, _DOERS))
        fits = thing and (parse.lemmas[top] in took_place or deed.family in where_words("beside.families"))
    else:
        fits = (
            parse.deps[top] == "acl" and parse.tags[top] != "VB" and parse.lemmas[top] not in where_words("of_origin")
        )
    kind = told.types.nouns.get(parse.lemmas[noun], OTHER)  # "the attack staged on a post in Osh"
    aside = Deed(frozenset({verb}), kind, "", told=False, aside=True)
    return (noun, True) if fits and _to_verb(tree, token, lemma, verb, there, aside) else NONE


def _is_topic(told: Told, tree: Tree, lemma: str, above: int, deed: Deed) -> bool:
    """Whether a country is what somebody speaks "on", unless it is struck: "pressed her on Kenya", not "an attack on Kenya"."""
    kind = told.types.nouns.get(tree.parse.lemmas[above], deed.kind)
    return lemma in where_words("on") and kind not in where_words("struck.nouns")


def _follows_topic(told: Told, tree: Tree, prep: int) -> bool:
    """Whether a preposition stands right behind a happening that is talked about: of "condemned the raid in Osh" the parser may take the
    place for that of the verb."""
    before = prep - 1
    if before < 0 or not _happens(told, tree.parse.lemmas[before]):
        return False
    over = tree.parse.lemmas[tree.parse.heads[before]]
    dep = tree.parse.deps[before]
    return dep == "dobj" or (dep == "pobj" and over not in where_words("by_occasion"))


def _beyond_time(tree: Tree, token: int) -> int:
    """What a time hangs on, for what the parser ties to it: "exploded early on Sunday in Osh"."""
    parse = tree.parse
    for _ in range(_HOURS):
        if parse.ents[token] not in ("DATE", "TIME") and parse.lemmas[token] not in rules.words(
            "clauses", "parts_of_time"
        ):
            break
        above = parse.heads[token]
        token = parse.heads[above] if parse.deps[token] == "pobj" else above
    return token


def _preposition(tree: Tree, prep: int) -> tuple[str, int] | None:
    """What a preposition says and what it hangs on, over others and adverbs: "from inside", "out of", "back in", "north of"."""
    parse = tree.parse
    lemma, above = parse.lemmas[prep], parse.heads[prep]
    while above != prep:
        upper = parse.lemmas[above]
        if parse.pos[above] == "ADP" and parse.deps[prep] == "conj":
            pass
        elif parse.pos[above] == "ADP" and parse.deps[prep] == "prep":
            if upper not in _joined():
                return None
            lemma = "from" if (upper, lemma) == ("out", "of") else upper if lemma == "of" else lemma
        elif parse.pos[above] == "ADV":
            if upper not in where_words("adverbs"):
                return None
            lemma = "near" if lemma == "of" else lemma
        else:
            return lemma, above
        prep, above = above, parse.heads[above]
    return None


@cache
def _joined() -> frozenset[str]:
    return where_words("at") | where_words("on") | where_words("into") | where_words("to") | {"from", "out"}


def _to_verb(tree: Tree, token: int, lemma: str, verb: int, there: bool, deed: Deed) -> bool:
    """ "met in Osh", "flew to Osh", "fired at Osh"; "spoke at a rally in Osh", "spoke to miners in Osh"."""
    did = tree.parse.lemmas[verb]
    struck = lemma in where_words("done_to") and deed.kind in where_words("struck.nouns")
    if lemma == "in" and did in where_words("told.in_mind"):
        return False
    if there:
        return struck or _is_occasion(tree, token, lemma, did, deed)
    if _is_at(tree, token, lemma) or struck:
        return True
    if lemma == "from":
        said = deed.family in where_words("told.families") and (
            did in rules.words("attribution", "say_verbs") or tree.parse.ents[token] in where_words("on_labels")
        )
        return said or did in where_words("leaving")
    return not deed.aside and (
        lemma in where_words("into") or (lemma in where_words("to") and did in where_words("motion"))
    )


def _is_occasion(tree: Tree, token: int, lemma: str, did: str, deed: Deed) -> bool:
    """Whether what a preposition ties to the verb, and that is somewhere, tells where the deed was: "spoke at a rally", "to miners"."""
    noun = tree.parse.lemmas[token]
    if lemma in ("on", "into"):  # "a book on the war", "looked into the raid"
        return _is_site(tree, token) or (lemma == "on" and noun in where_words("motion"))
    if lemma in where_words("to") and did in where_words("motion"):
        return not deed.aside
    if lemma == "for" and noun in where_words("occasions"):
        return True
    if lemma in where_words("by_company") and is_one(tree, token, _PEOPLE):
        return True
    if lemma == "as":
        return noun in where_words("outcomes")
    if lemma == "from":  # "spoke by telephone from the embassy in Osh"
        return deed.told and _is_site(tree, token)
    if lemma == "for" and is_one(tree, token, _INJURIES):
        return True
    bodily = deed.family in where_words("beside.families") and lemma in where_words("by_body")
    return lemma in where_words("by_occasion") or bodily


def _is_at(tree: Tree, token: int, lemma: str) -> bool:
    return lemma in where_words("at") or (
        lemma in where_words("on") and (_is_site(tree, token) or tree.parse.ents[token] in where_words("on_labels"))
    )


def _to_noun(told: Told, tree: Tree, token: int, lemma: str, noun: int, there: bool, deed: Deed) -> _Step:
    """ "the streets of Osh", "a blast in Osh", "the bombing of Osh", "a visit to Osh"; "the arrest of a man in Osh"."""
    named = tree.parse.lemmas[noun]
    struck = lemma in where_words("done_to") and told.types.nouns.get(named) in where_words("struck.nouns")
    if there:
        happens = _happens(told, named) or noun in deed.anchors
        some = named in _counts() or tree.parse.pos[noun] == "NUM" or named in rules.words("clauses", "parts_of_time")
        bodily = deed.family in where_words("beside.families")
        of = lemma == "of" and (happens or some or bodily or _is_site(tree, noun))
        by = (lemma == "by" and happens) or (bodily and lemma in where_words("by_body"))
        with_them = lemma in where_words("by_company") and happens and is_one(tree, token, _PEOPLE)
        at = lemma in where_words("by_occasion") and (lemma != "on" or _is_site(tree, token))
        return (noun, True) if of or by or with_them or at or struck else NONE
    if lemma == "of" and (named in where_words("parts") or tree.parse.ents[noun] in where_words("on_labels")):
        return noun, False
    if deed.told and noun in deed.anchors and lemma in where_words("on"):  # "a ban on"
        return NONE
    led = lemma in where_words("to") and named in where_words("motion")
    left = lemma == "from" and named in where_words("leaving") and noun in deed.anchors
    return (noun, True) if _is_at(tree, token, lemma) or struck or led or left else NONE


@cache
def _counts() -> frozenset[str]:
    return rules.words("classes", "carriers.words") | rules.words("classes", "carriers.counts")


@cache
def carrying() -> frozenset[str]:
    return rules.words("events", "light") | rules.words("clauses", "takes_part")


def where_words(key: str) -> frozenset[str]:
    """A list of the table of what ties a place."""
    return rules.words("where", key)
