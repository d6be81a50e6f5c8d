"""What verify says of a file that was changed, and of one that it could not compare with its seal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from factory import Run
from store.made_records import KEY, made_record, made_reports

from dateline.store import Store


@pytest.fixture
def kessen(tmp_path: Path) -> str:
    """A record that is true to itself."""
    made = made_reports(2)
    with Store.create_or_open(tmp_path / "kessen.dateline") as store:
        store.accept(((m.report, m.notes) for m in made), KEY)
        store.replace_record(made_record(made), [m.id for m in made])
    return "kessen.dateline"


def by_hand(path: Path, ask: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(ask)


def test_a_sealed_record(run: Run, kessen: str) -> None:
    """Nothing is said on the side."""
    done = run("verify", kessen)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{kessen}: all is well.\n", "")


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_record_that_is_not_sealed(run: Run, tmp_path: Path, kessen: str, more: tuple[str, ...]) -> None:
    """It is not called damaged, and what was not looked at is named, beside the result."""
    by_hand(tmp_path / kessen, "UPDATE seal SET seal = zeroblob(length(seal))")
    done = run("verify", kessen, *more)
    assert done.returncode == 0
    assert done.stdout.strip() == ("[]" if more else f"{kessen}: all is well.")
    assert "It is not sealed" in done.stderr
    Store.create_or_open(tmp_path / kessen).close()
    assert run("verify", kessen, *more).stderr == ""


def test_a_record_that_was_changed_where_it_says_nothing(run: Run, tmp_path: Path, kessen: str) -> None:
    """One line says so, and that the record itself holds."""
    by_hand(tmp_path / kessen, "VACUUM")
    done = run("verify", kessen)
    assert (done.returncode, done.stderr) == (1, "")
    assert "Its bytes are not those that Dateline wrote." in done.stdout
    assert "No text, row, quotation or count was found changed." in done.stdout


def test_a_record_that_cannot_be_opened_any_more(run: Run, tmp_path: Path, kessen: str) -> None:
    """The seal is looked at first, and why the rest cannot be read comes after it."""
    by_hand(tmp_path / kessen, "PRAGMA application_id = 1")
    done = run("verify", kessen)
    assert done.returncode == 1
    assert "Its bytes are not those" in done.stdout
    assert "E202" in done.stdout
