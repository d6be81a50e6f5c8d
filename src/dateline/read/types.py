"""A user's own types of events, from a file of the form of ``events.toml``: the world -> one line of settings."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError
from ..typology import read_types

LARGEST = 1_000_000
"""Bytes of a file of types: the shipped one, of 45 types, has 20,000."""


def types_in(path: Path) -> str:
    """The types in the file at ``path``, as the setting ``types`` holds them. Raises InputError (E104)."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            "E104", f"{path} cannot be opened: {error.strerror}.", "Name a file that you may read."
        ) from error
    if len(content) > LARGEST:
        raise InputError("E104", f"{path} is larger than {LARGEST:,} bytes.", "Give a file that holds types of events.")
    try:
        return read_types(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise InputError(
            "E104", f"{path} is not in UTF-8.", "Save it as UTF-8; nothing of the file was taken in."
        ) from error
