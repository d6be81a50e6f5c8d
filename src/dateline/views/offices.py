"""Who holds, takes or leaves which office, according to whom: one row a passage."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from ..model.record import Occupancy, Status
from ..model.words import OfficeStatus
from ..rules import table
from .dates import DateLabel, date_label
from .index import Index, Quote
from .voice import Voice, voice


class OfficeRow(Struct, frozen=True):
    """One passage about an office. ``holder`` is a name, None where the text names nobody; ``holder_id`` its entity; ``since`` and
    ``until`` where the passage tells a beginning or an end, ``as_of`` the day of its telling, ``claimant`` by whom. The counts and
    ``support`` are of all passages that say the same. A ``body`` in square
    brackets is not said in the passage: other passages say it of the same holder."""

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

    @property
    def told_of(self) -> tuple[str, str] | None:
        """The first and the last day (ISO) that the passage tells of, as bars draw it; None where it tells of none.

        Where it names neither a beginning nor an end it is one day: its own date where that is past ("President A fled in 2005"), else
        the telling.
        """
        since = self.since.earliest if self.since else None
        until = self.until.latest if self.until else None
        told = self.as_of.earliest if self.as_of else None
        seen = self.date.latest if self.date and (told is None or self.date.latest < told) else told
        start, end = since or until or seen, until or seen or since
        if start is None or end is None or (self.status == "former" and until is None):
            return None
        return start, end


def office_rows(index: Index, limit: int | None = None) -> tuple[OfficeRow, ...]:
    """Offices, those in the most passages first, each by body and from its earliest date on; without a date last. The first ``limit``."""
    usual = _usual_bodies(index)
    found = [(occupancy, _body(occupancy, usual)) for occupancy in index.nouns.occupancies]
    passages = Counter(occupancy.office.exact.casefold() for occupancy, _ in found)
    found.sort(key=lambda o: (-passages[o[0].office.exact.casefold()], *_key(index, *o)))
    return tuple(replace(office_row(index, occupancy), body=body) for occupancy, body in found[:limit])


MOSTLY = 0.9
"""Share of the passages on one holder's office that must name one and the same body before it is that of the passages that name none."""
Held = tuple[str, str]
"""A holder's id and the noun of the office."""


def _body(occupancy: Occupancy, usual: Mapping[Held, str]) -> str | None:
    """The body of an office; where the passage says of none, the usual one in square brackets."""
    if occupancy.body is not None or not occupancy.holder:
        return occupancy.body
    body = usual.get((occupancy.holder, _noun(occupancy.office.exact)))
    return f"[{body}]" if body else None


def _usual_bodies(index: Index) -> dict[Held, str]:
    """Of whom the passages that name a body nearly all name the same: that body, as most print it."""
    printed: defaultdict[Held, Counter[str]] = defaultdict(Counter)
    for occupancy in index.nouns.occupancies:
        if occupancy.holder and occupancy.body:
            printed[occupancy.holder, _noun(occupancy.office.exact)][occupancy.body] += 1
    # One body alone is compared with nothing, and the names of countries take a while to read.
    lands = _lands(index) if any(len(bodies) > 1 for bodies in printed.values()) else {}
    found = {}
    for held, bodies in printed.items():
        same: Counter[str] = Counter()
        for body, count in bodies.items():
            same[lands.get(body.casefold(), body.casefold())] += count
        most = min(same, key=lambda land: (-same[land], land))
        if same[most] >= MOSTLY * same.total():
            own = [body for body in bodies if lands.get(body.casefold(), body.casefold()) == most]
            found[held] = min(own, key=lambda body: (-bodies[body], body))
    return found


def _noun(office: str) -> str:
    """The noun of an office: "president" of "Torvian President" and of "ex-president of Torvia"."""
    words = re.split(r"[\s-]+", re.split(r" (?:of|for|to|at) ", office.casefold(), maxsplit=1)[0].strip())
    return words[-1]


def _lands(index: Index) -> dict[str, str]:
    """Country codes by the names of countries and of their peoples, in small letters."""
    rows = table("places")["countries"]
    listed = {word.casefold(): row["code"] for row in rows for word in (*row["people"], *row["names"])}
    named = {
        name.casefold(): entity.place.country
        for entity in index.countries()
        if entity.place and entity.place.country
        for name in (entity.name, *entity.aliases)
    }
    return {**listed, **named}


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


def _key(index: Index, occupancy: Occupancy, body: str | None) -> tuple[str, str, str, str, int, str]:
    date = occupancy.when.earliest if occupancy.when else "9999"
    path, start, _ = index.place_of(occupancy.span)
    return (occupancy.office.exact.casefold(), body or "", date, path, start, occupancy.id)
