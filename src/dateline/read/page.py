"""An HTML page: the text of its article with the map to the raw file, the roles of its blocks, what it states of itself.

Always true here: the page's own statements come first; what trafilatura makes out fills the gaps, except for dates.
"""

from __future__ import annotations

import logging
import re

from msgspec import Struct

from .article import article_pieces
from .fault import Fault
from .flow import Flow, flow
from .hints import hints
from .item import Facts, Item, facts
from .page_facts import article_of, page_facts
from .tree import Page, inherited, parse

CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?([A-Za-z0-9][A-Za-z0-9:_.-]{1,30})""")
HEAD = 4_096
"""Bytes within which a page declares its encoding; browsers look at 1,024."""
TOP = 300_000
"""Characters of a page that trafilatura looks at for what the page leaves unsaid; whole news pages are mostly shorter."""


class Fragment(Struct, frozen=True):
    """The text of mark-up that stands alone, such as a field of a feed."""

    text: str
    flow: Flow
    page: Page


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page names at its top."""
    found = CHARSET.search(raw, 0, HEAD)
    return found[1].decode("ascii") if found else None


def item_of_page(fragment: Fragment, raw: str) -> Item | Fault:
    """The article of the page ``raw``, whose text is ``fragment``; R105 where no text is left, or only links."""
    if not fragment.text.strip() or all_linked(fragment):
        return _by_script(fragment)
    told = _with_guesses(page_facts(fragment.page), raw)
    return Item(fragment.text, told, None, hints(fragment.page, fragment.flow), fragment.flow.offsets)


def _by_script(fragment: Fragment) -> Item | Fault:
    """The article that a page without text of its own holds in its data, for its script to show."""
    body = (article_of(fragment.page) or {}).get("articleBody")
    if isinstance(body, str) and body.strip():
        return Item(body, page_facts(fragment.page))
    return Fault(
        "R105", "All text of the page stands in links." if fragment.text.strip() else "The page holds no text."
    )


def read_fragment(raw: str, *, keep_space: bool = False) -> Fragment | None:
    """The text of the mark-up ``raw``, with its white space where that is to be kept; None where it has more elements than any page
    should."""
    page = parse(raw)
    if page is None:
        return None
    found = flow(page, article_pieces(page), inherited(page, lambda node: keep_space or node.tag == "pre"))
    return Fragment(found.text, found, page)


def item_of_mark_up(raw: str, told: Facts, number: int | None = None, *, keep_space: bool = False) -> Item | None:
    """The document in mark-up that stands alone; None where it holds no text, or only links."""
    fragment = read_fragment(raw, keep_space=keep_space)
    if fragment is None or not fragment.text.strip() or all_linked(fragment):
        return None
    return Item(fragment.text, told, number, hints(fragment.page, fragment.flow))


def all_linked(fragment: Fragment) -> bool:
    """Whether all text of ``fragment`` stands in links."""
    linked = inherited(fragment.page, lambda node: node.tag == "a")
    return all(linked[stretch.node] for stretch in fragment.flow.stretches)


def _with_guesses(told: Facts, raw: str) -> Facts:
    """``told``, its gaps filled from what trafilatura makes out of the page's layout."""
    if told.title and told.author:
        return told
    # Takes a third of a second to load, and pages that state everything do not need it.
    from trafilatura import extract_metadata

    # Its remarks on malformed pages would be printed, where nobody has set logging up.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        found = extract_metadata(raw[:TOP], extensive=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        # Its parser gives up on some malformed pages; what the page states stands without it.
        return told
    # Its publishers and addresses are left: a publisher taken from a title counts as an outlet that does not exist.
    guessed = {"title": found.title, "author": found.author}
    return told.over(facts({name: value for name, value in guessed.items() if isinstance(value, str)}))
