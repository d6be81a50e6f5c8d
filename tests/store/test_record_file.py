"""The page on the record file is true: its queries run on a record, and it names every table, view and column."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from made_records import KEY, SPEAKERS, made_record, made_reports

from dateline.store import Store
from dateline.store.schema import APPLICATION_ID, MIGRATIONS

PAGE = (Path(__file__).parents[2] / "docs" / "record-file.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
OWN = re.compile(r"sqlite_|search_words_|name_words_")
"""Tables that SQLite makes for itself."""


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A small record, opened without Dateline."""
    path = tmp_path_factory.mktemp("page") / "strike.dateline"
    made = made_reports(3)
    with Store.create_or_open(path) as store:
        store.accept(((m.report, m.notes) for m in made), KEY)
        store.replace_record(made_record(made), [m.id for m in made])
    with closing(sqlite3.connect(path)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def test_the_timeline_query(connection: sqlite3.Connection) -> None:
    """It gives the events of the record, heaviest first on a day."""
    rows = connection.execute(QUERIES[0]).fetchall()
    assert len(rows) == 12
    assert rows[0]["headline"].startswith("Police in Port Ainsley detained")
    assert {row["earliest"] for row in rows} == {"2031-03-04"}


def test_the_quotes_query(connection: sqlite3.Connection) -> None:
    """It counts the quotes of each speaker by name."""
    rows = connection.execute(QUERIES[1]).fetchall()
    assert {row["who"]: (row["quotes"], row["reports"]) for row in rows} == dict.fromkeys(SPEAKERS, (3, 3))


def test_the_figures_query(connection: sqlite3.Connection) -> None:
    """It gives each figure with its owner, and the words stand where it says."""
    rows = connection.execute(QUERIES[2]).fetchall()
    assert [row["best"] for row in rows] == sorted((n * 7 + m for n in (1, 2, 3) for m in range(4)), reverse=True)
    assert {row["claimant"] for row in rows} == set(SPEAKERS)


def test_words_are_found_by_place(connection: sqlite3.Connection) -> None:
    """The expression on the page gives the words of a quotation, also after an emoji."""
    rows = connection.execute(
        "SELECT s.words, substr(r.text, s.start + 1, s.end - s.start) FROM statements AS s JOIN reports AS r ON r.id = s.report"
    ).fetchall()
    assert len(rows) == 12
    assert all(words == there for words, there in rows)


def test_the_page_has_three_queries() -> None:
    """Each of them is run above."""
    assert len(QUERIES) == 3


def test_every_table_and_column_is_on_the_page(connection: sqlite3.Connection) -> None:
    """Each row of the page's tables names the columns that are there."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    for (name,) in found:
        if not OWN.match(name):
            line = next((line for line in PAGE.splitlines() if line.startswith("| `") and f"`{name}`" in line), "")
            columns = {row["name"] for row in connection.execute(f"PRAGMA table_info({name})")}
            words = {"ordinal", "id", "body", "digest", "one", "seq", "rowid", *re.findall(r"\w+", line)}
            assert line, name
            if name not in {"notes", "edition", "readings", "search_words"}:
                assert columns <= words, (name, columns - words)


def test_the_numbers_that_say_what_the_file_is(connection: sqlite3.Connection) -> None:
    """The application id and the schema's number are as the page says."""
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID == 0x44544C4E
    assert "0x44544C4E" in PAGE
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert f"schema ({len(MIGRATIONS)})" in PAGE
