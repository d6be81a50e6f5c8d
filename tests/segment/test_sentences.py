"""Sentence ends: tables of texts with a bar where a sentence ends."""

from __future__ import annotations

import pytest

from dateline import rules
from dateline.segment.sentences import sentences

GLUED = rules.table("segment")["glued"]

CASES = [
    "He left on Oct. 5.| Nobody knew why.",
    "Gen. A. B. Roe spoke.| The crowd left.",
    "The U.S. envoy flew home.| He was tired.",
    "She lives in the U.S.| He does not.",
    "Police fired at 3 a.m. on Monday.| Two fell.",
    "“We go.| We stay,” she said.| Then she went.",
    "“Who rules?” he asked.| Nobody answered.",
    "They stayed (all of them.)| It rained.",
    "The firm Roe Inc. said no.| It closed.",
    "It cost 3.5 million.| That was much.",
    "He said: “Stop!”| They did.",
    "Roe et al. wrote it.",
    "Mr. Roe, of Arden, resigned...| Then came Mrs. Doe.",
    "‘Not now.’| That was all.",
    "No. 5 was free.| No one came.",
    "Was it St. Mary’s?| Perhaps.",
    "Nobody was hurt.|Police left the pier.|“We go,” he said.",
    "(Update 11:40 p.m. in Arden, 4:40 p.m. ET)| The mayor of Arden resigned.| Nobody knew why.",
    "(Updated 5:27 p.m. (0027 in Arden))| President Roe spoke.",
    "[Posted at 9:15 a.m.]| “We stay,” she said.",
    "It rained.| (7.30 pm)| Crowds left the pier.",
    "(He left at noon.)| They stayed.",
    "(Update from the pier) Crowds left at 5 p.m. on Monday.",
    "(At 5 p.m. the crowd left) and went home.",
    "The site Kestrel.Com reported it, and so did Harbour.Net yesterday.",
]


@pytest.mark.parametrize("marked", CASES)
def test_ends(marked):
    """Abbreviations and initials do not end a sentence; marks before closing quotation marks do."""
    text = marked.replace("|", "")
    assert [text[e.start : e.end] for e in sentences(text, 0, len(text))] == [s.strip() for s in marked.split("|")]


@pytest.mark.parametrize("pair", GLUED["examples"])
def test_a_heading_is_cut_from_the_sentence_that_it_runs_into(pair):
    """A capital opener with small letters behind it begins a sentence behind words that may end a heading."""
    text = " ".join(pair)
    assert [text[e.start : e.end] for e in sentences(text, 0, len(text))] == pair


@pytest.mark.parametrize("text", GLUED["sound"])
def test_titles_and_marks_run_into_nothing(text):
    """Capitals of titles, of kinds ("influenza A") and of quotations without marks cut no sentence."""
    assert len(sentences(text, 0, len(text))) == 1
