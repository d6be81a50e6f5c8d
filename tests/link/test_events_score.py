"""Scores of two tellings in reports with dates, and which reports tell one story."""

from __future__ import annotations

import datetime
from itertools import combinations

import pytest
from msgspec.structs import replace

from dateline.link.events.rarity import rarity, shared
from dateline.link.events.score import score_pair
from dateline.link.events.stories import Stories, terms
from dateline.link.events.tellings import Telling
from dateline.model.links import EventRef

DAY = datetime.date(2021, 5, 3)
HALL, HOUSE, BUREAU = "e-hall", "e-house", "e-bureau"
NOWHERE = Stories({})
ONE = Telling(
    ref=EventRef("a", 0),
    told=True,
    content="marchers broke into the harbour house",
    sentence="marchers broke into the harbour house.",
    type="seizure",
    family="unrest",
    lemma="break",
    means=frozenset({"break"}),
    first=DAY,
    last=DAY,
    reported=DAY,
    firm=True,
    agents=frozenset({"marcher"}),
    patients=frozenset({HOUSE}),
    places=frozenset(),
    named=frozenset({HOUSE}),
    known=frozenset({HOUSE}),
    beside=frozenset(),
    described=frozenset({"harbour", "house"}),
    words=("harbour", "house", "marcher"),
    context=("harbour", "house", "marcher"),
    copy=None,
    main=True,
    nominal=False,
    polarity="positive",
    realis="actual",
    rare=1.0,
)


def other(patient: str, described: set[str], *, named: bool) -> Telling:
    """A telling of another report that says the same of something else."""
    return replace(
        ONE,
        ref=EventRef("b", 0),
        patients=frozenset({patient}),
        named=frozenset({patient}) if named else frozenset(),
        described=frozenset(described),
        words=("harbour", "marcher"),
    )


def score(a: Telling, b: Telling) -> float:
    """The score, which is the same in either order."""
    assert score_pair(a, b, NOWHERE) == score_pair(b, a, NOWHERE)
    return score_pair(a, b, NOWHERE)[0]


@pytest.mark.parametrize(
    ("patient", "described", "named", "likely"),
    [
        ("office", {"harbour", "office"}, False, True),  # the Harbour House, "the harbour offices"
        ("office", {"tax", "office"}, False, False),
        (HALL, {"harbour", "hall"}, True, False),  # two names
    ],
)
def test_a_description_in_words_of_the_name_speaks_less_against(
    patient: str, described: set[str], *, named: bool, likely: bool
) -> None:
    """Of a name and a description that share a word nothing is held against the pair."""
    found = other(patient, described, named=named)
    _, why = score_pair(ONE, found, NOWHERE)
    assert ("patient" not in why) is likely
    assert score(ONE, found) <= score(ONE, other(HOUSE, {"house"}, named=True))


def test_a_name_beside_both_speaks_for_them() -> None:
    """ "went to the Bureau", "broke into the hall of the Bureau"."""
    went = replace(ONE, type="other", family="other", patients=frozenset(), named=frozenset(), described=frozenset())
    broke = other("hall", {"hall"}, named=False)
    pair = (replace(went, beside=frozenset({BUREAU})), replace(broke, beside=frozenset({BUREAU})))
    assert score(*pair) == pytest.approx(score(went, broke) + 0.1)


def test_reports_of_one_story_are_alike_in_a_record_of_that_story() -> None:
    """Names that all reports print do not count as common words: counted so, two of these would be less alike than .1."""
    texts = {
        "a": "The ferry Marlin struck the pier at Velm. Divers searched the hull.",
        "b": "Officials closed the pier at Velm where the Marlin had come to grief.",
        "c": "Captain Ilse Brandt of the Marlin was questioned at Velm on Friday.",
    }
    stories = Stories({report: terms(text) for report, text in texts.items()})
    assert {report: set(stories.near(report)) for report in texts} == {report: set(texts) for report in texts}
    assert min(stories.likeness(one, other) for one, other in combinations(texts, 2)) > 0.1


def test_a_word_of_news_at_large_makes_no_two_reports_alike() -> None:
    """What every paper prints says little even where only two reports of a record print it; "Velm" says much."""
    texts = {"a": "The president spoke in Velm.", "b": "The president fell ill.", "c": "Rain fell in Velm."}
    stories = Stories({report: terms(text) for report, text in texts.items()})
    assert stories.likeness("a", "b") < stories.likeness("a", "c") / 2


def test_terms_are_the_most_telling_words_first() -> None:
    assert terms("Velm! The president of Velm said it.") == "velm 2 president 1"


@pytest.mark.parametrize(("common", "rare"), [("people", "strike"), ("strike", "harbour"), ("president", "velm")])
def test_a_word_of_fewer_reports_is_rarer(common: str, rare: str) -> None:
    assert rarity(common) < rarity(rare) <= rarity("no such word") < 4.2


def test_passages_that_share_a_rare_word_have_more_in_common() -> None:
    passage = ("president", "velm")
    assert shared(passage, ("president", "rain")) < shared(passage, ("rain", "velm")) / 2
    assert shared(passage, passage) == pytest.approx(1)
    assert shared(passage, ("rain",)) == 0


def test_one_more_deed_of_a_report_is_another_event() -> None:
    first = replace(ONE, patients=frozenset({"depot"}), named=frozenset(), sentence="marchers broke into the depot.")
    more = replace(
        first, ref=EventRef("a", 1), sentence="marchers then broke into the depot of the harbour.", further=True
    )
    more = replace(more, words=("marcher", "row", "store"))
    assert score_pair(first, replace(more, further=False), NOWHERE)[0] >= 0.6
    assert score_pair(first, more, NOWHERE)[0] < 0.6
    assert score_pair(first, replace(more, ref=EventRef("b", 0)), NOWHERE)[0] >= 0.6


UNDATED = replace(ONE, first=None, last=None, reported=None)


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({}, True),
        ({"patients": frozenset({HALL}), "named": frozenset({HALL})}, False),
        ({"patients": frozenset({HALL}), "named": frozenset({HALL}), "told": False}, True),
        ({"patients": frozenset(), "agents": frozenset({"clerk"}), "named": frozenset()}, False),
    ],
)
def test_a_report_without_a_date_tells_two_deeds_where_they_are_done_to_others(
    changes: dict[str, object], alike: bool
) -> None:
    other_one = replace(UNDATED, ref=EventRef("a", 1), sentence="another sentence", **changes)
    assert (score_pair(UNDATED, other_one, NOWHERE)[0] > 0) is alike
