"""One asserts what the other denies.

Always true here: both speak of a happening as a fact, each with a day, and days that meet, in two sentences, and share whom or
what it happened to, and most of their words; who says first that a thing has not happened is not contradicted by its happening later,
on the same day too, unless two who are named say so of one day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ... import rules
from ...model.links import EventLink
from ...model.record import Contradiction, Statement
from ..events import Telling, tellings
from ..materials import Lookup, Materials
from .finding import made
from .likeness import LONGEST, days_meet, printed_words, sentence_before, shared, words_of

_LEAST_SHARED = 0.5
"""Share of the shorter passage's words that both have. Of the ten denials that the Egypt reports of the timeline benchmark gave
without it, none was one: "did not mention leaving office" denies no leaving."""


def of_denials(materials: Materials, lookup: Lookup, atoms: Mapping[str, Statement]) -> Iterator[Contradiction]:
    """Conflicts over whether it happened."""
    links: dict[str, EventLink] = {link.id: link for link in materials.events}
    for a, b in materials.denials:
        sides = [_told_as_fact(tellings(materials, links[event].members, atoms)) for event in (a, b)]
        pair = next(
            ((x, y) for x in sides[0] for y in sides[1] if _denies(x, y) and _of_one(materials, lookup, x, y)), None
        )
        if pair:
            yield made("conflict", "polarity", a, [(t.statement.id, t.mention.polarity) for t in pair], "denied")


def _told_as_fact(told: Iterable[Telling]) -> list[Telling]:
    return [
        t
        for t in told
        if t.mention.realis == t.statement.realis == "actual"
        and not t.mention.background
        and t.statement.sentence.end - t.statement.sentence.start <= LONGEST
        and t.mention.type not in rules.words("comparing", "denials.talk")
    ]


def _denies(a: Telling, b: Telling) -> bool:
    """Whether the two cannot both hold."""
    positive, negative = (a, b) if a.mention.polarity == "positive" else (b, a)
    days = (a.mention.dating, b.mention.dating)
    if positive.statement.sentence == negative.statement.sentence or None in days or not days_meet(*days):
        return False
    if _is_under_way(positive):
        return False
    if not days_meet(a.statement.said, b.statement.said) or _one_voice(a, b) or _only_in_part(negative):
        return False
    said, happened = negative.statement.said, positive.mention.dating
    if said and happened and happened.earliest > said.latest:
        return False
    if _is_open(negative) and not _happened_before(positive, negative) and not (_voice(a) and _voice(b)):
        return False
    return shared(words_of(positive), words_of(negative)) >= _LEAST_SHARED


def _is_open(negative: Telling) -> bool:
    """Whether it says how things stood at a moment, after which it can have happened: "has not resigned", "failed to resign"."""
    return not rules.words("comparing", "denials.open").isdisjoint(printed_words(negative.statement.span.exact))


def _is_under_way(told: Telling) -> bool:
    """Whether it is told as not done yet: "is stepping down"."""
    span, trigger = told.statement.span, told.mention.trigger
    before = printed_words(span.exact[: max(0, trigger.start - span.start)])[-1:]
    doing = span.exact[max(0, trigger.start - span.start) : trigger.end - span.start].endswith("ing")
    return doing and bool(before) and before[0] in rules.words("comparing", "denials.under_way")


def _happened_before(positive: Telling, negative: Telling) -> bool:
    """Whether it happened on a day before that of which the other speaks."""
    happened, until = positive.mention.dating, negative.mention.dating
    return happened is not None and until is not None and happened.latest < until.earliest


def _voice(told: Telling) -> str | None:
    """Who says it, where the report names somebody: two who speak on one day contradict each other, a report may only be older."""
    return told.statement.attribution.speaker if told.statement.attribution else None


def _of_one(materials: Materials, lookup: Lookup, a: Telling, b: Telling) -> bool:
    """Whether both speak of the same: they name somebody or some place in common; or one says that nobody did it to something, or that it
    was done to nobody, and names nothing else, and then their sentences or those right before have a name in common."""
    named = [_names(materials, lookup, t) for t in (a, b)]
    if named[0] & named[1]:
        return True
    negative = a if a.mention.polarity == "negative" else b
    opening = negative.statement.span.exact.casefold().split()[:2]
    nobody = bool(opening) and (opening[0] in ("nobody", "none") or opening == ["no", "one"])
    if not nobody or (named[0] if negative is a else named[1]):
        return False
    opens = negative.statement.span.start + len(" ".join(opening))
    if any(p.role == "agent" and p.extent.start < opens for p in negative.mention.participants):
        return True
    around = [_names(materials, lookup, t, before=True) for t in (a, b)]
    return bool(around[0] & around[1])


def _names(materials: Materials, lookup: Lookup, t: Telling, *, before: bool = False) -> set[str]:
    """The entities with a name that the clause names; or those that its sentence and the one right ``before`` name."""
    span = t.statement.sentence if before else t.statement.span
    first = (before and sentence_before(t.notes, span)) or span
    inside = (m.actor for m in t.notes.mentions if first.start <= m.extent.start < span.end)
    return {e for actor in inside if (e := lookup.entity(t.notes.report, actor)) and e in materials.named}


def _one_voice(a: Telling, b: Telling) -> bool:
    """Whether one speaker says both in one report."""
    said = [t.statement.attribution.speaker if t.statement.attribution else None for t in (a, b)]
    return a.ref.report == b.ref.report and said[0] == said[1]


def _only_in_part(negative: Telling) -> bool:
    """ "Not in vain", "not yet", "not only": what happened is not denied."""
    return not rules.words("comparing", "denials.in_part").isdisjoint(printed_words(negative.statement.span.exact))
