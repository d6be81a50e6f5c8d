"""Passages, findings and disputes for the eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ..rules import table
from ..views.counts import behind, counted
from ..views.visible import quoted
from .bars import Axis, bar, legend
from .terminal import Line, items, line

if TYPE_CHECKING:
    from ..model.record import Reason
    from ..views.dates import DateLabel
    from ..views.disputes import DisputeRow, Position, Side
    from ..views.figures import FigureRow
    from ..views.findings import Finding
    from ..views.names import NameRow
    from ..views.offices import OfficeRow
    from ..views.passage import Passage, Shown
    from ..views.places import PlaceRow


AT_ONCE = 5
"""Other names and roles that stand below a name; ``dateline show`` gives all."""


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
        state = labels["ruling"]["resolve"] if row.resolved else labels["contradiction"][row.kind]
        yield Line(((head, "bold"), (f" · {state} · {row.id}", "dim")))
        for position in row.positions:
            yield from _position(position, row.sides)
        if row.because:
            yield line(row.because, "dim", 2)
        yield line("")


def _position(position: Position, sides: Sequence[Side]) -> Iterator[Line]:
    """The first of the sides that say the same; of the others how many, and where they stand."""
    first, *rest = position.sides
    yield from _side(sides[first])
    if rest:
        behind = (
            counted(position.n_origins, "origin"), counted(position.n_publishers, "publisher"),
            counted(position.n_reports, "report"), counted(position.n_speakers, "speaker"),
        )  # fmt: skip
        places = [sides[place].quote.place for place in rest]
        more = f" and {len(places) - AT_ONCE:,} more" if len(places) > AT_ONCE else ""
        yield line(f"{', '.join(behind)}; also {', '.join(places[:AT_ONCE])}{more}", "dim", 4)


def figure_lines(rows: Iterable[FigureRow]) -> Iterator[Line]:
    """Figures under their measure, each with its words below."""
    for measure, found in groupby(rows, key=lambda row: row.measure):
        yield line(measure, "bold")
        for row in found:
            who = row.claimant or (row.voice.label if row.voice else "")
            value = row.value if row.unit == "people" else f"{row.value} {row.unit}"
            yield _head(value, (date(row.as_of), who, stands_behind(row)), row.contradictions)
            yield Line(((quoted(row.quote.exact), ""), (f" {row.quote.place}", "dim")), 4)
        yield line("")


def name_lines(rows: Iterable[NameRow]) -> Iterator[Line]:
    """Names, each with its kind and counts; other names and roles below, as many as a line or two hold."""
    for row in rows:
        counts = f"{counted(row.n_mentions, 'mention')} in {counted(row.n_reports, 'report')}"
        yield Line(((row.name, "bold"), (f" · {row.type} · {counts}", "dim")))
        for label, words in (("also", row.aliases), ("role", row.roles), ("why", tuple(map(why, row.why)))):
            if words:
                rest = f" and {len(words) - AT_ONCE:,} more" if len(words) > AT_ONCE else ""
                yield line(f"{label} {'; '.join(words[:AT_ONCE])}{rest}", "dim", 2)


def place_lines(rows: Iterable[PlaceRow]) -> Iterator[Line]:
    """Places, each with its pin or with what it could be."""
    for row in rows:
        counts = f"{counted(row.n_mentions, 'mention')} in {counted(row.n_reports, 'report')}, {counted(row.n_events, 'event')}"
        yield Line(((row.name, "bold"), (f" · {row.type} · {counts}", "dim")))
        if row.lat is None or row.lon is None:
            yield Line((("unlocated", "red"), (f" · {row.reason}", "dim")), 2)
            if row.candidates:
                yield line(f"could be {could_be(row)}", "dim", 2)
            continue
        where = ", ".join(part for part in (row.within, row.country) if part)
        yield items(
            ((part, "dim") for part in (f"{row.lat:.4f}, {row.lon:.4f}", str(row.precision), where, row.ruled or "")), 2
        )


def could_be(row: PlaceRow) -> str:
    """What a place without a pin could be, the most populous first."""
    found = [", ".join(p for p in (c.name, c.within, c.country) if p) + f" ({c.kind})" for c in row.candidates]
    more = row.n_candidates - len(found)
    return "; ".join(found) + (f"; and {more:,} more" if more > 0 else "")


def office_lines(rows: Sequence[OfficeRow]) -> Iterator[Line]:
    """Offices, each holder with a bar over the days of the reports, what the passages say of it, and the words."""
    axis = Axis(rows)
    if axis.days:
        yield items((part, "dim") for part in (f"{axis.first} to {axis.last}", *legend(rows)))
    groups = [list(found) for _, found in groupby(rows, key=lambda row: (row.office.casefold(), row.body))]
    shared = Counter(group[0].office.casefold() for group in groups)  # "the mayors of A and B": which of them
    for group in groups:
        first = group[0]
        body = first.body if shared[first.office.casefold()] > 1 else first.body_apart
        yield line("")
        yield Line(((first.office, "bold"), (f" · {body}" if body else "", "dim")))
        for holder in dict.fromkeys(row.holder for row in group):
            yield from _holder(holder, [row for row in group if row.holder == holder], axis)


def _holder(name: str | None, rows: Sequence[OfficeRow], axis: Axis) -> Iterator[Line]:
    passages = f" · {counted(len(rows), 'passage')}" if len(rows) > 1 else ""
    drawn = f"[{bar(rows, axis)}] " if axis.days else ""
    yield Line(((drawn, ""), (name or "nobody named", ""), (passages, "dim")), 2)
    for row in rows[:AT_ONCE]:
        who = row.voice.label if row.voice else row.publisher or ""
        ends = (f"from {date(row.since)}" if row.since else "", f"to {date(row.until)}" if row.until else "")
        told = ends if any(ends) else (date(row.date),)
        yield _head(row.status, (*told, who, stands_behind(row)), row.contradictions, 4)
        yield Line(((quoted(row.quote.exact), ""), (f" {row.quote.place}", "dim")), 6)
    if len(rows) > AT_ONCE:
        yield line(f"and {len(rows) - AT_ONCE:,} more: --json gives all", "dim", 4)


def stands_behind(row: FigureRow | OfficeRow) -> str:
    """How many origins, publishers, reports and speakers stand behind a row; nothing where it is this one passage."""
    one = row.n_reports == 1 and row.n_origins == 1 and row.n_speakers < 2
    return "" if one else behind(row.n_origins, row.n_publishers, row.n_reports, row.n_speakers)


def date(found: DateLabel | None) -> str:
    """A date with its mark; nothing where there is none."""
    return f"{found.mark}{found.label}" if found else ""


def against(contradictions: Iterable[str]) -> str:
    """The contradiction that something is part of, by id; of several how many: ``dateline show`` lists them."""
    ids = tuple(contradictions)
    return f"≠ {counted(len(ids), 'dispute')}" if len(ids) > 1 else "".join(f"≠ {id}" for id in ids)


def _head(chief: str, others: Iterable[str], contradictions: Iterable[str], indent: int = 2) -> Line:
    rest = "".join(f" · {part}" for part in others if part)
    conflict = against(contradictions)
    return Line(((chief, ""), (rest, "dim"), (f" · {conflict}" if conflict else "", "red")), indent)


def _side(side: Side) -> Iterator[Line]:
    yield line(quoted(side.quote.exact), indent=2)
    parts = (
        side.value or "",
        side.voice.label if side.voice else "",
        side.quote.publisher or "",
        date(side.date),
        side.quote.place,
    )
    yield items(((part, "dim") for part in parts), 4)


def _passage(passage: Passage) -> Iterator[Line]:
    published = passage.published
    parts = (
        passage.title or "",
        passage.focus.publisher or "",
        f"copy of {passage.agency}" if passage.agency else "",
        f"{published.label} ({', '.join(passage.published_evidence)})" if published else "no date",
        passage.role or "",
        f"{passage.focus.path}:{passage.focus.start}-{passage.focus.end}",
    )
    yield Line(((passage.before, "dim"), (passage.focus.exact, "bold"), (passage.after, "dim")), 2)
    yield items(((part, "dim") for part in parts), 2)


def _finding(finding: Finding) -> Iterator[Line]:
    reasons = ", ".join(why(reason) for reason in finding.why)
    yield Line(((finding.kind, "bold"), (f" {finding.label}", ""), (f" [{reasons}]" if reasons else "", "dim")))
    for cited in finding.quotes[:QUOTES]:
        yield Line(((f"{cited.label} ", "dim"), (quoted(cited.quote.exact), ""), (f" {cited.quote.place}", "dim")), 2)
    if len(finding.quotes) > QUOTES:
        yield line(f"and {len(finding.quotes) - QUOTES:,} more: --json gives all", "dim", 2)


QUOTES = 40
"""Passages printed below one finding: a president has thousands of mentions."""


def why(reason: Reason) -> str:
    """A rule with its score and its note."""
    score = "" if reason.score is None else f" {reason.score:.2f}"
    return f"{reason.rule}{score}" + (f" ({reason.note})" if reason.note else "")
