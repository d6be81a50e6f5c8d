"""Where an event was: what is tied to its own deed, in invented sentences read with the parser that users have."""

from __future__ import annotations

import pytest

from dateline import rules
from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.notes import ReportNotes
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate
from dateline.segment import segment
from dateline.typology import typology


@pytest.fixture(scope="session")
def where(parser):
    """A function from a text and a word that tells an event to the names of its places."""

    def places(text: str, trigger: str) -> list[str]:
        report = Report("r-1", "a.txt", "", "", text, dates=(DateClaim("2020-10-06", "option"),))
        layout = segment(report)
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        notes: ReportNotes = annotate(report, layout, parses, load_gazetteer())
        told = [e for e in notes.events if text[e.trigger.start : e.trigger.end] == trigger]
        assert told, f"{trigger} tells no event: {[text[e.trigger.start : e.trigger.end] for e in notes.events]}"
        return [notes.actors[p].name for p in told[0].places]

    return places


@pytest.mark.parametrize("example", rules.table("where")["example"], ids=lambda e: e["text"])
def test_examples(example, where):
    """Each example has the places that it says, and no other."""
    assert where(example["text"], example["trigger"]) == example["places"]


def test_types_are_known():
    """Types and families of the table are those of the typology."""
    table = rules.table("where")
    kinds = {*table["told"]["types"], *table["struck"]["types"], *table["struck"]["nouns"]}
    families = {*table["told"]["families"], *table["beside"]["families"]}
    assert kinds <= set(typology().families) and families <= set(typology().families.values())


HERE = [
    # on the verb
    ("In Tallinn, crowds stormed the ministry.", "stormed", ["Tallinn"]),
    ("Crowds stormed the ministry in Tallinn.", "stormed", ["Tallinn"]),
    ("Two clerks were shot outside a bank in Lusaka.", "shot", ["Lusaka"]),
    ("The ferry sank north of Mombasa.", "sank", ["Mombasa"]),
    ("The mayor resigned on Monday in Lusaka.", "resigned", ["Lusaka"]),
    ("Guards killed three men in the streets of Nairobi.", "killed", ["Nairobi"]),
    ("She criticised the plan at a rally in Lusaka.", "criticised", ["Lusaka"]),
    ("Orlova spoke to miners in Lusaka.", "spoke", ["Lusaka"]),
    ("The king met the envoys on a visit to Nairobi.", "met", ["Nairobi"]),
    ("The army sent troops to Mombasa.", "sent", ["Mombasa"]),
    ("Thousands fled from Aleppo.", "fled", ["Aleppo"]),
    ("Crowds marched in Nairobi and Mombasa.", "marched", ["Nairobi", "Mombasa"]),
    # on the noun that tells it
    ("An explosion in Tallinn killed two guards.", "killed", ["Tallinn"]),
    ("The bombing of Aleppo began on Sunday.", "bombing", ["Aleppo"]),
    ("The Nairobi attack was the first since Sunday.", "attack", ["Nairobi"]),
    ("Guards died in Sunday's attack on a bank in Lusaka.", "died", ["Lusaka"]),
    # on who or what takes part, and as whom it is done to
    ("A bomb in Lusaka exploded on Monday.", "exploded", ["Lusaka"]),
    ("Police arrested six clerks of a bank in Mombasa.", "arrested", ["Mombasa"]),
    ("The storm hit Mombasa.", "storm", ["Mombasa"]),
    ("Two quakes shook Nairobi.", "shook", ["Nairobi"]),
    ("Rebels captured Aleppo.", "captured", ["Aleppo"]),
    ("Aleppo was bombed on Sunday.", "bombed", ["Aleppo"]),
    # what shares the scene
    ("The crowd marched to the port of Mombasa, where guards shot two men.", "shot", ["Mombasa"]),
    ("Two men opened fire in Lusaka, killing a guard.", "killing", ["Lusaka"]),
    ("Crowds gathered in Lusaka and burned two cars.", "burned", ["Lusaka"]),
    ("Two guards were killed when a mine exploded near Aleppo.", "killed", ["Aleppo"]),
    ("In Aleppo, doctors said that two guards were killed.", "killed", ["Aleppo"]),
    ("Speaking in Lusaka, Orlova condemned the raid.", "condemned", ["Lusaka"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "expected"), HERE, ids=lambda v: str(v))
def test_what_is_tied_to_the_deed(text, trigger, expected, where):
    """By a preposition, as what is struck, over who takes part, or from a clause that shares the scene."""
    assert where(text, trigger) == expected


ELSEWHERE = [
    ("The minister criticised the war in Yemen.", "criticised"),
    ("The union demanded a vote in Kenya.", "demanded"),
    ("The embassy of Kenya announced new rules.", "announced"),
    ("Kenyan troops stormed the ministry.", "stormed"),
    ("Kenya's army attacked the depot.", "attacked"),
    ("Kenya attacked the depot.", "attacked"),
    ("Jon Berg, who was born in Lusaka, was arrested on Monday.", "arrested"),
    ("A man born in Lusaka was arrested on Monday.", "arrested"),
    ("Senator Lena Orlova of Ohio resigned on Monday.", "resigned"),
    ("Senator Lena Orlova (D-Ohio) resigned on Monday.", "resigned"),
    ("The council discussed the siege of Aleppo.", "discussed"),
    ("Lawmakers ratified the Paris accord.", "ratified"),
    ("Orlova warned that troops had entered Aleppo.", "warned"),
    ("The mayor resigned after a raid in Lusaka.", "resigned"),
    ("The clerk alarmed diplomats in Nairobi.", "alarmed"),
    ("The envoy condemned the raid in Lusaka.", "condemned"),
    ("Guards were killed as they were travelling to Mombasa.", "killed"),
    ("The report on Kenya angered the king.", "angered"),
]


@pytest.mark.parametrize(("text", "trigger"), ELSEWHERE, ids=lambda v: str(v))
def test_what_is_only_named_is_no_place_of_the_deed(text, trigger, where):
    """What is talked about, where somebody is from, who does it, and what another clause tells."""
    assert where(text, trigger) == []


def test_what_belongs_to_somebody_is_left_where_the_deed_has_a_place_of_its_own(where):
    """Who is from one town is arrested in another."""
    assert where("Migrants in Mombasa were arrested at a hotel in Nairobi.", "arrested") == ["Nairobi"]
