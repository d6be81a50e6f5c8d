"""Word documents (.docx): one document, its paragraphs apart by blank lines.

Always true here: two files of the archive are unpacked, each within the limit; deleted and moved-away text is left out, the
rest of the body stays as written. The standard library reads them: python-docx unpacks everything, and without limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from msgspec import Struct, field
from msgspec.structs import replace

from ..model.reading import Block, Role
from ..rules import table
from .decode import decode
from .fault import Fault
from .header import header_lines
from .item import Facts, Item, Stated, facts
from .labels import ROLES
from .page import declared_encoding
from .xml_tree import Element, parse_xml

BODY = "word/document.xml"
PROPERTIES = "docProps/core.xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How old office documents begin, and new ones that are locked with a password."""

MOST_FILES = 10_000
"""Files in the archive at most; a report full of pictures has some hundred."""

WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "sectPr"})
SIGNS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
NOTES = frozenset({"footnoteReference", "endnoteReference"})


class _Paragraph(NamedTuple):
    text: str
    style: str


class _Writer(Struct):
    """The paragraphs while they are read; ``open`` holds the unfinished ones, as in a text box inside a paragraph."""

    done: list[_Paragraph] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    style: str = ""
    notes: int = 0

    def end(self) -> None:
        """A paragraph ends here."""
        text = "".join(self.parts)
        if text.strip():
            self.done.append(_Paragraph(text, self.style))
        self.parts, self.style = [], ""

    def take(self, element: Element) -> None:
        """What ``element`` by itself adds to the paragraph."""
        if element.name == "t":
            self.parts.append(element.text())
        elif element.name in SIGNS:
            self.parts.append(SIGNS[element.name])
        self.notes += element.name in NOTES


def read_word(raw: bytes, limit: int) -> Iterator[Item | Fault]:
    """The document in ``raw``; a warning (R115) where it has footnotes. ``limit``: bytes that a file of it may unpack to."""
    if raw.startswith(OLD_OFFICE):
        yield Fault("R116", "The file is an old office document, or one that is locked with a password.")
        return
    found = _tree(raw, BODY, limit)
    if isinstance(found, Fault):
        yield found
        return
    writer = _Writer()
    _walk(found, writer)
    properties = _tree(raw, PROPERTIES, limit)
    told = Facts() if isinstance(properties, Fault) else _properties(properties)
    if not writer.done:
        yield Fault("R105", "The document has no paragraph with text.")
        return
    if writer.notes:
        yield Fault("R115", f"The document has {writer.notes} footnotes or endnotes, which are not read.")
    yield _item(writer.done, told)


def _tree(raw: bytes, name: str, limit: int) -> Element | Fault:
    """The XML file ``name`` of the archive."""
    packed = _unpacked(raw, name, limit)
    if isinstance(packed, Fault):
        return packed
    text = decode(packed, None, declared_encoding(packed))
    if isinstance(text, Fault):
        return text
    root, fault = parse_xml(text)
    return fault or root or Fault("R109", f"The file {name} in the document is empty.")


def _unpacked(raw: bytes, name: str, limit: int) -> bytes | Fault:
    if raw.count(b"PK\x01\x02") > MOST_FILES:
        return Fault("R104", f"The archive lists more than {MOST_FILES:,} files.")
    try:
        with ZipFile(BytesIO(raw)) as archive:
            entry = archive.getinfo(name)
            if entry.flag_bits & 1:
                return Fault("R116", "The document is encrypted.")
            if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                return Fault(
                    "R109", f"The document is packed in a way that no office program uses ({entry.compress_type})."
                )
            with archive.open(entry) as stream:
                found = stream.read(limit + 1)
    except KeyError:
        return Fault("R109", f"The archive holds no {name}: it is no Word document.")
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError) as error:
        return Fault("R109", f"The document is damaged: {str(error)[:200]}.")
    if len(found) > limit:
        return Fault("R104", f"The document unpacks to more than {limit:,} bytes.")
    return found


def _walk(root: Element, writer: _Writer) -> None:
    """All paragraphs below ``root``; one inside another, as in a text box, ends what stands before it."""
    todo: list[tuple[Element, bool]] = [(root, False)]
    while todo:
        element, left = todo.pop()
        of_word = element.space in WORD
        if of_word and element.name == "p":
            writer.end()
            if not left:
                writer.style = _style(element)
                todo.append((element, True))
        elif of_word:
            writer.take(element)
        if not left:
            inner = [part for part in element.elements() if part.name not in LEFT_OUT]
            todo.extend((part, False) for part in reversed(inner))


def _style(paragraph: Element) -> str:
    properties = next((part for part in paragraph.elements() if part.name == "pPr"), None)
    style = next((part for part in properties.elements() if part.name == "pStyle"), None) if properties else None
    return style.attributes.get("val", "") if style else ""


def _properties(root: Element) -> Facts:
    told = {part.name: part.text() for part in root.elements()}
    changed = told.get("modified", "").strip()
    dates = (Stated(changed, "page-changed:modified"),) if changed else ()
    return facts({"title": told.get("title", ""), "author": told.get("creator", "")}, dates)


def _item(paragraphs: list[_Paragraph], told: Facts) -> Item:
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    header = header_lines(text)
    hints = list(header.hints)
    headline, at = "", 0
    for paragraph in paragraphs:
        end = at + len(paragraph.text)
        role = _role(paragraph.style)
        if role == "headline" and headline:
            role = "subhead"
        elif role == "headline":
            headline = paragraph.text
        if role and at >= header.end:
            hints.append(Block(at, end, role))
        at = end + len("\n\n")
    told = header.facts.over(replace(told, title=" ".join(headline.split()) or told.title))
    return Item(text, told, hints=tuple(hints))


def _role(style: str) -> Role | None:
    return ROLES.get(table("page")["styles"].get(style.lower().replace(" ", ""), ""))
