"""The interchange record goes out and comes back the same, and is what its schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from factory import HOSTILE, record
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from dateline import export
from dateline.errors import InputError, RecordError
from dateline.export import json as interchange
from dateline.export import jsonl
from dateline.model.record import RecordData


def test_json_comes_back_as_the_same_value_and_the_same_bytes() -> None:
    """Nothing is lost or changed on the way out and in."""
    raw = interchange.encode(record())
    assert interchange.decode(raw) == record()
    assert interchange.encode(interchange.decode(raw)) == raw


def test_json_in_pieces_is_one_document() -> None:
    """A value at a time gives the bytes that the whole gives, empty parts and all."""
    empty = replace(record(), statements=(), events=(), contradictions=())
    for data in (record(), empty):
        whole = {"format": data.format} | {name: getattr(data, name) for name in data.__struct_fields__}
        assert interchange.encode(data) == interchange.text(whole).encode()


@pytest.mark.parametrize("format", export.FORMATS)
def test_a_file_holds_what_is_encoded(format: str, tmp_path: Path) -> None:
    """However many pieces it is written in, a file has the bytes of the whole, and no part stays behind."""
    path = tmp_path / f"record.{'zip' if format == 'csv' else format}"
    export.write(record(), format, path)
    assert path.read_bytes() == export.encode(record(), format)
    assert list(tmp_path.iterdir()) == [path]


def test_json_holds_to_its_schema() -> None:
    """A real export is valid; an export with a damaged field is not."""
    check = Draft202012Validator(interchange.schema())
    made: dict[str, Any] = json.loads(interchange.encode(record()))
    assert list(check.iter_errors(made)) == []
    made["events"][0]["status"] = "true"
    assert [error.json_path for error in check.iter_errors(made)] == ["$.events[0].status"]


def test_the_schema_is_a_schema() -> None:
    """The schema itself is valid JSON Schema and names every noun."""
    Draft202012Validator.check_schema(interchange.schema())
    properties = interchange.schema()["$defs"]["RecordData"]["properties"]
    assert list(properties) == list(RecordData.__struct_fields__)


def test_json_quotes_hostile_text_exactly_and_safely() -> None:
    """Escape sequences and turns of direction are JSON escapes in the bytes and the same characters once read."""
    raw = interchange.encode(record())
    assert json.loads(raw)["reports"][2]["text"] == HOSTILE
    assert not any(steering in raw.decode() for steering in "\x1b\x7f\u202e\u202c")


def test_keys_come_in_the_order_of_the_nouns() -> None:
    """The first things in a file are what it is and what made it; the same record gives the same bytes."""
    assert list(json.loads(interchange.encode(record())))[:4] == ["format", "provenance", "failures", "reports"]
    assert interchange.encode(record()) == interchange.encode(record())


@pytest.mark.parametrize("raw", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"format": "other/1"}'])
def test_what_is_no_record_is_refused(raw: bytes) -> None:
    """Foreign JSON is an error that says so."""
    with pytest.raises(RecordError) as caught:
        interchange.decode(raw)
    assert caught.value.code == "E202"


def test_jsonl_holds_every_noun_on_its_own_line() -> None:
    """Each line is an object with its kind; together they are the interchange record."""
    whole: dict[str, Any] = json.loads(interchange.encode(record()))
    lines = [json.loads(line) for line in jsonl.encode(record()).decode().split("\n") if line]
    assert lines[0] == {"kind": "provenance", "format": whole["format"], "data": whole["provenance"]}
    for kind, field in jsonl.KINDS:
        assert [line["data"] for line in lines if line["kind"] == kind] == whole[field]
    assert len(lines) == 1 + sum(len(whole[field]) for _, field in jsonl.KINDS)


def test_an_unknown_format_is_an_error_that_lists_the_formats() -> None:
    """The user learns which words work."""
    with pytest.raises(InputError, match="json, jsonl, csv, markdown, html"):
        export.encode(record(), "pdf")


@pytest.mark.parametrize("path", ["a.json", "b/c.JSONL", "d.csv", "e.zip", "f.md", "g.html"])
def test_the_ending_names_the_format(path: str) -> None:
    """Every ending stands for one of the formats."""
    assert export.format_of(path) in export.FORMATS


def test_an_ending_of_no_format() -> None:
    """Other endings stand for nothing."""
    assert export.format_of("a.docx") is None
