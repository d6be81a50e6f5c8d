"""What reaches the screen. A terminal gets colour and wrapped lines; a pipe or a file gets whole lines, uncoloured.

Always true here: nothing of a report reaches the screen but through ``one_line``, ``visible`` or JSON, so no report can
steer the terminal; results go to stdout, all else to stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..errors import RecordError
from ..views.visible import one_line, visible

if TYPE_CHECKING:
    from ..model.reading import Failure
    from ..views.table import Table

Style = Literal["", "bold", "dim", "red"]
Piece = tuple[str, Style]
DOT = " · "
"""Between the items of a line that lists several."""
LEAST_WIDTH = 40
"""Columns below which lines are no longer wrapped narrower: words of quotations would be cut."""


class Line(NamedTuple):
    """One line of output: pieces of text with a style, ``indent`` columns in; wrapped lines keep the indent.

    The pieces of a ``listed`` line are items with a dot between them; it is wrapped between items where that is possible.
    """

    pieces: tuple[Piece, ...]
    indent: int = 0
    listed: bool = False


def line(text: str, style: Style = "", indent: int = 0) -> Line:
    """A line in one style."""
    return Line(((text, style),), indent)


def items(pieces: Iterable[Piece], indent: int = 0) -> Line:
    """A line that lists those of ``pieces`` that say something."""
    return Line(tuple(piece for piece in pieces if piece[0]), indent, listed=True)


def emit(text: str) -> None:
    """Print a result."""
    emit_bytes(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))


def emit_bytes(content: bytes) -> None:
    """Print a result that is bytes."""
    emit_pieces((content,))


def emit_pieces(content: Iterable[bytes]) -> None:
    """Print a result that is bytes, piece by piece. Where nobody reads any more, the process ends quietly."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _silence()
        sys.exit(0)
    except OSError as error:
        _silence()
        message = f"The output cannot be written: {error.strerror}."
        raise RecordError("E207", message, "Make room, or write elsewhere.") from error


def emit_json(value: object) -> None:
    """Print a result as JSON and nothing else."""
    # Exports bring their writers along, which a listing for the eye does not need.
    from ..export.json import text

    emit(text(value))


def emit_csv(table: Table) -> None:
    """Print a table as CSV: into a pipe or a file as an export writes it, on a terminal so that no cell steers it."""
    # Exports bring their writers along, which a listing for the eye does not need.
    from ..export.csv import sheet

    content = sheet(table)
    if on_terminal():
        emit(visible(content.decode("utf-8-sig")))
    else:
        emit_bytes(content)


def say(text: str) -> None:
    """Tell the user something that is no result."""
    sys.stderr.write(visible(text) + "\n")
    sys.stderr.flush()


def tell(failures: Iterable[Failure]) -> None:
    """Tell the user what failed, one line each."""
    for found in failures:
        where = f" ({found.where})" if found.where else ""
        say(one_line(f"{found.severity} {found.code} {found.path}{where}: {found.message} {found.remedy}"))


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
        width = max(console.width, LEAST_WIDTH) - found.indent
        for pieces in _rows(found, width):
            text = Text.assemble(*((one_line_kept(piece), style) for piece, style in pieces))
            for row in text.wrap(console, width):
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


def _rows(found: Line, width: int) -> Iterator[list[Piece]]:
    """The pieces of a line; for a listed one as many items a row as fit, with dots between them."""
    row: list[Piece] = []
    for piece in found.pieces:
        dotted: list[Piece] = [(DOT, "dim"), piece] if found.listed and row else [piece]
        if found.listed and row and sum(len(text) for text, _ in (*row, *dotted)) > width:
            yield row
            row, dotted = [], [piece]
        row += dotted
    yield row


def _plain(found: Line) -> str:
    between = DOT if found.listed else ""
    return " " * found.indent + between.join(one_line_kept(piece) for piece, _ in found.pieces).rstrip() + "\n"
