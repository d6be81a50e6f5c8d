"""The figures of one report: every number that counts something, with what it counts.

Always true here: counts come in order of text, each inside one sentence of a block that is no boilerplate, and none of the
same words and measure as another. Without a parse, units (ages, money, shares ...), words right behind the number ("590
wounded") and a verb right before it ("killing four") still tell the measure; other numbers then give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from ...model.notes import Count
from ...model.reading import Extent, Layout
from ...model.syntax import Tree
from ...rules import table, words
from ..numbers import Number, find_numbers
from .harm import SHOT
from .hedges import Hedged, hedged, is_former
from .parts import with_parts
from .relation import acts_in_mass, lemma, measure_of, measures_by, noun_of
from .states import state_behind_noun
from .surroundings import Surroundings, refusal, surroundings
from .units import Measured, by_unit, is_moment, joins_months
from .victims import Victim, implied
from .zeros import zeros

_HYPHENED = re.compile(r"[-‐‑][^\W\d_]{1,30}")
_HYPHENS = ("-", "‐", "‑")
_OBJECTS = ("buildings", "vehicles", "animals")
_MANY = ("NNS", "NNPS", "PRP", "WP")
_PHRASE = 80
_FEWEST = 3
"""Protesters from whom on they are a crowd."""
_PEOPLE = frozenset({"people", "persons", "person", "others", "other", "more"})


def find_counts(
    text: str, layout: Layout, trees: Sequence[Tree | None], victims: Sequence[Sequence[Victim]]
) -> tuple[Count, ...]:
    """All figures of ``text``, in order; ``trees[i]`` and ``victims[i]`` belong to ``layout.sentences[i]``."""
    found: list[Count] = []
    for sentence, tree, harmed in zip(layout.sentences, trees, victims, strict=True):
        if layout.role(sentence) != "boilerplate":
            extent = Extent(sentence.start, sentence.end)
            numbers = [_moved(n, sentence.start) for n in find_numbers(text[sentence.start : sentence.end])]
            printed = list(with_parts(text, _in_sentence(text, extent, hedged(text, numbers), tree)))
            found += printed
            found += _without_number(harmed, printed)
            found += zeros(text, extent)
    return tuple(_once(sorted(found, key=lambda c: (c.extent, c.number, c.measure))))


def _once(found: Iterable[Count]) -> Iterator[Count]:
    """Each measure of the same words once: "no one was injured or hurt" counts nobody, and "he shot himself" one man, not two times."""
    yield from {(c.extent, c.measure): c for c in found}.values()


def _without_number(victims: Sequence[Victim], printed: Sequence[Count]) -> Iterator[Count]:
    """Those of whom no number is printed, unless a printed one counts them."""
    for count in implied(victims):
        if not any(c.extent.touches(count.extent) for c in printed if c.unit == "people"):
            yield count


def _in_sentence(text: str, sentence: Extent, printed: Sequence[Hedged], tree: Tree | None) -> Iterator[Count]:
    skip = False
    for i, number in enumerate(printed):
        if skip:
            skip = False
            continue
        around = surroundings(text, number, sentence)
        if i + 1 < len(printed) and joins_months(text, number, printed[i + 1]):
            skip = True
            yield from _years_and_months(text, number, printed[i + 1], sentence)
        elif refusal(text, number, around) is None and not is_former(text, number):
            yield from _count(text, number, around, tree)


def _moved(number: Number, by: int) -> Number:
    extent = Extent(number.extent.start + by, number.extent.end + by)
    return Number(extent, number.low, number.best, number.high, number.form, number.scaled)


def _years_and_months(text: str, years: Hedged, months: Hedged, sentence: Extent) -> Iterator[Count]:
    """ "11 years and two months" as one span of time, in months."""
    value = years.best * 12 + months.best
    extent = Extent(years.extent.start, months.extent.end)
    number = Extent(years.number.start, months.number.end)
    whole = Hedged(extent, number, value, value, value, years.qualifier, False, "words")
    measured = by_unit(text, whole, surroundings(text, whole, sentence))
    if measured and measured.unit == "months":
        yield _made(text, whole, measured)


def _count(text: str, number: Hedged, around: Surroundings, tree: Tree | None) -> Iterator[Count]:
    if measured := by_unit(text, number, around):
        if measured.measure != "duration" or not is_moment(around):
            yield _made(text, number, measured)
    elif not text.startswith(_HYPHENS, number.extent.end):  # "a three-judge panel" counts no panels
        found = _of_things(text, number, around, tree)
        if found:
            yield _made(text, number, found)


class _Counted(Struct, frozen=True):
    """The noun that a number counts, as far as a parse tells: its token, its word, its kind in the lists, its end."""

    token: int | None = None
    noun: int | None = None
    word: str = ""
    name: str | None = None
    kind: str | None = None
    end: int = 0


def _counted(text: str, number: Hedged, tree: Tree | None) -> _Counted:
    token = tree.token_at(number.number.end - 1) if tree else None
    noun = noun_of(tree, token) if tree and token is not None else None
    if tree is None or noun is None:
        return _Counted(token, end=number.extent.end)
    word, printed = lemma(tree, noun), tree.parse.words[noun].lower()
    name = printed if word.isalpha() and printed not in measures_by("states") else None
    end = max(number.extent.end, _noun_end(text, number, tree, noun))
    kind = "other" if printed == "whom" else measures_by("nouns").get(word)  # "whom" is somebody
    return _Counted(token, noun, word, name, kind, end)


def _of_things(text: str, number: Hedged, around: Surroundings, tree: Tree | None) -> Measured | None:
    """The figure of people or things: by what is said to have happened to them, or else by the noun itself."""
    counted = _counted(text, number, tree)
    lifeless = counted.kind in _OBJECTS or counted.word in words("figures", "refused.happenings")
    found = None if lifeless else _suffered(text, number, around, tree, counted)
    if found:
        return found
    if tree is None or counted.noun is None or not _counts(text, number, tree, counted.noun, counted.kind):
        return None
    is_person = counted.kind is not None
    kind = "other" if counted.kind == "crowd" and number.best < _FEWEST else counted.kind
    return _thing(counted.end, kind or "other", counted.name, "noun", is_person=is_person)


def _suffered(text: str, number: Hedged, around: Surroundings, tree: Tree | None, counted: _Counted) -> Measured | None:
    """What happened to the counted: by a label, the word right behind, the parse, the verb before, the mass of them."""
    name, end = counted.name, counted.end
    if label := _label_before(around):
        return _thing(number.extent.end, label, None, "label")
    if state := _state_behind(around) or (state_behind_noun(text, end) if name else None):
        return _thing(max(end if counted.kind else number.extent.end, state[1]), state[0], name, "word-behind")
    said = measure_of(tree, counted.token, counted.noun) if tree and counted.token is not None else None
    if said and (said != "crowd" or number.best >= _FEWEST):
        return _thing(end, "injured", name, SHOT) if said == SHOT else _thing(end, said, name, "parse")
    if (counted.noun is None or counted.kind) and (verb := _verb_before(around)):
        return _thing(end, verb, name, "verb-before")
    if tree and counted.token is not None and _is_crowd(number, tree, counted.token, counted.noun, counted.kind):
        return _thing(end, "crowd", name, "mass")
    return None


def _is_crowd(number: Hedged, tree: Tree, token: int, noun: int | None, kind: str | None) -> bool:
    """Whether so many people as make a crowd act as one."""
    least: float = next(r["least"] for r in table("figures")["measure"] if "least" in r)
    people = kind == "other" or (noun is None and number.form == "vague")
    return people and number.best >= least and acts_in_mass(tree, token, noun)


def _counts(text: str, number: Hedged, tree: Tree, noun: int, kind: str | None) -> bool:
    """Whether a number and the noun it modifies are a figure: a common noun, in the plural, that can be counted."""
    if text[slice(*number.number)].lower() == "one" and (number.low != 1 or number.high == 1):
        return False
    plural = kind is not None or number.best == 1 or tree.parse.tags[noun] in _MANY
    uncounted = lemma(tree, noun) in words("figures", "refused.uncounted")
    return plural and not uncounted and tree.parse.pos[noun] in ("NOUN", "PRON") and tree.parse.words[noun].isalpha()


def _noun_end(text: str, number: Hedged, tree: Tree | None, noun: int | None) -> int:
    """Where the noun ends, if nothing but words of the same phrase lies between it and the number."""
    if tree is None or noun is None:
        return 0
    end = tree.at + tree.parse.ends[noun]
    if hyphened := _HYPHENED.match(text, end):  # the parser cuts "co-workers"
        end = hyphened.end()
    between = text[number.extent.end : end]
    return 0 if any(c in between for c in ",;:()\n") or len(between) > _PHRASE else end


def _state_behind(around: Surroundings) -> tuple[str, int] | None:
    """The measure of a participle right behind the number ("590 wounded", "six people seriously hurt") and its end."""
    states = measures_by("states")
    if around.next in words("figures", "harm.adverbs") and not around.after_words[1:]:
        return table("figures")["harm"]["adverbs"][around.next], around.after[0].end  # "two were shot, one fatally"
    for i, word in enumerate(w.lower() for w in around.after_words[:4]):
        if word in states:
            joined = [w.lower() for w in around.after_words[i + 1 : i + 3]]
            mixed = len(joined) == 2 and joined[0] == "or" and states.get(joined[1]) not in (None, states[word])
            return ("casualties", around.after[i + 2].end) if mixed else (states[word], around.after[i].end)
        if word not in _PEOPLE and (not word.endswith("ly") or word == "nearly"):
            return None
    return None


def _label_before(around: Surroundings) -> str | None:
    """The measure of a label and a colon, as boxes of key figures have it: "Deaths: 14"."""
    word = around.before.lower()
    named = (
        measures_by("nouns").get(word.removesuffix("s"))
        or measures_by("toll").get(word)
        or measures_by("states").get(word)
    )
    return named if around.gap_before.strip() == ":" else None


def _verb_before(around: Surroundings) -> str | None:
    return _verb_forms().get(around.before.lower()) if not around.gap_before.strip() else None


@cache
def _verb_forms() -> dict[str, str]:
    """Active forms that stand right before what they count: "killing", "killed", "kills"."""
    forms: dict[str, str] = {}
    for verb, measure in measures_by("suffer").items():
        stem = verb.removesuffix("e")
        forms |= dict.fromkeys((verb, f"{verb}s", f"{stem}ed", f"{stem}ing"), measure)
    return forms


def _thing(end: int, measure: str, noun: str | None, rule: str, *, is_person: bool = True) -> Measured:
    unit = next(r["unit"] for r in table("figures")["measure"] if r["name"] == measure)
    return Measured(
        measure, unit if measure != "other" or is_person else noun or "things", end, noun, rule=rule, whole=True
    )


def _between(low: float | None, best: float, high: float | None) -> float:
    """``best`` inside its bounds: of "more than 12" the best is 13, for 12 is what it is not."""
    if low is not None and best < low:
        return low
    return high if high is not None and best > high else best


def _made(text: str, number: Hedged, told: Measured) -> Count:
    start = number.extent.start if told.start is None else told.start
    step = 1 if number.strict and told.whole and number.best == int(number.best) else 0
    low = None if number.low is None else float(number.low * told.factor + step)
    high = None if number.high is None else float(number.high * told.factor - step)
    return Count(
        extent=Extent(start, max(told.end, number.extent.end)),
        number=number.number,
        measure=told.measure,
        noun=told.noun,
        unit=told.unit,
        low=low,
        best=_between(low, float(number.best * told.factor), high),
        high=high,
        qualifier=text[slice(*number.qualifier)] if number.qualifier else None,
        delta=number.delta,
        rule=told.rule or told.measure,
    )
