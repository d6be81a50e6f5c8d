"""Sayings inside sayings: whoever says that somebody says so is a relay.

Always true here: the innermost saying around comes first in a chain; each relay is printed in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from heapq import heappop, heappush

from msgspec.structs import replace

from ... import rules
from ...model.notes import Attribution, Relay
from ...model.reading import Extent

_UNTELLING = frozenset({"i", "we", "you", "who", "that", "this", "some", "many", "others", "it"})
_UNKNOWN_PRONOUNS = frozenset({"he", "she", "they"})
_MOST_AROUND = 20
"""Sayings around one another that are looked at, the innermost first: of 4,122 in 100 articles none is in more than 3."""


def with_outer(text: str, found: Sequence[Attribution], around: Sequence[Sequence[int]]) -> list[Attribution]:
    """An attribution inside the content of another is relayed by that other's source; a post by the platform that it links.

    ``around`` is what ``enclosing`` gives of ``found``.
    """
    return [
        replace(a, chain=(*a.chain, *_platform(text, a), *_outer_relays(text, a, [found[n] for n in around[number]])))
        for number, a in enumerate(found)
    ]


def place_of(a: Attribution) -> Extent:
    """Where an attribution stands: its cue, else its source, else its content."""
    return a.cue or a.source or a.content[0]


def enclosing(found: Sequence[Attribution]) -> list[list[int]]:
    """For each attribution those whose content holds its cue, up to a number, the innermost first: one sweep over the text.

    Who wants, supports or refuses a thing passes nothing on; who says or thinks that it is so does.
    """
    tells = [a.source is not None and (not a.rule.startswith("stance") or a.rule.endswith(":clause")) for a in found]
    pieces = sorted((piece.start, -piece.end, n) for n, a in enumerate(found) if tells[n] for piece in a.content)
    places = sorted((place_of(a), n) for n, a in enumerate(found))
    lengths = [sum(c.end - c.start for c in a.content) for a in found]
    holding: list[list[int]] = [[] for _ in found]
    open_now: list[tuple[int, int]] = []
    at = 0
    for place, n in places:
        while at < len(pieces) and pieces[at][0] <= place.start:
            heappush(open_now, (-pieces[at][1], pieces[at][2]))
            at += 1
        while open_now and open_now[0][0] <= place.start:
            heappop(open_now)
        held = {(lengths[m], m) for end, m in open_now if end >= place.end and m != n}
        holding[n] = [m for _, m in sorted(held)[:_MOST_AROUND]]
    return holding


def _outer_relays(text: str, inner: Attribution, around: Iterable[Attribution]) -> Iterator[Relay]:
    given = {relay.extent for relay in inner.chain}
    for outer in around:
        if outer.source is None or any(c.holds(place_of(outer)) for c in inner.content) or outer.source == inner.source:
            continue
        words = text[outer.source.start : outer.source.end].casefold()
        telling = words not in _UNTELLING and (words not in _UNKNOWN_PRONOUNS or outer.speaker is not None)
        same = outer.speaker is not None and outer.speaker == inner.speaker
        if telling and not same and outer.source not in given:
            yield Relay(outer.source, outer.speaker, "outer")
        yield from (relay for relay in outer.chain if relay.extent not in given and relay.how in ("told", "named"))


def _platform(text: str, a: Attribution) -> Iterator[Relay]:
    """The link that a post is printed with, before its signature or right after the words."""
    if a.rule != "post" or a.source is None:
        return
    link = _platform_link().search(text, a.content[0].start, a.source.end)
    if link:
        yield Relay(Extent(*link.span()), None, "platform")


@cache
def _platform_link() -> re.Pattern[str]:
    links = sorted(rules.table("speakers")["platform_links"], key=len, reverse=True)
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, links)) + r")(?![\w.-])")
