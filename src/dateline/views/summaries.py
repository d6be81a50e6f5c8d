"""The brief of a record file and what is new in it, each made of the part that it shows.

Always true here: both are those of the whole record (tests hold it), all else of which is only counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..model.decisions import Decision
from ..model.reading import Failure
from ..model.record import Contradiction, Event, Occupancy
from ..store import ReportOutline, Store
from .excerpts import Other, excerpt
from .index import Index
from .policies import Policy
from .shortlist import BriefRoom, Grown, conflicts, grave_measures, growth, held, key_figures, shortlist
from .since import split

# Neither page waits for the other's lines.
if TYPE_CHECKING:
    from .brief import Brief
    from .changes import FirstChanges


def brief_of(store: Store, since: str | None, policy: Policy, room: BriefRoom) -> Brief:
    """The brief of the record in ``store``. Raises InputError (E103) for a ``since`` that is no moment."""
    from .brief import Facts, brief

    reports = store.report_outlines()
    parts = split(reports, since) if since is not None else None
    grown = growth(store.shelf.tellings(), parts) if parts else None
    gists = {gist.id: gist for gist in store.gists()}
    n_replaced = _n_replaced(reports, since) if since is not None else 0
    events = shortlist(gists.values(), room, grown)
    figures, left_out = key_figures(store.figures_of(grave_measures()), gists, room)
    offices, open_ = held(store.read(Occupancy)), conflicts(store.read(Contradiction), gists)
    facts = Facts(events, left_out, offices, open_, reports, store.read(Failure), parts, grown, n_replaced)
    read = {*events.events, *(f.event for f in figures if f.event), *(c.event for c in open_ if c.event)}
    holders = (found for office in offices[: room.offices] for found in office.holders[: room.holders])
    shown: tuple[Other, ...] = (*figures, *holders, *open_[: room.disputed])
    part = excerpt(store, store.get(Event, sorted(read)), shown)
    return brief(Index(replace(part, figures=figures)), facts, policy, room)


def _n_replaced(reports: Sequence[ReportOutline], since: str) -> int:
    from .changes import replaced

    return len(replaced(reports, since))


def changes_of(
    store: Store, since: str, policy: Policy, decisions: Sequence[Decision], limit: int | None
) -> FirstChanges:
    """What is new in the record in ``store`` since a moment, with the first ``limit`` events and offices (None is all).

    Raises InputError (E103) for a ``since`` that is no moment.
    """
    from .changes import FirstChanges, changes, new_offices, touched

    reports = store.report_outlines()
    parts = split(reports, since)
    grown = growth(store.shelf.tellings(), parts)
    figures = touched(store.figures_of(grave_measures()), parts)
    offices = new_offices(store.read(Occupancy), parts)
    disputes = store.read(Contradiction)
    new, again = (store.shelf.heaviest(ids, limit) for ids in (grown.new, grown.grown))
    first = Grown(grown.since, frozenset(new), frozenset(again))
    read = {*first.new, *first.grown, *(f.event for f in figures if f.event), *(c.event for c in disputes if c.event)}
    part = excerpt(store, store.get(Event, sorted(read)), (*figures, *offices[:limit], *disputes))
    part = replace(part, figures=figures, occupancies=offices[:limit])
    found = changes(part, reports, parts, first, policy, decisions)
    return FirstChanges(found, len(grown.new), len(grown.grown), len(offices))
