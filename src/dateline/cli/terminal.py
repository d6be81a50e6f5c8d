"""What reaches the screen. A terminal gets colour and wrapped lines; a pipe or a file gets whole lines, uncoloured.

Always true here: nothing of a report reaches the screen but through ``one_line``, ``visible`` or JSON, so no report can
steer the terminal; results go to stdout, all else to stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..export.json import text as json_text
from ..views.visible import one_line

Style = Literal["", "bold", "dim", "red", "underline"]
LEAST_WIDTH = 40
"""Columns below which lines are no longer wrapped narrower: words of quotations would be cut."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of output: pieces of text with a style, ``indent`` columns in; wrapped lines keep the indent."""

    pieces: tuple[tuple[str, Style], ...]
    indent: int = 0


def line(text: str, style: Style = "", indent: int = 0) -> Line:
    """A line in one style."""
    return Line(((text, style),), indent)


def emit(text: str) -> None:
    """Print a result."""
    emit_bytes(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))


def emit_bytes(content: bytes) -> None:
    """Print a result that is bytes. Where nobody reads any more, the process ends quietly."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence()
        sys.exit(0)


def emit_json(value: object) -> None:
    """Print a result as JSON and nothing else."""
    emit(json_text(value))


def say(text: str) -> None:
    """Tell the user something that is no result."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _silence() -> None:
    """Let nothing more be written where nobody reads: the flush at exit would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def emit_lines(lines: Iterable[Line]) -> None:
    """Print lines, wrapped and coloured on a terminal, whole and plain elsewhere."""
    if not on_terminal():
        emit("".join(_plain(found) for found in lines))
        return
    # Colour needs rich, which a pipe can do without: it takes as long to import as everything else together.
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    for found in lines:
        text = Text.assemble(*((one_line_kept(piece), style) for piece, style in found.pieces))
        for row in text.wrap(console, max(console.width, LEAST_WIDTH) - found.indent):
            row.rstrip()
            console.print(Text(" " * found.indent) + row, soft_wrap=True)


def on_terminal() -> bool:
    """Whether somebody looks at stdout."""
    return sys.stdout.isatty()


def emit_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: aligned on a terminal, one row a line with tabs between the cells elsewhere."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    if not on_terminal():
        emit("".join("\t".join(row) + "\n" for row in [list(columns), *cells]))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for name in columns:
        made.add_column(name, overflow="fold")
    for row in cells:
        made.add_row(*(Text(cell) for cell in row))
    Console(highlight=False, markup=False, emoji=False).print(made)


def one_line_kept(text: str) -> str:
    """``one_line`` that keeps the blanks at both ends, which stand between pieces."""
    inner = one_line(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0] == " " else "") + inner + (" " if text[-1] == " " else "")


def _plain(found: Line) -> str:
    return " " * found.indent + "".join(one_line_kept(piece) for piece, _ in found.pieces).rstrip() + "\n"
