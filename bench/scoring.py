"""What the benchmarks share: the rows of a data set, the shared scorers, and how a benchmark ends that cannot run.

Always true here: data that cannot be read is a ``DataError`` that says which file, which line and what is lacking; ``exit_status``
prints it on standard error and gives 2, so that no benchmark answers bad data with a traceback or with figures.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from dateline.errors import DatelineError

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""The data sets and their scorers, beside the checkout."""
ENDINGS = (".jsonl", ".jsonl.gz")
T = TypeVar("T")


class DataError(Exception):
    """The data is not what the benchmark reads; the message says where and what is lacking."""


class NoScorersError(DataError):
    """There is no scorers.py."""


def exit_status(main: Callable[[], int]) -> int:
    """What ``main`` returns; 2 with one line on standard error where data or program cannot be used."""
    try:
        return main()
    except (DataError, DatelineError) as error:
        print(f"{Path(sys.argv[0]).stem}: {error}", file=sys.stderr)
        return 2


def read_rows(path: Path, read: Callable[[int, dict[str, Any]], T]) -> Iterator[T]:
    """``read(line number, row)`` of each row of a .jsonl(.gz) file, or of all such files of a folder; none is a DataError."""
    number = 0
    for file in files_of(path, ENDINGS):
        for number, line in _lines(file):
            yield _row(f"{file}, line {number}", number, line, read)
    if not number:
        raise DataError(f"{path}: no rows in it")


def files_of(path: Path, endings: tuple[str, ...]) -> list[Path]:
    """``path`` itself, or the files of a folder with one of the ``endings``, by name; none is a DataError."""
    if not path.exists():
        raise DataError(f"{path}: there is no such file or folder")
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.name.endswith(endings))
    if not found:
        raise DataError(f"{path}: no {' or '.join(endings)} file in this folder")
    return found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, numbered from 1."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, line
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error})") from error


def _row(place: str, number: int, line: str, read: Callable[[int, dict[str, Any]], T]) -> T:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise DataError(f"{place}: not JSON ({error})") from error
    if not isinstance(row, dict):
        raise DataError(f"{place}: not a JSON object")
    try:
        return read(number, row)
    except KeyError as error:
        raise DataError(f"{place}: no {error}") from error
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        raise DataError(f"{place}: not of the form that this benchmark reads ({error})") from error


def string(row: dict[str, Any], key: str) -> str:
    """The value of ``key``; a TypeError where it is no string."""
    value = row[key]
    if not isinstance(value, str):
        raise TypeError(f"{key!r} is no string")
    return value


def tell(found: Mapping[str, object], last_line_only: bool) -> None:
    """Print each figure with its name, then all as one line of JSON."""
    if not last_line_only:
        for name, value in found.items():
            print(f"{name:20} {value}")
    print(json.dumps(found))


def positive(text: str) -> int:
    """An option's value as a number above nought."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def scorer(paths: Sequence[Path], given: Path | None, name: str) -> Callable[..., dict[str, Any]]:
    """The function ``name`` of the shared scorers."""
    module = load_scorers(paths, given)
    if not hasattr(module, name):
        raise DataError(f"{module.__file__}: no {name} in it; name another with --scorers")
    function: Callable[..., dict[str, Any]] = getattr(module, name)
    return function


def load_scorers(paths: Sequence[Path], given: Path | None) -> ModuleType:
    """scorers.py: the one ``given``; else the nearest above the data or in a folder ``bench`` there; else the one beside the checkout."""
    above = [folder for path in paths for folder in (path.resolve(), *path.resolve().parents)]
    places = [place / "scorers.py" for folder in above for place in (folder, folder / "bench")]
    tried = [given] if given else [*places, SHARED / "bench" / "scorers.py"]
    file = next((place for place in tried if place.is_file()), None)
    if file is None:
        where = (
            f"{given}: no such file"
            if given
            else f"No scorers.py above {', '.join(map(str, paths))} or in {SHARED}/bench"
        )
        raise NoScorersError(f"{where}; name it with --scorers FILE")
    spec = importlib.util.spec_from_file_location("scorers", file)
    if spec is None or spec.loader is None:
        raise DataError(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (SyntaxError, ImportError, ValueError) as error:
        raise DataError(f"{file} cannot be loaded ({error})") from error
    return module
