"""What events are to each other: one follows, answers or is part of another where a sentence says so; a coarse report contains finer ones.

Always true here: a relation joins two different events of the record and has the words that say it; a coarse event contains only finer
ones of its own type and day, done by the same people as far as both are said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from .. import rules
from ..model.links import EventRef
from ..model.notes import ReportNotes
from ..model.reading import Span
from ..model.record import Event, EventParticipant, EventRelation
from .materials import Materials

_MOST = 100  # events of one type and day that a coarse one is compared with


def with_relations(materials: Materials, told: Sequence[Event]) -> tuple[Event, ...]:
    """The events with their relations, each relation once."""
    found: defaultdict[str, dict[tuple[str, str], EventRelation]] = defaultdict(dict)
    ids = {event.id for event in told}
    for event, relation in (*_said(materials), *_contained(told)):
        if event in ids and relation.event in ids and relation.event != event:
            found[event].setdefault((relation.kind, relation.event), relation)
    return tuple(_with(e, found[e.id]) if e.id in found else e for e in told)


def _with(event: Event, found: Mapping[tuple[str, str], EventRelation]) -> Event:
    return replace(event, relations=tuple(found[key] for key in sorted(found)))


def _said(materials: Materials) -> Iterator[tuple[str, EventRelation]]:
    """What sentences say, in order of report and place."""
    for report in sorted(materials.notes):
        notes = materials.notes[report]
        for tie in notes.ties:
            one, other = _event(materials, notes, tie.one), _event(materials, notes, tie.other)
            if one and other:
                yield one, EventRelation(tie.kind, other, materials.span(report, tie.extent))


def _event(materials: Materials, notes: ReportNotes, number: int) -> str | None:
    """The event of a mention: the report's events are counted first, then its references."""
    told = len(notes.events)
    if number < told:
        return materials.event_of.get(EventRef(notes.report, number))
    return materials.references.get(EventRef(notes.report, number - told))


# --- coarse and fine ------------------------------------------------------------------------------------------------


def _contained(told: Sequence[Event]) -> Iterator[tuple[str, EventRelation]]:
    """ "seized several buildings" and "stormed the town hall" of one day."""
    by_day: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in told:
        if event.when and event.type != "other" and event.realis == "actual" and event.polarity == "positive":
            by_day[event.type, event.when.earliest].append(event)
    for events in by_day.values():
        for event in events:
            several = next((p.span for p in event.participants if p.role == "patient" and _is_coarse(p)), None)
            if several is not None and not any(_is_fine(p) for p in event.participants):
                finer = (other for other in events[:_MOST] if _is_finer(other, event))
                yield from ((event.id, EventRelation("contains", other.id, several)) for other in finer)


def _is_coarse(patient: EventParticipant) -> bool:
    """ "several buildings", "dozens of offices": things that are counted, not named."""
    words = patient.span.exact.casefold().split()
    return len(words) > 1 and words[0] in rules.words("happenings", "coarse.words") and words[-1].endswith("s")


def _is_fine(participant: EventParticipant) -> bool:
    """ "the town hall": one thing or a name."""
    words = participant.span.exact.split()
    single = not words[-1].endswith("s") and words[0].casefold() in ("the", "its", "their", "his", "her")
    return participant.role == "patient" and (
        single or any(w[:1].isupper() for w in words[1:]) or "’s" in participant.span.exact
    )


def _is_finer(fine: Event, coarse: Event) -> bool:
    """Whether ``fine`` names what was done to and does not name others who did it."""
    doers = [{_last(p.span) for p in e.participants if p.role == "agent"} for e in (fine, coarse)]
    same = not doers[0] or not doers[1] or bool(doers[0] & doers[1])
    places = set(fine.places), set(coarse.places)
    near = not places[0] or not places[1] or bool(places[0] & places[1])
    return fine.id != coarse.id and same and near and any(_is_fine(p) for p in fine.participants)


def _last(span: Span) -> str:
    return span.exact.casefold().split()[-1].removesuffix("s")
