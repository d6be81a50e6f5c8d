"""Hostile input: whatever a file holds, there are reports that can be written, or failures with a remedy; never nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import BOATS, RAIN, answer, mailbox, message, pdf, record, word, word_of, write
from msgspec.structs import replace

from dateline.errors import FAILURES
from dateline.model.reading import Failure, Report
from dateline.read import ReadOptions, read_inputs
from dateline.read.kinds import ENDINGS
from dateline.settings import Settings

LIMITS = Settings(max_bytes=200_000, max_characters=50_000)


def read(path: Path, limits: Settings = LIMITS) -> list[Report | Failure]:
    """All that the file gives, each checked."""
    found = list(read_inputs([str(path)], ReadOptions(), limits))
    assert found, "an input was lost"
    for each in found:
        check(each, limits)
    return found


def check(each: Report | Failure, limits: Settings) -> None:
    """Hashes, limits, hints and maps of a report hold; a failure has a code, a remedy and words that can be written."""
    if isinstance(each, Failure):
        assert (each.severity, each.remedy) == (FAILURES[each.code].severity, FAILURES[each.code].remedy)
        assert f"{each.path}{each.message}{each.where}".encode()
        return
    assert replace(each, sha256=hashlib.sha256(each.text.encode("utf-8")).hexdigest()) == each
    assert f"{each.title}{each.publisher}{each.author}{each.agency}{each.url}{each.dates}".encode()
    assert each.text.strip()
    assert len(each.text) <= limits.max_characters
    edges = [edge for hint in each.hints for edge in (hint.start, hint.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(each.text) for edge in edges)
    at = 0
    for run in each.offsets:
        assert at <= run.text_start < run.text_start + run.length <= len(each.text)
        at = run.text_start + run.length


# Whole files, with stretches cut out, doubled, or replaced by signs that mean something to some reader.

UPDATE = '<div itemprop="liveBlogUpdate"><h3>Rain</h3><time datetime="2020-10-06">x</time><p>The river rose.</p></div>'
FILES: dict[str, bytes] = {
    "a.txt": f"date 2020-10-06\n{RAIN}\n\n====\ndate 2020-10-07\nsource: Hill\n{BOATS}".encode(),
    "a.md": f"---\ntitle: A\ndate: 2020-10-06\n---\n# Rain\n{RAIN}\n---\ntitle: B\ndate: 2020-10-07\n---\n{BOATS}".encode(),
    "a.html": f"<!doctype html><title>A</title><meta charset=utf-8><article><p>{RAIN}</p>{UPDATE * 2}</article>".encode(),
    "b.html": f'<script type="application/ld+json">{{"@type":"LiveBlogPosting","@id":"a","liveBlogUpdate":["{RAIN}",{{"@id":"a"}},'
              f'{{"articleBody":"<p>{BOATS} &amp;","datePublished":"2020-10-06"}}]}}</script><p>{BOATS}</p>'.encode(),
    "a.json": json.dumps({"@graph": [{"@type": "NewsArticle", "@id": "a", "articleBody": RAIN, "author": {"@id": "a"}}]}).encode(),
    "b.json": json.dumps({"data": {"items": [{"bodies": [{"value": RAIN}], "headlines": [{"value": "A"}]}]}}).encode(),
    "a.jsonl": (json.dumps({"text": RAIN, "date": "2020-10-06"}) + "\n").encode() * 2,
    "a.csv": f'text,date\n"{RAIN}",2020-10-06\n'.encode(),
    "a.rss": f"<rss><channel><title>F</title><item><title>A</title>"
             f"<description>&lt;p&gt;{RAIN}</description></item></channel></rss>".encode(),
    "a.atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">{RAIN}</content></entry></feed>'.encode(),
    "a.pdf": pdf(["Rain", RAIN], None, [BOATS], title="A"),
    "a.docx": word(("Rain", "Heading 1"), (RAIN, "")),
    "a.eml": message(page=f"<p>{RAIN}</p>", attached="a.pdf", Date="Tue, 6 Oct 2020 04:10:00 +0600"),
    "a.mbox": mailbox(message(), message(BOATS)),
    "a.warc": record(answer(f"<p>{RAIN}</p>", packed="gzip")) + record(answer(f"<p>{BOATS}</p>", packed="chunked")),
}  # fmt: skip
SIGNS = [
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r", b"\n\n", b"<", b">", b"&#xD800;", b"&amp;", b"&a;", b"<![CDATA[", b"]]>",
    b"<!--",
    b"<!DOCTYPE a [<!ENTITY a 'b'>]>", b'"', b"'", b"\\ud800", b"\\u0000", b"{", b"[" * 2_000, b'{"data":' * 700, b"]", b"--", b"=3D",
    b"=?utf-8?q?=ff?=", b"=?utf-7?q?+2AA-?=", b"Content-Transfer-Encoding: base64\n", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n",
    b"charset=utf-16", b"charset=rot13", b"From a Tue Oct 6 2020\nFrom: a\n", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n",
    b"\r\n\r\n", b"0\r\n", b"stream\n", b"endobj\n", b"/Kids [2 0 R]", b"/Length 999999999", b"9" * 40, b"-1", b"date 2020-10-06\n",
    b"---\n",
    "\u202e\u200b\u2066".encode(), b"\xed\xa0\x80", b"' OR 1=1 --", b"../../etc/passwd", b"{{7*7}}", b"\x1f\x8b",
]  # fmt: skip
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(SIGNS) | st.binary(max_size=6)), max_size=4
)
TIMES = int(os.environ.get("DATELINE_FUZZ", "1"))
"""``DATELINE_FUZZ=50`` tries fifty times as many."""
SOME = settings(deadline=None, max_examples=60 * TIMES, suppress_health_check=[HealthCheck.too_slow])


def edited(raw: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """``raw`` with stretches (where as a share of its length, how long) replaced."""
    for share, length, sign in edits:
        at = int(share * len(raw))
        raw = raw[:at] + sign + raw[at + length :]
    return raw


@pytest.mark.parametrize("name", FILES)
@SOME
@given(edits=EDITS)
def test_any_damage_gives_reports_or_failures(name: str, edits: list[tuple[float, int, bytes]]) -> None:
    """Each kind of file, cut and disturbed anywhere, gives reports whose places hold, or failures."""
    with TemporaryDirectory() as folder:
        read(write(Path(folder), name, edited(FILES[name], edits)))


@SOME
@given(edits=EDITS)
def test_damaged_text_inside_a_word_document(edits: list[tuple[float, int, bytes]]) -> None:
    """The archive of a Word document is whole, and what is in it is not."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inside = f'<w:d {space}><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{RAIN}</w:t></w:r></w:p></w:d>'
    with TemporaryDirectory() as folder:
        read(write(Path(folder), "a.docx", word_of(edited(inside.encode(), edits))))


@SOME
@given(edits=EDITS)
def test_damaged_pages_inside_a_pdf(edits: list[tuple[float, int, bytes]]) -> None:
    """The description of a page is damaged, and the file around it is whole."""
    content = edited(b"BT /F1 11 Tf 14 TL 50 780 Td (" + RAIN.encode() + b") Tj T* [(a) -20 (b)] TJ ET /Im0 Do", edits)
    with TemporaryDirectory() as folder:
        read(write(Path(folder), "a.pdf", pdf_of(content)))


def pdf_of(content: bytes, pages: int = 1, kids: str = "") -> bytes:
    """A PDF by hand: the packed ``content`` on each of so many pages."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids.encode() or b"3 0 R " * pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + head + table + tail


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending])
@SOME
@given(raw=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_under_any_ending(ending: str, raw: bytes) -> None:
    """Any bytes under any ending, packed or not."""
    with TemporaryDirectory() as folder:
        read(write(Path(folder), f"a{ending}", raw))
        read(write(Path(folder), f"a{ending}.gz", gzip.compress(raw)))


# Bombs: small files that ask for much. The limit is a size or a count, so the answer is the same on every machine.


def zipped(name: str, content: bytes, way: int = ZIP_DEFLATED) -> bytes:
    """An archive of one file."""
    made = BytesIO()
    with ZipFile(made, "w", way) as archive:
        archive.writestr(name, content)
    return made.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><w:d " + W + "><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:d>"
)
BOMBS: list[tuple[str, Callable[[], bytes], str]] = [
    ("spaces.docx", lambda: word_of("<a>" + " " * 30_000_000), "R104"),
    ("many.docx", lambda: zipped("x", b"")[:-22] + b"PK\x01\x02" * 20_000, "R104"),
    ("other.docx", lambda: zipped("../../word/document.xml", b"<a/>"), "R109"),
    ("way.docx", lambda: zipped("word/document.xml", b"<a/>", ZIP_BZIP2), "R109"),
    ("deep.docx", lambda: word_of(f"<w:p {W}>" + "<w:p>" * 5_000), "R109"),
    ("laughs.docx", lambda: word_of(LAUGHS), "R109"),
    ("locked.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "R116"),
    ("spaces.pdf", lambda: pdf_of(b" " * 30_000_000), "R104"),
    ("pages.pdf", lambda: pdf_of(b"", 2_100), "R104"),
    ("tree.pdf", lambda: pdf_of(b"", 20_000), "R104"),
    ("tokens.pdf", lambda: pdf_of(b"0 " * 600_000), "R104"),
    ("again.pdf", lambda: pdf_of(b"%" + b" " * 900_000, 20), "R104"),
    ("loop.pdf", lambda: pdf_of(b"", kids="2 0 R"), "R109"),
    ("brackets.pdf", lambda: pdf_of(b"BT " + b"[" * 50_000), "R109"),
    ("deep.json", lambda: b"[" * 200_000, "R109"),
    ("data.json", lambda: b'{"data":' * 900 + b"1" + b"}" * 900, "R110"),
    ("deep.jsonl", lambda: b'{"a":' * 100_000, "R109"),
    ("deep.xml", lambda: b"<rss>" * 100_000, "R109"),
    ("wide.xml", lambda: b"<rss>" + b"<a/>" * 300_001 + b"</rss>", "R109"),
    ("wide.html", lambda: b"<p>x" * 160_000, "R109"),
    ("parts.eml", lambda: b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_000, "R104"),
    ("nested.eml", lambda: b"From: a\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(30)),
     "R104"),
    ("many.eml", lambda: b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000, "R104"),
    ("inside.docx", lambda: word_of(word_of("<a/>")), "R102"),
    ("deeper.html", lambda: b"<div>" * 400_000, "R109"),
    ("head.eml", lambda: b"From: a\nX: " + b"=?a?q?" * 50_000 + b"\n\nx", "R104"),
    ("packed.warc", lambda: record(answer(b" " * 30_000_000, packed="gzip")), "R104"),
    ("lines.warc", lambda: b"WARC/1.0\r\n" * 100_000, "R109"),
    ("long.txt.gz", lambda: gzip.compress(b"a" * 30_000_000), "R104"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "code"), BOMBS, ids=[name for name, _, _ in BOMBS])
def test_bombs(tmp_path: Path, name: str, make: Callable[[], bytes], code: str) -> None:
    """A file that unpacks, nests or repeats beyond its limit is a failure, and costs no more than the limit."""
    found = read(write(tmp_path, name, make()), Settings())
    assert {each.code for each in found if isinstance(each, Failure)} == {code}
    assert not [each for each in found if isinstance(each, Report)]


def test_a_page_a_hundred_thousand_deep(tmp_path: Path) -> None:
    """The text at the bottom of a page is read, however deep it stands."""
    (report,) = read(write(tmp_path, "a.html", "<div>" * 100_000 + f"<p>{RAIN}"), Settings())
    assert isinstance(report, Report)
    assert report.text == RAIN


def test_messages_a_thousand_deep(tmp_path: Path) -> None:
    """A message that was forwarded in a message that was forwarded: each is an attachment of the one around it, which is read."""
    raw = message(RAIN)
    for depth in range(1_000):
        mark = b"x%dx" % depth
        head = b"From: a@b.test\nContent-Type: multipart/mixed; boundary=" + mark + b"\n\n--" + mark
        inside = b"\n--" + mark + b"\nContent-Type: message/rfc822\n\n" + raw + b"\n--" + mark + b"--\n"
        raw = head + b"\nContent-Type: text/plain\n\n" + BOATS.encode() + inside
    found = read(write(tmp_path, "a.eml", raw), Settings())
    assert [each.code if isinstance(each, Failure) else each.text for each in found] == ["R115", BOATS]


def test_an_archive_unpacks_to_a_total(tmp_path: Path) -> None:
    """Pages that are each within the limit stop where together they are ten times over it."""
    raw = record(answer(f"<p>{RAIN}</p>" + " " * 190_000, packed="gzip")) * 12
    found = read(write(tmp_path, "a.warc", raw))
    assert [each.code for each in found if isinstance(each, Failure)][-1] == "R104"
    assert any(isinstance(each, Report) for each in found)


def test_a_mailbox_of_many_messages(tmp_path: Path) -> None:
    """Ten thousand messages are ten thousand reports, each with its number."""
    raw = b"".join(
        b"From a@b.test Tue Oct  6 2020\nFrom: a@b.test\nSubject: %d\n\nThe river rose by %d metres.\n\n" % (i, i)
        for i in range(10_000)
    )
    found = read(write(tmp_path, "a.mbox", raw), Settings())
    assert [each.path.rpartition("#")[2] for each in found if isinstance(each, Report)] == [
        str(i) for i in range(1, 10_001)
    ]


def test_a_graph_of_many_documents(tmp_path: Path) -> None:
    """However many documents a file of data holds, none is passed over."""
    graph = [{"@type": "NewsArticle", "articleBody": f"The river rose by {i} metres."} for i in range(25_000)]
    found = read(write(tmp_path, "a.jsonld", json.dumps({"@graph": graph})), Settings())
    assert len(found) == len([each for each in found if isinstance(each, Report)]) == 25_000


def test_records_without_content(tmp_path: Path) -> None:
    """Records that follow each other at once are no broken ones; broken ones are told of up to a number."""
    empty = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n"
    page = record(answer(f"<p>{RAIN}</p>"))
    assert [type(each) for each in read(write(tmp_path, "a.warc", empty * 1_000 + page))] == [Report]
    found = read(write(tmp_path, "b.warc", b"WARC/1.0\r\nContent-Length: x\r\n\r\n" * 300 + page), Settings())
    assert len([each for each in found if isinstance(each, Failure) and each.code == "R109"]) == 101


NAMES = [
    "'; DROP TABLE reports; --.txt",
    "..%2f..%2fetc%2fpasswd.txt",
    "a\u202etxt.exe.txt",
    "$(touch x).md",
    "<b>.html",
    "-o.txt",
    "a#3.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files(tmp_path: Path, name: str) -> None:
    """A name is a name: it is shown as it is, and nothing is done with it."""
    (report,) = read(write(tmp_path, name, f"<p>{RAIN}" if name.endswith("html") else RAIN))
    assert report.path.endswith(name)
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("sign", ["\0", "\u202e", "\u200b", "\ufeff", "\u2066", "\U000e0041", "\x0b", "\x85", "\u2028"])
def test_signs_inside_text_stay(tmp_path: Path, sign: str) -> None:
    """Zero bytes, marks of direction and signs that are not seen stay in the text of an item where they stood."""
    (report,) = read(write(tmp_path, "a.json", json.dumps({"text": f"{RAIN} Up{sign}on it."})))
    assert isinstance(report, Report)
    assert report.text == f"{RAIN} Up{sign}on it."


HEADERS = [
    b'Content-Type: text/plain; charset="a\0b"',
    b"Content-Type: text/plain; charset=punycode",
    b"Content-Type: text/plain; charset*=utf-16'en'%ff",
    b"Content-Type: multipart/mixed; boundary*=a\0b'x'abc",
    b"Content-Type: multipart/mixed; boundary*=utf-16'en'%ff",
    b'Content-Type: ;;="',
    b"Content-Type: image/png; name*=a\0b'x'%ff",
    b"Content-Disposition: attachment; filename*=zlib'x'%ff",
    b"Subject: =?a\0b?q?x?= =?utf-7?q?+2AA-?=",
    b'From: "\\ ((((((((',
    b"Date: ((((((((((((",
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_that_lie(tmp_path: Path, header: bytes) -> None:
    """Whatever a header of a message names, the message is read or a failure."""
    read(write(tmp_path, "a.eml", b"From: a@b.test\n" + header + b"\n\nThe river rose by the caf\xe9 on Thursday.\n"))


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "utf-7", "charmap", "rot13", "zlib", "no-such"])
def test_encodings_that_nobody_prints_in(tmp_path: Path, name: str) -> None:
    """A page that declares such an encoding is read by its bytes."""
    page = f"<meta charset={name}><p>{RAIN} It happened at the caf\xe9 \\u0041.</p>".encode("cp1252")
    (report,) = read(write(tmp_path, "a.html", page))
    assert isinstance(report, Report)
    assert report.text == f"{RAIN} It happened at the caf\xe9 \\u0041."


def test_long_names_are_no_names(tmp_path: Path) -> None:
    """A title of a megabyte is none, and the text is read."""
    (report,) = read(write(tmp_path, "a.json", json.dumps({"text": RAIN, "title": "a" * 150_000, "author": "Ana"})))
    assert isinstance(report, Report)
    assert (report.title, report.author) == (None, "Ana")


def test_failures_quote_what_cannot_be_written(tmp_path: Path) -> None:
    """Half a character in a field's name is shown by its number."""
    (failure,) = read(write(tmp_path, "a.json", b'{"\\ud800": 1}'))
    assert isinstance(failure, Failure)
    assert "\\ud800" in failure.message
