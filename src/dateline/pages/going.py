"""From any id of the record to the page or the passage that shows the thing."""

from __future__ import annotations

from typing import Literal

from ..errors import LookupFailed
from ..model.reading import Span
from ..model.record import Contradiction, CopyGroup, Event, Figure, Occupancy, RecordedReport, Statement
from ..store import Shelf

Shown = tuple[Literal["event", "entity", "dispute", "report"], str] | Span
"""A page by kind and id, or a passage."""


def standing_for(shelf: Shelf, report: str) -> str | None:
    """The report of which ``report`` is an earlier version; None for what stands in the record itself, or is no report that was read."""
    if shelf.heads([report]) or not shelf.text(report):
        return None
    heads = shelf.listed(RecordedReport, shelf.size(RecordedReport), 0)
    return next((head.id for head in heads if any(version.id == report for version in head.versions)), None)


def shown_at(shelf: Shelf, id: str) -> Shown:
    """Where the thing with that id is shown. Raises LookupFailed where the record holds no such thing."""
    if shelf.get(Event, [id]):
        return "event", id
    if shelf.named([id]):
        return "entity", id
    if shelf.get(Contradiction, [id]):
        return "dispute", id
    if shelf.heads([id]):
        return "report", id
    spans = [found.span for found in shelf.get(Statement, [id])]
    spans += [found.span for found in shelf.get(Figure, [id])]
    spans += [found.span for found in shelf.get(Occupancy, [id])]
    spans += [group.spans[0] for group in shelf.get(CopyGroup, [id])]
    if spans:
        return spans[0]
    raise LookupFailed(
        "E501", f"The record holds nothing with the id {id!r}.", "It may have another id since the last build."
    )
