"""Parsed sentences with their places in the report, and the small questions that every rule asks of them.

Always true here: a token index belongs to one line; extents are of the report's text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ...model.parse import Parse
from ...model.reading import Extent, Layout, Role

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
QUOTES = frozenset("\"“”„«»'‘’`")
_MARKS = re.compile('[“”"]')
LONGEST_QUOTATION = 12
"""Sentences at most over which a quotation goes on into further paragraphs."""
SHOUTING = 0.7
"""Share of capitalised words from which a heading is in title case; running text of news stays under a third."""


class Line(Struct, frozen=True):
    """One parsed sentence. ``shouting``: its capitals mean nothing, since all its words have them; ``quoting``: it begins inside a
    quotation that was opened before."""

    number: int
    start: int
    role: Role
    parse: Parse
    lower: tuple[str, ...]
    shouting: bool
    quoting: bool

    def __len__(self) -> int:
        return len(self.lower)

    def extent(self, first: int, last: int) -> Extent:
        """The extent of tokens ``first`` up to, not including, ``last``."""
        return Extent(self.start + self.parse.starts[first], self.start + self.parse.ends[last - 1])

    def wordless(self, i: int) -> bool:
        """Whether the token has neither letter nor digit."""
        word = self.lower[i]
        return not (word[:1].isalnum() or any(c.isalnum() for c in word))

    def low(self, i: int) -> str:
        """The token's word in lower case, or "" outside the sentence."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def tag(self, i: int) -> str:
        """The token's part of speech, or "" outside the sentence."""
        return self.parse.tags[i] if 0 <= i < len(self.lower) else ""

    def glued(self, i: int) -> bool:
        """Whether no space stands between token ``i - 1`` and token ``i``."""
        return 0 < i < len(self.lower) and self.parse.starts[i] == self.parse.ends[i - 1]

    def opens(self, i: int) -> bool:
        """Whether token ``i`` begins the sentence, or what follows an opening quotation mark, a colon or a dash."""
        before = i - 1
        while before >= 0 and (
            self.parse.words[before] in QUOTES or self.parse.words[before] in "([" or not self.lower[before].strip()
        ):
            before -= 1
        return before < 0 or self.parse.words[before] in {":", "--", "—", "–", "|", ".", "?", "!", "...", "…", "•", "*"}

    def subject_of(self, i: int) -> int | None:
        """The verb whose subject token ``i`` is, or None."""
        if self.parse.deps[i] in {"nsubj", "nsubjpass"}:
            return self.parse.heads[i]
        return None


def read_lines(text: str, layout: Layout, parses: Sequence[Parse | None]) -> tuple[Line, ...]:
    """The sentences that were parsed and are no boilerplate, in order."""
    found = []
    paragraph, quoting = -1, False
    closed_later = _closed_later(text, layout)
    for number, (sentence, parse) in enumerate(zip(layout.sentences, parses, strict=True)):
        role = layout.role(sentence)
        opened = quoting and (sentence.paragraph == paragraph or closed_later[number])
        paragraph, quoting = sentence.paragraph, _left_open(text, sentence.start, sentence.end, opened)
        if parse is not None and len(parse) and role != "boilerplate":
            lower = tuple(w.lower() for w in parse.words)
            shouting = _shouts(parse, role in {"headline", "subhead"})
            found.append(Line(number, sentence.start, role, parse, lower, shouting, opened))
    return tuple(found)


def _closed_later(text: str, layout: Layout) -> list[bool]:
    """For each sentence whether the next mark, in it or soon after, closes a quotation: then one that is open goes on through it."""
    found: list[bool] = []
    closes, since = False, LONGEST_QUOTATION
    for sentence in reversed(layout.sentences):
        mark = _MARKS.search(text, sentence.start, sentence.end)
        if mark is not None:
            before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
            closes, since = not opens_quotation(mark[0], before, after, True), 0
        found.append(closes and since < LONGEST_QUOTATION)
        since += 1
    return found[::-1]


def _left_open(text: str, start: int, end: int, quoting: bool) -> bool:
    """Whether a quotation is open at ``end``, if one is or is not at ``start``. The last mark decides, so that a mark that is missing
    does no harm beyond the next."""
    for mark in _MARKS.finditer(text, start, end):
        quoting = opens_quotation(
            mark[0], text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1], quoting
        )
    return quoting


def opens_quotation(mark: str, before: str, after: str, quoting: bool) -> bool:
    """Whether ``mark`` opens a quotation, by its form, else by the characters beside it ("" at an end), else by whether one is open."""
    if mark in "“”":
        return mark == "“"
    spaced, follows = not before.strip() or before in "([—–-", not after.strip() or after in ".,;:!?)]—–-"
    return not quoting if spaced == follows else spaced


def _shouts(parse: Parse, heading: bool) -> bool:
    """Whether most words of four letters and more are in capitals, or, in a heading, begin with one."""
    long = [w for w in parse.words if len(w) > 3 and w[0].isalpha()]
    loud = sum(w[0].isupper() if heading else w.isupper() for w in long)
    return len(long) > 3 and loud >= SHOUTING * len(long)
