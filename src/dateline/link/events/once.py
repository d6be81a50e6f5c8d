"""What happens once: one person's death, or leaving of an office within days, told with a day here and without one there.

Always true here: only what is told as done, of the same named person, comes together; what has no day joins what has one only if it was
printed on that day or soon after, and no other day is told of nearly as much; the order of reports does not matter.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

from msgspec import Struct, field

from ... import rules
from .order import Told
from .tellings import Telling

_SOON = 14
"""Days from the day of a deed to a report that tells it without one: later it is as well another, an anniversary or a look back."""
_AS_MUCH = 2
"""Times as many reports as any other day that a day needs to draw what has none."""

Deed = tuple[str, str]
"""What was done, and the person that it was done by or to."""


class Unit(Protocol):
    """What one report says of one event, the telling that stands for it first."""

    @property
    def some(self) -> tuple[Telling, ...]: ...


class _Cluster(Struct):
    """Units that are one event already: what these have in common, their reports, and by when the first was printed and the last."""

    units: list[int]
    frame: Told
    reports: set[str]
    printed: tuple[datetime.date, datetime.date] | None
    joined: list[int] = field(default_factory=list)

    @property
    def day(self) -> datetime.date | None:
        """The day on which it began, as far as that is told."""
        return self.frame.latest


def joined_once(
    units: Sequence[Unit], clusters: Sequence[Sequence[int]], persons: frozenset[str]
) -> tuple[list[list[int]], frozenset[int]]:
    """``clusters`` of the numbers of ``units``, in the same order, those that tell one deed that happens once to one of ``persons`` made
    one; and the units that were joined to a cluster for that."""
    made: list[_Cluster] = []
    kept: list[list[int]] = []
    by_deed: defaultdict[Deed, list[_Cluster]] = defaultdict(list)
    for numbers in clusters:
        deeds = list(_deeds([units[n].some[0] for n in numbers], persons))
        if deeds:
            made.append(_cluster(units, numbers))
        else:
            kept.append(list(numbers))
        for deed in deeds:
            by_deed[deed].append(made[-1])
    for _, group in sorted(by_deed.items()):
        _join(group)
    kept += [sorted([*cluster.units, *cluster.joined]) for cluster in made if cluster.units]
    return sorted(kept), frozenset(n for cluster in made for n in cluster.joined)


def _cluster(units: Sequence[Unit], cluster: Sequence[int]) -> _Cluster:
    told = [units[n].some[0] for n in cluster]
    frame = Told()
    for telling in told:
        frame = frame.with_(Told.of(telling))
    days = [t.reported for t in told if t.reported is not None]
    dateless = all(t.told and t.since is None for t in told) and len(days) == len(told)
    printed = (min(days), max(days)) if dateless else None
    return _Cluster(list(cluster), frame, {t.ref.report for t in told}, printed)


def _deeds(told: Sequence[Telling], persons: frozenset[str]) -> Iterator[Deed]:
    """The deeds that these tellings of one event tell, each of one person alone."""
    found = {deed for telling in told if telling.told for deed in _deeds_of(telling) if deed[1] in persons}
    if not found or any((t.realis, t.polarity) != ("actual", "positive") for t in told if t.told):
        return
    kinds = [kind for kind, _ in found]
    yield from sorted(deed for deed in found if kinds.count(deed[0]) == 1)


def _deeds_of(telling: Telling) -> Iterator[Deed]:
    for name, role in _roles().get((telling.type, telling.lemma), {}).items():
        yield from ((name, one) for one in (telling.agents if role == "agent" else telling.patients))


@cache
def _roles() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """By type and lemma: the deeds that it tells, each with the role of the person."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for deed in rules.table("happenings")["once"]:
        for lemma in deed["lemmas"]:
            for type in deed["types"]:
                found.setdefault((type, lemma), {})[deed["name"]] = deed["role"]
    return found


def _join(group: Sequence[_Cluster]) -> None:
    """Let those of one deed that are of one day become one, then what has no day one with the day that most is told of."""
    leaders: list[_Cluster] = []
    for cluster in sorted(group, key=lambda c: (-len(c.reports), c.units)):
        if cluster.units and cluster.day is not None:
            leader = next((one for one in leaders if _of_one_day(one, cluster)), None)
            if leader is None:
                leaders.append(cluster)
            else:
                _take(leader, cluster)
    for cluster in sorted(group, key=lambda c: c.units):
        if cluster.units and cluster.printed is not None:
            likely = [one for one in leaders if _can_be_of(cluster, one)]
            likely.sort(key=lambda one: (-len(one.reports), one.units))
            if likely and all(len(likely[0].reports) >= _AS_MUCH * len(one.reports) for one in likely[1:]):
                _take(likely[0], cluster)


def _of_one_day(one: _Cluster, other: _Cluster) -> bool:
    both = one.frame.with_(other.frame)
    return both.latest is not None and both.earliest is not None and both.latest <= both.earliest


def _can_be_of(undated: _Cluster, dated: _Cluster) -> bool:
    """Whether all reports of the one were printed on the day of the other or soon after."""
    if undated.printed is None or dated.day is None:
        return False
    first, last = undated.printed
    return dated.day <= first and (last - dated.day).days <= _SOON


def _take(leader: _Cluster, cluster: _Cluster) -> None:
    leader.frame = leader.frame.with_(cluster.frame)
    leader.joined += [*cluster.units, *cluster.joined]
    leader.reports |= cluster.reports
    cluster.units, cluster.joined = [], []
