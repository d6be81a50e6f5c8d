"""Feeds (RSS 0.9 to 2.0, RDF, Atom): each item a document, with the outlet that its ``<source>`` names.

Always true here: items are numbered from 1 in their order; an item that the feed cuts off is not read; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape, unescape

from ..rules import table
from .fault import Fault
from .item import Facts, Item, Stated, facts
from .page import item_of_mark_up
from .site import site
from .xml_tree import Element, parse_xml

SPACES = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
}
"""Namespaces that speak of an item, and how resources/fields.toml writes their names."""

ROOTS = {"rss", "feed", "RDF"}
ITEMS = {"item", "atom:entry"}


def read_feed(text: str) -> Iterator[Item | Fault]:
    """The items of the feed in ``text``; then what is malformed in it, if anything."""
    root, fault = parse_xml(text)
    if root is not None and root.name not in ROOTS:
        yield Fault("R108", f"The file is XML of the kind {root.name[:40]!r}, and no feed.")
        return
    if root is not None:
        feed = next((part for part in root.elements() if _name(part) == "channel"), root)
        publisher = next((part.text() for part in feed.elements() if _name(part) in ("title", "atom:title")), "")
        whole = (element for element in root.below() if _name(element) in ITEMS and element.whole)
        for number, element in enumerate(whole, 1):
            yield _item(element, number, publisher)
    if fault:
        yield fault


def _name(element: Element) -> str:
    prefix = SPACES.get(element.space)
    return element.name if prefix is None else prefix + element.name


def _item(item: Element, number: int, publisher: str) -> Item | Fault:
    told: dict[str, list[Element]] = {}
    for part in item.elements():
        if part.space in SPACES:
            told.setdefault(_name(part), []).append(part)
    stated = _facts(told, publisher)
    for name in table("fields")["feed"]["text"]:
        for element in told.get(name, ()):
            if found := _document(element, stated, number):
                return found
    return Fault("R110", f"The item has no text, or only links; it has: {', '.join(sorted(told))[:200]}.", None, number)


def _document(element: Element, stated: Facts, number: int) -> Item | None:
    """The document in an element of an item; None where it holds no text of its own."""
    is_atom = _name(element).startswith("atom:")
    kind = element.attributes.get("type", "text") if is_atom else "html"
    raw = _mark_up(element) if "xhtml" in kind else element.text()
    if kind in ("text", "text/plain") or not ("<" in raw or "&" in raw):
        return Item(raw, stated, number) if raw.strip() else None
    return item_of_mark_up(raw, stated, number)


def _mark_up(element: Element) -> str:
    """The mark-up inside ``element``, without attributes."""
    found: list[str] = []
    todo: list[Element | str | None] = list(reversed(element.parts))
    names: list[str] = []
    while todo:
        part = todo.pop()
        if part is None:
            found.append(f"</{names.pop()}>")
        elif isinstance(part, str):
            found.append(escape(part, quote=False))
        else:
            found.append(f"<{part.name}>")
            names.append(part.name)
            todo.append(None)
            todo.extend(reversed(part.parts))
    return "".join(found)


def _facts(told: dict[str, list[Element]], publisher: str) -> Facts:
    names = table("fields")["feed"]
    # Many feeds escape their titles and names twice.
    values = {fact: unescape(_value(told, names[fact])) for fact in ("title", "author", "publisher")}
    source = values["publisher"] or publisher
    values["publisher"] = site(source) if source.startswith(("http://", "https://")) else source
    values["url"] = _value(told, names["url"])
    dates = [Stated(value, f"field:{name}") for name in names["published"] if (value := _value(told, [name]))]
    changed = [Stated(value, f"page-changed:{name}") for name in names["changed"] if (value := _value(told, [name]))]
    return facts(values, (*dates, *changed))


def _value(told: dict[str, list[Element]], names: Sequence[str]) -> str:
    return next((value for name in names for element in told.get(name, ()) if (value := _said(element))), "")


def _said(element: Element) -> str:
    """What an element says: a link its address, a source or an author its name, another its text."""
    if address := element.attributes.get("href"):
        return address if element.attributes.get("rel", "alternate") == "alternate" else ""
    inner = next((part for part in element.elements() if part.name in ("title", "name")), None)
    return (inner or element).text().strip() or site(element.attributes.get("url", ""))
