"""Rules and word lists as data: TOML tables in ``resources/``, each rule with a name and examples that run as tests."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_TABLES = Path(__file__).with_name("resources")


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``resources/NAME.toml``. Treat it as frozen."""
    # importlib.resources would bring tempfile and zipfile, and every command waits for its tables.
    return tomllib.loads((_TABLES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list ``key`` of ``resources/NAME.toml`` as a set; dots in ``key`` go down into tables."""
    found: Any = table(name)
    for part in key.split("."):
        found = found[part]
    return frozenset(found)


class Sought(NamedTuple):
    """A pattern that is tried only where one of ``holds`` stands: words in small letters, one of which is in all that it matches. Without
    any it is tried everywhere.

    Most sentences have none of them, and to look for them takes a tenth of the time of most patterns.
    """

    pattern: re.Pattern[str]
    holds: tuple[str, ...]

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in ``text[start:end]``."""
        return self.pattern.search(text, start, end) if self.may_match(in_small(text[start:end])) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        return self.pattern.finditer(text) if self.may_match(in_small(text)) else iter(())

    def may_match(self, small: str | None) -> bool:
        """Whether one of the pieces, if there are any, stands in a text, given in small letters (see ``in_small``)."""
        return small is None or not self.holds or any(map(small.__contains__, self.holds))


def in_small(text: str) -> str | None:
    """``text`` in small letters; None where a pattern without regard to case takes some of its letters for others."""
    return None if not text.isascii() and any(letter in text for letter in _ALSO) else text.lower()


_ALSO = "ıİſ"
"""Letters that a pattern without regard to case takes for i and s, and that are others in small letters."""
