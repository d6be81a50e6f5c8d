"""Words and names in capitals: which are names, in comments, transcripts and text that is in capitals throughout."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.names import find_names
from dateline.annotate.names.capitals import speakable
from dateline.annotate.parse import Parser
from dateline.model.reading import Report
from dateline.segment import segment

Read = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    """The names of a text with their types; nouns and pronouns apart."""

    def find(text: str) -> dict[str, str]:
        layout = segment(Report("r", "r.txt", "", "", text))
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        found = find_names(text, layout, parses, load_gazetteer())
        proper = [m for m in found.mentions if m.form in {"name", "surname", "acronym"}]
        return {" ".join(text[m.extent.start : m.extent.end].split()): m.type for m in proper}

    return find


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("I think that the mayor is TRULY wrong about the port.", "TRULY"),
        ("They are GREEDY people, and nobody can stop them.", "GREEDY"),
        ("He wants to LEAVE TOWN TOMORROW with all the money.", "LEAVE TOWN TOMORROW"),
        ("(COMMERCIAL BREAK)", "COMMERCIAL BREAK"),
        ("Dockers threw Molotov cocktails at the gate.", "Molotov"),
        ("MARA ILVESEN, HARBOUR ANALYST: The port is shut.", "HARBOUR ANALYST"),
        ("The fare was US$ 40 on Friday.", "US$"),
        ("Write to HarbourHelp@kessen.example before Friday.", "HarbourHelp@kessen.example"),
    ],
)
def test_words_typed_loudly_are_no_names(read: Read, text: str, absent: str) -> None:
    assert not any(absent in name for name in read(text))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The harbour union is backed by the LPKD, its leader said.", "LPKD", "organization"),
        ("Aid from USAID came to the port on Friday.", "USAID", "organization"),
        ("The minister flew to the U.S on Friday.", "U.S", "place"),
        ("MARA ILVESEN: The port is shut.", "MARA ILVESEN", "person"),
        ("The story came from the White House on Friday.", "White House", "facility"),
    ],
)
def test_acronyms_and_names_in_capitals_stay(read: Read, text: str, name: str, kind: str) -> None:
    assert read(text).get(name) == kind


def test_text_in_capitals_throughout_gives_known_places_whole(read: Read) -> None:
    """No ordinary print tells what is a name there: only what the gazetteer, a given name or a title knows is taken."""
    text = (
        "THE GOVERNMENT OF EL SALVADOR SAID YESTERDAY THAT DOCKERS HAD DEFENDED DEMOCRACY IN THE CAPITAL.\n\n"
        "CARLOS MORELLO ARRIVED IN BUENOS AIRES FROM THE UNITED STATES AND TOLD US THAT MUCH ATTENTION WAS PAID TO IT."
    )
    assert read(text) == {
        "EL SALVADOR": "place",
        "CARLOS MORELLO": "person",
        "BUENOS AIRES": "place",
        "UNITED STATES": "place",
    }


@pytest.mark.parametrize(
    ("word", "could"), [("TRUTH", True), ("WORLD", True), ("LPKD", False), ("QATL", False), ("WRDF", False)]
)
def test_consonants_tell_a_word_from_an_acronym(word: str, could: bool) -> None:
    assert speakable(word) is could


@pytest.mark.parametrize(
    ("text", "absent", "present"),
    [
        ("It was an Orrin Motors CEO who called on Friday.", "Orrin Motors CEO", "Orrin Motors"),
        ("A University of Kessen Professor wrote the paper.", "University of Kessen Professor", "University of Kessen"),
        ("The Prime Minister left for the port on Friday.", "Prime Minister", ""),
        ("The Office of the High Commissioner opened.", "", "Office of the High Commissioner"),
        ("He joined the Department of Criminal Justice.", "Department of Criminal", "Department of Criminal Justice"),
    ],
)
def test_words_for_what_somebody_is_are_no_part_of_a_name(read: Read, text: str, absent: str, present: str) -> None:
    names = read(text)
    assert absent not in names and (not present or present in names)


@pytest.mark.parametrize(
    ("text", "name", "absent"),
    [
        ("They met VP Mara Ilvesen on Friday.", "Mara Ilvesen", "VP Mara Ilvesen"),
        ("They met Presidant Mara Ilvesen on Friday.", "Mara Ilvesen", "Presidant Mara Ilvesen"),
        ("They met Nobel Laureate Mara Ilvesen on Friday.", "Mara Ilvesen", "Nobel Laureate Mara Ilvesen"),
        (
            "By the Northwire News Staff Mara Ilvesen left the port on Friday.",
            "Mara Ilvesen",
            "News Staff Mara Ilvesen",
        ),
        ("Interview With Mara Ilvesen Aired March 2, 2015", "Mara Ilvesen", "Mara Ilvesen Aired"),
        (
            "Maria Ilvesen spoke. Ilvesen left. Ilvesen paid thugs.\nThugs Ilvesen paid were seen at the port.",
            "Ilvesen",
            "Thugs Ilvesen",
        ),
        (
            "Maria Ilvesen spoke. Ilvesen stays in the port, and nobody stays with her.\nThey read that Ilvesen Stays for long.",
            "Ilvesen",
            "Ilvesen Stays",
        ),
    ],
)
def test_titles_bylines_and_headings_are_cut_from_the_name_that_they_run_into(
    read: Read, text: str, name: str, absent: str
) -> None:
    names = read(text)
    assert name in names and absent not in names


def test_whose_words_a_line_of_a_transcript_is_is_not_whom_they_speak_of(parser: Parser) -> None:
    """The speaker's label is no antecedent."""
    text = "MARIA ILVESEN: She left the port on Friday."
    layout = segment(Report("r", "r.txt", "", "", text))
    found = find_names(text, layout, parser.parse([text[s.start : s.end] for s in layout.sentences]), load_gazetteer())
    assert [m.form for m in found.mentions] == ["name"]


def test_a_state_behind_its_town_is_the_state(parser: Parser) -> None:
    """Its postal code has the pin of its name."""
    text = "The ship was towed to Mobile, AL on Friday."
    layout = segment(Report("r", "r.txt", "", "", text))
    found = find_names(text, layout, parser.parse([text[s.start : s.end] for s in layout.sentences]), load_gazetteer())
    pins = {a.name: (a.place.country, a.place.precision) for a in found.actors if a.place}
    assert pins.get("AL") == ("US", "region")
