"""Every rule of ``times.toml`` finds and values what its examples say."""

from __future__ import annotations

import pytest

from dateline.annotate.times import find, tag
from dateline.rules import table

READ_ON = "2021-03-17"
EXAMPLES = [(rule["name"], example) for rule in table("times")["rule"] for example in rule["examples"]]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example(name: str, example: str) -> None:
    """The named rule finds the expression of its example with its value, or nothing where it says "-"."""
    text, wanted = example.rsplit(" -> ", 1)
    hits, tagged = find(text), tag(text, READ_ON)
    if wanted == "-":
        assert hits == ()
        return
    words, value = wanted.split(" | ")
    found = [(text[start:end], v, hit.rule) for hit, (start, end, _, v) in zip(hits, tagged, strict=True)]
    assert (words, value, name) in found


def test_no_word_is_in_two_classes() -> None:
    """A word stands in one class only, or in a quotation of a pattern, so that its letter is never in doubt."""
    source = table("times")
    words = [word for entries in source["classes"].values() for word in entries]
    assert len(words) == len(set(words))
    quoted = {
        piece
        for p in [*source["patterns"].values(), *(r["pattern"] for r in source["rule"])]
        for piece in p.split("'")[1::2]
    }
    assert quoted.isdisjoint(words)
