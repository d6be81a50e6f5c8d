"""Attribution: a table of sentences with what they hold, and what must hold of any text."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import rules
from dateline.annotate.attribution import find_attributions
from dateline.annotate.attribution.quotes import find_quotes
from dateline.annotate.parse import Parser
from dateline.model.named import Named
from dateline.model.notes import Attribution
from dateline.model.reading import Extent, Layout, Report
from dateline.model.syntax import Tree
from dateline.segment import segment

TABLE = tomllib.loads(Path(__file__).with_name("attribution.toml").read_text(encoding="utf-8"))
MARKS = list("\"“”„«»‹›‘’'`")
Told = Callable[[str], tuple[Attribution, ...]]


def laid_out(text: str) -> Layout:
    """The layout of a report of nothing but ``text``."""
    return segment(Report(id="r", path="a", sha256="", raw_sha256="", text=text))


@pytest.fixture(scope="session")
def told(parser: Parser) -> Told:
    """A function from a text to its attributions, without names."""

    def found(text: str) -> tuple[Attribution, ...]:
        layout = laid_out(text)
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        trees = [Tree(p, s.start, n) for n, (p, s) in enumerate(zip(parses, layout.sentences, strict=True))]
        return find_attributions(text, layout, trees, Named((), ()))

    return found


def line_of(text: str, a: Attribution) -> str:
    """One attribution as the table writes it."""

    def cut(extent: Extent | None) -> str:
        return text[extent.start : extent.end] if extent else "-"

    return " | ".join([cut(a.source), cut(a.cue), " + ".join(map(cut, a.content)), a.kind, a.rule])


@pytest.mark.parametrize("row", TABLE["said"], ids=lambda row: row["text"])
def test_table(row, told):
    """Each sentence holds the attributions of its row, and no others."""
    assert [line_of(row["text"], a) for a in told(row["text"])] == row["told"]


@pytest.mark.parametrize("text", TABLE["none"]["texts"])
def test_nobody_says_anything(text, told):
    """Scare quotes, titles, apostrophes and what was not said are no attributions."""
    assert [line_of(text, a) for a in told(text)] == []


def test_every_rule_has_a_sentence():
    """Every frame that has a word list is named by a rule in the table, but those that repeat another's shape."""
    shown = {told.rsplit(" | ", 1)[1].split(":")[-1] for row in TABLE["said"] for told in row["told"]}
    alike = {"told": "clause", "directive": "infinitive", "question": "clause", "called": "object"}
    frames = {alike.get(name, name) for name in rules.table("attribution_cues")}
    assert frames <= shown


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.sampled_from([*MARKS, "''", "``", "said", "she", "that", "a bridge", ",", ".", ":", "\n\n", "I"]),
        max_size=25,
    )
)
def test_any_text_is_read(words, told):
    """Whatever marks and words follow each other, nothing raises, and what is found lies in the text and has content."""
    text = " ".join(words)
    for a in told(text):
        assert a.content
        assert all(0 <= e.start < e.end <= len(text) for e in (*a.content, *([a.cue] if a.cue else [])))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from([*MARKS, *"ab .,\n"]), max_size=200))
def test_quotations_do_not_overlap(text):
    """Whatever the marks, quotations are in order, inside the text, and closed ones end with a mark."""
    quotes = find_quotes(text, laid_out(text))
    assert all(0 <= q.extent.start < q.extent.end <= len(text) for q in quotes)
    assert all(text[q.extent.end - 1] in MARKS for q in quotes if q.closed)
    assert all(a.extent.end <= b.extent.start for a, b in itertools.pairwise(quotes))


@pytest.mark.parametrize(
    ("piece", "times"), [("“", 1_000_000), ("“a” ", 50_000), ("“a b c d e f.” ", 20_000), ('"a\n\n', 20_000)]
)
def test_a_million_marks_are_read(piece, times):
    """A text of nothing but marks comes to an end: no step looks back over all that was read."""
    text = piece * times
    layout = laid_out(text)
    found = find_attributions(text, layout, [None] * len(layout.sentences), Named((), ()))
    assert all(a.content and a.source is None for a in found)
