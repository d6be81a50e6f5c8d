"""Who prints news: the outlets and agencies of ``outlets.toml``, and a user's own, written in the same form.

Always true here: the outlets are a pure function of the two, whatever their order; a user's entry goes before the shipped one; a name is
one outlet's, and an outlet is in one family.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Annotated, Literal

import msgspec

from . import rules
from .own_rules import OwnRules, line_of, twice

MOST = 2000
"""Outlets that a user's file may hold: all of them stand in the record's settings."""

_Name = Annotated[str, msgspec.Meta(pattern=r"^[^\s\x00-\x1f]+( [^\s\x00-\x1f]+){0,11}\Z", max_length=120)]


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An outlet or agency; outlets of one ``family`` (owner or service; left out, itself) are one origin."""

    name: _Name
    aliases: tuple[_Name, ...] = ()
    family: _Name | None = None
    kind: Literal["agency", "outlet"] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and the others that it goes by."""
        return (self.name, *self.aliases)


class _File(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A user's file: outlets, and which of their names are also ordinary words."""

    outlets: Annotated[list[Outlet], msgspec.Meta(min_length=1, max_length=MOST)]
    ambiguous: tuple[_Name, ...] = ()


_OWN = OwnRules("outlets", "docs/copies.md", "one to twelve words, with single spaces between them")


class Outlets:
    """The outlets, by what the stages ask of them. A user's ``own`` stand in the place of shipped ones of their name."""

    def __init__(self, shipped: Sequence[Outlet], own: Sequence[Outlet] = (), ambiguous: Iterable[str] = ()) -> None:
        known = _by_name(shipped)
        replaced = {known[o.name.casefold()].name for o in own if o.name.casefold() in known}
        kept = (o for o in shipped if o.name not in replaced)
        self._outlets = (*kept, *(_completed(o, known.get(o.name.casefold())) for o in own))
        self.ambiguous = frozenset(ambiguous)
        """Names that are also ordinary words, other bodies or people."""
        self.added = frozenset(name for o in own for name in o.names) - self.ambiguous
        """The names in a user's file that are nothing but an outlet's."""

    @cached_property
    def named(self) -> Mapping[str, Outlet]:
        """The outlet that each name, with its capitals, is of."""
        return {name: outlet for outlet in self._outlets for name in outlet.names}

    @cached_property
    def families(self) -> Mapping[str, str]:
        """The family of each name, case folded, of an outlet or a family; a family called like another outlet is that outlet's."""
        by_name = _by_name(self._outlets)
        found = {name: _family(outlet, by_name) or outlet.name for name, outlet in by_name.items()}
        spelled = {family.casefold(): family for family in sorted(found.values(), reverse=True)}
        return spelled | {name: spelled[family.casefold()] for name, family in found.items()}

    def circular(self) -> str | None:
        """An outlet whose family's family, and so on, goes round; None where there is none."""
        by_name = _by_name(self._outlets)
        return next((o.name for o in self._outlets if _family(o, by_name) is None), None)


def _by_name(listed: Iterable[Outlet]) -> dict[str, Outlet]:
    return {name.casefold(): outlet for outlet in listed for name in outlet.names}


def _completed(own: Outlet, shipped: Outlet | None) -> Outlet:
    """A user's outlet, with what the shipped one of its name says and the user does not."""
    if shipped is None:
        return own
    aliases = tuple(dict.fromkeys((*shipped.names, *own.aliases)))
    return Outlet(own.name, aliases, own.family or shipped.family, own.kind or shipped.kind)


def _family(outlet: Outlet, by_name: Mapping[str, Outlet]) -> str | None:
    """The family of an outlet, or that of the outlet which its family is called by, and so on; None if that goes round."""
    seen: list[Outlet] = []
    while outlet not in seen:
        seen.append(outlet)
        family = outlet.family or outlet.name
        above = by_name.get(family.casefold())
        if above is None or above is outlet:
            return family
        outlet = above
    return None


@cache
def outlets(own: str = "") -> Outlets:
    """The shipped outlets, and a user's ``own`` as ``read_outlets`` gives them. Raises SettingError (E302) for anything else."""
    if not own:
        return _beside()
    given = _OWN.of_setting(own, _File)
    if wrong := next(_faults(given), None):
        raise _OWN.unread(wrong)
    return _beside(given.outlets, given.ambiguous)


def read_outlets(text: str, place: str) -> str:
    """A user's outlets in TOML as one line of JSON, the same for the same outlets; ``place`` names the file in messages.

    Raises InputError (E104) with what is wrong, so that a file is taken in whole or not at all.
    """
    given = _OWN.read(text, place, _File)
    if wrong := next(_faults(given), None):
        raise _OWN.bad(place, wrong)
    ordered = (Outlet(o.name, tuple(sorted({*o.aliases} - {o.name})), o.family, o.kind) for o in given.outlets)
    return line_of(_File(sorted(ordered, key=lambda o: o.name), tuple(sorted({*given.ambiguous}))))


def _beside(own: Sequence[Outlet] = (), ambiguous: Iterable[str] = ()) -> Outlets:
    shipped = msgspec.convert(rules.table("outlets")["outlets"], list[Outlet])
    return Outlets(shipped, own, rules.words("outlets", "ambiguous").union(ambiguous))


def _faults(given: _File) -> Iterator[str]:
    """What is wrong with outlets that have the right form."""
    folded = [name for o in given.outlets for name in {name.casefold() for name in o.names}]
    yield from (f"two outlets have the name {name!r} (capitals do not count)" for name in twice(folded))
    known, taken = _by_name(_beside().named.values()), dict[str, str]()
    for outlet in given.outlets:
        shipped = known.get(outlet.name.casefold())
        if shipped is not None and shipped.name in taken:
            yield f"{taken[shipped.name]!r} and {outlet.name!r} are one outlet ({shipped.name}) in the list that is shipped"
        elif shipped is not None:
            taken[shipped.name] = outlet.name
    if around := _beside(given.outlets).circular():
        yield f"the family of {around!r} leads back to itself"
    names = {name for o in given.outlets for name in o.names}
    yield from (
        f"ambiguous holds {name!r}, which is a name of no outlet" for name in given.ambiguous if name not in names
    )
