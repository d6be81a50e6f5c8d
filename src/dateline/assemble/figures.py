"""Counts to figures with their owner, their scope and who stands behind them.

Always true here: a figure stands on the statement of its clause; its claimant is that statement's speaker or nobody; what is not told
as fact implies nobody; behind a figure stand all passages that give the same number of the same measure and scope, in the same mood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from .. import rules
from ..model.extents import Extents
from ..model.links import EventRef
from ..model.notes import Count, ReportNotes
from ..model.reading import Extent
from ..model.record import Contradiction, Figure, Statement, When
from .backing import Backing, backing
from .materials import Lookup, Materials, made_id, statement_id
from .scopes import Scopes

_COUNTED = ("as-of", "by")  # rules of dates up to which something was counted: "as of Monday", "by Monday"


def figures(
    materials: Materials, lookup: Lookup, notes: ReportNotes, atoms: Mapping[str, Statement]
) -> tuple[Figure, ...]:
    """The figures of one report, by place; ``atoms`` are its statements."""
    if not notes.counts:
        return ()
    told = reversed(list(enumerate(notes.events)))  # of two events of one clause the first counts
    of_clause = {m.clause: lookup.event_of.get(EventRef(notes.report, n)) for n, m in told}
    clauses = Extents([clause.extent for clause in notes.clauses])
    found = []
    for count in notes.counts:
        place = _clause_of(notes, clauses, count.extent)
        if place is None:
            continue
        statement = atoms[statement_id(notes.report, notes.clauses[place])]
        is_fact = statement.realis == "actual" and statement.polarity == "positive"
        if is_fact or count.rule != "implied":
            found.append(_figure(materials, notes, count, statement, of_clause.get(place)))
    return tuple(sorted(found, key=lambda f: (f.span.start, f.span.end, f.id)))


def with_backing(
    materials: Materials, scopes: Scopes, figures: Sequence[Figure], conflicts: Collection[Contradiction]
) -> tuple[Figure, ...]:
    """``figures`` with their scope and with who stands behind each; disputed is what a conflict names with its words."""
    against = {
        pair
        for c in conflicts
        if c.kind == "conflict" and c.aspect == "figure"
        for pair in zip(c.statements, c.values, strict=True)
    }
    alike: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        alike[_said(figure, scopes.atoms[figure.statement])].append(figure)
    found: dict[str, Figure] = {}
    for group in (scope for same in alike.values() for scope in scopes.together(same)):
        told = {f.statement: scopes.atoms[f.statement] for f in group}
        disputed = any((f.statement, f.span.exact) in against for f in group)
        counts = backing(materials, tuple(told.values()), disputed=disputed)
        found |= {f.id: _scoped(f, scopes, counts) for f in group}
    return tuple(found[f.id] for f in figures)


def _scoped(figure: Figure, scopes: Scopes, counts: Backing) -> Figure:
    return replace(
        figure,
        when=scopes.when(figure),
        place=scopes.place(figure),
        n_reports=counts.n_reports,
        n_publishers=counts.n_publishers,
        n_origins=counts.n_origins,
        n_speakers=counts.n_speakers,
        status=counts.status,
    )


def _said(figure: Figure, atom: Statement) -> tuple[object, ...]:
    """What a passage says by a figure: measure, number, of whom, mood. Without a number it is the words that tell of whom."""
    whom = figure.span.exact.casefold() if figure.rule == "implied" else _kind(figure)
    number = (figure.low, figure.best, figure.high, figure.unit, figure.delta, figure.rule == "part")
    return (figure.measure, *number, whom, atom.polarity, atom.realis)


def _kind(figure: Figure) -> str:
    """ "12 people" and "12 victims" are of one kind, "12 children" of another."""
    noun = (figure.noun or "people").casefold()
    return "people" if noun in rules.words("comparing", "figures.totals") else noun


def _clause_of(notes: ReportNotes, clauses: Extents, extent: Extent) -> int | None:
    """The smallest clause that holds the extent, else the first that touches it."""
    touching = clauses.touching(extent)
    holding = [
        (c.extent.end - c.extent.start, n)
        for n, c in ((n, notes.clauses[n]) for n in touching)
        if c.extent.holds(extent) and c.rule != "nominal"
    ]
    return min(holding)[1] if holding else min(touching, default=None) if touching else _same_sentence(notes, extent)


def _same_sentence(notes: ReportNotes, extent: Extent) -> int | None:
    number = next((n for n, s in enumerate(notes.layout.sentences) if s.start <= extent.start < s.end), None)
    return next((n for n, c in enumerate(notes.clauses) if c.sentence == number), None)


def _figure(materials: Materials, notes: ReportNotes, count: Count, statement: Statement, event: str | None) -> Figure:
    said = statement.attribution
    return Figure(
        id=made_id("f", notes.report, *count.extent, count.measure),
        measure=count.measure,
        noun=count.noun,
        unit=count.unit,
        low=count.low,
        best=count.best,
        high=count.high,
        qualifier=count.qualifier,
        delta=count.delta,
        span=materials.span(notes.report, count.extent),
        statement=statement.id,
        claimant=said.speaker if said else None,
        as_of=_as_of(statement),
        event=event,
        rule=count.rule,
    )


def _as_of(statement: Statement) -> When | None:
    """When a count was taken: by the words, else when it was said; of what was so long ago, then."""
    when = statement.when
    counted = when is not None and when.rule in _COUNTED and statement.realis == "actual"
    if when is not None and (counted or (statement.background and when.expression is not None)):
        return when
    return statement.said or when
