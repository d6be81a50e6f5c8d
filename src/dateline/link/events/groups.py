"""Tellings to events: what is alike in the mean becomes one, first in each report, then over reports.

Always true here: weak links do not chain; what tells of other days, of a plan or of the contrary never becomes one event, nor what is
not alike by itself, whatever refers to both (see ``merging``); the order of reports does not matter, because tellings are sorted by their
content.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Self

from ...model.notes import Polarity, Realis
from ...model.record import Reason
from .merging import Likeness, Pair, merged
from .proposals import across_reports, within_reports
from .score import likeness, same_deed, score_pair
from .stories import Stories
from .tellings import Telling

_REPRESENTATIVES = (
    2  # of what one report says of an event; on ECB+ all gain half a point of B-cubed F1 for five times the pairs
)
_A_DAY = datetime.timedelta(days=1)


@dataclass(slots=True)
class Group:
    """One event: its first telling, all tellings and references with why they joined."""

    first: Telling
    told: list[tuple[Telling, Reason]] = field(default_factory=list)
    referred: list[tuple[Telling, Reason]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """What all tellings of an event have in common: whether it happened, and the days that it can have been on.

    ``latest`` is the last of their first days, ``earliest`` the first of their last ones. What only refers to an event settles neither.
    """

    realis: Realis | None = None
    polarity: Polarity | None = None
    latest: datetime.date | None = None
    earliest: datetime.date | None = None

    def admits(self, other: Told) -> bool:
        """Whether both can be of one event: days may be one apart, since a report's day is often that of the news."""
        if None not in (self.realis, other.realis) and (self.realis, self.polarity) != (other.realis, other.polarity):
            return False
        both = self.with_(other)
        return both.latest is None or both.earliest is None or both.latest - both.earliest <= _A_DAY

    def with_(self, other: Told) -> Self:
        """The frame of both."""
        first = [day for day in (self.latest, other.latest) if day]
        last = [day for day in (self.earliest, other.earliest) if day]
        return type(self)(
            self.realis or other.realis,
            self.polarity or other.polarity,
            max(first, default=None),
            min(last, default=None),
        )


def grouped(tellings: Iterable[Telling], stories: Stories, least: float) -> tuple[list[Group], set[Pair]]:
    """The events, and pairs of them of which one denies the other. ``least`` is the least mean score at which tellings are one event."""
    ordered = sorted(tellings, key=_order)
    frames = [Told(t.realis, t.polarity, t.first, t.last) if t.told else Told() for t in ordered]
    told = [int(t.told) for t in ordered]
    scores = {(a, b): likeness(ordered[a], ordered[b], stories) for a, b in within_reports(ordered)}
    units = merged(frames, Likeness([1] * len(ordered), scores), Likeness(told, {}), least)

    some = [unit[:_REPRESENTATIVES] for unit in units]
    across = across_reports(ordered, sorted(n for few in some for n in few), stories)
    scores |= {(a, b): likeness(ordered[a], ordered[b], stories) for a, b in across if (a, b) not in scores}
    tellings_of = [[n for n in unit if told[n]] for unit in units]
    over = merged(
        [_frame(frames, unit) for unit in units],
        Likeness([len(unit) for unit in units], _means(some, scores)),
        Likeness([len(unit) for unit in tellings_of], _means(tellings_of, scores)),
        least,
    )

    clusters = [sorted(n for unit in cluster for n in units[unit]) for cluster in over]
    nearest = _nearest(clusters, scores)
    groups = [_group(ordered, cluster, nearest, stories) for cluster in clusters]
    return groups, _denials(ordered, clusters, scores, least)


def _order(t: Telling) -> tuple[object, ...]:
    """The most telling first: told, actual, with much of who and where, dated by words."""
    return (
        not t.told, t.first is None, t.realis != "actual", -len(t.patients) - len(t.places), not t.firm, t.content, t.lemma, t.ref,
    )  # fmt: skip


def _frame(frames: Sequence[Told], unit: Sequence[int]) -> Told:
    found = Told()
    for n in unit:
        found = found.with_(frames[n])
    return found


def _means(some: Sequence[Sequence[int]], scores: Mapping[Pair, float]) -> dict[Pair, float]:
    """The mean score of the representatives of each two units of which any were compared."""
    unit_of = {n: unit for unit, few in enumerate(some) for n in few}
    known = ((unit_of[a], unit_of[b]) for a, b in scores if a in unit_of and b in unit_of)
    found = {}
    for one, other in {(min(pair), max(pair)) for pair in known if pair[0] != pair[1]}:
        each = [scores.get((min(pair), max(pair)), 0.0) for pair in product(some[one], some[other])]
        found[one, other] = sum(each) / len(each)
    return dict(sorted(found.items()))


def _nearest(clusters: Sequence[Sequence[int]], scores: Mapping[Pair, float]) -> dict[int, tuple[float, int]]:
    """The telling of the same cluster that each is most like, with the score; of those level the first."""
    cluster_of = {n: number for number, cluster in enumerate(clusters) for n in cluster}
    found: dict[int, tuple[float, int]] = {}
    for (a, b), score in scores.items():
        if cluster_of[a] == cluster_of[b]:
            found[a] = max(found.get(a, (0.0, -b)), (score, -b))
            found[b] = max(found.get(b, (0.0, -a)), (score, -a))
    return {n: (score, -other) for n, (score, other) in found.items()}


def _group(
    ordered: Sequence[Telling], cluster: Sequence[int], nearest: Mapping[int, tuple[float, int]], stories: Stories
) -> Group:
    """The event of a cluster, which begins with its most telling member; each other one with what it is most like, and why."""
    group = Group(ordered[cluster[0]])
    for n in cluster:
        why = Reason("first-telling")
        if n != cluster[0] and n in nearest:
            score, other = nearest[n]
            why = Reason(score_pair(ordered[n], ordered[other], stories)[1], round(score, 3))
        (group.told if ordered[n].told else group.referred).append((ordered[n], why))
    return group


def _denials(
    ordered: Sequence[Telling], clusters: Sequence[Sequence[int]], scores: Mapping[Pair, float], least: float
) -> set[Pair]:
    """Events that tell the same deed of the same people, one that it was done and one that it was not, and are alike in the mean."""
    cluster_of = {n: number for number, cluster in enumerate(clusters) for n in cluster}
    found: defaultdict[Pair, list[float]] = defaultdict(list)
    deeds = set[Pair]()
    for (a, b), score in scores.items():
        if ordered[a].told and ordered[b].told and ordered[a].polarity != ordered[b].polarity:
            pair = min(cluster_of[a], cluster_of[b]), max(cluster_of[a], cluster_of[b])
            found[pair].append(score)
            if same_deed(ordered[a], ordered[b]):
                deeds.add(pair)
    return {pair for pair in deeds if sum(found[pair]) / len(found[pair]) >= least}
