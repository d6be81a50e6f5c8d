"""What charts, strips, maps and marked texts are drawn from: nothing is lost, nothing lies outside."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from factory import OFFICES, record
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.model.reading import Block
from dateline.views.atlas import HEIGHT, WIDTH, frame_of, graticule
from dateline.views.chart import scale_of, whiskers
from dateline.views.dates import date_label
from dateline.views.index import Index
from dateline.views.marks import Mark, block_views, distinct
from dateline.views.offices import office_rows
from dateline.views.series import series_of
from dateline.views.strip import BARS, axis_of, strip, ticks
from dateline.views.tenures import office_bars
from dateline.views.told import by_origin

DAYS = st.dictionaries(
    st.dates(date(1890, 1, 1), date(2035, 12, 31)).map(date.isoformat), st.integers(1, 500), max_size=60
)


@given(DAYS)
def test_a_strip_counts_every_event_once(days: dict[str, int]) -> None:
    """Whatever the days, in order and few enough to be drawn; bars neither overlap nor leave gaps but at the outer ends."""
    made = strip(sorted(days.items()))
    assert sum(bar.n for bar in made.bars) == sum(days.values())
    assert len(made.bars) <= BARS + 4
    assert all(0 <= bar.height <= 1 for bar in made.bars)
    for before, after in pairwise(bar for bar in made.bars if not bar.outer):
        assert date.fromisoformat(before.until) + timedelta(days=1) == date.fromisoformat(after.since)
    assert [number for number, _ in ticks(made.bars)] == sorted(number for number, _ in ticks(made.bars))
    assert made.main is None if not days else made.main in days


@pytest.mark.parametrize(
    ("days", "step", "n", "outer"),
    [
        ([("2020-10-04", 1), ("2020-10-07", 5)], "day", 4, 0),
        ([("2020-01-01", 3), ("2020-12-31", 3)], "week", 53, 0),
        ([("2012-01-01", 3), ("2018-12-31", 3)], "month", 84, 0),
        ([("1950-06-01", 1), ("2020-01-01", 100), ("2020-01-20", 100)], "day", 21, 1),
        ([("0001-01-01", 1), ("0001-01-03", 1)], "day", 3, 0),
        ([("9999-07-01", 1), ("9999-12-31", 1)], "week", 27, 0),
        ([("9995-01-01", 1), ("9999-12-31", 1)], "month", 60, 0),
        ([("9950-01-01", 1), ("9999-12-31", 1)], "year", 50, 0),
        ([("0001-01-01", 1), ("0900-12-31", 1)], "decade", 91, 0),
        ([("9200-01-01", 1), ("9999-12-31", 1)], "decade", 80, 0),
        ([], "day", 0, 0),
    ],
)
def test_a_strip_is_as_fine_as_fits(days: list[tuple[str, int]], step: str, n: int, outer: int) -> None:
    """Days, weeks, months; what lies far off is gathered at the end."""
    made = strip(days)
    assert (made.step, len(made.bars), sum(bar.outer for bar in made.bars)) == (step, n, outer)


EXTENTS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


@given(
    st.text(max_size=60), st.lists(EXTENTS, max_size=12), st.integers(0, 3), st.lists(st.integers(0, 60), max_size=4)
)
def test_pieces_are_the_text(text: str, extents: list[list[int]], n_blocks: int, cuts: list[int]) -> None:
    """In order and whole, and each piece names exactly the marks that cover it."""
    size = len(text) // (n_blocks + 1) or 1
    blocks = tuple(Block(i, min(i + size, len(text)), "body") for i in range(0, len(text), size))
    marks = distinct(Mark(start, end, "name", f"m{n}") for n, (start, end) in enumerate(extents))
    views = block_views(text, 0, blocks, marks, None, cuts)
    assert "".join(piece.text for view in views for piece in view.pieces) == text
    for piece in (piece for view in views for piece in view.pieces):
        covering = {
            n for n, mark in enumerate(marks) if mark.start <= piece.start and piece.end <= mark.end and mark.length
        }
        assert set(piece.marks) == covering
        assert not any(piece.start < cut < piece.end for cut in cuts)


def test_what_lies_between_blocks_is_shown_unless_blank() -> None:
    """No word of a report is lost because no role was found for it."""
    views = block_views(
        "one stray two   three", 0, (Block(0, 3, "body"), Block(10, 13, "body"), Block(16, 21, "caption")), (), None
    )
    assert [(v.role, "".join(p.text for p in v.pieces)) for v in views] == [
        ("body", "one"), (None, " stray "), ("body", "two"), ("caption", "three"),
    ]  # fmt: skip


NUMBERS = st.one_of(st.none(), st.floats(0, 1e7))


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=8))
def test_figures_lie_on_their_scale(bounds: list[tuple[float | None, float | None, float | None]]) -> None:
    """Open where no bound is given, in order where they are."""
    point = series_of(Index(record()), "range")[0].points[0]
    given_ = [
        replace(point, figure=replace(point.figure, low=low, best=best, high=high))
        for low, best, high in ((*sorted(b for b in row if b is not None), None, None, None)[:3] for row in bounds)
    ]
    made = whiskers(given_, scale_of(given_))
    for whisker in made:
        assert all(0 <= at <= 1 for at in (whisker.low, whisker.best, whisker.high))
        assert whisker.open_high == (whisker.point.figure.high is None)
        assert whisker.open_low or whisker.open_high or whisker.low <= whisker.best <= whisker.high


POINTS = st.lists(st.tuples(st.floats(-55, 80), st.floats(-180, 180)), max_size=20)


@given(POINTS)
def test_a_frame_holds_its_points(points: list[tuple[float, float]]) -> None:
    """Inside the drawing, north above south, and few lines of the graticule."""
    frame = frame_of(points)
    for lat, lon in points:
        assert frame.holds(lat, lon)
        assert 0 <= frame.x(lon) <= WIDTH
        assert 0 <= frame.y(lat) <= frame.height <= HEIGHT + 1e-6
    assert len(graticule(frame)) < 40


def test_an_office_is_drawn_from_what_is_told() -> None:
    """A resignation of one day is one day long; a holder without a date has no stretch."""
    data = record()
    undated = replace(OFFICES[0], id="q-undated", status="former", when=None, holder=None)
    bars = office_bars(office_rows(Index(replace(data, occupancies=(*OFFICES, undated)))), 2)
    assert [(h.name, len(h.stretches)) for h in bars.holders] == [("Tomas Reik", 1), (None, 0)]
    stretch = bars.holders[0].stretches[0]
    assert 0 <= stretch.left < stretch.right <= 1
    assert stretch.label == "resigned: 2020-03-04"


def test_copies_are_folded_under_what_they_copy() -> None:
    """One telling for the passage and its copy, in the group of its origin; unknown origins last."""
    data = record()
    groups = by_origin(Index(data), data.statements)
    assert groups[-1].kind == "unknown"
    walk = next(t for t in groups[0].tellings if t.statement == "s-walk-news")
    assert [copy.statement for copy in walk.copies] == ["s-walk-copy"]
    shown = [s for g in groups for t in g.tellings for s in (t.statement, *(c.statement for c in t.copies))]
    assert sorted(shown) == sorted(s.id for s in data.statements)


def test_an_axis_is_drawn_for_dates_that_reach_over_days_alone() -> None:
    """Sure days need none; an uncertain one lies between 0 and 1."""
    labels = [date_label(event.when) for event in record().events]
    sure = [label for label in labels if label and label.earliest == label.latest]
    assert axis_of(sure) is None
    axis = axis_of(labels)
    assert axis is not None
    assert all(0 <= left <= right <= 1 for left, right in (axis.at(label) for label in labels if label))
