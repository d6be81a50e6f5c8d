"""One CSV file a noun, for spreadsheets: UTF-8 with a byte order mark, comma, RFC 4180 quoting.

Always true here: a text that a spreadsheet would run as a formula (it begins with ``= + - @``, tab or carriage return,
after any number of ``'``) gets one ``'`` before it, and no other cell is changed; taking one ``'`` away from texts of
that form gives the report's words again.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping

from ..model.record import RecordData
from ..views.table import TABLES, Cell, Table, table

FORMULA = re.compile(r"'*[=+\-@\t\r]")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: the earliest that zip can hold, so that bytes do not differ."""


def encode(data: RecordData) -> bytes:
    """All tables of ``data`` as one zip archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for name, content in tables(data).items():
            files.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def tables(data: RecordData) -> Mapping[str, bytes]:
    """File names (``events.csv`` ...) and their content."""
    return {f"{noun}.csv": sheet(table(data, noun)) for noun in TABLES}


def sheet(found: Table) -> bytes:
    """One table as CSV, with its columns as the first line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(found.columns)
    writer.writerows([guarded(cell) for cell in row] for row in found.rows)
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: Cell) -> Cell:
    """``cell``, with ``'`` before a text that a spreadsheet would run; truth values as ``true`` and ``false``."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return "'" + cell if isinstance(cell, str) and FORMULA.match(cell) else cell
