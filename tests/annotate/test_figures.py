"""Figures: the examples of every rule in figures.toml, and what must not be counted."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.figures import find_counts, find_victims
from dateline.annotate.parse import Parser
from dateline.model.notes import Count
from dateline.model.reading import Block, Layout, Role, Sentence
from dateline.model.syntax import Tree
from dateline.rules import table


def counted(text: str, parser: Parser | None, role: Role = "body") -> tuple[Count, ...]:
    """The counts of a text of one sentence, with or without its parse."""
    layout = Layout((Block(0, len(text), role),), (Sentence(0, len(text), 0, 0),))
    trees = [Tree(parser.parse([text])[0], 0, 0) if parser else None]
    return find_counts(text, layout, trees, find_victims(text, trees))


def examples() -> list[Any]:
    rules = table("figures")
    kinds = ("hedge", "measure", "unit_rule", "refusal", "zero")
    named = [(rule["name"], example) for kind in kinds for rule in rules[kind] for example in rule["examples"]]
    return [pytest.param(example, id=f"{name}: {example['text']}") for name, example in named]


def agrees(count: Count, example: dict[str, Any]) -> bool:
    expected = {k: None if v == "none" else v for k, v in example.items() if k != "text"}
    return all(getattr(count, key) == value for key, value in expected.items())


@pytest.mark.parametrize("example", examples())
def test_rule_examples(example: dict[str, Any], parser: Parser) -> None:
    """Each example of figures.toml gives the figure that it names, or nothing."""
    found = counted(example["text"], parser)
    if example.get("nothing"):
        assert found == ()
    else:
        assert any(agrees(count, example) for count in found), found


@pytest.mark.parametrize(
    "text",
    [
        "No one was injured or hurt in the blast.",
        "Nobody was arrested or detained on Monday.",
        "A caller said that a man with a gunshot wound drove himself to the clinic.",
    ],
)
def test_the_same_words_count_once(text: str, parser: Parser) -> None:
    """Two words for one harm, or two ways to tell who came to it, give one count: its words and measure name it."""
    found = counted(text, parser)
    assert found
    assert len({(count.extent, count.measure) for count in found}) == len(found)


PHRASES = [
    ("Around 2,000 growers marched on Friday.", ["Around 2,000 growers"]),
    ("One person has been killed and 48 wounded.", ["One person", "48 wounded"]),
    ("Killing four and injuring 20, the blast tore through Velm.", ["four", "20"]),
    ("Some 30 clerks, two of them pregnant, were freed.", ["Some 30 clerks", "two of them"]),
    ("A few dozen of them stayed.", ["A few dozen of them"]),
    ("He got 11 years and two months in prison.", ["11 years and two months in prison"]),
    ("The US$2.5 million prize went to nobody.", ["US$2.5 million"]),
    ("They shot three co-workers.", ["three co-workers"]),
    ("Five dead, three hurt in ferry crash", ["Five dead", "three hurt"]),
]


@pytest.mark.parametrize(("text", "phrases"), PHRASES)
def test_extents_are_the_counted_phrases(text: str, phrases: list[str], parser: Parser) -> None:
    """The extent runs from the hedge to the noun or the participle."""
    assert [text[slice(*count.extent)] for count in counted(text, parser)] == phrases


APART = [
    ("The first of seven raids that left three men dead failed.", "killed", [3]),
    ("They reached two streets where three others had been shot.", "injured", [3]),
    ("Four riders were shot and one of them was killed.", "injured", [4]),
    ("Two sailors were not injured.", "injured", []),
    ("He was tried for the attempted murder of two clerks.", "killed", []),
    ("Two guards shot at the lock.", "injured", []),
    ("No other injuries were reported.", "injured", []),
    ("No one else was hurt.", "injured", []),
    ("Two guards shot and killed Ivo Hartl after a chase.", "killed", []),
    ("Two guards shot and killed Ivo Hartl after a chase.", "injured", []),
    ("The three sailors suffered no wounds.", "injured", []),
    ("No one knows, and this is the one that counts.", "other", []),
    ("The sheriff executed three search warrants.", "killed", []),
    ("Two nearly killed by ice speak out", "killed", []),
    ("Three of the 14 wounded died.", "killed", [3]),
    ("The toll rose from 12 to 15.", "other", []),
    ("The crew took over several boats.", "vehicles", [3]),
]


@pytest.mark.parametrize(("text", "measure", "values"), APART)
def test_the_parse_tells_the_measure_not_nearness(text: str, measure: str, values: list[int], parser: Parser) -> None:
    """What is near a number but does not belong to it gives it no measure."""
    printed = [count for count in counted(text, parser) if count.rule != "implied"]
    assert [count.best for count in printed if count.measure == measure] == values


def test_without_a_parse_the_words_next_to_the_number_decide() -> None:
    """Units, participles and verbs right beside the number still tell; a bare noun gives nothing."""
    text = "Blast kills 12, 48 wounded; Ivo Hartl, 61, freed; 30 boats and 9 percent"
    told = [(count.measure, count.best) for count in counted(text, None)]
    assert told == [("killed", 12), ("injured", 48), ("age", 61), ("percent", 9)]


@pytest.mark.parametrize(("role", "n"), [("headline", 1), ("caption", 1), ("post", 1), ("boilerplate", 0)])
def test_every_role_but_boilerplate(role: Role, n: int, parser: Parser) -> None:
    """Figures are read wherever the report speaks."""
    assert len(counted("Nine people were arrested.", parser, role)) == n


def test_rule_names_are_told_apart() -> None:
    """No two rules of one kind share a name, and every rule has an example."""
    for kind in ("hedge", "measure", "unit_rule", "refusal", "zero"):
        names = [rule["name"] for rule in table("figures")[kind]]
        assert len(names) == len(set(names))
        assert all(rule["examples"] for rule in table("figures")[kind])


@pytest.mark.parametrize("key", ["nouns", "toll", "deeds", "states", "suffer", "undergo", "masses"])
def test_each_word_tells_one_measure(key: str) -> None:
    """No word stands in the same list of two measures."""
    told = [word for rule in table("figures")["measure"] for word in rule.get(key, ())]
    assert len(told) == len(set(told))


WORDS = st.sampled_from(["at least", "20", "two", "dozens of", "more", "people", "were", "killed", "and", "injured", "years",
                         "-", ",", "(", "$", "percent", "old", "in prison", "to", "between", "no", "one", "Anna", "of 5"])  # fmt: skip


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_counts_are_ordered_and_inside(words: list[str]) -> None:
    """Whatever the words, each number lies in its phrase, the phrase in the text, and the order is that of the text."""
    text = " ".join(words)
    found = counted(text, None)
    assert [c.extent for c in found] == sorted(c.extent for c in found)
    for count in found:
        assert 0 <= count.extent.start <= count.number.start < count.number.end <= count.extent.end <= len(text)


@pytest.mark.parametrize(
    "unit", ["1 ", "20 killed ", "between 1 and 2 ", "at least ", "11 years and ", "$", "“5”", "9" * 40 + " "]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """A sentence of 5,000 times the same words is read in a few seconds."""
    begin = time.perf_counter()
    counted(unit * 5_000, None)
    assert time.perf_counter() - begin < 15
