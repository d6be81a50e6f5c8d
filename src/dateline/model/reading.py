"""What came in: spans, reports as read, the layout of a report, failures.

Always true here: ``text[start:end]`` is the only way to words; offsets are code points, half open.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

Role = Literal["headline", "subhead", "byline", "dateline", "body", "caption", "credit", "post", "boilerplate"]
Severity = Literal["error", "warning"]


class Extent(NamedTuple):
    """A stretch of one known text: ``start`` and ``end`` in code points, half open."""

    start: int
    end: int

    def touches(self, other: Extent) -> bool:
        """Whether the two share at least a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Extent) -> bool:
        """Whether all of ``other`` lies in it."""
        return self.start <= other.start and other.end <= self.end


class Span(Struct, frozen=True, gc=False):
    """A quotation with its place: ``exact`` is ``text[start:end]`` of the report whose id is ``report``."""

    report: str
    start: int
    end: int
    exact: str


class DateClaim(Struct, frozen=True, gc=False):
    """Somebody states when a report was published: ``value`` as an ISO 8601 date or date-time, ``evidence`` says who.

    ``evidence`` is one of ``option``, ``metadata.csv``, ``field:NAME``, ``page:NAME``, ``header-line``; the order here is
    the order of trust. ``page-changed:NAME`` states when the page was last changed, and never dates the report.
    """

    value: str
    evidence: str

    @property
    def of_change(self) -> bool:
        """Whether it states when the page was last changed."""
        return self.evidence.startswith("page-changed:")


class OffsetRun(Struct, frozen=True, gc=False):
    """``length`` code points of text from ``text_start`` stand unchanged in the raw file from ``raw_start`` on."""

    text_start: int
    raw_start: int
    length: int


class Report(Struct, frozen=True, gc=False):
    """One published document as read, with what its surroundings state about it.

    ``id`` is made of the text, the file name, the publisher and the address, so that the order of reading and the
    folder do not matter. ``sha256`` is that of ``text`` in UTF-8, ``raw_sha256`` that of the file it came from.
    ``path`` is as the user gave it, with ``#n`` for the n-th item (from 1) of a file that holds several.
    ``hints`` are block roles that the format itself states (an HTML ``figcaption``), as extents of ``text``.
    ``offsets`` maps ``text`` to the decoded file for pages and for reports cut from a longer text, to the page as it was
    sent for those of a web archive. Empty: the text is the file, or one field or body of it, or what a PDF's pages say.
    """

    id: str
    path: str
    sha256: str
    raw_sha256: str
    text: str
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    dates: tuple[DateClaim, ...] = ()
    hints: tuple[Block, ...] = ()
    offsets: tuple[OffsetRun, ...] = ()

    @property
    def moment(self) -> str:
        """The most exact ISO date or date-time at which it is stated to have appeared; empty where none is stated."""
        return max((claim.value for claim in self.dates if not claim.of_change), key=len, default="")


class Block(Struct, frozen=True, gc=False):
    """A stretch of a report that plays one role."""

    start: int
    end: int
    role: Role


class Sentence(Struct, frozen=True, gc=False):
    """One sentence; ``block`` is the index of its block, ``paragraph`` counts the paragraphs of the report from 0."""

    start: int
    end: int
    block: int
    paragraph: int


class Layout(Struct, frozen=True, gc=False):
    """Blocks in order of text, not overlapping; sentences in order, each inside one block."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    def role(self, sentence: Sentence) -> Role:
        """The role of the block that holds ``sentence``."""
        return self.blocks[sentence.block].role


class Failure(Struct, frozen=True, gc=False, order=True):
    """Something could not be read or was read with doubt: what (``code``, ``message``), where, and what to do."""

    path: str
    code: str
    severity: Severity
    message: str
    remedy: str
    where: str | None = None
