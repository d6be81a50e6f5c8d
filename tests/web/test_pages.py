"""Every page of the reading room over a real record: it is there, it can be navigated, and its numbers agree with the record."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from reading_room import Server

from dateline.model.record import Event, Statement
from dateline.record import Record
from dateline.store import Store

PAGES = [
    "/", "/timeline", "/timeline?part=periods", "/timeline?part=background", "/timeline?part=undated", "/timeline?q=police",
    "/timeline?since=2020-10-06&until=2020-10", "/timeline?min_origins=2", "/names", "/names?like=bish&type=place", "/offices", "/figures",
    "/figures?measure=other&policy=majority", "/map", "/map?country=all", "/sources", "/disputes", "/disputes?kind=conflict", "/reports",
    "/search", "/search?q=police", "/search?q=zeppelins", "/decisions", "/api",
]  # fmt: skip
LINKED = [
    ("/timeline", r"/events/e-\w+"), ("/names", r"/names/n-\w+"), ("/reports", r"/reports/r-\w+"), ("/disputes", r"/events/e-\w+"),
    ("/timeline", r"/reports/r-\w+\?at=\d+-\d+#at"), ("/search?q=police", r"/timeline\?q=police"), ("/map", r"/names/n-\w+"),
]  # fmt: skip


@pytest.fixture(scope="module")
def events(record: Path) -> tuple[Event, ...]:
    """The events that the record tells; what is only referred to stands in no list."""
    with Record.open(record) as opened:
        return tuple(event for event in opened.events if event.mode != "referred")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_there(room: Server, address: str) -> None:
    """It answers, has one heading of the first level, landmarks, a language and a title."""
    found = room.get(address)
    assert found.status == 200
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert len(re.findall(r"<h1\b", found.text)) == 1
    for landmark in (
        "<main ",
        "<header ",
        "<footer ",
        "<nav ",
        'role="search"',
        'class="skip"',
        '<html lang="en">',
        "<title>",
    ):
        assert landmark in found.text, landmark


@pytest.mark.parametrize("address", PAGES)
def test_ids_of_a_page_are_unique(room: Server, address: str) -> None:
    """A link leads to one place."""
    ids = re.findall(r'\sid="([^"]+)"', room.get(address).text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("page", "link"), LINKED)
def test_a_link_leads_on(room: Server, page: str, link: str) -> None:
    """From a list to the thing, and from a line to its passage."""
    assert room.get(room.first(page, link).partition("#")[0]).status == 200


@pytest.mark.parametrize("address", [a for a in PAGES if a != "/api"])
def test_a_page_as_json(room: Server, address: str) -> None:
    """Every page gives itself as JSON too."""
    found = room.get(address + ("&" if "?" in address else "?") + "format=json")
    assert found.headers["content-type"] == "application/json"
    assert isinstance(found.json, dict)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/nowhere", 404, "E501"), ("/events/e-000", 404, "E501"), ("/names/x", 404, "E501"), ("/reports/x", 404, "E501"),
        ("/disputes/x", 404, "E501"),
        ("/go/x", 404, "E501"), ("/timeline?since=yesterday", 400, "E103"), ("/timeline?since=2021&until=2020", 400, "E103"),
        ("/timeline?min_origins=x", 400, "E103"), ("/timeline?part=all", 400, "E103"), ("/names?page=0", 400, "E103"),
        ("/figures?policy=best", 400, "E103"), ("/search?q=%22*%22", 404, "E501"), ("/static/room.py", 404, "E501"),
        ("/search?q=" + "a" * 301, 400, "E103"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_says_why(room: Server, address: str, status: int, code: str) -> None:
    """As a page with landmarks, and as JSON with the code."""
    found = room.get(address)
    assert found.status == status
    assert code in found.text
    assert "<main " in found.text
    as_json = room.get(address + ("&" if "?" in address else "?") + "format=json")
    assert (as_json.status, as_json.json["error"]) == (status, code)


def test_the_timeline_counts_what_the_record_holds(room: Server, events: tuple[Event, ...]) -> None:
    """All events are in one of the parts, and the strip shows those known to the day."""
    page = room.get("/timeline?format=json").json
    assert sum(page["parts"].values()) == len(events)
    assert sum(bar["n"] for bar in page["strip"]["bars"]) == page["parts"]["days"]
    assert [day["date"] for day in page["days"]] == sorted(day["date"] for day in page["days"])


@pytest.mark.parametrize("kind", ["type", "status", "publisher", "actor", "place", "speaker"])
def test_counts_beside_the_filter_come_true(room: Server, kind: str) -> None:
    """Following a value of the filter shows as many events as stand beside it, also under another filter."""
    for before in ("/timeline?format=json", "/timeline?min_origins=1&since=2020-10-06&format=json"):
        group = next(found for found in room.get(before).json["facets"] if found["kind"] == kind)
        value = group["values"][0]
        from urllib.parse import urlencode

        after = room.get(f"{before}&{urlencode({kind: value['value']})}").json
        assert sum(after["parts"].values()) == value["n"]


def test_every_part_can_be_paged_through(room: Server, events: tuple[Event, ...]) -> None:
    """The undated events of all pages are the undated events of the record."""
    first = room.get("/timeline?part=undated&format=json").json
    rows = [
        row
        for n in range(first["pages"])
        for row in room.get(f"/timeline?part=undated&page={n + 1}&format=json").json["rows"]
    ]
    assert {row["event"] for row in rows} == {event.id for event in events if event.when is None}


@pytest.mark.parametrize(
    "address", ["/names", "/names?type=place", "/offices", "/figures", "/disputes", "/reports", "/search?q=police"]
)
def test_past_the_end_stands_the_last_page(room: Server, address: str) -> None:
    """Nobody is told that nothing was found where something was, only further on than there is any."""
    join = "&" if "?" in address else "?"
    last = msgspec.json.decode(room.get(f"{address}{join}page=20&format=json").text)
    assert last["page"] == last["pages"]
    assert last == msgspec.json.decode(room.get(f"{address}{join}page={last['pages']}&format=json").text)
    assert last.get("rows") or last.get("offices") or last.get("charts")


def test_an_event_shows_all_that_tells_it(room: Server, events: tuple[Event, ...]) -> None:
    """Each statement stands once, in the group of its origin, as a telling or as a copy."""
    event = max(events, key=lambda e: len(e.statements))
    page = room.get(f"/events/{event.id}?format=json").json
    told = [t for group in page["groups"] for t in group["tellings"]]
    shown = [t["statement"] for t in told] + [c["statement"] for t in told for c in t["copies"]]
    assert sorted(shown) == sorted(event.statements)


def test_a_report_reads_as_printed(room: Server, record: Path) -> None:
    """The pieces of its blocks are the text of its blocks, character by character."""
    with Store.open(record) as store:
        heads = store.shelf.reports_by_day(8, 0)
        texts = {head.id: store.shelf.text(head.id) for head in heads}
    for head in heads:
        page = room.get(f"/reports/{head.id}?format=json").json
        if page["pages"] > 1:
            continue
        for block in page["blocks"]:
            words = "".join(piece["text"] for piece in block["pieces"])
            assert words == texts[head.id][block["start"] : block["start"] + len(words)]
        assert sum(len(p["text"]) for b in page["blocks"] if b["role"] for p in b["pieces"]) == sum(
            b.end - b.start for b in head.blocks
        )


def test_a_passage_is_found_and_lit(room: Server) -> None:
    """A line's place in its report is marked, and the fragment leads there."""
    link = room.first("/timeline", r"/reports/r-\w+\?at=\d+-\d+#at")
    page = room.get(link.partition("#")[0]).text
    assert page.count('id="at"') == 1
    assert re.search(r'id="at" class="m [^"]*focus', page)


@pytest.mark.parametrize(
    ("noun", "start"),
    [
        ("events", "/events/"), ("entities", "/names/"), ("contradictions", "/disputes/"), ("reports", "/reports/"),
        ("statements", "/reports/"), ("figures", "/reports/"), ("occupancies", "/reports/"), ("copies", "/reports/"),
    ],
)  # fmt: skip
def test_every_id_leads_somewhere(room: Server, noun: str, start: str) -> None:
    """To the page of the thing, or to the words that it stands on."""
    id = room.get(f"/api/{noun}?limit=1").json[noun][0]["id"]
    found = room.get(f"/go/{id}")
    assert (found.status, found.headers["location"].startswith(start)) == (303, True)
    assert room.get(found.headers["location"].partition("#")[0]).status == 200


def test_a_search_marks_what_it_found(room: Server) -> None:
    """The stemmed words are marked, and the parts are the passage."""
    page = room.get("/search?q=resigning&format=json").json
    assert page["rows"]
    for row in page["rows"]:
        assert "".join(words for words, _ in row["parts"]) == row["row"]["quote"]["exact"]
        assert any(hit and words.casefold().startswith("resign") for words, hit in row["parts"])


def test_the_interface_gives_the_shapes_of_the_export(room: Server, record: Path) -> None:
    """A statement from the interface is the statement of the record."""
    page = room.get("/api/statements?limit=3").json
    with Record.open(record) as opened:
        assert [msgspec.convert(found, Statement) for found in page["statements"]] == list(opened.statements[:3])
        assert page["total"] == len(opened.statements)
    one = page["statements"][0]
    assert room.get(f"/api/statements/{one['id']}").json == one


def test_a_report_of_the_interface_has_its_text(room: Server) -> None:
    """Also in a list; heads without texts are for pages alone."""
    found = room.get("/api/reports?limit=2").json["reports"]
    assert all(report["text"] for report in found)


def test_the_interface_is_described(room: Server) -> None:
    """Every reference of the OpenAPI leads to a shape, and every address of it answers."""
    made = room.get("/api/openapi.json").json
    shapes = made["components"]["schemas"]
    assert {"Event", "Statement", "Span", "When"} <= set(shapes)
    references = set(re.findall(r'"#/components/schemas/(\w+)"', room.get("/api/openapi.json").text))
    assert references <= set(shapes)
    for path in made["paths"]:
        if "{" not in path:
            assert room.get(path + ("?q=police" if path.endswith("search") else "")).status == 200, path


def test_the_feed_is_xml_with_the_last_told_first(room: Server) -> None:
    """It can be parsed, entries have ids of events, and days fall."""
    from lxml import etree

    feed = etree.fromstring(room.get("/events.atom").text.encode())
    space = {"a": "http://www.w3.org/2005/Atom"}
    days = [entry.findtext("a:updated", namespaces=space) for entry in feed.findall("a:entry", space)]
    assert days
    assert days == sorted(days, reverse=True)
    assert all(
        entry.findtext("a:id", namespaces=space).startswith("tag:dateline,2020:event:e-")
        for entry in feed.findall("a:entry", space)
    )
