"""Several processes use one record at once: readers see whole records, writers lose nothing of each other's."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from killed_writer import made_in
from made_records import KEY, made_record

from dateline.errors import RecordError
from dateline.store import Store

SCRIPT = Path(__file__).with_name("killed_writer.py")


@contextmanager
def writers(path: Path, *turns: int) -> Iterator[tuple[list[subprocess.Popen[str]], list[list[str]]]]:
    """Processes that write to the record until the block ends, and what they say."""
    running = [
        subprocess.Popen([sys.executable, SCRIPT, path, str(turn)], stdout=subprocess.PIPE, text=True) for turn in turns
    ]
    said: list[list[str]] = []
    listening = [threading.Thread(target=listen, args=(writer, said)) for writer in running]
    for thread in listening:
        thread.start()
    try:
        yield running, said
    finally:
        for writer, thread in zip(running, listening, strict=True):
            writer.kill()
            thread.join()
            writer.__exit__(None, None, None)


def listen(writer: subprocess.Popen[str], said: list[list[str]]) -> None:
    """Keep every whole line of a writer."""
    assert writer.stdout is not None
    for line in writer.stdout:
        if line.endswith("\n"):
            said.append(line.split())  # noqa: PERF401  it is looked at meanwhile


def accepted_of(said: list[list[str]]) -> dict[int, int]:
    """How many reports of each turn the writers said were accepted."""
    return {int(words[1]): int(words[2]) for words in tuple(said) if words[0] == "accepted"}


def wait_for_records(path: Path, count: int, running: list[subprocess.Popen[str]]) -> Iterator[Store]:
    """Open the record ``count`` times, each time that another is there."""
    seen: set[tuple[str, ...]] = set()
    while len(seen) < count:
        assert all(writer.poll() is None for writer in running), "a writer has failed"
        if path.exists() and path.stat().st_size:
            try:
                store = Store.open(path)
            except RecordError as error:
                assert (error.code, seen) == ("E208", set())
                continue
            with store:
                edition = store.edition()
                if edition not in seen:
                    seen.add(edition)
                    yield store


def test_readers_see_whole_records(tmp_path: Path) -> None:
    """While a process replaces the record again and again, each reader sees one record, and nothing of the next."""
    path = tmp_path / "a.dateline"
    with writers(path, 1) as (running, _):
        for store in wait_for_records(path, 10, running):
            first = store.data()
            turn = int((first.reports[0].title or "").rpartition("turn ")[2].rstrip(")"))
            assert first == made_record(made_in(turn))
            assert store.edition() == tuple(sorted(made.id for made in made_in(turn)))
            assert len(store.search("harbour strike", limit=100)) == len(first.reports)
            assert store.data() == first


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    """What either of two processes had accepted is there when both are gone."""
    path = tmp_path / "a.dateline"
    with Store.create_or_open(path):
        pass
    with writers(path, 1_000, 2_000) as (running, said):
        opened = wait_for_records(path, 10_000, running)
        for times, _ in enumerate(opened, 1):
            if times >= 12 and len({turn // 1_000 for turn in accepted_of(said)}) == 2:
                break
    accepted = accepted_of(said)
    with Store.open(path) as store:
        assert store.check() == ()
        for turn, count in accepted.items():
            reports = [made.report for made in made_in(turn)[:count]]
            assert store.known(reports, KEY) == {report.id for report in reports}
