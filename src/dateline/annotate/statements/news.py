"""Which sentences tell of the report's own days: the evidence for its date where a clause has no date of its own.

Always true here: a sentence is judged by the days that the report names in it and around it, never by where its words came from;
where the report has no date, nothing is said against any sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from ... import rules
from ...model.notes import Dating
from .reading import News, Reading
from .ties import Tie

NEAR = timedelta(days=7)
"""How far from the report's date a day lies that its story names."""

LONG_AGO = timedelta(days=14)
"""How long before the report's date the time lies to which a passage leads away from its story."""

OPENING = 10
"""Sentences of which one names a day near by, where a report tells what happened of late. Of 141 happenings in the past
tense, in 240 US articles, that got the report's date in want of another, 87 had happened long before; of the 44 in reports whose first ten
sentences name no such day, 41."""

SAYINGS = 0.15
"""Share of sentences with a saying in the past tense ("she said") from which a report is one of news wherever it names days: British news
hardly names any. Of the happenings that 237 US reports tell in the simple past, behind the lead and not as sayings, 33 of 44 in reports
with fewer had happened long before, 87 of 179 in others."""

LEAD = 6
"""Sentences at the beginning that tell what is new. In reports that look back and quote nobody all 5 happenings there were old, in
others 9 of 35."""

REACH = 5
"""Sentences up to which a day near by speaks for what is said, in a report that looks back or quotes nobody. Of 16 sayings farther
away 8 were old, of 8 nearer ones 3."""

MARGIN = 2
"""Times of long before that a report which looks back names beyond the days near by, though it opens with one: 29 of 36 happenings of such
reports were old, 5 of 8 where it is one more, 43 of 127 in others."""

YEARS = 2
"""Years of long before in a report that opens with no day near by from which it looks back: 36 of 39 happenings of such reports were
old, 7 of 12 where it is one. One year may be that of the story, such as what a trial is about."""


class Story(Enum):
    """What the times that a sentence names say of the story's own."""

    NEAR = "near"
    AWAY = "away"
    OPEN = "open"


class Told(NamedTuple):
    """A sentence that was read: its number and paragraph in the layout, and the time it tells of."""

    number: int
    paragraph: int
    story: Story


def tells_news(
    reading: Reading, inside: Mapping[int, Sequence[int]], tied: Mapping[int, Mapping[int, Sequence[Tie]]]
) -> News:
    """What tells of the report's days, of the sentences whose times are ``inside``; ``tied`` are the times of their clauses."""
    published = reading.published
    if published is None:
        everywhere = frozenset(inside)
        return News(everywhere, everywhere, frozenset(), everywhere, quotes=True, looks_back=False)
    first, last = date.fromisoformat(published.earliest), date.fromisoformat(published.latest)
    told = []
    for number, times in inside.items():
        ties = (t for found in tied.get(number, {}).values() for t in found if t.frame is None)
        if any(_is_near(reading.times[n].dating, first, last) for n in times):
            story = Story.NEAR
        else:
            away = any(is_long_ago(reading.times[t.time].dating, first) for t in ties)
            story = Story.AWAY if away else Story.OPEN
        told.append(Told(number, reading.layout.sentences[number].paragraph, story))
    near = [place for place, one in enumerate(told) if one.story is Story.NEAR]
    sayings = sum(_tells_what_was_said(reading, one.number) for one in told)
    quotes = len(told) < OPENING or sayings >= SAYINGS * len(told)
    timely = bool(near) and near[0] < OPENING
    looks_back = _looks_back(reading, inside, first, last, timely=timely)
    here = [place for place, led_away in enumerate(_led_away(told)) if not led_away]
    sure = quotes and not looks_back
    opens = LEAD if quotes or timely or not looks_back else 0
    return News(
        of_the_day=frozenset(told[place].number for place in here if sure or place < opens),
        lead=frozenset(one.number for one in told[:LEAD]),
        near=frozenset(told[place].number for place in near),
        close=frozenset(told[place].number for place in here if _is_reached(near, place)),
        quotes=quotes,
        looks_back=looks_back and not timely,
    )


def _looks_back(
    reading: Reading, inside: Mapping[int, Sequence[int]], first: date, last: date, *, timely: bool
) -> bool:
    """Whether a report from ``first`` to ``last`` names more times of long before than days near by, or, if it opens with none of these
    (is not ``timely``), several years."""
    named = [d for times in inside.values() for n in times if (d := reading.times[n].dating)]
    long_ago = [d for d in named if is_long_ago(d, first)]
    if not timely:
        return len({d.earliest[:4] for d in long_ago}) >= YEARS
    return len(long_ago) >= MARGIN + sum(_is_near(d, first, last) for d in named)


def _tells_what_was_said(reading: Reading, number: int) -> bool:
    tree, says = reading.trees[number], rules.words("attribution", "bare")
    shapes = reading.shapes[number]
    return tree is not None and any(s.tense == "past" and tree.parse.lemmas[s.head] in says for s in shapes)


def _is_reached(near: Sequence[int], place: int) -> bool:
    """Whether one of the places ``near``, in order, is no farther than REACH."""
    at = bisect_left(near, place)
    return any(abs(near[k] - place) <= REACH for k in (at - 1, at) if 0 <= k < len(near))


def _led_away(told: Sequence[Told]) -> Iterator[bool]:
    """Of each sentence whether the time named last in its paragraph is of long before: "In 2009 the party won. It passed a budget"."""
    paragraph, story = -1, Story.OPEN
    for one in told:
        before = story if one.paragraph == paragraph else Story.OPEN
        yield before is Story.AWAY and one.story is not Story.NEAR
        paragraph, story = one.paragraph, before if one.story is Story.OPEN else one.story


def _is_near(dating: Dating | None, first: date, last: date) -> bool:
    if dating is None:
        return False
    return first - date.fromisoformat(dating.earliest) <= NEAR and date.fromisoformat(dating.latest) - last <= NEAR


def is_long_ago(dating: Dating | None, first: date) -> bool:
    return dating is not None and first - date.fromisoformat(dating.latest) > LONG_AGO
