"""Decisions on names and places, from file to record and back: they outrank the machine, survive rebuilds, and change nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import dateline
from dateline.api import rulings
from dateline.cli.app import app_for
from dateline.export.csv import sheet
from dateline.export.json import encode
from dateline.record import Record

STORIES = {
    "a.txt": "date 2031-03-04\n\nKESSEN — Mara Ilvesen, the mayor of Kessen, spoke at Gull Yard on Monday.\n\n"
    "Protesters gathered at Gull Yard in Tallinn.",
    "b.txt": "date 2031-03-05\n\nMarita Ilweson resigned on Tuesday, officials in Tallinn said. Police cleared Gull Yard.",
    "c.txt": "date 2031-03-06\n\nCalm returned to Tallinn on Wednesday after Mayor Mara Ilvesen left.",
}
ALIASES = "name,alias,type,same,who,when,why\nMara Ilvesen,Marita Ilweson,person,yes,joss,2031-03-07,one desk\n"
SQUARES = "name,lat,lon,kind,in,country,aliases,who,when,why\nGull Yard,59.43,24.75,square,Tallinn,EE,Gulls' Yard,joss,2031-03-08,seen\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports, and files of names and places."""
    folder = tmp_path_factory.mktemp("decide")
    (folder / "in").mkdir()
    for name, text in STORIES.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    (folder / "aliases.csv").write_text(ALIASES, encoding="utf-8")
    (folder / "squares.csv").write_text(SQUARES, encoding="utf-8")
    return folder


def ruled(home: Path):
    return rulings(home / "aliases.csv", home / "squares.csv", "ines")


def bytes_of(record: Record) -> bytes:
    with record:
        return encode(record.data())


@pytest.fixture(scope="module")
def built(home: Path) -> bytes:
    """The record built at once under the decisions."""
    return bytes_of(dateline.build([str(home / "in")], home / "once.dateline", decisions=ruled(home)))


def test_a_ruling_holds_in_the_record_and_is_proved(home: Path, built: bytes) -> None:
    """One person of two names, one square with a pin, both with who ruled it; verify passes."""
    with dateline.open(home / "once.dateline") as record:
        (person,) = record.names("person", "ilv")
        assert {"Mara Ilvesen", "Marita Ilweson"} <= {person.name, *person.aliases}
        assert any(r.rule == "ruled: alias" and "joss" in (r.note or "") for r in person.why)
        (square,) = record.places("gull")
        assert (square.lat, square.lon, square.country, square.within, square.precision) == (
            59.43,
            24.75,
            "EE",
            "Tallinn",
            "site",
        )
        assert [d.kind for d in record.decisions] == ["alias", "place"]
        assert [f.code for f in record.failures] == []
    assert dateline.verify(home / "once.dateline") == ()


@pytest.mark.parametrize("order", [("a.txt", "b.txt", "c.txt"), ("c.txt", "a.txt", "b.txt")])
def test_any_way_to_the_same_reports_and_decisions_is_the_same_record(
    home: Path, built: bytes, order: tuple[str, ...]
) -> None:
    """Reports one by one, decisions between them and in another order: byte for byte the record that is built at once."""
    path = home / f"{order[0]}.dateline"
    names, places = ruled(home)
    dateline.build([str(home / "in" / order[0])], path).close()
    dateline.decide(path, [places]).close()
    dateline.add(path, [str(home / "in" / order[1])], decisions=[names]).close()
    assert bytes_of(dateline.add(path, [str(home / "in" / order[2])])) == built


def test_decisions_survive_a_rebuild(home: Path, built: bytes) -> None:
    """A build of the same reports over the record keeps what people ruled."""
    path = home / "again.dateline"
    dateline.build([str(home / "in")], path, decisions=ruled(home)).close()
    assert bytes_of(dateline.build([str(home / "in")], path)) == built


def test_what_is_given_out_and_taken_in_again_is_the_same_record(home: Path, built: bytes) -> None:
    """The exported files, given to a record that knows no decision, make the same record."""
    with dateline.open(home / "once.dateline") as record:
        (home / "out.csv").write_bytes(sheet(record.aliases()))
        (home / "pins.csv").write_bytes(sheet(record.gazetteer()))
    back = rulings(home / "out.csv", home / "pins.csv", "somebody else")
    assert bytes_of(dateline.build([str(home / "in")], decisions=back)) == built


def test_a_ruling_that_does_not_apply_is_a_warning_until_it_does(home: Path) -> None:
    """A name that no report prints yet is said, kept, and applied once a report prints it."""
    path = home / "late.dateline"
    names, _ = ruled(home)
    dateline.build([str(home / "in" / "a.txt")], path).close()
    with dateline.decide(path, [names]) as record:
        assert [(f.code, f.severity) for f in record.failures] == [("R301", "warning")]
        assert "Marita Ilweson" in record.failures[0].message
    with dateline.add(path, [str(home / "in" / "b.txt")]) as record:
        assert record.failures == ()
        assert len(record.names("person", "ilv")) == 1
    assert dateline.verify(path) == ()


def test_the_commands_take_in_and_give_out(home: Path) -> None:
    """names --aliases, places --gazetteer and --csv; the same file again is nothing new; a bad one changes nothing."""
    run, path = CliRunner().invoke, str(home / "cli.dateline")
    assert (
        run(app_for(()), ["build", str(home / "in"), "-o", path, "--gazetteer", str(home / "squares.csv")]).exit_code
        == 0
    )
    shown = run(app_for(()), ["places", path, "--only", "user"])
    assert "Gull Yard\tfacility\t59.4300\t24.7500\tEE\tTallinn\tsite" in shown.stdout
    first = run(app_for(()), ["names", path, "--aliases", str(home / "aliases.csv"), "--like", "ilv"])
    assert "1 new decision; 0 decisions stood already" in first.stderr and first.stdout.count("person") == 1
    assert (
        "0 new decisions; 1 decision stood"
        in run(app_for(()), ["names", path, "--aliases", str(home / "aliases.csv")]).stderr
    )
    assert (
        "Mara Ilvesen,Marita Ilweson,person,yes,joss,2031-03-07,one desk"
        in run(app_for(()), ["names", path, "--csv"]).stdout
    )
    (home / "bad.csv").write_text("name,alias\nMara Ilvesen,Tallinn\nReik,\n", encoding="utf-8")
    before = (Path(path).read_bytes(), sorted(home.iterdir()))
    refused = run(app_for(()), ["names", path, "--aliases", str(home / "bad.csv")])
    assert refused.exception is not None and "line 3: alias is empty" in str(refused.exception)
    assert (Path(path).read_bytes(), sorted(home.iterdir())) == before
