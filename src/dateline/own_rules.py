"""Rules of a user's own, in files of the form of those in ``resources/``: TOML -> one line of a setting, and back.

Always true here: a file is taken in whole or not at all; equal rules give equal lines.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

import msgspec
from msgspec import Struct

from .errors import InputError, SettingError

Form = TypeVar("Form")

_DEEP_KEY = re.compile(r"""(?:\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*){20}""")
"""Names joined by dots: for a key of n of them the standard library's reader of TOML takes memory by the square of n."""


class OwnRules(Struct, frozen=True):
    """One kind of rules that users may give: the ``setting`` (and option) that holds them, the ``page`` of the documentation that shows
    their form, and in plain words the ``pattern`` of their names."""

    setting: str
    page: str
    pattern: str

    def read(self, text: str, place: str, form: type[Form]) -> Form:
        """The rules in ``text``; ``place`` names the file in messages. Raises InputError (E104) for what has not the ``form``."""
        if _DEEP_KEY.search(text):
            raise self.bad(place, "a key has too many dots")
        try:
            return msgspec.convert(tomllib.loads(text), form)
        except msgspec.ValidationError as error:
            raise self.bad(place, self._plain(str(error))) from error
        except ValueError as error:  # beside its own errors, that of a number of thousands of digits
            raise self.bad(place, f"it is no TOML: {error}") from error
        except RecursionError as error:
            raise self.bad(place, "it nests too deep") from error

    def bad(self, place: str, wrong: str) -> InputError:
        """The error for a file that cannot be used."""
        remedy = f"Write {self.setting} as {self.page} shows; nothing of the file was taken in."
        return InputError("E104", f"{place}: {wrong}.", remedy)

    def of_setting(self, line: str, form: type[Form]) -> Form:
        """The rules in a setting as ``line_of`` wrote it. Raises SettingError (E302) for anything else."""
        try:
            return msgspec.json.decode(line, type=form)
        except msgspec.DecodeError as error:
            raise self.unread(str(error)) from error

    def unread(self, wrong: str) -> SettingError:
        """The error for a setting that holds no such rules."""
        return SettingError(
            "E302", f"The setting {self.setting} cannot be read: {wrong}.", f"Give a file with --{self.setting}."
        )

    def _plain(self, message: str) -> str:
        """What msgspec finds wrong, without regular expressions."""
        found, _, where = message.partition(" - at ")
        at = where.strip("`").removeprefix("$.")
        if "matching regex" in found:
            return f"{at} must be {self.pattern}"
        return f"{found} at {at}" if at else found


def line_of(rules: object) -> str:
    """``rules``, in order, as one line of JSON."""
    return json.dumps(msgspec.to_builtins(rules), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def twice(words: Iterable[str]) -> list[str]:
    """The words that are there more than once."""
    return [word for word, n in Counter(words).items() if n > 1]
