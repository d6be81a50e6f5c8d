"""What names are of, and what is no name, in transcripts, threads, addresses and pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.names import find_names
from dateline.annotate.parse import Parser
from dateline.model.reading import Report
from dateline.segment import segment

Read = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """The printed words of every mention of a name, with its type."""

    def found(text: str) -> dict[str, str]:
        layout = segment(Report("r", "r.txt", "", "", text))
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        names = find_names(text, layout, parses, load_gazetteer())
        proper = (m for m in names.mentions if m.form in {"name", "surname", "acronym"})
        return {text[m.extent.start : m.extent.end]: m.type for m in proper}

    return found


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The talks were held in the U.S. on Friday.", "U.S.", "place"),
        ("Ministers said that the U.K. would not pay.", "U.K.", "place"),
        ("The strike was condemned by the UN on Friday.", "UN", "organization"),
        ("MARROWBY: We heard the bell.\nDid you run?\nMARROWBY: We did.", "MARROWBY", "person"),
        ("The Committee to Protect Harbours asked for an inquiry.", "Committee to Protect Harbours", "organization"),
        ("The shares of Lantern Mills, Inc. fell on Friday.", "Lantern Mills, Inc.", "organization"),
        ("You agree to our Terms of Carriage when you board.", "Terms of Carriage", "document"),
        ("Demonstrators booed Anti-Marrow leaflets; Ilka Marrow laughed.", "Ilka Marrow", "person"),
        ("The ferry sank near Mobile, AL on Friday.", "AL", "place"),
        ("The Denver 49ers won again on Friday.", "Denver 49ers", "organization"),
    ],
)
def test_names_are_of_their_kind(read: Read, text: str, words: str, kind: str) -> None:
    assert read(text).get(words) == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They sent U.S. troops on Friday.", "U.S."),
        ("UNIDENTIFIED FEMALE: We heard the bell.", "FEMALE"),
        ("He must resign NOW, the dockers said. We go now.", "NOW"),
        ("The tag was Jan5 in every message.", "Jan5"),
        ("Reply It was never so cold here.", "Reply"),
        ("All rights are held by Lantern Mills, Inc. and others.", "Inc."),
        ("ILKA MARROW, CNN SENIOR INTERNATIONAL CORRESPONDENT: We heard the bell.", "CNN SENIOR INTERNATIONAL"),
    ],
)
def test_words_of_pages_and_transcripts_are_no_names(read: Read, text: str, words: str) -> None:
    assert words not in read(text)


def test_a_person_of_a_transcript_has_the_full_name_though_it_is_in_capitals(parser: Parser) -> None:
    text = "OREN MARROWBY, HOST: Good evening.\nWhat did you see?\nMARROWBY: And then?"
    layout = segment(Report("r", "r.txt", "", "", text))
    parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
    names = find_names(text, layout, parses, load_gazetteer())
    assert "OREN MARROWBY" in {a.name for a in names.actors}
    assert "MARROWBY" not in {a.name for a in names.actors}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Verde Claro, an opposition party, wants a new law.", "Verde Claro", "organization"),
        ("He is deputy leader of Verde Claro since May.", "Verde Claro", "organization"),
        ("The mayors of Jalal-Abad and Orrin Wick resigned.", "Jalal-Abad", "place"),
        ("They drove to Sorrel Recovery, a clinic near the sea.", "Sorrel Recovery", "facility"),
        ("The Orrin Valley Gazette reported it on Friday.", "Orrin Valley Gazette", "outlet"),
    ],
)
def test_the_words_beside_a_name_tell_what_it_is(read: Read, text: str, words: str, kind: str) -> None:
    assert read(text).get(words) == kind


@pytest.mark.parametrize(
    ("text", "found", "absent"),
    [
        ("He watched Maria Marrow GOP videos on Friday.", "Maria Marrow", "Maria Marrow GOP"),
        ("Torvian Attorney General Ilka Marrow spoke on Friday.", "Ilka Marrow", "General Ilka Marrow"),
        (
            "Marrow left Texas. Texas elected Ilka Marrow.\nMarrow said so. Ilka Marrow likes Texas.\nIt was Texas Ilka Marrow again.",
            "Texas",
            "Texas Ilka Marrow",
        ),
        (
            "Ilka Marrow spoke. They saw Ilka Marrow.\n- Following Ilka Marrow's speech, dockers marched.",
            "Ilka Marrow",
            "Following Ilka Marrow",
        ),
    ],
)
def test_names_are_cut_from_what_they_run_into(read: Read, text: str, found: str, absent: str) -> None:
    names = read(text)
    assert found in names and absent not in names
