"""What a hit means on a given day: one function for each ``means`` of ``times.toml``.

Always true here: functions are pure; the report's own day and the date mentioned last come in with the ``Setting``;
what cannot be known is None, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dateline.model.notes import Basis, Precision

from . import periods
from .grammar import Value
from .numerals import UNSTATED
from .periods import OutOfCalendarError, Period

Parts = Mapping[str, Value]
_NEAR_YEARS = 3
_LEAP_REACH = 8  # years that can lie between two 29 February


@dataclass(frozen=True, slots=True)
class Setting:
    """What a hit is read against: the report's day, the date mentioned last in the paragraph, and whether it lies ahead."""

    anchor: date | None
    focus: Period | None
    ahead: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """TIMEX3 ``value``; the ``period`` where there is one; what it was counted from; ``focus`` if others may count from it."""

    value: str
    period: Period | None = None
    basis: Basis = "none"
    counted_from: date | None = None
    precision: Precision | None = None
    focus: Period | None = None


_GRAIN_LETTER = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
    "weekend": "WE",
}
_DURATION = {
    "second": ("PT{}S", 1), "minute": ("PT{}M", 1), "hour": ("PT{}H", 1), "day": ("P{}D", 1), "week": ("P{}W", 1),
    "fortnight": ("P{}W", 2), "weekend": ("P{}WE", 1), "month": ("P{}M", 1), "quarter": ("P{}Q", 1), "year": ("P{}Y", 1),
    "decade": ("P{}Y", 10), "century": ("P{}Y", 100),
}  # fmt: skip
_UNSTATED_DURATION = {**{unit: shape for unit, (shape, _) in _DURATION.items()}, "decade": "P{}E", "century": "P{}C"}


def when(parts: Parts, setting: Setting) -> Meaning:
    """A place in the calendar: the day, month or other period that the parts name, then its part of day or its edge."""
    base = _base(parts, setting)
    if "part" in parts or "tonight" in parts or "clock" in parts:
        return _within_day(base, parts)
    edge = parts.get("early", parts.get("edge"))
    if base.period is None:
        return base
    if "earlier" in parts or "later" in parts:
        return replace(base, period=_side(base.period, setting.anchor, before="earlier" in parts), focus=base.period)
    if edge is not None and base.period.grain != "day":
        return replace(base, period=periods.narrowed(base.period, str(edge)), focus=base.period)
    return replace(base, focus=base.period)


def ago(parts: Parts, setting: Setting) -> Meaning:
    """So many units before the report's own day, as exact as the unit is."""
    count, unit = _count(parts), str(parts["unit"])
    if count is None:
        return Meaning("PAST_REF", precision="vague")
    if unit in {"second", "minute", "hour"}:
        return _counted(setting.anchor, "day", 0) if setting.anchor else Meaning("PAST_REF")
    return _counted(setting.anchor, unit, -count) if setting.anchor else Meaning("PAST_REF")


def beside(parts: Parts, setting: Setting) -> Meaning:
    """The period before or after the date mentioned last ("two days later", "the next day", "the same year")."""
    unit, step = str(parts["unit"]), int(parts["relation"])
    count = _count(parts) if "number" in parts else 1
    if count is None or (setting.anchor is None and setting.focus is None):
        return Meaning("PAST_REF" if step < 0 else "FUTURE_REF", precision="vague")
    focus = setting.focus or periods.day(setting.anchor)  # type: ignore[arg-type]
    if unit in {"second", "minute", "hour"}:
        return _of(focus, focus.start)
    if "number" in parts and focus.grain in {"day", "month", "quarter", "half"}:
        return _of(periods.shifted(focus, unit, step * count), focus.start)
    return _of(periods.holding(_whole(unit), periods.moved(focus.start, unit, step * count)), focus.start)


def duration(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """A length of time, which has no date."""
    return Meaning(length(parts.get("number", UNSTATED), str(parts["unit"])))


def span(parts: Parts, setting: Setting) -> Meaning:
    """A length of time that ends or begins on the report's day ("the past 15 years"): its value is the length."""
    value = length(parts["number"], str(parts["unit"]))
    count, unit, step = _count(parts), str(parts["unit"]), int(parts["shift"])
    if count is None or setting.anchor is None or step == 0 or unit in {"second", "minute", "hour"}:
        return Meaning(value)
    here, there = setting.anchor, periods.moved(setting.anchor, unit, step * count)
    grain = _whole(unit) if unit in {"year", "decade", "century", "month"} else "day"
    grain = "year" if grain in {"decade", "century"} else grain
    ends = sorted((periods.holding(grain, here), periods.holding(grain, there)), key=lambda p: p.start)
    return Meaning(value, periods.joined(*ends), "relative", here, "interval")


def every(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """Something that comes back: its period, or the weekday or part of day on which it does."""
    if "value" in parts:
        return Meaning(str(parts["value"]))
    if "weekday" in parts:
        return Meaning(f"XXXX-WXX-{int(parts['weekday']) + 1}{'T' + str(parts['part']) if 'part' in parts else ''}")
    if "part" in parts:
        return Meaning(f"XXXX-XX-XXT{str(parts['part']).removeprefix('T')}")
    return Meaning(length(parts.get("number", 1), str(parts["unit"])))


def vague(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """The past, the present or the future, without a date."""
    return Meaning(str(parts["value"]))


def overnight(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """The night that ends on the report's own morning."""
    if setting.anchor is None:
        return Meaning("XXXX-XX-XXTNI")
    today = periods.day(setting.anchor)
    night = periods.joined(periods.shifted(today, "day", -1), today)
    return Meaning(f"{today.value}TNI", night, "relative", setting.anchor, "part-of-day")


MEANINGS: Mapping[str, Callable[[Parts, Setting], Meaning]] = {
    f.__name__: f for f in (when, ago, beside, duration, span, every, vague, overnight)
}


def length(number: Value, unit: str) -> str:
    """A TIMEX3 duration: 3 weeks P3W, 48 hours PT48H, several months PXM."""
    if not isinstance(number, int | float):
        return _UNSTATED_DURATION[unit].format("X")
    shape, scale = _DURATION[unit]
    return _halved(number * scale, unit) or shape.format(f"{number * scale:g}" if number * scale < 1e6 else int(number))


def _halved(number: float, unit: str) -> str | None:
    """Two years and a half is P2Y6M."""
    smaller = {"year": ("P{}Y", "{}M", 12), "hour": ("PT{}H", "{}M", 60), "minute": ("PT{}M", "{}S", 60)}
    if number == int(number) or unit not in smaller:
        return None
    shape, rest, parts = smaller[unit]
    whole = int(number)
    remainder = rest.format(round((number - whole) * parts))
    return shape.format(whole) + remainder if whole else shape[: shape.index("{")] + remainder


def _base(parts: Parts, setting: Setting) -> Meaning:
    for label, reading in _BASES:
        if label in parts:
            return reading(parts, setting)
    # only a part of day or a time of day: on the day mentioned last, else the report's
    day = setting.focus.start if setting.focus and setting.focus.grain == "day" else setting.anchor
    if "shift" in parts or "tonight" in parts:
        day = setting.anchor
    return _counted(day, "day", int(parts.get("shift", 0))) if day else Meaning("XXXX-XX-XX")


def _printed(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all readings
    """A date all in digits."""
    text = str(parts.get("iso", parts.get("numeric_date", "")))
    d = numeric_day(text)
    return _stated(periods.day(d)) if d else Meaning(text)


def numeric_day(text: str) -> date | None:
    """2020-10-05, 10/05/2020 (month first unless that cannot be) or 05.10.2020 (day first)."""
    try:
        if text[4:5] == "-":
            return date.fromisoformat(text[:10])
        first, second, year = (int(n) for n in text.replace(".", "/").split("/"))
        month_first = "/" in text and first <= 12
        return date(year, first, second) if month_first else date(year, second, first)
    except ValueError:
        return None


def _month(parts: Parts, setting: Setting) -> Meaning:
    """A month, or a day of it, with the year that is printed or follows."""
    month, day = int(parts["month"]), int(parts["day"]) if "day" in parts else None
    year = _year_of(parts, setting)
    if year is not None:
        stated = "year" in parts
        period = _dated(year, month, day)
        return _stated(period) if stated else Meaning(period.value, period, "relative", setting.anchor)
    if setting.anchor is None:
        return Meaning(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    period = _nearest(month, day, parts, setting)
    return Meaning(period.value, period, "relative", setting.anchor)


def _year_of(parts: Parts, setting: Setting) -> int | None:
    if "year" in parts:
        return int(parts["year"])
    if "shift" in parts and "unit" in parts and setting.anchor:
        return setting.anchor.year + int(parts["shift"])
    return None


def _nearest(month: int, day: int | None, parts: Parts, setting: Setting) -> Period:
    """The last one up to the report's day, or the next one where the text looks ahead; a printed weekday must agree."""
    anchor = setting.anchor
    assert anchor is not None  # noqa: S101  callers hold it; this tells the type checker
    shift = parts.get("shift")
    if shift == 0 and _exists(anchor.year, month, day):
        return _dated(anchor.year, month, day)
    found = _candidates(anchor.year, month, day, parts.get("weekday"))
    past = [p for p in found if p.start <= anchor and (shift != -1 or p.end < anchor)]
    ahead = [p for p in found if p.end >= anchor and (shift != 1 or p.start > anchor)]
    forward = shift == 1 or (setting.ahead and shift is None)
    return ahead[0] if ahead and (forward or not past) else past[-1]


def _candidates(year: int, month: int, day: int | None, weekday: Value | None) -> list[Period]:
    """The month, or its day, in the years around ``year``; a printed weekday narrows them to the years it fits."""
    near = [_dated(y, month, day) for y in (year - 1, year, year + 1) if _exists(y, month, day)]
    if day is None or (weekday is None and len(near) == _NEAR_YEARS):
        return near
    wide = [_dated(y, month, day) for y in range(year - _LEAP_REACH, year + _LEAP_REACH + 1) if _exists(y, month, day)]
    return [p for p in wide if p.start.weekday() == weekday] or near or wide


def _weekday(parts: Parts, setting: Setting) -> Meaning:
    number = int(parts["weekday"])
    anchor = setting.anchor
    if anchor is None:
        return Meaning(f"XXXX-WXX-{number + 1}")
    shift = parts.get("shift", parts.get("relation"))
    behind = (anchor.weekday() - number) % 7
    if shift == 1:
        step = 7 - behind
    elif shift == -1:
        step = -(behind or 7)
    else:
        forward = shift == 0 or setting.ahead
        step = (7 - behind) % 7 if forward else -behind
    return _counted(anchor, "day", step)


def _deictic(parts: Parts, setting: Setting) -> Meaning:
    return _counted(setting.anchor, "day", int(parts["deictic"])) if setting.anchor else Meaning("XXXX-XX-XX")


def _unit(parts: Parts, setting: Setting) -> Meaning:
    """This, last or next week, month, year ... of the report's day; without such a word, of the date mentioned last."""
    unit = str(parts["unit"])
    if setting.anchor is None:
        return Meaning(
            {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[int(parts.get("shift", 0))], precision="vague"
        )
    return _counted(setting.anchor, unit, int(parts.get("shift", 0)))


def _year(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all readings
    return _stated(periods.year(date(int(parts["year"]), 1, 1)))


_BASES: tuple[tuple[str, Callable[[Parts, Setting], Meaning]], ...] = (
    ("iso", _printed), ("numeric_date", _printed), ("month", _month), ("weekday", _weekday), ("deictic", _deictic),
    ("unit", _unit), ("year", _year),
)  # fmt: skip


def _within_day(base: Meaning, parts: Parts) -> Meaning:
    """The day of ``base`` with its part or time: the value is finer, the period stays the day."""
    clock = parts.get("clock")
    part = str(parts.get("tonight", parts.get("part", "")))
    if isinstance(clock, str) and clock:
        return replace(base, value=base.value + _in_part(clock, part), precision="time", focus=base.period)
    tail = part if part.startswith("T") else f"T{part}"
    return replace(base, value=base.value + tail, precision="part-of-day", focus=base.period)


def _in_part(clock: str, part: str) -> str:
    """Four in the afternoon is T16:00."""
    hour = int(clock[1:3])
    later = part in {"AF", "EV"} or (part == "NI" and hour > 4)
    return f"T{hour + 12:02}{clock[3:]}" if later and hour < 12 else clock


def _side(period: Period, anchor: date | None, *, before: bool) -> Period:
    """The part of ``period`` before or after the report's day ("earlier this year")."""
    if anchor is None or not period.start <= anchor <= period.end:
        return period
    return replace(period, end=anchor) if before else replace(period, start=anchor)


def _count(parts: Parts) -> int | None:
    number = parts["number"]
    if not isinstance(number, int | float):
        return None
    return max(1, round(number))


def _counted(anchor: date | None, unit: str, count: int) -> Meaning:
    if anchor is None:
        return Meaning("XXXX-XX-XX")
    try:
        period = periods.holding(_whole(unit), periods.moved(anchor, unit, count))
    except OutOfCalendarError:
        return Meaning("PAST_REF" if count < 0 else "FUTURE_REF", precision="vague")
    return _of(period, anchor)


def _whole(unit: str) -> str:
    return "week" if unit == "fortnight" else unit


def _of(period: Period, counted_from: date) -> Meaning:
    return Meaning(period.value, period, "relative", counted_from, None, period)


def _stated(period: Period) -> Meaning:
    return Meaning(period.value, period, "stated", None, None, period)


def _dated(year: int, month: int, day: int | None) -> Period:
    return periods.month(date(year, month, 1)) if day is None else periods.day(date(year, month, day))


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, day or 1)
    except ValueError:
        return False
    return True
