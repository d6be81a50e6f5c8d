"""The rules of ``times.toml``, read: words become one-letter classes, rules become regular expressions over classes.

A text is read once into a string with one letter per token; words that no rule knows collapse into a single gap. The
rules run over that short string, so their cost hardly depends on the text, and no rule ever sees hostile characters.

The language of a pattern: ``month`` a class of words; ``'ago'`` one word; ``period`` another pattern; ``( | )`` and ``?``
as in regular expressions; ``first:day`` gives the part another label. There is no repetition, so all is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import Any

from msgspec import Struct

from ...rules import table
from .automaton import State, automaton
from .holidays import pieces

Value = int | float | str
GAP = " "
_PIECE = re.compile(r"'[^']+'|[a-z][a-z0-9_-]*:|[a-z][a-z0-9_-]*|[()|?]")


class Rule(Struct, frozen=True):
    """One rule. ``labels[i]`` names what group ``i + 1`` of the regular expression ``pattern`` holds; ``given`` are fixed parts;
    ``looks_around``: it asks something of the words beside it."""

    name: str
    type: str
    means: str
    pattern: str
    labels: tuple[str, ...]
    given: tuple[tuple[str, Value], ...]
    before: frozenset[str]
    after: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    looks_around: bool


class Grammar(Struct, frozen=True):
    """All rules in order, the automaton that finds them, the letters that can open one, and the words with letter and value."""

    rules: tuple[Rule, ...]
    start: State
    openings: re.Pattern[str]
    words: Mapping[str, tuple[str, Value]]
    letters: Mapping[str, str]


@cache
def grammar() -> Grammar:
    """The grammar of ``times.toml``."""
    source = _with_holidays(table("times"))
    letters = _letters(source)
    rules = tuple(_rule(entry, source, letters) for entry in source["rule"])
    start = automaton([rule.pattern for rule in rules])
    openings = re.compile(f"[{''.join(letter for letter in letters.values() if start[letter] is not None)}]")
    return Grammar(rules, start, openings, _words(source, letters), letters)


def _with_holidays(source: dict[str, Any]) -> dict[str, Any]:
    """The table with one more pattern, ``holiday``, that is any of the named holidays."""
    classes = {word: name for name, entries in source["classes"].items() for word in entries}
    names = [" ".join(classes.get(w, f"'{w}'") for w in pieces(name)) for name in source["holidays"]]
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
    context = {
        key: frozenset(_context(entry.get(key, []), source)) for key in ("before", "after", "not_before", "not_after")
    }
    given = tuple(sorted(entry.get("given", {}).items()))
    looks_around = any(context.values())
    return Rule(
        entry["name"],
        entry["type"],
        entry["means"],
        pattern,
        tuple(labels),
        given,
        looks_around=looks_around,
        **context,
    )


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
