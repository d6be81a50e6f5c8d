"""Linked actors to entities, with every mention, alias and role as a quotation.

Always true here: a name or alias is printed somewhere among the mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter

from ..model.links import ActorRef, EntityLink
from ..model.notes import Actor, PlaceFix
from ..model.reading import Span
from ..model.record import Entity
from .materials import Materials

_in_order = attrgetter("report", "start", "end")


def entities(materials: Materials) -> tuple[Entity, ...]:
    """All entities, the most mentioned first."""
    mentions: dict[ActorRef, list[Span]] = {}
    for report, notes in materials.notes.items():
        of_actor: defaultdict[int, list[Span]] = defaultdict(list)
        for m in notes.mentions:
            of_actor[m.actor].append(materials.span(report, m.extent))
        mentions.update((ActorRef(report, actor), spans) for actor, spans in of_actor.items())
    found = [_entity(materials, link, mentions) for link in materials.entities]
    return tuple(sorted((e for e in found if e.mentions), key=lambda e: (-len(e.mentions), e.name, e.id)))


def _entity(materials: Materials, link: EntityLink, mentions: Mapping[ActorRef, Sequence[Span]]) -> Entity:
    spans = sorted((s for ref in link.members for s in mentions.get(ref, ())), key=_in_order)
    actors = [(ref.report, materials.notes[ref.report].actors[ref.actor]) for ref in link.members]
    roles = {materials.span(report, role) for report, actor in actors for role in actor.roles}
    return Entity(
        id=link.id,
        type=link.type,
        name=link.name,
        aliases=link.aliases,
        mentions=tuple(spans),
        roles=tuple(sorted(roles, key=_in_order)),
        place=link.place or _place([actor for _, actor in actors]),
        n_reports=len({ref.report for ref in link.members}),
        why=link.why,
        named=link.id in materials.named,
    )


def _place(actors: Sequence[Actor]) -> PlaceFix | None:
    """The place that most reports mean; of equals the one with the least id."""
    fixes = Counter(a.place for a in actors if a.place is not None)
    return min(fixes, key=lambda f: (-fixes[f], f.geonameid or 0, f.lat, f.lon), default=None)
