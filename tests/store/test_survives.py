"""Commands that are killed, that run at once, or that meet a file cut short: nothing accepted is lost, and the user is told."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from kills import Work, begun, content, kept, started, works

import dateline
from dateline.errors import DatelineError, RecordError
from dateline.model.judgements import Comment
from dateline.store import Store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only systems with fork can be killed so")
KILLS = Path(__file__).parents[2] / "bench" / "kills.py"
SEED = 20310607
LATER = ("later/toll.txt", "later/end.txt")
"""Reports that the harness has and its first record has not."""


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Work]:
    """The commands, by name, with the records that they begin with."""
    return {work.name: work for work in works(tmp_path_factory.mktemp("home"))}


def test_every_command_can_be_killed() -> None:
    """Twelve of the moments of bench/kills.py: three of each command, one of each kind."""
    call = [sys.executable, str(KILLS), "--moments", "12", "--seed", str(SEED), "--json"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    assert (done.returncode, found["lost"]) == (0, 0), done.stderr
    assert found["by_command"] == dict.fromkeys(("build", "add", "migration", "decision"), 3)
    assert set(found["by_moment"].values()) == {4}


def test_a_record_cut_short_anywhere(commands: dict[str, Work], tmp_path: Path) -> None:
    """Wherever a file ends too early, it is called damaged, foreign or unfinished, or the proof fails."""
    whole = (commands["add"].before or tmp_path).read_bytes()
    path = tmp_path / "a.dateline"
    chance = random.Random(SEED)  # noqa: S311 - places, not secrets
    for kept_bytes in [0, 1, 15, 16, 99, 100, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(40))]:
        path.write_bytes(whole[:kept_bytes])
        try:
            found = bool(dateline.verify(path))
        except DatelineError as error:
            found = error.code in ("E202", "E205", "E208")
        assert found, kept_bytes
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)


def test_two_processes_add_at_once(commands: dict[str, Work], tmp_path: Path) -> None:
    """Both are done, or one is told and does it again; the record is that of one after the other."""
    home = (commands["add"].before or tmp_path).parent
    both = [lambda path, name=name: dateline.add(path, str(home / name)).close() for name in LATER]
    path = begun(commands["add"], tmp_path / "at-once")
    running = [started(run, path) for run in both]
    failed = [bool(os.waitpid(child, 0)[1]) for child in running]
    assert not all(failed)
    assert dateline.verify(path) == ()
    for run, again in zip(both, failed, strict=True):
        if again:
            run(path)
    aside = begun(commands["add"], tmp_path / "aside")
    for run in both:
        run(aside)
    assert content(path).partition(" ")[0] == content(aside).partition(" ")[0]
    assert kept(path) == kept(aside)


def test_two_processes_judge_at_once(commands: dict[str, Work], tmp_path: Path) -> None:
    """Both decisions are kept, and the record is made under both, or one of the two is told and does it again."""
    path = begun(commands["decision"], tmp_path / "run")
    asked = [
        lambda path, who=who: dateline.judge(path, Comment(("Odo Lant",)), who=who, why=f"{who} asks").close()
        for who in ("ines", "joss", "kira")
    ]
    failed = [bool(os.waitpid(child, 0)[1]) for child in [started(run, path) for run in asked]]
    assert not all(failed)
    assert dateline.verify(path) == ()
    with Store.open(path) as store:
        assert {decision.who for decision in store.decisions()} == {"ines", "joss", "kira"}
    again = next((run for run, told in zip(asked, failed, strict=True) if told), asked[0])
    again(path)
    with dateline.open(path) as record:
        assert {(row.who, row.state) for row in record.rulings()} == {
            (who, "applied") for who in ("ines", "joss", "kira")
        }


def test_a_judgement_waits_for_another_process(commands: dict[str, Work], tmp_path: Path) -> None:
    """A lock that is held for half a second is waited for; nothing else is needed of the user."""
    path = begun(commands["decision"], tmp_path / "run")
    hold = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(0.5)
connection.execute("COMMIT")
"""
    with subprocess.Popen([sys.executable, "-c", hold, path], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with dateline.judge(path, Comment(("Odo Lant",)), who="ines", why="who is he?") as record:
            assert [row.state for row in record.rulings()] == ["applied"]


def test_two_processes_open_an_older_record_at_once(commands: dict[str, Work], tmp_path: Path) -> None:
    """It is migrated once, and the copy beside it is of the old schema."""
    work = commands["migration"]
    path = begun(work, tmp_path / "run")
    assert [os.waitpid(child, 0)[1] for child in [started(work.run, path) for _ in range(4)]] == [0] * 4
    with closing(sqlite3.connect(path.with_name("a.dateline.schema-1.bak"))) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    with Store.open(path) as store:
        assert store.check() == ()


def test_an_older_record_that_was_cut_is_not_migrated(commands: dict[str, Work], tmp_path: Path) -> None:
    """What cannot be read whole is called damaged; it stays as it is."""
    path = tmp_path / "a.dateline"
    cut = (commands["migration"].before or tmp_path).read_bytes()[:60_000]
    path.write_bytes(cut)
    with pytest.raises(RecordError, match="E205"):
        dateline.open(path)
    assert path.read_bytes() == cut
