"""The words next to a number, and what they refuse: dates, times, addresses, names, telephone numbers, list numbers.

Always true here: only a window of some dozen characters is looked at, so that cost does not depend on the sentence.
"""

from __future__ import annotations

import re

from msgspec import Struct

from ...model.reading import Extent
from ...rules import words
from .hedges import Hedged

_SHORT = 3
"""Letters of words that headlines leave small; and the least number of longer words that make one."""

_WINDOW = 60
_MOST_BEHIND = 8  # words that are looked at; what they count stands in the first three
_WORD_BEFORE = re.compile(r"([^\W_][\w.'’]*|[%$€£])([^\w]*)$")
_WORDS_AFTER = re.compile(r"[^\W_][\w'’]*(?:\.[\w'’]+)*|%")
_WHOLES = r"(?:3|4|5|6|8|10|12|20|100|1,000|three|four|five|six|eight|ten|a\shundred)"
_RATIO_BEHIND = re.compile(
    rf"\s(?:in|out\sof)\s(?:every\s)?{_WHOLES}(?![\d,.]?\d)\s(?!(?:day|week|month|year|hour|minute|second)s?\b)|\stimes\b",
    re.IGNORECASE,
)
_RATIO_TIME = re.compile(r"[\s-](?:day|week|month|year|hour|minute|second)", re.IGNORECASE)
_PARTS = r"(?:\d|one|two|three|four|five|six|seven|eight|nine)"
_RATIO_BEFORE = re.compile(rf"(?<![\w,.]){_PARTS}\s(?:in|out\sof)\s(?:every\s)?$", re.IGNORECASE)
_TELEPHONE = re.compile(r"[-.)]\s?\d")
_YEAR_BEHIND = re.compile(r",\s?(?:19|20)\d\d\b")  # "Dec. 19, 2005", cut behind its month
_YEARS = range(1500, 2101)


class Surroundings(Struct, frozen=True):
    """The word before a number and the words after it, as printed, with what stands between.

    ``after`` are the words of the same stretch: it ends at the first comma, bracket, colon or stop. ``opens`` says that
    nothing stands before the number in its sentence, ``titled`` that the words are capitalized as in a headline.
    """

    before: str
    gap_before: str
    after: tuple[Extent, ...]
    after_words: tuple[str, ...]
    gap_after: str
    opens: bool
    titled: bool

    @property
    def next(self) -> str:
        """The next word in lower case, or ``""``."""
        return self.after_words[0].lower() if self.after_words else ""


def surroundings(text: str, hedged: Hedged, sentence: Extent) -> Surroundings:
    """What stands around ``hedged`` in its sentence."""
    begin = max(sentence.start, hedged.extent.start - _WINDOW)
    before = _WORD_BEFORE.search(text[begin : hedged.extent.start])
    end = min(sentence.end, hedged.extent.end + _WINDOW)
    after = _stretch(text, hedged.extent.end, end)
    gap_end = after[0].start if after else min(end, hedged.extent.end + 3)
    return Surroundings(
        before=before[1] if before else "",
        gap_before=before[2] if before else text[begin : hedged.extent.start],
        after=after,
        after_words=tuple(text[a:b] for a, b in after),
        gap_after=text[hedged.extent.end : gap_end],
        titled=_is_title(text[begin:end]),
        opens=not text[sentence.start : hedged.extent.start].strip(" \"“‘'("),
    )


def _is_title(window: str) -> bool:
    """Whether words are capitalized as in a headline, so that a capital tells nothing."""
    long_words = [w for w in window.split() if len(w) > _SHORT and w[0].isalpha()]
    return len(long_words) >= _SHORT and all(w[0].isupper() for w in long_words)


def _stretch(text: str, start: int, end: int) -> tuple[Extent, ...]:
    """The words from ``start`` that nothing but blanks and hyphens divides, up to a number."""
    found: list[Extent] = []
    place = start
    for match in _WORDS_AFTER.finditer(text, start, end):
        if text[place : match.start()].strip(" \xa0-‐‑\n\t\"“”'’"):
            break
        found.append(Extent(match.start(), match.end()))
        if len(found) == _MOST_BEHIND:
            break
        place = match.end()
    return tuple(found)


def refusal(text: str, hedged: Hedged, around: Surroundings) -> str | None:
    """The name of the rule that says this number counts nothing, or None."""
    if _is_time(text, hedged, around):
        return "times"
    if _is_date(hedged, around) or _YEAR_BEHIND.match(text[hedged.number.end : hedged.number.end + 8]):
        return "dates"
    if _is_address(hedged, around):
        return "addresses"
    if _is_ratio(text, hedged):
        return "ratios"
    if _is_telephone(text, hedged, around):
        return "telephone"
    if _is_name(text, hedged, around):
        return "names"
    return "pronoun" if _is_pronoun(text, hedged, around) else None


def _is_time(text: str, hedged: Hedged, around: Surroundings) -> bool:
    clock = words("figures", "refused.clock")
    follow = text[hedged.number.end : hedged.number.end + 1]
    return follow == ":" or around.next in clock or around.next.rstrip(".") in clock or around.gap_before.endswith(":")


def _is_date(hedged: Hedged, around: Surroundings) -> bool:
    months = words("figures", "refused.months")
    bare = hedged.form in ("digits", "range") and hedged.number.end - hedged.number.start in (4, 9)
    spanned = hedged.form == "digits" and hedged.low != hedged.high and hedged.low in _YEARS and hedged.high in _YEARS
    if spanned and around.next not in words("figures", "refused.counted_by_thousands"):
        return True  # "between 1991 and 2008"
    if bare and hedged.best in _YEARS:
        return hedged.qualifier is None or around.next not in words("figures", "refused.counted_by_thousands")
    small = hedged.best <= 31 and hedged.best == int(hedged.best)
    after_month = around.before.lower().rstrip(".") in months and not around.gap_before.strip(" .")
    # "in May 12 people died": a month before a number that counts a noun is no day of it
    if (
        after_month
        and small
        and not (around.next and around.next[0].islower() and around.next.endswith(("people", "persons")))
    ):
        return around.before[0].isupper()
    return small and around.next.rstrip(".") in months and around.after_words[0][0].isupper()


def _is_address(hedged: Hedged, around: Surroundings) -> bool:
    if hedged.form not in ("digits", "range"):
        return False
    streets = words("figures", "refused.streets")
    if around.next in ("block", "blocks") and around.before.lower() in ("the", "in"):
        return True
    follows = around.after_words[:4]
    named = [w for w in follows if w[0].isupper()]
    return bool(named) and named[0] == follows[0] and any(w.lower() in streets for w in named)


def _is_ratio(text: str, hedged: Hedged) -> bool:
    """ "four in 10", "five times": a share or a factor."""
    start, end = hedged.extent
    behind = _RATIO_BEHIND.match(text[end : end + 24])
    if behind or _RATIO_BEFORE.search(text[max(0, start - 24) : start]) is None:
        return behind is not None
    if _RATIO_TIME.match(text[end : end + 12]):
        return False
    return re.fullmatch(_WHOLES, text[slice(*hedged.number)], re.IGNORECASE) is not None


def _is_telephone(text: str, hedged: Hedged, around: Surroundings) -> bool:
    start, end = hedged.number
    if text[start:end] in ("911", "999", "112") and around.next in words("figures", "refused.emergency"):
        return True
    if hedged.form not in ("digits", "range"):
        return False
    before = text[max(0, start - 2) : start]
    chained = bool(before) and before[-1] in "-–/." and before[0].isdigit()
    return chained or _TELEPHONE.match(text[end : end + 3]) is not None


def _is_name(text: str, hedged: Hedged, around: Surroundings) -> bool:
    """A number that is part of a name: "Flight 370", "Boko 7", "the Group of Seven", a list number "3."."""
    clings = not around.gap_before.strip(" .#№\xa0")
    listed = around.opens and text[hedged.number.end : hedged.number.end + 1] in (".", ")")
    if listed or (clings and _is_label(around)):
        return True
    if hedged.form == "words" and text[hedged.number.start].isupper() and not around.opens and not around.titled:
        return around.before[:1].isupper() or around.before == "of" or (around.after_words or ("",))[0][:1].isupper()
    if hedged.form != "digits" or hedged.qualifier or not clings:
        return False
    # "Boko 7 said": a capital before, nothing countable behind
    behind = (
        around.next and around.after_words[0][0].islower() and around.next not in words("figures", "refused.not_nouns")
    )
    return around.before[:1].isupper() and not behind and "." not in around.gap_before


def _is_label(around: Surroundings) -> bool:
    if around.before == "No" or around.before.lower() in ("no.", "nos."):
        return True
    plain = around.before.lower().rstrip(".")
    return plain in words("figures", "refused.labels") and (
        around.before[0].isupper() or plain in words("figures", "refused.lower_labels")
    )


def _is_pronoun(text: str, hedged: Hedged, around: Surroundings) -> bool:
    """ "one" that stands for something said before, or for anybody."""
    if text[slice(*hedged.number)].lower() != "one" or hedged.qualifier or hedged.delta:
        return False
    if around.before.lower() in words("figures", "refused.before_pronoun"):
        return True
    return not around.next or around.next in words("figures", "refused.not_nouns") or around.next in ("another", "day")
