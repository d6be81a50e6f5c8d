"""Lengths of time, and dates that are counted from another date.

Always true here: a length alone has no date; "ago" counts from the report's day, "later" from the date mentioned last.
"""

from __future__ import annotations

from dataclasses import replace

from . import periods
from .grammar import Value
from .meaning import Meaning, Parts, Setting, count_of, counted, far, relative, whole
from .named import base

_LONG_UNITS = {"year", "decade", "century"}
_HALF = 0.5
_CLOCK_UNITS = {"second", "minute", "hour"}
_LENGTH = {
    "second": ("PT{}S", 1), "minute": ("PT{}M", 1), "hour": ("PT{}H", 1), "day": ("P{}D", 1), "week": ("P{}W", 1),
    "fortnight": ("P{}W", 2), "weekend": ("P{}WE", 1), "month": ("P{}M", 1), "quarter": ("P{}Q", 1), "year": ("P{}Y", 1),
    "decade": ("P{}Y", 10), "century": ("P{}Y", 100),
}  # fmt: skip
_UNSTATED_LENGTH = {**{unit: shape for unit, (shape, _) in _LENGTH.items()}, "decade": "P{}E", "century": "P{}C"}
_HALVES = {
    "year": ("P{}Y", "P{}M", "{}M", 12),
    "hour": ("PT{}H", "PT{}M", "{}M", 60),
    "minute": ("PT{}M", "PT{}S", "{}S", 60),
}


def ago(parts: Parts, setting: Setting) -> Meaning:
    """So many units before the report's own day, as exact as the unit is; decades ago are known to the year."""
    count, unit = count_of(parts), str(parts["unit"])
    if count is None or setting.anchor is None:
        return far(-1)
    if unit in _CLOCK_UNITS:
        return counted(setting.anchor, "day", 0)
    if unit == "year" and count == 1 and setting.quarter:
        return replace(relative(periods.shifted(setting.quarter, "year", -1), setting.anchor), focus=None)
    if unit in _LONG_UNITS:
        years = (float(parts.get("number", 1)) + _HALF * ("half" in parts)) * _LENGTH[unit][1]
        return relative(periods.year(periods.moved(setting.anchor, "month", -round(12 * years))), setting.anchor)
    return counted(setting.anchor, unit, -count)


def beside(parts: Parts, setting: Setting) -> Meaning:
    """The period before or after the date mentioned last ("two days later", "the next day", "the same year")."""
    unit, step = str(parts["unit"]), int(parts["relation"])
    count = count_of(parts)
    shifts_quarter = unit == "year" and "number" in parts and setting.quarter is not None
    focus = setting.quarter if shifts_quarter else setting.focus
    if focus is None and setting.anchor is not None:
        focus = periods.day(setting.anchor)
    if count is None or focus is None:
        return far(step)
    if unit in _CLOCK_UNITS:
        return relative(focus, focus.start)
    if (
        "number" in parts
        and focus.grain in {"day", "month", "quarter", "half"}
        and (unit not in _LONG_UNITS or shifts_quarter)
    ):
        found = relative(periods.shifted(focus, unit, step * count), focus.start)
        return replace(found, focus=None) if shifts_quarter else found
    grain = "year" if unit in _LONG_UNITS and "number" in parts else whole(unit)
    return relative(periods.holding(grain, periods.moved(focus.start, unit, step * count)), focus.start)


def around(parts: Parts, setting: Setting) -> Meaning:
    """The day before or after another day that is named ("the day after tomorrow")."""
    other = base({k: v for k, v in parts.items() if k != "relation"}, setting)
    if other.period is None or other.counted_from is None:
        return far(int(parts["relation"]))
    return relative(periods.shifted(other.period, "day", int(parts["relation"])), other.counted_from)


def duration(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """A length of time, which has no date."""
    number = parts.get("number", 1)
    if "half" in parts and isinstance(number, int | float):
        number += _HALF
    return Meaning(length(number, str(parts["unit"])))


def span(parts: Parts, setting: Setting) -> Meaning:
    """A length of time that ends or begins on the report's day ("the past 15 years"): its value is the length."""
    value = length(parts["number"], str(parts["unit"]))
    count, unit, step = count_of(parts), str(parts["unit"]), int(parts["shift"])
    if count is None or setting.anchor is None or step == 0 or unit in _CLOCK_UNITS:
        return Meaning(value)
    here, there = setting.anchor, periods.moved(setting.anchor, unit, step * count)
    grain = {"year": "year", "decade": "year", "century": "year", "month": "month", "quarter": "month"}.get(unit, "day")
    ends = sorted((periods.holding(grain, here), periods.holding(grain, there)), key=lambda p: p.start)
    return Meaning(value, periods.joined(*ends), "relative", here, "interval")


def every(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """Something that comes back: its period, or the weekday, month or part of day in which it does."""
    if "value" in parts:
        return Meaning(str(parts["value"]))
    part = "T" + str(parts["part"]).removeprefix("T") if "part" in parts else ""
    if "weekday" in parts:
        return Meaning(f"XXXX-WXX-{int(parts['weekday']) + 1}{part}")
    if "month" in parts:
        return Meaning(f"XXXX-{int(parts['month']):02}")
    return Meaning(f"XXXX-XX-XX{part}") if part else Meaning(length(parts.get("number", 1), str(parts["unit"])))


def overnight(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """The night that ends on the report's own morning."""
    if setting.anchor is None:
        return Meaning("XXXX-XX-XXTNI")
    today = periods.day(setting.anchor)
    night = periods.joined(periods.shifted(today, "day", -1), today)
    return Meaning(f"{today.value}TNI", night, "relative", setting.anchor, "part-of-day")


def length(number: Value, unit: str) -> str:
    """A TIMEX3 duration: 3 weeks P3W, 48 hours PT48H, several months PXM, two years and a half P2Y6M."""
    if not isinstance(number, int | float):
        return _UNSTATED_LENGTH[unit].format("X")
    shape, scale = _LENGTH[unit]
    if number == int(number) or unit not in _HALVES:
        return shape.format(f"{number * scale:g}" if number * scale % 1 else int(number * scale))
    wholly, less, rest, smaller = _HALVES[unit]
    remainder = round((number - int(number)) * smaller)
    return wholly.format(int(number)) + rest.format(remainder) if number > 1 else less.format(remainder)
