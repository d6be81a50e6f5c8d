"""The timeline as rows: days in order; longer periods, background, and what has no date (with the reason) apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from typing import Generic

from msgspec import Struct

from ..assemble.timeline import E, choose, part_of
from ..model.reading import Span
from ..model.record import Event, Statement, Status
from ..model.words import Polarity, Realis, TimelinePart
from ..rules import table
from .dates import DateLabel, date_label, label
from .index import Index, Quote
from .mood import mood
from .visible import one_line, quoted
from .voice import Voice, voice


class TimelineRow(Struct, frozen=True):
    """One event on the timeline in one report's words, with what stands behind it over all reports.

    ``quote`` is the passage, ``sentence`` the whole sentence that holds it, ``deed`` the words of the passage that tell the event: a
    sentence may tell several. ``reason`` says why a row has no date. ``contradictions`` are ids for ``dateline show``.
    """

    event: str
    date: DateLabel | None
    type: str
    mode: str | None
    quote: Quote
    sentence: Quote
    deed: Quote | None
    statement: str | None
    voice: Voice | None
    speakers: tuple[str, ...]
    places: tuple[str, ...]
    polarity: Polarity
    realis: Realis
    background: bool
    n_reports: int
    n_publishers: int
    n_origins: int
    n_speakers: int
    status: Status
    contradictions: tuple[str, ...]
    reason: str | None


class Day(Struct, frozen=True):
    """One date of the timeline, EDTF and label, with its rows."""

    date: str
    label: str
    rows: tuple[TimelineRow, ...]


class LeftOut(Struct, frozen=True):
    """How many events that pass the reader's filter are not among the rows."""

    days: int
    periods: int
    background: int
    undated: int

    @property
    def total(self) -> int:
        """In all parts together."""
        return self.days + self.periods + self.background + self.undated


class TimelineView(Struct, frozen=True):
    """What is new by day, what is new but not known to a day, background, what has no date, how much was left out."""

    days: tuple[Day, ...]
    periods: tuple[TimelineRow, ...]
    background: tuple[TimelineRow, ...]
    undated: tuple[TimelineRow, ...]
    left_out: LeftOut


class Parts(Struct, Generic[E], frozen=True):
    """Events by where they stand on a timeline, each part in the order given."""

    days: tuple[E, ...]
    periods: tuple[E, ...]
    background: tuple[E, ...]
    undated: tuple[E, ...]

    def left_out(self, days: Sized, periods: Sized, background: Sized, undated: Sized) -> LeftOut:
        """How many events each part has beyond those chosen."""
        chosen = zip(
            (self.days, self.periods, self.background, self.undated), (days, periods, background, undated), strict=True
        )
        return LeftOut(*(len(part) - len(kept) for part, kept in chosen))


def parts_of(events: Iterable[E]) -> Parts[E]:
    """``events`` sorted into parts; each is in exactly one."""
    found: dict[TimelinePart, list[E]] = {"days": [], "periods": [], "background": [], "undated": []}
    for event in events:
        found[part_of(event)].append(event)
    return Parts(**{name: tuple(part) for name, part in found.items()})


NOTHING_LEFT_OUT = LeftOut(0, 0, 0, 0)


def timeline_view(index: Index, events: Sequence[Event], left_out: LeftOut = NOTHING_LEFT_OUT) -> TimelineView:
    """The timeline of ``events``, each part in order of time and place."""
    parts = parts_of(events)
    return TimelineView(
        _days(_rows(index, parts.days)),
        _rows(index, parts.periods),
        _rows(index, parts.background),
        _rows(index, parts.undated),
        left_out,
    )


def whole_timeline(index: Index) -> TimelineView:
    """The timeline of the whole record, without events whose words repeat a line of the same part; they are counted."""
    events = [event for event in index.nouns.events if event.mode != "referred"]
    parts = parts_of(events)
    days = [event for day in choose(events) for event in day.events]
    rest = [weightiest(part, None) for part in (parts.periods, parts.background, parts.undated)]
    left_out = parts.left_out(days, *rest)
    return timeline_view(index, [*days, *(event for part in rest for event in part)], left_out)


def weightiest(events: Iterable[E], n: int | None) -> list[E]:
    """The ``n`` events of most weight, one for each passage; None means all."""
    best: dict[Span, E] = {}
    for event in sorted(events, key=lambda event: (-event.weight, event.id)):
        if n is not None and len(best) >= n:
            break
        best.setdefault(event.headline, event)
    return list(best.values())


def _rows(index: Index, events: Iterable[Event]) -> tuple[TimelineRow, ...]:
    return tuple(sorted((timeline_row(index, event) for event in events), key=_row_key))


def timeline_row(index: Index, event: Event) -> TimelineRow:
    """One event as a row in its clearest words, told by the statement that they are from."""
    told = [index.statements[found] for found in event.statements if found in index.statements]
    teller = _teller(event, told)
    quote = index.quote(event.headline)
    return TimelineRow(
        event=event.id,
        date=date_label(event.when),
        type=event.type,
        mode=event.mode,
        quote=quote,
        sentence=index.quote(teller.sentence) if teller else quote,
        deed=_deed(index, event),
        statement=teller.id if teller else None,
        voice=voice(index, teller),
        speakers=_speakers(index, told),
        places=tuple(name for name in map(index.name, event.places) if name),
        polarity=event.polarity,
        realis=event.realis,
        background=event.background,
        n_reports=event.n_reports,
        n_publishers=event.n_publishers,
        n_origins=event.n_origins,
        n_speakers=event.n_speakers,
        status=event.status,
        contradictions=_contradictions(index, event),
        reason=None if event.when else undated_reason(index, teller),
    )


def date_beside(row: TimelineRow, heading: str) -> str:
    """What ``heading`` does not say of a row's date: the hour, the part of day, a weak basis; else why there is none."""
    date = row.date
    if date is None:
        return row.reason or ""
    rest = date.label.removeprefix(heading).removeprefix(", ")
    weak = f"{date.mark} {table('labels')['basis'][date.basis]}" if date.mark else ""
    return " ".join(part for part in (rest, weak) if part)


def meant(row: TimelineRow) -> str:
    """Which words of a row's passage tell the event, and what keeps them from being a fact: “halt”: negated."""
    words = quoted(one_line(row.deed.exact)) if row.deed else ""
    return ": ".join(part for part in (words, ", ".join(mood(row))) if part)


def undated_reason(index: Index, statement: Statement | None) -> str:
    """Why a statement has no date, as a label."""
    labels = table("labels")["undated"]
    report = index.reports.get(statement.span.report) if statement else None
    undated = report is not None and report.published is None
    return str(labels["report-undated" if undated else "no-time"])


def _deed(index: Index, event: Event) -> Quote | None:
    """The first words of the headline that tell the event."""
    head = event.headline
    here = (m for m in event.mentions if m.report == head.report and head.start <= m.start and m.end <= head.end)
    first = min(here, key=lambda mention: mention.start, default=None)
    return index.quote(first) if first else None


def _teller(event: Event, told: Sequence[Statement]) -> Statement | None:
    head = event.headline
    for statement in told:
        span = statement.sentence
        if span.report == head.report and span.start <= head.start and head.end <= span.end:
            return statement
    return told[0] if told else None


def _speakers(index: Index, told: Iterable[Statement]) -> tuple[str, ...]:
    voices = (voice(index, statement) for statement in told)
    return tuple(
        dict.fromkeys(found.name or found.words or "" for found in voices if found and (found.name or found.words))
    )


def _contradictions(index: Index, event: Event) -> tuple[str, ...]:
    own = index.contradictions_on.get(event.id, ())
    through = [found for statement in event.statements for found in index.contradictions_of.get(statement, ())]
    return tuple(dict.fromkeys((*own, *through)))


def _row_key(row: TimelineRow) -> tuple[str, str, str, str, int, str]:
    date = row.date
    first, last, edtf = (date.earliest, date.latest, date.edtf) if date else ("", "", "")
    return (first, last, edtf, row.quote.path, row.quote.start, row.event)


def _days(rows: Iterable[TimelineRow]) -> tuple[Day, ...]:
    days: dict[str, list[TimelineRow]] = {}
    for row in rows:
        days.setdefault(row.date.earliest if row.date else "", []).append(row)
    return tuple(Day(day, label(day), tuple(found)) for day, found in days.items())
