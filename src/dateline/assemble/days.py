"""How much speaks for each day: reports that come back to it, papers of that day, what happened on it.

Always true here: the evidence of a day is shared out among its events by their weight, so that the sum over a day's events is the
day's evidence, and a filter of events takes from a day what does not pass; copies of a sentence count once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from ..model.notes import ReportNotes, TimeExpression
from ..model.record import Event
from .materials import Materials
from .passages import Passages, Place, day_of, opens_entry, single_day, times_in
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
ENTRY = 10.0  # more for a day that opens a sentence before a dash: somebody chose it for a chronology. Of 0, 3, 5, 10 and 20; 10
# and 20 find days of quiet months, and only one of the five topics holds chronologies
FIRST = 0.02  # of the reports may be older than the record's own time: an old page among many


def in_their_time(materials: Materials, found: Sequence[Event]) -> tuple[Event, ...]:
    """The events, of which none is background that its words put on a day in the record's own time: what happened since the
    reports began is part of their story, even where only a look back from months later tells it."""
    papers = sorted(day for day in map(day_of, materials.notes.values()) if day)
    if not papers:
        return tuple(found)
    begin = papers[int(FIRST * len(papers))]
    return tuple(replace(e, background=False) if _is_on(e, begin) else e for e in found)


def _is_on(event: Event, begin: str) -> bool:
    when = event.when
    return (
        event.background
        and when is not None
        and is_dated(event)
        and when.basis != "report-date"
        and when.earliest >= begin
    )


def evidence_of(materials: Materials, found: Sequence[Event], known: Passages) -> dict[str, float]:
    """The share of each event in what speaks for its day, by its id; none of those that no day is known of, and of background."""
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
    return shares


def _named(materials: Materials, known: Passages) -> dict[str, float]:
    """By day: over the reports that name it, what each adds."""
    found: defaultdict[str, float] = defaultdict(float)
    for notes in materials.notes.values():
        published = day_of(notes)
        for day, entry in _days_named(materials.reports[notes.report].text, notes, published, known).items():
            found[day] += _adds(day, published) + (ENTRY if entry else 0.0)
    return dict(found)


def _days_named(text: str, notes: ReportNotes, published: str | None, known: Passages) -> dict[str, bool]:
    """The days that one report names in sentences of its own, and whether one of them is the entry of a chronology."""
    days: dict[str, bool] = {}
    for number, time in times_in(notes):
        day = _day(time, published)
        if day and Place(notes.report, number) in known.words:
            start = notes.layout.sentences[number].start
            days[day] = days.get(day, False) or opens_entry(text, time.extent, start)
    return days


def _day(time: TimeExpression, published: str | None) -> str | None:
    """The day that ``time`` names; None for the stamp of a page or a comment: a date with its clock, or the report's own date."""
    day, dating = single_day(time.dating), time.dating
    stamp = dating is not None and dating.basis == "stated" and (dating.precision == "time" or day == published)
    return None if stamp else day


def _adds(day: str, published: str | None) -> float:
    if published is None or day == published:
        return SAME_DAY
    if day > published:
        return AHEAD
    gone = date.fromisoformat(published) - date.fromisoformat(day)
    return LONG_REMEMBERED if gone.days > LONG else REMEMBERED
