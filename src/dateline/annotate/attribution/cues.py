"""Words of saying, thinking and wanting in one sentence, with their source and content, read from the parse.

Always true here: source, cue and content are extents of the report's text; a cue without content gives nothing; one word
gives at most one saying.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from msgspec.structs import replace

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from .beside import by_empty, by_quote
from .closing import by_according, by_inversion, by_parenthesis, with_parentheses
from .content import content_of, going_on
from .frames import Frame, frames_of, has_modal
from .leading import by_lead
from .lexicon import cue_lemmas, rule_of
from .placed import by_place
from .relays import relay_heads
from .saying import Saying
from .sources import relative_pronoun, source_extent, source_of
from .spans import cue_extent
from .tails import with_tails

_NEED_SOURCE = ("object", "about", "called", "gerund", "infinitive", "noun-infinitive")


def find_sayings(tree: Tree, text: str, quotes: Sequence[Extent]) -> tuple[Saying, ...]:
    """The sayings of one sentence; ``quotes`` are the quotations that touch it.

    First what the grammar ties to a saying word, then the quotations that are left, then an ending such as
    "..., the agency reported", which holds for all before it.
    """
    plain = [*_by_word(tree, text, quotes), *by_according(tree)]
    found = list(by_quote(tree, text, plain, quotes))
    if not rules.words("attribution", "bare").isdisjoint(tree.parse.lemmas):
        found = with_parentheses(found, list(_in_own_quote(tree, by_parenthesis(tree, text, quotes), quotes)))
        found += by_inversion(tree, text, quotes, {s.head for s in found})
    found = with_tails(tree, text, by_lead(tree, text, found, quotes), quotes)
    return tuple(by_empty(tree, text, found, quotes))


def _by_word(tree: Tree, text: str, quotes: Sequence[Extent]) -> Iterator[Saying]:
    told: set[int] = set()
    aside = going_on(tree)
    for i, lemma in enumerate(tree.parse.lemmas):
        for frame in frames_of(tree, i) if lemma in cue_lemmas() else ():
            rule = rule_of(frame) if not _is_carried(tree, frame, told) else None
            saying = _saying_of(tree, frame, rule, text, quotes, aside) if rule else None
            if saying is not None:
                if saying.rule.startswith("verb:") or not any(q.holds(saying.cue) for q in quotes):
                    told.add(i)
                    yield saying
                break


def _is_carried(tree: Tree, frame: Frame, told: Container[int]) -> bool:
    """Of "voiced concern about it" the noun tells and the verb does not; of "rejected a call for it" the verb does."""
    if frame.name == "object" and tree.parse.lemmas[frame.head] in rules.words("attribution", "light"):
        return any(rule_of(inner) is not None for inner in frames_of(tree, frame.content[0]))
    above = tree.parse.heads[frame.head]
    if tree.parse.pos[frame.head] != "NOUN":
        return False
    in_phrase = tree.parse.deps[frame.head] == "pobj" and tree.parse.heads[above] in told  # "said in a statement that"
    return (tree.parse.deps[frame.head] == "dobj" and above in told) or (in_phrase and frame.name == "noun-clause")


def _saying_of(
    tree: Tree, frame: Frame, rule: str, text: str, quotes: Sequence[Extent], aside: frozenset[int]
) -> Saying | None:
    source = source_of(tree, frame)
    if source is None and frame.name == "clause" and rule.startswith("verb:"):
        source = by_place(tree, frame.head)
    if source is None and (tree.parse.deps[frame.head] in ("acl", "csubj") or frame.name in _NEED_SOURCE):
        return None
    content = _within_quote(tree, frame.head, content_of(tree, frame, source, text, quotes, aside), quotes)
    says = tree.parse.lemmas[frame.head] in rules.words("attribution", "say_verbs") and not has_modal(tree, frame.head)
    if says and rule.startswith("stance:") and _is_quoted(content, quotes):
        rule = "verb:quote"
    fits = content and _may_speak(tree, frame.head, source, rule, quotes)
    return _saying(tree, frame.head, frame.link, source, content, rule) if fits else None


def _within_quote(tree: Tree, head: int, content: tuple[Extent, ...], quotes: Sequence[Extent]) -> tuple[Extent, ...]:
    """What is said by a word inside a quotation ends where the quotation does."""
    around = next((q for q in quotes if q.holds(tree.extent(head, head))), None)
    if around is None:
        return content
    inside = (Extent(max(c.start, around.start), min(c.end, around.end)) for c in content if c.touches(around))
    return tuple(c for c in inside if c.start < c.end)


def _in_own_quote(tree: Tree, asides: Iterator[Saying], quotes: Sequence[Extent]) -> Iterator[Saying]:
    """The sayings with no more content than the quotation that their word stands in."""
    for aside in asides:
        content = _within_quote(tree, aside.head, aside.content, quotes)
        if content:
            yield replace(aside, content=content)


def _is_quoted(content: Sequence[Extent], quotes: Sequence[Extent]) -> bool:
    """Whether quotation marks stand in the content; of "called the raid “a mistake”" the words are the source's own."""
    return any(c.holds(q) or q.holds(c) for c in content for q in quotes)


def _may_speak(tree: Tree, verb: int, source: int | None, rule: str, quotes: Sequence[Extent]) -> bool:
    if tree.kid(verb, "neg") is not None and tree.parse.lemmas[verb] in rules.words("attribution", "bare"):
        return False  # "did not say who fired": nothing is said
    if has_modal(tree, verb) and rule in ("verb:object", "verb:infinitive", "stance:clause"):
        return False  # "could declare a curfew", "should understand that": nobody has spoken yet
    if source is not None and tree.parse.lemmas[source] in ("nobody", "none", "nothing"):
        return False
    if rule == "verb:object" and tree.parse.lemmas[verb] in rules.words("attribution", "needs_speaker"):
        return False
    return source is None or not _first_person_in_quote(tree, source, quotes)


def _first_person_in_quote(tree: Tree, source: int, quotes: Sequence[Extent]) -> bool:
    """ "I say ..." inside a quotation is its speaker again, whom the quotation already has."""
    word = tree.extent(source, source)
    return tree.parse.lemmas[source] in ("i", "we") and any(word.touches(q) for q in quotes)


def _saying(
    tree: Tree, head: int, link: int | None, source: int | None, content: tuple[Extent, ...], rule: str
) -> Saying:
    extent = source_extent(tree, source, content) if source is not None else None
    beside = (*content, extent) if extent is not None else content
    cue = cue_extent(tree, head, link, beside)
    return Saying(
        head, cue, source, extent, content, tuple(relay_heads(tree, head)), rule, relative_pronoun(tree, head)
    )
