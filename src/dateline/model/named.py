"""Who is mentioned where in one report, looked up by place."""

from __future__ import annotations

from collections.abc import Sequence

from .extents import Extents
from .notes import Actor, Mention
from .reading import Extent


class Named:
    """The mentions of a report with their actors, as the names annotator found them."""

    __slots__ = ("_places", "actors", "mentions")

    def __init__(self, mentions: Sequence[Mention], actors: Sequence[Actor]) -> None:
        self.mentions = mentions
        self.actors = actors
        self._places = Extents([m.extent for m in mentions])

    def actor_at(self, place: Extent) -> int | None:
        """The actor of the smallest mention that holds ``place``."""
        found = self._places.smallest(place)
        return self.mentions[found].actor if found is not None else None

    def mention_at(self, place: Extent) -> Mention | None:
        """The smallest mention that holds ``place``."""
        found = self._places.smallest(place)
        return self.mentions[found] if found is not None else None

    def within(self, place: Extent) -> list[Mention]:
        """The mentions that lie within ``place``, in order."""
        return [self.mentions[n] for n in self._places.within(place)]
