"""Equal parts of notes made one: what is left of them while a record is made takes two thirds of the memory so.

Always true here: notes are equal to what they were before; a part is only put in the place of an equal one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from sys import intern
from typing import Any

from msgspec.structs import force_setattr

from ..model.notes import Dating, EventMention, ReportNotes
from ..model.reading import Extent

_NUMBERS = tuple(range(1 << 16))
"""Places in texts: Python itself keeps only the first 256 numbers once."""
_WORDS = ("type", "mode", "lemma", "rule", "link", "role")
"""Fields of notes with few different words."""
_DATES = ("dating", "said")
_PLACES = ("extent", "head", "trigger", "phrase")


def share(notes: ReportNotes, referring: Iterable[EventMention]) -> None:
    """Let equal places and dates of ``notes``, and of the references ``referring``, be one value, as before they were put into a file, and
    equal words of rules and types one in all notes. That sets fields of frozen values: who holds them sees equal ones in their place.
    """
    told = (*notes.events, *referring)
    parts = tuple(part for mention in told for part in mention.participants)
    places, dates = _Places().__getitem__, _Dates().__getitem__
    _alike(notes.layout.sentences, ("start", "end"), _number)
    clauses = [clause for clause in notes.clauses if clause.extent.end]  # blank ones are one value already
    for values in (clauses, told, parts, notes.mentions, notes.times):
        _alike(values, _PLACES, places)
        _alike(values, _WORDS, intern)
        _alike(values, _DATES, dates)


def _alike(values: Sequence[Any], fields: Sequence[str], one: Callable[[Any], Any]) -> None:
    """Let those of ``fields`` that ``values``, all of one class, have hold what ``one`` gives for what they hold."""
    for name in (field for field in fields if values and hasattr(values[0], field)):
        for value in values:
            held = getattr(value, name)
            if held is not None:
                force_setattr(value, name, one(held))


def _number(place: int) -> int:
    return _NUMBERS[place] if place < len(_NUMBERS) else place


class _Places(dict[Extent, Extent]):
    """The first of equal places."""

    def __missing__(self, place: Extent) -> Extent:
        self[place] = Extent(_number(place.start), _number(place.end))
        return self[place]


class _Dates(dict[Dating, Dating]):
    """The first of equal dates."""

    def __missing__(self, date: Dating) -> Dating:
        self[date] = date
        return date
