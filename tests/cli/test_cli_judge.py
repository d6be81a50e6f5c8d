"""judge and review from the command line: who and why are asked for, bad words are refused, what is written is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app_for
from dateline.cli.judging import USAGE
from dateline.errors import InputError, LookupFailed

TEXT = (
    "date 2031-03-05\n\nDockers stormed the customs house in Tallinn on Tuesday, Mara Ilvesen said.\n\n"
    "“Nobody stormed the customs house,” Tomas Reik, a director of the port, told the Coast Gazette."
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one report."""
    folder = tmp_path_factory.mktemp("judged")
    (folder / "port.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "port.dateline"
    assert CliRunner().invoke(app_for(()), ["build", str(folder / "port.txt"), "-o", str(path)]).exit_code == 0
    return path


def run(record: Path, *words: str, who: str | None = "ines"):
    """``dateline judge`` with a reason, by whoever DATELINE_WHO names."""
    return CliRunner().invoke(app_for(()), ["judge", str(record), *words], env={"DATELINE_WHO": who})


def test_a_ruling_is_told_listed_shown_and_taken_back(record: Path) -> None:
    """From the command to the list, to show, to the undo."""
    made = run(record, "rename", "Tomas Reik", "Toomas Reik", "--why", "his own spelling")
    assert made.exit_code == 0 and "rename Tomas Reik Toomas Reik, applied." in made.stderr
    listed = json.loads(run(record, "--json").stdout)
    assert [(row["state"], row["who"], row["why"]) for row in listed] == [("applied", "ines", "his own spelling")]
    shown = CliRunner().invoke(app_for(()), ["show", str(record), "Toomas Reik"]).stdout
    assert "ruling named Toomas Reik · ines, " in shown and "his own spelling" in shown
    again = run(record, "rename", "Toomas Reik", "Toomas Reik", "--why", "again")
    assert again.exit_code == 0
    back = run(record, "--undo", listed[0]["id"][:5], "--why", "he changed his mind", "--who", "joss")
    assert f": undo {listed[0]['id']}." in back.stderr
    assert back.exit_code == 0
    states = [line.split("\t")[1] for line in run(record).stdout.splitlines()[1:]]
    assert states[0] == "undone" and "undo" in states
    undo = json.loads(run(record, "--json").stdout)[-1]["id"]
    twice = run(record, "--undo", listed[0]["id"], "--why", "no")
    assert isinstance(twice.exception, InputError)
    assert f"(joss): undo {listed[0]['id']}, now undone." in run(record, "--undo", undo, "--why", "yes").stderr
    last = json.loads(run(record, "--json").stdout)[-1]["id"]
    assert f"(joss): undo {listed[0]['id']}, in force again." in run(record, "--undo", last, "--why", "no").stderr


def test_what_becomes_of_earlier_decisions_is_told(record: Path) -> None:
    """The later of two names counts, and it is said; so is what a removed report takes the ground from."""
    run(record, "rename", "Tomas Reik", "Toomas Reik", "--why", "his own spelling")
    later = run(record, "rename", "Toomas Reik", "T. Reik", "--why", "shorter", "--who", "joss").stderr
    assert "(ines): rename Tomas Reik Toomas Reik, now superseded." in later
    assert "T. Reik, applied." in later
    back = run(record, "--undo", json.loads(run(record, "--json").stdout)[-1]["id"], "--why", "no").stderr
    assert "Toomas Reik, now applied." in back
    again = run(record, "rename", "Tomas Reik", "Toomas Reik", "--why", "again").stderr
    assert "Nothing new: this stands already." in again


def test_copies_of_a_statement_are_rejected_with_it(tmp_path: Path) -> None:
    """The same words in another outlet's copy too with --copies, and only then; with other verbs it is refused."""
    lead = "Dockers stormed the customs house in Tallinn on Tuesday and set two lorries on fire, witnesses in the port said."
    for name in ("one", "two"):
        text = f"date 2031-03-05\npublisher {name.title()} Gazette\n\n{lead}\n\nThe {name} of them left."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "a.dateline"
    assert CliRunner().invoke(app_for(()), ["build", str(tmp_path), "-o", str(path)]).exit_code == 0
    place = f"{tmp_path}/one.txt:60"
    assert isinstance(run(path, "comment", place, "--copies", "--why", "x").exception, InputError)
    run(path, "reject", place, "--why", "nobody was there")
    assert [len(row["ids"]) for row in json.loads(run(path, "--json").stdout)] == [1]
    run(path, "reject", place, "--copies", "--why", "nobody was there")
    assert [len(row["ids"]) for row in json.loads(run(path, "--json").stdout)] == [1, 2]


def test_export_and_import_between_files(record: Path, tmp_path: Path) -> None:
    """To a file and to stdout the same bytes; taken in again nothing is new."""
    run(record, "comment", "Mara Ilvesen", "--why", "ask her again")
    told = run(record, "--export", str(tmp_path / "rulings.jsonl"))
    assert "written to" in told.stderr
    assert run(record, "--export", "-").stdout_bytes == (tmp_path / "rulings.jsonl").read_bytes()
    assert "0 new decisions" in run(record, "--import", str(tmp_path / "rulings.jsonl")).stderr


def test_every_verb_is_described_with_what_it_takes() -> None:
    """docs/decisions.md has a row for each verb."""
    page = (Path(__file__).parents[2] / "docs" / "decisions.md").read_text(encoding="utf-8")
    assert [verb for verb in USAGE if f"`{verb} " not in page] == []


def test_a_rejected_statement_is_found_and_marked(record: Path) -> None:
    """The words are printed, whoever does not believe them; no speaker is asked for them."""
    run(record, "reject", "port.txt:20", "--why", "he was not there")
    found = CliRunner().invoke(app_for(()), ["search", str(record), "dockers stormed"]).stdout
    assert "rejected · Mara Ilvesen" in found
    run(record, "--undo", json.loads(run(record, "--json").stdout)[-1]["id"], "--why", "he was")


REFUSED = {
    "nobody": (("reject", "port.txt:20", "--why", "x"), None, "Nobody judges"),
    "no reason": (("reject", "port.txt:20"), "ines", "No reason"),
    "no verb of that name": (("bless", "port.txt:20", "--why", "x"), "ines", "Verbs are: merge"),
    "too few words": (("merge", "Mara Ilvesen", "--why", "x"), "ines", "merge TARGET TARGET"),
    "too many words": (("rename", "a", "b", "c", "--why", "x"), "ines", "rename TARGET NAME"),
    "two things at once": (("reject", "port.txt:20", "--undo", "ab"), "ines", "cannot go together"),
    "a pin that is none": (("place", "Tallinn", "--pin", "north", "--why", "x"), "ines", "--pin LAT,LON"),
    "an alias of one name": (("alias", "Tallinn", "--why", "x"), "ines", "alias NAME NAME"),
    "nothing of that name": (("reject", "s-000", "--why", "x"), "ines", "holds no"),
    "no such file": (("--import", "none.jsonl"), "ines", "cannot be read"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_with_what_to_write(record: Path, case: str) -> None:
    """And nothing is kept."""
    words, who, message = REFUSED[case]
    before = run(record, "--json").stdout
    refused = run(record, *words, who=who)
    assert isinstance(refused.exception, InputError | LookupFailed) and message in str(refused.exception)
    assert run(record, "--json").stdout == before


def test_review_prints_commands_that_can_be_run(record: Path) -> None:
    """The first conflict's command settles it; then it is not asked again, and stands under disputes --all only."""
    rows = json.loads(CliRunner().invoke(app_for(()), ["review", str(record), "--json"]).stdout)
    dispute = next(row for row in rows if row["kind"] == "conflict")
    assert dispute["command"] == f"dateline judge {record} resolve {dispute['id']}"
    assert run(record, *dispute["judge"], "--why", "he was not there").exit_code == 0
    left = CliRunner().invoke(app_for(()), ["review", str(record)])
    assert dispute["id"] not in left.stdout and left.stdout.startswith("kind\tid\tdepends")
    disputes = [CliRunner().invoke(app_for(()), ["disputes", str(record), *more]).stdout for more in ((), ("--all",))]
    assert dispute["id"] not in disputes[0] and f"settled · {dispute['id']}" in disputes[1]
