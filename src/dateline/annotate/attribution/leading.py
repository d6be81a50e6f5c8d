"""A saying read from the words where the parser lost it: "outlets reported on Monday the port had “no plan” at all".

Always true here: the verb does no more than say; the phrase right before it is the source; the content holds a quotation and a
finite verb, and is all that follows in the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from .closing import is_noun_phrase
from .content import with_marks
from .frames import SUBJECTS
from .saying import Saying, reach_of
from .spans import cue_extent

_TOLD = ("VBD", "VBZ", "VBP", "VBN")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BEFORE_SOURCE = frozenset({",", ";", ":", "-", "--", "–", "—", '"', "“", "”"})
_LONGEST_SOURCE = 12  # tokens
_LONGEST_ADJUNCT = 6  # tokens of "on Monday", "in a statement"
_ADJUNCTS = ("prep", "npadvmod", "advmod", "dative", "prt")


def by_lead(tree: Tree, text: str, found: Sequence[Saying], quotes: Sequence[Extent]) -> list[Saying]:
    """``found``, with the sayings that the words tell in the place of none, or of one that has less than half of the content."""
    bare = rules.words("attribution", "bare")
    result = list(found)
    if not quotes:
        return result
    for verb, lemma in enumerate(tree.parse.lemmas):
        if lemma not in bare or tree.parse.tags[verb] not in _TOLD or _is_inside(tree, verb, result, quotes):
            continue
        content = _content(tree, verb, text, quotes)
        others = [s for s in result if s.head != verb]
        if content is None or any(_begins_in(s, content, quotes) for s in others):
            continue
        same = next((s for s in result if s.head == verb), None)
        fuller = same is None or _is_fuller(tree, verb, content, same)
        led = _led(tree, verb, same, content) if fuller else None
        if led is not None:
            result = [*others, led]
    return result


def _is_fuller(tree: Tree, verb: int, content: Extent, same: Saying) -> bool:
    """Whether ``content`` is more than the grammar gave a verb; with "that" right behind the verb nothing before it is said."""
    first = tree.token_at(content.start)
    begins = (
        first is not None and first == verb + 1 and tree.parse.words[first] == "that" and tree.parse.tags[first] == "IN"
    )
    if same.content[0].start < content.start:
        return begins and same.content[0].start < tree.extent(verb, verb).start
    return 2 * reach_of(same) <= _length(content)


def _is_inside(tree: Tree, verb: int, found: Sequence[Saying], quotes: Sequence[Extent]) -> bool:
    word = tree.extent(verb, verb)
    return any(q.holds(word) for q in quotes) or any(c.holds(word) for s in found for c in s.content)


def _begins_in(saying: Saying, content: Extent, quotes: Sequence[Extent]) -> bool:
    """Whether the outlet has another saying word behind the verb."""
    return saying.cue.start > content.start and not any(q.holds(saying.cue) for q in quotes)


def _length(extent: Extent) -> int:
    return extent.end - extent.start


def _content(tree: Tree, verb: int, text: str, quotes: Sequence[Extent]) -> Extent | None:
    """The rest of the sentence after the verb and its adjuncts."""
    run = tree.trimmed(list(range(_after_adjuncts(tree, verb), _before_joined(tree, verb, quotes))))
    if not run or not any(tree.parse.tags[t] in _FINITE for t in run):
        return None
    whole = tree.extent(run[0], run[-1])
    return with_marks(text, whole, quotes) if any(whole.touches(q) for q in quotes) else None


def _before_joined(tree: Tree, verb: int, quotes: Sequence[Extent]) -> int:
    """The token that joins another verb of the same subject: "called it “old” and left"."""
    joined = tree.kid(verb, "conj")
    joint = next((k for k in tree.kids_by(verb, "cc") if joined is not None and verb < k < joined), None)
    if joint is None or any(q.holds(tree.extent(joint, joint)) for q in quotes):
        return len(tree)
    return joint


def _after_adjuncts(tree: Tree, verb: int) -> int:
    """The first token behind the short phrases of time and place that follow the verb."""
    start = verb + 1
    for k in sorted(tree.kids[verb]):
        below = tree.subtree(k)
        plain = not any(tree.parse.pos[t] in ("VERB", "AUX") for t in below)
        if below[0] == start and len(below) <= _LONGEST_ADJUNCT and tree.parse.deps[k] in _ADJUNCTS and plain:
            start = below[-1] + 1
    told = tree.parse.lemmas[verb] in rules.words("attribution", "telling")
    return _after_hearer(tree, start) if told else start


def _after_hearer(tree: Tree, start: int) -> int:
    """The "that" of "told a radio host on Monday that": what stands between is no clause."""
    for t in range(start, len(tree)):
        if tree.parse.tags[t] == "IN" and tree.parse.words[t] == "that":
            return t
        if tree.parse.pos[t] in ("VERB", "AUX") or tree.parse.pos[t] == "PUNCT":
            break
    return start


def _led(tree: Tree, verb: int, same: Saying | None, content: Extent) -> Saying | None:
    """The saying of a verb with its source, which is that of ``same`` where the grammar found one."""
    phrase = _phrase_before(tree, verb)
    if not phrase:
        return None
    head = next((k for k in phrase if tree.parse.heads[k] not in phrase), phrase[-1])
    source = tree.extent(phrase[0], phrase[-1])
    if same is not None and same.source is not None and same.source_extent is not None:
        head, source = same.source, same.source_extent
    return Saying(verb, cue_extent(tree, verb, None, (source, content)), head, source, (content,), (), "lead")


def _phrase_before(tree: Tree, verb: int) -> list[int]:
    """The tokens of the noun phrase between the last stop and the verb, else of the verb's own subject; none of a passive."""
    parse, last = tree.parse, verb
    while last > 0 and parse.pos[last - 1] in ("ADV", "AUX"):
        last -= 1
        if parse.lemmas[last] == "be":
            return []
    first = last
    while first > 0 and last - first <= _LONGEST_SOURCE:
        if parse.words[first - 1] in _BEFORE_SOURCE and not tree.within_word(first - 1):
            break
        first -= 1
    near = first < last and last - first <= _LONGEST_SOURCE
    if near and parse.pos[first] != "ADP" and is_noun_phrase(tree, first, last):
        return tree.trimmed(list(range(first, last)))
    own = tree.kid(verb, *SUBJECTS)
    if own is None or last - first > _LONGEST_SOURCE or own > verb or parse.tags[own] in ("WP", "WDT", "EX"):
        return []
    return tree.trimmed([t for t in tree.subtree(own) if t < last])
