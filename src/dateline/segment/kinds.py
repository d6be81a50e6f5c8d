"""The named rules that give a stretch of text its role (resources/segment.toml).

Always true here: what a rule matches holds one of the pieces that it is looked for by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from .. import rules
from ..model.reading import Role


class Rule(Struct, frozen=True):
    """A named pattern that gives a stretch its role."""

    name: str
    role: Role
    sought: rules.Sought
    closed: bool = False
    """Whether it shows where it ends, so that the words of a sentence may follow."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its pattern, for words of which ``sought`` told that they may match."""
        return self.sought.pattern


@cache
def role_rules() -> tuple[Rule, ...]:
    """All rules of resources/segment.toml, in order."""
    return tuple(map(_rule, rules.table("segment")["role"]))


def _rule(row: dict[str, Any]) -> Rule:
    sought = rules.Sought(re.compile(row["pattern"], re.I), tuple(row.get("holds", ())))
    return Rule(row["name"], row["role"], sought, row.get("closed", False))


@cache
def rules_of(role: Role) -> tuple[Rule, ...]:
    """The rules for ``role``, in order."""
    return tuple(rule for rule in role_rules() if rule.role == role)


def find(role: Role, words: str) -> re.Match[str] | None:
    """The first match in ``words`` of a rule for ``role``."""
    small = rules.in_small(words)
    found = (rule.pattern.search(words) for rule in rules_of(role) if rule.sought.may_match(small))
    return next((match for match in found if match), None)


def credits(words: str) -> list[tuple[int, int]]:
    """Where credits stand in ``words``, in order."""
    small = rules.in_small(words)
    found = (rule for rule in rules_of("credit") if rule.sought.may_match(small))
    return sorted(match.span() for rule in found for match in rule.pattern.finditer(words))


def credit_run(words: str, found: Sequence[tuple[int, int]]) -> int:
    """Where the unbroken run of credits at the end of ``words`` begins."""
    first = len(words.rstrip(" ."))
    for start, end in reversed(found):
        if end >= first or not words[end:first].strip(" .,"):
            first = min(first, start)
    return first
