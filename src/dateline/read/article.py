"""Which part of a page is the article.

Always true here: what is chosen are pieces of the page in their order; nothing that is kept is outside the article,
except its headline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from .labels import aside, never_text, says
from .tree import Node, Page, Piece, ancestors, inherited

PROSE = 80
"""Characters from which a block is prose rather than a label; menus and teasers on news pages stay mostly under it."""

HALF = 0.5
"""Share of a page's prose from which an element is a wrapper of the page, whatever its class says, and above which the
largest article is the one that the page is about."""

TOPS = 5
"""Top headings looked at; a page has one or two."""


def article_pieces(page: Page) -> tuple[Piece, ...]:
    """The pieces of ``page`` that are text of its article, its headline first where that stands above the article."""
    never = inherited(page, never_text)
    dropped = _dropped(page, never, _prose(page, never))
    kept_prose = _prose(page, dropped)
    root = _root(page, dropped, kept_prose)
    inside = _below(page, root)
    heading = _headline(page, root, inside, dropped)
    above = [False] * len(page.nodes) if heading is None else _below(page, heading)
    return tuple(
        piece
        for piece in page.pieces
        if (inside[piece.node] and not dropped[piece.node]) or (above[piece.node] and not never[piece.node])
    )


def _sizes(page: Page) -> list[int]:
    """Characters of text of each block number, white space apart."""
    sizes = [0] * (page.pieces[-1].block + 1 if page.pieces else 0)
    for piece in page.pieces:
        sizes[piece.block] += sum(map(len, page.raw[piece.start : piece.end].split()))
    return sizes


def _prose(page: Page, left_out: Sequence[bool]) -> list[int]:
    """Characters of prose below each element, links and what is left out apart."""
    sizes = _sizes(page)
    found = [0] * len(page.nodes)
    linked = inherited(page, _is_link)
    for piece in page.pieces:
        if sizes[piece.block] >= PROSE and not linked[piece.node] and not left_out[piece.node]:
            found[piece.node] += sum(map(len, page.raw[piece.start : piece.end].split()))
    for index in range(len(page.nodes) - 1, 0, -1):
        found[page.nodes[index].parent] += found[index]
    return found


def _is_link(node: Node) -> bool:
    return node.tag == "a"


def _below(page: Page, root: int) -> list[bool]:
    below = [False] * len(page.nodes)
    for index, node in enumerate(page.nodes):
        below[index] = index == root or (node.parent >= 0 and below[node.parent])
    return below


def _dropped(page: Page, never: Sequence[bool], prose: Sequence[int]) -> list[bool]:
    """Whether each element is left out: what is never text, and what names itself an aside and is no wrapper of it all."""
    in_article = inherited(page, lambda node: node.tag in {"article", "main"})
    dropped = list(never)
    for index, node in enumerate(page.nodes):
        small = prose[index] <= HALF * prose[0]
        header = node.tag == "header" and not in_article[index]
        named = node.tag not in {"html", "body", "main", "article"} and aside(node)
        dropped[index] = dropped[index] or (node.parent >= 0 and dropped[node.parent]) or (small and (header or named))
    return dropped


def _root(page: Page, dropped: Sequence[bool], prose: Sequence[int]) -> int:
    """The element that holds the article."""
    kept = [index for index in range(len(page.nodes)) if not dropped[index]]
    articles = [index for index in kept if page.nodes[index].tag == "article"]
    bodies = [index for index in kept if "body" in says(page.nodes[index])]
    named = [index for index in kept if "article" in says(page.nodes[index])]
    mains = [i for i in kept if page.nodes[i].tag == "main" or page.nodes[i].attributes.get("role") == "main"]
    for candidates in (articles, bodies, named, mains):
        if candidates and (root := _of_candidates(page, candidates, prose)) is not None:
            return root
    return _densest(page, kept, prose)


def _of_candidates(page: Page, candidates: Sequence[int], prose: Sequence[int]) -> int | None:
    """The one with most prose; where it has no half of theirs, as in a live blog, what is around them all."""
    outer = _outermost(page, candidates)
    total = sum(prose[index] for index in outer)
    best = max(candidates, key=lambda index: (prose[index], -index))
    if total == 0 or total < HALF / 2 * prose[0]:
        return best if len(candidates) == 1 and prose[0] == 0 else None
    return best if prose[best] >= HALF * total else _around(page, outer)


def _outermost(page: Page, nodes: Sequence[int]) -> list[int]:
    chosen = set(nodes)
    return [index for index in nodes if not any(up in chosen for up in ancestors(page, page.nodes[index].parent))]


def _around(page: Page, nodes: Sequence[int]) -> int:
    """The innermost element around all of ``nodes``."""
    common = list(ancestors(page, page.nodes[nodes[0]].parent))
    for index in nodes[1:]:
        up = set(ancestors(page, page.nodes[index].parent))
        common = [node for node in common if node in up]
    return common[0]


def _densest(page: Page, kept: Iterable[int], prose: Sequence[int]) -> int:
    """The innermost element that holds nearly all prose of the page; the page itself where there is none."""
    if prose[0] == 0:
        return 0
    holders = [index for index in kept if prose[index] >= 0.8 * prose[0] and page.nodes[index].tag not in {"p", "span"}]
    return max(holders, default=0)


def _headline(page: Page, root: int, inside: Sequence[bool], dropped: Sequence[bool]) -> int | None:
    """The top heading that stands above the article, where the article has none and the page's title holds its words."""
    tops = list(islice((index for index, node in enumerate(page.nodes) if node.tag == "h1"), TOPS))
    if any(inside[index] and not dropped[index] for index in tops):
        return None
    title = next((_plain(page, index) for index, node in enumerate(page.nodes) if node.tag == "title"), "")
    words = {index: _plain(page, index) for index in tops if index < root}
    told = [index for index in words if words[index] and (not title or words[index] in title)]
    # A site that sets its own name as a top heading has it in the page's title too; the headline is the longer.
    return max(told, key=lambda index: (len(words[index]), index), default=None)


def _plain(page: Page, root: int) -> str:
    """The words below the element ``root`` in lower case."""
    below = _below(page, root)
    words = " ".join(page.raw[piece.start : piece.end] for piece in page.pieces if below[piece.node])
    return " ".join(words.lower().split())
