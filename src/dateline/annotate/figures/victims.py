"""Whoever a sentence says came to harm, without a number printed: "a man was shot", "Brown died", "his wife", "they".

Always true here: a victim is a noun phrase or pronoun that the tree makes the sufferer of something that did happen: what was
tried, feared, threatened, denied or supposed makes nobody a victim. Persons that a printed number counts are left to ``find``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from ...model.notes import Count
from ...model.reading import Extent
from ...model.syntax import Tree
from ...rules import words
from .harm import SHOT
from .relation import does_to_things, lemma, may_tell_of_harm, measures_by, said_of

Form = Literal["new", "other", "known", "name", "pronoun", "many"]
"""How the words point: to somebody new ("a man"), to one more ("another", "a second man"), to somebody known ("the victim",
"his wife"), by name, by pronoun, or to several of whom no number is told ("the victims", "they")."""

_ORDER = ("killed", "injured", SHOT)
_AGE = re.compile(r"\b(\d{1,3})\s?-\s?year\s?-\s?old\b|,\s(\d{1,2})(?=[,.;]|\s(?:and|of)\b|$)|\b(?:aged?)\s(\d{1,2})\b")
_NO_NAMES = ("DATE", "TIME", "MONEY", "CARDINAL", "GPE", "LOC", "FAC", "LANGUAGE", "WORK_OF_ART", "LAW", "PRODUCT")
_MAY_BE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"})
_NO_PERSON = ("compound", "amod", "nummod", "acomp", "oprd")
_PEOPLE = ("other", "troops")
_AGE_BEHIND = 12
_INITIALS = 2
_SHORT = 4  # letters of words whose ending tells nothing
_AGENT_ENDINGS = ("er", "or", "man", "woman", "ist", "ian", "eer", "ant", "ee")


class Victim(Struct, frozen=True):
    """Somebody to whom something was done. ``measure`` is killed, injured or shot (which of the two is not said); ``gender`` is
    "m", "f" or ""; ``names`` the words of a name in lower case; ``sure`` is False for a name that the parser takes for no person's;
    ``by_himself`` that he did it to himself; ``sentence`` indexes the layout's sentences."""

    extent: Extent
    head: Extent
    measure: str
    form: Form
    noun: str
    gender: str
    age: int | None
    names: frozenset[str]
    sentence: int
    sure: bool = True
    by_himself: bool = False


IMPLIED = "implied"
"""The rule of a count that no number prints: "a man was killed" is at least one."""


def implied(victims: Iterable[Victim]) -> Iterator[Count]:
    """The counts that victims imply who are named or new: one, and perhaps more; the quoted words are the phrase."""
    for victim in victims:
        if victim.form in ("new", "other", "name") and victim.sure:
            measure = "killed" if victim.measure == "killed" else "injured"
            noun = None if victim.names else victim.noun
            delta = victim.form == "other"
            yield Count(victim.extent, victim.head, measure, noun, "people", 1, 1, None, None, delta, IMPLIED)


def find_victims(text: str, trees: Sequence[Tree | None]) -> list[tuple[Victim, ...]]:
    """The victims of each sentence, in order of text."""
    return [tuple(_of_sentence(tree, text)) if tree is not None else () for tree in trees]


def _of_sentence(tree: Tree, text: str) -> Iterator[Victim]:
    if not may_tell_of_harm(tree):
        return
    for token in range(len(tree)):
        if _is_person(tree, token) and (measure := _measure(tree, token)):
            sufferer = _stands_for(tree, token)
            if sufferer != token and not _is_person(tree, sufferer):
                continue
            yield _victim(tree, text, sufferer, measure, by_himself=sufferer != token)


def _measure(tree: Tree, token: int) -> str | None:
    """What befell the person at ``token``, if it did happen."""
    found = set(said_of(tree, token))
    if tree.parse.words[token].lower() == "another":
        found |= set(_said_behind(tree, token))
    measure = next((m for m in _ORDER if m in found), None)
    owned = tree.parse.deps[token] == "poss"  # "his injuries are not serious": they are his
    return None if measure is None or (not owned and _is_unreal(tree, token)) else measure


def _said_behind(tree: Tree, token: int) -> Iterator[str]:
    """ "another seriously wounded", "another was shot", where the sentence leaves out what it said of the first."""
    for word in (w.lower() for w in tree.parse.words[token + 1 : token + 5]):
        if word in measures_by("states"):
            yield measures_by("states")[word]
        elif word in ("shot", "stabbed"):
            yield SHOT
        if not word.endswith("ly") and word not in ("is", "was", "man", "woman", "person", "in"):
            return


def _is_person(tree: Tree, token: int) -> bool:
    parse = tree.parse
    if parse.tags[token] in ("PRP", "PRP$"):
        return parse.words[token].lower() in words("figures", "victim.pronouns")
    if parse.tags[token] == "CD":
        return _is_one_of(tree, token)
    if parse.pos[token] not in _MAY_BE or parse.deps[token] in _NO_PERSON or _is_counted(tree, token):
        return False
    if any(lemma(tree, k) in words("figures", "victim.nobody") for k in tree.kids_by(token, "det")):
        return False
    if _is_name(tree, token):
        printed = parse.words[token][:1].isupper() or parse.ents[token] == "PERSON"
        return printed and parse.ents[token] not in _NO_NAMES and not does_to_things(tree, token)
    word = parse.words[token].lower()
    return _is_human(tree, token) or (word in words("figures", "victim.alone") and _stands_alone(tree, token))


def _is_name(tree: Tree, token: int) -> bool:
    """Whether a word is a name, and not "Man" or "Teen" of a headline."""
    return tree.parse.pos[token] == "PROPN" and not _is_human(tree, token)


def _is_human(tree: Tree, token: int) -> bool:
    person = measures_by("nouns").get(lemma(tree, token)) in _PEOPLE
    word = lemma(tree, token)
    told = person or word in words("figures", "victim.persons") or _is_agent(tree, token)
    return told and word not in words("figures", "victim.no_one_person")


def _is_agent(tree: Tree, token: int) -> bool:
    """Whether a noun is formed like those for who does something: "porter", "rider", "librarian"."""
    word = lemma(tree, token)
    formed = tree.parse.pos[token] == "NOUN" and len(word) > _SHORT and word.endswith(_AGENT_ENDINGS)
    return formed and word not in words("figures", "victim.no_agents") and not does_to_things(tree, token)


def _stands_alone(tree: Tree, token: int) -> bool:
    """ "another" and "both" as nouns, "the 24-year-old": not the "another" of "another man"."""
    stands_before = tree.parse.deps[token] in ("det", "predet", "amod")
    return not (stands_before and tree.parse.pos[tree.parse.heads[token]] in ("NOUN", "PROPN"))


def _is_counted(tree: Tree, token: int) -> bool:
    """Whether a printed number counts it: ``find`` tells those."""
    number = tree.kid(token, "nummod")
    return number is not None and not _is_age(tree, number)


def _is_one_of(tree: Tree, token: int) -> bool:
    """ "one of the robbers", "and one was shot": a person without a count of its own."""
    of = next((k for k in tree.kids_by(token, "prep") if tree.parse.words[k].lower() == "of"), None)
    governed = tree.kid(of, "pobj") if of is not None else None
    alone = of is None and tree.parse.deps[token] in ("nsubj", "nsubjpass")
    return tree.parse.words[token].lower() == "one" and (
        alone or (governed is not None and _are_people(tree, governed))
    )


def _are_people(tree: Tree, token: int) -> bool:
    return tree.parse.words[token].lower() in ("them", "whom") or _is_human(tree, token)


def _is_age(tree: Tree, number: int) -> bool:
    return any(w.lower().startswith(("year", "old")) for w in tree.parse.words[number + 1 : number + 4])


def _is_unreal(tree: Tree, token: int) -> bool:
    """Whether any verb above the person says that it may not have happened."""
    parse = tree.parse
    below = token
    for above in tree.up(token):
        if parse.pos[above] in ("VERB", "AUX", "NOUN", "ADJ") and _doubted(tree, above, below):
            return True
        below = above
    return False


def _doubted(tree: Tree, head: int, below: int) -> bool:
    parse = tree.parse
    modal = any(lemma(tree, k) in words("figures", "victim.modals") for k in tree.kids_by(head, "aux"))
    modal = modal or _is_aim(tree, head)
    denied = tree.kid(head, "neg") is not None and parse.deps[below] not in ("ccomp", "advcl")
    supposed = any(lemma(tree, k) in words("figures", "victim.suppose") for k in tree.kids_by(head, "mark", "advmod"))
    averted = any(
        lemma(tree, k) in ("attempted", "attempt", "nearly", "almost") for k in tree.kids_by(head, "amod", "advmod")
    )
    wished = lemma(tree, head) in words("figures", "victim.wish") and parse.deps[below] in (
        "xcomp",
        "ccomp",
        "acl",
        "prep",
        "pcomp",
        "dobj",
    )
    return modal or denied or supposed or averted or wished


def _is_aim(tree: Tree, verb: int) -> bool:
    """An infinitive tells what was to be done ("told him to stab the man"), unless it is perfect, passive under a verb of seeming
    or saying ("is believed to have been shot"), or under one that says that it came to pass ("managed to shoot")."""
    auxiliaries = {lemma(tree, k) for k in tree.kids_by(verb, "aux")}
    done = lemma(tree, tree.parse.heads[verb]) in words("figures", "victim.came_to_pass")
    bare = tree.parse.tags[verb] == "VB" and not auxiliaries & {"do", "did", "does"}
    return (bare or "to" in auxiliaries) and "have" not in auxiliaries and not done


def _stands_for(tree: Tree, token: int) -> int:
    """The subject where somebody did it to himself ("shot himself"), else ``token``."""
    if tree.parse.words[token].lower() not in words("figures", "victim.reflexive"):
        return token
    verb = next((v for v in tree.up(token) if tree.parse.pos[v] == "VERB"), token)
    subject = tree.subject(verb)
    return subject if subject is not None else token


def _victim(tree: Tree, text: str, token: int, measure: str, *, by_himself: bool) -> Victim:
    extent = _phrase(tree, token)
    printed = text[extent.start : extent.end + _AGE_BEHIND]
    return Victim(
        extent=extent,
        head=tree.extent(token, token),
        measure=measure,
        form=_form(tree, token),
        noun=lemma(tree, token),
        gender=_gender(tree, token),
        age=next((int(n) for found in [_AGE.search(printed)] if found for n in found.groups() if n), None),
        names=_names(tree, token),
        sentence=tree.sentence,
        by_himself=by_himself,
        sure=not _is_name(tree, token) or _may_be_person(tree, token),
    )


def _may_be_person(tree: Tree, token: int) -> bool:
    """Whether a name can be a person's: not "the GBI", not "THE GUARDIAN", not "Dorven Police"."""
    parse = tree.parse
    if parse.ents[token] == "PERSON":
        return True
    printed = parse.words[token]
    body = tree.kid(token, "det") is not None or (printed.isupper() and len(printed) > _INITIALS)
    return not body and printed.isalpha() and printed.lower() not in words("figures", "victim.bodies")


def _names(tree: Tree, token: int) -> frozenset[str]:
    """The words of a name, longer than an initial."""
    if not _is_name(tree, token):
        return frozenset()
    parts = (token, *(k for k in tree.kids_by(token, "compound") if _is_name(tree, k)))
    return frozenset(w for k in parts if len(w := tree.parse.words[k].lower().strip(".")) > 1)


def _phrase(tree: Tree, token: int) -> Extent:
    """The noun with what stands before it; a short apposition behind ("Brown, 24") is looked at for the age only."""
    before = [
        k for k in tree.kids_by(token, "det", "amod", "compound", "poss", "nmod", "nummod", "predet") if k < token
    ]
    first = min((min(tree.subtree(k)) for k in before), default=token)
    return tree.extent(first, token)


def _form(tree: Tree, token: int) -> Form:
    parse = tree.parse
    word = parse.words[token].lower()
    before = {parse.words[k].lower() for k in tree.kids_by(token, "det", "amod", "poss", "nmod")}
    if parse.tags[token] in ("PRP", "PRP$"):
        return "many" if word in ("they", "them", "their", "themselves") else "pronoun"
    if _is_name(tree, token) and not (parse.tags[token] == "NNPS" or parse.ents[token] == "NORP"):
        return "name"
    if parse.ents[token] == "NORP" and _is_name(tree, token):
        return "many"
    if word in ("both", "all") or parse.tags[token] in ("NNS", "NNPS"):
        return "many"
    if word in ("another", "other") or before & words("figures", "victim.one_more"):
        return "other"
    return "known" if before & words("figures", "victim.known") or tree.kid(token, "poss") is not None else "new"


def _gender(tree: Tree, token: int) -> str:
    near = {lemma(tree, token), tree.parse.words[token].lower()}
    near |= {lemma(tree, k) for k in tree.kids_by(token, "amod", "compound", "appos", "nmod")}
    return next((sign for sign in "mf" if near & words("figures", f"victim.gender.{sign}")), "")
