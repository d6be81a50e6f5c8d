"""Who stands between the speaker and the report: outlets that were told, quote, carry or report what somebody said.

Always true here: a chain names relays nearest to the speaker first; each relay is printed in the report; whom an outlet quotes
or cites speaks, and the outlet relays.
"""

from __future__ import annotations

from collections.abc import Iterator

from ... import rules
from ...model.named import Named
from ...model.notes import Relay, RelayHow
from ...model.reading import Extent
from ...model.syntax import Tree
from .saying import Saying

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
    if tree.parse.deps[verb] == "acl" and tree.parse.deps[above] == "dobj" and _is_speech(tree, above):
        found = list(dict.fromkeys((*_thing(tree, above, 0), *found, *_below_verb(tree, tree.parse.heads[above]))))
    if not found and goes_on and tree.kid(verb, "nsubj", "nsubjpass") is None:
        papers = [k for k in tree.kids_by(above, "dobj") if _is_speech(tree, k)]
        found = list(dict.fromkeys((*(t for k in papers for t in _thing(tree, k, 0)), *_below_verb(tree, above))))
    yield from found


def _below_verb(tree: Tree, verb: int) -> Iterator[int]:
    parse = tree.parse
    if parse.lemmas[verb] in ("tell", "inform"):
        for hearer in tree.kids_by(verb, "dobj", "dative"):
            yield from _thing(tree, hearer, 0)
    for part in (verb, *quoting_above(tree, verb)):
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
    yield from agents_of(tree, verb)
    for inner in tree.kids_by(verb, "prep"):
        for saying in tree.kids_by(inner, "pcomp"):
            yield from agents_of(tree, saying)


def _parenthesis(tree: Tree, verb: int) -> Iterator[int]:
    """ "X said, as reported by W, that": the parser hangs it below what is said."""
    clause = tree.kid(verb, "ccomp")
    if clause is None:
        return
    for aside in tree.kids_by(clause, "advcl"):
        if aside < clause and tree.parse.lemmas[min(tree.subtree(aside))] == "as":
            yield from _aside(tree, aside)


def quoting_above(tree: Tree, verb: int) -> Iterator[int]:
    """The "was quoted" of "was quoted by X as saying"."""
    above = tree.parse.heads[verb]
    if tree.parse.deps[verb] == "pcomp" and tree.parse.lemmas[tree.parse.heads[above]] in speech_words("citing"):
        yield tree.parse.heads[above]


def _aside(tree: Tree, verb: int) -> Iterator[int]:
    """Relays of a clause beside the saying: "speaking to X", "as reported by X", "quoted by X"."""
    parse = tree.parse
    if parse.lemmas[verb] in speech_words("talking"):
        for below in tree.kids_by(verb, "prep"):
            yield from _in_phrase(tree, below, 0)
    elif parse.tags[verb] == "VBN" and parse.lemmas[verb] in speech_words("carriers"):
        yield from agents_of(tree, verb)


def agents_of(tree: Tree, verb: int) -> Iterator[int]:
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
    return tree.parse.lemmas[thing] in speech_words("papers") or tree.parse.lemmas[thing] in speech_words("occasions")


def _thing(tree: Tree, thing: int, depth: int) -> Iterator[int]:
    """A noun and what it is said to be of, in or on: "X's evening programme", "a statement to X", "remarks carried by X"."""
    yield thing
    yield from (k for k in tree.kids_by(thing, "compound", "poss", "nmod", "amod") if tree.parse.pos[k] == "PROPN")
    if depth < _DEEPEST and (_is_speech(tree, thing) or is_media(tree, thing)):
        yield from _carried(tree, thing, depth)
        for below in tree.kids_by(thing, "prep"):
            yield from _in_phrase(tree, below, depth + 1)


def _carried(tree: Tree, thing: int, depth: int) -> Iterator[int]:
    """Whoever carries or quotes a noun: "remarks carried by X", "officials quoted by X", "a post on X"."""
    for verb in tree.kids_by(thing, "acl", "relcl"):
        if tree.parse.lemmas[verb] in speech_words("carriers") and depth < _DEEPEST:
            yield from agents_of(tree, verb)
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
    elif kind == "outlet" or (is_media(tree, head) and not _is_own(tree, head)):
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
    if not is_media(tree, head) or (own is not None and names.actors[own].type == "outlet"):
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


def is_media(tree: Tree, i: int) -> bool:
    """Whether a noun stands for an outlet: "newspaper", "TV"."""
    return tree.parse.lemmas[i] in rules.words("attribution", "media_nouns") or tree.parse.words[i].lower() in (
        "tv",
        "media",
    )


def is_paper(tree: Tree, i: int) -> bool:
    """A statement, a letter, or a page of one's own; "a news website" is none."""
    return tree.parse.lemmas[i] in speech_words("papers") and (not is_media(tree, i) or _is_own(tree, i))


def _is_own(tree: Tree, i: int) -> bool:
    """ "its website", "the ministry's site": the speaker's own page, and nobody else's."""
    web = tree.parse.lemmas[i] in speech_words("papers")
    return web and any(tree.parse.deps[k] == "poss" for k in tree.kids[i])


def _is_platform(tree: Tree, i: int) -> bool:
    return tree.parse.words[i] in rules.words("outlets", "platforms")


def speech_words(key: str) -> frozenset[str]:
    """A word list of ``resources/speakers.toml``."""
    return rules.words("speakers", key)
