"""What is known of a report, and of one of its sentences, when its clauses are judged.

Always true here: ``shapes[i]`` and ``trees[i]`` belong to sentence ``i``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...model.notes import Attribution, Dating, TimeExpression
from ...model.reading import Layout
from ...model.syntax import Shape, Tree
from .spoken import Spoken
from .ties import Tie


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as the other annotators left it; ``published`` is the report's day."""

    layout: Layout
    trees: Sequence[Tree | None]
    shapes: Sequence[Sequence[Shape]]
    times: Sequence[TimeExpression]
    attributions: Sequence[Attribution]
    published: Dating | None


@dataclass(frozen=True, slots=True)
class Here:
    """One sentence under judgement: ``tied`` maps a shape to its times, ``said`` are the attributions that touch it, ``below`` the shapes
    that hang on each, ``spoken`` who says each token, ``timed`` the time that is tied to the saying word of an attribution, ``reported``
    the report's day as the date of what it tells, ``news`` whether the sentence tells of the report's days, ``quotes``
    whether the report tells all along what people said."""

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
    news: bool
    quotes: bool
