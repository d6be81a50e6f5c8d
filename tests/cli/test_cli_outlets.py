"""``--outlets FILE``: a user's outlets are known by name and family, stay when reports are added; a bad file changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from factory import Run

OUTLETS = """
outlets = [
  { name = "Harbour Post", family = "Coast Group" },
  { name = "Quay Courier", family = "Coast Group" },
  { name = "Orrinwire", aliases = ["OW"], family = "Inland Wire", kind = "agency" },
]
"""
FIRST = "publisher: Harbour Post\ndate 2020-03-04\n\nA blast killed 14 dockers in Odessa on Tuesday, the mayor told Orrinwire.\n"
SECOND = "publisher: Quay Courier\ndate 2020-03-04\n\nFourteen dockers were killed in Odessa on Tuesday.\n"
THIRD = "publisher: Inland Mirror\ndate 2020-03-04\n\nODESSA (OW) — On Tuesday 14 dockers were killed in Odessa.\n"
BARE = (
    "publisher: Inland Mirror\ndate 2020-03-04\n\nBy Lena Orlova, OW\n\nOn Tuesday 14 dockers were killed in Odessa.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four reports and a file of outlets."""
    told = {"first.txt": FIRST, "second.txt": SECOND, "third.txt": THIRD, "bare.txt": BARE, "press.toml": OUTLETS}
    for name, text in told.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def exported(run: Run) -> dict[str, Any]:
    """The record as JSON."""
    found: dict[str, Any] = json.loads(run("export", "a.dateline").stdout)
    return found


def origins(record: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Kind and name of the origin of each statement."""
    return sorted((s["origin"]["kind"], s["origin"]["name"]) for s in record["statements"])


def test_own_outlets_are_known_and_stay(run: Run, folder: Path) -> None:
    """Built with the file, grown without it: whom a report credits, and papers of one family, are the families of the file."""
    assert folder.exists()
    assert run("build", "first.txt", "-o", "a.dateline", "--outlets", "press.toml").returncode == 0
    assert run("add", "a.dateline", "second.txt", "third.txt").returncode == 0
    record = exported(run)
    assert {("credited", "Inland Wire"), ("publisher", "Coast Group"), ("agency", "Inland Wire")} == {*origins(record)}
    assert {e["name"]: e["type"] for e in record["entities"]}["Orrinwire"] == "outlet"
    assert json.loads(record["provenance"]["settings"]["outlets"])["outlets"][0]["name"] == "Harbour Post"
    assert (
        run("build", "first.txt", "second.txt", "third.txt", "-o", "b.dateline", "--outlets", "press.toml").returncode
        == 0
    )
    assert json.loads(run("export", "b.dateline").stdout) == record


def test_annotate_types_and_credits_own_outlets(run: Run, folder: Path) -> None:
    """One report by itself knows them as well."""
    assert folder.exists()
    lines = run("annotate", "first.txt", "--outlets", "press.toml").stdout.splitlines()
    assert {e["name"]: e["type"] for e in json.loads(lines[-1])["entities"]}["Orrinwire"] == "outlet"


def test_a_bare_name_in_a_byline_is_a_credit(run: Run, folder: Path) -> None:
    """As the names of shipped agencies are."""
    assert folder.exists()
    assert run("build", "bare.txt", "-o", "a.dateline", "--outlets", "press.toml").returncode == 0
    assert origins(exported(run)) == [("agency", "Inland Wire")]


def test_without_a_file_nothing_is_in_the_settings(run: Run, folder: Path) -> None:
    """A record is what it was before there were outlets of one's own."""
    assert folder.exists()
    assert run("build", "first.txt", "second.txt", "-o", "a.dateline").returncode == 0
    record = exported(run)
    assert "outlets" not in record["provenance"]["settings"]
    assert "Coast Group" not in {name for _, name in origins(record)}


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("absent.toml", None),
        ("bad.toml", b"outlets = [{ name = 1 }]"),
        ("bad.toml", b"\xff\xfeoutlets"),
        ("circle.toml", b'outlets = [{ name = "A", family = "B" }, { name = "B", family = "A" }]'),
    ],
)
def test_a_bad_file_makes_no_record(run: Run, folder: Path, file: str, content: bytes | None) -> None:
    """One line with the file and E104, exit 2."""
    if content is not None:
        (folder / file).write_bytes(content)
    done = run("build", "first.txt", "-o", "a.dateline", "--outlets", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert file in done.stderr
    assert "(E104)" in done.stderr
    assert not (folder / "a.dateline").exists()
