"""PDF: one document, its text page by page.

Always true here: pages are apart by a blank line and a form feed, and a form feed stands nowhere else, so that the page of
any place is one more than the form feeds before it; the work is bounded by sizes and counts, never by the clock.
"""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from ..rules import table
from .fault import Fault
from .header import header_lines
from .item import Facts, Item, Stated, facts

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

PAGE_BREAK = "\n\n\f"

MOST_PAGES = 2_000
"""Pages at most; the longest public inquiries have about a thousand a volume."""

MOST_BYTES = 15_000_000
"""Bytes of page descriptions at most, unpacked; a page of print has 5,000 to 30,000."""

MOST_OPERATORS = 3_000_000
"""Drawing operators at most, of all pages; a page of print has up to 5,000. Half a minute of work."""

MOST_TOKENS = 500_000
"""Operands and operators at most in the description of one page."""

SHOWN = 12
"""Pages named in a message at most."""

BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError,
          zlib.error, struct.error)  # fmt: skip
"""What the parser raises on malformed files beside its own errors."""


class _TooMuch(Exception):  # noqa: N818 - it is no error of the program
    """The file asks for more work than a report is given."""


class _Work(Struct):
    """What was spent, and what was found of each page."""

    limit: int
    n_bytes: int = 0
    operators: int = 0
    characters: int = 0
    texts: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)

    def operator(self, *_: Any) -> None:
        """One drawing operator is about to be carried out."""
        self.operators += 1
        if self.operators > MOST_OPERATORS:
            raise _TooMuch(f"more than {MOST_OPERATORS:,} drawing operators")

    def take(self, page: PageObject) -> None:
        """Read ``page``, the next one."""
        contents = page.get_contents()
        self.n_bytes += len(contents.get_data()) if contents is not None else 0
        if self.n_bytes > MOST_BYTES:
            raise _TooMuch(f"more than {MOST_BYTES:,} bytes of page descriptions")
        text = page.extract_text(visitor_operand_before=self.operator).replace("\f", " ")
        self.characters += len(text)
        if not text.strip() and _has_picture(page):
            self.pictures.append(len(self.texts) + 1)
        self.texts.append(text)


def read_pdf(raw: bytes, limit: int, max_characters: int) -> Iterator[Item | Fault]:
    """The document in ``raw``; warnings (R115) for pages that are pictures or cannot be read.

    ``limit``: bytes that one stream of it may unpack to; ``max_characters``: where reading stops.
    """
    # Half a second to load: only for PDFs.
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    work = _Work(max_characters)
    try:
        with apply_configuration(
            zlib_maximum_output_length=limit,
            lzw_maximum_output_length=limit,
            run_length_maximum_output_length=limit,
            array_based_stream_maximum_output_length=limit,
            maximum_declared_stream_length=limit,
            stream_parsing_work_maximum_count=MOST_TOKENS,
            page_tree_maximum_entries=MOST_PAGES * 5,
            page_tree_maximum_page_entries=MOST_PAGES * 50,
            jbig2dec_binary=None,
        ):
            reader = PdfReader(BytesIO(raw), xref_stream_maximum_entries=500_000)
            found = list(_document(reader, work, PyPdfError))
    except (FileNotDecryptedError, DependencyError):
        found = [Fault("R116", "The PDF is encrypted.")]
    except (LimitReachedError, _TooMuch) as error:
        found = [Fault("R104", f"The PDF asks for more than a report is given: {str(error)[:200]}.")]
    except (PyPdfError, *BROKEN) as error:
        found = [Fault("R109", f"The PDF is malformed: {str(error)[:200] or type(error).__name__}.")]
    yield from found


def _document(reader: PdfReader, work: _Work, malformed: type[Exception]) -> Iterator[Item | Fault]:
    pages = reader.pages
    if len(pages) > MOST_PAGES:
        raise _TooMuch(f"{len(pages):,} pages, where {MOST_PAGES:,} is the limit")
    for number, page in enumerate(pages, 1):
        _take(page, number, work, malformed)
        if work.characters > work.limit:
            break
    text = PAGE_BREAK.join(work.texts)
    if not text.strip():
        yield _nothing(work)
        return
    for what, found in (("are pictures without text", work.pictures), ("cannot be read", work.broken)):
        if found:
            yield Fault("R115", f"Pages that {what}: {_listed(found)}.", f"page {found[0]}")
    header = header_lines(text)
    yield Item(text, header.facts.over(_facts(reader, malformed)), hints=header.hints)


def _take(page: PageObject, number: int, work: _Work, malformed: type[Exception]) -> None:
    """Read one page; where it is malformed it is noted and left empty."""
    from pypdf.errors import FileNotDecryptedError, LimitReachedError

    try:
        work.take(page)
    except (FileNotDecryptedError, LimitReachedError):
        raise
    except (malformed, *BROKEN):
        work.broken.append(number)
        work.texts.append("")


def _nothing(work: _Work) -> Fault:
    if work.broken:
        return Fault("R109", f"Pages that cannot be read: {_listed(work.broken)}.", f"page {work.broken[0]}")
    if work.pictures:
        return Fault("R117", f"None of the {len(work.texts)} pages has text.", f"page {work.pictures[0]}")
    return Fault("R105", f"None of the {len(work.texts)} pages has text, and none is a picture.")


def _listed(pages: list[int]) -> str:
    more = f" and {len(pages) - SHOWN} more" if len(pages) > SHOWN else ""
    return ", ".join(map(str, pages[:SHOWN])) + more


def _has_picture(page: PageObject) -> bool:
    """Whether ``page`` shows an image; also where that cannot be told."""
    try:
        drawn = page["/Resources"]["/XObject"].values()  # type: ignore[index]
        return any(each.get_object().get("/Subtype") == "/Image" for each in drawn)
    except KeyError:
        return False
    except BROKEN:
        return True


def _facts(reader: PdfReader, malformed: type[Exception]) -> Facts:
    """What the file states: title and author, and when it was last changed, which is not when it was published."""
    try:
        told: Mapping[str, Any] = reader.metadata or {}
        stated = {name: str(told.get(f"/{name}") or "") for name in ("Title", "Author", "CreationDate", "ModDate")}
    except (malformed, *BROKEN):
        return Facts()
    changes = (
        Stated(day, f"page-changed:{name}") for name in ("ModDate", "CreationDate") if (day := _day(stated[name]))
    )
    return facts({"title": _title(stated["Title"]), "author": stated["Author"]}, tuple(changes)[:1])


def _day(value: str) -> str:
    """The day in ``D:20201006183000+06'00'``."""
    digits = value.removeprefix("D:")[:8]
    return (
        f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isascii() and digits.isdigit() else ""
    )


def _title(title: str) -> str:
    """``title``, unless it is a file's name, as programs write it."""
    names = table("page")["file_titles"]
    small = title.strip().lower()
    is_name = small.endswith(tuple(names["ends"])) or small.startswith(tuple(names["begins"]))
    return "" if is_name else title
