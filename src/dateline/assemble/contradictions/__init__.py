"""What cannot all hold, one file per aspect: figures, doers, manner, days, places, offices, denials. Precision first.

Always true here: a contradiction names at least two statements and the value that each gives, of two sentences or more; a count
that grows is an update and a coarser word a refinement, never a conflict; the order of reports does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...model.record import Contradiction, Figure, Occupancy, Statement
from ..materials import Lookup, Materials
from .counts import of_counts
from .denials import of_denials
from .doers import of_doers
from .manner import of_manner
from .occasions import Occasions
from .offices import of_offices
from .terms import of_terms
from .whereabouts import of_days, of_places


def contradictions(
    materials: Materials,
    lookup: Lookup,
    atoms: Mapping[str, Statement],
    figures: Sequence[Figure],
    occupancies: Sequence[Occupancy],
    rebuttals: Iterable[Contradiction],
) -> tuple[Contradiction, ...]:
    """All contradictions, each once, by id; ``rebuttals`` are those within one report (see ``rebuttals``)."""
    occasions = Occasions(materials, lookup, atoms)
    found = [
        *of_counts(materials, lookup, figures, atoms),
        *of_terms(materials, lookup, figures, atoms),
        *of_doers(occasions),
        *of_manner(occasions),
        *of_days(occasions),
        *of_places(occasions),
        *of_denials(materials, lookup, atoms),
        *rebuttals,
        *of_offices(materials, lookup, occupancies, atoms),
    ]
    return tuple(sorted({c.id: c for c in found}.values(), key=lambda c: c.id))
