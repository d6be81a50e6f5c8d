"""Buildings and squares of several countries that bear one name: which of them each report means.

Always true here: a report that says where a building is, by its words or by a pin, is believed unless hardly any other does; the
others are asked for the countries that they speak of; a name that no report places in a second country is one building everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from .clusters import Printed
from .name_keys import fold

SLIPS = 0.04
"""Share of all pins of one name below which a pin is taken for a slip: a town of the same name as a word nearby."""
LEANS = 0.25
"""Share of the mentions of a report's main country from which another country is spoken of, and not only named in passing: a report
on a riot abroad that ends with one sentence on Washington stays below it."""


MOSTLY = 0.75
"""Share of all pins of one name from which a report that speaks of no country is taken to mean the same; else it stays apart."""


def seated(printed: Sequence[Printed]) -> list[Printed]:
    """``printed`` in the same order, each facility whose name is pinned somewhere with the country that it stands in, as its ``seat``."""
    named: dict[str, list[Printed]] = defaultdict(list)
    for actor in printed:
        if actor.type == "facility" and actor.named:
            named[" ".join(fold(actor.name))].append(actor)
    seats = {actor.ref: seat for same in named.values() for actor, seat in _seats(same)}
    return [replace(actor, seat=seats.get(actor.ref)) for actor in printed]


def _seats(same: Sequence[Printed]) -> list[tuple[Printed, str | None]]:
    """The seat of each actor of one name; none where no report pins the name."""
    pinned = _believed(Counter(a.pinned for a in same if a.pinned))
    if not pinned:
        return []
    stories: dict[str | None, list[Printed]] = defaultdict(list)
    for actor in same:
        stories[actor.country].append(actor)
    return [
        (actor, actor.pinned if actor.pinned in pinned else usual)
        for country in sorted(stories, key=str)
        for usual in [_usual_seat(country, stories[country], pinned)]
        for actor in stories[country]
    ]


def _believed(pinned: Counter[str]) -> Counter[str]:
    """The countries of the pins without those that hardly any report gives: they are slips of reading."""
    least = SLIPS * sum(pinned.values())
    return Counter({country: count for country, count in pinned.items() if count >= least})


def _usual_seat(country: str | None, story: Sequence[Printed], pinned: Counter[str]) -> str | None:
    """Where most reports on ``country`` have the building: where they pin it, else in a country that they speak of and that has it,
    else at home. A report on no country means the one that nearly all mean."""
    if country is None:
        most = min(pinned, key=lambda c: (-pinned[c], c))
        return most if pinned[most] >= MOSTLY * pinned.total() else None
    if country in pinned:
        return country
    votes = Counter(actor.pinned if actor.pinned in pinned else _leaning(actor, country, pinned) for actor in story)
    return min(votes, key=lambda c: (-votes[c], c != country, c))


def _leaning(actor: Printed, country: str, pinned: Counter[str]) -> str:
    """The country of ``pinned`` that the report speaks of most, if it is not only named in passing; else the report's own."""
    spoken = {code: count for code, count in actor.spoken if code in pinned}
    most = max(count for _, count in actor.spoken)
    best = min(spoken, key=lambda c: (-spoken[c], c), default=None)
    return best if best is not None and spoken[best] >= LEANS * most else country
