"""``--types FILE``: a user's types are told, stand in the settings, stay when reports are added; a bad file changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from factory import Run

TYPES = """
[[type]]
name = "match"
family = "sport"
iptc = "15000000"
verbs = ["draw with"]
nouns = ["match"]

[type.modes]
draw = ["draw with"]
"""
FIRST = (
    "date 2020-03-04\n\nThe Reds drew with the Greens in Kessen on Tuesday. The mayor of Kessen resigned on Tuesday.\n"
)
SECOND = "date 2020-03-05\n\nThe Blues drew with the Whites in Kessen on Wednesday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports and a file of types."""
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.txt").write_text(SECOND, encoding="utf-8")
    (tmp_path / "sport.toml").write_text(TYPES, encoding="utf-8")
    return tmp_path


def exported(run: Run) -> dict[str, Any]:
    """The record as JSON."""
    found: dict[str, Any] = json.loads(run("export", "a.dateline").stdout)
    return found


def test_own_types_are_told_and_stay(run: Run, folder: Path) -> None:
    """Built with the file, grown without it: both matches are of the type, with its mode and code, beside the shipped types."""
    assert folder.exists()
    assert run("build", "first.txt", "-o", "a.dateline", "--types", "sport.toml").returncode == 0
    assert run("add", "a.dateline", "second.txt").returncode == 0
    record = exported(run)
    matches = [event for event in record["events"] if event["type"] == "match"]
    assert [(event["mode"], event["iptc"], event["plover"]) for event in matches] == [("draw", "15000000", None)] * 2
    assert {event["type"] for event in record["events"]} == {"match", "resignation"}
    assert json.loads(record["provenance"]["settings"]["types"])[0]["name"] == "match"
    shown = run("show", "a.dateline", matches[0]["id"]).stdout
    assert "match, draw: " in shown
    assert "medtop:15000000" in shown


def test_without_a_file_nothing_is_in_the_settings(run: Run, folder: Path) -> None:
    """A record is what it was before there were types of one's own."""
    assert folder.exists()
    assert run("build", "first.txt", "-o", "a.dateline").returncode == 0
    record = exported(run)
    assert "types" not in record["provenance"]["settings"]
    assert "match" not in {event["type"] for event in record["events"]}


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("absent.toml", None),
        ("bad.toml", b"[[type]]\nname = 1\n"),
        ("bad.toml", b"\xff\xfe[[type]]"),
        ("taken.toml", b'[[type]]\nname = "protest"\nfamily = "x"\nnouns = ["x"]\n'),
    ],
)
def test_a_bad_file_makes_no_record(run: Run, folder: Path, file: str, content: bytes | None) -> None:
    """One line with the file and E104, exit 2."""
    if content is not None:
        (folder / file).write_bytes(content)
    done = run("build", "first.txt", "-o", "a.dateline", "--types", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert file in done.stderr
    assert "(E104)" in done.stderr
    assert not (folder / "a.dateline").exists()


def test_types_that_are_none_are_refused(run: Run, folder: Path) -> None:
    """The setting by itself takes what a file gives, nothing else."""
    assert folder.exists()
    done = run("build", "first.txt", "-o", "a.dateline", "--set", "types=sport.toml")
    assert done.returncode == 2
    assert "(E302)" in done.stderr
