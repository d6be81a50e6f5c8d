"""Changes of office that verbs tell: somebody takes, holds, leaves or claims one.

Always true here: only what is told as having happened counts; who is demanded, planned or refused to leave has not left.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from ... import rules
from ...model.notes import OfficeMention, OfficeStatus
from ...model.syntax import Tree
from .nouns import Cast, Office, is_office, office, offices_at, status_of

STATUSES: tuple[OfficeStatus, ...] = ("resigned", "dismissed", "appointed", "elected", "holds", "claimed")
OWN: tuple[OfficeStatus, ...] = ("resigned", "holds", "claimed")
"""What somebody does; the other changes are done to the holder."""
LEAVES: tuple[OfficeStatus, ...] = ("resigned", "dismissed")


@cache
def _verbs() -> dict[str, tuple[tuple[str | None, OfficeStatus], ...]]:
    """Verb lemma to (particle, status)."""
    found: dict[str, list[tuple[str | None, OfficeStatus]]] = {}
    for status in STATUSES:
        for words in rules.table("offices")["verbs"][status]:
            verb, _, particle = words.partition(" ")
            found.setdefault(verb, []).append((particle or None, status))
    return {verb: tuple(sorted(ways, key=lambda w: w[0] is None)) for verb, ways in found.items()}


def changes(cast: Cast, tree: Tree, head: int, clause: int) -> Iterator[OfficeMention]:
    """The changes that a clause's verb tells, or the infinitive that hangs on it."""
    being = tree.parse.lemmas[head] == "be" and tree.parse.tags[head] == "VBG"
    if being or any(tree.parse.tags[k] == "TO" for k in tree.kids[head]):
        return  # "is running to become governor", "boasts of being king"
    below = tree.kid(head, "xcomp")
    for verb in (head, *((below,) if below is not None and _is_carried_out(tree, head, below) else ())):
        status = _status(tree, verb)
        if status:
            exchange = tree.parse.lemmas[verb] in rules.words("offices", "exchanges")
            yield from _exchange(cast, tree, verb, clause) if exchange else _change(cast, tree, verb, status, clause)
            return


def _is_carried_out(tree: Tree, head: int, below: int) -> bool:
    """Whether what hangs on a verb happened with it: "was forced to resign", unlike "agreed to resign"."""
    infinitive = any(tree.parse.tags[k] == "TO" for k in tree.kids[below])
    return not infinitive or tree.parse.lemmas[head] in rules.words("offices", "carried_out")


def _status(tree: Tree, verb: int) -> OfficeStatus | None:
    ways = _verbs().get(tree.parse.lemmas[verb], ())
    particles = {tree.parse.lemmas[k] for k in _near(tree, verb)} if ways else frozenset()
    for particle, status in ways:
        if particle is None or particle in particles:
            return status
    return None


def _near(tree: Tree, verb: int) -> list[int]:
    """Particles and prepositions of a verb, also those of its object: "began work as"."""
    below = [k for k in tree.kids[verb] if tree.parse.deps[k] in ("prt", "advmod", "prep")]
    return below + [p for k in tree.kids_by(verb, "dobj") for p in tree.kids_by(k, "prep")]


def _stated(cast: Cast, tree: Tree, verb: int) -> list[Office]:
    """The offices that a verb names beside the holder: "elected mayor", "as mayor", "the post of mayor", "himself president"."""
    status = _status(tree, verb)
    way = (
        "from" if status in LEAVES else "to" if status not in OWN else "as"
    )  # "resigned from", "appointed to", never "counsel to"
    preps = [p for p in _near(tree, verb) if tree.parse.lemmas[p] in ("as", way)]
    named = [k for p in preps for k in tree.kids_by(p, "pobj")]
    reflexive = next((k for k in tree.subtree(verb) if tree.parse.words[k].endswith(("self", "selves"))), None)
    after = (
        [] if reflexive is None else [h for h in (reflexive, *tree.up(reflexive)) if h != verb and is_office(tree, h)]
    )
    found = [o for k in (*tree.kids_by(verb, "oprd", "attr"), *named, *after[:1]) for o in offices_at(cast, tree, k)]
    return found or _after_holder(cast, tree, verb)


def _after_holder(cast: Cast, tree: Tree, verb: int) -> list[Office]:
    """ "elected Ann Bell mayor of Arden": the parser takes the person for a part of the office."""
    thing = tree.kid(verb, "dobj")
    if thing is None or not is_office(tree, thing) or _before_office(cast, tree, thing) is None:
        return []
    return [office(cast, tree, thing)]


def _before_office(cast: Cast, tree: Tree, noun: int) -> int | None:
    """The person whose name the parser hung on the office, where an article or a title does not make it one phrase."""
    names = [k for k in tree.kids_by(noun, "compound", "nmod", "poss") if k < noun and tree.parse.pos[k] == "PROPN"]
    if not names or tree.kid(noun, "det") is not None or tree.parse.pos[noun] == "PROPN":
        return None
    return next((p for k in names if (p := cast.person_at(tree.extent(k, k))) is not None), None)


def _person(cast: Cast, tree: Tree, token: int | None) -> int | None:
    if token is None:
        return None
    beside = tree.kid(token, "appos")  # "his brother Jon"
    actor = cast.person_at(tree.extent(token, token))
    if beside is not None and actor is None:
        actor = cast.person_at(tree.extent(beside, beside))
    return actor


def _speaker(cast: Cast, clause: int) -> int | None:
    said = cast.clauses[clause].attribution
    return cast.attributions[said].speaker if said is not None else None


def _change(cast: Cast, tree: Tree, verb: int, status: OfficeStatus, clause: int) -> Iterator[OfficeMention]:
    subject, thing, passive = tree.subject(verb), tree.kid(verb, "dobj"), tree.passive_subject(verb)
    wins = tree.parse.lemmas[verb] == "win"
    token = subject if status in OWN or wins else passive if passive is not None else thing
    found = _stated(cast, tree, verb)
    if (status in OWN or wins) and thing is not None and not found:
        found = [o for o in offices_at(cast, tree, thing) if not wins or _is_prize(tree, o)]
        if not found:
            return  # "quit smoking", "declared a curfew", "won the vote"
    holder = _holder(cast, tree, token, thing)
    own = _own(cast, tree, token, status)
    found = found or own or (_known_office(cast, holder) if status in LEAVES else [])
    if status in ("holds", "claimed") and (holder is None or not _claims(tree, verb)):
        return
    settled = _settled(cast, tree, verb, status, holder, clause)
    for each in found:
        yield from _mentions(cast, each, holder, settled, clause, f"verb:{tree.parse.lemmas[verb]}")


def _is_prize(tree: Tree, found: Office) -> bool:
    return found.noun is not None and tree.parse.lemmas[found.noun] in rules.words("offices", "prizes")


def _own(cast: Cast, tree: Tree, token: int | None, status: OfficeStatus) -> list[Office]:
    """The office in the words for who takes or leaves it: whoever leaves it may be named with it, who takes it has another till then."""
    if token is None or status in ("holds", "claimed") or not (status in LEAVES or is_office(tree, token)):
        return []
    return offices_at(cast, tree, token)


def _holder(cast: Cast, tree: Tree, token: int | None, thing: int | None) -> int | None:
    hung = _before_office(cast, tree, thing) if thing is not None else None
    return hung if hung is not None else _person(cast, tree, token)


def _claims(tree: Tree, verb: int) -> bool:
    """Whether somebody speaks of himself: "declared" needs "himself"."""
    needed = tree.parse.lemmas[verb] in rules.words("offices", "needs_self")
    return not needed or any(tree.parse.words[k].endswith(("self", "selves")) for k in tree.subtree(verb))


def _settled(cast: Cast, tree: Tree, verb: int, status: OfficeStatus, holder: int | None, clause: int) -> OfficeStatus:
    """What "holds" comes to: a claim where the speaker says it of himself, past where the words say that it is over."""
    if status != "holds":
        return status
    if tree.parse.lemmas[verb] not in rules.words("offices", "staying"):
        return status
    if _is_over(cast, tree, verb, clause):
        return "former"
    return "claimed" if holder is not None and holder == _speaker(cast, clause) else status


def _is_over(cast: Cast, tree: Tree, verb: int, clause: int) -> bool:
    once = any(tree.parse.lemmas[k] in rules.words("offices", "once") for k in tree.kids_by(verb, "advmod"))
    ended = any(tree.parse.lemmas[k] in ("until", "till") for k in tree.kids[verb])
    past = tree.parse.tags[verb] == "VBD" and tree.kid(verb, "aux") is None
    past = past or any(
        tree.parse.tags[k] == "VBD" and tree.parse.lemmas[k] == "have" for k in tree.kids_by(verb, "aux")
    )
    while_it_was = tree.parse.deps[verb] == "advcl" and any(
        tree.parse.lemmas[k] in ("when", "while") for k in tree.kids[verb]
    )
    spoken = cast.clauses[clause].attribution is not None
    return once or (past and (ended or while_it_was or not spoken))


def _exchange(cast: Cast, tree: Tree, verb: int, clause: int) -> Iterator[OfficeMention]:
    """ "A replaced B as mayor", "B was succeeded as mayor by A": the one takes what the other leaves."""
    passive = tree.passive_subject(verb)
    agents = [k for by in tree.subtree(verb) if tree.parse.lemmas[by] == "by" for k in tree.kids_by(by, "pobj")]
    taker = next(iter(agents), None) if passive is not None else tree.subject(verb)
    leaver = passive if passive is not None else tree.kid(verb, "dobj")
    own = offices_at(cast, tree, leaver) if leaver is not None else []
    left = _person(cast, tree, leaver)
    found = _stated(cast, tree, verb) or own
    rule = f"verb:{tree.parse.lemmas[verb]}"
    sides: tuple[tuple[OfficeStatus, int | None], ...] = (
        ("dismissed", left),
        ("appointed", _person(cast, tree, taker)),
    )
    if tree.parse.lemmas[verb] in rules.words("offices", "succeeding"):
        sides = (("former", left), ("holds", sides[1][1]))
    for each in found:
        for status, holder in sides:
            if holder is not None or own:
                yield from _mentions(cast, each, holder, status, clause, rule)


def _known_office(cast: Cast, holder: int | None) -> list[Office]:
    """The office that the text gives the holder elsewhere ("Mayor X ... X resigned")."""
    return [cast.known[holder]] if holder is not None and holder in cast.known else []


def _mentions(
    cast: Cast, found: Office, holder: int | None, status: OfficeStatus, clause: int, rule: str
) -> Iterator[OfficeMention]:
    told = status_of(cast.words(found.extent), status)
    settled = told if status == "holds" or (status == "appointed" and told == "acting") else status
    mention = OfficeMention(cast.clauses[clause].extent, found.extent, None, holder, settled, clause, rule)
    for body in found.bodies or (None,):
        yield replace(mention, body=body)
