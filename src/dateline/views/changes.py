"""What is new in a record since a moment: the whole compared with what the reports published before it tell.

Always true here: nothing is new but by the date of a report (``since.py``) or of a decision; what was known before is counted from the
statements in the reports before alone; nothing of the record is made again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from ..assemble.backing import known_origins
from ..model.decisions import Decision
from ..model.record import Event, Figure, Occupancy, RecordData, Statement
from ..model.versions import Version
from ..model.words import OfficeStatus
from .dates import DateLabel, date_label
from .disputes import RANK, DisputeRow, dispute_row
from .index import Index
from .offices import OfficeRow, office_row
from .policies import Policy
from .series import Series, series_key, series_of
from .shortlist import Grown
from .since import Published, Split, is_since, may_be_since
from .timeline import TimelineRow, timeline_row
from .versions import Revised, VersionRow, version_rows

Became = Literal["corroborated", "disputed"]
_STANDING: tuple[OfficeStatus, ...] = ("holds", "former")  # a title before a name says it too; no change of office does


class Printed(Published, Protocol):
    """A report as far as a list of what is new needs it."""

    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def versions(self) -> tuple[Version, ...]: ...


class ReportRow(Struct, frozen=True):
    """A report that is new, may be new, or states no date."""

    id: str
    path: str
    title: str | None
    publisher: str | None
    published: DateLabel | None


class GrownEvent(Struct, frozen=True):
    """An event that was known and is told again: how many reports and origins told it before (``row`` has those of now), and the
    status that it has since."""

    row: TimelineRow
    n_reports_before: int
    n_origins_before: int
    became: Became | None


class FigureChange(Struct, frozen=True):
    """A series to which new reports give a number: ``before`` is its headline number without them, None where there was none."""

    series: Series
    before: str | None


class Changes(Struct, frozen=True):
    """What is new since ``since``, the weightiest first. ``reports`` are new, ``unsure`` of them may be; ``undated`` count as known.

    ``n_before`` reports were published before. ``offices`` are occupancies that no earlier report tells; ``disputes`` are conflicts,
    updates and refinements in which a new report stands; ``decisions`` were taken at that moment or after. ``versions`` are the earlier
    versions of reports that a later one has replaced since, by what is stated of that one; the last first.
    """

    since: str
    n_before: int
    reports: tuple[ReportRow, ...]
    unsure: tuple[ReportRow, ...]
    undated: tuple[ReportRow, ...]
    events: tuple[TimelineRow, ...]
    grown: tuple[GrownEvent, ...]
    figures: tuple[FigureChange, ...]
    offices: tuple[OfficeRow, ...]
    disputes: tuple[DisputeRow, ...]
    decisions: tuple[Decision, ...]
    versions: tuple[VersionRow, ...] = ()


class FirstChanges(Struct, frozen=True):
    """What is new, with the first rows of ``events``, ``grown`` and ``offices`` alone, and how many of each there are in all."""

    changes: Changes
    n_events: int
    n_grown: int
    n_offices: int


def changes(
    data: RecordData,
    reports: Iterable[Printed],
    parts: Split,
    grown: Grown,
    policy: Policy,
    decisions: Sequence[Decision],
) -> Changes:
    """What is new in ``data``, a record or the part of it that speaks of what may have changed; ``reports`` are all."""
    index, known, fresh = Index(data), {report.id: report for report in reports}, parts.fresh
    new = [event for event in data.events if event.id in grown.new]
    again = [event for event in data.events if event.id in grown.grown]
    return Changes(
        since=parts.since,
        n_before=len(parts.before),
        reports=_reports(known[id] for id in (*parts.new, *parts.unsure)),
        unsure=_reports(known[id] for id in parts.unsure),
        undated=_reports(known[id] for id in parts.undated),
        events=tuple(timeline_row(index, event) for event in _by_weight(new)),
        grown=tuple(_grown(index, event, fresh) for event in _by_weight(again)),
        figures=tuple(_figures(data, parts, policy)),
        offices=tuple(office_row(index, occupancy) for occupancy in new_offices(data.occupancies, parts)),
        disputes=tuple(_disputes(index, fresh)),
        decisions=tuple(decision for decision in decisions if is_since(decision.when, parts.since)),
        versions=replaced(known.values(), parts.since),
    )


def replaced(reports: Iterable[Revised], since: str) -> tuple[VersionRow, ...]:
    """The versions that the next one may have replaced at ``since`` or after, the last first; where nothing is stated of that one, nothing
    says so."""
    rows = (row for report in reports for row in version_rows(report))
    found = [row for row in rows if row.replaced and may_be_since(row.replaced, since)]
    found.sort(key=lambda row: (row.next_path, row.id))
    return tuple(sorted(found, key=lambda row: row.replaced or "", reverse=True))


def touched(figures: Sequence[Figure], parts: Split) -> tuple[Figure, ...]:
    """The figures of the series on an event to which a new report gives a number, whole series only."""
    fresh = parts.fresh
    keys = {series_key(figure) for figure in figures if figure.event and figure.span.report in fresh}
    return tuple(figure for figure in figures if series_key(figure) in keys)


def new_offices(occupancies: Sequence[Occupancy], parts: Split) -> tuple[Occupancy, ...]:
    """What new reports tell of an office, a holder and a status that no earlier report tells together; each once, changes first."""
    fresh = parts.fresh
    told = {_tells(occupancy) for occupancy in occupancies if occupancy.span.report not in fresh}
    found: dict[tuple[str | None, ...], Occupancy] = {}
    for occupancy in occupancies:
        if occupancy.span.report in fresh and _tells(occupancy) not in told:
            found.setdefault(_tells(occupancy), occupancy)
    return tuple(sorted(found.values(), key=lambda occupancy: occupancy.status in _STANDING))


def _tells(occupancy: Occupancy) -> tuple[str | None, ...]:
    body = (occupancy.body or "").casefold()
    return (occupancy.office.exact.casefold(), body, occupancy.holder, occupancy.status)


def _reports(reports: Iterable[Printed]) -> tuple[ReportRow, ...]:
    rows = (ReportRow(r.id, r.path, r.title, r.publisher, date_label(r.published)) for r in reports)
    return tuple(sorted(rows, key=lambda row: (row.published.earliest if row.published else "", row.path, row.id)))


def _by_weight(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.background, -event.weight, event.id))


def _grown(index: Index, event: Event, fresh: Collection[str]) -> GrownEvent:
    told = [index.statements[id] for id in event.statements if id in index.statements]
    before = [statement for statement in told if statement.span.report not in fresh]
    n_origins = max(1, len(known_origins(before)))
    became: Became | None = None
    if event.status == "disputed":
        became = None if _was_disputed(index, event, before) else "disputed"
    elif n_origins < 2 <= event.n_origins:
        became = "corroborated"
    return GrownEvent(timeline_row(index, event), len({s.span.report for s in before}), n_origins, became)


def _was_disputed(index: Index, event: Event, before: Sequence[Statement]) -> bool:
    """Whether a conflict on the event stands in earlier reports alone."""
    ids = {statement.id for statement in before}
    on = (index.contradictions[id] for id in index.contradictions_on.get(event.id, ()))
    return any(found.kind == "conflict" and ids.issuperset(found.statements) for found in on)


def _figures(data: RecordData, parts: Split, policy: Policy) -> Iterable[FigureChange]:
    """The series whose headline number is another since, with the number before."""
    found, fresh = touched(data.figures, parts), parts.fresh
    earlier = tuple(figure for figure in found if figure.span.report not in fresh)
    before = {_key(series): series for series in series_of(Index(replace(data, figures=earlier)), policy)}
    for series in series_of(Index(replace(data, figures=found)), policy):
        old = before.get(_key(series))
        value = old.value if old else None
        if value != series.value:
            yield FigureChange(series, value)


def _key(series: Series) -> tuple[str, str, str | None]:
    return series.measure, series.noun, series.event


def _disputes(index: Index, fresh: Collection[str]) -> Iterable[DisputeRow]:
    rows = [
        dispute_row(index, found)
        for found in index.open
        if any(index.statements[id].span.report in fresh for id in found.statements if id in index.statements)
    ]
    return sorted(rows, key=lambda row: (RANK[row.kind], row.aspect, row.id))
