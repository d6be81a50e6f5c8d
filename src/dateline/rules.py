"""Rules and word lists as data: TOML tables in ``resources/``, each rule with a name and examples that run as tests."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``resources/NAME.toml``. Treat it as frozen."""
    return tomllib.loads(files("dateline.resources").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list ``key`` of ``resources/NAME.toml`` as a set; dots in ``key`` go down into tables."""
    found: Any = table(name)
    for part in key.split("."):
        found = found[part]
    return frozenset(found)
