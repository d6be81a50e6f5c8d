"""Pieces of a page to running text, with the map back to the raw file.

Always true here: every character of the text stands in the raw file, or is what an entity there stands for, except
the separators: a blank line between blocks, a line break for ``<br>``, a space for white space that has none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from ..model.reading import OffsetRun
from .tree import Page, Piece

ATOM = re.compile(
    r"(?P<space>[ \t\n\r\f]+)|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|[^ \t\n\r\f&]++(?: [^ \t\n\r\f&]++)*+|&"
)
"""White space, an entity, or characters that stay as they are (single spaces between words included). The repetitions keep
nothing to go back to: a paragraph of eight million words would take a gigabyte."""


class Stretch(NamedTuple):
    """``text[start:end]`` of one element and one block."""

    start: int
    end: int
    node: int
    block: int


class Flow(Struct, frozen=True):
    """Running text with its map and with the element that each stretch of it comes from."""

    text: str
    offsets: tuple[OffsetRun, ...]
    stretches: tuple[Stretch, ...]


class _Atom(NamedTuple):
    text: str
    raw_start: int
    kind: str


class _Writer(Struct):
    """The text while it is written; ``gap`` is the separator due before the next word, and its place if it has one."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[OffsetRun] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    gap: str = ""
    gap_at: int | None = None

    def separate(self, gap: str, raw_start: int | None = None) -> None:
        """A separator is due; line breaks outrank spaces, and a blank line is the most there is."""
        if self.length and "\n" not in self.gap:
            self.gap, self.gap_at = gap, raw_start
        elif self.length and "\n" in gap:
            self.gap = "\n\n"

    def write(self, atom: _Atom, piece: Piece) -> None:
        if self.gap:
            self._put(self.gap, self.gap_at, mergeable=True)
            self.gap, self.gap_at = "", None
        start = self.length
        self._put(atom.text, atom.raw_start, mergeable=atom.kind != "entity")
        last = self.stretches[-1] if self.stretches else None
        if last and (last.node, last.block) == (piece.node, piece.block):
            self.stretches[-1] = last._replace(end=self.length)
        else:
            self.stretches.append(Stretch(start, self.length, piece.node, piece.block))

    def _put(self, text: str, raw_start: int | None, *, mergeable: bool) -> None:
        last = self.runs[-1] if self.runs else None
        if raw_start is not None:
            joins = (
                last is not None
                and mergeable
                and last.text_start + last.length == self.length
                and last.raw_start + last.length == raw_start
            )
            if joins and last is not None:
                self.runs[-1] = OffsetRun(last.text_start, last.raw_start, last.length + len(text))
            else:
                self.runs.append(OffsetRun(self.length, raw_start, len(text)))
        self.parts.append(text)
        self.length += len(text)


def flow(page: Page, pieces: Sequence[Piece], preformatted: Sequence[bool]) -> Flow:
    """The text of ``pieces``; ``preformatted`` says of each element whether its white space stays as it is."""
    writer = _Writer()
    block = None
    for piece in pieces:
        if piece.block != block:
            writer.separate("\n\n")
            block = piece.block
        if piece.start == piece.end:
            writer.separate("\n")
        for atom in _atoms(page.raw, piece, keep_space=preformatted[piece.node]):
            if atom.kind == "space":
                writer.separate(" ", atom.raw_start if atom.text else None)
            else:
                writer.write(atom, piece)
    return Flow("".join(writer.parts), tuple(writer.runs), tuple(writer.stretches))


def _atoms(raw: str, piece: Piece, *, keep_space: bool) -> Iterator[_Atom]:
    for found in ATOM.finditer(raw, piece.start, piece.end):
        kind = found.lastgroup or "words"
        if kind == "space" and not keep_space:
            at = found[0].find(" ")
            yield _Atom(found[0][at] if at >= 0 else "", found.start() + max(at, 0), kind)
        elif kind == "entity":
            yield from _entity(found)
        else:
            yield _Atom(found[0], found.start(), "words")


def _entity(found: re.Match[str]) -> Iterator[_Atom]:
    meant = html.unescape(found[0])
    if meant == found[0]:
        yield _Atom(meant, found.start(), "words")
    elif meant:
        yield _Atom(meant, found.start(), "entity")
