"""The notes of all reports, opened once, with as much of each as the next step needs: memory is at its highest while a record is made.

Always true here: no number of a clause, event, actor or time changes; what is left out is made of nothing that comes later.
"""

from __future__ import annotations

from dataclasses import replace

from ..model.links import EventRef
from ..model.notes import EventMention, ReportNotes
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
    """``materials`` without the names, counts, offices and attributions of the reports: statements, figures and entities are made."""
    return replace(materials, notes={report: _of_events(one) for report, one in materials.notes.items()})


def _of_events(notes: ReportNotes) -> ReportNotes:
    return replace(notes, mentions=(), actors=(), counts=(), attributions=(), offices=(), credits=(), incident=None)
