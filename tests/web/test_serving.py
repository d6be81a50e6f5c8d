"""``dateline serve`` and ``dateline publish`` as a user starts them."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from factory import stored
from forms import Browser

DATELINE = [sys.executable, "-m", "dateline"]


@pytest.fixture
def kessen(tmp_path: Path) -> Path:
    """The record of the harbour strike, as a file."""
    return stored(tmp_path / "kessen.dateline")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """A command to its end."""
    return subprocess.run([*DATELINE, *words], capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_serve_says_where_it_is_and_stops_at_ctrl_c(kessen: Path) -> None:
    """It prints its address, answers there, says nothing of what is asked for, and ends well."""
    process = subprocess.Popen(
        [*DATELINE, "serve", str(kessen), "--port", "0"], stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/", said)
    assert found, said
    with urlopen(f"{found[0]}timeline?q=harbour") as page:  # noqa: S310
        assert "Kessen" in page.read().decode()
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[1]
    assert process.returncode == 0
    assert "harbour" not in rest


def test_serve_with_edit_prints_the_way_in_once(kessen: Path) -> None:
    """Whoever opens it rules under the name that was given; the token is printed nowhere else."""
    process = subprocess.Popen(
        [*DATELINE, "serve", str(kessen), "--port", "0", "--edit", "--who", "ines"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    said = process.stderr.readline() + process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)(/enter\?token=[\w-]{43})\n", said)
    assert found, said
    browser = Browser(int(found[1]))
    assert "You rule" not in browser.get("/").text
    entered = browser.get(found[2])
    assert (entered.status, entered.headers["location"]) == (303, "/")
    page = browser.get("/").text
    assert re.search(r"You rule as <strong[^>]*>ines</strong>", page)
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[1]
    assert process.returncode == 0
    assert found[2].partition("=")[2] not in rest + page


@pytest.mark.parametrize(
    ("host", "words"), [("203.0.113.7", "Nothing can listen"), ("no such host", "Nothing can listen")]
)
def test_serve_says_where_it_cannot_listen(kessen: Path, host: str, words: str) -> None:
    """What is wrong and what to do, with the code."""
    done = run("serve", str(kessen), "--host", host)
    assert done.returncode == 2
    assert words in done.stderr
    assert "E103" in done.stderr


def test_serve_does_not_take_a_port_that_is_taken(kessen: Path) -> None:
    """It names the port and another way."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", str(kessen), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_serve_needs_a_record(tmp_path: Path) -> None:
    """As every command does."""
    assert "E201" in run("serve", str(tmp_path / "absent.dateline")).stderr


def test_publish_writes_one_file(kessen: Path, tmp_path: Path) -> None:
    """Over an old file too, never over a record."""
    target = tmp_path / "kessen.html"
    assert run("publish", str(kessen), "-o", str(target)).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    refused = run("publish", str(kessen), "-o", str(kessen))
    assert (refused.returncode, "E207" in refused.stderr) == (2, True)
    assert run("publish", str(kessen)).stdout == target.read_text(encoding="utf-8")
