"""Linked actors to entities, with every mention, alias and role as a quotation.

Always true here: a name or alias is printed somewhere among the mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from ..model.links import ActorRef, EntityLink
from ..model.notes import PlaceFix
from ..model.parts import Names
from ..model.reading import Span
from ..model.record import Entity
from .materials import Materials

_in_order = attrgetter("report", "start", "end")


class _Printed(NamedTuple):
    """An actor of one report: where it is mentioned, its roles, its place."""

    mentions: Sequence[Span]
    roles: Sequence[Span]
    place: PlaceFix | None


def entities(materials: Materials) -> tuple[Entity, ...]:
    """All entities, the most mentioned first."""
    printed = {ref: actor for names in materials.names.values() for ref, actor in _printed(materials, names)}
    found = [_entity(materials, link, [printed[ref] for ref in link.members]) for link in materials.entities]
    return tuple(sorted((e for e in found if e.mentions), key=lambda e: (-len(e.mentions), e.name, e.id)))


def _printed(materials: Materials, names: Names) -> Iterator[tuple[ActorRef, _Printed]]:
    of_actor: defaultdict[int, list[Span]] = defaultdict(list)
    for mention in names.mentions:
        of_actor[mention.actor].append(materials.span(names.report, mention.extent))
    for number, actor in enumerate(names.actors):
        roles = [materials.span(names.report, role) for role in actor.roles]
        yield ActorRef(names.report, number), _Printed(of_actor[number], roles, actor.place)


def _entity(materials: Materials, link: EntityLink, printed: Sequence[_Printed]) -> Entity:
    return Entity(
        id=link.id,
        type=link.type,
        name=link.name,
        aliases=link.aliases,
        mentions=tuple(sorted((span for p in printed for span in p.mentions), key=_in_order)),
        roles=tuple(sorted({span for p in printed for span in p.roles}, key=_in_order)),
        place=link.place or _place([p.place for p in printed if p.place]),
        n_reports=len({ref.report for ref in link.members}),
        why=link.why,
        named=link.id in materials.named,
    )


def _place(found: Iterable[PlaceFix]) -> PlaceFix | None:
    """The place that most reports mean; of equals the one with the least id."""
    fixes = Counter(found)
    return min(fixes, key=lambda f: (-fixes[f], f.geonameid or 0, f.lat, f.lon), default=None)
