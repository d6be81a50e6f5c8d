"""From when to when somebody held an office, as of when, according to whom."""

from __future__ import annotations

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.reading import DateClaim, Report
from dateline.model.record import RecordData
from dateline.pipeline import annotate_all, make_record
from dateline.settings import Settings


@pytest.fixture(scope="module")
def record_of(parser):
    """A function from texts, published on 6 October 2020 and the days after, to their record."""

    def record(*texts: str) -> RecordData:
        reports = [
            Report(f"r-{n}", f"{n}.txt", "", "", text, dates=(DateClaim(f"2020-10-{6 + n:02}", "option"),))
            for n, text in enumerate(texts)
        ]
        pairs = list(annotate_all(reports, lambda batches: map(parser.parse, batches), load_gazetteer(), Settings()))
        return make_record([r for r, _ in pairs], {n.report: n for _, n in pairs}, (), Settings(), "0", "p").opened()

    return record


@pytest.mark.parametrize(
    ("text", "status", "since", "until"),
    [
        ("Jon Berg served as governor of Arden from 2010 to 2014.", "former", "2010", "2014"),
        ("Jon Berg has been governor of Arden since 2011.", "holds", "2011-01-01", None),
        ("Jon Berg became governor of Arden in 2009.", "holds", "2009", None),
        ("Jon Berg was elected governor of Arden in March 2012.", "elected", "2012-03", None),
        ("Jon Berg resigned as governor of Arden on 5 October 2020.", "resigned", None, "2020-10-05"),
        ("Jon Berg, the governor of Arden, met farmers on 5 October 2020.", "holds", None, None),
    ],
)
def test_an_office_has_the_ends_that_the_passage_tells(
    text: str, status: str, since: str | None, until: str | None, record_of
) -> None:
    """Who takes it begins, who leaves it ends, who is only seen with it does neither."""
    data = record_of(text)
    (held,) = data.occupancies
    ends = [when.edtf if when else None for when in (held.since, held.until)]
    assert (held.status, *ends) == (status, since, until)
    assert held.as_of is not None and held.as_of.edtf == "2020-10-06"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Berg was the governor of Arden from 1997 to 2001, the governor of Brill from 2001 to 2005 and a judge.",
            {"Arden": ("former", "1997", "2001"), "Brill": ("former", "2001", "2005")},
        ),
        ("Jon Berg was mayor of Arden and governor of Brill from 2010 to 2014.", {"Brill": ("former", "2010", "2014")}),
        ("Farmers have met Jon Berg, the governor of Arden, for the past two years.", {"Arden": ("holds", None, None)}),
    ],
)
def test_a_span_of_time_is_that_of_the_office_before_it(text: str, found: dict[str, tuple], record_of) -> None:
    """Not of an office named after it, nor of somebody who only bears a title in a passage on something else."""
    ends = {
        o.body: (o.status, *(when.edtf if when else None for when in (o.since, o.until)))
        for o in record_of(text).occupancies
    }
    assert ends.items() >= found.items()


def test_who_says_it_is_the_claimant(record_of) -> None:
    """An appointment that somebody tells has its teller."""
    data = record_of("Jon Berg was appointed governor of Arden, Lena Orlova said on Tuesday.")
    names = {entity.id: entity.name for entity in data.entities}
    assert [names.get(o.claimant or "") for o in data.occupancies] == ["Lena Orlova"]


def test_two_who_claim_one_office_stand_side_by_side_as_disputed(record_of) -> None:
    """Rival holders are kept, both marked; who follows a day later is no rival, nor are titles of two countries."""
    data = record_of(
        "Jon Berg was named governor of Arden on Tuesday. Ida Falk was named mayor of Arden on Tuesday.",
        "Lena Orlova was named governor of Arden on Tuesday. Kenyan President Ama Nuru met Chadian President Idris Sall.",
        "Olaf Lind was named mayor of Arden on Wednesday.",
        "Mia Rask is the acting minister of health. The king dismissed acting minister of health Ulf Dahl on Tuesday.",
        "Ulf Dahl is acting minister of health.",
        "Rita Moss is the mayor of Vell. Gus Orr will be the next mayor of Vell, his party said.",
    )
    assert [o.status for o in data.occupancies if "governor" in o.office.exact] == ["disputed", "disputed"]
    assert [o.status for o in data.occupancies if o.office.exact == "mayor of Arden"] == ["appointed"] * 2
    assert "disputed" not in {o.status for o in data.occupancies if "Vell" in o.office.exact}
    assert "disputed" not in {o.status for o in data.occupancies if "acting" in o.office.exact}
    assert {o.status for o in data.occupancies if "President" in o.office.exact} == {"holds"}
