"""The signs of a report's own day: every date, month, year and weekday that it prints, with what stands around it.

Always true here: signs are in order of text and say the same thing once; nothing is resolved that the text leaves open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ...model.notes import TimeExpression
from ...model.reading import Extent, Layout, Role
from ...rules import table
from ..times import Hit, resolve, tense

BEFORE = 60
"""Characters before a date in which it is said to be that of publication, of a post, part of an address."""
AFTER = 60
"""Characters after a date in which a picture's credit begins."""
HEAD = 400
"""Characters from the top in which a date set apart is the report's; further down it is that of a comment."""
OPENING = 200
"""Characters of the first sentence of a news report, which tells of what is new."""
MOST = 24
"""Signs of one row that are counted, the first ones of the text: a thousand comments tell no more, and cost is bounded."""
READ = 3_000
"""Time expressions of a report that are looked at, the first ones: what more of them say is the day of no single report."""
OWN = frozenset({"dateline", "published", "stamp", "address"})
_OTHER_DAYS = frozenset({"month", "shift", "relation", "week"})  # a weekday with these is of a date, or of another week
_OTHER_MONTHS = frozenset({"shift", "month2", "day2"})
_PARTS = {"MO": "weekday-morning", "NI": "weekday-night", "EV": "weekday-night"}
_YEAR = re.compile(r"(?<![\d.,$£€])(?:19[5-9]\d|20[0-4]\d)(?![\d%]|[.,]\d)")
_EDGES = frozenset("\n|")

Parts = Mapping[str, int | float | str]


class Sign(Struct, frozen=True):
    """One date or weekday as printed: what it says (Monday is 0; None: left open), what stands around it, and its place.

    ``rows`` name the rows of ``report_dates.toml`` that tell how far from the report's day such a sign lies.
    """

    rows: tuple[str, ...]
    around: str
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    extent: Extent

    @property
    def full(self) -> date | None:
        """The day, where day, month and year are printed."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def told(self) -> tuple[int | None, ...]:
        """What it says: two signs of one row that say the same are one."""
        return (self.year, self.month, self.day, self.weekday)


class Signs(Struct, frozen=True):
    """All signs of one report, and how often each year is printed, latest first, with the first place of each."""

    signs: tuple[Sign, ...]
    years: tuple[tuple[int, int], ...]
    places: Mapping[int, Extent]


class _Printed(Struct, frozen=True):
    """The text with its layout, for looking around a date."""

    text: str
    layout: Layout

    def role(self, extent: Extent) -> Role | None:
        """The role of the block that holds ``extent``."""
        at = bisect_right(self.layout.blocks, extent.start, key=lambda block: block.start) - 1
        return self.layout.blocks[at].role if at >= 0 and extent.end <= self.layout.blocks[at].end else None


def find_signs(text: str, layout: Layout, hits: Sequence[Hit]) -> Signs:
    """The signs of the day on which ``text`` was written, from its time expressions ``hits``."""
    printed, read = _Printed(text, layout), hits[:READ]
    timed = zip(read, resolve(text, read, None), strict=True)
    found = [sign for hit, time in timed for sign in _sign(printed, hit, time)]
    signs = tuple(_ranked(found))
    counts: Counter[int] = Counter()
    places: dict[int, Extent] = {}
    for year in _YEAR.finditer(text):
        counts[int(year[0])] += 1
        places.setdefault(int(year[0]), Extent(*year.span()))
    for sign in signs:
        if sign.year is not None and sign.year not in counts:
            counts[sign.year] = 1
    return Signs(signs, tuple(sorted(counts.items(), reverse=True)), places)


def _sign(printed: _Printed, hit: Hit, time: TimeExpression) -> Iterator[Sign]:
    parts = dict(hit.parts)
    if hit.type not in {"DATE", "TIME"}:
        return
    dating = time.dating
    if dating and dating.basis == "stated" and dating.earliest == dating.latest:
        day = date.fromisoformat(dating.earliest)
        around = _around(printed, hit, parts)
        yield Sign(_day_rows("", around, parts), around, day.year, day.month, day.day, _weekday(parts), hit.extent)
    elif "day" in parts and "month" in parts and "year" not in parts and _OTHER_MONTHS.isdisjoint(parts):
        around = _around(printed, hit, parts)
        rows = _day_rows("yearless-", around, parts)
        yield Sign(rows, around, None, int(parts["month"]), int(parts["day"]), _weekday(parts), hit.extent)
    elif "weekday" in parts:
        yield from _weekday_sign(printed.text, hit, parts)
    elif "month" in parts and "day" not in parts and _OTHER_MONTHS.isdisjoint(parts):
        year = int(parts["year"]) if "year" in parts else None
        row = "month-of-year" if year else f"month-{_tense(printed.text, hit)}"
        yield Sign((row,), "month", year, int(parts["month"]), None, None, hit.extent)


def _weekday(parts: Parts) -> int | None:
    return int(parts["weekday"]) if "weekday" in parts else None


def _weekday_sign(text: str, hit: Hit, parts: Parts) -> Iterator[Sign]:
    """A weekday alone: with "last" or "next", else with the tense around it and its part of the day; not "a Saturday"."""
    if text.endswith(" a ", 0, hit.extent.start):
        return
    if _OTHER_DAYS.isdisjoint(parts):
        told = _tense(text, hit)
        part = _PARTS.get(str(parts.get("part", ""))) if told == "past" else None
        rows = (f"weekday-{told}", *((part,) if part else ()))
    elif "shift" in parts and "month" not in parts:
        rows = ("weekday-last" if int(parts["shift"]) < 0 else "weekday-next",)
    else:
        return
    yield Sign(rows, "weekday", None, None, None, int(parts["weekday"]), hit.extent)


def _tense(text: str, hit: Hit) -> Literal["past", "ahead", "told"]:
    return tense.around(text, hit.extent) or "told"


def _day_rows(prefix: str, around: str, parts: Parts) -> tuple[str, ...]:
    """The rows of a date: one for what stands around it, one more where its weekday is printed."""
    alike = table("report_dates")["alike"]
    row = "own" if around in OWN else prefix + str(alike.get(prefix + around, around))
    return (row, f"{prefix}with-weekday") if "weekday" in parts else (row,)


def _around(printed: _Printed, hit: Hit, parts: Parts) -> str:
    """What stands around a date: what its block is, what is said before and after it, else the tense of its sentence."""
    if "holiday" in parts:
        return "holiday"
    start, end = hit.extent
    text, role = printed.text, printed.role(hit.extent)
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    if before.endswith("/"):
        return "address"
    if role == "post" or says("post", before):
        return "post"
    if role in {"dateline", "byline"}:
        return "dateline"
    if says("published", before):
        return "published"
    if _set_apart(before, after) or ("clock" in parts and "weekday" not in parts):
        return "stamp" if start < HEAD else "comment"
    if role in {"caption", "credit"} or says("caption", after):
        return "caption"
    told = _tense(text, hit)
    return "opening" if role in {"headline", "subhead"} or (told != "ahead" and start < OPENING) else told


def says(name: str, words: str) -> bool:
    """Whether the words beside a date say that it is what the rules of ``report_dates.toml`` under ``name`` are for."""
    return any(pattern.search(words) for pattern in _patterns()[name])


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    rules = table("report_dates")["around"]
    return {
        name: tuple(re.compile(rule["pattern"]) for rule in rules if rule["says"] == name)
        for name in {rule["says"] for rule in rules}
    }


def _set_apart(before: str, after: str) -> bool:
    """Whether a date stands behind a bar, or alone on its line."""
    left, right = before.rstrip(" \t"), after.lstrip(" \t")
    return left.endswith("|") or ((not left or left[-1] in _EDGES) and (not right or right[0] in _EDGES))


def _ranked(found: Sequence[Sign]) -> Iterator[Sign]:
    """Each sign once. The latest full date of a row speaks for it, elsewhere the first sign; the rest are ``-others``."""
    apart = table("report_dates")["others"]
    latest: dict[str, tuple[int | None, ...]] = {}
    for sign in found:
        if sign.year is not None:
            latest[sign.rows[0]] = max(latest.get(sign.rows[0], sign.told), sign.told, key=lambda told: told[:3])
    seen: set[tuple[str, tuple[int | None, ...]]] = set()
    spoken: set[str] = set()
    counts: Counter[str] = Counter()
    for sign in found:
        row = sign.rows[0]
        if (row, sign.told) in seen:
            continue
        seen.add((row, sign.told))
        speaks = sign.told[:3] == latest[row][:3] if sign.year is not None else row not in spoken
        spoken.add(row)
        ranked = sign if speaks or row not in apart else replace(sign, rows=(f"{row}-others", *sign.rows[1:]))
        counts[ranked.rows[0]] += 1
        if counts[ranked.rows[0]] <= MOST:
            yield ranked
