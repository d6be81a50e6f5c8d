"""The block roles that a page states, as extents of its text.

Always true here: hints are in order, do not overlap, and none reaches over a separator between blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..model.reading import Block, Role
from ..rules import table
from .flow import Flow, Stretch
from .labels import role, says
from .tree import Node, Page, inherited

SHORT = 200
"""Characters up to which a block that holds an author's or a date's element is a byline or a dateline: a paragraph that
only mentions one is mostly longer; the longest byline of five names with their titles is about 180."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What holds of each element by itself or by what is around it."""

    roles: Sequence[Role | None]
    linked: Sequence[bool]
    listed: Sequence[bool]
    author: Sequence[bool]
    dated: Sequence[bool]


def hints(page: Page, flow: Flow) -> tuple[Block, ...]:
    """The roles that elements of ``page`` state for stretches of its text."""
    marks = _Marks(
        _roles(page),
        inherited(page, lambda node: node.tag == "a"),
        inherited(page, lambda node: node.tag == "li"),
        inherited(page, _says("short-byline")),
        inherited(page, _says("short-dateline")),
    )
    found: list[Block] = []
    for _, stretches in groupby(flow.stretches, key=lambda stretch: stretch.block):
        found += _of_block(flow.text, list(stretches), marks)
    return tuple(hint for hint in found if flow.text[hint.start : hint.end].strip())


def _says(word: str) -> Callable[[Node], bool]:
    return lambda node: word in says(node)


def _roles(page: Page) -> list[Role | None]:
    """The role of each element: its own, else that of the element around it."""
    found: list[Role | None] = []
    for node in page.nodes:
        found.append(role(node) or (found[node.parent] if node.parent >= 0 else None))
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
    if all(marks.linked[stretch.node] for stretch in stretches):
        in_list = all(marks.listed[stretch.node] for stretch in stretches)
        if in_list or words.lower().startswith(tuple(table("page")["lead_ins"]["words"])):
            return "boilerplate"
    if len(words) > SHORT:
        return None
    if any(marks.author[stretch.node] for stretch in stretches):
        return "byline"
    return "dateline" if any(marks.dated[stretch.node] for stretch in stretches) else None
