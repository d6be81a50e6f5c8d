"""Which events a reader asks for: by name or words, by day, by place, by how many origins stand behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from ..assemble.timeline import Dated
from ..errors import InputError
from ..model.record import Entity, Event
from .index import Index

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Selection:
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


class Sifted(Protocol):
    """What can be told of an event, or of its outline, without its passages."""

    @property
    def when(self) -> Dated | None: ...
    @property
    def n_origins(self) -> int: ...


S = TypeVar("S", bound=Sifted)


def select(index: Index, events: Sequence[Event], selection: Selection) -> tuple[Event, ...]:
    """The events that pass, in their order. Without a date, none passes a ``since`` or ``until``."""
    about = _named(index, selection.about) if selection.about else frozenset()
    places = _named(index, selection.place) if selection.place else frozenset()
    return tuple(
        event
        for event in within(events, selection)
        if (selection.place is None or not places.isdisjoint(event.places))
        and (selection.about is None or _concerns(index, event, about, selection.about))
    )


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
    wanted = words.casefold()
    return frozenset(entity.id for entity in index.nouns.entities if _goes_by(entity, wanted))


def _goes_by(entity: Entity, wanted: str) -> bool:
    if entity.id == wanted or (entity.place and (entity.place.country or "").casefold() == wanted):
        return True
    return any(wanted in name.casefold() for name in (entity.name, *entity.aliases))


def _concerns(index: Index, event: Event, named: frozenset[str], words: str) -> bool:
    involved = {participant.entity for participant in event.participants} | set(event.places)
    if not named.isdisjoint(entity for entity in involved if entity):
        return True
    wanted = words.casefold()
    told = (index.statements.get(statement) for statement in event.statements)
    return any(found is not None and wanted in found.sentence.exact.casefold() for found in told)
