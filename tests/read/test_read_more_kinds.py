"""PDF, Word, e-mail, web archives, feeds, ninjs, schema.org: what is text, what is stated, what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from made_files import BOATS, RAIN, TALKS, answer, mailbox, message, pdf, record, word, word_of, write

from dateline.model.reading import Failure, Report
from dateline.read import ReadOptions, read_inputs
from dateline.settings import Settings

PAGE = f"<html><head><title>Rain</title></head><body><p>{RAIN}</p></body></html>"


def read(path: Path, settings: Settings | None = None) -> list[Report | Failure]:
    """All that the file gives."""
    return list(read_inputs([str(path)], ReadOptions(), settings or Settings()))


def texts(found: list[Report | Failure]) -> list[str]:
    """The texts of reports and the codes of failures, in their order."""
    return [each.text.strip() if isinstance(each, Report) else each.code for each in found]


def only(found: list[Report | Failure]) -> Report:
    """The one report."""
    (report,) = (each for each in found if isinstance(each, Report))
    return report


# PDF


def test_pages_of_a_pdf(tmp_path: Path) -> None:
    """The text comes page by page with its line breaks; the form feeds before a place tell its page."""
    raw = pdf(["River rises (again)", RAIN[:46], RAIN[46:]], [BOATS], title="Rain in Arden", Author="Ana Reis")
    report = only(read(write(tmp_path, "a.pdf", raw)))
    assert report.text.startswith("River rises (again)\n")
    assert report.text.count("\f", 0, report.text.index("army")) + 1 == 2
    assert " ".join(report.text.split()) == f"River rises (again) {RAIN} {BOATS}"
    assert (report.title, report.author) == ("Rain in Arden", "Ana Reis")


def test_dates_of_a_pdf(tmp_path: Path) -> None:
    """When the file was changed dates no report; a header line at the top does."""
    raw = pdf(["date 2020-10-06", RAIN], ModDate="D:20211231120000+06'00'", CreationDate="D:20201007")
    report = only(read(write(tmp_path, "a.pdf", raw)))
    assert [(claim.value, claim.evidence) for claim in report.dates] == [
        ("2020-10-06", "header-line"), ("2021-12-31", "page-changed:ModDate"),
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Microsoft Word - draft 3", "final.docx", "untitled"])
def test_names_of_files_are_no_titles(tmp_path: Path, title: str) -> None:
    """A title that a program made of a file's name is none."""
    assert only(read(write(tmp_path, "a.pdf", pdf([RAIN], title=title)))).title is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (pdf(None, None), ["R117"]),
        (pdf([]), ["R105"]),
        (pdf([RAIN], password="secret"), ["R116"]),  # noqa: S106 - of a test file
        (pdf([RAIN], password="")[:400], ["R109"]),
        (pdf([RAIN], None), ["R115", RAIN]),
        (b"%PDF-1.7\n%%EOF", ["R109"]),
        (b"no PDF", ["R109"]),
        (b"", ["R101"]),
    ],
)
def test_pdfs_that_cannot_be_read(tmp_path: Path, raw: bytes, expected: list[str]) -> None:
    """Pictures of pages, locked and damaged files are failures that say so; one picture among pages is a warning."""
    assert texts(read(write(tmp_path, "a.pdf", raw))) == expected


# Word


def test_a_word_document(tmp_path: Path) -> None:
    """Paragraphs stand apart, styles give roles, the headline is the title."""
    raw = word(
        ("River rises", "Heading 1"), (RAIN, ""), ("Boats", "Heading 2"), (BOATS, ""), title="Draft", author="Ana"
    )
    report = only(read(write(tmp_path, "a.docx", raw)))
    assert report.text == f"River rises\n\n{RAIN}\n\nBoats\n\n{BOATS}"
    assert (report.title, report.author) == ("River rises", "Ana")
    assert [(report.text[h.start : h.end], h.role) for h in report.hints] == [
        ("River rises", "headline"), ("Boats", "subhead"),
    ]  # fmt: skip


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>", ["One\ttwo\nthree"]),
        ("<w:p><w:ins><w:r><w:t>Kept</w:t></w:r></w:ins><w:del><w:r><w:delText>Gone</w:delText></w:r></w:del></w:p>", ["Kept"]),
        ("<w:p><w:moveFrom><w:r><w:t>Gone</w:t></w:r></w:moveFrom><w:r><w:t>Kept</w:t></w:r></w:p>", ["Kept"]),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Dead</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", ["Dead"]),
        ("<w:p><w:r><w:t>Box</w:t><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:r></w:p>", ["Box\n\ninside"]),
        ("<w:p><w:r><w:t>Noted</w:t><w:footnoteReference/></w:r></w:p>", ["R115", "Noted"]),
        ("<w:p/>", ["R105"]),
        ("<w:p>", ["R109"]),
    ],
)  # fmt: skip
def test_what_is_text_in_a_word_document(tmp_path: Path, body: str, expected: list[str]) -> None:
    """Tables, boxes and insertions are text; deletions are not; footnotes are told of."""
    raw = word_of(f"<w:document {W}><w:body>{body}</w:body></w:document>")
    assert texts(read(write(tmp_path, "a.docx", raw))) == expected


# E-mail


def test_a_message(tmp_path: Path) -> None:
    """The plain text is read; the sender is the publisher, the subject the title, the attachment is told of."""
    raw = message(page=f"<p>{BOATS}</p>", attached="map.pdf", Date="Tue, 6 Oct 2020 04:10:00 +0600 (KGT)")
    found = read(write(tmp_path, "a.eml", raw))
    report = only(found)
    assert (report.text.strip(), report.title, report.publisher, report.author) == (RAIN, "Rain", "Hill Post", None)
    assert [(claim.value, claim.evidence) for claim in report.dates] == [("2020-10-06T04:10:00+06:00", "field:Date")]
    assert [each.message for each in found if isinstance(each, Failure)] == [
        "The attachment 'map.pdf' (application/pdf) is not read."
    ]


def test_senders(tmp_path: Path) -> None:
    """An organization is the publisher and the sender its author; encoded words are read."""
    raw = message(
        Organization="=?utf-8?q?H=C3=BCgel_Post?=", From="Ana Reis <ana@hill.test>", Archived_At="<https://l.test/1>"
    )
    report = only(read(write(tmp_path, "a.eml", raw)))
    assert (report.publisher, report.author, report.url) == ("Hügel Post", "Ana Reis", "https://l.test/1")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (message("", page=f"<p>{RAIN}</p>"), [RAIN]),
        (message("“Rain” fell in Ulaanbaatar, café owners said, and the river rose by a metre."), None),
        (b"From: a@b.test\n\n" + RAIN.encode(), [RAIN]),
        (b"From: a@b.test\nContent-Transfer-Encoding: base64\n\n!", ["R105"]),
        (b"From: a@b.test\nContent-Transfer-Encoding: base64\n\nabc", ["R109"]),
        (b"From: a@b.test\nContent-Transfer-Encoding: x-uuencode\n\nabc", ["R109"]),
        (b"From: a@b.test\nContent-Type: multipart/mixed; boundary=x\n\nno parts", ["R109"]),
        (
            b"From: a@b.test\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n" + RAIN.encode() + b"\n--x--\n",
            [RAIN],
        ),
        (b"From: a@b.test\nContent-Type: image/png\n\nabc", ["R115", "R105"]),
        (b"From: a@b.test\n\n", ["R105"]),
        (RAIN.encode(), ["R109"]),
        (b"From: a@b.test\nX: " + b"a" * 300_000, ["R104"]),
    ],
)
def test_what_is_text_in_a_message(tmp_path: Path, raw: bytes, expected: list[str] | None) -> None:
    """Text or page, packed or not; what cannot be read is a failure."""
    found = texts(read(write(tmp_path, "a.eml", raw)))
    assert found == (expected or ["“Rain” fell in Ulaanbaatar, café owners said, and the river rose by a metre."])


def test_a_mailbox(tmp_path: Path) -> None:
    """Each message is a report; a broken one is a failure, and the next is read; a sentence that begins with From is none."""
    odd = message(f"{BOATS}\n\nFrom here on the road is closed.\n{TALKS}")
    raw = b"A remark.\n\n" + mailbox(message(), b"X-No: headers\n\nof a message", odd)
    found = read(write(tmp_path, "a.mbox", raw))
    assert [(each.path.rpartition("/")[2], text[:8]) for each, text in zip(found, texts(found), strict=True)] == [
        ("a.mbox", "R115"), ("a.mbox#1", RAIN[:8]), ("a.mbox#2", "R109"), ("a.mbox#3", BOATS[:8]),
    ]  # fmt: skip
    assert texts(read(write(tmp_path, "b.mbox", RAIN))) == ["R109"]


# Web archives


def test_a_web_archive(tmp_path: Path) -> None:
    """Pages are reports with their address and site; other answers are counted in a warning; requests are not."""
    raw = b"".join(
        [
            record(b"software: none", kind="warcinfo"),
            record(b"GET /rain HTTP/1.1", kind="request"),
            record(answer(PAGE)),
            record(answer(b"\x89PNG", kind="image/png")),
            record(answer("Gone", status="404 Not Found")),
            record(f"<p>{BOATS}</p>".encode(), kind="resource", Content_Type="text/html"),
            record(TALKS.encode(), kind="conversion", Content_Type="text/plain"),
        ]
    )
    found = read(write(tmp_path, "a.warc", raw))
    assert texts(found) == [RAIN, BOATS, TALKS, "R115"]
    first = found[0]
    assert isinstance(first, Report)
    assert (first.title, first.url, first.publisher, first.dates) == (
        "Rain",
        "https://www.hill.test/rain",
        "hill.test",
        (),
    )
    run = first.offsets[0]
    assert PAGE[run.raw_start : run.raw_start + run.length] == first.text
    assert isinstance(found[-1], Failure)
    assert "1 of type image/png, 1 of status 404" in found[-1].message


@pytest.mark.parametrize("packed", ["gzip", "deflate", "chunked"])
def test_packed_answers(tmp_path: Path, packed: str) -> None:
    """Chunks are joined, gzip and deflate unpacked."""
    assert texts(read(write(tmp_path, "a.warc", record(answer(PAGE, packed=packed))))) == [RAIN]


@pytest.mark.parametrize("length", ["7", "900000", "-1", "x", "9" * 30, ""])
def test_wrong_lengths_in_an_archive(tmp_path: Path, length: str) -> None:
    """A record whose length is wrong is a failure, and the next record is read."""
    raw = record(answer(PAGE), Content_Length=length) + record(answer(PAGE.replace("river", "lake")))
    assert texts(read(write(tmp_path, "a.warc", raw))) == ["R109", RAIN.replace("river", "lake")]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"no archive", ["R109"]),
        (record(b"no answer"), ["R109"]),
        (record(answer(PAGE).replace(b"\r\n\r\n", b"\r\nContent-Encoding: br\r\n\r\n", 1)), ["R108"]),
        (record(answer(PAGE).replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n", 1)), ["R109"]),
        (record(answer(PAGE))[:-60], ["R109"]),
        (b"WARC/1.0\r\nContent-Length: 3", ["R109"]),
        (record(b"", kind="request"), ["R105"]),
        (b"x" * 50 + b"\n" + record(answer(PAGE)) + b"rest", ["R109", "R109"]),
    ],
)
def test_broken_archives(tmp_path: Path, raw: bytes, expected: list[str]) -> None:
    """Whatever is broken is a failure with its place."""
    assert texts(read(write(tmp_path, "a.warc", raw))) == expected


# Feeds

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>All the news</title>
<item><title>Rain &amp; wind</title><link>https://hill.test/1</link><source url="https://hill.test/feed">Hill Post</source>
 <pubDate>Tue, 06 Oct 2020 04:10:00 GMT</pubDate><dc:creator>Ana Reis</dc:creator><description>Short.</description>
 <content:encoded><![CDATA[<h2>Rain</h2><p>{RAIN}</p>]]></content:encoded></item>
<item><title>Boats</title><description>{BOATS}</description></item>
<item><title>Links</title><description>&lt;a href="x"&gt;Boats&lt;/a&gt;</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley feed</title><entry><title type="html">Rain &amp;amp; wind</title>
<link rel="self" href="https://feed.test/x"/><link href="https://valley.test/1"/><published>2020-10-06T10:00:00Z</published>
<updated>2020-10-07T10:00:00Z</updated><author><name>Ana Reis</name><uri>https://x.test</uri></author>
<source><id>x</id><title>Valley News</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{RAIN}</p><p>{BOATS}</p></div></content></entry>
<entry><summary>{TALKS} A &lt; B.</summary></entry></feed>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old feed</title></channel>
<item><title>Rain</title><dc:date>2020-10-06</dc:date><description>{RAIN}</description></item></rdf:RDF>"""


def test_rss(tmp_path: Path) -> None:
    """An item has its text, its own source as publisher, its date; one without text is a failure."""
    found = read(write(tmp_path, "a.rss", RSS))
    assert texts(found) == [f"Rain\n\n{RAIN}", BOATS, "R110"]
    first, second = found[:2]
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.title, first.publisher, first.author, first.url) == (
        "Rain & wind", "Hill Post", "Ana Reis", "https://hill.test/1",
    )  # fmt: skip
    assert [(claim.value, claim.evidence) for claim in first.dates] == [("2020-10-06T04:10:00+00:00", "field:pubDate")]
    assert (second.publisher, second.dates, first.hints[0].role) == ("All the news", (), "subhead")


def test_atom(tmp_path: Path) -> None:
    """Atom names its source inside; mark-up inside is read as a page; when it was changed dates nothing."""
    found = read(write(tmp_path, "a.xml", ATOM))
    assert texts(found) == [f"{RAIN}\n\n{BOATS}", f"{TALKS} A < B."]
    first = found[0]
    assert isinstance(first, Report)
    assert (first.publisher, first.author, first.url) == ("Valley News", "Ana Reis", "https://valley.test/1")
    assert [claim.evidence for claim in first.dates] == ["field:atom:published", "page-changed:atom:updated"]


SOURCES = [
    ('<source url="https://www.hill.test/rss">Hill Post</source>', "Hill Post"),
    ('<source url="https://www.hill.test/rss"> </source>', "hill.test"),
    ("<source>https://www.hill.test/rss</source>", "hill.test"),
    ("<dc:source>https://hill.test/rain?id=1</dc:source>", "hill.test"),
    ("<source><![CDATA[Hill &amp; Dale]]></source><dc:publisher>Valley News</dc:publisher>", "Hill & Dale"),
    ("<source/><dc:publisher>Valley News</dc:publisher>", "Valley News"),
    ("<source/>", "All the news"),
    ("<source>Hill Post</source><source>Valley News</source>", "Hill Post"),
]


@pytest.mark.parametrize(("source", "publisher"), SOURCES)
def test_sources_of_items(tmp_path: Path, source: str, publisher: str) -> None:
    """Whoever an item names as its source is its publisher, an address by its site; else the feed is."""
    space = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    item = f"<item>{source}<description>{RAIN}</description></item>"
    feed = f"<rss {space}><channel><title>All the news</title>{item}</channel></rss>"
    assert only(read(write(tmp_path, "a.rss", feed))).publisher == publisher


def test_rdf(tmp_path: Path) -> None:
    """Items of RSS 1.0 stand beside the channel."""
    report = only(read(write(tmp_path, "a.rdf", RDF)))
    assert (report.text, report.publisher, [claim.value for claim in report.dates]) == (
        RAIN,
        "Old feed",
        ["2020-10-06"],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RSS[: RSS.index("<item><title>Links")], [f"Rain\n\n{RAIN}", BOATS, "R109"]),
        (RSS[: RSS.index("</channel>") - 30], [f"Rain\n\n{RAIN}", BOATS, "R109"]),
        (f'<!DOCTYPE rss [<!ENTITY a "{"b" * 99}">]><rss><item><description>&a;</description></item></rss>', ["R109"]),
        ('<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><item><description>&a;</description></item></rss>', ["R109"]),
        ('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item>&a;</item></rss>', ["R109"]),
        ("<nitf><body/></nitf>", ["R108"]),
        ("<rss><channel/></rss>", ["R105"]),
        ("no XML", ["R109"]),
        ("<rss>" * 2_000, ["R109"]),
        (f"<rss><item><description>{RAIN}&nbsp;</description></item></rss>", ["R109"]),
    ],
)
def test_broken_feeds(tmp_path: Path, text: str, expected: list[str]) -> None:
    """What comes before a malformed place is read; entities of its own and outside files are not taken."""
    assert texts(read(write(tmp_path, "a.xml", text))) == expected


# ninjs and schema.org

NINJS = {
    "uri": "urn:wire:1", "type": "text", "versioncreated": "2020-10-06T10:00:00Z", "byline": "Ana Reis",
    "headlines": [{"role": "main", "value": "Rain"}], "copyrightholder": "Hill Wire",
}  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        {"body_text": RAIN},
        {"body_xhtml": f"<p>{RAIN}</p>"},
        {
            "bodies": [
                {"contentType": "text/html", "value": f"<p>{BOATS}</p>"},
                {"contentType": "text/plain", "value": RAIN},
            ]
        },
        {"bodies": [{"contentType": "text/html", "value": f"<p>{RAIN}</p>"}]},
        {"body_text": RAIN, "associations": {"more": {"type": "text", "headline": "Boats", "body_text": BOATS}}},
        {"body_text": RAIN, "associations": [{"name": "more", "type": "text", "bodies": [{"value": BOATS}]}]},
    ],
)
def test_ninjs(tmp_path: Path, body: dict[str, object]) -> None:
    """ninjs of every version gives its text and its facts."""
    report = only(read(write(tmp_path, "a.json", json.dumps({**NINJS, **body}))))
    assert (report.text, report.title, report.publisher, report.author, report.url) == (
        RAIN, "Rain", "Hill Wire", "Ana Reis", "urn:wire:1",
    )  # fmt: skip
    assert [(claim.value, claim.evidence) for claim in report.dates] == [
        ("2020-10-06T10:00:00+00:00", "field:versioncreated")
    ]


def test_schema_org(tmp_path: Path) -> None:
    """Of a graph the documents are read, with the publisher that they only refer to."""
    graph = [
        {"@type": "Organization", "@id": "#hill", "name": "Hill Post"},
        {"@type": "ReportageNewsArticle", "headline": "Rain", "datePublished": "2020-10-06", "articleBody": RAIN,
         "publisher": {"@id": "#hill"}},
    ]  # fmt: skip
    report = only(read(write(tmp_path, "a.jsonld", json.dumps({"@context": "https://schema.org", "@graph": graph}))))
    assert (report.text, report.publisher, report.path.rpartition("/")[2]) == (RAIN, "Hill Post", "a.jsonld")


MIXED = [
    ([{"@type": "NewsArticle", "articleBody": RAIN}, {"@type": "Organization", "name": "Hill"}], [RAIN]),
    (
        [{"@type": "NewsArticle", "articleBody": RAIN}, {"text": BOATS}, {"@type": "Comment", "text": TALKS}],
        [RAIN, BOATS, TALKS],
    ),
    ([{"@type": "NewsArticle", "articleBody": RAIN}, {"title": "Rain"}], [RAIN, "R110"]),
    ([{"@type": "NewsArticle", "articleBody": RAIN}, "words"], [RAIN, "R110"]),
    ({"@type": "WebSite", "name": "Hill"}, ["R110"]),
]


@pytest.mark.parametrize(("value", "expected"), MIXED)
def test_data_of_several_kinds(tmp_path: Path, value: object, expected: list[str]) -> None:
    """Objects that only describe the site are passed over; whatever may be a document is read, or a failure."""
    assert texts(read(write(tmp_path, "a.json", json.dumps(value)))) == expected


def test_updates_of_a_live_blog_in_data(tmp_path: Path) -> None:
    """Each update is a report with its own date and the publisher of the blog, and not under the blog's address."""
    updates = [
        {"@type": "BlogPosting", "headline": "Rain", "datePublished": "2020-10-06T10:00", "articleBody": RAIN},
        {"@type": "BlogPosting", "articleBody": BOATS},
        {"@type": "BlogPosting", "headline": "No text"},
    ]
    blog = {"@type": "LiveBlogPosting", "url": "https://hill.test/live", "publisher": {"name": "Hill Post"}}
    found = read(write(tmp_path, "a.json", json.dumps({**blog, "liveBlogUpdate": updates})))
    assert texts(found) == [RAIN, BOATS, "R110"]
    assert [(r.publisher, r.url, len(r.dates)) for r in found if isinstance(r, Report)] == [
        ("Hill Post", None, 1), ("Hill Post", None, 0),
    ]  # fmt: skip


def test_a_page_that_a_script_fills(tmp_path: Path) -> None:
    """Where the page itself holds no text the article is read from its data."""
    data = json.dumps({"@type": "NewsArticle", "headline": "Rain", "articleBody": RAIN, "datePublished": "2020-10-06"})
    page = f'<script type="application/ld+json">{data}</script><div id="app"></div>'
    report = only(read(write(tmp_path, "a.html", page)))
    assert (report.text, report.title, report.dates[0].value) == (RAIN, "Rain", "2020-10-06")


def test_readers_are_loaded_when_needed() -> None:
    """Whoever reads text files waits for no library of other kinds."""
    ask = "import sys, dateline.read; print([m for m in ('pypdf', 'lxml', 'trafilatura') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout == "[]\n"
