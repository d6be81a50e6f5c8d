"""How it was done: by force or without, shot or beaten, on purpose or by accident.

Always true here: the passages tell one deed done to one person, on one occasion, and print words of two manners that exclude each
other; a passage that prints words of two, or takes one back, is of neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ... import rules
from ...model.record import Contradiction
from .finding import made
from .occasions import Deed, Occasions, at_odds, on_one_occasion

_TAKEN_BACK = 3  # words before a manner in which "not" or "denied" takes it back


def of_manner(occasions: Occasions) -> Iterator[Contradiction]:
    """Conflicts over how it was done: one for each deed, person and kind of manner."""
    for group in occasions.groups():
        for manner in _manners(group[0].name):
            yield from _of_group(group, manner)


def _of_group(group: Sequence[Deed], manner: Mapping[str, Any]) -> Iterator[Contradiction]:
    told = {d.statement.id: found for d in group if (found := manner_of(manner, d.statement.sentence.exact))}

    def odd(a: Deed, b: Deed) -> bool:
        return told[a.statement.id][0] != told[b.statement.id][0] and on_one_occasion(a, b)

    rivals = at_odds([d for d in group if d.statement.id in told], odd)
    if rivals:
        ordered = sorted(rivals, key=lambda d: (told[d.statement.id][0], d.telling.ref))
        pairs = [(d.statement.id, told[d.statement.id][1]) for d in ordered]
        note = " / ".join(dict.fromkeys(told[d.statement.id][0] for d in ordered))
        yield made("conflict", "manner", ordered[0].event, pairs, f"manner:{manner['name']}", note)


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
