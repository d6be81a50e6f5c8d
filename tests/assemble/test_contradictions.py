"""What is a quarrel and what is not: pairs of short reports of one day."""

from __future__ import annotations

import hashlib

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.assemble.contradictions import alike
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate_all, make_record
from dateline.settings import Settings

MINISTRY = "Twelve people were killed in the clashes in the old town on Monday, the Health Ministry said."

CASES = [
    ([MINISTRY, "Thirty people were killed in the clashes in the old town on Monday, the Red Crescent said."], ["conflict"]),
    ([MINISTRY, "Fifteen people were killed in the clashes in the old town on Monday, the Health Ministry said."], ["update"]),
    ([MINISTRY, "Thirty people were killed in the clashes in the old town on Monday, we believe."], []),
    ([MINISTRY, "At least ten people were killed in the clashes in the old town on Monday, the Red Crescent said."], []),
    ([MINISTRY, "Three children were killed in the clashes in the old town on Monday, the Red Crescent said."], []),
    (["The attack on Monday killed 20 children and six adults, the police said."], []),
]  # fmt: skip


FIRE = "At least 15 people were killed in the fire on the ferry Alma off Kessen, the coast guard said."
LATER = FIRE.replace("At least 15", "Twelve").replace("guard said", "guard said on 3 October 2020")
FORTY = "Forty people were killed in the fire on the ferry Alma off Kessen, the coast guard said."
HABIT = "In a usual year 300 people are killed on average by avalanches in the Torva range."
TWELVE = "Twelve people were killed by avalanches in the Torva range, the rescue service said."
BESIDE = (
    "Three soldiers were killed in the skirmish, the rebels said. A government spokesman said 10 soldiers were killed."
)
WARDS = "Three people were killed, a doctor at the north hospital said. A doctor at the south hospital said 10 people were killed."
OPENING = (
    "Rescuers dug through the rubble of the Halden arcade after its glass roof collapsed on shoppers. "
    "The arcade was packed for the lantern fair. Officials said {} people were killed."
)

DAYS = [
    ([("2020-10-06", FIRE), ("2020-10-07", FORTY)], ["update"]),
    ([("2020-10-06", FIRE), ("2020-10-06", FORTY)], []),
    ([("2020-10-06", FIRE), ("2020-10-16", FORTY.replace("Alma", "Borna"))], []),
    ([("2020-09", FIRE), ("2020-10-02", FORTY)], ["update"]),
    ([("2020-10", FIRE), ("2020-10-02", FORTY)], []),
    ([("2020", FIRE), ("2020-10", FORTY)], []),
    ([("2020-10", LATER), ("2020-10", FORTY.replace("coast guard", "Red Crescent"))], []),
    ([("2020-10-06", LATER), ("2020-10-06", FORTY.replace("coast guard", "Red Crescent"))], ["update"]),
    ([("0001-01-01", FIRE), ("0001-01-02", FORTY)], ["update"]),
    ([("9999-12-30", FIRE), ("9999-12-31", FORTY)], ["update"]),
    ([("2020-10-06", HABIT), ("2020-10-06", TWELVE)], []),
    ([("2020-10-06", BESIDE)], ["conflict"]),
    ([("2020-10-06", WARDS)], []),
    ([("2020-10-06", OPENING.format(12)), ("2020-10-07", OPENING.format(17).replace("dug", "still dig"))], ["update"]),
    ([("2020-09", OPENING.format(12)), ("2020-10-02", OPENING.format(17).replace("dug", "still dig"))], ["update"]),
    ([("2020-10", OPENING.format(12)), ("2020-10-02", OPENING.format(17).replace("dug", "still dig"))], []),
]

BLASTS = "The bombings at the Halden tram depot killed {} people and wounded {}."
ATTACKS = "Investigators asked who was behind Tuesday's attacks in the capital, which left {} dead and {} injured."
COMPANY = [
    ([("2020-10-06", BLASTS.format(31, 270)), ("2020-10-07", ATTACKS.format(31, 330))], ["update"]),
    ([("2020-10-06", BLASTS.format(31, 330)), ("2020-10-07", ATTACKS.format(31, 270))], ["conflict"]),
    ([("2020-10-06", BLASTS.format(31, 270)), ("2020-10-07", "So far " + ATTACKS.format(31, 330))], ["update"]),
    ([("2020-10-06", BLASTS.format(31, 270)), ("2020-10-27", ATTACKS.format(31, 330))], []),
    ([("2020-10-06", BLASTS.format(5, 27)), ("2020-10-07", ATTACKS.format(5, 33))], []),
    (
        [("2020-10-06", BLASTS.format(20, 100)), ("2020-10-07", "A gas leak at a mill left 35 dead and 100 injured.")],
        [],
    ),
]

HURT = "The blast at the Halden depot on Monday injured 300 people, the Health Ministry said."
SOME = [
    ("The blast at the Halden depot on Monday injured 120 people, the Red Crescent said.", ["conflict"]),
    ("The blast at the Halden depot on Monday seriously injured 120 people, the Red Crescent said.", []),
    ("Ninety people injured in the blast at the Halden depot on Monday are still being treated, the Red Crescent said.", []),
]  # fmt: skip

LATE = "The market opened at noon. " * 9  # so that the openings of two reports are not compared
BEFORE = LATE + "Supporters of the ousted harbourmaster stormed the grain terminal of Kessen with crowbars. "
CONTEXT = [
    (
        BEFORE + "Three people were killed, the police said.",
        BEFORE + "Five people were killed, doctors said.",
        ["update"],
    ),
    (
        BEFORE + "Three people were killed, the police said.",
        LATE + "It rained. Five people were killed, doctors said.",
        [],
    ),
    (
        BEFORE + "Three people were killed, the police said.",
        BEFORE.replace("crowbars.", "crowbars and killed nine guards.")
        + "Five guards were killed later, doctors said.",
        [],
    ),
    (
        BEFORE + "Three people were killed, the police said.",
        BEFORE + "Five people were killed there, doctors said.",
        [],
    ),
]

SINCE = "The Red Crescent said 84 people have been killed in the protests in Kyrgyzstan since Tuesday."
UNREST = [
    ([SINCE, "The unrest in Kyrgyzstan has left 233 people dead, the Red Crescent said."], ["update"]),
    ([SINCE, "The floods in Kyrgyzstan have left 233 people dead, the Red Crescent said."], []),
    ([SINCE, "The unrest in Kazakhstan has left 233 people dead, the Red Crescent said."], []),
    ([SINCE, "The unrest in Osh, Kyrgyzstan, has left 233 people dead, the Red Crescent said."], []),
]


@pytest.mark.parametrize(("dated", "kinds"), COMPANY)
def test_company(dated, kinds, parser):
    """A toll that two sentences share says that those beside it are of one happening, whatever the words; not a small or a round one."""
    assert found(dated, parser) == kinds


@pytest.mark.parametrize(("later", "kinds"), SOME)
def test_some_of_the_injured(later, kinds, parser):
    """The injured do not grow fewer; those who are in a ward yet, or badly hurt, are some of them."""
    assert found([("2020-10-06", HURT), ("2020-10-08", later)], parser) == kinds


def test_pairs_of_one_toll_do_not_grow_with_its_reports() -> None:
    """What thousands of reports give alike is asked of the first of them."""
    few, many = (alike._sharing([frozenset({"31 dead"})] * reports, 10) for reports in (10, 3_000))
    assert few == many


@pytest.mark.parametrize(("one", "other", "kinds"), CONTEXT)
def test_context(one, other, kinds, parser):
    """What happened, the sentence before a bare toll may tell; not if that gives a toll of its own, or the toll is of elsewhere."""
    assert found([("2020-10-06", one), ("2020-10-07", other)], parser) == kinds


@pytest.mark.parametrize(("texts", "kinds"), UNREST)
def test_unrest(texts, kinds, parser):
    """A body with a name counts on the dead of a country's unrest, whatever it is called; other causes, lands and towns are not one."""
    assert found([(f"2020-10-0{day}", text) for day, text in enumerate(texts, 6)], parser) == kinds


@pytest.mark.parametrize(("texts", "kinds"), CASES)
def test_figures(texts, kinds, parser):
    """Two voices conflict, one voice corrects itself; guesses of "we", bounds that fit, parts and other counts are no quarrel."""
    assert found([("2020-10-06", text) for text in texts], parser) == kinds


@pytest.mark.parametrize(("dated", "kinds"), DAYS)
def test_days(dated, kinds, parser):
    """A later count outgrows an "at least" of the same happening, if it is surely later; two voices of one report conflict, two hospitals
    and habits do not."""
    assert found(dated, parser) == kinds


def found(dated, parser):
    """The kinds of contradictions of figures in reports, each a day and a text."""
    reports = []
    for number, (day, text) in enumerate(dated):
        digest = hashlib.sha256(text.encode()).hexdigest()
        claim = (DateClaim(day, "option"),)
        reports.append(
            Report(f"r-{number}", f"{number}.txt", digest, digest, text, publisher=f"Outlet {number}", dates=claim)
        )
    pairs = list(annotate_all(reports, lambda batches: map(parser.parse, batches), load_gazetteer(), Settings()))
    data = make_record([r for r, _ in pairs], {n.report: n for _, n in pairs}, (), Settings(), "0", "p").opened()
    return [c.kind for c in data.contradictions if c.aspect == "figure"]
