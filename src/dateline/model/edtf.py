"""Dates as people write them for a ruling: a part of EDTF (ISO 8601-2), with the days that they can mean.

Always true here: what is returned are days of the calendar, the first not after the last; anything else is None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from .resolved import Dating
from .words import Precision

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?")


def ruled_dating(edtf: str) -> Dating | None:
    """The dating of ``2020``, ``2020-10``, ``2020-10-06``, ``2020-10-06T18:30`` or of two of them with ``/`` between; else None."""
    first, slash, last = edtf.partition("/")
    begin, end = _point(first), _point(last) if slash else _point(first)
    if begin is None or end is None or begin[0] > end[1]:
        return None
    precision: Precision = "interval" if slash else begin[2]
    return Dating(edtf, begin[0], end[1], precision, "ruled", None, "ruled")


def _point(words: str) -> tuple[str, str, Precision] | None:
    """First day, last day and precision of one point."""
    found = _POINT.fullmatch(words)
    if found is None or not words.isascii():
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    if not year or (hour or 0) > 23 or (minute or 0) > 59 or (month is not None and not 1 <= month <= 12):
        return None
    last = day or monthrange(year, month or 12)[1]
    try:
        days = date(year, month or 1, day or 1), date(year, month or 12, last)
    except ValueError:
        return None
    grain: Precision = "time" if hour is not None else "day" if day else "month" if month else "year"
    return days[0].isoformat(), days[1].isoformat(), grain
