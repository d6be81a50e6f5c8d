"""One document as its format gives it, before options, metadata.csv and checks make it a report.

Always true here: ``text`` is as decoded; ``hints`` and ``offsets`` are of that text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from ..model.reading import Block, OffsetRun


class Stated(NamedTuple):
    """A publication date as written, and who states it (``DateClaim.evidence``)."""

    value: str
    evidence: str


LONGEST = 2_000
"""Characters of a title, a name or an address at most; longer ones are something else under that name."""

NAMES = ("title", "publisher", "agency", "author", "url")


class Facts(Struct, frozen=True):
    """What surroundings state about a document. None where they state nothing."""

    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    author: str | None = None
    url: str | None = None
    dates: tuple[Stated, ...] = ()

    def over(self, other: Facts) -> Facts:
        """These facts, with what they leave open taken from ``other``; the dates of both, these first."""
        return Facts(
            self.title or other.title,
            self.publisher or other.publisher,
            self.agency or other.agency,
            self.author or other.author,
            self.url or other.url,
            self.dates + other.dates,
        )


def facts(values: Mapping[str, str], dates: tuple[Stated, ...] = ()) -> Facts:
    """Facts from ``values`` under ``NAMES``, on one line each; blanks are nothing, and so is what is longer than any name."""
    told = {name: " ".join(value.split()) for name, value in values.items() if len(value) <= LONGEST}
    title, publisher, agency, author, url = (told.get(name) or None for name in NAMES)
    return Facts(title, publisher, agency, author, url, dates)


class Item(Struct, frozen=True):
    """One document; ``number`` counts from 1 where its file holds several."""

    text: str
    facts: Facts = field(default_factory=Facts)
    number: int | None = None
    hints: tuple[Block, ...] = ()
    offsets: tuple[OffsetRun, ...] = ()
