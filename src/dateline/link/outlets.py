"""Outlets that only the whole record knows: whoever printed a report is one wherever another report names it.

Always true here: only the types of actors change; what a report says is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..model.notes import Actor, ReportNotes


def with_known_outlets(notes: Iterable[ReportNotes], names: frozenset[str]) -> tuple[ReportNotes, ...]:
    """The notes with every actor whose name is in ``names``, or is credited in a dateline, typed as an outlet."""
    given = tuple(notes)
    credited = {c.name for n in given for c in n.credits if c.kind == "dateline"}
    known = frozenset(name.casefold() for name in (*names, *credited))
    return tuple(_with_outlets(n, known) for n in given)


def _with_outlets(notes: ReportNotes, known: frozenset[str]) -> ReportNotes:
    outlets = {number for number, actor in enumerate(notes.actors) if _is_known(actor, known)}
    if not outlets:
        return notes
    actors = tuple(replace(a, type="outlet") if n in outlets else a for n, a in enumerate(notes.actors))
    mentions = tuple(replace(m, type="outlet") if m.actor in outlets else m for m in notes.mentions)
    return replace(notes, actors=actors, mentions=mentions)


def _is_known(actor: Actor, known: frozenset[str]) -> bool:
    return actor.type in ("person", "organization", "product", "facility", "event") and actor.name.casefold() in known
