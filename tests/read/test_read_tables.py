"""JSON, JSON lines, CSV: shapes, field names, and what is malformed."""

from __future__ import annotations

import json

import pytest

from dateline.read.csv_file import read_csv
from dateline.read.fault import Fault
from dateline.read.item import Item
from dateline.read.json_file import read_json, read_json_lines
from dateline.rules import table

BODY = "The river rose, the mayor said."


def summary(found: list[Item | Fault]) -> list[tuple[int | None, str]]:
    """Number and text, or number and code."""
    return [(each.number, each.code if isinstance(each, Fault) else each.text) for each in found]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"text": BODY}, [(None, BODY)]),
        ([{"text": BODY}, {"body": BODY}], [(1, BODY), (2, BODY)]),
        ({"status": "ok", "articles": [{"content": BODY}]}, [(1, BODY)]),
        ({"data": {"items": [{"articleBody": BODY}]}}, [(1, BODY)]),
        ({"text": BODY, "items": ["a tag"]}, [(None, BODY)]),
        ([{"title": "Rain"}, "words", {"text": BODY}], [(1, "R110"), (2, "R110"), (3, BODY)]),
        ([{"text": ["The river rose.", "It fell."]}], [(1, "The river rose.\n\nIt fell.")]),
        ([{"text": "", "maintext": BODY}], [(1, BODY)]),
        (
            [{"content_html": "<p>The river rose.</p><p>It fell &amp; rose.</p>"}],
            [(1, "The river rose.\n\nIt fell & rose.")],
        ),
        ([], []),
        ({}, [(None, "R110")]),
        ("words", [(1, "R110")]),
        (7, [(1, "R110")]),
    ],
)
def test_shapes_of_json(value: object, expected: list[tuple[int | None, str]]) -> None:
    """A list, an object with a list inside, or one object."""
    assert summary(list(read_json(json.dumps(value), {}))) == expected


@pytest.mark.parametrize("fact", ["title", "publisher", "agency", "author", "url"])
def test_every_default_name_is_read(fact: str) -> None:
    """Each name in the table fills its fact, in snake case and in camel case."""
    for name in table("fields")["fields"][fact]:
        camel = name.split("_")[0] + "".join(part.capitalize() for part in name.split("_")[1:])
        for written in (name, camel, name.upper().replace("_", "-")):
            (item,) = read_json(json.dumps({"text": BODY, written: "Said"}), {})
            assert isinstance(item, Item)
            assert getattr(item.facts, fact) == "Said", written


def test_values_of_other_shapes() -> None:
    """A name is found in an object, a list, a number; a date keeps the name of its field."""
    record = {
        "body": BODY,
        "source": {"id": None, "name": "Hill Post"},
        "authors": [{"name": "A"}, "B"],
        "pub_date": 1614816000,
    }
    (item,) = read_json(json.dumps(record), {})
    assert isinstance(item, Item)
    assert (item.facts.publisher, item.facts.author) == ("Hill Post", "A, B")
    assert item.facts.dates == (("1614816000", "field:pub_date"),)


def test_fields_named_by_the_user() -> None:
    """A field that the user names is the only one tried, and dots go down."""
    record = {"text": "no", "story": {"full": BODY}, "a.b": "Hill Post"}
    (item,) = read_json(json.dumps(record), {"text": "story.full", "publisher": "a.b"})
    assert isinstance(item, Item)
    assert (item.text, item.facts.publisher) == (BODY, "Hill Post")
    (missing,) = read_json(json.dumps(record), {"text": "body"})
    assert isinstance(missing, Fault)
    assert "'body'" in missing.message


@pytest.mark.parametrize(
    ("text", "expected", "where"),
    [
        ('[{"text": "The river rose."}, nope]', [(1, "The river rose."), (None, "R109")], "line 1, column 31"),
        ('{"text": "The river', [(None, "R109")], "line 1, column 10"),
        ('{"text": "One."}\n{"text": "Two."}\n', [(1, "One."), (2, "Two.")], None),
        ("[" * 200_000, [(None, "R109")], None),
        ('"words" "words"', [(None, "R109")], "line 1, column 9"),
        ('[{"text": "One."}', [(1, "One."), (None, "R109")], "line 1, column 18"),
        ('{"text": ' + "9" * 5000 + "}", [(None, "R109")], None),
    ],
)
def test_malformed_json(text: str, expected: list[tuple[int | None, str]], where: str | None) -> None:
    """What stands before the malformed place is read, and the place is named."""
    found = list(read_json(text, {}))
    assert summary(found) == expected
    if where:
        assert isinstance(found[-1], Fault)
        assert found[-1].where == where


def test_json_lines() -> None:
    """Lines are numbered as items, blank ones not; a malformed line does not end the reading."""
    text = '{"text": "One."}\r\n\r\nnope\n["x"]\n{"text": "Two\u2028."}\n' + "[" * 100_000
    found = list(read_json_lines(text, {}))
    assert summary(found) == [(1, "One."), (2, "R109"), (3, "R110"), (4, "Two\u2028."), (5, "R109")]
    assert [each.where for each in found if isinstance(each, Fault)] == ["line 3, column 1", "line 4", "line 6"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('title,body\nRain,"The river rose,\r\nand fell."\n', [(1, "The river rose,\r\nand fell.")]),
        ("title;body\nRain;It rose, he said.\n", [(1, "It rose, he said.")]),
        ("title\tbody\nRain\tIt rose.\n\n\nSun\tIt fell.\n", [(1, "It rose."), (2, "It fell.")]),
        ("title,body\nRain,It rose,he said\nSun,It fell.\n", [(1, "R109"), (2, "It fell.")]),
        ("title,body\nRain\n", [(1, "R110")]),
        ('title,body\nRain,It rose.\nSun,"It fell.\n', [(1, "It rose."), (2, "R109")]),
        ("title,body\n", []),
        ("", []),
        ("body\n" + "x" * 200_000 + "\n", [(1, "x" * 200_000)]),
    ],
)
def test_csv(text: str, expected: list[tuple[int | None, str]]) -> None:
    """Rows under names; a row that does not fit is a fault, never cut."""
    assert summary(list(read_csv(text, {}))) == expected
