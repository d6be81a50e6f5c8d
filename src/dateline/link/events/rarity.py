"""How telling a word is, and how much two passages share of what tells.

Always true here: it depends on the word alone, never on the record, so that what two passages have in common is the same whatever else was
read; a word that nobody counted tells as much as the rarest that were.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, lru_cache

from ... import rules

# Counted in each record for itself, a story takes its own names for common words: on ECB+ B-cubed F1 topic by topic is .670 then, and .679
# so; as one record both give .677. Steps from 300 to 2,000 and fewest counts from 5 to 20 differ by .004.
_STEP = 600  # reports with a word that count as one without it
_FEWEST = 10  # reports: below that a count says little


def rarity(word: str) -> float:
    """How telling a stem is: 0.1 for one that all reports print, 4.1 for one that nearly none does."""
    return _telling(_counts().get(word, 0))


def shared(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The share of telling words that two passages have in common, rare words counting more: a cosine."""
    common = set(a).intersection(b)
    return _squared(common) / math.sqrt(_weight(a) * _weight(b)) if common else 0.0


def _squared(words: Iterable[str]) -> float:
    return math.fsum(map(_squares().__getitem__, words))


@lru_cache(maxsize=1 << 15)
def _weight(words: tuple[str, ...]) -> float:
    """Kept, because each passage is compared with many others."""
    return _squared(words)


def forget_weights() -> None:
    """Let go what is kept of the passages that were compared, and these with it."""
    _weight.cache_clear()


def share(word: str) -> float:
    """The share of the counted reports that print a stem; 0 where nobody counted it."""
    total: int = rules.table("rarity")["reports"]
    return _counts().get(word, 0) / total


def _telling(reports: int) -> float:
    return math.log(1 + _STEP / max(_FEWEST, reports))


_RAREST = _telling(0)


@cache
def _counts() -> dict[str, int]:
    """How many reports print each word of ``resources/rarity.toml``."""
    counted: dict[str, str] = rules.table("rarity")["words"]
    return {word: int(reports) for reports, words in counted.items() for word in words.split()}


class _Squares(dict[str, float]):
    """The squared rarity of each word that was counted; that of the rarest for any other."""

    def __missing__(self, word: str) -> float:
        return _RAREST * _RAREST


@cache
def _squares() -> _Squares:
    return _Squares({word: rare * rare for word in _counts() for rare in (rarity(word),)})
