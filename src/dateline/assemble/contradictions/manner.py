"""How it was done: by force or without, shot or beaten, on purpose or by accident.

Always true here: the passages tell one deed done to one person, on days that meet, and print words of two manners that exclude each
other; a passage that prints words of two, or takes one back, is of neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ... import rules
from ...model.record import Contradiction
from .finding import made
from .likeness import days_meet
from .occasions import Deed, Occasions, at_odds

_TAKEN_BACK = 3  # words before a manner in which "not" or "denied" takes it back


def of_manner(occasions: Occasions) -> Iterator[Contradiction]:
    """Conflicts over how it was done: one for each deed, person and kind of manner."""
    for group in occasions.groups():
        for manner in _manners(group[0].name):
            told = {id(d): found for d in group if (found := manner_of(manner, d.statement.sentence.exact))}
            said = [d for d in group if id(d) in told]
            odd = at_odds(said, lambda a, b: told[id(a)][0] != told[id(b)][0] and days_meet(a.dating, b.dating))  # noqa: B023 - used at once
            if odd:
                ordered = sorted(odd, key=lambda d: (told[id(d)][0], d.telling.ref))
                yield _conflict(ordered, [told[id(d)] for d in ordered], manner)


def _conflict(odd: Sequence[Deed], told: Sequence[tuple[str, str]], manner: Mapping[str, Any]) -> Contradiction:
    pairs = [(d.statement.id, words) for d, (_, words) in zip(odd, told, strict=True)]
    note = " / ".join(dict.fromkeys(side for side, _ in told))
    return made("conflict", "manner", odd[0].event, pairs, f"manner:{manner['name']}", note)


def manner_of(manner: Mapping[str, Any], sentence: str) -> tuple[str, str] | None:
    """The side of ``manner`` that ``sentence`` takes and its words for it; None where it takes none, two, or takes one back."""
    raw = sentence.split()
    words = [w.strip("“”‘’\"'.,;:!?()").casefold() for w in raw]
    found: dict[str, str] = {}
    for place in range(len(words)):
        for phrase, side in _phrases(manner["name"]):
            if words[place : place + len(phrase)] == list(phrase):
                if _takes_back(words[max(0, place - _TAKEN_BACK) : place]):
                    return None
                found.setdefault(side, " ".join(raw[place : place + len(phrase)]).strip("“”‘’\"'.,;:!?()"))
                break
    return next(iter(found.items())) if len(found) == 1 else None


def _takes_back(before: Sequence[str]) -> bool:
    listed = rules.words("comparing", "taken_back")
    return any(w in listed or w.endswith(("n't", "n’t")) for w in before)


@cache
def _phrases(name: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Phrases of one kind of manner with their side, the longest first."""
    manner = next(m for m in rules.table("comparing")["manner"] if m["name"] == name)
    found = [(tuple(phrase.split()), side) for side, phrases in manner["sides"].items() for phrase in phrases]
    return tuple(sorted(found, key=lambda f: (-len(f[0]), f)))


@cache
def _manners(deed: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(m for m in rules.table("comparing")["manner"] if deed in m["deeds"])
