"""Reading: inputs as typed -> reports. The only stage that touches the world.

Always true here: what comes out depends on the files, their names and the options, and not on the order of the inputs;
whatever cannot be read is a failure with its reason, and the rest goes on. The text of a report is never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.reading import Failure, Report
from ..settings import Settings
from .decode import decode
from .fault import Fault, failure, item_path
from .find import Found, find, shown
from .item import Facts, Item
from .kinds import STREAMED, items, kind_of
from .options import ReadOptions, check
from .report import Origin, report_of, with_facts
from .sidecar import NAME, Sidecar, missing_files, read_sidecar
from .source import Source, Stream, load, opened

__all__ = ["ReadOptions", "count_inputs", "paths_of", "read_inputs"]

MOST_FAILURES = 10_000
"""Failures of one code that one file has; further ones are counted in one. A file of the most bytes can hold millions of bad lines."""


def read_inputs(inputs: Sequence[str], options: ReadOptions, settings: Settings) -> Iterator[Report | Failure]:
    """The reports in ``inputs`` (files, folders, glob patterns) and what could not be read, sorted by path.

    Raises InputError (E103) at once where an option cannot be used; nothing else stops the reading.
    """
    check(options)
    return _once(_all(inputs, options, settings))


def count_inputs(inputs: Sequence[str], options: ReadOptions) -> int:
    """How many files ``read_inputs`` will open for reports; none is opened for the count."""
    files, _ = find(inputs, recursive=options.recursive)
    return sum(not found.is_sidecar for found in files)


def paths_of(inputs: Sequence[str], options: ReadOptions) -> frozenset[str]:
    """The paths of all files that ``read_inputs`` looks into, a metadata.csv too; none is opened."""
    files, _ = find(inputs, recursive=options.recursive)
    return frozenset(found.path for found in files)


def _once(read: Iterator[Report | Failure]) -> Iterator[Report | Failure]:
    """``read`` without what came before: the same report under a later path is a warning (R111)."""
    first: dict[str, str] = {}
    for each in read:
        if isinstance(each, Failure) or each.id not in first:
            yield each
        else:
            yield failure(Fault("R111", f"It is the same as {first[each.id]}."), each.path)
        if isinstance(each, Report):
            first.setdefault(each.id, each.path)


def _all(inputs: Sequence[str], options: ReadOptions, settings: Settings) -> Iterator[Report | Failure]:
    files, missed = find(inputs, recursive=options.recursive)
    yield from (failure(fault, path) for path, fault in missed)
    sidecars: dict[Path, Sidecar] = {}
    for found in files:
        if found.is_sidecar:
            yield from _bounded(_of_sidecar(found, settings), found.path)
        else:
            for folder in found.folders:
                if folder not in sidecars:
                    sidecars[folder] = _sidecar(folder / NAME, settings)
            told = {folder: sidecars[folder] for folder in found.folders}
            yield from _bounded(_of_file(found, told, options, settings), found.path)


def _bounded(read: Iterator[Report | Failure], path: str) -> Iterator[Report | Failure]:
    """``read`` of the file ``path``, with the failures of each code up to a number, and one that counts the others."""
    counts: Counter[str] = Counter()
    for each in read:
        if isinstance(each, Failure):
            counts[each.code] += 1
            if counts[each.code] > MOST_FAILURES:
                continue
        yield each
    for code, count in sorted(counts.items()):
        if count > MOST_FAILURES:
            yield failure(
                Fault(
                    code, f"There are {count - MOST_FAILURES:,} further items of the file of which the same is true."
                ),
                path,
            )


def _sidecar(file: Path, settings: Settings) -> Sidecar:
    """The statements in the metadata.csv ``file``; none where it is not there or cannot be read."""
    if not file.is_file():
        return Sidecar({}, {})
    source = load(file, settings.max_bytes)
    text = source if isinstance(source, Fault) else decode(source.raw)
    return Sidecar({}, {}, (text,)) if isinstance(text, Fault) else read_sidecar(text)


def _of_sidecar(found: Found, settings: Settings) -> Iterator[Failure]:
    sidecar = _sidecar(found.file, settings)
    for fault in (*sidecar.faults, *missing_files(sidecar, found.file.parent)):
        yield failure(fault, found.path)


def _of_file(
    found: Found, sidecars: dict[Path, Sidecar], options: ReadOptions, settings: Settings
) -> Iterator[Report | Failure]:
    kind = kind_of(found.file.name)
    if isinstance(kind, Fault):
        yield failure(kind, found.path)
        return
    if kind in STREAMED:
        with opened(found.file, settings.max_bytes) as stream:
            yield from _of_source(found, stream, kind, sidecars, options, settings)
    else:
        yield from _of_source(found, load(found.file, settings.max_bytes), kind, sidecars, options, settings)


def _of_source(
    found: Found,
    source: Source | Stream | Fault,
    kind: str,
    sidecars: dict[Path, Sidecar],
    options: ReadOptions,
    settings: Settings,
) -> Iterator[Report | Failure]:
    if isinstance(source, Fault):
        yield failure(source, found.path)
        return
    origin = Origin(found.path, shown(Path(found.file.name)), source.sha256)
    last = 0
    for item in items(source, kind, options, settings):
        last = max(last, item.number or 0)
        if isinstance(item, Fault):
            yield failure(item, item_path(found.path, item.number))
        else:
            stated = options.facts().over(_stated(found, sidecars, item))
            yield from report_of(with_facts(item, stated), origin, options.language, settings)
    yield from _unused_rows(found, sidecars, last)


def _unused_rows(found: Found, sidecars: dict[Path, Sidecar], count: int) -> Iterator[Failure]:
    """Rows of metadata.csv about items beyond the ``count`` that the file holds."""
    for folder, sidecar in sidecars.items():
        for fault in sidecar.missing_items(_below(found, folder), count):
            yield failure(fault, shown(folder / NAME))


def _stated(found: Found, sidecars: dict[Path, Sidecar], item: Item) -> Facts:
    """What the metadata.csv files state of ``item``, the nearest first."""
    told = Facts()
    for folder, sidecar in sidecars.items():
        told = told.over(sidecar.of(_below(found, folder), item.number))
    return told


def _below(found: Found, folder: Path) -> str:
    return shown(found.file.relative_to(folder))
