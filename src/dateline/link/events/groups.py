"""What reports say of one event each, put together over reports: what is alike in the mean becomes one.

Always true here: weak links do not chain; what tells of other days, of a plan or of the contrary never becomes one event, nor what is
not alike by itself, whatever refers to both (see ``merging``); the order of reports does not matter, because tellings are sorted by their
content.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct, field

from ...model.links import EventRef
from ...model.notes import ReportNotes, SameEvent
from ...model.parts import Triggers
from ...model.record import Reason
from .compared import Compared, summed
from .merging import Likeness, Pair, merged
from .once import joined_once
from .order import Told, order
from .proposals import across_reports
from .score import likeness, same_deed, score_pair
from .stories import Stories
from .tellings import Context, Telling, meanings, tellings

_REPRESENTATIVES = (
    2  # of what one report says of an event; on ECB+ all gain half a point of B-cubed F1 for five times the pairs
)
_LITTLE = (
    0.2  # a score up to which two mentions count as nothing alike: on ECB+ the same events as with 0, of half the pairs
)


class Unit(Struct, frozen=True, gc=False):
    """What one report says of one event: where it tells it, if it does, where it refers to it, and the mentions that stand for all."""

    event: EventRef | None
    references: tuple[EventRef, ...]
    some: tuple[Telling, ...]

    @property
    def size(self) -> int:
        """How many mentions."""
        return (self.event is not None) + len(self.references)


class Group(Struct):
    """One event: its first telling, all that tell it and all that refer to it, and why these are one."""

    first: Telling
    told: list[EventRef] = field(default_factory=list)
    referred: list[EventRef] = field(default_factory=list)
    why: set[Reason] = field(default_factory=set)


def units(notes: ReportNotes, context: Context, returning: Container[str]) -> Iterator[Unit]:
    """What one report says of each event. What only refers to one by none of the meanings ``returning`` is compared with nothing, and
    left out."""
    each = [same for same in said(notes) if same.event is not None or _returns(notes, same, returning)]
    chosen = [some_of(same) for same in each]
    found = tellings(notes, context, [mention for some in chosen for mention in some])
    for same, some in zip(each, chosen, strict=True):
        event = None if same.event is None else EventRef(notes.report, same.event)
        references = tuple(EventRef(notes.report, number) for number in same.references)
        yield Unit(event, references, tuple(next(found) for _ in some))


def _returns(notes: ReportNotes, same: SameEvent, returning: Container[str]) -> bool:
    return any(meaning in returning for _, n in some_of(same) for meaning in meanings(notes.references[n].lemma))


def units_by_meaning(found: Triggers) -> Counter[str]:
    """How many of the units of a report each meaning is one of."""
    lemmas = {True: found.events, False: found.references}
    meant = ({m for told, n in some_of(same) for m in meanings(lemmas[told][n].lemma)} for same in said(found))
    return Counter(meaning for unit in meant for meaning in unit)


def said(found: ReportNotes | Triggers) -> list[SameEvent]:
    """What a report says of each event: where it tells it, if it does, and where it refers to it."""
    several = {same.event: same for same in found.same_events if same.event is not None}
    joined = {reference for same in found.same_events for reference in same.references}
    return [
        *(several.get(number, SameEvent(number, ())) for number in range(len(found.events))),
        *(same for same in found.same_events if same.event is None),
        *(SameEvent(None, (number,)) for number in range(len(found.references)) if number not in joined),
    ]


def some_of(same: SameEvent) -> list[tuple[bool, int]]:
    """The mentions that stand for all: whether they tell the event, and their number."""
    told = [] if same.event is None else [(True, same.event)]
    return [*told, *((False, number) for number in same.references)][:_REPRESENTATIVES]


def grouped(
    found: Iterable[Unit], stories: Stories, least: float, persons: frozenset[str] = frozenset()
) -> tuple[list[Group], set[Pair]]:
    """The events, and pairs of them of which one denies the other. ``least`` is the least mean score at which tellings are one event,
    ``persons`` are entities to whom some things happen once."""
    each = sorted(found, key=lambda unit: order(unit.some[0]))
    placed = sorted(((t, n) for n, unit in enumerate(each) for t in unit.some), key=lambda pair: order(pair[0]))
    mentions, unit_of = [t for t, _ in placed], [n for _, n in placed]
    compared = _compared(mentions, unit_of, stories)
    clusters = _clusters(each, mentions, unit_of, compared, least)
    clusters, once = joined_once(each, clusters, persons)
    cluster_of = {unit: number for number, cluster in enumerate(clusters) for unit in cluster}
    number_of = [cluster_of[unit] for unit in unit_of]
    groups = [_group([each[unit] for unit in cluster]) for cluster in clusters]
    for unit in once:
        groups[cluster_of[unit]].why.add(Reason("happens-once"))
    for n, other, score in _nearest(number_of, compared):
        group, mention = groups[number_of[n]], mentions[n]
        if mention is not group.first and mention.told == group.first.told:
            group.why.add(Reason(score_pair(mention, mentions[other], stories)[1], round(score, 3)))
    return groups, _denials(mentions, number_of, compared, least)


def _compared(mentions: Sequence[Telling], unit_of: Sequence[int], stories: Stories) -> Compared:
    """Mentions of different units that are worth comparing and at all alike."""
    found = Compared()
    for a, b in across_reports(mentions, stories):
        if unit_of[a] != unit_of[b] and (score := likeness(mentions[a], mentions[b], stories)) > _LITTLE:
            found.one.append(a)
            found.other.append(b)
            found.score.append(score)
    return found


def _clusters(
    each: Sequence[Unit], mentions: Sequence[Telling], unit_of: Sequence[int], compared: Compared, least: float
) -> list[list[int]]:
    """The numbers of the units of each event."""
    means = summed(compared, unit_of).mean([len(unit.some) for unit in each])
    reach = means.reach(len(each), least)
    # A unit tells its event once at most, so that a sum over what tells is the mean.
    told = summed(compared, unit_of, [mention.told for mention in mentions])
    return merged(
        [Told.of(unit.some[0]) for unit in each],
        Likeness([unit.size for unit in each], means.among(reach)),
        Likeness([int(unit.event is not None) for unit in each], told.among(reach)),
        least,
    )


def _group(cluster: Sequence[Unit]) -> Group:
    """The event of some units, which begins with its most telling mention."""
    told = [unit.event for unit in cluster if unit.event is not None]
    return Group(cluster[0].some[0], told, [reference for unit in cluster for reference in unit.references])


def _nearest(group_of: Sequence[int], compared: Compared) -> Iterator[tuple[int, int, float]]:
    """Each mention that is compared with another of its group, the one there that it is most like, and their score."""
    found: dict[int, tuple[float, int]] = {}
    for a, b, score in compared:
        if group_of[a] == group_of[b]:
            found[a] = max(found.get(a, (0.0, -b)), (score, -b))
            found[b] = max(found.get(b, (0.0, -a)), (score, -a))
    yield from ((n, -other, score) for n, (score, other) in found.items())


def _denials(mentions: Sequence[Telling], group_of: Sequence[int], compared: Compared, least: float) -> set[Pair]:
    """Events that tell the same deed of the same people, one that it was done and one that it was not, and are alike in the mean."""
    found: defaultdict[Pair, list[float]] = defaultdict(list)
    deeds = set[Pair]()
    for a, b, score in compared:
        if mentions[a].told and mentions[b].told and mentions[a].polarity != mentions[b].polarity:
            pair = min(group_of[a], group_of[b]), max(group_of[a], group_of[b])
            found[pair].append(score)
            if same_deed(mentions[a], mentions[b]):
                deeds.add(pair)
    return {pair for pair in deeds if sum(found[pair]) / len(found[pair]) >= least}
