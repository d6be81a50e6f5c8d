"""Which event mentions of all reports tell one event: tellings, stories, proposals from an index, scoring tables, groups.

Always true here: every mention is in exactly one link, and so is every reference that is like an event or like the references of
another report; a reference alone makes no event; the order of reports does not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...model.links import EventLink, EventRef
from ...model.notes import ReportNotes
from ...model.record import Reason
from .groups import Group, grouped
from .stories import Stories
from .tellings import Context, tellings

__all__ = ["Context", "EventLinks", "link_events"]

_REASONS = 5
_REPORTS = 2  # that must refer to a thing which none tells before it counts as an event


@dataclass(frozen=True, slots=True)
class EventLinks:
    """The links, and pairs of links that tell the same but for polarity (one denies what the other asserts).

    ``references`` are pairs of a telling and a reference to its event. ``named`` are the events that several reports refer to and none
    tells; their members count the references of their reports.
    """

    links: tuple[EventLink, ...]
    denials: tuple[tuple[str, str], ...]
    references: tuple[tuple[EventRef, EventRef], ...] = ()
    named: tuple[EventLink, ...] = ()


def link_events(notes: Sequence[ReportNotes], context: Context, least: float) -> EventLinks:
    """One link per event. ``least`` is the least score at which a mention joins an event."""
    groups, denials = grouped((t for n in notes for t in tellings(n, context)), Stories(context.texts), least)
    links = {number: _link(group) for number, group in enumerate(groups) if group.told}
    named = [_link(group) for group in groups if not group.told and _reports(group) >= _REPORTS]
    pairs = sorted((links[a].id, links[b].id) for a, b in denials)
    references = sorted((g.first.ref, t.ref) for g in groups if g.told for t, _ in g.referred)
    return EventLinks(_by_id(links.values()), tuple(pairs), tuple(references), _by_id(named))


def _by_id(links: Iterable[EventLink]) -> tuple[EventLink, ...]:
    return tuple(sorted(links, key=lambda link: link.id))


def _reports(group: Group) -> int:
    return len({telling.ref.report for telling, _ in group.referred})


def _link(group: Group) -> EventLink:
    first, joined = group.first, group.told or group.referred
    seed = f"{first.type}\0{first.content}\0{first.ref.report}\0{first.ref.event}\0{'' if first.told else 'referred'}"
    reasons = sorted(
        {(r.rule, r.score) for _, r in joined if r.rule != "first-telling"}, key=lambda r: (-(r[1] or 0), r[0])
    )
    why = tuple(Reason(rule, score) for rule, score in reasons[:_REASONS]) or (Reason("first-telling"),)
    members = tuple(sorted(telling.ref for telling, _ in joined))
    return EventLink("e-" + hashlib.sha256(seed.encode()).hexdigest()[:12], members, why)
