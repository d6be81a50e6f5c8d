"""What is known of a report, and of one of its sentences, when its clauses are judged.

Always true here: ``shapes[i]`` and ``trees[i]`` belong to sentence ``i``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from ...model.notes import Attribution, Dating, TimeExpression
from ...model.reading import Layout
from ...model.syntax import Shape, Tree
from .spoken import Spoken
from .ties import Tie


class Reading(Struct, frozen=True):
    """A report as the other annotators left it; ``published`` is the report's day."""

    layout: Layout
    trees: Sequence[Tree | None]
    shapes: Sequence[Sequence[Shape]]
    times: Sequence[TimeExpression]
    attributions: Sequence[Attribution]
    published: Dating | None


class News(NamedTuple):
    """What speaks for a report's own day where a clause has none: the sentences ``of_the_day``, those of its ``lead``, those that name
    a day ``near`` it, and those so ``close`` to these that what people say there is new; whether it ``quotes``, tells all along
    what people said, and ``looks_back``, names times of long before and opens with no day near by."""

    of_the_day: frozenset[int]
    lead: frozenset[int]
    near: frozenset[int]
    close: frozenset[int]
    quotes: bool
    looks_back: bool


class Here(Struct, frozen=True):
    """One sentence under judgement: ``tied`` maps a shape to its times, ``said`` are the attributions that touch it, ``below`` the shapes
    that hang on each, ``spoken`` who says each token, ``timed`` the time that is tied to the saying word of an attribution, ``reported``
    the report's day as the date of what it tells, ``news`` what speaks for the report's day in each sentence."""

    reading: Reading
    tree: Tree
    shapes: Sequence[Shape]
    tied: Mapping[int, Sequence[Tie]]
    dated_nouns: frozenset[int]
    said: Sequence[tuple[int, Attribution]]
    role: str
    below: Mapping[int, Sequence[int]]
    spoken: Spoken
    timed: Mapping[int, int]
    reported: Dating | None
    news: News
