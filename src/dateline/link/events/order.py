"""The order of tellings, and what all tellings of one event have in common.

Always true here: the order depends on what tellings say, never on which report came first.
"""

from __future__ import annotations

import datetime
from typing import Self

from msgspec import Struct

from ...model.notes import Polarity, Realis
from .tellings import Telling

_A_DAY = datetime.timedelta(days=1)


def order(t: Telling) -> tuple[object, ...]:
    """The most telling first: told, actual, with much of who and where, dated by words."""
    return (
        not t.told, t.first is None, t.realis != "actual", -len(t.patients) - len(t.places), not t.firm, t.content, t.lemma, t.ref,
    )  # fmt: skip


class Told(Struct, frozen=True, gc=False):
    """What all tellings of an event have in common: whether it happened, and the days that it can have been on.

    ``latest`` is the last of their first days, ``earliest`` the first of their last ones. What only refers to an event settles neither.
    """

    realis: Realis | None = None
    polarity: Polarity | None = None
    latest: datetime.date | None = None
    earliest: datetime.date | None = None

    @classmethod
    def of(cls, telling: Telling) -> Self:
        """The frame of one telling; that of a reference is empty."""
        return cls(telling.realis, telling.polarity, telling.first, telling.last) if telling.told else cls()

    def admits(self, other: Told) -> bool:
        """Whether both can be of one event: days may be one apart, since a report's day is often that of the news."""
        if None not in (self.realis, other.realis) and (self.realis, self.polarity) != (other.realis, other.polarity):
            return False
        both = self.with_(other)
        return both.latest is None or both.earliest is None or both.latest - both.earliest <= _A_DAY

    def with_(self, other: Told) -> Self:
        """The frame of both."""
        first = [day for day in (self.latest, other.latest) if day]
        last = [day for day in (self.earliest, other.earliest) if day]
        return type(self)(
            self.realis or other.realis,
            self.polarity or other.polarity,
            max(first, default=None),
            min(last, default=None),
        )
