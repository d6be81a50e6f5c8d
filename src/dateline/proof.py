"""Proof of a record: every quotation stands where it says, every reference leads somewhere, every count can be counted.

Always true here: nothing is trusted that can be checked against the texts; the order of the problems is that of the record.
Pure: the texts are given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from .model.reading import Block, Span
from .model.record import Contradiction, Entity, Event, Figure, Occupancy, RecordData, RecordedReport, Statement, When
from .model.versions import Version

NOUNS = ("reports", "entities", "statements", "events", "figures", "occupancies", "contradictions", "copies")


class Problem(Struct, frozen=True):
    """Something in a record that does not hold: the check that found it, where (``events/ID.headline``), and what."""

    check: str
    where: str
    message: str


class _Case(Struct, frozen=True):
    """A record with what its checks look things up in."""

    data: RecordData
    texts: Mapping[str, str]
    reports: Mapping[str, RecordedReport]
    statements: Mapping[str, Statement]
    ids: Mapping[str, frozenset[str]]


def verify(data: RecordData, texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """All that does not hold in ``data``, given the texts that were read by report id; nothing, where all is well."""
    case = _Case(
        data,
        texts,
        {report.id: report for report in data.reports},
        {statement.id: statement for statement in data.statements},
        {noun: frozenset(value.id for value in getattr(data, noun)) for noun in NOUNS},
    )
    return tuple(Problem(name, where, message) for name, check in CHECKS for where, message in check(case))


def verify_export(content: bytes) -> tuple[Problem, ...]:
    """All that does not hold in an exported record (``--format json``), which is checked against the texts that it carries."""
    try:
        data = msgspec.json.decode(content, type=RecordData)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return (Problem("format", "", f"It is not a record of the format dateline-record/1: {error}"),)
    return verify_carried(data)


def verify_carried(data: RecordData) -> tuple[Problem, ...]:
    """All that does not hold in ``data``, given the texts that it carries itself."""
    texts = {report.id: report.text for report in data.reports}
    return verify(data, texts | {former.id: former.text for report in data.reports for former in report.versions})


Found = Iterator[tuple[str, str]]


def _texts(case: _Case) -> Found:
    """A report's text is the one that was read, and its digest is right."""
    for report in case.data.reports:
        where = f"reports/{report.id}"
        if report.id not in case.texts:
            yield where, "There is no text of this report."
        elif case.texts[report.id] != report.text:
            yield f"{where}.text", "The text differs from the one that was read."
        every: tuple[RecordedReport | Version, ...] = (report, *report.versions)
        for printed in every:
            if sha256(printed.text.encode("utf-8", "surrogatepass")).hexdigest() != printed.sha256:
                yield f"{where}.sha256", f"The digest of {printed.id} is not that of its text."
    if case.data.provenance.n_reports != len(case.data.reports):
        yield "provenance.n_reports", f"It says {case.data.provenance.n_reports}, of {len(case.data.reports)} reports."


def _ids(case: _Case) -> Found:
    """An id stands for one thing."""
    for noun in NOUNS:
        counts = Counter(value.id for value in getattr(case.data, noun))
        yield from ((f"{noun}/{key}", f"{n} things have this id.") for key, n in counts.items() if n > 1)


def _quotations(case: _Case) -> Found:
    """A quotation is exactly what the text of its report says at its place."""
    for noun in NOUNS:
        for value in getattr(case.data, noun):
            yield from ((f"{noun}/{value.id}{way}", wrong) for way, wrong in misquoted(value, case.texts))


def misquoted(value: Any, texts: Mapping[str, str]) -> Found:
    """What is wrong with each wrong quotation in ``value``, any value of the model, with the way to it."""
    return ((way, wrong) for way, span in _spans(value) if (wrong := _misquoted(texts, span)))


def _misquoted(texts: Mapping[str, str], span: Span) -> str:
    """What is wrong with ``span``, empty if nothing is."""
    text = texts.get(span.report)
    if text is None:
        return f"It quotes the report {span.report}, which is not there."
    if not 0 <= span.start < span.end <= len(text):
        return f"Its place {span.start} to {span.end} is not in the {len(text)} characters of {span.report}."
    if text[span.start : span.end] != span.exact:
        return f"It quotes {_short(span.exact)}; {span.report} says {_short(text[span.start : span.end])} there."
    return ""


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:60] + "…")


_LEAVES = frozenset({str, int, float, bool, type(None), dict})
"""Kinds of values that hold no quotation; most values are of these, and are passed by first."""

Part = Span | When


def _parts(value: Any) -> list[tuple[str, Part]]:
    """The quotations and dates in ``value``, with the way to each."""
    found: list[tuple[str, Part]] = []
    _collect(value, "", found)
    return found


def _collect(value: Any, path: str, found: list[tuple[str, Part]]) -> None:
    """Put the parts of ``value`` into ``found``. A list is filled, as nested generators take three times as long."""
    if isinstance(value, Part):
        found.append((path, value))
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            if type(item) not in _LEAVES:
                _collect(item, f"{path}[{number}]", found)
    elif not isinstance(value, Span):
        for name in getattr(value, "__struct_fields__", ()):
            item = getattr(value, name)
            if type(item) not in _LEAVES and item != ():
                _collect(item, f"{path}.{name}", found)


def _spans(value: Any) -> Iterator[tuple[str, Span]]:
    return ((path, part) for path, part in _parts(value) if isinstance(part, Span))


def _blocks(case: _Case) -> Found:
    """The blocks of a report lie in its text, in order, and do not overlap."""
    for report in case.data.reports:
        before = Block(0, 0, "body")
        for number, block in enumerate(report.blocks):
            if not before.end <= block.start <= block.end <= len(report.text):
                yield f"reports/{report.id}.blocks[{number}]", "It overlaps, or is out of order or outside the text."
            before = block


def _dates(case: _Case) -> Found:
    """The first day of a date is a day, and not after its last."""
    for noun in ("reports", "statements", "events", "figures", "occupancies"):
        for value in getattr(case.data, noun):
            for path, part in _parts(value):
                if isinstance(part, When) and not _in_order(part):
                    yield f"{noun}/{value.id}{path}", f"{part.earliest} to {part.latest} is no stretch of days."


def _in_order(when: When) -> bool:
    try:
        return date.fromisoformat(when.earliest) <= date.fromisoformat(when.latest)
    except ValueError:
        return False


Reference = tuple[str, str, str | None]
"""The field that refers, the noun that it refers to, the id."""


def _of_statement(s: Statement) -> Iterator[Reference]:
    yield "copy_group", "copies", s.copy_group
    if s.attribution:
        yield "attribution.speaker", "entities", s.attribution.speaker
        yield from (("attribution.speakers", "entities", key) for key in s.attribution.speakers)
        yield "attribution.unnamed", "entities", s.attribution.unnamed.body if s.attribution.unnamed else None
        yield from (("attribution.chain", "entities", link.entity) for link in s.attribution.chain)


def _of_event(e: Event) -> Iterator[Reference]:
    yield from (("statements", "statements", key) for key in e.statements)
    yield from (("places", "entities", key) for key in e.places)
    yield from (("participants", "entities", p.entity) for p in e.participants)


def _of_figure(f: Figure) -> Iterator[Reference]:
    yield from (
        ("statement", "statements", f.statement),
        ("claimant", "entities", f.claimant),
        ("event", "events", f.event),
        ("place", "entities", f.place),
    )


def _of_occupancy(o: Occupancy) -> Iterator[Reference]:
    yield from (
        ("statement", "statements", o.statement),
        ("holder", "entities", o.holder),
        ("claimant", "entities", o.claimant),
    )


def _of_contradiction(c: Contradiction) -> Iterator[Reference]:
    yield "event", "events", c.event
    yield from (("statements", "statements", key) for key in c.statements)


_REFERENCES: tuple[tuple[str, Callable[[Any], Iterator[Reference]]], ...] = (
    ("statements", _of_statement),
    ("events", _of_event),
    ("figures", _of_figure),
    ("occupancies", _of_occupancy),
    ("contradictions", _of_contradiction),
)


def _references(case: _Case) -> Found:
    """An id leads to something that is in the record."""
    for noun, references in _REFERENCES:
        for value in getattr(case.data, noun):
            for field, to, key in references(value):
                if key is not None and key not in case.ids[to]:
                    yield f"{noun}/{value.id}.{field}", f"There is no {key!r} among the {to}."


def _inside(inner: Span, outer: Span) -> bool:
    return inner.report == outer.report and outer.start <= inner.start and inner.end <= outer.end


def _places(case: _Case) -> Found:
    """A statement, a figure and an office lie in their sentence; an attribution is of the same report."""
    for s in case.data.statements:
        if not _inside(s.span, s.sentence):
            yield f"statements/{s.id}.span", "The statement is not in its sentence."
        if any(span.report != s.span.report for _, span in _spans(s.attribution)):
            yield f"statements/{s.id}.attribution", "The attribution is of another report."
    parts: tuple[tuple[str, Iterable[Figure | Occupancy]], ...] = (
        ("figures", case.data.figures),
        ("occupancies", case.data.occupancies),
    )
    for noun, values in parts:
        for value in values:
            told = case.statements.get(value.statement)
            if told and not _inside(value.span, told.sentence):
                yield f"{noun}/{value.id}.span", f"It is not in the sentence of its statement {told.id}."


def _printed(case: _Case) -> Found:
    """A name and an alias are words that some mention prints, or a name that somebody ruled."""
    given = {d.id: d.value for d in case.data.decisions if d.kind == "rename"}
    ruled = {(id, given[a.decision]) for a in case.data.provenance.applied if a.decision in given for id in a.ids}
    for entity in case.data.entities:
        mentions = {_spaced(span.exact) for span in entity.mentions}
        for name in (entity.name, *entity.aliases):
            if (entity.id, name) not in ruled and not any(_spaced(name) in mention for mention in mentions):
                yield f"entities/{entity.id}", f"No mention prints the name {_short(name)}."


def _spaced(words: str) -> str:
    """``words`` with any white space between them as one space: a name may be broken over two lines."""
    return " ".join(words.split())


def _counts(case: _Case) -> Found:
    """A count is not more than what there is to count."""
    for entity in case.data.entities:
        yield from _entity_counts(entity)
    yield from _backing_counts(case)
    for event in case.data.events:
        told = [case.statements[key] for key in event.statements if key in case.statements]
        for name, said, most in _event_counts(case, event, told):
            if not 0 <= said <= most:
                yield f"events/{event.id}.{name}", f"It says {said}; there are {most}."
        if event.status == "corroborated" and event.n_origins < 2:
            yield f"events/{event.id}.status", f"Corroborated by {event.n_origins} origin."
        if not told and not (event.mode == "referred" and event.mentions):
            yield f"events/{event.id}.statements", "No statement tells this event."


def _backing_counts(case: _Case) -> Found:
    """No more stand behind a figure or an occupancy than there are passages that say the same number or status."""
    said: dict[tuple[object, ...], list[Statement]] = {}
    both: tuple[Figure | Occupancy, ...] = (*case.data.figures, *case.data.occupancies)
    values = [(value, _said(value)) for value in both]
    for value, key in values:
        if value.statement in case.statements:
            said.setdefault(key, []).append(case.statements[value.statement])
    most = {key: _most(case, told) for key, told in said.items()}
    for value, key in values:
        where = f"{'figures' if isinstance(value, Figure) else 'occupancies'}/{value.id}"
        for name, there in most.get(key, {}).items():
            if not 0 <= getattr(value, name) <= there:
                yield f"{where}.{name}", f"It says {getattr(value, name)}; there are {there}."
        status = value.status if isinstance(value, Figure) else value.support
        if status == "corroborated" and value.n_origins < 2:
            yield where, f"Corroborated by {value.n_origins} origin."


def _said(value: Figure | Occupancy) -> tuple[object, ...]:
    if isinstance(value, Figure):
        return (value.measure, value.low, value.best, value.high, value.unit)
    return (value.holder, value.body and value.body.casefold())


def _entity_counts(entity: Entity) -> Found:
    there = len({span.report for span in entity.mentions})
    if entity.n_reports != there:
        yield f"entities/{entity.id}.n_reports", f"It says {entity.n_reports}; it is mentioned in {there}."


def _event_counts(case: _Case, event: Event, told: list[Statement]) -> Iterator[tuple[str, int, int]]:
    """Each count of an event: its name, what it says, the most that it can be."""
    yield from ((name, getattr(event, name), most) for name, most in _most(case, told).items())


def _most(case: _Case, told: list[Statement]) -> dict[str, int]:
    """The most that each count of what ``told`` tells can be."""
    reports = {s.span.report for s in told}
    origins = {s.origin.id for s in told if s.origin.kind != "unknown"}
    return {
        "n_reports": len(reports),
        "n_publishers": len({case.reports[key].publisher for key in reports if key in case.reports}),
        "n_origins": len(origins) or min(1, len(told)),
        "n_speakers": len(set(_speakers(told))),
    }


def _speakers(told: Iterable[Statement]) -> Iterator[str | Span]:
    """Who speaks in ``told``: the entity where it is known, else the words that name the source."""
    for said in (s.attribution for s in told):
        if said and (who := said.speaker or said.source):
            yield from (who, *said.speakers)


def _rulings(case: _Case) -> Found:
    """The decisions are those that the record says it was made under, word for word: an id is made of content."""
    there, said = tuple(decision.id for decision in case.data.decisions), case.data.provenance.decisions
    yield from ((f"decisions/{id}", "The record was not made under this decision.") for id in there if id not in said)
    yield from ((f"decisions/{id}", "The decision is not there, or was changed.") for id in said if id not in there)
    applied = case.data.provenance.applied
    if applied and tuple(made.decision for made in applied) != said:
        yield "provenance.applied", "It is not one for each decision, in their order."
    rejected = {id for id, statement in case.statements.items() if statement.rejected}
    for noun in ("events", "figures", "occupancies", "contradictions"):
        for value in getattr(case.data, noun):
            told = (value.statement,) if noun in ("figures", "occupancies") else value.statements
            yield from (
                (f"{noun}/{value.id}", f"It stands on {id}, which was rejected.") for id in told if id in rejected
            )


def _bounds(case: _Case) -> Found:
    """The bounds of a figure are in order."""
    for figure in case.data.figures:
        known = [n for n in (figure.low, figure.best, figure.high) if n is not None]
        if known != sorted(known):
            yield f"figures/{figure.id}", f"Its bounds {figure.low}, {figure.best}, {figure.high} are not in order."


CHECKS: tuple[tuple[str, Callable[[_Case], Found]], ...] = (
    ("text", _texts),
    ("id", _ids),
    ("quotation", _quotations),
    ("block", _blocks),
    ("date", _dates),
    ("reference", _references),
    ("place", _places),
    ("name", _printed),
    ("count", _counts),
    ("bound", _bounds),
    ("decision", _rulings),
)
