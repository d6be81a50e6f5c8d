"""Finding time expressions: the rules over the tokens, leftmost first, then the longest, then the first in the table.

Always true here: hits are in order and do not overlap; nothing is resolved, so no date of any report is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from ...model.notes import TimexType
from ...model.reading import Extent
from .automaton import matches
from .grammar import Rule, Value, grammar
from .holidays import holiday_name
from .numerals import evaluated, possible
from .tokens import Tokens, tokens

_WORD_BEHIND = re.compile(r"\s{0,2}([^\W_]+|[^\w\s])")  # of the text read backwards
_WORD_AFTER = re.compile(r"[\s-]{0,2}([^\W_]+|[^\w\s])")
_BEFORE_TITLE = re.compile(r"(?:['’]s|s['’]|\b[A-Z]{2,5}|\bNews)\s[“\"‘']?$")
_AFTER_TITLE = re.compile(r"[”\"’']?\s(?:show|program|programme|host|anchor|co-host|co-anchor)\b")
_TITLES = ("This ", "Today", "Tonight")
_NO_PLURALS = {"was", "has", "this", "its", "is", "as", "us", "his"}
_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("<Capital>", lambda word: word[:1].isupper()),
    ("<number>", lambda word: word[:1].isdigit()),
    ("<word>", str.isalpha),
    ("<plural>", lambda word: word.islower() and word.endswith("s") and word not in _NO_PLURALS),
)
CONTEXT = 24  # characters looked at on either side for the neighbouring word
REMEMBERED = 8192  # expressions of which the parts are kept; a newsroom's year has about 3,000 different ones
Parts = tuple[tuple[str, Value], ...]


class Hit(NamedTuple):
    """A time expression as found: where, its TIMEX3 type, the rule, and its parts as (label, value) for resolving."""

    extent: Extent
    type: TimexType
    rule: str
    means: str
    parts: tuple[tuple[str, Value], ...]


def find(text: str) -> tuple[Hit, ...]:
    """All time expressions of ``text``, in order, not overlapping, in time linear in its length."""
    known, read = grammar(), tokens(text)
    hits: list[Hit] = []
    place, letters = 0, read.letters
    for first in known.openings.finditer(letters):
        if first.start() < place:
            continue
        place = first.start()
        for number, end in matches(known.start, letters, place):
            rule = known.rules[number]
            extent = Extent(read.starts[place], read.ends[end - 1])
            if (rule.looks_around and not _fits(text, extent, rule)) or _is_title(text, extent):
                continue
            parts = _parts(text, read, rule, number, place, end)
            if parts is not None:
                place = end
                if rule.type != "NONE":
                    hits.append(Hit(extent, rule.type, rule.name, rule.means, parts))  # type: ignore[arg-type]
                break
    return tuple(hits)


def _is_title(text: str, extent: Extent) -> bool:
    """Whether capital words are the title of a programme: "ABC's This Week", "on NBC's “Today”", "CNN Tonight", "the Today show"."""
    words = text[extent.start : extent.end]
    if not (words.startswith(_TITLES) and words.istitle()):
        return False
    before = text[max(0, extent.start - CONTEXT) : extent.start]
    return bool(_BEFORE_TITLE.search(before) or _AFTER_TITLE.match(text, extent.end))


def _parts(text: str, read: Tokens, rule: Rule, number: int, place: int, end: int) -> Parts | None:
    """The parts of a hit; None where its numbers make no date."""
    words: tuple[str, ...] = ()
    if "holiday" in rule.labels:
        words = tuple(text[read.starts[i] : read.ends[i]] for i in range(place, end))
    return _evaluated(number, read.letters[place:end], read.values[place:end], words)


@lru_cache(maxsize=REMEMBERED)
def _evaluated(number: int, letters: str, values: tuple[Value, ...], words: tuple[str, ...]) -> Parts | None:
    """The parts of rule ``number`` from its letters and their values; a holiday is named by its ``words``."""
    rule = grammar().rules[number]
    match = _compiled(rule.pattern).fullmatch(letters)
    if match is None:
        return None
    spans = [(label, match.start(i), match.end(i)) for i, label in enumerate(rule.labels, 1) if match.start(i) >= 0]
    parts = rule.given + tuple(
        (label, holiday_name(words[first:last]) if label == "holiday" else evaluated(label, values[first:last]))
        for label, first, last in spans
    )
    return parts if possible(dict(parts)) else None


_compiled = lru_cache(maxsize=None)(re.compile)


def _fits(text: str, extent: Extent, rule: Rule) -> bool:
    """Whether the words next to a hit are such as its rule wants."""
    if rule.before or rule.not_before:
        word = _word_before(text, extent.start)
        if (rule.before and not _among(word, rule.before)) or (rule.not_before and _among(word, rule.not_before)):
            return False
    if not rule.after and not rule.not_after:
        return True
    onward = _WORD_AFTER.match(text, extent.end, extent.end + CONTEXT)
    if onward is None:  # the end of the text or of the paragraph stops like a full stop
        return not rule.after or "." in rule.after
    return (not rule.after or _among(onward[1], rule.after)) and not _among(onward[1], rule.not_after)


@lru_cache(maxsize=1)
def _word_before(text: str, start: int) -> str:
    """The word or mark before ``start``, or ""; several rules ask for it at one place."""
    behind = _WORD_BEHIND.match(text[max(0, start - CONTEXT) : start][::-1])
    return behind[1][::-1] if behind else ""


@lru_cache(maxsize=REMEMBERED)
def _among(word: str, listed: frozenset[str]) -> bool:
    return word.lower() in listed or any(kind in listed and fits(word) for kind, fits in _KINDS)
