"""Offices to occupancies: who holds what, from when to when, as of when, according to whom and how many.

Always true here: a beginning or an end is a date that the passage tells of it; an occupancy that is only seen in passing has neither;
behind one stand all passages that say the same of the same holder, office and body, and no other beginning or end.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from .. import rules
from ..model.notes import OfficeMention, OfficeStatus, ReportNotes
from ..model.reading import Extent, Span
from ..model.record import Contradiction, Occupancy, Statement, When
from .backing import Backing, backing
from .materials import Lookup, Materials, made_id, statement_id


def occupancies(
    materials: Materials, lookup: Lookup, notes: ReportNotes, atoms: Mapping[str, Statement]
) -> tuple[Occupancy, ...]:
    """The occupancies of one report, by place; a title that it repeats stands once. ``atoms`` are its statements."""
    found: dict[tuple[object, ...], Occupancy] = {}
    for office in notes.offices:
        made = _occupancy(materials, lookup, notes, office, atoms)
        title = (made.holder, made.office.exact.casefold(), made.status, made.body)
        found.setdefault(title if office.rule == "title" else (made.id,), made)
    return tuple(sorted(found.values(), key=lambda o: (o.span.start, o.office.start, o.id)))


def with_backing(
    materials: Materials,
    atoms: Mapping[str, Statement],
    occupancies: Sequence[Occupancy],
    conflicts: Collection[Contradiction],
) -> tuple[Occupancy, ...]:
    """``occupancies`` with who stands behind each; disputed is what a conflict over an office names."""
    against = {s for c in conflicts if c.kind == "conflict" and c.aspect == "status" for s in c.statements}
    alike: defaultdict[tuple[object, ...], defaultdict[_Ends, list[Occupancy]]] = defaultdict(lambda: defaultdict(list))
    for one in occupancies:
        alike[_said(one)][_ends(one)].append(one)
    found: dict[str, Occupancy] = {}
    for by_ends in alike.values():
        for ends, group in by_ends.items():
            same = [o for others, those in by_ends.items() if _fit(ends, others) for o in those]
            told = {o.statement: atoms[o.statement] for o in same}
            disputed = any(o.holder and o.statement in against for o in same)
            counts = backing(materials, tuple(told.values()), disputed=disputed)
            found |= {o.id: _counted(o, counts) for o in group}
    return tuple(found[o.id] for o in occupancies)


_Ends = tuple[str | None, str | None]
"""Beginning and end of an occupancy, in EDTF."""


def _said(one: Occupancy) -> tuple[object, ...]:
    """What a passage says of an office; where nobody is named, nothing says that another passage means the same."""
    office = " ".join(w for w in one.office.exact.casefold().split() if w not in ("the", "a", "an"))
    return (office, (one.body or "").casefold(), one.holder or one.id, one.status)


def _ends(one: Occupancy) -> _Ends:
    return one.since.edtf if one.since else None, one.until.edtf if one.until else None


def _fit(ends: _Ends, others: _Ends) -> bool:
    """Whether neither gives a beginning or an end that the other denies."""
    return all(a is None or b is None or a == b for a, b in zip(ends, others, strict=True))


def _counted(one: Occupancy, counts: Backing) -> Occupancy:
    return replace(
        one,
        n_reports=counts.n_reports,
        n_publishers=counts.n_publishers,
        n_origins=counts.n_origins,
        n_speakers=counts.n_speakers,
        support=counts.status,
    )


def _occupancy(
    materials: Materials, lookup: Lookup, notes: ReportNotes, office: OfficeMention, atoms: Mapping[str, Statement]
) -> Occupancy:
    statement = atoms[statement_id(notes.report, notes.clauses[office.clause])]
    when = _told_when(materials, notes, office, statement)
    since, until = _stretch(office, when)
    return Occupancy(
        id=made_id("h", notes.report, *office.office, office.body, office.holder, office.status),
        office=materials.span(notes.report, office.office),
        body=office.body,
        holder=holder if (holder := lookup.entity(notes.report, office.holder)) in materials.named else None,
        status=_status(office, until, notes),
        when=when,
        span=materials.span(notes.report, office.extent),
        statement=statement.id,
        rule=office.rule,
        since=since,
        until=until,
        as_of=statement.said or materials.when(notes.report, notes.published),
        claimant=statement.attribution.speaker if statement.attribution else None,
    )


def _told_when(materials: Materials, notes: ReportNotes, office: OfficeMention, statement: Statement) -> When | None:
    """The date of the passage as far as it is the office's: a span of time is that of a title only within its words, and of two offices
    each has the date that stands behind it."""
    when = statement.when
    if office.rule == "title":
        foreign = when is not None and when.precision == "interval" and not _in(office.extent, when.expression)
        return when if statement.background and not foreign else None
    others = [o.office.start for o in notes.offices if o.clause == office.clause and o.office != office.office]
    earlier = [start for start in others if start < office.office.start]
    if when is None or when.expression is None or not earlier:
        return when
    if not min(earlier) <= when.expression.start < office.office.start:
        return when
    end = notes.layout.sentences[notes.clauses[office.clause].sentence].end
    behind = Extent(office.office.end, min((s for s in others if s > office.office.start), default=end))
    own = next((t for t in notes.times if behind.start <= t.extent.start < behind.end and t.dating), None)
    return materials.when(notes.report, own.dating, own) if own else None


def _in(extent: Extent, span: Span | None) -> bool:
    return span is not None and extent.start <= span.start and span.end <= extent.end


def _status(office: OfficeMention, until: When | None, notes: ReportNotes) -> OfficeStatus:
    """What the words say; who held an office until a day before the report's held it formerly."""
    over = until is not None and notes.published is not None and until.latest < notes.published.earliest
    return "former" if over and office.status in ("holds", "acting") else office.status


def _stretch(office: OfficeMention, when: When | None) -> tuple[When | None, When | None]:
    """From when and to when, as far as the date of the passage tells: of who takes an office the beginning, of who leaves it the end."""
    if when is None:
        return None, None
    first, slash, last = when.edtf.partition("/")
    lasting = office.status in ("holds", "acting", "former", "claimed")
    if slash and when.precision == "interval" and lasting:
        ongoing = when.rule == "since"
        return _part(when, first), None if ongoing else _part(when, last)
    if office.status in ("resigned", "dismissed"):
        return None, when
    verb = office.rule.removeprefix("verb:")
    enters = office.status in ("appointed", "elected") or (verb in rules.words("offices", "entering") and lasting)
    return (when, None) if enters else (None, None)


def _part(when: When, edtf: str) -> When | None:
    """One end of an interval as a date of its own; None where it is open or not a plain day, month or year."""
    numbers = edtf.split("-")
    if not 1 <= len(numbers) <= 3 or not all(number.isdigit() for number in numbers):
        return None
    year, month = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 12
    day = int(numbers[2]) if len(numbers) > 2 else monthrange(year, month)[1]
    earliest = "-".join((*numbers, "01", "01")[:3])
    precision = ("year", "month", "day")[len(numbers) - 1]
    latest = f"{numbers[0]}-{month:02}-{day:02}"
    return replace(when, edtf=edtf, earliest=earliest, latest=latest, precision=precision)
