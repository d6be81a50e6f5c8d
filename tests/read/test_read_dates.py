"""Stated dates: the rules' own examples, and what must not be read."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.dates import iso, iso_prefix
from dateline.rules import table

RULES = table("stated_dates")
EXAMPLES = [(rule["name"], written, read) for rule in RULES["rules"] for written, read in rule["examples"]]


@pytest.mark.parametrize(("name", "written", "read"), EXAMPLES)
def test_each_example_is_read(name: str, written: str, read: str) -> None:
    """Every rule reads its own examples."""
    assert iso(written) == read, name


@pytest.mark.parametrize("written", RULES["unreadable"]["examples"])
def test_unreadable(written: str) -> None:
    """What is no date, or could be two, is not read."""
    assert iso(written) is None


@pytest.mark.parametrize("zone", RULES["zones"])
def test_each_zone_is_read(zone: str) -> None:
    """A named zone gives its offset."""
    assert iso(f"2021-03-04 05:06 {zone}") == f"2021-03-04T05:06{RULES['zones'][zone]}"


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("2021-03-04 Rain fell on the coast.", "2021-03-04", 10),
        ("4 March 2021 10 boats were lost.", "2021-03-04", 12),
        ("2021-03-04 05:06 UNESCO said.", "2021-03-04T05:06", 16),
    ],
)
def test_prefix_takes_the_date_alone(text: str, value: str, end: int) -> None:
    """A date before running text ends where the date ends."""
    assert iso_prefix(text) == (value, end)


@pytest.mark.parametrize("text", ["2021 was a year of rain", "2021-03-04x", "the 4 March 2021", ""])
def test_no_prefix(text: str) -> None:
    """A bare year, a longer word or a later date is no date at the beginning."""
    assert iso_prefix(text) is None


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))
def test_iso_values_stay(moment: datetime) -> None:
    """What is already ISO comes back as the same moment."""
    assert iso(moment.isoformat(sep=" ", timespec="seconds")) == moment.isoformat(timespec="seconds")


PIECES = st.sampled_from(
    [
        *"0123456789-/:. ,|T+()",
        *[
            "20",
            "2020",
            "10",
            "06",
            "Oct",
            "october",
            "ſept",
            "oKtober",
            "mai",
            "Tue, ",
            "GMT",
            "ET",
            "MSK",
            "am",
            "p.m.",
            " at ",
            "th",
            "W41",
            "Updated ",
            "de ",
            "Z",
            "+0600",
            "٢٠٢٠",
        ],
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_nothing_is_read_that_is_not_printed(text: str) -> None:
    """No mixture of the pieces of dates breaks the reading, and the year and the day of a date stand in the value."""
    value = iso(text)
    if value is None or re.fullmatch(r"1?\d{9}(?:\d{3})?(?:\.\d+)?", text.strip()) or "W" in text:
        return
    printed = {int(number) for number in re.findall(r"\d+", text)}
    compact = "".join(str(int(digit)) for digit in text if digit.isdigit())
    told = [int(number) for number in value[:10].split("-")]
    assert told[0] in printed or compact.startswith(value[:4])
    assert len(told) < 3 or told[2] in printed or compact[6:8] == value[8:10]


@given(st.text())
def test_any_text_is_read_or_not(text: str) -> None:
    """No text breaks the reading, and what is read is ISO again."""
    value = iso(text)
    assert value is None or iso(value) == value
