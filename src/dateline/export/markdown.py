"""The record as Markdown, for documents and wikis: timeline, figures, offices, disputes, each line with its citation.

Always true here: quotations render as printed (characters that mean something to Markdown stand behind a backslash,
a line break is a space); a citation is ``path:start-end`` in code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model.record import RecordData
from ..rules import table
from ..views.counts import behind, counted
from ..views.disputes import DisputeRow, dispute_rows
from ..views.figures import FigureRow, figure_rows
from ..views.index import Index, Quote
from ..views.offices import OfficeRow, office_rows
from ..views.timeline import TimelineRow, meant, whole_timeline
from ..views.versions import VersionRow, moment, sides, version_rows
from ..views.visible import one_line, quoted
from ..views.voice import Voice

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
LEADING = re.compile(r"^(\d+)([.)])|^([-+=])")


def encode(data: RecordData) -> bytes:
    """``data`` as Markdown in UTF-8."""
    return ("\n".join(_lines(data)).rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """``text`` so that Markdown renders it as printed, in one line."""
    return LEADING.sub(r"\1\\\2\3", SPECIAL.sub(r"\\\1", one_line(text)))


def _lines(data: RecordData) -> Iterator[str]:
    index = Index(data)
    counts = counted(len(data.reports), "report"), counted(len(data.events), "event")
    yield f"# Record of {counts[0]}\n\n{counts[1]}, {counted(len(data.statements), 'statement')}.\n"
    yield from _timeline(index)
    yield from section("Figures", (_figure(row) for row in figure_rows(index)))
    yield from section("Offices", (_office(row) for row in office_rows(index)))
    yield from section("Disputes", (dispute(row) for row in dispute_rows(index)))
    yield from section("Reports", (_report(index, report) for report in index.reports))
    yield from section(
        "Not read, or read with doubt", (f"- {escaped(f.path)}: {escaped(f.message)} {f.code}" for f in data.failures)
    )


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading with its lines; nothing where there are none."""
    found = list(lines)
    if found:
        yield f"## {title}\n"
        yield from found
        yield ""


def _timeline(index: Index) -> Iterator[str]:
    view = whole_timeline(index)
    headings = table("labels")["heading"]
    yield "## Timeline\n"
    for day in view.days:
        yield f"### {day.label}\n"
        yield from (event(row, row.quote) for row in day.rows)
        yield ""
    rest = (("periods", view.periods), ("background", view.background), ("undated", view.undated))
    for title, rows in ((headings[part], rows) for part, rows in rest):
        if rows:
            yield f"### {title}\n"
            yield from (event(row, row.quote) for row in rows)
            yield ""
    if view.left_out.total:
        yield f"{counted(view.left_out.total, 'event')} more, told in words that repeat a line above.\n"


def event(row: TimelineRow, words: Quote) -> str:
    """One event: ``words`` with their place, then what stands behind them."""
    labels = table("labels")
    parts = [
        f"{row.date.mark}{row.date.label}" if row.date else row.reason,
        according_to(row.voice),
        escaped(meant(row)),
        behind(row.n_origins, row.n_publishers, row.n_reports, row.n_speakers),
        labels["status"][row.status],
        "contradicted" if row.contradictions else "",
    ]
    return f"- {cited(words)}\n  {'; '.join(part for part in parts if part)}"


def _figure(row: FigureRow) -> str:
    date = f", {row.as_of.mark}{row.as_of.label}" if row.as_of else ""
    who = row.claimant or (row.voice.label if row.voice else "")
    claimant = f", according to {escaped(who)}" if who else ""
    value = row.value if row.unit == "people" else f"{row.value} {row.unit}"
    return f"- {row.measure}{' (more)' if row.delta else ''}: {value}{claimant}{date}\n  {cited(row.sentence)}"


def _office(row: OfficeRow) -> str:
    holder = escaped(row.holder) if row.holder else "nobody named"
    date = f", {row.date.mark}{row.date.label}" if row.date else ""
    body = f" · {escaped(row.body_apart)}" if row.body_apart else ""
    who = f", {according_to(row.voice)}" if row.voice else ""
    return f"- {escaped(row.office)}{body}: {holder}, {row.status}{who}{date}\n  {cited(row.quote)}"


def dispute(row: DisputeRow) -> str:
    """A contradiction with its sides."""
    sides = "\n".join(f"  - {cited(side.quote)} {according_to(side.voice)}".rstrip() for side in row.sides)
    aspect = table("labels")["aspect"][row.aspect]
    return f"- {row.kind} on {aspect}: {escaped(' / '.join(row.values))}\n{sides}"


def _report(index: Index, id: str) -> str:
    report = index.reports[id]
    title = escaped(report.title or report.path)
    date = report.published.edtf if report.published else "no date"
    publisher = escaped(report.publisher or "publisher not known")
    line = f"- {title}. {publisher}, {date}. `{one_line(report.path).replace('`', '')}` sha256 {report.sha256}"
    return "\n".join((line, *(part for row in version_rows(report) for part in _version(row))))


def _version(row: VersionRow) -> Iterator[str]:
    """An earlier version, with what the next one changed."""
    labels = table("labels")["version"]
    doubt = "" if row.sure else f"; {labels['unsure']}"
    same = "" if row.changes else f"; {labels['same']}"
    yield f"  - earlier version: {escaped(row.title or row.path)}, {moment(row.stated)}, {escaped(row.path)}{doubt}{same}"
    yield from (f"    - {label}: {cited(quote)}" for label, quote in sides(row.changes))


def cited(quote: Quote) -> str:
    """A quotation with its path and offsets."""
    return f"{escaped(quoted(quote.exact))} ({escaped(quote.path)}:{quote.start}-{quote.end})"


def according_to(voice: Voice | None) -> str:
    """Who says it; empty where the report says it in its own name."""
    return f"according to {escaped(voice.label)}" if voice else ""
