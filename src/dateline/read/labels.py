"""What elements say about their content, by tag, class, id, role and itemprop; the words are in resources/page.toml.

Always true here: what is said about an element depends on that element alone.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import get_args

from ..model.reading import Role
from ..rules import table
from .tree import Node

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
SEPARATORS = re.compile(r"[\W_]+")
HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
LONGEST_NAME = 100
"""Characters of one class name looked at; longer ones are machine-made."""
LONGEST_LIST = 2_000
"""Characters of a list of classes looked at; frameworks write lists of several hundred."""

ROLES: dict[str, Role] = {role: role for role in get_args(Role)}


@cache
def _words() -> tuple[tuple[str, str], ...]:
    return tuple((rule["says"], f"-{word}-") for rule in table("page")["classes"] for word in rule["words"])


@cache
def _class_roles() -> tuple[str, ...]:
    """The roles that classes state, in the order in which one outranks another."""
    return tuple(rule["says"] for rule in table("page")["classes"] if rule["says"] in ROLES)


@lru_cache(maxsize=8192)
def class_says(name: str) -> frozenset[str]:
    """What one class name or id says: roles, ``drop``, ``article``, ``short-byline``, ``short-dateline``."""
    words = f"-{SEPARATORS.sub('-', CAMEL.sub('-', name[:LONGEST_NAME])).lower()}-"
    return frozenset(says for says, word in _words() if word in words)


def says(node: Node) -> frozenset[str]:
    """All that the tag, the classes, the id, ``rel`` and ``itemprop`` of ``node`` say."""
    told = node.attributes
    names = f"{told.get('class', '')[:LONGEST_LIST]} {told.get('id', '')[:LONGEST_NAME]}"
    return _said(node.tag, names, told.get("rel", "")[:LONGEST_NAME], told.get("itemprop", "")[:LONGEST_NAME])


@lru_cache(maxsize=8192)
def _said(tag: str, names: str, rel: str, itemprop: str) -> frozenset[str]:
    told: set[str] = set()
    for name in names.split():
        told |= class_says(name)
    if by_tag := table("page")["elements"]["says"].get(tag):
        told.add(by_tag)
    if "author" in rel.split():
        told.add("short-byline")
    if "articleBody" in itemprop.split():
        told.add("body")
    return frozenset(told)


def role_by_tag(node: Node) -> Role | None:
    """The block role that the tag of ``node`` states."""
    return ROLES.get(table("page")["elements"]["says"].get(node.tag, ""))


def role_by_class(node: Node) -> Role | None:
    """The block role that the classes or the id of ``node`` state; a wrapper of all the text may do so by mistake."""
    told = says(node)
    return next((ROLES[name] for name in _class_roles() if name in told), None) if told else None


def never_text(node: Node) -> bool:
    """Whether the content of ``node`` is no part of any article, by its tag or because it is hidden."""
    elements = table("page")["elements"]
    told = node.attributes
    return (
        node.tag in elements["drop"]
        or "hidden" in told
        or told.get("aria-hidden", "").lower() == "true"
        or bool(HIDDEN.search(told.get("style", "")[:500]))
    )


def aside(node: Node) -> bool:
    """Whether ``node`` names itself as something beside the article; a wrapper of all the text may do so by mistake."""
    elements = table("page")["elements"]
    by_role = node.attributes.get("role", "").lower() in elements["roles"]
    return by_role or node.tag in elements["wrappers"] or "drop" in says(node)
