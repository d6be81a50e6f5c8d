"""Files that nobody means well with, each beside a good one: what comes of them is known, and nothing else in the folder is lost.

Always true here: the files are made by hand, byte for byte; a case lists the codes of the failures and how many reports there are.
"""

from __future__ import annotations

import gzip
import json
import struct
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from dateline import read as reading
from dateline.errors import FAILURES
from dateline.model.reading import Failure, Report
from dateline.read import ReadOptions, read_inputs
from dateline.settings import Settings

TEXT = "The river rose on Thursday, and the mayor said that forty people were taken to the school."
RAIN = TEXT.encode()
HEAD = b"From: a@b.test\r\nSubject: Rain\r\n"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Rain</h1><p>" + RAIN


def word(text: str = TEXT, properties: str = "") -> bytes:
    """A Word document of one paragraph, not packed."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
        archive.writestr("word/document.xml", body)
        if properties:
            archive.writestr("docProps/core.xml", properties)
    return file.getvalue()


def changed(raw: bytes, mark: bytes, at: int, value: bytes) -> bytes:
    """``raw`` with ``value`` so many bytes behind the first ``mark``."""
    place = raw.index(mark) + at
    return raw[:place] + value + raw[place + len(value) :]


def pdf(stream: bytes = b"", pages: bytes = b"/Kids[3 0 R]/Count 1", more: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of one page by hand; ``stream`` replaces the object of its words, ``more`` is a sixth object."""
    words = b"BT /F1 11 Tf 50 700 Td (" + RAIN + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages" + pages + b">>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream or b"<</Length %d>>stream\n%b\nendstream" % (len(words), words),
        more or b"null",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + table + b"trailer\n<</Size 7/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (trailer, len(made))


def archive(*blocks: tuple[bytes, bytes]) -> bytes:
    """A web archive of records with the stated length of each."""
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.test/1\r\nContent-Length: %b\r\n\r\n%b\r\n\r\n"
    )
    return b"".join(head % (length, block) for block, length in blocks)


def feed(*items: str) -> bytes:
    """A feed of these items, whose address is the same."""
    bare = "<item><title>Rain</title><guid>1</guid><link>https://a.test/1</link>{}</item>"
    return f'<rss version="2.0"><channel><title>N</title>{"".join(map(bare.format, items))}</channel></rss>'.encode()


def lines(*records: object) -> bytes:
    """A file of JSON lines."""
    return b"\n".join(json.dumps(record).encode() for record in records)


SOUND = (PAGE + b"!", b"%d" % (len(PAGE) + 1))
DATED = '<c:p xmlns:c="c" xmlns:d="http://purl.org/dc/terms/"><d:modified>99999-13-45T99:99:99Z</d:modified></c:p>'
FILES: dict[str, tuple[bytes, list[str], int]] = {
    # archives
    "wrong-sum.docx": (changed(word(), b"river", 0, b"rivet"), ["R109"], 0),
    "wrong-lengths.docx": (changed(word(), b"PK\x01\x02", 20, struct.pack("<II", 2**32 - 16, 2**32 - 16)), ["R109"], 0),
    "no-end.docx": (word()[:-30], ["R109"], 0),
    "ends.docx": (word() + b"PK\x05\x06" * 1_000, ["R109"], 0),
    "date.docx": (word(properties=DATED), ["R113"], 1),
    "outer-entity.docx": (word("&b;").replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b SYSTEM "/x">]><w:document', 1), ["R109"], 0),
    "twice.txt.gz": (gzip.compress(gzip.compress(RAIN)), ["R102"], 0),
    "cut.warc.gz": (gzip.compress(archive(SOUND))[:-20], ["R109"], 0),
    # PDF
    "cycle.pdf": (pdf(pages=b"/Kids[2 0 R 3 0 R]/Count 2"), ["R109"], 0),
    "count.pdf": (pdf(pages=b"/Kids[3 0 R]/Count 999999999"), [], 1),
    "own-length.pdf": (pdf(b"<</Length 5 0 R>>stream\nx\nendstream"), ["R104"], 0),
    "filters.pdf": (pdf(b"<</Length 1/Filter[%b]>>stream\nx\nendstream" % (b"/ASCIIHexDecode" * 2_000)), ["R104"], 0),
    "twice-packed.pdf": (
        pdf(b"<</Length 9/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % zlib.compress(zlib.compress(b" " * 30_000_000))),
        ["R104"],
        0,
    ),
    "date.pdf": (pdf(more=b"<</ModDate(D:20209945)>>", trailer=b"/Info 6 0 R"), ["R113"], 1),
    # mail
    "attached.eml": (
        HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\nContent-Disposition: attachment\r\n\r\na\r\n" * 100_000,
        ["R104"],
        0,
    ),
    "same-boundary.eml": (
        HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 2_000,
        ["R104"],
        0,
    ),
    "headers.eml": (HEAD + b"X: a\r\n" * 40_000 + b"\r\n" + RAIN, ["R104"], 0),
    "year-0.eml": (HEAD + b"Date: Mon, 1 Jan 0000 00:00:00 +0000\r\n\r\n" + RAIN, ["R113"], 1),
    "year-9999.eml": (HEAD + b"Date: Fri, 31 Dec 9999 23:59:59 -2359\r\n\r\n" + RAIN, ["R113"], 1),
    "codec.eml": (HEAD + b"Content-Type: text/plain; charset=zlib_codec\r\n\r\n" + zlib.compress(RAIN * 50), ["R102"], 0),
    "zeros.mbox": (
        b"From a\nSubject: a\n\n%b%b\n\nFrom a\nSubject: b\n\n%b\n" % (RAIN, b"\0" * 100_000, RAIN),
        ["R102"],
        1,
    ),
    # web archives
    "huge-length.warc": (archive((PAGE, b"9" * 5_000), SOUND), ["R109"], 1),
    "negative-length.warc": (archive((PAGE, b"-5"), SOUND), ["R109"], 1),
    "other-digits.warc": (archive((PAGE, "٣٣".encode()), SOUND), ["R109"], 1),
    # feeds and data
    "same-ids.rss": (feed(*(f"<description>{TEXT} {n}.</description>" for n in range(20))), [], 20),
    "dates.rss": (
        feed(
            *(
                f"<pubDate>{day}</pubDate><description>{TEXT} {n}.</description>"
                for n, day in enumerate(["0000-00-00", "10000-01-01T00:00:00Z", "-1"])
            )
        ),
        ["R113"] * 3,
        3,
    ),
    "same-ids.jsonl": (lines(*({"id": "1", "url": "https://a.test/1", "text": f"{TEXT} {n}."} for n in range(20))), [], 20),
    "numbers.jsonl": (
        lines({"text": TEXT, "published": 1e300}) + b'\n{"text":"%b!","published":%b}' % (RAIN, b"9" * 5_000),
        ["R109", "R113"],
        1,
    ),
    "deep.jsonl": (lines({"text": TEXT}) + b"\n" + b"[" * 500_000 + b"\n" + lines({"text": TEXT + "!"}), ["R109"], 2),
    "marks.jsonl": (b"\xef\xbb\xbf%b\n\xef\xbb\xbf%b\n\x1e%b\n" % tuple(lines({"text": TEXT + "!" * n}) for n in range(3)), [], 3),
    "cycle.json": (
        lines({"@graph": [{"@id": "#a", "@type": "NewsArticle", "articleBody": TEXT, "isPartOf": {"@id": "#a"}, "author": {"@id": "#a"}}]}),
        [],
        1,
    ),
    "same-names.csv": (b'text,text,\n"%b",,\n,"%b!",\n' % (RAIN, RAIN), [], 2),
    "columns.csv": (b"text" + b",c" * 100_000 + b"\n" + RAIN.replace(b",", b"") + b",x" * 100_001, ["R109"], 0),
    "date.html": (
        b'<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"99999-01-01"}</script>'
        b"<article><h1>Rain</h1><p>%b</article>"
        % RAIN,
        ["R113"],
        1,
    ),
}  # fmt: skip


def read(folder: Path) -> tuple[list[Failure], list[Report]]:
    """The failures and the reports that a folder gives."""
    found = list(read_inputs([str(folder)], ReadOptions(), Settings()))
    return [each for each in found if isinstance(each, Failure)], [each for each in found if isinstance(each, Report)]


@pytest.mark.parametrize("name", FILES)
def test_a_nasty_file_gives_what_it_holds_and_takes_nothing_from_others(name: str, tmp_path: Path) -> None:
    """Its reports, its failures with their codes, and the good file beside it."""
    raw, codes, count = FILES[name]
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    failures, reports = read(tmp_path)
    assert sorted(each.code for each in failures) == codes
    assert [Path(each.path).name for each in reports].count("good.txt") == 1
    assert len(reports) == count + 1


LINES = [("a.jsonl", b"", b"x\n", b'{"text":"%b"}\n'), ("a.csv", b"title,text\n", b"x,\n", b'x,"%b"\n')]


@pytest.mark.parametrize(("name", "head", "bad", "good"), LINES)
def test_failures_of_one_file_are_bounded(name: str, head: bytes, bad: bytes, good: bytes, tmp_path: Path) -> None:
    """Of many bad items so many are told one by one, and the number of the others; good ones behind them are read."""
    (tmp_path / name).write_bytes(head + bad * (reading.MOST_FAILURES + 5) + good % RAIN)
    failures, reports = read(tmp_path)
    assert len(reports) == 1
    assert len(failures) == reading.MOST_FAILURES + 1
    assert len({each.code for each in failures}) == 1
    assert failures[-1].path.endswith(name)
    assert "5 further items" in failures[-1].message
    assert failures[-1].remedy == FAILURES[failures[-1].code].remedy


def test_rows_of_a_table_are_read_one_by_one(tmp_path: Path) -> None:
    """Four times as many short rows take no more memory: each row was once held with all others."""
    few, many = (most_memory(tmp_path / f"{rows}.csv", rows) for rows in (20_000, 80_000))
    assert many < 1.1 * few


def most_memory(file: Path, rows: int) -> int:
    """Bytes that reading takes at most of a table of so many rows, each of them a failure."""
    file.write_bytes(b"title,text\n" + b"x,\n" * rows)
    tracemalloc.start()
    try:
        for each in read_inputs([str(file)], ReadOptions(), Settings()):
            assert isinstance(each, Failure)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
