"""What of a report is analysed: bounded by sizes and counts, and whatever is left out is told."""

from __future__ import annotations

import pytest

from dateline.model.reading import Block, Layout, Report, Sentence
from dateline.segment import segment
from dateline.segment.budget import (
    MOST_ANALYSED,
    MOST_SENTENCES,
    MOST_TOLD,
    MOST_WORDS,
    Budgeted,
    within_budget,
)
from dateline.settings import Settings

UNREAD = ("credit", "boilerplate")


def allowed(text: str, layout: Layout | None = None, **values: int) -> Budgeted:
    """What of ``text`` is analysed."""
    report = Report("r-1", "a.txt", "0", "0", text)
    return within_budget(report, layout or segment(report), Settings().with_values(**values), UNREAD)


def test_an_ordinary_report_is_analysed_whole() -> None:
    """Of a report within every limit all sentences are analysed and nothing is told."""
    found = allowed("The mayor resigned on Monday. Crowds cheered in the square.\n\nPolice stood by.")
    assert (found.analysed, found.failures) == ((True, True, True), ())


LONG = [
    (
        "characters",
        "The ferry left.\n\nPeople came " + "and the harbour master waited " * 80 + "at the quay.\n\nIt rained.",
        "characters",
    ),
    ("marks", "The ferry left. The list: " + "a, " * (MOST_WORDS // 2) + "the boats.\n\nIt rained.", "words and marks"),
    (
        "quotation marks",
        "The ferry left. The sign " + "“" * MOST_WORDS + " hung at the quay.\n\nIt rained.",
        "words and marks",
    ),
]


@pytest.mark.parametrize(("text", "told"), [each[1:] for each in LONG], ids=[each[0] for each in LONG])
def test_a_sentence_beyond_a_limit_is_left_out(text: str, told: str) -> None:
    """A sentence of too many characters, or of too many words and marks, is not analysed; those around it are."""
    found = allowed(text)
    assert (found.analysed[0], found.analysed[-1], found.analysed.count(False)) == (True, True, 1)
    (failure,) = found.failures
    assert failure.code == "R203"
    assert failure.message.endswith(told)


def test_many_long_sentences_are_told_of_together() -> None:
    """Beyond a number of failures the rest share one, which counts them."""
    found = allowed(("The list: " + "a, " * MOST_WORDS + "b.\n\n") * (MOST_TOLD + 30))
    assert [each.code for each in found.failures] == ["R203"] * (MOST_TOLD + 1)
    assert "30 further ones" in found.failures[-1].message


def test_more_sentences_than_are_analysed() -> None:
    """The first sentences are analysed, and the failure says where the others begin."""
    text = "It rained. " * (MOST_SENTENCES + 5)
    found = allowed(text)
    assert len(found.analysed) == len(found.layout.sentences) == MOST_SENTENCES
    assert all(found.analysed)
    (failure,) = found.failures
    assert (failure.code, failure.where) == ("R204", f"at {MOST_SENTENCES * len('It rained. ')}")
    assert f"5 of {MOST_SENTENCES + 5:,}" in failure.message


def test_more_words_than_are_analysed() -> None:
    """Sentences beyond the sum stay in the layout and are not analysed."""
    one = "rain " * 400
    count = MOST_ANALYSED // 400 + 3
    sentences = tuple(Sentence(i * len(one), i * len(one) + 1_999, 0, 0) for i in range(count))
    layout = Layout((Block(0, count * len(one), "body"),), sentences)
    found = allowed(one * count, layout)
    assert found.analysed == (True,) * (count - 3) + (False,) * 3
    assert [each.code for each in found.failures] == ["R204"]


def test_what_is_never_analysed_is_no_failure() -> None:
    """Boilerplate of any length is passed over in silence, as it always is."""
    text = "a, " * 1_000
    layout = Layout((Block(0, len(text), "boilerplate"),), (Sentence(0, len(text), 0, 0),))
    found = allowed(text, layout)
    assert (found.analysed, found.failures) == ((False,), ())
