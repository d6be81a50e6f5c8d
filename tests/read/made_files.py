"""Files of other programs, made where they are needed: PDF by pypdf, Word by python-docx, archives and mail by hand."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

RAIN = "The river rose on Thursday, and the mayor said that forty people were taken to the school."
BOATS = "The army has sent boats to the valley, the government said, and the school is full of people."
TALKS = "The two sides met again on Friday, and the minister said that the talks would go on for a week."


def pdf(*pages: Sequence[str] | None, title: str = "", password: str = "", **stated: str) -> bytes:
    """A PDF with the lines of each page; None is a page that is a picture."""
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        content = StreamObject()
        resources = DictionaryObject()
        if lines is None:
            picture = StreamObject()
            picture.set_data(b"\x00")
            picture.update(
                {
                    NameObject("/Type"): NameObject("/XObject"),
                    NameObject("/Subtype"): NameObject("/Image"),
                    NameObject("/Width"): NumberObject(1),
                    NameObject("/Height"): NumberObject(1),
                    NameObject("/BitsPerComponent"): NumberObject(8),
                    NameObject("/ColorSpace"): NameObject("/DeviceGray"),
                }
            )
            content.set_data(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
            resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Im0"): writer._add_object(picture)})
        else:
            shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
            content.set_data(b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET")
            font = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Font"),
                    NameObject("/Subtype"): NameObject("/Type1"),
                    NameObject("/BaseFont"): NameObject("/Helvetica"),
                    NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
                }
            )
            resources[NameObject("/Font")] = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Contents")] = writer._add_object(content)
        page[NameObject("/Resources")] = resources
        page[NameObject("/MediaBox")] = ArrayObject([FloatObject(x) for x in (0, 0, 595, 842)])
    told = {f"/{name}": value for name, value in stated.items()}
    writer.add_metadata({**told, "/Title": title} if title else told)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def word(*paragraphs: tuple[str, str], title: str = "", author: str = "") -> bytes:
    """A Word document of paragraphs, each with its style (empty: body text)."""
    document = Document()
    document.core_properties.title, document.core_properties.author = title, author
    for text, style in paragraphs:
        document.add_paragraph(text, style or None)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def word_of(xml: str | bytes, **others: bytes) -> bytes:
    """An archive like a Word document's, whose text is the file ``xml``."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for name, content in others.items():
            archive.writestr(name, content)
    return made.getvalue()


def message(text: str = RAIN, page: str = "", attached: str = "", **headers: str) -> bytes:
    """An e-mail message; with ``page`` the same as mark-up beside it, with ``attached`` a file of that name."""
    made = EmailMessage()
    for name, value in {"From": "Hill Post <desk@hill.test>", "Subject": "Rain", **headers}.items():
        made[name.replace("_", "-")] = value
    if text:
        made.set_content(text)
    if page and text:
        made.add_alternative(page, subtype="html")
    elif page:
        made.set_content(page, subtype="html")
    if attached:
        made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=attached)
    return made.as_bytes()


def mailbox(*messages: bytes) -> bytes:
    """A mailbox of ``messages``."""
    return b"".join(b"From desk@hill.test Tue Oct  6 04:10:00 2020\n" + each.strip() + b"\n\n" for each in messages)


def record(block: bytes, kind: str = "response", url: str = "https://www.hill.test/rain", **headers: str) -> bytes:
    """A record of a WARC archive."""
    told = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2020-11-01T00:00:00Z"}
    told |= {"Content-Length": str(len(block))} | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(
    body: str | bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", packed: str = ""
) -> bytes:
    """An HTTP answer, its body packed as ``packed`` says: ``gzip``, ``deflate``, ``chunked``."""
    raw = body.encode() if isinstance(body, str) else body
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n"
    if packed in ("gzip", "deflate"):
        raw = gzip.compress(raw) if packed == "gzip" else zlib.compress(raw)
        head += f"Content-Encoding: {packed}\r\n"
    elif packed == "chunked":
        half = len(raw) // 2
        raw = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (raw[:half], raw[half:])) + b"0\r\n\r\n"
        head += "Transfer-Encoding: chunked\r\n"
    return head.encode() + b"\r\n" + raw


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of ``content``."""
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
