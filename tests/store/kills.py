"""Real processes that build, add, judge and migrate, really killed (SIGKILL) at a chosen moment, and what is left of their record.

Always true here: a process that is killed is a child of this one which runs the verbs of ``dateline.api`` as users do; nothing of
Dateline is replaced. A moment is of one of three kinds: ``clock`` (this process kills after so many seconds), ``statement`` (the child
kills itself as it is about to run its n-th SQL statement, so also inside the transaction that replaces the record), ``write`` (the system
kills it in the middle of a write that would make some file longer than so many bytes).
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from functools import partial
from hashlib import sha256
from itertools import count, cycle
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from dateline import api
from dateline.errors import RecordError
from dateline.export import encode
from dateline.model.judgements import Reject, Rename
from dateline.store import Store
from dateline.store.schema import APPLICATION_ID, MIGRATIONS

Kind = Literal["clock", "statement", "write"]
KINDS: tuple[Kind, ...] = ("clock", "statement", "write", "statement")
"""In turn: statements twice, since most of the time of a build is not spent on the file."""
LONGEST = 300.0
"""Seconds that no run takes; the system ends one that hangs."""

REPORTS = {
    "in/harbour.txt": """Pilots refuse to sail at Port Velm

PORT VELM, 3 May 2031 (Eastwire) - About 60 pilots refused to sail at Port Velm on Saturday, harbour chief Odo Lant said.

"We will sail when they pay us," pilot Runa Teske told Eastwire. Police arrested 7 people near the gate.""",
    "in/copy.txt": """date: 2031-05-03
publisher: Velm Courier

About 60 pilots refused to sail at Port Velm on Saturday, harbour chief Odo Lant said.

Police arrested 9 people near the gate, the Velm Courier reported.""",
    "in/council.txt": """date: 2031-05-04
publisher: Island Post

The council dismissed harbour chief Odo Lant on Sunday. Ina Moor was appointed acting harbour chief.

"The port stays closed," Ms Moor said.""",
    "in/ferry.txt": """date: 2031-05-05
publisher: Island Post

A ferry collided with a barge off Port Velm on Monday, killing two sailors and injuring five, the coast guard said.""",
    "later/toll.txt": """date: 2031-05-06
publisher: Velm Courier

Three sailors died when a ferry collided with a barge off Port Velm on Monday, hospital director Aro Sill said on Tuesday.""",
    "later/end.txt": """date: 2031-05-07
publisher: Island Post

The pilots of Port Velm returned to work on Wednesday after Ina Moor signed an agreement with Runa Teske.""",
}
"""Invented, in files of the two folders that are built and added."""


class LostError(AssertionError):
    """Something accepted is gone, or a file cannot be used after a kill."""


class Work(Struct, frozen=True):
    """One command: the record as it is before (None: there is none yet), and what the process does with the one at the path given."""

    name: str
    before: Path | None
    run: Callable[[Path], object]


class Whole(Struct, frozen=True):
    """A run that nobody disturbed: how long it took, how many SQL statements, the largest file, what its record holds afterwards."""

    seconds: float
    statements: int
    largest: int
    content: str


class Moment(Struct, frozen=True):
    """When a process is killed: after ``at`` seconds, statements or bytes."""

    kind: Kind
    at: float


NEVER = Moment("statement", float("inf"))


class Killed(Struct, frozen=True):
    """What was left: ``before`` the old record, ``after`` the new one, ``unfinished`` a build that says so, ``late`` it was done."""

    work: str
    moment: Moment
    left: Literal["before", "after", "unfinished", "late"]


def works(home: Path, reports: Mapping[str, str] = REPORTS) -> tuple[Work, ...]:
    """The four commands over ``reports`` (text by file in the folders ``in`` and ``later``), with what they begin with made in ``home``."""
    for name, text in reports.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    first, later, small = str(home / "in"), str(home / "later"), home / "small.dateline"
    api.build(first, small).close()
    old = as_schema(1, small, home / "old.dateline")
    signed: dict[str, Any] = {"who": "ines", "why": "both were there", "when": "2031-06-01T10:00:00Z"}
    with api.open(small) as record:
        named, told = record.entities[0], record.statements[-1]
    judgements = (Rename(named.id, f"{named.name} of Velm"), Reject((told.id,)))
    return (
        Work("build", None, lambda path: api.build(first, path).close()),
        Work("add", small, lambda path: api.add(path, later).close()),
        Work("migration", old, lambda path: api.open(path).close()),
        Work("decision", small, lambda path: api.judge(path, *judgements, **signed).close()),
    )


def as_schema(version: int, record: Path, path: Path) -> Path:
    """A copy of ``record`` at ``path`` as it would have been written with an older schema."""
    if version >= BY_PLACE:
        shutil.copyfile(record, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as made:
            made.execute("DROP TABLE seal")
            made.execute(f"PRAGMA user_version = {version}")
        return path
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("BEGIN")
        for step in MIGRATIONS[:version]:
            step(made)
        made.execute(f"PRAGMA user_version = {version}")
        made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        made.execute("COMMIT")
        made.execute("ATTACH ? AS source", (str(record),))
        for table in {*_tables(made)} - {"passages", "event_passages"}:
            columns = ", ".join(f'"{row[1]}"' for row in made.execute(f"PRAGMA main.table_info({table})"))
            made.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}")  # noqa: S608
        for statement in _PASSAGES_BEFORE[: 3 if version > 1 else 2]:
            made.execute(statement)
    return path


BY_PLACE = 5
"""The schema that numbers passages by their places."""
_PASSAGES_BEFORE = (
    """INSERT INTO main.passages (rowid, kind, id, report, start, end) SELECT row_number() OVER (ORDER BY id), * FROM (
        SELECT kind, id, report, start, end FROM source.passages
        UNION ALL SELECT 'paragraph', report, report, start, end FROM source.passages WHERE kind = 'sentence'
        UNION ALL SELECT 'name', id, NULL, NULL, NULL FROM source.entities)""",
    "INSERT INTO main.search_words (rowid, words) SELECT rowid, 'stale' FROM main.passages",
    """INSERT INTO main.event_passages SELECT o.rowid, e.event FROM source.event_passages AS e
        JOIN source.passages AS n ON n.rowid = e.passage JOIN main.passages AS o USING (kind, id, report, start, end)""",
)
"""What the search looked through before the fifth schema: passages and names one behind the other, here with other words than theirs."""


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that are not the full-text index of words, nor SQLite's own, nor the seal, which tells of the history of the file."""
    ask = """SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> 'seal' AND name NOT LIKE 'search_words%'
        AND name NOT LIKE 'sqlite_%'"""
    return sorted(name for (name,) in connection.execute(ask))


# --- a process, and its end -------------------------------------------------------------------------------------------


def undisturbed(work: Work, folder: Path) -> Whole:
    """``work`` done from beginning to end in a process of its own."""
    path = begun(work, folder)
    counted = folder / "statements"
    largest = 0
    start = time.monotonic()
    child = started(work.run, path, NEVER, counted)
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        largest = max(largest, _largest(path))
        time.sleep(0.0005)
    seconds = time.monotonic() - start
    if ended[1]:
        raise LostError(f"{work.name}: it fails when nobody disturbs it")
    return Whole(seconds, int(counted.read_text()), largest, content(path))


def killed(work: Work, whole: Whole, moment: Moment, folder: Path) -> Killed:
    """``work`` begun, killed at ``moment``, looked at, and done again. Raises LostError for anything that is not as it must be."""
    path = begun(work, folder)
    accepted = kept(path) if work.before else Counter[str]()
    before = _record(path) if work.before and work.name != "migration" else None
    child = started(work.run, path, moment)
    if moment.kind == "clock":
        time.sleep(moment.at)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        if status:
            raise LostError(f"{work.name}: it fails ({moment})")
        return Killed(work.name, moment, "late")
    left = _migrated(path, whole) if work.name == "migration" else _left(work, path, before, whole)
    if accepted - kept(path):
        raise LostError(f"{work.name}: {accepted - kept(path)} lost ({moment})")
    if os.waitpid(started(work.run, path), 0)[1]:
        raise LostError(f"{work.name}: the same command fails afterwards ({moment})")
    if content(path) != whole.content:
        raise LostError(f"{work.name}: the same command ends in another record ({moment})")
    if stray := [file.name for file in path.parent.glob("*.part")]:
        raise LostError(f"{work.name}: {stray} stays behind ({moment})")
    return Killed(work.name, moment, left)


def _left(work: Work, path: Path, before: str | None, whole: Whole) -> Literal["before", "after", "unfinished"]:
    """What of the record there is; it must be sound."""
    try:
        Store.open(path).close()
    except RecordError as error:
        if work.before or error.code not in ("E201", "E208"):
            raise LostError(f"{work.name}: {error}") from error
        with Store.create_or_open(path) as store:
            if found := store.check():
                raise LostError(f"{work.name}: {found}") from None
        return "unfinished"
    if problems := api.verify(path):
        raise LostError(f"{work.name}: {problems[:3]}")
    now = _record(path)
    if now not in (before, whole.content.partition(" ")[0]):
        raise LostError(f"{work.name}: neither the old record nor the new one")
    return "before" if now == before else "after"


def _migrated(path: Path, whole: Whole) -> Literal["before", "after"]:
    """Which schema a half-migrated file has; the copy beside it is that of the old one, or is not there yet."""
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        checked = connection.execute("PRAGMA integrity_check").fetchone()[0]
    copy = path.with_name(f"{path.name}.schema-1.bak")
    if checked != "ok" or version not in (1, len(MIGRATIONS)) or (version > 1 and not copy.exists()):
        raise LostError(f"migration: schema {version}, {checked}, {copy.exists()}")
    if copy.exists():
        with closing(sqlite3.connect(copy)) as connection:
            there = connection.execute("PRAGMA user_version").fetchone()[0], kept(copy) == kept(path)
        if there != (1, True):
            raise LostError(f"migration: the copy is {there}")
    if version > 1 and content(path) != whole.content:
        raise LostError("migration: another record")
    return "after" if version > 1 else "before"


def begun(work: Work, folder: Path) -> Path:
    """The path of the record in an empty folder, with the record that the work begins with."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = folder / "a.dateline"
    if work.before:
        with closing(sqlite3.connect(work.before)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
    return path


def _largest(path: Path) -> int:
    """The size of the largest of the files of a record, some of which come and go meanwhile."""
    most = 0
    for file in path.parent.iterdir():
        with suppress(FileNotFoundError):
            most = max(most, file.stat().st_size)
    return most


def started(run: Callable[[Path], object], path: Path, moment: Moment = NEVER, counted: Path | None = None) -> int:
    """The id of a new process that does ``run``; ``counted`` is where it writes how many SQL statements it ran."""
    sys.stdout.flush()
    sys.stderr.flush()
    if child := os.fork():
        return child
    status = 1
    try:
        signal.alarm(int(LONGEST))
        ran = count(1)
        last = _die_at(moment, ran)
        if moment.kind == "write":
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(moment.at), resource.RLIM_INFINITY))
        run(path)
        if counted:
            counted.write_text(str(last[0]))
        status = 0
    except BaseException:  # noqa: BLE001  the edge of a process
        traceback.print_exc()
    finally:
        os._exit(status)


def _die_at(moment: Moment, ran: Iterator[int]) -> list[int]:
    """Count every SQL statement of this process, and kill it at the one that is meant; the list holds how many ran."""
    last = [0]

    def step(_: str) -> None:
        last[0] = next(ran)
        if moment.kind == "statement" and last[0] >= moment.at:
            os.kill(os.getpid(), signal.SIGKILL)

    class Traced(sqlite3.Connection):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.set_trace_callback(step)

    sqlite3.connect = partial(sqlite3.connect, factory=Traced)  # type: ignore[assignment]
    return last


# --- what a file holds ------------------------------------------------------------------------------------------------


def content(path: Path) -> str:
    """Digests of the exported record and of every row of the file, but for the order of taking in."""
    return f"{_record(path)} {sha256(repr(sorted(_rows(path).items())).encode()).hexdigest()}"


def _record(path: Path) -> str:
    with Store.open(path) as store:
        return sha256(encode(store.data(), "json")).hexdigest()


def _rows(path: Path) -> Counter[str]:
    with closing(sqlite3.connect(path)) as connection:
        found: Counter[str] = Counter()
        for table in _tables(connection):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "seq"]
            columns = ", ".join(f'"{name}"' for name in names)
            found.update(f"{table} {row!r}" for row in connection.execute(f"SELECT {columns} FROM {table}"))  # noqa: S608
        return found


def kept(path: Path) -> Counter[str]:
    """What is never to be lost: reports, readings of them, decisions."""
    return Counter(
        {row: n for row, n in _rows(path).items() if row.startswith(("reports ", "readings ", "decisions "))}
    )


# --- many moments -----------------------------------------------------------------------------------------------------


def campaign(
    home: Path, moments: int, seed: int, names: tuple[str, ...] = (), reports: Mapping[str, str] = REPORTS
) -> Iterator[Killed]:
    """``moments`` kills, as many of each command (or of those named), at moments spread by chance over the whole of each."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    chosen = [work for work in works(home, reports) if not names or work.name in names]
    whole = {work.name: undisturbed(work, home / "run") for work in chosen}
    turn, kinds = cycle(chosen), {work.name: cycle(KINDS) for work in chosen}
    for _ in range(moments):
        work = next(turn)
        run, kind = whole[work.name], next(kinds[work.name])
        while True:
            most = {"clock": run.seconds, "statement": run.statements, "write": run.largest}[kind]
            moment = Moment(kind, chance.uniform(0, most))
            done = killed(work, run, moment, home / "run")
            yield done
            if done.left != "late":
                break
