"""Parts of a record file for the pages that show a part: what their lines speak of is read, all else is only counted.

Always true here: a page made of a part is that made of the whole (tests hold it); nothing is read that no line needs, since a whole
record of thousands of reports takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..model.decisions import Decision
from ..model.reading import Failure
from ..model.record import (
    Contradiction,
    Entity,
    Event,
    Figure,
    Occupancy,
    RecordData,
    RecordedReport,
    Statement,
)
from ..store import Store
from .brief import Brief, Facts, brief
from .changes import Changes, changes, new_offices, touched
from .index import Index
from .named import named_in
from .policies import Policy
from .shortlist import BriefRoom, conflicts, grave_measures, growth, held, key_figures, shortlist
from .since import split

Other = Figure | Occupancy | Contradiction
"""What stands on statements beside events."""


def excerpt(store: Store, events: Sequence[Event], others: Sequence[Other] = ()) -> RecordData:
    """The part of the record that rows of ``events`` and ``others`` need, with all contradictions."""
    told = telling(store, events, others)
    figures = [other for other in others if isinstance(other, Figure)]
    offices = [other for other in others if isinstance(other, Occupancy)]
    reports = {event.headline.report for event in events} | {s.span.report for s in told}
    return RecordData(
        provenance=store.provenance(),
        failures=(),
        reports=store.get(RecordedReport, sorted(reports)),
        entities=store.get(Entity, sorted(named_in(events, told, figures, offices))),
        statements=told,
        events=tuple(events),
        figures=(),
        occupancies=(),
        contradictions=store.read(Contradiction),
        copies=(),
    )


def telling(store: Store, events: Iterable[Event], others: Iterable[Other] = ()) -> tuple[Statement, ...]:
    """The statements of ``events``, in their order, then those of ``others``, each once."""
    ids = dict.fromkeys(statement for event in events for statement in event.statements)
    for other in others:
        ids |= dict.fromkeys(other.statements if isinstance(other, Contradiction) else (other.statement,))
    return store.get(Statement, list(ids))


def brief_of(store: Store, since: str | None, policy: Policy, room: BriefRoom) -> Brief:
    """The brief of the record in ``store``. Raises InputError (E103) for a ``since`` that is no moment."""
    reports = store.report_outlines()
    parts = split(reports, since) if since is not None else None
    grown = growth(store.tellings(), parts) if parts else None
    gists = {gist.id: gist for gist in store.gists()}
    events = shortlist(gists.values(), room, grown)
    figures, left_out = key_figures(store.figures_of(grave_measures()), gists, room)
    offices, open_ = held(store.read(Occupancy)), conflicts(store.read(Contradiction), gists)
    facts = Facts(events, left_out, offices, open_, reports, store.read(Failure), parts, grown)
    read = {*events.events, *(f.event for f in figures if f.event), *(c.event for c in open_ if c.event)}
    holders = (found for office in offices[: room.offices] for found in office.holders[: room.holders])
    shown: tuple[Other, ...] = (*figures, *holders, *open_[: room.disputed])
    part = excerpt(store, store.get(Event, sorted(read)), shown)
    return brief(Index(replace(part, figures=figures)), facts, policy, room)


def changes_of(store: Store, since: str, policy: Policy, decisions: Sequence[Decision]) -> Changes:
    """What is new in the record in ``store`` since a moment. Raises InputError (E103) for a ``since`` that is no moment."""
    reports = store.report_outlines()
    parts = split(reports, since)
    grown = growth(store.tellings(), parts)
    figures = touched(store.figures_of(grave_measures()), parts)
    offices = new_offices(store.read(Occupancy), parts)
    disputes = store.read(Contradiction)
    read = {*grown.new, *grown.grown, *(f.event for f in figures if f.event), *(c.event for c in disputes if c.event)}
    part = excerpt(store, store.get(Event, sorted(read)), (*figures, *offices, *disputes))
    part = replace(part, figures=figures, occupancies=offices)
    return changes(part, reports, parts, grown, policy, decisions)
