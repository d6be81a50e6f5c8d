"""What is new since a moment: by the dates of reports and decisions alone, counted from what the reports before tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import DISPUTES, EVENTS, FIGURES, NEWS, ODD, OFFICES, STATEMENTS, WEEKLY, record, span, stored, when
from msgspec.structs import replace

from dateline.model.decisions import Decision
from dateline.model.record import RecordData, RecordedReport
from dateline.record import Record
from dateline.views.changes import Changes, changes
from dateline.views.shortlist import growth
from dateline.views.since import split

LATER = "2020-03-06"


def later(report: RecordedReport) -> RecordedReport:
    """The report, published two days after the other."""
    return replace(report, published=when(LATER, "stated"))


def since(data: RecordData, moment: str, *decisions: Decision) -> Changes:
    """What is new in a record in memory."""
    parts = split(data.reports, moment)
    where = {statement.id: statement.span.report for statement in data.statements}
    told = [(event.id, where[statement]) for event in data.events for statement in event.statements]
    return changes(data, data.reports, parts, growth(told, parts), "range", decisions)


WEEKLY_LATE = replace(record(), reports=(NEWS, later(WEEKLY), ODD))
NEWS_LATE = replace(record(), reports=(later(NEWS), WEEKLY, ODD))


@pytest.mark.parametrize("data", [WEEKLY_LATE, NEWS_LATE], ids=["weekly", "news"])
@pytest.mark.parametrize("moment", ["2020-03-05", "2020-03-04", "2021", "2020-03-06T12:00"])
def test_a_part_of_the_record_gives_the_changes_of_all(tmp_path: Path, data: RecordData, moment: str) -> None:
    """What is not read from the file would change nothing."""
    with Record.open(stored(tmp_path / "a.dateline", data)) as found:
        assert found.changes(moment) == since(data, moment)


@pytest.mark.parametrize("data", [WEEKLY_LATE, NEWS_LATE], ids=["weekly", "news"])
@pytest.mark.parametrize("moment", ["2020-03-05", "2020"])
@pytest.mark.parametrize("limit", [1, 2, 9])
def test_the_first_rows_are_those_of_all(tmp_path: Path, data: RecordData, moment: str, limit: int) -> None:
    """Events and offices beyond the limit are counted and not read, and change no other row."""
    with Record.open(stored(tmp_path / "a.dateline", data)) as found:
        all_, first = found.changes(moment), found.first_changes(moment, limit)
    assert (first.n_events, first.n_grown, first.n_offices) == tuple(map(len, (all_.events, all_.grown, all_.offices)))
    cut = replace(all_, events=all_.events[:limit], grown=all_.grown[:limit], offices=all_.offices[:limit])
    assert first.changes == cut


def test_reports_are_new_unsure_or_undated() -> None:
    """Each in its list; what may be new counts as new."""
    found = since(WEEKLY_LATE, "2020-03-06T12:00")
    assert [row.path for row in found.reports] == ["in/coast.txt"]
    assert [row.path for row in found.unsure] == ["in/coast.txt"]
    assert [row.path for row in found.undated] == ["in/odd.txt"]
    assert found.n_before == 1


def test_an_event_is_new_if_only_new_reports_tell_it() -> None:
    """The resignation stands in the later paper alone; the arrests stood in the earlier one."""
    found = since(WEEKLY_LATE, "2020-03-05")
    assert [row.event for row in found.events] == ["v-resigned"]
    assert {grown.row.event for grown in found.grown} == {"v-walk", "v-detained"}


@pytest.mark.parametrize(
    ("event", "expected"),
    [("v-walk", (1, 1, None)), ("v-detained", (1, 1, "disputed"))],
)
def test_what_told_an_event_before(event: str, expected: tuple[int, int, str | None]) -> None:
    """Reports and origins before, and the status that the new passages gave it: a copy adds no origin, a denial a dispute."""
    grown = next(grown for grown in since(WEEKLY_LATE, "2020-03-05").grown if grown.row.event == event)
    assert (grown.n_reports_before, grown.n_origins_before, grown.became) == expected


def test_a_second_origin_corroborates() -> None:
    """Where nothing disputes it, the second origin is what changed."""
    backed = replace(EVENTS[0], statements=("s-walk-news", "s-resigned"), n_origins=2, status="corroborated")
    found = since(replace(WEEKLY_LATE, events=(backed,)), "2020-03-05")
    assert [(grown.n_origins_before, grown.row.n_origins, grown.became) for grown in found.grown] == [
        (1, 2, "corroborated")
    ]


def test_a_dispute_among_earlier_reports_is_not_new() -> None:
    """Both sides stood there before; a third report tells the event again."""
    third = replace(STATEMENTS[3], id="s-third", span=span(ODD, "Nobody"), sentence=span(ODD, "Nobody"))
    event = replace(EVENTS[1], statements=("s-detained", "s-nobody", "s-third"))
    data = replace(record(), reports=(NEWS, WEEKLY, later(ODD)), events=(event,), statements=(*STATEMENTS, third))
    found = since(data, "2020-03-05")
    assert [(grown.row.event, grown.became) for grown in found.grown] == [("v-detained", None)]
    assert found.disputes == ()


def test_a_figure_changes_with_its_headline_number() -> None:
    """Twelve arrests became "0 to 12" with the later paper; without a new figure nothing is listed."""
    (change,) = since(WEEKLY_LATE, "2020-03-05").figures
    assert (change.before, change.series.value) == ("12", "0 to 12")
    same = replace(FIGURES[1], id="f-again", span=span(WEEKLY, "nobody"), statement="s-nobody")
    assert since(replace(WEEKLY_LATE, figures=(FIGURES[1], same)), "2020-03-05").figures == ()


def test_an_office_is_new_if_no_earlier_report_tells_it() -> None:
    """The same status of the same holder, told again, is none."""
    assert [row.id for row in since(WEEKLY_LATE, "2020-03-05").offices] == ["q-reik"]
    early = replace(OFFICES[0], id="q-early", span=span(NEWS, "Police"), statement="s-detained")
    assert since(replace(WEEKLY_LATE, occupancies=(early, *OFFICES)), "2020-03-05").offices == ()


def test_a_dispute_is_new_if_a_new_report_stands_in_it() -> None:
    """One side is enough."""
    assert [row.id for row in since(WEEKLY_LATE, "2020-03-05").disputes] == [DISPUTES[0].id]
    assert since(WEEKLY_LATE, "2020-03-07").disputes == ()


def test_decisions_are_new_by_their_own_time() -> None:
    """Whatever the reports say of theirs."""
    early, late = (
        Decision("alias", None, (), None, "Anna", f"2020-03-0{day}T09:00:00+00:00", "", names=("Kessen", "KESSEN"))
        for day in (4, 5)
    )
    assert since(record(), "2020-03-05", early, late).decisions == (late,)


def test_nothing_is_new_after_the_last_report() -> None:
    """Every part is empty but the reports without a date."""
    found = since(WEEKLY_LATE, "2020-03-07")
    assert (found.reports, found.events, found.grown, found.figures, found.offices) == ((), (), (), (), ())
    assert (found.n_before, [row.path for row in found.undated]) == (2, ["in/odd.txt"])
