"""Which reports are versions of one document: they stand at one address, and the one tells much of what the other tells.

Always true here: the result depends on the reports alone, not on their order; every report is in at most one link; what has an address in
common and hardly any words stays apart, and so do the entries of a page that each have their place in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from msgspec import Struct

from ..model.links import Former, VersionLink
from ..model.notes import ReportNotes
from ..model.reading import Report
from ..rules import table
from ..settings import Settings
from .shingles import Hashes, containment, distinct, hash_shingles, hash_words

ALIKE = 0.2
"""Share of the shorter report's shingles that two versions of a document have in common at least. Of 13,511 pairs of articles of one outlet
19 have so much. Two of 5,646 addresses of articles stand there twice: their reports have .96 and all in common."""
NEIGHBOURS = 8
"""Reports at one address that each is compared with, the nearest in age: a page that is read every hour changes little by little."""


class Age(Struct, frozen=True, order=True):
    """How old a report is: the last ``day`` (ISO) and hour that are stated of it; then, for want of these, how much it tells."""

    day: str
    hour: str
    length: int
    sha256: str
    id: str

    @property
    def stated(self) -> str:
        """Day and hour as ISO 8601; empty where nothing is stated."""
        return f"{self.day}T{self.hour}" if self.hour else self.day

    def is_stated_after(self, other: Age) -> bool:
        """Whether it is stated that this one is later."""
        if not self.day or not other.day or self.day != other.day:
            return bool(self.day and other.day) and self.day > other.day
        return bool(self.hour and other.hour) and self.hour > other.hour


def find_versions(
    reports: Iterable[Report], notes: Mapping[str, ReportNotes], settings: Settings
) -> tuple[VersionLink, ...]:
    """One link per document of which several versions are among ``reports``, in order of id; ``notes`` are by report."""
    found: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.url and (at := address(report.url)):
            found[at].append(report)
    links = (_link(group) for same in found.values() if len(same) > 1 for group in _documents(same, notes, settings))
    return tuple(sorted(links, key=lambda link: link.report))


def age(report: Report, notes: ReportNotes) -> Age:
    """How old ``report`` is by all dates that are stated of it, else by the day that its text leads to."""
    stated = [_moment(claim.value) for claim in report.dates]
    inferred = [(notes.published.latest, "")] if notes.published else []
    return Age(*max(stated or inferred, default=("", "")), len(report.text), report.sha256, report.id)


def _moment(value: str) -> tuple[str, str]:
    """Day and hour of an ISO date or date-time, in UTC where its zone is stated."""
    try:
        moment = datetime.fromisoformat(value)
        moment = moment if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return value[:10], ""
    return moment.date().isoformat(), moment.time().isoformat() if len(value) > 10 else ""


def _documents(
    same: Sequence[Report], notes: Mapping[str, ReportNotes], settings: Settings
) -> Iterator[list[tuple[Age, Report]]]:
    """The reports at one address that are versions of each other, oldest first; in groups of two and more."""
    ordered = sorted(((age(report, notes[report.id]), report) for report in same), key=lambda pair: pair[0])
    told = [_shingles(report.text, settings.shingle) for _, report in ordered]
    head = list(range(len(ordered)))
    for later in range(len(ordered)):
        for earlier in range(max(0, later - NEIGHBOURS), later):
            if head[later] != head[earlier] and _alike(told[earlier], told[later]):
                head = [head[earlier] if n == head[later] else n for n in head]
    groups: defaultdict[int, list[tuple[Age, Report]]] = defaultdict(list)
    for number, pair in zip(head, ordered, strict=True):
        groups[number].append(pair)
    return (group for group in groups.values() if len(group) > 1)


def _shingles(text: str, size: int) -> Hashes:
    return distinct(hash_shingles(hash_words([text]).hashes, size))


def _alike(one: Hashes, other: Hashes) -> bool:
    return containment(one, other) >= ALIKE


def _link(group: Sequence[tuple[Age, Report]]) -> VersionLink:
    pairs = reversed(list(pairwise(age for age, _ in group)))
    return VersionLink(group[-1][1].id, tuple(Former(a.id, a.stated, b.is_stated_after(a), b.stated) for a, b in pairs))


def address(url: str) -> str | None:
    """What of ``url`` tells the document that it leads to; None where it tells none: it is no web address, or that of a site."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").casefold()
    except ValueError:
        return None
    if parts.scheme.casefold() not in ("http", "https") or not host:
        return None
    for door in table("versions")["doors"]:
        host = host.removeprefix(door)
    path, query, place = _way(parts.path), _telling(parts.query), _telling(parts.fragment)
    if not path and not query:
        return None
    return host + path + (f"?{query}" if query else "") + (f"#{place}" if place else "")


def _way(path: str) -> str:
    """A path without what is empty at its end."""
    steps = path.split("/")
    while steps and not steps[-1].strip():
        steps.pop()
    return "/".join(steps).rstrip()


def _telling(query: str) -> str:
    """The parts of a query that do not say how a reader came to the page."""
    begins, keys = _tracks()
    parts = ((part.partition("=")[0].casefold(), part) for part in map(str.strip, query.split("&")) if part)
    return "&".join(part for key, part in parts if key not in keys and not key.startswith(begins))


@cache
def _tracks() -> tuple[tuple[str, ...], frozenset[str]]:
    rows = table("versions")["tracks"]
    return tuple(begin for row in rows for begin in row["begins"]), frozenset(
        key for row in rows for key in row["keys"]
    )
