"""A strip of days: how many events each stretch of time has, in so few bars that they can be drawn side by side.

Always true here: the bars together count every event once; stretches without events are bars of none.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from ..model.days import shifted
from .dates import MONTHS, DateLabel, day_label

BARS = 92
"""As many as a column of text can show three points wide: a quarter of a year by the day."""
_OUTER = 0.02
"""Share of the events at either end that may be gathered in one bar where the rest would be too thin to see otherwise."""
_NEAR = 3
"""Days without events that never end the core."""
_GAPS = 60
"""A gap ends it that is longer than this part of it."""
Step = Literal["day", "week", "month", "year", "decade"]
_STEPS: tuple[tuple[Step, float], ...] = (("day", 1), ("week", 7), ("month", 30.4), ("year", 365.2), ("decade", 3652))


class Bar(Struct, frozen=True):
    """``n`` events from ``since`` to ``until`` (ISO days, inclusive); ``height`` is 0 to 1 of the highest; ``outer`` gathers an end."""

    label: str
    since: str
    until: str
    n: int
    height: float
    outer: bool = False


class Strip(Struct, frozen=True):
    """Bars in order of time, each a ``step`` long but for the outer ones; ``main`` is the first day of the first that is not outer."""

    step: Step
    bars: tuple[Bar, ...]
    main: str | None
    most: int


def strip(days: Sequence[tuple[str, int]]) -> Strip:
    """``days`` (ISO day and how many, in order) as bars; a few far-off days at either end are gathered where that helps."""
    if not days:
        return Strip("day", (), None, 0)
    before, inner, after = _ends(days)
    first, last = date.fromisoformat(inner[0][0]), date.fromisoformat(inner[-1][0])
    decade: Step = "decade"
    step = next((s for s, length in _STEPS if (last - first).days / length < BARS), decade)
    counts: dict[date, int] = {}
    for day, n in inner:
        key = _begin(date.fromisoformat(day), step)
        counts[key] = counts.get(key, 0) + n
    bars = [_outer("before", before)] if before else []
    for at, end in _stretches(first, last, step):
        bars.append(Bar(_label(at, step), at.isoformat(), end.isoformat(), counts.get(at, 0), 0.0))
    bars += [_outer("after", after)] if after else []
    most = max(bar.n for bar in bars)
    tall = tuple(Bar(b.label, b.since, b.until, b.n, b.n / most, b.outer) for b in bars)
    return Strip(step, tall, inner[0][0], most)


Days = Sequence[tuple[str, int]]


def _ends(days: Days) -> tuple[Days, Days, Days]:
    """Days in three: what lies far before, the most, what lies far after."""
    total, seen, low, high = sum(n for _, n in days), 0, 0, len(days)
    for number, (_, n) in enumerate(days):
        if seen + n <= total * _OUTER:
            low = number + 1
        if seen < total * (1 - _OUTER):
            high = number + 1
        seen += n
    low, high = _reaching(days, min(low, high - 1), high)
    whole, core = _length(days), _length(days[low:high])
    if whole < BARS or core * 3 > whole:
        return (), days, ()
    return days[:low], days[low:high], days[high:]


def _reaching(days: Days, low: int, high: int) -> tuple[int, int]:
    """The core of ``days`` with all that follows on it without a long gap."""
    near = max(_NEAR, _length(days[low:high]) // _GAPS)
    while low > 0 and _length(days[low - 1 : low + 1]) - 1 <= near:
        low -= 1
    while high < len(days) and _length(days[high - 1 : high + 1]) - 1 <= near:
        high += 1
    return low, high


def _length(days: Days) -> int:
    return (date.fromisoformat(days[-1][0]) - date.fromisoformat(days[0][0])).days + 1


def _outer(word: str, days: Days) -> Bar:
    where = days[-1][0] if word == "before" else days[0][0]
    label = f"up to {day_label(where)}" if word == "before" else f"from {day_label(where)} on"
    return Bar(label, days[0][0], days[-1][0], sum(n for _, n in days), 0.0, outer=True)


def _begin(day: date, step: Step) -> date:
    if step == "week":
        return shifted(day, -day.weekday())
    if step == "month":
        return day.replace(day=1)
    if step == "year":
        return day.replace(month=1, day=1)
    return date(max(1, day.year // 10 * 10), 1, 1) if step == "decade" else day


def _stretches(first: date, last: date, step: Step) -> Iterator[tuple[date, date]]:
    """The first and the last day of each stretch from that of ``first`` to that of ``last``."""
    at, end = _begin(first, step), _end(first, step)
    while end < last:
        yield at, end
        at = shifted(end, 1)
        end = _end(at, step)
    yield at, end


def _end(day: date, step: Step) -> date:
    if step == "week":
        return shifted(day, 6 - day.weekday())
    if step == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    if step == "year":
        return day.replace(month=12, day=31)
    return date(min(day.year // 10 * 10 + 9, date.max.year), 12, 31) if step == "decade" else day


def _label(at: date, step: Step) -> str:
    if step in ("day", "week"):
        return ("week of " if step == "week" else "") + day_label(at.isoformat())
    if step == "month":
        return f"{MONTHS[at.month - 1]} {at.year}"
    return str(at.year) if step == "year" else f"{at.year}s"


def ticks(bars: Iterable[Bar]) -> tuple[tuple[int, str], ...]:
    """Where a new month or year begins among ``bars``: the number of the bar and the label."""
    found: list[tuple[int, str]] = []
    inner = [(number, date.fromisoformat(bar.since)) for number, bar in enumerate(bars) if not bar.outer]
    by_year = bool(inner) and (inner[-1][1] - inner[0][1]).days > 400
    for (number, day), earlier in zip(inner, [None, *(day for _, day in inner)], strict=False):
        if earlier is None or (day.year, by_year or day.month) != (earlier.year, by_year or earlier.month):
            found.append((number, str(day.year) if by_year else f"{MONTHS[day.month - 1]} {day.year}"))
    return tuple(found)


class Axis(Struct, frozen=True):
    """Days (ISO) at the ends of what several uncertain dates are drawn on."""

    first: str
    last: str

    def at(self, found: DateLabel) -> tuple[float, float]:
        """From where to where a date reaches, 0 to 1; what lies beyond an end lies at it."""
        start, whole = date.fromisoformat(self.first), date.fromisoformat(self.last) - date.fromisoformat(self.first)
        left = (date.fromisoformat(found.earliest) - start) / (whole + _DAY)
        right = (date.fromisoformat(found.latest) - start + _DAY) / (whole + _DAY)
        return min(1.0, max(0.0, left)), min(1.0, max(0.0, right))


_DAY = timedelta(days=1)


def axis_of(dates: Iterable[DateLabel | None]) -> Axis | None:
    """An axis for ``dates``; what lies far before the middle one is left to its edge. None where none of them is uncertain."""
    found = sorted((d for d in dates if d), key=lambda d: (d.earliest, d.latest))
    if all(d.earliest == d.latest for d in found):
        return None
    firsts, lasts = [d.earliest for d in found], sorted(d.latest for d in found)
    return Axis(firsts[len(firsts) // 10], lasts[-1 - len(lasts) // 10])
