"""What stands at a path is refused with its reason unless it is a record, and nothing foreign is ever written to."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from contents import content
from kills import as_schema
from made_records import KEY, made_record, made_reports

from dateline.errors import RecordError
from dateline.store import Store
from dateline.store.opening import migrate, uri
from dateline.store.schema import APPLICATION_ID, MIGRATIONS


def built(path: Path, count: int = 2) -> Path:
    """A finished record at ``path``."""
    made = made_reports(count)
    with Store.create_or_open(path) as store:
        store.accept(((m.report, m.notes) for m in made), KEY)
        store.replace_record(made_record(made), [m.id for m in made])
    return path


def code_of(call: object, *values: object, **named: object) -> str:
    """The code of the RecordError that ``call`` raises."""
    with pytest.raises(RecordError) as caught:
        call(*values, **named)  # type: ignore[operator]
    return caught.value.code


def a_table(path: Path) -> None:
    """Another program's SQLite file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")


def test_an_absent_record(tmp_path: Path) -> None:
    """open makes nothing."""
    assert code_of(Store.open, tmp_path / "none.dateline") == "E201"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"The harbour was closed.\n", b"SQLite", b"\x00" * 4096])
def test_a_file_that_is_no_record(tmp_path: Path, content: bytes) -> None:
    """A foreign file is refused and left as it was."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert code_of(Store.open, path) == "E202"
    assert code_of(Store.create_or_open, path) == "E206"
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path) -> None:
    """Another SQLite file is refused and left as it was."""
    path = tmp_path / "other.db"
    a_table(path)
    before = path.read_bytes()
    assert code_of(Store.open, path) == "E202"
    assert code_of(Store.create_or_open, path) == "E206"
    assert path.read_bytes() == before


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    """A folder is neither a record nor overwritten by one."""
    assert code_of(Store.open, tmp_path) == "E202"
    assert code_of(Store.create_or_open, tmp_path) == "E206"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A record cannot be made in a folder that does not exist."""
    assert code_of(Store.create_or_open, tmp_path / "none" / "a.dateline") == "E207"


def test_a_record_of_a_newer_version(tmp_path: Path) -> None:
    """A newer schema is refused, by readers and writers alike, and left as it was."""
    path = built(tmp_path / "a.dateline")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    assert code_of(Store.open, path) == "E203"
    assert code_of(Store.create_or_open, path) == "E203"


def test_a_record_that_another_process_writes_to(tmp_path: Path) -> None:
    """A writer waits, then says who is in the way; readers are not held up."""
    path = built(tmp_path / "a.dateline")
    made = made_reports(3)[2]
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.create_or_open(path, timeout=0.05) as store:
            assert code_of(store.accept, [(made.report, made.notes)], KEY) == "E204"
            assert len(store.reports()) == 2
        other.execute("ROLLBACK")


@pytest.mark.parametrize("kept", [100, 5_000, 40_000])
def test_a_damaged_record(tmp_path: Path, kept: int) -> None:
    """A file cut short is called damaged, wherever the cut is noticed."""
    path = built(tmp_path / "a.dateline", 30)
    path.write_bytes(path.read_bytes()[:kept])

    def read_all() -> None:
        with Store.open(path) as store:
            store.data()
            store.reports()

    assert code_of(read_all) == "E205"


def test_a_body_that_is_no_json(tmp_path: Path) -> None:
    """A row changed by hand is called damaged, not a traceback."""
    path = built(tmp_path / "a.dateline")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("""UPDATE events SET body = '{"id": 7}'""")
    with Store.open(path) as store:
        assert code_of(store.data) == "E205"


def test_notes_that_are_cut(tmp_path: Path) -> None:
    """Notes changed by hand are called damaged too."""
    path = built(tmp_path / "a.dateline")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE notes SET body = substr(body, 1, 20)")
    with Store.open(path) as store:
        kept = store.notes(store.edition(), KEY)
        assert code_of(kept.__getitem__, store.edition()[0]) == "E205"


def test_a_build_that_did_not_finish(tmp_path: Path) -> None:
    """Accepted reports without a record: readers and add are told to build again, build goes on where it stopped."""
    path = tmp_path / "a.dateline"
    (made,) = made_reports(1)
    with Store.create_or_open(path) as store:
        store.accept([(made.report, made.notes)], KEY)
    assert code_of(Store.open, path) == "E208"
    assert code_of(Store.open, path, write=True) == "E208"
    with Store.create_or_open(path) as store:
        assert store.known([made.report], KEY) == {made.id}


def test_a_file_left_empty_by_a_killed_build(tmp_path: Path) -> None:
    """A file without any byte is a build that stopped at once; the next one goes on with it."""
    path = tmp_path / "a.dateline"
    path.touch()
    assert code_of(Store.open, path) == "E208"
    assert built(path).stat().st_size > 0


@pytest.mark.parametrize("name", ["with space.dateline", "50%?mode=ro#x&y.dateline", "Ἰθάκη «日本» ü.dateline", "-o"])
def test_any_file_name(tmp_path: Path, name: str) -> None:
    """Characters that mean something in a URI are only a name here."""
    if os.name == "nt":
        name = name.replace("?", "_")
    built(tmp_path / name)
    with Store.open(tmp_path / name) as store:
        assert len(store.reports()) == 2
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    """A name of any bytes is opened."""
    path = built(tmp_path / os.fsdecode(b"caf\xe9.dateline"))
    with Store.open(path) as store:
        assert len(store.reports()) == 2
    assert [os.fsencode(found.name) for found in tmp_path.iterdir()] == [b"caf\xe9.dateline"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PureWindowsPath("C:/News desk/a.dateline"), "file:///C:/News%20desk/a.dateline?mode=rw"),
        (PureWindowsPath("//desk/share/a#1.dateline"), "file:////desk/share/a%231.dateline?mode=rw"),
        (PurePosixPath("/tmp/50%?.dateline"), "file:///tmp/50%25%3F.dateline?mode=rw"),  # noqa: S108 - never opened
    ],
)
def test_paths_of_every_system(path: PurePath, expected: str) -> None:
    """Drives, shares and characters that mean something in a URI."""
    assert uri(path, "mode=rw") == expected


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path counts from where the user stands."""
    monkeypatch.chdir(tmp_path)
    built(Path("a.dateline"))
    with Store.open("a.dateline") as store:
        assert len(store.reports()) == 2


def _add_a_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE notes ADD COLUMN seconds REAL")


def _stumble(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (x)")
    connection.execute("INSERT INTO nowhere VALUES (1)")


def test_an_older_record_is_copied_then_migrated(tmp_path: Path) -> None:
    """The next migration finds the content of the last, and the file as it was stands beside it."""
    path = built(tmp_path / "a.dateline")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, (*MIGRATIONS, _add_a_column))
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("SELECT count(*) FROM notes WHERE seconds IS NULL").fetchone() == (2,)
    with Store.open(tmp_path / f"a.dateline.schema-{len(MIGRATIONS)}.bak") as copy:
        assert copy.data() == made_record(made_reports(2))


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_a_record_of_any_older_schema_becomes_what_a_build_makes(tmp_path: Path, version: int) -> None:
    """Every table has the content of a new record, passages their rows too; the file as it was stands beside it."""
    new = built(tmp_path / "new.dateline", 3)
    old = as_schema(version, new, tmp_path / "old.dateline")
    Store.open(old).close()
    assert content(old) == content(new)
    with closing(sqlite3.connect(old)) as migrated, closing(sqlite3.connect(new)) as made:
        for ask in ("SELECT * FROM passages ORDER BY rowid", "SELECT * FROM event_passages ORDER BY 1, 2"):
            assert migrated.execute(ask).fetchall() == made.execute(ask).fetchall() != []
    with closing(sqlite3.connect(tmp_path / f"old.dateline.schema-{version}.bak")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (version,)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    """All the steps of a migration are one transaction."""
    path = built(tmp_path / "a.dateline")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, pytest.raises(sqlite3.OperationalError):
        migrate(connection, path, (*MIGRATIONS, _add_a_column, _stumble))
    with Store.open(path) as store:
        assert store.data() == made_record(made_reports(2))


_AS_NOBODY = """
import os, sys
from pathlib import Path
from dateline.store import Store, seal_of
if os.geteuid() == 0:
    os.setuid(65534)
with Store.open(Path(sys.argv[1])) as store:
    print(len(store.data().events), len(store.reports()))
print(seal_of(Path(sys.argv[1])))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no write permission of folders")
def test_a_record_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A record on a medium that only reads opens all the same, although it is in WAL mode, and is compared with its seal."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = built(folder / "a.dateline")
    path.chmod(0o444)
    folder.chmod(0o555)
    for above in list(folder.parents)[:-2]:
        above.chmod(above.stat().st_mode | 0o055)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(path)], capture_output=True, text=True, check=False
        )
        assert (done.stdout, done.stderr) == ("8 2\nwhole\n", "")
    finally:
        folder.chmod(0o755)


_WITH_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from made_records import KEY, made_record, made_reports
from dateline.errors import RecordError
from dateline.store import Store
path = Path(sys.argv[1])
made = made_reports(60)
data = made_record(made)
with Store.create_or_open(path) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 50_000, resource.RLIM_INFINITY))
    try:
        store.accept(((m.report, m.notes) for m in made), KEY)
        store.replace_record(data, [m.id for m in made])
    except RecordError as error:
        print(error.code)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit on the size of files")
def test_a_disk_without_room(tmp_path: Path) -> None:
    """A write that finds no room says so and leaves the old record."""
    path = built(tmp_path / "a.dateline")
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    call = [sys.executable, "-c", _WITH_A_FULL_DISK, str(path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=here)
    assert (done.stdout.strip(), done.stderr) == ("E207", "")
    with Store.open(path) as store:
        assert store.check() == ()
        assert store.data() == made_record(made_reports(2))


def test_opening_a_record_loads_nothing_heavy() -> None:
    """The store is what every command starts with."""
    ask = (
        "import sys, dateline.store; print([m for m in ('spacy', 'numpy', 'trafilatura', 'lxml') if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
