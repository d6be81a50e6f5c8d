"""What one report says of one event in several places, found in it alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.api import AnnotatedReport, annotate
from dateline.model.notes import ReportNotes

CASES = {
    "a noun for what a verb told": (
        "Rebels stormed the Arden town hall on Monday. The mayor left after the storming of the hall.",
        [("stormed", "storming")],
    ),
    "two deeds of one kind are two": (
        "Rebels stormed the Arden town hall on Monday. Other rebels stormed the Velm depot on Friday.",
        [],
    ),
    "nothing is told twice": ("Bakers closed their shops in Velm. The price of bread rose.", []),
    "what is only referred to": (
        "Shops closed after the funeral of Ilse Brandt. Schools opened before the funeral of Ilse Brandt.",
        [("funeral", "funeral")],
    ),
}


def annotated(folder: Path, texts: Sequence[str]) -> list[tuple[str, ReportNotes]]:
    """The texts, each with its notes."""
    rows = [{"id": str(n), "text": text, "published": "2020-10-06"} for n, text in enumerate(texts)]
    (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = annotate(str(folder / "reports.jsonl"))
    made = {one.report.text: one.notes for one in found if isinstance(one, AnnotatedReport)}
    return [(text, made[text]) for text in texts]


def told_again(text: str, notes: ReportNotes) -> list[tuple[str, ...]]:
    """The words of each event that is mentioned more than once."""
    found = []
    for same in notes.same_events:
        told = [] if same.event is None else [notes.events[same.event]]
        mentions = [m.trigger for m in (*told, *(notes.references[n] for n in same.references))]
        found.append(tuple(text[m.start : m.end] for m in mentions))
    return found


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReportNotes]:
    return dict(annotated(tmp_path_factory.mktemp("within"), [text for text, _ in CASES.values()]))


@pytest.mark.parametrize("name", CASES)
def test_what_a_report_says_again(name: str, notes: dict[str, ReportNotes]) -> None:
    text, expected = CASES[name]
    assert told_again(text, notes[text]) == expected


def test_each_mention_is_of_one_event(notes: dict[str, ReportNotes]) -> None:
    """No event and no reference is in two, and none is alone."""
    for found in notes.values():
        events = [same.event for same in found.same_events if same.event is not None]
        references = [n for same in found.same_events for n in same.references]
        assert len(events) == len(set(events))
        assert len(references) == len(set(references))
        assert all((same.event is not None) + len(same.references) > 1 for same in found.same_events)
