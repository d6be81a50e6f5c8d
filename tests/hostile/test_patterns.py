"""No pattern repeats a repetition in two ways: the work of a search grows with the text, not with the ways to read it.

What is looked at is the form of every regular expression that the program compiles, also of those made from its tables. How the work of
whole reports grows is measured by ``bench/hostile.py``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

parser, kinds = re._parser, re._constants  # type: ignore[attr-defined]

LONG = 16
"""Times from which a repetition counts as one without an end."""
SAMPLE = frozenset(map(chr, range(128))) | set("éÉßñ’‘“”«»–—…\xa0\u2028٣漢я€\u0301")
REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT)


class First(NamedTuple):
    """The characters (of the sample) that a part of a pattern may begin with, and whether it may be empty."""

    signs: frozenset[str]
    empty: bool


CATEGORIES = {
    kinds.CATEGORY_DIGIT: str.isdecimal, kinds.CATEGORY_SPACE: str.isspace, kinds.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    kinds.CATEGORY_NOT_DIGIT: lambda c: not c.isdecimal(), kinds.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    kinds.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}  # fmt: skip


def is_one_of(sign: str, items: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a set such as ``[^a-z\\s]`` has a character."""
    has = False
    for operator, argument in items:
        if operator is kinds.LITERAL:
            has |= ord(sign) == argument
        elif operator is kinds.RANGE:
            has |= argument[0] <= ord(sign) <= argument[1]
        elif operator is kinds.CATEGORY:
            has |= CATEGORIES[argument](sign)
    return has != (items[0][0] is kinds.NEGATE)


def signs_of(operator: Any, argument: Any) -> frozenset[str]:
    """The characters that one element matches, capitals like small letters."""
    if operator is kinds.ANY:
        return SAMPLE
    items = argument if operator is kinds.IN else [(kinds.LITERAL, argument)]
    found = {sign for sign in SAMPLE if is_one_of(sign, items)}
    found = set(SAMPLE) - found if operator is kinds.NOT_LITERAL else found
    return frozenset(found | {sign.swapcase() for sign in found})


def first(part: Any) -> First:
    """What a part may begin with."""
    signs: frozenset[str] = frozenset()
    for operator, argument in part:
        begin = of_element(operator, argument)
        signs |= begin.signs
        if not begin.empty:
            return First(signs, False)
    return First(signs, True)


def of_element(operator: Any, argument: Any) -> First:
    """What one element may begin with."""
    if operator in (kinds.LITERAL, kinds.NOT_LITERAL, kinds.IN, kinds.ANY):
        return First(signs_of(operator, argument), False)
    if operator in (*REPEATS, kinds.POSSESSIVE_REPEAT):
        inner = first(argument[2])
        return First(inner.signs, inner.empty or argument[0] == 0)
    if operator is kinds.BRANCH:
        ways = [first(way) for way in argument[1]]
        return First(frozenset().union(*(way.signs for way in ways)), any(way.empty for way in ways))
    if operator is kinds.SUBPATTERN:
        return first(argument[3])
    if operator is kinds.ATOMIC_GROUP:
        return first(argument)
    if operator in (kinds.GROUPREF, kinds.GROUPREF_EXISTS):
        return First(SAMPLE, True)
    return First(frozenset(), True)  # places and looks take no character


def inside(operator: Any, argument: Any) -> Sequence[Any]:
    """The parts inside an element that is no long repetition."""
    if operator in (*REPEATS, kinds.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operator is kinds.SUBPATTERN:
        return [argument[3]]
    return argument[1] if operator is kinds.BRANCH else []


def ambiguous(part: Any, after: frozenset[str] | None = None) -> bool:
    """Whether a repetition inside a repetition may end, or go on, at the same character. ``after``: what may follow ``part`` inside
    the repetition around it, None outside of any."""
    elements = list(part)
    for number, (operator, argument) in enumerate(elements):
        rest = first(elements[number + 1 :])
        follows = None if after is None else rest.signs | (after if rest.empty else frozenset())
        if operator in REPEATS and argument[1] >= LONG:
            inner = first(argument[2])
            if follows is not None and inner.signs & follows:
                return True
            if ambiguous(argument[2], inner.signs | (follows or frozenset())):
                return True
        elif any(ambiguous(inner, follows) for inner in inside(operator, argument)):
            return True
    return False


@cache
def compiled() -> list[tuple[str, int, str]]:
    """Every pattern, its flags, and the place that asks for it."""
    script = Path(__file__).with_name("patterns.py")
    run = subprocess.run([sys.executable, str(script)], capture_output=True, encoding="utf-8", check=True)
    return [(pattern, flags, place) for pattern, flags, place in json.loads(run.stdout)]


def test_no_pattern_is_ambiguous() -> None:
    """Of all patterns none repeats a repetition in two ways."""
    assert len(compiled()) > 100
    wrong = [
        f"{place}: {pattern[:100]}" for pattern, flags, place in compiled() if ambiguous(parser.parse(pattern, flags))
    ]
    assert not wrong


@pytest.mark.parametrize(
    "pattern", [r"(a+)+", r"(a*)*b", r"(\w+\s?)*!", r"(\w|a)+(x*y?x*)*", r"(?:[a-z]+ ?)+$", r"(.*,)+", r"((ab?)+c?)+"]
)
def test_the_look_sees_it(pattern: str) -> None:
    """Patterns that take time by a power of the length are found."""
    assert ambiguous(parser.parse(pattern))


@pytest.mark.parametrize(
    "pattern", [r"(a+b)+", r"(?:\w+ )*\w+", r"(,\d+)*", r"\w+\s+\w+", r"(?:[a-z]+-){1,3}", r"(?:a++b?)+"]
)
def test_the_look_lets_pass(pattern: str) -> None:
    """What can be read in one way is no fault."""
    assert not ambiguous(parser.parse(pattern))
