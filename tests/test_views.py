"""Rows say what the nouns say: exact words, labels, counts, order."""

from __future__ import annotations

import time
from typing import Any

import pytest
from factory import COAST, DISPUTES, EVENTS, HARBOUR, HOSTILE, NEWS, NIGHT, STATEMENTS, WALK, record, span, when
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from dateline.errors import InputError, LookupFailed
from dateline.export import csv, markdown
from dateline.model.record import ChainLink, RecordData, When
from dateline.model.versions import Version
from dateline.rules import table as rules
from dateline.views.dates import date_label, label, part_of_day
from dateline.views.disputes import dispute_rows
from dateline.views.figures import figure_rows
from dateline.views.index import Index, Quote
from dateline.views.names import name_rows
from dateline.views.offices import office_rows
from dateline.views.passage import show
from dateline.views.select import Selection, select
from dateline.views.sources import sources_view
from dateline.views.table import TABLES, table
from dateline.views.timeline import timeline_view
from dateline.views.visible import one_line, quoted, visible
from dateline.views.voice import voice

TEXTS = {report.id: report.text for report in record().reports}


@pytest.fixture
def index() -> Index:
    """The harbour strike."""
    return Index(record())


def quotes(value: Any) -> list[Quote]:
    """Every quote anywhere below ``value``."""
    if isinstance(value, Quote):
        return [value]
    if isinstance(value, tuple):
        return [found for item in value for found in quotes(item)]
    if isinstance(value, Struct):
        return [found for name in value.__struct_fields__ for found in quotes(getattr(value, name))]
    return []


def everything(index: Index) -> tuple[object, ...]:
    """All rows that views can make of the record."""
    shown = tuple(show(index, event.id) for event in EVENTS)
    return (
        timeline_view(index, EVENTS),
        name_rows(index),
        office_rows(index),
        figure_rows(index),
        dispute_rows(index),
        sources_view(index),
        shown,
    )


def test_every_quote_is_the_words_at_its_place(index: Index) -> None:
    """No view alters, trims or invents a quotation."""
    found = quotes(everything(index))
    assert len(found) > 40
    assert all(TEXTS[quote.report][quote.start : quote.end] == quote.exact for quote in found)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2020-03-03", "Tue 3 Mar 2020"),
        ("2020-03-03T18:30", "Tue 3 Mar 2020, 18:30"),
        ("2020-03-03T18:30:00+06:00", "Tue 3 Mar 2020, 18:30"),
        ("2020-03", "Mar 2020"),
        ("2020", "2020"),
        ("2020-22", "summer 2020"),
        ("2020-36", "4th quarter 2020"),
        ("201X", "2010s"),
        ("18XX", "19th century"),
        ("20XX", "21st century"),
        ("2020-03~", "about Mar 2020"),
        ("2005/2020", "2005 to 2020"),
        ("2020-03-03/2020-03-05", "Tue 3 Mar 2020 to Thu 5 Mar 2020"),
        ("../2020-03", "open to Mar 2020"),
        ("2020-03-03/", "Tue 3 Mar 2020 to open"),
        ("2020-02-31", "2020-02-31"),
        ("nonsense", "nonsense"),
    ],
)
def test_labels_of_dates(edtf: str, words: str) -> None:
    """EDTF reads as people write dates; what is no date stays as it is."""
    assert label(edtf) == words


def test_examples_of_parts_of_day() -> None:
    """Each example in the resource is read as its own part of day."""
    rows = rules("labels")["parts_of_day"]
    assert [part_of_day(words) for row in rows for words in row["examples"]] == [
        row["name"] for row in rows for _ in row["examples"]
    ]


def test_part_of_day_comes_from_the_printed_words() -> None:
    """A day stored with the precision part-of-day shows the report's own word for it."""
    found = date_label(NIGHT)
    assert found is not None
    assert (found.label, found.edtf, found.mark) == ("Tue 3 Mar 2020, night", "2020-03-03", "")


@pytest.mark.parametrize(("basis", "mark"), [("stated", ""), ("report-date", "≤"), ("inferred", "~")])
def test_marks_tell_how_far_a_date_is_the_reports_own(basis: str, mark: str) -> None:
    """The basis of a date shows."""
    found = date_label(when("2020-03-03", basis))
    assert found is not None
    assert found.mark == mark


def test_timeline_sets_background_and_undated_apart(index: Index) -> None:
    """News under its days; the old and the undated at the end, with the reason."""
    view = timeline_view(index, EVENTS)
    assert [(day.date, [row.event for row in day.rows]) for day in view.days] == [
        ("2020-03-03", ["v-walk"]),
        ("2020-03-04", ["v-resigned", "v-detained"]),
    ]
    assert [row.event for row in view.background] == ["v-last"]
    assert [(row.event, row.reason) for row in view.undated] == [
        ("v-ferries", "the report states no date and the passage names none")
    ]


def test_timeline_row_says_who_and_what_stands_against_it(index: Index) -> None:
    """A row has its teller's voice, its sentence, all speakers, and the contradiction that its event is part of."""
    row = next(row for day in timeline_view(index, EVENTS).days for row in day.rows if row.event == "v-detained")
    assert row.voice is not None
    assert (row.voice.name, row.sentence.exact) == ("Mara Ilvesen", "Police detained 12 people, Ilvesen said.")
    assert (row.speakers, row.contradictions, row.status) == (("Mara Ilvesen", "Police"), ("d-arrests",), "disputed")


def test_order_of_events_does_not_change_the_timeline(index: Index) -> None:
    """Rows come by date and place, whatever order the events are in."""
    assert timeline_view(index, EVENTS) == timeline_view(index, tuple(reversed(EVENTS)))


def test_relays_stand_after_the_speaker(index: Index) -> None:
    """The chain is part of who says it."""
    said = voice(index, index.statements["s-load"])
    assert said is not None
    assert (said.label, said.kind, said.cue) == ("Mara Ilvesen via Northwire", "direct", "told")


def test_nobody_relays_himself(index: Index) -> None:
    """An outlet that reports a thing in its own name, by the same words or by another of its names, stands once."""
    told = index.statements["s-load"]
    words = span(NEWS, "Northwire")
    for source, speaker in ((words, None), (span(NEWS, "union leader Mara Ilvesen"), "e-northwire")):
        said = replace(told.attribution, source=source, speaker=speaker, chain=(ChainLink(words, "e-northwire"),))
        found = voice(index, replace(told, attribution=said))
        assert found
        assert found.relays == ()


@pytest.mark.parametrize(
    ("selection", "events"),
    [
        (Selection(), ["v-walk", "v-detained", "v-resigned", "v-last", "v-ferries"]),
        (Selection(about="reik"), ["v-resigned"]),
        (Selection(about="DOCKERS"), ["v-walk"]),
        (Selection(place="Kessen"), ["v-walk"]),
        (Selection(place="EE"), ["v-walk"]),
        (Selection(since="2020"), ["v-walk", "v-detained", "v-resigned"]),
        (Selection(until="2020-03-03"), ["v-walk", "v-last"]),
        (Selection(since="2020-03", until="2020-03-03"), ["v-walk"]),
        (Selection(until="2020"), ["v-walk", "v-detained", "v-resigned", "v-last"]),
        (Selection(min_origins=2), ["v-detained"]),
        (Selection(about="nobody of that name"), []),
    ],
)
def test_selection(index: Index, selection: Selection, events: list[str]) -> None:
    """Filters keep what they name and nothing else."""
    assert [event.id for event in select(index, EVENTS, selection)] == events


@pytest.mark.parametrize("day", ["March", "2020-3-4", "2020-03-04T10:00", "", "2020-13", "2020-02-30"])
def test_a_day_that_cannot_be_read_is_an_error(day: str) -> None:
    """A wrong date never filters silently."""
    with pytest.raises(InputError, match="cannot be read"):
        Selection(since=day)


def test_a_time_that_ends_before_it_begins_is_an_error() -> None:
    """Nothing could pass, and that is no answer."""
    with pytest.raises(InputError, match="No day lies"):
        Selection(since="2021", until="2020-05")
    assert Selection(since="2020-05", until="2020").since == "2020-05"
    assert Selection(since="2020", until="2020-05").until == "2020-05"


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (12.0, 12.0, 12.0, "12"),
        (20.0, None, 99.0, "20 to 99"),
        (380.0, 400.0, 420.0, "380 to 420 (400)"),
        (2000.0, 2000.0, None, "at least 2,000"),
        (None, 40.0, 40.0, "at most 40"),
        (None, None, None, "?"),
        (1.5, 1.5, 1.5, "1.5"),
    ],
)
def test_labels_of_figures(low: float | None, best: float | None, high: float | None, words: str) -> None:
    """Bounds read as people say them."""
    from dateline.views.figures import value_label

    assert value_label(low, best, high) == words


def test_figures_have_their_owner(index: Index) -> None:
    """A figure shows its claimant, its date, the sentence, and what stands against it."""
    rows = figure_rows(index, "arrested")
    assert [(row.value, row.claimant, row.contradictions) for row in rows] == [
        ("12", "Mara Ilvesen", ("d-arrests",)),
        ("0", None, ("d-arrests",)),
    ]


def test_disputes_have_both_sides(index: Index) -> None:
    """Each side has its value, its words, its publisher and its speaker."""
    (row,) = dispute_rows(index)
    sides = [(s.value, s.quote.exact, s.quote.publisher, s.voice.label if s.voice else None) for s in row.sides]
    assert sides == [
        ("12", "Police detained 12 people", "Kessen Daily", "Mara Ilvesen"),
        ("0", "they detained nobody", "Coast Gazette", "Police"),
    ]
    assert dispute_rows(index, "update") == ()


def test_sources_count_statements_reports_and_events(index: Index) -> None:
    """A copied passage counts for its origin, not for the paper that copied it."""
    view = sources_view(index)
    assert [(row.name, row.n_statements, row.n_reports) for row in view.speakers][:2] == [
        ("port authority", 2, 2),
        ("Mara Ilvesen", 2, 1),
    ]
    assert [(row.name, row.n_statements) for row in view.origins] == [("Northwire", 5), (None, 2), ("Coast Gazette", 1)]
    assert [row.name for row in view.relays] == ["Northwire"]
    assert view.events[0].origins == ("o-northwire", "o-unknown")


def test_names_most_mentioned_first(index: Index) -> None:
    """Names come by reports, then by mentions, then by name; one type can be asked for."""
    assert [row.name for row in name_rows(index)][:3] == ["Kessen", "Mara Ilvesen", "Northwire"]
    assert [row.name for row in name_rows(index, "person")] == ["Mara Ilvesen", "Tomas Reik"]


@pytest.mark.parametrize(
    ("target", "kind", "id"),
    [
        ("s-walk-news", "statement", "s-walk-news"),
        ("v-walk", "event", "v-walk"),
        ("f-12", "figure", "f-12"),
        ("q-reik", "occupancy", "q-reik"),
        ("d-arrests", "contradiction", "d-arrests"),
        ("c-lead", "copies", "c-lead"),
        ("e-reik", "entity", "e-reik"),
        ("ilvesen", "entity", "e-ilvesen"),
        ("r-0002", "report", "r-0002"),
        ("in/coast.txt", "report", "r-0002"),
        ("coast.txt", "report", "r-0002"),
        ("in/coast.txt:95", "passage", "r-0002:95"),
        ("r-0002:95-100", "passage", "r-0002:95"),
    ],
)
def test_show_finds_what_is_pointed_at(index: Index, target: str, kind: str, id: str) -> None:
    """Ids, names, paths and places are all understood, and something is found for each."""
    view = show(index, target)
    assert (view.kind, view.id) == (kind, id)
    assert view.findings


@pytest.mark.parametrize("target", ["in/coast.txt:99999", "v-none", "nobody", "in/none.txt:3", ":", "1", "r-0002:9-3"])
def test_show_says_what_it_does_not_find(index: Index, target: str) -> None:
    """What is not there is an error that says what to do."""
    with pytest.raises(LookupFailed) as caught:
        show(index, target)
    assert caught.value.code == "E501"
    assert caught.value.remedy


def test_show_suggests_what_was_meant(index: Index) -> None:
    """A near miss names the thing that is there."""
    with pytest.raises(LookupFailed, match=r"in/coast\.txt"):
        show(index, "in/cost.txt")


def test_show_tells_why(index: Index) -> None:
    """Statement, attribution, time, origin, copies, event, each with its rule and the words it rests on."""
    view = show(index, f"in/coast.txt:{COAST.index('dockers')}")
    kinds = [finding.kind for finding in view.findings]
    assert kinds == ["statement", "attribution", "time", "origin", "copies", "event"]
    origin = view.findings[3]
    assert origin.label == "copied from: Northwire (there: the agency named in the report)"
    places = [(cited.label, cited.quote.path) for cited in origin.quotes]
    assert places == [("copy", "in/coast.txt"), ("first printed", "in/harbour.txt"), ("evidence", "in/harbour.txt")]
    assert [cited.quote.path for cited in view.findings[4].quotes] == ["in/coast.txt", "in/harbour.txt"]
    assert view.findings[5].why[0].rule == "same-words"


def test_a_passage_stands_in_its_paragraph(index: Index) -> None:
    """Before, focus and after are together one paragraph of the report, cut at the empty lines."""
    passage = show(index, "s-detained").passages[0]
    assert passage.before + passage.focus.exact + passage.after == HARBOUR.split("\n\n")[2]
    assert passage.published_evidence == ("header-line",)


FORMER = Version("r-0000", "in/first.txt", "0", "0", None, None, "2020-03-03", True, "Dockers walk", ())


@pytest.mark.parametrize("noun", TABLES)
def test_tables_keep_their_columns_without_rows(noun: str) -> None:
    """The columns do not depend on the record, and every row fills them all."""
    full = table(replace(record(), reports=(replace(NEWS, versions=(FORMER,)), *record().reports[1:])), noun)
    empty = table(RecordData(record().provenance, (), (), (), (), (), (), (), (), ()), noun)
    assert full.rows
    assert not empty.rows
    assert full.columns == empty.columns
    assert all(len(row) == len(full.columns) for row in full.rows)


def test_tables_hold_the_values() -> None:
    """Cells of dates, quotations and names are those of the nouns."""
    found = table(record(), "events")
    row = dict(zip(found.columns, found.rows[0], strict=True))
    assert (row["exact"], row["date"], row["date_basis"], row["places"]) == (WALK, "2020-03-03", "relative", "Kessen")
    found = table(record(), "contradictions")
    row = dict(zip(found.columns, found.rows[0], strict=True))
    assert (row["a_exact"], row["b_exact"], row["values"]) == (
        "Police detained 12 people",
        "they detained nobody",
        "12 | 0",
    )


def test_steering_characters_are_shown() -> None:
    """Escape sequences and turns of direction come out as words about them; all else as it is."""
    assert visible(HOSTILE).startswith("\\x1b[31mNobody\\x1b[0m \\u202eknows\\u202c <b>")
    assert visible("Zoë’s “naïve” 25% 北京 شهر") == "Zoë’s “naïve” 25% 北京 شهر"
    assert visible("a\r\nb\rc\td") == "a\r\nb\\x0dc\td"
    assert one_line("a \r\n\n b\tc\u2028d\ud800") == "a b c\\u2028d\\ud800"


@pytest.mark.parametrize(
    "text", [" " * 300_000 + "x", "\x1b" * 300_000, "\r" * 300_000, " \n" * 150_000, "“" * 300_000]
)
def test_hostile_text_takes_no_longer_than_other_text(text: str) -> None:
    """Time grows with the length, not with its square, which would take minutes."""
    begun = time.process_time()
    one_line(text)
    quoted(text)
    markdown.escaped(text)
    csv.guarded(text)
    assert time.process_time() - begun < 3


def test_quotation_marks_are_not_doubled() -> None:
    """A passage that begins with its own marks gets no others."""
    assert quoted("They left") == "“They left”"
    assert quoted("“We left,” he said") == "“We left,” he said"
    assert quoted("") == "“”"


@given(st.text())
def test_nothing_that_steers_is_left(text: str) -> None:
    """Whatever the text, one line comes out, printable in UTF-8, without controls."""
    shown = one_line(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x2028 <= ord(c) <= 0x202E for c in shown)
    shown.encode()


@given(st.text(alphabet="0123456789-/X~?T:.", max_size=25))
def test_any_edtf_has_a_label(edtf: str) -> None:
    """A value that is no date gives a label all the same."""
    span_of = When(edtf, "2020-01-01", "2020-01-02", "vague", "none")
    found = date_label(span_of)
    assert found is not None
    assert found.edtf == edtf


def test_the_factory_holds() -> None:
    """The record that these tests rest on quotes its reports, and its parts refer to each other."""
    assert span(NEWS, WALK).exact == WALK
    assert {s for d in DISPUTES for s in d.statements} <= {s.id for s in STATEMENTS}
