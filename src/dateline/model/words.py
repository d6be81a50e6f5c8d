"""Closed lists of words that people choose from: on a command line, or in an address of the reading room.

Always true here: nothing is imported that a command line would have to wait for; ``notes`` and ``record``, whose fields hold these words,
give them too.
"""

from __future__ import annotations

from typing import Literal

EntityType = Literal["person", "organization", "group", "place", "facility", "outlet", "document", "product", "event"]
Hand = Literal["witnessed", "first-hand", "second-hand", "unattributed"]
PlaceState = Literal["located", "unlocated", "user"]
ContradictionKind = Literal["conflict", "update", "refinement"]
