"""Where what is said ends: a quotation that the grammar left behind belongs to it, the outlet's words after one do not.

Always true here: only the last piece of a content changes, only behind its saying word, and only within its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from .saying import Saying

_JOINTS = " ,–—-"
_REASONS = frozenset({"because", "if", "unless", "although", "though", "while", "since"})


def with_tails(tree: Tree, text: str, found: Sequence[Saying], quotes: Sequence[Extent]) -> list[Saying]:
    """The sayings with the quotations that follow them in the sentence, and without what the outlet adds to those."""
    if not quotes:
        return list(found)
    found = [_from_quote(text, saying, quotes) for saying in found]
    return [_without_aside(tree, text, saying, quotes) for saying in _reaching(tree, found, quotes)]


def _from_quote(text: str, saying: Saying, quotes: Sequence[Extent]) -> Saying:
    """ "testified “hundreds” of the lamps were dark": a quotation right behind the saying word begins what is said."""
    behind = [n for n, c in enumerate(saying.content) if c.start >= saying.cue.end]
    start = saying.content[behind[0]].start if behind else saying.cue.end
    first = next((q for q in quotes if saying.cue.end <= q.start and q.end <= start), None)
    if first is None or text[saying.cue.end : first.start].strip() or not saying.rule.endswith(":clause"):
        return saying
    last = saying.content[behind[0]]
    content = (*saying.content[: behind[0]], Extent(first.start, last.end), *saying.content[behind[0] + 1 :])
    return replace(saying, content=content)


def _reaching(tree: Tree, found: Sequence[Saying], quotes: Sequence[Extent]) -> list[Saying]:
    """ "said it would reopen, its rules were “unfair” and ...": what holds a quotation of nobody else's belongs to it."""
    reaching = list(found)
    words = tree.trimmed(list(range(len(tree))))
    end = tree.extent(words[-1], words[-1]).end if words else tree.at
    for quote in quotes:
        taken = any(quote.touches(c) for s in reaching if not quote.holds(s.cue) for c in s.content)
        owner = None if taken or quote.end > tree.at + tree.parse.ends[-1] else _owner(tree, reaching, quote)
        if owner is not None:
            *before, last = reaching[owner].content
            grown = Extent(last.start, max(end, quote.end))
            reaching[owner] = replace(reaching[owner], content=(*before, grown))
    return reaching


def _owner(tree: Tree, found: Sequence[Saying], quote: Extent) -> int | None:
    """The last saying before a quotation whose content stands between the two, with no other saying word behind that."""
    before = [
        n
        for n, s in enumerate(found)
        if s.content and s.cue.end <= s.content[-1].start and s.content[-1].end <= quote.start
    ]
    last = max(before, key=lambda n: found[n].cue.start, default=None)
    if last is None or any(found[last].content[-1].end <= s.cue.start < quote.start for s in found):
        return None
    says = rules.words("attribution", "say_verbs")
    told = (
        t
        for t in tree.kids_by(found[last].head, "conj")
        if found[last].content[-1].end <= tree.at + tree.parse.starts[t] < quote.start
    )
    return None if any(tree.parse.lemmas[t] in says for t in told) else last


def _without_aside(tree: Tree, text: str, saying: Saying, quotes: Sequence[Extent]) -> Saying:
    """ "called it “the loophole,” a gap in the law": after a comma or dash that a quotation ends with, the outlet explains."""
    last = saying.content[-1] if saying.content else saying.cue
    quote = next((q for q in reversed(quotes) if last.start <= q.start and q.end <= last.end), None)
    if quote is None or last.start < saying.cue.end:
        return saying
    rest = text[quote.end : last.end]
    token = tree.token_at(quote.end + len(rest) - len(rest.lstrip(_JOINTS)))
    stops = text[quote.end - 2] == "," or rest.lstrip()[:1] in tuple(_JOINTS.strip())
    if token is None or not stops or not rest.strip(' .,”"') or _gives_reason(tree, token):
        return saying
    if quote.start != last.start and (tree.parse.pos[token] == "CCONJ" or _goes_on(tree, token, quote)):
        return saying
    return replace(saying, content=(*saying.content[:-1], Extent(last.start, quote.end)))


def _gives_reason(tree: Tree, token: int) -> bool:
    """ "said it was “of no use,” because": that is said too; "..., while appearing to" is not."""
    return tree.parse.words[token].lower() in _REASONS and tree.parse.tags[min(token + 1, len(tree) - 1)] != "VBG"


def _goes_on(tree: Tree, token: int, quote: Extent) -> bool:
    """ "called it “old,” costly and a danger": the word after the quotation is joined to one in it."""
    return tree.parse.deps[token] == "conj" and quote.touches(tree.extent(*[tree.parse.heads[token]] * 2))
