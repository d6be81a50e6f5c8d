"""Which reports are new since a moment: by the moment that each was published.

Always true here: every report is in exactly one part; no clock is read; hours are compared as the reports print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from ..errors import InputError
from ..model.record import When

MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?")
FIRST = "0000-01-01T00:00"
LAST = "9999-12-31T23:59"


class Published(Protocol):
    """What a report must tell to be old or new: a ``RecordedReport``, or the outline of one."""

    @property
    def id(self) -> str: ...
    @property
    def published(self) -> When | None: ...


class Split(Struct, frozen=True):
    """Ids of reports, sorted. ``unsure`` were published on the day (or in the month) of ``since``, which states an hour that they do
    not: they may be new, and count as new. ``undated`` state no date: nothing says that they are new, and they count as known."""

    since: str
    before: tuple[str, ...]
    new: tuple[str, ...]
    unsure: tuple[str, ...]
    undated: tuple[str, ...]

    @property
    def fresh(self) -> frozenset[str]:
        """The reports that count as new."""
        return frozenset((*self.new, *self.unsure))


def split(reports: Iterable[Published], since: str) -> Split:
    """``reports`` by whether they were published before ``since``: a day, a month, a year, or a minute (``2020-10-06T18:30``).

    Raises InputError (E103) for any other word.
    """
    start = _moment(since)
    parts: dict[str, list[str]] = {"before": [], "new": [], "unsure": [], "undated": []}
    for report in reports:
        parts[_part(report.published, start)].append(report.id)
    return Split(since, **{name: tuple(sorted(ids)) for name, ids in parts.items()})


def is_since(moment: str, since: str) -> bool:
    """Whether a moment that is known to the second (ISO 8601) lies at ``since`` or after it, both as they are written."""
    return moment[: len(LAST)] >= _moment(since)


def may_be_since(stated: str, since: str) -> bool:
    """Whether a moment that is stated to the year, day or second (ISO 8601) may lie at ``since`` or after it: it does not lie before."""
    return stated[: len(LAST)] + LAST[len(stated) :] >= _moment(since)


def _part(published: When | None, start: str) -> str:
    if published is None:
        return "undated"
    if MOMENT.fullmatch(published.edtf[: len(LAST)]) and "T" in published.edtf:
        first = last = published.edtf[: len(LAST)]
    else:
        first, last = published.earliest + FIRST[10:], published.latest + LAST[10:]
    return "new" if first >= start else "before" if last < start else "unsure"


def _moment(since: str) -> str:
    """``since`` to the minute: the first of the day, month or year that it names."""
    whole = since + FIRST[len(since) :]
    if MOMENT.fullmatch(since) is None or not _is_moment(whole):
        message = f"The moment {since!r} of --since cannot be read."
        raise InputError("E103", message, "Write 2020-10-06, 2020-10-06T18:30, 2020-10 or 2020.")
    return whole


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
