"""What keeps a passage from telling a plain fact, as labels: "negated", "planned".

Always true here: what is told as a fact has no label.
"""

from __future__ import annotations

from typing import Protocol

from ..model.words import Polarity, Realis
from ..rules import table


class Told(Protocol):
    """What a passage or an event has that says whether it is a fact."""

    @property
    def polarity(self) -> Polarity:
        """Whether it is said to have happened or not to have happened."""
        ...

    @property
    def realis(self) -> Realis:
        """Whether it is told as done, or only as planned, possible, demanded, supposed."""
        ...


def mood(told: Told) -> tuple[str, ...]:
    """The labels of ``told``; none, where it is told as a fact."""
    labels = table("labels")
    words = (labels["negated"][told.polarity], labels["realis"][told.realis])
    return tuple(word for word in words if word)
