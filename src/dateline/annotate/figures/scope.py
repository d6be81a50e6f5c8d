"""Which sentences of a report tell of its main event, and which of another one or of many: a number of others is none of its own.

Always true here: the main event is the one that the report tells of first; a report comes back to it only where it sums up others in
passing ("the tenth this year").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from ...model.reading import Layout
from ...rules import Sought, table

Scope = Literal["main", "many", "other"]


def scopes(text: str, layout: Layout, tells: Sequence[bool], fresh: Sequence[bool]) -> tuple[Scope, ...]:
    """For each sentence whether it tells of the main event, sums up many of them beside it, or has left it.

    ``tells[i]`` says whether sentence ``i`` tells of victims at all, ``fresh[i]`` whether of somebody of whom nothing was told
    before: another event is one behind a first, and "an hour later, a man was shot" is another where "an hour later, he died" is not.
    """
    found: list[Scope] = []
    begun = False
    for n, sentence in enumerate(layout.sentences):
        printed = text[sentence.start : sentence.end]
        shifted = fresh[n] and _phrases("time_shift").match(printed) is not None
        left = begun and (found[-1] == "other" or shifted or _sought("other_event").search(printed) is not None)
        many = _sought("many_events").search(printed) or (not begun and _sought("other_event").search(printed))
        found.append("other" if left else "many" if many else "main")
        begun = begun or (tells[n] and found[-1] == "main")
    return tuple(found)


@cache
def _sought(kind: str) -> Sought:
    return Sought(_phrases(kind), tuple(table("figures")["toll"][f"{kind}_holds"]))


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    """``other_event``: from here on the report speaks of something else ("in an unrelated shooting"); ``many_events``: one
    sentence about earlier events or a sum of them; ``time_shift``: at the head of a sentence, that it goes to another time."""
    return re.compile("|".join(table("figures")["toll"][kind]), re.IGNORECASE)
