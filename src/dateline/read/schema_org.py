"""Documents as schema.org describes them (JSON-LD): which objects they are, and the facts that these state.

Always true here: what is given stands in the data; objects that are no document are passed over.
"""

from __future__ import annotations

import html
import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from .item import Facts, Stated, facts
from .names import name_in
from .printed import apart

ARTICLE_TYPES = ("article", "posting", "report")
"""Endings of the types of one document: NewsArticle, ReportageNewsArticle, BlogPosting, LiveBlogPosting, Report."""

TEXTS = ("articleBody", "reviewBody", "text", "body", "content")
"""Fields by which an object of another type is seen to hold a text."""


UPDATES = "liveBlogUpdate"
INHERITED = ("publisher", "author")
"""What the updates of a live blog have from the blog, where they do not say otherwise; its address is not theirs."""


class LiveBlogs(NamedTuple):
    """The ``updates`` of each object of some data that is a live blog, by its number; ``parts`` are the numbers of the objects that are
    updates themselves, which a blog names only by their ``@id``."""

    updates: Mapping[int, Sequence[Mapping[str, Any]]]
    parts: frozenset[int]


def objects_in(texts: Iterable[str]) -> tuple[Mapping[str, Any], ...]:
    """The objects in the JSON ``texts`` of a page, outer ones first; none of those that are malformed."""
    return tuple(thing for text in texts for thing in _objects_of(text))


def _objects_of(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    yield from objects(value)


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in ``value``, outer ones first."""
    todo: deque[Any] = deque([value])
    while todo:
        thing = todo.popleft()
        if isinstance(thing, list):
            todo.extend(thing)
        elif isinstance(thing, dict):
            yield thing
            todo.extend(thing.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))


def is_article(thing: Mapping[str, Any]) -> bool:
    """Whether ``thing`` is a document by its type."""
    types = thing.get("@type")
    told = types if isinstance(types, list) else [types]
    return any(isinstance(kind, str) and kind.lower().endswith(ARTICLE_TYPES) for kind in told)


def article_in(things: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The first document among ``things``, with what it only refers to put in."""
    things = tuple(things)
    told = next((thing for thing in things if is_article(thing)), None)
    return None if told is None else filled(told, named(things))


def articles_in(value: Any) -> list[Mapping[str, Any]] | None:
    """The documents in the data ``value``, each update of a live blog by itself; None where it is no schema.org data.

    Objects of other types are passed over, unless they hold a text.
    """
    things = tuple(objects(value)) if isinstance(value, dict | list) else ()
    alien = isinstance(value, list) and not all(isinstance(each, dict | list) for each in value)
    if alien or not any(map(is_article, things)):
        return None
    known, live = named(things), live_blogs(things)
    read = ((n, thing) for n, thing in enumerate(things) if _to_read(thing) and n not in live.parts)
    return [each for n, thing in read for each in _with_updates(filled(thing, known), live.updates.get(n, ()))]


def _to_read(thing: Mapping[str, Any]) -> bool:
    is_frame = "@type" in thing or "@graph" in thing
    return is_article(thing) or not is_frame or any(thing.get(name) for name in TEXTS)


def _with_updates(thing: Mapping[str, Any], updates: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """``thing``, if it says more than its updates, and those of them that say more than it."""
    if not updates:
        yield thing
        return
    told = apart(text_of(thing), [text_of(each) for each in updates])
    if told.whole:
        yield thing
    yield from (each for each, alone in zip(updates, told.parts, strict=True) if alone)


def live_blogs(things: Sequence[Mapping[str, Any]]) -> LiveBlogs:
    """The live blogs among ``things``, each update of them once, and under its own address only."""
    known = named(things)
    by_id = {thing["@id"]: thing for thing in reversed(things) if isinstance(thing.get("@id"), str) and len(thing) > 1}
    addresses = {name_in(thing.get("url")) for thing in things if UPDATES in thing}
    seen: set[tuple[str, str]] = set()
    parts: set[int] = set()
    found: dict[int, list[dict[str, Any]]] = {}
    for number, thing in enumerate(things):
        told = {name: thing[name] for name in INHERITED if name in thing}
        for each in _flat(thing.get(UPDATES), by_id):
            parts.add(id(each))
            key = (text_of(each) or name_in(each.get("headline")), name_in(each.get("datePublished")))
            if key not in seen:
                seen.add(key)
                found.setdefault(number, []).append(filled({**told, **each}, known))
    used = Counter(name_in(each.get("url")) for each in chain.from_iterable(found.values()))
    for each in chain.from_iterable(found.values()):
        url = name_in(each.get("url"))
        if url in addresses or (used[url] > 1 and "#" not in url):
            each.pop("url", None)
    return LiveBlogs(found, frozenset(n for n, thing in enumerate(things) if id(thing) in parts))


def _flat(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The updates in ``value``, those inside others too, each with what its ``@id`` names; a string that is no name is the text of one."""
    todo, seen = [value], set[int]()
    while todo:
        each = todo.pop()
        if isinstance(each, list):
            todo.extend(reversed(each))
        elif isinstance(each, str):
            yield by_id.get(each, {"articleBody": each} if len(each.split()) > 1 else {})
        elif isinstance(each, dict):
            each = each if text_of(each) else by_id.get(name_in(each.get("@id")), each)
            if id(each) not in seen:
                seen.add(id(each))
                inner = each.get(UPDATES)
                if text_of(each) or not inner:
                    yield each
                todo.append(inner)


def text_of(thing: Mapping[str, Any]) -> str:
    """The text that the document ``thing`` holds; empty where it has none."""
    values = (thing.get(name) for name in TEXTS)
    lists = ("\n\n".join(v) if isinstance(v, list) and all(isinstance(p, str) for p in v) else v for v in values)
    return next((value for value in lists if isinstance(value, str) and value.strip()), "")


def named(things: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The objects among ``things`` that have a name, by their ``@id``."""
    return {
        name: thing for thing in reversed(tuple(things)) if isinstance(name := thing.get("@id"), str) and name_in(thing)
    }


def filled(thing: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """``thing`` with the ``known`` objects put in that it only refers to."""
    return {key: _resolved(value, known) for key, value in thing.items()}


def _resolved(value: Any, known: Mapping[str, Any]) -> Any:
    """``value``, or the object of the data that it only refers to by its ``@id``."""
    if isinstance(value, list):
        return [_resolved(each, known) if isinstance(each, dict) else each for each in value]
    name = value.get("@id") if isinstance(value, dict) and not name_in(value) else None
    return known.get(name, value) if isinstance(name, str) else value


def facts_of(thing: Mapping[str, Any]) -> Facts:
    """What the document ``thing`` states about itself."""
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
