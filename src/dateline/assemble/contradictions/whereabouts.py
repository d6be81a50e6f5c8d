"""When and where: one deed done to one person, on two days or at two places that exclude each other.

Always true here: only days that words give and places with a pin are compared; a town
in the country that another names is a refinement; deeds that come again are compared on near days only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial

from ...model.notes import PlaceFix
from ...model.record import Contradiction, ContradictionKind, is_firm
from .finding import made
from .likeness import apart, leans
from .occasions import Deed, Occasions, at_odds, on_one_occasion

_APART = 40.0  # kilometres: nearer towns are one place to reporters who were not there
_KINDS: tuple[ContradictionKind, ...] = ("conflict", "refinement")
_OF_REPORT = ("deictic", "clock")  # rules of times that are counted from the report's own day
_EXACT = ("town", "site")
_SHORT = ("time", "part-of-day", "day")
_STAMP = 8  # characters before a day that tell it for a stamp
_EARTH = 6371.0  # kilometres


def of_days(occasions: Occasions) -> Iterator[Contradiction]:
    """Conflicts between days."""
    for group in occasions.groups():
        firm = [d for d in group if is_firm(d.dating) and not leans(d.telling.statement.when)]
        short = [d for d in firm if d.dating and d.dating.precision in _SHORT and not d.telling.mention.background]
        days = [d for d in short if not _is_stamp(occasions, d)]
        odd = at_odds(days, _on_other_days)
        if odd:
            yield _days(occasions, odd)


def _on_other_days(a: Deed, b: Deed) -> bool:
    """Whether their days exclude each other; "today" and "yesterday" may be a day off where a report came out after it was written."""
    of_report = any(_time_rule(d) in _OF_REPORT for d in (a, b))
    return apart(a.dating, b.dating) > (1 if of_report else 0) and on_one_occasion(a, b)


def _is_stamp(occasions: Occasions, deed: Deed) -> bool:
    """Whether its day is that of a page, run into the sentence: "Updated: Tuesday", "photo 24 July 28 July 2004"."""
    time, notes = deed.telling.mention.time, deed.telling.notes
    if time is None:
        return False
    begins = notes.times[time].extent.start
    before = occasions.materials.reports[notes.report].text[max(0, begins - _STAMP) : begins].rstrip()
    return before.endswith((":", "|")) or before[-1:].isdigit()


def _time_rule(deed: Deed) -> str:
    time = deed.telling.mention.time
    return deed.telling.notes.times[time].rule if time is not None else ""


def of_places(occasions: Occasions) -> Iterator[Contradiction]:
    """Conflicts between places, and refinements of a country or a region by a town in it."""
    for group in occasions.groups():
        placed = [d for d in group if len(d.places) == 1 and _fix(occasions, d)]
        for kind in _KINDS:
            rivals = at_odds(placed, partial(_is_of, kind, occasions))
            if rivals:
                pairs = [(d.statement.id, _name(occasions, d)) for d in rivals]
                note = " / ".join(dict.fromkeys(value for _, value in pairs))
                yield made(kind, "place", rivals[0].event, pairs, f"place:{group[0].name}", note)


def _is_of(kind: ContradictionKind, occasions: Occasions, a: Deed, b: Deed) -> bool:
    return _relation(occasions, a, b) == kind


def _relation(occasions: Occasions, a: Deed, b: Deed) -> ContradictionKind | None:
    """Two towns far apart exclude each other; a country or region with the other in it is coarser."""
    here, there = _fix(occasions, a), _fix(occasions, b)
    if here is None or there is None or a.places == b.places or not on_one_occasion(a, b):
        return None
    exact = here.precision in _EXACT and there.precision in _EXACT
    if exact:
        return "conflict" if _kilometres(here, there) > _APART else None
    coarse, fine = (here, there) if there.precision in _EXACT else (there, here)
    inside = fine.precision in _EXACT and coarse.precision == "country" and coarse.country == fine.country
    return "refinement" if inside else None


def _fix(occasions: Occasions, deed: Deed) -> PlaceFix | None:
    """Where the place of ``deed`` is, by the first of its tellings that has a pin."""
    link = occasions.lookup.entities[min(deed.places)]
    actors = (occasions.materials.notes[m.report].actors[m.actor] for m in link.members)
    return link.place or next((a.place for a in actors if a.place), None)


def _name(occasions: Occasions, deed: Deed) -> str:
    return occasions.lookup.entities[min(deed.places)].name


def _kilometres(a: PlaceFix, b: PlaceFix) -> float:
    """The great-circle distance."""
    north, south = math.radians(a.lat), math.radians(b.lat)
    east = math.radians(b.lon - a.lon)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(half))


def _days(occasions: Occasions, odd: Sequence[Deed]) -> Contradiction:
    ordered = sorted(odd, key=lambda d: (d.dating.earliest if d.dating else "", d.telling.ref))
    pairs = [(d.statement.id, _printed_day(occasions, d)) for d in ordered]
    note = " / ".join(dict.fromkeys(d.dating.edtf for d in ordered if d.dating))
    return made("conflict", "time", ordered[0].event, pairs, f"day:{odd[0].name}", note)


def _printed_day(occasions: Occasions, deed: Deed) -> str:
    time, notes = deed.telling.mention.time, deed.telling.notes
    if time is None:
        return deed.dating.edtf if deed.dating else ""
    return occasions.materials.span(notes.report, notes.times[time].extent).exact
