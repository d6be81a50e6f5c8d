"""Quotations that no clause covers: given to the saying word beside them, or to whom a colon introduces.

Always true here: the saying word stands outside of every quotation and has a source; a title or a scare quote is given to
nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ... import rules
from ...model.reading import Extent
from ...model.syntax import Tree
from .content import with_marks
from .frames import SUBJECTS, has_modal
from .quotes import reads_as_speech
from .relays import relay_heads
from .saying import Saying
from .sources import of_verb, source_extent
from .spans import cue_extent

_LONGEST_NAME = 14  # tokens of "Name, adviser to the mayor of the port of Vantor: “...”"
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_LONGEST_ADJUNCT = 6  # tokens from the verb to "that": "vented on her blog that"
_LONGEST_LEAD = 10  # tokens from the verb to the colon: "had this to say about it:"
_LONGEST_EMPTY = 30  # tokens of a sentence that does no more than introduce a quotation
_THINGS = frozenset({"it", "that", "this", "which", "what", "there"})  # "it turns out that", "this means that"
_CLOSING = ("”", '"', "»", "'", "’")


def by_quote(tree: Tree, text: str, plain: Sequence[Saying], quotes: Sequence[Extent]) -> Iterator[Saying]:
    """``plain``, the sayings of the grammar, and those of the quotations that these leave; ``quotes`` are all that touch the sentence."""
    if not quotes:
        yield from plain
        return
    left = [q for q in quotes if not any(q.touches(c) for s in plain if not q.holds(s.cue) for c in s.content)]
    heads = {s.head: s for s in plain}
    quoted = {i for q in quotes for i in tree.touching(q)}
    outside = [i not in quoted for i in range(len(tree))]
    verbs = [i for i, pos in enumerate(tree.parse.pos) if pos == "VERB" and outside[i]]
    chosen: dict[int, list[Extent]] = {}
    for quote in left:
        if (told := _by_colon(tree, text, quote, outside)) is not None and told.head not in heads:
            yield told
            continue
        if told is None and (clause := _in_clause(tree, text, quote, outside)) is not None and clause.head not in heads:
            yield clause
            continue
        verb = told.head if told is not None else _verb_beside(tree, text, quote, verbs)
        if verb is None and (told := _by_form(tree, quote)) is not None:
            yield told
            continue
        if verb in heads and (not reads_as_speech(text, quote) or _is_only_possible(tree, heads[verb])):
            continue
        if verb is not None:
            inside = Extent(max(quote.start, tree.at), min(quote.end, tree.at + tree.parse.ends[-1]))
            chosen.setdefault(verb, []).append(inside)
    yield from (_with_more(s, chosen.pop(s.head, [])) for s in plain)
    for verb, content in chosen.items():
        source = of_verb(tree, verb)
        extent = source_extent(tree, source, content) if source is not None else None
        beside = (*content, extent) if extent is not None else tuple(content)
        cue = cue_extent(tree, verb, puts_it(tree, verb), beside)
        yield Saying(verb, cue, source, extent, tuple(content), tuple(relay_heads(tree, verb)), "verb:quote")


def _in_clause(tree: Tree, text: str, quote: Extent, outside: Sequence[bool]) -> Saying | None:
    """ "vented that it was “a fight”": a clause with "that" and words in quotation marks is told, whatever the verb above it."""
    seen: set[int] = set()
    for token in tree.beginning(quote):
        for clause in (token, *tree.up(token)):
            if clause in seen:
                break
            seen.add(clause)
            verb = tree.parse.heads[clause]
            mark = tree.kid(clause, "mark") if tree.parse.deps[clause] == "ccomp" and verb < clause else None
            if mark is None or tree.parse.lemmas[mark] != "that":
                continue
            source = tree.subject(verb, "nsubj")
            if source is None or tree.parse.lemmas[source] in _THINGS:
                return None
            if not (outside[verb] and outside[source] and _tells_that(tree, verb, mark)):
                return None
            extent = tree.phrase(source)
            content = (with_marks(text, tree.phrase(clause), (quote,)),)
            cue = cue_extent(tree, verb, None, (extent, *content))
            return Saying(verb, cue, source, extent, content, tuple(relay_heads(tree, verb)), "verb:quote")
    return None


def _tells_that(tree: Tree, verb: int, mark: int) -> bool:
    """Whether a verb may tell the clause that "that" begins, a few words behind it."""
    between = tree.parse.words[verb + 1 : mark]
    near = len(between) <= _LONGEST_ADJUNCT and ":" not in between
    silent = tree.parse.lemmas[verb] in rules.words("attribution", "silent") or tree.parse.pos[verb] != "VERB"
    return near and not silent and tree.kid(verb, "neg") is None


def _by_form(tree: Tree, quote: Extent) -> Saying | None:
    """ "“...,” Orlova notes.", "“...,” Orlova barked and": a name and a saying verb that the parser took for a noun or an adjective."""
    parse = tree.parse
    _, last = _tokens(tree, quote)
    verb = next((t for t in range(last + 2, min(last + 2 + _LONGEST_NAME, len(tree))) if parse.pos[t] != "PROPN"), None)
    if verb is None or verb == last + 1 or parse.words[last - 1][-1] not in ",.?!":
        return None
    noun = parse.tags[verb] == "NNS" and parse.lemmas[verb] in rules.words("attribution", "bare")
    if parse.pos[last + 1] != "PROPN" or not (noun or parse.tags[verb] == "VBN"):
        return None
    extent = tree.extent(last + 1, verb - 1)
    content = (Extent(max(quote.start, tree.at), quote.end),)
    return Saying(verb, tree.extent(verb, verb), verb - 1, extent, content, (), "verb:quote")


def _is_only_possible(tree: Tree, saying: Saying) -> bool:
    """ "would consider a pact with “anyone”": what somebody may come to think has not been said."""
    return saying.rule.startswith("stance:") and has_modal(tree, saying.head)


def _with_more(saying: Saying, more: Sequence[Extent]) -> Saying:
    """A saying with quotations beside what the grammar gave it; its rule says that marks, not grammar, tie them to it."""
    if not more:
        return saying
    kept = () if saying.rule.startswith("stance:") else saying.content
    return replace(saying, content=tuple(sorted((*kept, *more))), rule="verb:quote")


def _verb_beside(tree: Tree, text: str, quote: Extent, verbs: Sequence[int]) -> int | None:
    """Of the ``verbs`` outside of all quotations the one whose words touch this one; if it reads as speech, the nearest verb of saying."""
    first, last = _tokens(tree, quote)
    verbs = [i for i in verbs if _can_quote(tree, i, quote)]
    touching = [v for v in verbs if _touches(tree, v, first, last)]
    if touching:
        return min(touching, key=lambda v: min(abs(v - first), abs(v - last)))
    if not reads_as_speech(text, quote):
        return None
    says = rules.words("attribution", "say_verbs")
    near = [v for v in verbs if tree.parse.lemmas[v] in says]
    return min(near, key=lambda v: (v > first, abs(v - first)), default=None)


def _tokens(tree: Tree, quote: Extent) -> tuple[int, int]:
    inside = tree.touching(quote)
    return (inside[0], inside[-1]) if inside else (0, 0)


def _can_quote(tree: Tree, verb: int, quote: Extent) -> bool:
    if tree.parse.lemmas[verb] == "put" and puts_it(tree, verb) is None:
        return False
    if tree.parse.lemmas[verb] in rules.words("attribution", "silent") or tree.parse.deps[verb] in ("amod", "compound"):
        return False
    return of_verb(tree, verb) is not None and not _told_to(tree, verb, quote)


def _touches(tree: Tree, verb: int, first: int, last: int) -> bool:
    """Whether the verb, or its subject and the verb, stand right before or right after a quotation: "“...”, beamed X"."""
    parse = tree.parse
    gap = range(last + 1, verb) if verb > last else range(verb + 1, first)
    subject = tree.kid(verb, "nsubj")
    phrase = set(tree.subtree(subject)) if subject is not None else set()
    idiom = puts_it(tree, verb)
    phrase |= {idiom, *tree.kids_by(verb, "mark")} if idiom is not None else set()
    words = [t for t in gap if parse.pos[t] not in ("PUNCT", "SPACE", "ADV", "AUX", "PART") and t not in phrase]
    marked = parse.words[first - 1] in (",", ":") if verb < first else parse.words[last - 1][-1] in ",.?!"
    said = parse.lemmas[verb] in rules.words("attribution", "say_verbs") or puts_it(tree, verb) is not None
    finite = parse.tags[verb] in ("VBD", "VBZ", "VBP") or said
    return not words and finite and (said or marked)


def puts_it(tree: Tree, verb: int) -> int | None:
    """The "it" of "as the mayor puts it"."""
    thing = tree.kid(verb, "dobj") if tree.parse.lemmas[verb] == "put" else None
    return thing if thing is not None and tree.parse.lemmas[thing] == "it" else None


def _told_to(tree: Tree, verb: int, quote: Extent) -> bool:
    """ "Police ordered 'not to shoot'": an order without a hearer before an infinitive is a passive; its subject did not speak."""
    if (
        tree.parse.lemmas[verb] not in rules.words("attribution", "directive")
        or tree.kid(verb, "dobj", "dative", "prep") is not None
    ):
        return False
    words = [t for t in tree.beginning(quote) if tree.parse.pos[t] != "PUNCT"][:2]
    return any(tree.parse.tags[t] == "TO" for t in words)


def _by_colon(tree: Tree, text: str, quote: Extent, outside: Sequence[bool]) -> Saying | None:
    """ "The mayor had this to say: “...”", "The report: “...”"."""
    first, _ = _tokens(tree, quote)
    colon = first - 1
    if colon < 1 or tree.parse.words[colon] != ":":
        return None
    return _introduced(tree, colon, (with_marks(text, quote, ()),), outside)


def _introduced(tree: Tree, colon: int, content: tuple[Extent, ...], outside: Sequence[bool]) -> Saying | None:
    """The saying whose words end with the colon (token): its clause's subject speaks, or the phrase that is all there is."""
    parse = tree.parse
    dashes = (t for t in range(colon - 1, -1, -1) if parse.words[t] in _DASHES and not tree.within_word(t))
    begin = next((t + 1 for t in dashes), 0)
    verb = next((i for i in range(colon - 1, begin - 1, -1) if outside[i] and _has_subject(tree, i)), None)
    if verb is None:
        return _named(tree, begin, colon, content)
    source = tree.subject(verb, "nsubj")
    if source is None or source > colon or parse.tags[source] in ("WP", "WDT", "EX"):
        return None
    if colon - verb > _LONGEST_LEAD:
        return None
    phrase = [t for t in tree.subtree(source) if t < verb]
    words = tree.trimmed(phrase) if source < verb else [source]
    extent = tree.extent(words[0], words[-1])
    cue = cue_extent(tree, verb, colon, (extent, *content))
    return Saying(verb, cue, source, extent, content, tuple(relay_heads(tree, verb)), "colon")


def _named(tree: Tree, begin: int, colon: int, content: tuple[Extent, ...]) -> Saying | None:
    """ "Lena Orlova, a teacher: “...”", "a quotation from Lena Orlova:", or a name with a verb of which the parser lost the subject."""
    parse = tree.parse
    says = rules.words("attribution", "say_verbs")
    verbs = (t for t in range(begin + 1, colon) if parse.tags[t] in ("VBD", "VBZ", "VBP", "VBN"))
    verb = next((t for t in verbs if parse.tags[t] != "VBN" or parse.words[t - 1] == ","), colon)
    if verb != colon and parse.lemmas[verb] not in says:
        return None
    last_from = next((t + 1 for t in range(verb - 1, begin - 1, -1) if parse.lemmas[t] == "from"), begin)
    if last_from == begin and parse.pos[begin] in ("ADP", "SCONJ") and parse.lemmas[begin] != "by":
        return None  # "On the harbour: “...”" tells what it is about
    words = tree.trimmed([t for t in range(last_from, verb) if parse.pos[t] not in ("ADP", "SPACE")])
    head = _head_of(tree, words)
    if head is None or len(words) > _LONGEST_NAME:
        return None
    return Saying(verb, tree.extent(verb, colon), head, tree.extent(words[0], words[-1]), content, (), "colon")


def _head_of(tree: Tree, words: Sequence[int]) -> int | None:
    """The noun that all of a phrase hangs on, else the last one."""
    nouns = [t for t in words if tree.parse.pos[t] in ("NOUN", "PROPN", "PRON")]
    first = next((t for t in nouns if tree.parse.heads[t] == t or tree.parse.heads[t] not in words), None)
    return first if first is not None or not nouns else nouns[-1]


def by_empty(tree: Tree, text: str, found: Sequence[Saying], quotes: Sequence[Extent]) -> list[Saying]:
    """``found``, with a saying that has no content yet: of "The mayor asked." after a quotation, and of "She went on:"."""
    after_quote = text[max(tree.at - 2, 0) : tree.at].rstrip(" ")[-1:] in _CLOSING
    told = [
        s for s in found if not any(q.holds(s.cue) for q in quotes) and not (after_quote and _says_nothing(tree, s))
    ]
    empty = None if told else _empty(tree, quotes)
    return list(found) if empty is None else [*(s for s in found if s.head != empty.head), empty]


def _says_nothing(tree: Tree, saying: Saying) -> bool:
    """ "..., the mayor asked reporters": what hangs on the verb is no content if a quotation stands right before."""
    clause = tree.kid(saying.head, "ccomp")
    bare = clause is not None and tree.kid(clause, "mark", *SUBJECTS) is None
    return saying.rule.startswith("stance:") or bare


def _empty(tree: Tree, quotes: Sequence[Extent]) -> Saying | None:
    if len(tree) > 2 and tree.parse.words[-1] == ":":
        return _introduced(tree, len(tree) - 1, (), [True] * len(tree))
    says = rules.words("attribution", "say_verbs")
    for verb, lemma in enumerate(tree.parse.lemmas):
        finite = tree.parse.tags[verb] in ("VBD", "VBZ", "VBP") and tree.parse.deps[verb] in ("ROOT", "ccomp", "conj")
        if lemma in says and finite and not any(q.touches(tree.extent(verb, verb)) for q in quotes):
            source = of_verb(tree, verb)
            if source is None or len(tree) > _LONGEST_EMPTY:
                return None
            extent = tree.phrase(source)
            cue = cue_extent(tree, verb, None, (extent,))
            return Saying(verb, cue, source, extent, (), tuple(relay_heads(tree, verb)), "verb:quote")
    return None


def _has_subject(tree: Tree, verb: int) -> bool:
    """Whether a verb is that of a clause of its own: not of "who said so" or of "to say"."""
    own = tree.kid(verb, *SUBJECTS)
    return tree.parse.pos[verb] in ("VERB", "AUX") and own is not None and tree.parse.tags[own] not in ("WP", "WDT")
