"""Header lines, front matter and headings: what is metadata, what is text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.header import header_lines
from dateline.read.markdown import read_markdown
from dateline.read.plain import read_plain

HEADERS = [
    (" date 2021-03-04 The river rose. It fell.", "2021-03-04", None, " The river rose. It fell."),
    ("date 2021-03-04\nThe river rose.", "2021-03-04", None, "The river rose."),
    ("\n\nDate: 4 March 2021\r\nSource: The Valley News\r\n\r\nThe river rose.", "4 March 2021", "The Valley News", "\r\nThe river rose."),
    ("Published: March 4, 2021 at 9:30 a.m. GMT\nThe river rose.", "March 4, 2021 at 9:30 a.m. GMT", None, "The river rose."),
    ("publisher: Valley News\ndate: soon\nThe river rose.", "soon", "Valley News", "The river rose."),
    ("Source: Valley News\nThe river rose.\nSource: Hill Post", None, "Valley News", "The river rose.\nSource: Hill Post"),
]  # fmt: skip
PROSE = [
    "Date palms died in the valley.",
    "Date: the mayor would not say when it would be held",
    "The river rose.\ndate 2021-03-04",
    "Update: the river rose.",
    "2021-03-04 was a bad day.",
    "date 2021 was given by nobody.",
    "Source:\nThe river rose.",
    "By Ana Reis\nThe river rose.",
    "",
]


@pytest.mark.parametrize(("text", "date", "publisher", "rest"), HEADERS)
def test_header_lines(text: str, date: str | None, publisher: str | None, rest: str) -> None:
    """Header lines state their facts and end where the text begins."""
    header = header_lines(text)
    assert [stated.value for stated in header.facts.dates] == ([date] if date else [])
    assert header.facts.publisher == publisher
    assert text[header.end :] == rest


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_header(text: str) -> None:
    """Words that only look like a header line stay text."""
    header = header_lines(text)
    assert (header.hints, header.end) == ((), 0)


def test_all_facts_of_header_lines() -> None:
    """Every fact has its header line, and the lines are marked by what they are."""
    item = read_plain(
        "title: Rain\nauthor: Ana Reis\nagency: Hill Wire\nurl: https://news.test/1\ndate: 2021-03-04\nThe river rose."
    )
    told = item.facts
    assert (told.title, told.author, told.agency, told.url) == ("Rain", "Ana Reis", "Hill Wire", "https://news.test/1")
    assert [item.text[hint.start : hint.end] for hint in item.hints if hint.role == "dateline"] == ["date: 2021-03-04"]
    assert [hint.role for hint in item.hints].count("boilerplate") == 4


def test_markdown() -> None:
    """Front matter, the headline and subheads are marked; code is not."""
    text = "---\ntitle: 'Rain'\ndate: 2021-03-04\ntags: [a]\n---\n\n# Rain falls #\n\nIt fell.\n\n## Later\n```\n# no heading\n```\n# Two\n"
    item = read_markdown(text)
    assert item.text == text
    assert (item.facts.title, item.facts.dates[0].value) == ("Rain", "2021-03-04")
    told = [(hint.role, text[hint.start : hint.end]) for hint in item.hints if hint.role != "boilerplate"]
    assert told == [("headline", "Rain falls"), ("subhead", "Later"), ("subhead", "Two")]


def test_the_headline_of_markdown_is_its_title() -> None:
    """Without front matter the first top heading gives the title; a rule of dashes is no front matter."""
    assert read_markdown("# Rain falls\r\nIt fell.").facts.title == "Rain falls"
    assert read_markdown("---\nIt fell.").hints == ()


@settings(deadline=None)
@given(st.text(alphabet="dateurl: 2021-03#\n\r\t`", max_size=80))
def test_hints_are_in_order_and_apart(text: str) -> None:
    """On any text hints are extents of it, in order, not overlapping, and the text is whole."""
    for item in (read_plain(text), read_markdown(text)):
        assert item.text == text
        edges = [edge for hint in item.hints for edge in (hint.start, hint.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)
