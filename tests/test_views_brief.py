"""The brief: the foremost first, nothing twice, what is left out counted; the same from a part of the record as from all of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from factory import (
    COAST,
    EVENTS,
    NEWS,
    ODD,
    STATEMENTS,
    WEEKLY,
    event,
    record,
    report,
    span,
    stored,
    when,
)
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from dateline.errors import InputError
from dateline.model.notes import OfficeStatus
from dateline.model.reading import Failure
from dateline.model.record import Occupancy, RecordData
from dateline.record import Record
from dateline.store import Store, gist
from dateline.views.brief import Brief, Facts, brief
from dateline.views.index import Index, Quote
from dateline.views.shortlist import BriefRoom, conflicts, growth, held, key_figures, shortlist
from dateline.views.since import is_since, split

TEXTS = {report.id: report.text for report in record().reports}


def brief_of(data: RecordData, since: str | None = None, room: BriefRoom | None = None) -> Brief:
    """The brief of a whole record in memory."""
    size = room or BriefRoom()
    parts = split(data.reports, since) if since else None
    where = {statement.id: statement.span.report for statement in data.statements}
    told = [(event.id, where[statement]) for event in data.events for statement in event.statements]
    grown = growth(told, parts) if parts else None
    gists = {event.id: gist(event) for event in data.events}
    figures, left_out = key_figures(data.figures, gists, size)
    open_ = conflicts(data.contradictions, gists)
    chosen = shortlist(gists.values(), size, grown)
    facts = Facts(chosen, left_out, held(data.occupancies), open_, data.reports, data.failures, parts, grown)
    return brief(Index(replace(data, figures=figures)), facts, "range", size)


@pytest.mark.parametrize("since", [None, "2020-03-04", "2021"])
def test_a_part_of_the_record_gives_the_brief_of_all(tmp_path: Path, since: str | None) -> None:
    """What is not read from the file would change nothing."""
    with Record.open(stored(tmp_path / "a.dateline")) as found:
        assert found.brief(since) == brief_of(record(), since)


def test_the_store_gives_events_and_tellings_as_they_are(tmp_path: Path) -> None:
    """Gists and pairs read with SQL are those of the whole nouns."""
    where = {statement.id: statement.span.report for statement in STATEMENTS}
    with Store.open(stored(tmp_path / "a.dateline")) as store:
        assert store.gists() == tuple(gist(event) for event in EVENTS)
        assert store.shelf.tellings() == {(event.id, where[s]) for event in EVENTS for s in event.statements}
        assert [(r.id, r.publisher, r.published) for r in store.report_outlines()] == [
            (r.id, r.publisher, r.published) for r in record().reports
        ]


def quotes(value: Any) -> list[Quote]:
    """Every quote anywhere below ``value``."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [found for item in value for found in quotes(item)]
    if isinstance(value, Struct):
        return [found for name in value.__struct_fields__ for found in quotes(getattr(value, name))]
    return []


def test_every_line_is_a_quotation_at_its_place() -> None:
    """No word of a report in the brief but as it stands there."""
    found = quotes(brief_of(record(), "2020-03-04"))
    assert len(found) > 10
    assert all(TEXTS[quote.report][quote.start : quote.end] == quote.exact for quote in found)


def test_several_origins_come_first_then_weight() -> None:
    """What two origins tell leads; of the others the weightiest; what is denied, only possible or old is no highlight."""
    assert [row.event for row in brief_of(record()).highlights] == ["v-detained", "v-resigned", "v-walk"]


def test_a_highlight_is_told_once() -> None:
    """Another event in the same words is not shown, and counts as left out."""
    again = replace(EVENTS[0], id="v-walk-again", headline=span(WEEKLY, EVENTS[0].headline.exact))
    found = brief_of(replace(record(), events=(*EVENTS, again)))
    assert [row.event for row in found.highlights] == ["v-detained", "v-resigned", "v-walk"]
    assert found.left_out.highlights == 1


def test_what_one_origin_tells_is_apart_and_not_repeated() -> None:
    """Room for one highlight: the others have one origin, and stand there."""
    found = brief_of(record(), room=BriefRoom(highlights=1, single_origin=1))
    assert [row.event for row in found.highlights] == ["v-detained"]
    assert [row.event for row in found.single_origin] == ["v-resigned"]
    assert (found.left_out.highlights, found.left_out.single_origin) == (2, 1)


def test_figures_come_in_whole_series() -> None:
    """Every count of the arrests is in the series under its headline number; strikers are no measure of harm."""
    (series,) = brief_of(record()).figures
    assert (series.measure, series.value) == ("arrested", "0 to 12")
    assert {point.figure.id for point in series.points} == {"f-12", "f-0"}


def test_a_dispute_stands_with_both_sides() -> None:
    """Both passages, each with its words."""
    (row,) = brief_of(record()).disputed
    assert [side.statement for side in row.sides] == ["s-detained", "s-nobody"]


def test_what_is_not_known_is_counted() -> None:
    """Counts with their totals, and the weightiest events of each."""
    found = {gap.kind: (gap.n, gap.total) for gap in brief_of(record()).not_known}
    assert found == {
        "unlocated-events": (2, 3),
        "unattributed-events": (1, 3),
        "undated-reports": (1, 3),
        "not-read": (1, 4),
    }


def test_inputs_read_with_doubt_are_counted_once_and_nothing_else() -> None:
    """Two warnings on one report are one input; an earlier version, a report given twice and a decision are no doubt."""
    told = [
        ("in/coast.txt", "R203"),
        ("in/coast.txt", "R202"),
        ("in/first.txt", "R302"),
        ("in/harbour.txt", "R111"),
        ("decision 1", "R301"),
    ]
    failures = tuple(Failure(path, code, "warning", code, "") for path, code in told)
    gaps = {gap.kind: gap for gap in brief_of(replace(record(), failures=failures)).not_known}
    assert (gaps["read-with-doubt"].n, gaps["read-with-doubt"].total) == (1, 3)
    assert [failure.code for failure in gaps["read-with-doubt"].failures] == ["R203"]
    without = brief_of(replace(record(), failures=failures[2:])).not_known
    assert "read-with-doubt" not in {gap.kind for gap in without}


# --- who holds what -------------------------------------------------------------------------------------------------------


def office(name: str, day: str, status: OfficeStatus, holder: str, rule: str = "verb:appoint") -> Occupancy:
    """A passage about the harbour master, told on ``day``."""
    words = span(WEEKLY, "Harbour master")
    return Occupancy(
        f"q-{name}", words, None, holder, status, None, words, "s-resigned", rule, as_of=when(day, "report-date")
    )


@pytest.mark.parametrize(
    ("passages", "holders"),
    [
        ([office("a", "2020-03-04", "holds", "e-reik")], ["q-a"]),
        ([office("a", "2020-03-04", "holds", "e-reik"), office("b", "2020-03-05", "resigned", "e-reik")], []),
        ([office("a", "2020-03-05", "acting", "e-reik"), office("b", "2020-03-04", "resigned", "e-reik")], ["q-a"]),
        ([office("a", "2020-03-04", "holds", "e-reik"), office("b", "2020-03-05", "acting", "e-ilvesen")], ["q-b", "q-a"]),
        ([office("a", "2020-03-04", "holds", "e-reik", "title"), office("b", "2020-03-04", "resigned", "e-reik")], []),
    ],
)  # fmt: skip
def test_the_last_passage_about_a_holder_counts(passages: list[Occupancy], holders: list[str]) -> None:
    """Who left by the last passage holds nothing; of one day, a title before a name does not undo what is told."""
    found = held(passages)
    assert [occupancy.id for office in found for occupancy in office.holders] == holders


@given(st.permutations([office(str(n), f"2020-03-0{1 + n % 4}", "holds", f"e-{n % 3}") for n in range(7)]))
def test_holders_do_not_depend_on_order(passages: Sequence[Occupancy]) -> None:
    """The same passages in any order give the same holders."""
    assert held(passages) == held(sorted(passages, key=lambda occupancy: occupancy.id))


# --- since ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "since", "part"),
    [
        ("2020-03-04", "2020-03-04", "new"),
        ("2020-03-03", "2020-03-04", "before"),
        ("2020-03-04", "2020-03-04T12:00", "unsure"),
        ("2020-03-04T11:59", "2020-03-04T12:00", "before"),
        ("2020-03-04T12:00:30+06:00", "2020-03-04T12:00", "new"),
        ("2020-03-04", "2020-03", "new"),
        ("2020-03-04", "2021", "before"),
        ("2020", "2020-03-04", "unsure"),
        (None, "2020-03-04", "undated"),
    ],
)
def test_reports_by_when_they_were_published(published: str | None, since: str, part: str) -> None:
    """A report is new, known, unsure or undated by its own date, as far as that goes."""
    date = when(published[:10], "stated") if published else None
    date = replace(date, edtf=published or "") if date else None
    found = split([report(9, "in/a.txt", COAST, None, date)], since)
    assert {name: getattr(found, name) for name in ("before", "new", "unsure", "undated")} == {
        name: ("r-0009",) if name == part else () for name in ("before", "new", "unsure", "undated")
    }


@pytest.mark.parametrize(
    "word", ["", "yesterday", "2020-13", "2020-3-4", "2020-02-30", "2020-03-04T25:00", "2020-03-04T12"]
)
def test_a_moment_that_cannot_be_read_is_refused(word: str) -> None:
    """The message names the word and the forms that can be read."""
    with pytest.raises(InputError, match=r"E103.*--since"):
        split([], word)


@pytest.mark.parametrize(
    ("moment", "since", "later"),
    [
        ("2020-03-04T09:30:00+00:00", "2020-03-04", True),
        ("2020-03-04T09:30:00+00:00", "2020-03-04T09:31", False),
        ("2020-03-04T09:30:00+00:00", "2020-03-04T09:30", True),
        ("2019-12-31T23:59:59+00:00", "2020", False),
    ],
)
def test_moments_of_decisions(moment: str, since: str, later: bool) -> None:
    """To the minute, as both are written."""
    assert is_since(moment, since) is later


def test_new_is_what_no_earlier_report_tells() -> None:
    """An event with one telling before is grown; reports without a date count as known."""
    late = replace(WEEKLY, published=when("2020-03-06", "stated"))
    strike = event(
        "later", "strike", span(WEEKLY, "Police said they detained nobody"), None, ("s-nobody",), (1, 1, 1, 0)
    )
    data = replace(record(), reports=(NEWS, late, ODD), events=(*EVENTS, strike))
    found = brief_of(data, "2020-03-05").new
    assert found is not None
    assert [row.event for row in found.events] == ["v-later", "v-resigned"]
    assert (found.n_reports, found.n_undated, found.n_events, found.n_grown) == (1, 1, 2, 2)


def test_a_record_without_dates_or_events_has_a_brief() -> None:
    """Nothing is invented where there is nothing."""
    found = brief_of(replace(record(), reports=(ODD,), events=(), figures=(), contradictions=(), statements=()))
    assert (found.first, found.highlights, found.figures, found.disputed, found.new) == (None, (), (), (), None)
    assert (found.single_origin, found.offices) == ((), ())
