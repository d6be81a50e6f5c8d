"""A process killed at any moment loses nothing that it had accepted, and leaves the old record or the new one."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

from killed_writer import made_in
from made_records import KEY, made_record

from dateline.errors import RecordError
from dateline.store import Store

KILLS = 20
SEED = 20310304
LONGEST = 0.4
"""Seconds after the first transaction; about ten turns of the writer."""


def run_and_kill(path: Path, first: int, seconds: float) -> list[list[str]]:
    """Start the writer, kill it ``seconds`` after it has opened the file, and give what it said."""
    script = Path(__file__).with_name("killed_writer.py")
    with subprocess.Popen([sys.executable, script, path, str(first)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline()]
        timer = threading.Timer(seconds, writer.kill)
        timer.start()
        said += writer.stdout.readlines()
    # The last line may have been cut by the kill.
    return [line.split() for line in said if line.endswith("\n")]


def expect(path: Path, said: list[list[str]], accepted: dict[int, int], replaced: int | None) -> int | None:
    """Check the file against what the writer said; give the turn whose record it holds."""
    for kind, *numbers in said:
        if kind == "accepted":
            accepted[int(numbers[0])] = int(numbers[1])
        elif kind == "replaced":
            replaced = int(numbers[0])
    with Store.create_or_open(path) as store:
        assert store.check() == ()
        for turn, count in accepted.items():
            reports = {made.id: made.report for made in made_in(turn)[:count]}
            assert store.known(reports.values(), KEY) == set(reports)
            assert store.reports(reports) == tuple(reports[key] for key in sorted(reports))
    return _turn(path, replaced, max(accepted, default=None))


def _turn(path: Path, replaced: int | None, begun: int | None) -> int | None:
    """The turn of the record at ``path``: the last that was said to be replaced, or the one at work, wholly."""
    try:
        with Store.open(path) as store:
            data, edition = store.data(), store.edition()
            hits = store.search("harbour strike", limit=100)
    except RecordError as error:
        assert (error.code, replaced) == ("E208", None)
        return None
    title = data.reports[0].title or ""
    turn = int(title.rpartition("turn ")[2].rstrip(")"))
    assert turn in {replaced, begun}
    assert data == made_record(made_in(turn))
    assert edition == tuple(sorted(made.id for made in made_in(turn)))
    assert {hit.id for hit in hits} == set(edition)
    return turn


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """One file survives twenty killed writers, one after the other."""
    path = tmp_path / "a.dateline"
    moments = random.Random(SEED)  # noqa: S311 - moments, not secrets
    accepted: dict[int, int] = {}
    replaced: int | None = None
    for kill in range(KILLS):
        said = run_and_kill(path, 1 + kill * 1_000, moments.uniform(0, LONGEST))
        replaced = expect(path, said, accepted, replaced)
    assert replaced is not None
    assert len(accepted) > KILLS // 2  # turns, of ten that a writer does where nobody else wants the processor


def test_killed_while_the_file_is_made(tmp_path: Path) -> None:
    """A writer killed before it has made the tables leaves a file that the next one can use."""
    moments = random.Random(SEED + 1)  # noqa: S311 - moments, not secrets
    script = Path(__file__).with_name("killed_writer.py")
    for kill in range(6):
        path = tmp_path / f"{kill}.dateline"
        with subprocess.Popen([sys.executable, script, path, "1"], stdout=subprocess.DEVNULL) as writer:
            while writer.poll() is None and not path.exists():
                pass
            threading.Timer(moments.uniform(0, 0.02), writer.kill).start()
        with Store.create_or_open(path) as store:
            assert store.check() == ()
            made = made_in(0)
            store.accept(((m.report, m.notes) for m in made), KEY)
            store.replace_record(made_record(made), [m.id for m in made])
        with Store.open(path) as store:
            assert store.data() == made_record(made)
