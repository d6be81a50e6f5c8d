"""The brief as a page: every quotation stands in it as printed, with its place; it loads nothing; its words are labels."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from factory import EVENTS, HARBOUR, WEEKLY, event, record, span, stored
from msgspec.structs import replace

from dateline.errors import InputError
from dateline.export.briefing import FORMATS, encode
from dateline.model.record import RecordData
from dateline.record import Record
from dateline.views.brief import Brief, whole
from dateline.views.index import Quote


def made(path: Path, data: RecordData | None = None, since: str | None = None) -> tuple[Brief, dict[str, str]]:
    """The brief of a record, and its pages by format."""
    with Record.open(stored(path / "a.dateline", data)) as found:
        page = found.brief(since)
        return page, {name: encode(page, found.provenance, name).decode() for name in FORMATS}


def shown(page: Brief) -> list[Quote]:
    """The quotations that a page must hold."""
    rows = [*page.highlights, *page.single_origin, *(page.new.events if page.new else ())]
    return [
        *map(whole, rows),
        *(sentence for held in page.offices for sentence in held.sentences),
        *(side.quote for row in page.disputed for side in row.sides),
        *(point.figure.sentence for series in page.figures for point in series.points if point.chosen),
    ]


def plain(page: str) -> str:
    """The words of a page without tags, escapes and backslashes."""
    return html.unescape(re.sub(r"<[^>]*>", "", page)).replace("\\", "")


@pytest.mark.parametrize("format", FORMATS)
def test_every_quotation_stands_there_with_its_offset(tmp_path: Path, format: str) -> None:
    """Sentence, file and offset of all lines."""
    page, pages = made(tmp_path, since="2020-03-04")
    text = plain(pages[format])
    quotes = shown(page)
    assert len(quotes) > 8
    for quote in quotes:
        assert quote.exact in text
        assert f"{Path(quote.path).name}:{quote.start}" in text


@pytest.mark.parametrize("format", FORMATS)
def test_the_parts_come_in_order_with_what_is_left_out(tmp_path: Path, format: str) -> None:
    """What is new on top, what is not known at the end; labels in our own words."""
    _, pages = made(tmp_path, since="2020-03-04")
    text = plain(pages[format])
    order = ["Situation report", "New since Wed 4 Mar 2020", "Highlights", "Key figures", "Disputed", "Not known"]
    places = [text.rindex(words) if words == "Not known" else text.index(words) for words in order]
    assert places == sorted(places)
    assert "1 report without a date, counted as known" in text


def test_the_page_loads_nothing_and_runs_nothing(tmp_path: Path) -> None:
    """No script, no link, no picture; a policy forbids them."""
    _, pages = made(tmp_path)
    assert "default-src 'none'" in pages["html"]
    assert not re.search(r"<(script|link|img|iframe|a)\b|url\(|@import", pages["html"])


def test_hostile_words_are_shown_not_obeyed(tmp_path: Path) -> None:
    """A report that holds tags and controls cannot leave its line."""
    odd = next(report for report in record().reports if report.path == "in/odd.txt")
    words = odd.text.split("\n")[0]
    fact = replace(EVENTS[-1], realis="actual", weight=9.0)
    assert fact.headline.exact == words
    _, pages = made(tmp_path, replace(record(), events=(*EVENTS[:-1], fact)))
    assert "<b>when</b>" not in pages["html"]
    assert "&lt;b&gt;when&lt;/b&gt;" in pages["html"]
    assert not {"\x1b", "\u202e"} & set(pages["html"] + pages["markdown"])
    assert r"\<b\>when\</b\>" in pages["markdown"]


def test_a_sentence_that_is_too_long_gives_way_to_the_clause(tmp_path: Path) -> None:
    """A line is a whole sentence, unless nobody could read it at once."""
    page, _ = made(tmp_path)
    row = page.highlights[0]
    assert whole(row) == row.sentence
    endless = replace(row, sentence=replace(row.sentence, exact=HARBOUR * 9))
    assert whole(endless) == row.quote


def test_a_lone_total_is_called_that(tmp_path: Path) -> None:
    """No talk of the least and the greatest where one number stands."""
    data = record()
    _, pages = made(tmp_path, replace(data, figures=data.figures[:2]))
    assert "**arrested: 12** (the only total; 1 figure, 1 origin" in pages["markdown"]


def test_a_record_of_nothing_has_a_page(tmp_path: Path) -> None:
    """Headings stand only over something."""
    bare = replace(record(), events=(), figures=(), occupancies=(), contradictions=(), statements=(), failures=())
    _, pages = made(tmp_path, bare)
    assert "## Highlights" not in pages["markdown"]
    assert pages["markdown"].startswith("# Situation report\n\n3 reports, 2 publishers, 0 events, Wed 4 Mar 2020.")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    """With the formats that there are."""
    with (
        Record.open(stored(tmp_path / "a.dateline")) as found,
        pytest.raises(InputError, match=r"E502.*markdown, html"),
    ):
        encode(found.brief(), found.provenance, "pdf")


def test_more_is_counted(tmp_path: Path) -> None:
    """Events beyond the room of the page are a number below it."""
    words = ("Harbour master Tomas Reik resigned", "Police said they detained nobody")
    more = [event(f"n{n}", "strike", span(WEEKLY, words[n % 2]), None, ("s-nobody",), (1, 1, 1, 0)) for n in range(12)]
    page, pages = made(tmp_path, replace(record(), events=(*EVENTS, *more)))
    assert page.left_out.highlights > 9
    assert f"\n{page.left_out.highlights} more\n" in pages["markdown"]
