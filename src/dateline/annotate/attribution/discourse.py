"""What only the sentences around tell of a saying: whose statement it is, why there is no name, whom he told.

Always true here: nothing that its own sentence tells of a saying is changed; sayings keep their content; only what stands a few
sentences away is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from ... import rules
from ...model.notes import Attribution, Unnamed
from ...model.reading import Extent, Layout, Sentence
from .nesting import enclosing, place_of, with_outer
from .speakers import Roster

_NEAR = 2  # sentences to whoever goes on speaking, and to the terms of anonymity
_BACK_TO_PAPER = 4  # sentences from "the statement" to whoever issued it
_REASON = re.compile(
    r",?\s*(?:because|since|as|citing|for fear|fearing|out of|due to|owing to|to|given|in order|while|amid|lest|under|over)\b"
)
_STOP = re.compile(r"[,;”\"—–(]|\s--?\s|[.!?]+\s*$")


def in_context(text: str, layout: Layout, found: Sequence[Attribution], roster: Roster) -> list[Attribution]:
    """The attributions in order of the text, with speakers, chains and terms of anonymity that the text around them tells."""
    ordered = sorted(found, key=lambda a: (place_of(a), a.content[0], a.rule))
    around = enclosing(ordered)
    place = _Places(layout)
    ordered = _of_papers(text, ordered, place)
    ordered = _of_bodies(text, ordered, place, roster)
    ordered = _of_first_person(text, ordered, around)
    ordered = _of_pronouns(text, ordered, roster)
    ordered = with_outer(text, ordered, around)
    ordered = _going_on(text, ordered, place)
    return _with_terms(text, layout, ordered, place)


class _Places:
    """The number of the sentence that an attribution stands in."""

    def __init__(self, layout: Layout) -> None:
        self._starts = [s.start for s in layout.sentences]

    def of(self, a: Attribution) -> int:
        return self.at(place_of(a).start)

    def at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _words(text: str, extent: Extent | None) -> str:
    return text[extent.start : extent.end].casefold() if extent else ""


def _of_papers(text: str, ordered: Sequence[Attribution], place: _Places) -> list[Attribution]:
    """ "The statement said": whoever issued one a few sentences before, if that is one speaker."""
    papers = rules.words("speakers", "papers")
    issued: list[tuple[int, str, int]] = []
    found = []
    for a in ordered:
        here, words = place.of(a), _words(text, a.source).split()
        if a.speaker is None and len(words) == 2 and words[0] in ("the", "this") and words[1] in papers:
            recent = {who for at, noun, who in issued if here - at <= _BACK_TO_PAPER and noun == words[1]}
            if len(recent) == 1:
                a = replace(a, speaker=min(recent))
        if a.speaker is not None:
            nouns = {w for r in a.chain if r.how == "document" for w in _words(text, r.extent).split()[-1:]}
            issued += [(here, noun, a.speaker) for noun in nouns | (set(words[-1:]) & papers)]
            issued = issued[-8:]
        found.append(a)
    return found


def _of_bodies(text: str, ordered: Sequence[Attribution], place: _Places, roster: Roster) -> list[Attribution]:
    """ "The rights group said": the only body of the kind that has spoken by name in the sentences before."""
    kinds = {noun: kind for kind, nouns in rules.table("speakers")["bodies"].items() for noun in nouns}
    spoke: list[tuple[int, int]] = []
    found = []
    for a in ordered:
        here, words = place.of(a), _words(text, a.source).split()
        kind = kinds.get(words[-1]) if len(words) > 1 and words[0] == "the" else None
        if kind is not None and a.speaker not in roster.named:
            lately = {who for at, who in spoke if here - at <= _BACK_TO_PAPER and roster.names.actors[who].type == kind}
            if len(lately) == 1:
                a = replace(a, speaker=min(lately))
        if a.speaker is not None and a.speaker in roster.named:
            spoke = [*spoke[-8:], (here, a.speaker)]
        found.append(a)
    return found


def _of_first_person(text: str, ordered: Sequence[Attribution], around: Sequence[Sequence[int]]) -> list[Attribution]:
    """ "I think" in somebody's line of a transcript is said by him or her."""
    found = list(ordered)
    for n, a in enumerate(ordered):
        if a.speaker is None and _words(text, a.source) in ("i", "my", "me"):
            turn = next((ordered[m] for m in around[n] if ordered[m].rule == "colon-transcript"), None)
            quoted = any(ordered[m].rule != "colon-transcript" and ordered[m].kind == "direct" for m in around[n])
            if turn is not None and turn.speaker is not None and not quoted:
                found[n] = replace(a, speaker=turn.speaker)
    return found


def _of_pronouns(text: str, ordered: Sequence[Attribution], roster: Roster) -> list[Attribution]:
    """ "He said" of somebody without a name is of the same class as he was before."""
    known: dict[int, Unnamed] = {}
    found = []
    for a in ordered:
        if a.unnamed is not None and a.speaker is not None:
            known.setdefault(a.speaker, a.unnamed)
        pronoun = _words(text, a.source) in ("he", "she", "they", "i")
        if pronoun and a.unnamed is None and a.speaker in known and a.speaker not in roster.named:
            a = replace(a, unnamed=known[a.speaker])
        found.append(a)
    return found


def _going_on(text: str, ordered: Sequence[Attribution], place: _Places) -> list[Attribution]:
    """Who told an outlet something and goes on ("..., he added") still speaks to it."""
    found: list[Attribution] = []
    for a in ordered:
        before = next((b for b in reversed(found[-4:]) if b.speaker is not None and b.rule != "post"), None)
        if before is not None and not a.chain and a.speaker == before.speaker and a.cue is not None and before.chain:
            far = place.of(a) - place.of(before)
            more = _words(text, a.cue) in rules.words("speakers", "going_on")
            quoted = a.kind == before.kind == "direct" and _words(text, a.source) in ("he", "she", "they", "it")
            if (more and far <= _NEAR) or (quoted and far <= 1):
                a = replace(a, chain=tuple(r for r in before.chain if r.how in ("told", "named")))
        found.append(a)
    return found


# --- why there is no name --------------------------------------------------------------------------------------------


@cache
def _terms() -> rules.Sought:
    table = rules.table("speakers")["anonymity"]
    pattern = re.compile("|".join(f"(?:{rule['pattern']})" for rule in table))
    return rules.Sought(pattern, tuple(piece for rule in table for piece in rule["holds"]))


def _with_terms(text: str, layout: Layout, ordered: Sequence[Attribution], place: _Places) -> list[Attribution]:
    """The unnamed sources with the terms and the reason that the report prints for them; a wish for no name is no saying."""
    if not any(_terms().search(text, sentence.start, sentence.end) for sentence in layout.sentences):
        return list(ordered)
    found: dict[int, Attribution] = dict(enumerate(ordered))
    at: dict[int, list[int]] = {}
    for n, a in found.items():
        at.setdefault(place.of(a), []).append(n)
    for here, sentence in enumerate(layout.sentences):
        printed = _printed_terms(text, sentence, [ordered[n] for n in at.get(here, ())])
        if printed is None:
            continue
        terms, reason = printed
        for n in [n for n in at.get(here, ()) if _is_wish(found[n], terms)]:
            del found[n]
            at[here].remove(n)
        near = {
            k: [n for n in at.get(k, ()) if found[n].unnamed is not None] for k in range(here - _NEAR, here + _NEAR + 1)
        }
        mine = _whose({n: found[n] for n in near[here]}, terms) if near[here] else next(iter(near[here - 1][-1:]), None)
        speaker = found[mine].speaker if mine is not None else None
        for n in (
            n for ns in near.values() for n in ns if n == mine or (speaker is not None and found[n].speaker == speaker)
        ):
            found[n] = _on_terms(found[n], terms, reason)
    return list(found.values())


def _on_terms(a: Attribution, terms: Extent, reason: Extent | None) -> Attribution:
    return replace(a, unnamed=replace(a.unnamed, terms=terms, reason=reason)) if a.unnamed is not None else a


def _is_wish(a: Attribution, terms: Extent) -> bool:
    """ "Asked not to be named": what was asked is not news."""
    return (
        a.cue is not None
        and terms.holds(a.cue)
        and all(c.start < terms.end and c.start >= terms.start for c in a.content)
    )


def _printed_terms(text: str, sentence: Sentence, here: Sequence[Attribution]) -> tuple[Extent, Extent | None] | None:
    """The terms of anonymity in a sentence with the attributions ``here``, up to the end of their reason, and the reason."""
    match = _terms().search(text, sentence.start, sentence.end)
    if match is None:
        return None
    why = _REASON.match(text, match.end(), sentence.end)
    if why is None:
        return Extent(*match.span()), None
    spoken = [c.start for a in here if a.cue and a.cue.start < match.start() for c in a.content]
    end = min([sentence.end, *(start for start in spoken if start > match.end())])
    stop = _STOP.search(text, why.end(), end)
    begin = why.start() + len(why[0]) - len(why[0].lstrip(", \n\t"))
    last = begin + len(text[begin : stop.start() if stop else end].rstrip())
    return Extent(match.start(), last), Extent(begin, last)


def _whose(unnamed: Mapping[int, Attribution], terms: Extent) -> int:
    """The unnamed source of a sentence whose own words hold the terms, else the nearest one."""
    holding = [n for n, a in unnamed.items() if a.source is not None and a.source.holds(terms)]
    return holding[0] if holding else min(unnamed, key=lambda n: (abs(place_of(unnamed[n]).start - terms.start), n))
