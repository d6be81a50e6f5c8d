"""Time expressions: ``find`` them in a text, ``resolve`` them against the report's day, join them to ``intervals``.

Always true here: extents are of the text as it is; finding needs no date; the rules are those of ``times.toml``.
"""

from __future__ import annotations

from .find import Hit, find
from .intervals import intervals, joined
from .resolve import resolve, tag

__all__ = ["Hit", "find", "intervals", "joined", "resolve", "tag"]
