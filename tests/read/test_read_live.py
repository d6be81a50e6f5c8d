"""Live blogs whose updates stand in the data of a page: each a report of its own, none twice, nothing of the page lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import BOATS, RAIN, TALKS, answer, record, write

import dateline
from dateline.model.reading import Report
from dateline.read import ReadOptions, read_inputs
from dateline.read.fault import Fault
from dateline.read.item import Item
from dateline.read.live import read_pages
from dateline.settings import Settings

INTRO = "This page follows the flood in the Ilve valley; the newest reports of our correspondents stand on top."
AT = "2031-03-05T10:00:00Z"
LATER = "2031-03-05T11:30:00Z"
TENTS = "Tents for two hundred families reached Kessen by train. The station stays closed, its master said."


def post(body: object, when: object = AT, **more: object) -> dict[str, object]:
    """An update."""
    return {"@type": "BlogPosting", "articleBody": body, "datePublished": when, **more}


def blog(*updates: object, **more: object) -> dict[str, object]:
    """A live blog."""
    return {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "The flood, live",
        "url": "https://hill.test/live",
        "datePublished": "2031-03-05T08:00:00Z",
        "publisher": {"@type": "Organization", "name": "Hill Post"},
        "liveBlogUpdate": list(updates),
        **more,
    }


def page(body: str, *data: object) -> str:
    """A page with this body and data."""
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in data)
    return f"<html><head><title>The flood, live</title>{scripts}</head><body>{body}</body></html>"


class Told(NamedTuple):
    """What is stated of one report."""

    text: str
    published: str | None
    url: str | None = None
    title: str | None = None


def told(raw: str) -> list[Told | str]:
    """The reports of a page, or the codes of faults."""
    found = list(read_pages(raw))
    items = [each for each in found if isinstance(each, Item)]
    assert [each.number for each in items] == ([None] if len(items) == 1 else list(range(1, len(items) + 1)))
    for item in items:
        for run in item.offsets:
            assert item.text[run.text_start :][: run.length] == raw[run.raw_start :][: run.length]
        assert all(0 <= hint.start < hint.end <= len(item.text) for hint in item.hints)
    return [each.code if isinstance(each, Fault) else _told(each) for each in found]


def _told(item: Item) -> Told:
    stated = [date.value for date in item.facts.dates if date.evidence == "page:datePublished"]
    return Told(item.text, stated[0] if stated else None, item.facts.url, item.facts.title)


SHOWN = f"<article><h1>The flood, live</h1><p>{INTRO}</p></article>"
OWN = Told(f"The flood, live\n\n{INTRO}", "2031-03-05T08:00:00Z", "https://hill.test/live", "The flood, live")
ALONE: dict[str, tuple[list[object], list[Told | str]]] = {
    "a list": (
        [blog(post(RAIN, url="https://hill.test/live#a", headline="Rain"), post(BOATS, LATER))],
        [OWN, Told(RAIN, AT, "https://hill.test/live#a", "Rain"), Told(BOATS, LATER)],
    ),
    "one update": ([blog(post(RAIN))], [OWN, Told(RAIN, AT)]),
    "one object instead of a list": ([blog() | {"liveBlogUpdate": post(RAIN)}], [OWN, Told(RAIN, AT)]),
    "lists in lists": ([[[blog([post(RAIN)], [[post(BOATS)]])]]], [OWN, Told(RAIN, AT), Told(BOATS, AT)]),
    "a graph": (
        [{"@graph": [{"@type": "WebPage", "name": "Live"}, blog(post(RAIN))]}],
        [OWN, Told(RAIN, AT)],
    ),
    "updates that a graph holds beside the blog": (
        [{"@graph": [blog({"@id": "#a"}, "#b"), {"@id": "#a", **post(RAIN)}, {"@id": "#b", **post(BOATS)}]}],
        [OWN, Told(RAIN, AT), Told(BOATS, AT)],
    ),
    "updates of a story that is no blog by its type": (
        [blog(post(RAIN)) | {"@type": "NewsArticle"}],
        [OWN, Told(RAIN, AT)],
    ),
    "a blog inside a story": (
        [blog() | {"@type": ["NewsArticle"], "liveBlogUpdate": blog(post(RAIN)), "articleBody": TALKS}],
        [OWN, Told(RAIN, AT)],
    ),
    "updates inside updates": (
        [blog(post(RAIN, liveBlogUpdate=[post(BOATS, LATER)]))],
        [OWN, Told(RAIN, AT), Told(BOATS, LATER)],
    ),
    "strings": ([blog(RAIN, post(BOATS))], [OWN, Told(RAIN, None), Told(BOATS, AT)]),
    "the same update twice": ([blog(post(RAIN), post(RAIN)), blog(post(RAIN))], [OWN, Told(RAIN, AT)]),
    "paragraphs": ([blog(post([RAIN, BOATS]))], [OWN, Told(f"{RAIN}\n\n{BOATS}", AT)]),
    "white space stays": ([blog(post(f" {RAIN}\n\n\n{BOATS}\t"))], [OWN, Told(f" {RAIN}\n\n\n{BOATS}\t", AT)]),
    "mark-up": (
        [blog(post(f"<p>{RAIN}</p><p><a href='x'>Boats</a> &amp; tents came.</p>"))],
        [OWN, Told(f"{RAIN}\n\nBoats & tents came.", AT)],
    ),
    "mark-up inside lines": (
        [blog(post(f"{RAIN}\n\nThe <b>army</b> sent Kessen&#39;s boats."))],
        [OWN, Told(f"{RAIN}\n\nThe army sent Kessen's boats.", AT)],
    ),
    "signs that are no mark-up": ([blog(post("Fewer than 3 < 4 & 5 > 2 boats came."))],
                                  [OWN, Told("Fewer than 3 < 4 & 5 > 2 boats came.", AT)]),
    "an address that is the blog's, or everybody's, is no update's": (
        [blog(post(RAIN, url="https://hill.test/live"), post(BOATS, url="https://hill.test/b"),
              post(TENTS, url="https://hill.test/b"), post(TALKS, url="https://hill.test/c"))],
        [OWN, Told(RAIN, AT), Told(BOATS, AT), Told(TENTS, AT), Told(TALKS, AT, "https://hill.test/c")],
    ),
    "without text": (
        [blog(post(RAIN), {"@type": "BlogPosting"}, "https://hill.test/b", {}, 7, None, post("", headline="Storm"))],
        [OWN, Told(RAIN, AT), "R115"],
    ),
    "a heading that the page prints": ([blog(post(RAIN), post("", headline="the Flood, live"))], [OWN, Told(RAIN, AT)]),
    "dates that are none": ([blog(post(RAIN, 20310305))], [OWN, Told(RAIN, None)]),
    "malformed data": (["{"], [Told(f"The flood, live\n\n{INTRO}", None, None, "The flood, live")]),
}  # fmt: skip


@pytest.mark.parametrize("case", ALONE)
def test_updates_that_stand_in_the_data_alone(case: str) -> None:
    """The page is a report, and so is each update, with its own heading, address and time, exactly as the data gives it."""
    data, expected = ALONE[case]
    assert told(page(SHOWN, *data)) == expected


def li(body: str, head: str = "") -> str:
    return f"<li><div class=when>{head}</div><div><p>{body}</p></div><span>Share</span></li>"


DAY = "2031-03-05T08:00:00Z"
BOTH: dict[str, tuple[str, list[object], list[str], list[str]]] = {
    # Printed in elements of their own: split there, each with all that stands beside it.
    "in a list": (
        f"{SHOWN[:-10]}<ul>{li(RAIN, 'Ten')}{li(BOATS, 'Eleven')}</ul></article>",
        [post(RAIN), post(BOATS, LATER)],
        [DAY, AT, LATER],
        [],
    ),
    "with other marks and blanks": (
        f"{SHOWN[:-10]}<ul>{li(RAIN.replace(' ', '  '))}{li(BOATS.replace(',', ' –'))}</ul></article>",
        [post(RAIN), post(BOATS.upper(), LATER)],
        [DAY, AT, LATER],
        [],
    ),
    "with a picture between two paragraphs": (
        f"{SHOWN[:-10]}<section><p>{RAIN}</p><figure><figcaption>A bridge.</figcaption></figure><p>{BOATS}</p></section>"
        f"<section><p>{TALKS}</p></section></article>",
        [post(f"{RAIN}\n{BOATS}"), post(TALKS, LATER)],
        [DAY, AT, LATER],
        [],
    ),
    "a summary repeats the first words": (
        f"{SHOWN[:-10]}<ul><li>{TENTS.split('. ')[0]}.</li></ul><div>{li(TENTS)}{li(BOATS)}</div></article>",
        [post(TENTS), post(BOATS, LATER)],
        [DAY, AT, LATER],
        [],
    ),
    "some in the data alone": (
        f"{SHOWN[:-10]}<ul>{li(RAIN)}{li(BOATS)}</ul></article>",
        [post(RAIN), post(TALKS, "2031-03-05T09:00:00Z"), post(BOATS, LATER)],
        [DAY, AT, LATER],
        [TALKS],
    ),
    # Not surely: one report, with all the page prints, and nothing of it again.
    "in one paragraph": (f"{SHOWN[:-10]}<p>{RAIN} {BOATS}</p></article>", [post(RAIN), post(BOATS)], [DAY], []),
    "one alone": (f"<article><p>{INTRO}</p><div>{RAIN}</div></article>", [post(RAIN)], [DAY], []),
    "one inside the other": (
        f"<article><p>{INTRO}</p><div>{RAIN}<p>{BOATS}</p></div></article>",
        [post(f"{RAIN} {BOATS}"), post(BOATS)],
        [DAY],
        [],
    ),
    # Only a part is printed: the whole update is a report.
    "the first sentence alone": (
        f"<article><p>{INTRO}</p><p>{TENTS.split('. ')[0]}. Read more</p></article>",
        [post(TENTS)],
        [DAY],
        [TENTS],
    ),
    "another number": (f"<article><p>{INTRO}</p><p>{RAIN.replace('forty', 'fifty')}</p></article>", [post(RAIN)],
                       [DAY], [RAIN]),
}  # fmt: skip


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@pytest.mark.parametrize("case", BOTH)
def test_updates_that_the_page_prints_too(case: str) -> None:
    """They are split where the page prints them, if that is sure, and no sentence is in two reports; the page's text stays."""
    body, updates, dates, alone = BOTH[case]
    plain = [each for each in told(page(body)) if isinstance(each, Told)]
    found = [each for each in told(page(body, blog(*updates))) if isinstance(each, Told)]
    assert [each.text for each in found[len(dates) :]] == alone
    assert [each.published for each in found[: len(dates)]] == dates
    assert words(" ".join(each.text for each in found[: len(dates)])) == words(plain[0].text)


def test_a_page_that_its_script_fills() -> None:
    """Of a page that prints nothing the updates are read, and what the blog says beside them once."""
    assert told(page("", blog(post(RAIN), post(BOATS, LATER)))) == [Told(RAIN, AT), Told(BOATS, LATER)]
    assert told(page("", blog(post(RAIN)))) == [Told(RAIN, AT)]
    assert told(page("", blog(post(RAIN), post(BOATS), articleBody=f"{BOATS} {RAIN}"))) == [
        Told(RAIN, AT), Told(BOATS, AT)
    ]  # fmt: skip
    assert told(page("", blog(post(RAIN), post(BOATS), articleBody=f"{INTRO} {RAIN}"))) == [
        Told(f"{INTRO} {RAIN}", "2031-03-05T08:00:00Z", "https://hill.test/live", "The flood, live"), Told(BOATS, AT)
    ]  # fmt: skip
    assert told(page("", blog({}))) == ["R105", "R115"]


def test_marks_of_the_page_come_before_its_data() -> None:
    """What the page marks as updates is split there; the data adds those that the page does not print."""
    marked = "".join(
        f'<div itemprop="liveBlogUpdate"><time datetime="{when}">x</time><p>{text}</p></div>'
        for when, text in ((AT, RAIN), (LATER, BOATS))
    )
    found = told(page(f"<article><p>{INTRO}</p>{marked}</article>", blog(post(RAIN), post(BOATS, LATER), post(TALKS))))
    assert [each.published if isinstance(each, Told) else each for each in found] == [
        "2031-03-05T08:00:00Z", AT, LATER, AT
    ]  # fmt: skip
    assert [each.text for each in found if isinstance(each, Told)][-1] == TALKS


def test_a_live_blog_in_a_web_archive(tmp_path: Path) -> None:
    """Its updates are reports there too, numbered with the pages; the recorded address is that of a page that is one report."""
    raw = record(answer(page(SHOWN, blog(post(RAIN), {})))) + record(answer(f"<p>{BOATS}</p>"))
    found = list(read_inputs([str(write(tmp_path, "a.warc", raw))], ReadOptions(), Settings()))
    reports = [each for each in found if isinstance(each, Report)]
    assert [each.path.rpartition("/")[2] for each in found] == ["a.warc#1", "a.warc#2", "a.warc#2", "a.warc#3"]
    assert [each.text for each in reports[1:]] == [RAIN, BOATS]
    assert [each.url for each in reports[:2]] == ["https://hill.test/live", None]


def test_what_updates_say_is_proved(tmp_path: Path) -> None:
    """A record of a live blog holds each update under its own day, and every quotation stands where it says."""
    path, spoken = tmp_path / "flood.dateline", "Police arrested four men in Tartu on Tuesday, the mayor of Tartu said."
    data = blog(
        post(f"<p>{spoken}</p><p>Rain &amp; wind.</p>", LATER), post(TENTS, "2031-03-06T07:00:00Z"), post(BOATS)
    )
    body = f"<article><h1>The flood, live</h1><p>{INTRO}</p><ul>{li(BOATS)}{li(TENTS)}</ul></article>"
    with dateline.build([str(write(tmp_path, "live.html", page(body, data)))], path) as record:
        made = {(report.published.edtf, report.text) for report in record.data().reports if report.published}
    assert {day for day, _ in made} == {"2031-03-05", "2031-03-06"} and len(made) == 4
    assert ("2031-03-05", f"{spoken}\n\nRain & wind.") in made
    assert dateline.verify(path) == ()


def test_data_files_hold_no_update_twice(tmp_path: Path) -> None:
    """What a blog's own text prints of its updates, or they of it, is read once; updates beside the blog are its updates."""
    cases: list[tuple[Any, list[str]]] = [
        (blog(post(RAIN), post(BOATS), articleBody=f"{BOATS}\n{RAIN}"), [RAIN, BOATS]),
        (blog(post(RAIN), post(BOATS), articleBody=f"{INTRO} {RAIN}"), [f"{INTRO} {RAIN}", BOATS]),
        (blog(RAIN, post(BOATS)), [RAIN, BOATS]),
        ({"@graph": [blog({"@id": "#a"}), {"@id": "#a", **post(RAIN)}, post(BOATS)]}, [RAIN, BOATS]),
    ]
    for value, expected in cases:
        file = write(tmp_path, "a.json", json.dumps(value))
        found = list(read_inputs([str(file)], ReadOptions(), Settings()))
        assert [each.text for each in found if isinstance(each, Report)] == expected


def test_thousands_of_updates() -> None:
    """Each is a report; that the page prints them all, or begins them all alike, does not make them fewer."""
    texts = [f"The level at the bridge of Kessen was {n} centimetres, the weather service said." for n in range(3_000)]
    updates = blog(*(post(text, url=f"https://hill.test/live#{n}") for n, text in enumerate(texts)))
    assert len(told(page(SHOWN, updates))) == 3_001
    body = "".join(f"<li>{text}</li>" for text in texts)
    assert {
        each.text for each in told(page(f"<article><ul>{body}</ul></article>", updates)) if isinstance(each, Told)
    } >= {*texts}


SENTENCES = st.sampled_from(
    [RAIN, BOATS, TALKS, TENTS, "Rain.", "The army has sent boats", "No.", "x", "<b>Boats</b> came."]
)
BODIES = st.lists(SENTENCES, max_size=3).map(" ".join)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        BODIES, st.none(), st.integers(), BODIES.map(post), st.builds(lambda b, u: post(b, url=u), BODIES, BODIES)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        inner.map(lambda value: {"@type": "NewsArticle", "liveBlogUpdate": value}),
        st.builds(lambda value, body: {"@id": body, "articleBody": body, "liveBlogUpdate": value}, inner, BODIES),
    ),
    max_leaves=8,
)
PAGES = st.lists(st.tuples(st.sampled_from(["p", "li", "div", "b", "h1", "article"]), BODIES), max_size=5).map(
    lambda parts: "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)
)


@settings(deadline=None)
@given(PAGES, st.lists(VALUES, max_size=3))
def test_nothing_is_lost(body: str, updates: list[Any]) -> None:
    """Whatever a page prints and its data holds, all words of the page are in its reports, in their order, and every update is told."""
    plain = [each.text for each in told(page(body)) if isinstance(each, Told)]
    found = told(page(body, blog(*updates)))
    texts = [each.text for each in found if isinstance(each, Told)]
    if plain:
        together = words(" ".join(texts))
        assert together[: len(words(plain[0]))] == words(plain[0])
    wanted = [each for each in _bodies(updates) if each.strip() and "<" not in each]
    whole = "\0".join(["", *words(" ".join(texts)), ""])
    for each in wanted:
        assert "R105" not in found
        for sentence in re.split(r"(?<=\.) ", each):
            assert "\0".join(["", *words(sentence), ""]) in whole


def _bodies(value: Any) -> list[str]:
    """The texts of the updates in ``value``."""
    if isinstance(value, list):
        return [text for each in value for text in _bodies(each)]
    if isinstance(value, str):
        return [value] if len(value.split()) > 1 else []
    inner = _bodies(value.get("liveBlogUpdate")) if isinstance(value, dict) else []
    return [*([value["articleBody"]] if isinstance(value, dict) and "articleBody" in value else []), *inner]
