"""How much of what reports say is held at which step: memory is at its highest while a record is made.

Always true here: no number of a clause, event, actor or time changes; what is left out is made of nothing that comes later.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from ..model.links import EventRef
from ..model.notes import Clause, EventMention, ReportNotes
from ..model.reading import Extent
from .materials import Materials
from .sharing import share


class Left(NamedTuple):
    """What is left of the notes of a report: as much of them as events, the timeline and contradictions need, the references to events
    that no passage tells, and the words of those to others."""

    notes: ReportNotes
    referring: Mapping[EventRef, EventMention]
    triggers: Mapping[EventRef, Extent]


def left(materials: Materials, notes: ReportNotes, untold: Container[EventRef]) -> Left:
    """What is left of ``notes`` when statements, figures and offices are made; ``untold`` are references to events that no passage tells.

    Of the clauses there are those that tell an event, refer to one or say when their sentence was; the others are blank.
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
        mentions=notes.mentions,
        actors=notes.actors,
        clauses=tuple(c if n in telling or _is_dated(c) else _BLANK for n, c in enumerate(notes.clauses)),
        events=notes.events,
        failures=notes.failures,
        ties=notes.ties,
    )
    share(kept, referring.values())
    return Left(kept, referring, {ref: mention.trigger for ref, mention in refs if ref in materials.references})


def _is_dated(clause: Clause) -> bool:
    return clause.link == "root" and clause.dating is not None


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
