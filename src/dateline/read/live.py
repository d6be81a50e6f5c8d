"""A page that is a live blog: each update is a report, and so is what stands around them.

Always true here: only ``itemprop="liveBlogUpdate"``, and the updates in the page's data, split a page; the reports together hold all
text of the page, each an exact stretch of it with the map to the raw file, and after them the updates that stand in its data alone;
an update has no date but its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from itertools import count, groupby, takewhile
from typing import NamedTuple

from msgspec.structs import replace

from ..model.reading import Block, OffsetRun
from .fault import Fault
from .item import Facts, Item, Stated
from .live_data import Updates, updates_of
from .page import Fragment, item_of_page, read_fragment
from .tree import MOST, Node, Page

MARK = "liveblogupdate"


class _Stretch(NamedTuple):
    """``text[start:end]`` of the update that is element ``update``; -1 for what stands around the updates."""

    update: int
    start: int
    end: int


def read_pages(raw: str) -> Iterator[Item | Fault]:
    """The reports of the page ``raw``: one, or the updates of a live blog."""
    fragment = read_fragment(raw)
    if fragment is None:
        yield Fault("R109", f"The page has more than {MOST:,} elements.")
        return
    whole = item_of_page(fragment, raw)
    updates = updates_of(fragment, "" if isinstance(whole, Fault) else whole.text)
    found: list[Item | Fault] = list(_of_page(whole, fragment, updates))
    if (isinstance(whole, Fault) and updates.alone) or not updates.whole:
        found = []
    found += updates.alone
    items = sum(isinstance(each, Item) for each in found)
    numbers = count(1)
    for each in found:
        yield replace(each, number=next(numbers)) if isinstance(each, Item) and items > 1 else each
    if updates.lost:
        yield Fault(
            "R115", f"The page's data names updates that it does not print, and that hold no text: {updates.lost:,}."
        )


def _of_page(whole: Item | Fault, fragment: Fragment, updates: Updates) -> Iterator[Item | Fault]:
    """What the page itself prints, parted where it marks its updates, or else where its data tells them."""
    if isinstance(whole, Fault) or not whole.offsets:
        yield whole
        return
    marked = _marked(fragment.page)
    placed = {} if marked else updates.placed
    stretches = _stretches(fragment, marked or placed.keys())
    updated = [each.update for each in stretches if each.update >= 0]
    if len(updated) < 2:
        yield whole
    elif len(set(updated)) < len(updated):
        yield Fault("R118", "The page marks updates of a live blog inside one another.")
        yield whole
    else:
        told = [_facts(whole, each, fragment.page, placed.get(each.update)) for each in stretches]
        dates = {d.value for each, s in zip(told, stretches, strict=True) if s.update in marked for d in each.dates}
        for stretch, each in zip(stretches, told, strict=True):
            own = tuple(date for date in each.dates if stretch.update >= 0 or date.value not in dates)
            yield _part(whole, stretch, replace(each, dates=own))


def _marked(page: Page) -> frozenset[int]:
    """The elements that the page marks as updates; none where it is one alone."""
    marked = (MARK in node.attributes.get("itemprop", "")[:100].lower().split() for node in page.nodes)
    found = frozenset(index for index, is_update in enumerate(marked) if is_update)
    return found if len(found) > 1 else frozenset()


def _stretches(fragment: Fragment, updates: Collection[int]) -> list[_Stretch]:
    """The text of each of the elements ``updates``, and what stands around them, in the order of the page."""
    if not updates:
        return []
    owner = _owners(fragment.page, updates)
    runs = ((key, list(group)) for key, group in groupby(fragment.flow.stretches, lambda each: owner[each.node]))
    return [_Stretch(update, group[0].start, group[-1].end) for update, group in runs]


def _owners(page: Page, marked: Collection[int]) -> list[int]:
    """The update that each element stands in, the innermost; -1 for none."""
    owner = [-1] * len(page.nodes)
    for index, node in enumerate(page.nodes):
        owner[index] = index if index in marked else owner[node.parent] if node.parent >= 0 else -1
    return owner


def _part(whole: Item, stretch: _Stretch, told: Facts) -> Item:
    start, end = stretch.start, stretch.end
    hints = tuple(Block(hint.start - start, hint.end - start, hint.role) for hint in _inside(whole.hints, stretch))
    first = max(bisect_right(whole.offsets, start, key=lambda run: run.text_start) - 1, 0)
    runs = takewhile(lambda run: run.text_start < end, (whole.offsets[i] for i in range(first, len(whole.offsets))))
    cut = ((max(run.text_start, start), min(run.text_start + run.length, end), run) for run in runs)
    offsets = tuple(OffsetRun(a - start, run.raw_start + a - run.text_start, b - a) for a, b, run in cut if a < b)
    return Item(whole.text[start:end], told, None, hints, offsets)


def _inside(hints: tuple[Block, ...], stretch: _Stretch) -> tuple[Block, ...]:
    """Those of ``hints``, which are in order, that lie in ``stretch``."""
    first = bisect_left(hints, stretch.start, key=lambda hint: hint.start)
    return hints[first : bisect_right(hints, stretch.end, key=lambda hint: hint.end)]


def _facts(whole: Item, stretch: _Stretch, page: Page, update: Item | None) -> Facts:
    """What is stated about an update: its own heading and time, the publisher and author of the page."""
    told = whole.facts
    if stretch.update < 0:
        return told
    if update:
        return update.facts.over(Facts(None, told.publisher, told.agency, told.author))
    heads = (hint for hint in _inside(whole.hints, stretch) if hint.role in ("headline", "subhead"))
    title = next((" ".join(whole.text[hint.start : hint.end].split()) for hint in heads), None)
    below = (page.nodes[index] for index in range(stretch.update + 1, len(page.nodes)))
    times = (_time(node) for node in takewhile(lambda node: node.parent >= stretch.update, below))
    date = next((value for value in times if value), "")
    dates = (Stated(date, "page:datePublished"),) if date else ()
    return Facts(title, told.publisher, told.agency, told.author, None, dates)


def _time(node: Node) -> str:
    """The time of publication that ``node`` states, if it states one."""
    name = node.attributes.get("itemprop", "").strip().lower()
    if name == "datemodified" or not (node.tag == "time" or name == "datepublished"):
        return ""
    return (node.attributes.get("datetime") or node.attributes.get("content", "")).strip()
