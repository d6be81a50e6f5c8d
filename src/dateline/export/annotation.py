"""What ONE report says, in the shapes of the record: what ``dateline annotate`` prints. Pure."""

from __future__ import annotations

from msgspec import Struct

from ..assemble.materials import Materials
from ..assemble.record import assemble
from ..model.notes import ReportNotes, TimeExpression
from ..model.reading import Failure, Report, Span
from ..model.record import (
    Contradiction,
    Entity,
    Event,
    Figure,
    Occupancy,
    RecordedReport,
    Statement,
    TimeMention,
    When,
)
from ..pipeline import link
from ..settings import Settings


class MainIncident(Struct, frozen=True):
    """The main event of the report as far as it tells: people killed and injured, the day, the phrases that were counted.

    None is not said; 0 is that the report says that nobody was.
    """

    killed: int | None
    injured: int | None
    when: When | None
    evidence: tuple[Span, ...]


class Annotation(Struct, frozen=True):
    """One report with all it says; ids are those of a record of this report alone."""

    report: RecordedReport
    times: tuple[TimeMention, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    occupancies: tuple[Occupancy, ...]
    contradictions: tuple[Contradiction, ...]
    incident: MainIncident | None
    failures: tuple[Failure, ...]


def annotation(report: Report, notes: ReportNotes, settings: Settings) -> Annotation:
    """``report`` and its ``notes`` as a record of one, with every time expression as TIMEX3 type and value."""
    materials = link([report], {report.id: notes}, settings)
    data = assemble(materials, (), "", "", settings.table()).opened()
    return Annotation(
        report=data.reports[0],
        times=tuple(_time(materials, notes.report, time) for time in notes.times),
        entities=data.entities,
        statements=data.statements,
        events=data.events,
        figures=data.figures,
        occupancies=data.occupancies,
        contradictions=data.contradictions,
        incident=_incident(materials, notes),
        failures=notes.failures,
    )


def _incident(materials: Materials, notes: ReportNotes) -> MainIncident | None:
    found = notes.incident
    if found is None:
        return None
    evidence = tuple(materials.span(notes.report, extent) for extent in found.evidence)
    return MainIncident(found.killed, found.injured, materials.when(notes.report, found.when), evidence)


def _time(materials: Materials, report: str, time: TimeExpression) -> TimeMention:
    when = materials.when(report, time.dating, time)
    return TimeMention(materials.span(report, time.extent), time.type, time.value, when, time.rule)
