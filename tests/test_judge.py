"""Judgements by hand: each verb changes what it should and nothing else, in any order, for ever, until it is undone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import dateline
from dateline import __version__
from dateline.annotate.parse import parser_version
from dateline.api import _key
from dateline.errors import InputError, LookupFailed
from dateline.export.decisions import encode as encode_decisions
from dateline.export.json import encode
from dateline.model.decisions import Anchor, Decision, standing
from dateline.model.judgements import (
    Alias,
    Comment,
    Distinct,
    Grade,
    Judgement,
    Merge,
    Pin,
    Reject,
    Remove,
    Rename,
    Resolve,
    SetDate,
    SetPlace,
    Signature,
    Split,
    Undo,
)
from dateline.model.notes import ReportNotes
from dateline.model.reading import Extent, Report
from dateline.model.record import Reason, RecordData
from dateline.pipeline import make_record
from dateline.read.decisions import read_decisions
from dateline.record import Record
from dateline.settings import Settings
from dateline.store import Store
from dateline.typology import typology
from dateline.views.index import Index
from dateline.views.review import review_rows
from dateline.views.rulings import ruling_rows

STORIES = (
    (
        "harbour.txt",
        "Kessen Daily",
        "2031-03-05",
        "Clashes at Kessen harbour\n\nPolice said 12 people were injured in clashes at Tallinn harbour on Tuesday.\n\n"
        "Dockers stormed the customs house in Tallinn on Tuesday, a driver said. Mara Ilvesen was appointed mayor of Tallinn "
        "on Monday.\n\nOpposition leaders demanded new elections.",
    ),
    (
        "coast.txt",
        "Coast Gazette",
        "2031-03-05",
        "Hospital counts the injured\n\nHospital officials said 30 people were injured in clashes at Tallinn harbour on "
        "Tuesday.\n\n“Nobody stormed the customs house,” Tomas Reik, a director of the port, told the Coast Gazette.\n\n"
        "Marra Ilvesen was appointed mayor of Tallinn on Monday, the council said.",
    ),
    (
        "post.txt",
        "Northern Post",
        "2031-03-06",
        "Calm returns\n\nDockers stormed the customs house in Tallinn on Tuesday.\n\nJoren Palk, the governor of Harju, "
        "resigned on Wednesday after Mara Ilvesen spoke to dockers in Tartu.\n\nPolice in Tartu arrested four men on Wednesday.",
    ),
)


def written(folder: Path, stories: tuple[tuple[str, str, str, str], ...] = STORIES) -> Path:
    """A folder with the stories, each with its publisher and day."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "publisher", "published"])
        for name, publisher, published, text in stories:
            (folder / name).write_text(text, encoding="utf-8")
            rows.writerow([name, publisher, published])
    return folder


class Told(NamedTuple):
    """What a record is made of, and the record without any decision."""

    path: Path
    reports: tuple[Report, ...]
    notes: Mapping[str, ReportNotes]
    bare: RecordData

    def under(self, *decisions: Decision) -> RecordData:
        """The record under what stands of ``decisions``."""
        chosen = Settings()
        return make_record(
            self.reports, self.notes, (), chosen, __version__, parser_version(chosen.model), standing(decisions)
        ).opened()

    def decided(self, *judgements: Judgement, minute: int = 0) -> list[Decision]:
        """The decisions that ``judgements`` on the bare record are, one a minute."""
        with Record.open(self.path) as record:
            from dateline import api

            return [
                api._decided(record, said, Signature("ines", f"2031-03-07T09:{minute + n:02}:00Z", "seen"))
                for n, said in enumerate(judgements)
            ]

    def judged(self, *judgements: Judgement) -> RecordData:
        """The record under ``judgements``."""
        return self.under(*self.decided(*judgements))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("judge")
    path = folder / "kessen.dateline"
    dateline.build([str(written(folder / "in"))], path).close()
    with Store.open(path) as store:
        reports = store.reports()
        made = Told(path, reports, dict(store.notes([r.id for r in reports], _key(Settings()))), store.data())
    assert made.under() == made.bare
    return made


# --- finding things by their words, since ids are the machine's -------------------------------------------------------


def statement(data: RecordData, words: str):
    return next(s for s in data.statements if words in s.span.exact)


def event(data: RecordData, words: str):
    ids = {s.id for s in data.statements if words in s.span.exact}
    return next(e for e in data.events if ids & set(e.statements))


def entity(data: RecordData, name: str):
    return next((e for e in data.entities if name in (e.name, *e.aliases)), None)


def conflict(data: RecordData, aspect: str):
    return next(c for c in data.contradictions if c.aspect == aspect)


def reasons(data: RecordData, code: str = "R301") -> list[str]:
    """What could not be applied; under R303 what another decision counts instead of."""
    return [f.message for f in data.failures if f.code == code]


# --- one test for each row of the table: before and after -------------------------------------------------------------


def check_merge_events(before: RecordData, after: RecordData) -> None:
    assert event(before, "four men").id != event(before, "Joren Palk").id
    merged = event(after, "four men")
    assert merged.id == event(before, "four men").id and event(after, "Joren Palk").id == merged.id
    assert len(after.events) == len(before.events) - 1 and any(r.rule == "ruled: merge" for r in merged.why)


def check_split_event(before: RecordData, after: RecordData) -> None:
    assert len(event(before, "12 people").statements) == 2
    assert event(after, "12 people").id != event(after, "30 people").id
    assert event(after, "12 people").n_reports == event(after, "30 people").n_reports == 1
    assert {f.event for f in after.figures if f.measure == "injured"} == {event(after, w).id for w in ("12", "30")}


def check_merge_entities(before: RecordData, after: RecordData) -> None:
    assert entity(before, "Joren Palk").id != entity(before, "Tomas Reik").id
    one = entity(after, "Joren Palk")
    assert one == entity(after, "Tomas Reik") and one.n_reports == 2 and any(r.rule == "ruled: merge" for r in one.why)


def check_split_entity(before: RecordData, after: RecordData) -> None:
    assert entity(before, "Marra Ilvesen").id == entity(before, "Mara Ilvesen").id
    assert entity(after, "Marra Ilvesen").id != entity(after, "Mara Ilvesen").id
    assert entity(after, "Marra Ilvesen").n_reports == 1


def check_reject(before: RecordData, after: RecordData) -> None:
    gone = statement(before, "30 people")
    kept = statement(after, "30 people")
    assert kept == replace(gone, rejected=True)
    assert all(gone.id not in e.statements for e in after.events)
    assert [f.best for f in after.figures if f.measure == "injured"] == [12.0]
    assert all(gone.id not in c.statements for c in after.contradictions)
    injured = event(after, "12 people")
    assert (injured.n_reports, injured.status) == (1, "single-origin") and event(before, "12").status == "disputed"


def check_reject_office(before: RecordData, after: RecordData) -> None:
    gone = statement(before, "Joren Palk")
    assert gone.id in {o.statement for o in before.occupancies}
    assert gone.id not in {o.statement for o in after.occupancies}
    assert gone.id not in {s for e in after.events for s in e.statements}


def check_date_event(before: RecordData, after: RecordData) -> None:
    assert event(before, "elections").when != event(after, "elections").when
    when = event(after, "elections").when
    assert when and (when.edtf, when.basis, when.precision) == ("2031-03-01", "ruled", "day")
    assert statement(after, "elections").when == statement(before, "elections").when


def check_date_statement(before: RecordData, after: RecordData) -> None:
    when = statement(after, "four men").when
    assert when and (when.earliest, when.latest, when.basis) == ("2031-02-01", "2031-02-28", "ruled")
    assert event(after, "four men").when == when != event(before, "four men").when


def check_place_event(before: RecordData, after: RecordData) -> None:
    assert event(before, "Nobody stormed").places == ()
    assert event(after, "Nobody stormed").places == (entity(after, "Tartu").id,)


def check_place_statement(before: RecordData, after: RecordData) -> None:
    assert event(before, "four men").places == (entity(before, "Tartu").id,)
    assert event(after, "four men").places == (entity(after, "Tallinn").id,)


def check_pin(before: RecordData, after: RecordData) -> None:
    assert entity(before, "Kessen").place is None
    assert entity(after, "Kessen").place.lat == 58.1


def check_rename(before: RecordData, after: RecordData) -> None:
    machine = entity(before, "Tomas Reik")
    named = entity(after, "Toomas Reik")
    assert named.id == machine.id and named.name == "Toomas Reik" and "Tomas Reik" in named.aliases
    assert named.mentions == machine.mentions and any(r.rule == "ruled: rename" for r in named.why)


def check_alias(before: RecordData, after: RecordData) -> None:
    assert entity(before, "council").id != entity(before, "Hospital officials").id
    assert entity(after, "council") == entity(after, "Hospital officials")


def check_distinct(before: RecordData, after: RecordData) -> None:
    check_split_entity(before, after)


def check_resolve(before: RecordData, after: RecordData) -> None:
    assert conflict(after, "figure") == replace(conflict(before, "figure"), resolved=True)
    assert event(before, "12 people").status == "disputed" != event(after, "12 people").status
    assert all(f.status != "disputed" for f in after.figures) and any(f.status == "disputed" for f in before.figures)
    assert event(after, "Nobody stormed").status == "disputed"


def check_resolve_denial(before: RecordData, after: RecordData) -> None:
    assert {event(before, w).status for w in ("Nobody stormed", "Dockers stormed")} == {"disputed"}
    assert "disputed" not in {event(after, w).status for w in ("Nobody stormed", "Dockers stormed")}


def check_grade_publisher(before: RecordData, after: RecordData) -> None:
    assert [r.publisher_grade for r in before.reports] == [None] * 3
    assert {r.publisher: r.publisher_grade for r in after.reports}["Coast Gazette"] == "C"
    assert after.events == before.events and after.statements == before.statements


def check_grade_statement(before: RecordData, after: RecordData) -> None:
    assert statement(before, "30 people").grade is None and statement(after, "30 people").grade == "4"
    assert after.events == before.events and after.figures == before.figures


def check_comment(before: RecordData, after: RecordData) -> None:
    assert nouns(after) == nouns(before)


def check_remove(before: RecordData, after: RecordData) -> None:
    (gone,) = {r.id for r in before.reports} - {r.id for r in after.reports}
    assert after.provenance.n_reports == 2 and gone not in encode_nouns(after)
    assert all(c.aspect != "figure" for c in after.contradictions) and entity(after, "Tomas Reik") is None


def nouns(data: RecordData) -> RecordData:
    """The record without the list of its decisions."""
    return replace(data, decisions=(), provenance=replace(data.provenance, decisions=(), applied=()))


def encode_nouns(data: RecordData) -> str:
    return encode(nouns(data)).decode()


Find = Callable[[RecordData], Judgement]
Check = Callable[[RecordData, RecordData], None]
CASES: dict[str, tuple[Find, Check]] = {
    "merge events": (lambda d: Merge((event(d, "four men").id, event(d, "Joren Palk").id)), check_merge_events),
    "split event": (lambda d: Split(event(d, "12 people").id, (statement(d, "30 people").id,)), check_split_event),
    "merge entities": (lambda _: Merge(("Joren Palk", "Tomas Reik")), check_merge_entities),
    "split entity": (lambda _: Split("Mara Ilvesen", ("coast.txt:216",)), check_split_entity),
    "reject": (lambda d: Reject((statement(d, "30 people").id,)), check_reject),
    "reject office": (lambda d: Reject((statement(d, "Joren Palk").id,)), check_reject_office),
    "date event": (lambda d: SetDate((event(d, "elections").id,), "2031-03-01"), check_date_event),
    "date statement": (lambda d: SetDate((statement(d, "four men").id,), "2031-02"), check_date_statement),
    "place event": (lambda d: SetPlace((event(d, "Nobody stormed").id,), "Tartu"), check_place_event),
    "place statement": (lambda d: SetPlace((statement(d, "four men").id,), "Tallinn"), check_place_statement),
    "pin": (lambda _: Pin(("Kessen",), 58.1, 22.5, "town"), check_pin),
    "rename": (lambda _: Rename("Tomas Reik", "Toomas  Reik"), check_rename),
    "alias": (lambda _: Alias("council", "Hospital officials"), check_alias),
    "distinct": (lambda _: Distinct("Mara Ilvesen", "Marra Ilvesen"), check_distinct),
    "resolve": (lambda d: Resolve(conflict(d, "figure").id), check_resolve),
    "resolve denial": (lambda d: Resolve(conflict(d, "polarity").id), check_resolve_denial),
    "grade publisher": (lambda _: Grade("coast gazette", "c"), check_grade_publisher),
    "grade statement": (lambda d: Grade(statement(d, "30 people").id, "4"), check_grade_statement),
    "comment": (lambda d: Comment((event(d, "four men").id,)), check_comment),
    "comment on a dispute": (lambda d: Comment((conflict(d, "figure").id,)), check_comment),
    "remove": (lambda _: Remove(("coast.txt",)), check_remove),
}


@pytest.mark.parametrize("case", CASES)
def test_each_judgement_changes_what_it_should_and_is_told(told: Told, case: str) -> None:
    """Before and after; the record is proved, the decision is applied, and shown on what it was applied to."""
    judgement, check = CASES[case][0](told.bare), CASES[case][1]
    (decision,) = told.decided(judgement)
    after = told.under(decision)
    check(told.bare, after)
    assert reasons(after) == []
    (made,) = after.provenance.applied
    assert made.decision == decision.id and made.ids and not made.superseded
    assert dateline.proof.verify(after, {r.id: r.text for r in told.reports}) == ()


@pytest.mark.parametrize("case", CASES)
def test_undo_restores_the_record(told: Told, case: str) -> None:
    """After the undo nothing is left but the two decisions in the file; undoing the undo brings the ruling back."""
    (decision,) = told.decided(CASES[case][0](told.bare))
    undo = Decision("undo", None, (), None, "joss", "2031-03-08T09:00:00Z", "not so", decision.id)
    again = Decision("undo", None, (), None, "ines", "2031-03-08T10:00:00Z", "it was so", undo.id)
    assert encode(told.under(decision, undo)) == encode(told.bare)
    assert encode(told.under(decision, undo, again)) == encode(told.under(decision))


@pytest.mark.parametrize("case", CASES)
def test_a_decision_travels_as_a_line_and_back(told: Told, tmp_path: Path, case: str) -> None:
    """What is exported is read as the same decision, and exported as the same bytes."""
    decisions = told.decided(CASES[case][0](told.bare))
    file = tmp_path / "rulings.jsonl"
    file.write_bytes(encode_decisions(decisions))
    assert list(read_decisions(file)) == decisions
    assert encode_decisions(read_decisions(file)) == file.read_bytes()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_order_of_decisions_shows(told: Told, data: st.DataObject) -> None:
    """Any decisions, some undone, taken in in any order, give the same bytes."""
    names = data.draw(st.lists(st.sampled_from(sorted(CASES)), unique=True, min_size=1, max_size=6))
    decisions = told.decided(*(CASES[name][0](told.bare) for name in names))
    undone = data.draw(st.lists(st.sampled_from(decisions), unique=True, max_size=2))
    decisions += [
        Decision("undo", None, (), None, "joss", f"2031-03-08T09:{n:02}:00Z", "not so", d.id)
        for n, d in enumerate(undone)
    ]
    shuffled = data.draw(st.permutations(decisions))
    assert encode(told.under(*shuffled)) == encode(told.under(*decisions))
    assert encode_decisions(shuffled) == encode_decisions(decisions)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(CASES)), unique=True, min_size=2, max_size=5))
def test_all_that_stands_is_applied_or_told(told: Told, names: list[str]) -> None:
    """No decision is dropped: it has things that it was applied to, or a warning, and the record is proved."""
    decisions = told.decided(*(CASES[name][0](told.bare) for name in names))
    after = told.under(*decisions)
    warned = {f.path.removeprefix("decision ") for f in after.failures if f.code == "R301"}
    assert [a.decision for a in after.provenance.applied] == [d.id for d in after.decisions]
    assert all(a.ids or a.superseded or a.decision in warned or rejected(a, after) for a in after.provenance.applied)
    assert dateline.proof.verify(after, {r.id: r.text for r in told.reports}) == ()


def rejected(made, after: RecordData) -> bool:
    """Whether what a decision speaks of is told by rejected statements alone."""
    decision = next(d for d in after.decisions if d.id == made.decision)
    words = {a.quote for a in decision.target}
    return decision.noun == "event" and any(s.rejected and s.span in words for s in after.statements)


def test_what_stands_on_a_rejected_statement_is_found_by_the_proof(told: Told) -> None:
    """A record in which somebody put it back, or left a ruling out, is not proved."""
    (decision,) = told.decided(Reject((statement(told.bare, "30 people").id,)))
    after, texts = told.under(decision), {r.id: r.text for r in told.reports}
    problems = dateline.proof.verify(replace(after, figures=told.bare.figures), texts)
    assert any("rejected" in p.message and p.where.startswith("figures/") for p in problems)
    twice = replace(after.provenance, applied=after.provenance.applied * 2)
    assert [p.where for p in dateline.proof.verify(replace(after, provenance=twice), texts)] == ["provenance.applied"]


# --- rulings that meet ------------------------------------------------------------------------------------------------


OPPOSITE: dict[str, tuple[Find, Find, Callable[[RecordData], bool]]] = {
    "entities by passages": (
        lambda _: Split("Mara Ilvesen", ("coast.txt:216",)),
        lambda _: Merge(("harbour.txt:177", "coast.txt:216")),
        lambda d: entity(d, "Marra Ilvesen") == entity(d, "Mara Ilvesen"),
    ),
    "entities by other passages": (
        lambda _: Split("Mara Ilvesen", ("coast.txt:216",)),
        lambda d: Merge((f"post.txt:{post_of(d, 'Mara Ilvesen')}", "coast.txt:216")),
        lambda d: entity(d, "Marra Ilvesen") == entity(d, "Mara Ilvesen"),
    ),
    "entities by names": (
        lambda _: Distinct("Mara Ilvesen", "Marra Ilvesen"),
        lambda _: Alias("Marra Ilvesen", "Mara Ilvesen"),
        lambda d: entity(d, "Marra Ilvesen") == entity(d, "Mara Ilvesen"),
    ),
    "entities by passages and by names": (
        lambda _: Split("Mara Ilvesen", ("coast.txt:216",)),
        lambda _: Alias("Mara Ilvesen", "Marra Ilvesen"),
        lambda d: entity(d, "Marra Ilvesen") == entity(d, "Mara Ilvesen"),
    ),
    "entities that the machine keeps apart": (
        lambda _: Distinct("Joren Palk", "Tomas Reik"),
        lambda _: Merge(("Joren Palk", "Tomas Reik")),
        lambda d: entity(d, "Joren Palk") == entity(d, "Tomas Reik"),
    ),
    "events": (
        lambda d: Split(event(d, "12 people").id, (statement(d, "30 people").id,)),
        lambda d: Merge((statement(d, "12 people").id, statement(d, "30 people").id)),
        lambda d: event(d, "12 people") == event(d, "30 people"),
    ),
}


def post_of(data: RecordData, name: str) -> int:
    """Where the report of the Northern Post names somebody."""
    report = next(r for r in data.reports if r.path.endswith("post.txt"))
    return next(s.start for s in entity(data, name).mentions if s.report == report.id)


def states(data: RecordData) -> list[tuple[bool, bool]]:
    """Of each decision whether it is superseded, and whether it was applied."""
    return [(a.superseded, bool(a.ids)) for a in data.provenance.applied]


def opposite(told: Told, case: str) -> tuple[Decision, Decision, Callable[[RecordData], bool]]:
    """A ruling that parts and one that joins the same, both of one moment, and whether it is one."""
    part, join, one = OPPOSITE[case]
    return told.decided(part(told.bare))[0], told.decided(join(told.bare))[0], one


@pytest.mark.parametrize("case", OPPOSITE)
def test_of_one_and_not_the_same_the_later_counts(told: Told, case: str) -> None:
    """The earlier is superseded, silently where one changed her mind; it is in force again when the later is undone; of two of one
    moment the cautious one counts."""
    parts, joins, one = opposite(told, case)
    later = "2031-03-09T09:00:00Z"
    for first, second in ((parts, joins), (joins, parts)):
        second = replace(second, when=later)
        after = told.under(second, first)
        assert one(after) == (second.kind in ("merge", "alias"))
        assert states(after) == [(True, False), (False, True)] and reasons(after) == []
        assert encode(told.under(first, second)) == encode(after)
        assert dateline.proof.verify(after, {r.id: r.text for r in told.reports}) == ()
        undo = Decision("undo", None, (), None, "joss", "2031-03-10T09:00:00Z", "no", second.id)
        assert encode(told.under(first, second, undo)) == encode(told.under(first))
        third = replace(first, when="2031-03-10T09:00:00Z")
        assert one(told.under(first, second, third)) == (first.kind in ("merge", "alias"))
        assert states(told.under(first, second, third))[1:] == [(True, False), (False, True)]
    at_once = told.under(joins, parts)
    assert not one(at_once) and len(said := reasons(at_once, "R303")) == 1 and reasons(at_once) == []
    assert "at the same time" in said[0] and "not the same" in said[0]


@pytest.mark.parametrize("case", OPPOSITE)
def test_what_another_person_ruled_later_counts_and_is_told(told: Told, case: str) -> None:
    """The earlier is superseded, and a warning says by whom."""
    parts, joins, one = opposite(told, case)
    for first, second in ((parts, joins), (joins, parts)):
        second = replace(second, who="joss", when="2031-03-09T09:00:00Z")
        after = told.under(first, second)
        assert one(after) == (second.kind in ("merge", "alias"))
        assert states(after) == [(True, False), (False, True)] and reasons(after) == []
        (note,) = [f for f in after.failures if f.code == "R303"]
        assert note.path == f"decision {first.id}" and f"joss ruled later ({second.when})" in note.message
        assert first.who in note.message and second.id in note.message


PARTLY = {
    "another pair": (Distinct("Mara Ilvesen", "Marra Ilvesen"), Merge(("Joren Palk", "Tomas Reik")), [(False, True)] * 2),
    "more than was merged": (
        Split("Mara Ilvesen", ("coast.txt:216",)), Alias("Mara Ilvesen", "Joren Palk"), [(False, True)] * 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PARTLY)
def test_a_ruling_on_other_things_supersedes_nothing(told: Told, case: str) -> None:
    """What is later does not count where it says nothing of the same things."""
    first, second, expected = PARTLY[case]
    assert states(told.judged(first, second)) == expected


def test_what_a_later_ruling_leaves_of_an_earlier_one_holds(told: Told) -> None:
    """Of four that were merged two are taken apart: the others stay with the first, and who ruled otherwise is told."""
    early, merge, late = (
        told.decided(Split("Mara Ilvesen", ("coast.txt:216",)))[0],
        told.decided(Merge(("Joren Palk", "Tomas Reik", "Mara Ilvesen")), minute=1)[0],
        replace(told.decided(Distinct("Joren Palk", "Tomas Reik"), minute=2)[0], who="joss"),
    )
    coast = early.target[1]
    merge = replace(merge, target=(*merge.target, coast))
    assert states(told.under(early, merge)) == [(True, False), (False, True)]
    after = told.under(early, merge, late)
    assert entity(after, "Marra Ilvesen") == entity(after, "Mara Ilvesen") == entity(after, "Joren Palk")
    assert entity(after, "Tomas Reik").n_reports == 1
    assert states(after) == [(True, False), (True, True), (False, True)]
    (said,) = reasons(after, "R303")
    assert "that “Joren Palk” and “Tomas Reik” are not the same; the rest of this decision holds" in said
    assert [row.state for row in ruling_rows(after.decisions, after.provenance.applied)] == [
        "superseded",
        "superseded in part",
        "applied",
    ]


PAIRS = ("Mara Ilvesen", "Joren Palk", "Tomas Reik")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_last_word_counts(told: Told, data: st.DataObject) -> None:
    """Whatever two people merge, split and undo, and in whatever order it is taken in: the last ruling holds, each that does not is
    superseded, and the record is the same, and proved."""
    of = {name: told.decided(Comment((name,)))[0].target[0] for name in PAIRS}
    made: list[Decision] = []
    for n in range(data.draw(st.integers(1, 7))):
        who, when = (
            data.draw(st.sampled_from(["ines", "joss"])),
            f"2031-03-08T09:{data.draw(st.integers(n, n + 1)):02}:00Z",
        )
        kind = data.draw(st.sampled_from(["merge", "split", "alias", "distinct"] + ["undo"] * bool(made)))
        one, other = data.draw(st.permutations(PAIRS))[:2]
        if kind == "undo":
            made.append(Decision("undo", None, (), None, who, when, "no", data.draw(st.sampled_from(made)).id))
        elif kind in ("alias", "distinct"):
            made.append(Decision(kind, "entity", (), None, who, when, "seen", names=(one, other)))  # type: ignore[arg-type]
        else:
            made.append(Decision(kind, "entity", (of[one], of[other]), None, who, when, "seen"))  # type: ignore[arg-type]
    after = told.under(*made)
    assert encode(told.under(*data.draw(st.permutations(made)))) == encode(after)
    assert dateline.proof.verify(after, {r.id: r.text for r in told.reports}) == ()
    assert reasons(after) == [] and all(a.ids or a.superseded for a in after.provenance.applied)
    said = standing(made)
    if said:
        latest = max(d.when for d in said)
        last = max((d for d in said if d.when == latest), key=lambda d: d.kind in ("split", "distinct"))
        one, other = (entity(after, name) for name in last.names or [anchor.label for anchor in last.target])
        assert (one == other) == (last.kind in ("merge", "alias"))


def test_what_is_merged_again_after_a_split_is_one(told: Told, tmp_path: Path) -> None:
    """A passage that was split from a merged name, or event, is one with it again when somebody merges what the record shows."""
    path, text = (
        tmp_path / "again.dateline",
        "Tomas Reik left Tallinn on Thursday, and nobody stormed the customs house.",
    )
    more = (*STORIES, ("echo.txt", "Kessen Echo", "2031-03-07", text))
    dateline.build([str(written(tmp_path / "in", more))], path).close()

    def named_in(data: RecordData, file: str) -> str:
        report = next(r.id for r in data.reports if r.path.endswith(file))
        return next(e.id for e in data.entities if e.type == "person" and report in {s.report for s in e.mentions})

    def judge(said: Find, who: str) -> list[str]:
        with dateline.open(path) as before:
            made = said(before.data())
        with dateline.judge(path, made, who=who, why="seen") as after:
            return [row.state for row in after.rulings()]

    assert judge(lambda _: Merge(("Joren Palk", "Tomas Reik")), "ines") == ["applied"]
    assert judge(lambda _: Split("Joren Palk", ("echo.txt:0-10",)), "joss") == ["applied"] * 2
    assert judge(lambda d: Merge((entity(d, "Joren Palk").id, named_in(d, "echo.txt"))), "ines")[1:] == [
        "superseded",
        "applied",
    ]
    with dateline.open(path) as record:
        assert entity(record.data(), "Joren Palk").n_reports == 3

    def ids(data: RecordData) -> tuple[str, ...]:
        return event(data, "12 people").id, event(data, "30 people").id

    assert judge(lambda d: Split(ids(d)[0], (statement(d, "30 people").id,)), "joss")[3:] == ["applied"]
    assert judge(lambda d: Merge(ids(d)), "ines")[3:] == ["superseded", "applied"]
    assert judge(lambda d: Split(ids(d)[0], (statement(d, "30 people").id,)), "joss")[3:] == [
        "applied",
        "superseded",
        "applied",
    ]
    assert dateline.verify(path) == ()


def test_a_changed_mind_is_kept_and_counts(told: Told, tmp_path: Path) -> None:
    """Split, merged, split again: each is a decision of its own, and the record built anew from all of them is the same, byte for byte."""
    path, fresh = tmp_path / "mind.dateline", tmp_path / "fresh.dateline"
    folder = str(written(tmp_path / "in"))
    dateline.build([folder], path).close()
    apart, same = Distinct("Mara Ilvesen", "Marra Ilvesen"), Merge(("Mara Ilvesen", "Marra Ilvesen"))
    for n, (who, said) in enumerate((("ines", apart), ("joss", same), ("ines", apart), ("ines", apart))):
        dateline.judge(path, said, who=who, why="seen", when=f"2031-03-07T09:0{n}:00Z").close()
    with dateline.open(path) as record:
        assert [row.state for row in record.rulings()] == ["applied", "superseded", "applied"]
        assert [f.code for f in record.failures] == ["R303"]
        decisions, judged = record.all_decisions, encode(record.data())
    with dateline.build([folder], fresh, decisions=tuple(reversed(decisions))) as record:
        assert encode(record.data()) == judged
    assert dateline.verify(path) == ()


def test_of_two_dates_the_later_counts(told: Told) -> None:
    """The earlier is superseded, and comes back when the later is undone."""
    id = event(told.bare, "elections").id
    first, second = told.decided(SetDate((id,), "2031-03-01"), SetDate((id,), "2031-03-02"))
    after = told.under(second, first)
    assert event(after, "elections").when.edtf == "2031-03-02"
    assert [(a.superseded, bool(a.ids)) for a in after.provenance.applied] == [(True, False), (False, True)]
    undo = Decision("undo", None, (), None, "joss", "2031-03-08T09:00:00Z", "no", second.id)
    assert event(told.under(first, second, undo), "elections").when.edtf == "2031-03-01"


def test_a_dispute_over_what_is_no_event_is_settled(tmp_path: Path) -> None:
    """What is claimed and denied tells nothing that happened, and no day is known of it."""
    (tmp_path / "a.txt").write_text("The bridge in Velm is safe, the rebels said. The government denied that.", "utf-8")
    with dateline.build([str(tmp_path / "a.txt")], path := tmp_path / "velm.dateline") as record:
        dispute = conflict(record.data(), "polarity")
        told = {statement for event in record.events for statement in event.statements}
        assert not told.issuperset(dispute.statements)
    with dateline.judge(path, Resolve(dispute.id), who="ines", why="the bridge is open") as record:
        assert [(c.id, c.resolved) for c in record.contradictions] == [(dispute.id, True)]
        assert not [f for f in record.failures if f.code == "R301"]


def test_a_settled_dispute_opens_again_when_somebody_joins_it(told: Told, tmp_path: Path) -> None:
    """A third hospital's number is new evidence: the dispute is open, and the ruling is told not to fit."""
    path = tmp_path / "more.dateline"
    dateline.build([str(written(tmp_path / "in"))], path).close()
    with dateline.open(path) as record:
        dispute = conflict(record.data(), "figure").id
    with dateline.judge(path, Resolve(dispute), who="ines", why="a count of one ward") as record:
        assert [row.aspect for row in record.disputes()] == ["polarity"]
        assert {row.aspect for row in record.disputes(settled=True)} == {"polarity", "figure"}
        assert [f.kind for f in record.show(dispute).findings].count("ruling") == 1
    third = (
        "third.txt",
        "Harju Times",
        "2031-03-05",
        "Doctors said 55 people were injured in clashes at Tallinn harbour on Tuesday.",
    )
    with dateline.add(path, [str(written(tmp_path / "third", (third,)))]) as record:
        assert "figure" in {row.aspect for row in record.disputes()}
        assert [row.state for row in record.rulings()] == ["not applied"]
        assert any("rule on it anew" in f.message for f in record.failures)


# --- what survives ----------------------------------------------------------------------------------------------------


def test_decisions_find_their_words_in_a_record_built_anew(told: Told, tmp_path: Path) -> None:
    """Reports in another folder, under another name, with more text around: the same decisions hold."""
    path = tmp_path / "anew.dateline"
    renamed = tuple((f"copy-{name}", *rest) for name, *rest in STORIES)
    decisions = told.decided(
        *(CASES[n][0](told.bare) for n in ("reject", "date event", "merge entities", "resolve denial"))
    )
    file = tmp_path / "rulings.jsonl"
    file.write_bytes(encode_decisions(decisions))
    dateline.build([str(written(tmp_path / "elsewhere", renamed))], path).close()
    with dateline.import_decisions(path, file) as record:
        assert {r.id for r in record.reports}.isdisjoint(r.id for r in told.reports)
        assert [row.state for row in record.rulings()] == ["applied"] * 4
        assert statement(record.data(), "30 people").rejected and record.failures == ()


def test_a_text_that_was_read_otherwise_keeps_its_rulings(told: Told) -> None:
    """The same file with its first line cut off by a new reader: words between the same words are found."""
    (decision,) = told.decided(Reject((statement(told.bare, "30 people").id,)))
    anchor = decision.target[0]
    shifted = replace(anchor, sha256="0" * 64, quote=replace(anchor.quote, report="r-gone", start=1, end=2))
    after = told.under(replace(decision, target=(shifted,)))
    assert statement(after, "30 people").rejected and reasons(after) == []


def test_decisions_hold_when_a_new_version_cuts_clauses_and_names_otherwise(told: Told) -> None:
    """Clauses with their full stops, names with the word before: other ids, the same passages, the same rulings."""
    texts = {r.id: r.text for r in told.reports}

    def recut(notes: ReportNotes) -> ReportNotes:
        text = texts[notes.report]
        clauses = tuple(
            replace(c, extent=Extent(c.extent.start, c.extent.end + (text[c.extent.end : c.extent.end + 1] == ".")))
            for c in notes.clauses
        )
        mentions = tuple(
            replace(m, extent=Extent(text.rfind(" ", 0, m.extent.start - 1) + 1, m.extent.end))
            if text[m.extent.start - 1] == " " and text[m.extent.start :].startswith("Marra")
            else m
            for m in notes.mentions
        )
        return replace(notes, clauses=clauses, mentions=mentions)

    names = ("reject", "date event", "split event", "split entity", "grade statement", "resolve denial", "rename")
    decisions = told.decided(*(CASES[name][0](told.bare) for name in names))
    anew = told._replace(notes={report: recut(n) for report, n in told.notes.items()})
    assert {s.id for s in anew.under().statements} != {s.id for s in told.bare.statements}
    after = anew.under(*decisions)
    assert reasons(after) == [] and all(a.ids for a in after.provenance.applied)
    assert statement(after, "30 people").rejected and event(after, "elections").when.edtf == "2031-03-01"
    assert next(c for c in after.contradictions if c.aspect == "polarity").resolved


@pytest.mark.parametrize(("akin", "expected"), [(True, []), (False, ["no event of its kind is told by"])])
def test_an_event_is_never_another_kind_of_event(told: Told, akin: bool, expected: list[str]) -> None:
    """A new version calls it by another type of its family, or finds something else in the same words."""
    (decision,) = told.decided(SetDate((event(told.bare, "four men").id,), "2031-03-01"))
    families = typology("").families
    was = event(told.bare, "four men").type
    other = next(t for t, family in sorted(families.items()) if t != was and (family == families[was]) is akin)

    def retyped(notes: ReportNotes) -> ReportNotes:
        return replace(notes, events=tuple(replace(e, type=other) if e.type == was else e for e in notes.events))

    after = told._replace(notes={report: retyped(n) for report, n in told.notes.items()}).under(decision)
    assert [said for said in expected if said not in reasons(after)[0]] == [] and len(reasons(after)) == len(expected)


def test_a_name_is_never_a_longer_name_of_another_type(told: Told) -> None:
    """A new version finds an outlet where a town was named: the ruling on the town is told."""
    (decision,) = told.decided(Rename("Tomas Reik", "Toomas Reik"))

    def longer(notes: ReportNotes) -> ReportNotes:
        of = {n for n, actor in enumerate(notes.actors) if actor.name == "Tomas Reik"}
        actors = tuple(replace(a, type="outlet") if n in of else a for n, a in enumerate(notes.actors))
        mentions = tuple(
            replace(m, extent=Extent(m.extent.start, m.extent.end + 12)) if m.actor in of else m for m in notes.mentions
        )
        return replace(notes, actors=actors, mentions=mentions)

    after = told._replace(notes={report: longer(n) for report, n in told.notes.items()}).under(decision)
    assert len(reasons(after)) == 1 and "nothing of its type is named by" in reasons(after)[0]


def corrected(anchor: Anchor, **more: object) -> Anchor:
    """``anchor`` as one of a text that has since been corrected, in the same file of the same publisher."""
    return replace(anchor, sha256="0" * 64, raw_sha256="1" * 64, quote=replace(anchor.quote, report="r-x"), **more)


CORRECTED: dict[str, Callable[[Anchor], Anchor]] = {
    "elsewhere": corrected,
    "a comma before": lambda a: corrected(a, before=a.before.replace(" ", ", ", 1)),
    "marks after": lambda a: corrected(a, after=a.after.replace(".", " – ").replace(" ", "  ")),
    "a comma inside": lambda a: replace(
        corrected(a), quote=replace(a.quote, report="r-x", exact=a.quote.exact.replace(" ", ", ", 1))
    ),
}


@pytest.mark.parametrize("case", CORRECTED)
def test_a_corrected_file_keeps_its_rulings(told: Told, case: str) -> None:
    """Marks and blanks were changed in a file of the same name and publisher: the words between the same words are found."""
    (decision,) = told.decided(Reject((statement(told.bare, "30 people").id,)))
    after = told.under(replace(decision, target=(CORRECTED[case](decision.target[0]),)))
    assert reasons(after) == []
    assert statement(after, "30 people").rejected


LOST = {
    "another outlet's copy": lambda a: replace(
        a, quote=replace(a.quote, report="r-x"), publisher="Harju Times", file="x.txt"
    ),
    "another address": lambda a: replace(
        a, quote=replace(a.quote, report="r-x"), url="https://other.example/x", publisher=None, file="x.txt"
    ),
    "another text": lambda a: replace(
        a, sha256="0" * 64, raw_sha256="1" * 64, quote=replace(a.quote, report="r-x"), file="x.txt"
    ),
    "another text of a file that could be anybody's": lambda a: replace(
        a, sha256="0" * 64, raw_sha256="1" * 64, quote=replace(a.quote, report="r-x"), publisher=None
    ),
    "other words around": lambda a: replace(
        a, sha256="0" * 64, before="Nurses said ", quote=replace(a.quote, report="r-x")
    ),
    "another number": lambda a: replace(
        a, sha256="0" * 64, quote=replace(a.quote, exact=a.quote.exact.replace("30 ", "3,0 "))
    ),
    "other words": lambda a: replace(
        a, sha256="0" * 64, quote=replace(a.quote, report="r-x", exact="31 people were injured")
    ),
    "no statement there": lambda a: replace(a, quote=replace(a.quote, end=a.quote.end - 9)),
}


@pytest.mark.parametrize("case", LOST)
def test_a_decision_is_never_moved_to_a_look_alike(told: Told, case: str) -> None:
    """What is not surely the same passage is left alone, and the decision is told with who ruled it."""
    (decision,) = told.decided(Reject((statement(told.bare, "30 people").id,)))
    lost = replace(decision, target=(LOST[case](decision.target[0]),))
    after = told.under(lost)
    assert nouns(replace(after, failures=())) == nouns(replace(told.bare, failures=()))
    assert len(reasons(after)) == 1 and "ines" in reasons(after)[0]
    assert after.provenance.applied[0].ids == ()


def test_an_entity_is_still_known_when_one_of_its_reports_is_removed(told: Told) -> None:
    """The anchors of other reports hold it; with none left the ruling is told."""
    rename, one = told.decided(Rename("Tallinn", "Reval"), Remove(("harbour.txt",)))
    assert entity(told.under(rename, one), "Reval").n_reports == 2
    gone = told.decided(*(Remove((name,)) for name in ("harbour.txt", "coast.txt")), minute=5)
    rename = told.decided(Rename("Tomas Reik", "Toomas Reik"))[0]
    assert len(reasons(told.under(rename, *gone))) == 1


def test_all_reports_can_be_removed_and_come_back(told: Told) -> None:
    """The record is empty then, and proved; undone it is what it was."""
    gone = told.judged(Remove(("harbour.txt", "coast.txt", "post.txt")))
    assert (gone.reports, gone.statements, gone.events, gone.entities) == ((), (), (), ())


# --- the file ---------------------------------------------------------------------------------------------------------


def test_judged_one_by_one_is_the_record_built_at_once(told: Told, tmp_path: Path) -> None:
    """Each judgement in its own turn, and a build from nothing with all decisions: byte for byte the same."""
    path, fresh = tmp_path / "turns.dateline", tmp_path / "fresh.dateline"
    folder = str(written(tmp_path / "in"))
    dateline.build([folder], path).close()
    for n, name in enumerate(("reject", "rename", "date event", "comment", "remove")):
        with dateline.open(path) as record:
            judgement = CASES[name][0](record.data())
        dateline.judge(path, judgement, who="ines", why="seen", when=f"2031-03-07T09:{n:02}:00Z").close()
    with dateline.open(path) as record:
        decisions, judged = record.all_decisions, encode(record.data())
    with dateline.build([folder], fresh, decisions=tuple(reversed(decisions))) as record:
        assert encode(record.data()) == judged
    with dateline.build([folder], path) as record:
        assert encode(record.data()) == judged
    assert dateline.verify(path) == ()


def test_a_judgement_annotates_nothing(told: Told, tmp_path: Path) -> None:
    """The notes of reports are kept: only linking, assembling and storing are done again."""
    path, stages = tmp_path / "kept.dateline", set()
    dateline.build([str(written(tmp_path / "in"))], path).close()
    dateline.judge(path, Remove(("coast.txt",)), who="ines", why="x", progress=lambda p: stages.add(p.stage)).close()
    assert stages == {"link", "store"}


def test_import_is_idempotent_and_gives_back_what_was_exported(told: Told, tmp_path: Path) -> None:
    """Undone decisions and undos travel too; the second import changes no byte of the export."""
    path, other = tmp_path / "a.dateline", tmp_path / "b.dateline"
    folder, file = str(written(tmp_path / "in")), tmp_path / "rulings.jsonl"
    for record_path in (path, other):
        dateline.build([folder], record_path).close()
    dateline.judge(path, Reject(("coast.txt:60",)), who="ines", why="x").close()
    with dateline.open(path) as record:
        id = record.all_decisions[0].id
    dateline.judge(path, Undo(id[:6]), who="joss", why="y").close()
    with dateline.judge(path, Rename("Tomas Reik", "Toomas Reik"), who="ines", why="z") as record:
        file.write_bytes(record.export_decisions())
        data = encode(record.data())
        assert [row.state for row in record.rulings()] == ["undone", "undo", "applied"]
    for _ in range(2):
        with dateline.import_decisions(other, file) as record:
            assert record.export_decisions() == file.read_bytes() and encode(record.data()) == data


def test_what_is_undone_is_not_undone_twice(told: Told, tmp_path: Path) -> None:
    """Or it would take two undos to bring it back; the message says what to undo instead."""
    path = tmp_path / "twice.dateline"
    dateline.build([str(written(tmp_path / "in"))], path).close()
    with dateline.judge(path, Rename("Tomas Reik", "Toomas Reik"), who="ines", why="x") as record:
        id = record.all_decisions[0].id
    with dateline.judge(path, Undo(id), who="joss", why="y") as record:
        undo = next(d.id for d in record.all_decisions if d.undoes)
    with pytest.raises(InputError, match=undo):
        dateline.judge(path, Undo(id), who="ines", why="z")
    with dateline.judge(path, Undo(undo), who="ines", why="z") as record:
        assert [row.state for row in record.rulings()] == ["applied", "undone", "undo"]


def test_another_persons_later_value_counts_and_is_told(told: Told) -> None:
    """For all that the earlier rules on, or for a part of it: the rest holds."""
    ids = event(told.bare, "elections").id, event(told.bare, "four men").id
    both, one = told.decided(SetDate(ids, "2031-03-01"), SetDate(ids[:1], "2031-03-02"))
    one = replace(one, who="joss")
    after = told.under(one, both)
    assert [event(after, words).when.edtf for words in ("elections", "four men")] == ["2031-03-02", "2031-03-01"]
    assert states(after) == [(True, True), (False, True)]
    (said,) = reasons(after, "R303")
    assert (
        "joss ruled later (2031-03-07T09:01:00Z) that the date is 2031-03-02; the rest of this decision holds" in said
    )
    assert reasons(told.under(replace(one, who="ines"), both), "R303") == []
    other = replace(both, who="joss", when="2031-03-08T09:00:00Z", value="2031-03-03")
    assert states(told.under(both, other)) == [(True, False), (False, True)]


def test_a_value_that_is_set_back_is_a_new_decision(told: Told, tmp_path: Path) -> None:
    """The same ruling twice in a row is one; after another ruling on the same thing it is another."""
    path = tmp_path / "back.dateline"
    with dateline.build([str(written(tmp_path / "in"))], path) as record:
        id = event(record.data(), "elections").id
    for date in ("2031-03-01", "2031-03-01", "2031-03-02", "2031-03-01"):
        dateline.judge(path, SetDate((id,), date), who="ines", why="x").close()
    with dateline.open(path) as record:
        assert [row.state for row in record.rulings()] == ["superseded", "superseded", "applied"]
        assert event(record.data(), "elections").when.edtf == "2031-03-01"


def test_moments_of_all_zones_sort_by_time(told: Told, tmp_path: Path) -> None:
    """What was ruled at nine in Bishkek came before what was ruled at four in London."""
    path = tmp_path / "zones.dateline"
    dateline.build([str(written(tmp_path / "in"))], path).close()
    for name, when in (("Reik B", "2031-03-07T04:00:00Z"), ("Reik A", "2031-03-07T09:00:00+06:00")):
        dateline.judge(path, Rename("Tomas Reik", name), who="ines", why="x", when=when).close()
    with dateline.open(path) as record:
        assert [row.when for row in record.rulings()] == ["2031-03-07T03:00:00Z", "2031-03-07T04:00:00Z"]
        assert entity(record.data(), "Reik B").name == "Reik B"
    with pytest.raises(InputError, match="yesterday"):
        dateline.judge(path, Rename("Joren Palk", "J"), who="ines", why="x", when="yesterday")


CANNOT: dict[str, tuple[Judgement, str]] = {
    "one with itself": (Merge(("Tomas Reik", "coast.txt:155")), "one already|cannot be made"),
    "an entity with an event": (Merge(("Tomas Reik", "coast.txt:20")), "is named"),
    "a date that is none": (SetDate(("post.txt:14",), "2031-02-30"), "2031-02-30"),
    "a grade that is none": (Grade("post.txt:14", "7"), "1 to 6"),
    "a grade of a statement for a publisher": (Grade("coast gazette", "3"), "A to F"),
    "a place that is a person": (SetPlace(("post.txt:14",), "Tomas Reik"), "of type person"),
    "a publisher that is none": (Grade("Harju Times", "A"), "Kessen Daily"),
    "no contradiction": (Resolve("Tomas Reik"), "dateline disputes"),
    "no report": (Remove(("Tomas Reik",)), "no report"),
    "a name without letters": (Rename("Tomas Reik", "  "), "letter"),
    "nothing left": (Split("Tomas Reik", ("coast.txt:155",)), "left"),
    "no decision": (Undo("feed"), "no decision"),
    "half a character": (Rename("Tomas Reik", "R\ud800k"), "half a character"),
    "a pin off the earth": (Pin(("Kessen",), 158.0, 22.5, "town"), "beyond 90"),
}


@pytest.mark.parametrize("case", CANNOT)
def test_a_judgement_that_cannot_be_is_refused_and_nothing_is_kept(told: Told, case: str) -> None:
    """The message says what is wrong, and what to write."""
    judgement, words = CANNOT[case]
    with pytest.raises((InputError, LookupFailed), match=words):
        dateline.judge(told.path, judgement, who="ines", why="x")
    with dateline.open(told.path) as record:
        assert record.all_decisions == ()


# --- the queue --------------------------------------------------------------------------------------------------------


def test_the_queue_asks_what_most_depends_on_and_not_twice(told: Told, tmp_path: Path) -> None:
    """Conflicts come with their command; what was ruled on is not asked again; the order is that of priority."""
    path = tmp_path / "queue.dateline"
    dateline.build([str(written(tmp_path / "in"))], path).close()
    with dateline.open(path) as record:
        rows = record.review()
        # What is read for a few rows gives the first of those that the whole record gives.
        assert rows == review_rows(Index(record))
        assert all(record.review(limit) == rows[:limit] for limit in range(1, len(rows) + 2))
    assert [row.priority for row in rows] == sorted((row.priority for row in rows), reverse=True)
    assert {"conflict", "unlocated", "single-origin"} <= {row.kind for row in rows}
    dispute = next(row for row in rows if row.kind == "conflict")
    assert dispute.judge == ("resolve", dispute.id)
    with dateline.judge(path, Resolve(dispute.judge[1]), who="ines", why="x") as record:
        assert dispute.id not in {row.id for row in record.review()}


def test_names_that_were_barely_joined_or_barely_kept_apart_are_asked(told: Told) -> None:
    """A score just above the least asks for ``distinct``, one just below it for ``merge``; far from it nothing is asked."""
    least = Settings().name_score
    doubtful = Reason("alike names", least + 0.01, "Mara Ilvesen = Marra Ilvesen: words agree")
    changed = {
        "Mara Ilvesen": {"why": (doubtful,)},
        "Joren Palk": {"name": "Harju Port network", "type": "organization"},
        "Tomas Reik": {"name": "Harju Port news network", "type": "organization"},
    }
    entities = tuple(replace(e, **changed.get(e.name, {})) for e in told.bare.entities)
    rows = {row.kind: row for row in review_rows(Index(replace(told.bare, entities=entities)))}
    assert rows["merge"].judge == ("distinct", "Mara Ilvesen", "Marra Ilvesen") and rows["merge"].depends > 0
    ids = {entity(told.bare, name).id for name in ("Joren Palk", "Tomas Reik")}
    assert rows["apart"].judge[0] == "merge" and set(rows["apart"].judge[1:]) == ids
    assert {"merge", "apart"}.isdisjoint(row.kind for row in review_rows(Index(told.bare)))
