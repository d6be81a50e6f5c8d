"""One thing that a name can mean, and the key by which names are compared.

Always true here: a key is a whole name; nothing is ever found by a part of a word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from anyascii import anyascii
from msgspec import Struct

from ...model.resolved import PlaceFix
from ...model.words import PlacePrecision

PlaceKind = Literal["country", "state", "town", "region", "site"]
PRECISION: dict[PlaceKind, PlacePrecision] = {
    "country": "country", "state": "region", "region": "region", "town": "town", "site": "site",
}  # fmt: skip


class Place(Struct, frozen=True):
    """One thing that a name can mean. ``country`` is ISO 3166-1 alpha-2, ``state`` GeoNames' code of the first-level division in it,
    ``within`` the name of the state or town that it lies in where the gazetteer knows it."""

    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None = None
    lon: float | None = None
    people: int = 0
    geonameid: int | None = None
    state: str | None = None
    capital: bool = False
    within: str | None = None

    def fix(self) -> PlaceFix | None:
        """The pin, or None for a place without coordinates."""
        if self.lat is None or self.lon is None:
            return None
        return PlaceFix(self.lat, self.lon, self.geonameid, self.country, PRECISION[self.kind], self.within)


@lru_cache(maxsize=100_000)
def place_key(name: str) -> str:
    """``name`` without case, accents, hyphens, apostrophes and a leading article, on one line; "Saint" and "St." are one."""
    plain = name if name.isascii() else anyascii(name)
    plain = plain.casefold().replace("-", " ").replace("'", "").replace("’", "")
    plain = " ".join(plain.split()).removeprefix("the ")
    return f"st {plain.split(' ', 1)[1]}" if plain.startswith(("saint ", "st. ")) else plain


def state_vote(country: str, state: str) -> str:
    """The word under which a report's votes for a state are counted, beside the codes of countries."""
    return f"{country}-{state}"
