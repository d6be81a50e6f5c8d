"""Make ``src/dateline/web/borders.json``: coast and land borders of the world at 1:110 million, from Natural Earth (public domain).

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python bench/compile_borders.py package/

world-atlas (ISC) holds Natural Earth as TopoJSON. Written are rings of land and lines between countries, in hundredths of degrees,
each point as the difference from the one before.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "dateline" / "web" / "borders.json"


def arcs_of(topology: dict[str, Any]) -> list[list[tuple[int, int]]]:
    """The arcs in hundredths of degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * 100), round((y * sy + ty) * 100)))
        found.append(points)
    return found


def rings(geometry: dict[str, Any]) -> list[list[int]]:
    """The rings of a geometry as lists of arc numbers; ``~n`` is arc n backwards."""
    if geometry["type"] == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in rings(part)]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def joined(ring: list[int], arcs: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """The points of a ring."""
    points: list[tuple[int, int]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unwrapped(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A ring that crosses the date line without a leap: it goes on beyond 180 degrees."""
    found, shift = points[:1], 0
    for (x0, _), (x, y) in pairwise(points):
        if abs(x - x0) > 18_000 and abs(y) < 8_000:
            shift += 36_000 if x < x0 else -36_000
        found.append((x + shift, y))
    return found


def differences(points: list[tuple[int, int]]) -> list[int]:
    """x, y of the first point, then of each step."""
    flat, at = [], (0, 0)
    for x, y in points:
        flat += [x - at[0], y - at[1]]
        at = (x, y)
    return flat


def main(folder: Path) -> None:
    """Compile both files of ``folder``."""
    land = json.loads((folder / "land-110m.json").read_text())
    countries = json.loads((folder / "countries-110m.json").read_text())
    arcs = arcs_of(land)
    shores = [unwrapped(joined(ring, arcs)) for ring in rings(land["objects"]["land"])]
    between = arcs_of(countries)
    uses = Counter(n if n >= 0 else ~n for ring in rings(countries["objects"]["countries"]) for n in ring)
    borders = [between[n] for n, count in sorted(uses.items()) if count > 1]
    made = {"land": [differences(ring) for ring in shores], "borders": [differences(line) for line in borders]}
    TARGET.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(shores)} rings, {len(borders)} borders, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
