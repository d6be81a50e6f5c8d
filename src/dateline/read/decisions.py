"""Decisions as lines of JSON: one decision a line, with its id, as ``dateline judge RECORD --export`` writes them.

Always true here: a file is taken in whole or not at all, every bad line is told with its number; a line whose id is not that of what
it says was changed, and is refused.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

import msgspec

from ..errors import InputError
from ..model.decisions import Decision, fault_of, in_order
from .fault import Fault
from .source import load

LARGEST = 100_000_000
"""Bytes of such a file: a quarter of a million decisions."""
SHOWN = 8
"""Bad lines that a message names."""


class _Line(msgspec.Struct, frozen=True):
    """What of a line is not the decision itself."""

    id: str | None = None


def read_decisions(path: Path, known: Container[str] = frozenset()) -> tuple[Decision, ...]:
    """The decisions in a file, each after the one that it undoes; ``known`` are ids in the record. Raises InputError (E104)."""
    content = load(path, LARGEST)
    if isinstance(content, Fault):
        raise InputError("E104", f"{path} cannot be read: {content.message}", "Check the path.")
    lines = [
        (n, line) for n, line in enumerate(content.raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1) if line.strip()
    ]
    read = [(n, _read(line)) for n, line in lines]
    found = {made.id: made for _, made in read if isinstance(made, Decision)}
    wrong = [f"line {n}: {made}" for n, made in read if isinstance(made, str)]
    wrong += [
        f"line {n}: it undoes {made.undoes}, which is neither in the file nor in the record"
        for n, made in read
        if isinstance(made, Decision) and made.undoes and made.undoes not in found and made.undoes not in known
    ]
    if wrong:
        more = f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        message = f"{path} has lines that cannot be used: {'; '.join(wrong[:SHOWN])}{more}."
        raise InputError("E104", message, "Correct them; nothing of the file was taken in.")
    return tuple(_undone_first(found))


def _read(line: bytes) -> Decision | str:
    """The decision of one line, or what is wrong with it."""
    try:
        made, said = msgspec.json.decode(line, type=Decision), msgspec.json.decode(line, type=_Line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return f"it is no decision: {error}"
    fault = fault_of(made)
    if fault is None and said.id not in (None, made.id):
        return f"it was changed: what it says has the id {made.id}, not {said.id}"
    return fault or made


def _undone_first(found: dict[str, Decision]) -> Iterator[Decision]:
    """In the order of time, but nothing before what it undoes."""
    given: set[str] = set()
    for decision in in_order(found.values()):
        chain = []
        wanted: Decision | None = decision
        while wanted is not None and wanted.id not in given:
            chain.append(wanted)
            given.add(wanted.id)
            wanted = found.get(wanted.undoes) if wanted.undoes else None
        yield from reversed(chain)
