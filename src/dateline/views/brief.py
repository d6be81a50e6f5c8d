"""The brief: what a duty editor needs of a record on one page, each line in a report's own words.

Always true here: nothing is summed up in words: a line is a quotation, a number that a report prints, or a count; what stands in a
part is chosen by counts and weights of the record alone; what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from ..assemble.passages import vocabulary
from ..model.reading import Failure
from ..model.record import Contradiction
from ..rules import table
from .disputes import DisputeRow, dispute_row
from .index import Index, Quote
from .offices import OfficeRow, office_row
from .policies import Policy
from .series import Series, series_of
from .shortlist import BriefRoom, EventGap, Grown, Held, Shortlist
from .since import Published, Split
from .timeline import TimelineRow, timeline_row

Gap = EventGap | Literal["no-total", "undated-reports", "not-read", "read-with-doubt"]
_LONGEST = 400  # characters of a sentence that a reader takes in at once: five lines of the page
_AGAIN = 0.5  # share of the shorter line's words that an earlier line holds: then it says the same again
_AS_READ = frozenset(
    {"R111", "R301", "R302", "R303"}
)  # an input given twice, a decision, an earlier version: nothing of them is read with doubt


class HeldOffice(Struct, frozen=True):
    """One office with those who hold it by the last passage about each, ``n_holders`` in all; ``n_passages`` tell of it.

    Several holders are a dispute, a change that no passage dates, or offices of one title: nothing here decides between them.
    ``sentences`` hold the passages of ``rows``, in their order.
    """

    office: str
    body: str | None
    rows: tuple[OfficeRow, ...]
    n_holders: int
    n_passages: int
    sentences: tuple[Quote, ...]


class NotKnown(Struct, frozen=True):
    """One thing that the record cannot say: ``n`` of ``total``, a label, and the weightiest events or the inputs it concerns."""

    kind: Gap
    label: str
    n: int
    total: int
    events: tuple[TimelineRow, ...] = ()
    failures: tuple[Failure, ...] = ()


class News(Struct, frozen=True):
    """What reports published since a moment tell that none before told: ``n_events`` events, the weightiest as ``events``;
    ``n_grown`` that were known before are told by new reports too; ``n_replaced`` versions of reports were replaced by later ones."""

    since: str
    n_reports: int
    n_unsure: int
    n_undated: int
    n_events: int
    n_grown: int
    events: tuple[TimelineRow, ...]
    n_replaced: int = 0


class LeftOut(Struct, frozen=True):
    """How many more lines each part has than are shown."""

    highlights: int
    figures: int
    offices: int
    disputed: int
    single_origin: int


class Brief(Struct, frozen=True):
    """A situation report: ``first`` and ``last`` are the ISO days of the earliest and the latest dated report.

    ``highlights``: what is told as fact, told by several origins first, then the weightiest. ``figures``: totals of the gravest
    measures, headed as ``policy`` decides, every input in it. ``single_origin``: weighty, and nobody else tells it.
    """

    n_reports: int
    n_publishers: int
    n_events: int
    first: str | None
    last: str | None
    policy: Policy
    highlights: tuple[TimelineRow, ...]
    new: News | None
    figures: tuple[Series, ...]
    offices: tuple[HeldOffice, ...]
    disputed: tuple[DisputeRow, ...]
    single_origin: tuple[TimelineRow, ...]
    not_known: tuple[NotKnown, ...]
    left_out: LeftOut


class Dated(Published, Protocol):
    """A report as far as a brief needs it: its date and its publisher."""

    @property
    def publisher(self) -> str | None: ...


class Facts(Struct, frozen=True):
    """What the page needs besides the nouns: counts and ids of the whole record, of which an index may hold a part only."""

    events: Shortlist
    figures_left_out: int
    offices: Sequence[Held]
    conflicts: Sequence[Contradiction]
    reports: Sequence[Dated]
    failures: Sequence[Failure]
    split: Split | None
    grown: Grown | None
    n_replaced: int = 0


def brief(index: Index, facts: Facts, policy: Policy, room: BriefRoom) -> Brief:
    """The page over ``facts``; ``index`` holds at least the events, figures, statements and names that they speak of."""
    highlights = _lines(index, facts.events.highlights, room.highlights)
    single = _lines(index, facts.events.single_origin, room.single_origin, highlights)
    figures = series_of(index, policy)
    counts = facts.events.counts
    days = [report.published for report in facts.reports if report.published]
    shown = facts.offices[: room.offices]
    return Brief(
        n_reports=len(facts.reports),
        n_publishers=len({report.publisher for report in facts.reports if report.publisher}),
        n_events=counts["events"],
        first=min((day.earliest for day in days), default=None),
        last=max((day.latest for day in days), default=None),
        policy=policy,
        highlights=highlights,
        new=_news(index, facts, room),
        figures=figures,
        offices=tuple(_office(index, office, room.holders) for office in shown),
        disputed=tuple(dispute_row(index, found) for found in facts.conflicts[: room.disputed]),
        single_origin=single,
        not_known=tuple(_gaps(index, facts, figures, room)),
        left_out=LeftOut(
            counts["told"] - len(highlights),
            facts.figures_left_out,
            len(facts.offices) - len(shown),
            max(0, len(facts.conflicts) - room.disputed),
            counts["alone"] - len(single) - sum(row.n_origins < 2 for row in highlights),
        ),
    )


def whole(row: TimelineRow) -> Quote:
    """The words that stand for an event on the page: the whole sentence, unless it is too long to be a line."""
    return row.sentence if len(row.sentence.exact) <= _LONGEST else row.quote


def _lines(index: Index, ids: Iterable[str], n: int, before: Sequence[TimelineRow] = ()) -> tuple[TimelineRow, ...]:
    """The first ``n`` events, the words of which no line ``before`` or among them holds already."""
    shown = [frozenset(vocabulary(whole(row).exact)) for row in before]
    chosen: list[TimelineRow] = []
    for row in (timeline_row(index, index.events[id]) for id in ids):
        if len(chosen) == n:
            break
        words = frozenset(vocabulary(whole(row).exact))
        if not any(len(words & held) > _AGAIN * max(1, min(len(words), len(held))) for held in shown):
            chosen.append(row)
            shown.append(words)
    return tuple(chosen)


def _office(index: Index, office: Held, n: int) -> HeldOffice:
    rows = tuple(office_row(index, occupancy) for occupancy in office.holders[:n])
    told = (index.statements.get(occupancy.statement) for occupancy in office.holders[:n])
    sentences = tuple(index.quote(s.sentence) if s else row.quote for s, row in zip(told, rows, strict=True))
    return HeldOffice(rows[0].office, rows[0].body_apart, rows, len(office.holders), office.n_passages, sentences)


def _news(index: Index, facts: Facts, room: BriefRoom) -> News | None:
    if facts.split is None or facts.grown is None:
        return None
    events = _lines(index, facts.events.new, room.new)
    return News(
        facts.split.since,
        len(facts.split.fresh),
        len(facts.split.unsure),
        len(facts.split.undated),
        facts.events.counts["new"],
        len(facts.grown.grown),
        events,
        facts.n_replaced,
    )


def _gaps(index: Index, facts: Facts, figures: Sequence[Series], room: BriefRoom) -> Iterable[NotKnown]:
    """What the record cannot say, where it is anything."""
    labels, counts = table("brief")["not_known"], facts.events.counts
    for gap, ids in facts.events.gaps.items():
        if counts[gap]:
            rows = _lines(index, ids, room.examples)
            yield NotKnown(gap, labels[gap], counts[gap], counts["told"], rows)
    undecided = sum(series.value is None for series in figures)
    if undecided:
        yield NotKnown("no-total", labels["no-total"], undecided, len(figures))
    undated = sum(report.published is None for report in facts.reports)
    if undated:
        yield NotKnown("undated-reports", labels["undated-reports"], undated, len(facts.reports))
    severities: tuple[tuple[Gap, str], ...] = (("not-read", "error"), ("read-with-doubt", "warning"))
    for kind, severity in severities:
        found = _inputs(failure for failure in facts.failures if failure.severity == severity)
        if found:
            total = len(facts.reports) + (len(found) if severity == "error" else 0)
            yield NotKnown(kind, labels[kind], len(found), total, failures=found[: room.examples])


def _inputs(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    """The first failure of each input that tells how it was read."""
    first: dict[str, Failure] = {}
    for failure in failures:
        if failure.code not in _AS_READ:
            first.setdefault(failure.path, failure)
    return tuple(first.values())
