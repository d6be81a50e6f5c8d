"""The program started as a user starts it, on a record in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from factory import Run, record

from dateline.model.notes import ReportNotes
from dateline.model.reading import Layout, Report
from dateline.store import Store


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
    data = record()
    with Store.create_or_open(tmp_path / "kessen.dateline") as store:
        store.accept(
            (
                (
                    Report(r.id, r.path, r.sha256, r.raw_sha256, r.text, r.title, r.publisher),
                    ReportNotes(r.id, Layout((), ()), None, ()),
                )
                for r in data.reports
            ),
            "key",
        )
        store.replace_record(data, [report.id for report in data.reports])
    return "kessen.dateline"
