"""The lines behind the pins: those of the place that is shown, none where they would be too coarse to be true."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

pytest.importorskip("jinja2")

from dateline.views.atlas import WIDTH, frame_of
from dateline.web.coast import lines_in


def points(paths: tuple[str, ...]) -> list[tuple[float, float]]:
    """The corners of SVG paths."""
    return [(float(x), float(y)) for path in paths for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def test_the_whole_world_has_land_and_borders() -> None:
    """Continents and islands, and no stroke from one edge of the map to the other."""
    found = lines_in(frame_of([]))
    assert len(found.land) > 100
    assert len(found.borders) > 200
    for path in (*found.land, *found.borders):
        corners = points((path,))
        leaps = [abs(a[0] - b[0]) for a, b in pairwise(corners) if 30 < a[1] < 250]
        assert max(leaps, default=0.0) < WIDTH / 3


def test_a_country_has_its_own_lines() -> None:
    """Around the Gulf of Finland there is a coast and a border; in the middle of the Pacific there is neither."""
    gulf = lines_in(frame_of([(58.4, 22.5), (61.0, 24.9), (59.9, 31.0)]))
    assert gulf.land
    assert gulf.borders
    sea = frame_of([(-35.0, -130.0), (-30.0, -120.0)])
    found = lines_in(sea)
    assert not [x for x, y in points((*found.land, *found.borders)) if 0 <= x <= WIDTH and 0 <= y <= sea.height]


def test_a_town_has_none() -> None:
    """They are exact to a tenth of a degree only."""
    found = lines_in(frame_of([(59.43, 24.74), (59.44, 24.75)]))
    assert (found.land, found.borders) == ((), ())
