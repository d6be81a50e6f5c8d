"""All commands, in the order of the help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated

import typer

from .. import __version__
from .terminal import emit


def _version(asked: bool) -> None:
    if asked:
        emit(f"dateline {__version__}\n")
        raise typer.Exit


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


COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("reading", "Read reports and write their record."),
    "add": ("reading", "Add reports to a record."),
    "timeline": ("listing", "What happened, by date."),
    "brief": ("briefing", "The record on one page."),
    "changes": ("briefing", "What is new since a moment."),
    "names": ("listing", "Who and what is named."),
    "offices": ("listing", "Who holds, takes or leaves which office."),
    "places": ("listing", "Where it is."),
    "figures": ("listing", "How many, according to whom, as of when."),
    "disputes": ("listing", "Where reports disagree."),
    "sources": ("listing", "Whose words these are."),
    "search": ("listing", "Passages and names that hold some words."),
    "show": ("listing", "One thing in its paragraph, and why it is there."),
    "review": ("judging", "What a person should look at."),
    "judge": ("judging", "Rule on what the machine made of it, or undo that."),
    "export": ("giving", "The whole record in another format."),
    "serve": ("reading_room", "Read it in a browser."),
    "publish": ("reading_room", "All of it as one HTML file to read, send and print."),
    "verify": ("giving", "Prove every quotation, reference and count."),
    "annotate": ("reading", "What each report says by itself."),
    "schema": ("giving", "The JSON Schema of the interchange record."),
    "doctor": ("giving", "Whether this installation can work."),
}
"""Each command, in the order of the help: the module that has it, and what it does."""


def app_for(words: Sequence[str]) -> typer.Typer:
    """The command line of ``words``: all commands, or where they begin with one only that, so that it waits for the others' modules not."""
    app = typer.Typer(
        name="dateline",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # help in plain text: the boxes take longer to import than help may take
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(dateline)
    for name in words[:1] if words and words[0] in COMMANDS else COMMANDS:
        module, short = COMMANDS[name]
        app.command(short_help=short)(getattr(import_module(f".{module}", __package__), name))
    return app
