"""The program on a record in a folder of its own: in the process of the test, or started as a user starts it.

Always true here: both give what the edge of the program gives, exit code and streams; what a process adds to that (its streams, signals,
what it imports) is asked in the tests of the edge, of a terminal, of builds and of starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from factory import Run, stored

from dateline.cli import edge


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``run("timeline", "a.dateline")`` in the folder of the test and in its process, which has the parser's libraries loaded."""

    def here(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            patch.setattr(sys, "argv", ["dateline", *words])
            patch.setattr(sys, "excepthook", sys.excepthook)  # the command line puts its own there
            for name, value in environment.items():
                patch.setenv(name, value)
            try:
                status: object = edge.run()
            except SystemExit as end:
                status = end.code
        said = capsys.readouterr()
        return subprocess.CompletedProcess(["dateline", *words], int(str(status or 0)), said.out, said.err)

    return here


@pytest.fixture
def start(tmp_path: Path) -> Run:
    """The same in a process of its own."""

    def started(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "dateline", *words],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return started


@pytest.fixture
def kessen(tmp_path: Path) -> str:
    """The record of the harbour strike, as a file."""
    return stored(tmp_path / "kessen.dateline").name
