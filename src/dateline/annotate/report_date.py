"""The day a report was published: as stated around it, else inferred from what it prints; never today, never the file's.

Always true here: what is stated wins, in the order of trust; what is inferred names each piece of evidence with its words
and its place; where evidence is weak the report stays undated with a warning, and where it disagrees a warning says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.errors import FAILURES
from dateline.model.notes import Basis, Dating, TimeExpression
from dateline.model.reading import Extent, Failure, Layout, Report, Role
from dateline.rules import table

from .times import Hit, resolve

TRUST = ("option", "metadata.csv", "field", "page", "header-line")
SAME_STORY = timedelta(days=1)  # a dateline names the day of writing, a page the day of posting


@dataclass(frozen=True, slots=True)
class Publication:
    """When a report was published (None: not known), the evidence in words, and what disagrees or is missing."""

    dating: Dating | None
    evidence: tuple[str, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A full date that the report prints, in the block role where it stands."""

    day: date
    role: Role
    extent: Extent
    words: str

    def __str__(self) -> str:
        return f"{self.role}: {self.words!r} at {self.extent.start}"


def published(report: Report, layout: Layout, hits: Sequence[Hit]) -> Publication:
    """The report's date with its evidence: stated (option, metadata, page ...), else inferred from its own words.

    ``hits`` are the time expressions found in ``report.text``. Warnings: R113 a stated date that cannot be read, R201
    evidence that disagrees, R202 no date known.
    """
    printed = tuple(_printed(report, layout, hits))
    claims, unread = _claims(report)
    if claims:
        disagree = (*_rival_claims(report, claims), *_against(report, claims[0], printed))
        dating = _dating(claims[0][0], "stated", "claim")
        return Publication(dating, tuple(f"{who}: {day}" for day, who in claims), (*unread, *disagree))
    inferred = _inferred(report.text, printed, hits)
    if inferred is None:
        return Publication(None, (), (*unread, _failure(report, "R202", "Nothing states or shows the report's date.")))
    day, evidence, rule = inferred
    return Publication(_dating(day, "inferred", rule), evidence, unread)


def _claims(report: Report) -> tuple[list[tuple[date, str]], tuple[Failure, ...]]:
    """The stated days that can be read, most trusted first, and a failure for each that cannot."""
    claims: list[tuple[date, str]] = []
    failures: list[Failure] = []
    for claim in sorted(report.dates, key=lambda c: TRUST.index(c.evidence.split(":")[0])):
        try:
            claims.append((date.fromisoformat(claim.value[:10]), claim.evidence))
        except ValueError:
            failures.append(_failure(report, "R113", f"{claim.evidence} states {claim.value!r}, which is no ISO date."))
    return claims, tuple(failures)


def _rival_claims(report: Report, claims: Sequence[tuple[date, str]]) -> Iterator[Failure]:
    first, who = claims[0]
    for day, other in claims[1:]:
        if day != first:
            yield _failure(report, "R201", f"{who} states {first}, {other} states {day}.")


def _against(report: Report, claim: tuple[date, str], printed: Sequence[Printed]) -> Iterator[Failure]:
    """Datelines on another day than the stated one, and captions and posts dated after it."""
    stated, who = claim
    for p in printed:
        off = p.role == "dateline" and abs(p.day - stated) > SAME_STORY
        later = p.role in {"caption", "post", "credit"} and p.day - stated > SAME_STORY
        if off or later:
            message = f"{who} states {stated}, but the {p.role} prints {p.words!r}."
            yield _failure(report, "R201", message, f"{p.extent.start}-{p.extent.end}")


def _printed(report: Report, layout: Layout, hits: Sequence[Hit]) -> Iterator[Printed]:
    """Dates printed with day, month and year, in order of text."""
    starts = [block.start for block in layout.blocks]
    for time in resolve(report.text, hits, None):
        if time.dating is None or time.dating.basis != "stated" or time.dating.earliest != time.dating.latest:
            continue
        at = bisect_right(starts, time.extent.start) - 1
        if at >= 0 and time.extent.end <= layout.blocks[at].end:
            day = date.fromisoformat(time.dating.earliest)
            yield Printed(day, layout.blocks[at].role, time.extent, report.text[time.extent.start : time.extent.end])


def _inferred(text: str, printed: Sequence[Printed], hits: Sequence[Hit]) -> tuple[date, tuple[str, ...], str] | None:
    """The day that the evidence supports best, the evidence in words, and the name of the rule."""
    source = table("report_dates")
    placed = [p for p in printed if p.role != "body"] or list(printed)
    if not placed:
        return None
    head = [p for p in placed if p.role in {"dateline", "byline"}]
    latest = max(head or placed, key=lambda p: p.day)
    day, weekday = (latest.day, None) if head else _with_weekdays(text, latest.day, hits, source["reach"])
    score = source["score"][latest.role] + source["agreement"] * (weekday is not None)
    if score < source["least"]:
        return None
    evidence = [str(p) for p in placed if p.day == latest.day]
    if weekday is not None:
        evidence.append(f"weekday: {text[weekday.start : weekday.end]!r} at {weekday.start}")
    return day, tuple(evidence), f"latest-{latest.role}"


def _with_weekdays(text: str, latest: date, hits: Sequence[Hit], reach: int) -> tuple[date, Extent | None]:
    """The day moved on to the last weekday that the story names within reach, and where it names it."""
    found = [(offset, h.extent) for h, t in zip(hits, resolve(text, hits, latest.isoformat()), strict=True)
             if (offset := _offset(h, t, latest)) is not None and offset <= reach]  # fmt: skip
    if not found:
        return latest, None
    offset, extent = max(found, key=lambda pair: (pair[0], -pair[1].start))
    return latest + timedelta(days=offset), extent


def _offset(hit: Hit, time: TimeExpression, latest: date) -> int | None:
    """Days from ``latest`` on to the weekday that ``hit`` names; None if it names none, or one of another week."""
    parts = dict(hit.parts)
    if "weekday" not in parts or "month" in parts or "shift" in parts or time.dating is None:
        return None
    return (int(parts["weekday"]) - latest.weekday()) % 7


def _dating(day: date, basis: Basis, rule: str) -> Dating:
    iso = day.isoformat()
    return Dating(iso, iso, iso, "day", basis, None, rule)


def _failure(report: Report, code: str, message: str, where: str | None = None) -> Failure:
    kind = FAILURES[code]
    return Failure(report.path, code, kind.severity, message, kind.remedy, where)
