"""Who stands between the speaker and the report: outlets that were told, quote, carry or report what somebody said.

Always true here: a chain names relays nearest to the speaker first; each relay is printed in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ... import rules
from ...model.named import Named
from ...model.notes import Attribution, Relay
from ...model.reading import Extent
from ...model.syntax import Tree

_PRONOUNS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "that", "this", "some", "many", "others"})


def relay_heads(tree: Tree, verb: int) -> Iterator[int]:
    """Tokens that head possible relays: "told X", "quoted by X", "in an interview with X", "a statement on its website"."""
    parse, lemma = tree.parse, tree.parse.lemmas[verb]
    if lemma in ("tell", "inform"):
        yield from tree.kids_by(verb, "dobj", "dative")
    above = tree.parse.heads[verb]
    if tree.parse.deps[verb] == "pcomp" and parse.lemmas[parse.heads[above]] in ("quote", "cite"):
        verb = parse.heads[above]
    for agent in tree.kids_by(verb, "agent"):
        if tree.kid(verb, "nsubjpass") is not None:
            yield from tree.kids_by(agent, "pobj")
    for prep in tree.kids_by(verb, "prep"):
        for thing in tree.kids_by(prep, "pobj"):
            if parse.lemmas[thing] in rules.words("attribution", "documents") or parse.lemmas[prep] in (
                "to",
                "on",
                "via",
                "by",
            ):
                yield thing
                yield from (p for k in tree.kids_by(thing, "prep") for p in tree.kids_by(k, "pobj"))
    if parse.deps[verb] == "advcl" and lemma == "say":
        yield from (
            k
            for k in tree.kids_by(parse.heads[verb], "dobj")
            if parse.lemmas[k] in rules.words("attribution", "documents")
        )


def relay(tree: Tree, via: int, names: Named, rule: str) -> Relay | None:
    parse = tree.parse
    actor = names.actor_at(tree.extent(via, via))
    kind = names.actors[actor].type if actor is not None else None
    known = rules.words("attribution", "media_nouns") | rules.words("attribution", "documents")
    if kind == "outlet" or parse.lemmas[via] in known:
        return Relay(tree.phrase(via), actor, "named")
    told = parse.lemmas[parse.heads[via]] in ("tell", "inform") and rule != "verb:infinitive"
    if told and parse.pos[via] == "PROPN":  # whether it is an outlet, other reports may know
        return Relay(tree.phrase(via), actor, "told")
    agent = parse.deps[parse.heads[via]] == "agent" and kind == "organization"
    return Relay(tree.phrase(via), actor, "named") if agent else None


def with_chains(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """An attribution inside the content of another is relayed by that other's source."""
    return [replace(a, chain=(*a.chain, *_outer_relays(text, a, found))) for a in found]


def _outer_relays(text: str, inner: Attribution, found: Sequence[Attribution]) -> tuple[Relay, ...]:
    relays: list[Relay] = []
    place = inner.cue or inner.source or inner.content[0]
    around = [
        a for a in found if a is not inner and a.source and _holds(a, place) and not _holds(inner, a.cue or a.source)
    ]
    for outer in sorted(around, key=lambda a: sum(c.end - c.start for c in a.content)):
        same = outer.speaker is not None and outer.speaker == inner.speaker
        named = outer.source is not None and text[outer.source.start : outer.source.end].casefold() not in _PRONOUNS
        if outer.source and named and not same and outer.source != inner.source:
            relays.append(Relay(outer.source, outer.speaker, "outer"))
    return tuple(relays)


def _holds(outer: Attribution, place: Extent) -> bool:
    return any(c.holds(place) for c in outer.content)
