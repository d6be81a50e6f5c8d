"""Events told in one report: typed by their triggers, with who took part, where and when.

Always true here: an event stands on a clause (a nominal one on its noun phrase); the type is that of the longest trigger
that fits, and ``rule`` names the trigger; an untyped happening has the type ``other``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .. import rules
from ..model.extents import Extents
from ..model.named import Named
from ..model.notes import Clause, Dating, EventMention, Participant, Polarity, Realis, TimeExpression
from ..model.reading import Extent
from ..model.syntax import Tree

_OTHER = "other"
_GOVERNED = (
    "infinitive",
    "gerund",
    "noun",
    "object",
    "for",
)  # rules of clauses whose head makes the plan or the demand
_NOT_FACT: tuple[Realis, ...] = ("possible", "planned", "demanded")
_EMPTY_OBJECTS = frozenset({"control", "part", "place", "charge", "hold", "possession", "fire", "way"})
_PLACE_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "near",
        "across",
        "outside",
        "inside",
        "into",
        "to",
        "around",
        "throughout",
        "from",
        "through",
        "on",
        "of",
    }
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way to tell an event: a verb with the lemmas that must hang on it."""

    verb: str
    needs: frozenset[str]
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report's notes as far as events need them; ``trees[i]`` belongs to sentence ``i``."""

    trees: Sequence[Tree | None]
    clauses: Sequence[Clause]
    times: Sequence[TimeExpression]
    names: Named
    published: Dating | None


@cache
def _triggers() -> dict[str, tuple[Trigger, ...]]:
    """Verb triggers by verb, the most demanding first."""
    by_verb: dict[str, list[Trigger]] = {}
    for kind in rules.table("events")["type"]:
        for words in kind["verbs"]:
            verb, *needs = words.split()
            by_verb.setdefault(verb, []).append(Trigger(verb, frozenset(needs), kind["name"], words))
    return {verb: tuple(sorted(found, key=lambda t: (-len(t.needs), t.name))) for verb, found in by_verb.items()}


@cache
def _nouns() -> dict[str, str]:
    return {noun: kind["name"] for kind in reversed(rules.table("events")["type"]) for noun in kind["nouns"]}


@cache
def families() -> dict[str, str]:
    """The family of each type."""
    return {kind["name"]: kind["family"] for kind in rules.table("events")["type"]}


def find_events(told: Told) -> tuple[tuple[Clause, ...], tuple[EventMention, ...]]:
    """The clauses, with those of nominal events added at the end, and the events of a report."""
    events: list[EventMention] = []
    for number, clause in enumerate(told.clauses):
        tree = told.trees[clause.sentence]
        if tree is not None and (event := _verbal(told, tree, clause, number)):
            events.append(event)
    nominal = list(_nominal(told, frozenset(e.trigger for e in events if e.dating)))
    named = {event.trigger for _, event in nominal}
    events = [
        e for e in events if e.trigger not in named
    ]  # "expected the vote of 4 October to end": the dated noun tells more
    clauses = [*told.clauses, *(clause for clause, _ in nominal)]
    events += [replace(event, clause=len(told.clauses) + n) for n, (_, event) in enumerate(nominal)]
    return tuple(clauses), tuple(events)


# --- events of verbs ------------------------------------------------------------------------------------------------


def _verbal(told: Told, tree: Tree, clause: Clause, number: int) -> EventMention | None:
    head = tree.token_at(clause.head.start)
    if head is None:
        return None
    found = _typed(tree, head)
    if found is None or (found[0] == _OTHER and not _is_happening(tree, head, clause)):
        return None
    kind, verb, rule = found
    announced = _announced(tree, head, clause)
    told_itself = verb == head and clause.rule.split(":")[0] in _GOVERNED and not _is_to_come(told, clause)
    realis = "actual" if told_itself else clause.realis
    return EventMention(
        type=kind,
        mode=_mode(tree, head, verb) or ("announced" if announced and realis != "actual" else None),
        trigger=tree.extent(verb, verb),
        lemma=tree.parse.lemmas[verb],
        clause=number,
        participants=tuple(_participants(told, tree, head, verb)),
        places=_places(told, tree, clause.extent),
        dating=clause.dating or announced,
        time=clause.time,
        polarity=clause.polarity,
        realis=_realis_of_noun(tree, verb) or realis,
        background=clause.background,
        rule=rule,
    )


def _is_to_come(told: Told, clause: Clause) -> bool:
    """ "plans to march on Friday": the day is that of the march."""
    return clause.dating is not None and told.published is not None and clause.dating.latest > told.published.latest


def _announced(tree: Tree, head: int, clause: Clause) -> Dating | None:
    """When a plan, a demand or a threat was made, where its own day is not known: the day of the verb that makes it, else that
    on which the sentence says it was said. The report's day alone tells nothing of a plan."""
    if clause.realis not in ("planned", "demanded") or clause.time is not None or clause.said is None:
        return None
    made = clause.rule.split(":")[0] in _GOVERNED and tree.parse.tags[head] == "VBD" and not clause.background
    stated = clause.said.basis != "report-date" and clause.rule != "purpose"
    return replace(clause.said, rule="announced") if made or stated else None


def _realis_of_noun(tree: Tree, noun: int) -> Realis | None:
    """What stands before an event noun or governs it takes it back: "the alleged attack", "plans for a strike"."""
    if tree.parse.pos[noun] != "NOUN":
        return None
    near = {tree.parse.lemmas[k] for k in tree.kids[noun]} | {tree.parse.words[k].lower() for k in tree.kids[noun]}
    above = tree.parse.heads[noun]
    over = tree.parse.lemmas[tree.parse.heads[above]] if tree.parse.deps[noun] == "pobj" else ""
    for realis in _NOT_FACT:
        governed = tree.parse.lemmas[above] == "for" and over in rules.words("clauses", f"for.{realis}")
        named = tree.parse.lemmas[above] in ("for", "of") and over in rules.words("clauses", f"noun.{realis}")
        if near & rules.words("clauses", f"described.{realis}") or governed or named:
            return realis
    return None


def _typed(tree: Tree, head: int) -> tuple[str, int, str] | None:
    """Type, trigger token and rule: by the verbs from the head down its infinitives, by a noun, or ``other``."""
    if tree.parse.pos[head] not in ("VERB", "AUX") and tree.kid(head, "xcomp") is None:
        kind = _nouns().get(tree.parse.lemmas[head])
        return (kind, head, f"noun:{tree.parse.lemmas[head]}") if kind else None
    spine = _spine(tree, head)
    for verb in spine:
        named = _noun_of_light(tree, verb)
        trigger = _trigger(tree, verb)
        if trigger and (trigger.needs or not named):
            return trigger.type, verb, f"verb:{trigger.name}"
        if named:
            return named[0], named[1], f"light:{tree.parse.lemmas[verb]} {tree.parse.lemmas[named[1]]}"
    talk = rules.words("attribution", "bare") - rules.words("events", "light")
    stative = rules.words("clauses", "stative.lemmas") | talk
    if (
        tree.parse.lemmas[head] in stative
        or tree.parse.pos[head] == "AUX"
        or tree.kid(head, "nsubj", "nsubjpass", "dobj") is None
    ):
        return None
    return _OTHER, head, "verb"


def _is_happening(tree: Tree, head: int, clause: Clause) -> bool:
    """An untyped clause tells a happening if it has a date and is about somebody or something that is named or described."""
    subject = tree.subject(head)
    about = subject is not None and tree.parse.pos[subject] in ("NOUN", "PROPN")
    return clause.dating is not None and about and clause.realis in ("actual", "planned")


def _spine(tree: Tree, head: int) -> list[int]:
    """The head and the infinitives or gerunds that hang on it, as far as they are one happening."""
    spine = [head]
    while (below := tree.kid(spine[-1], "xcomp")) is not None and tree.parse.pos[below] in ("VERB", "AUX"):
        spine.append(below)
    return spine


def _trigger(tree: Tree, verb: int) -> Trigger | None:
    found = _triggers().get(tree.parse.lemmas[verb], ())
    if not found:
        return None
    near = _near(tree, verb)
    return next((t for t in found if t.needs <= near), None)


def _near(tree: Tree, verb: int) -> frozenset[str]:
    """Lemmas that hang on a verb: particles, prepositions, objects, and what those prepositions govern."""
    lemmas = tree.parse.lemmas
    direct = [
        k for k in tree.kids[verb] if tree.parse.deps[k] not in ("nsubj", "punct", "cc", "ccomp", "advcl", "conj")
    ]
    objects = [p for k in direct if tree.parse.deps[k] in ("prep", "prt", "advmod") for p in tree.kids_by(k, "pobj")]
    things = [k for k in (*direct, *objects) if tree.parse.deps[k] in ("dobj", "pobj", "attr", "oprd")]
    joined = [
        c
        for k in things
        for c in (
            *tree.kids_by(k, "conj", "compound"),
            *(d for p in tree.kids_by(k, "conj") for d in tree.kids_by(p, "conj", "compound")),
        )
    ]
    return frozenset(lemmas[k] for k in (*direct, *objects, *joined))


def _noun_of_light(tree: Tree, verb: int) -> tuple[str, int] | None:
    if tree.parse.lemmas[verb] not in rules.words("events", "light"):
        return None
    for k in tree.kids_by(verb, "dobj", "attr", "nsubj", "nsubjpass"):
        kind = _nouns().get(tree.parse.lemmas[k])
        if kind and tree.parse.pos[k] == "NOUN":
            return kind, k
    return None


def _mode(tree: Tree, head: int, verb: int) -> str | None:
    """How far it got, by the verb above the trigger: attempted, failed, begun, threatened ..."""
    above = tree.parse.lemmas[head]
    modes = {
        "try": "attempted",
        "attempt": "attempted",
        "seek": "attempted",
        "fail": "failed",
        "refuse": "refused",
        "threaten": "threatened",
    }
    return modes.get(above) if head != verb else "passive" if tree.passive_subject(head) is not None else None


# --- who and where --------------------------------------------------------------------------------------------------


def _participants(told: Told, tree: Tree, head: int, verb: int) -> Iterator[Participant]:
    passive = tree.passive_subject(verb) if tree.passive_subject(verb) is not None else tree.passive_subject(head)
    subject = tree.subject(head, "nsubj")
    if passive is not None:
        yield from _each(told, tree, passive, "patient")
        for agent in tree.kids_by(verb, "agent"):
            yield from (p for k in tree.kids_by(agent, "pobj") for p in _each(told, tree, k, "agent"))
    elif subject is not None and subject != verb:
        yield from _each(told, tree, subject, "agent")
    things = [k for k in tree.kids_by(verb, "dobj", "dative") if tree.parse.lemmas[k] not in _EMPTY_OBJECTS]
    for thing in things or _goals(tree, verb):
        yield from _each(told, tree, thing, "patient")


def _goals(tree: Tree, verb: int) -> list[int]:
    """What a verb without an object of its own is done to: "broke into the hall", "took control of the hall"."""
    holders = (verb, *tree.kids_by(verb, "dobj"))
    preps = [
        p for h in holders for p in tree.kids_by(h, "prep") if tree.parse.lemmas[p] in ("into", "of", "against", "over")
    ]
    return [k for p in preps for k in tree.kids_by(p, "pobj")]


def _each(told: Told, tree: Tree, noun: int, role: str) -> Iterator[Participant]:
    """The noun and what is joined to it by "and", each as a participant."""
    for k in (noun, *tree.kids_by(noun, "conj")):
        if tree.parse.pos[k] in ("NOUN", "PROPN", "PRON", "NUM") and tree.parse.tags[k] not in ("WP", "WDT", "EX"):
            extent = _noun_phrase(tree, k)
            yield Participant(extent, told.names.actor_at(tree.extent(k, k)), role)


def _noun_phrase(tree: Tree, noun: int) -> Extent:
    """The noun with what stands before it and short "of" phrases, relative clauses and appositions left out."""
    stop = frozenset(
        k
        for k in tree.kids[noun]
        if tree.parse.deps[k] in ("relcl", "appos", "acl", "conj", "cc", "punct", "advcl")
        or (
            tree.parse.deps[k] == "prep"
            and tree.parse.lemmas[k] not in ("of", "in", "for", "against", "between", "with")
        )
    )
    tokens = tree.trimmed(tree.subtree(noun, stop))
    return tree.extent(tokens[0], tokens[-1])


def _places(told: Told, tree: Tree, within: Extent) -> tuple[int, ...]:
    """Places that a preposition of place ties to something in the clause, in order of mention."""
    found: list[int] = []
    for mention in told.names.within(within):
        if told.names.actors[mention.actor].type not in ("place", "facility") or mention.actor in found:
            continue
        last = tree.token_at(mention.extent.end - 1)
        if last is not None and _is_located(tree, last):
            found.append(mention.actor)
    return tuple(found)


def _is_located(tree: Tree, token: int) -> bool:
    while tree.parse.deps[token] in ("appos", "conj", "compound", "poss") and tree.parse.heads[token] != token:
        token = tree.parse.heads[token]
    above = tree.parse.heads[token]
    if tree.parse.deps[token] == "dobj":
        return True
    return tree.parse.deps[token] == "pobj" and tree.parse.lemmas[above] in _PLACE_PREPOSITIONS


# --- events of nouns ------------------------------------------------------------------------------------------------


def _nominal(told: Told, taken: frozenset[Extent]) -> Iterator[tuple[Clause, EventMention]]:
    """Event nouns that carry a date of their own ("Sunday's poll", "the election of 4 October")."""
    placed = Extents([t.extent for t in told.times])
    for tree in (t for t in told.trees if t is not None and len(t)):
        near = placed.within(tree.extent(0, len(tree) - 1))
        inside = [(n, told.times[n]) for n in near if told.times[n].dating]
        for number, time in inside:
            noun = _dated_noun(tree, time.extent)
            if noun is not None and tree.extent(noun, noun) not in taken:
                yield _nominal_event(told, tree, noun, number, time)


def _dated_noun(tree: Tree, time: Extent) -> int | None:
    head = next((i for i in range(len(tree)) if time.start <= tree.at + tree.parse.starts[i] < time.end
                 and not time.start <= tree.at + tree.parse.starts[tree.parse.heads[i]] < time.end), None)  # fmt: skip
    if head is None:
        return None
    above = tree.parse.heads[head]
    if tree.parse.deps[head] == "pobj" and tree.parse.lemmas[above] in ("of", "in", "on"):
        above = tree.parse.heads[above]
    elif tree.parse.deps[head] not in ("poss", "nmod", "compound", "amod", "npadvmod"):
        return None
    return above if tree.parse.pos[above] == "NOUN" and tree.parse.lemmas[above] in _nouns() else None


def _nominal_event(told: Told, tree: Tree, noun: int, number: int, time: TimeExpression) -> tuple[Clause, EventMention]:
    extent, trigger = _noun_phrase(tree, noun), tree.extent(noun, noun)
    extent = Extent(min(extent.start, time.extent.start), max(extent.end, time.extent.end))
    host = next((c for c in told.clauses if c.extent.start <= extent.start and extent.end <= c.extent.end), None)
    dating, attribution = time.dating, host.attribution if host and host.realis == "actual" else None
    old = bool(
        told.published
        and dating
        and dating.latest < told.published.earliest[:4]
        and dating.latest[:4] < told.published.earliest[:4]
    )
    ahead = bool(told.published and dating and dating.earliest > told.published.latest)
    realis: Realis = _realis_of_noun(tree, noun) or ("planned" if ahead else "actual")
    none = any(tree.parse.lemmas[k] == "no" for k in tree.kids[noun])
    polarity: Polarity = "negative" if none else "positive"
    clause = Clause(
        extent=extent,
        head=trigger,
        sentence=tree.sentence,
        polarity=polarity,
        realis=realis,
        background=old,
        attribution=attribution,
        time=number,
        dating=dating,
        said=host.said if host else None,
        link="nominal",
        rule="nominal",
    )
    event = EventMention(
        type=_nouns()[tree.parse.lemmas[noun]],
        mode="nominal",
        trigger=trigger,
        lemma=tree.parse.lemmas[noun],
        clause=-1,
        participants=(),
        places=_places(told, tree, extent),
        dating=dating,
        time=number,
        polarity=polarity,
        realis=realis,
        background=old,
        rule=f"noun:{tree.parse.lemmas[noun]}",
    )
    return clause, event
