"""Coast and borders behind the pins of the map: Natural Earth at 1:110 million, shipped with the package.

Always true here: nothing is loaded from elsewhere; a frame too small for lines of that scale shows none, rather than wrong ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct

from ..views.atlas import HEIGHT, WIDTH, Frame

FINEST = 200.0
"""Units per degree from which on a frame shows no lines: they are exact to about a tenth of a degree, which is 20 units there."""
Points = tuple[tuple[float, float], ...]


class Lines(Struct, frozen=True):
    """What lies in a frame, as SVG paths: rings of land, lines between countries."""

    land: tuple[str, ...]
    borders: tuple[str, ...]


def lines_in(frame: Frame) -> Lines:
    """The lines of the world that touch ``frame``."""
    if frame.scale > FINEST:
        return Lines((), ())
    land, borders = _world()
    return Lines(tuple(_paths(land, frame, close=True)), tuple(_paths(borders, frame, close=False)))


def _paths(lines: Sequence[Points], frame: Frame, *, close: bool) -> Iterator[str]:
    # What goes on beyond the date line is drawn on both sides of it.
    for points, shift in ((points, shift) for points in lines for shift in (-360.0, 0.0, 360.0)):
        at = [(frame.x(lon + shift), frame.y(lat)) for lon, lat in points]
        if (
            min(x for x, _ in at) > WIDTH
            or max(x for x, _ in at) < 0
            or min(y for _, y in at) > HEIGHT
            or max(y for _, y in at) < 0
        ):
            continue
        yield "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in at) + ("Z" if close else "")


@cache
def _world() -> tuple[tuple[Points, ...], tuple[Points, ...]]:
    made = json.loads(files("dateline").joinpath("web", "borders.json").read_bytes())
    return tuple(map(_points, made["land"])), tuple(map(_points, made["borders"]))


def _points(flat: Sequence[int]) -> Points:
    """Longitude and latitude from differences in hundredths of degrees."""
    x = y = 0
    found = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x / 100, y / 100))
    return tuple(found)
