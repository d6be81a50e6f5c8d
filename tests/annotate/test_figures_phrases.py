"""What numbers of the news count, phrase by phrase: measure, low / best / high, unit, delta; and what is no casualty figure."""

from __future__ import annotations

import pytest

from dateline.annotate.figures import find_counts, find_victims
from dateline.annotate.parse import Parser
from dateline.model.notes import Count
from dateline.model.reading import Block, Layout, Sentence
from dateline.model.syntax import Tree


def counted(text: str, parser: Parser) -> tuple[Count, ...]:
    """The printed figures of one sentence."""
    layout = Layout((Block(0, len(text), "body"),), (Sentence(0, len(text), 0, 0),))
    trees = [Tree(parser.parse([text])[0], 0, 0)]
    return tuple(c for c in find_counts(text, layout, trees, find_victims(text, trees)) if c.rule != "implied")


def row(count: Count) -> tuple[str, float | None, float | None, float | None]:
    return (count.measure, count.low, count.best, count.high)


PHRASES = [
    # killed
    ("Twelve villagers were killed in the landslide.", ("killed", 12, 12, 12)),
    ("The raid claimed the lives of 14 herders.", ("killed", 14, 14, 14)),
    ("A dozen miners died underground.", ("killed", 12, 12, 12)),
    ("Dozens of pilgrims were killed in the crush.", ("killed", 12, 12, None)),
    ("Scores of villagers died in the flood.", ("killed", 20, 20, None)),
    ("Hundreds of people were killed in the quake.", ("killed", 100, 100, None)),
    ("At least 31 passengers were killed when the ferry sank.", ("killed", 31, 31, None)),
    ("Up to 40 sailors drowned.", ("killed", None, 40, 40)),
    ("More than 60 people have died of the fever.", ("killed", 61, 61, None)),
    ("Nearly 200 prisoners died in the fire.", ("killed", None, 200, 200)),
    ("No fewer than nine guards were killed.", ("killed", 9, 9, None)),
    ("Between 20 and 25 fighters were killed.", ("killed", 20, 20, 25)),
    ("The shelling killed 10 to 15 civilians.", ("killed", 10, 10, 15)),
    ("Some 50 bodies were pulled from the rubble.", ("killed", 45, 50, 55)),
    ("The bodies of three climbers were found.", ("killed", 3, 3, 3)),
    ("The death toll stands at 87.", ("killed", 87, 87, 87)),
    ("The toll rose from 12 to 19 overnight.", ("killed", 19, 19, 19)),
    ("Officials raised the death toll to 140.", ("killed", 140, 140, 140)),
    ("Seven people were found dead in a lorry.", ("killed", 7, 7, 7)),
    ("Five men were hacked to death.", ("killed", 5, 5, 5)),
    ("Three clerks were shot dead.", ("killed", 3, 3, 3)),
    ("Two waiters were fatally stabbed.", ("killed", 2, 2, 2)),
    ("Half a dozen divers drowned.", ("killed", 6, 6, 6)),
    ("A couple of dozen people died.", ("killed", 24, 24, None)),
    ("Twenty-one farmers were murdered.", ("killed", 21, 21, 21)),
    ("Landslide kills 40 in Dorven", ("killed", 40, 40, 40)),
    ("Ferry Sinks, 22 Dead", ("killed", 22, 22, 22)),
    # injured
    ("About 300 people were injured.", ("injured", 270, 300, 330)),
    ("The blast wounded 45 shoppers.", ("injured", 45, 45, 45)),
    ("Sixteen riders were hurt, two of them seriously.", ("injured", 16, 16, 16)),
    ("Nine people were hospitalized with burns.", ("injured", 9, 9, 9)),
    ("Three clerks remain in critical condition.", ("injured", 3, 3, 3)),
    ("Two men were taken to hospital with gunshot wounds.", ("injured", 2, 2, 2)),
    ("Four people suffered minor injuries.", ("injured", 4, 4, 4)),
    ("Doctors treated 17 people for wounds.", ("injured", 17, 17, 17)),
    ("Five guards were struck by shrapnel.", ("injured", 5, 5, 5)),
    ("Up to a dozen students were hurt.", ("injured", None, 12, 12)),
    ("The number of injured has reached 590.", ("injured", 590, 590, 590)),
    # missing
    ("Eight trekkers are missing.", ("missing", 8, 8, 8)),
    ("At least 20 sailors are still unaccounted for.", ("missing", 20, 20, None)),
    ("Three girls vanished from the camp.", ("missing", 3, 3, 3)),
    # arrested
    ("Police detained more than 100 marchers.", ("arrested", 101, 101, None)),
    ("Two editors were jailed.", ("arrested", 2, 2, 2)),
    ("Forty-three people have been arrested since Monday.", ("arrested", 43, 43, 43)),
    ("The arrest of six mayors shocked Velm.", ("arrested", 6, 6, 6)),
    ("There were 75 arrests.", ("arrested", 75, 75, 75)),
    ("Police arrested two women in the death of a porter.", ("arrested", 2, 2, 2)),
    # displaced
    ("Some 4,000 families have fled the valley.", ("displaced", 3600, 4000, 4400)),
    ("The storm left 12,000 people homeless.", ("displaced", 12000, 12000, 12000)),
    ("Officials evacuated 900 residents.", ("displaced", 900, 900, 900)),
    ("Half a million people were displaced.", ("displaced", 500000, 500000, 500000)),
    ("About 60,000 refugees crossed the river.", ("displaced", 54000, 60000, 66000)),
    # crowds
    ("Around 2,000 protesters gathered in the square.", ("crowd", 1800, 2000, 2200)),
    ("Tens of thousands of people marched in Velm.", ("crowd", 10000, 10000, None)),
    ("A few hundred students rallied outside the ministry.", ("crowd", 200, 300, None)),
    ("Several thousand mourners lined the road.", ("crowd", 3000, 3000, None)),
    ("Police said 5,000 people took part in the march.", ("crowd", 5000, 5000, 5000)),
    # money
    ("The damage is put at $3.5 million.", ("money", 3500000, 3500000, 3500000)),
    ("They raised more than 2 billion euros.", ("money", 2e9, 2e9, None)),
    ("A fine of £5,000 was imposed.", ("money", 5000, 5000, 5000)),
    ("The loan of 20 million somoni was repaid.", ("money", 2e7, 2e7, 2e7)),
    ("The theft of $5m was never solved.", ("money", 5e6, 5e6, 5e6)),
    # votes and seats
    ("He won 41,200 votes.", ("votes", 41200, 41200, 41200)),
    ("The motion failed by 12 votes.", ("votes", 12, 12, 12)),
    ("Her party took 46 of the 120 seats.", ("seats", 120, 120, 120)),
    ("The union holds 23 seats.", ("seats", 23, 23, 23)),
    # magnitudes
    ("A 6.4-magnitude earthquake hit Dorven.", ("magnitude", 6.4, 6.4, 6.4)),
    ("The quake had a magnitude of 5.9.", ("magnitude", 5.9, 5.9, 5.9)),
    # other counts, with their noun
    ("The ferry carried 80 passengers.", ("other", 80, 80, 80)),
    ("Workers cleared 14 tunnels.", ("other", 14, 14, 14)),
    ("The fire destroyed 60 homes.", ("buildings", 60, 60, 60)),
    ("Rioters burned nine buses.", ("vehicles", 9, 9, 9)),
    ("The flood drowned 400 sheep.", ("animals", 400, 400, 400)),
    ("The army sent 1,500 soldiers.", ("troops", 1500, 1500, 1500)),
    ("A commuter train hit 3 vans, the railway said.", ("vehicles", 3, 3, 3)),
    # what stands between a noun and what befell it
    ("More than 40 miners, according to the union, were killed.", ("killed", 41, 41, None)),
    ("Some 20 sailors, the coast guard said, were injured.", ("injured", 18, 20, 22)),
    # few are no crowd
    ("Two protesters spoke to the mayor.", ("other", 2, 2, 2)),
    # rates, shares and the like, apart from counts
    ("Prices rose by 7 percent.", ("percent", 7, 7, 7)),
    ("Turnout was 43.5%.", ("turnout", 43.5, 43.5, 43.5)),
    ("Unemployment fell to 9 per cent.", ("percent", 9, 9, 9)),
    ("The village lies 30 km from Velm.", ("distance", 30, 30, 30)),
    ("The siege lasted nine days.", ("duration", 9, 9, 9)),
    ("He was jailed for six years.", ("sentence", 72, 72, 72)),
    ("She got a 14-month prison term.", ("sentence", 14, 14, 14)),
    ("Mara Ostrow, 64, chaired the talks.", ("age", 64, 64, 64)),
    ("A 12-year-old girl spoke first.", ("age", 12, 12, 12)),
    ("The island of 6.5 million people has no army.", ("population", 6.5e6, 6.5e6, 6.5e6)),
]


@pytest.mark.parametrize(("text", "wanted"), PHRASES)
def test_phrase(text: str, wanted: tuple[str, float, float, float], parser: Parser) -> None:
    """The phrase gives the figure, with its bounds."""
    assert wanted in [row(count) for count in counted(text, parser)]


NO_CASUALTIES = [
    "He was shot with a 9 mm pistol at 11:40 p.m.",
    "Officers found a .45-caliber handgun and an AK-47.",
    "The 24-year-old was charged with murder in 2017.",
    "She was killed on Route 9 near mile 14.",
    "Police were called to 2300 Harrow Street after a man was shot.",
    "He was wounded at 3:15 a.m. on 12 May 2019.",
    "The killer got 30 years in prison.",
    "They were found dead 40 km north of Velm.",
    "It was minus 12 degrees when he died.",
    "Velm beat Dorven 3-1 before the shooting.",
    "Call 555-0143 with news of the dead man.",
    "Hundreds of sailors are feared dead.",
    "Two of the kings have been dead for centuries.",
    "Boats searched all night for 300 passengers feared dead.",
    "Prosecutors want the death penalty against three clerks.",
    "The court issued arrest warrants against four traders.",
    "He fired 12 shots and killed a dog.",
    "Flight 370 was lost with all on board.",
    "About four in 10 wounds are fatal.",
    "The murder rate rose 15 percent.",
    "Killings rose five times.",
    "He was arrested in the 1200 block of Harrow Lane.",
    "The 19th victim was buried in plot 7.",
    "Nobody died in the 2015 fire.",
    "The dead man owed $4,000.",
]


@pytest.mark.parametrize("text", NO_CASUALTIES)
def test_no_casualty_figure(text: str, parser: Parser) -> None:
    """Ages, years, addresses, times, terms, scores, routes, calibres, distances and sums are not people killed or hurt."""
    people = [c for c in counted(text, parser) if c.measure in ("killed", "injured", "missing", "arrested") and c.best]
    assert people == []


DELTAS = [
    ("Two more sailors died overnight.", True),
    ("Another five villagers were injured.", True),
    ("A further 30 people were arrested.", True),
    ("An additional 12 miners are missing.", True),
    ("Three others were wounded.", False),
    ("More than 12 miners are missing.", False),
    ("In all, 40 people have died.", False),
    ("The total number of dead is 31.", False),
]


@pytest.mark.parametrize(("text", "delta"), DELTAS)
def test_what_is_added_and_what_is_a_total(text: str, delta: bool, parser: Parser) -> None:
    """ "Two more" is added to an earlier count; a total is not."""
    (count,) = counted(text, parser)
    assert count.delta is delta


BREAKDOWNS = [
    ("The blast killed 12 people, including five children.", [("killed", "people", 12), ("killed", "children", 5)]),
    (
        "Thirty people were wounded, among them nine police officers.",
        [("injured", "people", 30), ("injured", "officers", 9)],
    ),
    (
        "The raid killed 20 civilians and four police officers.",
        [("killed", "civilians", 20), ("killed", "officers", 4)],
    ),
    ("Eight people died, three of them children.", [("killed", "people", 8), ("killed", "children", 3)]),
]


@pytest.mark.parametrize(("text", "wanted"), BREAKDOWNS)
def test_breakdowns_keep_their_noun(text: str, wanted: list[tuple[str, str, float]], parser: Parser) -> None:
    """A part of a count has the measure of the whole and a noun of its own."""
    assert [(c.measure, c.noun, c.best) for c in counted(text, parser)] == wanted
