"""Holidays that the calendar fixes: a day of the year, a weekday of a month, or days from Easter.

Always true here: the rules stand in ``times.toml``; every function is exact for the Gregorian calendar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from ...rules import table

_PIECE = re.compile(r"'s|\w+|[^\w\s]")
_FROM_EASTER = re.compile(r"(easter|orthodox)([+-]\d+)")
_NTH_WEEKDAY = re.compile(r"(\d\d)-(\d)-(-?\d)")


def pieces(name: str) -> list[str]:
    """A name as the tokens of a text: "new year's day" is new, year, 's, day."""
    return _PIECE.findall(name)


def holiday_name(words: Sequence[str]) -> str:
    """The holiday that some tokens name, as ``times.toml`` spells it; "" for none, or without a capital."""
    return _names().get(" ".join(words).replace("’", "'").lower(), "") if words[0][:1].isupper() else ""


@cache
def _names() -> dict[str, str]:
    return {" ".join(pieces(name)): name for name in table("times")["holidays"]}


def holiday(name: str, year: int) -> date | None:
    """The day of the holiday ``name`` (as ``times.toml`` spells it) in ``year``; None where countries differ or for another name."""
    rule = table("times")["holidays"].get(name)
    if rule is None or rule == "differs":
        return None
    if moving := _FROM_EASTER.fullmatch(rule):
        sunday = easter(year) if moving[1] == "easter" else orthodox_easter(year)
        return sunday + timedelta(days=int(moving[2]))
    if nth := _NTH_WEEKDAY.fullmatch(rule):
        return nth_weekday(year, int(nth[1]), int(nth[2]), int(nth[3]))
    return date(year, int(rule[:2]), int(rule[3:]))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, hundreds = century // 4, century % 4
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - shift + 15) % 30
    week = (32 + 2 * hundreds + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches (Meeus's Julian computus, moved to the Gregorian calendar)."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The N-th weekday of a month; -1 is the last."""
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
