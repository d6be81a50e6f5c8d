"""How much two passages speak of the same: their words, their days.

Always true here: a likeness lies in 0..1 and is the same both ways; what is not known speaks neither for nor against.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from functools import cache

from ... import rules
from ...model.notes import Dating, ReportNotes
from ...model.reading import Extent, Span
from ...model.record import When, is_firm
from ..events import Telling

_STEM = 5  # letters of a word that are compared: "protest", "protesters" and "protested" are one
LONGEST = 320
"""Characters of a sentence up to which its words, places and days belong together; longer ones are often headlines run into one."""
_NEAR = 3  # days by which a day that is only that of the report may be off


def printed_words(text: str) -> list[str]:
    """The words of ``text`` in order, without capitals and the marks around them."""
    return [w.strip("“”‘’\"'.,;:!?()") for w in text.casefold().split()]


def telling_words(text: str) -> frozenset[str]:
    """The beginnings of the words of ``text``, without numbers and without words that say nothing."""
    empty = rules.words("comparing", "empty") | rules.words("comparing", "anybody")
    words = (w.strip("“”‘’\"'.,;:!?()-").removesuffix("’s").removesuffix("'s") for w in text.casefold().split())
    return frozenset(w[:_STEM] for w in words if w and w not in empty and not w[0].isdigit())


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter list that both have."""
    return len(a & b) / max(1, min(len(a), len(b)))


def number_of(notes: ReportNotes, sentence: Span) -> int:
    """The number of a sentence in its report."""
    return bisect_left(notes.layout.sentences, sentence.start, key=lambda s: s.start)


def sentence_before(notes: ReportNotes, sentence: Span) -> Extent | None:
    """The sentence right before ``sentence``."""
    number = number_of(notes, sentence)
    found = notes.layout.sentences[number - 1] if number else None
    return Extent(found.start, found.end) if found else None


def names_one(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two lists of telling words name one happening by words of different stems: "blast" and "explosion"."""
    return any(not same.isdisjoint(a) and not same.isdisjoint(b) for same in _same())


@cache
def _same() -> tuple[frozenset[str], ...]:
    return tuple(telling_words(" ".join(words)) for words in rules.table("happenings")["same"])


def leans(when: When | None) -> bool:
    """Whether the day is that of another sentence, if not of another report: "that same night"."""
    words = when.expression.exact.casefold() if when and when.expression else ""
    return words.startswith(("that ", "the same "))


def apart(a: Dating | When | None, b: Dating | When | None) -> int:
    """Days between two dates; 0 where they meet or one is not known."""
    if a is None or b is None:
        return 0
    return max(0, _days(a.latest, b.earliest), _days(b.latest, a.earliest))


def apart_within(date: When) -> int:
    """Days from the first to the last day that a date can mean."""
    return _days(date.earliest, date.latest)


def days_meet(a: Dating | When | None, b: Dating | When | None) -> bool:
    """Whether both may be of one day: firm days must meet, others be near."""
    return apart(a, b) <= (0 if is_firm(a) and is_firm(b) else _NEAR)


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def words_of(telling: Telling) -> frozenset[str]:
    """The telling words of the clause."""
    return telling_words(telling.statement.span.exact)
