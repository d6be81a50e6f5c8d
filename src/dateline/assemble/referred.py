"""What is beside the telling of events: the words that tell or refer to each, and the events that are only referred to.

Always true here: a mention is the exact trigger in some report; an event that no passage tells has the mode ``referred``, no date and no
statements, and nobody stands behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model.links import EventLink, EventRef
from ..model.reading import Span
from ..model.record import Event, Statement
from .backing import backing
from .events import Telling, event_of_tellings
from .materials import Lookup, Materials
from .statements import statement_id

REFERRED = "referred"
_LIGHT = 0.1  # what is only referred to weighs little beside what is told


def with_mentions(materials: Materials, told: Sequence[Event]) -> tuple[Event, ...]:
    """The events with the words that tell them and refer to them, in order of report and place."""
    found: defaultdict[str, set[Span]] = defaultdict(set)
    for link in materials.events:
        for ref in link.members:
            found[link.id].add(materials.span(ref.report, materials.notes[ref.report].events[ref.event].trigger))
    for ref, event in materials.references.items():
        found[event].add(_trigger(materials, ref))
    return tuple(replace(event, mentions=_in_order(found[event.id])) for event in told)


def referred_events(
    materials: Materials, lookup: Lookup, atoms: Mapping[str, Statement], told: Sequence[Event]
) -> tuple[Event, ...]:
    """``told`` and the events that several reports refer to and none tells, by day and id."""
    ids = {event.id for event in told}
    more = [_referred(materials, lookup, link, atoms) for link in materials.referred if link.id not in ids]
    return tuple(sorted((*told, *more), key=lambda e: (e.when.earliest if e.when else "9999", e.id)))


def _referred(materials: Materials, lookup: Lookup, link: EventLink, atoms: Mapping[str, Statement]) -> Event:
    told = [_as_telling(materials, ref, atoms) for ref in link.members]
    event = event_of_tellings(materials, lookup, link, told, disputed=False)
    mentions = _in_order({_trigger(materials, ref) for ref in link.members})
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
        mentions=mentions,
    )


def _as_telling(materials: Materials, ref: EventRef, atoms: Mapping[str, Statement]) -> Telling:
    """A reference as if it told its event; its number is below zero, so that it is taken for no telling of the report."""
    notes = materials.notes[ref.report]
    mention = notes.references[ref.event]
    clause = notes.clauses[mention.clause]
    statement = atoms[statement_id(ref.report, clause)]
    return Telling(notes, EventRef(ref.report, -1 - ref.event), mention, clause, statement)


def _trigger(materials: Materials, ref: EventRef) -> Span:
    return materials.span(ref.report, materials.notes[ref.report].references[ref.event].trigger)


def _in_order(spans: set[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.report, span.start, span.end)))
