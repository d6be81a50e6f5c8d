"""Figures as bars between low and high, drawn to one scale.

Always true here: positions lie in 0..1; a bound that no report gives is open, never made up.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from .figures import FigureRow
from .series import Point

_WIDE = 60.0
"""Ratio of the greatest to the least number from which on the scale is logarithmic: else the least could not be told from nought."""


_LEAST = 1e-6
"""What is less is drawn as nought."""
_BEYOND = 1.15
"""Room after the greatest number for figures without an upper bound."""


class Whisker(Struct, frozen=True):
    """A figure's place on the scale: from ``low`` to ``high`` with ``best`` between; ``open_low`` and ``open_high`` where not given."""

    point: Point
    low: float
    best: float
    high: float
    open_low: bool
    open_high: bool


class Scale(Struct, frozen=True):
    """From 0 (or the least, if ``log``) to ``most``; ``ticks`` are positions and numbers."""

    most: float
    least: float
    log: bool
    ticks: tuple[tuple[float, float], ...]

    def at(self, value: float) -> float:
        """Where ``value`` lies, 0 to 1."""
        if self.log:
            return min(1.0, max(0.0, math.log(max(value, self.least) / self.least) / math.log(self.most / self.least)))
        return min(1.0, max(0.0, value / self.most))


def scale_of(points: Sequence[Point]) -> Scale:
    """A scale that holds all numbers of ``points``."""
    numbers = [n for p in points for n in (p.figure.low, p.figure.best, p.figure.high) if n is not None]
    positive = [n for n in numbers if n >= _LEAST]
    most = max(positive, default=1.0)
    if any(p.figure.high is None for p in points):
        most *= _BEYOND
    least = min(positive, default=1.0)
    log = most / least > _WIDE and len(positive) == len(numbers)
    bare = Scale(most, least, log, ())
    marks = _powers(least, most) if log else _even(most)
    return Scale(most, least, log, tuple((bare.at(value), value) for value in marks))


def whiskers(points: Sequence[Point], scale: Scale) -> tuple[Whisker, ...]:
    """``points`` on ``scale``, in their order."""
    return tuple(_whisker(point, point.figure, scale) for point in points)


def _whisker(point: Point, row: FigureRow, scale: Scale) -> Whisker:
    best = row.best if row.best is not None else row.low if row.low is not None else row.high or 0.0
    low = 0.0 if row.low is None else scale.at(row.low)
    high = 1.0 if row.high is None else scale.at(row.high)
    return Whisker(point, low, scale.at(best), high, row.low is None, row.high is None)


def _even(most: float) -> list[float]:
    step = 10 ** math.floor(math.log10(most))
    step = next(s for s in (step / 5, step / 2, step, step * 2) if most / s <= 5)
    return [n * step for n in range(int(most / step) + 1)]


def _powers(least: float, most: float) -> list[float]:
    first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
    step = max(1, (last - first) // 5)
    return [v for n in range(first, last + 1, step) if least <= (v := float(10**n)) <= most]
