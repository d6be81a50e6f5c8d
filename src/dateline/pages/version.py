"""The page of an earlier version of a report: its text as it was read, and what the next version changed."""

from __future__ import annotations

from msgspec import Struct

from ..errors import LookupFailed
from ..model.reading import Block
from ..model.record import RecordedReport
from ..store import Shelf
from ..views.dates import DateLabel, date_label
from ..views.marks import BlockView, Mark, block_views
from ..views.versions import VersionRow, as_report, version_rows
from .reader import stretch_of


class VersionPage(Struct, frozen=True):
    """An earlier version, or the ``page``-th of its ``pages`` stretches; ``marks`` are none, for the record is not made of it."""

    report: RecordedReport
    row: VersionRow
    published: DateLabel | None
    blocks: tuple[BlockView, ...]
    page: int
    pages: int
    marks: tuple[Mark, ...] = ()


def version_page(
    shelf: Shelf, report: str, version: str, page: int | None = None, focus: tuple[int, int] | None = None
) -> VersionPage:
    """The version with that id of the report with that id. Raises LookupFailed."""
    heads = shelf.heads([report])
    for head in heads:
        for former, row in zip(head.versions, version_rows(head), strict=True):
            if former.id == version:
                printed = as_report(head, former)
                shown = stretch_of(len(printed.text), page, focus)
                text = printed.text[shown.start : shown.end]
                blocks = block_views(text, shown.start, (Block(0, len(printed.text), "body"),), (), focus)
                return VersionPage(printed, row, date_label(printed.published), blocks, shown.page, shown.pages)
    raise LookupFailed(
        "E501", f"The record holds no version {version!r} of a report {report!r}.", "The page of a report lists them."
    )
