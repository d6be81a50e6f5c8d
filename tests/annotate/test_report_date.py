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


def test_a_claim_of_an_unknown_kind_counts_least() -> None:
    """A kind of evidence without a place in the order of trust gives way to all the others."""
    found = read([("body", "Rain fell.")], DateClaim("2019-04-02", "rumour"), DateClaim("2019-04-03", "header-line"))
    assert found.evidence == ("header-line: 2019-04-03", "rumour: 2019-04-02")


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
    assert found.evidence == ("dateline: 'April 5, 2019' at 6", "weekday: 'Friday' at 43")


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


def test_a_dateline_without_a_year_takes_that_of_a_date_nearby() -> None:
    """A dateline's day and month get their year from a full date that is printed within a month."""
    found = read(
        [("dateline", "LIMA, Jan. 2 (Wire) -"), ("caption", "The dam on December 31, 2018."), ("body", "It burst.")]
    )
    assert found.dating is not None
    assert (found.dating.edtf, found.dating.rule) == ("2019-01-02", "latest-dateline")


def test_an_old_picture_does_not_date_a_story() -> None:
    """A caption that no weekday of the story supports leaves the report undated."""
    found = read([("caption", "The mayor on May 9, 2015."), ("body", "Nobody has seen the budget.")])
    assert found.dating is None


def test_a_date_in_the_story_alone_does_not_date_it() -> None:
    """The full date of what a story tells is not the day it appeared."""
    assert read([("body", "The treaty was signed on May 9, 2015, a Saturday.")]).dating is None


def test_a_post_after_the_stated_day_is_a_warning() -> None:
    """A post dated days after the stated day cannot have been embedded then."""
    found = read([("post", "Look at this! - Ann (@ann) May 9, 2015")], DateClaim("2015-05-02", "metadata.csv"))
    assert [(f.code, f.path, f.where) for f in found.failures] == [("R201", "a.txt", "27-38")]


def test_the_weekday_of_what_lies_ahead_moves_nothing() -> None:
    """ "Will meet on Thursday" says nothing about the day of writing."""
    found = read([("post", "Smoke! - Ann (@ann) May 6, 2015"), ("body", "The council will meet on Thursday.")])
    assert found.dating is not None
    assert found.dating.edtf == "2015-05-06"
