"""From the word that the user typed to an open record."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import RecordError

if TYPE_CHECKING:
    from ..record import Record


def opened(path: str) -> Record:
    """The record at ``path``. Raises RecordError; where nothing stands there, with the names of files like it."""
    # The help needs no record, and a record brings the store and all listings.
    from ..record import Record

    try:
        return Record.open(path)
    except RecordError as error:
        close = _close(Path(path)) if error.code == "E201" else []
        if not close:
            raise
        raise RecordError(error.code, error.message, f"Did you mean {' or '.join(close)}?") from error


def _close(path: Path) -> list[str]:
    if not os.access(path.parent, os.R_OK | os.X_OK):
        return []
    # Only a mistake needs it.
    from difflib import get_close_matches

    names = sorted(found.name for found in path.parent.iterdir() if found.is_file())
    return [str(path.parent / name) for name in get_close_matches(path.name, names, n=2)]
