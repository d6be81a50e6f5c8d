"""Who stands behind a figure, an office and an event: copies and unknown origins never add up, speakers are counted apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from factory import NEWS, WEEKLY, said, span, statement
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import dateline
from dateline.assemble.backing import backing
from dateline.assemble.materials import Materials
from dateline.model.record import Figure, Occupancy, Origin, RecordData, Statement

WIRE = "At least 14 dockers were killed when a grain silo blew up in the port of Odessa on Tuesday morning."
BLAST = "A blast killed at least 14 dockers in Odessa on Tuesday."
HOLDS = "Prime Minister Mara Ilvesen resigned on Tuesday after the blast."
OUTLETS = ("Coast Gazette", "Harbour Post", "Inland Mirror", "Northern Lamp", "Quay Courier")
Row = tuple[str | None, str | None, str]
"""Publisher, agency, text."""


def built(folder: Path, rows: Sequence[Row]) -> RecordData:
    """The record of reports that all appeared on 4 March 2020."""
    told = [
        {"text": text, "publisher": publisher, "agency": agency, "published": "2020-03-04"}
        for publisher, agency, text in rows
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    with dateline.build(str(folder / "in.jsonl")) as record:
        return record.data()


def killed(data: RecordData) -> list[Figure]:
    return [f for f in data.figures if f.measure == "killed" and f.rule != "implied"]


REWORDED = (
    "The Interior Ministry said 14 dockers were killed in a blast in Odessa on Tuesday.",
    "Fourteen dockers were killed on Tuesday in Odessa, the Interior Ministry said.",
    "A blast killed 14 dockers in Odessa on Tuesday, according to the Interior Ministry.",
    "According to the Interior Ministry, 14 dockers were killed in Odessa on Tuesday.",
    "On Tuesday a blast in Odessa killed 14 dockers, the Interior Ministry reported.",
)
# Name, rows, reports, publishers, origins, speakers, status.
CASES: list[tuple[str, list[Row], int, int, int, int, str]] = [
    ("one wire story in five outlets", [(n, "Reuters", WIRE) for n in OUTLETS], 5, 5, 1, 0, "single-origin"),
    ("one wire story of which one names the agency",
     [(OUTLETS[0], "Reuters", WIRE), *((n, None, WIRE) for n in OUTLETS[1:])], 5, 5, 1, 0, "single-origin"),
    ("one ministry in five outlets' own words", list(zip(OUTLETS, [None] * 5, REWORDED, strict=True)), 5, 5, 5, 1, "corroborated"),
    ("two papers of one family", [("Sputnik", None, REWORDED[0]), ("RIA Novosti", None, REWORDED[1])], 2, 1, 1, 1, "single-origin"),
    ("nobody knows whose", [(None, None, WIRE), (None, None, BLAST)], 2, 0, 1, 0, "unattributed"),
    ("unknown beside one known", [(OUTLETS[0], None, WIRE), (None, None, BLAST)], 2, 1, 1, 0, "single-origin"),
]  # fmt: skip


COUNTS = ("rows", "reports", "publishers", "origins", "speakers", "status")


@pytest.mark.parametrize(COUNTS, [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_stands_behind_a_figure(
    rows: list[Row], reports: int, publishers: int, origins: int, speakers: int, status: str, tmp_path: Path
) -> None:
    """Each passage of one number of one scope counts its origin and its speaker once."""
    data = built(tmp_path, rows)
    assert len(killed(data)) == len(rows)
    for figure in killed(data):
        counts = (figure.n_reports, figure.n_publishers, figure.n_origins, figure.n_speakers, figure.status)
        assert counts == (reports, publishers, origins, speakers, status)
        assert figure.when is not None
        assert figure.when.edtf == "2020-03-03"
        assert {e.id: e.name for e in data.entities}[figure.place or ""] == "Odessa"


KEPT_APART = [
    ("another number", "A blast killed 15 dockers in Odessa on Tuesday."),
    ("another day", "A blast killed 14 dockers in Odessa on Monday."),
    ("another place", "In Lviv, far from the sea, 14 dockers were killed on Tuesday."),
    ("other people", "A blast killed 14 children in Odessa on Tuesday."),
    ("another measure", "A blast injured 14 dockers in Odessa on Tuesday."),
    ("what may be", "A blast may have killed 14 dockers in Odessa on Tuesday."),
]


@pytest.mark.parametrize("other", [text for _, text in KEPT_APART], ids=[name for name, _ in KEPT_APART])
def test_what_does_not_stand_behind_a_figure(other: str, tmp_path: Path) -> None:
    """Another number, day, place, measure, kind of people or mood stands behind nothing but itself."""
    data = built(
        tmp_path, [(OUTLETS[0], None, "A blast killed 14 dockers in Odessa on Tuesday."), (OUTLETS[1], None, other)]
    )
    assert len(data.figures) == 2
    assert {f.n_reports for f in data.figures} == {1}


def resigned(data: RecordData) -> list[Occupancy]:
    return [o for o in data.occupancies if o.status == "resigned"]


def test_who_stands_behind_an_occupancy(tmp_path: Path) -> None:
    """Two outlets in their own words are two origins; a reprint adds a report and no origin; another end stands apart."""
    again = "On Tuesday Prime Minister Mara Ilvesen resigned, weeks after the vote."
    later = "Prime Minister Mara Ilvesen resigned on Monday, her party told its members."
    rows: list[Row] = [("Coast Gazette", None, HOLDS), ("Harbour Post", None, again), ("Quay Courier", None, HOLDS)]
    data = built(tmp_path, [*rows, ("Inland Mirror", None, later)])
    by_end = {o.until.edtf: o for o in resigned(data) if o.until}
    tuesday, monday = by_end["2020-03-03"], by_end["2020-03-02"]
    assert (tuesday.n_reports, tuesday.n_publishers, tuesday.n_origins, tuesday.support) == (3, 3, 2, "corroborated")
    assert (monday.n_reports, monday.n_origins, monday.support) == (1, 1, "single-origin")


def test_disputed_figures(tmp_path: Path) -> None:
    """A number that a conflict names is disputed in every passage that gives it; the figures beside it are not."""
    rows: list[Row] = [
        ("Coast Gazette", None, "The Interior Ministry said 14 dockers were killed in a blast in Odessa on Tuesday. Nine ships sank."),
        ("Harbour Post", None, "The dockers' union said 40 dockers were killed in a blast in Odessa on Tuesday."),
    ]  # fmt: skip
    data = built(tmp_path, rows)
    assert [c.aspect for c in data.contradictions if c.kind == "conflict"] == ["figure"]
    assert {f.status for f in killed(data)} == {"disputed"}
    assert {f.status for f in data.figures if f.measure == "vehicles"} == {"single-origin"}


def test_order_does_not_matter(tmp_path: Path) -> None:
    """The same reports in another order give the same counts."""
    rows = [row for case in CASES for row in case[1]]

    def counts(data: RecordData) -> list[tuple[object, ...]]:
        texts = {r.id: r.text for r in data.reports}
        return sorted((texts[f.span.report], *f.span.exact, f.n_reports, f.n_origins, f.status) for f in data.figures)

    assert counts(built(tmp_path, rows)) == counts(built(tmp_path, rows[::-1]))


# --- the count itself -------------------------------------------------------------------------------------------------

MATERIALS = Materials({r.id: r for r in (NEWS, WEEKLY)}, {}, (), (), (), (), {}, frozenset({"e-ilvesen"}))
LEAD = "Some 400 dockers walked out at Kessen harbour on Tuesday night, the port authority said."
WALK = LEAD.partition(",")[0]
ORIGINS = (Origin("o-a", "publisher", "A"), Origin("o-b", "agency", "B"), Origin("o-unknown", "unknown", None))
PASSAGES = tuple(
    statement(f"{where.id}-{origin.id}-{speaker}", where, WALK, LEAD, origin, voice)
    for where in (NEWS, WEEKLY)
    for origin in ORIGINS
    for speaker, voice in (
        ("none", None),
        ("named", said(where, "the port authority", "e-ilvesen", "said", WALK)),
        ("words", said(where, "the port authority", None, "said", WALK)),
    )
)
TOLD = st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=12)


@given(TOLD, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_passages_does_not_matter(told: list[Statement], random: Random, disputed: bool) -> None:
    """Shuffled passages, and passages given twice, count the same."""
    shuffled = [*told, *told[:3]]
    random.shuffle(shuffled)
    assert backing(MATERIALS, shuffled, disputed=disputed) == backing(MATERIALS, told, disputed=disputed)


@given(TOLD, st.sampled_from((NEWS, WEEKLY)))
def test_copies_never_add_an_origin(told: list[Statement], where: object) -> None:
    """The same words printed once more, as a copy of a passage that is there, add neither origin nor speaker, nor corroborate."""
    first = told[0]
    copied = (
        Origin(first.origin.id, "copied", first.origin.name, first.span)
        if first.origin.id != "o-unknown"
        else first.origin
    )
    copy = replace(first, id="s-copy", span=span(WEEKLY, WALK), sentence=span(WEEKLY, LEAD), origin=copied)
    before, after = backing(MATERIALS, told, disputed=False), backing(MATERIALS, [*told, copy], disputed=False)
    assert (after.n_origins, after.n_speakers, after.status) == (before.n_origins, before.n_speakers, before.status)
    assert after.n_reports >= before.n_reports


@given(TOLD)
def test_unknown_never_corroborates(told: list[Statement]) -> None:
    """However many passages of unknown origin stand beside the others: two known origins corroborate, nothing else does."""
    unknown = [s for s in PASSAGES if s.origin.kind == "unknown"]
    known = {s.origin.id for s in told if s.origin.kind != "unknown"}
    found = backing(MATERIALS, [*told, *unknown], disputed=False)
    assert found.n_origins == max(1, len(known))
    assert (found.status == "corroborated") == (len(known) > 1)


def test_who_is_unsure_tells_of_the_event_and_backs_no_fact(tmp_path: Path) -> None:
    doubted = "Harbour guards allegedly arrested Mara Ilvesen in Odessa on Tuesday."
    told = "Harbour guards arrested Mara Ilvesen in Odessa on Tuesday."
    data = built(tmp_path, [(OUTLETS[0], None, told), (OUTLETS[1], None, doubted)])
    (event,) = (e for e in data.events if e.type == "arrest")
    assert (event.realis, event.headline.exact, len(event.statements)) == ("actual", told, 2)
    assert (event.n_reports, event.n_origins, event.status) == (1, 1, "single-origin")

    alone = built(tmp_path, [(OUTLETS[0], None, doubted), (OUTLETS[1], None, doubted.replace("Harbour", "Port"))])
    (event,) = (e for e in alone.events if e.type == "arrest")
    assert (event.realis, event.n_reports) == ("possible", 2)
