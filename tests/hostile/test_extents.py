"""Looking extents up by place: the same answers as looking at each, also where one of them is as long as the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from nasty import tries

from dateline.model.extents import Extents
from dateline.model.reading import Extent

EXTENTS = st.tuples(st.integers(0, 400), st.sampled_from([1, 2, 7, 30, 400])).map(lambda p: Extent(p[0], p[0] + p[1]))


@tries(60)
@given(given_extents=st.lists(EXTENTS, max_size=150), place=EXTENTS)
def test_the_same_as_looking_at_each(given_extents: list[Extent], place: Extent) -> None:
    """All extents that touch, hold or lie within a place, in order of place."""
    extents = Extents(given_extents)
    order = sorted(range(len(given_extents)), key=lambda n: (given_extents[n].start, n))
    assert extents.touching(place) == [n for n in order if given_extents[n].touches(place)]
    assert extents.holding(place) == [n for n in order if given_extents[n].holds(place)]
    assert extents.within(place) == [n for n in order if place.holds(given_extents[n])]
