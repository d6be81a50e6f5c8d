"""Several reports in one text, such as articles pasted one after the other, split where their heads surely stand.

Always true here: each report is an exact stretch of the text, with its place; nothing but lines of separators is left out;
where it is not sure that a head begins a report, the text is one report, and a warning (R118) says where others may begin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from ..model.reading import OffsetRun
from .dates import iso
from .fault import Fault
from .header import FENCE, Header, first_name, header_lines
from .item import Item

LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
SEPARATOR = re.compile(r"[ \t]*(?:-{3,}|={3,}|\*{3,}|_{3,}|#{3,}|~{3,}|[*] [*] [*])[ \t]*")
SHOWN = 12
"""Lines named in a warning at most."""


class _Head(NamedTuple):
    """The header lines that begin at ``start``; ``before`` is where the separator above them begins, if there is one."""

    start: int
    before: int
    line: int
    name: str
    sure: bool


def read_bundle(text: str, read: Callable[[str], Item], *, fences: bool) -> Iterator[Item | Fault]:
    """The reports in ``text``, each read by ``read``; the only one of a text bears no number.

    ``fences``: a line ``---`` above a head belongs to it, where the text begins with one, as front matter does.
    """
    heads = list(_heads(text))
    alike = [head for head in heads if head.name == heads[0].name]
    if len(alike) < 2:
        yield read(text)
        return
    if text[: alike[0].before].strip() or not all(head.sure for head in alike):
        lines = ", ".join(str(head.line) for head in alike[:SHOWN])
        yield Fault("R118", f"Lines that may begin reports: {lines}.", f"line {alike[0].line}")
        yield read(text)
        return
    fenced = fences and FENCE.match(text) is not None
    first = alike[0].start if text[: alike[0].start].strip() and not fenced else 0
    starts = [first, *(head.before if fenced else head.start for head in alike[1:])]
    ends = [*(head.before for head in alike[1:]), len(text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        yield replace(read(text[start:end]), number=number, offsets=(OffsetRun(0, start, end - start),))


def _heads(text: str) -> Iterator[_Head]:
    """The header lines at the top, after blank lines and after separators that state a date or an address."""
    cut: int | None = 0
    after_break, number, at = True, 0, 0
    while at < len(text):
        line = LINE.match(text, at)
        assert line is not None  # noqa: S101 - the pattern may be empty
        number += 1
        is_separator, is_blank = SEPARATOR.fullmatch(line[1]) is not None, not line[1].strip()
        if after_break and (name := first_name(line[1])):
            header = header_lines(text, at)
            if _states(header):
                yield _Head(at, at if cut is None else cut, number, name, _sure(text, header, cut is not None))
        if is_separator and cut is None:
            cut = at
        elif not is_separator and not is_blank:
            cut = None
        after_break = is_separator or is_blank
        at = max(line.end(), at + 1)


def _states(header: Header) -> bool:
    """Whether the header lines state a date that can be read, or an address."""
    told = header.facts
    return any(iso(stated.value) for stated in told.dates) or (told.url or "").startswith(("http://", "https://"))


def _sure(text: str, header: Header, separated: bool) -> bool:
    """Whether these lines begin a report: several of them, or after a separator, or a line that no prose holds.

    ``date 2020-10-06`` is such a line; ``Date: 6 October 2020`` alone may be that of a meeting the report tells of.
    """
    first = header.hints[0]
    return len(header.hints) > 1 or separated or ":" not in text[first.start : first.start + len("published on:")]
