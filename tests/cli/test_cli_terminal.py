"""On a terminal: colour, wrapped lines that keep their indent, nothing wider than the window."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from factory import WALK

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
STEERING = re.compile(r"\x1b\[(?!\d*m)|\x1b[^\[]|[\x07\x08\x7f\u202a-\u202e]")


def look(folder: Path, words: list[str], columns: int, **environment: str) -> str:
    """What a terminal of so many columns gets."""
    child, screen = pty.fork()
    if child == 0:
        os.chdir(folder)
        known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
        settings = {**known, "COLUMNS": str(columns), "TERM": "xterm", **environment}
        os.execve(sys.executable, [sys.executable, "-m", "dateline", *words], settings)  # noqa: S606
    found = b""
    while True:
        try:
            part = os.read(screen, 65536)
        except OSError:
            break
        if not part:
            break
        found += part
    os.close(screen)
    assert os.waitpid(child, 0)[1] == 0
    return found.decode().replace("\r\n", "\n")


def plain(text: str) -> list[str]:
    """The lines without colour."""
    return re.sub(r"\x1b\[\d*m", "", text).splitlines()


@pytest.mark.parametrize("columns", [50, 100])
@pytest.mark.parametrize("command", [["timeline"], ["figures"], ["show", "v-detained"]])
def test_lines_keep_to_the_window(tmp_path: Path, kessen: str, command: list[str], columns: int) -> None:
    """Narrow and wide, no line is wider than the window, and no report steers it."""
    shown = look(tmp_path, [command[0], kessen, *command[1:]], columns)
    assert "\x1b[" in shown
    assert not STEERING.search(shown)
    assert max(map(len, plain(shown))) <= columns


def test_wrapped_quotations_keep_their_words_and_their_indent(tmp_path: Path, kessen: str) -> None:
    """Put together again, the lines are the words."""
    lines = plain(look(tmp_path, ["timeline", kessen], 50))
    quoted = [line for line in lines[1:4] if line.startswith("  ") and not line.startswith("    ")]
    assert len(quoted) == 2
    assert " ".join(line.strip() for line in quoted) == f"“{WALK}”"


def test_no_color_is_honoured(tmp_path: Path, kessen: str) -> None:
    """With NO_COLOR no colour comes, and headings are the same words."""
    shown = look(tmp_path, ["disputes", kessen], 80, NO_COLOR="1")
    assert not re.search(r"\x1b\[3\dm", shown)
    assert plain(shown)[0] == "conflict on how many · cannot both hold · d-arrests"


def test_a_bar_shows_long_work_and_goes_away(tmp_path: Path) -> None:
    """Somebody who looks sees the stages; the last thing on the screen is the result."""
    (tmp_path / "a.txt").write_text("date 2020-03-04\n\nDockers walked out at the harbour on Tuesday, police said.\n")
    shown = look(tmp_path, ["build", "a.txt", "-o", "a.dateline"], 80)
    assert "annotating" in shown
    assert re.sub(r"\x1b\[[\d?]*[A-Za-z]", "", shown).strip().splitlines()[-1].startswith("a.dateline: 1 report, ")
