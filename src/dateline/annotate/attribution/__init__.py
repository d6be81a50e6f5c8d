"""Who says what in one report: sayings of every sentence, quotations that run on, posts, and the relays between.

Always true here: each attribution has content; its extents are of the report's text; a chain names relays nearest to the
speaker first; a sentence in the outlet's own voice has no attribution at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ...model.extents import Extents
from ...model.named import Named
from ...model.notes import Attribution, SpeechKind
from ...model.reading import Extent, Layout, Sentence
from ...model.syntax import Tree
from .colons import find_signed
from .cues import Saying, find_sayings
from .quotes import Quote, find_quotes
from .relays import relay, with_chains
from .speakers import last_speaker

_LEAST_ORPHAN_WORDS = 5  # a shorter quotation without a saying word is a scare quote or a title


def find_attributions(text: str, layout: Layout, trees: Sequence[Tree | None], names: Named) -> tuple[Attribution, ...]:
    """All attributions of one report, in order of their content."""
    quotes = find_quotes(text, layout)
    marked = Extents([q.extent for q in quotes])
    found: list[Attribution] = []
    for tree, sentence in zip(trees, layout.sentences, strict=True):
        if tree is None or layout.role(sentence) in ("credit", "byline", "dateline", "boilerplate"):
            continue
        inside = [quotes[n] for n in marked.touching(Extent(sentence.start, sentence.end))]
        sayings = find_sayings(tree, text, [q.extent for q in inside])
        found += [_attribution(tree, saying, names, inside, found) for saying in sayings]
    found += find_signed(text, layout, names.actor_at)
    found += _running_on(text, layout, quotes, found)
    return tuple(sorted(with_chains(text, found), key=lambda a: (a.content[0], a.cue or a.content[0], a.rule)))


def _attribution(
    tree: Tree, saying: Saying, names: Named, quotes: Sequence[Quote], before: Sequence[Attribution]
) -> Attribution:
    content = _whole_quotes(saying.content, quotes)
    speaker = names.actor_at(tree.extent(saying.source, saying.source)) if saying.source is not None else None
    if speaker is None and saying.source is not None and tree.parse.lemmas[saying.source] in ("he", "she", "they"):
        speaker = last_speaker(before, names, tree.parse.lemmas[saying.source])
    chain = tuple(link for via in saying.via if (link := relay(tree, via, names, saying.rule)))
    return Attribution(_kind(content, quotes), saying.source_extent, speaker, saying.cue, content, chain, saying.rule)


def _whole_quotes(content: Sequence[Extent], quotes: Sequence[Quote]) -> tuple[Extent, ...]:
    """Content that touches a quotation of several sentences takes the whole of it."""
    grown: list[Extent] = []
    for piece in content:
        start, end = piece
        for quote in quotes:
            mostly_quoted = min(end, quote.extent.end) - max(start, quote.extent.start) > 0.8 * (end - start)
            if mostly_quoted and (quote.extent.start < start or quote.extent.end > end):
                start, end = min(start, quote.extent.start), max(end, quote.extent.end)
        if not grown or start >= grown[-1].end:
            grown.append(Extent(start, end))
    return tuple(grown)


def _kind(content: Sequence[Extent], quotes: Sequence[Quote]) -> SpeechKind:
    quoted = sum(max(0, min(c.end, q.extent.end) - max(c.start, q.extent.start)) for c in content for q in quotes)
    total = sum(c.end - c.start for c in content)
    return "direct" if quoted >= total - 2 * len(content) else "mixed" if quoted else "indirect"


def _running_on(text: str, layout: Layout, quotes: Sequence[Quote], found: Sequence[Attribution]) -> list[Attribution]:
    """Quotations beside no saying word: they belong to who spoke just before, where the layout says so, else to nobody."""
    taken = Extents([c for a in found for c in a.content])
    long = [q for q in quotes if len(text[q.extent.start : q.extent.end].split()) >= _LEAST_ORPHAN_WORDS]
    before = {id(quote): earlier for earlier, quote in pairwise(quotes) if earlier.goes_on}
    extra: list[Attribution] = []
    for quote in long:
        sentence = _sentence_at(layout, quote.extent.start)
        if taken.touching(quote.extent) or sentence is None or layout.role(sentence) == "headline":
            continue
        opened = before.get(id(quote))
        source = _who_goes_on(text, layout, quote, opened, sentence, (*found, *extra[-1:]))
        if source:
            rule = "quote-goes-on" if opened else "quote-follows"
            extra.append(replace(source, kind="direct", cue=None, content=(quote.extent,), rule=rule))
        elif _stands_alone(text, quote.extent, sentence):
            extra.append(Attribution("direct", None, None, None, (quote.extent,), (), "quote-alone"))
    return extra


def _sentence_at(layout: Layout, offset: int) -> Sentence | None:
    return next((s for s in layout.sentences if s.start <= offset < s.end), None)


def _stands_alone(text: str, quote: Extent, sentence: Sentence) -> bool:
    return not text[sentence.start : quote.start].strip() and len(text[quote.end : sentence.end].strip(" .,")) < 2


def _who_goes_on(
    text: str, layout: Layout, quote: Quote, before: Quote | None, sentence: Sentence, found: Sequence[Attribution]
) -> Attribution | None:
    """The attribution that this quotation continues: same open quotation, or a sentence that is all quotation right after one."""
    if before:
        return next((a for a in found if any(c.start <= before.extent.start < c.end for c in a.content)), None)
    if not _stands_alone(text, quote.extent, sentence):
        return None
    place = layout.sentences.index(sentence)
    previous = layout.sentences[place - 1] if place else None
    if previous is None or sentence.paragraph - previous.paragraph > 1:
        return None
    reach = [a for a in found if a.source and previous.start <= (a.cue or a.content[0]).start < previous.end]
    return max(reach, key=lambda a: a.content[-1].end, default=None)
