"""The clearest sentence of each event: what a timeline prints of it.

Always true here: a line is a whole sentence that tells the event; a sentence that many words of the day's other sentences come
back in scores higher; flaws of a line are rules with a name (resources/timeline.toml).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .. import rules
from ..model.links import EventLink
from ..model.reading import Extent, Span
from ..model.record import Event
from .materials import Materials
from .passages import Passages, Place, day_of
from .timeline import is_dated

LEAD = 5
"""Sentences in which a report tells what is new: without a date of their own, later ones are no line. Of 3, 5, 8, 10 and 30, 5 was
best for the exact words (ROUGE-2) over five topics of news."""

LENGTH = (8, 60)
"""Words of a line: shorter lacks the who or the what, longer is no line."""

TOLD_BEFORE = 0.5
"""For a sentence printed before the day that it tells of: an announcement, where others report. Of 0.3, 0.5 and 1."""


BY_ORIGINS = 0.1
"""For each doubling of the origins that tell the event. Of 0, 0.1 and 0.2: the last two did not differ."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence that could stand for an event on ``day``."""

    place: Place
    span: Span
    words: frozenset[str]
    day: str
    published: str | None


def with_lines(materials: Materials, found: Sequence[Event], known: Passages) -> tuple[Event, ...]:
    """The events with their clearest sentence and how well it tells its day; those without a day stay as they are."""
    links = {link.id: link for link in materials.events}
    lines = {e.id: _lines(materials, e, links[e.id], known) for e in found if is_dated(e) and not e.background}
    days = _days(lines.values())
    return tuple(_with_line(event, lines.get(event.id, ()), days, known.telling) for event in found)


def _lines(materials: Materials, event: Event, link: EventLink, known: Passages) -> tuple[_Line, ...]:
    """The sentences that tell ``event``: any with a firm date, else those at the head of their report."""
    if event.when is None:
        return ()
    places: set[Place] = set()
    for ref in link.members:
        notes = materials.notes[ref.report]
        number = notes.clauses[notes.events[ref.event].clause].sentence
        if event.when.basis != "report-date" or number < LEAD:
            places.add(Place(ref.report, number))
    made = (
        _line(materials, place, known.words[place], event.when.earliest) for place in places if place in known.words
    )
    return tuple(line for line in made if _fits(line.span.exact))


def _line(materials: Materials, place: Place, words: frozenset[str], day: str) -> _Line:
    notes = materials.notes[place.report]
    sentence = notes.layout.sentences[place.number]
    span = materials.span(place.report, Extent(sentence.start, sentence.end))
    return _Line(place, span, words, day, day_of(notes))


def _fits(text: str) -> bool:
    shortest, longest = LENGTH
    return shortest <= len(text.split()) <= longest


def _days(lines: Iterable[Sequence[_Line]]) -> dict[str, dict[str, float]]:
    """By day: the share of its sentences that hold each word."""
    held: defaultdict[str, dict[Place, frozenset[str]]] = defaultdict(dict)
    for line in (line for some in lines for line in some):
        held[line.day][line.place] = line.words
    counts = {day: Counter(word for words in found.values() for word in words) for day, found in held.items()}
    return {day: {word: n / len(held[day]) for word, n in found.items()} for day, found in counts.items()}


def _with_line(
    event: Event, lines: Sequence[_Line], days: Mapping[str, Mapping[str, float]], telling: Mapping[str, float]
) -> Event:
    if not lines:
        return event
    scored = [
        (-_score(line, days[line.day], telling), line.published or "9999", line.place, line.span) for line in lines
    ]
    score, _, _, span = min(scored)
    behind = 1 + BY_ORIGINS * math.log2(event.n_origins)
    return replace(event, line=span, salience=round(-score * behind, 4))


def _score(line: _Line, day: Mapping[str, float], telling: Mapping[str, float]) -> float:
    """How much of what the day's sentences tell comes back in this one, for its length; less for each flaw."""
    words = line.words
    told = math.fsum(day[word] * telling[word] for word in words)
    length = math.sqrt(math.fsum(telling[word] ** 2 for word in words)) or 1.0
    early = TOLD_BEFORE if line.published and line.published < line.day else 1.0
    return told / length * early * math.prod(share for pattern, share in _flaws() if pattern.search(line.span.exact))


@cache
def _flaws() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(flaw["pattern"]), flaw["share"]) for flaw in rules.table("timeline")["flaw"])
