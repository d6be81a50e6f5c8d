"""Several reports in one file: where a text is split, where it is not, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import BOATS, RAIN, TALKS

from dateline.read.bundle import read_bundle
from dateline.read.fault import Fault
from dateline.read.item import Item
from dateline.read.live import read_pages
from dateline.read.markdown import read_markdown
from dateline.read.plain import read_plain


def parts(found: list[Item | Fault]) -> list[tuple[int | None, str]]:
    """Number and text of each report, number and code of each fault."""
    return [(each.number, each.code if isinstance(each, Fault) else each.text) for each in found]


SPLIT = [
    # Header lines again after a blank line.
    (f"date 2020-10-06\n{RAIN}\n\ndate 2020-10-07\n{BOATS}", ["date 2020-10-06\n", "date 2020-10-07\n"]),
    (f"date 2020-10-06 {RAIN}\n\ndate 2020-10-07 {BOATS}", ["date 2020-10-06 T", "date 2020-10-07 T"]),
    # Several lines each.
    (f"title: A\ndate: 6 October 2020\n\n{RAIN}\r\n\r\ntitle: B\r\ndate: 7 October 2020\r\n{BOATS}", ["title: A\n", "title: B\r"]),
    (f"url: https://a.test/1\nsource: A\n{RAIN}\n\nurl: https://a.test/2\nsource: B\n{BOATS}", ["url: https://a.test/1", "url: https://a.test/2"]),
    # Separators, which belong to none.
    (f"Date: 2020-10-06\n{RAIN}\n=====\nDate: 2020-10-07\n{BOATS}\n\n* * *\n\nDate: 2020-10-08\n{TALKS}",
     ["Date: 2020-10-06", "Date: 2020-10-07", "Date: 2020-10-08"]),
    (f"-----\ndate: 2020-10-06\n{RAIN}\n-----\n-----\ndate: 2020-10-07\n{BOATS}", ["date: 2020-10-06", "date: 2020-10-07"]),
    (f"---\ntitle: A\ndate: 2020-10-06\n---\n{RAIN}\n---\ntitle: B\ndate: 2020-10-07\n---\n{BOATS}", ["title: A\n", "title: B\n"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "begins"), SPLIT)
def test_split(text: str, begins: list[str]) -> None:
    """A head that surely begins a report splits, and each report is an exact stretch of the file."""
    found = list(read_bundle(text, read_plain, fences=False))
    assert [item.number for item in found] == list(range(1, len(begins) + 1))
    for item, begin in zip(found, begins, strict=True):
        assert isinstance(item, Item)
        assert item.text.startswith(begin)
        (run,) = item.offsets
        assert text[run.raw_start : run.raw_start + run.length] == item.text


WHOLE = [
    f"date 2020-10-06\n{RAIN}\n\nThe date 2020-10-07 was named.\n",
    f"date 2020-10-06\n{RAIN}\n\n14:05\n{BOATS}\n\n15:10\n{TALKS}",
    f"date 2020-10-06\n{RAIN}\n\n* * *\n\n{BOATS}",
    f"date 2020-10-06\n{RAIN}\n\nSource: Hill Wire",
    f"{RAIN}\n\ndate 2020-10-07\n{BOATS}",
    f"# Rain\n\n{RAIN}\n\n# Boats\n\n{BOATS}",
    "date 2020-10-06\ndate 2020-10-07\nRain.",
]
UNSURE = [
    (f"date 2020-10-06\n{RAIN}\n\nDate: 2020-10-07\n{BOATS}", "line 1"),
    (f"A file of two.\n\ndate 2020-10-06\n{RAIN}\n\ndate 2020-10-07\n{BOATS}", "line 3"),
    (f"title: A\ndate: 2020-10-06\n{RAIN}\n\nTitle: the hall\nDate: 2020-10-09\n\n{BOATS}", None),
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_report(text: str) -> None:
    """Dates in prose, times of day, breaks, headings and a source at the end split nothing, and ask nothing."""
    assert parts(list(read_bundle(text, read_plain, fences=False))) == [(None, text)]


@pytest.mark.parametrize(("text", "where"), UNSURE)
def test_unsure(text: str, where: str | None) -> None:
    """Where it is not sure the text is one report, with a warning that names the lines; sure heads in mixed case split."""
    found = list(read_bundle(text, read_plain, fences=False))
    if where is None:
        assert [each.number for each in found] == [1, 2]
    else:
        assert parts(found) == [(None, "R118"), (None, text)]
        assert isinstance(found[0], Fault)
        assert found[0].where == where


def test_front_matter_again() -> None:
    """In markdown the line above front matter belongs to it, so that each report has its own."""
    text = f"---\ntitle: A\ndate: 2020-10-06\n---\n{RAIN}\n\n---\ntitle: B\ndate: 2020-10-07\n---\n{BOATS}"
    found = [each for each in read_bundle(text, read_markdown, fences=True) if isinstance(each, Item)]
    assert "".join(item.text for item in found) == text
    assert [(item.facts.title, item.facts.dates[0].value) for item in found] == [
        ("A", "2020-10-06"),
        ("B", "2020-10-07"),
    ]


LINES = st.sampled_from(
    [
        "",
        "date 2020-10-06",
        "Date: 7 October 2020",
        "title: Rain",
        "url: https://a.test",
        "---",
        "=====",
        RAIN,
        " ",
        "date soon",
    ]
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_nothing_is_lost(lines: list[str], ending: str) -> None:
    """Of any lines the reports hold all but separators, in their order, each an exact stretch."""
    text = ending.join(lines)
    for read in (read_plain, read_markdown):
        items = [each for each in read_bundle(text, read, fences=read is read_markdown) if isinstance(each, Item)]
        at = 0
        for item in items:
            start = item.offsets[0].raw_start if item.offsets else 0
            assert not text[at:start].strip("-= \r\n")
            assert text[start : start + len(item.text)] == item.text
            at = start + len(item.text)
        assert not text[at:].strip("-= \r\n")


UPDATE = '<div itemprop="liveBlogUpdate" itemscope><h3>{0}</h3><time itemprop="datePublished" datetime="{1}">now</time><p>{2}</p></div>'


def live(*updates: str) -> str:
    """A page of a live blog."""
    return (
        f"<html><title>Live</title><article><h1>Live: the flood</h1><p>{TALKS}</p>{''.join(updates)}</article></html>"
    )


def test_a_live_blog() -> None:
    """Marked updates are reports with their own heading and time; what stands above them is one too; all text is there."""
    raw = live(UPDATE.format("Rain", "2020-10-06T10:00", RAIN), UPDATE.format("Boats", "2020-10-06T11:00", BOATS))
    found = list(read_pages(raw))
    assert all(isinstance(each, Item) for each in found)
    items = [each for each in found if isinstance(each, Item)]
    assert [(item.number, item.facts.title, [d.value for d in item.facts.dates]) for item in items] == [
        (1, "Live", []), (2, "Rain", ["2020-10-06T10:00"]), (3, "Boats", ["2020-10-06T11:00"]),
    ]  # fmt: skip
    assert [item.text.split("\n")[0] for item in items] == ["Live: the flood", "Rain", "Boats"]
    for item in items:
        for run in item.offsets:
            assert (
                item.text[run.text_start : run.text_start + run.length]
                == raw[run.raw_start : run.raw_start + run.length]
            )
        assert all(0 <= hint.start < hint.end <= len(item.text) for hint in item.hints)


def test_a_live_blog_that_is_not_sure() -> None:
    """One update is no bundle; updates inside one another are one report, with a warning."""
    assert [each.number for each in read_pages(live(UPDATE.format("Rain", "2020-10-06", RAIN)))] == [None]
    inner = UPDATE.format("Rain", "2020-10-06", RAIN)
    nested = f'<div itemprop="liveBlogUpdate"><p>{BOATS}</p>{inner}<p>{TALKS}</p></div>'
    assert [each.code if isinstance(each, Fault) else each.number for each in read_pages(live(nested))] == [
        "R118",
        None,
    ]
