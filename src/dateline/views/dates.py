"""Dates as people read them.

Always true here: a label is made of the EDTF value alone, except a part of day, which is the report's own word.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from msgspec import Struct

from ..model.reading import Span
from ..model.record import When
from ..model.words import Basis, Precision
from ..rules import table

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
QUARTERS = {"33": "1st quarter", "34": "2nd quarter", "35": "3rd quarter", "36": "4th quarter"}
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)")
PART = re.compile(r"(\d{4})-(\d\d)")


class DateLabel(Struct, frozen=True):
    """A date for reading: ``mark`` is "" where the report says it, ``≤`` for the report's date, ``~`` if inferred."""

    edtf: str
    label: str
    mark: str
    basis: Basis
    precision: Precision
    earliest: str
    latest: str
    expression: Span | None


def date_label(when: When | None) -> DateLabel | None:
    """``when`` with a label such as "Tue 6 Oct 2020, night"; None where there is no date."""
    if when is None:
        return None
    mark = table("labels")["mark"][when.basis]
    text = label(when.edtf) + _part_label(when)
    return DateLabel(
        when.edtf, text, mark, when.basis, when.precision, when.earliest, when.latest, when.expression
    )  # fmt: skip


def label(edtf: str) -> str:
    """An EDTF value in words, from a day to a century and intervals of them; else the value itself."""
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return f"{_end(first)} to {_end(last)}"
    bare = edtf.rstrip("~?%")
    words = _point(bare)
    return words if bare == edtf else f"about {words}"


def day_label(day: str) -> str:
    """An ISO day as "Tue 6 Oct 2020"; any other text as it is."""
    found = DAY.fullmatch(day)
    if found is None:
        return day
    year, month, number = (int(part) for part in found.groups())
    try:
        weekday = WEEKDAYS[date(year, month, number).weekday()]
    except ValueError:
        return day
    return f"{weekday} {number} {MONTHS[month - 1]} {year}"


def part_of_day(words: str) -> str | None:
    """The part of day that printed words name ("Friday night" -> "night"); None where they name none."""
    found = words.casefold()
    for name, pattern in _parts():
        if pattern.search(found):
            return name
    return None


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = table("labels")["parts_of_day"]
    return tuple((row["name"], re.compile(r"\b(?:" + "|".join(map(re.escape, row["words"])) + r")\b")) for row in rows)


def _part_label(when: When) -> str:
    if when.precision != "part-of-day" or when.expression is None:
        return ""
    part = part_of_day(when.expression.exact)
    return f", {part}" if part else ""


def _end(value: str) -> str:
    return label(value) if value not in ("", "..") else "open"


def _point(value: str) -> str:
    moment = MOMENT.match(value)
    if moment:
        return f"{day_label(moment[1])}, {moment[2]}"
    part = PART.fullmatch(value)
    if part:
        return _month(part[1], part[2])
    if re.fullmatch(r"\d{3}X", value):
        return f"{value[:3]}0s"
    if re.fullmatch(r"\d{2}XX", value):
        return f"{int(value[:2]) + 1}th century" if value[:2] != "20" else "21st century"
    return day_label(value)


def _month(year: str, code: str) -> str:
    if "01" <= code <= "12":
        return f"{MONTHS[int(code) - 1]} {year}"
    return f"{SEASONS.get(code) or QUARTERS.get(code) or code} {year}"
