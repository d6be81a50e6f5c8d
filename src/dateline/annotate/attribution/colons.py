"""Speech that is signed instead of introduced: posts with a handle, headlines and transcripts with a colon.

Always true here: the source is printed beside the content; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ... import rules
from ...model.named import Named
from ...model.notes import Attribution
from ...model.reading import Block, Extent, Layout
from .quotes import Quote

_SIGNATURE = re.compile(r"[^\S\n]*(?:—|–|--)?[^\S\n]*(?P<name>[^\n@—–]{1,60}\(@\w{1,30}\))")
_TRANSCRIPT = re.compile(r"(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:,[^:\n]{2,60})?) ?: (?=\S)")
_NAME = r"(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|de|van|von|der|bin|al)){0,5})(?:,[^\n]{1,60})?"
_NAME_ALONE = re.compile(r"[-–—―]{1,2}[^\S\n]*" + _NAME)
_NAME_BEHIND = re.compile(
    r"[^\S\n]{0,2}(?:[-–—―~]{1,2}|\()[^\S\n]{0,2}" + _NAME + r"\)?\.?(?=[^\S\n]*(?:\n|$|[“\"«„]))"
)
_LEAST_WORDS = 5  # a shorter quotation before a name is a nickname or a title
_OPENING, _CLOSING = ("“", '"', "«", "„"), ("”", '"', "»", "“")
_HEADLINE = re.compile(r"(?P<name>[A-Z][\w.'’-]+(?: [\w.'’-]+){0,4}): (?=\S)")


def find_signed(text: str, layout: Layout, quotes: Sequence[Quote], names: Named) -> Iterator[Attribution]:
    """Attributions of posts, signed quotations, headlines and transcript lines."""
    yield from _signed_behind(text, quotes, names)
    for number, block in enumerate(layout.blocks):
        yield from _signed(text, layout, number, names) if number else ()
        if block.role == "post":
            yield from _post(text, layout, number, names)
        elif block.role in ("headline", "subhead"):
            yield from _headline(text, block, names)
        elif block.role == "body":
            yield from _line(text, block, names)


def _signed(text: str, layout: Layout, number: int, names: Named) -> Iterator[Attribution]:
    """A paragraph that is all quotation, and the name alone in the next: "- Lena Orlova"."""
    quoted, block = layout.blocks[number - 1], layout.blocks[number]
    match = _NAME_ALONE.fullmatch(text[block.start : block.end].rstrip())
    if match and quoted.role == "body" and text[quoted.start] in _OPENING and text[quoted.end - 1] in _CLOSING:
        source = Extent(block.start + match.start("name"), block.start + match.end("name"))
        yield Attribution(
            "direct", source, names.actor_at(source), None, (Extent(quoted.start, quoted.end),), (), "signed"
        )


def _signed_behind(text: str, quotes: Sequence[Quote], names: Named) -> Iterator[Attribution]:
    """A quotation with a name behind it: "“...” - Lena Orlova", "“...” (Lena Orlova)"."""
    for quote in quotes:
        match = _NAME_BEHIND.match(text, quote.extent.end)
        if match and len(text[quote.extent.start : quote.extent.end].split()) >= _LEAST_WORDS:
            source = Extent(*match.span("name"))
            yield Attribution("direct", source, names.actor_at(source), None, (quote.extent,), (), "signed")


def _post(text: str, layout: Layout, number: int, names: Named) -> Iterator[Attribution]:
    """A signature, and the words before it: in its own block, else in the posts right before."""
    block = layout.blocks[number]
    match = _SIGNATURE.search(text, block.start, block.end)
    if not match:
        return
    source = _trim(text, *match.span("name"))
    pieces = [_trim(text, block.start, match.start())]
    for before in map(layout.blocks.__getitem__, range(number - 1, -1, -1)):
        if before.role != "post" or _SIGNATURE.search(text, before.start, before.end):
            break
        pieces.append(_trim(text, before.start, before.end))
    content = tuple(p for p in reversed(pieces) if len(text[p.start : p.end].split()) > 1)
    if content:
        yield Attribution("direct", source, names.actor_at(source), None, content, (), "post")


def _headline(text: str, block: Block, names: Named) -> Iterator[Attribution]:
    """ "Mayor: The port stays shut"; a place before a colon is what the headline is about."""
    match = _HEADLINE.match(text, block.start, block.end)
    if match and match.end() < block.end:
        source = Extent(*match.span("name"))
        speaker = names.actor_at(source)
        if speaker is not None and names.actors[speaker].type != "place":
            content = (Extent(match.end(), block.end),)
            yield Attribution("direct", source, speaker, None, content, (), "colon-headline")


def _line(text: str, block: Block, names: Named) -> Iterator[Attribution]:
    """A line of a transcript, after a name that somebody has, or several words that are no label: "UNIDENTIFIED MALE", not "NEW"."""
    match = _TRANSCRIPT.match(text, block.start, block.end)
    if match is None or match.end() >= block.end:
        return
    source = Extent(*match.span("name"))
    name = match["name"].partition(",")[0]
    within = names.within(Extent(source.start, source.start + len(name)))
    own = names.actor_at(source)
    people = [m.actor for m in within if names.actors[m.actor].type == "person"]
    speaker = people[0] if people else own if own is None or names.actors[own].type != "place" else None
    words = name.casefold().split()
    known = (
        speaker is not None
        or "," in match["name"]
        or (len(words) > 1 and rules.words("speakers", "labels").isdisjoint(words))
    )
    if known:
        content = (Extent(match.end(), block.end),)
        yield Attribution("direct", source, speaker, None, content, (), "colon-transcript")


def _trim(text: str, start: int, end: int) -> Extent:
    piece = text[start:end]
    return Extent(start + len(piece) - len(piece.lstrip(" \n\t—–-")), start + max(len(piece.rstrip()), 0))
