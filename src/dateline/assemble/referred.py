"""The events that are only referred to.

Always true here: an event that no passage tells has the mode ``referred``, no date and no statements, and nobody stands behind it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from msgspec.structs import replace

from ..model.links import EventLink, EventRef
from ..model.record import Event, Statement
from .backing import backing
from .events import Telling, event_of_tellings
from .materials import Lookup, Materials, statement_id

REFERRED = "referred"
_LIGHT = 0.1  # what is only referred to weighs little beside what is told


def referred_events(
    materials: Materials, lookup: Lookup, atoms: Mapping[str, Statement], told: Container[str]
) -> tuple[Event, ...]:
    """The events that several reports refer to and none tells; ``told`` are the ids of those that some tell."""
    return tuple(_referred(materials, lookup, link, atoms) for link in materials.referred if link.id not in told)


def _referred(materials: Materials, lookup: Lookup, link: EventLink, atoms: Mapping[str, Statement]) -> Event:
    told = [_as_telling(materials, ref, atoms) for ref in link.members]
    event = event_of_tellings(materials, lookup, link, told, disputed=False)
    nobody = backing(materials, (), disputed=False)
    return replace(
        event,
        mode=REFERRED,
        statements=(),
        n_reports=nobody.n_reports,
        n_publishers=nobody.n_publishers,
        n_origins=0,
        n_speakers=nobody.n_speakers,
        status=nobody.status,
        weight=round(_LIGHT * event.weight, 4),
    )


def _as_telling(materials: Materials, ref: EventRef, atoms: Mapping[str, Statement]) -> Telling:
    """A reference as if it told its event; its number is below zero, so that it is taken for no telling of the report."""
    notes = materials.notes[ref.report]
    mention = materials.referring[ref]
    statement = atoms[statement_id(ref.report, notes.clauses[mention.clause])]
    return Telling(notes, EventRef(ref.report, -1 - ref.event), mention, notes.clauses[mention.clause], statement)
