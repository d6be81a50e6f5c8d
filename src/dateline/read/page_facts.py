"""What a page states about itself: schema.org data, meta elements, its time element, its title.

Always true here: a date is taken only from where the page states when it was published, never guessed from its text; when
it was last changed is kept apart (``page-changed``).
"""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from ..rules import table
from .item import Facts, Stated, facts
from .names import name_in
from .tree import Node, Page

LARGEST = 200
"""Objects of schema.org data looked at; an article's own stand at the top."""

ARTICLE_TYPES = ("article", "posting", "report")
"""Endings of the schema.org types of one document: NewsArticle, BlogPosting, LiveBlogPosting, Report."""


KINDS_OF_DATES = ("dates", "changed")


def page_facts(page: Page) -> Facts:
    """The facts that ``page`` states outright, its schema.org data first."""
    metas, names = _metas(page), table("page")["metadata"]
    told = {
        name: next((metas[key] for key in names[name] if metas.get(key)), "")
        for name in names
        if name not in KINDS_OF_DATES
    }
    if told["author"].startswith(("http://", "https://")):
        told["author"] = ""
    dates = tuple(Stated(metas[key], f"page:{key}") for key in names["dates"] if metas.get(key))
    changed = tuple(Stated(metas[key], f"page-changed:{key}") for key in names["changed"] if metas.get(key))
    told["title"] = told["title"] or _title(page)
    told["url"] = _canonical(page) or told["url"]
    stated = _schema(page).over(facts(told, (*(dates or _time_element(page)), *changed)))
    return stated if stated.publisher else stated.over(facts({"publisher": _site(stated.url or "")}))


def _site(url: str) -> str:
    """The site in an address, which stands for a publisher that a page does not name."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _metas(page: Page) -> dict[str, str]:
    """The content of meta elements (and of others that bear ``itemprop`` and ``content``) by lower-case name, first ones."""
    found: dict[str, str] = {}
    for node in page.nodes:
        told = node.attributes
        value = told.get("content", "").strip() or (told.get("datetime", "").strip() if "itemprop" in told else "")
        for key in ("property", "name", "itemprop"):
            if value and key in told and (node.tag == "meta" or key == "itemprop"):
                found.setdefault(told[key].strip().lower(), value)
    return found


def _canonical(page: Page) -> str:
    links = (node.attributes for node in page.nodes if node.tag == "link")
    return next((told.get("href", "") for told in links if told.get("rel", "").lower() == "canonical"), "")


def _title(page: Page) -> str:
    pieces = (piece for piece in page.pieces if page.nodes[piece.node].tag == "title")
    first = next(pieces, None)
    return " ".join(html.unescape(page.raw[first.start : first.end]).split()) if first else ""


def _time_element(page: Page) -> tuple[Stated, ...]:
    """The first ``<time datetime>`` that says it is the publication's; else the only one of the page."""
    times = [node.attributes for node in page.nodes if node.tag == "time" and node.attributes.get("datetime")]
    stated = [told for told in times if "pubdate" in told or "publish" in told.get("class", "").lower()]
    values = list(dict.fromkeys(told["datetime"] for told in times))
    if stated:
        return (Stated(stated[0]["datetime"], "page:time"),)
    return (Stated(values[0], "page:time"),) if len(values) == 1 else ()


def _schema(page: Page) -> Facts:
    """The facts in the first schema.org object that describes a document."""
    scripts = {i for i, node in enumerate(page.nodes) if node.tag == "script" and _is_json(node)}
    texts = (page.raw[piece.start : piece.end] for piece in page.pieces if piece.node in scripts)
    things = [thing for text in texts for thing in _objects(text)]
    told = next((thing for thing in things if _is_article(thing)), None)
    if told is None:
        return Facts()
    known = {name: thing for thing in reversed(things) if isinstance(name := thing.get("@id"), str) and name_in(thing)}
    return _of_article({key: _resolved(value, known) for key, value in told.items()})


def _resolved(value: Any, known: Mapping[str, Any]) -> Any:
    """``value``, or the object of the page that it only refers to by its ``@id``."""
    if isinstance(value, list):
        return [_resolved(each, known) for each in value[:LARGEST] if not isinstance(each, list)]
    name = value.get("@id") if isinstance(value, dict) and not name_in(value) else None
    return known.get(name, value) if isinstance(name, str) else value


def _is_json(node: Node) -> bool:
    return node.attributes.get("type", "").strip().lower().startswith("application/ld+json")


def _objects(text: str) -> Iterator[Mapping[str, Any]]:
    """The objects in a JSON text, outer ones first; none where it is malformed."""
    try:
        todo: deque[Any] = deque([json.loads(text, strict=False)])
    except (ValueError, RecursionError):
        return
    seen = 0
    while todo and seen < LARGEST:
        thing, seen = todo.popleft(), seen + 1
        if isinstance(thing, list):
            todo.extend(thing[:LARGEST])
        elif isinstance(thing, dict):
            yield thing
            todo.extend(thing.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))


def _is_article(thing: Mapping[str, Any]) -> bool:
    types = thing.get("@type")
    told = types if isinstance(types, list) else [types]
    return any(isinstance(kind, str) and kind.lower().endswith(ARTICLE_TYPES) for kind in told)


def _of_article(thing: Mapping[str, Any]) -> Facts:
    published = thing.get("datePublished") or thing.get("dateCreated")
    key = "datePublished" if thing.get("datePublished") else "dateCreated"
    stated = ((published, f"page:{key}"), (thing.get("dateModified"), "page-changed:dateModified"))
    dates = tuple(Stated(value.strip(), who) for value, who in stated if isinstance(value, str) and value.strip())
    told = {
        "title": name_in(thing.get("headline")) or name_in(thing.get("name")),
        "publisher": name_in(thing.get("publisher")),
        "agency": name_in(thing.get("sourceOrganization")),
        "author": name_in(thing.get("author")),
        "url": name_in(thing.get("url")),
    }
    return facts({name: html.unescape(value) for name, value in told.items()}, dates)
