"""The commands that give a record out and check it: export, verify, schema, doctor.

Always true here: what a command works with is imported when it runs, so that no other command and no help waits for it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError
from ..views.visible import one_line
from .opening import opened
from .options import AsJson, RecordPath
from .terminal import emit, emit_bytes, emit_json, emit_table, say


def export(
    record: RecordPath,
    format: Annotated[str | None, typer.Option("--format", "-f", help="json, jsonl, csv, markdown or html.")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Where to write; stdout if left out.")] = None,
) -> None:
    """The whole record in another format: JSON, JSON lines, CSV tables, Markdown, or one HTML page to read and send.

    \b
    dateline export kessen.dateline --format json -o kessen.json
    dateline export kessen.dateline -o kessen.html
    dateline export kessen.dateline --format csv -o tables/
    """
    from ..export import encode, format_of, write

    chosen = format or (format_of(output) if output else None) or "json"
    with opened(record) as found:
        data = found.data()
    if output:
        write(data, chosen, Path(output))
        say(f"{output} written.")
        return
    if chosen == "csv" and sys.stdout.isatty():
        raise InputError("E103", "CSV is several files.", "Name a folder or a .zip file with -o.")
    emit_bytes(encode(data, chosen))


def verify(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="A record, or its export to JSON.", show_default=False)
    ],
    as_json: AsJson = False,
) -> None:
    """Prove that every quotation stands where it says, every reference leads somewhere, every count can be counted.

    \b
    dateline verify kessen.dateline
    dateline verify kessen.json
    """
    from ..api import verify as verify_record
    from ..proof import verify_export

    is_export = Path(record).suffix == ".json" and Path(record).is_file()
    problems = verify_export(Path(record).read_bytes()) if is_export else verify_record(record)
    if as_json:
        emit_json(problems)
    elif problems:
        emit_table(("check", "where", "problem"), ((p.check, p.where, p.message) for p in problems))
    else:
        emit(f"{one_line(record)}: all is well.\n")
    if problems:
        raise typer.Exit(1)


def schema() -> None:
    """The JSON Schema of the interchange record.

    \b
    dateline schema > dateline-record.schema.json
    """
    from ..export.json import schema as json_schema

    emit_json(json_schema())


def doctor(as_json: AsJson = False) -> None:
    """Whether this installation can work: Python, SQLite, the parser and its model, the gazetteer, the folder.

    \b
    dateline doctor
    """
    from .. import doctor as checks

    found = checks.examine(Path.cwd())
    if as_json:
        emit_json(found)
    else:
        emit_table(
            ("", "part", "found", "what to do"),
            (("ok" if c.ok else "!!" if c.needed else "--", c.part, c.found, c.remedy or "") for c in found),
        )
    if any(check.needed and not check.ok for check in found):
        raise typer.Exit(1)
