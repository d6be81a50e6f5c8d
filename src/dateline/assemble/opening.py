"""How much of what reports say is held at which step: memory is at its highest while a record is made.

Always true here: no number of a clause, event, actor or time changes; what is left out is made of nothing that comes later.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from ..model.links import EventRef
from ..model.notes import Actor, Clause, EntityType, EventMention, Mention, PlaceFix, ReportNotes
from ..model.reading import Extent
from ..model.words import PLACED
from .materials import Lookup, Materials
from .sharing import share


class Left(NamedTuple):
    """What is left of the notes of a report: as much of them as events, the timeline and contradictions need, the references to events
    that no passage tells, and the words of those to others."""

    notes: ReportNotes
    referring: Mapping[EventRef, EventMention]
    triggers: Mapping[EventRef, Extent]


def left(materials: Materials, lookup: Lookup, notes: ReportNotes, untold: Container[EventRef]) -> Left:
    """What is left of ``notes`` when statements, figures and offices are made; ``untold`` are references to events that no passage tells.

    Of the clauses there are those that tell an event, refer to one or say when their sentence was; the others are blank. Of what is named
    there are persons, places, where events were and what has a proper name; of actors no more than what they are and where.
    """
    refs = [(EventRef(notes.report, number), mention) for number, mention in enumerate(notes.references)]
    referring = {ref: mention for ref, mention in refs if ref in untold}
    telling = {mention.clause for mention in (*notes.events, *referring.values())}
    kept = ReportNotes(
        report=notes.report,
        layout=notes.layout,
        published=notes.published,
        published_evidence=notes.published_evidence,
        times=notes.times,
        mentions=tuple(_telling(materials, lookup, notes)),
        actors=tuple(_bare(actor.type, actor.place) for actor in notes.actors),
        clauses=tuple(c if n in telling or _is_dated(c) else _BLANK for n, c in enumerate(notes.clauses)),
        events=notes.events,
        failures=notes.failures,
        ties=notes.ties,
    )
    share(kept, referring.values())
    return Left(kept, referring, {ref: mention.trigger for ref, mention in refs if ref in materials.references})


def _telling(materials: Materials, lookup: Lookup, notes: ReportNotes) -> Iterator[Mention]:
    """The mentions that contradictions look at."""
    scenes = {place for event in notes.events for place in event.places}
    wanted = [
        actor.type in _WHO_AND_WHERE or number in scenes or lookup.entity(notes.report, number) in materials.named
        for number, actor in enumerate(notes.actors)
    ]
    return (mention for mention in notes.mentions if wanted[mention.actor])


@lru_cache(maxsize=1 << 12)
def _bare(type: EntityType, place: PlaceFix | None) -> Actor:
    """One of each, since most are alike."""
    return Actor("", type, place=place)


def _is_dated(clause: Clause) -> bool:
    return clause.link == "root" and clause.dating is not None


_WHO_AND_WHERE = ("person", *PLACED)
_NOWHERE = Extent(0, 0)
_BLANK = Clause(_NOWHERE, _NOWHERE, 0, "positive", "actual", False, None, None, None, None, "", "")


def with_left(materials: Materials, each: Iterable[Left]) -> Materials:
    """``materials`` with what is left of their notes."""
    found = tuple(each)
    return replace(
        materials,
        notes={one.notes.report: one.notes for one in found},
        referring={ref: mention for one in found for ref, mention in one.referring.items()},
        triggers={ref: trigger for one in found for ref, trigger in one.triggers.items()},
    )


def of_events(materials: Materials) -> Materials:
    """``materials`` without what reports name: contradictions are made."""
    return replace(
        materials, notes={report: replace(one, mentions=(), actors=()) for report, one in materials.notes.items()}
    )


def without_notes(materials: Materials) -> Materials:
    """``materials`` without what reports say: events are made."""
    return replace(materials, notes={}, referring={}, triggers={}, references={}, event_of={})
