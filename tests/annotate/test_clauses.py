"""Clauses: the examples of the rules, and tables of sentences cut into what they assert."""

from __future__ import annotations

import pytest

from dateline import rules
from dateline.annotate.clauses import find_shapes

SPEECH = rules.words("attribution", "say_verbs")


@pytest.mark.parametrize("example", rules.table("clauses")["example"], ids=lambda e: e["text"])
def test_examples(example, tree_of):
    """Some clause of each example has the realis and polarity that it states."""
    shapes = find_shapes(tree_of(example["text"]), example["text"], SPEECH)
    told = [(s.realis, s.polarity) for s in shapes]
    assert (example.get("realis", "actual"), example.get("polarity", "positive")) in told


CASES = [
    ("Crowds stormed the hall and freed the mayor.", ["Crowds stormed the hall", "freed the mayor"]),
    ("The mayor resigned, a spokesman said on Tuesday.", ["The mayor resigned", "a spokesman said on Tuesday"]),
    ("Police fired as thousands marched.", ["Police fired", "thousands marched"]),
    ("The party announced plans to leave and form a front.", ["The party announced plans to leave and form a front"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_cut(text, expected, tree_of):
    """One clause for each thing that is asserted; infinitives stay with their verb."""
    shapes = find_shapes(tree_of(text), text, SPEECH)
    assert [text[s.extent.start : s.extent.end] for s in shapes] == expected


def test_shared_subject(tree_of):
    """A joined verb has the subject of the first."""
    text = "Crowds stormed the hall and freed the mayor."
    first, second = find_shapes(tree_of(text), text, SPEECH)
    assert first.subject == second.subject == 0
