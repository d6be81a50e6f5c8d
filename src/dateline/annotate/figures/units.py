"""Numbers whose unit tells the measure: ages, prison terms, spans of time, distances, shares, money, populations.

Always true here: only words next to the number decide, so that these are found in sentences without a parse as well.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from ...rules import table, words
from .hedges import Hedged
from .surroundings import Surroundings

_AGES = range(1, 116)
_NEAR = 60
_YEARS_AND = re.compile(r"[\s-]years?,?\s+(?:and\s+)?", re.IGNORECASE)


class Measured(Struct, frozen=True):
    """A measure told by a unit; ``end`` is where the counted phrase ends, ``factor`` turns the printed
    number into ``unit``, ``whole`` says that the counted come one by one (people, not percent)."""

    measure: str
    unit: str
    end: int
    noun: str | None = None
    factor: float = 1
    start: int | None = None
    rule: str | None = None
    whole: bool = False


def by_unit(text: str, hedged: Hedged, around: Surroundings) -> Measured | None:
    """The measure that the unit next to the number tells, or None."""
    for rule in (_age, _share, _money, _magnitude, _time, _distance, _population):
        if found := rule(text, hedged, around):
            return found
    return None


def joins_months(text: str, years: Hedged, months: Hedged) -> bool:
    """Whether two numbers are one span of time: "11 years and two months"."""
    gap = text[years.number.end : months.number.start]
    behind = text[months.number.end : months.number.end + 7].lower()
    return _YEARS_AND.fullmatch(gap) is not None and behind.strip(" -").startswith("month")


def _behind(hedged: Hedged, around: Surroundings, n: int) -> int:
    return around.after[n - 1].end if n and len(around.after) >= n else hedged.extent.end


def _lower(around: Surroundings) -> list[str]:
    return [w.lower() for w in around.after_words]


def _age(text: str, hedged: Hedged, around: Surroundings) -> Measured | None:
    behind = _lower(around)
    unit = _unit_names("duration").get(around.next)
    if unit and (behind[1:2] in (["old"], ["olds"]) or behind[1:3] == ["of", "age"]):
        return Measured("age", unit, _behind(hedged, around, 2 if behind[1].startswith("old") else 3))
    if around.before.lower() in ("age", "aged", "ages") and not around.gap_before.strip():
        return Measured("age", unit or "years", _behind(hedged, around, 1 if unit else 0))
    if hedged.form != "digits" or hedged.qualifier or hedged.best not in _AGES:
        return None
    name = around.before[:1].isupper() and around.before.lower().rstrip(".") not in words("figures", "refused.months")
    closes = text[hedged.number.end : hedged.number.end + 1]
    apposed = around.gap_before in (", ", ",") and (closes in (",", ".", ";") or around.next in ("and", "of"))
    if name and (apposed or (around.gap_before == " (" and closes == ")" and len(around.before) > 1)):
        return Measured("age", "years", hedged.extent.end)
    return None


def _money(text: str, hedged: Hedged, around: Surroundings) -> Measured | None:
    signs: dict[str, str] = table("figures")["signs"]
    sign = text[hedged.number.start - 1 : hedged.number.start] if hedged.number.start else ""
    if sign in signs:
        start = hedged.number.start - (3 if text.endswith("US" + sign, 0, hedged.number.start) else 1)
        return Measured("money", signs[sign], hedged.extent.end, start=min(start, hedged.extent.start))
    behind = _lower(around)
    for n in (1, 2):
        if unit := _unit_names("money").get(behind[n - 1] if len(behind) >= n else ""):
            return Measured("money", unit, _behind(hedged, around, n), behind[n - 1])
    return None


def _magnitude(text: str, hedged: Hedged, around: Surroundings) -> Measured | None:
    before = text[max(0, hedged.extent.start - 14) : hedged.extent.start].lower().rstrip()
    if before.endswith(("magnitude", "magnitude of", "magnitude-")):
        return Measured("magnitude", "magnitude", hedged.extent.end)
    return Measured("magnitude", "magnitude", _behind(hedged, around, 1)) if around.next == "magnitude" else None


def _time(text: str, hedged: Hedged, around: Surroundings) -> Measured | None:
    unit, place = _unit_behind("duration", hedged, around)
    if unit is None:
        return None
    end = _behind(hedged, around, place)
    if unit in ("years", "months", "days", "weeks") and (stop := _prison(text, hedged, end)):
        in_months = unit in ("years", "months")
        return Measured("sentence", "months" if in_months else unit, stop, None, 12 if unit == "years" else 1)
    return Measured("duration", unit, end)


def is_moment(around: Surroundings) -> bool:
    """Whether a length of time tells a date: "two years ago"."""
    return len(around.after_words) > 1 and around.after_words[1].lower() in words("figures", "context.moments")


def _prison(text: str, hedged: Hedged, end: int) -> int | None:
    """Where the counted phrase of a prison term ends, or None if it is none."""
    after = text[end : end + 24].lower()
    found = _prison_after().match(after)
    if found:
        return end + found.end(1)
    before = text[max(0, hedged.extent.start - _NEAR) : hedged.extent.start].lower()
    near = before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    return end if any(phrase in near for phrase in table("figures")["context"]["prison_before"]) else None


@cache
def _prison_after() -> re.Pattern[str]:
    phrases = sorted(table("figures")["context"]["prison_after"], key=len, reverse=True)
    return re.compile(rf"[’']?[\s-](?:(?:in|of|a|the)\s)*({'|'.join(map(re.escape, phrases))})\b")


def _share(text: str, hedged: Hedged, around: Surroundings) -> Measured | None:
    behind = _lower(around)
    per_cent = behind[:2] == ["per", "cent"]
    if not (
        per_cent
        or around.next in _unit_names("percent")
        or behind[:2] in (["percentage", "points"], ["percentage", "point"])
    ):
        return None
    end = _behind(hedged, around, 1 if around.next in _unit_names("percent") else 2)
    near = text[max(0, hedged.extent.start - _NEAR) : end + _NEAR].lower()
    return Measured("turnout" if "turnout" in near else "percent", "percent", end)


def _distance(_text: str, hedged: Hedged, around: Surroundings) -> Measured | None:
    unit, place = _unit_behind("distance", hedged, around)
    noun = around.after_words[place - 1].lower() if unit else None
    return Measured("distance", unit, _behind(hedged, around, place), noun) if unit else None


def _unit_behind(measure: str, hedged: Hedged, around: Surroundings) -> tuple[str | None, int]:
    """The unit behind the number and its place among the words there: 1, or 2 in "hundreds of miles"."""
    of = hedged.form == "vague" and around.next == "of" and len(around.after_words) > 1
    word = around.after_words[1].lower() if of else around.next
    return _unit_names(measure).get(word), 2 if of else 1


def _population(text: str, hedged: Hedged, around: Surroundings) -> Measured | None:
    before = text[max(0, hedged.extent.start - _NEAR) : hedged.extent.start]
    people = around.next in words("figures", "context.inhabitants")
    if _populated().search(before) and (
        people or not around.next or around.next in words("figures", "refused.not_nouns")
    ):
        return Measured(
            "population", "people", _behind(hedged, around, 1 if people else 0), around.next if people else None
        )
    if people and before.lower().endswith("home to "):
        return Measured("population", "people", _behind(hedged, around, 1), around.next)
    return None


@cache
def _populated() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("figures", "context.populated")))
    return re.compile(rf"\b(?:(?:{nouns})\sof|population\s(?:is|was|stands\sat|numbers))\s$", re.IGNORECASE)


@cache
def _unit_names(measure: str) -> dict[str, str]:
    units: dict[str, list[str]] = table("figures")["units"][measure]
    return {name: unit for unit, names in units.items() for name in names}
