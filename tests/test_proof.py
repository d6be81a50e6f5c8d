"""A record that is true passes; one changed anywhere that can be checked does not."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from store.made_records import KEY, made_record, made_reports

from dateline.model.reading import Block, Span
from dateline.model.record import RecordData
from dateline.proof import Problem, verify, verify_export
from dateline.store import Store

MADE = made_reports(3)
DATA = made_record(MADE)
TEXTS = {made.id: made.text for made in MADE}
Change = Callable[[Any], Any]


def changed(noun: str, change: Change, number: int = 0) -> RecordData:
    """The record with one value changed."""
    values = list(getattr(DATA, noun))
    values[number] = change(values[number])
    return replace(DATA, **{noun: tuple(values)})


def found(data: RecordData) -> set[str]:
    """The checks that find something, in ``data`` and in its export."""
    problems = verify(data, TEXTS)
    exported = verify_export(msgspec.json.encode(data))
    assert bool(exported) == bool(problems)
    return {p.check for p in problems}


def moved(span: Span, by: int = 1) -> Span:
    return replace(span, start=span.start + by, end=span.end + by)


def test_a_true_record_has_no_problem() -> None:
    """Neither the record nor its export."""
    assert verify(DATA, TEXTS) == ()
    assert verify_export(msgspec.json.encode(DATA)) == ()


def test_a_stored_record_has_no_problem(tmp_path: Path) -> None:
    """What comes out of the file is proved against the texts that were accepted."""
    with Store.create_or_open(tmp_path / "a.dateline") as store:
        store.accept(((m.report, m.notes) for m in MADE), KEY)
        store.replace_record(DATA, [m.id for m in MADE])
        assert verify(store.data(), {report.id: report.text for report in store.reports()}) == ()


QUOTATIONS: dict[str, tuple[str, Change]] = {
    "a statement": ("statements", lambda s: replace(s, span=moved(s.span))),
    "its sentence": ("statements", lambda s: replace(s, sentence=replace(s.sentence, exact=s.sentence.exact + "."))),
    "a cue": ("statements", lambda s: replace(s, attribution=replace(s.attribution, cue=moved(s.attribution.cue)))),
    "what is said": (
        "statements",
        lambda s: replace(s, attribution=replace(s.attribution, content=(moved(s.attribution.content[0]),))),
    ),
    "a relay": (
        "statements",
        lambda s: replace(
            s, attribution=replace(s.attribution, chain=(replace(s.attribution.chain[0], source=moved(s.span)),))
        ),
    ),
    "evidence of an origin": ("statements", lambda s: replace(s, origin=replace(s.origin, evidence=moved(s.span)))),
    "a date": ("statements", lambda s: replace(s, when=replace(s.when, expression=moved(s.when.expression)))),
    "a headline": ("events", lambda e: replace(e, headline=replace(e.headline, exact=e.headline.exact.upper()))),
    "a participant": (
        "events",
        lambda e: replace(e, participants=(replace(e.participants[0], span=moved(e.headline)),)),
    ),
    "a mention": ("entities", lambda e: replace(e, mentions=(*e.mentions, moved(e.mentions[0])))),
    "a role": ("entities", lambda e: replace(e, roles=(moved(e.mentions[0]),))),
    "a figure": ("figures", lambda f: replace(f, span=replace(f.span, exact="9 dockers"))),
    "an office": ("occupancies", lambda o: replace(o, office=replace(o.office, end=o.office.end + 1))),
    "a copy": ("copies", lambda c: replace(c, spans=(c.spans[0], moved(c.spans[1])))),
    "no words": ("figures", lambda f: replace(f, span=replace(f.span, end=f.span.start, exact=""))),
    "before the text": ("figures", lambda f: replace(f, span=replace(f.span, start=-9, end=-1))),
    "after the text": ("figures", lambda f: replace(f, span=replace(f.span, start=90_000, end=90_009))),
    "no such report": ("figures", lambda f: replace(f, span=replace(f.span, report="nowhere"))),
}


@pytest.mark.parametrize("name", sorted(QUOTATIONS))
def test_a_quotation_that_is_not_there(name: str) -> None:
    """Wherever a span stands in the record, it is looked up in the text."""
    noun, change = QUOTATIONS[name]
    assert "quotation" in found(changed(noun, change))


CHANGES: dict[str, tuple[str, str, Change]] = {
    "an id twice": ("id", "events", lambda _: DATA.events[1]),
    "a digest": ("text", "reports", lambda r: replace(r, sha256="0" * 64)),
    "a text": ("text", "reports", lambda r: replace(r, text=r.text.replace("dockers", "Dockers"))),
    "a block out of the text": ("block", "reports", lambda r: replace(r, blocks=(Block(0, 1_000_000, "body"),))),
    "blocks out of order": ("block", "reports", lambda r: replace(r, blocks=r.blocks[::-1])),
    "blocks that overlap": ("block", "reports", lambda r: replace(r, blocks=(r.blocks[0], Block(3, 40, "body")))),
    "a block that ends before it starts": ("block", "reports", lambda r: replace(r, blocks=(Block(9, 3, "body"),))),
    "days out of order": ("date", "events", lambda e: replace(e, when=replace(e.when, latest="2031-03-01"))),
    "no day": ("date", "reports", lambda r: replace(r, published=replace(r.published, earliest="2031-02-30"))),
    "a speaker": ("reference", "statements", lambda s: replace(s, attribution=replace(s.attribution, speaker="x"))),
    "a copy group": ("reference", "statements", lambda s: replace(s, copy_group="x")),
    "a statement of an event": ("reference", "events", lambda e: replace(e, statements=(*e.statements, "x"))),
    "a place": ("reference", "events", lambda e: replace(e, places=("x",))),
    "who took part": (
        "reference",
        "events",
        lambda e: replace(e, participants=(replace(e.participants[0], entity="x"),)),
    ),
    "a figure's statement": ("reference", "figures", lambda f: replace(f, statement="x")),
    "a claimant": ("reference", "figures", lambda f: replace(f, claimant="x")),
    "a figure's event": ("reference", "figures", lambda f: replace(f, event="x")),
    "a figure's place": ("reference", "figures", lambda f: replace(f, place="x")),
    "a holder": ("reference", "occupancies", lambda o: replace(o, holder="x")),
    "an event in dispute": ("reference", "contradictions", lambda c: replace(c, event="x")),
    "statements in dispute": ("reference", "contradictions", lambda c: replace(c, statements=("x",))),
    "a figure elsewhere": ("place", "figures", lambda f: replace(f, span=DATA.figures[1].span)),
    "an office elsewhere": ("place", "occupancies", lambda o: replace(o, span=DATA.occupancies[1].span)),
    "a statement elsewhere": ("place", "statements", lambda s: replace(s, span=DATA.statements[1].span)),
    "words of another report": (
        "place",
        "statements",
        lambda s: replace(s, attribution=DATA.statements[-1].attribution),
    ),
    "a name nobody prints": ("name", "entities", lambda e: replace(e, name="Mira van Oldane")),
    "an alias nobody prints": ("name", "entities", lambda e: replace(e, aliases=("M. Oldane",))),
    "reports of an entity": ("count", "entities", lambda e: replace(e, n_reports=e.n_reports + 1)),
    "reports of an event": ("count", "events", lambda e: replace(e, n_reports=2)),
    "publishers": ("count", "events", lambda e: replace(e, n_publishers=2)),
    "origins": ("count", "events", lambda e: replace(e, n_origins=2, status="corroborated")),
    "speakers": ("count", "events", lambda e: replace(e, n_speakers=2)),
    "less than nothing": ("count", "events", lambda e: replace(e, n_origins=-1)),
    "corroborated by one": ("count", "events", lambda e: replace(e, status="corroborated")),
    "an event that nobody tells": ("count", "events", lambda e: replace(e, statements=(), n_reports=0)),
    "origins of a figure": ("count", "figures", lambda f: replace(f, n_origins=90)),
    "a figure corroborated by one": ("count", "figures", lambda f: replace(f, n_origins=1, status="corroborated")),
    "reports of an occupancy": ("count", "occupancies", lambda o: replace(o, n_reports=90)),
    "an occupancy corroborated by one": (
        "count",
        "occupancies",
        lambda o: replace(o, n_origins=1, support="corroborated"),
    ),
    "bounds": ("bound", "figures", lambda f: replace(f, low=9.0, high=3.0)),
}


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_change_is_found(name: str) -> None:
    """Each change of one field is found by the check that is there for it."""
    check, noun, change = CHANGES[name]
    assert check in found(changed(noun, change))


def test_unknown_origins_do_not_add_up() -> None:
    """Two passages of unknown origin are at most one origin."""
    first, second = (
        replace(s, origin=replace(s.origin, id=f"u{n}", kind="unknown")) for n, s in enumerate(DATA.statements[:2])
    )
    event = replace(DATA.events[0], statements=(first.id, second.id))
    data = replace(DATA, statements=(first, second, *DATA.statements[2:]), events=(event, *DATA.events[1:]))
    assert verify(data, TEXTS) == ()
    assert found(replace(data, events=(replace(event, n_origins=2), *DATA.events[1:]))) == {"count"}


def test_a_report_without_its_text() -> None:
    """A report that was never accepted, or whose text was, in other words, is named."""
    others = {**TEXTS, MADE[0].id: TEXTS[MADE[0].id].replace("Tuesday", "Monday.")}
    assert {p.where.partition("/")[2][:16] for p in verify(DATA, others) if p.check == "text"} == {MADE[0].id}
    del others[MADE[0].id]
    assert Problem("text", f"reports/{MADE[0].id}", "There is no text of this report.") in verify(DATA, others)


def test_the_number_of_reports() -> None:
    """The provenance counts the reports that are there."""
    assert found(replace(DATA, provenance=replace(DATA.provenance, n_reports=4))) == {"text"}


def test_a_problem_says_where_and_what() -> None:
    """The way to the field, what it quotes and what the text says."""
    figure = DATA.figures[0]
    (problem,) = verify(
        changed("figures", lambda f: replace(f, span=replace(f.span, exact="77 deckers"[: len(f.span.exact)]))), TEXTS
    )
    assert problem.where == f"figures/{figure.id}.span"
    assert figure.span.exact in problem.message


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"format": "dateline-record/2"}', b"[" * 100_000]
)
def test_what_is_no_export(content: bytes) -> None:
    """Anything else is one problem, not a traceback."""
    assert [p.check for p in verify_export(content)] == ["format"]


def test_any_changed_byte_of_a_text_or_quotation_is_found() -> None:
    """One letter changed at a time, in two hundred places of the exported file."""
    content = msgspec.json.encode(DATA)
    for at in random.Random(7).sample(_quoted_letters(content), 200):  # noqa: S311 - places, not secrets
        forged = content[:at] + (b"x" if content[at : at + 1] != b"x" else b"y") + content[at + 1 :]
        assert verify_export(forged) != (), content[at - 40 : at + 40]


def _quoted_letters(content: bytes) -> list[int]:
    """Where the ASCII letters of the texts and quotations of an export are."""
    found_at = []
    for field in (b'"text":"', b'"exact":"'):
        start = content.find(field)
        while start >= 0:
            start += len(field)
            end = content.index(b'"', start)
            found_at += [
                at for at in range(start, end) if content[at : at + 1].isalpha() and content[at - 1 : at] != b"\\"
            ]
            start = content.find(field, end)
    return found_at


def test_a_large_record_is_verified_in_seconds() -> None:
    """Two thousand statements in far less than five seconds, whatever else the machine does."""
    made = made_reports(100, 20)
    data, texts = made_record(made), {m.id: m.text for m in made}
    start = time.perf_counter()
    assert verify(data, texts) == ()
    assert time.perf_counter() - start < 5
