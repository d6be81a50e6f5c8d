"""Each aspect of contradiction: its rules by their own examples, and pairs of short reports that do and do not stand against each other."""

from __future__ import annotations

import hashlib

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.assemble.contradictions.manner import manner_of
from dateline.assemble.contradictions.rebuttals import _points_back
from dateline.model.reading import DateClaim, Report
from dateline.model.record import RecordData
from dateline.pipeline import annotate_all, make_record
from dateline.rules import table
from dateline.settings import Settings

RULES = table("comparing")
MANNERS = [(manner, example) for manner in RULES["manner"] for example in manner["examples"]]
DEEDS = [(deed["name"], pair) for deed in RULES["deed"] for pair in deed["examples"]]


def made(texts: list[str], parser, dates: list[str] | None = None) -> RecordData:
    """The record of reports of one outlet each, of 6 October 2020 unless told."""
    reports = []
    for number, text in enumerate(texts):
        digest = hashlib.sha256(text.encode()).hexdigest()
        claim = (DateClaim(dates[number] if dates else "2020-10-06", "option"),)
        reports.append(
            Report(f"r-{number}", f"{number}.txt", digest, digest, text, publisher=f"Outlet {number}", dates=claim)
        )
    pairs = list(annotate_all(reports, lambda batches: map(parser.parse, batches), load_gazetteer(), Settings()))
    return make_record([r for r, _ in pairs], {n.report: n for _, n in pairs}, (), Settings(), "0", "p").opened()


@pytest.mark.parametrize(("manner", "example"), MANNERS, ids=lambda v: v.get("text", v.get("name")))
def test_manners(manner, example):
    """Each example takes the side that it names, or none."""
    found = manner_of(manner, example["text"])
    assert (found[0] if found else "") == example["side"]


@pytest.mark.parametrize(("name", "pair"), DEEDS, ids=lambda v: v if isinstance(v, str) else v[0])
def test_deeds(name, pair, parser):
    """Both sentences of an example tell the deed, done to the same person."""
    from dateline.assemble.contradictions.occasions import Occasions
    from dateline.assemble.materials import look_up
    from dateline.assemble.statements import statements
    from dateline.pipeline import link

    reports = [
        Report(
            f"r-{n}",
            f"{n}.txt",
            str(n),
            str(n),
            text,
            publisher=f"Outlet {n}",
            dates=(DateClaim("2020-10-06", "option"),),
        )
        for n, text in enumerate((f"Ivo Hartl is a baker. {pair[0]}", f"Ivo Hartl is a baker. {pair[1]}"))
    ]
    notes = [
        n for _, n in annotate_all(reports, lambda batches: map(parser.parse, batches), load_gazetteer(), Settings())
    ]
    materials = link(reports, {n.report: n for n in notes}, Settings())
    lookup = look_up(materials)
    atoms = {s.id: s for one in notes for s in statements(materials, lookup, one)}
    told = [group for group in Occasions(materials, lookup, atoms).groups() if group[0].name == name]
    assert [len(group) for group in told] == [2]


@pytest.mark.parametrize("sentence", RULES["rebuttal"]["examples"])
def test_what_points_back(sentence):
    """A denial that says nothing anew is of the sentence before."""
    assert _points_back(sentence)


@pytest.mark.parametrize("sentence", RULES["rebuttal"]["counter_examples"])
def test_what_denies_something_of_its_own(sentence):
    """A denial that says what it denies is not of the sentence before."""
    assert not _points_back(sentence)


SHOT = "Ivo Hartl, a baker, was shot dead on Monday, his brother said."
JAIL = "Ivo Hartl, an editor, was arrested in Lyon on Monday, his lawyer said."
# case: two reports and the (aspect, kind) of what stands between them.
CASES = {
    "two causes of one death": ([SHOT, "Ivo Hartl, a baker, was beaten to death on Monday, a doctor said."], [("manner", "conflict")]),
    "one cause in other words": ([SHOT, "Ivo Hartl, a baker, was gunned down on Monday, a doctor said."], []),
    "two days of one death": ([SHOT, "Ivo Hartl, a baker, was shot dead on Sunday, a doctor said."], [("time", "conflict")]),
    "a day of the page": (
        [SHOT, "Published: Saturday, 3 October 2020 Ivo Hartl, a baker, was shot dead in Torva, a doctor said."],
        [],
    ),
    "what was nearly done": (
        ["Fire destroyed the Torva dairy on Monday, the mayor said.",
         "Fire nearly destroyed the Torva dairy on Monday, a neighbour said."],
        [],
    ),
    "two persons": ([SHOT, "Jan Morvan, a tailor, was shot dead on Sunday, a doctor said."], []),
    "a death that was not": ([SHOT, "Had Ivo Hartl, a baker, been shot dead on Sunday, he would be missed, a doctor said."], []),
    "two towns of one arrest": (
        [JAIL, "Ivo Hartl, an editor, was arrested in Marseille on Monday, the police said."],
        [("place",
         "conflict")],
    ),
    "one town": ([JAIL, "Police arrested the editor Ivo Hartl in Lyon on Monday, his wife said."], []),
    "arrests weeks apart": ([JAIL, "Ivo Hartl, an editor, was arrested in Marseille on 12 September, the police said."], []),
    "a claim and who denies it": (
        ["Rebels took the bridge on Monday, a rebel spokesman said. The government denied the claim."],
        [("polarity",
         "conflict")],
    ),
    "a denial of something else": (
        ["Rebels took the bridge on Monday, a rebel spokesman said. The government denied that it had fled."],
        [],
    ),
    "what one of a name did and did not do": (
        ["Ivo Hartl, the mayor of Lyon, resigned on Monday, his aide said.",
         "Ivo Hartl, the mayor of Lyon, has not resigned, his wife said on Monday."],
        [("polarity", "conflict")],
    ),
    "what had not yet happened when the report was printed": (
        ["Ivo Hartl, the mayor of Lyon, resigned on Tuesday.", "Ivo Hartl, the mayor of Lyon, has not resigned."],
        [],
    ),
    "what failed to happen before it did": (
        ["Ivo Hartl, the mayor of Lyon, resigned on Monday, his aide said.",
         "Ivo Hartl, the mayor of Lyon, failed to resign on Monday as expected."],
        [],
    ),
    "what is under way": (
        ["Ivo Hartl, the mayor of Lyon, is resigning on Monday, his aide said.",
         "Ivo Hartl, the mayor of Lyon, did not resign on Monday, his wife said."],
        [],
    ),
    "what a report says happened and another says did not": (
        ["Ivo Hartl, the mayor of Lyon, resigned on Monday.",
         "Ivo Hartl, the mayor of Lyon, did not resign on Monday."],
        [("polarity", "conflict")],
    ),
    "what two did": (
        ["Ivo Hartl, the mayor of Lyon, resigned on Monday, his aide said.",
         "Jan Morvan, the mayor of Lille, has not resigned, his wife said on Monday."],
        [],
    ),
    "what some did and others did not": (
        ["Officers resigned on Monday, the ministry said.", "Officers have not resigned, a general said on Monday."],
        [],
    ),
    "not in vain": (
        ["Ivo Hartl was killed on Monday, his brother said.",
         "Ivo Hartl was not killed in vain on Monday, his wife said."],
        [],
    ),
    "what another country does not report": (
        ["Norway reported four cases of the illness on Monday.", "Kenya has not reported any cases of the illness."],
        [],
    ),
    "a count that runs on": (
        ["Ten people have been killed in Osh since Friday, the Health Ministry said.",
         "Two people were killed in Osh on Monday, a hospital said."],
        [],
    ),
    "two towns": (
        ["Ten people were killed in Osh on Monday, the Health Ministry said.",
         "Two people were killed in Naryn on Monday, a hospital said."],
        [],
    ),
    "a minister and his ministry": (
        ["Ten people were killed in Osh on Monday, the health minister said.",
         "Twelve people were killed in Osh on Monday, the Health Ministry said."],
        [("figure", "update")],
    ),
    "a toll that rises": (
        ["Ten people were killed in Osh on Monday, the Health Ministry said.",
         "The number of people killed in Osh on Monday has risen to twelve, a hospital said."],
        [],
    ),
    "two tolls": (
        ["Ten people were killed in Osh on Monday, the Health Ministry said.",
         "Twelve people were killed in Osh on Monday, a hospital said."],
        [("figure", "conflict")],
    ),
    "a part of a town": (
        ["Ten people were killed in the blasts in Osh on Monday, the Health Ministry said.",
         "Two people were killed in the blasts at the airport in Osh on Monday, a hospital said."],
        [],
    ),
    "an offer turned down": (
        ["Rebels offered to leave the bridge on Monday, a rebel spokesman said. The government rejected it."],
        [],
    ),
    "a day that leans on other words": ([SHOT, "That same night Ivo Hartl, a baker, was shot dead, a doctor said."], []),
    "dozens and their number": (
        ["Dozens of people were arrested in Lyon on Monday night, residents said.",
         "Police arrested 47 people in Lyon on Monday night, the Interior Ministry said."],
        [("figure", "refinement")],
    ),
    "nobody here and somebody there": (
        ["A shop in Velm was robbed. Nobody has been taken into custody, the police said on Monday.",
         "A driver hit a fence in Torva. He has been taken into custody, the police said on Monday."],
        [],
    ),
    "nobody and somebody": (
        ["There were no arrests at the rally in Osh on Monday, the police said.",
         "Seven people were arrested at the rally in Osh on Monday, a rights group said."],
        [("figure", "conflict")],
    ),
    "no casualties and some dead": (
        ["There were no casualties in the blast in Osh on Monday, the mayor said.",
         "Three people were killed by the explosion in Osh on Monday, a hospital said."],
        [("figure", "conflict")],
    ),
    "two crowds of one march": (
        ["About 5,000 people marched in Osh on Monday, the police said.",
         "About 20,000 people marched in Osh on Monday, the organizers said."],
        [("figure", "conflict")],
    ),
    "a crowd that nobody is named for": (
        ["About 5,000 people marched in Osh on Monday.", "About 20,000 people marched in Osh on Monday."],
        [],
    ),
    "two happenings in one town": (
        ["Nobody was arrested in a drug raid in Osh on Monday, the police said.",
         "Nine people were arrested at a rally in Osh on Monday, a rights group said."],
        [],
    ),
    "the others": (
        ["Three others were killed in the blast in Osh on Monday, the mayor said.",
         "Four people were killed in the blast in Osh on Monday, a hospital said."],
        [],
    ),
    "suspected and not": (
        ["Ten people in Osh were killed by the illness, and all cases are suspected ones, the Health Ministry said.",
         "Six people in Osh were killed by the illness, a hospital said."],
        [],
    ),
    "a part of the whole": (
        ["In Osh 2,100 escaped prisoners were arrested on Monday, state radio said.",
         "In Osh 3,000 people, including looters and escaped prisoners, were arrested on Monday, the army said."], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_cases(case, parser):
    """What stands between the reports, and nothing else."""
    texts, expected = CASES[case]
    assert [(c.aspect, c.kind) for c in made(texts, parser).contradictions] == expected


DEAD = ["Nine people were killed by the blast in Osh on Monday, the police said.",
        "Seven people were killed by the blast in Osh on Monday, a hospital said."]  # fmt: skip


@pytest.mark.parametrize(("texts", "kind"), [(DEAD, "conflict"), (DEAD[::-1], "update")])
def test_the_dead_do_not_grow_fewer(texts, kind, parser):
    """Of one day's dead, a later count by somebody else is a conflict if it is less, else an update."""
    found = made(texts, parser, ["2020-10-06", "2020-10-07"]).contradictions
    assert [(c.aspect, c.kind) for c in found] == [("figure", kind)]


def test_an_office_held_in_the_course_of_a_year(parser):
    """Who held it in some year and who holds it months after are no rivals."""
    texts = [
        "Ivo Hartl, who became the sitting governor of Torva in 2020, spoke first.",
        "Jan Morvan is the sitting governor of Torva.",
    ]
    assert made(texts, parser, ["2020-03-02", "2020-10-06"]).contradictions == ()


def test_counts_of_reports_without_a_date(parser):
    """Counts by the same two voices, in reports that nothing dates, are compared without a day; none of them stops the record."""
    texts = [
        "Ten people were killed in Osh in the blast, the Health Ministry said.",
        "Twelve people were killed in Osh in the blast, a hospital said.",
        "Ten people were killed by the blast in Osh, the Health Ministry said, and the hospital is full.",
        "Twelve people were killed by the blast in Osh, a hospital said, and it is full.",
    ]
    undated = made(texts, parser, [""] * len(texts))
    assert all(f.as_of is None for f in undated.figures)
    assert [(c.aspect, c.kind) for c in undated.contradictions] == [("figure", "conflict")]


@pytest.mark.parametrize("sentence", ["The army denied “ ”", "The army denied —", 'He denied "'])
def test_a_denial_of_bare_marks(sentence):
    """Marks without words behind the verb are no denial of anything."""
    assert not _points_back(sentence)


def test_every_rule_says_why(parser):
    """Each contradiction of the cases has a reason in plain words."""
    for texts, _ in CASES.values():
        for c in made(texts, parser).contradictions:
            assert f"{c.why.rule.partition(':')[0]}-{c.kind}" in RULES["why"]
