"""Which events a reader asks for: by name or words, by day, by place, by how many origins stand behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from msgspec import Struct

from ..errors import InputError
from ..model.record import Entity
from ..store import Called
from .index import Index

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Selection(Struct, frozen=True):
    """A reader's filter. ``since`` and ``until`` are ISO days or beginnings of them (``2020-10``), both inclusive.

    ``about`` is a name, an alias or words of the event's passages; ``place`` a place's name or a country code.
    """

    about: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    min_origins: int = 1

    def __post_init__(self) -> None:
        """Raises InputError (E103) for a ``since`` or ``until`` that is no day, month or year."""
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and not _is_date(day):
                raise InputError(
                    "E103", f"The date {day!r} of --{name} cannot be read.", "Write 2020-10-06, 2020-10 or 2020."
                )
        if self.since and self.until and self.since > self.until[: len(self.since)].ljust(len(self.since), "9"):
            message = f"No day lies from {self.since} on and up to {self.until}."
            raise InputError("E103", message, "Exchange --since and --until.")


class Bounds(Protocol):
    """The first and the last day of a date (ISO)."""

    @property
    def earliest(self) -> str: ...
    @property
    def latest(self) -> str: ...


class Sifted(Protocol):
    """What can be told of an event, or of its outline, without its passages."""

    @property
    def id(self) -> str: ...
    @property
    def when(self) -> Bounds | None: ...
    @property
    def n_origins(self) -> int: ...


S = TypeVar("S", bound=Sifted)


def select(index: Index, events: Sequence[S], selection: Selection) -> tuple[S, ...]:
    """The events that pass, in their order. Without a date, none passes a ``since`` or ``until``."""
    passing = within(events, selection)
    if selection.place is not None:
        placed = index.placed_at(_named(index, selection.place))
        passing = tuple(event for event in passing if event.id in placed)
    if selection.about is not None:
        concerned = index.involving(_named(index, selection.about)) | index.holding(selection.about.casefold())
        passing = tuple(event for event in passing if event.id in concerned)
    return passing


def _is_date(day: str) -> bool:
    """Whether ``day`` is a day, a month or a year of the calendar."""
    if not DAY.fullmatch(day):
        return False
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4 :])
    except ValueError:
        return False
    return True


def within(events: Iterable[S], selection: Selection) -> tuple[S, ...]:
    """The events that lie in the time asked for and have so many origins; names, words and places are not looked at."""
    return tuple(e for e in events if e.n_origins >= selection.min_origins and _in_time(e, selection))


def _in_time(event: Sifted, selection: Selection) -> bool:
    if selection.since is None and selection.until is None:
        return True
    if event.when is None:
        return False
    after = selection.since is None or event.when.latest >= selection.since
    return after and (selection.until is None or event.when.earliest[: len(selection.until)] <= selection.until)


def _named(index: Index, words: str) -> frozenset[str]:
    """The entities that ``words`` are a part of the name of, or the id or country; of no words none."""
    wanted = words.casefold()
    return frozenset(entity.id for entity in index.called if _goes_by(entity, wanted)) if wanted else frozenset()


def _goes_by(entity: Entity | Called, wanted: str) -> bool:
    if entity.id == wanted or (entity.place and (entity.place.country or "").casefold() == wanted):
        return True
    return any(wanted in name.casefold() for name in (entity.name, *entity.aliases))
