"""Outlets that only the whole record knows: whoever printed a report is one wherever another report names it.

Always true here: only the types of actors change; what a report says is left as it is; whom any report calls by an office or speaks
of as he or she is nobody's outlet, though a guest column bears the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..model.notes import Actor, ReportNotes


def known_outlets(notes: Sequence[ReportNotes], names: frozenset[str]) -> frozenset[str]:
    """The names, case folded, of all outlets: those in ``names`` and those credited in a dateline, if they are nobody's."""
    credited = {c.name for n in notes for c in n.credits if c.kind == "dateline"}
    return frozenset(name.casefold() for name in (*names, *credited)) - _people(notes)


def with_outlets(notes: ReportNotes, known: frozenset[str]) -> ReportNotes:
    """The notes of a report with every actor whose name is ``known`` as that of an outlet typed as one."""
    spoken_of = _spoken_of(notes)
    outlets = {
        n for n, actor in enumerate(notes.actors) if _is_known(actor, known) and not _is_person(actor, n in spoken_of)
    }
    if not outlets:
        return notes
    actors = tuple(replace(a, type="outlet") if n in outlets else a for n, a in enumerate(notes.actors))
    mentions = tuple(replace(m, type="outlet") if m.actor in outlets else m for m in notes.mentions)
    return replace(notes, actors=actors, mentions=mentions)


def _people(notes: Iterable[ReportNotes]) -> frozenset[str]:
    """The names, case folded, of all who are clearly persons in some report."""
    spoken = ((n, _spoken_of(n)) for n in notes)
    return frozenset(a.name.casefold() for n, of in spoken for k, a in enumerate(n.actors) if _is_person(a, k in of))


def _spoken_of(notes: ReportNotes) -> frozenset[int]:
    return frozenset(m.actor for m in notes.mentions if m.form in ("pronoun", "role", "surname"))


def _is_known(actor: Actor, known: frozenset[str]) -> bool:
    return actor.type in ("person", "organization", "product", "facility", "event") and actor.name.casefold() in known


def _is_person(actor: Actor, spoken_of: bool) -> bool:
    """Somebody with a title, or spoken of as he or she, is a person though a guest column bears the name."""
    return actor.type == "person" and (spoken_of or bool(actor.roles) or bool(actor.aliases))
