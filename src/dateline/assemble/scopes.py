"""What a figure counts: on which day, at which place, in which event, as far as the record knows.

Always true here: figures of one event and day are of one scope, and so are those of one day and place; a day is one that words give, not
the day of the report for want of another; a passage that names another town than its event counts apart; order does not matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..model.record import Entity, Event, Figure, Statement, When
from ..model.words import PLACED

_FINENESS = ("site", "town", "district", "region", "country")
_TOWN = _FINENESS.index("town")
_SAID = ("stated", "relative", "inferred", "ruled")
"""Bases of a day that words or people give; the report's own date stands for any day before it."""

_Key = tuple[str, ...]


class Scopes:
    """Where and when the figures of one record are; made once a record."""

    def __init__(self, atoms: Mapping[str, Statement], events: Sequence[Event], entities: Sequence[Entity]) -> None:
        self.atoms = atoms
        self._events = {event.id: event for event in events}
        self._rank = {e.id: _FINENESS.index(e.place.precision) if e.place else len(_FINENESS) for e in entities}
        named: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for entity in entities:
            if entity.type in PLACED:
                for span in entity.mentions:
                    named[span.report].append((span.start, entity.id))
        self._named = {report: sorted(places) for report, places in named.items()}

    def when(self, figure: Figure) -> When | None:
        """When what is counted happened: the day that its own words give, else when the event happened."""
        own, event = self.atoms[figure.statement].when, self._events.get(figure.event or "")
        return own if event is None or (own and _is_day(own)) else event.when

    def place(self, figure: Figure) -> str | None:
        """Where it happened: the most exact place of the event, else of those that the figure's sentence names."""
        event, named = self._events.get(figure.event or ""), tuple(self._inside(figure))
        places = event.places if event and self._agrees(figure) else ()
        found = places or named
        return min(found, key=lambda p: (self._rank.get(p, len(_FINENESS)), found.index(p)), default=None)

    def together(self, figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], ...]:
        """``figures`` in groups of one scope: whoever shares a scope with one of a group is of the group."""
        above: dict[_Key, _Key] = {}

        def top(key: _Key) -> _Key:
            while above.setdefault(key, key) != key:
                above[key] = above[above[key]]
                key = above[key]
            return key

        firsts = {}
        for figure in figures:
            first, *others = self._keys(figure)
            firsts[figure.id] = first
            for other in others:
                above[top(other)] = top(first)
        groups: defaultdict[_Key, list[Figure]] = defaultdict(list)
        for figure in figures:
            groups[top(firsts[figure.id])].append(figure)
        return tuple(map(tuple, groups.values()))

    def _keys(self, figure: Figure) -> tuple[_Key, ...]:
        """What figures of one scope share: the event and day, the day and place; without either the same words."""
        when, place = self.when(figure), self.place(figure)
        day = when.earliest if when and _is_day(when) else ""
        by_event = (("event", figure.event, day),) if figure.event and self._agrees(figure) else ()
        by_place = (("place", place, day),) if place and day else ()
        return (*by_event, *by_place) or (("words", self.atoms[figure.statement].copy_group or figure.id),)

    def _agrees(self, figure: Figure) -> bool:
        """Whether the figure's sentence names the town of the event, where it names any."""
        event = self._events.get(figure.event or "")
        there = [p for p in event.places if self._rank.get(p) == _TOWN] if event else []
        here = [p for p in self._inside(figure) if self._rank.get(p) == _TOWN]
        return not there or not here or there[0] in here

    def _inside(self, figure: Figure) -> Iterator[str]:
        sentence = self.atoms[figure.statement].sentence
        places = self._named.get(sentence.report, [])
        for start, entity in places[bisect_left(places, (sentence.start,)) :]:
            if start >= sentence.end:
                return
            yield entity


def _is_day(when: When) -> bool:
    return when.earliest == when.latest and when.basis in _SAID
