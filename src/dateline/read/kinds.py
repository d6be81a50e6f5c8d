"""The kinds of files, by the ending of their names.

Always true here: the kind depends on the name alone; ``.gz`` after an ending is a packed file of that kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from ..settings import Settings
from .bundle import read_bundle
from .csv_file import read_csv
from .decode import decode
from .fault import Fault
from .feed import read_feed
from .item import Item
from .json_file import read_json, read_json_lines
from .live import read_pages
from .mail import read_mail, read_mailbox
from .markdown import read_markdown
from .options import ReadOptions
from .page import declared_encoding
from .pdf_file import read_pdf
from .plain import read_plain
from .source import PIECE, Source, Stream, reason
from .warc import read_warc
from .word_file import read_word

ENDINGS: Mapping[str, str] = {
    "": "plain",
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".pdf": "pdf",
    ".docx": "word",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".warc": "archive",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".json": "json",
    ".jsonld": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "csv",
}

BINARY = frozenset({"pdf", "word", "mail"})
"""Kinds whose bytes are no text as a whole."""

STREAMED = frozenset({"mailbox", "archive"})
"""Kinds that are read piece by piece: the limit of a file holds for each of their documents."""


def kind_of(name: str) -> str | Fault:
    """The kind of the file ``name``; R108 for an ending that is not known."""
    path = PurePath(name)
    ending = PurePath(path.stem).suffix if path.suffix.lower() == ".gz" else path.suffix
    kind = ENDINGS.get(ending.lower())
    if kind is None:
        return Fault("R108", f"Files that end in {ending} are not read.")
    return kind


def items(source: Source | Stream, kind: str, options: ReadOptions, settings: Settings) -> Iterator[Item | Fault]:
    """The documents in a file of ``kind``, and what of it cannot be read; never nothing."""
    if isinstance(source, Stream):
        found = _streamed(source, kind, options, settings)
    elif kind in BINARY:
        found = _binary(source.raw, kind, options, settings)
    else:
        found = _textual(source.raw, kind, options)
    nothing = True
    for each in found:
        nothing = False
        yield each
    if nothing:
        yield Fault("R105", "The file holds no items.")


def _binary(raw: bytes, kind: str, options: ReadOptions, settings: Settings) -> Iterator[Item | Fault]:
    """The documents of a file that is no text as a whole."""
    if not raw.strip():
        yield Fault("R101", "The file has no bytes, or only white space.")
    elif kind == "pdf":
        yield from read_pdf(raw, settings.max_bytes, settings.max_characters)
    elif kind == "word":
        yield from read_word(raw, settings.max_bytes)
    else:
        yield from read_mail(raw, options.encoding)


def _streamed(source: Stream, kind: str, options: ReadOptions, settings: Settings) -> Iterator[Item | Fault]:
    """The documents of a file of many."""
    read = {"archive": read_warc, "mailbox": read_mailbox}[kind]
    try:
        if not any(piece.strip() for piece in iter(lambda: source.raw.read(PIECE), b"")):
            yield Fault("R101", "The file has no bytes, or only white space.")
            return
        source.raw.seek(0)
        yield from read(source, options.encoding, settings.max_bytes)
    except OSError as error:
        yield Fault("R107", f"The file cannot be read further: {reason(error)}.")


def _textual(raw: bytes, kind: str, options: ReadOptions) -> Iterator[Item | Fault]:
    """The documents of a file that is text."""
    text = decode(raw, options.encoding, declared_encoding(raw) if kind in ("page", "feed") else None)
    if isinstance(text, Fault):
        yield text
    elif not text.strip():
        yield Fault("R101", "The file holds only white space.")
    elif kind == "plain":
        yield from read_bundle(text, read_plain, fences=False)
    elif kind == "markdown":
        yield from read_bundle(text, read_markdown, fences=True)
    elif kind == "page":
        yield from read_pages(text)
    elif kind == "feed":
        yield from read_feed(text)
    else:
        several = {"json": read_json, "lines": read_json_lines, "csv": read_csv}[kind]
        yield from several(text, options.fields)
