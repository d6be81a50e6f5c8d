"""One thing of the record shown in its paragraph, with everything that stands on it and why."""

from __future__ import annotations

from msgspec import Struct

from ..model.reading import Role, Span
from ..model.record import RecordedReport
from ..rules import table
from .dates import DateLabel, date_label
from .findings import Cited, Finding, contradiction_finding, copies_finding, event_finding, findings, name_finding
from .index import Index, Quote
from .locate import PLACE, Target, TargetKind, locate, stretch
from .rulings import with_rulings
from .versions import VersionRow, as_report, moment, sides, version_rows


class Passage(Struct, frozen=True):
    """Words in their paragraph: ``before`` + ``focus`` + ``after`` is the paragraph as printed."""

    before: str
    focus: Quote
    after: str
    role: Role | None
    title: str | None
    agency: str | None
    published: DateLabel | None
    published_evidence: tuple[str, ...]


class Shown(Struct, frozen=True):
    """What ``dateline show`` prints for one target."""

    kind: TargetKind
    id: str
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]


def show(index: Index, target: str) -> Shown:
    """``target`` (an id, a name, a path, ``report:offset``) in full. Raises LookupFailed where nothing is found.

    Of an earlier version of a report (its id or path) the report is shown that stands for it now, of a place in it the passage.
    """
    if earlier := _in_version(index, target):
        return earlier
    found = locate(index, _standing_for(index, target))
    passages = tuple(passage(index.reports[span.report], span) for span in found.spans)
    return Shown(found.kind, found.id, passages, with_rulings(index, _findings(index, found)))


def _standing_for(index: Index, target: str) -> str:
    former = ((version, report.id) for report in index.revised for version in report.versions)
    return next((later for version, later in former if target in (version.id, version.path)), target)


def _in_version(index: Index, target: str) -> Shown | None:
    """The passage of an earlier version that ``target`` is the place of; None where it is none."""
    place = PLACE.fullmatch(target)
    if place is None:
        return None
    for report in index.revised:
        for version, row in zip(report.versions, version_rows(report), strict=True):
            if place["report"] in (version.id, version.path):
                printed = as_report(report, version)
                span = stretch(printed, int(place["start"]), int(place["end"] or int(place["start"]) + 1))
                return Shown(
                    "passage", f"{version.id}:{span.start}", (passage(printed, span),), (version_finding(row),)
                )
    return None


def passage(report: RecordedReport, span: Span) -> Passage:
    """``span`` of ``report`` in its paragraph."""
    start, end = _paragraph(report, span)
    return Passage(
        before=report.text[start : span.start],
        focus=Quote(span.exact, report.id, report.path, span.start, span.end, report.publisher),
        after=report.text[span.end : end],
        role=_role(report, span.start),
        title=report.title,
        agency=report.agency,
        published=date_label(report.published),
        published_evidence=report.published_evidence,
    )


def _findings(index: Index, found: Target) -> tuple[Finding, ...]:
    if found.kind == "entity":
        return (name_finding(index, found.id),)
    if found.kind == "copies":
        return (copies_finding(index, found.id),)
    told = findings(index, found.statements)
    if found.kind == "event":
        return _first(event_finding(index, index.events[found.id]), told)
    if found.kind == "contradiction":
        return _first(contradiction_finding(index, found.id), told)
    if found.kind == "report":
        report = index.reports[found.id]
        return (_report_finding(report), *map(version_finding, version_rows(report)), *told)
    return told


def _first(chief: Finding, others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return (chief, *(other for other in others if other != chief))


def _report_finding(report: RecordedReport) -> Finding:
    date = date_label(report.published)
    evidence = f" ({', '.join(report.published_evidence)})" if report.published_evidence else ""
    published = f"{date.label}{evidence}" if date else "no date"
    parts = (report.title, report.publisher, report.agency, published, report.path, f"sha256 {report.sha256}")
    return Finding("report", report.id, "; ".join(part for part in parts if part), (), ())


def version_finding(version: VersionRow) -> Finding:
    """An earlier version of a report with what the next one changed."""
    labels = table("labels")["version"]
    quotes = tuple(Cited(label, quote) for label, quote in sides(version.changes))
    notes = ("" if version.sure else labels["unsure"], "" if quotes else labels["same"])
    parts = (version.title, moment(version.stated), version.path, *notes)
    return Finding("version", version.id, "; ".join(part for part in parts if part), quotes, ())


def _paragraph(report: RecordedReport, span: Span) -> tuple[int, int]:
    """The paragraph around ``span``: what lies between empty lines, within the block."""
    text, first, last = report.text, 0, len(report.text)
    for block in report.blocks:
        if block.start <= span.start and span.end <= block.end:
            first, last = block.start, block.end
    breaks = [text.rfind(gap, first, span.start) + len(gap) for gap in GAPS if text.rfind(gap, first, span.start) >= 0]
    ends = [text.find(gap, span.end, last) for gap in GAPS if text.find(gap, span.end, last) >= 0]
    return max([first, *breaks]), min([last, *ends])


GAPS = ("\n\n", "\r\n\r\n")


def _role(report: RecordedReport, offset: int) -> Role | None:
    return next((block.role for block in report.blocks if block.start <= offset < block.end), None)
