"""Fields of JSON and CSV to documents.

Always true here: the user's own field names come first, and then they are the only ones for that fact; a document's
text is one field's string as it stands (a list of paragraphs is joined by blank lines).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from ..rules import table
from .fault import Fault
from .item import Item, Stated, facts
from .names import name_in
from .page import read_fragment


class Found(NamedTuple):
    """A field and its value."""

    name: str
    value: Any


def item_of(record: Mapping[str, Any], fields: Mapping[str, str], number: int, where: str) -> Item | Fault:
    """The document in ``record``, the ``number``-th of its file; R110 where it has no text."""
    text = _text(record, fields)
    if not text.strip():
        return Fault("R110", _missing(record, fields), where, number)
    told = {name: _joined(record, fields, name) for name in ("title", "publisher", "agency", "author", "url")}
    dates = (*_stated(record, fields, "published", "field"), *_stated(record, fields, "changed", "page-changed"))
    return Item(text, facts(told, dates), number)


def _stated(record: Mapping[str, Any], fields: Mapping[str, str], fact: str, evidence: str) -> tuple[Stated, ...]:
    """The date in the first field for ``fact``, if there is one."""
    found = next(_all(record, fields, fact), None)
    value = name_in(found.value) if found else ""
    return (Stated(value, f"{evidence}:{found.name}"),) if found and value else ()


def _text(record: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    for found in _all(record, fields, "text"):
        if isinstance(found.value, list) and found.value and all(isinstance(part, str) for part in found.value):
            return "\n\n".join(found.value)
        if isinstance(found.value, str) and found.value.strip():
            return found.value
    if not fields and (bodies := record.get("bodies")):
        # ninjs 2 and 3: the same text in several forms, the first of which is the main one.
        return _of_bodies(bodies)
    marked_up = (found.value for found in _all(record, fields, "html") if isinstance(found.value, str))
    fragments = (fragment for raw in marked_up if (fragment := read_fragment(raw)))
    return next((fragment.text for fragment in fragments if fragment.text.strip()), "")


def _of_bodies(bodies: Any) -> str:
    """The text of the first of ``bodies`` that has any; plain ones before those with mark-up."""
    whole = [each for each in bodies if isinstance(each, dict)] if isinstance(bodies, list) else []
    values = [
        (str(each.get("contentType", each.get("contenttype", ""))), value)
        for each in whole
        if isinstance(value := each.get("value"), str) and value.strip()
    ]
    plain = next((value for kind, value in values if "html" not in kind.lower()), None)
    if plain is not None:
        return plain
    fragments = (fragment for _, raw in values if (fragment := read_fragment(raw)))
    return next((fragment.text for fragment in fragments if fragment.text.strip()), "")


def _missing(record: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    known = ", ".join(str(name)[:40] for name in list(record)[:12])
    wanted = f" {fields['text']!r}" if "text" in fields else ""
    return f"The item has no text in a field{wanted}; its fields are: {known or 'none'}."


def _joined(record: Mapping[str, Any], fields: Mapping[str, str], fact: str) -> str:
    return next((told for found in _all(record, fields, fact) if (told := name_in(found.value))), "")


def _all(record: Mapping[str, Any], fields: Mapping[str, str], fact: str) -> Iterator[Found]:
    """The fields of ``record`` that may hold ``fact``, in the order in which they are tried."""
    if fact in fields:
        yield Found(fields[fact], _down(record, fields[fact]))
        return
    by_key: dict[str, str] = {}
    for name in record:
        by_key.setdefault(_key(str(name)), name)
    for wanted in _defaults()[fact]:
        if wanted in by_key:
            yield Found(by_key[wanted], record[by_key[wanted]])


@cache
def _defaults() -> dict[str, tuple[str, ...]]:
    return {fact: tuple(map(_key, names)) for fact, names in table("fields")["fields"].items()}


def _key(name: str) -> str:
    return name.strip().lower().replace("_", "").replace("-", "").replace(" ", "")


def _down(record: Mapping[str, Any], path: str) -> Any:
    """The value under ``path``: a field of that very name, else down its dots."""
    if path in record:
        return record[path]
    value: Any = record
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
