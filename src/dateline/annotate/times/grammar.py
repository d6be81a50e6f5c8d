"""The rules of ``times.toml``, compiled: words become one-letter classes, rules become regular expressions over classes.

A text is read once into a string with one letter per token; words that no rule knows collapse into a single gap. The
rules run over that short string, so their cost hardly depends on the text, and no rule ever sees hostile characters.

The language of a pattern: ``month`` a class of words; ``'ago'`` one word; ``period`` another pattern; ``( | )`` and ``?``
as in regular expressions; ``first:day`` gives the part another label. There is no repetition, so all is linear.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from dateline.rules import table

Value = int | float | str
GAP = " "
_NAME_PIECE = re.compile(r"'s|\w+|[^\w\s]")

_PIECE = re.compile(r"'[^']+'|[a-z][a-z0-9_-]*:|[a-z][a-z0-9_-]*|[()|?]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled rule. ``labels[i]`` names what group ``i + 1`` of ``pattern`` holds; ``given`` are its fixed parts."""

    name: str
    type: str
    means: str
    pattern: re.Pattern[str]
    labels: tuple[str, ...]
    given: tuple[tuple[str, Value], ...]
    before: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Start:
    """The rules that can begin with one letter; ``any`` tells in one step whether one of them matches at all."""

    any: re.Pattern[str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules in order, those that can begin with each letter, and the words with their letter and value."""

    rules: tuple[Rule, ...]
    beginning: Mapping[str, Start]
    words: Mapping[str, tuple[str, Value]]
    letters: Mapping[str, str]


@cache
def grammar() -> Grammar:
    """The grammar of ``times.toml``."""
    source = _with_holidays(table("times"))
    letters = _letters(source)
    rules = tuple(_rule(entry, source, letters) for entry in source["rule"])
    return Grammar(rules, _beginning(rules), _words(source, letters), letters)


def _with_holidays(source: dict[str, Any]) -> dict[str, Any]:
    """The table with one more pattern, ``holiday``, that is any of the named holidays."""
    classes = {word: name for name, entries in source["classes"].items() for word in entries}
    names = [" ".join(classes.get(w, f"'{w}'") for w in _NAME_PIECE.findall(name)) for name in source["holidays"]]
    return {
        **source,
        "patterns": {**source["patterns"], "holiday": f"holiday:({' | '.join(sorted(names, key=len, reverse=True))})"},
    }


def _letters(source: dict[str, Any]) -> dict[str, str]:
    """One private-use letter for each class and for each word that a pattern quotes."""
    patterns = [*source["patterns"].values(), *(rule["pattern"] for rule in source["rule"])]
    quoted = {piece for pattern in patterns for piece in _PIECE.findall(pattern) if piece[0] == "'"}
    names = [*source["classes"], *source["numerals"], *sorted(quoted)]
    return {name: chr(0xE000 + i) for i, name in zip(count(), names, strict=False)}


def _words(source: dict[str, Any], letters: dict[str, str]) -> dict[str, tuple[str, Value]]:
    """Every spelling that a class accepts; words of a ``capital`` class only count with a capital."""
    words: dict[str, tuple[str, Value]] = {}
    for name, letter in letters.items():
        entries = {name[1:-1]: name[1:-1]} if name[0] == "'" else source["classes"].get(name, {})
        for word, value in entries.items():
            spellings = [word.capitalize(), word.upper()] + [word] * (name not in source["capital"])
            words.update(dict.fromkeys(spellings, (letter, value)))
    return words


def _rule(entry: dict[str, Any], source: dict[str, Any], letters: dict[str, str]) -> Rule:
    labels: list[str] = []
    pattern = "".join(_expand(entry["pattern"], source["patterns"], letters, labels))
    context = {key: frozenset(_context(entry.get(key, []), source)) for key in ("before", "not_before", "not_after")}
    given = tuple(sorted(entry.get("given", {}).items()))
    return Rule(entry["name"], entry["type"], entry["means"], re.compile(pattern), tuple(labels), given, **context)


def _beginning(rules: tuple[Rule, ...]) -> dict[str, Start]:
    """For each letter, in the order of the table, the rules that can begin with it."""
    firsts = [(rule, first_letters(rule.pattern.pattern)) for rule in rules]
    letters = sorted({letter for _, first in firsts for letter in first})
    return {letter: _start(tuple(rule for rule, first in firsts if letter in first)) for letter in letters}


def _start(rules: tuple[Rule, ...]) -> Start:
    return Start(
        re.compile("|".join(rule.pattern.pattern.replace("(?:", "(").replace("(", "(?:") for rule in rules)), rules
    )


def first_letters(pattern: str) -> frozenset[str]:
    """The letters that a match of ``pattern`` can begin with (only ``( | )``, ``?`` and letters occur in it)."""
    return _alternatives(deque(pattern.replace("(?:", "(")))[0]


def _alternatives(rest: deque[str]) -> tuple[frozenset[str], bool]:
    """First letters of the alternatives up to the closing parenthesis, and whether they can be empty."""
    first, empty = _sequence(rest)
    while rest and rest[0] == "|":
        rest.popleft()
        more, also = _sequence(rest)
        first, empty = first | more, empty or also
    return first, empty


def _sequence(rest: deque[str]) -> tuple[frozenset[str], bool]:
    first: frozenset[str] = frozenset()
    empty = True
    while rest and rest[0] not in "|)":
        letter = rest.popleft()
        item, optional = _alternatives(rest) if letter == "(" else (frozenset(letter), False)
        if letter == "(":
            rest.popleft()
        if rest and rest[0] == "?":
            rest.popleft()
            optional = True
        first, empty = (first | item if empty else first), empty and optional
    return first, empty


def _context(names: list[str], source: dict[str, Any]) -> Iterator[str]:
    """The words of the named context lists."""
    for name in names:
        yield from source["contexts"][name]


def _expand(pattern: str, patterns: dict[str, str], letters: dict[str, str], labels: list[str] | None) -> Iterator[str]:
    """The regular expression of ``pattern``, in pieces; ``labels`` is None inside a part, which is captured as a whole."""
    pieces = _PIECE.findall(pattern)
    inside = 0  # parentheses still open inside a labelled part
    label: str | None = None
    for piece in pieces:
        if piece[-1] == ":":
            label = piece[:-1]
            continue
        if label is not None and labels is not None:
            labels.append(label)
            yield "("
        opened = label is not None and labels is not None
        label = None
        within = None if inside or opened else labels
        if piece in "()|?":
            yield "(?:" if piece == "(" else piece
        else:
            yield _name(piece, patterns, letters, within)
        if inside or opened:
            inside += (piece == "(") - (piece == ")")
            if not inside:
                yield ")"


def _name(piece: str, patterns: dict[str, str], letters: dict[str, str], labels: list[str] | None) -> str:
    if piece in patterns:
        return f"(?:{''.join(_expand(patterns[piece], patterns, letters, labels))})"
    if labels is None or piece[0] == "'":
        return letters[piece]
    labels.append(piece)
    return f"({letters[piece]})"
