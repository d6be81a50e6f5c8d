"""Records made by rule, true to themselves: every span is of the text it names, every id is there, every count holds."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256

from msgspec import Struct

from dateline.model.decisions import Anchor, Decision
from dateline.model.notes import Attribution, Clause, Dating, ReportNotes
from dateline.model.reading import Block, DateClaim, Extent, Failure, Layout, Report, Sentence, Span
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

TOWNS = ("Karsel", "Orvanne", "Tebrook", "Port Ainsley")
SPEAKERS = ("Mira Oldane", "Josef Brandt-Leigh", "Ана Ковач", "Tomé Åkerlund")
KEY = "key-1"


def ruling(n: int) -> Decision:
    """One of many decisions on nothing that is in a record."""
    quote = Anchor(Span("r1", 0, 5, "Ansel"), "0" * 64, "1" * 64, "r1.txt")
    return Decision("grade", "statement", (quote,), "2", "ines", "2031-06-01T10:00:00Z", f"reason {n}")


def digest(*parts: object) -> str:
    """An id made of content."""
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def sentence(n: int, m: int) -> str:
    """Sentence ``m`` of report ``n``, a figure, a place, a speaker and an office in it; some letters beyond the BMP."""
    speaker, town = SPEAKERS[(n + m) % len(SPEAKERS)], TOWNS[m % len(TOWNS)]
    return f"Police in {town} detained {n * 7 + m} dockers 🚢 on Tuesday, mayor {speaker} told the Karsel Courier."


class Made(Struct, frozen=True, dict=True):
    """A report by rule: its title, then ``sentences`` sentences, two to a paragraph."""

    number: int
    sentences: int
    edition: str = "a"

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(sentence(self.number, m) for m in range(self.sentences))

    @property
    def title(self) -> str:
        return f"Harbour strike, day {self.number} ({self.edition})"

    @cached_property
    def text(self) -> str:
        pairs = [" ".join(self.lines[m : m + 2]) for m in range(0, self.sentences, 2)]
        return "\n\n".join((self.title, *pairs))

    @property
    def path(self) -> str:
        return f"inbox/day {self.number}.txt"

    @cached_property
    def id(self) -> str:
        return digest("report", self.path, self.text)

    @cached_property
    def report(self) -> Report:
        text = self.text
        sha = sha256(text.encode()).hexdigest()
        dates = (DateClaim("2031-03-04", "header-line"),)
        return Report(self.id, self.path, sha, sha, text, title=self.title, publisher=self.publisher, dates=dates)

    @property
    def publisher(self) -> str:
        return f"Courier {self.number % 5}"

    @property
    def blocks(self) -> tuple[Block, ...]:
        start = len(self.title)
        return (Block(0, start, "headline"), Block(start + 2, len(self.text), "body"))

    def span(self, words: str, after: int = 0) -> Span:
        """The first place of ``words`` from ``after`` on."""
        start = self.text.index(words, after)
        return Span(self.id, start, start + len(words), words)

    @property
    def notes(self) -> ReportNotes:
        """Notes of the right size and kind: one clause a sentence."""
        spans = [self.span(line) for line in self.lines]
        day = Dating("2031-03-04", "2031-03-04", "2031-03-04", "day", "relative", "2031-03-05", "weekday")
        cue = (Attribution("indirect", None, None, None, (Extent(s.start, s.start + 9),), (), "told") for s in spans)
        clauses = tuple(
            Clause(
                extent=Extent(s.start, s.end),
                head=Extent(s.start, s.start + 6),
                sentence=i,
                polarity="positive",
                realis="actual",
                background=False,
                attribution=i,
                time=None,
                dating=day,
                said=None,
                link="root",
                rule="main",
            )
            for i, s in enumerate(spans)
        )
        layout = Layout(self.blocks, tuple(Sentence(s.start, s.end, 1, i // 2 + 1) for i, s in enumerate(spans)))
        return ReportNotes(self.id, layout, day, ("header-line",), attributions=tuple(cue), clauses=clauses)


def made_reports(count: int, sentences: int = 4, edition: str = "a") -> tuple[Made, ...]:
    """``count`` reports by rule."""
    return tuple(Made(n, sentences, edition) for n in range(1, count + 1))


def made_record(made: tuple[Made, ...]) -> RecordData:
    """The record of ``made``: a statement, an event, a figure and an occupancy for each sentence."""
    parts = [_passage(report, m) for report in made for m in range(report.sentences)]
    statements = tuple(part[0] for part in parts)
    shas = "".join(sorted(report.report.sha256 for report in made))
    copies = (CopyGroup("copy-1", "exact", tuple(report.span(report.lines[0]) for report in made[:2])),)
    return RecordData(
        Provenance(
            "0.1.0", "by-rule", {"shingle": 4, "containment": 0.6}, len(made), sha256(shas.encode()).hexdigest()
        ),
        (Failure("inbox/empty.txt", "R101", "error", "inbox/empty.txt is empty.", "Check the download."),),
        tuple(_recorded(report) for report in made),
        _entities(made),
        statements,
        tuple(part[1] for part in parts),
        tuple(part[2] for part in parts),
        tuple(part[3] for part in parts),
        _contradictions(statements),
        copies if len(made) > 1 else (),
    )


def _contradictions(statements: tuple[Statement, ...]) -> tuple[Contradiction, ...]:
    pair = tuple(statement.id for statement in statements[:2])
    return (Contradiction("conflict-1", "conflict", "figure", None, pair, ("7", "8"), Reason("figures-differ")),)


def _recorded(made: Made) -> RecordedReport:
    report = made.report
    when = When("2031-03-05", "2031-03-05", "2031-03-05", "day", "stated")
    return RecordedReport(
        report.id, report.path, report.sha256, report.raw_sha256, report.title, report.publisher, None, None, None,
        "en", when, ("header-line",), report.text, made.blocks,
    )  # fmt: skip


def _entities(made: tuple[Made, ...]) -> tuple[Entity, ...]:
    names = (
        [(name, "person") for name in SPEAKERS] + [(name, "place") for name in TOWNS] + [("Karsel Courier", "outlet")]
    )
    found = []
    for name, kind in names:
        places = tuple(
            report.span(name, report.text.index(line)) for report in made for line in report.lines if name in line
        )
        if places:
            n_reports = len({span.report for span in places})
            found.append(Entity(digest(name), kind, name, (), places, (), None, n_reports, (Reason("same-name", 1.0),)))  # type: ignore[arg-type]
    return tuple(found)


def _passage(made: Made, m: int) -> tuple[Statement, Event, Figure, Occupancy]:
    line = made.lines[m]
    start = made.text.index(line)
    whole = made.span(line, start)
    speaker, town = SPEAKERS[(made.number + m) % len(SPEAKERS)], TOWNS[m % len(TOWNS)]
    content = made.span(line[: line.index(", mayor")], start)
    said = AttributionSpan(
        "indirect", made.span(f"mayor {speaker}", start), digest(speaker), made.span("told", content.end), (content,),
        (ChainLink(made.span("the Karsel Courier", content.end), digest("Karsel Courier")),), "told",
    )  # fmt: skip
    when = When(
        "2031-03-04",
        "2031-03-04",
        "2031-03-04",
        "day",
        "relative",
        made.span("Tuesday", start),
        "2031-03-05",
        "weekday",
    )
    evidence = made.span("told the Karsel Courier", start)
    origin = Origin(digest("Karsel Courier", "outlet"), "credited", "Karsel Courier", evidence)
    key = digest(made.id, m)
    statement = Statement(
        "s" + key, content, whole, said, origin, when, None, "positive", "actual", False, None, "main"
    )
    dockers = made.span(f"{made.number * 7 + m} dockers", start)
    event = Event(
        "e" + key, "arrest", None, content, when, (digest(town),),
        (EventParticipant(None, dockers, "patient"), EventParticipant(None, made.span("Police", start), "agent")),
        "positive", "actual", False, ("s" + key,), 1, 1, 1, 1, "single-origin", 1.0 + m / 7, (Reason("one-mention"),),
    )  # fmt: skip
    count = float(made.number * 7 + m)
    figure = Figure(
        "f" + key, "detained", "dockers", "people", count, count, count, None, False, dockers, "s" + key, digest(speaker),
        when, "e" + key, "number-noun",
    )  # fmt: skip
    mayor = made.span("mayor", content.end)
    occupancy = Occupancy("o" + key, mayor, None, digest(speaker), "holds", None, mayor, "s" + key, "apposition")
    return statement, event, figure, occupancy
