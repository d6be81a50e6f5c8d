"""Publication dates as metadata writes them, brought to ISO 8601.

Always true here: what is returned is a date that exists; what can be read in two ways is not read.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from ..rules import table

LONGEST = 80
"""Characters beyond which a value is no date; the longest way of writing one is under 70."""


class Prefix(NamedTuple):
    """A date at the beginning of a text: its ISO value and where it ends."""

    value: str
    end: int


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rules = table("stated_dates")
    parts = dict(rules["parts"])
    zones = "|".join(rf"{zone}\b" for zone in rules["zones"])
    months = "|".join(sorted(_months(), key=len, reverse=True))

    def filled(pattern: str) -> str:
        for name, part in parts.items():
            pattern = pattern.replace("{" + name + "}", part)
        return pattern.replace("{time}", parts["time"]).replace("{zones}", zones).replace("{months}", months)

    return tuple(re.compile(filled(rule["pattern"]), re.IGNORECASE) for rule in rules["rules"])


@cache
def _months() -> dict[str, int]:
    """Names of months in small letters, with their numbers."""
    return {name: int(number) for number, names in table("stated_dates")["months"].items() for name in names}


def iso(value: str) -> str | None:
    """``value`` as YYYY, YYYY-MM, YYYY-MM-DD or a date-time; None where it is no date or could be two."""
    value = re.sub(r"\s+", " ", value.strip()) if len(value) <= LONGEST else ""
    for pattern in _patterns():
        if found := pattern.fullmatch(value):
            return _value(found)
    return None


def iso_prefix(text: str) -> Prefix | None:
    """The longest date with a day that ``text`` begins with; None where it begins with none."""
    head = text[:LONGEST]
    found = [m for pattern in _patterns() if (m := pattern.match(head)) and not re.match(r"\w", head[m.end() :])]
    dated = [Prefix(value, m.end()) for m in found if (value := _value(m)) and len(value) >= len("2020-10-06")]
    return max(dated, key=lambda prefix: prefix.end, default=None)


def _value(found: re.Match[str]) -> str | None:
    part = {name: text for name, text in found.groupdict().items() if text is not None}
    try:
        if "epoch" in part:
            return datetime.fromtimestamp(int(part["epoch"]), UTC).isoformat()
        return _calendar(part)
    except ValueError:
        return None


def _calendar(part: dict[str, str]) -> str | None:
    if "first" in part and not _split_slashes(part):
        return None
    if "week" in part:
        return date.fromisocalendar(int(part["year"]), int(part["week"]), int(part["weekday_number"])).isoformat()
    year, month = int(part["year"]), _month(part)
    if month is None:
        return f"{date(year, 1, 1).year:04d}"
    number = part.get("day", part.get("day_first"))
    if number is None:
        return date(year, month, 1).isoformat()[:7]
    day = date(year, month, int(number)).isoformat()
    return f"{day}T{_clock(part)}" if "hour" in part else day


def _month(part: dict[str, str]) -> int | None:
    if name := part.get("month_name", part.get("month_after")):
        return _months()[name.casefold()]
    return int(part["month"]) if "month" in part else None


def _split_slashes(part: dict[str, str]) -> bool:
    first, second = int(part["first"]), int(part["second_number"])
    if first <= 12 and second <= 12 and first != second:
        return False
    month, day = (second, first) if first > 12 else (first, second)
    part.update(month=str(month), day=str(day))
    return True


def _clock(part: dict[str, str]) -> str:
    hour = int(part["hour"])
    if half := part.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    told = time(hour, int(part.get("minute", 0)), int(part.get("second", 0)))
    return told.isoformat("seconds" if "second" in part else "minutes") + _zone(part.get("zone"))


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone[0] not in "+-":
        return str(table("stated_dates")["zones"][zone.casefold().upper()])
    digits = zone[1:].replace(":", "").ljust(4, "0")
    if timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) > timedelta(hours=18) or int(digits[2:]) > 59:
        raise ValueError(zone)
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
