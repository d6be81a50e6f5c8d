"""Each noun of the record as one flat table: what CSV and data frames hold.

Always true here: the columns of a noun do not depend on the record; a cell is text, a number, a truth value or empty;
a quotation stands in a column named ``exact`` beside ``path``, ``start`` and ``end``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from ..model.reading import Span
from ..model.record import Contradiction, Statement, When
from .index import Index, Nouns, Quote
from .versions import ChangeRow, VersionRow, version_rows

Cell = str | int | float | bool | None
Column = tuple[str, Callable[[Index, Any], Cell]]
"""A name and how to read it off a noun."""
JOIN = " | "
"""Between the items of a list in one cell."""


class Table(Struct, frozen=True):
    """A noun's columns and its rows in the order of the record; every row is as long as ``columns``."""

    noun: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(nouns: Nouns, noun: str) -> Table:
    """The table of one noun, a key of ``TABLES``; lists are joined by `` | ``. Raises KeyError for another word."""
    return TABLES[noun](nouns)


def _fill(noun: str, columns: Sequence[Column], nouns: Nouns, items: Iterable[object]) -> Table:
    index = Index(nouns)
    rows = tuple(tuple(read(index, item) for _, read in columns) for item in items)
    return Table(noun, tuple(name for name, _ in columns), rows)


def _join(words: Iterable[str | None]) -> str:
    return JOIN.join(dict.fromkeys(word for word in words if word))


def _span(read: Callable[[Index, Any], Span | None], head: str = "") -> tuple[Column, ...]:
    def start(index: Index, item: object) -> Cell:
        span = read(index, item)
        return span.start if span else None

    def end(index: Index, item: object) -> Cell:
        span = read(index, item)
        return span.end if span else None

    def exact(index: Index, item: object) -> Cell:
        span = read(index, item)
        return span.exact if span else None

    def path(index: Index, item: object) -> Cell:
        span = read(index, item)
        return index.quote(span).path if span else None

    return ((head + "path", path), (head + "start", start), (head + "end", end), (head + "exact", exact))


def _when(read: Callable[[Any], When | None], name: str = "date") -> tuple[Column, ...]:
    def column(field: str) -> Callable[[Index, Any], Cell]:
        def cell(_: Index, item: object) -> Cell:
            when = read(item)
            value: Cell = getattr(when, field) if when else None
            return value

        return cell

    fields = ("earliest", "latest", "precision", "basis")
    return ((name, column("edtf")), *((f"{name}_{field}", column(field)) for field in fields))


BEHIND: tuple[Column, ...] = (
    ("reports", lambda _, n: n.n_reports),
    ("publishers", lambda _, n: n.n_publishers),
    ("origins", lambda _, n: n.n_origins),
    ("speakers", lambda _, n: n.n_speakers),
)
"""How many stand behind an event, a figure or an occupancy."""

REPORTS: tuple[Column, ...] = (
    ("id", lambda _, r: r.id),
    ("path", lambda _, r: r.path),
    ("title", lambda _, r: r.title),
    ("publisher", lambda _, r: r.publisher),
    ("agency", lambda _, r: r.agency),
    ("author", lambda _, r: r.author),
    ("url", lambda _, r: r.url),
    ("language", lambda _, r: r.language),
    *_when(lambda r: r.published, "published"),
    ("published_evidence", lambda _, r: _join(r.published_evidence)),
    ("characters", lambda _, r: len(r.text)),
    ("sha256", lambda _, r: r.sha256),
    ("raw_sha256", lambda _, r: r.raw_sha256),
    ("publisher_grade", lambda _, r: r.publisher_grade),
)

Replaced = tuple[VersionRow, ChangeRow | None]
"""An earlier version with one thing that the next one changed; None where it changed nothing that is listed."""


def _changed(read: Callable[[ChangeRow], Quote | None], head: str) -> tuple[Column, ...]:
    def column(field: str) -> Callable[[Index, Replaced], Cell]:
        def cell(_: Index, item: Replaced) -> Cell:
            quote = read(item[1]) if item[1] else None
            value: Cell = getattr(quote, field) if quote else None
            return value

        return cell

    return tuple((head + field, column(field)) for field in ("path", "start", "end", "exact"))


VERSIONS: tuple[Column, ...] = (
    ("report", lambda _, v: v[0].report),
    ("report_path", lambda _, v: v[0].report_path),
    ("id", lambda _, v: v[0].id),
    ("path", lambda _, v: v[0].path),
    ("title", lambda _, v: v[0].title),
    ("stated", lambda _, v: v[0].stated),
    ("next", lambda _, v: v[0].next),
    ("replaced", lambda _, v: v[0].replaced),
    ("sure", lambda _, v: v[0].sure),
    ("sha256", lambda _, v: v[0].sha256),
    ("kind", lambda _, v: v[1].kind if v[1] else None),
    ("measure", lambda _, v: v[1].what if v[1] else None),
    *_changed(lambda change: change.removed, "removed_"),
    *_changed(lambda change: change.added, "added_"),
)

ENTITIES: tuple[Column, ...] = (
    ("id", lambda _, e: e.id),
    ("type", lambda _, e: e.type),
    ("name", lambda _, e: e.name),
    ("aliases", lambda _, e: _join(e.aliases)),
    ("roles", lambda _, e: _join(role.exact for role in e.roles)),
    ("mentions", lambda _, e: len(e.mentions)),
    ("reports", lambda _, e: e.n_reports),
    ("lat", lambda _, e: e.place.lat if e.place else None),
    ("lon", lambda _, e: e.place.lon if e.place else None),
    ("geonameid", lambda _, e: e.place.geonameid if e.place else None),
    ("country", lambda _, e: e.place.country if e.place else None),
    ("place_precision", lambda _, e: e.place.precision if e.place else None),
)

STATEMENTS: tuple[Column, ...] = (
    ("id", lambda _, s: s.id),
    *_span(lambda _, s: s.span),
    ("speaker", lambda i, s: i.name(s.attribution.speaker) if s.attribution else None),
    ("speaker_words", lambda _, s: s.attribution.source.exact if s.attribution and s.attribution.source else None),
    ("speech", lambda _, s: s.attribution.kind if s.attribution else None),
    ("relays", lambda i, s: _relays(i, s)),
    ("unnamed", lambda _, s: s.attribution.unnamed.kind if s.attribution and s.attribution.unnamed else None),
    ("hand", lambda _, s: s.hand),
    ("origin", lambda _, s: s.origin.name),
    ("origin_kind", lambda _, s: s.origin.kind),
    *_when(lambda s: s.when),
    ("polarity", lambda _, s: s.polarity),
    ("realis", lambda _, s: s.realis),
    ("background", lambda _, s: s.background),
    ("copy_group", lambda _, s: s.copy_group),
    ("rule", lambda _, s: s.rule),
    ("rejected", lambda _, s: s.rejected),
    ("grade", lambda _, s: s.grade),
)

EVENTS: tuple[Column, ...] = (
    ("id", lambda _, e: e.id),
    ("type", lambda _, e: e.type),
    ("mode", lambda _, e: e.mode),
    *_when(lambda e: e.when),
    *_span(lambda _, e: e.headline),
    ("places", lambda i, e: _join(map(i.name, e.places))),
    ("participants", lambda i, e: _join(i.name(p.entity) or p.span.exact for p in e.participants)),
    ("polarity", lambda _, e: e.polarity),
    ("realis", lambda _, e: e.realis),
    ("background", lambda _, e: e.background),
    *BEHIND,
    ("status", lambda _, e: e.status),
    ("weight", lambda _, e: e.weight),
    ("statements", lambda _, e: _join(e.statements)),
    ("plover", lambda _, e: e.plover),
    ("acled", lambda _, e: e.acled),
    ("cameo", lambda _, e: e.cameo),
    ("iptc", lambda _, e: e.iptc),
)

FIGURES: tuple[Column, ...] = (
    ("id", lambda _, f: f.id),
    ("measure", lambda _, f: f.measure),
    ("noun", lambda _, f: f.noun),
    ("low", lambda _, f: f.low),
    ("best", lambda _, f: f.best),
    ("high", lambda _, f: f.high),
    ("unit", lambda _, f: f.unit),
    ("qualifier", lambda _, f: f.qualifier),
    ("delta", lambda _, f: f.delta),
    ("claimant", lambda i, f: i.name(f.claimant)),
    *_when(lambda f: f.as_of, "as_of"),
    *_span(lambda _, f: f.span),
    ("statement", lambda _, f: f.statement),
    ("event", lambda _, f: f.event),
    *_when(lambda f: f.when),
    ("place", lambda i, f: i.name(f.place)),
    *BEHIND,
    ("status", lambda _, f: f.status),
)

OCCUPANCIES: tuple[Column, ...] = (
    ("id", lambda _, o: o.id),
    ("office", lambda _, o: o.office.exact),
    ("body", lambda _, o: o.body),
    ("holder", lambda i, o: i.name(o.holder)),
    ("status", lambda _, o: o.status),
    *_when(lambda o: o.when),
    *_when(lambda o: o.since, "from"),
    *_when(lambda o: o.until, "to"),
    *_when(lambda o: o.as_of, "as_of"),
    ("claimant", lambda i, o: i.name(o.claimant)),
    *_span(lambda _, o: o.span),
    ("statement", lambda _, o: o.statement),
    *BEHIND,
    ("support", lambda _, o: o.support),
)

CONTRADICTIONS: tuple[Column, ...] = (
    ("id", lambda _, c: c.id),
    ("kind", lambda _, c: c.kind),
    ("aspect", lambda _, c: c.aspect),
    ("event", lambda _, c: c.event),
    ("values", lambda _, c: _join(c.values)),
    *_span(lambda i, c: _side(i, c, 0), "a_"),
    *_span(lambda i, c: _side(i, c, 1), "b_"),
    ("statements", lambda _, c: _join(c.statements)),
    ("rule", lambda _, c: c.why.rule),
    ("resolved", lambda _, c: c.resolved),
)

COPIES: tuple[Column, ...] = (
    ("id", lambda _, c: c[0].id),
    ("kind", lambda _, c: c[0].kind),
    *_span(lambda _, c: c[1]),
)

FAILURES: tuple[Column, ...] = (
    ("path", lambda _, f: f.path),
    ("code", lambda _, f: f.code),
    ("severity", lambda _, f: f.severity),
    ("message", lambda _, f: f.message),
    ("remedy", lambda _, f: f.remedy),
    ("where", lambda _, f: f.where),
)

TABLES: Mapping[str, Callable[[Nouns], Table]] = MappingProxyType(
    {
        "reports": lambda n: _fill("reports", REPORTS, n, n.reports),
        "entities": lambda n: _fill("entities", ENTITIES, n, n.entities),
        "statements": lambda n: _fill("statements", STATEMENTS, n, n.statements),
        "events": lambda n: _fill("events", EVENTS, n, n.events),
        "figures": lambda n: _fill("figures", FIGURES, n, n.figures),
        "occupancies": lambda n: _fill("occupancies", OCCUPANCIES, n, n.occupancies),
        "contradictions": lambda n: _fill("contradictions", CONTRADICTIONS, n, n.contradictions),
        "copies": lambda n: _fill("copies", COPIES, n, ((group, span) for group in n.copies for span in group.spans)),
        "versions": lambda n: _fill("versions", VERSIONS, n, _replaced(n)),
        "failures": lambda n: _fill("failures", FAILURES, n, n.failures),
    }
)


def _replaced(nouns: Nouns) -> Iterator[Replaced]:
    """Each earlier version once for each of its changes, once where it has none."""
    for version in (row for report in nouns.reports for row in version_rows(report)):
        yield from ((version, change) for change in version.changes or (None,))


def _relays(index: Index, statement: Statement) -> str:
    chain = statement.attribution.chain if statement.attribution else ()
    return _join(index.name(link.entity) or link.source.exact for link in chain)


def _side(index: Index, contradiction: Contradiction, number: int) -> Span | None:
    if number >= len(contradiction.statements):
        return None
    found = index.statements.get(contradiction.statements[number])
    return found.span if found else None
