"""Who holds, takes or leaves which office, according to whom: one row a passage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..model.notes import OfficeStatus
from ..model.record import Occupancy, Status
from .dates import DateLabel, date_label
from .index import Index, Quote
from .voice import Voice, voice


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One passage about an office. ``holder`` is a name, None where the text names nobody; ``holder_id`` its entity; ``since`` and
    ``until`` where the passage tells a beginning or an end, ``as_of`` the day of its telling, ``claimant`` by whom. The counts and
    ``support`` are of all passages that say the same."""

    id: str
    office: str
    body: str | None
    holder: str | None
    holder_id: str | None
    status: OfficeStatus
    date: DateLabel | None
    since: DateLabel | None
    until: DateLabel | None
    as_of: DateLabel | None
    claimant: str | None
    quote: Quote
    voice: Voice | None
    publisher: str | None
    n_reports: int
    n_publishers: int
    n_origins: int
    n_speakers: int
    support: Status
    contradictions: tuple[str, ...]

    @property
    def body_apart(self) -> str | None:
        """The body, where the words of the office do not name it themselves ("president" of a country)."""
        return None if self.body is None or self.body.casefold() in self.office.casefold() else self.body


def office_rows(index: Index) -> tuple[OfficeRow, ...]:
    """Offices, those in the most passages first, each by body and from its earliest date on; without a date last."""
    rows = [office_row(index, occupancy) for occupancy in index.nouns.occupancies]
    passages = Counter(row.office.casefold() for row in rows)
    return tuple(sorted(rows, key=lambda row: (-passages[row.office.casefold()], *_key(row))))


def office_row(index: Index, occupancy: Occupancy) -> OfficeRow:
    """One passage about an office as a row."""
    quote = index.quote(occupancy.span)
    return OfficeRow(
        id=occupancy.id,
        office=occupancy.office.exact,
        body=occupancy.body,
        holder=index.name(occupancy.holder),
        holder_id=occupancy.holder,
        status=occupancy.status,
        date=date_label(occupancy.when),
        since=date_label(occupancy.since),
        until=date_label(occupancy.until),
        as_of=date_label(occupancy.as_of),
        claimant=index.name(occupancy.claimant),
        quote=quote,
        voice=voice(index, index.statements.get(occupancy.statement)),
        publisher=quote.publisher,
        n_reports=occupancy.n_reports,
        n_publishers=occupancy.n_publishers,
        n_origins=occupancy.n_origins,
        n_speakers=occupancy.n_speakers,
        support=occupancy.support,
        contradictions=index.contradictions_of.get(occupancy.statement, ()),
    )


def _key(row: OfficeRow) -> tuple[str, str, str, str, int, str]:
    date = row.date.earliest if row.date else "9999"
    return (row.office.casefold(), row.body or "", date, row.quote.path, row.quote.start, row.id)
