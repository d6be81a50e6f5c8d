"""``dateline changes``: parts with what they hold and how much is not shown; JSON when asked."""

from __future__ import annotations

import json

from factory import Run


def test_changes_read_as_a_page(run: Run, kessen: str) -> None:
    """Parts in order, each with its number; nothing steers the terminal."""
    done = run("changes", kessen, "--since", "2020-03-04", "--limit", "1")
    assert done.returncode == 0
    heads = [line for line in done.stdout.splitlines() if line and not line.startswith(" ")]
    assert heads[0] == "Since Wed 4 Mar 2020"
    assert [head.split(":")[0] for head in heads[1:]] == [
        "New reports",
        "Without a date",
        "Events told for the first time",
        "Figures with another headline number",
        "Offices",
        "Disputes",
        "conflict on how many · cannot both hold · d-arrests",
    ]
    assert "  3 more: --limit 4" in done.stdout.splitlines()
    assert "  arrested: no number → 0 to 12" in done.stdout.splitlines()
    assert "\x1b" not in done.stdout


def test_json_has_all(run: Run, kessen: str) -> None:
    """No limit cuts what a program gets."""
    found = json.loads(run("changes", kessen, "--since", "2020", "--limit", "1", "--json").stdout)
    assert {row["event"] for row in found["events"]} == {"v-walk", "v-detained", "v-resigned", "v-last"}
    assert found["n_before"] == 0


def test_a_moment_is_needed_and_must_be_one(run: Run, kessen: str) -> None:
    """Usage and E103, both with exit 2 and nothing on stdout."""
    for words in ((), ("--since", "noon")):
        done = run("changes", kessen, *words)
        assert (done.returncode, done.stdout) == (2, "")
    assert "(E103)" in done.stderr
