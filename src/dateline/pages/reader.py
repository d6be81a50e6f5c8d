"""The page of one report: its text as printed, with everything that was found in it marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from ..errors import LookupFailed
from ..model.decisions import Decision
from ..model.record import Event, Figure, Occupancy, RecordedReport, Statement, When
from ..store import Shelf
from ..views.dates import DateLabel, date_label
from ..views.figures import value_label
from ..views.index import Index
from ..views.marks import BlockView, Mark, MarkKind, block_views, distinct
from ..views.mood import mood
from ..views.versions import VersionRow, version_rows
from ..views.voice import voice
from .excerpt import excerpt

WINDOW = 40_000
"""Code points of a report that one page shows: longer than nearly every article; what is longer has several pages."""
REACH = 2_000
"""Code points before a page from which a finding may reach into it."""


class ReaderPage(Struct, frozen=True):
    """A report, or the ``page``-th of its ``pages`` stretches. ``marks`` are what pieces refer to by number; ``events`` and ``names`` are
    ids with words; ``ruled`` are decisions on the report, then those on what it says here; ``told`` are the statements that are not
    rejected, by id with their words; ``versions`` are the earlier ones of the report, last first."""

    report: RecordedReport
    published: DateLabel | None
    blocks: tuple[BlockView, ...]
    marks: tuple[Mark, ...]
    events: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    n_statements: int
    page: int
    pages: int
    ruled: tuple[Decision, ...]
    told: tuple[tuple[str, str], ...] = ()
    versions: tuple[VersionRow, ...] = ()


def reader_page(shelf: Shelf, report: str, page: int | None = None, focus: tuple[int, int] | None = None) -> ReaderPage:
    """The report with that id, at the stretch that holds ``focus`` unless a page is asked for. Raises LookupFailed."""
    heads = shelf.heads([report])
    if not heads:
        raise LookupFailed(
            "E501", f"The record holds no report {report!r}.", "The list of reports names those that it holds."
        )
    text = shelf.text(report)
    return _stretch(shelf, heads[0], text, stretch_of(len(text), page, focus))


def whole_report(shelf: Shelf, head: RecordedReport, cuts: Collection[int]) -> ReaderPage:
    """A report in full, on one page, with a piece that begins at each of ``cuts``."""
    text = shelf.text(head.id)
    return _stretch(shelf, head, text, Stretch(0, len(text), 1, 1, None, frozenset(cuts)))


class Stretch(Struct, frozen=True):
    """What of a report is shown: from ``start`` to ``end``, the ``page``-th of ``pages``."""

    start: int
    end: int
    page: int
    pages: int
    focus: tuple[int, int] | None
    cuts: frozenset[int] = frozenset()


def stretch_of(length: int, page: int | None, focus: tuple[int, int] | None) -> Stretch:
    """The stretch of a text of so many code points that ``page`` is, or that holds ``focus`` where no page is asked for."""
    pages = max(1, -(-length // WINDOW))
    number = min(max(page or (focus[0] // WINDOW + 1 if focus else 1), 1), pages)
    start = (number - 1) * WINDOW
    return Stretch(start, min(start + WINDOW, length), number, pages, focus)


def _stretch(shelf: Shelf, head: RecordedReport, text: str, shown: Stretch) -> ReaderPage:
    start, end = shown.start, shown.end
    told = shelf.statements_in(head.id, max(0, start - REACH), end)
    events = _events(shelf, told)
    index = _index(shelf, told)
    names = _mentioned(shelf, head.id, max(0, start - REACH), end)
    decided = shelf.rulings_of([head.id, *(s.id for s in told)])
    marks = distinct([*_marks(index, told, events), *_rejected(told, decided), *names])
    return ReaderPage(
        report=head,
        published=date_label(head.published),
        blocks=block_views(text[start:end], start, head.blocks, marks, shown.focus, shown.cuts),
        marks=marks,
        events=_headlines(event for statement in told for event in events.get(statement.id, ())),
        names=tuple(
            dict.fromkeys((mark.target[1], mark.label) for mark in names if mark.target and mark.kind == "name")
        ),
        n_statements=len(told),
        page=shown.page,
        pages=shown.pages,
        ruled=tuple(dict.fromkeys(d for id in (head.id, *(s.id for s in told)) for d in decided.get(id, ()))),
        told=tuple((s.id, s.span.exact) for s in told if start <= s.span.start and not s.rejected),
        versions=version_rows(head),
    )


def _events(shelf: Shelf, told: Sequence[Statement]) -> dict[str, list[Event]]:
    """The events that each statement tells."""
    pairs = shelf.events_telling(s.id for s in told)
    events = {event.id: event for event in shelf.get(Event, {event for _, event in pairs})}
    found: dict[str, list[Event]] = {}
    for statement, event in pairs:
        if event in events:
            found.setdefault(statement, []).append(events[event])
    return found


def _headlines(events: Iterable[Event]) -> tuple[tuple[str, str], ...]:
    """Ids and words of events in order of the text, those with the same words once."""
    by_words: dict[str, str] = {}
    for event in events:
        by_words.setdefault(event.headline.exact, event.id)
    return tuple((id, words) for words, id in by_words.items())


def _index(shelf: Shelf, told: Sequence[Statement]) -> Index:
    """What the labels of marks need: names of speakers, figures, offices."""
    ids = [statement.id for statement in told]
    return excerpt(shelf, (), told, shelf.figures_of(ids), shelf.occupancies_of(ids))


def _marks(index: Index, told: Iterable[Statement], events: dict[str, list[Event]]) -> Iterator[Mark]:
    for statement in told:
        yield from _of_statement(index, statement, events.get(statement.id, []))
    for figure in index.nouns.figures:
        yield _of_figure(index, figure)
    for office in index.nouns.occupancies:
        yield _of_office(index, office)


def _rejected(told: Iterable[Statement], decided: Mapping[str, Sequence[Decision]]) -> Iterator[Mark]:
    """Statements that somebody rejected, with who and why."""
    for statement in told:
        if statement.rejected:
            rulings = (d for d in decided.get(statement.id, ()) if d.kind == "reject")
            words = "; ".join(f"by {d.who}, {d.when[:10]}: {d.why}" for d in rulings)
            yield Mark(statement.span.start, statement.span.end, "rejected", words)


def _of_statement(index: Index, statement: Statement, events: Sequence[Event]) -> Iterator[Mark]:
    span = statement.span
    for event in events:
        yield Mark(span.start, span.end, "event", _event_label(event), ("event", event.id))
    if not events:
        kind: MarkKind = "background" if statement.background else "said" if statement.attribution else "told"
        yield Mark(span.start, span.end, kind, _mood(statement))
    for words, when in (("when it happened", statement.when), ("when it was said", statement.said)):
        if when and when.expression and when.expression.report == span.report:
            yield Mark(when.expression.start, when.expression.end, "time", f"{_date(when)} ({words})")
    said = statement.attribution
    if said is None:
        return
    who = voice(index, statement)
    speaker = ("entity", said.speaker) if said.speaker else None
    label = who.label if who else ""
    parts: list[tuple[MarkKind, tuple[int, int] | None, str, tuple[str, str] | None]] = [
        ("source", (said.source.start, said.source.end) if said.source else None, f"speaks: {label}", speaker),
        ("cue", (said.cue.start, said.cue.end) if said.cue else None, f"{said.kind} speech of {label}", None),
    ]
    parts += [("quotation", (c.start, c.end), f"{said.kind} speech of {label}", speaker) for c in said.content]
    for link in said.chain:
        relay = ("entity", link.entity) if link.entity else None
        parts.append(("relay", (link.source.start, link.source.end), f"relays what {label} says", relay))
    yield from (Mark(*place, kind, text, target) for kind, place, text, target in parts if place)


def _of_figure(index: Index, figure: Figure) -> Mark:
    value = value_label(figure.low, figure.best, figure.high)
    claimant = index.name(figure.claimant)
    label = f"{figure.measure}: {value} {figure.unit}" + (f", according to {claimant}" if claimant else "")
    target = ("event", figure.event) if figure.event else None
    return Mark(figure.span.start, figure.span.end, "figure", label, target)


def _of_office(index: Index, office: Occupancy) -> Mark:
    label = f"{index.name(office.holder) or 'nobody named'}: {office.status}"
    target = ("entity", office.holder) if office.holder else None
    return Mark(office.office.start, office.office.end, "office", label, target)


def _mentioned(shelf: Shelf, report: str, start: int, end: int) -> list[Mark]:
    rows = shelf.mentions_in(report, start, end)
    names = {entity.id: entity.name for entity in shelf.named(row[2] for row in rows)}
    return [
        Mark(first, last, "role" if role else "name", names[entity], ("entity", entity))
        for first, last, entity, role in rows
    ]


def _event_label(event: Event) -> str:
    parts = (event.type, event.mode, *mood(event))
    date = date_label(event.when)
    return ", ".join(part for part in (*parts, f"{date.mark}{date.label}" if date else "undated") if part)


def _mood(statement: Statement) -> str:
    return ", ".join(("background" if statement.background else "statement", *mood(statement)))


def _date(when: When) -> str:
    found = date_label(when)
    return f"{found.mark}{found.label}" if found else when.edtf
