"""A record as people use it in Python: nouns, listings, search, tables, exports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import COPIES, DISPUTES, EVENTS, FAILURES, FIGURES, OFFICES, WALK, record, stored

import dateline
from dateline.errors import InputError, LookupFailed, RecordError
from dateline.export import json as interchange
from dateline.record import Record
from dateline.settings import Settings
from dateline.views.disputes import dispute_rows
from dateline.views.figures import figure_rows
from dateline.views.index import Index
from dateline.views.names import name_rows
from dateline.views.offices import office_rows
from dateline.views.passage import show
from dateline.views.room import EVERYTHING
from dateline.views.select import Selection
from dateline.views.sources import sources_view
from dateline.views.timeline import timeline_view


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Record]:
    """The harbour strike, opened from its file."""
    with Record.open(stored(tmp_path / "kessen.dateline")) as found:
        yield found


def test_nouns_are_those_of_the_file(opened: Record) -> None:
    """Each property gives the nouns as they were stored."""
    assert opened.events == EVENTS
    assert (opened.figures, opened.occupancies, opened.contradictions) == (FIGURES, OFFICES, DISPUTES)
    assert (opened.copies, opened.failures, opened.provenance) == (COPIES, FAILURES, record().provenance)
    assert opened.data() == record()


def test_timeline_gives_days_with_events_and_their_statements(opened: Record) -> None:
    """Only what is dated to a day, in order, the statements beside the events."""
    entries = opened.timeline(dates=20, per_date=5)
    assert [(entry.date, [event.id for event in entry.events]) for entry in entries] == [
        ("2020-03-03", ["v-walk"]),
        ("2020-03-04", ["v-detained", "v-resigned"]),
    ]
    assert [statement.id for statement in entries[0].statements] == ["s-walk-news", "s-walk-copy"]


def test_timeline_keeps_to_its_bounds(opened: Record) -> None:
    """So many dates, so many events a date, and only what is asked for."""
    assert [len(entry.events) for entry in opened.timeline(dates=1, per_date=1)] == [1]
    assert [entry.date for entry in opened.timeline(since="2020-03-04")] == ["2020-03-04"]
    assert [event.id for entry in opened.timeline(about="Reik") for event in entry.events] == ["v-resigned"]
    assert opened.timeline(place="nowhere") == ()


def test_the_view_of_a_part_is_the_view_of_the_whole(opened: Record) -> None:
    """Reading only what the rows need changes nothing in them."""
    view = opened.timeline_view(Selection(), EVERYTHING)
    assert view == timeline_view(Index(record()), EVENTS)


def test_search_by_words_and_by_speaker(opened: Record) -> None:
    """Hits hold the words; a speaker narrows them; part of a name is enough."""
    rows = opened.search("detained")
    assert {row.quote.exact for row in rows if row.quote} >= {"Police detained 12 people, Ilvesen said."}
    assert [row.id for row in opened.search("detained", speaker="ilvesen")] == ["s-detained"]
    assert [row.id for row in opened.search("detained", speaker="e-ilvesen")] == ["s-detained"]
    assert [row.id for row in opened.search(speaker="Ilvesen")] == ["s-load", "s-detained"]
    with pytest.raises(LookupFailed, match="names nobody 'Nemo'"):
        opened.search("detained", speaker="Nemo")


def test_listings_are_those_of_the_views(opened: Record) -> None:
    """The methods give the rows that the command line prints."""
    index = Index(record())
    assert opened.names("person") == name_rows(index, "person")
    assert (opened.offices(), opened.disputes()) == (office_rows(index), dispute_rows(index))
    assert (opened.series("arrested"), opened.sources()) == (
        figure_rows(index, "arrested"),
        sources_view(index),
    )
    assert opened.show("v-walk") == show(index, "v-walk")


def test_rows_and_frames(opened: Record) -> None:
    """Rows have the columns of the table; an unknown table and an absent pandas are explained."""
    rows = opened.to_rows("figures")
    assert [row["measure"] for row in rows] == ["strikers", "arrested", "arrested"]
    with pytest.raises(InputError, match="Tables are: reports, entities"):
        opened.to_rows("dreams")
    try:
        frame = opened.to_frame("figures")
    except InputError as error:
        assert "pip install pandas" in error.remedy
    else:
        assert list(frame.columns) == list(rows[0])


def test_export_to_bytes_and_to_a_file(opened: Record, tmp_path: Path) -> None:
    """Without a path the bytes come back; with one they are written."""
    raw = opened.export("json")
    assert raw is not None
    assert interchange.decode(raw) == record()
    assert opened.export("json", tmp_path / "out.json") is None
    assert (tmp_path / "out.json").read_bytes() == raw


def test_a_notebook_shows_a_table_with_everything_escaped(opened: Record) -> None:
    """The words of reports cannot become markup."""
    shown = opened._repr_html_()
    assert WALK in shown
    assert shown.startswith("<table><caption>3 reports, 5 events</caption>")
    assert "<b>" not in shown


def test_an_absent_record_says_so(tmp_path: Path) -> None:
    """Opening makes no file."""
    with pytest.raises(RecordError) as caught:
        Record.open(tmp_path / "none.dateline")
    assert caught.value.code == "E201"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "again"), [("event_score", 0.7, 0), ("max_bytes", 9_999, 0), ("max_sentence", 999, 1)]
)
def test_no_report_is_analysed_again_for_a_setting_that_its_notes_do_not_need(
    tmp_path: Path, name: str, value: float, again: int
) -> None:
    """What was analysed is told by the progress; the record is that of the new setting in any case."""
    (tmp_path / "a.txt").write_text("date 2020-03-04\n\nGuards freed Lena Orlova in Odessa on Tuesday.\n")
    output, settings = tmp_path / "a.dateline", Settings().with_values(**{name: value})
    dateline.build(str(tmp_path / "a.txt"), output).close()
    seen: list[str] = []
    with dateline.build(
        str(tmp_path / "a.txt"), output, settings=settings, progress=lambda p: seen.append(p.stage)
    ) as record:
        assert record.provenance.settings[name] == value
    assert seen.count("annotate") == again
