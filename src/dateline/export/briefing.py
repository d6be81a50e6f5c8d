"""A brief as one page: Markdown to paste, or HTML to send and print.

Always true here: each line is a quotation with its path and offsets, a number that a report prints, or a count; all other words are
labels of ``brief.toml`` and ``labels.toml``; the page loads nothing and runs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ..errors import InputError
from ..model.record import Provenance
from ..rules import table
from ..views.brief import Brief, HeldOffice, News, NotKnown, whole
from ..views.counts import counted
from ..views.dates import day_label, label
from ..views.index import Quote
from ..views.offices import OfficeRow
from ..views.series import Point, Series
from ..views.timeline import TimelineRow
from .markdown import according_to, cited, dispute, escaped, event, section


def encode(brief: Brief, provenance: Provenance, format: str) -> bytes:
    """``brief`` in one of ``FORMATS``, in UTF-8. Raises InputError (E502) for another word."""
    if format not in FORMATS:
        raise InputError("E502", f"There is no brief in the format {format!r}.", f"Formats are: {', '.join(FORMATS)}.")
    return FORMATS[format](brief, provenance).encode()


def scope(brief: Brief) -> str:
    """What the brief is made of, as one label."""
    days = dict.fromkeys(day_label(day) for day in (brief.first, brief.last) if day)
    parts = (
        counted(brief.n_reports, "report"),
        counted(brief.n_publishers, "publisher") if brief.n_publishers else "",
        counted(brief.n_events, "event"),
        " to ".join(days),
    )
    return ", ".join(part for part in parts if part)


def news(found: News) -> str:
    """What is new in numbers, as one label."""
    words = table("brief")["news"]
    parts = (
        counted(found.n_reports, "report"),
        f"{counted(found.n_events, 'event')} {words['first']}",
        f"{found.n_grown:,} {words['again']}" if found.n_grown else "",
        f"{counted(found.n_replaced, 'version')} {words['replaced']}" if found.n_replaced else "",
        f"{counted(found.n_unsure, 'report')} {words['unsure']}" if found.n_unsure else "",
        f"{counted(found.n_undated, 'report')} {words['undated']}" if found.n_undated else "",
    )
    return "; ".join(part for part in parts if part)


def measure(series: Series) -> str:
    """What a series counts: "killed", "injured (children)"."""
    return series.measure if series.noun == "people" else f"{series.measure} ({series.noun})"


def inputs(series: Series) -> str:
    """Why the number heads the series, and how much stands behind it."""
    alone = sum(point.use == "stands" for point in series.points) == 1 and series.value is not None
    reason = table("brief")["only"] if alone else series.reason
    return f"{reason}; {counted(len(series.points), 'figure')}, {counted(series.n_origins, 'origin')}"


def chosen(series: Series) -> tuple[Point, ...]:
    """The figures that the headline number rests on; all that stand where there is none."""
    return tuple(point for point in series.points if (point.chosen if series.value else point.use == "stands"))


def claimants(series: Series) -> tuple[str, ...]:
    """Who gives the numbers of a series, each once."""
    voices = ((p.figure.claimant, p.figure.voice) for p in series.points)
    return tuple(dict.fromkeys(name for who, voice in voices if (name := who or (voice.label if voice else ""))))


# --- Markdown -----------------------------------------------------------------------------------------------------------


def _markdown(brief: Brief, provenance: Provenance) -> str:
    return "\n".join(_lines(brief, provenance)).rstrip() + "\n"


def _lines(brief: Brief, provenance: Provenance) -> Iterator[str]:
    words = table("brief")
    yield f"# {words['title']}\n\n{scope(brief)}.\n\n{words['legend']}\n"
    if brief.new:
        since = f"{words['heading']['new']} {label(brief.new.since)}"
        yield from section(since, [f"{news(brief.new)}.\n", *_events(brief.new.events)])
    yield from _part("highlights", _events(brief.highlights), brief.left_out.highlights)
    yield from _part("figures", [_series(series) for series in brief.figures], brief.left_out.figures)
    yield from _part("offices", [_held(held) for held in brief.offices], brief.left_out.offices)
    yield from _part("disputed", [dispute(row) for row in brief.disputed], brief.left_out.disputed)
    yield from _part("single-origin", _events(brief.single_origin), brief.left_out.single_origin)
    yield from _part("not-known", [_not_known(gap) for gap in brief.not_known], 0)
    asked = f"; since {brief.new.since}" if brief.new else ""
    yield f"Dateline {provenance.version}; reports sha256 {provenance.reports_sha256}{asked}"


def _events(rows: Sequence[TimelineRow]) -> list[str]:
    return [event(row, whole(row)) for row in rows]


def _part(name: str, lines: list[str], left_out: int) -> Iterator[str]:
    words = table("brief")
    more = [f"\n{left_out:,} {words['more']}"] if left_out and lines else []
    yield from section(words["heading"][name], [*lines, *more])


def _series(series: Series) -> str:
    who = f"; according to {escaped(', '.join(claimants(series)))}" if claimants(series) else ""
    head = f"- **{escaped(measure(series))}: {series.value or table('brief')['no_number']}** ({inputs(series)}{who})"
    return "\n".join((head, *(f"  - {point.figure.value}: {_point(point)}" for point in chosen(series))))


def _point(point: Point) -> str:
    date = point.figure.as_of
    when = f"{date.mark}{date.label}" if date else ""
    who = point.figure.claimant or (point.figure.voice.label if point.figure.voice else "")
    said = "; ".join(part for part in (escaped(who), when) if part)
    return cited(point.figure.sentence) + (f" {said}" if said else "")


def _held(held: HeldOffice) -> str:
    body = f" · {escaped(held.body)}" if held.body else ""
    rest = held.n_holders - len(held.rows)
    more = [f"  - {rest:,} {table('brief')['holders']}"] if rest else []
    rows = (_holder(row, sentence) for row, sentence in zip(held.rows, held.sentences, strict=True))
    return "\n".join((f"- **{escaped(held.office)}**{body}", *rows, *more))


def _holder(row: OfficeRow, sentence: Quote) -> str:
    date = f", {row.as_of.mark}{row.as_of.label}" if row.as_of else ""
    against = ", contradicted" if row.contradictions else ""
    return f"  - {escaped(row.holder or 'nobody named')}, {row.status}{against}{date}: {cited(sentence)}"


def _not_known(gap: NotKnown) -> str:
    lines = [f"- **{gap.n:,} of {gap.total:,}** {gap.label}"]
    lines += [f"  - {cited(whole(row))} {according_to(row.voice)}".rstrip() for row in gap.events]
    lines += [f"  - {escaped(failure.path)}: {escaped(failure.message)} {failure.code}" for failure in gap.failures]
    return "\n".join(lines)


# --- HTML ---------------------------------------------------------------------------------------------------------------


def _html(brief: Brief, provenance: Provenance) -> str:
    shown = {
        "scope": scope,
        "news": news,
        "measure": measure,
        "inputs": inputs,
        "chosen": chosen,
        "claimants": claimants,
        "whole": whole,
    }
    # Most briefs are text, which needs no HTML of a record.
    from .html import template

    return template("brief.html.j2").render(
        brief=brief, provenance=provenance, labels=table("labels"), words=table("brief"), label=label, **shown
    )


FORMATS: Mapping[str, Callable[[Brief, Provenance], str]] = MappingProxyType({"markdown": _markdown, "html": _html})
