"""Each rule of names.toml, roles.toml and outlets.toml does to its examples what it says."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.names.kinds import kinds
from dateline.annotate.names.lexicon import lexicon
from dateline.annotate.names.lines import Line, read_lines
from dateline.annotate.names.nominals import nominals
from dateline.annotate.names.seats import Seat, seats
from dateline.annotate.names.spot import spot
from dateline.annotate.parse import Parser
from dateline.model.reading import Block, Layout, Sentence
from dateline.rules import table


def _examples(name: str, key: str) -> list[Any]:
    return [pytest.param(rule, example, id=rule["name"]) for rule in table(name)[key] for example in rule["examples"]]


def _lines(parser: Parser, text: str):
    layout = Layout((Block(0, len(text), "body"),), (Sentence(0, len(text), 0, 0),))
    return read_lines(text, layout, parser.parse([text]))


@pytest.mark.parametrize(("rule", "example"), _examples("names", "heads"))
def test_head_words_tell_the_type(rule: dict[str, Any], example: str) -> None:
    assert lexicon().head_type(tuple(example.split())) == rule["type"]


@pytest.mark.parametrize(("rule", "example"), _examples("roles", "titles"))
def test_titles_are_cut_from_names(parser: Parser, rule: dict[str, Any], example: list[str]) -> None:
    printed, name = example
    found = spot(_lines(parser, f"Crowds in the square cheered {printed} on Friday."), lexicon(), load_gazetteer())
    assert [(n.text, n.title is not None) for n in found if printed.endswith(n.text)] == [(name, True)]


@pytest.mark.parametrize(("rule", "example"), _examples("roles", "nouns"))
def test_role_nouns_head_phrases(parser: Parser, rule: dict[str, Any], example: list[str]) -> None:
    sentence, phrase = example
    lines = _lines(parser, sentence[0].upper() + sentence[1:] + ".")
    found = [(" ".join(lines[0].lower[n.first : n.last]), n.kind) for n in nominals(lines, [set()], lexicon())]
    assert (phrase, rule["kind"]) in found


@pytest.mark.parametrize(("rule", "example"), _examples("names", "seats"))
def test_seats_of_power_are_phrases(parser: Parser, rule: dict[str, Any], example: list[str]) -> None:
    sentence, phrase = example
    lines = _lines(parser, f"On Friday {sentence} again.")
    found = [("".join(_printed(lines[0], s)), s.name) for s in seats(lines, [set()], lexicon())]
    assert found == [(phrase, rule["name"])]


def _printed(line: Line, seat: Seat) -> list[str]:
    return [" " * (k > seat.first and not line.glued(k)) + line.low(k) for k in range(seat.first, seat.last)]


@pytest.mark.parametrize(("rule", "example"), _examples("outlets", "context"))
def test_words_beside_a_name_make_it_an_outlet(parser: Parser, rule: dict[str, Any], example: list[str]) -> None:
    sentence, name = example
    lines = _lines(parser, f"On Friday {sentence} the strike.")
    found = spot(lines, lexicon(), load_gazetteer())
    types = kinds(found, lines, lexicon(), load_gazetteer()).types
    assert {n.text: types.get(n.key) for n in found}.get(name) == "outlet"


def test_no_two_outlets_share_a_name() -> None:
    """Case counts: "RAI" and "Rai" would be two."""
    seen: dict[str, str] = {}
    for row in table("outlets")["outlets"]:
        assert row["kind"] in {"agency", "outlet"} and row["family"]
        for alias in (row["name"], *row["aliases"]):
            assert seen.setdefault(alias, row["name"]) == row["name"]


def test_ambiguous_outlet_names_are_outlet_names() -> None:
    names = {alias for row in table("outlets")["outlets"] for alias in (row["name"], *row["aliases"])}
    assert set(table("outlets")["ambiguous"]) <= names


def test_words_of_lists_are_small_where_they_are_looked_up_small() -> None:
    for key in ("calendar", "openers", "cuts", "inner", "particles", "generations", "generic", "small_words", "forms"):
        assert all(word == word.lower() for word in table("names")[key]), key
