"""The program started as a user starts it, on a record in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from factory import Run, stored


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """``run("timeline", "a.dateline")`` in the folder of the test."""

    def start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "dateline", *words],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return start


@pytest.fixture
def kessen(tmp_path: Path) -> str:
    """The record of the harbour strike, as a file."""
    return stored(tmp_path / "kessen.dateline").name
