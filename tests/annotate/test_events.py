"""Events and offices: each type's examples, participants, places, dates and what is only planned."""

from __future__ import annotations

import pytest

from dateline import rules
from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.notes import ReportNotes
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate
from dateline.segment import segment


@pytest.fixture(scope="session")
def notes_of(parser):
    """A function from a text, published on Tuesday 6 October 2020, to all it says."""

    def notes(text: str) -> ReportNotes:
        claim = DateClaim("2020-10-06", "option")
        report = Report(id="r-1", path="a.txt", sha256="", raw_sha256="", text=text, dates=(claim,))
        layout = segment(report)
        return annotate(
            report, layout, parser.parse([text[s.start : s.end] for s in layout.sentences]), load_gazetteer()
        )

    return notes


EXAMPLES = [(kind["name"], text) for kind in rules.table("events")["type"] for text in kind["examples"]]


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_examples(kind, text, notes_of):
    """Each example of a type gives an event of the type."""
    assert kind in [e.type for e in notes_of(text).events]


@pytest.mark.parametrize("example", rules.table("offices")["example"], ids=lambda e: e["text"])
def test_office_examples(example, notes_of):
    """Each example gives its offices: status, words, body."""
    text = example["text"]
    found = [f"{o.status} {text[o.office.start : o.office.end]} {o.body or ''}".strip() for o in notes_of(text).offices]
    assert all(
        any(f.startswith(wanted.split()[0]) and wanted.split()[-1] in f for f in found) for wanted in example["expect"]
    )


def test_participants(notes_of):
    """Who did it and to whom, also in the passive."""
    text = "Guards freed Lena Orlova. Jon Berg was arrested by soldiers."
    told = [{p.role: text[p.extent.start : p.extent.end] for p in e.participants} for e in notes_of(text).events]
    assert told == [{"agent": "Guards", "patient": "Lena Orlova"}, {"patient": "Jon Berg", "agent": "soldiers"}]


PHRASES = [
    ("Rebels have taken over the town of Arden.", "taken over"),
    ("Rebels took full control of the airport.", "took full control"),
    ("The board did not rule out a strike.", "not rule out"),
    ("The board couldn't rule out a strike.", "couldn't rule out"),
    ("Guards did not open the gate.", "open"),
    ("Crowds broke into the ministry.", "broke into"),
    ("The judge removed Lena Orlova and her two aides from the list.", "removed"),
    ("The envoy traveled to Arden to meet the rebels.", "traveled to"),
    ("Two guards took part in the raid on Monday.", "took part"),
    ("Rebels seized, on Monday, control of the port.", "seized"),
    ("Crowds put on Monday a flag on the gate.", "put"),
    ("Police fired, and the crowd fled.", "fired"),
]


@pytest.mark.parametrize(("text", "phrase"), PHRASES)
def test_the_words_that_make_a_trigger_are_told(text, phrase, notes_of):
    """What follows close upon a verb and makes it a trigger is shown with it; a preposition only right behind it."""
    told = notes_of(text).events[0]
    assert text[slice(*(told.phrase or told.trigger))] == phrase


def test_what_is_tried_is_no_part_of_the_trigger(notes_of):
    """ "Tried in court" is a trial, "tried to court" is none."""
    text = "Jon Berg tried to court the farmers. Lena Orlova was tried in court."
    (trial,) = (e for e in notes_of(text).events if e.type == "trial")
    assert trial.trigger.start > text.index(".")


DATES = [
    ("Crowds stormed the hall on Monday and freed the mayor.", ["2020-10-05", "2020-10-05"]),
    ("The mayor resigned, a spokesman said on Monday.", ["2020-10-05"]),
    ("The commission said on Monday it would annul the vote.", ["2020-10-05"]),
    ("The vote will be annulled.", [None]),
    ("The king was toppled in 2010.", ["2010"]),
    ("Voters stayed away from Sunday’s poll.", ["2020-10-04"]),
    ("Crowds stormed the hall.", ["2020-10-06"]),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text, expected, notes_of):
    """An event has the date that the parse ties to it, that of the saying (also of a plan), or the report's; else none."""
    dates = [e.dating.edtf if e.dating else None for e in notes_of(text).events]
    assert all(dates.count(d) >= expected.count(d) for d in expected)


def test_background(notes_of):
    """What is long ago is background in a report of today."""
    notes = notes_of("The king was toppled in 2010. Crowds stormed the hall on Monday.")
    assert [e.background for e in notes.events] == [True, False]


def test_basis_is_told(notes_of):
    """A date that is only the report's says so."""
    (event,) = notes_of("Crowds stormed the hall.").events
    assert event.dating and event.dating.basis == "report-date"


REALIS = [
    ("The party plans to seize the hall.", "planned", "positive"),
    ("Crowds could storm the hall.", "possible", "positive"),
    ("Marchers demanded that the mayor be arrested.", "demanded", "positive"),
    ("The ministry denied that troops fired at the crowd.", "actual", "negative"),
    ("Lawmakers failed to get a quorum.", "actual", "negative"),
]


@pytest.mark.parametrize(("text", "realis", "polarity"), REALIS)
def test_realis_and_polarity(text, realis, polarity, notes_of):
    """What is planned, possible, demanded or denied is kept, and marked."""
    assert (realis, polarity) in [(c.realis, c.polarity) for c in notes_of(text).clauses]


# text, type of the event, whether it was done
DONE = [
    ("Two parties refused to recognise the council.", "refusal", "positive"),
    ("Two parties did not refuse to recognise the council.", "refusal", "negative"),
    ("Nobody refused to leave.", "refusal", "negative"),
    ("The envoy warned the guards not to shoot.", "threat", "positive"),
    ("The envoy did not warn the guards.", "threat", "negative"),
    ("The mayor failed to resign.", "resignation", "negative"),
]


@pytest.mark.parametrize(("text", "type", "polarity"), DONE)
def test_what_is_refused_is_not_done_but_the_refusal_is(text, type, polarity, notes_of):
    """A word that turns what is below it is itself told as done."""
    assert [e.polarity for e in notes_of(text).events if e.type == type] == [polarity]


NOT_DONE = [
    ("Protesters demand raising the wage, sacking the minister and arresting the officers.", {"demand": "actual"}),
    ("Those who loot shops will be shot, the general said on Monday.", {}),
    ("Their demands include sacking the minister.", {}),
    ("Arresting the mayor would anger the town.", {}),
    ("The march ended a day earlier than planned.", {"march": "actual"}),
]


@pytest.mark.parametrize(("text", "actual"), NOT_DONE)
def test_nobody_did_it_yet(text, actual, notes_of):
    """Only the demand itself is told as having happened, and nothing of the rest is dated by who says it."""
    events = notes_of(text).events
    assert {e.lemma: e.realis for e in events if e.realis == "actual"} == actual
    assert not [e for e in events if e.realis == "hypothetical" and e.dating]


DENIED_DAYS = [
    ("Parliament will vote on the law, but not today.", None),
    ("The court may free the mayor, but not on Monday.", None),
    ("Parliament will vote on Wednesday.", "2020-10-07"),
]


@pytest.mark.parametrize(("text", "date"), DENIED_DAYS)
def test_a_denied_day_is_no_date(text, date, notes_of):
    """ "Not today" does not date a vote to today."""
    (event,) = notes_of(text).events
    assert (event.dating.edtf if event.dating else None) == date


def test_what_is_planned_for_today_has_not_been(notes_of):
    """A speech that will be held on the day of the report is a plan."""
    events = notes_of("The mayor will answer questions during a speech on Tuesday.").events
    assert [e.realis for e in events if e.lemma == "speech"] == ["planned"]


def test_nothing_is_lost(notes_of):
    """Every sentence of the story gives at least one clause."""
    text = "Calm. Too calm. Crowds stormed the hall. “We go,” he said. Why?"
    notes = notes_of(text)
    assert {c.sentence for c in notes.clauses} == set(range(len(notes.layout.sentences)))


def test_a_demand_is_no_resignation(notes_of):
    """Whoever is asked to resign has not resigned."""
    offices = notes_of("Marchers demanded that the governor of Arden resign.").offices
    assert "resigned" not in [o.status for o in offices]


DOUBTED = [
    ("The coroner believes that the guard died on Saturday.", True),
    ("The guard is believed to have died of a stroke.", True),
    ("The clerk allegedly shot two guards.", True),
    ("Police suspect that the clerk fled.", True),
    ("The mayor may have resigned.", True),
    ("The mayor may resign on Monday.", False),
    ("The guard could have been killed.", False),
    ("Crowds tried to storm the hall.", False),
    ("The mayor will resign.", False),
    ("The mayor resigned.", False),
]


@pytest.mark.parametrize(("text", "doubted"), DOUBTED)
def test_what_somebody_unsure_tells_as_done(text, doubted, notes_of):
    """It lies behind the teller, unlike what may yet come; and it is told as possible all the same."""
    events = notes_of(text).events
    assert [e.doubted for e in events] == [doubted]
    assert not doubted or events[0].realis == "possible"
