"""``dateline brief``: a page on stdout or in a file, JSON when asked, a message where it cannot be made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factory import Run


def test_a_brief_is_markdown_on_stdout(run: Run, kessen: str) -> None:
    """Nothing stands beside it."""
    done = run("brief", kessen)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Situation report\n")
    assert "\x1b" not in done.stdout


def test_the_ending_of_a_file_gives_the_format(run: Run, kessen: str, tmp_path: Path) -> None:
    """HTML into a file that ends so; where it went is told on stderr."""
    done = run("brief", kessen, "--since", "2020-03-04", "-o", "morning.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "morning.html written.\n")
    assert "New since Wed 4 Mar 2020" in (tmp_path / "morning.html").read_text(encoding="utf-8")


def test_json_has_every_part(run: Run, kessen: str) -> None:
    """A program gets the same lines with reports and offsets, and the policy that was asked for."""
    found = json.loads(run("brief", kessen, "--json", "--policy", "majority").stdout)
    assert [row["event"] for row in found["highlights"]] == ["v-detained", "v-resigned", "v-walk"]
    assert found["policy"] == "majority"
    assert found["highlights"][0]["quote"]["report"] == "r-0001"
    assert found["new"] is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--since", "yesterday"), "E103"),
        (("--format", "pdf"), "E502"),
        (("--json", "-o", "a.md"), "E103"),
        (("-o", "nowhere/a.md"), "E207"),
        (("-o", "kessen.dateline"), "E207"),
    ],
)
def test_what_cannot_be_made_is_said(run: Run, kessen: str, words: tuple[str, ...], code: str) -> None:
    """One line with its code, exit 2, nothing on stdout, and the record stays."""
    done = run("brief", kessen, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dateline: ")
    assert f"({code})" in done.stderr
    assert run("brief", kessen).returncode == 0
