"""Numbers as printed: digits, number words and vague words, with their values. What they count is told elsewhere.

Always true here: each number is an extent of the text it was given; numbers do not overlap and come in order; the time
taken grows with the length of the text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from ..model.reading import Extent
from ..rules import table

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|(?!0\d)\d+(?:\.\d+)?")
_CHUNK = re.compile(r"\S+")
_LONGEST = 20
"""Characters of digits beyond which it is an identifier, not a count."""
_GROUPS = 5
_GAPS = (" ", "\xa0", "\u2009", "\u202f")
_HYPHENS = ("-", "‐", "‑")


class Number(Struct, frozen=True):
    """A number: ``low``, ``best`` and ``high`` (None: no bound) of its own words, before any hedge.

    ``form`` is ``digits``, ``words`` or ``vague``; ``scaled`` says that it has a scale word ("6.5 million").
    """

    extent: Extent
    low: float
    best: float
    high: float | None
    form: str
    scaled: bool = False


class _Token(NamedTuple):
    start: int
    end: int
    word: str


class _Value(NamedTuple):
    low: float
    best: float
    high: float | None
    end: int
    form: str
    scaled: bool


def find_numbers(text: str) -> tuple[Number, ...]:
    """All numbers of ``text`` that stand free: not in an address of the web, not fused with letters, no ordinals."""
    if not _DIGIT.search(text) and _tellers().isdisjoint(_TOKEN.findall(text.lower())):
        return ()
    tokens = [_Token(m.start(), m.end(), m.group().lower()) for m in _TOKEN.finditer(text)]
    webs = [(m.start(), m.end()) for m in _CHUNK.finditer(text) if _is_web(m.group())]
    return tuple(_free(text, tokens, webs))


def _free(text: str, tokens: Sequence[_Token], webs: Sequence[tuple[int, int]]) -> Iterator[Number]:
    i = 0
    while i < len(tokens):
        if tokens[i].word not in _openers() and not tokens[i].word[0].isdecimal():
            i += 1
            continue
        value = _digits(text, tokens, i) or _vague(tokens, i) or _cardinal(text, tokens, i)
        if value is None:
            i += 1
            continue
        extent = Extent(tokens[i].start, tokens[value.end - 1].end)
        if not _fused(text, extent, tokens, value.end) and not _within(extent.start, webs):
            yield Number(extent, value.low, value.best, value.high, value.form, value.scaled)
        i = value.end


def _is_web(chunk: str) -> bool:
    return "://" in chunk or "@" in chunk or "#" in chunk or chunk.lower().startswith(("www.", "pic."))


def _within(place: int, stretches: Sequence[tuple[int, int]]) -> bool:
    i = bisect_right(stretches, (place, place)) - 1
    return any(s <= place < e for s, e in stretches[max(i, 0) : i + 2])


def _fused(text: str, extent: Extent, tokens: Sequence[_Token], after: int) -> bool:
    """Whether letters, signs or an ordinal cling to the number, so that it is part of a name or a rank."""
    before = text[max(0, extent.start - 2) : extent.start]
    if (
        before[-1:].isalnum()
        or before[-1:] in ("_", "/", ":", ".")
        or (before[-1:] in _HYPHENS and before[:1].isalpha())
    ):
        return True
    follow = text[extent.end : extent.end + 2]
    if follow[:1].isalnum() or follow[:1] in ("_", "/", "°") or (follow[:1] in (".", ":") and follow[1:].isalnum()):
        return True
    nexts = tokens[after : after + 2]
    ordinals = _words()["ordinals"]
    return bool(nexts) and (
        nexts[0].word in ordinals or (len(nexts) > 1 and nexts[0].word in _HYPHENS and nexts[1].word in ordinals)
    )


def _digits(text: str, tokens: Sequence[_Token], i: int) -> _Value | None:
    if not tokens[i].word[0].isdecimal() or len(tokens[i].word) > _LONGEST or not _GROUPED.fullmatch(tokens[i].word):
        return None
    words, end = [tokens[i].word], i + 1
    while len(words[0]) <= 3 and len(words) < _GROUPS and end < len(tokens) and _is_thousands(text, tokens, end):
        words.append(tokens[end].word)
        end += 1
    value = float("".join(words).replace(",", ""))
    factor, end = _scale(
        text, tokens, end, money=text[tokens[i].start - 1 : tokens[i].start] in table("figures")["signs"]
    )
    return _Value(value * factor, value * factor, value * factor, end, "digits", factor > 1)


def _is_thousands(text: str, tokens: Sequence[_Token], i: int) -> bool:
    """Whether the token goes on a number whose thousands are set off by a space: "2 500"."""
    token, last = tokens[i], tokens[i - 1]
    return len(token.word) == 3 and token.word.isdecimal() and text[last.end : token.start] in _GAPS


def _scale(text: str, tokens: Sequence[_Token], i: int, money: bool) -> tuple[float, int]:
    """The factor of "million", or of "bn" printed on the digits, and the token behind it; "5m" only behind a currency sign."""
    if i >= len(tokens):
        return 1, i
    word, glued = tokens[i].word, text[tokens[i - 1].end : tokens[i].start] == ""
    scales, letters = _words()["scales"], _words()["money_scales"]
    if glued and word in letters and (money or len(word) > 1):
        return letters[word], i + 1
    if not glued or word in _HYPHENS:
        step = 1 if word in _HYPHENS and i + 1 < len(tokens) else 0
        return (scales[tokens[i + step].word], i + step + 1) if tokens[i + step].word in scales else (1, i)
    return 1, i


def _cardinal(text: str, tokens: Sequence[_Token], i: int) -> _Value | None:
    """Number words from token ``i`` on: "twenty-one", "a hundred and five", "two dozen", "half a dozen"."""
    if half := _half(tokens, i):
        return half
    reader = _Cardinal()
    end = i
    while end < len(tokens):
        step = _joined(text, tokens, end, reader)
        if end + step >= len(tokens) or not reader.take(tokens[end + step].word):
            break
        end += step + 1
    if not reader.counts:
        return None
    return _Value(reader.value, reader.value, reader.value, end, "words", reader.scaled)


def _half(tokens: Sequence[_Token], i: int) -> _Value | None:
    """ "half a dozen", "a half-million", "half a million"."""
    phrase = [t.word for t in tokens[i : i + 4] if t.word not in _HYPHENS]
    factors = {"dozen": 12.0, **_words()["scales"]}
    if phrase[:2] not in (["half", "a"], ["a", "half"]) or len(phrase) < 3 or phrase[2] not in factors:
        return None
    value = factors[phrase[2]] / 2
    size = next(n for n in (3, 4) if tokens[i + n - 1].word == phrase[2])
    return _Value(value, value, value, i + size, "words", phrase[2] != "dozen")


def _joined(text: str, tokens: Sequence[_Token], i: int, reader: _Cardinal) -> int:
    """How many tokens ("-", "and") may be stepped over before the next number word."""
    if not reader.started or i + 1 >= len(tokens):
        return 0
    if tokens[i].word in _HYPHENS:
        glued = text[tokens[i - 1].end : tokens[i].start] == "" == text[tokens[i].end : tokens[i + 1].start]
        return int(glued)
    return int(tokens[i].word == "and" and reader.after_scale and tokens[i + 1].word in _small())


class _Cardinal:
    """Reads number words one by one and knows which may follow."""

    def __init__(self) -> None:
        self.total = 0.0
        self.current = 0.0
        self.last = ""
        self.least_scale = float("inf")

    @property
    def started(self) -> bool:
        return bool(self.last)

    @property
    def counts(self) -> bool:
        return self.last not in ("", "a")

    @property
    def scaled(self) -> bool:
        return self.least_scale < float("inf")

    @property
    def after_scale(self) -> bool:
        return self.last in ("hundred", "scale")

    @property
    def value(self) -> float:
        return self.total + self.current

    def take(self, word: str) -> bool:
        """Add ``word`` if it may stand here."""
        words = _words()
        if word in ("a", "an"):
            return self._set("a", 1) if not self.started else False
        if word in words["tens"] or word in words["teens"]:
            value = words["tens"].get(word) or words["teens"][word]
            kind = "tens" if word in words["tens"] else "teens"
            return self._set(kind, self.current + value) if self.last in ("", "hundred", "scale") else False
        if word in words["ones"]:
            fits = self.last in ("", "hundred", "scale", "tens")
            return self._set("ones", self.current + words["ones"][word]) if fits else False
        return self._multiply(word)

    def _multiply(self, word: str) -> bool:
        scales = _words()["scales"]
        if self.last not in ("a", "ones", "teens", "tens", "hundred"):
            return False
        if word == "hundred" and self.last != "hundred":
            return self._set("hundred", self.current * 100)
        if word == "dozen":
            return self._set("dozen", self.current * 12)
        if word in scales and scales[word] < self.least_scale:
            self.total += self.current * scales[word]
            self.least_scale = scales[word]
            return self._set("scale", 0)
        return False

    def _set(self, kind: str, current: float) -> bool:
        self.last, self.current = kind, current
        return True


def _vague(tokens: Sequence[_Token], i: int) -> _Value | None:
    """Vague words from token ``i`` on: "dozens", "tens of thousands", "a few dozen", "several", "a couple"."""
    plurals: dict[str, float] = table("figures")["plural_scales"]
    if tokens[i].word in plurals:
        factor, end = plurals[tokens[i].word], i + 1
        if (
            [t.word for t in tokens[end : end + 1]] == ["of"]
            and end + 1 < len(tokens)
            and tokens[end + 1].word in plurals
        ):
            factor, end = factor * plurals[tokens[end + 1].word], end + 2
        return _Value(factor, factor, None, end, "vague", False)
    start = i + 1 if tokens[i].word == "a" else i
    found = table("figures")["vague"].get(tokens[start].word) if start < len(tokens) else None
    if found is None or (
        tokens[start].word in ("couple", "handful", "few") and start == i and tokens[start].word != "few"
    ):
        return None
    if tokens[start].word == "few" and start == i:
        return None  # "few people" says how few, not how many
    return _vague_times(tokens, start + 1, found["low"], found["best"])


def _vague_times(tokens: Sequence[_Token], end: int, low: float, best: float) -> _Value:
    """The vague unit with the scale word behind it, if there is one: "several hundred", "a couple of dozen"."""
    factors = {"dozen": 12.0, "hundred": 100.0, **_words()["scales"]}
    step = 1 if end < len(tokens) and tokens[end].word == "of" else 0
    if end + step < len(tokens) and tokens[end + step].word in factors:
        factor = factors[tokens[end + step].word]
        return _Value(low * factor, best * factor, None, end + step + 1, "vague", False)
    return _Value(low, best, None, end, "vague", False)


def _words() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = table("figures")["words"]
    return found


@cache
def _small() -> frozenset[str]:
    words = _words()
    return frozenset(words["ones"]) | frozenset(words["teens"]) | frozenset(words["tens"])


@cache
def _tellers() -> frozenset[str]:
    """Words of which every number in words has one: "a" and "an" alone are none."""
    return (_openers() - {"a", "an"}) | frozenset(_words()["scales"]) | {"hundred", "dozen"}


@cache
def _openers() -> frozenset[str]:
    """Words that a number can begin with."""
    return (
        _small()
        | frozenset(table("figures")["plural_scales"])
        | frozenset(table("figures")["vague"])
        | {"a", "an", "half"}
    )
