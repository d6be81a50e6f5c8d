"""``metadata.csv``: what a person states about the files beside and below it.

Always true here: a row speaks of one file, or of one item of it (``wire.jsonl#3``), by its path from the folder of
metadata.csv, with forward slashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from ..rules import table
from .csv_file import rows
from .fault import Fault
from .item import Facts, Stated, facts

NAME = "metadata.csv"


class Sidecar(Struct, frozen=True):
    """The rows of one metadata.csv by the file that they name, the line of each, and what was wrong with it; ``items`` are the rows about
    items by the file that holds them."""

    rows: Mapping[str, Facts]
    lines: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
    items: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, name: str, number: int | None) -> Facts:
        """What is stated of the file ``name``, above that what is stated of its item ``number``."""
        of_file = self.rows.get(name, Facts())
        return of_file if number is None else self.rows.get(f"{name}#{number}", Facts()).over(of_file)

    def missing_items(self, name: str, count: int) -> tuple[Fault, ...]:
        """A fault (R112) for each row that names an item beyond the ``count`` that the file ``name`` holds."""
        items = [(row, row.removeprefix(f"{name}#")) for row in self.items.get(name, ())]
        return tuple(
            Fault("R112", f"The file {name} has {count} items, and none is number {item}.", self.lines[row])
            for row, item in items
            if not (item.isascii() and item.isdigit() and 1 <= int(item[:9]) <= count)
        )


def read_sidecar(text: str) -> Sidecar:
    """The statements of a metadata.csv. Where a file is named twice the first row stands, with the dates of both."""
    found: dict[str, Facts] = {}
    lines: dict[str, str] = {}
    faults: list[Fault] = []
    for row in rows(text):
        if isinstance(row, Fault):
            faults.append(row)
            continue
        cells = {name.strip().lower(): cell.strip() for name, cell in row.cells.items()}
        if not cells.get("file"):
            faults.append(Fault("R112", "The row has nothing in the column file.", row.where))
            continue
        name = _normal(cells["file"])
        found[name] = found.get(name, Facts()).over(_facts(cells))
        lines.setdefault(name, row.where)
    items: dict[str, list[str]] = {}
    for name in found:
        if "#" in name:
            items.setdefault(name.rpartition("#")[0], []).append(name)
    return Sidecar(found, lines, tuple(faults), items)


def missing_files(sidecar: Sidecar, folder: Path) -> tuple[Fault, ...]:
    """A fault (R112) for each row whose file is not below ``folder``."""
    named = ((row, line) for row, line in sidecar.lines.items() if not _exists(folder, row))
    return tuple(Fault("R112", f"There is no file {row}.", line) for row, line in named)


def _facts(cells: Mapping[str, str]) -> Facts:
    told = {name: cells.get(name, "") for name in table("fields")["sidecar"]["columns"]}
    return facts(told, (Stated(told["published"], NAME),) if told["published"] else ())


def _normal(file: str) -> str:
    return PurePosixPath(file.replace("\\", "/")).as_posix()


def _exists(folder: Path, row: str) -> bool:
    candidates: Iterable[str] = (row, row.rpartition("#")[0])
    try:
        return any(name and (folder / name).is_file() for name in candidates)
    except (OSError, ValueError):
        return False
