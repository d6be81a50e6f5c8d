"""Documents as schema.org describes them (JSON-LD): which objects they are, and the facts that these state.

Always true here: what is given stands in the data; objects that are no document are passed over.
"""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from .item import Facts, Stated, facts
from .names import name_in

LARGEST = 200
"""Objects of a page's data looked at; an article's own stand at the top."""

ARTICLE_TYPES = ("article", "posting", "report")
"""Endings of the types of one document: NewsArticle, ReportageNewsArticle, BlogPosting, LiveBlogPosting, Report."""

TEXTS = ("articleBody", "reviewBody", "text", "body", "content")
"""Fields by which an object of another type is seen to hold a text."""

UPDATES = "liveBlogUpdate"
INHERITED = ("publisher", "author")
"""What the updates of a live blog have from the blog, where they do not say otherwise; its address is not theirs."""


def objects_in(texts: Iterable[str]) -> tuple[Mapping[str, Any], ...]:
    """The objects in the JSON ``texts`` of a page, outer ones first; none of those that are malformed."""
    return tuple(thing for text in texts for thing in _objects_of(text))


def _objects_of(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    yield from islice(_objects(value), LARGEST)


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
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
    return None if told is None else _filled(told, _named(things))


def articles_in(value: Any) -> list[Mapping[str, Any]] | None:
    """The documents in the data ``value``, each update of a live blog by itself; None where it is no schema.org data.

    Objects of other types are passed over, unless they hold a text.
    """
    things = tuple(_objects(value)) if isinstance(value, dict | list) else ()
    alien = isinstance(value, list) and not all(isinstance(each, dict | list) for each in value)
    if alien or not any(map(is_article, things)):
        return None
    known = _named(things)
    return [each for thing in things if _to_read(thing) for each in _with_updates(_filled(thing, known), known)]


def _to_read(thing: Mapping[str, Any]) -> bool:
    is_frame = "@type" in thing or "@graph" in thing
    return is_article(thing) or not is_frame or any(thing.get(name) for name in TEXTS)


def _with_updates(thing: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    updates = thing.get(UPDATES)
    inner = [each for each in updates if isinstance(each, dict)] if isinstance(updates, list) else []
    if not inner or thing.get("articleBody"):
        yield thing
    told = {name: thing[name] for name in INHERITED if name in thing}
    yield from ({**told, **_filled(each, known)} for each in inner)


def _named(things: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {
        name: thing for thing in reversed(tuple(things)) if isinstance(name := thing.get("@id"), str) and name_in(thing)
    }


def _filled(thing: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
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
