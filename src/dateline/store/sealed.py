"""The notes of a report as the record file keeps them, so that who made them need not hand over every part of them.

Always true here: ``opened(seal(notes))`` is ``notes``; the same notes are sealed to the same bytes by one version of zlib.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from sys import intern
from typing import Any, TypeVar

import msgspec

from ..model.notes import Dating, ReportNotes
from ..model.reading import Extent

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(ReportNotes).decode


@dataclass(frozen=True, slots=True)
class Sealed:
    """Notes as compressed JSON; a hundredth of the memory of those that are open."""

    body: bytes


def seal(notes: ReportNotes) -> Sealed:
    """``notes`` for the record file."""
    return Sealed(zlib.compress(_encode(notes), 1))


def opened(sealed: Sealed) -> ReportNotes:
    """The notes that were sealed."""
    notes = _decode(zlib.decompress(sealed.body))
    _share(notes)
    return notes


def part_of(sealed: Sealed, shape: type[T]) -> T:
    """That part of the sealed notes which ``shape`` is: names take a fifth of the time that all takes."""
    kind: Any = shape
    found: T = _decoder(kind).decode(zlib.decompress(sealed.body))
    return found


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape)


_NUMBERS = tuple(range(1 << 16))
"""Places in texts: Python itself keeps only the first 256 numbers once."""
_WORDS = ("type", "mode", "lemma", "rule", "link", "role")
"""Fields of notes with few different words."""
_DATES = ("dating", "said")
_PLACES = ("extent", "head", "trigger")


def _share(notes: ReportNotes) -> None:
    """Let equal places and dates of what is kept longest, and equal words of rules and types of all, be one value as before they were
    sealed: a third of its memory. That sets fields of frozen values, which nobody has seen yet.
    """
    told = (*notes.events, *notes.references)
    parts = tuple(part for mention in told for part in mention.participants)
    places, dates = _Places().__getitem__, _Dates().__getitem__
    _alike(notes.layout.sentences, ("start", "end"), _number)
    for values in (notes.clauses, told, parts, notes.mentions, notes.times):
        _alike(values, _PLACES, places)
        _alike(values, _WORDS, intern)
        _alike(values, _DATES, dates)


def _alike(values: Sequence[Any], fields: Sequence[str], one: Callable[[Any], Any]) -> None:
    """Let those of ``fields`` that ``values``, all of one class, have hold what ``one`` gives for what they hold."""
    for name in (field for field in fields if values and hasattr(values[0], field)):
        for value in values:
            held = getattr(value, name)
            if held is not None:
                object.__setattr__(value, name, one(held))


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
