"""What is stated around a report about its day, in the order of trust, and where the statements disagree.

Always true here: a statement that cannot be read is a warning; one that names only a month or a year bounds the day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from ...errors import FAILURES
from ...model.reading import DateClaim, Failure, Report

SAME_STORY = timedelta(days=1)
"""A dateline names the day of writing, a page the day of posting, in any zone of time."""
TRUST = ("option", "metadata.csv", "field", "page", "header-line")
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?")


class Claim(Struct, frozen=True):
    """Who states that the report appeared from ``first`` to ``last`` (one day, mostly)."""

    first: date
    last: date
    who: str
    of_change: bool = False

    @property
    def exact(self) -> bool:
        """Whether a day is stated, not a month or a year."""
        return self.first == self.last

    def __str__(self) -> str:
        if self.exact:
            return f"{self.who}: {self.first}"
        return f"{self.who}: {f'{self.first:%Y-%m}' if self.first.month == self.last.month else self.first.year}"


class Stated(Struct, frozen=True):
    """What is stated of the publication, most trusted first; of later changes; a failure (R113) for what cannot be read."""

    claims: tuple[Claim, ...]
    changes: tuple[Claim, ...]
    unread: tuple[Failure, ...]


def read_claims(report: Report) -> Stated:
    """Everything that is stated about the report's day."""
    claims: list[Claim] = []
    failures: list[Failure] = []
    for claim in sorted(report.dates, key=_trust):
        try:
            claims.append(Claim(*_days(claim.value), claim.evidence, claim.of_change))
        except ValueError:
            failures.append(warning(report, "R113", f"{claim.evidence} states {claim.value!r}, which is no ISO date."))
    changes = tuple(claim for claim in claims if claim.of_change)
    return Stated(tuple(claim for claim in claims if not claim.of_change), changes, tuple(failures))


def _days(value: str) -> tuple[date, date]:
    """The first and the last day of an ISO date, month or year; ValueError for anything else."""
    if found := _PERIOD.fullmatch(value):
        year, month = int(found[1]), int(found[2]) if found[2] else None
        last = monthrange(year, month or 12)[1]
        return date(year, month or 1, 1), date(year, month or 12, last)
    day = date.fromisoformat(value[:10])
    return day, day


def _trust(claim: DateClaim) -> int:
    """The claim's place in the order of trust; a kind that has none comes last."""
    kind = claim.evidence.split(":")[0]
    return TRUST.index(kind) if kind in TRUST else len(TRUST)


def rivals(report: Report, best: Claim, stated: Stated) -> Iterator[Failure]:
    """A warning (R201) for each statement that cannot be true beside ``best``: another day, or a change before it."""
    apart = [other for other in stated.claims if other.last < best.first or other.first > best.last]
    for other in (*apart, *(change for change in stated.changes if best.first - change.last > SAME_STORY)):
        yield warning(report, "R201", f"The evidence disagrees: {best}, but {other}.")


def warning(report: Report, code: str, message: str, where: str | None = None) -> Failure:
    """The failure ``code`` of ``report`` with ``message``; ``where`` is ``start-end`` in its text."""
    kind = FAILURES[code]
    return Failure(report.path, code, kind.severity, message, kind.remedy, where)
