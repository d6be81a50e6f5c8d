"""All commands, in the order of the help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from .. import __version__
from . import briefing, giving, judging, listing, reading, reading_room
from .terminal import emit

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # help in plain text: the boxes take longer to import than help may take
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        emit(f"dateline {__version__}\n")
        raise typer.Exit


@app.callback()
def dateline(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read what many outlets published about an unfolding event and write the record: every line a quotation with its place.

    \b
    dateline build reports/ -o kessen.dateline
    dateline timeline kessen.dateline
    dateline show kessen.dateline reports/harbour.txt:66
    dateline export kessen.dateline -o kessen.html
    """


COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (reading.build, "Read reports and write their record."),
    (reading.add, "Add reports to a record."),
    (listing.timeline, "What happened, by date."),
    (briefing.brief, "The record on one page."),
    (briefing.changes, "What is new since a moment."),
    (listing.names, "Who and what is named."),
    (listing.offices, "Who holds, takes or leaves which office."),
    (listing.places, "Where it is."),
    (listing.figures, "How many, according to whom, as of when."),
    (listing.disputes, "Where reports disagree."),
    (listing.sources, "Whose words these are."),
    (listing.search, "Passages and names that hold some words."),
    (listing.show, "One thing in its paragraph, and why it is there."),
    (judging.review, "What a person should look at."),
    (judging.judge, "Rule on what the machine made of it, or undo that."),
    (giving.export, "The whole record in another format."),
    (reading_room.serve, "Read it in a browser."),
    (reading_room.publish, "All of it as one HTML file to read, send and print."),
    (giving.verify, "Prove every quotation, reference and count."),
    (reading.annotate, "What each report says by itself."),
    (giving.schema, "The JSON Schema of the interchange record."),
    (giving.doctor, "Whether this installation can work."),
)

for command, short in COMMANDS:
    app.command(short_help=short)(command)
