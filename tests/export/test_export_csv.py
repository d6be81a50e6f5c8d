"""CSV opens in a spreadsheet, runs nothing there, and gives the words back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from factory import COAST, WEEKLY, record, span
from hypothesis import given
from hypothesis import strategies as st

from dateline import export
from dateline.errors import RecordError
from dateline.export import csv as sheets
from dateline.views.table import TABLES, Table, table


def unguarded(cell: str) -> str:
    """What docs/record.md tells readers to do."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell


def rows(content: bytes) -> list[list[str]]:
    """A CSV file as a reader sees it."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_noun_has_its_file() -> None:
    """One file a table, with the columns first and one line a row."""
    files = sheets.tables(record())
    assert list(files) == [f"{noun}.csv" for noun in TABLES]
    for noun in TABLES:
        found = rows(files[f"{noun}.csv"])
        assert tuple(found[0]) == table(record(), noun).columns
        assert len(found) == 1 + len(table(record(), noun).rows)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("'=x", "''=x"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        ("'quoted'", "'quoted'"),
        (-5, -5),
        (True, "true"),
        (None, None),
    ],
)
def test_formulas_are_guarded_and_nothing_else(cell: str | int | None, written: object) -> None:
    """Only text that a spreadsheet would run gets a sign before it; numbers stay numbers."""
    assert sheets.guarded(cell) == written


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    """Writing, reading and taking the guard away gives the words, whatever they are."""
    clean = text.encode("utf-8", "replace").decode()
    content = sheets.sheet(Table("x", ("exact", "path"), ((clean, "p"),)))
    assert unguarded(rows(content)[1][0]) == clean


def test_the_archive_holds_the_same_files_and_the_same_bytes() -> None:
    """The zip has no clock in it."""
    raw = sheets.encode(record())
    assert raw == sheets.encode(record())
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == sheets.tables(record())


def test_a_folder_or_an_archive_by_the_name(tmp_path: Path) -> None:
    """``.zip`` makes one file, anything else a folder."""
    export.write(record(), "csv", tmp_path / "all.zip")
    export.write(record(), "csv", tmp_path / "all")
    assert zipfile.is_zipfile(tmp_path / "all.zip")
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == sorted(f"{noun}.csv" for noun in TABLES)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """The error names the place and says what to do."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RecordError) as caught:
        export.write(record(), "csv", tmp_path / "file")
    assert caught.value.code == "E207"
    assert str(tmp_path / "file") in caught.value.message
    with pytest.raises(RecordError):
        export.write(record(), "json", tmp_path / "none" / "a.json")


def test_quotations_have_their_place_beside_them() -> None:
    """``exact`` is the text of the report between ``start`` and ``end``."""
    found = rows(sheets.tables(record())["statements.csv"])
    cells = [dict(zip(found[0], row, strict=True)) for row in found[1:]]
    coast = [cell for cell in cells if cell["path"] == "in/coast.txt"]
    assert span(WEEKLY, "Harbour master Tomas Reik resigned").exact in {cell["exact"] for cell in coast}
    assert all(COAST[int(cell["start"]) : int(cell["end"])] == cell["exact"] for cell in coast)
