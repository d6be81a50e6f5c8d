"""The name in a value of structured data, whatever its shape.

Always true here: what is given stands in the value.
"""

from __future__ import annotations

from typing import Any

DEEPEST = 4
"""Objects and lists inside one another that are looked into for a name."""


def name_in(value: Any, depth: int = 0) -> str:
    """The text of a string or number, the name (or the value) of an object, the names of a list joined by commas; else nothing."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None or depth >= DEEPEST:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return next((told for key in ("name", "title", "value") if (told := name_in(value.get(key), depth + 1))), "")
    if isinstance(value, list | tuple):
        return ", ".join(dict.fromkeys(told for each in value if (told := name_in(each, depth + 1))))
    return ""
