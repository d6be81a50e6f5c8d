"""The notes of a report as the record file keeps them, so that who made them need not hand over every part of them.

Always true here: ``opened(seal(notes))`` is ``notes``; the same notes are sealed to the same bytes by one version of zlib.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from sys import intern

import msgspec

from ..model.notes import Dating, ReportNotes

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


_NAMED = ("type", "mode", "lemma", "rule")
"""Fields of notes with few different words."""
_DATED = ("dating", "said")


def _share(notes: ReportNotes) -> None:
    """Let equal dates of a report, and equal names of rules and types of all, be one value as before they were sealed: a third of the
    memory of notes. That sets fields of frozen values, which nobody has seen yet.
    """
    known: dict[Dating, Dating] = {}
    for values in (notes.times, notes.clauses, notes.events, notes.references, notes.attributions, notes.counts):
        names = [name for name in _NAMED if values and hasattr(values[0], name)]
        dates = [name for name in _DATED if values and hasattr(values[0], name)]
        for value in values:
            for name in names:
                word = getattr(value, name)
                if word is not None:
                    object.__setattr__(value, name, intern(word))
            for name in dates:
                date = getattr(value, name)
                if date is not None:
                    object.__setattr__(value, name, known.setdefault(date, date))
