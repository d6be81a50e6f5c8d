"""Closed statements: opened as they were, in their order, and no more of them than is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from factory import record
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.model.closed import Closed, ClosedRecord, Part
from dateline.model.record import Statement
from dateline.store.tables import encoded

STATEMENTS: tuple[Statement, ...] = record().statements


def closed(cuts: Sequence[int]) -> Closed:
    """The statements of the sample in parts that end at ``cuts``; some are empty."""
    ends = [0, *sorted(cut % (len(STATEMENTS) + 1) for cut in cuts), len(STATEMENTS)]
    return Closed(Part.of(STATEMENTS[a:b]) for a, b in pairwise(ends))


@given(st.lists(st.integers(0, 100), max_size=6))
def test_opened_as_they_were(cuts: list[int]) -> None:
    """However they are cut into parts, and however they are asked for."""
    made = closed(cuts)
    assert tuple(made) == tuple(made[:]) == tuple(made[n] for n in range(len(made))) == STATEMENTS
    assert tuple(made[-n] for n in range(1, len(made) + 1)) == STATEMENTS[::-1]
    assert list(made.ids) == [s.id for s in STATEMENTS]
    assert [made.body(n) for n in range(len(made))] == [encoded(s) for s in STATEMENTS]


@given(st.sets(st.sampled_from([s.id for s in STATEMENTS])))
def test_some(wanted: set[str]) -> None:
    assert list(closed([2, 5]).some(wanted, Statement)) == [s for s in STATEMENTS if s.id in wanted]


@given(st.sets(st.sampled_from(sorted({s.span.report for s in STATEMENTS}))))
def test_of_some_reports(wanted: set[str]) -> None:
    """Also where a part holds the statements of several."""
    found = list(closed([2, 5]).of_reports(frozenset(wanted)))
    assert found == [s for s in STATEMENTS if s.span.report in wanted]


def test_line_breaks_in_a_quotation() -> None:
    """A passage that runs over lines is one statement still."""
    one = replace(STATEMENTS[0], span=replace(STATEMENTS[0].span, exact="Dockers\n\nwalk\u2028out\r\n"))
    assert list(Closed([Part.of([one, one])])) == [one, one]


def test_nothing() -> None:
    assert list(Closed([])) == list(Closed([Part.of(())])) == []
    with pytest.raises(IndexError):
        Closed([])[0]


def test_a_whole_record() -> None:
    """Closed and opened again it is the same."""
    assert ClosedRecord.of(record()).opened() == record()
