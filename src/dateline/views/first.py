"""The first rows of each listing of a record, for whoever shows no more.

Always true here: they are the first of those that ``Record`` gives, and what the others speak of is not read; how many there are is
counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from .index import Index
from .listed import Listed

# A command shows one listing. Each imports its view when it is asked for, so that no other waits for it.
if TYPE_CHECKING:
    from ..annotate.gazetteer import Place
    from ..model.words import EntityType, PlaceState
    from .figures import FigureRow
    from .names import NameRow
    from .offices import OfficeRow
    from .places import PlaceRow
    from .sources import SourcesView


class First(Struct, frozen=True):
    """The first ``limit`` rows of each listing; None is all."""

    index: Index
    limit: int | None

    def names(self, type: EntityType | None = None, like: str | None = None) -> Listed[NameRow]:
        """Persons, bodies, groups and places, the most mentioned first; ``like`` keeps names that hold these letters."""
        from .names import listed_names

        return listed_names(self.index, type, like, self.limit)

    def places(self, like: str | None = None, only: PlaceState | None = None) -> Listed[PlaceRow]:
        """Places and buildings with their pins, or with the reason why they have none."""
        from .places import listed_places

        return listed_places(self.index, _meanings, like, only, self.limit)

    def offices(self) -> Listed[OfficeRow]:
        """Who holds, takes or leaves which office, by office and date."""
        from .offices import office_rows

        return Listed(office_rows(self.index, self.limit), len(self.index.nouns.occupancies))

    def figures(self, measure: str | None = None, *, once: bool = False) -> Listed[FigureRow]:
        """The figures as rows, by measure and date; ``once`` leaves out reprints."""
        from .figures import listed_figures

        return listed_figures(self.index, measure, self.limit, once=once)

    def sources(self) -> SourcesView:
        """Whose words the record is made of; all speakers, relays, publishers and origins, and the first events."""
        from .sources import sources_view

        return sources_view(self.index, self.limit)

    @property
    def n_events(self) -> int:
        """How many events ``sources`` has without a limit."""
        return self.index.n_events


def _meanings(name: str) -> Sequence[Place]:
    # The gazetteer takes longer to load than all else, and a record whose places have their pins needs it not.
    from ..annotate.gazetteer import load_gazetteer

    return load_gazetteer().meanings(name)
