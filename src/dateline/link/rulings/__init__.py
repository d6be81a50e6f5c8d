"""What people ruled, applied to what the machine read and linked; ``assemble/rulings.py`` applies the rest.

bind                 anchors to what they lead to now
laid_over            the notes of single reports: dates of statements, offices of rejected ones
ruled                entities: alias, distinct, place, merge, split
ruled_events         events: merge, split, tellings of rejected statements
"""

from .anchors import Bindings, bind
from .entities import Ruled, ruled
from .events import RuledEvents, ruled_events
from .notes import laid_over

__all__ = [
    "Bindings",
    "Ruled",
    "RuledEvents",
    "bind",
    "laid_over",
    "ruled",
    "ruled_events",
]
