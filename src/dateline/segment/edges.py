"""Stretches of a text without the blanks at their ends."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.reading import Extent


def trimmed(text: str, start: int, end: int) -> Iterator[Extent]:
    """``text[start:end]`` without blanks at its ends; nothing if it is all blank or ends before it starts."""
    piece = text[start:end] if end > start else ""
    if piece.strip():
        yield Extent(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
