"""The block roles that a page states, as extents of its text.

Always true here: hints are in order, do not overlap, and none reaches over a separator between blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from ..model.reading import Block, Role
from ..rules import table
from .flow import Flow, Stretch
from .labels import role_by_class, role_by_tag, says
from .tree import Page, inherited

SHORT = 200
"""Characters up to which an element that says author or date holds one; the longest byline of five names with their titles
is about 180. A longer one is a wrapper: blogs write the author's name into the class of the whole article."""

LABEL = 400
"""Characters up to which a class can make an element a headline, byline, dateline or credit."""

LABELLED = 0.5
"""Share of a block that authors and dates must make up for it to be a byline or a dateline; a sentence that mentions one
is mostly other words."""

LINKED = 0.6
"""Share of links from which a block that begins as a pointer to another story is one: "Read more: " and the link."""

WRAPPER = 0.5
"""Share of the text from which an element is a wrapper, and its class speaks of the page rather than of a block."""

LABELS: frozenset[Role | None] = frozenset({"headline", "byline", "dateline", "credit"})


class _Marks(Struct, frozen=True):
    """What holds of each element by itself or by what is around it."""

    roles: Sequence[Role | None]
    linked: Sequence[bool]
    listed: Sequence[bool]
    author: Sequence[bool]
    labelled: Sequence[bool]


def hints(page: Page, flow: Flow) -> tuple[Block, ...]:
    """The roles that elements of ``page`` state for stretches of its text."""
    sizes = _sizes(page, flow)
    author = _labelled(page, sizes, "short-byline")
    dated = _labelled(page, sizes, "short-dateline")
    marks = _Marks(
        _roles(page, sizes),
        inherited(page, lambda node: node.tag == "a"),
        inherited(page, lambda node: node.tag == "li"),
        author,
        [by or on for by, on in zip(author, dated, strict=True)],
    )
    found: list[Block] = []
    for _, stretches in groupby(flow.stretches, key=lambda stretch: stretch.block):
        found += _of_block(flow.text, list(stretches), marks)
    return tuple(hint for hint in found if flow.text[hint.start : hint.end].strip())


def _labelled(page: Page, sizes: Sequence[int], word: str) -> list[bool]:
    """Whether each element, or a short one around it, says ``word``."""
    found = [False] * len(page.nodes)
    for index, node in enumerate(page.nodes):
        above = node.parent >= 0 and found[node.parent]
        found[index] = above or (sizes[index] <= SHORT and word in says(node))
    return found


def _sizes(page: Page, flow: Flow) -> list[int]:
    """Characters of the text below each element."""
    sizes = [0] * len(page.nodes)
    for stretch in flow.stretches:
        sizes[stretch.node] += stretch.end - stretch.start
    for index in range(len(page.nodes) - 1, 0, -1):
        sizes[page.nodes[index].parent] += sizes[index]
    return sizes


def _roles(page: Page, sizes: Sequence[int]) -> list[Role | None]:
    """The role of each element: by its tag, by its class where it is no wrapper, else that of the element around it."""
    found: list[Role | None] = []
    for index, node in enumerate(page.nodes):
        by_class = role_by_class(node) if sizes[index] <= WRAPPER * sizes[0] else None
        if by_class in LABELS and sizes[index] > LABEL:
            by_class = None
        found.append(role_by_tag(node) or by_class or (found[node.parent] if node.parent >= 0 else None))
    return found


def _of_block(text: str, stretches: list[Stretch], marks: _Marks) -> Iterator[Block]:
    start, end = stretches[0].start, stretches[-1].end
    whole = _role_of_whole(text[start:end], stretches, marks)
    if whole and all(marks.roles[stretch.node] is None for stretch in stretches):
        yield Block(start, end, whole)
        return
    for told, group in groupby(stretches, key=lambda stretch: marks.roles[stretch.node]):
        same = list(group)
        if told:
            yield Block(same[0].start, same[-1].end, told)


def _role_of_whole(words: str, stretches: list[Stretch], marks: _Marks) -> Role | None:
    """What a block is by what it holds: only links to other stories, an author, a date."""
    linked = _share(stretches, marks.linked)
    if linked == 1 and marks.listed[stretches[0].node]:
        return "boilerplate"
    if linked >= LINKED and words.lower().startswith(tuple(table("page")["lead_ins"]["words"])):
        return "boilerplate"
    by = any(marks.author[stretch.node] for stretch in stretches)
    if len(words) > SHORT or _share(stretches, marks.labelled) < LABELLED:
        return None
    return "byline" if by else "dateline"


def _share(stretches: list[Stretch], marked: Sequence[bool]) -> float:
    """The share of the characters of ``stretches`` whose element is ``marked``."""
    of_marked = sum(stretch.end - stretch.start for stretch in stretches if marked[stretch.node])
    return of_marked / sum(stretch.end - stretch.start for stretch in stretches)
