"""The commands for a duty desk: the record on one page, and what is new in it.

Always true here: what a command works with is imported when it runs, so that no other command and no help waits for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError
from ..views.policies import Policy
from .opening import opened
from .options import AsJson, Limit, RecordPath
from .terminal import emit_bytes, emit_json, emit_lines, say


def brief(
    record: RecordPath,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="WHEN", help="What reports published since then tell first, on top."),
    ] = None,
    policy: Annotated[Policy, typer.Option("--policy", help="Which number heads the key figures.")] = "range",
    format: Annotated[str | None, typer.Option("--format", "-f", help="markdown or html.")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Where to write; stdout if left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """A situation report: highlights, key figures, who holds what, disputes, single origins, what is not known; all of it quotations.

    \b
    dateline brief kessen.dateline
    dateline brief kessen.dateline --since 2020-03-05T06:00 -o morning.html
    """
    from ..export import format_of, write_file
    from ..export.briefing import encode

    if as_json and (format or output):
        raise InputError(
            "E103", "--json prints JSON, and cannot go with --format or --output.", "Leave one of them out."
        )
    with opened(record) as found:
        page, provenance = found.brief(since, policy), found.provenance
    if as_json:
        emit_json(page)
        return
    content = encode(page, provenance, format or (format_of(output) if output else None) or "markdown")
    if output:
        write_file(content, Path(output))
        say(f"{output} written.")
    else:
        emit_bytes(content)


def changes(
    record: RecordPath,
    since: Annotated[str, typer.Option("--since", metavar="WHEN", help="A day, month, year, or minute.")],
    policy: Annotated[Policy, typer.Option("--policy", help="Which number heads figures that changed.")] = "range",
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """What is new: what reports published since then tell that none before told, and what people ruled since.

    \b
    dateline changes kessen.dateline --since 2020-03-05T06:00
    """
    from .changes import change_lines

    with opened(record) as found:
        view = found.first_changes(since, None if as_json else limit, policy)
    emit_json(view.changes) if as_json else emit_lines(change_lines(view, limit))
