"""Words that refer to an event without telling it: "after the release of the mayor", "accused of torching a car".

Always true here: a reference stands on the clause that holds it and has no date of its own; no word that tells an event of
the report refers to one too; what refers is a verb, an event noun, a named happening, or an adjective for what came of an event.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ... import rules
from ...model.notes import Clause, EventMention, Participant
from ...model.reading import Extent
from ...model.syntax import Tree
from ...typology import Typology
from .kinds import OTHER, trigger_of, type_of_noun
from .where import places_of
from .who import Told, noun_phrase, participants_of

MODE = "referred"
_DONE_TO = ("of", "against", "on")
_LONG = 7  # letters of a noun whose ending tells what it is: "ration" and "ring" name things
_ABSTRACT = ("tion", "sion", "ment", "ance", "ence", "ing")
# Of a word in capitals the first ending that leaves a known word is cut: "Dies" and "DIED" are "die".
_INFLECTED = (
    ("", ""), ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
)  # fmt: skip


def references(told: Told, taken: frozenset[Extent]) -> Iterator[EventMention]:
    """The references of a report, in order. ``taken`` are the triggers of its events."""
    by_sentence: dict[int, list[tuple[int, Clause]]] = {}
    for number, clause in enumerate(told.clauses):
        by_sentence.setdefault(clause.sentence, []).append((number, clause))
    for tree in told.trees:
        if tree is None or tree.sentence not in by_sentence:
            continue
        for token in range(len(tree)):
            found = _kind(tree, token, told.types)
            if found is not None and tree.extent(token, token) not in taken:
                yield _reference(told, tree, token, found, by_sentence[tree.sentence])


def _kind(tree: Tree, token: int, types: Typology) -> tuple[str, str] | None:
    """Type and lemma of what a token refers to, ``other`` for a happening of no known type; None for the rest."""
    pos, lemma = tree.parse.pos[token], tree.parse.lemmas[token]
    if pos == "VERB":
        trigger = trigger_of(tree, token, types)
        return (trigger.type, lemma) if trigger else None if lemma in _empty_verbs() else (OTHER, lemma)
    if pos == "PROPN":
        return _of_name(tree, token, types)
    if pos == "NOUN":
        kind = type_of_noun(tree, token, types) or (OTHER if lemma in _words("nouns") or _is_abstract(lemma) else None)
        return (kind, lemma) if kind else None
    return (OTHER, lemma) if pos == "ADJ" and lemma in _words("states") else None


def _of_name(tree: Tree, token: int, types: Typology) -> tuple[str, str] | None:
    """A named happening ("the Harvest Games") by its last word; else what a headline in capitals makes a name of ("Dam Bursts")."""
    parse = tree.parse
    if parse.ents[token] == "EVENT":
        last = token + 1 >= len(tree) or parse.ents[token + 1] != "EVENT"
        return (OTHER, parse.lemmas[token]) if last and parse.words[token][:1].isalpha() else None
    word = parse.words[token].casefold()
    for ending, instead in _INFLECTED:
        if word.endswith(ending):
            lemma = word.removesuffix(ending) + instead
            if kind := _known(lemma, types):
                return kind, lemma
    return None


def _known(lemma: str, types: Typology) -> str | None:
    """The type of a word that names or tells a happening by itself."""
    alone = next((t.type for t in types.triggers.get(lemma, ()) if not t.needs), None)
    other = lemma in _words("nouns") or lemma in _words("states") or lemma in _alike()
    return types.nouns.get(lemma) or alone or (OTHER if other else None)


def _is_abstract(noun: str) -> bool:
    return len(noun) >= _LONG and noun.endswith(_ABSTRACT) and noun not in _words("things")


def _words(key: str) -> frozenset[str]:
    return rules.words("happenings", key)


@cache
def _alike() -> frozenset[str]:
    return frozenset(word for words in rules.table("happenings")["same"] for word in words)


@cache
def _empty_verbs() -> frozenset[str]:
    talk = rules.words("attribution", "bare")
    return talk | rules.words("clauses", "stative.lemmas") | rules.words("happenings", "empty")


def _reference(
    told: Told, tree: Tree, token: int, found: tuple[str, str], clauses: list[tuple[int, Clause]]
) -> EventMention:
    trigger = tree.extent(token, token)
    number, host = _host(trigger, clauses)
    verbal = tree.parse.pos[token] == "VERB"
    who = participants_of(told, tree, token, token) if verbal else _of_noun(told, tree, token)
    return EventMention(
        type=found[0],
        mode=MODE,
        trigger=trigger,
        lemma=found[1],
        clause=number,
        participants=tuple(who),
        places=places_of(told, tree, token, token, found[0]),
        dating=None,
        time=None,
        polarity=host.polarity,
        realis=host.realis,
        background=host.background,
        rule=f"reference:{found[1]}",
    )


def _host(trigger: Extent, clauses: list[tuple[int, Clause]]) -> tuple[int, Clause]:
    """The smallest clause around the trigger, else the first of its sentence."""
    around = [(c.extent.end - c.extent.start, n, c) for n, c in clauses if c.extent.holds(trigger)]
    if around:
        _, number, clause = min(around, key=lambda found: found[:2])
        return number, clause
    return clauses[0]


def _of_noun(told: Told, tree: Tree, noun: int) -> Iterator[Participant]:
    """Who hangs on an event noun: "his arrest", "the arrest of the mayor", "the city council vote"."""
    for k in tree.kids[noun]:
        if tree.parse.deps[k] == "poss" and tree.parse.tags[k] != "WP$":
            yield _as(told, tree, k, "agent")
        elif tree.parse.deps[k] in ("compound", "nmod") and tree.parse.pos[k] in ("NOUN", "PROPN"):
            yield _as(told, tree, k, "patient")
        elif tree.parse.deps[k] == "prep" and tree.parse.lemmas[k] in (*_DONE_TO, "by"):
            role = "agent" if tree.parse.lemmas[k] == "by" else "patient"
            yield from (_as(told, tree, p, role) for p in tree.kids_by(k, "pobj"))


def _as(told: Told, tree: Tree, token: int, role: str) -> Participant:
    return Participant(noun_phrase(tree, token), told.names.actor_at(tree.extent(token, token)), role)
