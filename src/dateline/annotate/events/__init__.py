"""Events told in one report: typed by their triggers, with who took part, where and when.

Always true here: an event stands on a clause (a nominal one on its noun phrase); the type is that of the longest trigger
that fits, and ``rule`` names the trigger; an untyped happening has the type ``other``.
"""

from __future__ import annotations

from msgspec.structs import replace

from ... import rules
from ...model.notes import Clause, Dating, EventMention, Polarity
from ...model.syntax import Tree
from .kinds import OTHER, is_told_as_done, phrase_of, realis_of_noun, typed
from .nouns import nominal_events
from .references import references
from .ties import find_ties
from .where import places_of
from .who import Told, participants_of

__all__ = ["Told", "find_events", "find_ties"]

_GOVERNED = (
    "infinitive",
    "gerund",
    "noun",
    "object",
    "for",
)  # rules of clauses whose head makes the plan or the demand


def find_events(told: Told) -> tuple[tuple[Clause, ...], tuple[EventMention, ...], tuple[EventMention, ...]]:
    """The clauses, with those of nominal events added at the end, the events of a report, and what only refers to events."""
    events: list[EventMention] = []
    for number, clause in enumerate(told.clauses):
        tree = told.trees[clause.sentence]
        if tree is not None and (event := _verbal(told, tree, clause, number)):
            events.append(event)
    nominal = list(nominal_events(told, frozenset(e.trigger for e in events if e.dating)))
    named = {event.trigger for _, event in nominal}
    events = [
        e for e in events if e.trigger not in named
    ]  # "expected the vote of 4 October to end": the dated noun tells more
    clauses = [*told.clauses, *(clause for clause, _ in nominal)]
    events += [replace(event, clause=len(told.clauses) + n) for n, (_, event) in enumerate(nominal)]
    return tuple(clauses), tuple(events), tuple(references(told, frozenset(e.trigger for e in events)))


def _verbal(told: Told, tree: Tree, clause: Clause, number: int) -> EventMention | None:
    head = tree.token_at(clause.head.start)
    if head is None:
        return None
    found = typed(tree, head, told.types)
    if found is None or (found.type == OTHER and not _is_happening(tree, head, clause)):
        return None
    kind, verb, rule = found.type, found.trigger, found.rule
    announced = _announced(tree, head, clause)
    told_itself = verb == head and clause.rule.split(":")[0] in _GOVERNED and not _is_to_come(told, clause)
    realis = "actual" if told_itself else clause.realis
    polarity = _polarity(tree, head, verb, clause)
    return EventMention(
        type=kind,
        mode=_mode(tree, head, verb)
        or ("announced" if announced and realis != "actual" else told.types.mode(kind, rule)),
        trigger=tree.extent(verb, verb),
        lemma=tree.parse.lemmas[verb],
        clause=number,
        participants=tuple(participants_of(told, tree, head, verb)),
        places=places_of(told, tree, head, verb, kind),
        dating=clause.dating or announced,
        time=clause.time,
        polarity=polarity,
        realis=realis_of_noun(tree, verb) or realis,
        background=clause.background,
        rule=rule,
        doubted=clause.realis == "possible" and is_told_as_done(tree, verb, clause.rule),
        phrase=phrase_of(tree, found, polarity),
    )


def _polarity(tree: Tree, head: int, verb: int, clause: Clause) -> Polarity:
    """Whether the deed was done: who refused to leave, or warned them not to, did so, whatever became of the leaving."""
    below = tree.kid(verb, "xcomp")
    if verb != head or below is None:
        return clause.polarity
    refused = tree.parse.lemmas[verb] in rules.words("clauses", "infinitive.denied")
    if refused == (tree.kid(below, "neg") is not None):
        return clause.polarity
    return "positive" if clause.polarity == "negative" else "negative"


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


def _is_happening(tree: Tree, head: int, clause: Clause) -> bool:
    """An untyped clause tells a happening if it has a date and is about somebody or something that is named or described."""
    subject = tree.subject(head)
    about = subject is not None and tree.parse.pos[subject] in ("NOUN", "PROPN")
    pleads = clause.rule.startswith("gerund:")  # "has advocated closing the mine"
    return clause.dating is not None and about and (clause.realis in ("actual", "planned") or pleads)


def _mode(tree: Tree, head: int, verb: int) -> str | None:
    """How far it got, by the verb above the trigger: attempted, failed, refused, threatened."""
    above = tree.parse.lemmas[head]
    modes = {
        "try": "attempted",
        "attempt": "attempted",
        "seek": "attempted",
        "fail": "failed",
        "refuse": "refused",
        "threaten": "threatened",
    }
    return modes.get(above) if head != verb else None
