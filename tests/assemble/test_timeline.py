"""What a timeline shows: no more than asked, exact lines, no repeats, the same whatever the order of reports."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import rules
from dateline.annotate.gazetteer import load_gazetteer
from dateline.assemble.lines import furniture
from dateline.assemble.passages import Place, passages, vocabulary
from dateline.assemble.timeline import choose, is_dated
from dateline.model.reading import DateClaim, Report, Span
from dateline.model.record import Event, RecordData
from dateline.pipeline import annotate, link, make_record
from dateline.proof import verify
from dateline.segment import segment
from dateline.settings import Settings
from dateline.store.outline import Outline, OutlineDate
from dateline.views.select import Selection, within

# Reports of an invented strike: day of publication, publisher, text.
TOLD = (
    (
        "2020-03-04",
        "Kessen Daily",
        "Some 400 dockers walked out at Kessen harbour on Tuesday over unpaid wages. Police arrested 12 dockers at the "
        "harbour gate on Wednesday. The mayor of Kessen resigned on Wednesday over the unpaid wages of the dockers.",
    ),
    (
        "2020-03-05",
        "Coast Gazette",
        "The mayor of Kessen resigned on Wednesday after dockers walked out over unpaid wages. Who will follow the mayor "
        "of Kessen who resigned on Wednesday? Dockers blocked the road to Kessen harbour on Thursday.",
    ),
    (
        "2020-03-12",
        "Northwire",
        "Dockers at Kessen harbour returned to work on Thursday. The mayor of Kessen resigned on March 4. Troops will "
        "leave the harbour next week. The strike at the harbour began after a storm in 2017.",
    ),
    (
        "2020-03-13",
        "Hill Post",
        "Some 400 dockers walked out at Kessen harbour on Tuesday over unpaid wages. Fishermen in Orel burned tyres at the "
        "town hall on Thursday.",
    ),
)


def annotated(parser, told):
    """Reports of ``told`` with their notes."""
    gazetteer = load_gazetteer()
    found = []
    for number, (day, publisher, text) in enumerate(told):
        report = Report(
            f"r{number}", f"{number}.txt", "", "", text, publisher=publisher, dates=(DateClaim(day, "option"),)
        )
        layout = segment(report)
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        found.append((report, annotate(report, layout, parses, gazetteer)))
    return found


@pytest.fixture(scope="module")
def noted(parser):
    """The reports with their notes."""
    return annotated(parser, TOLD)


def made(noted) -> RecordData:
    """The record of reports with their notes."""
    return make_record(
        [report for report, _ in noted], {notes.report: notes for _, notes in noted}, (), Settings(), "0", "p"
    ).opened()


@pytest.fixture(scope="module")
def recorded(noted) -> RecordData:
    """The record of all reports."""
    return made(noted)


def chosen(events, dates, per_date) -> list[tuple[str, list[str]]]:
    """The lines of a timeline by date."""
    return [
        (day.date, [e.headline.exact for e in day.events]) for day in choose(events, dates=dates, per_date=per_date)
    ]


@given(dates=st.integers(0, 6), per_date=st.integers(0, 4))
@settings(max_examples=40, deadline=None)
def test_no_more_than_asked(dates: int, per_date: int, recorded: RecordData) -> None:
    """At most so many dates in order of time, at most so many lines each."""
    days = choose(recorded.events, dates=dates, per_date=per_date)
    assert len(days) <= dates
    assert [day.date for day in days] == sorted({day.date for day in days})
    assert all(len(day.events) <= per_date for day in days)


def test_every_line_is_an_exact_sentence_of_a_report_that_tells_the_event(recorded: RecordData) -> None:
    """The proof holds for lines as for all quotations, and each is the end of a sentence of one of the event's statements."""
    statements = {statement.id: statement for statement in recorded.statements}
    told = [event for event in recorded.events if event.salience]
    assert told
    for event in told:
        sentences = [statements[found].sentence for found in event.statements]
        assert any(_ends(event.headline, sentence) for sentence in sentences)
    texts = {report.id: report.text for report in recorded.reports}
    assert not [problem for problem in verify(recorded, texts) if problem.check == "quotations"]


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)])
def test_the_order_of_reports_changes_nothing(order: tuple[int, ...], noted, recorded: RecordData) -> None:
    """Lines, their scores and the evidence of days are the same in any order."""
    assert made([noted[number] for number in order]).events == recorded.events


def test_no_line_of_a_day_repeats_another(recorded: RecordData) -> None:
    """Of lines of one date, none holds half of another's telling words."""
    for _, lines in chosen(recorded.events, None, None):
        for first, second in combinations([set(vocabulary(line)) for line in lines], 2):
            assert len(first & second) <= 0.5 * min(len(first), len(second))


WORDS = st.lists(
    st.sampled_from(["dockers", "mayor", "harbour", "strike", "wages", "police", "gate", "ship", "council", "road"]),
    max_size=8,
)
OUTLINES = st.lists(
    st.tuples(st.sampled_from(("2020-03-04", "2020-03-05", "2020-03-06")), WORDS, st.sampled_from((0.0, 0.5, 1.0))),
    max_size=12,
)


def outlines(given) -> list[Outline]:
    """Events of which only the day, the words and how clear they are is known."""
    return [
        Outline(
            f"e{number}", Span("r", 100 * number, 100 * number + 90, " ".join(words)), OutlineDate(day, day, "day", "stated"),
            False, 1, 1.0, clear, clear,
        )
        for number, (day, words, clear) in enumerate(given)
    ]  # fmt: skip


@given(events=OUTLINES.map(outlines), order=st.randoms())
@settings(max_examples=80, deadline=None)
def test_what_is_shown_repeats_nothing_in_any_order_of_events(events: list[Outline], order) -> None:
    """Lines of a day share at most half of the shorter one's words, those of different days at most seven in ten."""
    days = choose(events, dates=2, per_date=3)
    shuffled = list(events)
    order.shuffle(shuffled)
    assert choose(shuffled, dates=2, per_date=3) == days
    lines = [(day.date, frozenset(vocabulary(event.headline.exact))) for day in days for event in day.events]
    for (day, words), (other, held) in combinations(lines, 2):
        most = 0.5 if day == other else 0.7
        assert len(words & held) <= most * min(len(words), len(held))


def test_where_lines_are_few_only_clear_ones_stand_if_there_are_any() -> None:
    """A day with a clear line comes before one without; asked for all, nothing clear or unclear is left out."""
    events = outlines(
        [("2020-03-04", ["harbour"], 0.0), ("2020-03-05", ["mayor"], 0.5), ("2020-03-05", ["strike"], 0.0)]
    )
    assert chosen(events, 1, 2) == [("2020-03-05", ["mayor"])]
    assert chosen(events, 2, 2) == [("2020-03-04", ["harbour"]), ("2020-03-05", ["mayor"])]
    assert chosen(events, None, None) == [("2020-03-04", ["harbour"]), ("2020-03-05", ["mayor", "strike"])]


LOOK_BACK = (
    (
        "2020-03-04",
        "Kessen Daily",
        "Dockers walked out at Kessen harbour on Wednesday. Police arrested 12 dockers on Wednesday.",
    ),
    (
        "2020-07-01",
        "Hill Post",
        "The mayor of Kessen arrived in Orel on Tuesday. The mayor met the council of Orel on Tuesday.",
    ),
    (
        "2020-09-01",
        "Northwire",
        "May 11 - Dockers seize the town hall of Kessen and free the prisoners. A storm sank three ships on June 3, 2019. "
        "The mayor of Kessen opened a school on August 31.",
    ),
)


def test_the_entry_of_a_chronology_is_a_day_that_matters(parser) -> None:
    """It is told from months later, in the present tense, and is the story's own: what happened before the reports is not."""
    data = made(annotated(parser, LOOK_BACK))
    assert chosen(data.events, 1, 1) == [
        ("2020-05-11", ["May 11 - Dockers seize the town hall of Kessen and free the prisoners."])
    ]
    assert {event.background for event in data.events if event.when and event.when.earliest == "2019-06-03"} == {True}


CLEAR = (
    (
        "2020-03-05",
        "Kessen Daily",
        "Kessen, who arrived on Wednesday, spoke at the harbour gate on Thursday. Dockers seize a crane at Kessen harbour on Wednesday. "
        "Fishermen of Orel seized a crane at the harbour of Kessen on Wednesday and burned it.",
    ),
    ("2020-03-06", "Hill Post", "The council of Orel will meet the fishermen on Saturday."),
    ("2020-03-08", "Northwire", "Troops left the town of Orel on Saturday."),
)


def test_lines_are_of_their_day_and_tell_what_happened(parser) -> None:
    """Not what a picture shows, nor what mainly happened on another day, nor a plan, while anything better is told."""
    lines = dict(chosen(made(annotated(parser, CLEAR)).events, None, 1))
    assert lines["2020-03-04"] == [
        "Fishermen of Orel seized a crane at the harbour of Kessen on Wednesday and burned it."
    ]
    assert lines["2020-03-07"] == ["Troops left the town of Orel on Saturday."]


def test_the_day_that_later_reports_come_back_to_comes_first(recorded: RecordData) -> None:
    """Two later reports name the fourth of March; that it is also a paper's own day is not why it is chosen."""
    assert [day for day, _ in chosen(recorded.events, 1, 1)] == ["2020-03-04"]


def test_a_question_stands_for_no_event(recorded: RecordData) -> None:
    """However well a question covers its day, a sentence that tells the event is preferred."""
    assert not [line for _, lines in chosen(recorded.events, None, 1) for line in lines if "?" in line]


def test_background_and_plans_have_no_evidence(recorded: RecordData) -> None:
    """Only news known to a day speaks for a day."""
    for event in recorded.events:
        if event.background or not is_dated(event):
            assert (event.salience, event.evidence) == (0.0, 0.0)


def test_min_origins_and_time_are_respected(recorded: RecordData) -> None:
    """What does not pass stands on no timeline, and takes its evidence from its day."""
    passing = within(recorded.events, Selection(since="2020-03-04", until="2020-03-05", min_origins=2))
    days = choose(passing, dates=None, per_date=None)
    assert days
    assert all("2020-03-04" <= day.date <= "2020-03-05" for day in days)
    assert all(event.n_origins >= 2 for day in days for event in day.events)
    assert _evidence(passing, "2020-03-04") < _evidence(recorded.events, "2020-03-04")


def test_of_a_sentence_printed_twice_the_earlier_counts(noted) -> None:
    """The Hill Post prints the sentence of another paper: it is no second sentence that names a day."""
    known = passages(link([report for report, _ in noted], {notes.report: notes for _, notes in noted}, Settings()))
    assert Place("r0", 0) in known.words
    assert Place("r3", 0) not in known.words
    assert Place("r3", 1) in known.words


def _ends(line: Span, sentence: Span) -> bool:
    return line.report == sentence.report and sentence.start <= line.start and line.end == sentence.end


def _evidence(events: tuple[Event, ...], day: str) -> float:
    return sum(event.evidence for event in events if event.when and event.when.earliest == day)


FLAWS = rules.table("timeline")["flaw"]
FURNITURE = rules.table("timeline")["furniture"]


@pytest.mark.parametrize("flaw", FLAWS, ids=[flaw["name"] for flaw in FLAWS])
def test_examples_of_flaws(flaw) -> None:
    """Each example has its flaw, each sound sentence has not."""
    pattern = re.compile(flaw["pattern"])
    assert [text for text in flaw["examples"] if not pattern.search(text)] == []
    assert [text for text in flaw["sound"] if pattern.search(text)] == []
    assert 0 <= flaw["share"] < 1


@pytest.mark.parametrize("kind", FURNITURE, ids=[kind["name"] for kind in FURNITURE])
def test_examples_of_furniture(kind) -> None:
    """Of each example the line is left; sound sentences stay whole."""
    assert [text[furniture(text) :] for text, _ in kind["examples"]] == [line for _, line in kind["examples"]]
    assert [text for text in kind["sound"] if furniture(text)] == []
