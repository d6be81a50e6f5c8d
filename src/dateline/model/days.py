"""Days of the calendar, which has a first one (1 January of the year 1) and a last (31 December 9999).

Always true here: a day is never one that the calendar has not.
"""

from __future__ import annotations

from datetime import date

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def shifted(day: date, days: int) -> date:
    """The day so many ``days`` after ``day``, before it where they are below zero; at most the end of the calendar."""
    return date.fromordinal(min(max(FIRST, day.toordinal() + days), LAST))
