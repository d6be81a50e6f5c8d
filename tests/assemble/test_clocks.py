"""The four clocks in the record: when it happened, when it was said, when it was reported, as of when it was counted."""

from __future__ import annotations

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.reading import DateClaim, Report
from dateline.model.record import RecordData
from dateline.pipeline import annotate, make_record
from dateline.segment import segment
from dateline.settings import Settings

TODAY, MON = "2020-10-06", "2020-10-05"


@pytest.fixture(scope="module")
def recorded(parser):
    """A function from a text to the record of one report of Tuesday 6 October 2020."""
    gazetteer = load_gazetteer()

    def record(text: str) -> RecordData:
        report = Report("r", "r.txt", "", "", text, dates=(DateClaim(TODAY, "option"),))
        layout = segment(report)
        notes = annotate(report, layout, parser.parse([text[s.start : s.end] for s in layout.sentences]), gazetteer)
        return make_record([report], {report.id: notes}, (), Settings(), "0", "p").opened()

    return record


COUNTED = [
    ("Twelve people died in the flood.", TODAY),
    ("Twelve people died on Sunday, the ministry said on Monday.", MON),
    ("Twelve people had died by Monday evening, the ministry said on Tuesday.", MON),
    ("As of Monday, twelve people had died, the ministry said on Tuesday.", MON),
    ("Nine people were killed in riots in 2010.", "2010"),
    ("The firm must release 40 workers by Friday.", TODAY),
]


@pytest.mark.parametrize(("text", "as_of"), COUNTED, ids=[text for text, _ in COUNTED])
def test_as_of(text: str, as_of: str, recorded) -> None:
    """A figure has the day of the count, which is neither that of the event nor, if words say so, that of the saying."""
    figure = recorded(text).figures[0]
    assert figure.as_of is not None
    assert figure.as_of.edtf == as_of


def test_three_clocks_of_a_statement(recorded) -> None:
    """Each clock has its own date, the words that give it, what it was counted from, and the rule."""
    (statement,) = recorded("Crowds stormed the hall on Sunday, the mayor said on Monday.").statements
    told = {name: getattr(statement, name) for name in ("when", "said", "reported")}
    assert {name: when.edtf for name, when in told.items()} == {"when": "2020-10-04", "said": MON, "reported": TODAY}
    words = {name: when.expression.exact if when.expression else None for name, when in told.items()}
    assert words == {"when": "Sunday", "said": "Monday", "reported": None}
    assert (told["when"].anchor, told["said"].anchor) == (TODAY, TODAY)
    assert all(when.rule for when in told.values())


def test_a_plan_has_no_date_of_its_own(recorded) -> None:
    """What is planned keeps the day on which it was told as ``said``, and no ``when``."""
    (statement,) = recorded("Troops will leave the valley, the mayor said on Monday.").statements
    assert (statement.when, statement.said.edtf, statement.realis) == (None, MON, "planned")
