"""Plain text: one document, its header lines read and marked.

Always true here: the item's text is the decoded file, whole.
"""

from __future__ import annotations

from .header import header_lines
from .item import Item


def read_plain(text: str) -> Item:
    """The document in ``text``."""
    header = header_lines(text)
    return Item(text, header.facts, hints=header.hints)
