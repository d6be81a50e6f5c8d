"""Saying words in one sentence, with their source and content, read from the parse.

Always true here: source, cue and content are extents of the report's text; a cue without content gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from .relays import relay_heads

_SUBJECTS = ("nsubj", "nsubjpass")
_NEED_HEARER = frozenset({"order", "urge", "tell", "ask", "warn", "instruct", "advise", "invite", "encourage"})


@dataclass(frozen=True, slots=True)
class Saying:
    """A saying word found in a sentence. ``source`` is the token that heads its source; ``via`` heads relays."""

    cue: Extent
    source: int | None
    source_extent: Extent | None
    content: tuple[Extent, ...]
    via: tuple[int, ...]
    rule: str


def find_sayings(tree: Tree, text: str, quotes: Sequence[Extent]) -> tuple[Saying, ...]:
    """The sayings of one sentence; ``quotes`` are the quotations that touch it.

    First what the grammar ties to a saying word, then the quotations that are left, then an ending such as
    "..., the agency reported", which holds for all before it.
    """
    plain = [*_by_verb(tree, text, quotes), *_according(tree)]
    left = [q for q in quotes if not any(q.touches(c) for s in plain for c in s.content)]
    found = [*plain, *_by_quote(tree, left)]
    closing = _closing_parenthesis(tree)
    return tuple(_under_closing(found, closing) if closing else found)


def _under_closing(found: Sequence[Saying], closing: Saying) -> Iterator[Saying]:
    """The sayings with the closing one in its place; what the parser hung beyond it is cut off there."""
    (whole,) = closing.content
    same = next((s for s in found if s.cue == closing.cue), None)
    keeps = same is not None and min(c.start for c in same.content) <= whole.start + 1
    for saying in found:
        if saying is same:
            continue
        pieces = tuple(Extent(c.start, min(c.end, whole.end)) for c in saying.content if c.start < whole.end)
        if pieces:
            yield replace(saying, content=pieces)
    yield same if keeps and same is not None else closing


def _verbs(tree: Tree) -> Iterator[int]:
    says = rules.words("attribution", "say_verbs")
    for i, lemma in enumerate(tree.parse.lemmas):
        if lemma in says and tree.parse.pos[i] == "VERB" and tree.parse.deps[i] not in ("amod", "compound"):
            yield i


def _by_verb(tree: Tree, text: str, quotes: Sequence[Extent]) -> Iterator[Saying]:
    for i in _verbs(tree):
        source = _source(tree, i)
        if source is None and tree.parse.deps[i] in ("acl", "csubj"):
            continue
        content, rule = _content(tree, i, source, text, quotes)
        if content and _may_speak(tree, i, source, rule, quotes):
            yield _saying(tree, i, source, content, rule)


def _may_speak(tree: Tree, verb: int, source: int | None, rule: str, quotes: Sequence[Extent]) -> bool:
    if tree.kid(verb, "neg") is not None and tree.parse.lemmas[verb] in rules.words("attribution", "bare"):
        return False  # "did not say who fired": nothing is said
    modal = any(tree.parse.tags[k] == "MD" for k in tree.kids[verb])
    if modal and rule in ("verb:object", "verb:infinitive"):
        return False  # "could declare a curfew": nobody has spoken yet
    if source is not None and tree.parse.lemmas[source] in ("nobody", "none", "nothing"):
        return False
    if rule == "verb:object" and tree.parse.lemmas[verb] in rules.words("attribution", "needs_speaker"):
        return False
    return source is None or not _first_person_in_quote(tree, source, quotes)


def _first_person_in_quote(tree: Tree, source: int, quotes: Sequence[Extent]) -> bool:
    """ "I say ..." inside a quotation is its speaker again, whom the quotation already has."""
    word = tree.extent(source, source)
    return tree.parse.lemmas[source] in ("i", "we") and any(word.touches(q) for q in quotes)


def _by_quote(tree: Tree, left: Sequence[Extent]) -> Iterator[Saying]:
    """Quotations that no clause covers, each given to the nearest saying word outside it that has a source."""
    begin, end = tree.at, tree.at + tree.parse.ends[-1]
    chosen: dict[int, list[Extent]] = {}
    for quote in left:
        places = {v: tree.at + tree.parse.starts[v] for v in _verbs(tree)}
        near = [v for v in places if not quote.start <= places[v] < quote.end and _source(tree, v) is not None]
        near = [v for v in near if not _told_to(tree, v, quote)]
        best = min(near, key=lambda v: (places[v] > quote.start, abs(places[v] - quote.start)), default=None)
        if best is not None:
            chosen.setdefault(best, []).append(Extent(max(quote.start, begin), min(quote.end, end)))
    for verb, content in chosen.items():
        source = _source(tree, verb)
        yield _saying(tree, verb, source, tuple(content), "verb:quote")


def _told_to(tree: Tree, verb: int, quote: Extent) -> bool:
    """ "Police ordered 'not to shoot'": an order without a hearer before an infinitive is a passive; its subject did not speak."""
    if (
        tree.parse.lemmas[verb] not in rules.words("attribution", "directive")
        or tree.kid(verb, "dobj", "dative", "prep") is not None
    ):
        return False
    inside = [t for t in range(len(tree)) if quote.start <= tree.at + tree.parse.starts[t] < quote.end]
    words = [t for t in inside if tree.parse.pos[t] != "PUNCT"][:2]
    return any(tree.parse.tags[t] == "TO" for t in words)


def _saying(tree: Tree, verb: int, source: int | None, content: tuple[Extent, ...], rule: str) -> Saying:
    extent = tree.phrase(source) if source is not None else None
    if source is not None and extent and any(extent.touches(c) for c in content):
        extent = _before_content(tree, source, content)
    return Saying(tree.extent(verb, verb), source, extent, content, tuple(relay_heads(tree, verb)), rule)


def _source(tree: Tree, verb: int) -> int | None:
    """Who speaks: the subject, the agent of a passive without hearer, or the subject of the verb that this one hangs on."""
    passive = tree.kid(verb, "nsubjpass")
    if passive is not None:
        agent = tree.kid(verb, "agent")
        if tree.parse.lemmas[verb] == "quote":
            return passive
        return tree.kid(agent, "pobj") if agent is not None else None
    own = tree.own_subject(verb, "nsubj")
    return own if own is not None else _borrowed(tree, verb)


def _borrowed(tree: Tree, verb: int) -> int | None:
    dep, head = tree.parse.deps[verb], tree.parse.heads[verb]
    if dep == "pcomp" and tree.parse.lemmas[head] == "as":
        head = tree.parse.heads[head]
        return tree.kid(head, *_SUBJECTS) if tree.parse.pos[head] == "VERB" else None
    if dep in ("conj", "advcl", "xcomp") and tree.parse.pos[head] in ("VERB", "AUX") and head != verb:
        if dep == "xcomp" and tree.parse.lemmas[verb] in ("read", "show", "go", "begin"):
            return None
        return own if (own := tree.own_subject(head)) is not None else _borrowed(tree, head)
    return head if dep == "acl" and tree.parse.pos[head] in ("NOUN", "PROPN") else None


def _content(
    tree: Tree, verb: int, source: int | None, text: str, quotes: Sequence[Extent]
) -> tuple[tuple[Extent, ...], str]:
    parse, lemma = tree.parse, tree.parse.lemmas[verb]
    own = _own_tokens(tree, verb, source)
    clause = next((k for k in tree.kids[verb] if parse.deps[k] == "ccomp" and k not in own), None)
    if clause is not None:
        return _clause_content(tree, verb, clause, own, text, quotes), "verb:clause"
    if lemma in rules.words("attribution", "directive"):
        to_do = tree.kid(verb, "xcomp", "ccomp")
        addressed = tree.kid(verb, "dobj", "dative")
        if to_do is not None and parse.tags[to_do] == "VB" and (addressed is not None or lemma not in _NEED_HEARER):
            first = min(tree.subtree(addressed if addressed is not None and addressed > verb else to_do))
            last = tree.trimmed(tree.subtree(to_do))[-1]
            return (_with_marks(text, tree.extent(min(first, last), last), quotes),), "verb:infinitive"
    if lemma in rules.words("attribution", "object_says") and source is not None:
        told = _object_with_rest(tree, verb)
        if told:
            return (_with_marks(text, tree.extent(told[0], told[-1]), quotes),), "verb:object"
    return (), ""


def _object_with_rest(tree: Tree, verb: int) -> list[int]:
    """The object and what completes it: "described the raid as a mistake"."""
    things = [k for k in tree.kids[verb] if tree.parse.deps[k] in ("dobj", "oprd") and k > verb]
    if not things:
        return []
    rest = [
        k
        for k in tree.kids_by(verb, "prep", "oprd")
        if k > things[0] and tree.parse.lemmas[k] in ("as", "for", "of", "over")
    ]
    return tree.trimmed(sorted({t for k in (*things, *rest) for t in tree.subtree(k)}))


def _own_tokens(tree: Tree, verb: int, source: int | None) -> frozenset[int]:
    return frozenset((verb, *(tree.subtree(source) if source is not None and source in tree.kids[verb] else ())))


def _clause_content(
    tree: Tree, verb: int, clause: int, own: frozenset[int], text: str, quotes: Sequence[Extent]
) -> tuple[Extent, ...]:
    """The clause without the saying itself; conjuncts of it that begin with "that" are pieces of their own."""
    again = [
        k
        for k in tree.kids_by(clause, "conj")
        if (m := tree.kid(k, "mark")) is not None and tree.parse.lemmas[m] == "that"
    ]
    tokens = [t for t in tree.subtree(clause, _joined_sayings(tree, clause) | frozenset(again)) if t not in own]
    low, high = min(own), max(own)
    pieces = [[t for t in tokens if t < low], [t for t in tokens if t > high], *(tree.subtree(k) for k in again)]
    runs = [_without_joint(tree, run) for run in pieces if _has_word(tree, run)]
    extents = [_with_marks(text, tree.extent(run[0], run[-1]), quotes) for run in runs]
    for quote in quotes:  # a quotation that goes on after "he said" belongs to it too
        if (
            all(quote.end <= e.start or quote.start >= e.end for e in extents)
            and quote.start >= tree.at + tree.parse.starts[high]
        ):
            gap = text[max((e.end for e in extents), default=0) : quote.start]
            if clause < verb or len(gap.split()) <= 1:
                extents.append(quote)
    return tuple(sorted(extents))


def _without_joint(tree: Tree, run: list[int]) -> list[int]:
    """A run without punctuation at its ends and without the "and" that led to the next piece."""
    run = tree.trimmed(run)
    while len(run) > 1 and tree.parse.pos[run[-1]] == "CCONJ":
        run = tree.trimmed(run[:-1])
    return run


def _joined_sayings(tree: Tree, clause: int) -> frozenset[int]:
    """ "X said A and Y said B": the second saying is not part of what X said, unless "that" repeats."""
    says = rules.words("attribution", "say_verbs")
    joined = (
        k for k in tree.kids_by(clause, "conj") if tree.parse.lemmas[k] in says and tree.kid(k, *_SUBJECTS) is not None
    )
    return frozenset(k for k in joined if tree.kid(k, "mark") is None)


def _with_marks(text: str, extent: Extent, quotes: Sequence[Extent]) -> Extent:
    """A quotation that begins just before, or ends just after, belongs to the content whole."""
    start, end = extent
    for quote in quotes:
        if quote.start < start <= quote.end and not text[quote.start + 1 : start].strip():
            start = quote.start
        if quote.start < end <= quote.end and not text[end : quote.end].strip("\"”’'»,.!? "):
            end = quote.end
    return Extent(start, end)


def _before_content(tree: Tree, source: int, content: Sequence[Extent]) -> Extent | None:
    """The source's own words where the parser hung the content below them."""
    word = tree.extent(source, source)
    if any(word.touches(c) for c in content):
        return None
    first = tree.trimmed([t for t in tree.subtree(source) if t <= source])
    extent = tree.extent(first[0], first[-1])
    return word if any(extent.touches(c) for c in content) else extent


def _according(tree: Tree) -> Iterator[Saying]:
    for i, lemma in enumerate(tree.parse.lemmas):
        if lemma != "accord" and tree.parse.words[i].lower() != "according":
            continue
        to = tree.kid(i, "prep") if tree.kid(i, "prep") is not None else i
        if to is None or (source := tree.kid(to, "pobj")) is None:
            continue
        phrase = set(tree.subtree(i))
        head = tree.parse.heads[i]
        rest = [t for t in tree.subtree(head if head != i else source) if t not in phrase]
        runs = [run for run in ([t for t in rest if t < i], [t for t in rest if t > i]) if _has_word(tree, run)]
        extents = tuple(tree.extent(run[0], run[-1]) for run in map(tree.trimmed, runs))
        if extents:
            yield Saying(tree.extent(i, to), source, tree.phrase(source), extents, (), "according-to")


def _has_word(tree: Tree, tokens: Sequence[int]) -> bool:
    return any(tree.parse.pos[t] not in ("PUNCT", "SPACE") for t in tokens)


def _closing_parenthesis(tree: Tree) -> Saying | None:
    """ "..., the agency reported on Monday." at the end of a sentence: all before it is what is reported.

    The parser often hangs such an ending on the clause before it, so it is read from the words: a comma, a noun phrase, a
    saying verb in a finite form without object, at most four words of time or place.
    """
    parse = tree.parse
    last = len(tree) - 1
    while last > 0 and parse.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    commas = [i for i in range(last) if parse.words[i] in (",", ",''", "''", '"')]
    for comma in reversed(commas[-2:]):
        verb = next((i for i in range(comma + 1, last + 1) if _is_reporting(tree, i)), None)
        if verb is None or verb == comma + 1 or last - verb > 4 or not _is_noun_phrase(tree, comma + 1, verb):
            continue
        before = tree.trimmed(list(range(comma)))
        if len(before) >= 3 and parse.words[comma] == ",":
            head = max(
                (k for k in range(comma + 1, verb) if parse.pos[k] in ("NOUN", "PROPN", "PRON")), default=verb - 1
            )
            subject = next((k for k in range(comma + 1, verb) if parse.deps[k] in _SUBJECTS), head)
            source = tree.extent(comma + 1, verb - 1)
            return Saying(
                tree.extent(verb, verb), subject, source, (tree.extent(before[0], before[-1]),), (), "closing"
            )
    return None


def _is_reporting(tree: Tree, i: int) -> bool:
    bare = rules.words("attribution", "bare")
    return (
        tree.parse.tags[i] in ("VBD", "VBZ", "VBP")
        and tree.parse.lemmas[i] in bare
        and tree.kid(i, "dobj", "dative") is None
    )


def _is_noun_phrase(tree: Tree, first: int, end: int) -> bool:
    parse = tree.parse
    allowed = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART", "NUM", "CCONJ", "PUNCT", "SYM", "X"}
    fine = all(parse.pos[t] in allowed or parse.ents[t] for t in range(first, end))
    return (
        fine
        and any(parse.pos[t] in ("NOUN", "PROPN", "PRON") for t in range(first, end))
        and parse.tags[first] not in ("WP", "WDT")
    )
