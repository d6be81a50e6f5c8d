"""Whom the words for a source stand for: somebody named, several, the author of a paper, or a source without a name.

Always true here: a speaker is somebody whom the report names or describes; where two are equally good there is none; the class of
an unnamed source is printed in its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ... import rules
from ...model.named import Named
from ...model.notes import Unnamed, UnnamedKind
from ...model.reading import Extent
from ...model.syntax import Tree
from ...outlets import Outlets, outlets
from .relays import is_paper

_SPEAKING_TYPES = ("person", "organization", "group", "outlet")
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
_OF_BODY = frozenset({"of", "for", "from", "at", "with", "in", "to", "inside", "within", "on"})
_BY = frozenset({"by", "from", "of"})


class Roster:
    """Who of a report's actors has a name, and which bodies a common noun may mean."""

    __slots__ = ("_bodies", "named", "names", "outlets")

    def __init__(self, names: Named, known: Outlets | None = None) -> None:
        self.names = names
        self.outlets = known or outlets()
        self.named = frozenset(m.actor for m in names.mentions if m.form in ("name", "surname", "acronym"))
        self._bodies: dict[str, set[int]] = {}
        for number, actor in enumerate(names.actors):
            if actor.type == "organization":
                for word in {w for name in (actor.name, *actor.aliases) for w in name.casefold().split()}:
                    self._bodies.setdefault(word, set()).add(number)

    def body(self, noun: str) -> int | None:
        """The only body of the report with ``noun`` (lower case) in a name: "the ministry" after "Fisheries Ministry"."""
        found = self._bodies.get(noun, set())
        return min(found) if len(found) == 1 else None

    def at(self, tree: Tree, token: int) -> int | None:
        """The actor that the words at ``token`` stand for."""
        return self.names.actor_at(tree.extent(token, token))


def speakers_of(tree: Tree, source: int | None, extent: Extent | None, roster: Roster) -> tuple[int, ...]:
    """Who speaks, in order, where the report names or describes them: of "X and two aides said" both, of a paper its author.

    ``source`` is the token that heads the words of the source, ``extent`` all of them.
    """
    if source is None:
        return ()
    found: list[int] = []
    for head in _heads(tree, source):
        if found and _is_where(tree, source, head, roster):
            continue
        actor = author_of(tree, head, roster) if is_paper(tree, head) else _of_phrase(tree, head, roster)
        if actor is not None and actor not in found:
            found.append(actor)
    listed = _listed(tree, extent, roster) if extent is not None and len(found) == 1 else ()
    return tuple(listed) if found and found[0] in listed[:1] else tuple(found)


def _is_where(tree: Tree, source: int, head: int, roster: Roster) -> bool:
    """The second place of "witnesses in Vantor, a port, and Belm": the parser joins it to the witnesses."""
    if not _is_place(tree, head, roster):
        return False
    return any(
        tree.parse.deps[k] == "prep"
        and source < k < head
        and (inner := tree.kid(k, "pobj")) is not None
        and _is_place(tree, inner, roster)
        for k in tree.kids[source]
    )


def _is_place(tree: Tree, token: int, roster: Roster) -> bool:
    actor = roster.at(tree, token)
    return actor is not None and roster.names.actors[actor].type == "place"


def _of_phrase(tree: Tree, head: int, roster: Roster) -> int | None:
    """The actor at a noun; where it has no name, of "his brother, Emil Reis" the name that explains it."""
    actor = roster.at(tree, head)
    if actor in roster.named:
        return actor
    names = [roster.at(tree, k) for k in tree.kids_by(head, "appos")]
    explained = next((n for n in names if n in roster.named), None)
    return explained if explained is not None else _explains(tree, head, roster, actor)


def _explains(tree: Tree, head: int, roster: Roster, actor: int | None) -> int | None:
    """Whom "now the mayor" tells more of in "Orlova, now the mayor, who said": the name before it, if that is somebody or a body."""
    named = roster.at(tree, tree.parse.heads[head])
    first = tree.subtree(head)[0]
    told = tree.parse.deps[head] == "appos" and tree.parse.pos[head] == "NOUN"
    beside = told and first > 0 and tree.parse.words[first - 1] == ","
    if not beside or named not in roster.named or named is None:
        return actor
    kind, several = roster.names.actors[named].type, tree.parse.tags[head] in ("NNS", "NNPS")
    if kind == "person":
        return actor if several or tree.parse.lemmas[head] in _bodies() else named
    return named if kind in _SPEAKING_TYPES and _kind(tree, head) is None else actor


@cache
def _bodies() -> frozenset[str]:
    """Nouns for what is no person: outlets, papers, groups and firms."""
    bodies = (noun for nouns in rules.table("speakers")["bodies"].values() for noun in nouns)
    return frozenset(bodies) | rules.words("attribution", "media_nouns") | rules.words("attribution", "documents")


def _listed(tree: Tree, extent: Extent, roster: Roster) -> list[int]:
    """The names of "X, Y and Z", read from the words, since the parser often takes such a list for appositions."""
    mentions = [m for m in roster.names.within(extent) if m.form in ("name", "surname", "acronym")]
    if len(mentions) < 2:
        return []
    words = [w.casefold() for w in tree.parse.words]
    joints = []
    for before, after in pairwise(mentions):
        first, last = tree.token_at(before.extent.end), tree.token_at(after.extent.start)
        joints.append(frozenset(words[first:last]) if first is not None and last is not None else frozenset({"?"}))
    alike = (
        len({roster.names.actors[m.actor].type == "person" for m in mentions}) == 1
    )  # "Emil Reis, East Vantor analyst"
    plain = alike and all(joint and joint <= {",", "and", "&"} for joint in joints)
    return [m.actor for m in mentions] if plain and "and" in joints[-1] else []


def _heads(tree: Tree, source: int) -> Iterator[int]:
    """The nouns that "and" joins: of "two of the guards" the guards."""
    part = tree.kid(source, "prep")
    if tree.parse.pos[source] in ("NUM", "DET", "ADJ") and part is not None and tree.parse.lemmas[part] == "of":
        inner = tree.kid(part, "pobj")
        yield source if inner is None else inner
    else:
        yield source
    if any(tree.parse.lemmas[k] == "or" for k in tree.kids_by(source, "cc")):
        return  # "the Knesset, or parliament"
    for other in tree.kids_by(source, "conj"):
        if tree.parse.pos[other] in _NOUNS and not _is_same(tree, source, other):
            yield from _heads(tree, other)


def _is_same(tree: Tree, first: int, joined: int) -> bool:
    """Whether the last of what is joined to a noun is one more word for the same person: one noun that has no article.

    "A former director and veteran of the bureau", "Orlova, East Vantor and harbour correspondent".
    """
    parse, last = tree.parse, joined
    while (after := tree.kid(last, "conj")) is not None:
        last = after
    bare = parse.tags[last] == "NN" and tree.kid(last, "det", "poss") is None
    article = tree.kid(first, "det")
    if parse.tags[first] == "NN":
        return bare and article is not None and parse.lemmas[article] in ("a", "an")
    return bare and parse.tags[first] == "NNP" and last != joined and "," in parse.words[first:joined]


def author_of(tree: Tree, paper: int, roster: Roster) -> int | None:
    """Whose paper it is: "the ministry's statement", "a statement by the ministry", "a ministry statement"."""
    own = list(tree.kids_by(paper, "poss", "compound", "nmod", "amod"))
    for verb in tree.kids_by(paper, "acl"):
        own += [
            k
            for by in tree.kids_by(verb, "agent", "prep")
            if tree.parse.lemmas[by] == "by"
            for k in tree.kids_by(by, "pobj")
        ]
    for preposition in tree.kids_by(paper, "prep", "agent"):
        if tree.parse.lemmas[preposition] in _BY:
            own += tree.kids_by(preposition, "pobj")
        if tree.parse.lemmas[preposition] == "on":  # "a statement on its website": whose website
            own += [p for k in tree.kids_by(preposition, "pobj") for p in _owners(tree, k)]
    for token in own:
        actor = roster.at(tree, token)
        if actor is None or roster.names.actors[actor].type not in _SPEAKING_TYPES:
            actor = roster.body(tree.parse.words[token].casefold())
        if actor is not None:
            return actor
    return None


def _owners(tree: Tree, thing: int) -> Iterator[int]:
    yield from tree.kids_by(thing, "poss", "compound")
    for preposition in tree.kids_by(thing, "prep"):
        if tree.parse.lemmas[preposition] == "of":
            yield from tree.kids_by(preposition, "pobj")


# --- sources without a name ------------------------------------------------------------------------------------------


def unnamed_of(tree: Tree, source: int | None, speakers: Sequence[int], roster: Roster) -> Unnamed | None:
    """What is known of a source without a name: its class, its body, whether they are several."""
    if source is None or any(s in roster.named for s in speakers):
        return None
    if speakers and roster.names.actors[speakers[0]].type not in ("person", "group"):
        return None  # a body has no name of its own to give: "the port authority"
    head = next(_heads(tree, source))
    kind = _kind(tree, head)
    if kind is None:
        return None
    plural = (
        tree.parse.tags[head] in ("NNS", "NNPS")
        or tree.parse.lemmas[head] == "people"
        or len(list(_heads(tree, source))) > 1
    )
    return Unnamed(kind, _body(tree, head, speakers, roster), plural)


def _kind(tree: Tree, head: int) -> UnnamedKind | None:
    noun = tree.parse.lemmas[head].casefold()
    if tree.parse.pos[head] == "PROPN" and tree.parse.words[head][0].isupper():
        return None
    beside = {tree.parse.lemmas[t].casefold() for t in _phrase(tree, head) if t != head}
    if noun in rules.words("speakers", "open_heads"):
        marked = next((kind for kind, _, marks in _classes() if beside & marks), None)
        if marked is not None:
            return marked
    kind = next((kind for kind, heads, _ in _classes() if noun in heads), None)
    told = {tree.parse.lemmas[t].casefold() for t in tree.subtree(head)} | {
        tree.parse.words[t] for t in tree.subtree(head)
    }
    return "source" if kind in ("person", "people") and told & rules.words("speakers", "informed") else kind


def _phrase(tree: Tree, head: int) -> list[int]:
    """The words of the noun phrase that tell who it is: before the noun, and after it without further clauses with a verb."""
    apart = ("relcl", "acl", "conj", "appos", "cc")
    cut = frozenset(
        k for k in tree.kids[head] if tree.parse.deps[k] in apart or (k > head and tree.parse.pos[k] == "ADJ")
    )
    return tree.subtree(head, cut)


@cache
def _classes() -> tuple[tuple[UnnamedKind, frozenset[str], frozenset[str]], ...]:
    """Kind, heads and marks of each class of unnamed sources, in order."""
    return tuple(
        (rule["kind"], frozenset(rule["heads"]), frozenset(rule["marks"]))
        for rule in rules.table("speakers")["unnamed"]
    )


def _body(tree: Tree, head: int, speakers: Sequence[int], roster: Roster) -> int | None:
    """Whose spokesman, aide or official it is: the nearest body or person in the phrase."""
    near = list(tree.kids_by(head, "poss", "compound", "nmod", "amod"))
    for preposition in tree.kids_by(head, "prep"):
        if tree.parse.lemmas[preposition] in _OF_BODY:
            near += tree.kids_by(preposition, "pobj")
    for token in near:
        actor = roster.at(tree, token)
        if actor is not None and actor not in speakers and roster.names.actors[actor].type in _SPEAKING_TYPES:
            return actor
        common = tree.parse.pos[token] == "NOUN" and tree.parse.words[token].islower()
        body = roster.body(tree.parse.words[token]) if common else None
        if body is not None and body not in speakers:
            return body
    return None


# --- witnesses who report --------------------------------------------------------------------------------------------


def is_witness(tree: Tree, cue: int, source: int | None, roster: Roster) -> bool:
    """Whether a reporter at the scene tells it: "a Model Wire correspondent", "reporters at the scene", "our crew"."""
    if source is None or tree.kid(cue, "neg") is not None:
        return False
    lemma = tree.parse.lemmas[source].casefold()
    if lemma not in rules.words("speakers", "reporters") and lemma != "witness":
        return False
    beside = [t for t in _phrase(tree, source) if t != source]
    outlet = any(_is_outlet(tree, t, roster) for t in beside)
    there = any(tree.parse.lemmas[t] in ("scene", "there", "site", "our", "my") for t in beside)
    return outlet or (there and lemma != "witness")


def _is_outlet(tree: Tree, token: int, roster: Roster) -> bool:
    actor = roster.at(tree, token)
    known = actor is not None and roster.names.actors[actor].type == "outlet"
    # a name of one word may be part of a longer phrase
    return known or tree.parse.words[token] in roster.outlets.named
