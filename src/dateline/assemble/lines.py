"""The clearest sentence of each event: what a timeline prints of it.

Always true here: a line is a whole sentence of a report, without what a page or an agency put in front of it, and holds the
words that tell the event; a sentence that many words of the day's other sentences come back in scores higher; furniture and
flaws of a line are rules with a name (resources/timeline.toml).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from .. import rules
from ..model.links import EventLink, EventRef
from ..model.notes import EventMention, ReportNotes
from ..model.reading import Extent, Span
from ..model.record import Event, When
from .materials import Materials
from .passages import Passages, Place, day_of, distinct, opens_entry, single_day, times_in, vocabulary
from .timeline import is_dated

LEAD = 5
"""Sentences in which a report tells what is new. Of 3, 5, 8, 10 and 30, 5 was best for the exact words over five topics of news."""

LATER = 0.3
"""For a later sentence that no words of its own put on its day. Of 0, 0.15, 0.3, 0.5 and 0.7: 0 leaves out the end of short reports."""

LENGTH = (6, 60)
"""Words of a line: shorter lacks the who or the what, longer is no line."""

TOLD_BEFORE = 0.5
"""For a sentence printed before the day that it tells of: an announcement, where others report. Of 0.3, 0.5 and 1."""

RECORD = 2.0
"""For what comes back all over the record, beside the day: of the lines of a day, those of the record's own story. Of 0, 1, 2 and 4:
without it, a day's other news came first where a folder holds round-ups."""

LEAST = 0.25
"""Of a sentence's score that its flaws must leave: less is no line."""

UNTYPED = 0.6
"""For what is of no known type and has no words for its day: as well a view as a deed. Of 0.4, 0.6, 0.8 and 1."""

NOT_A_FACT = 0.4
"""For what is planned, possible, demanded or denied: others tell what happened."""

IN_PASSING = 0.7
"""For a sentence that tells the event by a noun or beside its main clause."""

UNDATED_IN_PASSING = 0.4
"""The same without words for its day: it may have been before. Of 0.2, 0.4 and 0.7."""

ANOTHER_DAY = 0.2
"""For a sentence that names other days and not the event's, or that tells the event in passing, of another day in the main."""

CAPTION = 0.5
"""For words under a picture, or in the present tense of such, with a day that is over: they tell what is seen there."""

BY_ORIGINS = 0.1
"""For each doubling of the origins that tell the event. Of 0, 0.1 and 0.2: the last two did not differ."""

_MAIN = ("root", "conj", "ccomp")
_NO_TYPE = "other"
_ENDINGS = ("", "s", "es")


class _Ground(Struct, frozen=True):
    """What lines are chosen from; ``main`` is the day on which what a sentence mainly tells happened, where words of its own say
    it, ``named`` the days that it names."""

    materials: Materials
    known: Passages
    main: Mapping[Place, str]
    named: Mapping[Place, frozenset[str]]


class _Line(Struct, frozen=True):
    """A sentence that could stand for an event on ``day``; ``share`` is what the way it tells the event leaves of its score."""

    place: Place
    span: Span
    words: tuple[str, ...]
    day: str
    published: str | None
    share: float


def clearest(materials: Materials, found: Sequence[Event], known: Passages) -> dict[str, tuple[Span, float]]:
    """The clearest sentence of each event, by its id, and how well it tells its day; none of those without a day, and of those that no
    sentence tells clearly."""
    links = {link.id: link for link in materials.events}
    notes = materials.notes.values()
    ground = _Ground(materials, known, dict(_main_days(notes)), _named_days(notes))
    by_day: defaultdict[str, list[Event]] = defaultdict(list)
    for event in found:
        if event.when and is_dated(event) and not event.background:
            by_day[event.when.earliest].append(event)
    return {event: line for day in by_day.values() for event, line in _of_day(ground, day, links)}


def _of_day(
    ground: _Ground, events: Sequence[Event], links: Mapping[str, EventLink]
) -> Iterator[tuple[str, tuple[Span, float]]]:
    """The clearest sentence of each event of one day that has one, by its id."""
    lines = {event.id: _lines(ground, event, links[event.id]) for event in events}
    shares = _shares(lines.values())
    for event in events:
        if line := _best(event, lines[event.id], shares, ground.known):
            yield event.id, line


def _lines(ground: _Ground, event: Event, link: EventLink) -> tuple[_Line, ...]:
    """The sentences that tell ``event``: any with a firm date, else those at the head of their report; each once, as it tells best."""
    best: dict[Span, _Line] = {}
    for ref in link.members:
        line = _line(ground, event, ref)
        if line and (line.span not in best or line.share > best[line.span].share):
            best[line.span] = line
    return tuple(sorted(best.values(), key=lambda line: (line.place, line.span.start)))


def _line(ground: _Ground, event: Event, ref: EventRef) -> _Line | None:
    """The sentence of one mention, if it is one that tells anything; None where the event is in its furniture, or told otherwise than it
    is known: "allegedly" stands over no fact."""
    notes, text = ground.materials.notes[ref.report], ground.materials.reports[ref.report].text
    mention = notes.events[ref.event]
    place = Place(ref.report, notes.clauses[mention.clause].sentence)
    if event.when is None or place not in ground.known.words or mention.realis != event.realis:
        return None
    sentence = notes.layout.sentences[place.number]
    start = sentence.start + furniture(text[sentence.start : sentence.end])
    span = ground.materials.span(ref.report, Extent(start, sentence.end))
    if mention.trigger.start < start or not _fits(span.exact):
        return None
    words = ground.known.words[place] if start == sentence.start else distinct(vocabulary(span.exact))
    day = event.when.earliest
    share = _share(ground, place, mention, event.when) * (CAPTION if _is_seen(notes, mention, text, start) else 1.0)
    return _Line(place, span, words, day, day_of(notes), share)


@lru_cache(maxsize=1 << 10)
def furniture(text: str) -> int:
    """How many characters of a sentence stand before its first word: datelines, clocks, credits, headings without a full stop."""
    start = 0
    for pattern in _furniture():
        found = pattern.match(text, start)
        start = found.end() if found else start
    return start


def _fits(text: str) -> bool:
    shortest, longest = LENGTH
    return shortest <= len(text.split()) <= longest


def _share(ground: _Ground, place: Place, mention: EventMention, when: When) -> float:
    """What is left of a sentence's score for the way in which it tells the event."""
    notes, day, firm = ground.materials.notes[place.report], when.earliest, when.basis != "report-date"
    share = 1.0 if mention.realis == "actual" and mention.polarity == "positive" else NOT_A_FACT
    if mention.type == _NO_TYPE and not firm:
        share *= UNTYPED
    if notes.layout.role(notes.layout.sentences[place.number]) == "caption":
        share *= CAPTION
    if place.number >= LEAD and not firm:
        share *= LATER
    if day not in ground.named.get(place, (day,)):
        return share * ANOTHER_DAY
    if notes.clauses[mention.clause].link in _MAIN:
        return share
    return share * (ANOTHER_DAY if ground.main.get(place, day) != day else IN_PASSING if firm else UNDATED_IN_PASSING)


def _is_seen(notes: ReportNotes, mention: EventMention, text: str, start: int) -> bool:
    """Whether a line tells in the present tense what was on a day that it names; no entry of a chronology, which does so too."""
    clause, lemma = notes.clauses[mention.clause], mention.lemma
    if clause.link != "root" or clause.head != mention.trigger or mention.time is None:
        return False
    word = text[mention.trigger.start : mention.trigger.end].casefold()
    present = word in {lemma + ending for ending in _ENDINGS} or (lemma.endswith("y") and word == lemma[:-1] + "ies")
    same = lemma in rules.words("timeline", "present.unchanged")
    return present and not same and not opens_entry(text, notes.times[mention.time].extent, start)


def _main_days(notes: Iterable[ReportNotes]) -> Iterator[tuple[Place, str]]:
    """Sentences whose main clause is known to a day by words of its own, with that day."""
    for found in notes:
        for clause in found.clauses:
            day = single_day(clause.dating) if clause.link == "root" else None
            if day and clause.dating and clause.dating.basis != "report-date":
                yield Place(found.report, clause.sentence), day


def _named_days(notes: Iterable[ReportNotes]) -> dict[Place, frozenset[str]]:
    """Sentences that name days, with those."""
    days: defaultdict[Place, set[str]] = defaultdict(set)
    for found in notes:
        for number, time in times_in(found):
            if day := single_day(time.dating):
                days[Place(found.report, number)].add(day)
    return {place: frozenset(named) for place, named in days.items()}


def _shares(lines: Iterable[Sequence[_Line]]) -> dict[str, float]:
    """The share of the sentences of a day that hold each word."""
    held = {line.place: line.words for some in lines for line in some}
    counts = Counter(word for words in held.values() for word in words)
    return {word: n / len(held) for word, n in counts.items()}


def _best(event: Event, lines: Sequence[_Line], day: Mapping[str, float], known: Passages) -> tuple[Span, float] | None:
    scored = [(-_score(line, day, known), line.published or "9999", line.place, line.span) for line in lines]
    score, _, _, span = min(scored, default=(0.0, "", None, event.headline))
    behind = 1 + BY_ORIGINS * math.log2(event.n_origins)
    return (span, round(-score * behind, 4)) if score else None


def _score(line: _Line, day: Mapping[str, float], known: Passages) -> float:
    """How much of what the day's sentences and the record tell comes back in this one, for its length; less for each flaw."""
    flaws = _without_flaws(line.span.exact)
    if flaws < LEAST:
        return 0.0
    words = [
        word for word in line.words if word in known.telling
    ]  # a part of a sentence may begin in a word of its own
    told = math.fsum((day[word] + RECORD * known.share[word]) * known.telling[word] for word in words)
    length = math.sqrt(math.fsum(known.telling[word] ** 2 for word in words)) or 1.0
    early = TOLD_BEFORE if line.published and line.published < line.day else 1.0
    return told / length * early * flaws * line.share


@lru_cache(maxsize=1 << 10)
def _without_flaws(text: str) -> float:
    """What its flaws leave of the score of a line; 0 where one alone leaves too little, which is looked for first."""
    if any(share < LEAST and pattern.search(text) for pattern, share in _flaws()):
        return 0.0
    return math.prod(share for pattern, share in _flaws() if share >= LEAST and pattern.search(text))


@cache
def _flaws() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(flaw["pattern"]), flaw["share"]) for flaw in rules.table("timeline")["flaw"])


@cache
def _furniture() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(kind["pattern"]) for kind in rules.table("timeline")["furniture"])
