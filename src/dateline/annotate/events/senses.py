"""Which of its senses a trigger has, by who does it to what: "police beat him" and "she beat him in the primary".

Always true here: a condition looks at nothing but the words around the trigger; where it cannot be told what stands there, what must be of
a class is not of it, and what must not be is taken to be none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ... import rules
from ...model.syntax import Tree
from ...model.verbs import has_to
from ...typology import ANY, Condition

_PASSIVE = ("nsubjpass",)
_OBJECTS = ("dobj", "dative")
_GOVERNED = {"clause": ("ccomp", "xcomp", "oprd"), "content": ("ccomp",)}
_JOINS = ("mark", "aux")
_RELATIVE = ("WP", "WDT")
_PERSONAL = ("PRP", "WP")
_THING = "it"
_ENDINGS = ("er", "or", "man", "woman", "ist", "ian", "eer")
_SHORT = 4  # letters of words whose ending tells nothing


class _Class(NamedTuple):
    """One class of ``classes.toml``: its words, the labels of its names, what else stands for one of it."""

    words: frozenset[str]
    ents: frozenset[str]
    pronouns: bool
    formed: bool
    numbers: bool


def fits(tree: Tree, trigger: int, conditions: Iterable[Condition]) -> bool:
    """Whether a verb or noun has the sense that ``conditions`` ask for: one of those that must hold does, none that must not."""
    wanted = None
    for condition in conditions:
        met = _met(tree, trigger, condition)
        if condition.excludes and met:
            return False
        if not condition.excludes:
            wanted = bool(wanted) or met
    return wanted is not False


def _met(tree: Tree, trigger: int, condition: Condition) -> bool:
    if condition.role == "near":
        return any(tree.parse.lemmas[k].casefold() in condition.items for k in tree.kids[trigger] if _is_near(tree, k))
    if condition.role in _GOVERNED:
        return tree.kid(trigger, *_GOVERNED[condition.role]) is not None
    if condition.role == "infinitive":
        below = _infinitive(tree, trigger)
        return below is not None and not condition.items.isdisjoint((ANY, tree.parse.lemmas[below]))
    return any(is_one(tree, token, condition.items) for token in _in_role(tree, trigger, condition.role))


def _is_near(tree: Tree, token: int) -> bool:
    """Whether what hangs on a trigger belongs to what it says: not "as" in "as they attacked", nor "on Monday"."""
    return tree.parse.deps[token] not in _JOINS and not _says_when(tree, token)


def _infinitive(tree: Tree, verb: int) -> int | None:
    """The infinitive that stands where the object of a verb would: "voted to leave", not "was elected to lead"."""
    below = tree.kid(verb, "xcomp")
    if below is None or tree.kid(verb, "dobj", "auxpass") is not None:
        return None
    return below if has_to(tree, below) else None


def _says_when(tree: Tree, token: int) -> bool:
    """Whether a preposition leads to a time: "on Monday" is no "on" that belongs to the verb."""
    below = tree.kid(token, "pobj")
    after = below if below is not None else min(token + 1, len(tree) - 1)
    return tree.parse.deps[token] == "prep" and tree.parse.ents[after] in ("DATE", "TIME")


# --- who stands in a role ---------------------------------------------------------------------------------------------


def _in_role(tree: Tree, trigger: int, role: str) -> Iterator[int]:
    """The heads of the phrases in a role, with what is joined to them and what they count."""
    found = _of_noun(tree, trigger, role) if tree.parse.pos[trigger] == "NOUN" else _of_verb(tree, trigger, role)
    for token in found:
        for one in (token, *tree.kids_by(token, "conj")):
            yield from _meant(tree, one)


def _of_verb(tree: Tree, verb: int, role: str) -> Iterator[int]:
    if role == "agent":
        yield from _doers(tree, verb)
    elif role in ("patient", "passive"):
        yield from _done_to(tree, verb, passive=role == "passive")
    elif role == "recipient":
        yield from _given_to(tree, verb)
    else:
        yield from _behind(tree, verb, role)


def _doers(tree: Tree, verb: int) -> Iterator[int]:
    by = [k for agent in tree.kids_by(verb, "agent") for k in tree.kids_by(agent, "pobj")]
    if by:
        yield from by
    elif tree.passive_subject(verb) is None and not _describes(tree, verb, "VBN"):
        top = _top(tree, verb)
        subject = tree.subject(top, *(("nsubj",) if top == verb else ("nsubj", *_PASSIVE)))  # "is expected to resign"
        if subject is not None:
            yield subject
        elif _describes(tree, verb, "VBG"):
            yield tree.parse.heads[verb]


def _done_to(tree: Tree, verb: int, *, passive: bool) -> Iterator[int]:
    subject = tree.passive_subject(verb)
    if subject is None and tree.kid(_top(tree, verb), *_PASSIVE) is not None and tree.parse.tags[verb] == "VBN":
        subject = tree.passive_subject(_top(tree, verb))
    if subject is not None:
        yield subject
    elif _describes(tree, verb, "VBN"):
        yield tree.parse.heads[verb]
    if passive:
        return
    objects = list(tree.kids_by(verb, *_OBJECTS))
    for thing in objects:
        relative = tree.parse.tags[thing] in _RELATIVE and tree.parse.deps[verb] == "relcl"
        yield tree.parse.heads[verb] if relative else thing
    if not objects and tree.parse.deps[verb] == "relcl" and not _says_who(tree, verb):
        yield tree.parse.heads[verb]  # "the station the rebels captured"


def _given_to(tree: Tree, verb: int) -> Iterator[int]:
    """Who gets or is denied something: "denied her the seat", "she was denied the seat"."""
    if tree.kid(verb, "dobj") is not None:
        yield from (k for k in tree.kids_by(verb, "dative", "nsubjpass") if tree.parse.pos[k] != "ADP")


def _says_who(tree: Tree, verb: int) -> bool:
    """Whether a relative clause has no subject of its own, or says where and when."""
    between = tree.parse.tags[tree.parse.heads[verb] : verb]
    return tree.kid(verb, "nsubj") is None or any(tag in (*_RELATIVE, "WRB") for tag in between)


def _top(tree: Tree, verb: int) -> int:
    """The verb that an infinitive or gerund hangs on, whose subject it shares."""
    while tree.parse.deps[verb] == "xcomp" and tree.kid(verb, "nsubj") is None:
        verb = tree.parse.heads[verb]
    return verb


def _describes(tree: Tree, verb: int, tag: str) -> bool:
    """Whether a participle describes the noun that it hangs on: "the man arrested in the port"."""
    return tree.parse.tags[verb] == tag and tree.parse.deps[verb] in ("acl", "amod")


def _of_noun(tree: Tree, noun: int, role: str) -> Iterator[int]:
    """Whom a noun names: "the mayor's release", "the release of the mayor"; who "held a rally"; what it hangs on: "spoke at a rally"."""
    above = tree.parse.heads[noun]
    if role in ("patient", "passive"):
        yield from tree.kids_by(noun, "poss", "compound")
        yield from _behind(tree, noun, "of")
    elif role == "whose":
        yield from tree.kids_by(noun, "poss")
    elif role == "above":
        if above != noun and tree.kid(above, "expl") is None:  # "there was an accident"
            yield tree.parse.heads[above] if tree.parse.deps[noun] == "pobj" else above
    else:
        if role == "agent" and tree.parse.deps[noun] == "dobj":
            yield from _doers(tree, above)
        yield from _behind(tree, noun, "by" if role == "agent" else role)


def _behind(tree: Tree, token: int, preposition: str) -> Iterator[int]:
    for k in tree.kids[token]:
        if _says_when(tree, k):
            continue
        if tree.parse.lemmas[k] == preposition and tree.parse.deps[k] in ("prep", "prt", "advmod", "agent"):
            yield from tree.kids_by(k, "pobj")
        elif tree.parse.lemmas[k] == "out" and tree.parse.deps[k] in ("prep", "advmod", "prt"):
            yield from (p for of in tree.kids_by(k, "prep") if tree.parse.lemmas[of] == preposition
                        for p in tree.kids_by(of, "pobj"))  # fmt: skip


def _meant(tree: Tree, token: int) -> Iterator[int]:
    """The noun, and what it counts: "dozens of protesters"."""
    if tree.parse.lemmas[token] in rules.words("classes", "carriers.words") | rules.words("classes", "carriers.counts"):
        below = [
            p for k in tree.kids_by(token, "prep") if tree.parse.lemmas[k] == "of" for p in tree.kids_by(k, "pobj")
        ]
        yield from (one for p in below for one in (p, *tree.kids_by(p, "conj")))
    yield token


# --- what stands there ------------------------------------------------------------------------------------------------


def is_one(tree: Tree, token: int, items: Iterable[str]) -> bool:
    """Whether a noun is one of ``items``: words, and classes in capitals."""
    parse = tree.parse
    lemma, word = parse.lemmas[token].casefold(), parse.words[token].casefold()
    return any(
        item == ANY or (_is_of(tree, token, lemma, word, _class(item)) if item.isupper() else item in (lemma, word))
        for item in items
    )


def _is_of(tree: Tree, token: int, lemma: str, word: str, kind: _Class) -> bool:
    parse = tree.parse
    if parse.pos[token] == "PRON" or parse.tags[token] in _PERSONAL:
        return kind.pronouns and parse.tags[token] in _PERSONAL and lemma not in (_THING, "what")
    if parse.pos[token] == "NUM" or lemma in rules.words("classes", "carriers.counts"):
        return kind.numbers
    if lemma in kind.words or word in kind.words:
        return True
    if parse.pos[token] == "PROPN":
        compound = (parse.words[k].casefold() for k in tree.kids_by(token, "compound"))
        return parse.ents[token] in kind.ents or not kind.words.isdisjoint(compound)
    return kind.formed and _is_formed(lemma)


def _is_formed(lemma: str) -> bool:
    """Whether a noun is formed like those for who does something: "climber", "cyclist"."""
    return len(lemma) > _SHORT and lemma.endswith(_ENDINGS) and lemma not in rules.words("figures", "victim.no_agents")


@cache
def _class(name: str) -> _Class:
    row = rules.table("classes")["class"][name]
    below = [_class(other) for other in row.get("of", ())]
    of_roles = (
        w for rule in rules.table("roles")["nouns"] if rule["kind"] in row.get("roles", ()) for w in rule["words"]
    )
    return _Class(
        frozenset().union(row["words"], of_roles, *(one.words for one in below)),
        frozenset().union(row.get("ents", ()), *(one.ents for one in below)),
        row.get("pronouns", False),
        row.get("formed", False),
        row.get("numbers", False),
    )
