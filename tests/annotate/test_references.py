"""References and ties: words that refer to an event without telling it, and what sentences say of two happenings."""

from __future__ import annotations

import pytest

from dateline import rules
from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.notes import ReportNotes
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate
from dateline.segment import segment


@pytest.fixture(scope="session")
def notes_of(parser):
    """A function from a text, published on Tuesday 6 October 2020, to all it says."""

    def notes(text: str) -> ReportNotes:
        report = Report(
            id="r-1", path="a.txt", sha256="", raw_sha256="", text=text, dates=(DateClaim("2020-10-06", "option"),)
        )
        layout = segment(report)
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        return annotate(report, layout, parses, load_gazetteer())

    return notes


def words(notes: ReportNotes, text: str) -> set[str]:
    return {text[e.trigger.start : e.trigger.end] for e in (*notes.events, *notes.references)}


@pytest.mark.parametrize("example", rules.table("happenings")["example"], ids=lambda e: e["text"])
def test_examples(example, notes_of):
    """Each example tells or refers to what it says."""
    text = example["text"]
    assert set(example["words"]) <= words(notes_of(text), text)


def test_things_are_no_happenings(notes_of):
    """A station, an apartment and a government did not happen."""
    text = "The government sold an apartment near the station."
    assert words(notes_of(text), text) == {"sold"}


def test_a_reference_has_no_date_and_tells_nothing_twice(notes_of):
    """Nothing that tells an event refers to one too, and a reference has no date of its own."""
    notes = notes_of("Crowds stormed the hall on Monday after the arrest of Lena Orlova.")
    assert not {e.trigger for e in notes.events} & {e.trigger for e in notes.references}
    assert [e.lemma for e in notes.references] == ["arrest"]
    assert all(e.dating is None and e.time is None for e in notes.references)


TIES = [
    ("Crowds stormed the hall after the arrest of Lena Orlova.", ("follows", "stormed", "arrest", "after")),
    ("Guards closed the bridge after rebels attacked the convoy.", ("follows", "closed", "attacked", "after")),
    ("Two men were killed during the riot.", ("part-of", "killed", "riot", "during")),
    ("Guards closed the bridge in response to the attack.", ("response-to", "closed", "attack", "in response to")),
]


@pytest.mark.parametrize(("text", "expected"), TIES)
def test_ties(text, expected, notes_of):
    """What the sentence says of its two happenings, with the words that say it."""
    notes = notes_of(text)
    mentions = [text[e.trigger.start : e.trigger.end] for e in (*notes.events, *notes.references)]
    told = [(t.kind, mentions[t.one], mentions[t.other], text[t.extent.start : t.extent.end]) for t in notes.ties]
    assert told == [expected]


def test_what_stands_side_by_side_is_not_tied(notes_of):
    """Two happenings joined by "and" are no relation."""
    assert notes_of("Crowds stormed the hall and freed the mayor.").ties == ()
