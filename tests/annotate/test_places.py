"""Where the places of invented reports are; what is doubtful has no pin."""

from __future__ import annotations

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.notes import ReportNotes
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate
from dateline.segment import segment

# A report, a name in it, and its pin as "country/precision", with the state where the text says it; None is unlocated.
TABLE: list[tuple[str, str, str | None]] = [
    ("Protests broke out in Tbilisi. Georgia closed its border with Armenia.", "Georgia", "GE/country"),
    (
        "Voters in Atlanta and Savannah went to the polls. Georgia counts absentee ballots late, officials in Florida said.",
        "Georgia",
        "US/region",
    ),
    ("The king of Jordan flew to Cairo. Jordan and Egypt signed a deal.", "Jordan", "JO/country"),
    ("Troops from Chad crossed into Niger near N'Djamena.", "Chad", "TD/country"),
    ("Police in Melbourne, Australia, closed roads across Victoria.", "Victoria", None),
    ("A fire broke out in Paris, Texas, on Monday.", "Paris", "US/town/Texas"),
    ("A fire broke out in Paris on Monday. The French minister visited.", "Paris", "FR/town"),
    ("A fire broke out in Paris on Monday.", "Paris", "FR/town"),
    ("Snow fell in Moscow, Idaho, on Monday.", "Moscow", "US/town/Idaho"),
    ("Snow fell in Moscow on Monday, Russian media said.", "Moscow", "RU/town"),
    ("Storms hit Naples, Florida, on Monday.", "Naples", "US/town/Florida"),
    ("Ash fell on Naples, Italian officials said.", "Naples", "IT/town"),
    ("Rain fell in Birmingham and Manchester, British officials said.", "Birmingham", "GB/town"),
    ("Rain fell in Birmingham and Montgomery, officials in Alabama said.", "Birmingham", "US/town/Alabama"),
    ("Rain fell in Birmingham.", "Birmingham", None),
    ("Shells fell on Tripoli, Libyan officials said.", "Tripoli", "LY/town"),
    ("Clashes shook Tripoli and Beirut, Lebanese police said.", "Tripoli", "LB/town"),
    ("Students marched in Santiago, Chilean police said.", "Santiago", "CL/town"),
    ("Markets closed in Santiago, Dominican Republic, on Monday.", "Santiago", "DO/town"),
    ("Markets closed in San José, Costa Rica, on Monday.", "San José", "CR/town"),
    ("Markets closed in San Jose, California, on Monday.", "San Jose", "US/town/California"),
    ("Lawmakers in Washington voted on Monday.", "Washington", "US/town"),
    ("Wildfires spread across Washington state on Monday, officials in Seattle said.", "Washington", "US/region"),
    ("Floods hit Hyderabad, Pakistani officials said.", "Hyderabad", "PK/town"),
    ("Floods hit Hyderabad, Indian officials said.", "Hyderabad", "IN/town"),
    ("Fighting reached Kandahar, Afghan officials said.", "Kandahar", "AF/town"),
    ("Fighting reached Valencia, Venezuelan officials said.", "Valencia", "VE/town"),
    ("Floods reached Valencia, Spanish officials said.", "Valencia", "ES/town"),
    ("Miners struck in Cordoba, Argentine unions said.", "Cordoba", "AR/town"),
    ("Pilgrims came to Cordoba, Spanish police said.", "Cordoba", "ES/town"),
    ("Crowds filled the streets of Alexandria, Egyptian police said.", "Alexandria", "EG/town"),
    ("A gunman opened fire in Alexandria, Virginia, on Monday.", "Alexandria", "US/town/Virginia"),
    ("Crowds broke into the White House in Bishkek, Kyrgyz officials said.", "White House", "KG/town"),
    ("Crowds broke into the White House, Kyrgyz officials said in Bishkek.", "White House", None),
    ("Reporters waited at the White House in Washington, American officials said.", "White House", "US/site"),
    ("Crowds filled Independence Square in Kiev, Ukrainian police said.", "Independence Square", "UA/town"),
    ("Crowds filled Liberty Square, Ukrainian police said in Kiev.", "Liberty Square", None),
    ("The ambassador from Peru spoke in Lima.", "Peru", "PE/country"),
    ("Unrest spread through the Middle East.", "Middle East", None),
    ("The storm reached Springfield.", "Springfield", None),
    ("The storm reached Springfield, Illinois.", "Springfield", "US/town/Illinois"),
    ("The storm reached Portland, Maine, police in Augusta said.", "Portland", "US/town/Maine"),
    ("The storm reached Newcastle, Australian police said in Sydney.", "Newcastle", "AU/town"),
    ("The storm reached Newcastle, British police said in London.", "Newcastle", "GB/town"),
    ("Ships left Halifax in Canada.", "Halifax", "CA/town"),
    ("Roofs broke in Salem, New Hampshire and drivers left.", "Salem", "US/town/New Hampshire"),
    ("Troops left Guinea for Sierra Leone.", "Guinea", "GN/country"),
    ("Rebels in Congo fled to Rwanda, Congolese officials in Kinshasa said.", "Congo", "CD/country"),
    ("Students marched in New York and Boston.", "New York", "US/town"),
    ("Lawmakers in Albany passed a law for all of New York state.", "New York", "US/region"),
    ("Troops took Nowheresk, Ukrainian officials said.", "Nowheresk", None),
    ("A bomb went off in Lahore, Pakistan.", "Lahore", "PK/town"),
    ("A bomb went off in Aleppo in Syria.", "Aleppo", "SY/town"),
    ("The army bombed Hama and Homs, Syrian activists said.", "Homs", "SY/town"),
    ("Mexico City and Guadalajara were quiet, Mexican police said.", "Guadalajara", "MX/town"),
    ("London, Ontario, was quiet on Monday.", "London", "CA/town"),
    ("London was quiet on Monday.", "London", "GB/town"),
    ("Cambridge, Massachusetts, was quiet.", "Cambridge", "US/town/Massachusetts"),
    ("Cambridge was quiet, British police said in London.", "Cambridge", "GB/town"),
    ("Barcelona in Venezuela was quiet.", "Barcelona", "VE/town"),
    ("San Miguel in El Salvador was quiet, Salvadoran troops said.", "San Miguel", "SV/town"),
    ("Crowds gathered in Alexandra, Egypt, on Monday.", "Alexandra", None),
    ("Ships left Hampton, New York, on Monday.", "Hampton", None),
    ("Letters came from Montreal, Quebec, and Boston.", "Quebec", "CA/region"),
    ("Ships reached Mobile, Alabama, on Monday.", "Mobile", "US/town/Alabama"),
    ("Ships reached Portland, ME, on Monday.", "Portland", "US/town/Maine"),
    ("Crowds came to St. Augustine, Fla., on Monday.", "St. Augustine", "US/town/Florida"),
    ("Crowds came to Orlando Florida on Monday.", "Orlando Florida", "US/town/Florida"),
    ("Shells hit the Old City of Aleppo, Syrian activists said.", "Old City of Aleppo", "SY/town/Aleppo"),
    ("Raids went on in Helmand Province, Afghan police said.", "Helmand Province", "AF/region"),
    ("Raids went on in Homs Province, Syrian police said.", "Homs Province", "SY/region"),
    ("Floods hit Salem County, officials in New Jersey said.", "Salem County", None),
    ("The Illinois Supreme Court ruled on Monday, officials in Washington said.", "Illinois Supreme Court", None),
]


@pytest.fixture(scope="module")
def notes_of(parser):
    """A function from a text to all it says."""

    def notes(text: str) -> ReportNotes:
        report = Report("r-1", "a.txt", "", "", text, dates=(DateClaim("2020-10-06", "option"),))
        layout = segment(report)
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        return annotate(report, layout, parses, load_gazetteer())

    return notes


@pytest.mark.parametrize(("text", "name", "expected"), TABLE, ids=[f"{name}: {text[:40]}" for text, name, _ in TABLE])
def test_where_a_name_is(text: str, name: str, expected: str | None, notes_of) -> None:
    """The story's countries and states, what stands after the comma, and the size of namesakes decide; else there is no pin."""
    found = [a for a in notes_of(text).actors if name in (a.name.removeprefix("the "), *a.aliases)]
    pin = found[0].place if found else None
    parts = (expected or "").count("/")
    words = "/".join(str(w) for w in (pin.country, pin.precision, pin.within)[: parts + 1]) if pin else None
    assert found and words == expected


def told(notes: ReportNotes, lemma: str) -> list[str]:
    """The names of the places of the event that a word tells."""
    return [notes.actors[p].name for e in notes.events if e.lemma == lemma for p in e.places]


@pytest.mark.parametrize(
    ("text", "lemma", "places"),
    [
        ("KESSEN (Northwire) — Soldiers stormed a hall in Tallinn on Monday.", "storm", ["Tallinn"]),
        ("NAIROBI, Kenya (Northwire) — Soldiers stormed a hall on Monday.", "storm", []),
        ("French President Jean Morel said soldiers stormed a hall in Tallinn.", "storm", ["Tallinn"]),
        ("Jean Morel, a lawyer from Paris, said soldiers stormed a hall.", "storm", []),
        ("The Kenyan minister said in Nairobi that soldiers stormed a hall.", "storm", []),
        ("Soldiers stormed a hall in Tallinn, Jean Morel told reporters in Paris.", "storm", ["Tallinn"]),
    ],
)
def test_an_event_is_not_where_it_is_told(text: str, lemma: str, places: list[str], notes_of) -> None:
    """Neither the dateline's town, nor the country or the home of who says it, is the place of an event."""
    assert told(notes_of(text), lemma) == places


def test_no_name_is_found_inside_a_word(notes_of) -> None:
    """A family is not in the ambassador, nor a country in a bird."""
    notes = notes_of("The ambassador met Bashar Assad. A peruke and a jordanite lay on the table.")
    (man,) = [a for a in notes.actors if "Assad" in (a.name, *a.aliases) or a.name.endswith("Assad")]
    number = notes.actors.index(man)
    text = "The ambassador met Bashar Assad. A peruke and a jordanite lay on the table."
    assert {text[m.extent.start : m.extent.end] for m in notes.mentions if m.actor == number} == {"Bashar Assad"}
    assert not [a for a in notes.actors if a.place]
