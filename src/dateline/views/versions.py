"""Earlier versions of a report as rows: which one, what of it is stated, and what the next version changed.

Always true here: each quotation stands in the version that its path and id name, which need not be the one that stands in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from ..model.reading import Span
from ..model.record import RecordedReport, When
from ..model.versions import Change, ChangeKind, Version
from ..rules import table
from .counts import counted
from .dates import label
from .index import Quote

DAY, MINUTE = len("2020-10-06"), len("2020-10-06T18:30")


class ChangeRow(Struct, frozen=True):
    """What a version prints and the next one does not, or the other way round; of a figure ``what`` is its measure."""

    kind: ChangeKind
    what: str | None
    removed: Quote | None
    added: Quote | None


class VersionRow(Struct, frozen=True):
    """An earlier version of the report ``report``, which stands in the record: ``stated`` is the last moment (ISO 8601) that is stated of
    it, ``replaced`` that of the version ``next`` that follows, each None where none is; not ``sure`` where no date tells which of the two
    is later."""

    report: str
    report_path: str
    publisher: str | None
    id: str
    path: str
    title: str | None
    sha256: str
    stated: str | None
    next: str
    next_path: str
    replaced: str | None
    sure: bool
    changes: tuple[ChangeRow, ...]


class Revised(Protocol):
    """A report as far as a list of its versions needs it: a ``RecordedReport``, or the outline of one."""

    @property
    def id(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def versions(self) -> tuple[Version, ...]: ...


def version_rows(report: Revised) -> tuple[VersionRow, ...]:
    """The earlier versions of ``report``, last first."""
    paths = {report.id: report.path} | {version.id: version.path for version in report.versions}
    following = (report.id, *(version.id for version in report.versions))
    return tuple(
        VersionRow(
            report.id, report.path, report.publisher, version.id, version.path, version.title, version.sha256, version.stated,
            next, paths[next], version.replaced, version.sure,
            tuple(_change(change, paths, report.publisher) for change in version.changes),
        )
        for version, next in zip(report.versions, following, strict=False)
    )  # fmt: skip


def moment(stated: str | None) -> str:
    """A stated moment in words, to the minute; that there is none."""
    none: str = table("labels")["version"]["undated"]
    return label(stated[:MINUTE]) if stated else none


def change_kind(change: ChangeRow) -> str:
    """What a change is of, as a label: "headline", "figure (killed)", "quote"."""
    return f"{change.kind} ({change.what})" if change.what else change.kind


def changed(row: VersionRow) -> str:
    """How much the next version changed, as one label."""
    kinds = [change.kind for change in row.changes]
    none: str = table("labels")["version"]["same"]
    return ", ".join(counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)) or none


def sides(changes: Iterable[ChangeRow]) -> Iterator[tuple[str, Quote]]:
    """The quotations of changes, each with a label that says what was removed or added."""
    labels = table("labels")["version"]
    for change in changes:
        for side, quote in (("removed", change.removed), ("added", change.added)):
            if quote is not None:
                yield f"{change_kind(change)} {labels[side]}", quote


def _change(change: Change, paths: dict[str, str], publisher: str | None) -> ChangeRow:
    def quote(span: Span | None) -> Quote | None:
        where = paths.get(span.report, span.report) if span else ""
        return Quote(span.exact, span.report, where, span.start, span.end, publisher) if span else None

    return ChangeRow(change.kind, change.what, quote(change.removed), quote(change.added))


def as_report(report: RecordedReport, version: Version) -> RecordedReport:
    """The earlier ``version`` of ``report`` in the form of a report, its text without blocks; dated by what is stated of it."""
    day = (version.stated or "")[:DAY]
    published = When(day, day, day, "day", "stated") if len(day) == DAY else None
    return replace(
        report, id=version.id, path=version.path, sha256=version.sha256, raw_sha256=version.raw_sha256, title=version.title,
        url=version.url, published=published, published_evidence=(f"stated: {version.stated}",) if published else (),
        text=version.text, blocks=(), versions=(),
    )  # fmt: skip
