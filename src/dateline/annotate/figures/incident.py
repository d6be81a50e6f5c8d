"""The main event of one report in three lines: how many were killed, how many injured, on which day.

Always true here: the day is one that the report prints, tied to what happened rather than to who said so or was charged later; where
it prints none, it is the report's own date, with that basis.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from ...model.notes import Count, Dating, Incident, TimeExpression
from ...model.reading import Extent, Layout
from ...model.syntax import Tree
from ...rules import words
from .scope import Scope, scopes
from .toll import counted, toll_of
from .victims import Victim
from .zeros import ZERO

_LONG_BEFORE = 7
"""Days before the main event from which on victims are of another one: a week, in which people may still die of it."""
_STAMP = 12
"""Characters before a date in which "Published" or "Posted" makes it the page's."""


class Account(Struct, frozen=True):
    """What the main event is read from; ``trees[i]`` and ``victims[i]`` belong to sentence ``i``; ``published`` is the report's date if
    known."""

    text: str
    layout: Layout
    trees: Sequence[Tree | None]
    victims: Sequence[tuple[Victim, ...]]
    counts: Sequence[Count]
    times: Sequence[TimeExpression]
    published: Dating | None


def main_incident(account: Account) -> Incident:
    """The main event of a report: None killed where it tells of nobody killed, 0 where it says that nobody was."""
    victims = account.victims
    figures = counted(account.counts, account.layout)
    tells = [bool(v or c) for v, c in zip(victims, figures, strict=True)]
    fresh = [
        any(v.form in ("new", "other", "name") for v in found) or bool(c)
        for found, c in zip(victims, figures, strict=True)
    ]
    places = scopes(account.text, account.layout, tells, fresh)
    when = _day(account, places, tells)
    places = _without_old(account, places, tells, when)
    toll = toll_of(account.text, places, victims, figures)
    denied = _denied(account, places)
    nobody = {m: words for m, words in denied.items() if not (toll.killed if m == "killed" else toll.injured)}
    killed = toll.killed or (0 if "killed" in nobody else None)
    injured = toll.injured or (0 if "injured" in nobody else None)
    return Incident(killed, injured, when, tuple(sorted({*toll.evidence, *nobody.values()})))


def _denied(account: Account, places: Sequence[Scope]) -> dict[str, Extent]:
    """The measures of which the report says, of its main event, that there were none, each with the first words that say so."""
    found: dict[str, Extent] = {}
    for count in account.counts:
        if count.rule == ZERO and places[_sentence_at(account.layout, count.extent)] == "main":
            for measure in ("killed", "injured") if count.measure == "casualties" else (count.measure,):
                found.setdefault(measure, count.extent)
    return found


def _without_old(
    account: Account, places: Sequence[Scope], tells: Sequence[bool], when: Dating | None
) -> tuple[Scope, ...]:
    """``places`` where victims of long before the main event, and what follows up to the next date, are of another event."""
    if when is None:
        return tuple(places)
    day = date.fromisoformat(when.earliest)
    latest: dict[int, str] = {}
    for time in account.times:
        if time.dating:
            n = _sentence_at(account.layout, time.extent)
            latest[n] = max(latest.get(n, ""), time.dating.latest)
    found: list[Scope] = []
    old = False
    for n, place in enumerate(places):
        if n in latest:
            long_before = (day - date.fromisoformat(latest[n])).days > _LONG_BEFORE
            old = long_before and (old or tells[n])
        found.append("other" if old else place)
    return tuple(found)


def _day(account: Account, places: Sequence[Scope], tells: Sequence[bool]) -> Dating | None:
    """The best dated expression of the main event, else the report's own date."""
    ranked = [(_rank(account, places, tells, n, time), n) for n, time in _candidates(account)]
    if ranked:
        return account.times[min(ranked)[1]].dating
    return replace(account.published, basis="report-date") if account.published else None


def _candidates(account: Account) -> Iterator[tuple[int, TimeExpression]]:
    """Expressions that name one day, no later than the report and not the day of the page."""
    last = account.published.latest if account.published else "9999"
    for n, time in enumerate(account.times):
        if time.dating and time.dating.earliest == time.dating.latest <= last:
            before = account.text[max(0, time.extent.start - _STAMP) : time.extent.start].lower()
            if not any(stamp in before for stamp in words("figures", "incident.stamps")):
                yield n, time


def _rank(
    account: Account, places: Sequence[Scope], tells: Sequence[bool], number: int, time: TimeExpression
) -> tuple[bool, bool, bool, bool, int, int]:
    """The less the better: of the main event; not when it was said; not when somebody was charged; with victims; early."""
    sentence = _sentence_at(account.layout, time.extent)
    said, later = _tied_to(account.trees[sentence], time)
    return (places[sentence] != "main", said, later, not tells[sentence], sentence, number)


def _sentence_at(layout: Layout, extent: Extent) -> int:
    return max(0, bisect_right(layout.sentences, extent.start, key=lambda s: s.start) - 1)


def _tied_to(tree: Tree | None, time: TimeExpression) -> tuple[bool, bool]:
    """Whether the words that the expression hangs on, up to its verb, are of saying, or of what comes after: arrest, court, recovery."""
    token = tree.token_at(time.extent.end - 1) if tree else None
    if tree is None or token is None:
        return False, False
    above: list[str] = []
    for head in tree.up(token):
        above.append(tree.parse.lemmas[head].lower())
        if tree.parse.pos[head] in ("VERB", "AUX"):
            break
    return bool(words("figures", "incident.said") & set(above)), bool(words("figures", "incident.later") & set(above))
