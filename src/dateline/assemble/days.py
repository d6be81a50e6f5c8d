"""How much speaks for each day: reports that come back to it, papers of that day, what happened on it.

Always true here: the evidence of a day is shared out among its events by their weight, so that the sum over a day's events is the
day's evidence, and a filter of events takes from a day what does not pass; copies of a sentence count once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..model.notes import ReportNotes, TimeExpression
from ..model.record import Event
from .materials import Materials
from .passages import DAY_LIKE, Passages, Place, day_of
from .timeline import is_dated

# What one report adds to a day by naming it ("on Monday", "October 5"). A day that is named on later days counts twice what a day
# counts that is named on itself; one still named after a week, more. Over eight timelines of five topics (bench/tls.py), no half or
# double of one of these moved date F1 by .02: they are chosen for their meaning, not fitted.
SAME_DAY = 1.0
AHEAD = 0.5
REMEMBERED = 2.0
LONG_REMEMBERED = 3.0
LONG = 7  # days
PUBLISHED = 0.1  # a paper that appears on a day: papers appear every day
HAPPENED = 0.7  # for each unit of weight of the day's events
MOST_EVENTS = 10  # weightiest events of a day that count: of 5, 10, 20 and 40
BY_REPORT_DATE = 0.3  # of an event that is dated by nothing but its report's date


def with_evidence(materials: Materials, found: Sequence[Event], known: Passages) -> tuple[Event, ...]:
    """The events with their share of what speaks for their day; 0 for those that no day is known of, and for background."""
    events: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for event in found:
        if event.when and is_dated(event) and not event.background:
            firm = 1.0 if event.when.basis != "report-date" else BY_REPORT_DATE
            events[event.when.earliest][event.id] = event.weight * firm
    named, papers = _named(materials, known), Counter(map(day_of, materials.notes.values()))
    shares: dict[str, float] = {}
    for day, weights in events.items():
        happened = sum(sorted(weights.values(), reverse=True)[:MOST_EVENTS])
        evidence = named.get(day, 0.0) + PUBLISHED * papers[day] + HAPPENED * happened
        total = sum(sorted(weights.values())) or 1.0
        shares |= {event: round(evidence * weight / total, 4) for event, weight in weights.items()}
    return tuple(replace(event, evidence=shares.get(event.id, 0.0)) for event in found)


def _named(materials: Materials, known: Passages) -> dict[str, float]:
    """By day: over the reports that name it, what each adds."""
    found: defaultdict[str, float] = defaultdict(float)
    for notes in materials.notes.values():
        published = day_of(notes)
        for day in _days_named(notes, published, known):
            found[day] += _adds(day, published)
    return dict(found)


def _days_named(notes: ReportNotes, published: str | None, known: Passages) -> set[str]:
    """The days that one report names in sentences of its own."""
    days: set[str] = set()
    times = sorted(notes.times, key=lambda time: time.extent)
    at = 0
    for number, sentence in enumerate(notes.layout.sentences):
        while at < len(times) and times[at].extent.start < sentence.end:
            day = _day(times[at], published) if times[at].extent.start >= sentence.start else None
            if day and Place(notes.report, number) in known.words:
                days.add(day)
            at += 1
    return days


def _day(time: TimeExpression, published: str | None) -> str | None:
    """The day that ``time`` names; None for the stamp of a page or a comment: a date with its clock, or the report's own date."""
    dating = time.dating
    if dating is None or dating.precision not in DAY_LIKE or dating.earliest != dating.latest:
        return None
    stamp = dating.basis == "stated" and (dating.precision == "time" or dating.earliest == published)
    return None if stamp else dating.earliest


def _adds(day: str, published: str | None) -> float:
    if published is None or day == published:
        return SAME_DAY
    if day > published:
        return AHEAD
    gone = date.fromisoformat(published) - date.fromisoformat(day)
    return LONG_REMEMBERED if gone.days > LONG else REMEMBERED
