"""Tellings to events: each joins the event that it is most like, or begins one.

Always true here: a telling is compared with the first few tellings of an event, all of which count, so that weak links do not chain;
tellings with a day go before those without, and what only refers to events goes last and never changes what an event is; the order of
reports does not matter, because tellings are sorted by their content. Cost grows with tellings times the few events that an index
proposes.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...model.record import Reason
from .score import likeness, same_deed, score_pair
from .stories import Stories
from .tellings import Telling

Key = tuple[str, ...]
_MOST = 200  # events of one key; beyond it a key says too little to be worth comparing
_FIRST = 4  # tellings of an event that another is compared with; of those without a day 1 loses 3 points of B-cubed F1 on ECB+, 8 gain none


@dataclass(slots=True)
class Group:
    """One event: its first telling, all tellings and references with why they joined."""

    first: Telling
    told: list[tuple[Telling, Reason]] = field(default_factory=list)
    referred: list[tuple[Telling, Reason]] = field(default_factory=list)

    def some(self) -> list[Telling]:
        """The tellings that stand for the event."""
        return [telling for telling, _ in (*self.told[:_FIRST], *self.referred[:_FIRST])][:_FIRST]


@dataclass(slots=True)
class Index:
    """The events by what their tellings may share with another one."""

    by_key: defaultdict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, keys: Iterable[Key], number: int) -> None:
        """Propose event ``number`` for these keys."""
        for key in keys:
            found = self.by_key[key]
            if len(found) < _MOST and number not in found:
                found.append(number)

    def proposed(self, keys: Iterable[Key]) -> list[int]:
        """The events of any of the keys, in order."""
        return sorted({n for key in keys for n in self.by_key.get(key, ())})


def grouped(tellings: Iterable[Telling], stories: Stories, least: float) -> tuple[list[Group], set[tuple[int, int]]]:
    """The events, and pairs of them of which one denies the other. ``least`` is the least score at which a telling joins."""
    groups: list[Group] = []
    index, denials = Index(), set[tuple[int, int]]()
    for telling in sorted(tellings, key=_order):
        best, rivals = _best(telling, groups, index.proposed(_keys(telling, stories)), stories, least)
        if best is None:
            best = (len(groups), Reason("first-telling"))
            groups.append(Group(telling))
            index.add(_day_keys(telling), best[0])
        number, why = best
        (groups[number].told if telling.told else groups[number].referred).append((telling, why))
        index.add(_own_keys(telling), number)
        denials.update((min(number, r), max(number, r)) for r in rivals)
    return groups, denials


def _order(t: Telling) -> tuple[object, ...]:
    """The most telling first: told, actual, with much of who and where, dated by words."""
    return (
        not t.told, t.first is None, t.realis != "actual", -len(t.patients) - len(t.places), not t.firm, t.content, t.lemma, t.ref,
    )  # fmt: skip


def _best(
    telling: Telling, groups: Sequence[Group], proposed: Sequence[int], stories: Stories, least: float
) -> tuple[tuple[int, Reason] | None, list[int]]:
    """The event that a telling is most like, with why; and the events of which it says the contrary."""
    best: tuple[float, int] | None = None
    rivals = []
    for number in proposed:
        first = groups[number].first
        score = _score(telling, groups[number], stories)
        if score < least:
            continue
        if telling.told and first.told and telling.polarity != first.polarity:
            rivals += [number] if same_deed(telling, first) else []
        elif (telling.realis == first.realis or not telling.told) and (best is None or score > best[0]):
            best = (score, number)
    if best is None:
        return None, rivals
    _, why = score_pair(telling, groups[best[1]].first, stories)
    return (best[1], Reason(why, round(best[0], 3))), rivals


def _score(telling: Telling, group: Group, stories: Stories) -> float:
    """How alike a telling and those that stand for an event are in the mean; 0 where its first one excludes it."""
    first = likeness(telling, group.first, stories)
    if not first:
        return 0.0
    scores = [first if other is group.first else likeness(telling, other, stories) for other in group.some()]
    return sum(scores) / len(scores)


# --- proposals ------------------------------------------------------------------------------------------------------


def _keys(telling: Telling, stories: Stories) -> Iterator[Key]:
    """Under what to look: copied words; family and day with somebody, somewhere or the trigger; day and somebody named beside; without
    a day, what the trigger means in the reports of the same story."""
    yield from _day_keys(telling)
    if telling.first is None and (not telling.told or telling.reported is None):
        for report in stories.near(telling.ref.report):
            yield from (("means", meaning, report) for meaning in telling.means)


def _own_keys(telling: Telling) -> Iterator[Key]:
    yield from (("means", meaning, telling.ref.report) for meaning in telling.means)


def _day_keys(telling: Telling) -> Iterator[Key]:
    if telling.copy and telling.told:
        yield ("copy", telling.copy, telling.lemma)
    kind = [telling.type] if telling.nominal else []
    anchors = sorted({*telling.patients, *telling.places, *telling.agents, telling.lemma, *kind})
    for day in _around(telling):
        yield from (("day", telling.family, day, anchor) for anchor in anchors)
        yield from (("beside", day, entity) for entity in sorted(telling.beside))


def _around(telling: Telling) -> Iterable[str]:
    """The days of a telling, one more on either side where the day is only that of the report."""
    if telling.first is None or telling.last is None:
        return ("undated",) if telling.told else ()
    slack = datetime.timedelta(days=0 if telling.firm else 1)
    first, last = telling.first - slack, telling.last + slack
    return [(first + datetime.timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
