"""What goes into a record file comes out as it was; reports and decisions stay; a reader sees one state."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import KEY, Made, digest, made_record, made_reports
from msgspec.structs import replace

from dateline.errors import LookupFailed, RecordError
from dateline.model.notes import ReportNotes
from dateline.model.parts import Names
from dateline.model.reading import DateClaim, Failure, Report
from dateline.model.record import Entity, Event, RecordData, RecordedReport, Statement
from dateline.store import Store


def filled(path: Path, made: tuple[Made, ...]) -> RecordData:
    """Build the record of ``made`` at ``path``."""
    data = made_record(made)
    with Store.create_or_open(path) as store:
        store.accept(((m.report, m.notes) for m in made), KEY)
        store.replace_record(data, [m.id for m in made])
    return data


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "strike.dateline"


def test_a_record_comes_back_whole_and_in_its_order(path: Path) -> None:
    """data() is what replace_record was given, byte for byte when encoded."""
    data = filled(path, made_reports(5))
    with Store.open(path) as store:
        assert msgspec.json.encode(store.data()) == msgspec.json.encode(data)
        assert store.read(Event) == data.events
        assert store.read(RecordedReport) == data.reports
        assert store.read(Failure) == data.failures
        assert store.edition() == tuple(sorted(report.id for report in data.reports))


def test_reports_and_notes_come_back_by_id(path: Path) -> None:
    """Reports and notes are given in order of id, and only those that are there."""
    made = made_reports(4)
    filled(path, made)
    ordered = sorted(made, key=lambda m: m.id)
    with Store.open(path) as store:
        assert store.reports() == tuple(m.report for m in ordered)
        assert store.reports(["absent", ordered[1].id]) == (ordered[1].report,)
        assert tuple(store.notes([m.id for m in made], KEY).values()) == tuple(m.notes for m in ordered)
        assert not store.notes([m.id for m in made], "another key")


def test_accepting_again_changes_nothing(path: Path) -> None:
    """accept is idempotent."""
    made = made_reports(3)
    filled(path, made)
    with Store.create_or_open(path) as store:
        store.accept(((m.report, m.notes) for m in made), KEY)
    counts = sqlite3.connect(path)
    assert counts.execute(
        "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM readings), (SELECT count(*) FROM notes)"
    ).fetchone() == (3, 3, 3)
    counts.close()


def test_nobody_waits_for_what_is_still_being_read(path: Path) -> None:
    """Others may write while the pairs to accept are being made."""
    first, second = made_reports(2)

    def slowly() -> Iterator[tuple[Report, ReportNotes]]:
        yield first.report, first.notes
        with Store.create_or_open(path, timeout=0.05) as other:
            other.accept([(second.report, second.notes)], KEY)

    with Store.create_or_open(path) as store:
        store.accept(slowly(), KEY)
        assert len(store.reports([first.id, second.id])) == 2


def test_known_are_the_reports_with_notes_of_this_very_reading(path: Path) -> None:
    """Another key, or a report whose stated date changed, is not known."""
    first, second = made_reports(2)
    filled(path, (first, second))
    redated = replace(second.report, dates=(DateClaim("2031-03-06", "metadata.csv"),))
    with Store.open(path) as store:
        assert store.known([first.report, second.report], KEY) == {first.id, second.id}
        assert store.known([first.report, redated], KEY) == {first.id}
        assert store.known([first.report], "another key") == frozenset()


def test_the_last_reading_of_a_report_counts(path: Path) -> None:
    """New metadata is a new reading; going back to the old one counts again."""
    (made,) = made_reports(1)
    redated = replace(made.report, dates=(DateClaim("2031-03-06", "metadata.csv"),))
    changed = replace(made.notes, published_evidence=("metadata.csv",))
    with Store.create_or_open(path) as store:
        for report, notes in [(made.report, made.notes), (redated, changed)]:
            store.accept([(report, notes)], KEY)
            assert store.known([report], KEY) == {made.id}
            assert store.reports([made.id]) == (report,)
            assert store.notes([made.id], KEY) == {made.id: notes}
        assert store.known([made.report], KEY) == frozenset()
        store.accept([(made.report, made.notes)], KEY)
        assert store.reports([made.id]) == (made.report,)


def test_notes_that_are_gone_are_told(path: Path) -> None:
    """What another process dropped while a record is made is no other notes, and no bare KeyError."""
    (made,) = made_reports(1)
    with Store.create_or_open(path) as store, Store.create_or_open(path) as other:
        store.accept([(made.report, made.notes)], KEY)
        notes = store.notes([made.id], KEY)
        assert notes.part(made.id, Names) == Names.of(made.notes) and notes[made.id] == made.notes
        other.forget_notes("another key")
        for ask in (notes.__getitem__, lambda id: notes.part(id, Names)):
            with pytest.raises(RecordError, match="E204"):
                ask(made.id)


def test_forgetting_notes_keeps_those_in_use(path: Path) -> None:
    """Only notes of the key and of the last reading stay."""
    first, second = made_reports(2)
    redated = replace(first.report, title="Another title")
    with Store.create_or_open(path) as store:
        store.accept([(first.report, first.notes), (second.report, second.notes)], "old")
        store.accept([(first.report, first.notes), (second.report, second.notes)], KEY)
        store.accept([(redated, first.notes)], KEY)
        store.forget_notes(KEY)
        assert not store.notes([first.id, second.id], "old")
        assert len(store.notes([first.id, second.id], KEY)) == 2
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM notes").fetchone() == (2,)
    connection.close()


def test_a_smaller_edition_leaves_nothing_of_the_larger(path: Path) -> None:
    """build sets the edition to exactly its inputs; the reports stay."""
    made = made_reports(3)
    filled(path, made)
    filled(path, made[:1])
    with Store.open(path) as store:
        assert store.data() == made_record(made[:1])
        assert store.edition() == (made[0].id,)
        assert len(store.reports([m.id for m in made])) == 3
        assert store.search('"day 3"') == ()


def test_values_are_found_by_id(path: Path) -> None:
    """get gives values in the order asked for, and says what is not there."""
    data = filled(path, made_reports(2))
    with Store.open(path) as store:
        wanted = (data.statements[3], data.statements[0])
        assert store.get(Statement, [s.id for s in wanted]) == wanted
        assert store.get(RecordedReport, [data.reports[0].id]) == data.reports[:1]
        with pytest.raises(LookupFailed, match=r"no Entity 'nobody'"):
            store.get(Entity, ["nobody"])


def test_a_reader_keeps_what_it_opened(path: Path) -> None:
    """While one process replaces the record, a reader that was open sees the old one wholly."""
    made = made_reports(3)
    filled(path, made[:2])
    with Store.open(path) as reader:
        after = filled(path, made)
        assert reader.data() == made_record(made[:2])
        assert len(reader.reports([m.id for m in made])) == 2
        with Store.open(path) as other:
            assert other.data() == after


def test_a_reader_cannot_write(path: Path) -> None:
    """A store opened for reading refuses to change."""
    made = made_reports(1)
    filled(path, made)
    with Store.open(path) as store, pytest.raises(RecordError, match="E207"):
        store.accept([(made[0].report, made[0].notes)], "other")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reports SET text = ''",
        "DELETE FROM reports",
        "UPDATE readings SET path = ''",
        "DELETE FROM readings",
        "REPLACE INTO readings SELECT * FROM readings",
    ],
)
def test_what_came_in_is_append_only(path: Path, change: str) -> None:
    """Plain SQL cannot change or remove a report either."""
    filled(path, made_reports(2))
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(change)
    connection.close()


def test_a_report_cannot_be_replaced(path: Path) -> None:
    """REPLACE fires no delete trigger; it leaves the report as it was all the same."""
    (made,) = made_reports(1)
    filled(path, (made,))
    connection = sqlite3.connect(path)
    connection.execute("REPLACE INTO reports VALUES (?, '', 'forged')", (made.id,))
    assert connection.execute("SELECT text FROM reports").fetchall() == [(made.text,)]
    connection.close()


def test_a_failed_replacement_leaves_the_old_record(path: Path) -> None:
    """An edition of reports that were never accepted is refused, and the record stands."""
    data = filled(path, made_reports(2))
    with Store.create_or_open(path) as store:
        with pytest.raises(sqlite3.IntegrityError):
            store.replace_record(made_record(made_reports(3)), ["never accepted"])
        assert store.data() == data


def test_growing_an_edition_that_another_changed_is_refused(path: Path) -> None:
    """Two processes that add at the same time do not lose each other's reports."""
    made = made_reports(3)
    filled(path, made[:1])
    with Store.create_or_open(path) as store:
        store.accept(((m.report, m.notes) for m in made), KEY)
        seen = store.edition()
        filled(path, made[:2])
        with pytest.raises(RecordError, match="E204"):
            store.replace_record(made_record((made[0], made[2])), [made[0].id, made[2].id], replaces=seen)
        assert store.edition() == tuple(sorted(m.id for m in made[:2]))
        store.replace_record(made_record(made), [m.id for m in made], replaces=store.edition())
        assert len(store.edition()) == 3


def test_texts_of_every_kind_come_back_as_they_were(path: Path) -> None:
    """NUL, emoji, bidi controls, CR LF and combining marks are stored and given back unchanged."""
    text = "Zero\x00width \u200f\u202eright\r\ncafe\u0301 \U0001f6a2 \ufeff end\u2028"
    made = made_reports(1)[0]
    report = replace(made.report, text=text)
    with Store.create_or_open(path) as store:
        store.accept([(report, made.notes)], KEY)
        assert store.reports([made.id]) == (report,)


@given(text=st.text(st.characters(exclude_categories=["Cs"])), title=st.none() | st.text(max_size=9))
def test_any_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str, title: str | None) -> None:
    """Whatever code points a text and its metadata are made of."""
    made = made_reports(1)[0]
    report = replace(made.report, id=digest(text, title), text=text, title=title, path=f"in/{title}")
    with Store.create_or_open(tmp_path_factory.getbasetemp() / "texts.dateline") as store:
        store.accept([(report, made.notes)], KEY)
        assert store.reports([report.id]) == (report,)


def test_the_file_is_sound(path: Path) -> None:
    """SQLite finds nothing wrong, and leaves no file behind when all have closed."""
    filled(path, made_reports(3))
    with Store.open(path) as store:
        assert store.check() == ()
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_large_record_is_read_at_once(path: Path) -> None:
    """Two thousand events come back in a fraction of the half second that a command may take."""
    filled(path, made_reports(100, 20))
    with Store.open(path) as store:
        start = time.perf_counter()
        assert len(store.read(Event)) == 2_000
        assert time.perf_counter() - start < 0.5
