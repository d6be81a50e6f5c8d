"""What the words of a part amount to: "twenty-four" 24, "nineteen ninety-seven" 1997, "a few" X, "10 p.m." T22:00.

Always true here: a value is a number, or a string; "X" is a number that nobody states.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from .grammar import Value

UNSTATED = "X"
LONGEST_DAY = len("2020-10-05")
_VAGUE = {
    "few", "several", "many", "some", "hundreds", "thousands", "millions", "billions", "dozens", "tens", "scores",
}  # fmt: skip
_NUMBERS = {"day", "day2", "year2", "century", "monthday", "nth_weekday", "bc_year", "ad_year", "bc_century", "rest"}
_FIXED = {"a": 1.0, "an": 1.0, "half": 0.5, "couple": 2.0, "other": 2.0, "dozen": 12.0}
_COMPOSITE = {("year", "month"), ("week", "day"), ("day", "hour"), ("hour", "minute"), ("minute", "second")}
_SCALE = {"hundred": 100.0, "thousand": 1000.0}
_DIGITS = re.compile(r"\d+")
_MILITARY = re.compile(r"(\d\d)(\d\d)(?!\d)")
OLDEST_SHORT = 30  # '30 is 1930, '29 is 2029
MINUTES = 60
YEAR_TEN_THOUSAND = 10_000  # the calendar's end
_LEAP_YEAR = 2000


def evaluated(label: str, values: Sequence[Value]) -> Value:
    """The value of a part from the values of its tokens, as its label demands."""
    if label == "clock":
        return _clock(values)
    if label == "year":
        return _year(values)
    if label in _NUMBERS:
        return _number(values)
    if label == "decade":
        return _decade(values[0])
    if label in {"number", "number2"}:
        return _number(values) if not _VAGUE.intersection(map(str, values)) else UNSTATED
    return values[0] if len(values) == 1 else " ".join(str(v) for v in values)


def possible(parts: Mapping[str, Value]) -> bool:
    """Whether the numbers of a hit can be: a day of its month, an hour of the day, a range that rises."""
    if "" in (parts.get("clock"), parts.get("holiday")) or parts.get("century", 1) == 0:
        return False
    if any(not numeric_days(str(parts[label])) for label in ("iso", "numeric_date") if label in parts):
        return False
    if "both" in parts and not _rises(parts["both"]):
        return False
    if "rest" in parts and not composite(parts):
        return False
    if isinstance(low := parts.get("number"), int) and isinstance(high := parts.get("number2"), int) and low > high:
        return False  # "jailed in 2013 to 8 years" is no range
    if not all(0 < int(parts[label]) < YEAR_TEN_THOUSAND for label in ("year", "year2", "ad_year") if label in parts):
        return False
    days = ((parts.get("month"), parts.get("day")), (parts.get("month2", parts.get("month")), parts.get("day2")))
    return all(_is_day(parts.get("year", _LEAP_YEAR), month, day) for month, day in days if month and day is not None)


def two_days(both: Value) -> tuple[int, int]:
    """The days of "9/10"."""
    first, last = str(both).split("/")
    return int(first), int(last)


def _rises(both: Value) -> bool:
    first, last = two_days(both)
    return 0 < first < last <= 31


def composite(parts: Mapping[str, Value]) -> bool:
    """Whether a length in two units runs from the larger to one it is made of: years and months, not days and years."""
    units = (str(parts["unit"]), str(parts["unit2"]))
    return units in _COMPOSITE and isinstance(parts["number"], int) and isinstance(parts["rest"], int)


def numeric_days(text: str) -> tuple[date, ...]:
    """The days that a date in digits can be: 2020-10-05 and 05.10.2020 are one, 10/05/2020 is two, 31.02.2020 is none."""
    parts = [int(n) for n in _DIGITS.findall(text[:LONGEST_DAY])]
    if text[:4].isdigit():
        year, month, day = parts
        readings = [(month, day)]
    else:
        first, second, year = parts
        readings = [(second, first)] if "." in text else [(first, second), (second, first)]
    return tuple(dict.fromkeys(date(year, m, d) for m, d in readings if _is_day(year, m, d)))


@lru_cache(maxsize=8192)
def printed_year(parts: tuple[tuple[str, Value], ...]) -> int | None:
    """The year that an expression prints; None where it prints none."""
    for label, value in parts:
        if label in {"year", "ad_year"}:
            return int(value)
        if label in {"iso", "numeric_date"}:
            return numeric_days(str(value))[0].year
    return None


def _is_day(year: Value, month: Value, day: Value) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _number(values: Sequence[Value]) -> Value:
    """A number in digits or words. Sums what follows a scale, multiplies what stands before it."""
    total = run = 0.0
    for value in values:
        amount = _amount(value)
        if isinstance(value, str) and value in _SCALE:
            total, run = total + max(run, 1.0) * _SCALE[value], 0.0
        elif amount is not None:
            run = run * amount if value in {"dozen", "couple"} and run else run + amount
    number = total + (_FIXED["half"] if "half" in values else run)
    return int(number) if number == int(number) else number


def _amount(value: Value) -> float | None:
    if isinstance(value, int | float):
        return float(value)
    if "/" in value:
        over, under = value.split("/")
        return int(over) / int(under)
    if value[:1].isdigit():
        digits = _DIGITS.match(value.replace(",", ""))
        return float(value.replace(",", "")) if "." in value else float(digits[0]) if digits else None
    return _FIXED.get(value)


def _year(values: Sequence[Value]) -> int:
    """A year in digits or read out ("nineteen ninety-seven"); two digits are of the last hundred years or so."""
    if len(values) > 1 and "thousand" not in values:
        return int(values[0]) * 100 + int(_number(values[1:]))
    text = str(values[0]).lstrip("'’‘")
    if len(values) == 1 and text.isdigit() and len(text) == 2:
        return int(text) + (1900 if int(text) >= OLDEST_SHORT else 2000)
    return int(_number(values))


def _decade(value: Value) -> int:
    """The first year of "1990s", "'80s" (of the last century) or "sixties" (likewise)."""
    digits = _DIGITS.search(str(value))
    first = int(digits[0]) if digits else int(value)
    return first if first >= 100 else first + 1900


def _spoken(values: Sequence[Value]) -> list[int]:
    """Hour and minute of "half past four", "a quarter to five"; nothing for other words."""
    kept = [v for v in values if v != "a"]
    if kept[0] not in {"half", "quarter"}:
        return []
    minutes = 30 if kept[0] == "half" else 15
    hour = int(kept[2])
    return [hour - 1, 60 - minutes] if kept[1] == "to" else [hour, minutes]


def _clock(values: Sequence[Value]) -> str:
    """A time of day as ``T16:30``; empty where the hour cannot be."""
    words = [str(v) for v in values]
    digits = _spoken(values) if len(values) > 2 and not words[0].isdigit() else []
    digits = digits or [int(d) for d in _DIGITS.findall(words[0])]
    if military := _MILITARY.match(words[0]):
        digits = [int(military[1]), int(military[2])]
    half = next(
        (w[-2] if len(w) > 1 else w for w in words if w.lower() in {"a", "p"} or w.lower().endswith(("am", "pm"))), ""
    )
    hour = digits[0] + 12 * (half.lower() == "p" and digits[0] < 12)
    hour -= 12 * (half.lower() == "a" and hour == 12)
    minute = digits[1] if len(digits) > 1 else 0
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < MINUTES else ""
