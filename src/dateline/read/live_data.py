"""The updates of a live blog that a page gives in its data (JSON-LD), and where the page prints them.

Always true here: an update is what the data holds under its own heading, address and time, and is given once; an element of the
page is that of an update only where it holds all words of this one and of no other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct, field

from .flow import Flow
from .item import Item
from .names import name_in
from .page import Fragment, item_of_mark_up
from .page_facts import data_of
from .printed import Printed, apart
from .schema_org import UPDATES, facts_of, live_blogs, text_of
from .tree import Page

MARK_UP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,8});")
BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote|figure|td)\b", re.IGNORECASE)
"""Mark-up that parts paragraphs; where a text has other mark-up alone, its own line breaks do."""


class Updates(Struct, frozen=True):
    """The updates in a page's data: ``alone`` stand nowhere on the page; ``placed`` are those that elements of it hold, by their number;
    ``lost`` counts those that hold no text and of which the page prints not even the heading. ``whole``: the page's text says more."""

    alone: tuple[Item, ...] = ()
    placed: Mapping[int, Item] = field(default_factory=dict)
    lost: int = 0
    whole: bool = True


def updates_of(fragment: Fragment, text: str) -> Updates:
    """The updates in the data of a page whose text is ``text``, which is that of ``fragment`` where the page itself prints it."""
    if UPDATES not in fragment.page.raw:
        return Updates()
    told = tuple(chain.from_iterable(live_blogs(data_of(fragment.page)).updates.values()))
    read = [(each, _item(each)) for each in told]
    items = [item for _, item in read if item]
    heads = [name_in(each.get("headline")) for each, item in read if not item]
    if text != fragment.text:
        said = apart(text, [item.text for item in items])
        alone = tuple(item for item, stands in zip(items, said.parts, strict=True) if stands)
        return Updates(alone, lost=len(heads), whole=said.whole or not items)
    printed = Printed(text, [*(item.text for item in items), *heads])
    lost = sum(not (head and printed.holds(head)) for head in heads)
    alone = tuple(item for item in items if not printed.holds(item.text))
    here = [item for item in items if printed.holds(item.text)]
    return Updates(alone, _placed(fragment, printed, here), lost)


def _item(update: Mapping[str, Any]) -> Item | None:
    """The update as a document; None where it holds no text, or only links."""
    text = text_of(update)
    if not MARK_UP.search(text):
        return Item(text, facts_of(update)) if text else None
    return item_of_mark_up(text, facts_of(update), keep_space=not BLOCK.search(text))


def _placed(fragment: Fragment, printed: Printed, items: Sequence[Item]) -> dict[int, Item]:
    """The largest element around each of ``items`` that holds no other and not the page's heading, if there is one."""
    page = fragment.page
    found = {n: node for n, item in enumerate(items) if (node := _element(fragment, printed, item.text)) is not None}
    held = [int(node.tag == "h1") for node in page.nodes]
    for node in found.values():
        held[node] += 1
    for index in range(len(page.nodes) - 1, 0, -1):
        held[page.nodes[index].parent] += held[index]
    placed = {_widened(page, held, node): items[n] for n, node in found.items() if held[node] == 1}
    return placed if len(placed) > 1 else {}


def _element(fragment: Fragment, printed: Printed, text: str) -> int | None:
    """The smallest element that holds all of ``text``."""
    extent = printed.extent(text)
    if extent is None:
        return None
    flow, nodes = fragment.flow, fragment.page.nodes
    one, other = (flow.stretches[n].node for n in _touched(flow, extent.start, extent.end))
    while one != other:
        one, other = (nodes[one].parent, other) if one > other else (one, nodes[other].parent)
    return one


def _touched(flow: Flow, start: int, end: int) -> tuple[int, int]:
    """The numbers of the first and the last stretch that ``start`` to ``end`` touches."""
    first = bisect_right(flow.stretches, start, key=lambda each: each.start) - 1
    return first, bisect_left(flow.stretches, end, key=lambda each: each.start) - 1


def _widened(page: Page, held: Sequence[int], node: int) -> int:
    while page.nodes[node].parent >= 0 and held[page.nodes[node].parent] == 1:
        node = page.nodes[node].parent
    return node
