"""The map: places with a pin on a plane, and the list of those without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from ..model.notes import PlacePrecision
from ..model.record import Entity
from ..store import NamedCount, Shelf
from ..views.atlas import Frame, frame_of, graticule

PINS = 300
UNLOCATED = 120
LABELS = 26
"""Names that are written on the map; the others stand in the table."""
_SHARE = 0.5
"""Share of mentions that one country has where the map begins with that country."""
EVERYWHERE = "all"


class Pin(Struct, frozen=True):
    """A place on the map: ``x``, ``y`` and the radius ``r`` of its uncertainty in units of the frame; ``named`` if written there."""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    within: str | None
    precision: PlacePrecision
    n_reports: int
    n_events: int
    x: float
    y: float
    r: float
    named: bool


class MapPage(Struct, frozen=True):
    """Pins inside ``frame``, the graticule, countries that the map can be limited to, and what has no pin."""

    frame: Frame
    pins: tuple[Pin, ...]
    lines: tuple[tuple[str, float, str], ...]
    countries: tuple[tuple[str, int], ...]
    country: str | None
    n_located: int
    unlocated: tuple[NamedCount, ...]
    n_unlocated: int


def map_page(shelf: Shelf, country: str | None) -> MapPage:
    """The map of one country (ISO code), of everywhere ("all"), or, unless asked for, of the country that most of it is about."""
    places = [entity for entity in shelf.located(PINS) if entity.place]
    told = {facet.value: facet.n for facet in shelf.facets_of("place", [p.id for p in places])}
    counts: Counter[str] = Counter()
    for entity in places:
        if entity.place and entity.place.country:
            counts[entity.place.country] += entity.n_reports
    shown = _asked(country, counts)
    kept = [e for e in places if shown is None or (e.place and e.place.country == shown)]
    points = [(e.place.lat, e.place.lon) for e in kept if e.place and (e.place.precision != "country" or shown is None)]
    frame = frame_of(points or [(e.place.lat, e.place.lon) for e in kept if e.place])
    unlocated, n_unlocated = shelf.unlocated(UNLOCATED)
    return MapPage(
        frame=frame,
        pins=_pins(places, frame, told),
        lines=graticule(frame),
        countries=tuple(counts.most_common(12)),
        country=shown,
        n_located=len(places),
        unlocated=unlocated,
        n_unlocated=n_unlocated,
    )


def _asked(country: str | None, counts: Counter[str]) -> str | None:
    if country is not None:
        return None if country == EVERYWHERE else country.upper()
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] >= _SHARE * counts.total() else None


def _pins(places: Sequence[Entity], frame: Frame, told: dict[str, int]) -> tuple[Pin, ...]:
    """The places inside ``frame``, large discs first so that small ones lie on top."""
    pins: list[Pin] = []
    taken: list[tuple[float, float, float]] = []
    for entity in places:
        at = entity.place
        if at is None or not frame.holds(at.lat, at.lon):
            continue
        x, y, r = frame.x(at.lon), frame.y(at.lat), frame.radius(at.precision)
        right = x + 9 + 6.4 * len(entity.name)
        free = right < 736 and all(abs(y - other) > 13 or right < left or x > end for left, end, other in taken)
        named = free and len(taken) < LABELS
        if named:
            taken.append((x, right, y))
        pins.append(
            Pin(entity.id, entity.name, at.lat, at.lon, at.country, at.within, at.precision, entity.n_reports,
                told.get(entity.id, 0), x, y, r, named)
        )  # fmt: skip
    return tuple(sorted(pins, key=lambda pin: (-pin.r, -pin.n_reports, pin.id)))
