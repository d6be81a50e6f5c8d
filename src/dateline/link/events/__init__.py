"""Which event mentions of all reports tell one event: tellings, stories, proposals from an index, scoring tables, groups.

Always true here: every mention is in exactly one link, and so is every reference that is like an event or like the references of
another report; a reference alone makes no event; the order of reports does not matter.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from ...model.links import EventLink, EventRef
from ...model.notes import ReportNotes
from ...model.parts import Triggers
from ...model.record import Reason
from .groups import Group, grouped, units, units_by_meaning
from .proposals import returning
from .rarity import forget_weights
from .stories import Stories
from .tellings import Context
from .within import with_same_events

__all__ = ["Context", "EventLinks", "link_events", "with_same_events"]

_REASONS = 5
_REPORTS = 2  # that must refer to a thing which none tells before it counts as an event


class EventLinks(Struct, frozen=True):
    """The links, and pairs of links that tell the same but for polarity (one denies what the other asserts).

    ``references`` are pairs of a telling and a reference to its event. ``named`` are the events that several reports refer to and none
    tells; their members count the references of their reports.
    """

    links: tuple[EventLink, ...]
    denials: tuple[tuple[str, str], ...]
    references: tuple[tuple[EventRef, EventRef], ...] = ()
    named: tuple[EventLink, ...] = ()


def link_events(
    notes: Iterable[ReportNotes], triggers: Iterable[Triggers], context: Context, least: float
) -> EventLinks:
    """One link per event. ``notes`` and the ``triggers`` of the same reports are each looked at once, these first; ``least`` is the least
    score at which a mention joins an event."""
    terms_of: dict[str, str] = {}
    meant: dict[str, Counter[str]] = {}
    for one in triggers:
        terms_of[one.report], meant[one.report] = one.terms, units_by_meaning(one)
    stories = Stories(terms_of)
    again = returning(meant, stories)
    del terms_of, meant  # memory is at its highest below
    found = [unit for one in notes for unit in units(one, context, again[one.report])]
    groups, denials = grouped(found, stories, least, context.persons)
    forget_weights()
    links = {number: _link(group) for number, group in enumerate(groups) if group.told}
    named = [_link(group) for group in groups if not group.told and _reports(group) >= _REPORTS]
    pairs = sorted((links[a].id, links[b].id) for a, b in denials)
    references = sorted((g.first.ref, reference) for g in groups if g.told for reference in g.referred)
    return EventLinks(_by_id(links.values()), tuple(pairs), tuple(references), _by_id(named))


def _by_id(links: Iterable[EventLink]) -> tuple[EventLink, ...]:
    return tuple(sorted(links, key=lambda link: link.id))


def _reports(group: Group) -> int:
    return len({reference.report for reference in group.referred})


def _link(group: Group) -> EventLink:
    first = group.first
    seed = f"{first.type}\0{first.content}\0{first.ref.report}\0{first.ref.event}\0{'' if first.told else 'referred'}"
    reasons = sorted(group.why, key=lambda reason: (-(reason.score or 0), reason.rule))
    why = tuple(reasons[:_REASONS]) or (Reason("first-telling"),)
    members = tuple(sorted(group.told or group.referred))
    return EventLink("e-" + hashlib.sha256(seed.encode()).hexdigest()[:12], members, why)
