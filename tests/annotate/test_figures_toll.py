"""The toll of a report's main event: persons and numbers taken together, each once; and the counts that no number prints."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.annotate.figures import Account, find_counts, find_victims, main_incident
from dateline.annotate.parse import Parser
from dateline.annotate.times import find, resolve
from dateline.model.notes import Count, Dating, Incident
from dateline.model.reading import Report
from dateline.model.syntax import Tree
from dateline.segment import segment

PUBLISHED = Dating("2021-03-10", "2021-03-10", "2021-03-10", "day", "stated")  # a Wednesday


def read(text: str, parser: Parser) -> tuple[Incident, tuple[Count, ...]]:
    """The main event and the counts of ``text``, which appeared on ``PUBLISHED``."""
    layout = segment(Report("r", "r.txt", "", "", text))
    parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
    trees = [Tree(p, s.start, n) for n, (p, s) in enumerate(zip(parses, layout.sentences, strict=True))]
    victims = find_victims(text, trees)
    counts = find_counts(text, layout, trees, victims)
    times = resolve(text, find(text), PUBLISHED.earliest, ())
    return main_incident(Account(text, layout, trees, victims, counts, times, PUBLISHED)), counts


TOLLS = [
    # one person, told again in other words
    ("A man was shot and killed in Dorven. Ivo Hartl, 31, died at the scene. The victim was a baker.", 1, 0),
    ("A 24-year-old man was shot in the leg. The victim was taken to Velm Hospital. He is expected to survive.", 0, 1),
    ("Mara Ostrow was found with a gunshot wound. Ostrow was pronounced dead an hour later.", 1, 0),
    ("Police found a woman with stab wounds. She was in critical condition at a hospital in Velm.", 0, 1),
    ("A teenager was struck by a stray bullet. The boy is in stable condition.", 0, 1),
    ("A bullet grazed a clerk. Her injuries are not serious.", 0, 1),
    # from the injured to the dead
    ("A driver was shot in the chest. He died in hospital on Tuesday.", 1, 0),
    ("A nurse was wounded in the blast. She succumbed to her injuries.", 1, 0),
    ("Two men were shot in Dorven. One of them died.", 1, 1),
    ("Four people were shot, one fatally, in a park in Velm.", 1, 3),
    # several
    ("Two men and a woman were shot outside a bar.", 0, 3),
    ("A man was killed and another was wounded.", 1, 1),
    ("One man is dead and three people are injured after a fire in Velm.", 1, 3),
    ("A baker shot his wife before turning the gun on himself.", 1, 1),
    ("A gunman killed two porters and then himself.", 3, 0),
    ("Ivo Hartl, 20, and Mara Ostrow, 22, were shot to death in a car.", 2, 0),
    ("The victims suffered gunshot wounds.", 0, 2),
    ("The crash left a rider dead and his brother seriously hurt.", 1, 1),
    ("One man is dead and another hospitalized after a shooting.", 1, 1),
    ("Four people came to the clinic after suffering gunshot wounds.", 0, 4),
    # nobody
    ("A man fired a gun into the air. No one was hurt.", 0, 0),
    ("He threatened to kill his neighbour. The neighbour was not injured.", 0, 0),
    ("A man is accused of trying to shoot a guard.", 0, 0),
    ("The guard told him to stab the man.", 0, 0),
    ("Three clerks were shot at. They were unharmed.", 0, 0),
    ("He told his wife that he was going to kill her and then kill himself.", 0, 0),
    ("Police arrested a woman in the shooting death of a porter.", 1, 0),
    ("If a guard is killed, the strike will end.", 0, 0),
    ("Police said that the street was closed. Officers searched a house.", 0, 0),
    # other events
    ("A man was shot in Velm. In an unrelated shooting, two women were killed in Dorven.", 0, 1),
    ("A clerk was killed in Velm. It was the tenth homicide this year, and 40 people have been shot.", 1, 0),
    ("A clerk was stabbed to death. Nationwide, 800 people died that way.", 1, 0),
    ("A porter was shot in Velm. About an hour later, a woman was shot in Dorven.", 0, 1),
    ("A porter was shot in Velm. About an hour later, he died.", 1, 0),
    ("Two men were hurt in separate shootings. A porter was shot in Velm at noon.", 0, 1),
    ("A porter was shot on Monday. On January 5, Mara Ostrow was killed in the same street.", 0, 1),
    ("A porter was wounded. Related: Ferryman killed in Dorven", 0, 1),
    ("Nobody was injured, but police took two suspects into custody.", 0, 0),
    ("A robber hit the clerk with a gun.", 0, 1),
    ("Two men argued and one was shot in the leg.", 0, 1),
]


@pytest.mark.parametrize(("text", "killed", "injured"), TOLLS)
def test_everybody_is_counted_once(text: str, killed: int, injured: int, parser: Parser) -> None:
    """Names, descriptions, pronouns and numbers of one event add up to people."""
    incident, _ = read(text, parser)
    assert (incident.killed or 0, incident.injured or 0) == (killed, injured)


# Killed and injured; None is that the report does not say, 0 that it says that nobody was.
SAID = [
    ("A man fired a gun into the air. No one was hurt.", None, 0),
    ("A warehouse burned down in Velm on Tuesday. No one was killed or injured.", 0, 0),
    ("A warehouse burned down in Velm on Tuesday. There were no casualties.", 0, 0),
    ("A porter was shot in the leg in Velm. No deaths were reported.", 0, 1),
    ("Police said that the street was closed. Officers searched a house.", None, None),
    ("There were no immediate reports of casualties from the fire in Velm.", None, None),
    ("A porter was shot in Velm. In an unrelated fire, no one was killed.", None, 1),
    ("No one was killed, the mayor said at first. Later a porter was found dead in the rubble.", 1, None),
]


@pytest.mark.parametrize(("text", "killed", "injured"), SAID)
def test_not_said_is_not_nobody(text: str, killed: int | None, injured: int | None, parser: Parser) -> None:
    """Nobody is counted where the report says so, with its words; silence counts nobody."""
    incident, _ = read(text, parser)
    assert (incident.killed, incident.injured) == (killed, injured)
    assert bool(incident.evidence) == (killed is not None or injured is not None)


DAYS = [
    ("A man was shot on Monday night, police said Wednesday.", "2021-03-08"),
    ("Police said Tuesday that a man was arrested Monday. He shot a clerk on Feb. 20.", "2021-02-20"),
    ("A clerk was shot. The man appeared in court on Tuesday. The shooting happened Sunday.", "2021-03-07"),
    ("A clerk was shot in Dorven. Officers found her outside a bar.", "2021-03-10"),
    ("A man was shot early Tuesday. The trial is set for April 20.", "2021-03-09"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_the_day_is_that_of_what_happened(text: str, day: str, parser: Parser) -> None:
    """Not of who said so, nor of what came of it; the report's own date only where nothing else is printed."""
    incident, _ = read(text, parser)
    assert incident.when is not None
    assert incident.when.earliest == day
    assert (incident.when.basis == "report-date") == (day == PUBLISHED.earliest)


IMPLIED = [
    ("A porter was killed in Dorven.", [("killed", "A porter")]),
    ("Ivo Hartl was shot.", [("injured", "Ivo Hartl")]),
    ("A woman was hurt and another was killed.", [("injured", "A woman"), ("killed", "another")]),
    ("The porter was killed.", []),
    ("He was killed.", []),
    ("A porter was not hurt.", []),
    ("Every porter was hurt.", []),
    ("Velmians were killed.", []),
    ("The country is killing itself, he said.", []),
    ("A porter was hurt and will be killed.", [("injured", "A porter")]),
    ("Police may have killed a porter.", []),
]


@pytest.mark.parametrize(("text", "told"), IMPLIED)
def test_a_person_implies_one(text: str, told: list[Any], parser: Parser) -> None:
    """Somebody new or named is at least one; the quoted words are the phrase, and the rule says that no number is printed."""
    _, counts = read(text, parser)
    implied = [count for count in counts if count.rule == "implied"]
    assert [(count.measure, text[slice(*count.extent)]) for count in implied] == told
    assert all((count.low, count.best, count.high) == (1, 1, None) for count in implied)


@pytest.mark.parametrize(("text", "killed", "injured"), TOLLS)
def test_a_report_that_says_all_twice_counts_nobody_twice(text: str, killed: int, injured: int, parser: Parser) -> None:
    """Pages print a lead again as a caption or a summary."""
    incident, _ = read(f"{text} {text}", parser)
    assert (incident.killed or 0, incident.injured or 0) == (killed, injured)


def test_the_evidence_is_of_the_text_and_in_order(parser: Parser) -> None:
    """What was counted can be shown."""
    text = "Two men and a woman were shot in Dorven. Ivo Hartl, 31, died at the scene. Another porter was hurt."
    incident, _ = read(text, parser)
    assert [text[slice(*e)] for e in incident.evidence] == ["Two men", "a woman", "Ivo Hartl", "Another porter"]


def test_a_report_without_a_parse_tells_what_stands_beside_its_numbers() -> None:
    """Nothing is guessed where nothing was parsed."""
    text = "Blast kills 12, 48 wounded."
    layout = segment(Report("r", "r.txt", "", "", text))
    trees, victims = [None for _ in layout.sentences], [() for _ in layout.sentences]
    counts = find_counts(text, layout, trees, victims)
    found = main_incident(Account(text, layout, trees, victims, counts, (), None))
    assert (found.killed, found.injured, found.when) == (12, 48, None)
