"""What reads alike and is not one happening, beside what must stay one: years, doers, counts of a time, stories, days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import dateline
from dateline.model.record import RecordData


class Report(NamedTuple):
    """The day on which a text appeared, and the text."""

    day: str
    text: str


FERRY = "The ferry Marlin burned at the pier of Velm. Captain Ilse Brandt and the harbour master of Velm watched the Marlin sink."
BAKERS = "The bakers of Tarn lowered the price of rye bread. Flour from the Osk mill was cheap in Tarn."

CASES: dict[str, tuple[Sequence[Report], Sequence[str], bool]] = {
    "what others did in other years": (
        [
            Report(
                "2016-03-21",
                "The town of Velm is proud of its guests. Nora Haldane visited Velm in 1994, and the visit drew thousands. "
                "Peter Marsh visited Velm in 2002 with his brother.",
            )
        ],
        ("visited Velm in 1994", "visited Velm in 2002"),
        False,
    ),
    "what others did, of which a noun tells again": (
        [
            Report(
                "2016-03-21",
                "Nora Haldane, who visited Velm, sang there. Shops were shut for the visit by Peter Marsh to Velm.",
            )
        ],
        ("who visited Velm", "the visit by Peter Marsh"),
        False,
    ),
    "one visit, of which a noun tells again": (
        [
            Report(
                "2016-03-21",
                "Peter Marsh, who visited Velm, sang there. Shops were shut for the visit by Peter Marsh to Velm.",
            )
        ],
        ("who visited Velm", "the visit by Peter Marsh"),
        True,
    ),
    "a count of this year and one of those counted": (
        [
            Report("2016-09-21", "This year, 56 guards have been shot in Velm."),
            Report("2016-09-21", "A guard was shot in Velm as a colleague watched."),
        ],
        ("shot in Velm.", "shot in Velm as"),
        False,
    ),
    "a count of this year twice": (
        [
            Report("2016-09-21", "This year, 56 guards have been shot in Velm."),
            Report("2016-09-22", "In Velm 56 guards have been shot this year."),
        ],
        ("shot in Velm.", "shot this year"),
        True,
    ),
    "who supports somebody in spring and in summer": (
        [
            Report("2016-03-05", f"Osk Ferris belongs to a league which supports Nora Haldane. {FERRY}"),
            Report("2016-06-23", f"Bakers who support Nora Haldane met on Monday. {BAKERS}"),
        ],
        ("supports Nora Haldane", "support Nora Haldane"),
        False,
    ),
    "who supports somebody in one week": (
        [
            Report("2016-03-05", f"Osk Ferris belongs to a league which supports Nora Haldane. {FERRY}"),
            Report("2016-03-08", f"The league, which supports Nora Haldane, met on Monday. {FERRY}"),
        ],
        ("supports Nora Haldane.", "supports Nora Haldane,"),
        True,
    ),
    "few words in reports of other stories": (
        [
            Report("2016-09-21", f"Windows were smashed. {FERRY}"),
            Report("2016-09-21", f"Windows were smashed by hail. {BAKERS}"),
        ],
        ("smashed. ", "smashed by"),
        False,
    ),
    "few words in reports of one story": (
        [
            Report("2016-09-21", f"Windows were smashed. {FERRY}"),
            Report("2016-09-21", f"Windows were smashed by hail. {FERRY}"),
        ],
        ("smashed. ", "smashed by"),
        True,
    ),
    "one thing that two support": (
        [
            Report("2016-09-21", f"Nora Haldane on Wednesday supported the inquiry into the Marlin. {FERRY}"),
            Report("2016-09-21", f"Peter Marsh supported the inquiry into the Marlin on Wednesday. {FERRY}"),
        ],
        ("Wednesday supported", "Marsh supported"),
        False,
    ),
    "one thing that one supports": (
        [
            Report("2016-09-21", f"Nora Haldane on Wednesday supported the inquiry into the Marlin. {FERRY}"),
            Report("2016-09-21", f"Nora Haldane supported the inquiry into the Marlin on Wednesday. {FERRY}"),
        ],
        ("Wednesday supported", "Haldane supported"),
        True,
    ),
    "a warning and a blame": (
        [
            Report("2016-09-21", "Nora Haldane warned marchers that the pier was closed."),
            Report("2016-09-22", "Nora Haldane blamed marchers for the broken windows."),
        ],
        ("warned", "blamed"),
        False,
    ),
    "a blame in other words": (
        [
            Report("2016-09-21", "Nora Haldane accused the marchers of Velm on Wednesday."),
            Report("2016-09-21", "Nora Haldane blamed the marchers of Velm on Wednesday."),
        ],
        ("accused", "blamed"),
        True,
    ),
}


def events_at(data: RecordData, words: str) -> set[str]:
    """The events of which a word is among these, which stand once in the record."""
    [(report, start)] = [(r.id, r.text.index(words)) for r in data.reports if words in r.text]
    inside = range(start, start + len(words))
    return {e.id for e in data.events for m in e.mentions if m.report == report and m.start in inside}


@pytest.mark.parametrize("case", CASES)
def test_what_is_one_happening(case: str, tmp_path: Path) -> None:
    """An event tells of both passages only where they are of one happening."""
    reports, passages, same = CASES[case]
    rows = [
        {"id": str(n), "text": r.text, "published": r.day, "publisher": f"Paper {n}"} for n, r in enumerate(reports)
    ]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with dateline.build(str(tmp_path / "reports.jsonl")) as record:
        one, other = (events_at(record.data(), words) for words in passages)
    assert one
    assert bool(one & other) is same
