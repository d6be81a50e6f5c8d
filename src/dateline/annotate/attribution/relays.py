"""Who stands between the speaker and the report: outlets that were told, quote, carry or report what somebody said.

Always true here: a chain names relays nearest to the speaker first; each relay is printed in the report; whom an outlet quotes
or cites speaks, and the outlet relays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush

from ... import rules
from ...model.named import Named
from ...model.notes import Attribution, Relay, RelayHow
from ...model.reading import Extent
from ...model.syntax import Tree
from .saying import Saying

_UNTELLING = frozenset({"i", "we", "you", "who", "that", "this", "some", "many", "others", "it"})
_UNKNOWN_PRONOUNS = frozenset({"he", "she", "they"})
_DEEPEST = 4  # phrases below a verb: "in remarks | at a meeting | broadcast on | the evening news of | W"
_CUTS_PHRASE = ("relcl", "acl", "appos", "punct")


# --- relays of one saying --------------------------------------------------------------------------------------------


def relay_heads(tree: Tree, verb: int) -> Iterator[int]:
    """Tokens that head possible relays below a saying verb, nearest to the speaker first.

    "told X", "quoted by X", "in an interview with X", "a statement carried by X", "speaking to X", "as reported by X"; of a
    verb that only goes on ("..., adding that", "issued a statement, saying that"), those of the verb that it goes on from.
    """
    found = list(dict.fromkeys(_below_verb(tree, verb)))
    above = tree.parse.heads[verb]
    goes_on = tree.parse.deps[verb] in ("advcl", "conj") and above != verb and tree.parse.pos[above] == "VERB"
    if not found and goes_on and tree.kid(verb, "nsubj", "nsubjpass") is None:
        papers = [k for k in tree.kids_by(above, "dobj") if _is_speech(tree, k)]
        found = list(dict.fromkeys((*(t for k in papers for t in _thing(tree, k, 0)), *_below_verb(tree, above))))
    yield from found


def _below_verb(tree: Tree, verb: int) -> Iterator[int]:
    parse = tree.parse
    if parse.lemmas[verb] in ("tell", "inform"):
        for hearer in tree.kids_by(verb, "dobj", "dative"):
            yield from _thing(tree, hearer, 0)
    for part in (verb, *_quoting_above(tree, verb)):
        if tree.kid(part, "nsubjpass") is not None or part != verb:
            yield from _by_whom(tree, part)
        for below in tree.kids_by(part, "prep", "dative", "advcl"):
            yield from _in_phrase(tree, below, 0) if parse.pos[below] == "ADP" else _aside(tree, below)
    subject = tree.kid(verb, "nsubj", "nsubjpass")
    if subject is not None:
        yield from _carried(tree, subject, 0)
    yield from _parenthesis(tree, verb)


def _by_whom(tree: Tree, verb: int) -> Iterator[int]:
    """X of "was quoted by X" and of "was quoted as saying by X"."""
    yield from _agents(tree, verb)
    for inner in tree.kids_by(verb, "prep"):
        for saying in tree.kids_by(inner, "pcomp"):
            yield from _agents(tree, saying)


def _parenthesis(tree: Tree, verb: int) -> Iterator[int]:
    """ "X said, as reported by W, that": the parser hangs it below what is said."""
    clause = tree.kid(verb, "ccomp")
    if clause is None:
        return
    for aside in tree.kids_by(clause, "advcl"):
        if aside < clause and tree.parse.lemmas[min(tree.subtree(aside))] == "as":
            yield from _aside(tree, aside)


def _quoting_above(tree: Tree, verb: int) -> Iterator[int]:
    """The "was quoted" of "was quoted by X as saying"."""
    above = tree.parse.heads[verb]
    if tree.parse.deps[verb] == "pcomp" and tree.parse.lemmas[tree.parse.heads[above]] in _words("citing"):
        yield tree.parse.heads[above]


def _aside(tree: Tree, verb: int) -> Iterator[int]:
    """Relays of a clause beside the saying: "speaking to X", "as reported by X", "quoted by X"."""
    parse = tree.parse
    if parse.lemmas[verb] in _words("talking"):
        for below in tree.kids_by(verb, "prep"):
            yield from _in_phrase(tree, below, 0)
    elif parse.tags[verb] == "VBN" and parse.lemmas[verb] in _words("carriers"):
        yield from _agents(tree, verb)


def _agents(tree: Tree, verb: int) -> Iterator[int]:
    """X of "by X"; the parser calls it an agent or a plain phrase."""
    for by in tree.kids_by(verb, "agent", "prep"):
        if tree.parse.lemmas[by] == "by":
            yield from tree.kids_by(by, "pobj")


def _in_phrase(tree: Tree, preposition: int, depth: int) -> Iterator[int]:
    """The nouns below a preposition that may be a relay: of "in an interview with X" the interview and X."""
    at = tree.parse.lemmas[preposition] in ("to", "on", "via", "by", "with", "through", "in")
    for thing in tree.kids_by(preposition, "pobj"):
        if depth or at or _is_speech(tree, thing):
            yield from _thing(tree, thing, depth)


def _is_speech(tree: Tree, thing: int) -> bool:
    return tree.parse.lemmas[thing] in _words("papers") or tree.parse.lemmas[thing] in _words("occasions")


def _thing(tree: Tree, thing: int, depth: int) -> Iterator[int]:
    """A noun and what it is said to be of, in or on: "X's evening programme", "a statement to X", "remarks carried by X"."""
    yield thing
    yield from (k for k in tree.kids_by(thing, "compound", "poss", "nmod", "amod") if tree.parse.pos[k] == "PROPN")
    if depth < _DEEPEST and (_is_speech(tree, thing) or _is_media(tree, thing)):
        yield from _carried(tree, thing, depth)
        for below in tree.kids_by(thing, "prep"):
            yield from _in_phrase(tree, below, depth + 1)


def _carried(tree: Tree, thing: int, depth: int) -> Iterator[int]:
    """Whoever carries or quotes a noun: "remarks carried by X", "officials quoted by X", "a post on X"."""
    for verb in tree.kids_by(thing, "acl", "relcl"):
        if tree.parse.lemmas[verb] in _words("carriers") and depth < _DEEPEST:
            yield from _agents(tree, verb)
            for below in tree.kids_by(verb, "prep", "dative"):
                if tree.parse.lemmas[below] != "by":
                    yield from _in_phrase(tree, below, depth + 1)


def relays_of(tree: Tree, saying: Saying, names: Named) -> tuple[Relay, ...]:
    """The chain of one saying: what is printed with its verb and with its source."""
    below_source = list(_carried(tree, saying.source, 0)) if saying.source is not None else []
    paper = saying.source is not None and is_paper(tree, saying.source)
    if paper and saying.source is not None:
        below_source = [saying.source, *below_source]
    found: list[Relay] = []
    for head in dict.fromkeys((*below_source, *saying.via)):
        link = _relay(tree, head, names, saying.rule) if head != saying.source or paper else None
        if link is not None and not any(o.extent.holds(link.extent) and _stands_for(o, link) for o in found):
            found.append(link)
    return tuple(found)


def _stands_for(whole: Relay, part: Relay) -> bool:
    """Of "the Demo Wire news agency" the name is no relay of its own; of "a Facebook post" it is."""
    return whole.how != "document" or part.how == "document"


def _relay(tree: Tree, head: int, names: Named, rule: str) -> Relay | None:
    parse = tree.parse
    actor = _outlet(tree, head, names)
    kind = names.actors[actor].type if actor is not None else None
    how: RelayHow | None = None
    if _is_platform(tree, head):
        how = "platform"
    elif kind == "outlet" or (_is_media(tree, head) and not _is_own(tree, head)):
        how = "named"
    elif is_paper(tree, head):
        how = "document"
    elif (
        parse.lemmas[parse.heads[head]] in ("tell", "inform")
        and rule != "verb:infinitive"
        and parse.pos[head] == "PROPN"
    ):
        how = "told"  # whether it is an outlet, other reports may know
    elif (kind == "organization" and parse.lemmas[parse.heads[head]] == "by") or parse.deps[head] == "nsubj":
        how = "named"  # a body that quotes; whoever cites another is the subject of it
    return Relay(_words_of(tree, head), actor if how != "document" else None, how) if how else None


def _outlet(tree: Tree, head: int, names: Named) -> int | None:
    """The actor at a noun; of "the Torvian service of Radio Model" and "the BBC website" the outlet."""
    near = list(tree.kids_by(head, "compound", "poss"))
    near += [k for of in tree.kids_by(head, "prep") if tree.parse.lemmas[of] == "of" for k in tree.kids_by(of, "pobj")]
    own = names.actor_at(tree.extent(head, head))
    if not _is_media(tree, head) or (own is not None and names.actors[own].type == "outlet"):
        return own
    actors = [names.actor_at(tree.extent(k, k)) for k in near]
    return next((a for a in actors if a is not None and names.actors[a].type == "outlet"), own)


def _words_of(tree: Tree, head: int) -> Extent:
    """The phrase of a relay without the clauses and phrases that hang on it, but with "of": "the Torvian service of Radio Model"."""
    parse = tree.parse
    cut = {
        k
        for k in tree.kids[head]
        if parse.deps[k] in _CUTS_PHRASE or (parse.deps[k] == "prep" and parse.lemmas[k] != "of")
    }
    cut |= {k for k in tree.kids[head] if parse.deps[k] in ("cc", "conj", "case")}
    below = {t for k in cut for t in tree.subtree(k)}
    tokens = [t for t in tree.subtree(head) if t not in below]
    begin = next(t for t in tokens if all(n in tokens for n in range(t, head)))
    tokens = tree.trimmed([t for t in range(begin, max(tokens) + 1) if t in set(tokens)])
    return tree.extent(tokens[0], tokens[-1])


def _is_media(tree: Tree, i: int) -> bool:
    return tree.parse.lemmas[i] in rules.words("attribution", "media_nouns") or tree.parse.words[i].lower() in (
        "tv",
        "media",
    )


def is_paper(tree: Tree, i: int) -> bool:
    """A statement, a letter, or a page of one's own; "a news website" is none."""
    return tree.parse.lemmas[i] in _words("papers") and (not _is_media(tree, i) or _is_own(tree, i))


def _is_own(tree: Tree, i: int) -> bool:
    """ "its website", "the ministry's site": the speaker's own page, and nobody else's."""
    web = tree.parse.lemmas[i] in _words("papers")
    return web and any(tree.parse.deps[k] == "poss" for k in tree.kids[i])


def _is_platform(tree: Tree, i: int) -> bool:
    return tree.parse.words[i] in rules.words("outlets", "platforms")


def _words(key: str) -> frozenset[str]:
    return rules.words("speakers", key)


# --- whom an outlet quotes -------------------------------------------------------------------------------------------


def passed_on(tree: Tree, sayings: Sequence[Saying], names: Named) -> list[Saying]:
    """The sayings with the one as source whom an outlet quotes or cites, and the outlet among the relays.

    "W quoted X as saying", "W reported, citing X". That W cites X is then no saying of its own.
    """
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
    quoted = tree.kid(verb, "nsubjpass") if tree.parse.lemmas[verb] in _words("citing") else None
    by = tuple(_agents(tree, verb))
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
        for verb in (saying.head, *_quoting_above(tree, saying.head), *_citing(tree, saying)):
            active = tree.parse.lemmas[verb] in _words("citing") and tree.kid(verb, "nsubjpass", "auxpass") is None
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
    citing = _words("citing")
    if citing.isdisjoint(parse.lemmas):
        return
    for i, lemma in enumerate(parse.lemmas):
        if lemma in citing and parse.tags[i] == "VBG" and i != saying.head:
            near = parse.heads[i] in (saying.head, saying.source)
            before = [t for t in range(max(i - 6, 0), i) if parse.pos[t] not in ("PUNCT", "DET", "ADP", "ADV")]
            if near or saying.head in before or saying.source == max(before, default=None):
                yield i


def _relays(tree: Tree, saying: Saying, names: Named) -> bool:
    """Whether the source of a saying is an outlet, or reports as outlets do."""
    if saying.source is None:
        return False
    actor = names.actor_at(tree.extent(saying.source, saying.source))
    outlet = actor is not None and names.actors[actor].type == "outlet"
    return outlet or _is_media(tree, saying.source) or tree.parse.lemmas[saying.head] == "report"


def _can_speak(tree: Tree, i: int, names: Named) -> bool:
    """Somebody, a body, or a paper that speaks for one: not the "heavy snow" that a ministry cites."""
    actor = names.actor_at(tree.extent(i, i))
    if actor is not None and names.actors[actor].type in ("person", "organization", "group", "outlet"):
        return True
    lemma = tree.parse.lemmas[i]
    return lemma in ("he", "she", "they") or lemma in _words("papers") or lemma in unnamed_heads()


def unnamed_heads() -> frozenset[str]:
    """The nouns of all classes of unnamed sources."""
    return frozenset(head for rule in rules.table("speakers")["unnamed"] for head in rule["heads"])


# --- sayings inside sayings ------------------------------------------------------------------------------------------


def with_outer(text: str, found: Sequence[Attribution], around: Sequence[Sequence[int]]) -> list[Attribution]:
    """An attribution inside the content of another is relayed by that other's source; a post by the platform that it links.

    ``around`` is what ``enclosing`` gives of ``found``.
    """
    return [
        replace(a, chain=(*a.chain, *_platform(text, a), *_outer_relays(text, a, [found[n] for n in around[number]])))
        for number, a in enumerate(found)
    ]


def place_of(a: Attribution) -> Extent:
    """Where an attribution stands: its cue, else its source, else its content."""
    return a.cue or a.source or a.content[0]


def enclosing(found: Sequence[Attribution]) -> list[list[int]]:
    """For each attribution those whose content holds its cue, the innermost first: one sweep over the text.

    Who wants, supports or refuses a thing passes nothing on; who says or thinks that it is so does.
    """
    tells = [a.source is not None and (not a.rule.startswith("stance") or a.rule.endswith(":clause")) for a in found]
    pieces = sorted((piece.start, -piece.end, n) for n, a in enumerate(found) if tells[n] for piece in a.content)
    places = sorted((place_of(a), n) for n, a in enumerate(found))
    holding: list[list[int]] = [[] for _ in found]
    open_now: list[tuple[int, int]] = []
    at = 0
    for place, n in places:
        while at < len(pieces) and pieces[at][0] <= place.start:
            heappush(open_now, (-pieces[at][1], pieces[at][2]))
            at += 1
        while open_now and open_now[0][0] <= place.start:
            heappop(open_now)
        holding[n] = sorted(
            {m for end, m in open_now if end >= place.end and m != n}, key=lambda m: (_length(found[m]), m)
        )
    return holding


def _length(a: Attribution) -> int:
    return sum(c.end - c.start for c in a.content)


def _outer_relays(text: str, inner: Attribution, around: Iterable[Attribution]) -> Iterator[Relay]:
    given = {relay.extent for relay in inner.chain}
    for outer in around:
        if outer.source is None or any(c.holds(place_of(outer)) for c in inner.content) or outer.source == inner.source:
            continue
        words = text[outer.source.start : outer.source.end].casefold()
        telling = words not in _UNTELLING and (words not in _UNKNOWN_PRONOUNS or outer.speaker is not None)
        same = outer.speaker is not None and outer.speaker == inner.speaker
        if telling and not same and outer.source not in given:
            yield Relay(outer.source, outer.speaker, "outer")
        yield from (relay for relay in outer.chain if relay.extent not in given and relay.how in ("told", "named"))


def _platform(text: str, a: Attribution) -> Iterator[Relay]:
    """The link that a post is printed with, before its signature or right after the words."""
    if a.rule != "post" or a.source is None:
        return
    link = _platform_link().search(text, a.content[0].start, a.source.end)
    if link:
        yield Relay(Extent(*link.span()), None, "platform")


def _platform_link() -> re.Pattern[str]:
    links = sorted(rules.table("speakers")["platform_links"], key=len, reverse=True)
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, links)) + r")(?![\w.-])")
