"""Whether a pattern that is tried only where some pieces stand can match nowhere else: what several rooms of tests ask."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dateline.rules import Sought

_kinds, _parser = re._constants, re._parser  # type: ignore[attr-defined]


def always_holds(sought: Sought) -> bool:
    """Whether all that the pattern matches holds one of the pieces, which are plain small letters, and signs."""
    plain = all((piece.isascii() or not piece.isalnum()) and piece == piece.lower() for piece in sought.holds)
    return plain and _holds(_parser.parse(sought.pattern.pattern, sought.pattern.flags), sought.holds)


def _holds(tree: Iterable[Any], pieces: tuple[str, ...]) -> bool:
    """Whether a sequence cannot do without letters that have a piece in them, or without a part that has."""
    run = ""
    for kind, value in [*tree, (None, None)]:
        if kind is _kinds.LITERAL:
            run += chr(value).lower()
        elif any(piece in run for piece in pieces) or _part_holds(kind, value, pieces):
            return True
        else:
            run = ""
    return False


def _part_holds(kind: object, value: Any, pieces: tuple[str, ...]) -> bool:
    if kind is _kinds.BRANCH:
        return all(_holds(way, pieces) for way in value[1])
    if kind is _kinds.SUBPATTERN:
        return _holds(value[3], pieces)
    return kind is _kinds.MAX_REPEAT and value[0] > 0 and _holds(value[2], pieces)
