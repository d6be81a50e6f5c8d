"""Passages, findings and disputes for the eye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.record import Reason
from ..rules import table
from ..views import DisputeRow, Finding, Passage, Shown, Side
from .terminal import Line, line


def shown_lines(view: Shown) -> Iterator[Line]:
    """One thing of the record: its passages, then what stands on it."""
    yield line(f"{view.kind} {view.id}", "dim")
    for passage in view.passages:
        yield line("")
        yield from _passage(passage)
    for finding in view.findings:
        yield line("")
        yield from _finding(finding)


def dispute_lines(rows: Iterable[DisputeRow]) -> Iterator[Line]:
    """Contradictions, each with its sides one below the other."""
    labels = table("labels")
    for row in rows:
        head = f"{row.kind} on {labels['aspect'][row.aspect]}"
        yield Line(((head, "bold"), (f" · {labels['contradiction'][row.kind]} · {row.id}", "dim")))
        for side in row.sides:
            yield from _side(side)
        yield line("")


def _side(side: Side) -> Iterator[Line]:
    yield line(f"“{side.quote.exact}”", indent=2)
    parts = (
        side.value or "",
        side.voice.label if side.voice else "",
        side.quote.publisher or "",
        f"{side.date.mark}{side.date.label}" if side.date else "",
        side.quote.place,
    )
    yield line(" · ".join(part for part in parts if part), "dim", 4)


def _passage(passage: Passage) -> Iterator[Line]:
    date = passage.published
    parts = (
        passage.title or "",
        passage.focus.publisher or "",
        f"copy of {passage.agency}" if passage.agency else "",
        f"{date.label} ({', '.join(passage.published_evidence)})" if date else "no date",
        passage.role or "",
        f"{passage.focus.path}:{passage.focus.start}-{passage.focus.end}",
    )
    yield Line(((passage.before, "dim"), (passage.focus.exact, "bold"), (passage.after, "dim")), 2)
    yield line(" · ".join(part for part in parts if part), "dim", 2)


def _finding(finding: Finding) -> Iterator[Line]:
    why = ", ".join(_reason(reason) for reason in finding.why)
    yield Line(((finding.kind, "bold"), (f" {finding.label}", ""), (f" [{why}]" if why else "", "dim")))
    for cited in finding.quotes:
        yield Line(((f"{cited.label} ", "dim"), (f"“{cited.quote.exact}”", ""), (f" {cited.quote.place}", "dim")), 2)


def _reason(reason: Reason) -> str:
    score = "" if reason.score is None else f" {reason.score:.2f}"
    return f"{reason.rule}{score}" + (f" ({reason.note})" if reason.note else "")
