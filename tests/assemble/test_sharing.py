"""Equal parts of notes made one: nothing that a note says is another afterwards, and equal parts are the same value."""

from __future__ import annotations

import msgspec
import pytest

from dateline.api import AnnotatedReport, annotate
from dateline.assemble.sharing import share
from dateline.model.notes import ReportNotes
from dateline.store.sealed import opened, seal

SAMPLE = "examples/kyrgyzstan-2020/reports"


@pytest.fixture(scope="module")
def sealed() -> list[bytes]:
    return [msgspec.json.encode(one.notes) for one in annotate(SAMPLE) if isinstance(one, AnnotatedReport)]


def _notes(encoded: bytes) -> ReportNotes:
    """As from a file: no two parts of it are one value."""
    return opened(seal(msgspec.json.decode(encoded, type=ReportNotes)))


def test_notes_say_the_same_afterwards(sealed: list[bytes]) -> None:
    assert sealed
    for encoded in sealed:
        notes = _notes(encoded)
        share(notes, notes.references)
        assert msgspec.json.encode(notes) == encoded


def test_equal_places_and_dates_are_one_value(sealed: list[bytes]) -> None:
    for encoded in sealed:
        notes = _notes(encoded)
        share(notes, ())
        dates = [event.dating for event in notes.events if event.dating is not None]
        places = [*(event.trigger for event in notes.events), *(mention.extent for mention in notes.mentions)]
        assert len({id(date) for date in dates}) == len(set(dates))
        assert len({id(place) for place in places}) == len(set(places))
