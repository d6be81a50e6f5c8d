"""One sentence says it, the next says that somebody else denies it: "..., the rebels said. The government denied that."

Always true here: the denying sentence is short, points back without saying anew what it denies, and follows its claim in one report;
who denies is not who claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ... import rules
from ...model.reading import Span
from ...model.record import Contradiction, Statement
from .finding import made
from .likeness import LONGEST

_SHORT = 140  # characters of a sentence that denies what stands before it
_OPENING = 8  # words up to the one that denies: more would tell something of their own
_APART = 3  # characters between two sentences that follow each other


def of_rebuttals(atoms: Iterable[Statement]) -> Iterator[Contradiction]:
    """Conflicts over whether what the sentence before tells is so; ``atoms`` are all statements of a report, or of several."""
    by_place: defaultdict[tuple[str, int], list[Statement]] = defaultdict(list)
    for atom in atoms:
        by_place[atom.sentence.report, atom.sentence.start].append(atom)
    last: list[Statement] = []
    for place in sorted(by_place):
        here = sorted(by_place[place], key=lambda s: (s.span.start, s.id))
        if last and _follows(last[0].sentence, here[0].sentence) and _points_back(here[0].sentence.exact):
            denies = _points_back(last[0].sentence.exact)  # two deny what stands before both
            claim = None if denies else next((s for s in last if _is_claim(s, here)), None)
            if claim:
                denial = next((s for s in here if s.attribution), here[0])
                yield made("conflict", "polarity", None, [(claim.id, "positive"), (denial.id, "negative")], "rebuttal")
        last = here


def _follows(first: Span, second: Span) -> bool:
    """Whether the second sentence stands right behind the first, in its paragraph or in the next."""
    return (
        first.report == second.report and 0 <= second.start - first.end <= _APART and first.end - first.start <= LONGEST
    )


def _points_back(sentence: str) -> bool:
    """Whether a short sentence denies what it does not say: "The army denied the claim", with nothing of its own before or behind."""
    if len(sentence) > _SHORT:
        return False
    words = [w.strip("“”‘’\"'():") for w in sentence.casefold().split()]
    if _objects().keys().isdisjoint(words[: _OPENING + 1]):
        return False
    for n, word in enumerate(words[: _OPENING + 1]):
        behind = words[n + 1 :]
        for what in _objects().get(word, ()):
            told = behind[: len(what)]
            closed = len(behind) == len(what) or (len(told) == len(what) and told[-1].endswith((".", ",", ";")))
            if closed and (*told[:-1], told[-1].rstrip(".,;")) == what:
                return not rules.words("comparing", "rebuttal.aside").intersection(words[:n])
    return False


@cache
def _objects() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """What stands behind each verb that denies."""
    pronouns = rules.words("comparing", "rebuttal.pronouns")
    named = rules.words("comparing", "rebuttal.objects")
    turned_down = dict.fromkeys(rules.words("comparing", "rebuttal.turned_down"), named)
    found = turned_down | dict.fromkeys(rules.words("comparing", "rebuttal.verbs"), named | pronouns)
    return {verb: tuple(tuple(what.split()) for what in sorted(objects)) for verb, objects in found.items()}


def _is_claim(claim: Statement, here: list[Statement]) -> bool:
    """Something asserted by somebody else than those who speak in the next sentence."""
    speakers = {s.attribution.source.exact.casefold() for s in here if s.attribution and s.attribution.source}
    said = claim.attribution
    own = said.source.exact.casefold() if said and said.source else ""
    if rules.words("comparing", "rebuttal.no_claim") & set(claim.sentence.exact.casefold().split()):
        return False
    told = claim.polarity == "positive" and claim.realis in ("actual", "possible") and claim.rule != "nominal"
    return told and said is not None and own not in speakers
