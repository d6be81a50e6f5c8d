"""Which of its namesakes a name means in a report, or none.

Always true here: a name alone never earns a pin. The countries that a report speaks of decide between namesakes, then its states; without
them only a place that dwarfs all its namesakes is taken; else there is no pin at all, and no country's centre stands in for a town.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .place import Place, state_vote

DWARFS = 8.0
"""How many times more people than the next namesake. London is 20 times its Canadian namesake, Birmingham 5 times its American
one; a report without any country may mean the first and not the second."""
KNOWN_TOWN = 300_000
"""People below which a town is not assumed without its country, unless it is a capital: most smaller names are also surnames or words. At
100,000 five of 190 pins on towns in news were of that kind (a road, a first name, a slur), at 300,000 one."""
INSIDE = 4.0
"""How many times the next namesake in the same country: the Portland of Oregon is ten of Maine's."""
CAPITAL = 100_000
"""People from which a capital is known without its country."""
STATE_CITY = 5_000_000
"""People from which a city is meant rather than the state of the same name (New York, unlike Oklahoma and Quebec); a capital always is
(Washington)."""
SPOKEN = 1.5
"""Votes of a state from which a town in it is meant rather than a bigger namesake in another state: its name and a town of it."""
STATE = "state"
"""What stands after "Washington" in "Washington state": it asks for the state, not the town."""


def choose(
    found: Sequence[Place], small: Sequence[Place], outer: Sequence[Place] | None, votes: Mapping[str, float]
) -> Place | None:
    """The one of ``found`` and the ``small`` towns that is meant in a report whose countries and states are ``votes``; ``outer`` is
    what the text says that it lies in."""
    if outer is not None:
        stated = _inside((*found, *small), outer)
        if stated is not None:
            return stated
    sure = [p for p in found if p.kind in {"country", "region"}]
    if sure and not any(p.kind == "state" for p in found):
        return sure[0]
    chosen = _by_votes(found, small, votes)
    return chosen if outer is None or not _elsewhere(chosen, outer) else None


def the_state(found: Sequence[Place], votes: Mapping[str, float]) -> Place | None:
    """The state of that name, of several the one whose country the report speaks of."""
    states = [p for p in found if p.kind == "state"]
    backed = [p for p in states if votes.get(p.country or "", 0) > 0]
    return states[0] if len(states) == 1 else backed[0] if len(backed) == 1 else None


def _elsewhere(chosen: Place | None, outer: Sequence[Place]) -> bool:
    """Whether the text says that the place lies in a state or country, and the one that was chosen does not."""
    wheres = [w for w in outer if w.kind in {"state", "country"}]
    within = any(w.country == chosen.country and w.state in (None, chosen.state) for w in wheres) if chosen else True
    return chosen is not None and chosen.kind == "town" and bool(wheres) and not within


def _inside(found: Sequence[Place], outer: Sequence[Place]) -> Place | None:
    """The most populous of ``found`` that lies in a state or country of ``outer``."""
    for where in outer:
        for place in found:
            same_country = where.country == place.country
            same_state = where.kind == "state" and place.state == where.state and same_country
            if place.kind == "town" and (same_state or (where.kind == "country" and same_country)):
                return place
            if place.kind == "state" and where.kind == "country" and same_country:
                return place
    return None


def _by_votes(found: Sequence[Place], small: Sequence[Place], votes: Mapping[str, float]) -> Place | None:
    """The candidate of the report's own country if it stands out there; else the one that dwarfs the rest."""
    backed = [p for p in (*found, *small) if p.country and votes.get(p.country, 0) > 0]
    if not backed:
        return _dwarfing(found)
    most = max(votes[p.country or ""] for p in backed)
    home = [p for p in backed if votes[p.country or ""] == most]
    best = _standing_out(home, votes) if len({p.country for p in home}) == 1 else None
    nearest = best or max(home, key=lambda p: p.people)
    others = [p for p in found if p.kind == "town" or (p.kind == "state" and p.country != nearest.country)]
    if not others:
        return best
    biggest = max(others, key=lambda p: p.people)
    top = (
        biggest if biggest.kind == "town" else _standing_out([p for p in others if p.country == biggest.country], votes)
    )
    return _unless_dwarfed(best, nearest, top or biggest, votes)


def _dwarfing(found: Sequence[Place]) -> Place | None:
    if not found:
        return None
    top = max(found, key=lambda p: p.people)
    rest = max((p.people for p in found if p is not top), default=0)
    known = top.people >= KNOWN_TOWN or (top.capital and top.people >= CAPITAL)
    return top if known and top.people >= DWARFS * rest and top.kind == "town" else None


def _unless_dwarfed(best: Place | None, nearest: Place, top: Place, votes: Mapping[str, float]) -> Place | None:
    """``best``, but the far bigger namesake of the ``nearest`` where that is a capital or the report speaks of its country too; None in
    doubt: the Paris of Texas is seldom meant in a report on the United States, the Geneva of Illinois perhaps."""
    if nearest is top or nearest.kind != "town" or top.people < DWARFS * nearest.people:
        return best
    return top if top.capital or top.country in votes else None


def _standing_out(home: Sequence[Place], votes: Mapping[str, float]) -> Place | None:
    """The one of several namesakes of one country that is meant, or None where they are alike."""
    countries = [p for p in home if p.kind in {"country", "region"}]
    if countries:
        return countries[0]
    towns = sorted((p for p in home if p.kind == "town"), key=lambda p: (-p.people, p.name, p.geonameid or 0))
    states = [p for p in home if p.kind == "state"]
    if states and not (towns and _outshines(towns[0])):
        return states[0]
    if len(towns) > 1 and towns[0].people < INSIDE * towns[1].people:
        spoken = [(votes.get(state_vote(p.country or "", p.state or ""), 0.0), p) for p in towns]
        near = [(vote, place) for vote, place in spoken if vote > 0]
        sure = len(near) == 1 and (near[0][1] is towns[0] or near[0][0] >= SPOKEN)
        return near[0][1] if sure else None
    return towns[0] if towns else None


def _outshines(town: Place) -> bool:
    """Whether a city comes to mind before the state of its name."""
    return town.people >= STATE_CITY or town.capital
