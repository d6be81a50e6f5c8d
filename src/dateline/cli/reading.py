"""The commands that read reports: build, add, annotate.

Always true here: ``api`` is imported when one of them runs, since it brings the parser and the readers of pages, which no
other command needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import typer

from ..errors import InputError
from ..views.counts import counted
from ..views.visible import one_line
from .deciding import ruled
from .opening import opened
from .options import (
    Agency,
    Aliases,
    AsJson,
    Encoding,
    Engine,
    Field,
    Inputs,
    Jobs,
    Outlets,
    Published,
    Publisher,
    RecordPath,
    Set,
    Strict,
    Title,
    Types,
    UserGazetteer,
    pairs,
    settings,
)
from .progress import watching
from .terminal import emit, emit_json, tell

if TYPE_CHECKING:
    from ..api import Watcher
    from ..model.reading import Failure
    from ..model.record import Provenance
    from ..read.options import ReadOptions
    from ..record import Record


T = TypeVar("T")


class Summary(NamedTuple):
    """What ``build`` and ``add`` print: the record, how much is in it, what could not be read."""

    record: str
    reports: int
    statements: int
    events: int
    entities: int
    contradictions: int
    provenance: Provenance
    failures: tuple[Failure, ...]


def build(
    inputs: Inputs,
    output: Annotated[str, typer.Option("--output", "-o", metavar="RECORD", help="The record file to write.")],
    encoding: Encoding = None,
    field: Field = None,
    publisher: Publisher = None,
    published: Published = None,
    agency: Agency = None,
    title: Title = None,
    set: Set = None,
    jobs: Jobs = 1,
    engine: Engine = "processes",
    aliases: Aliases = None,
    gazetteer: UserGazetteer = None,
    types: Types = None,
    outlets: Outlets = None,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Read reports and write the record of exactly these.

    A build that was stopped goes on where it was.

    \b
    dateline build reports/ -o kessen.dateline
    dateline build wire.jsonl "papers/*.html" -o kessen.dateline --field text=body
    """
    options = _options(encoding, field, publisher, published, agency, title)
    chosen = settings(set, jobs, types, outlets, engine)
    rulings = ruled(aliases, gazetteer)

    def work(watch: Watcher | None) -> Record:
        from .. import api

        return api.build(inputs, output, options=options, settings=chosen, progress=watch, decisions=rulings)

    _finish(_watched(work, inputs), strict, as_json)


def add(
    record: RecordPath,
    inputs: Inputs,
    encoding: Encoding = None,
    field: Field = None,
    publisher: Publisher = None,
    published: Published = None,
    agency: Agency = None,
    title: Title = None,
    set: Set = None,
    jobs: Jobs = 1,
    engine: Engine = "processes",
    aliases: Aliases = None,
    gazetteer: UserGazetteer = None,
    types: Types = None,
    outlets: Outlets = None,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Add reports to a record; what it holds is not read again. The result is that of one build of all.

    \b
    dateline add kessen.dateline today/
    """
    options = _options(encoding, field, publisher, published, agency, title)
    chosen = settings(set, jobs, types, outlets, engine)
    rulings = ruled(aliases, gazetteer)
    opened(record).close()

    def work(watch: Watcher | None) -> Record:
        from .. import api

        return api.add(record, inputs, options=options, settings=chosen, progress=watch, decisions=rulings)

    _finish(_watched(work, inputs), strict, as_json)


def annotate(
    inputs: Inputs,
    format: Annotated[str, typer.Option("--format", "-f", help="jsonl: one line a report.")] = "jsonl",
    encoding: Encoding = None,
    field: Field = None,
    publisher: Publisher = None,
    published: Published = None,
    agency: Agency = None,
    title: Title = None,
    set: Set = None,
    jobs: Jobs = 1,
    engine: Engine = "processes",
    types: Types = None,
    outlets: Outlets = None,
    strict: Strict = False,
) -> None:
    """What each report says by itself, one JSON line a report: times, names, statements, events, figures, offices.

    \b
    dateline annotate reports/harbour.txt --format jsonl
    """
    if format != "jsonl":
        raise InputError("E502", f"There is no format {format!r}.", "annotate prints jsonl.")
    options = _options(encoding, field, publisher, published, agency, title)
    chosen = settings(set, jobs, types, outlets, engine)

    def work(watch: Watcher | None) -> list[Failure]:
        from .. import api
        from ..export.annotation import annotation
        from ..export.json import line
        from ..model.reading import Failure

        failures = []
        for found in api.annotate(inputs, options=options, settings=chosen, progress=watch):
            if isinstance(found, Failure):
                failures.append(found)
            else:
                emit(line(annotation(found.report, found.notes, chosen)))
        return failures

    failures = _watched(work, inputs, printing=True)
    tell(failures)
    _judge(failures, strict)


def _options(
    encoding: str | None,
    field: Sequence[str] | None,
    publisher: str | None,
    published: str | None,
    agency: str | None,
    title: str | None,
) -> ReadOptions:
    from ..read.options import ReadOptions

    fields = MappingProxyType(pairs(field, "--field"))
    return ReadOptions(encoding, publisher, published, agency, None, title, fields)


def _watched(work: Callable[[Watcher | None], T], inputs: Sequence[str], printing: bool = False) -> T:
    """Do ``work`` with a bar where somebody looks; where nothing could be read, say why, input by input."""
    from ..api import NothingReadError

    try:
        with watching(printing) as watch:
            return work(watch)
    except NothingReadError as error:
        tell(error.failures)
        if error.failures:
            raise
        message = f"There is nothing to read in {', '.join(inputs)}."
        raise InputError(
            "E101", message, "Name files, or folders that hold some; docs/inputs.md lists what is read."
        ) from error


def _finish(record: Record, strict: bool, as_json: bool) -> None:
    with record:
        summary = Summary(
            str(record.path),
            len(record.reports),
            len(record.statements),
            len(record.events),
            len(record.entities),
            len(record.contradictions),
            record.provenance,
            record.failures,
        )
    if as_json:
        emit_json(summary._asdict())
    else:
        emit(_sentence(summary))
    tell(summary.failures)
    _judge(summary.failures, strict)


def _sentence(made: Summary) -> str:
    counts = (
        (made.reports, "report"),
        (made.statements, "statement"),
        (made.events, "event"),
        (made.entities, "name"),
        (made.contradictions, "contradiction"),
    )
    return f"{one_line(made.record)}: {', '.join(counted(n, noun) for n, noun in counts)}.\n"


def _judge(failures: Iterable[Failure], strict: bool) -> None:
    if strict and any(found.severity == "error" for found in failures):
        raise typer.Exit(1)
