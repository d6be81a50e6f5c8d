"""The commands that give a record out and check it: export, verify, schema, doctor.

Always true here: what a command works with is imported when it runs, so that no other command and no help waits for it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from ..views.visible import one_line
from .opening import opened
from .options import AsJson, RecordPath
from .terminal import emit, emit_json, emit_pieces, emit_table, say

if TYPE_CHECKING:
    from ..proof import Problem


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
    from ..export import format_of, pieces, write

    chosen = format or (format_of(output) if output else None) or "json"
    with opened(record) as found:
        data = found.data()
    if output:
        write(data, chosen, Path(output))
        say(f"{output} written.")
        return
    if chosen == "csv" and sys.stdout.isatty():
        raise InputError("E103", "CSV is several files.", "Name a folder or a .zip file with -o.")
    emit_pieces(pieces(data, chosen))


def verify(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="A record, or an export that carries its texts.", show_default=False)
    ],
    exports: Annotated[
        list[str] | None,
        typer.Argument(metavar="[EXPORT]...", help="Exports, briefs, published pages of it.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Prove that every quotation stands where it says, every reference leads somewhere, every count can be counted.

    Exports that are named after the record are compared with what it gives, byte by byte.

    \b
    dateline verify kessen.dateline
    dateline verify kessen.dateline kessen.html brief.md tables/
    dateline verify kessen.json
    """
    problems = _prove(record, exports or ())
    if as_json:
        emit_json(problems)
    elif problems:
        emit_table(("check", "where", "problem"), ((p.check, p.where, p.message) for p in problems))
    else:
        for name in (record, *(exports or ())):
            emit(f"{one_line(name)}: all is well.\n")
    if problems:
        raise typer.Exit(1)


def _prove(record: str, exports: Sequence[str]) -> tuple[Problem, ...]:
    if Path(record).suffix in (".json", ".jsonl") and Path(record).is_file():
        # What makes every export comes with it, which the proof of a record does not need.
        from ..collation import prove

        return tuple(problem for name in (record, *exports) for problem in prove(Path(name)))
    from ..made import examine

    examined = examine(record)
    found = examined.problems
    if examined.unseen:
        say(f"{one_line(record)}: {examined.unseen}")
    if not exports:
        return found
    from ..collation import collate

    with opened(record) as whole:
        return (*found, *(problem for name in exports for problem in collate(whole, Path(name))))


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
