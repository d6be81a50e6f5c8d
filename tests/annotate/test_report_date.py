"""The report's day: stated claims in their order of trust, inference from what is printed, warnings where in doubt."""

from __future__ import annotations

import ast
import os
import re
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.report_date import Publication, published
from dateline.annotate.report_date.signs import find_signs, says
from dateline.annotate.times import find
from dateline.model.reading import Block, DateClaim, Layout, Report, Role
from dateline.read import ReadOptions, read_inputs
from dateline.rules import table
from dateline.segment import segment
from dateline.settings import Settings

SOURCE = table("report_dates")


def read(parts: Sequence[tuple[Role, str]], *dates: DateClaim) -> Publication:
    """The publication of a report that is made of blocks in the given roles."""
    text, blocks = "", []
    for role, words in parts:
        blocks.append(Block(len(text), len(text) + len(words), role))
        text += words + "\n\n"
    report = Report("r", "a.txt", "0", "0", text, dates=dates)
    return published(report, Layout(tuple(blocks), ()), find(text))


def day(*parts: tuple[Role, str]) -> str | None:
    """The day inferred for a report that is made of blocks in the given roles."""
    found = read(parts)
    return found.dating.edtf if found.dating else None


@pytest.mark.parametrize("rule", SOURCE["around"], ids=lambda rule: rule["name"])
def test_examples_of_what_stands_around_a_date(rule: dict[str, list[str]]) -> None:
    """Each rule finds what it is for beside the date of its examples, and in none of its counter-examples."""
    for words, expected in [*((e, True) for e in rule["examples"]), *((c, False) for c in rule["counter"])]:
        before, after = words.split("<>")
        side = after if str(rule["pattern"]).startswith("^") else before
        assert bool(re.search(str(rule["pattern"]), side)) is expected, words
    assert says(str(rule["says"]), "") is False


def test_each_row_of_points_has_its_columns() -> None:
    """A row is as wide as what it is counted by: days between the edges, weekdays, months or years."""
    widths = {"weekday": {7}, "month": {12, 18}, "years": {9, 6}}
    for name, points in SOURCE["points"].items():
        assert len(points) in widths.get(name.partition("-")[0], {len(SOURCE["edges"]) + 1}), name


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
    assert found.evidence[:-1] == ("dateline: 'April 5, 2019' at 6", "weekday: 'Friday' at 43")
    assert 0.6 <= float(found.evidence[-1].removeprefix("score: ")) <= 1


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
    assert found.dating.edtf == "2019-01-02"
    assert found.evidence[0] == "dateline: 'Jan. 2' at 6"


def test_an_old_picture_does_not_date_a_story() -> None:
    """A caption that no weekday of the story supports leaves the report undated."""
    found = read([("caption", "The mayor on May 9, 2015."), ("body", "Nobody has seen the budget.")])
    assert found.dating is None


def test_a_date_in_the_story_alone_does_not_date_it() -> None:
    """The full date of what a story tells is not the day it appeared."""
    lead = "The mayor wants to know how the mill came to be sold, and who knew of it. " * 4
    assert day(("body", f"{lead}\nThe treaty was signed on May 9, 2015, a Saturday.")) is None


def test_a_post_after_the_stated_day_is_a_warning() -> None:
    """A post dated days after the stated day cannot have been embedded then."""
    found = read([("post", "Look at this! - Ann (@ann) May 9, 2015")], DateClaim("2015-05-02", "metadata.csv"))
    assert [(f.code, f.path, f.where) for f in found.failures] == [("R201", "a.txt", "27-38")]


def test_the_weekday_of_what_lies_ahead_moves_nothing() -> None:
    """ "Will meet on Thursday" says nothing about the day of writing."""
    found = read([("post", "Smoke! - Ann (@ann) May 6, 2015"), ("body", "The council will meet on Thursday.")])
    assert found.dating is not None
    assert found.dating.edtf == "2015-05-06"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # A dateline without a year: the weekday printed with it, or told of, and the years of the text fix it.
        ((("dateline", "OSH, Tuesday, Oct 6 (Wire) -"),
         ("body", "The poll of 2020 was annulled, the council said on Tuesday.")), "2020-10-06"),
        ((("dateline", "OSH, Tuesday, Oct 6 (Wire) -"), ("body", "The poll was annulled, the council said.")), None),
        # What a page says of itself.
        ((("body", "Posted: Tuesday, Oct. 6, 2020"), ("body", "The dam broke on Monday night.")), "2020-10-06"),
        ((("body", "Oct. 6, 2020 9:05 a.m."), ("body", "The dam broke on Monday night.")), "2020-10-06"),
        ((("body", "The dam broke on Monday."), ("body", "Share: https://valley.test/news/2020/10/06/dam-breaks")), "2020-10-06"),
        # History does not date a report.
        ((("body", "Nobody was hurt. " * 20 + "The mill opened on May 9, 1988, and closed in 2003."),), None),
        # What lies ahead does not either.
        ((("body", "Nobody was hurt. " * 20 + "The council will vote on Dec. 1, 2020."),), None),
        ((("body", "No date at all."),), None),
    ],
)  # fmt: skip
def test_what_dates_a_report(parts: tuple[tuple[Role, str], ...], expected: str | None) -> None:
    """Each kind of evidence dates a report, or leaves it undated where it is not enough."""
    assert day(*parts) == expected


@pytest.mark.parametrize(
    ("claims", "parts", "told"),
    [
        ((("2020-10-06", "metadata.csv"), ("2020-10-09", "page:datePublished")), (),
         ("metadata.csv: 2020-10-06", "page:datePublished: 2020-10-09")),
        ((("2020-10-06", "page:datePublished"), ("2020-10-08", "page:time")), (),
         ("page:datePublished: 2020-10-06", "page:time: 2020-10-08")),
        ((("2020-10-06", "page:datePublished"), ("2020-10-08", "header-line")), (),
         ("page:datePublished: 2020-10-06", "header-line: 2020-10-08")),
        ((("2020-10-06", "metadata.csv"), ("2020-11", "header-line")), (), ("metadata.csv: 2020-10-06", "header-line: 2020-11")),
        ((("2020-10-06", "page:datePublished"), ("2020-10-01", "page-changed:dateModified")), (),
         ("page:datePublished: 2020-10-06", "dateModified: 2020-10-01")),
        ((("2020-10-06", "header-line"),), (("dateline", "OSH, Oct. 9, 2020 (Wire) -"),),
         ("header-line: 2020-10-06", "dateline: 'Oct. 9, 2020' at 5")),
        ((("2020-10-06", "option"),), (("body", "Published Oct. 9, 2020"),), ("option: 2020-10-06", "published: 'Oct. 9, 2020' at 10")),
        ((("2020-10-06", "option"),), (("caption", "The dam on Oct. 9, 2020."),),
         ("option: 2020-10-06", "caption: 'Oct. 9, 2020' at 11")),
        ((("2020-10-06", "option"),), (("body", "Nobody was hurt. " * 20 + "The dam broke on Oct. 19, 2020."),),
         ("option: 2020-10-06", "story: 'Oct. 19, 2020' at 357")),
        ((("2020-10-06", "option"),),
         (("body", "Friday, May 3, 2019 7:42 pm"), ("body", "The dam broke on Friday, May 3, 2019, police said on Friday.")),
         ("option: 2020-10-06", "the text points to 2019-05-03")),
    ],
)  # fmt: skip
def test_each_pair_that_disagrees_is_a_warning(
    claims: tuple[tuple[str, str], ...], parts: tuple[tuple[Role, str], ...], told: tuple[str, ...]
) -> None:
    """The warning names both pieces of evidence, and the place of what is printed; the more trusted one dates the report."""
    found = read(parts, *(DateClaim(value, who) for value, who in claims))
    assert [(f.code, f.severity) for f in found.failures] == [("R201", "warning")]
    assert all(words in found.failures[0].message for words in told), found.failures[0].message
    assert found.dating is not None
    assert (found.dating.edtf, found.dating.basis) == (claims[0][0], "stated")


def test_what_may_differ_is_no_warning() -> None:
    """A month beside a day in it, a later change, a dateline of the day before: none of them disagrees."""
    claims = [
        DateClaim("2020-10-06", "option"),
        DateClaim("2020-10", "header-line"),
        DateClaim("2020-11-01", "page-changed:dateModified"),
    ]
    found = read([("dateline", "OSH, Oct. 5, 2020 (Wire) -"), ("body", "The mill opened on May 9, 1988.")], *claims)
    assert found.failures == ()
    assert found.evidence == ("option: 2020-10-06", "header-line: 2020-10", "page-changed:dateModified: 2020-11-01")


def test_a_stated_month_bounds_the_day() -> None:
    """Where only the month is stated the day is looked for in it; the printed day and month then need no year."""
    month = DateClaim("2020-10", "header-line")
    found = read([("dateline", "OSH, Oct 6 (Wire) -"), ("body", "The dam broke on Monday.")], month)
    assert found.dating is not None
    assert (found.dating.edtf, found.dating.basis) == ("2020-10-06", "inferred")
    assert found.evidence[:2] == ("header-line: 2020-10", "dateline: 'Oct 6' at 5")
    bare = read([("body", "The dam broke.")], month)
    assert (bare.dating, bare.evidence) == (None, ("header-line: 2020-10",))
    assert [f.code for f in bare.failures] == ["R202"]


def test_the_day_of_a_change_dates_nothing() -> None:
    """A page that states only when it was last changed stays undated, and the warning tells of the change."""
    found = read([("body", "The dam broke.")], DateClaim("2020-10-06", "page-changed:dateModified"))
    assert found.dating is None
    assert "page-changed:dateModified: 2020-10-06" in found.failures[0].message


def test_neither_the_files_date_nor_today_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of another age, read at another time of the clock in another zone, gives the same publication: none."""
    page = tmp_path / "dam.txt"
    page.write_text(
        "The dam broke on Tuesday. The council meets today. Nobody was hurt, the mayor said.", encoding="utf-8"
    )

    def publication() -> Publication:
        (report,) = (r for r in read_inputs([str(page)], ReadOptions(), Settings()) if isinstance(r, Report))
        return published(report, segment(report), find(report.text))

    first = publication()
    for moment, zone in ((0, "UTC"), (1_601_942_400, "Asia/Bishkek"), (4_000_000_000, "America/Lima")):
        os.utime(page, (moment, moment))
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert publication() == first
    assert first.dating is None


PIECES = st.sampled_from(
    [
        "Oct. 6, 2020",
        "October 6",
        "Tuesday",
        "on Feb. 29",
        "2019",
        "in 2021",
        "May 2018",
        "last Friday",
        "Posted: ",
        "\n\n",
        ". ",
        " said ",
        " will ",
        "9999",
        "OSH, Oct 6 (Wire) - ",
        "(@annroe) ",
        "Photo: ",
        "Christmas 2016",
        "Tuesday, Oct. 6",
        "1/13/49",
        "31 December 2050",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_dated_from_what_it_prints_or_not(text: str) -> None:
    """No mixture of dates breaks the inference; evidence stands at its place; the score is a chance, the day a real one."""
    report = Report("r", "a.txt", "0", "0", text)
    found = published(report, segment(report), find(text))
    if found.dating is None:
        assert [f.code for f in found.failures] == ["R202"]
        return
    assert date.fromisoformat(found.dating.edtf).isoformat() == found.dating.earliest == found.dating.latest
    assert SOURCE["least"] - 0.01 <= float(found.evidence[-1].removeprefix("score: ")) <= 1
    for told in found.evidence[:-1]:
        words, _, place = told.partition(": ")[2].rpartition(" at ")
        assert repr(text[int(place) : int(place) + len(ast.literal_eval(words))]) == words


def test_the_same_sign_counts_once() -> None:
    """A date printed ten times is one sign; another date of its kind has a row of its own."""
    text = "The dam broke on May 9, 2018. " * 10 + "It was built on May 4, 2011."
    report = Report("r", "a.txt", "0", "0", text)
    assert [sign.full for sign in find_signs(text, segment(report), find(text)).signs if sign.rows[0] == "past"] == [
        date(2018, 5, 9)
    ]
