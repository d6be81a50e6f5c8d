"""The notes of all reports, opened once, with as much of each as the next step needs: memory is at its highest while a record is made.

Always true here: no number of a clause, event, actor or time changes; what is left out is made of nothing that comes later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import replace

from ..model.links import EventRef
from ..model.notes import Clause, EventMention, ReportNotes
from ..model.reading import Extent
from .materials import Materials


def opened(materials: Materials) -> Materials:
    """``materials`` with all notes open. Of what refers to events there are only the words, and all of it where no passage tells the
    event."""
    wanted = {ref for link in materials.referred for ref in link.members}
    notes: dict[str, ReportNotes] = {}
    referring: dict[EventRef, EventMention] = {}
    triggers: dict[EventRef, Extent] = {}
    for report, one in materials.notes.items():
        notes[report] = replace(one, references=(), same_events=(), terms="")
        for number, mention in enumerate(one.references):
            ref = EventRef(report, number)
            if ref in wanted:
                referring[ref] = mention
            if ref in materials.references:
                triggers[ref] = mention.trigger
    return replace(materials, notes=notes, referring=referring, triggers=triggers)


def of_events(materials: Materials) -> Materials:
    """``materials`` with as much of the notes as events and the timeline need: no names, counts, offices and attributions, and of the
    clauses those that tell an event, refer to one or say when their sentence was; the others are blank."""
    of_references: defaultdict[str, set[int]] = defaultdict(set)
    for ref, mention in materials.referring.items():
        of_references[ref.report].add(mention.clause)
    notes = {report: _of_events(one, of_references[report]) for report, one in materials.notes.items()}
    return replace(materials, notes=notes)


def _of_events(notes: ReportNotes, referring: Container[int]) -> ReportNotes:
    telling = {event.clause for event in notes.events}
    clauses = tuple(
        clause if n in telling or n in referring or (clause.link == "root" and clause.dating) else _BLANK
        for n, clause in enumerate(notes.clauses)
    )
    return replace(
        notes,
        clauses=clauses,
        mentions=(),
        actors=(),
        counts=(),
        attributions=(),
        offices=(),
        credits=(),
        incident=None,
    )


def without_notes(materials: Materials) -> Materials:
    """``materials`` without what reports say: events are made."""
    return replace(materials, notes={}, referring={}, triggers={}, references={}, event_of={})


_NOWHERE = Extent(0, 0)
_BLANK = Clause(_NOWHERE, _NOWHERE, 0, "positive", "actual", False, None, None, None, None, "", "")
