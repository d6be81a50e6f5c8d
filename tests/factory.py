"""A small record made by hand: three invented reports of one harbour strike, with every noun and one hostile text."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from dateline.model.notes import PlaceFix, ReportNotes
from dateline.model.reading import Block, Failure, Layout, Report, Span
from dateline.model.record import (
    AttributionSpan,
    ChainLink,
    Contradiction,
    CopyGroup,
    Entity,
    Event,
    EventParticipant,
    Figure,
    Occupancy,
    Origin,
    Provenance,
    Reason,
    RecordData,
    RecordedReport,
    Statement,
    When,
)
from dateline.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]
"""Starts the program: ``run("timeline", "a.dateline")``."""

HARBOUR = """Dockers walk out at Kessen harbour

KESSEN, March 4 (Northwire) - Some 400 dockers walked out at Kessen harbour on Tuesday night, the port authority said.

“We will not load another ship,” union leader Mara Ilvesen told Northwire. Police detained 12 people, Ilvesen said.

The last strike ended in 2017."""

COAST = """Some 400 dockers walked out at Kessen harbour on Tuesday night, the port authority said.

Harbour master Tomas Reik resigned, the Coast Gazette reported. Police said they detained nobody.
=SUM(A1) was scrawled on a gate."""

HOSTILE = (
    "\x1b[31mNobody\x1b[0m \u202eknows\u202c <b>when</b> the ferries resume & why.\nUnion leader Mara Ilvesen spoke."
)


def span(report: RecordedReport, words: str) -> Span:
    """The first place of ``words`` in ``report``."""
    start = report.text.index(words)
    return Span(report.id, start, start + len(words), words)


def when(edtf: str, basis: str = "relative", precision: str = "day", expression: Span | None = None) -> When:
    """A date of one day, or of one year."""
    first, last = (edtf, edtf) if len(edtf) == 10 else (f"{edtf}-01-01", f"{edtf}-12-31")
    return When(edtf, first, last, precision, basis, expression, "2020-03-04", "weekday-past")  # type: ignore[arg-type]


def report(number: int, path: str, text: str, publisher: str | None, published: When | None) -> RecordedReport:
    """A report of one body block."""
    digest = sha256(text.encode()).hexdigest()
    evidence = ("header-line",) if published else ()
    return RecordedReport(
        id=f"r-{number:04d}", path=path, sha256=digest, raw_sha256=digest, title=text.split("\n")[0], publisher=publisher,
        agency=None, author=None, url=None, language="en", published=published, published_evidence=evidence, text=text,
        blocks=(Block(0, len(text), "body"),),
    )  # fmt: skip


NEWS = report(1, "in/harbour.txt", HARBOUR, "Kessen Daily", when("2020-03-04", "stated"))
WEEKLY = report(2, "in/coast.txt", COAST, "Coast Gazette", when("2020-03-04", "stated"))
ODD = report(3, "in/odd.txt", HOSTILE, None, None)

AUTHORITY = Entity("e-authority", "organization", "port authority", (), (span(NEWS, "port authority"),), (), None, 2)
ILVESEN = Entity(
    "e-ilvesen", "person", "Mara Ilvesen", ("Ilvesen",),
    (span(NEWS, "Mara Ilvesen"), span(ODD, "Mara Ilvesen")), (span(NEWS, "union leader"),), None, 2, (Reason("surname", 0.9),),
)  # fmt: skip
REIK = Entity(
    "e-reik", "person", "Tomas Reik", (), (span(WEEKLY, "Tomas Reik"),), (span(WEEKLY, "Harbour master"),), None, 1
)
KESSEN = Entity(
    "e-kessen", "place", "Kessen", ("KESSEN",), (span(NEWS, "Kessen"), span(WEEKLY, "Kessen")), (),
    PlaceFix(58.1, 22.5, 101, "EE", "town"), 2,
)  # fmt: skip
NORTHWIRE = Entity("e-northwire", "outlet", "Northwire", (), (span(NEWS, "Northwire"),), (), None, 1)

WIRE = Origin("o-northwire", "agency", "Northwire", span(NEWS, "(Northwire)"))
COPIED = Origin("o-northwire", "copied", "Northwire", span(NEWS, "Some 400 dockers walked out"))
GAZETTE = Origin("o-gazette", "credited", "Coast Gazette", span(WEEKLY, "the Coast Gazette reported"))
UNKNOWN = Origin("o-unknown", "unknown", None)


def said(
    where: RecordedReport, source: str, speaker: str | None, cue: str, content: str, *relays: ChainLink
) -> AttributionSpan:
    """Indirect speech."""
    return AttributionSpan(
        "indirect", span(where, source), speaker, span(where, cue), (span(where, content),), relays, "cue-after"
    )  # fmt: skip


def statement(
    name: str, where: RecordedReport, words: str, sentence: str, origin: Origin, attribution: AttributionSpan | None = None,
    date: When | None = None, **more: object,
) -> Statement:  # fmt: skip
    """An actual, new statement."""
    kept = {"polarity": "positive", "realis": "actual", "background": False, "copy_group": None} | more
    return Statement(
        id=f"s-{name}", span=span(where, words), sentence=span(where, sentence), attribution=attribution, origin=origin,
        when=date, said=None, rule="clause", **kept,
    )  # type: ignore[arg-type]  # fmt: skip


NIGHT = when("2020-03-03", "relative", "part-of-day", span(NEWS, "Tuesday night"))
WALK = "Some 400 dockers walked out at Kessen harbour on Tuesday night"
LEAD = f"{WALK}, the port authority said."
STATEMENTS = (
    statement("walk-news", NEWS, WALK, LEAD, WIRE,
              said(NEWS, "the port authority", "e-authority", "said", WALK), NIGHT, copy_group="c-lead"),
    statement("walk-copy", WEEKLY, WALK, LEAD, COPIED,
              said(WEEKLY, "the port authority", "e-authority", "said", WALK), NIGHT, copy_group="c-lead"),
    statement("load", NEWS, "We will not load another ship",
              "“We will not load another ship,” union leader Mara Ilvesen told Northwire.", WIRE,
              AttributionSpan("direct", span(NEWS, "union leader Mara Ilvesen"), "e-ilvesen", span(NEWS, "told"),
                              (span(NEWS, "We will not load another ship"),),
                              (ChainLink(span(NEWS, "Northwire"), "e-northwire"),), "quote-told"),
              None, realis="planned"),
    statement("detained", NEWS, "Police detained 12 people", "Police detained 12 people, Ilvesen said.", WIRE,
              said(NEWS, "Ilvesen", "e-ilvesen", "said", "Police detained 12 people"), when("2020-03-04", "report-date")),
    statement("nobody", WEEKLY, "they detained nobody", "Police said they detained nobody.", UNKNOWN,
              said(WEEKLY, "Police", None, "said", "they detained nobody"), when("2020-03-04", "inferred"), polarity="negative"),
    statement("resigned", WEEKLY, "Harbour master Tomas Reik resigned",
              "Harbour master Tomas Reik resigned, the Coast Gazette reported.", GAZETTE, None, when("2020-03-04", "report-date")),
    statement("last", NEWS, "The last strike ended in 2017", "The last strike ended in 2017.", WIRE, None,
              when("2017", "stated", "year", span(NEWS, "2017")), background=True),
    statement("ferries", ODD, HOSTILE.split("\n")[0], HOSTILE.split("\n")[0], UNKNOWN, None, None),
)  # fmt: skip


def event(
    name: str,
    kind: str,
    head: Span,
    date: When | None,
    told: tuple[str, ...],
    counts: tuple[int, int, int, int],
    **more: object,
) -> Event:
    """An actual, new event; ``counts`` are reports, publishers, origins, speakers."""
    kept = {
        "mode": None, "places": (), "participants": (), "polarity": "positive", "realis": "actual", "background": False,
        "status": "single-origin", "weight": float(counts[2]), "why": (),
    } | more  # fmt: skip
    return Event(
        id=f"v-{name}", type=kind, headline=head, when=date, statements=told, n_reports=counts[0], n_publishers=counts[1],
        n_origins=counts[2], n_speakers=counts[3], **kept,
    )  # type: ignore[arg-type]  # fmt: skip


EVENTS = (
    event("walk", "strike", span(NEWS, WALK), NIGHT, ("s-walk-news", "s-walk-copy"), (2, 2, 1, 1), places=("e-kessen",),
          participants=(EventParticipant(None, span(NEWS, "Some 400 dockers"), "agent"),), why=(Reason("same-words", 1.0),)),
    event("detained", "arrest", span(NEWS, "Police detained 12 people"), when("2020-03-04", "report-date"),
          ("s-detained", "s-nobody"), (2, 2, 2, 2), status="disputed"),
    event("resigned", "resignation", span(WEEKLY, "Harbour master Tomas Reik resigned"), when("2020-03-04", "report-date"),
          ("s-resigned",), (1, 1, 1, 0), status="unattributed",
          participants=(EventParticipant("e-reik", span(WEEKLY, "Tomas Reik"), "agent"),)),
    event("last", "strike", span(NEWS, "The last strike ended in 2017"), when("2017", "stated", "year", span(NEWS, "2017")),
          ("s-last",), (1, 1, 1, 0), background=True, status="unattributed"),
    event("ferries", "other", span(ODD, HOSTILE.split("\n")[0]), None, ("s-ferries",), (1, 0, 1, 0), realis="possible",
          status="unattributed"),
)  # fmt: skip

FIGURES = (
    Figure("f-400", "strikers", "dockers", "people", 380.0, 400.0, 420.0, "some", False, span(NEWS, "Some 400 dockers"),
           "s-walk-news", "e-authority", NIGHT, "v-walk", "number-noun"),
    Figure("f-12", "arrested", "people", "people", 12.0, 12.0, 12.0, None, False, span(NEWS, "12 people"), "s-detained",
           "e-ilvesen", when("2020-03-04", "report-date"), "v-detained", "number-noun"),
    Figure("f-0", "arrested", None, "people", 0.0, 0.0, 0.0, None, False, span(WEEKLY, "nobody"), "s-nobody", None, None,
           "v-detained", "none-noun"),
)  # fmt: skip
OFFICES = (
    Occupancy("q-reik", span(WEEKLY, "Harbour master"), None, "e-reik", "resigned", when("2020-03-04", "report-date"),
              span(WEEKLY, "Harbour master Tomas Reik resigned"), "s-resigned", "title-name"),
)  # fmt: skip
DISPUTES = (
    Contradiction("d-arrests", "conflict", "figure", "v-detained", ("s-detained", "s-nobody"), ("12", "0"), Reason("ranges-apart", 0.8)),
)  # fmt: skip
COPIES = (CopyGroup("c-lead", "exact", (span(NEWS, LEAD), span(WEEKLY, LEAD))),)
FAILURES = (
    Failure("in/empty.txt", "R101", "error", "in/empty.txt is empty.", "Check that the download was complete."),
)


def stored(path: Path, data: RecordData | None = None) -> Path:
    """A record in a file at ``path``: ``data``, else that of the strike."""
    data = data or record()
    read = [
        (
            Report(r.id, r.path, r.sha256, r.raw_sha256, r.text, r.title, r.publisher),
            ReportNotes(r.id, Layout((), ()), None, ()),
        )
        for r in data.reports
    ]
    with Store.create_or_open(path) as store:
        store.accept(read, "key")
        store.replace_record(data, [report.id for report in data.reports])
    return path


def record() -> RecordData:
    """The record of the strike."""
    return RecordData(
        provenance=Provenance("0.1.0", "none", {"shingle": 4}, 3, "0" * 64),
        failures=FAILURES,
        reports=(NEWS, WEEKLY, ODD),
        entities=(AUTHORITY, ILVESEN, REIK, KESSEN, NORTHWIRE),
        statements=STATEMENTS,
        events=EVENTS,
        figures=FIGURES,
        occupancies=OFFICES,
        contradictions=DISPUTES,
        copies=COPIES,
    )
