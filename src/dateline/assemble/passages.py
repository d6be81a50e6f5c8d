"""Sentences of all reports as bags of words: what each holds, which repeats which, how telling a word is.

Always true here: of sentences with the same words only that of the earliest report stands, so that copies count once; nothing
depends on the order of reports.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from .. import rules

if TYPE_CHECKING:  # listings import this module, and neither notes nor materials
    from ..model.notes import Dating, ReportNotes, TimeExpression
    from ..model.reading import Extent
    from .materials import Materials

UNREAD = ("credit", "byline", "dateline", "boilerplate")
DAY_LIKE = ("time", "part-of-day", "day")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]+|\d[\d,.]*")
_ENDINGS = ("ing", "ed", "es", "s")
_STEM = 4  # letters that stay when an ending goes: "sing" is no "s"
_LEAST = 2  # words that a sentence needs to be one
_LATEST = "9999"
_DASHES = ("-", "–", "—", ":")
_BULLET = 3  # characters before the date of an entry: a blank, a dot


class Place(NamedTuple):
    """A sentence by its report and its number there."""

    report: str
    number: int


class Passages(Struct, frozen=True):
    """``words`` of each sentence that is no copy of an earlier one, each once, ``share`` of them that hold each word, and ``telling``: how
    much it tells (log of how rare it is)."""

    words: Mapping[Place, tuple[str, ...]]
    share: Mapping[str, float]
    telling: Mapping[str, float]


def passages(materials: Materials) -> Passages:
    """The sentences of all reports but credits and furniture."""
    ordered = sorted(materials.notes.values(), key=lambda notes: (day_of(notes) or _LATEST, notes.report))
    held: dict[Place, tuple[str, ...]] = {}
    known: set[bytes] = set()
    for notes in ordered:
        text = materials.reports[notes.report].text
        for number, sentence in enumerate(notes.layout.sentences):
            if notes.layout.role(sentence) not in UNREAD:
                words = vocabulary(text[sentence.start : sentence.end])
                if len(words) >= _LEAST and (digest := _digest(words)) not in known:
                    known.add(digest)
                    held[Place(notes.report, number)] = distinct(words)
    counts = Counter(chain.from_iterable(held.values()))
    share = {word: count / len(held) for word, count in counts.items()}
    return Passages(held, share, {word: -math.log(part) for word, part in share.items()})


def _digest(words: Iterable[str]) -> bytes:
    """What tells sequences of words apart, in a third of their memory."""
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Each of ``words`` once: a quarter of the memory of a set."""
    return tuple(dict.fromkeys(words))


def day_of(notes: ReportNotes) -> str | None:
    """The day that a report appeared on (ISO), where it is known to a day."""
    found = notes.published
    return found.earliest if found and found.precision in DAY_LIKE else None


def times_in(notes: ReportNotes) -> Iterator[tuple[int, TimeExpression]]:
    """The time expressions of one report in order, each with the number of its sentence."""
    times = sorted(notes.times, key=lambda time: time.extent)
    at = 0
    for number, sentence in enumerate(notes.layout.sentences):
        while at < len(times) and times[at].extent.start < sentence.end:
            if times[at].extent.start >= sentence.start:
                yield number, times[at]
            at += 1


def single_day(dating: Dating | None) -> str | None:
    """The one day (ISO) that ``dating`` names."""
    if dating is None or dating.precision not in DAY_LIKE or dating.earliest != dating.latest:
        return None
    return dating.earliest


def opens_entry(text: str, time: Extent, start: int) -> bool:
    """Whether a sentence that begins at ``start`` opens with ``time`` and a dash, as a chronology does: "March 4 - Dockers walk out"."""
    return 0 <= time.start - start <= _BULLET and text[time.end : time.end + 2].lstrip().startswith(_DASHES)


def vocabulary(text: str) -> tuple[str, ...]:
    """The words of ``text`` that tell what it is about, in small letters and without common endings, in order."""
    return tuple(filter(None, map(_telling, _WORD.findall(text))))


@lru_cache(maxsize=1 << 16)
def _telling(word: str) -> str:
    """A word in small letters without common endings; empty where it tells nothing."""
    word = word.rstrip(".,").casefold().replace("’", "'").removesuffix("'s")
    if word in rules.words("timeline", "vocabulary.empty"):
        return ""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return intern(word[: -len(ending)])
    return intern(word)
