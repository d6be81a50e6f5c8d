"""Hostile reports and hostile requests: nothing runs, nothing leaks, nothing is changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

import pytest
from reading_room import LONG, Server

from dateline.record import Record
from dateline.store import Store
from dateline.web.guard import host_of
from dateline.web.publish import published

ADDRESSES = [
    "/",
    "/timeline",
    "/names",
    "/reports",
    "/search?q=mayor",
    "/static/room.css",
    "/api/record",
    "/nowhere",
    "/events.atom",
]


@pytest.fixture(scope="module")
def report_of(record: Path) -> dict[str, str]:
    """Ids of reports by file name."""
    with Store.open(record) as store:
        return {Path(head.path).name: head.id for head in store.shelf.reports_by_day(1000, 0)}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_forbids_what_it_does_not_need(room: Server, address: str) -> None:
    """A strict policy, no sniffing, no frames, no referrer."""
    headers = room.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("max-age=3600" if address.startswith("/static/") else "no-store")
    assert "server" not in headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_holds_scripts_or_styles_of_its_own(room: Server, address: str) -> None:
    """All of them are files, so that the policy can forbid the rest; nothing is asked for elsewhere."""
    page = room.get(address).text
    assert not re.findall(r"<script(?![^>]*\ssrc=\"/static/)[^>]*>", page)
    assert not re.findall(r"\son\w+=\"|\sstyle=\"|<style", page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!127\.0\.0\.1)', page)


class TestHostileReports:
    """What reports print stands on the page as text."""

    pages: ClassVar = ["script.txt", "bidi.txt", "rtl.txt"]

    @pytest.mark.parametrize("name", pages)
    def test_nothing_in_a_report_is_markup(self, room: Server, report_of: dict[str, str], name: str) -> None:
        """No element but our own, no address that leads anywhere."""
        page = room.get(f"/reports/{report_of[name]}").text
        body = page[page.index('<div class="text"') : page.index('<template id="marks">')]
        assert set(re.findall(r"<(\w+)", body)) <= {
            "div",
            "a",
            "span",
            "nav",
            "p",
            "article",
            "aside",
            "section",
            "h2",
            "ul",
            "li",
        }
        assert not re.findall(r'href="(?!/)', body)

    def test_tags_are_shown_as_text(self, room: Server, report_of: dict[str, str]) -> None:
        """As the report prints them."""
        page = room.get(f"/reports/{report_of['script.txt']}").text
        shown = re.sub(r"<[^>]+>", "", page)
        assert "&lt;script&gt;" in shown
        assert "&lt;svg onload=alert(2)&gt;" in shown
        assert "<script>document" not in page
        assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', page))

    def test_what_steers_the_eye_is_visible(self, room: Server, report_of: dict[str, str]) -> None:
        """Marks of direction and control characters stand as what they are, on every page that quotes them."""
        for address in (
            f"/reports/{report_of['bidi.txt']}",
            "/timeline?q=Lisberg",
            "/search?q=Lisberg",
            "/names?like=Ekdal",
            "/reports",
        ):
            page = room.get(address).text
            assert not re.findall("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x1b]", page), address
        assert "\\u202e" in room.get(f"/reports/{report_of['bidi.txt']}").text

    def test_quotations_choose_their_own_direction(self, room: Server, report_of: dict[str, str]) -> None:
        """Text from right to left is set so, without turning the page around."""
        page = room.get(f"/reports/{report_of['rtl.txt']}").text
        assert re.search(r'<div class="block [^>]*dir="auto"', page)
        assert "قال المحافظ" in re.sub(r"<[^>]+>", "", page)

    def test_a_line_of_five_million_characters_is_shown_in_parts(self, room: Server, report_of: dict[str, str]) -> None:
        """Each part is small, and the parts are the text."""
        first = room.get(f"/reports/{report_of['line.txt']}")
        assert first.status == 200
        assert len(first.text) < 400_000
        pages = room.get(f"/reports/{report_of['line.txt']}?format=json").json["pages"]
        assert pages > len(LONG) // 50_000
        last = room.get(f"/reports/{report_of['line.txt']}?page={pages}&format=json").json
        assert last["page"] == pages


class TestRequests:
    """What is asked for is held to limits."""

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
    def test_it_only_reads(self, room: Server, method: str) -> None:
        """Any other method is refused."""
        assert room.get("/", method).status == 405

    def test_head_answers_as_get_without_a_body(self, room: Server) -> None:
        """For whoever only looks whether a page is there."""
        found = room.get("/timeline", "HEAD")
        assert (found.status, found.text) == (200, "")

    @pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]"])
    def test_it_answers_to_its_own_names_alone(self, room: Server, host: str) -> None:
        """A page elsewhere cannot read a record through a name that leads here."""
        found = room.get("/", host=host or " ")
        assert found.status in (400, 421)
        assert "<main" not in found.text

    @pytest.mark.parametrize(
        "address",
        [
            "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2frecord.py", "/static//etc/passwd", "/static/room.css%00.js",
            "/../../etc/passwd", "/reports/..%2f..%2fetc%2fpasswd", "/events/%2e%2e",
        ],
    )  # fmt: skip
    def test_no_path_leads_out(self, room: Server, address: str) -> None:
        """There is nothing but what the package ships and the record holds."""
        found = room.get(address)
        assert found.status in (400, 404)
        assert "root:" not in found.text
        assert "from __future__" not in found.text

    def test_a_long_address_is_refused(self, room: Server) -> None:
        """Before anything is done for it."""
        assert room.get("/search?q=" + "a" * 5000).status == 414

    @pytest.mark.parametrize("limit", ["0", "201", "-1", "x", "9" * 400])
    def test_a_list_has_limits(self, room: Server, limit: str) -> None:
        """Nobody gets the whole record at once."""
        assert room.get(f"/api/statements?limit={limit}").status == 400

    @pytest.mark.parametrize("words", ["' OR 1=1 --", "NEAR(a b)", "a* AND b", 'col:"x"', "{x}", "%", "\\", "🚢"])
    def test_words_are_words(self, room: Server, words: str) -> None:
        """Nothing that is typed is read as a query language."""
        from urllib.parse import quote

        for page in ("/search?q=", "/timeline?q=", "/timeline?actor=", "/names?like="):
            assert room.get(page + quote(words)).status in (200, 404), page

    def test_words_come_back_escaped(self, room: Server) -> None:
        """In the field, in the heading, and in the way to remove the filter."""
        page = room.get("/timeline?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
        assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("127.0.0.1:80", "127.0.0.1"),
        ("Localhost", "localhost"),
        ("[::1]:8000", "::1"),
        ("[::1]", "::1"),
        ("::1", "::1"),
        ("", ""),
    ],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    """With and without a port, of either kind of address."""
    assert host_of(header) == name


@pytest.fixture(scope="module")
def page(record: Path) -> str:
    """The published file."""
    with Record.open(record) as opened:
        return published(opened).decode()


class TestOneFile:
    """The published report asks for nothing and holds together."""

    def test_it_asks_for_nothing(self, page: str) -> None:
        """No address but places in itself, no script, no image."""
        assert re.findall(r'(?:src|href|action|srcset|data)="([^"]*)"', page)
        assert not [
            link for link in re.findall(r'(?:src|href|action|srcset|data)="([^"]*)"', page) if not link.startswith("#")
        ]
        assert not re.search(r"<script|<img|<link|<iframe|<object|url\(", page)
        assert "default-src 'none'" in page

    def test_its_style_is_the_one_that_it_allows(self, page: str) -> None:
        """The policy names the digest of the style."""
        import base64
        import hashlib

        style = page[page.index("<style>") + 7 : page.index("</style>")]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"sha256-{digest}" in page

    def test_its_links_lead_somewhere(self, page: str) -> None:
        """Every place that is linked to is there once."""
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)

    def test_a_long_report_is_named_not_cut(self, page: str) -> None:
        """What would make the file too large is listed."""
        assert "Not in this file" in page
        assert len(page) < 20_000_000

    def test_the_same_record_gives_the_same_file(self, page: str, record: Path) -> None:
        """Byte by byte."""
        with Record.open(record) as opened:
            assert published(opened).decode() == page
