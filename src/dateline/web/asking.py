"""What a reader asks for in an address, with the limits that it is held to."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from msgspec import Struct

from ..model.words import TimelinePart
from ..pages.timeline import Filter

Words = Annotated[str | None, Query(max_length=300)]
Value = Annotated[str | None, Query(max_length=200)]
Day = Annotated[str | None, Query(max_length=10)]


class Asked(Struct, frozen=True):
    """The filter of the timeline as its form sends it."""

    q: Words = None
    actor: Words = None
    place: Words = None
    type: Value = None
    since: Day = None
    until: Day = None
    speaker: Words = None
    publisher: Value = None
    status: Value = None
    origin: Value = None
    relay: Value = None
    hand: Value = None
    realis: Value = None
    unnamed: Value = None
    min_origins: Annotated[int, Query(ge=1, le=1000)] = 1
    part: TimelinePart = "days"
    page: Annotated[int | None, Query(ge=1, le=1_000_000)] = None


def filter_of(asked: Asked) -> Filter:
    """The filter that is asked for; empty fields of a form ask for nothing."""
    words = {name: (getattr(asked, name) or "").strip() or None for name in _WORDS}
    return Filter(**words, min_origins=asked.min_origins, part=asked.part, page=asked.page)


_WORDS = tuple(name for name in Asked.__struct_fields__ if name not in ("min_origins", "part", "page"))
