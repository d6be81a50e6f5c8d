"""A saying word found in a sentence, with what belongs to it.

Always true here: source, cue and content are extents of the report's text; content is empty only where it stands in another
sentence ("He had this to say:").
"""

from __future__ import annotations

from msgspec import Struct

from ...model.reading import Extent


class Saying(Struct, frozen=True):
    """A saying word found in a sentence. ``head`` is its own token, ``source`` the token that heads its source; ``via`` heads relays.

    ``pronoun`` is the "who" beside the cue that stands for the source.
    """

    head: int
    cue: Extent
    source: int | None
    source_extent: Extent | None
    content: tuple[Extent, ...]
    via: tuple[int, ...]
    rule: str
    pronoun: Extent | None = None


def reach_of(saying: Saying) -> int:
    """How many characters its content has."""
    return sum(c.end - c.start for c in saying.content)
