"""Offices: who takes, holds or leaves one, in one report.

Always true here: the office is printed in the passage; a holder that the text does not name is None; "the mayors of A and B"
are two offices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .. import rules
from ..model.named import Named
from ..model.notes import Attribution, Clause, OfficeMention, OfficeStatus
from ..model.reading import Extent
from ..model.syntax import Tree

_STATUSES: tuple[OfficeStatus, ...] = ("resigned", "dismissed", "appointed", "elected", "holds", "claimed")


@dataclass(frozen=True, slots=True)
class Cast:
    """A report's notes as far as offices need them; ``trees[i]`` belongs to sentence ``i``."""

    text: str
    trees: Sequence[Tree | None]
    clauses: Sequence[Clause]
    names: Named
    attributions: Sequence[Attribution]


@dataclass(frozen=True, slots=True)
class _Office:
    """An office noun found in a sentence: its phrase, the bodies or places it belongs to."""

    extent: Extent
    bodies: tuple[str, ...]


@cache
def _verbs() -> dict[str, tuple[tuple[str | None, OfficeStatus], ...]]:
    """Verb lemma to (particle, status)."""
    found: dict[str, list[tuple[str | None, OfficeStatus]]] = {}
    for status in _STATUSES:
        for words in rules.table("offices")["verbs"][status]:
            verb, _, particle = words.partition(" ")
            found.setdefault(verb, []).append((particle or None, status))
    return {verb: tuple(ways) for verb, ways in found.items()}


def find_offices(cast: Cast) -> tuple[OfficeMention, ...]:
    """Changes of office told by verbs, then offices that names carry as titles and appositions."""
    changes: list[OfficeMention] = []
    for number, clause in enumerate(cast.clauses):
        tree = cast.trees[clause.sentence]
        head = tree.token_at(clause.head.start) if tree is not None else None
        told = clause.realis == "actual" and clause.polarity == "positive"
        if tree is not None and head is not None and told and tree.parse.pos[head] in ("VERB", "AUX"):
            changes += _changes(cast, tree, head, number)
    taken = [c.office for c in changes]
    titles = [t for t in _titles(cast) if not any(t.office.touches(o) for o in taken)]
    return tuple(sorted((*changes, *titles), key=lambda o: (o.extent, o.office, o.body or "")))


# --- changes of office ----------------------------------------------------------------------------------------------


def _changes(cast: Cast, tree: Tree, head: int, clause: int) -> Iterator[OfficeMention]:
    for verb in (head, *((x,) if (x := tree.kid(head, "xcomp")) is not None else ())):
        status = _status(tree, verb)
        if status:
            yield from _change(cast, tree, verb, status, clause)
            return


def _status(tree: Tree, verb: int) -> OfficeStatus | None:
    particles = {tree.parse.lemmas[k] for k in _near(tree, verb)}
    for particle, status in _verbs().get(tree.parse.lemmas[verb], ()):
        if particle is None or particle in particles:
            return status
    return None


def _near(tree: Tree, verb: int) -> list[int]:
    """Particles and prepositions of a verb, also those of its object: "began work as"."""
    below = [k for k in tree.kids[verb] if tree.parse.deps[k] in ("prt", "advmod", "prep")]
    return below + [p for k in tree.kids_by(verb, "dobj") for p in tree.kids_by(k, "prep")]


def _speaker(cast: Cast, clause: int) -> int | None:
    said = cast.clauses[clause].attribution
    return cast.attributions[said].speaker if said is not None else None


def _change(cast: Cast, tree: Tree, verb: int, status: OfficeStatus, clause: int) -> Iterator[OfficeMention]:
    subject, thing, passive = tree.subject(verb), tree.kid(verb, "dobj"), tree.passive_subject(verb)
    preps = [p for p in _near(tree, verb) if tree.parse.lemmas[p] in ("as", "to", "from")]
    named = [k for p in preps for k in tree.kids_by(p, "pobj")]
    stated = [o for k in (*tree.kids_by(verb, "oprd", "attr"), *named) for o in _offices(cast, tree, k)]
    patient = passive if passive is not None else thing
    holder_token = subject if status in ("resigned", "holds", "claimed") else patient
    if status == "claimed" and thing is not None:
        stated = stated or _offices(cast, tree, thing)
    own = _offices(cast, tree, holder_token) if holder_token is not None else []
    is_own = own and tree.parse.lemmas[verb] != "be"
    if not stated and not is_own and status in ("holds", "claimed"):
        return
    holder = _person(cast, tree, holder_token)
    if holder is None and not own and status != "resigned":
        return  # "fired grenades at the president": what is fired is neither a person nor an office
    if status == "holds" and holder is not None and holder == _speaker(cast, clause):
        status = "claimed"
    if status == "holds" and any(
        tree.parse.lemmas[k] in rules.words("offices", "once") for k in tree.kids_by(verb, "advmod")
    ):
        status = "former"
    for office in stated or own or _known_office(cast, holder):
        yield from _mentions(cast, office, holder, status, clause, f"verb:{tree.parse.lemmas[verb]}")


def _person(cast: Cast, tree: Tree, token: int | None) -> int | None:
    if token is None:
        return None
    beside = tree.kid(token, "appos")  # "his brother Jon"
    actor = cast.names.actor_at(tree.extent(token, token))
    if beside is not None and (actor is None or cast.names.actors[actor].type != "person"):
        actor = cast.names.actor_at(tree.extent(beside, beside))
    return actor if actor is not None and cast.names.actors[actor].type == "person" else None


def _known_office(cast: Cast, holder: int | None) -> list[_Office]:
    """The office that the text gives the holder elsewhere ("Mayor X ... X resigned")."""
    roles = cast.names.actors[holder].roles if holder is not None else ()
    return [_Office(role, ()) for role in roles if _is_office_phrase(cast.text[role.start : role.end])][:1]


def _is_office_phrase(words: str) -> bool:
    lemmas = [w.strip(",.").removesuffix("s") for w in words.lower().replace("-", " ").split()]
    offices = rules.words("offices", "offices") - rules.words("offices", "needs_addition")
    return any(w in offices for w in lemmas)


def _mentions(
    cast: Cast, office: _Office, holder: int | None, status: OfficeStatus, clause: int, rule: str
) -> Iterator[OfficeMention]:
    words = cast.text[office.extent.start : office.extent.end].lower().split()
    acting = any(w in rules.words("offices", "acting") for w in words)
    settled: OfficeStatus = "acting" if acting and status in ("holds", "appointed") else status
    for body in office.bodies or (None,):
        yield OfficeMention(cast.clauses[clause].extent, office.extent, body, holder, settled, clause, rule)


# --- office nouns ---------------------------------------------------------------------------------------------------


def _offices(cast: Cast, tree: Tree, noun: int) -> list[_Office]:
    """The offices named by ``noun`` and by what is joined to it ("a chief of staff and a mayor")."""
    joined = [k for k in (noun, *_joined(tree, noun)) if _is_office(tree, k)]
    return [_Office(_phrase(tree, k), tuple(_bodies(cast, tree, k))) for k in joined]


def _joined(tree: Tree, noun: int) -> list[int]:
    below = list(tree.kids_by(noun, "conj", "appos"))
    return [j for k in below for j in (k, *_joined(tree, k))]


def _is_office(tree: Tree, noun: int) -> bool:
    lemma = tree.parse.lemmas[noun]
    offices = rules.words("offices", "offices")
    if lemma == "general":
        return any(tree.parse.lemmas[k] in offices for k in tree.kids_by(noun, "compound", "amod", "nmod"))
    if lemma not in offices or tree.parse.pos[noun] not in ("NOUN", "PROPN"):
        return False
    if lemma in rules.words("offices", "needs_addition"):
        return tree.kid(noun, "prep", "compound", "amod", "nmod") is not None
    return True


def _phrase(tree: Tree, noun: int) -> Extent:
    """The office as printed: its modifiers and its "of" phrase, without article, joined nouns and clauses."""
    beside = frozenset(
        k
        for k in tree.kids[noun]
        if tree.parse.deps[k] in ("conj", "cc", "punct", "det", "poss", "nummod") or _is_aside(tree, k)
    )
    below = frozenset(k for k, dep in enumerate(tree.parse.deps) if dep in ("relcl", "acl", "appos", "advcl"))
    tokens = tree.trimmed(tree.subtree(noun, beside | below))
    return tree.extent(tokens[0], tokens[-1])


def _is_aside(tree: Tree, k: int) -> bool:
    """Words that count or place the office instead of naming it: "several", "own", "in a hotel"."""
    lemma, dep = tree.parse.lemmas[k], tree.parse.deps[k]
    return (dep == "prep" and lemma not in ("of", "for")) or (
        dep == "amod" and lemma in ("own", "several", "many", "more", "other", "new")
    )


def _bodies(cast: Cast, tree: Tree, noun: int) -> Iterator[str]:
    """Places and bodies after "of" or "for", each of those joined by "and"; else the possessor."""
    for prep in tree.kids_by(noun, "prep"):
        if tree.parse.lemmas[prep] in ("of", "for"):
            for k in tree.kids_by(prep, "pobj"):
                yield from (
                    _name(cast, tree, b) for b in (k, *(j for j in _joined(tree, k) if tree.parse.deps[j] == "conj"))
                )
            return
    possessor = tree.kid(noun, "poss")
    if possessor is not None and tree.parse.pos[possessor] in ("PROPN", "NOUN"):
        yield _name(cast, tree, possessor)


def _name(cast: Cast, tree: Tree, noun: int) -> str:
    stop = frozenset(
        k
        for k in tree.kids[noun]
        if tree.parse.deps[k] in ("conj", "cc", "appos", "relcl", "acl", "punct", "case", "det")
        and tree.parse.words[k] != "-"
    )
    tokens = tree.trimmed(tree.subtree(noun, stop))
    extent = tree.extent(tokens[0], tokens[-1])
    return cast.text[extent.start : extent.end]


# --- titles and appositions -----------------------------------------------------------------------------------------


def _titles(cast: Cast) -> Iterator[OfficeMention]:
    """Roles of named persons that are offices: "former President X", "X, the mayor of Y"."""
    for number, actor in enumerate(cast.names.actors):
        if actor.type != "person":
            continue
        for role in actor.roles:
            clause = _clause_at(cast, role)
            tree = cast.trees[cast.clauses[clause].sentence] if clause is not None else None
            if clause is None or tree is None:
                continue
            noun = _role_noun(tree, role)
            if noun is not None:
                yield _title(cast, tree, role, noun, number, clause)


def _role_noun(tree: Tree, role: Extent) -> int | None:
    """The office that a role names: of several nouns, not one that only tells whose it is ("the president's brother")."""
    offices = [t for t in _tokens(tree, role) if _is_office(tree, t)]
    return next((t for t in offices if tree.parse.deps[t] not in ("poss", "pobj") and not _owned(tree, t)), None)


def _owned(tree: Tree, noun: int) -> bool:
    return any(tree.parse.tags[k] == "POS" for k in tree.kids[noun])


def _title(cast: Cast, tree: Tree, role: Extent, noun: int, holder: int, clause: int) -> OfficeMention:
    words = cast.text[role.start : role.end].lower().replace("-", " ").split()
    former = any(w in rules.words("offices", "former") for w in words)
    acting = any(w in rules.words("offices", "acting") for w in words)
    status: OfficeStatus = "former" if former else "acting" if acting else "holds"
    bodies = list(_bodies(cast, tree, noun))
    named = tree.token_at(role.start)
    article = named is not None and tree.parse.pos[named] == "DET" and named < noun
    office = Extent(tree.extent(named + 1, named + 1).start, role.end) if article and named is not None else role
    return OfficeMention(role, office, bodies[0] if bodies else None, holder, status, clause, "title")


def _tokens(tree: Tree, extent: Extent) -> list[int]:
    return [t for t in range(len(tree)) if extent.start <= tree.at + tree.parse.starts[t] < extent.end]


def _clause_at(cast: Cast, extent: Extent) -> int | None:
    holding = [(c.extent.end - c.extent.start, n) for n, c in enumerate(cast.clauses) if c.extent.touches(extent)]
    return min(holding)[1] if holding else None
