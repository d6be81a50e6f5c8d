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
from ...rules import table

Scope = Literal["main", "many", "other"]


def scopes(text: str, layout: Layout, tells: Sequence[bool]) -> tuple[Scope, ...]:
    """For each sentence whether it tells of the main event, sums up many of them beside it, or has left it; ``tells[i]`` says
    whether sentence ``i`` tells of victims at all: another event is one behind a first."""
    found: list[Scope] = []
    begun = False
    for sentence, victims in zip(layout.sentences, tells, strict=True):
        printed = text[sentence.start : sentence.end]
        left = begun and (found[-1] == "other" or _phrases("other_event").search(printed) is not None)
        found.append("other" if left else "many" if _phrases("many_events").search(printed) else "main")
        begun = begun or victims
    return tuple(found)


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    """``other_event``: from here on the report speaks of something else ("in an unrelated shooting"); ``many_events``: one
    sentence about earlier events or a sum of them."""
    return re.compile("|".join(table("figures")["toll"][kind]), re.IGNORECASE)
