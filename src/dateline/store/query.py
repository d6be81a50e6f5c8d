"""What a person types into a search, as an expression of SQLite's FTS5.

Always true here: every term is quoted, so nothing that is typed is read as FTS5 syntax.
"""

from __future__ import annotations

import re

from ..errors import LookupFailed

MAX_TERMS = 64
"""A longer query is refused, not shortened. It is several times the longest sentence that somebody might paste."""

_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def expression(query: str) -> str:
    """The FTS5 expression of ``query``: all terms must be there; ``"a phrase"``, ``a OR b`` and ``-not`` as in a search engine.

    Raises LookupFailed where there is no term to look for, or more than ``MAX_TERMS``.
    """
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    joined = False
    for number, match in enumerate(_TERM.finditer(query), 1):
        if number > MAX_TERMS:
            raise LookupFailed("E501", f"The search {_short(query)} has too many terms.", f"Give at most {MAX_TERMS}.")
        if match["word"] == "OR" and not match["no"]:
            joined = bool(wanted)
        elif term := _quoted(match["phrase"] or match["word"] or ""):
            if match["no"]:
                unwanted.append(term)
            elif joined:
                wanted[-1].append(term)
            else:
                wanted.append([term])
            joined = False
    if not wanted:
        remedy = 'Give at least one word to look for, such as: mayor "state of emergency" -football'
        raise LookupFailed("E501", f"The search {_short(query)} names nothing to look for.", remedy)
    every = " AND ".join(f"({' OR '.join(group)})" for group in wanted)
    return f"({every}) NOT ({' OR '.join(unwanted)})" if unwanted else every


def _short(query: str) -> str:
    return repr(query if len(query) <= 60 else query[:60] + "…")


def _quoted(term: str) -> str:
    """``term`` as an FTS5 string, empty where it holds no letter or digit."""
    words = "".join(c if c.isprintable() else " " for c in term)
    return f'"{words.replace(chr(34), " ")}"' if any(c.isalnum() for c in words) else ""
