"""A disk without room, a real one: each command says so, the old record stays as it is, and goes on once there is room."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kills import Work, content, kept, works

import dateline
from dateline.errors import RecordError
from dateline.export import format_of

SIZE = 4 * 2**20
ROOMS = (0, 20_000, 150_000)
"""Bytes that are left: none, too few for the log of a change, too few for the change."""


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of its own, of four megabytes."""
    folder = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a disk of its own (tmpfs)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=True)


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Work]:
    """The commands, by name, with the records that they begin with."""
    return {work.name: work for work in works(tmp_path_factory.mktemp("home"))}


@pytest.fixture
def full(disk: Path) -> Iterator[Callable[[int], Path]]:
    """``full(n)`` leaves n bytes of the disk, and gives the file that fills it; everything on the disk goes afterwards."""
    yield lambda room: fill(disk, room)
    for found in disk.iterdir():
        shutil.rmtree(found) if found.is_dir() else found.unlink()


def fill(disk: Path, room: int) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC
        file.truncate(max(0, os.fstat(file.fileno()).st_size - room))
    return ballast


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("name", ["build", "add", "decision", "migration"])
def test_a_command_on_a_full_disk(
    name: str, room: int, disk: Path, full: Callable[[int], Path], commands: dict[str, Work], tmp_path: Path
) -> None:
    """It stops with one error; what was there is as it was; with room it ends as on an empty disk."""
    work = commands[name]
    path, aside = disk / "a.dateline", tmp_path / "a.dateline"
    for place in (path, aside) if work.before else ():
        shutil.copyfile(work.before or "", place)
    ballast = full(room)
    with pytest.raises(RecordError, match="the disk is full") as caught:
        work.run(path)
    assert caught.value.code == "E207"
    assert list(disk.glob("*.bak*")) == []
    ballast.unlink()
    if name in ("add", "decision"):
        assert dateline.verify(path) == ()
        assert kept(work.before or path) <= kept(path)
    work.run(path)
    work.run(aside)
    assert content(path) == content(aside)


def test_a_record_on_a_full_disk_can_be_read(
    disk: Path, full: Callable[[int], Path], commands: dict[str, Work]
) -> None:
    """Listings need no room."""
    path = disk / "a.dateline"
    shutil.copyfile(commands["add"].before or "", path)
    full(0)
    with dateline.open(path) as record:
        assert len(record.reports) == 4
    assert dateline.verify(path) == ()


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.zip", "a.md", "a.html", "tables"])
def test_an_export_to_a_full_disk(
    name: str, disk: Path, full: Callable[[int], Path], commands: dict[str, Work]
) -> None:
    """The export of before stays, and no half of the new one."""
    old = disk / ("tables/events.csv" if name == "tables" else name)
    old.parent.mkdir(exist_ok=True)
    old.write_bytes(b"the export of before")
    full(2_000)
    with dateline.open(commands["add"].before or "") as record, pytest.raises(RecordError) as caught:
        record.export("csv" if name == "tables" else format_of(name) or "", disk / name)
    assert caught.value.code == "E207"
    assert old.read_bytes() == b"the export of before"
    assert {found for found in disk.rglob("*") if found.is_file()} == {old, disk / "ballast"}


def test_the_command_line_on_a_full_disk(disk: Path, full: Callable[[int], Path], commands: dict[str, Work]) -> None:
    """One line with the code, exit code 2, and the decision is not half taken in."""
    path = disk / "a.dateline"
    shutil.copyfile(commands["decision"].before or "", path)
    full(0)
    words = ["judge", str(path), "comment", "Odo Lant", "--who", "ines", "--why", "who is he?"]
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "the disk is full" in done.stderr
    assert done.stderr.endswith("(E207)\n")
