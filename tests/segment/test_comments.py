"""Readers' comments: each rule's examples, and where they begin in whole pages."""

from __future__ import annotations

import pytest
from first_looks import always_holds
from hypothesis import given
from hypothesis import strategies as st

from dateline import rules
from dateline.model.reading import Report
from dateline.segment import segment
from dateline.segment.comments import comments_from, stamps
from dateline.segment.paragraphs import paragraphs

RULES = list(zip(stamps(), rules.table("segment")["stamp"], strict=True))
STORY = "Dockers in Kessen walked out on Monday over unpaid wages.\n\n“We stay until they talk to us,” one of them said.\n\n"


@pytest.mark.parametrize(("stamp", "table"), RULES, ids=lambda x: getattr(x, "name", ""))
def test_examples_of_each_stamp(stamp, table):
    """A rule matches each of its examples and none of its counter-examples."""
    assert all(stamp.sought.search(words) for words in table["examples"])
    assert not [words for words in table["counter"] if stamp.sought.search(words)]


@pytest.mark.parametrize("stamp", stamps(), ids=lambda stamp: stamp.name)
def test_what_a_stamp_matches_holds_one_of_its_pieces(stamp):
    """The pattern is tried wherever it can match."""
    assert always_holds(stamp.sought)


def told(text: str) -> str:
    """What of a text is neither comment nor other furniture."""
    layout = segment(Report(id="r-1", path="a.txt", sha256="", raw_sha256="", text=text))
    return " ".join(text[b.start : b.end] for b in layout.blocks if b.role != "boilerplate")


KEPT = " ".join(STORY.split("\n\n")).strip()
PAGES = {
    "a stamp behind each comment": "He must go!! And i mean now.\n\nMay 4, 2020 at 5:10 pm | Reply\n\nNo. May 4, 2020 at 6:10 pm | Reply",
    "a stamp before each comment": "At 5:10 pm on 04 May 2020, docker7 wrote: Go!\n\nAt 5:20 pm on 04 May 2020, clerk wrote: No.",
    "what the page says of them": "Views expressed in the comments do not represent those of the News.\n\nThe mayor burnt the hall.",
    "typed loudly before the form": "who cares about dockers??\n\nnot me!!\n\n(required, but will not be displayed) The News is glad.",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_the_story_stays_and_the_comments_go(page):
    """From the first comment on nothing is told as story; all before it is."""
    assert told(STORY + page) == KEPT


@pytest.mark.parametrize(
    "text",
    [
        STORY + "The council said so on May 4, 2020 at 5:10 pm | Harbour News",
        STORY + "At 5:10 pm on Monday the mayor wrote: “I go.”",
        STORY + "The mayor refused to comment. You and I know why, the docker said.",
    ],
)
def test_a_story_without_stamps_has_no_comments(text):
    """One clock, one letter or one "you" make no comments."""
    assert comments_from(text, list(paragraphs(text))) == len(text)


@given(st.text(alphabet=st.sampled_from(list('aAbB .,!?"“”\n|:@10')), max_size=200))
def test_comments_begin_inside_the_text(text):
    """Whatever the text, they begin in it or at its end."""
    page = f"{text} May 4, 2020 at 5:10 pm | Reply {text}"
    assert 0 <= comments_from(page, list(paragraphs(page))) <= len(page)
