"""Mailboxes and web archives of any size: the limit is that of one document, and where a piece of the file ends makes no difference."""

from __future__ import annotations

import gzip
import resource
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import BOATS, RAIN, TALKS, answer, mailbox, message, record, write

from dateline.model.reading import Failure, Report
from dateline.read import ReadOptions, read_inputs
from dateline.read.source import PIECE
from dateline.read.warc import FIRST_LOOK
from dateline.settings import Settings

LIMITS = Settings(max_bytes=200_000, max_characters=50_000)


def read(path: Path, limits: Settings = LIMITS) -> list[Report | Failure]:
    """All that the file gives."""
    return list(read_inputs([str(path)], ReadOptions(), limits))


def told(found: list[Report | Failure]) -> list[tuple[str, str]]:
    """The number of each document with how its text begins, or with the code of its failure."""
    return [(each.path.rpartition("#")[2], each.text[:8] if isinstance(each, Report) else each.code) for each in found]


ENVELOPE = b"From desk@hill.test Tue Oct  6 04:10:00 2020\n"
AROUND = [-500, -401, -400, -399, -120, -60, *range(-50, 4), 60]


@pytest.mark.parametrize("shift", AROUND)
def test_a_message_that_begins_where_a_piece_ends(tmp_path: Path, shift: int) -> None:
    """The line before a message is found wherever the end of a piece of the file cuts it, or what it is known by."""
    first = message(RAIN + "\n" + "-" * 70 + "\n").strip() + b"\n"
    filled = first + b"=" * (PIECE + shift - len(ENVELOPE) - len(first) - 2) + b"\n\n"
    raw = ENVELOPE + filled + mailbox(message(BOATS), message(TALKS))
    assert len(ENVELOPE + filled) == PIECE + shift
    found = told(read(write(tmp_path, "a.mbox", raw)))
    assert [code for _, code in found] == ["R104", BOATS[:8], TALKS[:8]]


@pytest.mark.parametrize("shift", [*range(-36, 4), PIECE])
def test_a_record_that_begins_where_a_piece_ends(tmp_path: Path, shift: int) -> None:
    """What is no record is passed over up to the next one, wherever the end of a piece cuts its first line."""
    junk = b"x" * (PIECE + FIRST_LOOK + shift - 1) + b"\n"
    found = told(read(write(tmp_path, "a.warc", junk + record(answer(f"<p>{RAIN}</p>")))))
    assert [code for _, code in found] == ["R109", RAIN[:8]]


@pytest.mark.parametrize("name", ["a.mbox", "a.mbox.gz"])
def test_a_mailbox_larger_than_the_limit(tmp_path: Path, name: str) -> None:
    """The limit is that of a message: one over it is a failure of its own, and all others are read."""
    large = message("The list: " + "\n".join("a" * 70 for _ in range(4_000)))
    raw = mailbox(*[message(RAIN)] * 300, large, *[message(BOATS)] * 300)
    assert len(raw) > LIMITS.max_bytes * 2
    found = told(read(write(tmp_path, name, gzip.compress(raw) if name.endswith("gz") else raw)))
    assert [number for number, _ in found] == [str(n) for n in range(1, 602)]
    assert [code for _, code in found] == [RAIN[:8]] * 300 + ["R104"] + [BOATS[:8]] * 300


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_larger_than_the_limit(tmp_path: Path, name: str) -> None:
    """The limit is that of a page; a large recording that is no page is counted with the others that are none."""
    page, large = record(answer(f"<p>{RAIN}</p>")), record(answer(f"<p>{RAIN}</p>" + " " * 300_000))
    film = record(answer(b"\0" * 300_000, kind="video/mp4"))
    raw = page * 600 + large + film + record(answer(f"<p>{BOATS}</p>"))
    packed = b"".join(map(gzip.compress, (raw[:700], raw[700:])))  # archives are packed record by record
    found = read(write(tmp_path, name, packed if name.endswith("gz") else raw))
    assert [code for _, code in told(found)] == [RAIN[:8]] * 600 + ["R104", BOATS[:8], "R115"]
    assert "1 of type video/mp4" in found[-1].message  # type: ignore[union-attr]


def test_a_packed_file_of_many_is_bounded(tmp_path: Path) -> None:
    """What unpacks to more than a hundred times the limit of a document is not read."""
    raw = gzip.compress(b" " * 30_000_000)
    assert told(read(write(tmp_path, "a.mbox.gz", raw))) == [(str(tmp_path / "a.mbox.gz"), "R104")]


@pytest.mark.parametrize("name", ["a.mbox", "a.warc"])
@pytest.mark.parametrize("raw", [b"", b"\n \r\n" * 700_000])
def test_nothing_in_it(tmp_path: Path, name: str, raw: bytes) -> None:
    """A file of many documents that is empty, or blank over several pieces."""
    assert [code for _, code in told(read(write(tmp_path, name, raw)))] == ["R101"]


MESSAGES = st.lists(st.sampled_from([message(RAIN), message(BOATS), b"X-No: header\n\nof a message", b"From: a\n\n"]))
JUNK = st.sampled_from(
    [b"", b"\n", b"From a\n", b"\n\nFrom here on\n", b">From x\n", b"From a Tue Oct 6\n\n", b"\r\n\r\n"]
)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.tuples(MESSAGES, JUNK), max_size=5))
def test_a_mailbox_gives_as_many_as_were_put_in(tmp_path: Path, parts: list[tuple[list[bytes], bytes]]) -> None:
    """Messages with junk between them: each has its number, once, in order."""
    raw = b"".join(mailbox(*messages) + junk + b"\n\n" for messages, junk in parts)
    found = [
        each for each in read(write(tmp_path, "a.mbox", raw)) if isinstance(each, Report) or each.severity == "error"
    ]
    numbers = [int(each.path.rpartition("#")[2]) for each in found if "#" in each.path]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= sum(len(messages) for messages, _ in parts)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Sixty megabytes of records are read in far less memory than that."""
    page, film = record(answer(f"<p>{RAIN}</p>")), record(answer(b"\0" * 1_000_000, kind="video/mp4"))
    read(write(tmp_path, "b.warc", page), Settings())  # what has to be loaded is
    path = tmp_path / "a.warc"
    with path.open("wb") as file:
        for _ in range(60):
            file.write(film + page)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert [code for _, code in told(read(path, Settings()))] == [RAIN[:8]] * 60 + ["R115"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 25_000
