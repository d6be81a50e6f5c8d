"""The named rules that give a stretch of text its role (resources/segment.toml).

Always true here: what a rule matches holds one of the pieces that it is looked for by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from .. import rules
from ..model.reading import Role


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern that gives a stretch its role."""

    name: str
    role: Role
    pattern: re.Pattern[str]
    sought: re.Pattern[str] | rules.Sought
    """The same pattern, tried only where it can match."""
    closed: bool = False
    """Whether it shows where it ends, so that the words of a sentence may follow."""

    def may_match(self, small: str | None) -> bool:
        """Whether it can match somewhere in words, given in small letters."""
        return not isinstance(self.sought, rules.Sought) or self.sought.may_match(small)


@cache
def role_rules() -> tuple[Rule, ...]:
    """All rules of resources/segment.toml, in order."""
    return tuple(map(_rule, rules.table("segment")["role"]))


def _rule(row: dict[str, Any]) -> Rule:
    pattern, holds = re.compile(row["pattern"], re.I), tuple(row.get("holds", ()))
    sought = rules.Sought(pattern, holds) if holds else pattern
    return Rule(row["name"], row["role"], pattern, sought, row.get("closed", False))


@cache
def rules_of(role: Role) -> tuple[Rule, ...]:
    """The rules for ``role``, in order."""
    return tuple(rule for rule in role_rules() if rule.role == role)


def find(role: Role, words: str) -> re.Match[str] | None:
    """The first match in ``words`` of a rule for ``role``."""
    small = rules.in_small(words)
    found = (rule.pattern.search(words) for rule in rules_of(role) if rule.may_match(small))
    return next((match for match in found if match), None)


def credits(words: str) -> list[tuple[int, int]]:
    """Where credits stand in ``words``, in order."""
    small = rules.in_small(words)
    found = (rule for rule in rules_of("credit") if rule.may_match(small))
    return sorted(match.span() for rule in found for match in rule.pattern.finditer(words))


def credit_run(words: str, found: Sequence[tuple[int, int]]) -> int:
    """Where the unbroken run of credits at the end of ``words`` begins."""
    first = len(words.rstrip(" ."))
    for start, end in reversed(found):
        if end >= first or not words[end:first].strip(" .,"):
            first = min(first, start)
    return first
