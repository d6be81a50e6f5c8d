"""Speakers, relays and hands on a record that the program built: what ``sources``, ``search --speaker`` and ``show`` tell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NORTH = """date 2020-03-04

Port authority chief Jonas Reis told Northwire that two cranes had failed. “They were old,” he said.

A witness said the beam fell without a sound. A Northwire reporter at the scene saw smoke over the pier.

A senior harbour official, who spoke on condition of anonymity because the inquiry goes on, said the cranes had never been checked.

Crews cleared the pier at night.
"""
COAST = """date 2020-03-04

Local media reported that harbour officials said the cranes were safe.

Northwire reported on Wednesday, citing the port authority, that two cranes had failed.

Jonas Reis and Mara Ilvesen said the port would open again on Friday.

Mr. Reis wrote on Facebook that he was sorry.
"""
Ask = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """A command of the program on the record of two reports."""
    folder: Path = tmp_path_factory.mktemp("voices")

    def start(*words: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "dateline", *words]
        return subprocess.run(
            line, cwd=folder, env={**os.environ}, capture_output=True, encoding="utf-8", timeout=120, check=False
        )

    rows = [
        {"text": NORTH, "publisher": "Northwire", "title": "Cranes fail"},
        {"text": COAST, "publisher": "Coast Gazette", "title": "Port shut"},
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert start("build", "in.jsonl", "-o", "r.dateline").returncode == 0
    return lambda command, *words: start(command, "r.dateline", *words)


def found(ask: Ask, *words: str) -> list[dict[str, Any]]:
    """The rows of a search as JSON."""
    done = ask("search", *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def begins(rows: list[dict[str, Any]]) -> list[str]:
    """The first three words of the sentence of each row."""
    return [" ".join(row["quote"]["exact"].split()[:3]) for row in rows]


def test_all_that_somebody_says(ask: Ask) -> None:
    """Without words: by name, by part of it, over both reports, with the pronoun and with another speaker."""
    expected = ["Port authority chief", "“They were old,”", "Jonas Reis and", "Mr. Reis wrote"]
    assert begins(found(ask, "--speaker", "Jonas Reis")) == expected
    assert begins(found(ask, "--speaker", "reis")) == expected
    assert begins(found(ask, "--speaker", "ilvesen")) == ["Jonas Reis and"]


def test_words_and_speaker(ask: Ask) -> None:
    """With words: only the sentences of the speaker that hold them."""
    assert begins(found(ask, "cranes", "--speaker", "Reis")) == ["Port authority chief"]


def test_classes_without_a_name(ask: Ask) -> None:
    """A class is asked for like a name, in the singular or the plural."""
    assert begins(found(ask, "--speaker", "witness")) == ["A witness said"]
    assert begins(found(ask, "--speaker", "witnesses")) == ["A witness said"]
    assert {row["voice"]["words"] for row in found(ask, "--speaker", "official")} >= {"harbour officials"}


def test_hands(ask: Ask) -> None:
    """What a reporter saw, what others report, what is nobody's word but the outlet's."""
    assert begins(found(ask, "--hand", "witnessed")) == ["A Northwire reporter"]
    assert begins(found(ask, "--hand", "second-hand")) == ["Local media reported", "Northwire reported on"]
    assert "Crews cleared the" in begins(found(ask, "--hand", "unattributed"))
    assert "Port authority chief" in begins(found(ask, "--hand", "first-hand"))  # he told the outlet that prints it


def test_sources(ask: Ask) -> None:
    """Speakers with their class, relays with what they are, classes with the terms of anonymity, hands."""
    view = json.loads(ask("sources", "--json").stdout)
    speakers = {row["name"]: row for row in view["speakers"]}
    assert (speakers["Jonas Reis"]["kind"], speakers["Jonas Reis"]["n_reports"]) == (None, 2)
    assert speakers["witness"]["kind"] == "witness"
    assert {row["name"]: row["kind"] for row in view["relays"]} == {
        "Northwire": "named",
        "Local media": "outer",
        "Facebook": "platform",
    }
    assert {row["kind"]: row["n_explained"] for row in view["unnamed"]} == {
        "official": 1,
        "witness": 0,
        "journalist": 0,
    }
    assert {row["hand"] for row in view["hands"]} == {"witnessed", "first-hand", "second-hand", "unattributed"}
    assert sum(row["n_statements"] for row in view["hands"]) == len(json.loads(ask("export").stdout)["statements"])


def test_show_tells_how_near_it_is(ask: Ask) -> None:
    """The attribution of a statement names the class, the terms, the reason and the hand."""
    lines = ask("show", f"in.jsonl#1:{NORTH.index('the cranes had never')}").stdout.splitlines()
    assert any("unnamed: official" in line and "first-hand" in line for line in lines)
    assert any(line.strip().startswith("reason “because the inquiry goes on”") for line in lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Nothing is asked for"),
        (("--speaker", "Nemo"), "names nobody 'Nemo'"),
        (("--speaker", " "), "speaker is empty"),
    ],
)
def test_bad_asking(ask: Ask, words: tuple[str, ...], said: str) -> None:
    """What cannot be answered is explained, with exit code 2."""
    done = ask("search", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_an_unknown_hand(ask: Ask) -> None:
    """The hands are named."""
    done = ask("search", "--hand", "third-hand")
    assert done.returncode == 2
    assert "second-hand" in done.stderr


def test_nothing_said(ask: Ask) -> None:
    """Somebody who is named and says nothing: nothing on stdout, a word on stderr, no error."""
    done = ask("search", "--speaker", "Reis", "--hand", "witnessed")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing holds 'Reis' and 'witnessed'.\n")
