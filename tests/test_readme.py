"""The README: every command as printed, every line of output as it really is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ (.*?)\n(.*?)\n```", README, re.S)
TYPED = [line.strip() for line in re.findall(r"^    (dateline .*)$", README, re.M)]
CODE = re.findall(r"```python\n(.*?)```", README, re.S)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder as a fresh clone has it, with the demo's record."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "examples" / "kyrgyzstan-2020" / "reports", folder / "reports")
    assert run(folder, "dateline build examples/kyrgyzstan-2020/reports -o demo.dateline").returncode == 0
    return folder


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", *shlex.split(command)]
    settings = {**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        words, cwd=folder, env=settings, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_shown_output_is_real(place, command, output):
    """The lines under a command stand in what it prints, in that order; "..." stands for lines left out."""
    printed = iter(run(place, command).stdout.splitlines())
    missing = [line for line in output.splitlines() if line != "..." and line not in printed]
    assert not missing


def test_commands_run_as_printed(place):
    """Each command of the README does its work, in order."""
    assert len(TYPED) >= 5
    for command in TYPED:
        done = run(place, command)
        assert done.returncode == 0, (command, done.stderr)
        assert done.stdout.strip(), command


def test_python_runs_as_printed(place):
    """So does its Python."""
    (code,) = CODE
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "2020-10-06" in done.stdout


def test_links_lead_somewhere():
    """Every relative link of the README and the docs names a file."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
