"""The seal of a record file: any changed bit is found, and no file that Dateline wrote is ever called changed."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kills import Moment, as_schema, started
from made_records import KEY, made_record, made_reports, ruling

import dateline
from dateline.errors import DatelineError
from dateline.store import Store, seal_of
from dateline.store.trouble import has_magic

SEED = 20310611
ANYWHERE = 150
"""Bits that are flipped at random over the whole file, and as many over what is not zeros."""


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small record, closed by its writer."""
    path = tmp_path_factory.mktemp("fixity") / "a.dateline"
    made = made_reports(2)
    with Store.create_or_open(path) as store:
        store.accept(((m.report, m.notes) for m in made), KEY)
        store.replace_record(made_record(made), [m.id for m in made])
        store.append(ruling(0))
    return path


@pytest.fixture
def record(sealed: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copyfile(sealed, tmp_path / "a.dateline"))


def write(path: Path, n: int = 1) -> None:
    with Store.open(path, write=True) as store:
        store.append(ruling(n))


def by_hand(path: Path, *asks: str) -> None:
    """What another program does to the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for ask in asks:
            connection.execute(ask)


def with_helpers() -> dict[str, str]:
    """The environment of a process that may import what the tests share."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (Path(__file__).parent, *sys.path)))}


# --- every byte -------------------------------------------------------------------------------------------------------


def regions(content: bytes) -> dict[str, list[int]]:
    """Places in every part of the file: each byte of the header and of the seal, many of the pages of the schema and of others."""
    size = int.from_bytes(content[16:18])
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content[:18] + b"\1\1" + content[20:])  # memory knows no log
        ask = "SELECT s.rootpage, t.seal FROM sqlite_master AS s, seal AS t WHERE s.name = 'seal'"
        root, seal = connection.execute(ask).fetchone()
        words = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'search_words_data'").fetchone()[0]
    at, chance = content.index(seal), random.Random(SEED)  # noqa: S311  places, not secrets

    def some(n: int, page: int) -> list[int]:
        return [(page - 1) * size + chance.randrange(size) for _ in range(n)]

    return {
        "header": list(range(100)),
        "schema": [found.start() + chance.randrange(12) for found in re.finditer(b"CREATE ", content)],
        "seal": list(range(at - 12, at + len(seal))),
        "page of the seal": [*range((root - 1) * size, (root - 1) * size + 12), *some(20, root)],
        "index of words": some(30, words),
        "anywhere": [chance.randrange(len(content)) for _ in range(ANYWHERE)],
        "where something is said": chance.choices([n for n, byte in enumerate(content) if byte], k=ANYWHERE),
    }


def sound(path: Path) -> bool:
    """Whether verify finds nothing."""
    try:
        return dateline.verify(path) == ()
    except DatelineError:
        return False


REGIONS = ("header", "schema", "seal", "page of the seal", "index of words", "anywhere", "where something is said")


@pytest.mark.parametrize("region", REGIONS)
def test_every_flipped_bit_is_found(sealed: Path, record: Path, region: str) -> None:
    """Wherever it is, also where it says nothing; and who looks changes nothing, whatever the file now says that it is."""
    content, chance = sealed.read_bytes(), random.Random(SEED)  # noqa: S311  bits, not secrets
    assert sound(record)
    for at in regions(content)[region]:
        flipped = content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
        record.write_bytes(flipped)
        assert not sound(record), at
        assert record.read_bytes() == flipped, at
        assert [found.name for found in record.parent.glob("*.bak*")] == [], at
        for beside in ("-wal", "-shm"):
            record.with_name(record.name + beside).unlink(missing_ok=True)


@pytest.mark.parametrize("bit", range(8))
def test_every_bit_of_the_numbers_of_the_header(sealed: Path, record: Path, bit: int) -> None:
    """Those that SQLite changes in a copy are told from those that chance changes, and no other schema is migrated from."""
    content = sealed.read_bytes()
    for at in (*range(18, 20), *range(24, 28), *range(40, 44), *range(60, 64), *range(92, 100)):
        record.write_bytes(content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :])
        assert not sound(record), at
        assert list(record.parent.glob("*.bak*")) == [], at


def test_bytes_that_are_missing_or_too_many(sealed: Path, record: Path) -> None:
    content = sealed.read_bytes()
    for other in (content[:-1], content[:-4096], content + b"\0", content + bytes(4096)):
        record.write_bytes(other)
        assert not sound(record), len(other) - len(content)


FOREIGN: dict[str, tuple[str, ...]] = {
    "a row that pages need": ("DELETE FROM mentions",),
    "a word of the index": ("INSERT INTO search_words (rowid, words) VALUES (99, 'harbour')",),
    "the key of notes": ("UPDATE notes SET key = 'another'",),
    "a table more": ("CREATE TABLE mine (x)",),
    "a table more, and away again": ("CREATE TABLE mine (x)", "DROP TABLE mine"),
    "all pages moved": ("PRAGMA application_id", "VACUUM"),
    "a number of its own": ("PRAGMA user_version = 5",),
    "the seal": ("UPDATE seal SET seal = randomblob(132)",),
    "the seal, cut": ("UPDATE seal SET seal = substr(seal, 1, 131)",),
    "no seal": ("DELETE FROM seal",),
    "no table for it": ("DROP TABLE seal",),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_what_another_program_changes_is_found(record: Path, case: str) -> None:
    """Also what only makes the record slower or finds less."""
    by_hand(record, *FOREIGN[case])
    assert not sound(record)


def test_what_was_found_changed_stays_so(sealed: Path, record: Path) -> None:
    """Writing to such a file keeps what is written, and does not hide that it was changed."""
    content = sealed.read_bytes()
    at = content.index(bytes(500)) + 250
    record.write_bytes(content[:at] + b"\1" + content[at + 1 :])
    (problem,) = dateline.verify(record)
    assert "No text, row, quotation or count" in problem.message
    for n in (1, 2):
        write(record, n)
        assert [p.check for p in dateline.verify(record)] == ["file"]
    with Store.open(record) as store:
        assert len(store.decisions()) == 3


# --- whatever Dateline does, and others do to a whole copy ------------------------------------------------------------


def backed_up(source: Path, times: int = 1) -> None:
    """``sqlite3 a.dateline ".backup copy"``, over the copy of the last time, and the copy in its place."""
    copy = source.with_name("copy")
    for _ in range(times):
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(copy)) as other:
            one.backup(other)
    copy.replace(source)


def of_schema_five(path: Path) -> None:
    as_schema(5, path, path.with_name("old")).replace(path)


WHOLE: dict[str, Callable[[Path], object]] = {
    "read": lambda path: Store.open(path).close(),
    "read by another program": lambda path: by_hand(path, "SELECT count(*) FROM reports"),
    "written": write,
    "nothing written": lambda path: Store.create_or_open(path).close(),
    "a copy of a copy, written": lambda path: (backed_up(path), write(path), backed_up(path)),
    "without a log": lambda path: by_hand(path, "PRAGMA journal_mode = DELETE"),
    "without and with one": lambda path: by_hand(path, "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = WAL"),
    "an older schema": of_schema_five,
    "an older schema, written": lambda path: (of_schema_five(path), write(path)),
}


@pytest.mark.parametrize("case", WHOLE)
def test_a_whole_file_passes(record: Path, case: str) -> None:
    """It is compared with its seal, and found to be what was written."""
    WHOLE[case](record)
    assert dateline.verify(record) == ()
    assert seal_of(record) == "whole"


@pytest.mark.parametrize("times", range(1, 12))
def test_a_copy_over_the_copy_of_yesterday(record: Path, times: int) -> None:
    """Whatever numbers SQLite counts up in it, those of the record among them."""
    backed_up(record, times)
    assert seal_of(record) == "whole"


def test_looking_and_ruling_the_same_again_change_no_byte(sealed: Path, record: Path) -> None:
    before = record.stat().st_mtime_ns
    for _ in range(2):
        write(record, 0)
        assert sound(record)
        assert (record.read_bytes(), record.stat().st_mtime_ns) == (sealed.read_bytes(), before)
        assert [found.name for found in record.parent.iterdir()] == [record.name]


def test_a_medium_without_a_log(record: Path) -> None:
    """Written to with a journal, a file is left open, and passes; as soon as it has a log again it is sealed."""
    by_hand(record, "PRAGMA journal_mode = DELETE")
    write(record)
    assert (seal_of(record), dateline.verify(record)) == ("open", ())
    Store.create_or_open(record).close()
    assert seal_of(record) == "whole"


# --- others in the way ------------------------------------------------------------------------------------------------


def test_closed_while_somebody_reads(record: Path) -> None:
    """It stays open, which is no fault; who closes it next seals it."""
    with Store.open(record):
        write(record)
        assert (seal_of(record), dateline.verify(record)) == ("open", ())
    write(record)
    assert (seal_of(record), dateline.verify(record)) == ("whole", ())


def test_closed_while_another_process_writes(record: Path) -> None:
    """What it writes then is under no seal of the state before."""
    with closing(sqlite3.connect(record, isolation_level=None)) as other:
        with Store.open(record, write=True) as store:
            store.append(ruling(1))
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE notes SET key = 'another'")
        other.execute("COMMIT")
    assert seal_of(record) == "open"


def test_what_is_in_the_log_of_another_is_not_called_whole(record: Path) -> None:
    """As long as it has the file open; afterwards it is found."""
    with closing(sqlite3.connect(record, isolation_level=None)) as other:
        other.execute("UPDATE notes SET key = 'another'")
        assert seal_of(record) == "in use"
    assert seal_of(record) == "changed"


DEEDS = ("write a", "write b", "read", "close a", "close b", "close reader")


@settings(max_examples=25, deadline=None)
@given(deeds=st.lists(st.sampled_from(DEEDS), max_size=12))
def test_two_writers_and_a_reader_in_any_order(
    sealed: Path, tmp_path_factory: pytest.TempPathFactory, deeds: list[str]
) -> None:
    """No state of the file is ever called changed, and the last to close it seals it."""
    path = Path(shutil.copyfile(sealed, tmp_path_factory.mktemp("order") / "a.dateline"))
    opened: dict[str, Store] = {}
    number = count(1)
    with ExitStack() as rest:
        for deed in deeds:
            verb, _, who = deed.partition(" ")
            if verb == "write":
                opened.setdefault(who, rest.enter_context(Store.open(path, write=True)))
                opened[who].append(ruling(next(number)))
            elif verb == "read":
                opened.setdefault("reader", rest.enter_context(Store.open(path)))
            elif verb == "close" and who in opened:
                opened.pop(who).close()
            assert seal_of(path) in ("whole", "open", "in use")
    Store.open(path, write=True).close()
    assert (seal_of(path), dateline.verify(path)) == ("whole", ())


_OFTEN = """
import sys
from dateline.store import Store
from made_records import ruling
for n in range(int(sys.argv[2])):
    with Store.open(sys.argv[1], write=True) as store:
        store.append(ruling(hash((sys.argv[3], n))))
"""


def test_processes_that_write_all_the_time(record: Path) -> None:
    """Whoever of them seals, nobody ever finds a seal of another state."""
    call = [sys.executable, "-c", _OFTEN, str(record), "25"]
    running = [subprocess.Popen([*call, name], env=with_helpers()) for name in "abc"]
    try:
        while any(process.poll() is None for process in running):
            assert seal_of(record) in ("whole", "open", "in use")
    finally:
        for process in running:
            process.wait()
    assert [process.returncode for process in running] == [0, 0, 0]
    write(record)
    assert (seal_of(record), dateline.verify(record)) == ("whole", ())
    with Store.open(record) as store:
        assert len(store.decisions()) == 1 + 3 * 25 + 1


# --- killed, and without room -----------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only systems with fork can be killed so")
def test_killed_at_every_statement(sealed: Path, tmp_path: Path) -> None:
    """From opening to closing: what is left is whole or open, the next look finds nothing, and the next writer seals it."""
    counted, path = tmp_path / "counted", tmp_path / "a.dateline"

    def left(moment: Moment) -> Iterator[str]:
        shutil.copyfile(sealed, path)
        os.waitpid(started(write, path, moment, counted), 0)
        yield seal_of(path)
        assert dateline.verify(path) == (), moment
        yield seal_of(path)
        write(path)
        yield seal_of(path)

    assert tuple(left(Moment("statement", float("inf")))) == ("whole",) * 3
    statements = int(counted.read_text())
    seen = [tuple(left(Moment("statement", n))) for n in range(1, statements + 1)]
    assert {first for first, _, _ in seen} <= {"whole", "open", "in use"}
    assert {second for _, second, _ in seen} == {"whole", "open"}
    assert {last for _, _, last in seen} == {"whole"}


_NO_ROOM = """
import resource, sys
from dateline.store import Store
from made_records import ruling
store = Store.open(sys.argv[1], write=True)
store.append(ruling(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
store.close()
print("closed")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit on the size of files")
@pytest.mark.parametrize("room", [0, 4096, 20_000])
def test_no_room_for_a_seal(record: Path, room: int) -> None:
    """Nothing is lost and nothing is said; with room the file is sealed."""
    call = [sys.executable, "-c", _NO_ROOM, str(record), str(room)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=with_helpers())
    assert (done.stdout, done.stderr) == ("closed\n", "")
    assert dateline.verify(record) == ()
    with Store.open(record, write=True) as store:
        assert len(store.decisions()) == 2
    assert seal_of(record) == "whole"


_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except OSError:
        print("held")
"""


@pytest.mark.skipif(os.name == "nt", reason="the locks of Windows belong to a handle")
@pytest.mark.parametrize("look", [seal_of, has_magic, dateline.verify, write])
def test_who_reads_the_bytes_keeps_the_locks(record: Path, look: Callable[[Path], object]) -> None:
    """Of a file that this process has open: without its lock (SQLite's SHARED_FIRST) another one would remove its log."""

    def held() -> str:
        call = [sys.executable, "-c", _LOCK, str(record)]
        return subprocess.run(call, capture_output=True, text=True, check=True).stdout

    with Store.open(record):
        assert held() == "held\n"
        look(record)
        assert held() == "held\n"
    assert held() == ""
