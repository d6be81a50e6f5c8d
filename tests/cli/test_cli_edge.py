"""The edge: errors that say what, where and what to do; exit codes; pipes; start-up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from factory import HOSTILE, NEWS, ODD, WEEKLY, Run, record, stored
from msgspec.structs import replace
from typer.main import get_command
from typer.testing import CliRunner

from dateline.cli.app import app_for
from dateline.export import json as interchange


@pytest.fixture
def run(start: Run) -> Run:
    """A process for each command: its streams, its exit code and what it says at its end are the point here."""
    return start


@pytest.mark.parametrize(
    "words", [("timeline", "none.dateline"), ("export", "none.dateline"), ("show", "none.dateline", "x")]
)
def test_an_absent_record_is_explained(run: Run, words: tuple[str, ...]) -> None:
    """One line on stderr with a code, nothing on stdout, no traceback."""
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dateline: ")
    assert "E201" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistyped_record_gets_a_suggestion(run: Run, kessen: str) -> None:
    """The name of the file that is there stands in the message."""
    assert f"Did you mean {kessen}?" in run("names", "kesen.dateline").stderr


def test_a_foreign_file_is_refused(run: Run, tmp_path: Path) -> None:
    """A text file is no record."""
    (tmp_path / "note.txt").write_text("This is no record, only a note about one.")
    done = run("timeline", "note.txt")
    assert done.returncode == 2
    assert "E202" in done.stderr


@pytest.mark.parametrize(
    "words", [("timeline",), ("nonsense",), ("names", "x", "--limit", "0"), ("export", "x", "--loud")]
)
def test_wrong_usage_exits_with_2(run: Run, words: tuple[str, ...]) -> None:
    """The usage is shown on stderr."""
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: " in done.stderr


@pytest.mark.parametrize("command", get_command(app_for(())).commands)  # type: ignore[attr-defined]
def test_every_command_has_help_with_an_example(command: str) -> None:
    """Help is short, fits a narrow window, and shows a command to copy."""
    done = CliRunner().invoke(app_for(()), [command, "--help"], env={"COLUMNS": "80"})
    assert done.exit_code == 0
    assert f"  dateline {command}" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 90


def test_version(run: Run) -> None:
    """The version is that of the package."""
    assert run("--version").stdout == "dateline 0.1.0\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell the time of a child")
def test_help_is_quick(run: Run) -> None:
    """The best of five starts takes less than 0.6 s of processor time: 0.2 s on a free machine, with room for a busy one."""
    times = []
    for _ in range(5):
        before = os.times()
        run("--help")
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(times) < 0.6


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise on Windows")
@pytest.mark.parametrize("words", [("names",), ("names", "--json"), ("export",)])
def test_a_broken_pipe_is_quiet(tmp_path: Path, kessen: str, words: tuple[str, ...]) -> None:
    """Who stops reading gets no complaint."""
    command = [sys.executable, "-m", "dateline", words[0], kessen, *words[1:]]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(command, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def heeds_the_keyboard() -> None:
    """Undo what a shell does to commands in the background: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="signals are otherwise on Windows")
def test_the_keyboard_stops_it_quietly(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a command (here it waits for a reader of its output) exits with 130 and says nothing."""
    long = replace(ODD, text=HOSTILE + "x" * 1_000_000)
    path = stored(tmp_path / "long.dateline", replace(record(), reports=(NEWS, WEEKLY, long)))
    os.mkfifo(tmp_path / "waits.json")
    command = [sys.executable, "-m", "dateline", "export", str(path), "-o", "waits.json"]
    with (
        subprocess.Popen(
            command,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heeds_the_keyboard,
        ) as started,
        (tmp_path / "waits.json").open("rb") as reader,  # opens when the program begins to write
    ):
        reader.read(1)
        started.send_signal(signal.SIGINT)
        reader.read()  # what was already on its way may flow off, or closing would wait for a reader for ever
        out, err = started.communicate(timeout=20)
    assert (started.returncode, out, err) == (130, "", "")


def test_export_to_stdout_is_the_interchange_record(run: Run, kessen: str) -> None:
    """What is printed comes back as the record."""
    done = run("export", kessen, "--format", "json")
    assert interchange.decode(done.stdout.encode()) == record()


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.md", "a.html", "a.zip", "tables"])
def test_export_writes_what_the_ending_says(run: Run, kessen: str, tmp_path: Path, name: str) -> None:
    """The file is there, stdout stays empty, stderr names it."""
    done = run("export", kessen, "-o", name, *(("--format", "csv") if name == "tables" else ()))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{name} written.\n")
    assert (tmp_path / name).exists()


def test_export_never_destroys_a_record(run: Run, kessen: str, tmp_path: Path) -> None:
    """A record as the output is refused, and stays as it is."""
    before = (tmp_path / kessen).read_bytes()
    done = run("export", kessen, "-o", kessen, "--format", "json")
    assert (done.returncode, "E207" in done.stderr) == (2, True)
    assert (tmp_path / kessen).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [kessen]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_explained(tmp_path: Path, kessen: str) -> None:
    """One line with a code, no traceback, nothing at exit."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "dateline", "export", kessen]
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("dateline: The output cannot be written")
    assert len(done.stderr.splitlines()) == 1


def test_export_in_an_unknown_format(run: Run, kessen: str) -> None:
    """The error lists the formats."""
    done = run("export", kessen, "--format", "docx")
    assert done.returncode == 2
    assert "json, jsonl, csv, markdown, html" in done.stderr


def test_schema_is_json(run: Run) -> None:
    """The schema needs no record."""
    assert json.loads(run("schema").stdout)["title"] == "dateline-record/1"


def test_doctor_checks_this_installation(run: Run) -> None:
    """Every needed part is well where the tests run."""
    done = run("doctor", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert [check["part"] for check in found if check["needed"] and not check["ok"]] == []


def test_no_colour_into_a_pipe(run: Run, kessen: str) -> None:
    """Neither a pipe nor NO_COLOR nor FORCE_COLOR brings escape sequences into a file."""
    assert "\x1b" not in run("timeline", kessen, FORCE_COLOR="1").stdout


def test_an_empty_folder_is_explained(run: Run, tmp_path: Path) -> None:
    """Where no input failed, the message names what holds nothing."""
    (tmp_path / "empty").mkdir()
    done = run("build", "empty", "-o", "a.dateline")
    assert done.returncode == 1
    assert "nothing to read in empty" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no closed stdout of this kind")
def test_a_closed_stdout_is_no_fault(kessen: str, tmp_path: Path) -> None:
    """A program started without stdout or stderr does its work."""
    script = f'"{sys.executable}" -m dateline timeline {kessen} >&- 2>&-'
    assert subprocess.run(["sh", "-c", script], cwd=tmp_path, timeout=60, check=False).returncode == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to this user")
@pytest.mark.parametrize("words", [("timeline", "closed/a.dateline"), ("verify", "closed.json")])
def test_what_may_not_be_opened_is_explained(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """No permission is the user's matter, not a fault of the program."""
    (tmp_path / "closed").mkdir(mode=0o000)
    (tmp_path / "closed.json").write_text("{}")
    (tmp_path / "closed.json").chmod(0o000)
    done = run(*words)
    assert done.returncode == 2
    assert "E207" in done.stderr
    assert "fault" not in done.stderr


def test_an_unknown_measure_gets_the_known_ones(run: Run, kessen: str) -> None:
    """An empty table alone would look like an answer."""
    assert "Measures are: " in run("figures", kessen, "--measure", "kiled").stderr
