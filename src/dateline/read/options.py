"""What a user may say about inputs. Checked once, before anything is read."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from ..errors import InputError
from ..rules import table
from .dates import iso
from .item import Facts, Stated


class ReadOptions(Struct, frozen=True):
    """What the user states about all inputs at once; None where it is left to the inputs.

    ``encoding`` is a name that Python knows. ``fields`` names the fields of JSON and CSV (``{"text": "body"}``; dots go
    down into objects). ``language`` (``en``, ``en-GB``) sets the language test aside. ``recursive`` reads the folders below a folder too.
    """

    encoding: str | None = None
    publisher: str | None = None
    published: str | None = None
    agency: str | None = None
    language: str | None = None
    title: str | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    recursive: bool = True

    def facts(self) -> Facts:
        """What the options state about every report."""
        dates = (Stated(self.published, "option"),) if self.published else ()
        return Facts(self.title or None, self.publisher or None, self.agency or None, dates=dates)


def check(options: ReadOptions) -> None:
    """Raises InputError (E103) where an option cannot be used."""
    known = table("fields")["fields"]
    for name in options.fields:
        if name not in known:
            raise InputError("E103", f"There is no field {name!r} to fill.", f"Fields are: {', '.join(known)}.")
    if options.published is not None and iso(options.published) is None:
        raise InputError("E103", f"The date {options.published!r} cannot be read.", "Write it as 2020-10-06.")
    if options.language is not None and not options.language.lower().startswith("en"):
        raise InputError("E103", f"The language {options.language!r} is not read.", "Dateline reads English (en).")
    if options.encoding is not None and not _is_text_encoding(options.encoding):
        raise InputError("E103", f"There is no encoding {options.encoding!r}.", "Name one such as utf-8 or cp1252.")


def _is_text_encoding(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    # Codecs such as base64 or rot13 turn bytes into bytes or text into text: they are no encodings of files.
    return bool(getattr(found, "_is_text_encoding", True))
