"""Counting honestly, case by case: what the sample in examples/ shows of copies, origins, figures, policies and contradictions."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

import dateline
from dateline.model.record import Event, Figure, RecordData
from dateline.record import Record
from dateline.views.index import Index
from dateline.views.policies import Policy
from dateline.views.timeline import meant, whole_timeline

SAMPLE = Path(__file__).parents[1] / "examples" / "kyrgyzstan-2020"
WIRE, TRIBUNE, POST = "sample-wire-2.txt", "model-tribune.txt", "demo-post.txt"
DIGEST = "sample-digest.jsonl#"
HARM = {"killed", "injured", "missing", "arrested", "displaced", "casualties", "crowd"}


class Words(NamedTuple):
    """Words that stand once in a report of the sample."""

    file: str
    quote: str


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> Record:
    """The record of the sample."""
    folder = tmp_path_factory.mktemp("cases")
    shutil.copytree(SAMPLE / "reports", folder / "reports")
    with dateline.build(str(folder / "reports"), str(folder / "sample.dateline")) as made:
        yield made


@pytest.fixture(scope="module")
def data(record) -> RecordData:
    """All nouns of the record."""
    return record.data()


def stands(data: RecordData, words: Words) -> tuple[str, int, int]:
    """Report, start and end of ``words``, which stand there once."""
    report = next(r for r in data.reports if r.path.rsplit("/", 1)[-1] == words.file)
    assert report.text.count(words.quote) == 1, words
    start = report.text.index(words.quote)
    return report.id, start, start + len(words.quote)


def touches(span, place: tuple[str, int, int]) -> bool:
    return span.report == place[0] and span.start < place[2] and place[1] < span.end


# --- copies ------------------------------------------------------------------------------------------------------------

LEAD = "Protesters stormed the seat of government in Kyrgyzstan early on Tuesday"
COPIES = {
    "an exact copy": ("exact", [Words(WIRE, "An aide, who asked not"), Words(TRIBUNE, "An aide, who asked not")]),
    "a wire story cut, with a new lead": (
        "exact", [Words(WIRE, "Firefighters put out a fire"), Words(POST, "Firefighters put out a fire")],
    ),
    "a lead with an inserted clause": (
        "near",
        [Words("sample-courier.txt", "void, a day after anger"), Words("sample-courier.txt", "void, a commission official said")],
    ),
    "a caption at two lengths": (
        "near", [Words("bundle.txt", "A demonstrator drags a torn"), Words(TRIBUNE, "A demonstrator drags a torn")],
    ),
    "a passage embedded in other words": ("partial", [Words(WIRE, LEAD), Words(f"{DIGEST}5", LEAD.replace("P", "p", 1))]),
}  # fmt: skip


@pytest.mark.parametrize("case", COPIES)
def test_copies(case, data):
    """The passages are in one group of copies of this kind."""
    kind, passages = COPIES[case]
    places = [stands(data, p) for p in passages]
    groups = [c for c in data.copies if all(any(touches(s, place) for s in c.spans) for place in places)]
    assert [c.kind for c in groups] == [kind]


def test_a_new_lead_is_no_copy(data):
    """The outlet's own lead before the copied passages is in no group."""
    place = stands(data, Words(POST, "Shopkeepers in the centre of Bishkek swept up glass"))
    assert not [c for c in data.copies if any(touches(s, place) for s in c.spans)]


# --- origins -----------------------------------------------------------------------------------------------------------

# (reports, publishers, origins, speakers, status) of the event whose headline or statement holds the words.
BACKING = {
    "five outlets relay one ministry: five origins, one speaker": (
        Words(f"{DIGEST}1", "A mudslide killed three herders near Naryn"), (5, 5, 5, 1, "corroborated"),
    ),
    "one wire story in three outlets: one origin": (
        Words(POST, "pushed through the gates of the White House"), (3, 3, 1, 1, "single-origin"),
    ),
    "two reports whose origin nobody knows never corroborate": (
        Words(f"{DIGEST}6", "A bridge collapsed near Talas"), (2, 0, 1, 0, "unattributed"),
    ),
}  # fmt: skip


def event_at(data: RecordData, words: Words) -> Event:
    place = stands(data, words)
    here = {s.id for s in data.statements if touches(s.span, place)}
    return next(e for e in data.events if here & set(e.statements))


@pytest.mark.parametrize("case", BACKING)
def test_backing(case, data):
    """How many stand behind an event, and the status that follows."""
    words, counts = BACKING[case]
    event = event_at(data, words)
    assert (event.n_reports, event.n_publishers, event.n_origins, event.n_speakers, event.status) == counts


ORIGINS = {
    "the outlet that the passage credits": (Words("bundle.txt", "State security officers let the former"), "credited", "Example Herald"),
    "the earliest passage that it copies": (Words(POST, "Around 2,000 people pushed"), "copied", "Sample Wire"),
    "the agency of the dateline": (Words(WIRE, "sentenced in June"), "agency", "Sample Wire"),
    "the publisher's own": (Words("specimen-radio.txt", "began work as acting interior minister"), "publisher", "Specimen Radio"),
    "unknown": (Words("sample-courier.txt", "Thousands had gathered"), "unknown", None),
}  # fmt: skip


@pytest.mark.parametrize("case", ORIGINS)
def test_origins(case, data):
    """The first rule that applies gives the origin of a passage."""
    words, kind, name = ORIGINS[case]
    place = stands(data, words)
    assert {(s.origin.kind, s.origin.name) for s in data.statements if touches(s.span, place)} == {(kind, name)}


# --- figures -----------------------------------------------------------------------------------------------------------

# case: words of the figure, measure, (low, best, high); None is no bound.
FIGURES = {
    "killed, a number word": (Words("example-herald.html", "One person was killed"), "killed", (1, 1, 1)),
    "injured": (Words("example-herald.html", "590 were injured"), "injured", (590, 590, 590)),
    "nobody": (Words(WIRE, "no deaths had been recorded"), "killed", (0, 0, 0)),
    "missing": (Words(f"{DIGEST}1", "Nine people were missing"), "missing", (9, 9, 9)),
    "arrested": (Words(f"{DIGEST}3", "47 people"), "arrested", (47, 47, 47)),
    "displaced, a range": (Words(f"{DIGEST}1", "between 20 and 30 families"), "displaced", (20, 20, 30)),
    "a crowd, at least": (Words("sample-wire-1.txt", "at least 5,000 people"), "crowd", (5000, 5000, None)),
    "a crowd, no more than": (Words("sample-wire-1.txt", "no more than 3,000"), "crowd", (None, 3000, 3000)),
    "a crowd, around": (Words(WIRE, "Around 2,000 people"), "crowd", (1800, 2000, 2200)),
    "a crowd, a few dozen": (Words(POST, "A few dozen volunteers"), "crowd", (24, 36, None)),
    "money, more than": (Words(f"{DIGEST}1", "more than $2 million"), "money", (2e6, 2e6, None)),
    "votes": (Words(f"{DIGEST}3", "490,000 votes"), "votes", (490000, 490000, 490000)),
    "seats": (Words(f"{DIGEST}3", "46 seats"), "seats", (46, 46, 46)),
    "a magnitude": (Words(f"{DIGEST}3", "4.1"), "magnitude", (4.1, 4.1, 4.1)),
    "another noun, up to": (Words(f"{DIGEST}1", "Up to 50 tents"), "other", (None, 50, 50)),
    "a dozen": (Words(f"{DIGEST}4", "A dozen sheep"), "animals", (12, 12, 12)),
    "dozens": (Words(f"{DIGEST}2", "Dozens of people"), "arrested", (12, 12, None)),
    "a percentage apart": (Words("sample-wire-1.txt", "7 percent"), "percent", (7, 7, 7)),
    "a turnout apart": (Words(f"{DIGEST}3", "56 percent"), "turnout", (56, 56, 56)),
    "an age": (Words("sample-wire-1.txt", "61"), "age", (61, 61, 61)),
    "a sentence in months": (Words(WIRE, "11 years and two months"), "sentence", (134, 134, 134)),
    "the whole of a breakdown": (Words(f"{DIGEST}4", "Twelve people"), "injured", (12, 12, 12)),
    "children of a breakdown": (Words(f"{DIGEST}4", "four children"), "injured", (4, 4, 4)),
    "police of a breakdown": (Words(f"{DIGEST}4", "two policemen"), "injured", (2, 2, 2)),
}  # fmt: skip


def figures_at(data: RecordData, words: Words) -> list[Figure]:
    place = stands(data, words)
    return [f for f in data.figures if touches(f.span, place)]


@pytest.mark.parametrize("case", FIGURES)
def test_figures(case, data):
    """Measure and bounds are what the words allow."""
    words, measure, bounds = FIGURES[case]
    assert [(f.measure, (f.low, f.best, f.high)) for f in figures_at(data, words)] == [(measure, bounds)]


def test_a_delta_is_added(data):
    """ "Two more" adds to an earlier count; "rose to" counts anew."""
    assert [f.delta for f in figures_at(data, Words("template-news.jsonl#2", "two more people"))] == [True]
    assert [f.delta for f in figures_at(data, Words("sample-wire-3.txt", "686"))] == [False]


def test_a_count_that_runs_on_is_of_the_whole_time(data):
    """ "Since Friday" counts from Friday to the day of the report."""
    (count,) = figures_at(data, Words(f"{DIGEST}5", "14 people"))
    statement = next(s for s in data.statements if s.id == count.statement)
    assert statement.when
    assert (statement.when.earliest, statement.when.latest) == ("2020-10-02", "2020-10-06")


NO_HARM = {
    "an age": Words(f"{DIGEST}2", "38, who drove"),
    "a year": Words("sample-wire-1.txt", "elected in 2017"),
    "an address": Words(f"{DIGEST}1", "14 Lenin Street"),
    "a prison term": Words("sample-courier.txt", "11-year sentence"),
    "a score": Words(f"{DIGEST}3", "3-2"),
    "spectators": Words(f"{DIGEST}3", "900 spectators"),
}


@pytest.mark.parametrize("case", NO_HARM)
def test_no_casualties(case, data):
    """Other numbers are not counted among what happened to people."""
    assert not [f for f in figures_at(data, NO_HARM[case]) if f.measure in HARM]


# --- series and policies -----------------------------------------------------------------------------------------------

# case: low, best, high of the people hurt in one crash: 12 by a hospital and by the Red Crescent, 15 by a ministry.
POLICIES: dict[Policy, tuple[float | None, float | None, float | None]] = {
    "conservative": (12, 12, 12),
    "range": (12, None, 15),
    "majority": (12, 12, 12),
    "official": (15, 15, 15),
    "highest": (15, 15, 15),
}


@pytest.mark.parametrize("policy", POLICIES)
def test_policies(policy, record):
    """Each policy decides the headline number of a series by its own rule; every figure stays in sight."""
    crash = event_at(record.data(), Words(f"{DIGEST}4", "were hurt in a bus crash in Batken on Monday"))
    series = [s for s in record.headline_figures(policy, "injured") if s.event == crash.id and s.noun == "people"]
    assert [(s.low, s.best, s.high) for s in series] == [POLICIES[policy]]
    assert [p.figure.quote.exact for p in series[0].points] == ["Twelve people", "15 people", "Twelve people"]


# --- contradictions ----------------------------------------------------------------------------------------------------

CONTRADICTIONS = {
    ("figure", "conflict"): [Words("example-herald.html", "590 were injured"), Words(POST, "412 injured")],
    ("figure", "update"): [
        Words(WIRE, "120 people had been injured"), Words("example-herald.html", "590 were injured"),
        Words("sample-wire-3.txt", "injured rose to 686"),
    ],
    ("figure", "refinement of a prison term"): [
        Words(WIRE, "11 years and two months"), Words("sample-courier.txt", "11-year sentence"),
    ],
    ("figure", "refinement of a vague word"): [Words(f"{DIGEST}2", "Dozens of people"), Words(f"{DIGEST}3", "47 people")],
    ("agent", "conflict"): [
        Words(WIRE, "freed Almazbek Atambayev"), Words("example-herald.html", "released former President"),
    ],
    ("manner", "conflict"): [
        Words(f"{DIGEST}5", "was freed by force"), Words("specimen-radio.txt", "walked out early on Tuesday without violence"),
    ],
    ("manner", "conflict over a cause of death"): [Words(f"{DIGEST}1", "was shot dead"), Words(f"{DIGEST}2", "was beaten to death")],
    ("time", "conflict"): [Words(f"{DIGEST}1", "at a roadblock on Monday"), Words(f"{DIGEST}2", "to death on Sunday")],
    ("place", "conflict"): [Words(f"{DIGEST}2", "in Karakol on Tuesday"), Words(f"{DIGEST}4", "was arrested in Naryn")],
    ("status", "conflict"): [
        Words("specimen-radio.txt", "has again become acting mayor"), Words("template-news.jsonl#2", "he is the acting mayor"),
    ],
    ("polarity", "conflict"): [Words(POST, "Armed men seized"), Words("template-news.jsonl#1", "Nobody seized the mine")],
}  # fmt: skip


@pytest.mark.parametrize("case", CONTRADICTIONS, ids=" ".join)
def test_contradictions(case, data):
    """The passages stand against each other, of this aspect and kind and of no other kind in it."""
    aspect, kind = case[0], case[1].split()[0]
    statements = {s.id: s for s in data.statements}
    places = [stands(data, words) for words in CONTRADICTIONS[case]]
    found = [
        c.kind
        for c in data.contradictions
        if c.aspect == aspect and all(any(touches(statements[s].span, place) for s in c.statements) for place in places)
    ]
    assert found == [kind]


def test_what_fits_is_no_contradiction(data):
    """The parts of a breakdown and a count that runs on stand against nothing."""
    against = {value for c in data.contradictions for value in c.values}
    assert not against & {"four children", "two policemen", "14 people"}


# --- lines of the timeline ------------------------------------------------------------------------------------------------


def test_a_line_says_which_of_its_words_tell_the_event(record: Record) -> None:
    """A sentence tells several deeds: who takes over is not who took the city hall."""
    rows = [row for day in whole_timeline(Index(record.data())).days for row in day.rows]
    for row in rows:
        assert row.deed is None or row.quote.start <= row.deed.start < row.deed.end <= row.quote.end
    hall = next(row for row in rows if "who took over the city hall" in row.quote.exact)
    assert meant(hall) == "“took over”"
    assert {"“shoot”: negated, demanded", "“plans”: planned"} <= {meant(row) for row in rows}
