"""Event mentions as the linker sees them: who by role, where, which days, which words, and what the trigger means.

Always true here: a telling depends on its own report and on what is linked already, never on other tellings; words are compared
by rough stems, people and places by entity where they have a name.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from sys import intern
from typing import Any, TypeVar

from msgspec import Struct, field

from ... import rules
from ...model.links import ActorRef, EventRef
from ...model.notes import Dating, EventMention, Polarity, Realis, ReportNotes
from ...model.reading import Extent
from ...model.record import is_firm
from .rarity import rarity

T = TypeVar("T")

_LONGEST_DAYS = 3  # longer spans ("in October") are no evidence that two tellings mean one happening
_SHORTEST_STEM = 4
_MARKS = ".,;:!?\"'“”‘’()[]"


class Telling(Struct, frozen=True, gc=False):
    """One event mention: entities and head words by role, content words, days.

    ``told`` is False for what only refers to an event; ``ref`` counts its report's events or references accordingly. ``means`` is
    what the trigger may mean: its root and the sets of like words that it is in; ``rare`` how telling it is. ``known`` are the named
    entities of its sentence, ``beside`` those of its clause that have no part in it, ``context`` the words of its sentence, ``described``
    those of the phrases for its patients, ``reported`` the last day on which its report can have appeared. ``further`` is what its
    report tells as one more of its kind ("they then broke into"); a deed told as done by somebody unsure ("allegedly shot") is ``actual``
    here. ``since`` and ``until`` are its first and last day however far apart, None where no time is given; a ``tally`` counts what was
    done to several in a time that is not over ("this year 56 guards have been shot"), which is no one happening: but the victims in a
    count of dead may well be of one.
    """

    ref: EventRef
    told: bool
    content: str
    sentence: str
    type: str
    family: str
    lemma: str
    means: frozenset[str]
    first: datetime.date | None
    last: datetime.date | None
    reported: datetime.date | None
    firm: bool
    agents: frozenset[str]
    patients: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]
    known: frozenset[str]
    beside: frozenset[str]
    described: frozenset[str]
    words: tuple[str, ...]
    context: tuple[str, ...]
    copy: str | None
    main: bool
    nominal: bool
    polarity: Polarity
    realis: Realis
    rare: float
    further: bool = False
    since: datetime.date | None = None
    until: datetime.date | None = None
    tally: bool = False


class Context(Struct, frozen=True, gc=False):
    """What is linked already: entity of each actor (``named``: with a proper name; ``persons``: of these), copy group of each passage,
    families.

    ``kept`` holds each set of words and names once while tellings are made.
    """

    texts: Mapping[str, str]
    entities: Mapping[ActorRef, str]
    named: frozenset[str]
    copy_of: Mapping[tuple[str, int], str]
    families: Mapping[str, str]
    persons: frozenset[str] = frozenset()
    kept: dict[Any, Any] = field(default_factory=dict)

    def once(self, found: T) -> T:
        """The words or names as they were met before: most are none, or what a sentence has in common with itself."""
        return self.kept.setdefault(found, found)  # type: ignore[no-any-return]


def tellings(notes: ReportNotes, context: Context, some: Iterable[tuple[bool, int]] | None = None) -> Iterator[Telling]:
    """The tellings of one report, then what refers to events; or ``some``: whether each tells it, and its number among those."""
    known = _known(notes, context)
    every = ((told, n) for told, found in ((True, notes.events), (False, notes.references)) for n in range(len(found)))
    for told, number in every if some is None else some:
        event = (notes.events if told else notes.references)[number]
        sentence = notes.clauses[event.clause].sentence
        yield _telling(notes, EventRef(notes.report, number), event, told, context, known.get(sentence, ()))


def _known(notes: ReportNotes, context: Context) -> dict[int, list[tuple[Extent, str]]]:
    """The named entities of each sentence, each where it is named."""
    found: dict[int, list[tuple[Extent, str]]] = {}
    sentences = notes.layout.sentences
    number = 0
    for mention in sorted(notes.mentions, key=lambda m: m.extent):
        while number < len(sentences) and sentences[number].end <= mention.extent.start:
            number += 1
        entity = context.entities.get(ActorRef(notes.report, mention.actor))
        if number < len(sentences) and entity in context.named and entity is not None:
            found.setdefault(number, []).append((mention.extent, entity))
    return found


def _telling(
    notes: ReportNotes,
    ref: EventRef,
    event: EventMention,
    told: bool,
    context: Context,
    known: Sequence[tuple[Extent, str]],
) -> Telling:
    text, clause = context.texts[notes.report], notes.clauses[event.clause]
    words, sentence = text[clause.extent.start : clause.extent.end], notes.layout.sentences[clause.sentence]
    reported = _day(notes.published.latest) if notes.published else None
    since, until = _span(event.dating)
    short = since is not None and until is not None and (until - since).days <= _LONGEST_DAYS
    agents, patients = _who(notes, event, "agent", context), _who(notes, event, "patient", context)
    places = context.once(frozenset(e for p in event.places if (e := context.entities.get(ActorRef(notes.report, p)))))
    phrases = [p.extent for p in event.participants if p.role == "patient"]
    family = context.families.get(event.type, event.type)
    return Telling(
        ref=ref,
        told=told,
        content=words.casefold(),
        sentence=_casefolded(text[sentence.start : sentence.end]),
        type=intern(event.type),
        family=family,
        lemma=intern(event.lemma),
        means=meanings(event.lemma),
        first=since if short else None,
        last=until if short else None,
        reported=reported,
        firm=is_firm(event.dating),
        agents=agents,
        patients=patients,
        places=places,
        named=context.once((agents | patients) & context.named),
        known=context.once(frozenset(entity for _, entity in known)),
        beside=context.once(frozenset(e for at, e in known if clause.extent.holds(at)) - agents - patients - places),
        described=context.once(frozenset(w for p in phrases for w in content_words(text[p.start : p.end]))),
        words=_in_order(content_words(words) - {stem(text[event.trigger.start : event.trigger.end].casefold())}),
        context=_in_order(content_words(text[sentence.start : sentence.end])),
        copy=context.copy_of.get((notes.report, sentence.start)),
        nominal=event.mode == "nominal",
        main=clause.link in ("root", "conj", "ccomp"),
        polarity=event.polarity,
        realis="actual" if event.doubted else event.realis,
        rare=rarity(stem(event.lemma)),
        further=not rules.words("comparing", "further").isdisjoint(w.strip(_MARKS) for w in words.casefold().split()),
        since=since,
        until=until,
        tally=not short and family != "harm" and _runs_on(until, reported) and _counts(text, phrases),
    )


def _span(dating: Dating | None) -> tuple[datetime.date, datetime.date] | tuple[None, None]:
    """The first and the last day of a time."""
    return (_day(dating.earliest), _day(dating.latest)) if dating else (None, None)


def _runs_on(until: datetime.date | None, reported: datetime.date | None) -> bool:
    """Whether a time is not over when its report appears: "this year"."""
    return until is not None and reported is not None and reported <= until


def _counts(text: str, phrases: Iterable[Extent]) -> bool:
    """Whether a number of several stands in one of these phrases."""
    words = (word.replace(",", "") for p in phrases for word in text[p.start : p.end].casefold().split())
    return any((word.isdigit() and word != "1") or word in rules.words("comparing", "several") for word in words)


@lru_cache(maxsize=1 << 12)
def _day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def _who(notes: ReportNotes, event: EventMention, role: str, context: Context) -> frozenset[str]:
    """Named entities in this role; for the rest the head word of the phrase. Words for just anybody are left out."""
    found = []
    for p in event.participants:
        if p.role == role:
            entity = context.entities.get(ActorRef(notes.report, p.actor)) if p.actor is not None else None
            phrase = context.texts[notes.report][p.extent.start : p.extent.end].casefold().split()
            found.append(entity if entity in context.named else _head_word(phrase))
    return context.once(frozenset(f for f in found if f) - rules.words("comparing", "anybody"))


@lru_cache(maxsize=1 << 12)
def _in_order(words: frozenset[str]) -> tuple[str, ...]:
    """Words as they are kept: a fifth of the room that a set takes."""
    return tuple(sorted(words))


@lru_cache(maxsize=1 << 12)
def _casefolded(sentence: str) -> str:
    """Kept, because all tellings of a sentence stand one behind the other."""
    return sentence.casefold()


def _head_word(phrase: Sequence[str]) -> str:
    """The noun that a phrase is about: its last word before "of", "in" and their like."""
    end = next(
        (n for n, w in enumerate(phrase) if n and w in ("of", "in", "from", "for", "at", "on", "to")), len(phrase)
    )
    return stem(phrase[end - 1]) if phrase else ""


@lru_cache(maxsize=1 << 12)
def content_words(words: str) -> frozenset[str]:
    """The stems of the words that say something; kept, because all tellings of a sentence stand one behind the other."""
    empty = rules.words("comparing", "empty") | rules.words("comparing", "anybody")
    bare = (raw.strip(_MARKS) for raw in words.casefold().replace("’", "'").split())
    return frozenset(stem(w) for w in bare if w and w not in empty)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A rough stem, for comparing only: "protesters" and "protester", "freed" and "free"."""
    word = word.strip(_MARKS).removesuffix("'s")
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@cache
def meanings(lemma: str) -> frozenset[str]:
    """What a trigger may mean: its root ("resign" of "resignation") and the sets of like words that it is in."""
    return frozenset({_root(lemma), *(f"={n}" for n in _alike().get(lemma, ()))})


@cache
def _alike() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, alike in enumerate(rules.table("happenings")["same"]):
        for word in alike:
            found.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


def _root(lemma: str) -> str:
    """The lemma without the endings that make nouns and verbs of it, double letters made one."""
    while True:
        ending = next((e for e in _endings() if lemma.endswith(e) and len(lemma) - len(e) >= _SHORTEST_STEM), None)
        if ending is None:
            return lemma[:-1] if len(lemma) > _SHORTEST_STEM and lemma[-1] == lemma[-2] else lemma
        lemma = lemma.removesuffix(ending)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(rules.table("happenings")["endings"])
