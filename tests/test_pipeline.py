"""What must hold for any text: no crash, every quotation exact, nothing lost, the same record in any order."""

from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.statements import UNREAD
from dateline.export.json import encode
from dateline.model.reading import DateClaim, Failure, Report
from dateline.model.record import RecordData
from dateline.pipeline import annotate_all, make_record
from dateline.proof import verify
from dateline.settings import Settings

# Pieces that news is made of, and pieces that break readers of news.
PIECES = [
    "The mayor of Arden resigned on Monday, a spokesman said.",
    "“We go now. We do not wait,” Lena Orlova told Sample Wire.",
    "At least 12 people were killed",
    "ARDEN (Sample Wire) — Crowds stormed the hall",
    "(AP Photo/Jane Roe)",
    "By Jane Roe",
    "Read more: What we know",
    "Sunday’s poll",
    "\n\n",
    "\n",
    " ",
    "he added",
    ".",
    "“",
    "”",
    '"',
    "’",
    "(",
    ")",
    "—",
    "\u202e",
    "\x00",
    "\ud7ff",
    "🙂",
    "e\u0301",
    "5-6 October 2020",
    "24.kg",
    "denied that",
    "who",
    "and",
    "590 wounded",
    "Oct. 5",
]


def report(number: int, text: str, day: str = "2020-10-06") -> Report:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        id=f"r-{number}",
        path=f"in/{number}.txt",
        sha256=digest,
        raw_sha256=digest,
        text=text,
        publisher=f"Outlet {number % 3}",
        dates=(DateClaim(day, "option"),),
    )


@pytest.fixture(scope="module")
def made(parser):
    """A function from texts to their record."""

    def make(texts: list[str], order: list[int] | None = None, day: str = "2020-10-06") -> RecordData:
        chosen = Settings()
        reports = [report(n, text, day) for n, text in enumerate(texts)]
        reports = [reports[n] for n in order] if order else reports
        pairs = list(annotate_all(reports, lambda batches: map(parser.parse, batches), load_gazetteer(), chosen))
        return make_record([r for r, _ in pairs], {n.report: n for _, n in pairs}, (), chosen, "0", "p").opened()

    return make


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=3))
def test_any_text_gives_a_record_that_is_proved(texts, made):
    """Whatever is read, the record's quotations, ids and counts hold."""
    texts = [t for t in texts if t.strip()] or ["Calm."]
    data = made(texts)
    assert verify(data, {r.id: r.text for r in data.reports}) == ()


# Dates beyond the calendar, at its ends and of no day.
DATED = [
    "In 44 BC the consul was killed at the gate. The hall burned.",
    "In the year 12000 the gate will fall. It fell on Friday.",
    "On 30 February 2020 the gate fell. From Friday to Monday the hall burned.",
    "In 0000 the gate fell. The hall burned a week earlier.",
    "By 9999 the gate fell. On 31 December 9999 the hall burned.",
    "Since the 1st century the gate stood. On 1 January 0001 it fell.",
]
TOLL = " Twelve people were killed in the fire, the mayor said. The police said 15 people were killed."


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2020", "2020-10", "2020-10-06"])
def test_any_date_gives_a_record_that_is_proved(day, made):
    """Whatever dates reports state and print, nothing leaves the calendar."""
    data = made([text + TOLL for text in DATED], day=day)
    assert verify(data, {r.id: r.text for r in data.reports}) == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.lists(st.sampled_from(PIECES), min_size=3, max_size=10).map(" ".join), min_size=2, max_size=4),
    seed=st.integers(0, 99),
)
def test_order_does_not_matter(texts, seed, made):
    """The same reports in another order make the same bytes."""
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)  # noqa: S311 - an order, not a secret
    assert encode(made(texts)) == encode(made(texts, order))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join))
def test_every_sentence_is_a_statement(text, parser):
    """Each sentence that is read gives at least one clause, so nothing printed is lost."""
    pairs = annotate_all([report(0, text)], lambda batches: map(parser.parse, batches), load_gazetteer(), Settings())
    for _, notes in pairs:
        read = {n for n, s in enumerate(notes.layout.sentences) if notes.layout.role(s) not in UNREAD}
        assert read == {c.sentence for c in notes.clauses if c.link != "nominal"}


def test_same_words_are_parsed_once(parser):
    """A sentence that several reports print goes to the parser once."""
    seen: list[str] = []

    def parse(batches):
        for batch in batches:
            seen.extend(batch)
            yield parser.parse(batch)

    texts = [
        "The mayor of Arden resigned.\n\nCrowds cheered in the square.",
        "Crowds cheered in the square.\n\nThe mayor of Arden resigned.",
    ]
    assert (
        len(list(annotate_all([report(n, t) for n, t in enumerate(texts)], parse, load_gazetteer(), Settings()))) == 2
    )
    assert sorted(seen) == ["Crowds cheered in the square.", "The mayor of Arden resigned."]


def test_a_long_sentence_is_kept_and_said(parser):
    """A sentence above the limit is not parsed; it stays a statement, and a warning says so."""
    text = "The mayor " + "and the clerk " * 200 + "resigned."
    (pair,) = annotate_all([report(0, text)], lambda batches: map(parser.parse, batches), load_gazetteer(), Settings())
    _, notes = pair
    assert [c.rule for c in notes.clauses] == ["not-parsed"]
    assert [f.code for f in notes.failures if isinstance(f, Failure)] == ["R203"]
