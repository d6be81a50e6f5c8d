"""What people ruled, applied to what the machine read and linked; ``assemble/rulings.py`` applies the rest.

bind                 anchors to what they lead to now
laid_over            the notes of single reports: dates of statements, offices of rejected ones
ruled                entities: alias, distinct, place, merge, split
ruled_events         events: merge, split, tellings of rejected statements
in_force             all decisions that are applied, each with what it is applied to
"""

from collections.abc import Iterable

from msgspec.structs import replace

from ...model.links import Bound
from .anchors import Bindings, bind
from .entities import Ruled, ruled
from .events import RuledEvents, ruled_events
from .notes import laid_over

__all__ = [
    "Bindings",
    "Ruled",
    "RuledEvents",
    "bind",
    "in_force",
    "laid_over",
    "ruled",
    "ruled_events",
]


def in_force(bound: Iterable[Bound], entities: Ruled, events: RuledEvents) -> tuple[Bound, ...]:
    """Of ``bound`` those that were applied, on what is one and what is not with that of which they hold."""
    gone = {unapplied.decision.id for unapplied in (*entities.failures, *events.failures)}
    return tuple(
        replace(b, actors=entities.touched.get(id, b.actors), events=events.touched.get(id, b.events))
        for b in bound
        if (id := b.decision.id) in entities.touched or id in events.touched or id not in gone
    )
