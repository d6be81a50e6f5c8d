"""What stands on a statement and why: each finding with the words it rests on and the rule that found it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from ..model.reading import Span
from ..model.record import AttributionSpan, Event, Figure, Occupancy, Origin, Reason, Statement, Status, When
from ..rules import table
from .counts import behind, counted
from .dates import date_label
from .disputes import dispute_row
from .figures import value_label
from .index import Index, Quote
from .mood import mood
from .names import name_row
from .voice import voice

FindingKind = Literal[
    "statement", "attribution", "said", "time", "origin", "copies", "event", "figure", "office", "contradiction",
    "name", "report", "ruling", "version",
]  # fmt: skip


class Cited(Struct, frozen=True):
    """A quotation and what it is to the finding (``source``, ``cue``, ``copy`` ...)."""

    label: str
    quote: Quote


class Finding(Struct, frozen=True):
    """One thing the record holds, in a label, with the words it rests on and the reasons."""

    kind: FindingKind
    id: str | None
    label: str
    quotes: tuple[Cited, ...]
    why: tuple[Reason, ...]


def findings(index: Index, statements: Iterable[str]) -> tuple[Finding, ...]:
    """All that stands on ``statements``: each statement with its own, then what several of them share, each once."""
    told = [index.statements[found] for found in statements if found in index.statements]
    own = [finding for statement in told for finding in _own(index, statement)]
    return (*own, *_shared(index, {statement.id for statement in told}, told))


def event_finding(index: Index, event: Event) -> Finding:
    """An event with the passages that tell it, the words that only refer to it, and what it is to other events."""
    told = [index.statements[found] for found in event.statements if found in index.statements]
    label = ", ".join(filter(None, (event.type, event.mode, _mood(event))))
    status = _backed(event, event.status)
    codes = _codes(event)
    lines = [statement.span for statement in told]
    elsewhere = [m for m in event.mentions if not any(_holds(line, m) for line in lines)]
    related = [(f"{relation.kind} {relation.event}", relation.span) for relation in event.relations]
    parts = [*(("told", line) for line in lines), *related, *(("referred", span) for span in elsewhere)]
    quotes = _cited(index, parts)
    return Finding("event", event.id, f"{label}: {status}" + (f"; {codes}" if codes else ""), quotes, event.why)


def _holds(line: Span, words: Span) -> bool:
    return line.report == words.report and line.start <= words.start and words.end <= line.end


def _codes(event: Event) -> str:
    """The codes of its type in other schemes, as one label."""
    codes = {"plover": event.plover, "acled": event.acled, "cameo": event.cameo, "iptc": event.iptc}
    schemes = table("labels")["scheme"]
    return ", ".join(schemes[scheme] + code for scheme, code in codes.items() if code)


def _backed(found: Event | Figure | Occupancy, status: Status) -> str:
    """Who stands behind an event, a figure or an occupancy, and the status that follows."""
    counts = behind(found.n_origins, found.n_publishers, found.n_reports, found.n_speakers)
    return "; ".join(part for part in (counts, table("labels")["status"][status]) if part)


def name_finding(index: Index, entity: str) -> Finding:
    """A name with all its mentions, and the first place of each role."""
    found = index.entities[entity]
    row = name_row(index, found)
    also = f"; also {', '.join(row.aliases)}" if row.aliases else ""
    mentions = sorted(found.mentions, key=index.place_of)
    first = {span.exact: span for span in sorted(found.roles, key=index.place_of, reverse=True)}
    roles = tuple(Cited("role", index.quote(span)) for span in sorted(first.values(), key=index.place_of))
    quotes = (*roles, *(Cited("mention", index.quote(span)) for span in mentions))
    return Finding(
        "name", entity, f"{row.name}: {row.type}, {counted(row.n_mentions, 'mention')}{also}", quotes, found.why
    )


def copies_finding(index: Index, group: str) -> Finding:
    """The same words in several places."""
    found = index.copies[group]
    quotes = tuple(Cited("copy", index.quote(span)) for span in sorted(found.spans, key=index.place_of))
    return Finding("copies", group, f"{found.kind} copies in {len(quotes)} places", quotes, ())


def contradiction_finding(index: Index, contradiction: str) -> Finding:
    """Statements that disagree, each with the value it gives."""
    row = dispute_row(index, index.contradictions[contradiction])
    labels = table("labels")
    label = f"{row.kind} on {labels['aspect'][row.aspect]}: {labels['contradiction'][row.kind]}"
    quotes = tuple(Cited(side.value or "side", side.quote) for side in row.sides)
    return Finding("contradiction", contradiction, label, quotes, (index.contradictions[contradiction].why,))


def _own(index: Index, statement: Statement) -> Iterator[Finding]:
    mood = _mood(statement)
    why = (Reason(statement.rule),)
    said = ", ".join(part for part in ("rejected" if statement.rejected else "", mood or "actual") if part)
    yield Finding("statement", statement.id, said, (Cited("words", index.quote(statement.span)),), why)
    yield from _attribution(index, statement)
    if statement.said:
        yield _dating(index, "said", statement.said)
    if statement.when:
        yield _dating(index, "time", statement.when)
    yield _origin(index, statement)


def _attribution(index: Index, statement: Statement) -> Iterator[Finding]:
    said, who = statement.attribution, voice(index, statement)
    if said is None or who is None:
        return
    parts = [("source", said.source), ("cue", said.cue)]
    parts += [("content", span) for span in said.content] + [("relay", link.source) for link in said.chain]
    if said.unnamed:
        parts += [("terms", said.unnamed.terms), ("reason", said.unnamed.reason)]
    label = f"{who.label} ({', '.join(_manner(index, statement, said))})"
    yield Finding("attribution", said.speaker, label, _cited(index, parts), (Reason(said.rule),))


def _manner(index: Index, statement: Statement, said: AttributionSpan) -> Iterator[str]:
    """How it was said: direct or not, by what class of source, and how near the report is to the speaker."""
    yield f"{said.kind} speech"
    if said.unnamed:
        body = index.name(said.unnamed.body)
        yield f"unnamed: {said.unnamed.kind}" + (f" of {body}" if body else "")
    yield statement.hand


def _dating(index: Index, kind: Literal["said", "time"], when: When) -> Finding:
    date = date_label(when)
    basis = table("labels")["basis"][when.basis]
    anchor = f" {when.anchor}" if when.anchor and when.basis == "relative" else ""
    label = f"{date.mark if date else ''}{date.label if date else when.edtf} [{when.edtf}]: {basis}{anchor}"
    why = (Reason(when.rule),) if when.rule else ()
    return Finding(kind, None, label, _cited(index, [("expression", when.expression)]), why)


def _origin(index: Index, statement: Statement) -> Finding:
    """Whose words a passage is: of a copy both places, and what tells whose the first is; else the words, or the metadata, that say so."""
    origin, label = statement.origin, table("labels")["origin"][statement.origin.kind]
    printed = index.reports.get(statement.span.report)
    if origin.name:
        label += f": {origin.name}"
    if origin.kind == "publisher" and printed and printed.publisher != origin.name:
        label += f", to which {printed.publisher} belongs"
    if origin.kind == "agency" and origin.evidence is None:
        label += " (the report's metadata)"
    if origin.evidence is None or origin.evidence.report == statement.span.report:
        return Finding("origin", origin.id, label, _cited(index, [("evidence", origin.evidence)]), ())
    first = index.origin_at(origin.evidence)
    if first and first.kind != "unknown":
        label += f" ({_origin_label(first)})"
    whose = first.evidence if first else None
    parts = [("copy", statement.sentence), ("first printed", origin.evidence), ("evidence", whose)]
    return Finding("origin", origin.id, label, _cited(index, parts), ())


def _origin_label(origin: Origin) -> str:
    words: str = table("labels")["origin"][origin.kind]
    return f"there: {words}"


def _shared(index: Index, ids: set[str], told: list[Statement]) -> Iterator[Finding]:
    for group in dict.fromkeys(s.copy_group for s in told if s.copy_group in index.copies):
        yield copies_finding(index, group or "")
    for event in dict.fromkeys(event for s in told for event in index.events_of.get(s.id, ())):
        yield event_finding(index, index.events[event])
    yield from _figures(index, ids)
    yield from _offices(index, ids)
    for contradiction in dict.fromkeys(found for s in told for found in index.contradictions_of.get(s.id, ())):
        yield contradiction_finding(index, contradiction)


def _figures(index: Index, ids: set[str]) -> Iterator[Finding]:
    for figure in index.figures_of(ids):
        value = value_label(figure.low, figure.best, figure.high)
        claimant = index.name(figure.claimant)
        label = f"{figure.measure}: {value} {figure.unit}" + (f", according to {claimant}" if claimant else "")
        label += f": {_backed(figure, figure.status)}"
        quotes = (Cited("figure", index.quote(figure.span)),)
        yield Finding("figure", figure.id, label, quotes, (Reason(figure.rule),))


def _offices(index: Index, ids: set[str]) -> Iterator[Finding]:
    for office in index.offices_of(ids):
        label = f"{index.name(office.holder) or 'nobody named'}: {office.status}: {_backed(office, office.support)}"
        quotes = _cited(index, [("office", office.office), ("words", office.span)])
        yield Finding("office", office.id, label, quotes, (Reason(office.rule),))


def _cited(index: Index, parts: Iterable[tuple[str, Span | None]]) -> tuple[Cited, ...]:
    return tuple(Cited(label, index.quote(span)) for label, span in parts if span)


def _mood(told: Event | Statement) -> str:
    return ", ".join((*mood(told), *(("background",) if told.background else ())))
