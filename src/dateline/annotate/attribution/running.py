"""Quotations that outlive their sentence: of several sentences, taken up again after the cue, or open over paragraphs.

Always true here: a quotation is given to somebody only where the layout says so: it is the same quotation, or it stands alone
right after words of that source; else it is nobody's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Sequence
from itertools import pairwise

from msgspec.structs import replace

from ...model.extents import Extents
from ...model.notes import Attribution, SpeechKind
from ...model.reading import Extent, Layout, Sentence
from .quotes import Quote

_LEAST_ORPHAN_WORDS = 5  # a shorter quotation without a saying word is a scare quote or a title
_BLANKS = re.compile(r"\s*+\Z")
_SPACES = re.compile(r" *+\Z")
_STOPS = re.compile(r"[ .]*+\Z")
_NO_WORDS = re.compile(r"[ .,]*+[^ .,]?+[ .,]*+\Z")  # one sign at most beside stops and commas
_MOST_PIECES = (
    50  # of the content of one attribution; a quotation that goes on longer is one more of the same speaker's
)
_FEWER = 2  # times as many words as its tail has a quotation for the tail to belong to it
_MOSTLY = 0.8  # of a content that lies within quotation marks for it to be the quotation


def whole_quotes(content: Sequence[Extent], cue: Extent, quotes: Sequence[Quote]) -> tuple[Extent, ...]:
    """Content that is a part of a quotation takes the whole of it, unless the cue itself is quoted."""
    grown: list[Extent] = []
    for piece in content:
        start, end = piece
        for quote in quotes:
            if quote.extent.end <= start or end <= quote.extent.start:
                continue
            begins_in = start <= quote.extent.start < end < quote.extent.end
            ends_in = quote.extent.start < start < quote.extent.end < end
            inside = min(end, quote.extent.end) - max(start, quote.extent.start) > _MOSTLY * (end - start)
            if (inside or begins_in or ends_in) and not quote.extent.touches(cue):
                start, end = min(start, quote.extent.start), max(end, quote.extent.end)
        if not grown or start >= grown[-1].end:
            grown.append(Extent(start, end))
    return tuple(grown)


def kind_of(content: Sequence[Extent], quotes: Sequence[Quote]) -> SpeechKind:
    """``direct`` where all of it is quoted, ``indirect`` where nothing is."""
    quoted = sum(max(0, min(c.end, q.extent.end) - max(c.start, q.extent.start)) for c in content for q in quotes)
    total = sum(c.end - c.start for c in content)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= total - 2 * len(content) else "mixed"


def running_on(
    text: str, layout: Layout, quotes: Sequence[Quote], found: Sequence[Attribution], plain: Container[Extent]
) -> list[Attribution]:
    """``found`` with the quotations beside no saying word: they belong to who spoke just before, else to nobody.

    ``plain`` are the cues that do no more than say: what goes on after them is more content of the same attribution.
    """
    told = _Told(layout, _with_content(text, quotes, found))
    marked = Extents([quote.extent for quote in quotes])
    before = {id(quote): earlier for earlier, quote in pairwise(quotes) if earlier.goes_on}
    for quote in _untaken(told, quotes):
        place, opened = told.place(quote.extent.start), before.get(id(quote))
        owner = told.of_open(opened) if opened else told.right_before(text, place, quote.extent)
        if owner is None and not opened:
            owner = told.past_a_sentence(text, place, quote.extent, plain)
        if owner is None and (ahead := told.closing_sentence(text, place, quote.extent, plain)) is not None:
            said = told.all[ahead]
            content = (*said.content, Extent(layout.sentences[place].start, quote.extent.end))
            told.put(ahead, replace(said, kind="mixed", content=content))
        elif owner is not None:
            said, whole = told.all[owner], told.with_tail(text, place, quote.extent)
            if (said.cue in plain or (opened and said.cue is None)) and len(said.content) < _MOST_PIECES:
                content = tuple(sorted((*said.content, whole)))
                near = [quotes[n] for n in sorted({n for piece in content for n in marked.touching(piece)})]
                told.put(owner, replace(said, kind=kind_of(content, near), content=content))
            else:
                rule = "quote-goes-on" if opened else "quote-follows"
                told.put(None, replace(said, kind="direct", cue=None, content=(whole,), rule=rule))
        elif _is_long(text, quote.extent) and stands_alone(text, quote.extent, layout.sentences[place]):
            told.put(None, Attribution("direct", None, None, None, (quote.extent,), (), "quote-alone"))
    return told.all


def _with_content(text: str, quotes: Sequence[Quote], found: Sequence[Attribution]) -> list[Attribution]:
    """``found`` with the quotation right before or right after for each that has none; without those that have neither."""
    outside = [c for a in found for c in a.content if a.cue is not None]
    taken = Extents(outside)
    starts, ends = [q.extent.start for q in quotes], [q.extent.end for q in quotes]
    filled: list[Attribution] = []
    for told in found:
        if told.content or told.cue is None:
            filled.append(told)
            continue
        first = min(told.cue.start, told.source.start if told.source else told.cue.start)
        before = bisect_right(ends, first) - 1
        after = bisect_right(starts, told.cue.end)
        near: Extent | None = None
        if before >= 0 and _SPACES.match(text, ends[before], max(first, ends[before])):
            near = quotes[before].extent
        elif after < len(quotes) and _before(text, told.cue.end - 1, starts[after]) == ":":
            near = quotes[after].extent
        if near is not None and not any(outside[n].holds(near) for n in taken.touching(near)):
            filled.append(replace(told, kind="direct", content=(near,)))
    return filled


def _before(text: str, first: int, place: int) -> str:
    """The last character before ``place`` that is no blank, from ``first`` on; "" where there is none."""
    while place > first and text[place - 1].isspace():
        place -= 1
    return text[place - 1] if place > first else ""


class _Told:
    """The attributions so far, looked up by the sentences in which their cue and pieces of content begin."""

    def __init__(self, layout: Layout, found: Sequence[Attribution]) -> None:
        self.layout = layout
        self.all: list[Attribution] = []
        self._starts = [s.start for s in layout.sentences]
        self._at: dict[int, list[int]] = {}
        for told in found:
            self.put(None, told)

    def place(self, offset: int) -> int:
        """The sentence (index) that holds ``offset``, or the last before it; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def put(self, number: int | None, told: Attribution) -> None:
        """Add an attribution, or put it in the place of another."""
        if number is None:
            number = len(self.all)
            self.all.append(told)
        self.all[number] = told
        for extent in (*told.content, *([told.cue] if told.cue else [])):
            here = self._at.setdefault(self.place(extent.start), [])
            if number not in here[-8:]:
                here.append(number)

    def of_open(self, quote: Quote) -> int | None:
        """The attribution of a quotation that nobody closed."""
        start = quote.extent.start
        here = self._at.get(self.place(start), [])
        return next((n for n in here if any(c.start <= start < c.end for c in self.all[n].content)), None)

    def right_before(self, text: str, place: int, quote: Extent) -> int | None:
        """The attribution right before a sentence that is all quotation."""
        sentence = self.layout.sentences[place]
        previous = self.layout.sentences[place - 1] if place else None
        if previous is None or sentence.paragraph - previous.paragraph > 1:
            return None
        if not stands_alone(text, quote, sentence) and self.with_tail(text, place, quote) == quote:
            return None
        here = [n for n in self._at.get(place - 1, []) if self.all[n].source]
        reach = [n for n in here if not any(self._tells(other, n) for other in here)]
        return max(reach, key=self._weight, default=None)

    def past_a_sentence(self, text: str, place: int, quote: Extent, plain: Container[Extent]) -> int | None:
        """Who is quoted before the one sentence of the outlet's in between: "“It is old,” she said. She was calm. “It will fall.”"."""
        if place < 2 or not stands_alone(text, quote, self.layout.sentences[place]):
            return None
        spoke, between, here = self.layout.sentences[place - 2 : place + 1]
        if spoke.paragraph != here.paragraph or any(self.all[n].cue for n in self._at.get(place - 1, ())):
            return None
        said = [n for n in self._at.get(place - 2, ()) if self.all[n].cue in plain and self.all[n].source]
        fits = [n for n in said if self.all[n].kind != "indirect" and self.all[n].content[-1].end <= between.start]
        return max(fits, key=self._weight, default=None)

    def closing_sentence(self, text: str, place: int, quote: Extent, plain: Container[Extent]) -> int | None:
        """Who spoke right before a sentence that ends with a quotation: "“It is old,” he said. It will be “a wreck by May.”"."""
        sentence, previous = self.layout.sentences[place], self.layout.sentences[max(place - 1, 0)]
        ends = quote.end <= sentence.end and _STOPS.match(text, quote.end, sentence.end) is not None
        if not place or sentence.paragraph != previous.paragraph or not ends or not _is_long(text, quote):
            return None
        if any(self.all[n].cue is not None for n in self._at.get(place, ())):
            return None
        here = [n for n in self._at.get(place - 1, ()) if self.all[n].cue in plain and self.all[n].source]
        fits = [n for n in here if self.all[n].kind != "indirect" and self.all[n].content[-1].end <= sentence.start]
        return max(fits, key=self._weight, default=None)

    def with_tail(self, text: str, place: int, quote: Extent) -> Extent:
        """A quotation that begins a sentence with the few words behind it: "“We are in favour” of the bridge."."""
        sentence = self.layout.sentences[place]
        if sentence.end <= quote.end or not _BLANKS.match(text, sentence.start, max(quote.start, sentence.start)):
            return quote
        behind = text[quote.end : sentence.end].rstrip(" .\n")
        words = len(behind.split())
        few = words * _FEWER < len(text[quote.start : quote.end].split())
        here = [a for a in (self.all[n] for n in self._at.get(place, [])) if not a.rule.startswith("stance:")]
        alone = not any(a.cue is not None and a.cue.start >= quote.end for a in here)
        return Extent(quote.start, quote.end + len(behind)) if words and few and alone else quote

    def _tells(self, outer: int, inner: int) -> bool:
        """Whether one attribution is told in the content of another."""
        cue = self.all[inner].cue
        return cue is not None and outer != inner and any(c.holds(cue) for c in self.all[outer].content)

    def _weight(self, number: int) -> tuple[bool, int]:
        told = self.all[number]
        return not told.rule.startswith("stance:"), (told.cue or told.content[0]).start


def _untaken(told: _Told, quotes: Sequence[Quote]) -> list[Quote]:
    """Quotations that no saying from outside of them has as content."""
    content = [(c, a.cue) for a in told.all for c in a.content]
    places = Extents([c for c, _ in content])
    left: list[Quote] = []
    for quote in quotes:
        place = told.place(quote.extent.start)
        if place < 0 or told.layout.role(told.layout.sentences[place]) == "headline":
            continue
        around = (content[n] for n in places.touching(quote.extent))
        taken = any(
            cue is None or not quote.extent.holds(cue) or (not quote.closed and c.start <= quote.extent.start)
            for c, cue in around
        )
        if not taken:
            left.append(quote)
    return left


def _is_long(text: str, quote: Extent) -> bool:
    return len(text[quote.start : quote.end].split()) >= _LEAST_ORPHAN_WORDS


def stands_alone(text: str, quote: Extent, sentence: Sentence) -> bool:
    """Whether a sentence begins with the quotation and has no words after it."""
    begins = _BLANKS.match(text, sentence.start, max(quote.start, sentence.start)) is not None
    return begins and _NO_WORDS.match(text, quote.end, max(sentence.end, quote.end)) is not None
