"""What a reader points at: an id, a name, a report, or a place in a report. Ids come first, then names, then paths."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Literal

from msgspec import Struct

from ..errors import LookupFailed
from ..model.reading import Span
from ..model.record import Entity, RecordedReport
from .index import Index

TargetKind = Literal[
    "statement", "event", "figure", "occupancy", "contradiction", "copies", "entity", "report", "passage"
]  # fmt: skip
PLACE = re.compile(r"(?P<report>.+):(?P<start>\d{1,9})(?:-(?P<end>\d{1,9}))?")
AT_ONCE = 20
"""Passages shown in full for one target; all others stand among the findings with their place."""


class Target(Struct, frozen=True):
    """What was pointed at: its kind and id, the passages that show it, and the statements that stand on it."""

    kind: TargetKind
    id: str
    spans: tuple[Span, ...]
    statements: tuple[str, ...]


def locate(index: Index, target: str) -> Target:
    """What ``target`` points at. Raises LookupFailed where the record holds no such thing."""
    found = _by_id(index, target) or _by_name(index, target) or _by_path(index, target)
    if found is None:
        raise LookupFailed("E501", f"The record holds no {target!r}.", _remedy(index, target))
    return found


def _by_id(index: Index, target: str) -> Target | None:
    if target in index.statements:
        return Target("statement", target, (index.statements[target].span,), (target,))
    if target in index.events:
        event = index.events[target]
        return Target("event", target, (event.headline,), event.statements)
    if target in index.entities:
        return _entity(index.entities[target])
    return _by_rare_id(index, target)


def _by_rare_id(index: Index, target: str) -> Target | None:
    if figure := index.figures.get(target):
        return Target("figure", target, (figure.span,), (figure.statement,))
    if office := index.occupancies.get(target):
        return Target("occupancy", target, (office.span,), (office.statement,))
    if target in index.contradictions:
        sides = index.contradictions[target].statements
        return Target("contradiction", target, _spans(index, sides), sides)
    if target in index.copies:
        return Target("copies", target, index.copies[target].spans[:AT_ONCE], ())
    return _report(index, index.reports[target]) if target in index.reports else None


def _by_name(index: Index, target: str) -> Target | None:
    wanted = target.casefold()
    named = [e.id for e in index.called if wanted in (n.casefold() for n in (e.name, *e.aliases))]
    best = min(index.loaded(named), key=lambda e: (e.name.casefold() != wanted, -len(e.mentions), e.id), default=None)
    return _entity(best) if best else None


def _by_path(index: Index, target: str) -> Target | None:
    report = _report_at(index, target)
    if report:
        return _report(index, report)
    place = PLACE.fullmatch(target)
    report = _report_at(index, place["report"]) if place else None
    if report is None or place is None:
        return None
    return _passage(index, report, int(place["start"]), int(place["end"] or int(place["start"]) + 1))


def _report_at(index: Index, name: str) -> RecordedReport | None:
    if name in index.reports:
        return index.reports[name]
    exact = [report for report, (path, _) in index.lines.items() if path == name]
    below = [report for report, (path, _) in index.lines.items() if path.endswith("/" + name)]
    found = exact[:1] or (below if len(below) == 1 else [])
    return index.reports[found[0]] if found else None


def _passage(index: Index, report: RecordedReport, start: int, end: int) -> Target:
    span = stretch(report, start, end)
    return Target("passage", f"{report.id}:{start}", (span,), _standing_on(index, span))


def stretch(report: RecordedReport, start: int, end: int) -> Span:
    """The words of ``report`` from ``start`` to ``end``, or to its own end. Raises LookupFailed where it has none there."""
    if start >= len(report.text) or end <= start:
        raise LookupFailed(
            "E501", f"{report.path} has no passage {start}-{end}.", f"Its text has {len(report.text)} characters."
        )  # fmt: skip
    end = min(end, len(report.text))
    return Span(report.id, start, end, report.text[start:end])


def _standing_on(index: Index, span: Span) -> tuple[str, ...]:
    return tuple(
        found.id
        for found in index.statements_of(span.report)
        if found.sentence.start < span.end and span.start < found.sentence.end
    )


def _entity(entity: Entity) -> Target:
    fullest = sorted(entity.mentions, key=lambda span: span.exact != entity.name)
    return Target("entity", entity.id, tuple(fullest[:1]), ())


def _report(index: Index, report: RecordedReport) -> Target:
    told = tuple(found.id for found in index.statements_of(report.id))
    return Target("report", report.id, (), told)


def _spans(index: Index, statements: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(index.statements[found].span for found in statements[:AT_ONCE] if found in index.statements)


def _remedy(index: Index, target: str) -> str:
    known = [path for path, _ in index.lines.values()] + [entity.name for entity in index.called]
    close = get_close_matches(target, known, n=3)
    if close:
        return f"Did you mean {', '.join(repr(name) for name in close)}?"
    return "Give an id from a listing (--json shows them), a name, or a place such as PATH:OFFSET."
