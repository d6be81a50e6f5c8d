"""The towns, countries and states of GeoNames in the file that is shipped, of which only what is asked for is unpacked.

Always true here: at run time only the file is read, so that a record does not depend on what else is installed (``making`` says how it is
made). To open it takes 5 ms, and a name 1 ms the first time; as one piece it took 0.3 s.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from .blocks import Table, by_key, by_number, unpacked
from .place import Place, state_vote

FILE = "gazetteer.bin"
_RESOURCES = Path(__file__).parents[2] / "resources"
TOWNS = 128
"""Towns a block."""

Numbers = tuple[int, ...]
Namesakes = tuple[Place, ...]


class Division(Struct, frozen=True):
    """The middle of the towns of a first-level division of a country, in degrees, and the people of all of them."""

    lat: float
    lon: float
    people: int


class Lands(Struct, frozen=True):
    """By code: the countries, each with the codes of its neighbours, and the states of the US. Those that have towns have their middle."""

    countries: dict[str, tuple[Place, tuple[str, ...]]]
    states: dict[str, Place]


class File(Struct, frozen=True):
    """The file: towns, most populous first; by folded name the numbers of the towns that go by it, and small towns; divisions by
    ``state_vote``; ``Lands``, packed."""

    towns: tuple[bytes, ...]
    names: Table
    small: Table
    divisions: Table
    lands: bytes


class Compiled(Struct, frozen=True):
    """What the file answers."""

    lands: Lands
    _town: Callable[[int], Place]
    _numbers: Callable[[str], Numbers | None]
    _small: Callable[[str], Namesakes | None]
    _division: Callable[[str], Division | None]

    def towns(self, key: str) -> Namesakes:
        """The towns of 15,000 people and more that go by a folded name, most populous first."""
        return tuple(map(self._town, self._numbers(key) or ()))

    def small(self, key: str) -> Namesakes:
        """The towns of 5,000 to 15,000 people of a folded name, most populous first."""
        return self._small(key) or ()

    def division(self, country: str, code: str) -> Division:
        """The division ``code`` of a country."""
        found = self._division(state_vote(country, code))
        if found is None:
            raise KeyError(country, code)
        return found


def opened(content: bytes) -> Compiled:
    """What a file answers, by its content."""
    file = msgspec.msgpack.decode(content, type=File)
    return Compiled(
        unpacked(file.lands, Lands),
        by_number(file.towns, TOWNS, Place),
        by_key(file.names, Numbers),
        by_key(file.small, Namesakes),
        by_key(file.divisions, Division),
    )


def load() -> Compiled:
    """What the shipped file answers."""
    # importlib.resources would bring tempfile and zipfile, and who asks for a place waits for them.
    return opened((_RESOURCES / FILE).read_bytes())
