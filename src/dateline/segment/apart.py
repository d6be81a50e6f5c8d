"""What a page runs into the paragraphs of a story: notices, posts, and what stands before a sentence without a stop.

Always true here: the parts of a paragraph are in order, do not overlap, and cover every letter of it; of a paragraph that goes on
only the sentences that hold a notice are none of the story.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache

from .. import rules
from ..model.reading import Extent, Role
from .edges import trimmed
from .kinds import Rule, credit_run, credits, role_rules
from .sentences import sentences

APART: tuple[Role, ...] = ("boilerplate", "post")
SHORT = 4
"""Sentences of a paragraph that may be a caption, a post or a notice as a whole."""
_FEW = 8  # words of a sentence behind a notice: "You can unsubscribe at any time."
_OPENING = 300  # characters in which what stands before a sentence must end


def set_apart(text: str, piece: Extent) -> Iterator[tuple[Role, Extent]]:
    """The story of a paragraph and what a page runs into it: the sentences that hold a notice or a post, and what one may open with."""
    small = rules.in_small(text[piece.start : piece.end])
    here = [rule for rule in _looked_for() if rule.sought.may_match(small)]
    whole, before = [rule for rule in here if not rule.closed], [rule for rule in here if rule.closed]
    told = sentences(text, *piece)
    parts = [part for one in told for part in _parts(text, one, whole, before)]
    if len(told) <= SHORT and parts[0] == ("boilerplate", told[0]):
        parts = _with_tail(text, parts)
    for role, run in itertools.groupby(parts, key=lambda part: part[0]):
        extents = [extent for _, extent in run]
        yield role, Extent(extents[0].start, extents[-1].end)


@cache
def _looked_for() -> tuple[Rule, ...]:
    return tuple(rule for rule in role_rules() if rule.role in APART or rule.closed)


def _with_tail(text: str, parts: Sequence[tuple[Role, Extent]]) -> list[tuple[Role, Extent]]:
    """A short paragraph that opens with a notice: the few words behind it belong to it."""
    long = next(
        (
            n
            for n, (role, told) in enumerate(parts)
            if role != "boilerplate" and len(text[told.start : told.end].split()) > _FEW
        ),
        len(parts),
    )
    return [("boilerplate", told) if n < long else (role, told) for n, (role, told) in enumerate(parts)]


def _parts(text: str, told: Extent, whole: Sequence[Rule], before: Sequence[Rule]) -> Iterator[tuple[Role, Extent]]:
    """A sentence with its role, or what stands before it and the sentence."""
    words = text[told.start : told.end]
    role = next((rule.role for rule in whole if rule.pattern.search(words)), None)
    begin = told.start
    while before and role is None and (opening := _before_story(text, begin, told.end, before)):
        yield opening
        begin = next(trimmed(text, opening[1].end, told.end)).start
    yield role or "body", Extent(begin, told.end)


def _before_story(text: str, start: int, end: int, before: Sequence[Rule]) -> tuple[Role, Extent] | None:
    """What shows its own end at ``start``, before other words: no agency of a dateline, "(AGENCY) -"."""
    opening = text[start : min(end, start + _OPENING)]
    match, role = next(((m, rule.role) for rule in before if (m := rule.pattern.match(opening))), (None, None))
    if match is None or role is None:
        return None
    behind = opening[match.end() :].lstrip()
    told = behind and not behind.startswith(("-", "–", "—")) and credit_run(behind, credits(behind)) > 0
    return (role, Extent(start, start + len(match.group().rstrip()))) if told else None
