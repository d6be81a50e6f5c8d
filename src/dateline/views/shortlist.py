"""What of a record a brief is made of: the foremost events, figures and offices by their counts and weights alone.

Always true here: the whole record is counted, and only what may be shown is read; the same nouns give the same choice in any order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from ..model.record import Contradiction, Figure, Occupancy
from ..model.words import OfficeStatus
from ..rules import table
from ..store import Gist
from .figures import rank
from .series import SeriesKey, series_key
from .since import Split

EventGap = Literal["undated-events", "unlocated-events", "unattributed-events"]
IN_OFFICE: tuple[OfficeStatus, ...] = ("holds", "elected", "appointed", "acting", "claimed", "disputed")
_SHORTLIST = 4  # times as many events are read as are shown, since many of them say the same
_PER_MEASURE = 2
_TOLD = 3  # titles before a name that weigh as much as one passage that says more of the office


class BriefRoom(Struct, frozen=True):
    """At most so many lines of each part, two printed pages in all; ``holders`` are of each office, ``examples`` of each thing that
    is not known."""

    highlights: int = 6
    new: int = 6
    figures: int = 4
    offices: int = 5
    holders: int = 2
    disputed: int = 3
    single_origin: int = 4
    examples: int = 1


class Grown(Struct, frozen=True):
    """Ids of events told by new reports: ``new`` by no other, ``grown`` by earlier ones too; ``since`` is the day from which on."""

    since: str
    new: frozenset[str]
    grown: frozenset[str]


def growth(tellings: Iterable[tuple[str, str]], parts: Split) -> Grown:
    """Which events are new or told again, of pairs of an event and a report that tells it."""
    fresh = parts.fresh
    inside: set[str] = set()
    outside: set[str] = set()
    for event, report in tellings:
        (inside if report in fresh else outside).add(event)
    return Grown(parts.since, frozenset(inside - outside), frozenset(inside & outside))


class Shortlist(Struct, frozen=True):
    """Ids of what a brief needs of a large record, the foremost first; counts are of all."""

    highlights: tuple[str, ...]
    new: tuple[str, ...]
    single_origin: tuple[str, ...]
    gaps: Mapping[EventGap, tuple[str, ...]]
    counts: Mapping[str, int]

    @property
    def events(self) -> tuple[str, ...]:
        """All events, each once, in the order of ids."""
        gaps = (id for ids in self.gaps.values() for id in ids)
        return tuple(sorted({*self.highlights, *self.new, *self.single_origin, *gaps}))


_GAPS: Mapping[EventGap, Callable[[Gist], bool]] = MappingProxyType(
    {
        "undated-events": lambda gist: gist.earliest is None,
        "unlocated-events": lambda gist: not gist.located,
        "unattributed-events": lambda gist: gist.status == "unattributed",
    }
)


def shortlist(gists: Iterable[Gist], room: BriefRoom, grown: Grown | None = None) -> Shortlist:
    """The weightiest events of each part; of what is new, what happened since first. Plans, denials and background are no facts, and
    stand in no part but what is new."""
    ordered = sorted(gists, key=lambda gist: (-gist.weight, gist.id))
    told = [gist for gist in ordered if gist.told]
    alone = [gist for gist in told if gist.n_origins < 2]
    lead = [*(gist for gist in told if gist.n_origins > 1), *alone]
    new = [gist for gist in ordered if grown and gist.id in grown.new and not gist.background]
    new.sort(key=lambda gist: grown is None or (gist.earliest or "") < grown.since)
    gaps = {kind: [gist for gist in told if is_gap(gist)] for kind, is_gap in _GAPS.items()}
    counts = {"events": len(ordered), "told": len(told), "alone": len(alone), "new": len(new)}
    return Shortlist(
        _ids(lead, room.highlights * _SHORTLIST),
        _ids(new, room.new * _SHORTLIST),
        _ids(alone, (room.highlights + room.single_origin) * _SHORTLIST),
        {kind: _ids(found, room.examples * _SHORTLIST) for kind, found in gaps.items()},
        counts | {kind: len(found) for kind, found in gaps.items()},
    )


def _ids(gists: Sequence[Gist], n: int) -> tuple[str, ...]:
    return tuple(gist.id for gist in gists[:n])


def grave_measures() -> tuple[str, ...]:
    """The measures of what happened to people, which a brief counts."""
    return tuple(table("labels")["figures"]["first"])


def key_figures(
    figures: Iterable[Figure], gists: Mapping[str, Gist], room: BriefRoom
) -> tuple[tuple[Figure, ...], int]:
    """The figures of the series that are shown, whole series only, and how many series are left out.

    Shown are the gravest measures of the events with the most origins and weight, at most ``_PER_MEASURE`` series of one measure.
    Figures on no event are of many things and have no number in common.
    """
    grave = grave_measures()
    grouped: defaultdict[SeriesKey, list[Figure]] = defaultdict(list)
    for figure in figures:
        event = gists.get(figure.event or "")
        if event is not None and event.told and figure.best is not None and figure.measure in grave:
            grouped[series_key(figure)].append(figure)

    def order(key: SeriesKey) -> tuple[object, ...]:
        event = gists[key[2] or ""]
        return (rank(key[0]), -event.n_origins, -len(grouped[key]), -event.weight, key[1], event.id)

    shown: list[SeriesKey] = []
    for key in sorted(grouped, key=order):
        if len(shown) < room.figures and sum(key[0] == other[0] for other in shown) < _PER_MEASURE:
            shown.append(key)
    return tuple(figure for key in shown for figure in grouped[key]), len(grouped) - len(shown)


def conflicts(contradictions: Iterable[Contradiction], gists: Mapping[str, Gist]) -> tuple[Contradiction, ...]:
    """What cannot both hold and nobody has settled, on the weightiest events first."""
    open_ = (found for found in contradictions if found.kind == "conflict" and not found.resolved)

    def order(found: Contradiction) -> tuple[float, str]:
        event = gists.get(found.event or "")
        return (-event.weight if event else 0.0, found.id)

    return tuple(sorted(open_, key=order))


class Held(Struct, frozen=True):
    """An office that somebody holds: the last passage about each of its holders, how many passages there are in all, and how many
    of them say more than a title before a name."""

    holders: tuple[Occupancy, ...]
    n_passages: int
    n_told: int


def held(occupancies: Iterable[Occupancy]) -> tuple[Held, ...]:
    """Offices of which the most is told first; holders of whom the most is told first, of those alike the last told.

    Nobody holds what the last passage about them says they left.
    """
    offices: defaultdict[tuple[str, str], list[Occupancy]] = defaultdict(list)
    for occupancy in occupancies:
        offices[occupancy.office.exact.casefold(), (occupancy.body or "").casefold()].append(occupancy)
    found = [
        Held(_holders(passages), len(passages), sum(map(_is_told, passages))) for _, passages in sorted(offices.items())
    ]
    return tuple(sorted((office for office in found if office.holders), key=lambda o: (-o.n_told, -o.n_passages)))


def _holders(passages: Sequence[Occupancy]) -> tuple[Occupancy, ...]:
    last: dict[str, Occupancy] = {}
    for occupancy in sorted(passages, key=_moment):
        if occupancy.holder is not None:
            last[occupancy.holder] = occupancy
    rows = [o for o in last.values() if o.status in IN_OFFICE and o.until is None]
    spoken: Counter[str | None] = Counter()
    for occupancy in passages:
        spoken[occupancy.holder] += _TOLD if _is_told(occupancy) else 1
    latest = sorted(rows, key=_moment, reverse=True)
    return tuple(sorted(latest, key=lambda occupancy: -spoken[occupancy.holder]))


def _is_told(occupancy: Occupancy) -> bool:
    """Whether the passage says something of the office, more than a title before a name does."""
    return occupancy.rule != "title" or occupancy.status != "holds"


def _moment(occupancy: Occupancy) -> tuple[object, ...]:
    """By the day that a passage speaks of; of one day, what tells a change after what only names the title."""
    day = occupancy.as_of.latest if occupancy.as_of else ""
    return (day, _is_told(occupancy), occupancy.span.report, occupancy.span.start, occupancy.id)
