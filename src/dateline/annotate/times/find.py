"""Finding time expressions: the rules over the tokens, leftmost first, then the longest, then the first in the table.

Always true here: hits are in order and do not overlap; nothing is resolved, so no date of any report is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.model.notes import TimexType
from dateline.model.reading import Extent

from .grammar import Grammar, Rule, Value, grammar
from .holidays import is_holiday
from .numerals import evaluated, possible
from .tokens import Tokens, tokens

_WORD_BEFORE = re.compile(r"([^\W_]+|[^\w\s])\s{0,2}$")
_WORD_AFTER = re.compile(r"[\s-]{0,2}([^\W_]+|[^\w\s])")
_NO_PLURALS = {"was", "has", "this", "its", "is", "as", "us", "his"}
_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("<Capital>", lambda word: word[:1].isupper()),
    ("<number>", lambda word: word[:1].isdigit()),
    ("<word>", str.isalpha),
    ("<plural>", lambda word: word.islower() and word.endswith("s") and word not in _NO_PLURALS),
)
CONTEXT = 24  # characters looked at on either side for the neighbouring word


@dataclass(frozen=True, slots=True)
class Hit:
    """A time expression as found: where, its TIMEX3 type, the rule, and its parts as (label, value) for resolving."""

    extent: Extent
    type: TimexType
    rule: str
    means: str
    parts: tuple[tuple[str, Value], ...]


def find(text: str) -> tuple[Hit, ...]:
    """All time expressions of ``text``, in order, not overlapping, in time linear in its length."""
    known = grammar()
    return tuple(_hits(text, tokens(text, known), known))


def _hits(text: str, read: Tokens, known: Grammar) -> Iterator[Hit]:
    taken = 0
    for place, letter in enumerate(read.letters):
        start = known.beginning.get(letter)
        if start is None or place < taken or not start.any.match(read.letters, place):
            continue
        for rule, match in _candidates(read.letters, place, start.rules):
            hit = _hit(text, read, rule, match)
            if hit is not None:
                taken = match.end()
                if rule.type != "NONE":
                    yield hit
                break


def _candidates(letters: str, place: int, rules: tuple[Rule, ...]) -> list[tuple[Rule, re.Match[str]]]:
    """Every one of ``rules`` that matches at ``place``, the longest match first."""
    found = [(rule, match) for rule in rules if (match := rule.pattern.match(letters, place))]
    return sorted(found, key=lambda pair: -pair[1].end())


def _hit(text: str, read: Tokens, rule: Rule, match: re.Match[str]) -> Hit | None:
    """The hit, if its neighbours allow it and its numbers make a date."""
    extent = Extent(read.starts[match.start()], read.ends[match.end() - 1])
    if not _fits(text, extent, rule):
        return None
    parts = rule.given + tuple(
        (label, _part(text, read, label, match.start(i), match.end(i)))
        for i, label in enumerate(rule.labels, 1)
        if match.start(i) >= 0
    )
    if not possible(dict(parts)) or not all(is_holiday(str(v)) for label, v in parts if label == "holiday"):
        return None
    return Hit(extent, rule.type, rule.name, rule.means, parts)  # type: ignore[arg-type]


def _part(text: str, read: Tokens, label: str, first: int, last: int) -> Value:
    """The value of one part; a holiday is its name as the table spells it, or "" without a capital."""
    if label == "holiday":
        words = " ".join(text[read.starts[first] : read.ends[last - 1]].replace("’", "'").split())
        return words.lower() if words[0].isupper() else ""
    return evaluated(label, read.values[first:last])


def _fits(text: str, extent: Extent, rule: Rule) -> bool:
    if rule.before or rule.not_before:
        before = _WORD_BEFORE.search(text[max(0, extent.start - CONTEXT) : extent.start])
        word = before[1] if before else ""
        if rule.before and not _among(word, rule.before):
            return False
        if rule.not_before and _among(word, rule.not_before):
            return False
    if not rule.not_after:
        return True
    after = _WORD_AFTER.match(text[extent.end : extent.end + CONTEXT])
    return after is None or not _among(after[1], rule.not_after)


def _among(word: str, listed: frozenset[str]) -> bool:
    return word.lower() in listed or any(kind in listed and fits(word) for kind, fits in _KINDS)
