"""All rules at once: an automaton that reads one letter at a time, made state by state as texts need them.

Always true here: patterns hold letters, ``( | )`` and ``?`` only, so every run ends after as many letters as the longest
rule has, and a state depends on the rules alone: what was read before changes the time a text takes, never its result.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Union

from msgspec import Struct

Item = Union[str, "Choice"]
Rest = Union[int, "tuple[Item, Rest]"]
"""What is still to come of a rule: an item and what follows it; at the end the number of the rule."""


class Choice(Struct, frozen=True):
    """One of some sequences, or nothing if it is optional."""

    sequences: tuple[tuple[Item, ...], ...]
    optional: bool


class State(dict[str, "State | None"]):
    """Where each letter leads (None: nowhere), and the rules that are whole here, in the order of the table."""

    def __init__(self, rests: frozenset[Rest], known: dict[frozenset[Rest], State]) -> None:
        super().__init__()
        waiting: dict[str, set[Rest]] = {}
        whole: set[int] = set()
        for rest in rests:
            _spread(rest, waiting, whole)
        self.whole = tuple(sorted(whole))
        self._waiting = {letter: frozenset(after) for letter, after in waiting.items()}
        self._known = known

    def __missing__(self, letter: str) -> State | None:
        rests = self._waiting.get(letter)
        if rests is None:
            found = None
        elif (found := self._known.get(rests)) is None:
            found = self._known[rests] = State(rests, self._known)
        self[letter] = found
        return found


def automaton(patterns: Sequence[str]) -> State:
    """The first state for ``patterns``; the number of a rule is its place among them."""
    rests = ((_choice(deque(pattern.replace("(?:", "("))), number) for number, pattern in enumerate(patterns))
    return State(frozenset(rests), {})


def matches(start: State, letters: str, place: int) -> list[tuple[int, int]]:
    """Each rule that matches at ``place`` with the end of its longest match, the longest first."""
    ends: list[tuple[int, tuple[int, ...]]] = []
    state: State | None = start
    end = place
    while end < len(letters) and state is not None and (state := state[letters[end]]) is not None:
        end += 1
        if state.whole:
            ends.append((end, state.whole))
    if not ends:
        return []
    if len(ends) == 1:
        return [(rule, ends[0][0]) for rule in ends[0][1]]
    longest = {rule: stop for stop, rules in ends for rule in rules}
    return sorted(longest.items(), key=lambda found: (-found[1], found[0]))


def _spread(rest: Rest, waiting: dict[str, set[Rest]], whole: set[int]) -> None:
    """Note under each letter that can come next what follows it, and the rule if nothing has to."""
    if isinstance(rest, int):
        whole.add(rest)
        return
    item, after = rest
    if isinstance(item, str):
        waiting.setdefault(item, set()).add(after)
        return
    for sequence in item.sequences:
        _spread(_before(sequence, after), waiting, whole)
    if item.optional:
        _spread(after, waiting, whole)


def _before(sequence: Sequence[Item], rest: Rest) -> Rest:
    for item in reversed(sequence):
        rest = (item, rest)
    return rest


def _choice(pattern: deque[str]) -> Choice:
    """The alternatives up to the closing parenthesis or the end, and whether a question mark follows."""
    sequences: list[tuple[Item, ...]] = []
    items: list[Item] = []
    while pattern and (letter := pattern.popleft()) != ")":
        if letter == "|":
            sequences.append(tuple(items))
            items = []
        elif letter == "(":
            items.append(_choice(pattern))
        else:
            items.append(Choice(((letter,),), optional=True) if _asked(pattern) else letter)
    return Choice((*sequences, tuple(items)), _asked(pattern))


def _asked(pattern: deque[str]) -> bool:
    """Whether a question mark comes next, which is then read."""
    if not pattern or pattern[0] != "?":
        return False
    pattern.popleft()
    return True
