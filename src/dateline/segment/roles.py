"""Which role each stretch of a paragraph plays, by named rules (resources/segment.toml) and by its neighbours.

Always true here: the pieces of a paragraph are in order, do not overlap, and cover every letter of it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ..model.reading import Block, Extent, Role
from .apart import SHORT, set_apart
from .kinds import credit_run, credits, find, role_rules
from .sentences import sentences

_SUBHEAD_WORDS = 10  # longest sub-head of the public sets that was looked at has nine
_HEADLINE_WORDS = 22
_STOPPED = re.compile(r"""[.!:;,…]["'”’»)\]*_]*$|\?["'”’»)\]*_]+$""")  # a sub-head may ask: "Who is in charge?"
_LINKS = re.compile(r"\W*(?:related|more|read|see|watch)\b[^.]{0,40}$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")


def assign(text: str, pieces: Sequence[Extent], title: str | None) -> tuple[Block, ...]:
    """Roles for ``pieces`` (paragraphs without a role of their own), some cut into several blocks."""
    drafts = [list(_own_role(text, piece)) for piece in pieces]
    _mark_captions(drafts)
    _mark_links(text, drafts)
    _mark_headline(text, drafts, title)
    _mark_subheads(text, drafts)
    _mark_posts(text, drafts)
    return tuple(block for draft in drafts for block in draft)


def _own_role(text: str, piece: Extent) -> Iterator[Block]:
    words = text[piece.start : piece.end]
    if find("post", words) and len(list(sentences(text, *piece))) <= SHORT:
        yield Block(*piece, "post")
    elif find("byline", words):
        yield Block(*piece, "byline")
    else:
        for role, whole in set_apart(text, piece):
            yield from (Block(*whole, role),) if role != "body" else _captioned(text, whole) or _dated(text, whole)


def _captioned(text: str, piece: Extent) -> list[Block]:
    """A caption with its credit, or nothing. The credit must end the paragraph: one inside a story is no caption."""
    words = text[piece.start : piece.end]
    found = credits(words)
    if not found:
        return [Block(*piece, "caption")] if find("caption", words) else []
    if max(end for _, end in found) < len(words.rstrip(" .")):
        return []
    first = credit_run(words, found)
    return list(_cut_caption(text, piece, piece.start + first))


def _cut_caption(text: str, piece: Extent, credit: int) -> Iterator[Block]:
    told = list(sentences(text, piece.start, credit))
    if len(told) > SHORT:  # a story with a caption run on: the caption is its last sentence
        yield Block(told[0].start, told[-2].end, "body")
        told = told[-1:]
    if told:
        yield Block(told[0].start, told[-1].end, "caption")
    yield Block(credit, piece.end, "credit")


_INNER_DATELINE = re.compile(r"\((?![RDI]-)(?P<agency>[A-Z][\w.'’/ -]{1,28})\) ?(?:--|—|–|-) ")
_HIGHLIGHTS = 1_200  # characters of summary lines that a page may run into its first paragraph


def _dated(text: str, piece: Extent) -> list[Block]:
    match = find("dateline", text[piece.start : piece.end])
    if not match or match.end() == 0:
        return _after_highlights(text, piece)
    cut = piece.start + match.end()
    line = Block(piece.start, piece.start + len(match.group().rstrip()), "dateline")
    return [line, Block(cut, piece.end, "body")] if cut < piece.end else [line]


def _after_highlights(text: str, piece: Extent) -> list[Block]:
    """Summary lines that a page runs into the story: they end where "(AGENCY) --" stands."""
    inner = _INNER_DATELINE.search(text, piece.start, min(piece.end, piece.start + _HIGHLIGHTS))
    if not inner or inner.end() >= piece.end:
        return [Block(*piece, "body")]
    before = Block(piece.start, piece.start + len(text[piece.start : inner.start()].rstrip()), "subhead")
    line = Block(inner.start(), inner.end() - 1, "dateline")
    return [*([before] if before.end > before.start else []), line, Block(inner.end(), piece.end, "body")]


def _mark_captions(drafts: list[list[Block]]) -> None:
    """What stands between two pictures' credits, or before the first of them at the head of a page, is a caption."""
    flat = [(i, n) for i, draft in enumerate(drafts) for n in range(len(draft))]
    credits = [at for at, (i, n) in enumerate(flat) if drafts[i][n].role == "credit"]
    for last, credit in itertools.pairwise((-1, *credits)):
        between = flat[last + 1 : credit]
        if len(between) <= SHORT and all(drafts[i][n].role == "body" for i, n in between):
            for i, n in between if last >= 0 else between[:1]:
                drafts[i][n] = _as(drafts[i][n], "caption")


def _mark_links(text: str, drafts: list[list[Block]]) -> None:
    """Lines that are no sentences behind words that announce links ("RELATED:", "Read more:") are titles of other stories."""
    listed = False
    for i, draft in enumerate(drafts):
        words = _words(text, draft)
        if len(draft) == 1 and draft[0].role == "boilerplate":
            listed = bool(_LINKS.match(words))
        elif listed and len(draft) == 1 and _is_line(words, _HEADLINE_WORDS):
            drafts[i] = [_as(draft[0], "boilerplate")]
        else:
            listed = False


def _mark_headline(text: str, drafts: list[list[Block]], title: str | None) -> None:
    bodies = [i for i, draft in enumerate(drafts) if draft[0].role == "body"]
    for i in bodies[:2]:
        words = _words(text, drafts[i])
        if title and _same(words, title):
            drafts[i] = [_as(drafts[i][0], "headline")]
            return
    if len(bodies) > 1 and _is_line(_words(text, drafts[bodies[0]]), _HEADLINE_WORDS):
        drafts[bodies[0]] = [_as(drafts[bodies[0]][0], "headline")]


def _mark_subheads(text: str, drafts: list[list[Block]]) -> None:
    for i, draft in enumerate(drafts):
        if (
            len(draft) == 1
            and draft[0].role == "body"
            and _is_line(_words(text, draft), _SUBHEAD_WORDS)
            and len(drafts) > 1
        ):
            drafts[i] = [_as(draft[0], "subhead")]


def _mark_posts(text: str, drafts: list[list[Block]]) -> None:
    """The words of a post stand before its signature, often in a paragraph of their own."""
    for before, draft in itertools.pairwise(drafts):
        if draft[0].role != "post" or before[-1].role not in ("body", "subhead"):
            continue
        own_words = rules_removed(_words(text, draft))
        words = _words(text, before)
        if len(_LETTERS.findall(own_words)) < 4 and (re.search(r"(?:^|\s)[#@]\w", words) or len(words) <= 300):
            before[-1] = _as(before[-1], "post")


def rules_removed(words: str) -> str:
    """``words`` without what the post rules match."""
    for rule in role_rules():
        if rule.role == "post":
            words = rule.pattern.sub(" ", words)
    return words


def _words(text: str, draft: Sequence[Block]) -> str:
    return text[draft[0].start : draft[-1].end]


def _as(block: Block, role: Role) -> Block:
    return Block(block.start, block.end, role)


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W+", " ", a).casefold().strip() == re.sub(r"\W+", " ", b).casefold().strip()


def _is_line(words: str, most: int) -> bool:
    return len(words.split()) <= most and not _STOPPED.search(words) and bool(_LETTERS.search(words))
