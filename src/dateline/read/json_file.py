"""JSON: one document, a list of documents, an object that holds such a list, or one document a line.

Always true here: items are numbered from 1 in their order; what comes before a malformed place is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..rules import table
from .fault import Fault
from .fields import item_of
from .item import Item
from .schema_org import articles_in

BLANK = re.compile(r"[ \t\r\n]*")
NEXT = re.compile(r"[ \t\r\n,]*")
WRAPPERS = 3
"""Objects inside one another that are looked into for the list of items, as in {"data": {"articles": [...]}}."""


def read_json(text: str, fields: Mapping[str, str]) -> Iterator[Item | Fault]:
    """The documents of a ``.json`` file."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        yield from _before(text, fields, error)
        return
    except (ValueError, RecursionError):
        yield Fault("R109", "The file nests too deep, or holds a number too long to read.")
        return
    items = _items(value)
    if isinstance(items, list):
        for number, record in enumerate(items, 1):
            yield _item(record, fields, number, f"item {number}")
    else:
        found = item_of(items, fields, 1, "item 1")
        yield _alone(found)


BEFORE_A_LINE = "\ufeff\x1e"
"""Signs that say that a document begins: where files are put together, and in RFC 7464."""


def read_json_lines(text: str, fields: Mapping[str, str]) -> Iterator[Item | Fault]:
    """The documents of a ``.jsonl`` file, one a line; a malformed line is a fault, and the next is read."""
    number = 0
    for line_number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        number += 1
        where = f"line {line_number}"
        try:
            record = json.loads(line.lstrip(BEFORE_A_LINE))
        except json.JSONDecodeError as error:
            yield Fault("R109", f"{error.msg}.", f"{where}, column {error.colno}", number)
        except (ValueError, RecursionError):
            yield Fault("R109", "The line nests too deep, or holds a number too long to read.", where, number)
        else:
            yield _item(record, fields, number, where)


def _items(value: Any) -> list[Any] | Mapping[str, Any]:
    """The list of items in ``value``, or the one item that it is."""
    documents = articles_in(value)
    if documents:
        return documents if isinstance(value, list) or len(documents) > 1 else documents[0]
    for _ in range(WRAPPERS):
        if not isinstance(value, dict):
            break
        inner = next((value[name] for name in table("fields")["lists"]["names"] if _holds_items(value.get(name))), None)
        if inner is None:
            return value
        value = inner
    return value if isinstance(value, list | dict) else [value]


def _holds_items(value: Any, depth: int = 0) -> bool:
    if isinstance(value, dict) and depth < WRAPPERS:
        return any(_holds_items(value.get(name), depth + 1) for name in table("fields")["lists"]["names"])
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _item(record: Any, fields: Mapping[str, str], number: int, where: str) -> Item | Fault:
    if not isinstance(record, dict):
        return Fault("R110", "The item is no object with fields.", where, number)
    return item_of(record, fields, number, where)


def _alone(found: Item | Fault) -> Item | Fault:
    """The only document of a file bears no number."""
    if isinstance(found, Fault):
        return Fault(found.code, found.message)
    return Item(found.text, found.facts, None, found.hints, found.offsets)


def _before(text: str, fields: Mapping[str, str], error: json.JSONDecodeError) -> Iterator[Item | Fault]:
    """The items before the malformed place of a list, or of objects one after the other; then the fault, if there is one."""
    at = _past(BLANK, text, 0)
    is_list = text.startswith("[", at)
    between = NEXT if is_list else BLANK
    at = _past(between, text, at + is_list)
    number = 0
    while at < len(text) and (decoded := _decoded(text, at)) and (is_list or isinstance(decoded.value, dict)):
        number += 1
        yield _item(decoded.value, fields, number, f"item {number}")
        at = _past(between, text, decoded.end)
    if is_list or at < len(text):
        yield Fault("R109", f"{error.msg}.", f"line {error.lineno}, column {error.colno}")


class _Decoded(NamedTuple):
    value: Any
    end: int


def _decoded(text: str, at: int) -> _Decoded | None:
    """The JSON value that begins at ``at``; None where it is malformed."""
    try:
        return _Decoded(*json.JSONDecoder().raw_decode(text, at))
    except (ValueError, RecursionError):
        return None


def _past(signs: re.Pattern[str], text: str, at: int) -> int:
    """Where ``signs``, which may be none, end that begin at ``at``."""
    found = signs.match(text, at)
    return found.end() if found else at
