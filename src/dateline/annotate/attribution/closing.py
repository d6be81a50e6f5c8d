"""Attributions that stand beside what is said: "according to X", and "..., the agency reported on Monday".

Always true here: the source is named; what the ending holds for is all that stands before it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from msgspec.structs import replace

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from .content import has_word, with_marks
from .frames import SUBJECTS
from .saying import Saying, reach_of
from .spans import cue_extent

_LONGEST_SOURCE = 16  # words from the comma to the verb
_LONGEST_ASIDE = 5  # words from the verb to the comma that ends the parenthesis
_LEAST_BEFORE = 3  # words before the comma
_MARKS = frozenset({'"', "''", "``", "“", "”"})
_STOPS = frozenset({",", "--", "—", "―", "–", "-"})
_LEADS = (":", "-", "–", "—", "―")
_NOT_AFTER = ("VBG", "WDT", "WP")


def by_according(tree: Tree) -> Iterator[Saying]:
    """ "According to X", "in the words of X", "in X's view": the sentence or clause around it."""
    views = rules.words("attribution", "views")
    hardly = "accord" not in tree.parse.lemmas and views.isdisjoint(tree.parse.lemmas)
    if hardly and "according" not in " ".join(tree.parse.words).lower():
        return
    for i, (word, lemma) in enumerate(zip(tree.parse.words, tree.parse.lemmas, strict=True)):
        if lemma == "accord" or word.lower() == "according":
            to = tree.kid(i, "prep")
            to = to if to is not None else i
            source = tree.kid(to, "pobj")
        elif lemma in views and tree.parse.deps[i] == "pobj":
            i, to, source = _in_view(tree, i)
        else:
            continue
        if source is not None:
            yield from _around(tree, i, to, source)


def _in_view(tree: Tree, noun: int) -> tuple[int, int, int | None]:
    """The "in" and the last word of "in the words of X" or "in X's words", and X."""
    led, owner = tree.parse.heads[noun], tree.kid(noun, "poss")
    of = next((k for k in tree.kids_by(noun, "prep") if tree.parse.lemmas[k] == "of"), None)
    if tree.parse.lemmas[led] != "in" or (owner is None and of is None):
        return led, noun, None
    return led, noun if of is None else of, owner if of is None else tree.kid(of, "pobj")


def _around(tree: Tree, first: int, last: int, source: int) -> Iterator[Saying]:
    """The saying whose cue runs from ``first`` to ``last`` and which holds for the rest of what it hangs on."""
    phrase = set(tree.subtree(first))
    head = tree.parse.heads[first]
    rest = [t for t in tree.subtree(head if head != first else source) if t not in phrase]
    runs = [run for run in ([t for t in rest if t < first], [t for t in rest if t > first]) if has_word(tree, run)]
    extents = tuple(tree.extent(run[0], run[-1]) for run in map(tree.trimmed, runs))
    cue = tree.extent(first, last if last < source or source < first else first)
    if extents:
        yield Saying(first, cue, source, tree.phrase(source), extents, (), "according-to")


def by_parenthesis(tree: Tree, text: str, quotes: Sequence[Extent]) -> Iterator[Saying]:
    """ "..., the mayor said on Monday, ..." and the same at the end: all before it and after it is what is said.

    The parser often hangs such words on one of the clauses beside them, so they are read from the words: a comma, a noun
    phrase, a saying verb in a finite form without object, at most four words of time or place, a comma or the end.
    """
    parse = tree.parse
    last = len(tree) - 1
    while last > 0 and parse.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    stops = [i for i in range(last) if _is_stop(tree, i)]
    begin = 0
    for number, comma in enumerate(stops):
        first = comma + 2 if parse.words[comma + 1] in _MARKS or parse.words[comma + 1] == "as" else comma + 1
        reach = range(first, min(last + 1, first + _LONGEST_SOURCE))
        verb = next((i for i in reach if _is_reporting(tree, i)), None)
        if comma < begin or verb is None or not is_noun_phrase(tree, first, verb):
            continue
        end = next((i for i in stops[number + 1 :] if i > verb), last + 1)
        if end > verb + _LONGEST_ASIDE or any(parse.pos[t] in ("VERB", "AUX") for t in range(verb + 1, end)):
            continue
        sides = [tree.trimmed(list(range(begin, comma))), _after(tree, begin, comma, end, last)]
        runs = [run for run in sides if run and has_word(tree, run)]
        if len(sides[0]) >= (1 if sides[1] else _LEAST_BEFORE) and not _starts_anew(tree, sides, end):
            pieces = tuple(
                _without_lead(text, with_marks(text, tree.extent(r[0], r[-1]), quotes), quotes) for r in runs
            )
            yield _aside(tree, range(first, verb), verb, pieces, "closing" if end == last + 1 else "parenthesis")
            begin = end + 1


def _is_stop(tree: Tree, i: int) -> bool:
    """A comma or dash, and no hyphen in a word."""
    return tree.parse.words[i] in _STOPS and not (tree.parse.words[i] == "-" and tree.within_word(i))


def by_inversion(tree: Tree, text: str, quotes: Sequence[Extent], told: Container[int]) -> Iterator[Saying]:
    """ "..., said the mayor" at the end, of whose verb the grammar made nothing: all before it is what is said."""
    last = len(tree) - 1
    while last > 0 and tree.parse.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    for comma in (i for i in range(_LEAST_BEFORE, last - 1) if tree.parse.words[i] == ","):
        verb = comma + 2 if tree.parse.words[comma + 1] in _MARKS else comma + 1
        end = next((i for i in range(verb + 1, last + 1) if _is_stop(tree, i)), last + 1)
        if verb in told or not _is_reporting(tree, verb) or not is_noun_phrase(tree, verb + 1, end):
            continue
        run = tree.trimmed(list(range(comma)))
        if tree.parse.ents[verb + 1] in ("DATE", "TIME"):
            continue  # "wrote on Tuesday"
        if tree.parse.pos[verb + 1] == "ADP" or not any(tree.parse.pos[t] in ("VERB", "AUX") for t in run):
            continue  # "Jane Doe, a lawyer, insists on a new trial"
        content = (_without_lead(text, with_marks(text, tree.extent(run[0], run[-1]), quotes), quotes),)
        yield _aside(tree, range(verb + 1, end), verb, content, "closing")


def _without_lead(text: str, piece: Extent, quotes: Sequence[Extent]) -> Extent:
    """Of 'He was brief: “We go”, the captain said' only the quotation after the colon."""
    last = next((q for q in quotes if piece.start < q.start and q.end == piece.end), None)
    return last if last is not None and text[piece.start : last.start].rstrip().endswith(_LEADS) else piece


def _starts_anew(tree: Tree, sides: Sequence[Sequence[int]], end: int) -> bool:
    """ "Asked why, she said, “We ...”": the quotation is a sentence of its own; what stands before is the outlet's."""
    opens = end + 1 < len(tree) and tree.parse.words[end + 1] in _MARKS and bool(sides[1])
    quoted = any(tree.parse.words[t] in _MARKS for t in range(max(sides[0]) + 2))
    return opens and not quoted and tree.parse.words[min(end + 2, len(tree) - 1)][:1].isupper()


def _after(tree: Tree, side: int, comma: int, end: int, last: int) -> list[int]:
    """What goes on after the parenthesis: after what is all quoted only a quotation does, and no "..., recalling that"."""
    begin = end + 1
    quoted = (comma > 0 and tree.parse.words[comma - 1] in _MARKS) or tree.parse.words[min(comma + 1, last)] in _MARKS
    marks = sum(word in _MARKS for word in tree.parse.words[side : comma + 2])
    if marks and marks % 2 == 0 and tree.parse.words[side] not in _MARKS:
        quoted = False
    if begin > last or (quoted and tree.parse.words[begin] not in _MARKS) or tree.parse.tags[begin] in _NOT_AFTER:
        return []
    return tree.trimmed(list(range(begin, last + 1)))


def _aside(tree: Tree, phrase: range, verb: int, content: tuple[Extent, ...], rule: str) -> Saying:
    nouns = [k for k in phrase if tree.parse.pos[k] in ("NOUN", "PROPN", "PRON")]
    subject = next((k for k in phrase if tree.parse.deps[k] in SUBJECTS), max(nouns, default=phrase[-1]))
    words = tree.trimmed(list(phrase))
    source = tree.extent(words[0], words[-1])
    return Saying(verb, cue_extent(tree, verb, None, (source, *content)), subject, source, content, (), rule)


def with_parentheses(found: Sequence[Saying], asides: Sequence[Saying]) -> list[Saying]:
    """The sayings with those read from the words in the place of what the parser made of them.

    A saying keeps what the grammar gave it where that begins as early; what reaches beyond a closing one is cut off there.
    """
    result = list(found)
    for aside in asides:
        same = next((s for s in result if s.head == aside.head), None)
        first, end = aside.content[0].start, aside.content[-1].end
        if (
            same is not None
            and 2 * reach_of(same) > reach_of(aside)
            and same.content[0].start <= first + 1
            and same.content[-1].end + 1 >= end
        ):
            continue
        others = [s for s in result if s is not same]
        result = [*(_cut(others, end) if aside.rule == "closing" else others), aside]
    return result


def _cut(found: Sequence[Saying], end: int) -> Iterator[Saying]:
    for saying in found:
        pieces = tuple(Extent(c.start, min(c.end, end)) for c in saying.content if c.start < end)
        if pieces:
            yield replace(saying, content=pieces)


def _is_reporting(tree: Tree, i: int) -> bool:
    bare = rules.words("attribution", "bare")
    return (
        tree.parse.tags[i] in ("VBD", "VBZ", "VBP")
        and tree.parse.lemmas[i] in bare
        and next((k for k in tree.kids_by(i, "dobj", "dative", "xcomp") if k > i), None) is None
    )


def is_noun_phrase(tree: Tree, first: int, end: int) -> bool:
    parse = tree.parse
    allowed = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART", "NUM", "CCONJ", "PUNCT", "SYM", "X"}
    fine = all(parse.pos[t] in allowed or parse.ents[t] for t in range(first, end))
    one = fine and not any(parse.tags[t] in ("WP", "WDT") or parse.words[t] in _MARKS for t in range(first, end))
    named = any(parse.pos[t] in ("NOUN", "PROPN", "PRON") for t in range(first, end))
    return one and named and parse.lemmas[first] not in ("i", "you", "we") and parse.pos[first] != "CCONJ"
