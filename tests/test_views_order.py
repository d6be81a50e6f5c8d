"""What stands first in a listing, and how much room there is for it."""

from __future__ import annotations

import pytest
from factory import DISPUTES, EVENTS, NEWS, OFFICES, WEEKLY, record, span, when
from msgspec.structs import replace

from dateline.model.reading import Span
from dateline.model.record import Entity
from dateline.views.disputes import dispute_rows
from dateline.views.index import Index
from dateline.views.names import name_row, name_rows
from dateline.views.offices import office_rows
from dateline.views.room import Room, chosen_days


@pytest.fixture
def index() -> Index:
    """The harbour strike."""
    return Index(record())


def test_common_words_come_after_names(index: Index) -> None:
    """A name has a capital inside a sentence; a capital that begins one is no sign of a name, nor is a pronoun."""
    assert [row.name for row in name_rows(index) if row.nominal] == ["port authority"]
    assert name_rows(index)[-1].name == "port authority"
    police = Entity("e-police", "organization", "Police", ("police",), (span(NEWS, "Police"),), (), None, 1)
    assert not name_row(index, police).nominal
    small = tuple(span(report, words) for report, words in ((NEWS, "Police"), (WEEKLY, "detained")))
    assert name_row(index, replace(police, aliases=("detained",), mentions=small)).nominal
    assert name_row(index, replace(police, named=False)).nominal


def test_offices_with_most_passages_come_first() -> None:
    """Passages of one office stand together whatever their dates."""
    more = [replace(OFFICES[0], id=f"q-{n}", office=span(NEWS, "union leader")) for n in range(3)]
    rows = office_rows(Index(replace(record(), occupancies=(*OFFICES, *more))))
    assert [row.office for row in rows][:3] == ["union leader"] * 3


def _letters(number: int) -> str:
    """A word of its own for each number below 676, without digits."""
    return "abcdefghijklmnopqrstuvwxyz"[number // 26] + "abcdefghijklmnopqrstuvwxyz"[number % 26] + "q"


@pytest.mark.parametrize(
    ("per_day", "lines"), [((50, 50), 40), ((3, 60, 1), 40), ((1, 1), 2), ((9,) * 30, 40), ((), 0)]
)
def test_days_share_the_room(per_day: tuple[int, ...], lines: int) -> None:
    """The days have about as many lines together as there is room for, each at least two where it has them."""
    told = [
        replace(
            EVENTS[0], id=f"v-{day}-{n}", when=when(f"2020-03-{day + 1:02d}"),
            headline=Span(f"r-{day}-{n}", 0, 9, f"q{_letters(day)} z{_letters(n)}"),
        )
        for day, found in enumerate(per_day) for n in range(found)
    ]  # fmt: skip
    days = chosen_days(told, Room())
    assert sum(len(day.events) for day in days) == lines
    assert all(len(day.events) >= min(2, per_day[int(day.date[-2:]) - 1]) for day in days)
    assert all(len(day.events) <= 5 for day in chosen_days(told, Room(per_date=5)))


def test_a_body_is_named_once() -> None:
    """What the words of the office hold already is not repeated beside them."""
    told = [
        replace(OFFICES[0], office=span(WEEKLY, "Harbour master"), body=body) for body in ("Kessen", "harbour", None)
    ]
    rows = office_rows(Index(replace(record(), occupancies=tuple(told))))
    assert {row.body: row.body_apart for row in rows} == {"Kessen": "Kessen", "harbour": None, None: None}


def test_sides_say_whether_it_happened() -> None:
    """The values of such a dispute are labels a reader understands."""
    denied = replace(DISPUTES[0], aspect="polarity", values=("positive", "negative"))
    (row,) = dispute_rows(Index(replace(record(), contradictions=(denied,))))
    assert row.values == ("happened", "did not happen")


@pytest.mark.parametrize(("others", "shown"), [(("Kessen", "Kessen"), "[Kessen]"), (("Kessen", "Torvia"), None)])
def test_a_body_that_only_other_passages_name_stands_in_brackets(others: tuple[str, ...], shown: str | None) -> None:
    """Where they agree; else the office has none."""
    told = [replace(OFFICES[0], id=f"q-{n}", body=body, holder="e-ilvesen") for n, body in enumerate(others)]
    bare = replace(OFFICES[0], id="q-bare", body=None, holder="e-ilvesen")
    rows = {row.id: row.body for row in office_rows(Index(replace(record(), occupancies=(*told, bare))))}
    assert rows == {"q-0": others[0], "q-1": others[1], "q-bare": shown}
