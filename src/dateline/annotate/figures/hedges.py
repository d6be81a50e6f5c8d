"""Hedged numbers: a number with the words before and after it that set its bounds, ranges, and "two more".

Always true here: ``low``, ``best`` and ``high`` follow from the words alone; a bound is None where the words set none.
``best`` is the printed number (as ACLED codes it), also for "more than 20", of which the least is 21: the one case in
which ``low`` lies above ``best``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import ceil, floor
from typing import Any

from msgspec import Struct

from ...model.reading import Extent
from ...rules import table
from ..numbers import Number

TOLERANCE = 0.1
"""What "around" leaves open, either way: see figures.toml."""

_BEFORE = 40
_AFTER = 24
_RANGE_GAP = re.compile(r"\s?[-–—‐‑]\s?|\s+(?:to|or)\s+")
_BETWEEN_GAP = re.compile(r"\s+and\s+")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)


class Hedged(Struct, frozen=True):
    """A number with its hedge: ``extent`` from the first to the last word of both, ``number`` the number's own words.

    ``strict`` says that the bound itself is shut out ("more than 20"): for whole things it moves by one.
    """

    extent: Extent
    number: Extent
    low: float | None
    best: float
    high: float | None
    qualifier: Extent | None
    delta: bool
    form: str
    strict: bool = False


def hedged(text: str, numbers: Sequence[Number]) -> tuple[Hedged, ...]:
    """The numbers of ``text`` with their hedges; two that make a range are one."""
    found: list[Hedged] = []
    i = 0
    while i < len(numbers):
        span = _range(text, numbers, i)
        found.append(_hedge(text, span or numbers[i], is_range=span is not None))
        i += 2 if span else 1
    return tuple(found)


def is_former(text: str, number: Hedged) -> bool:
    """Whether the number is what a count was before: the 12 of "rose from 12 to 15", the 18 of "rose to 21 from 18"."""
    return _changed_from().search(text[max(0, number.extent.start - _BEFORE) : number.extent.start]) is not None


def _range(text: str, numbers: Sequence[Number], i: int) -> Number | None:
    """Numbers ``i`` and ``i + 1`` as one, if they are printed as a range; "from 12 to 15" is not: it tells a change."""
    if i + 1 >= len(numbers):
        return None
    one, two = numbers[i], numbers[i + 1]
    gap, before = text[one.extent.end : two.extent.start], text[max(0, one.extent.start - _BEFORE) : one.extent.start]
    pattern = _BETWEEN_GAP if _BETWEEN.search(before) else _RANGE_GAP
    if not pattern.fullmatch(gap) or _changed_from().search(before) or two.high is None:
        return None
    low = one.low * (_shared_scale(two) if two.scaled and not one.scaled else 1)
    if low >= two.high:
        return None
    start = one.extent.start - (before.lower()[::-1].index("between"[::-1]) + 7 if pattern is _BETWEEN_GAP else 0)
    return Number(Extent(start, two.extent.end), low, low, two.high, two.form, two.scaled)


def _shared_scale(number: Number) -> float:
    scales: list[float] = list(table("figures")["words"]["scales"].values())
    return max(s for s in scales if s <= number.best)


def _hedge(text: str, number: Number, *, is_range: bool) -> Hedged:
    start, end = number.extent
    delta_before = _last(_delta_before(), text, start)
    start = delta_before.start if delta_before else start
    before = _last(_hedges_before(), text, start)
    if before and not _is_hedge(text, before, number):
        before = None
    start = before.start if before else start
    after = _next(_hedges_after(), text, end)
    delta_after = None if after else _next(_delta_after(), text, end)
    end = (after or delta_after or number.extent).end
    bound = _bound(text, before, after)
    low, best, high = _bounds(number, bound)
    form = "range" if is_range else number.form
    delta = delta_before is not None or delta_after is not None
    strict = bound in ("above", "below")
    return Hedged(Extent(start, end), number.extent, low, best, high, before or after, delta, form, strict)


def _is_hedge(text: str, words: Extent, number: Number) -> bool:
    """Whether the words hedge: "took over several buildings" and "some dozens" do not."""
    if number.form != "vague":
        return not text[max(0, words.start - 8) : words.start].lower().endswith(_take_over())
    return _kinds("before")[_plain(text, words)] not in ("above", "around")


def _bound(text: str, before: Extent | None, after: Extent | None) -> str | None:
    if before:
        return _kinds("before")[_plain(text, before)]
    return _kinds("after")[_plain(text, after)] if after else None


def _plain(text: str, extent: Extent) -> str:
    return " ".join(text[extent.start : extent.end].lower().split())


def _bounds(number: Number, bound: str | None) -> tuple[float | None, float, float | None]:
    """The bounds after the hedge; a tenth either way for "around", rounded outwards to whole numbers."""
    low, best, high = number.low, number.best, number.high
    if bound == "around":
        width = TOLERANCE if high == low else 0
        down, up = (floor, ceil) if best == floor(best) else (float, float)
        most = None if high is None else up(round(high * (1 + width), 6))
        return down(round(low * (1 - width), 6)), best, most
    return {
        None: (low, best, high),
        "low": (low, best, None),
        "above": (low, best, None),
        "high": (None, high or best, high or best),
        "below": (None, best, best),
        "nearly": (None, best, best),
    }[bound]


def _last(pattern: re.Pattern[str], text: str, end: int) -> Extent | None:
    """The match of ``pattern`` that ends right before ``end``."""
    begin = max(0, end - _BEFORE)
    found = pattern.search(text[begin:end])
    return Extent(begin + found.start(1), begin + found.end(1)) if found else None


def _next(pattern: re.Pattern[str], text: str, start: int) -> Extent | None:
    """The match of ``pattern`` that begins right after ``start``."""
    found = pattern.match(text[start : start + _AFTER])
    return Extent(start + found.start(1), start + found.end(1)) if found else None


def _alternatives(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"\s") for p in sorted(phrases, key=lambda p: (-len(p), p)))


@cache
def _kinds(side: str) -> dict[str, str]:
    rules: list[dict[str, Any]] = table("figures")["hedge"]
    return {phrase: rule["bound"] for rule in rules for phrase in rule[side]}


@cache
def _hedges_before() -> re.Pattern[str]:
    return re.compile(
        rf"\b({_alternatives(list(_kinds('before')))})\s(?:a\stotal\sof\s|the\s|[$€£¥₹₽₴₺₪]|US\$)?$", re.I
    )


@cache
def _hedges_after() -> re.Pattern[str]:
    return re.compile(rf"(?:\s({_alternatives(list(_kinds('after')))})\b)", re.IGNORECASE)


@cache
def _delta_before() -> re.Pattern[str]:
    return re.compile(rf"\b({_alternatives(table('figures')['delta']['before'])})\s$", re.IGNORECASE)


@cache
def _delta_after() -> re.Pattern[str]:
    return re.compile(rf"\s({_alternatives(table('figures')['delta']['after'])})\b(?!\sthan\b)", re.IGNORECASE)


@cache
def _changed_from() -> re.Pattern[str]:
    """ "rose from", "fell to 21 from", "up from"."""
    changed = "|".join(table("figures")["verbs"]["changed"])
    return re.compile(rf"\b(?:{changed})\s(?:[\w']+\s){{0,3}}from\s$", re.IGNORECASE)


@cache
def _take_over() -> tuple[str, ...]:
    """Verbs that make "over" a particle: "took over several buildings"."""
    return tuple(f" {verb} " for verb in table("figures")["verbs"]["take_over"])
