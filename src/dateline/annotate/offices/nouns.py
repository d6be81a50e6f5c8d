"""Office nouns in a sentence: the words of the office, and the body or place that it belongs to.

Always true here: a body is printed words of the same sentence; what an office is for ("minister of fisheries", "chief of staff") is part
of the office and no body; a person is no body.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cache
from itertools import takewhile

from msgspec import Struct, field

from ... import rules
from ...model.named import Named
from ...model.notes import Attribution, Clause, OfficeStatus
from ...model.reading import Extent
from ...model.syntax import Tree

_NO_BODIES = ("offices", "additions", "portfolios", "sides", "former", "acting")
"""Lists of words that may stand in capitals before an office and are no body that has it."""


class Office(Struct, frozen=True):
    """An office found in a sentence: its phrase, the bodies or places it belongs to, its head noun where a tree tells it."""

    extent: Extent
    bodies: tuple[str, ...]
    noun: int | None = None


class Cast(Struct, frozen=True):
    """A report's notes as far as offices need them; ``trees[i]`` belongs to sentence ``i``; ``known`` is the office that the text gives an
    actor as a title."""

    text: str
    trees: Sequence[Tree | None]
    clauses: Sequence[Clause]
    names: Named
    attributions: Sequence[Attribution]
    known: Mapping[int, Office] = field(default_factory=dict)

    def words(self, extent: Extent) -> str:
        """The words of the text at ``extent``."""
        return self.text[extent.start : extent.end]

    def person_at(self, extent: Extent) -> int | None:
        """The person who is mentioned at ``extent``."""
        actor = self.names.actor_at(extent)
        return actor if actor is not None and self.names.actors[actor].type == "person" else None


@cache
def peoples() -> frozenset[str]:
    """Adjectives of peoples and countries, in small letters."""
    return frozenset(word.casefold() for row in rules.table("places")["countries"] for word in row["people"])


def status_of(words: str, otherwise: OfficeStatus) -> OfficeStatus:
    """The status that the words of an office tell ("former", "acting", "-elect", "self-proclaimed")."""
    found = words.casefold().replace("-", " ").replace("–", " ").split()
    for status in ("former", "acting", "claimed", "elected", "appointed"):
        if any(word in rules.words("offices", status) for word in found):
            return status
    return otherwise


def is_office(tree: Tree, noun: int) -> bool:
    """Whether a noun names an office here."""
    lemma = tree.parse.lemmas[noun].casefold()
    named = lemma == "general" or lemma in rules.words("offices", "offices")
    if not named or tree.parse.pos[noun] not in ("NOUN", "PROPN"):
        return False
    beside = {tree.parse.lemmas[k].casefold() for k in tree.kids_by(noun, "compound", "amod", "nmod")}
    if lemma == "general":
        return bool(beside & rules.words("offices", "offices"))
    if lemma in rules.words("offices", "lawyers"):
        general = noun + 1 < len(tree) and tree.parse.lemmas[noun + 1].casefold() == "general"
        return general or bool(beside & rules.words("offices", "public"))
    if lemma in rules.words("offices", "needs_addition"):
        told = any(word in words for word in beside for words in _additions())
        owned = any(tree.parse.pos[k] == "NOUN" for k in tree.kids_by(noun, "poss"))
        placed = any(tree.parse.lemmas[k] in ("of", "for") for k in tree.kids_by(noun, "prep"))
        return placed or told or owned or tree.kid(noun, "compound", "nmod") is not None
    return True


def _additions() -> tuple[Container[str], ...]:
    return rules.words("offices", "additions"), peoples(), rules.words("offices", "acting")


def joined(tree: Tree, noun: int) -> list[int]:
    """The nouns that are joined to ``noun`` by "and" or a comma, and to these."""
    below = list(tree.kids_by(noun, "conj", "appos"))
    return [j for k in below for j in (k, *joined(tree, k))]


def offices_at(cast: Cast, tree: Tree, noun: int) -> list[Office]:
    """The offices named by ``noun`` and by what is joined to it ("a chief of staff and a mayor")."""
    return [office(cast, tree, k) for k in (noun, *joined(tree, noun)) if is_office(tree, k)]


def office(cast: Cast, tree: Tree, noun: int) -> Office:
    """The office that ``noun`` names, as printed."""
    extent = _phrase(cast, tree, noun)
    return Office(extent, bodies(cast, tree, noun, extent), noun)


def _phrase(cast: Cast, tree: Tree, noun: int) -> Extent:
    """Its modifiers and its "of" phrase, without article, joined nouns and clauses; a person before it is no part of it."""
    beside = frozenset(
        k
        for k in tree.kids[noun]
        if tree.parse.deps[k] in ("conj", "cc", "punct", "det", "nummod", "advmod") or _is_aside(cast, tree, k)
    )
    below = frozenset(k for k, dep in enumerate(tree.parse.deps) if dep in ("relcl", "acl", "appos", "advcl"))
    tokens = tree.trimmed(tree.subtree(noun, beside | below))
    people = [t for t in tokens if t < noun and _is_somebody(cast, tree, t, noun)]
    tokens = [t for t in tokens if not people or t > people[-1]]
    while tokens[0] < noun and (
        tree.parse.pos[tokens[0]] in ("PUNCT", "DET", "ADV") or tree.parse.tags[tokens[0]] == "POS"
    ):
        tokens = tokens[1:]
    general = tokens[-1] + 1 < len(tree) and tree.parse.lemmas[tokens[-1] + 1].casefold() == "general"
    last = tokens[-1] + 1 if general and tokens[-1] == noun else tokens[-1]
    return tree.extent(tokens[0], last)


def _is_somebody(cast: Cast, tree: Tree, token: int, noun: int) -> bool:
    """Whether a word beside ``noun`` is a person's name, and no title in one mention with it."""
    if tree.parse.pos[token] == "PRON":
        return True
    mention = cast.names.mention_at(tree.extent(token, token)) if tree.parse.pos[token] == "PROPN" else None
    return (
        mention is not None
        and mention.form in ("name", "surname")
        and cast.names.actors[mention.actor].type == "person"
        and not mention.extent.holds(tree.extent(noun, noun))
    )


def _is_aside(cast: Cast, tree: Tree, k: int) -> bool:
    """Words that count or place the office instead of naming it: "several", "own", "in a hotel"; and a person whose it is."""
    lemma, dep = tree.parse.lemmas[k], tree.parse.deps[k]
    if dep == "poss":
        return tree.parse.pos[k] == "PRON" or cast.person_at(tree.extent(k, k)) is not None
    return (dep == "prep" and lemma not in ("of", "for", "to")) or (
        dep == "amod" and lemma in rules.words("offices", "counting")
    )


# --- bodies and places ----------------------------------------------------------------------------------------------


def bodies(cast: Cast, tree: Tree, noun: int, within: Extent) -> tuple[str, ...]:
    """The bodies or places that an office belongs to: after "of" and "for", each of those joined by "and"; else the possessor; else a
    name or a people before it; else where an envoy is sent to."""
    for found in (
        _complement(cast, tree, noun, ("of", "for")),
        _possessor(cast, tree, noun),
        _before(cast, tree, noun, within),
    ):
        if found:
            return found
    return _complement(cast, tree, noun, ("to",))


def _complement(cast: Cast, tree: Tree, noun: int, prepositions: tuple[str, ...]) -> tuple[str, ...]:
    for prep in tree.kids_by(noun, "prep"):
        if tree.parse.lemmas[prep] in prepositions:
            below = [
                j
                for k in tree.kids_by(prep, "pobj")
                for j in (k, *(c for c in joined(tree, k) if tree.parse.deps[c] == "conj"))
            ]
            whole = [k for k in below if not _is_portfolio(cast, tree, noun, k)]
            deeper = [b for k in below if k not in whole for b in _complement(cast, tree, k, ("of", "to", "for"))]
            return (*(_name(cast, tree, k) for k in whole), *deeper)
    return ()


def _is_portfolio(cast: Cast, tree: Tree, noun: int, k: int) -> bool:
    """Whether the words after "of" tell what the office is for instead of whose it is: a minister has a body only in a place."""
    lemma = tree.parse.lemmas[k].casefold()
    whose = tree.kid(k, "poss")
    if whose is not None and tree.parse.pos[whose] == "PRON":
        return True  # "famous for his role"
    bare = tree.parse.pos[k] == "NOUN" and whose is None and tree.kid(k, "det", "nummod") is None
    if lemma in rules.words("offices", "portfolios") or (bare and lemma not in rules.words("offices", "bodies")):
        return True
    actor = cast.names.actor_at(tree.extent(k, k))
    if tree.parse.lemmas[noun].casefold() in rules.words("offices", "with_portfolio"):
        return actor is None or cast.names.actors[actor].type != "place"
    return actor is not None and cast.names.actors[actor].type == "person"


def _possessor(cast: Cast, tree: Tree, noun: int) -> tuple[str, ...]:
    possessor = tree.kid(noun, "poss")
    if possessor is None or tree.parse.pos[possessor] not in ("PROPN", "NOUN"):
        return ()
    return () if cast.person_at(tree.extent(possessor, possessor)) is not None else (_name(cast, tree, possessor),)


def _before(cast: Cast, tree: Tree, noun: int, within: Extent) -> tuple[str, ...]:
    """A body or place by name, or the adjective of a people, in front of the office and in its own words."""
    head = tree.extent(noun, noun)
    ahead = Extent(within.start, max(within.start, head.start))
    named = [
        m.extent
        for m in cast.names.within(ahead)
        if cast.names.actors[m.actor].type in ("place", "organization", "facility") and m.form in ("name", "acronym")
    ]
    tokens = [t for t in range(noun) if ahead.start <= tree.extent(t, t).start < ahead.end]
    if named:
        behind = takewhile(
            lambda t: _may_be_body(cast, tree, t, noun), (t for t in tokens if tree.extent(t, t).start >= named[0].end)
        )
        last = max(
            (tree.extent(t, t).end for t in behind), default=named[0].end
        )  # "Orange County" of which "Orange" is a place
        return (cast.words(Extent(named[0].start, last)),)
    for first, last in [*((t, t + 1) for t in tokens if t + 1 in tokens), *((t, t) for t in tokens)]:
        extent = tree.extent(first, last)
        if cast.words(extent).casefold() in peoples():
            return (cast.words(extent),)
    acronym = next((t for t in tokens if _is_acronym(tree.parse.words[t])), None)
    if acronym is not None:
        return (tree.parse.words[acronym],)
    run = list(takewhile(lambda t: _may_be_body(cast, tree, t, noun), tokens))
    return (cast.words(tree.extent(run[0], run[-1])),) if run else ()


def _may_be_body(cast: Cast, tree: Tree, token: int, noun: int) -> bool:
    """A capital word in front of an office that is neither a rank, a side, nor what a minister is for ("House Speaker", "Army chief")."""
    word = tree.parse.words[token]
    plain = any(word.casefold() in rules.words("offices", kind) for kind in _NO_BODIES)
    minister = tree.parse.lemmas[noun].casefold() in rules.words("offices", "with_portfolio")
    proper = tree.parse.pos[token] == "PROPN" and word[:1].isupper() and not word.isupper()
    return proper and not minister and not plain and not _is_somebody(cast, tree, token, noun)


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return letters.isalpha() and letters.isupper() and 1 < len(letters) < 6


def _name(cast: Cast, tree: Tree, noun: int) -> str:
    stop = frozenset(
        k
        for k in tree.kids[noun]
        if tree.parse.deps[k] in ("conj", "cc", "appos", "relcl", "acl", "punct", "case", "det", "prep")
        and tree.parse.words[k] != "-"
        and not (tree.parse.deps[k] == "prep" and tree.parse.lemmas[k] in ("of", "for"))
    )
    tokens = tree.trimmed(tree.subtree(noun, stop))
    owned = any(tree.parse.tags[t] == "POS" for t in tokens)  # "the party's campaign", "Ann Bell's campaign"
    people = [t for t in tokens if not owned and t != tokens[0] and _is_somebody(cast, tree, t, noun)]
    tokens = [t for t in tokens if not people or t < people[0]]
    return cast.words(tree.extent(tokens[0], tokens[-1]))
