"""Places on a plane: a frame that holds them, a graticule, and for each a disc as large as the pin is uncertain.

Always true here: the projection is equirectangular, true to scale along the middle parallel; positions are in units of the frame.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from ..model.words import PlacePrecision

WIDTH = 736.0
HEIGHT = 460.0
RADIUS_KM: dict[PlacePrecision, float] = {"site": 1, "town": 8, "district": 40, "region": 120, "country": 350}
"""How far from its pin a place may well lie: half the width of a usual town, district, region and country."""
_LEAST_SPAN = 1.5
_MARGIN = 0.12
_NORTHMOST, _SOUTHMOST = 84.0, -62.0
"""No map shows more of the polar caps: nobody lives there."""
_STEPS = (0.25, 0.5, 1, 2, 5, 10, 15, 30, 45)


class Frame(Struct, frozen=True):
    """The degrees that a map shows: west to east, south to north; ``scale`` is units per degree of latitude, ``height`` units in all."""

    west: float
    south: float
    east: float
    north: float
    scale: float
    height: float = HEIGHT

    def x(self, lon: float) -> float:
        """Units from the left."""
        return (lon - self.west) / (self.east - self.west) * WIDTH

    def y(self, lat: float) -> float:
        """Units from the top."""
        return (self.north - lat) * self.scale

    def radius(self, precision: PlacePrecision) -> float:
        """The disc of a pin of that precision, in units."""
        return RADIUS_KM[precision] / 111.2 * self.scale

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies inside."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def frame_of(points: Sequence[tuple[float, float]]) -> Frame:
    """A frame around ``points`` (latitude, longitude) in the shape of the map; the whole earth for none."""
    if not points:
        points = [(-45.0, -150.0), (65.0, 150.0)]
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    middle = (min(lats) + max(lats)) / 2
    squeeze = max(0.2, math.cos(math.radians(middle)))
    tall = max(max(lats) - min(lats), _LEAST_SPAN) * (1 + 2 * _MARGIN)
    wide = max(max(lons) - min(lons), _LEAST_SPAN) * (1 + 2 * _MARGIN)
    scale = min(HEIGHT / tall, WIDTH / (wide * squeeze))
    half_lat, half_lon = HEIGHT / scale / 2, WIDTH / scale / squeeze / 2
    center = (min(lons) + max(lons)) / 2
    south, north = max(middle - half_lat, _SOUTHMOST), min(middle + half_lat, _NORTHMOST)
    return Frame(center - half_lon, south, center + half_lon, north, scale, (north - south) * scale)


def graticule(frame: Frame) -> tuple[tuple[str, float, str], ...]:
    """Meridians ("x") and parallels ("y") inside the frame: which, where in units, the label."""
    step = next((s for s in _STEPS if (frame.east - frame.west) / s <= 9), 60)
    lines: list[tuple[str, float, str]] = []
    lon = math.ceil(frame.west / step) * step
    while lon <= frame.east:
        lines.append(("x", frame.x(lon), _degrees(lon, "E", "W")))
        lon += step
    lat = math.ceil(frame.south / step) * step
    while lat <= frame.north:
        lines.append(("y", frame.y(lat), _degrees(lat, "N", "S")))
        lat += step
    return tuple(lines)


def _degrees(value: float, plus: str, minus: str) -> str:
    if abs(value) < 1e-9:
        return "0°"
    shown = value - 360 if value > 180 else value + 360 if value < -180 else value
    return f"{abs(shown):g}°{plus if shown > 0 else minus}"
