"""An HTML page as elements and pieces of text, in the order of the raw text.

Always true here: the parent of an element has a smaller index, so that one pass forwards or backwards visits parents
before or after their children; pieces are in order and do not overlap; depth is bounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from .markup import Tag, tokens

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905 - a word list
BLOCKS = frozenset(
    # One word a line would hide the rest of the file.
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"  # noqa: SIM905
    " figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main menu nav noscript ol option p"
    " pre script section select style summary svg table tbody td template textarea tfoot th thead title tr ul video"
    " audio".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CLOSED_BY: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
"""Elements that the start of another one of their kind ends, where their own end tag is left out."""

SCOPES = frozenset({"ul", "ol", "dl", "table", "select", "body", "div", "section", "article"})
"""Elements that such an end does not reach through."""

DEEPEST = 400
"""Open elements at most; deeper ones are read as if they were siblings. Browsers stop at 512."""

MOST = 300_000
"""Elements and pieces of text at most: 120 MB and ten seconds. Of 990 pages of the web the largest has 37,000."""


class Node(NamedTuple):
    """An element; ``parent`` is the index of the one around it, -1 for the root."""

    tag: str
    attributes: Mapping[str, str]
    parent: int


class Piece(NamedTuple):
    """Characters ``raw[start:end]`` in element ``node``; ``block`` counts the blocks of the page. Empty: a line break."""

    node: int
    start: int
    end: int
    block: int


class Page(Struct, frozen=True):
    """A parsed page; node 0 is the page itself."""

    raw: str
    nodes: tuple[Node, ...]
    pieces: tuple[Piece, ...]


class _Builder(Struct):
    """The page while it is read; ``open`` are the indices of the open elements, outermost first."""

    nodes: list[Node] = field(default_factory=lambda: [Node("", {}, -1)])
    pieces: list[Piece] = field(default_factory=list)
    open: list[int] = field(default_factory=lambda: [0])
    names: Counter[str] = field(default_factory=Counter)
    block: int = 0

    def start(self, tag: Tag) -> None:
        if tag.name == "br":
            self.pieces.append(Piece(self.open[-1], tag.start, tag.start, self.block))
            return
        if tag.name in BLOCKS:
            self._imply_ends(tag.name)
            self.block += 1
        self.nodes.append(Node(tag.name, tag.attributes, self.open[-1]))
        if tag.name not in VOID and len(self.open) < DEEPEST:
            self.open.append(len(self.nodes) - 1)
            self.names[tag.name] += 1

    def end(self, name: str) -> None:
        if name in BLOCKS:
            self.block += 1
        if not self.names[name] and name not in HEADINGS:
            return
        for depth in range(len(self.open) - 1, 0, -1):
            tag = self.nodes[self.open[depth]].tag
            if tag == name or (tag in HEADINGS and name in HEADINGS):
                self._close(depth)
                return
            # The end of an inline element never ends the block around it.
            if name not in BLOCKS and tag in BLOCKS:
                return

    def _imply_ends(self, name: str) -> None:
        ended = CLOSED_BY.get(name, frozenset())
        for depth in range(len(self.open) - 1, 0, -1):
            tag = self.nodes[self.open[depth]].tag
            if tag == "p" or tag in ended:
                self._close(depth)
            elif tag in BLOCKS and (tag in SCOPES or not ended):
                return

    def _close(self, depth: int) -> None:
        self.names.subtract(self.nodes[index].tag for index in self.open[depth:])
        del self.open[depth:]


def parse(raw: str) -> Page | None:
    """The page in ``raw``, where anything that is not mark-up is text; None where it has more elements than ``MOST``."""
    builder = _Builder()
    for token in tokens(raw):
        if not isinstance(token, Tag):
            builder.pieces.append(Piece(builder.open[-1], token.start, token.end, builder.block))
        elif token.closing:
            builder.end(token.name)
        else:
            builder.start(token)
        if len(builder.nodes) + len(builder.pieces) > MOST:
            return None
    return Page(raw, tuple(builder.nodes), tuple(builder.pieces))


def ancestors(page: Page, node: int) -> Iterable[int]:
    """``node`` and the elements around it, innermost first."""
    while node >= 0:
        yield node
        node = page.nodes[node].parent


def inherited(page: Page, test: Callable[[Node], bool]) -> list[bool]:
    """Whether each element, or one around it, passes ``test``."""
    found = [False] * len(page.nodes)
    for index, node in enumerate(page.nodes):
        found[index] = (node.parent >= 0 and found[node.parent]) or test(node)
    return found
