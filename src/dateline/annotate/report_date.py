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
from dateline.model.reading import DateClaim, Extent, Failure, Layout, Report, Role
from dateline.rules import table

from .times import Hit, resolve, tense

TRUST = ("option", "metadata.csv", "field", "page", "header-line")
_OWN_DATE = {"dateline", "byline"}  # these print the report's own day; what the story tells of does not move it
_ELSEWHERE = {"month", "shift", "relation"}  # a weekday with these is part of a date, or of another week
_BARE_YEARS = {"bare-year", "in-year"}
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


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday (Monday 0) with its place."""

    number: int
    extent: Extent


@dataclass(frozen=True, slots=True)
class Inference:
    """The day that one kind of evidence gives: the evidence in words, the rule, and a score between 0 and 1."""

    day: date
    evidence: tuple[str, ...]
    rule: str
    score: float


def published(report: Report, layout: Layout, hits: Sequence[Hit]) -> Publication:
    """The report's date with its evidence: stated (option, metadata, page ...), else inferred from its own words.

    ``hits`` are the time expressions found in ``report.text``. Warnings: R113 a stated date that cannot be read, R201
    evidence that disagrees, R202 no date known.
    """
    printed = _printed(report, layout, hits)
    claims, unread = _claims(report)
    if claims:
        disagree = (*_rival_claims(report, claims), *_against(report, claims[0], printed))
        dating = _dating(claims[0][0], "stated", "claim")
        return Publication(dating, tuple(f"{who}: {day}" for day, who in claims), (*unread, *disagree))
    inferred = _inferred(report.text, printed, hits)
    if inferred is None:
        return Publication(None, (), (*unread, _failure(report, "R202", "Nothing states or shows the report's date.")))
    return Publication(_dating(inferred.day, "inferred", inferred.rule), inferred.evidence, unread)


def _claims(report: Report) -> tuple[list[tuple[date, str]], tuple[Failure, ...]]:
    """The stated days that can be read, most trusted first, and a failure for each that cannot."""
    claims: list[tuple[date, str]] = []
    failures: list[Failure] = []
    for claim in sorted(report.dates, key=_trust):
        try:
            claims.append((date.fromisoformat(claim.value[:10]), claim.evidence))
        except ValueError:
            failures.append(_failure(report, "R113", f"{claim.evidence} states {claim.value!r}, which is no ISO date."))
    return claims, tuple(failures)


def _trust(claim: DateClaim) -> int:
    """The claim's place in the order of trust; a kind that has none comes last."""
    kind = claim.evidence.split(":")[0]
    return TRUST.index(kind) if kind in TRUST else len(TRUST)


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


def _printed(report: Report, layout: Layout, hits: Sequence[Hit]) -> tuple[Printed, ...]:
    """Dates printed with day, month and year, in order of text, then datelines that leave the year to be guessed."""
    placed = [(t, role) for t in resolve(report.text, hits, None) if (role := _role(layout, t.extent))]
    full = [
        Printed(date.fromisoformat(t.dating.earliest), role, t.extent, report.text[t.extent.start : t.extent.end])
        for t, role in placed
        if t.dating and t.dating.basis == "stated" and t.dating.earliest == t.dating.latest
    ]
    if not full:
        return ()
    latest = max(p.day for p in full)
    yearless = [t for t, role in placed if role == "dateline" and t.dating is None and t.value.startswith("XXXX-")]
    return (*full, *(p for t in yearless if (p := _near(report.text, t, latest))))


def _role(layout: Layout, extent: Extent) -> Role | None:
    """The role of the block that holds ``extent``."""
    at = bisect_right(layout.blocks, extent.start, key=lambda block: block.start) - 1
    return layout.blocks[at].role if at >= 0 and extent.end <= layout.blocks[at].end else None


def _near(text: str, time: TimeExpression, latest: date) -> Printed | None:
    """A dateline's day and month in the year that brings it nearest to the latest full date, if that is near."""
    days = [
        d
        for year in (latest.year - 1, latest.year, latest.year + 1)
        if (d := _day(time.value.replace("XXXX", str(year))))
    ]
    nearest = min(days, key=lambda d: abs(d - latest), default=None)
    if nearest is None or abs(nearest - latest) > timedelta(days=table("report_dates")["near"]):
        return None
    return Printed(nearest, "dateline", time.extent, text[time.extent.start : time.extent.end])


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _inferred(text: str, printed: Sequence[Printed], hits: Sequence[Hit]) -> Inference | None:
    """What the evidence that counts most says; None where it is weaker than the least score."""
    told = _told_weekday(text, hits)
    latest = {
        role: max((p for p in printed if p.role == role), key=lambda p: p.day) for role in {p.role for p in printed}
    }
    found = [_weighed(text, p, printed, told, hits) for _, p in sorted(latest.items())]
    best = max(found, key=lambda i: (i.score, i.day), default=None)
    return best if best is not None and best.score >= table("report_dates")["least"] else None


def _weighed(
    text: str, latest: Printed, printed: Sequence[Printed], told: Weekday | None, hits: Sequence[Hit]
) -> Inference:
    """The latest date of one role, moved on to the weekday that the story tells of, with its score and its evidence."""
    source = table("report_dates")
    offset = (told.number - latest.day.weekday()) % 7 if told else None
    moves = 0 < (offset or 0) <= source["reach"] and latest.role not in _OWN_DATE
    agrees = offset == 0 or moves
    contrary = offset is not None and source["reach"] < offset <= source["contrary"]
    score = source["score"][latest.role] + (agrees - contrary) * source["agreement"]
    score -= source["older"] * (latest.role != "post" and _latest_year(hits) > latest.day.year)
    day = latest.day + timedelta(days=offset or 0) if moves else latest.day
    evidence = [str(p) for p in printed if p.day == latest.day]
    if told and agrees:
        evidence.append(f"weekday: {text[told.extent.start : told.extent.end]!r} at {told.extent.start}")
    return Inference(day, tuple(evidence), f"latest-{latest.role}", round(score, 2))


def _told_weekday(text: str, hits: Sequence[Hit]) -> Weekday | None:
    """The first weekday, alone, that a sentence in the past tense tells of."""
    for hit in hits:
        parts = dict(hit.parts)
        if "weekday" in parts and _ELSEWHERE.isdisjoint(parts) and tense.around(text, hit.extent) == "past":
            return Weekday(int(parts["weekday"]), hit.extent)
    return None


def _latest_year(hits: Sequence[Hit]) -> int:
    """The latest year that stands alone in the text; 0 if there is none."""
    years = (int(dict(h.parts)["year"]) for h in hits if h.rule in _BARE_YEARS)
    return max(years, default=0)


def _dating(day: date, basis: Basis, rule: str) -> Dating:
    iso = day.isoformat()
    return Dating(iso, iso, iso, "day", basis, None, rule)


def _failure(report: Report, code: str, message: str, where: str | None = None) -> Failure:
    kind = FAILURES[code]
    return Failure(report.path, code, kind.severity, message, kind.remedy, where)
