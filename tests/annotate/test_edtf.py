"""Every date that an expression can give is valid EDTF, and its first and last day lie where the EDTF says."""

from __future__ import annotations

from datetime import date
from time import struct_time

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.times import find, resolve
from dateline.model.notes import Dating
from dateline.rules import table

TEXTS = [example.rsplit(" -> ", 1)[0] for rule in table("times")["rule"] for example in rule["examples"]]


def _day(moment: struct_time) -> date:
    return date(*moment[:3])


def assert_sound(dating: Dating) -> None:
    """The EDTF can be read by another library; earliest and latest are ISO days, in order, and inside of it."""
    read = edtf.parse_edtf(dating.edtf)
    earliest, latest = date.fromisoformat(dating.earliest), date.fromisoformat(dating.latest)
    assert earliest <= latest
    if dating.edtf.startswith(".."):
        assert latest <= _day(read.upper.upper_strict())
    elif dating.edtf.endswith(".."):
        assert _day(read.lower.lower_strict()) <= earliest
    else:
        assert _day(read.lower_strict()) <= earliest
        assert latest <= _day(read.upper_strict())


@pytest.mark.parametrize("text", sorted(set(TEXTS)))
@pytest.mark.parametrize("read_on", ["2020-02-29", "2021-12-31", None])
def test_examples(text: str, read_on: str | None) -> None:
    """The examples of all rules, read at the ends of years and on the day that few years have."""
    for time in resolve(text, find(text), read_on):
        if time.dating is not None:
            assert_sound(time.dating)


@settings(deadline=None)
@given(
    texts=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4),
    read_on=st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
def test_any_day(texts: list[str], read_on: date) -> None:
    """Several examples in one paragraph, so that they count from each other, on any day."""
    text = " ".join(texts)
    for time in resolve(text, find(text), read_on.isoformat()):
        if time.dating is not None:
            assert_sound(time.dating)
