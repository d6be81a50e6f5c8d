"""Statements, events, figures, offices and contradictions of all reports: the record.

Always true here: the record depends on reports, notes, links and decisions alone, in whatever order they come; everything in it is
sorted by content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from ..model.closed import ClosedRecord
from ..model.links import CopyLink
from ..model.notes import ReportNotes
from ..model.reading import Failure, Report, Span
from ..model.record import (
    Contradiction,
    CopyGroup,
    Event,
    Occupancy,
    Provenance,
    RecordData,
    RecordedReport,
)
from ..model.versions import Version
from .contradictions import contradictions
from .days import evidence_of, in_their_time
from .entities import entities
from .events import events
from .figures import with_backing as figures_backed
from .lines import clearest
from .materials import Materials, look_up
from .offices import with_backing as offices_backed
from .opening import of_events, without_notes
from .origins import first_prints
from .passages import passages
from .referred import referred_events
from .relations import with_relations
from .rulings import (
    applied,
    failure,
    is_told,
    on_entities,
    on_events,
    on_reports,
    overruled,
    rulings_of,
    settled,
    unmet,
)
from .said import said
from .scopes import Scopes
from .versions import superseded, versions


def assemble(
    materials: Materials,
    failures: Sequence[Failure],
    version: str,
    parser: str,
    settings: Mapping[str, float | int | str | bool],
) -> ClosedRecord:
    """The record of ``materials``."""
    lookup = look_up(materials)
    lookup = replace(lookup, copied=first_prints(materials, lookup))
    rulings = rulings_of(materials, lookup)
    former = versions(materials)
    told, materials = said(materials, lookup, rulings)
    found = contradictions(materials, lookup, told.atoms, told.figures, told.occupancies, told.rebuttals)
    conflicts, rulings, unsettled = settled(materials, rulings, found)
    standing = tuple(c for c in conflicts if not c.resolved)
    reports = on_reports(rulings, (_recorded(materials, notes, former) for _, notes in sorted(materials.notes.items())))
    amiss = {*failures, *_of_reports(materials)}
    materials = of_events(materials)
    happened = on_events(
        materials, rulings, events(materials, lookup, told.atoms, _disputed_events(materials, standing))
    )
    referred = referred_events(materials, lookup, told.atoms, {event.id for event in happened})
    told = told.without_events()
    happened = _for_timeline(materials, happened)
    happened = _by_day((*with_relations(materials, happened), *referred))
    unapplied = (*materials.unapplied, *unsettled, *unmet(materials, rulings), *overruled(materials, rulings))
    materials = without_notes(materials)
    named = on_entities(rulings, entities(materials))
    held = offices_backed(materials, told.atoms, told.occupancies, standing)
    data = RecordData(
        provenance=replace(_provenance(materials, version, parser, settings), applied=applied(materials, rulings)),
        failures=tuple(sorted(amiss.union(map(failure, filter(is_told, unapplied))))),
        reports=reports,
        entities=named,
        statements=(),
        events=happened,
        figures=figures_backed(materials, Scopes(told.atoms, happened, named), told.figures, standing),
        occupancies=tuple(_marked(o, standing) for o in held),
        contradictions=conflicts,
        copies=tuple(_copy(materials, link) for link in sorted(materials.copies, key=lambda c: c.id)),
        decisions=tuple(materials.decisions),
    )
    return ClosedRecord(data, told.statements)


def _by_day(found: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(found, key=lambda event: (event.when.earliest if event.when else "9999", event.id)))


def _of_reports(materials: Materials) -> Iterator[Failure]:
    """What was found amiss in reports, also in those of which a later version stands in the record; and which these are."""
    for notes in (*materials.notes.values(), *(notes for _, notes in materials.former.values())):
        yield from notes.failures
    yield from superseded(materials)


def _for_timeline(materials: Materials, found: Sequence[Event]) -> tuple[Event, ...]:
    known, found = passages(materials), in_their_time(materials, found)
    lines, shares = clearest(materials, found, known), evidence_of(materials, found, known)
    return tuple(_on_timeline(event, lines.get(event.id), shares.get(event.id, 0.0)) for event in found)


def _on_timeline(event: Event, line: tuple[Span, float] | None, evidence: float) -> Event:
    headline, salience = line or (event.headline, 0.0)
    return replace(event, headline=headline, salience=salience, evidence=evidence) if line or evidence else event


def _disputed_events(materials: Materials, conflicts: Sequence[Contradiction]) -> frozenset[str]:
    """Events of conflicts; of a denial, both the asserted and the denied one."""
    named = {c.event for c in conflicts if c.kind == "conflict" and c.event}
    denied = {e for pair in materials.denials if pair[0] in named for e in pair}
    return frozenset(named | denied)


def _marked(occupancy: Occupancy, conflicts: Sequence[Contradiction]) -> Occupancy:
    """An occupancy that a rival claims stands as disputed."""
    rivals = (c for c in conflicts if c.aspect == "status" and c.why.rule == "rival-holders")
    disputed = any(occupancy.statement in c.statements and occupancy.holder for c in rivals)
    return replace(occupancy, status="disputed") if disputed and occupancy.status != "former" else occupancy


def _provenance(
    materials: Materials, version: str, parser: str, settings: Mapping[str, float | int | str | bool]
) -> Provenance:
    reports = (*materials.reports.values(), *(report for report, _ in materials.former.values()))
    digest = hashlib.sha256("\n".join(sorted(f"{r.id} {r.sha256}" for r in reports)).encode()).hexdigest()
    ruled = tuple(decision.id for decision in materials.decisions)
    return Provenance(version, parser, dict(settings), len(materials.reports), digest, ruled)


def _recorded(materials: Materials, notes: ReportNotes, former: Mapping[str, tuple[Version, ...]]) -> RecordedReport:
    report: Report = materials.reports[notes.report]
    return RecordedReport(
        id=report.id,
        path=report.path,
        sha256=report.sha256,
        raw_sha256=report.raw_sha256,
        title=report.title,
        publisher=report.publisher,
        agency=report.agency,
        author=report.author,
        url=report.url,
        language=report.language,
        published=materials.when(report.id, notes.published),
        published_evidence=notes.published_evidence,
        text=report.text,
        blocks=notes.layout.blocks,
        versions=former.get(report.id, ()),
    )


def _copy(materials: Materials, link: CopyLink) -> CopyGroup:
    return CopyGroup(link.id, link.kind, tuple(materials.span(p.report, p.extent) for p in link.passages))
