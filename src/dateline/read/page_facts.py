"""What a page states about itself: schema.org data, meta elements, its time element, its title.

Always true here: a date is taken only from where the page states when it was published, never guessed from its text; when
it was last changed is kept apart (``page-changed``).
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from ..rules import table
from .item import Facts, Stated, facts
from .schema_org import article_in, facts_of, objects_in
from .site import site
from .tree import Node, Page

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
    return stated if stated.publisher else stated.over(facts({"publisher": site(stated.url or "")}))


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
    told = article_of(page)
    return facts_of(told) if told else Facts()


def article_of(page: Page) -> Mapping[str, Any] | None:
    """The first schema.org object of ``page`` that describes a document; None where there is none."""
    return article_in(data_of(page))


def data_of(page: Page) -> tuple[Mapping[str, Any], ...]:
    """The schema.org objects of ``page``."""
    scripts = {i for i, node in enumerate(page.nodes) if node.tag == "script" and _is_json(node)}
    return objects_in(page.raw[piece.start : piece.end] for piece in page.pieces if piece.node in scripts)


def _is_json(node: Node) -> bool:
    return node.attributes.get("type", "").strip().lower().startswith("application/ld+json")
