"""The verbs for a record that is made: open, verify.

Always true here: nothing that reads or annotates texts is imported, so that nobody who looks at a record waits for it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from .errors import DatelineError
from .proof import Problem
from .proof import verify as prove
from .store import SealState, Store, seal_of

if TYPE_CHECKING:
    from .record import Record


class Examined(Struct, frozen=True):
    """What does not hold in a record, and how its file stands to its seal. Without one, no byte that says nothing was looked at."""

    problems: tuple[Problem, ...]
    seal: SealState

    @property
    def unseen(self) -> str:
        """Why the file was not compared with a seal, and what to do; empty where it was."""
        return UNSEEN.get(self.seal, "")


UNSEEN: dict[SealState, str] = {
    "open": "It is not sealed: what wrote to it last was stopped, or others were reading it then. A byte changed where it says nothing "
    "would not be found. The next command that writes seals it.",
    "in use": "It was not compared with its seal, because another process is using it. Verify it again when none is.",
}
CHANGED = "Its bytes are not those that Dateline wrote."
MARRED = "It was changed by something else before Dateline last wrote to it."


def open(path: str | Path) -> Record:
    """The record at ``path``, as it is now. Raises RecordError where there is none."""
    # What lists a record comes with it, which the proof of one does not need.
    from .record import Record

    return Record.open(path)


def verify(path: str | Path) -> tuple[Problem, ...]:
    """All that does not hold in the record at ``path``: in the file itself, and in each quotation, id and count."""
    return examine(path).problems


def examine(path: str | Path) -> Examined:
    """``verify``, and whether the file was compared with its seal. Raises RecordError for what is no record or cannot be read, unless its
    seal says that it was changed."""
    seal = seal_of(Path(path))
    if seal == "changed":
        return Examined(_changed(path), seal)
    marred = (Problem("file", str(path), MARRED),) if seal == "marred" else ()
    return Examined((*marred, *_within(path)), seal)


def _changed(path: str | Path) -> tuple[Problem, ...]:
    """That the file was changed, and what of the record no longer holds, as far as it can be read."""
    try:
        found = _within(path)
        rest = "" if found else " No text, row, quotation or count was found changed."
    except (DatelineError, sqlite3.Error) as error:
        found, rest = (), f" It cannot be read further: {error}"
    return (Problem("file", str(path), CHANGED + rest), *found)


def _within(path: str | Path) -> tuple[Problem, ...]:
    """What does not hold in the rows of the file, and in what they say."""
    with Store.open(path) as store:
        texts = {report.id: report.text for report in store.reports()}
        in_file = tuple(Problem("file", str(path), found) for found in store.check())
        return (*in_file, *prove(store.data(), texts))
