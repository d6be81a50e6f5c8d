"""From clause shapes to clauses: which are statements, who says them, when they happened, whether they are background.

Always true here: a clause's own time comes from the parse, never from what stands nearest; each dating names the rule that
gave it; a sentence that was read gives at least one clause, so nothing that was printed is lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from ... import rules
from ...model.extents import Extents
from ...model.notes import Attribution, Clause
from ...model.reading import Extent
from ...model.syntax import Shape
from .agreement import agreeing
from .background import is_background
from .clocks import happened, lies_ahead_of_report, not_to_come, reported, said, times_of_sayings
from .news import tells_news
from .reading import Here, Reading
from .report_day import news_day
from .spoken import who_says
from .ties import dated_nouns, lies_ahead, tie_times, time_head

__all__ = ["UNREAD", "Reading", "find_clauses", "lies_ahead"]

UNREAD = ("credit", "byline", "dateline", "boilerplate")


def find_clauses(reading: Reading) -> tuple[Clause, ...]:
    """The clauses of a report, in order of sentence and place."""
    reading = replace(reading, attributions=_speech(reading))
    placed = Extents([time.extent for time in reading.times])
    pieces = [
        (n, piece) for n, a in enumerate(reading.attributions) for piece in (*a.content, *([a.cue] if a.cue else []))
    ]
    spoken = Extents([piece for _, piece in pieces])
    day = reported(reading)
    inside = {
        number: placed.within(Extent(sentence.start, sentence.end))
        for number, sentence in enumerate(reading.layout.sentences)
        if reading.layout.role(sentence) not in UNREAD
    }
    tied = {n: tie_times(t, reading.times, inside[n], reading.shapes[n]) for n in inside if (t := reading.trees[n])}
    news = tells_news(reading, inside, tied)
    tied = {
        n: agreeing(t, reading.shapes[n], tied[n], reading.times, reading.published)
        for n in tied
        if (t := reading.trees[n])
    }
    found: list[Clause] = []
    for number, times in inside.items():
        sentence, tree = reading.layout.sentences[number], reading.trees[number]
        shapes, whole = reading.shapes[number], Extent(sentence.start, sentence.end)
        if tree is None or not shapes:
            found.append(_unparsed(whole, number))
        else:
            sayings = [(n, reading.attributions[n]) for n in sorted({pieces[p][0] for p in spoken.touching(whole)})]
            here = Here(
                reading,
                tree,
                shapes,
                tied[number],
                dated_nouns(tree, reading.times, times),
                sayings,
                reading.layout.role(sentence),
                _below(shapes),
                who_says(tree, sayings),
                times_of_sayings(reading, tree, shapes, sayings, tied[number]),
                day,
                news,
            )
            kept = [n for n, shape in enumerate(shapes) if not _only_says(here, shape)] or [0]
            found += [_clause(here, index) for index in kept]
    return tuple(sorted(found, key=lambda c: (c.sentence, c.extent)))


def _below(shapes: Sequence[Shape]) -> dict[int, list[int]]:
    """For each shape those that hang on it."""
    found: dict[int, list[int]] = {}
    for number, shape in enumerate(shapes):
        if shape.parent is not None:
            found.setdefault(shape.parent, []).append(number)
    return found


def _unparsed(whole: Extent, number: int) -> Clause:
    return Clause(whole, whole, number, "positive", "actual", False, None, None, None, None, "root", "not-parsed")


def _speech(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions with the head word of each cue in place of the cue.

    What somebody wants, supports or is known for is the outlet's own telling about him: of those rules nothing is left.
    """
    heads: dict[Extent, Extent] = {}
    starts = {t.at: t for t in reading.trees if t is not None}
    places = sorted(starts)
    for cue in {a.cue for a in reading.attributions if a.cue}:
        place = bisect_right(places, cue.start) - 1
        tree = starts[places[place]] if place >= 0 else None
        head = time_head(tree, cue) if tree is not None else None
        heads[cue] = tree.extent(head, head) if tree is not None and head is not None else cue
    speech = [not a.rule.startswith("stance:") or a.rule == "stance:clause" for a in reading.attributions]
    return tuple(
        replace(a, cue=heads[a.cue] if a.cue else None) if tells else replace(a, cue=None, content=())
        for a, tells in zip(reading.attributions, speech, strict=True)
    )


def _only_says(here: Here, shape: Shape) -> bool:
    """A clause such as "he said" asserts nothing beside the content that stands outside of it."""
    if not here.said or here.tree.parse.lemmas[shape.head] not in rules.words("attribution", "bare"):
        return False
    cues = {here.tree.extent(t, t) for t in shape.tokens}
    return any(not shape.extent.holds(c) for _, a in here.said if a.cue in cues for c in a.content)


# --- one clause ---------------------------------------------------------------------------------------------------


def _clause(here: Here, index: int) -> Clause:
    shape = here.shapes[index]
    head = here.tree.extent(shape.head, shape.head)
    attribution = _attribution(here, shape, head)
    said_time = said(here, shape, attribution)
    said_on = not_to_come(here, here.reading.times[said_time].dating) if said_time is not None else None
    time, dating = happened(here, index, said_on)
    over = shape.tense in ("past", "perfect", "past-perfect") and shape.realis == "actual"
    dating = not_to_come(here, dating) if over else dating
    ahead = lies_ahead_of_report(here, shape, dating)
    realis = "planned" if ahead else shape.realis
    background = is_background(here, shape, realis, attribution, dating)
    if dating is None and time is None:
        dating = news_day(here, index, attribution, background=background)
    return Clause(
        extent=shape.extent,
        head=head,
        sentence=shape.sentence,
        polarity=shape.polarity,
        realis=realis,
        background=background,
        attribution=attribution,
        time=time,
        dating=dating,
        said=said_on or here.reported,
        link=shape.link,
        rule="day-ahead" if ahead else shape.rule,
        said_time=said_time,
    )


def _attribution(here: Here, shape: Shape, head: Extent) -> int | None:
    """The saying that is this clause's own verb, else the innermost one that has the clause as content."""
    spoken = here.spoken
    if head in spoken.cues:
        return spoken.cues[head]
    around = (spoken.beyond_demands if shape.link in ("relcl", "conj") else spoken.innermost).get(shape.head)
    if around is not None:
        return around
    return next((n for n, a in spoken.beside if _quotes_or_names(a, shape)), None)


def _quotes_or_names(told: Attribution, shape: Shape) -> bool:
    """The clause has the source in an "according to", or holds a piece that is quoted from a source outside of it."""
    if told.cue is None:
        return False
    if told.rule == "according-to":
        return shape.extent.holds(told.cue)
    return not shape.extent.holds(told.cue) and any(shape.extent.holds(c) for c in told.content)
