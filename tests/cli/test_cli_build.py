"""From files to a record and back, as a user does it. Each start loads the parser, so few tests share few builds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app_for
from dateline.errors import DatelineError

LEAD = "Some 400 dockers walked out at Kessen harbour on Tuesday night, the port authority said."
REPORTS = {
    "harbour.txt": f"date 2020-03-04\n\nDockers walk out\n\n{LEAD}\n\n“We will not load another ship,” union leader Mara "
    "Ilvesen told Northwire. Police detained 12 people, she said.\n",
    "coast.txt": f"date 2020-03-04\n\n{LEAD}\n\nHarbour master Tomas Reik resigned on Wednesday.\n",
    "empty.txt": "",
}


def start(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program in ``folder``."""
    command = [sys.executable, "-m", "dateline", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=300, check=False)


def write(folder: Path) -> None:
    """The reports, in a folder ``in``."""
    (folder / "in").mkdir()
    for name, text in REPORTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports, one of them empty, and the record of them."""
    folder = tmp_path_factory.mktemp("built")
    write(folder)
    done = start(folder, "build", "in", "-o", "kessen.dateline", "--json")
    (folder / "build.json").write_text(done.stdout, encoding="utf-8")
    (folder / "build.err").write_text(done.stderr, encoding="utf-8")
    assert done.returncode == 0
    return folder


def test_build_says_what_it_made_and_what_failed(built: Path) -> None:
    """Counts and failures on stdout as JSON, one line a failure on stderr, no bar where nobody looks."""
    made = json.loads((built / "build.json").read_text("utf-8"))
    assert (made["record"], made["reports"]) == ("kessen.dateline", 2)
    assert [(failure["path"], failure["code"]) for failure in made["failures"]] == [("in/empty.txt", "R101")]
    lines = (built / "build.err").read_text("utf-8").splitlines()
    assert [line.split(":")[0] for line in lines] == ["error R101 in/empty.txt"]


def test_what_was_built_reads_as_it_was_written(built: Path) -> None:
    """The timeline tells the strike once, in the words of a report, on the day that "Tuesday" means."""
    view = json.loads(start(built, "timeline", "kessen.dateline", "--all", "--json").stdout)
    rows = [row for day in view["days"] if day["date"] == "2020-03-03" for row in day["rows"]]
    strikes = [row for row in rows if "walked out" in row["quote"]["exact"]]
    assert len(strikes) == 1
    quote = strikes[0]["quote"]
    text = REPORTS[quote["path"].removeprefix("in/")]
    assert text[quote["start"] : quote["end"]] == quote["exact"]


def test_two_workers_make_the_same_record(built: Path) -> None:
    """``--jobs`` changes nothing in what is exported."""
    assert start(built, "build", "in", "-o", "two.dateline", "--jobs", "2").returncode == 0
    one, two = (start(built, "export", f"{name}.dateline").stdout for name in ("kessen", "two"))
    assert one == two


def test_verify_proves_the_record_and_its_export(built: Path) -> None:
    """All is well with both; one changed word in the export is found."""
    assert start(built, "verify", "kessen.dateline").stdout == "kessen.dateline: all is well.\n"
    start(built, "export", "kessen.dateline", "-o", "kessen.json")
    exported = (built / "kessen.json").read_text("utf-8")
    assert start(built, "verify", "kessen.json").returncode == 0
    (built / "forged.json").write_text(exported.replace("walked out", "ambled out", 1), encoding="utf-8")
    done = start(built, "verify", "forged.json", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)


def test_annotate_prints_one_line_a_report(built: Path) -> None:
    """Times with their TIMEX3 value, statements with their speakers; failures on stderr; ``--strict`` is 1."""
    done = start(built, "annotate", "in", "--strict")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert sorted(line["report"]["path"] for line in lines) == ["in/coast.txt", "in/harbour.txt"]
    assert "R101" in done.stderr
    times = [time for line in lines for time in line["times"] if time["span"]["exact"] == "Tuesday night"]
    assert [time["when"]["edtf"] for time in times] == ["2020-03-03", "2020-03-03"]
    assert any(statement["attribution"] for line in lines for statement in line["statements"])


def test_add_reads_what_is_new(built: Path, tmp_path: Path) -> None:
    """The record grows by the new report and keeps the others."""
    (tmp_path / "kessen.dateline").write_bytes((built / "kessen.dateline").read_bytes())
    (tmp_path / "late.txt").write_text("date 2020-03-05\n\nThe dockers returned to work on Thursday, police said.\n")
    done = start(tmp_path, "add", "kessen.dateline", "late.txt")
    assert done.returncode == 0
    assert done.stdout.startswith("kessen.dateline: 3 reports, ")


@pytest.mark.parametrize("inputs", [("in/empty.txt",), ("in/none.txt",)])
def test_nothing_read_is_1_and_explained(tmp_path: Path, inputs: tuple[str, ...]) -> None:
    """Each input's failure, then the error; no record is left behind."""
    write(tmp_path)
    done = start(tmp_path, "build", *inputs, "-o", "nothing.dateline")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0].startswith("error R1")
    assert "E101" in done.stderr.splitlines()[-1]
    assert not (tmp_path / "nothing.dateline").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--set", "colour=red"), "E301"),
        (("--set", "shingle=four"), "E302"),
        (("--set", "shingle=-1"), "E302"),
        (("--set", "batch=99999999999"), "E302"),
        (("--set", "containment=7"), "E302"),
        (("--set", "containment=nan"), "E302"),
        (("--set", "containment=x"), "E302"),
        (("--set", "shingle"), "E103"),
        (("--field", "text"), "E103"),
        (("--field", "colour=red"), "E103"),
        (("--published", "March"), "E103"),
        (("--encoding", "morse"), "E103"),
    ],
)
def test_options_that_cannot_be_used(tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    """Wrong settings and options stop before anything is read, with what to do."""
    write(tmp_path)
    output = tmp_path / "never.dateline"
    done = CliRunner().invoke(app_for(()), ["build", str(tmp_path / "in"), "-o", str(output), *words])
    assert isinstance(done.exception, DatelineError)
    assert done.exception.code == code
    assert done.exception.remedy
    assert not output.exists()


def test_a_record_that_is_not_there_cannot_grow(tmp_path: Path) -> None:
    """``add`` makes no record."""
    write(tmp_path)
    done = start(tmp_path, "add", "none.dateline", "in")
    assert done.returncode == 2
    assert "E201" in done.stderr
