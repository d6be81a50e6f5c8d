"""What becomes of decisions when reports are renamed, edited, removed, copied or added: they hold or are told, and never move."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import dateline
from dateline.model.judgements import Comment, Judgement, Reject, Remove, Rename, SetDate, Split, Undo
from dateline.model.record import RecordData

BACKGROUND = (
    "Trade in the old town has been slow for many months, as everybody there knows. The council closed the Varn bridge in May. "
    "A lorry had struck one of its pillars, and the repair will take until autumn at least."
)
FIRST = f"Dockers marched through Kessen on Monday.\n\n{BACKGROUND}\n\nNobody was hurt."
SECOND = f"Teachers marched through Kessen on Tuesday.\n\n{BACKGROUND}\n\nNobody was hurt."
UPDATE = (
    "This page follows the strike in Kessen and tells what is new. Police arrested four dockers at the gate. More on this follows here "
    "as soon as we know.\n\n"
)
TWICE = f"Lorries queued at the ferry, drivers said.\n\n{UPDATE}A mast fell at the harbour.\n\n{UPDATE}The ferry left at noon."
File = tuple[str, str, str, str]
"""Path, publisher, address and text; without publisher and address the empty string."""


def record(folder: Path, files: Sequence[File]) -> RecordData:
    """The record at ``folder/x.dateline`` made of exactly these files."""
    there = folder / f"in{len(list(folder.glob('in*')))}"
    for path, _, _, text in files:
        (there / path).parent.mkdir(parents=True, exist_ok=True)
        (there / path).write_text(text, "utf-8")
    with (there / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "publisher", "url", "published"])
        rows.writerows([path, publisher, url, "2031-06-02"] for path, publisher, url, _ in files)
    with dateline.build([str(there)], folder / "x.dateline") as made:
        return made.data()


def judged(folder: Path, said: Judgement) -> str:
    """The id of the decision that a judgement is; the record is made anew."""
    with dateline.judge(folder / "x.dateline", said, who="ines", why="seen") as made:
        return made.rulings()[-1].id


def told(data: RecordData) -> list[str]:
    """The codes of what was told of decisions."""
    return [failure.code for failure in data.failures if failure.path.startswith("decision ")]


def place(data: RecordData, path: str, words: str, nth: int = 0) -> str:
    """PATH:OFFSET of words in a report."""
    report = next(r for r in data.reports if r.path.endswith(path))
    start = -1
    for _ in range(nth + 1):
        start = report.text.index(words, start + 1)
    return f"{report.path}:{start}-{start + len(words)}"


def rejected(data: RecordData) -> list[tuple[str, str]]:
    """The end of the path of each report with a rejected statement, and where that stands."""
    path = {r.id: r.path.rpartition("/")[2] for r in data.reports}
    return sorted({(path[s.span.report], s.span.exact) for s in data.statements if s.rejected})


WHO = "Kessen Daily"
KEPT: dict[str, tuple[list[File], str, list[File], bool]] = {
    # What was there, whose background is rejected, what is there then, and whether the decision holds.
    "a file without any data is renamed": ([("a.txt", "", "", FIRST)], "a.txt", [("b.txt", "", "", FIRST)], True),
    "and lies twice": ([("a.txt", "", "", FIRST)], "a.txt", [("b.txt", "", "", FIRST), ("c.txt", "", "", FIRST)], False),
    "another outlet prints it": ([("a.txt", WHO, "", FIRST)], "a.txt", [("a.txt", "Echo", "", FIRST)], False),
    "the file is corrected": ([("a.txt", WHO, "", FIRST)], "a.txt", [("a.txt", WHO, "", FIRST.replace("Nobody", "None"))], True),
    "the sentence is corrected": ([("a.txt", WHO, "", FIRST)], "a.txt", [("a.txt", WHO, "", FIRST.replace("May", "June"))], False),
    "a file of the same name lies beside it": (
        [("mon/i.txt", WHO, "", FIRST), ("tue/i.txt", WHO, "", SECOND)], "mon/i.txt", [("tue/i.txt", WHO, "", SECOND)], False,
    ),
    "it is moved and corrected, that of the same name too": (
        [("mon/i.txt", WHO, "", FIRST), ("tue/i.txt", WHO, "", SECOND)], "mon/i.txt",
        [("new/mon/i.txt", WHO, "", FIRST.replace("Nobody", "None")), ("new/tue/i.txt", WHO, "", SECOND)], True,
    ),
    "a follow-up at another address": (
        [("a.txt", WHO, "https://k.example/1", FIRST)], "a.txt", [("a.txt", WHO, "https://k.example/2", SECOND)], False,
    ),
    "a later version at one address": (
        [("a.txt", WHO, "https://k.example/1", FIRST)], "a.txt",
        [("a.txt", WHO, "https://k.example/1", FIRST), ("b.txt", WHO, "https://k.example/1", FIRST + "\n\nThe mayor left.")], True,
    ),
    "the same sentence is added elsewhere": (
        [("a.txt", WHO, "", FIRST)], "a.txt", [("a.txt", WHO, "", FIRST), ("b.txt", WHO, "", SECOND)], True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_a_decision_holds_for_its_document_or_is_told(tmp_path: Path, case: str) -> None:
    """One statement is rejected at most, and of the document that was ruled on."""
    before, path, after, holds = KEPT[case]
    judged(tmp_path, Reject((place(record(tmp_path, before), path, "closed the Varn bridge"),)))
    data = record(tmp_path, after)
    assert len(rejected(data)) == holds and told(data) == ([] if holds else ["R301"])
    assert told(record(tmp_path, before)) == []


def test_of_the_same_words_twice_in_one_report_the_right_ones_are_meant(tmp_path: Path) -> None:
    """Also where one of them was cut since: the other is not what was ruled on."""
    data = record(tmp_path, [("a.txt", WHO, "", TWICE)])
    judged(tmp_path, Reject((place(data, "a.txt", "arrested four", 1),)))
    first, second = TWICE.index(UPDATE), TWICE.rindex(UPDATE)
    no_first, no_second = (TWICE[:cut] + TWICE[cut + len(UPDATE) :] for cut in (first, second))
    assert told(record(tmp_path, [("a.txt", WHO, "", TWICE + " It was late.")])) == []
    gone = record(tmp_path, [("a.txt", WHO, "", no_second)])
    assert told(gone) == ["R301"] and rejected(gone) == []
    assert len(rejected(record(tmp_path, [("a.txt", WHO, "", no_first + " It was late.")]))) <= 1


def test_the_number_of_a_report_in_a_file_is_no_name(tmp_path: Path) -> None:
    """Where the first of a file is gone the second has its number: it is another report."""
    lines = [json.dumps({"text": text, "publisher": WHO, "published": "2031-06-02"}) for text in (FIRST, SECOND)]
    file = tmp_path / "all.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    with dateline.build([str(file)], tmp_path / "x.dateline") as made:
        data = made.data()
    judged(tmp_path, Reject((place(data, "all.jsonl#1", "closed the Varn bridge"),)))
    file.write_text(lines[1], "utf-8")
    with dateline.build([str(file)], tmp_path / "x.dateline") as made:
        assert rejected(made.data()) == [] and told(made.data()) == ["R301"]


REMOVED: dict[str, tuple[list[File], str, list[File]]] = {
    "the other version": (
        [("a.txt", WHO, "https://k.example/1", FIRST), ("b.txt", WHO, "https://k.example/1", FIRST + "\n\nThe mayor left.")],
        "b.txt",
        [("a.txt", WHO, "https://k.example/1", FIRST)],
    ),
    "a double": ([("a.txt", WHO, "", FIRST), ("b.txt", WHO, "", FIRST)], "b.txt", [("a.txt", WHO, "", FIRST)]),
    "a double without any data": ([("a.txt", "", "", FIRST), ("b.txt", "", "", FIRST)], "b.txt", [("a.txt", "", "", FIRST)]),
}  # fmt: skip


@pytest.mark.parametrize("case", REMOVED)
def test_a_report_that_was_kept_is_never_removed_for_another(tmp_path: Path, case: str) -> None:
    """Somebody removes one of two reports, and then its file: the other stays, and the decision is told; with the file back it holds."""
    before, path, after = REMOVED[case]
    judged(tmp_path, Remove((next(r.path for r in record(tmp_path, before).reports if r.path.endswith(path)),)))
    data = record(tmp_path, after)
    assert [r.path.rpartition("/")[2] for r in data.reports] == ["a.txt"] and told(data) == ["R301"]
    data = record(tmp_path, before)
    assert [r.path.rpartition("/")[2] for r in data.reports] == ["a.txt"] and told(data) == []


NAMED = [
    ("a.txt", WHO, "", "Tomas Reik, a director of the port, spoke to dockers in Kessen on Monday about the strike."),
    ("b.txt", "Echo", "", "Tomas Reik left Kessen on Tuesday after the strike at the harbour had ended."),
    ("c.txt", "Post", "", "Traders met Tomas Reik in Tallinn on Wednesday, and he promised to open the harbour."),
]


def names(data: RecordData, path: str) -> set[str]:
    """What Reik is called in a report."""
    report = next(r.id for r in data.reports if r.path.endswith(path))
    return {e.name for e in data.entities if "Reik" in e.name and any(m.report == report for m in e.mentions)}


@pytest.mark.parametrize("path", ["a.txt", "b.txt", "c.txt"])
def test_a_name_stays_with_what_is_not_split_off(tmp_path: Path, path: str) -> None:
    """Whichever passage is split off later is another person, and has not the name; nor when the others are gone."""
    data = record(tmp_path, NAMED)
    judged(tmp_path, Rename("Tomas Reik", "Toomas Reik"))
    judged(tmp_path, Split("Toomas Reik", (place(data, path, "Tomas Reik"),)))
    data = record(tmp_path, NAMED)
    assert told(data) == []
    for file, *_ in NAMED:
        assert names(data, file) == ({"Tomas Reik"} if file == path else {"Toomas Reik"})
    alone = record(tmp_path, [file for file in NAMED if file[0] == path])
    assert names(alone, path) == {"Tomas Reik"} and told(alone) == ["R301", "R301"]


def test_a_split_holds_when_the_passage_that_stayed_is_gone(tmp_path: Path) -> None:
    """Another passage of what stayed stands for it."""
    data = record(tmp_path, NAMED)
    judged(tmp_path, Split("Tomas Reik", (place(data, "b.txt", "Tomas Reik"),)))
    with dateline.open(tmp_path / "x.dateline") as made:
        stays = made.all_decisions[0].target[0].quote.report
    left = next(r.path.rpartition("/")[2] for r in data.reports if r.id == stays)
    data = record(tmp_path, [file for file in NAMED if file[0] != left])
    assert told(data) == []
    of = {r.path.rpartition("/")[2]: r.id for r in data.reports}
    reik = [{m.report for m in e.mentions} for e in data.entities if e.name == "Tomas Reik"]
    assert sorted(map(len, reik)) == [1, 1] and {of["b.txt"]} in reik


def test_a_removed_report_that_comes_back_brings_its_rulings(tmp_path: Path) -> None:
    """What was ruled of it is told while it is gone, and holds when the removal is undone; undone again, it is told again."""
    data = record(tmp_path, NAMED)
    judged(tmp_path, SetDate((place(data, "b.txt", "left Kessen"),), "2031-05-01"))
    judged(tmp_path, Comment((place(data, "b.txt", "left Kessen"),)))
    path = next(r.path for r in data.reports if r.path.endswith("b.txt"))
    undone = judged(tmp_path, Remove((path,)))
    for expected in (["R301", "R301"], [], ["R301", "R301"], []):
        with dateline.open(tmp_path / "x.dateline") as made:
            assert told(made.data()) == expected
        undone = judged(tmp_path, Undo(undone))
