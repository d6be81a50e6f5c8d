"""Whom an outlet quotes or cites: he or she speaks, and the outlet relays.

Always true here: whoever is cited is somebody, a body or a paper, never a thing; no saying is lost but the citing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from ... import rules
from ...model.named import Named
from ...model.reading import Extent
from ...model.syntax import Tree
from .relays import agents_of, is_media, quoting_above, speech_words
from .saying import Saying


def passed_on(tree: Tree, sayings: Sequence[Saying], names: Named) -> list[Saying]:
    """The sayings with the one as source whom an outlet quotes or cites, and the outlet among the relays.

    "W quoted X as saying", "W reported, citing X". That W cites X is then no saying of its own.
    """
    if not sayings:
        return []
    sayings = [_was_quoted(tree, saying) for saying in _lifted(tree, sayings, names)]
    cited = dict(_citations(tree, sayings, names))
    elsewhere = {verb for number, (verb, _) in cited.items() if verb != sayings[number].head}
    found = []
    for number, saying in enumerate(sayings):
        if saying.head in elsewhere:
            continue
        if number in cited and saying.source is not None:
            saying = _cited(tree, saying, saying.source, *cited[number])
        found.append(saying)
    return found


def _was_quoted(tree: Tree, saying: Saying) -> Saying:
    """ "A, X was quoted by W as saying": X says it, and W relays."""
    verb = saying.head
    quoted = tree.kid(verb, "nsubjpass") if tree.parse.lemmas[verb] in speech_words("citing") else None
    by = tuple(agents_of(tree, verb))
    if quoted is None or saying.source not in by or not _as_saying(tree, verb):
        return saying
    via = tuple(dict.fromkeys((*saying.via, *by)))
    return replace(saying, source=quoted, source_extent=tree.phrase(quoted), via=via)


def _lifted(tree: Tree, sayings: Sequence[Saying], names: Named) -> list[Saying]:
    """ "X said A, according to W": the outlet has all of it, wherever the parser hangs the phrase."""
    found = list(sayings)
    for number, last in enumerate(sayings):
        if last.rule != "according-to" or last.head == 0 or not _relays(tree, last, names):
            continue
        comma = tree.extent(last.head - 1, last.head - 1)
        for n, saying in enumerate(sayings):
            whole = [c for c in saying.content if c.start < comma.start < c.end]
            if whole and saying.source_extent is not None and tree.parse.words[last.head - 1] == ",":
                begin = min(saying.source_extent.start, saying.cue.start, *(c.start for c in saying.content))
                kept = tuple(c for c in saying.content if c.end <= comma.start)
                found[n] = replace(saying, content=(*kept, Extent(whole[0].start, comma.start)))
                found[number] = replace(last, content=(Extent(begin, comma.start),))
    return found


def _cited(tree: Tree, saying: Saying, outlet: int, verb: int, speaker: int) -> Saying:
    """The saying as that of ``speaker``, relayed by ``outlet``; the words that cite are no part of what is said."""
    begin = tree.extent(verb, verb).start
    content = tuple(c for c in saying.content if verb == saying.head or c.start != begin) or saying.content
    return replace(
        saying, source=speaker, source_extent=tree.phrase(speaker), content=content, via=(*saying.via, outlet)
    )


def _citations(tree: Tree, sayings: Sequence[Saying], names: Named) -> Iterator[tuple[int, tuple[int, int]]]:
    """Number of a saying by an outlet, with the verb by which the outlet cites somebody and whom it cites."""
    for number, saying in enumerate(sayings):
        relays = _relays(tree, saying, names)
        for verb in (saying.head, *quoting_above(tree, saying.head), *_citing(tree, saying)):
            active = (
                tree.parse.lemmas[verb] in speech_words("citing") and tree.kid(verb, "nsubjpass", "auxpass") is None
            )
            whom = tree.kid(verb, "dobj") if active and saying.source is not None else None
            says_so = _as_saying(tree, verb) or (relays and (verb != saying.head or _says_beside(tree, verb)))
            if whom is not None and whom != saying.source and says_so and _can_speak(tree, whom, names):
                yield number, (verb, whom)
                break


def _as_saying(tree: Tree, verb: int) -> bool:
    """ "W quoted X as saying": and not "W cited X", who may be cited for anything."""
    return any(tree.parse.lemmas[k] == "as" for k in tree.kids[verb])


def _says_beside(tree: Tree, verb: int) -> bool:
    """ "W said, citing X, that": the parser hangs what W said on the citing."""
    return tree.parse.tags[verb] == "VBG" and tree.kid(verb, "ccomp") is not None


def _citing(tree: Tree, saying: Saying) -> Iterator[int]:
    """The "citing" beside a saying: hanging on its verb or its source, or the first one right after either."""
    parse = tree.parse
    citing = speech_words("citing")
    if citing.isdisjoint(parse.lemmas):
        return
    for i, lemma in enumerate(parse.lemmas):
        if lemma in citing and parse.tags[i] == "VBG" and i != saying.head:
            if parse.heads[i] in (saying.head, saying.source):
                yield i
                continue
            if saying.source is not None and not (i - 6 <= saying.head < i or i - 6 <= saying.source < i):
                continue
            before = [t for t in range(max(i - 6, 0), i) if parse.pos[t] not in ("PUNCT", "DET", "ADP", "ADV")]
            if saying.head in before or saying.source == max(before, default=None):
                yield i


def _relays(tree: Tree, saying: Saying, names: Named) -> bool:
    """Whether the source of a saying is an outlet, or reports as outlets do."""
    if saying.source is None:
        return False
    actor = names.actor_at(tree.extent(saying.source, saying.source))
    outlet = actor is not None and names.actors[actor].type == "outlet"
    return outlet or is_media(tree, saying.source) or tree.parse.lemmas[saying.head] == "report"


def _can_speak(tree: Tree, i: int, names: Named) -> bool:
    """Somebody, a body, or a paper that speaks for one: not the "heavy snow" that a ministry cites."""
    actor = names.actor_at(tree.extent(i, i))
    if actor is not None and names.actors[actor].type in ("person", "organization", "group", "outlet"):
        return True
    lemma = tree.parse.lemmas[i]
    return lemma in ("he", "she", "they") or lemma in speech_words("papers") or lemma in unnamed_heads()


@cache
def unnamed_heads() -> frozenset[str]:
    """The nouns of all classes of unnamed sources."""
    return frozenset(head for rule in rules.table("speakers")["unnamed"] for head in rule["heads"])
