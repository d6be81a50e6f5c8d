"""Rules of a user's own, from files of the form of ``events.toml`` and ``outlets.toml``: the world -> one line of settings.

Always true here: a file that cannot be used is E104, with what is wrong in it.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError
from ..outlets import read_outlets
from ..typology import read_types
from .fault import Fault
from .source import load

LARGEST = 1_000_000
"""Bytes of such a file: the shipped ones, of 45 types and of 450 outlets, have 26,000 and 43,000."""


def types_in(path: Path) -> str:
    """The types of events in the file at ``path``, as the setting ``types`` holds them. Raises InputError (E104)."""
    return read_types(_text(path, "types of events"), str(path))


def outlets_in(path: Path) -> str:
    """The outlets in the file at ``path``, as the setting ``outlets`` holds them. Raises InputError (E104)."""
    return read_outlets(_text(path, "outlets"), str(path))


def _text(path: Path, kind: str) -> str:
    content = load(path, LARGEST)
    if isinstance(content, Fault):
        raise InputError("E104", f"{path}: {content.message}", f"Give a file that holds {kind}, and that you may read.")
    try:
        return content.raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "E104", f"{path} is not in UTF-8.", "Save it as UTF-8; nothing of the file was taken in."
        ) from error
