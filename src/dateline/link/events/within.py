"""What one report says of one event in several places, before anything is known of other reports.

Always true here: it depends on the report alone; of what a report tells no two are one event here (one of them only refers to it), which is
for the comparison of all reports to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ...model.links import ActorRef
from ...model.notes import ReportNotes, SameEvent
from .merging import Likeness, merged
from .order import Told, order
from .proposals import within_reports
from .score import likeness
from .stories import Stories, terms
from .tellings import Context, Telling, tellings

_LEAST = 0.6  # the mean likeness of the mentions of one event; the best on ECB+, where .5 and .7 lose half a point of B-cubed F1
_ALONE = Stories({})


def with_same_events(notes: ReportNotes, text: str, families: Mapping[str, str]) -> ReportNotes:
    """``notes`` with what is mentioned more than once, and the terms of ``text``. ``families`` is the family of each type."""
    found = sorted(tellings(notes, _by_itself(notes, text, families)), key=order)
    scores = {(a, b): likeness(found[a], found[b], _ALONE) for a, b in within_reports(found)}
    told = Likeness([int(t.told) for t in found], {})
    units = merged([Told.of(t) for t in found], Likeness([1] * len(found), scores), told, _LEAST)
    same = tuple(_same([found[n] for n in unit]) for unit in units if len(unit) > 1)
    return replace(notes, same_events=same, terms=terms(text))


def _same(mentions: Sequence[Telling]) -> SameEvent:
    event = next((mention.ref.event for mention in mentions if mention.told), None)
    return SameEvent(event, tuple(mention.ref.event for mention in mentions if not mention.told))


def _by_itself(notes: ReportNotes, text: str, families: Mapping[str, str]) -> Context:
    """A report in which each actor is an entity of its own."""
    entities = {ActorRef(notes.report, actor): f"#{actor}" for actor in range(len(notes.actors))}
    named = frozenset(f"#{m.actor}" for m in notes.mentions if m.form in ("name", "surname", "acronym"))
    return Context({notes.report: text}, entities, named, {}, families)
