"""The report's day: stated claims in their order of trust, inference from what is printed, warnings where in doubt."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.report_date import Publication, published
from dateline.annotate.times import find
from dateline.model.reading import Block, DateClaim, Layout, Report, Role


def read(parts: Sequence[tuple[Role, str]], *dates: DateClaim) -> Publication:
    """The publication of a report that is made of blocks in the given roles."""
    text, blocks = "", []
    for role, words in parts:
        blocks.append(Block(len(text), len(text) + len(words), role))
        text += words + "\n\n"
    report = Report("r", "a.txt", "0", "0", text, dates=dates)
    return published(report, Layout(tuple(blocks), ()), find(text))


def test_the_most_trusted_claim_wins() -> None:
    """What an option states outranks what the file's metadata states, and the difference is a warning."""
    found = read(
        [("body", "Rain fell.")], DateClaim("2019-04-02", "metadata.csv"), DateClaim("2019-04-05T10:00Z", "option")
    )
    assert found.dating is not None
    assert (found.dating.edtf, found.dating.basis) == ("2019-04-05", "stated")
    assert [f.code for f in found.failures] == ["R201"]


def test_a_claim_that_is_no_date_is_a_failure() -> None:
    """An unreadable claim is reported, and the next one counts."""
    found = read([("body", "Rain fell.")], DateClaim("last spring", "option"), DateClaim("2019-04-05", "header-line"))
    assert found.dating is not None
    assert found.dating.edtf == "2019-04-05"
    assert [f.code for f in found.failures] == ["R113"]


def test_a_dateline_far_from_the_claim_is_a_warning() -> None:
    """A stated day and a dateline more than a day apart disagree; one day apart they do not."""
    blocks: list[tuple[Role, str]] = [("dateline", "LIMA, April 5, 2019 (Wire) -"), ("body", "Rain fell.")]
    assert [f.code for f in read(blocks, DateClaim("2019-04-08", "option")).failures] == ["R201"]
    assert read(blocks, DateClaim("2019-04-06", "option")).failures == ()


def test_the_dateline_is_the_day() -> None:
    """Without a claim the dateline's full date is the day, with its words and place as evidence."""
    found = read([("dateline", "LIMA, April 5, 2019 (Wire) -"), ("body", "Rain fell on Friday.")])
    assert found.dating is not None
    assert (found.dating.edtf, found.dating.basis) == ("2019-04-05", "inferred")
    assert found.evidence == ("dateline: 'April 5, 2019' at 6",)


def test_a_weekday_after_the_latest_caption_moves_the_day_on() -> None:
    """A story that tells of Tuesday, with a picture of Monday, was written on Tuesday at the earliest."""
    found = read([("body", "The bridge fell on Tuesday."), ("caption", "The bridge on Monday, April 8, 2019.")])
    assert found.dating is not None
    assert found.dating.edtf == "2019-04-09"
    assert "weekday: 'Tuesday' at 19" in found.evidence


def test_nothing_printed_is_undated() -> None:
    """A report without any full date stays undated, with a warning."""
    found = read([("body", "The bridge fell on Tuesday.")])
    assert found.dating is None
    assert [f.code for f in found.failures] == ["R202"]
