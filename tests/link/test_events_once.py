"""What happens once to one person: reports with a day and reports without one, and what may not come together."""

from __future__ import annotations

import hashlib
import itertools

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.reading import DateClaim, Report
from dateline.model.record import Event
from dateline.pipeline import annotate_all, make_record
from dateline.settings import Settings

MONDAY, TUESDAY, SATURDAY = "2021-05-03", "2021-05-04", "2021-05-08"
QUIT = (MONDAY, "Ivo Hartl, the mayor of Lyon, resigned on Monday after a row over the harbour.")
AFTER = "The ferries sailed again after Ivo Hartl, the mayor of Lyon, stepped down."
# case: reports with their days, type of event, and the days of the events of that type (None: undated), by how many reports.
CASES = {
    "a day and none": ([QUIT, (TUESDAY, AFTER)], "resignation", [(MONDAY, 2)]),
    "none and a day in another report of the same day": (
        [QUIT, (MONDAY, AFTER), (TUESDAY, "People danced on the quay after Mayor Ivo Hartl quit.")],
        "resignation",
        [(MONDAY, 3)],
    ),
    "two words for it on one day": (
        [QUIT, (TUESDAY, "Ivo Hartl quit as mayor on Monday, to the joy of the fish market.")],
        "resignation",
        [(MONDAY, 2)],
    ),
    "printed before that day": ([QUIT, ("2021-05-01", AFTER)], "resignation", [(MONDAY, 1), (None, 1)]),
    "printed weeks after": ([QUIT, ("2021-06-20", AFTER)], "resignation", [(MONDAY, 1), (None, 1)]),
    "of two days as much is told": (
        [
            QUIT,
            (SATURDAY, "Ivo Hartl resigned as head of the Harbour Party on Friday, a friend said."),
            (SATURDAY, AFTER),
        ],
        "resignation",
        [(MONDAY, 1), ("2021-05-07", 1), (None, 1)],
    ),
    "another person": (
        [QUIT, (TUESDAY, "The ferries sailed again after Jan Morvan, the mayor of Lille, stepped down.")],
        "resignation",
        [(MONDAY, 1), (None, 1)],
    ),
    "not done": (
        [QUIT, (TUESDAY, "The ferries will stay in port because Ivo Hartl, the mayor of Lyon, has not stepped down.")],
        "resignation",
        [(MONDAY, 1), (None, 1)],
    ),
    "a death": (
        [
            (MONDAY, "Gunmen killed Ivo Hartl, the mayor of Lyon, on Monday, the police said."),
            (TUESDAY, "The fish market closed after gunmen killed Ivo Hartl, the mayor of Lyon."),
        ],
        "casualties",
        [(MONDAY, 2)],
    ),
}


def events(reports: list[tuple[str, str]], parser) -> tuple[Event, ...]:
    made = []
    for number, (day, text) in enumerate(reports):
        digest = hashlib.sha256(text.encode()).hexdigest()
        claim = (DateClaim(day, "option"),)
        made.append(
            Report(f"r-{digest[:6]}", f"{number}.txt", digest, digest, text, publisher=f"O {number}", dates=claim)
        )
    pairs = list(annotate_all(made, lambda batches: map(parser.parse, batches), load_gazetteer(), Settings()))
    return make_record(made, {n.report: n for _, n in pairs}, (), Settings(), "0", "p").opened().events


@pytest.mark.parametrize("case", CASES)
def test_what_happens_once_is_one_event(case, parser) -> None:
    """Whatever the order of the reports."""
    reports, type, expected = CASES[case]
    for given in itertools.permutations(reports):
        told = [e for e in events(list(given), parser) if e.type == type]
        days = [(e.when.earliest if e.when else None, e.n_reports) for e in told]
        assert sorted(days, key=str) == sorted(expected, key=str)


def test_it_says_why(parser) -> None:
    """An event whose reports came together for that says so."""
    (told,) = (e for e in events([QUIT, (TUESDAY, AFTER)], parser) if e.type == "resignation")
    assert "happens-once" in {reason.rule for reason in told.why}
