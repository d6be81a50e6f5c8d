"""Who stands behind what some passages tell: the one way to count reports, publishers, origins and speakers.

Always true here: copies of one origin are one; unknown origins together are one, only where nothing else stands there, and never
corroborate; five outlets that relay one ministry are five origins and one speaker; the order of the passages does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.record import Statement, Status

# Who only counts the origins of a record needs nothing that it was assembled from.
if TYPE_CHECKING:
    from .materials import Materials

UNKNOWN = "o-unknown"
"""The id of all origins that are not known."""


class Backing(Struct, frozen=True):
    """How many of each stand behind a thing, and the status that follows."""

    n_reports: int
    n_publishers: int
    n_origins: int
    n_speakers: int
    status: Status


def backing(materials: Materials, told: Collection[Statement], *, disputed: bool) -> Backing:
    """Who stands behind ``told``, at least one passage that all tell the same thing."""
    reports = {s.span.report for s in told}
    origins, speakers = known_origins(told), _n_speakers(told, materials.named)
    return Backing(
        n_reports=len(reports),
        n_publishers=len({materials.family(p).casefold() for r in reports if (p := materials.reports[r].publisher)}),
        n_origins=max(1, len(origins)),
        n_speakers=speakers,
        status=_status(origins, speakers, disputed),
    )


def known_origins(told: Iterable[Statement]) -> frozenset[str]:
    """The ids of the origins that are known."""
    return frozenset(s.origin.id for s in told if s.origin.id != UNKNOWN)


def _n_speakers(behind: Iterable[Statement], named: Collection[str]) -> int:
    """Named speakers by entity; of the others, who are one by entity or by words ("a reporter" in three reprints), each once."""
    said = [s.attribution for s in behind if s.attribution]
    known = {who for a in said for who in (a.speaker, *a.speakers) if who in named}
    unnamed = [a for a in said if a.source and known.isdisjoint((a.speaker, *a.speakers))]
    by_words = {a.source.exact.casefold() for a in unnamed if a.source}
    by_entity = {a.speaker or (a.source.exact if a.source else "") for a in unnamed}
    return len(known) + min(len(by_words), len(by_entity))


def _status(origins: Collection[str], speakers: int, disputed: bool) -> Status:
    if disputed:
        return "disputed"
    if len(origins) > 1:
        return "corroborated"
    return "single-origin" if origins or speakers else "unattributed"
