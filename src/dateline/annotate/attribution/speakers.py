"""Whom the words for a source stand for.

Always true here: a speaker is somebody whom the report names or describes; where two are equally good there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model.named import Named
from ...model.notes import Attribution


def last_speaker(before: Sequence[Attribution], names: Named, pronoun: str) -> int | None:
    """The last speaker that the pronoun can stand for: a person for he and she, a body or group for they."""
    wanted = ("person",) if pronoun in ("he", "she") else ("group", "organization", "outlet")
    speakers = (a.speaker for a in reversed(before[-6:]) if a.speaker is not None)
    return next((s for s in speakers if names.actors[s].type in wanted), None)
