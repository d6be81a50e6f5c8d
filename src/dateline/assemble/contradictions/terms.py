"""Prison terms of one person: "11 years and two months" sharpens "an 11-year sentence".

Always true here: terms are compared only of one person, and only where the coarser is in whole years and less than a year away;
terms further apart may be of two trials, and are no contradiction.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...model.reading import Extent, Span
from ...model.record import Contradiction, Figure, Statement
from ..materials import Lookup, Materials
from .finding import made

_MONTHS_PER_YEAR = 12


def of_terms(
    materials: Materials, lookup: Lookup, figures: Sequence[Figure], atoms: Mapping[str, Statement]
) -> Iterator[Contradiction]:
    """Refinements: one for each pair of terms of a person."""
    by_person: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.measure == "sentence" and figure.best is not None:
            for person in _persons(materials, lookup, atoms[figure.statement]):
                by_person[person].append(figure)
    for group in by_person.values():
        for a, b in itertools.combinations(group, 2):
            if a.best != b.best and a.best is not None and b.best is not None:
                coarse = min(a, b, key=lambda f: (f.best or 0) % _MONTHS_PER_YEAR)
                whole_years = (coarse.best or 0) % _MONTHS_PER_YEAR == 0
                near = abs(a.best - b.best) < _MONTHS_PER_YEAR
                if near and whole_years:
                    pair = [(f.statement, f.span.exact) for f in (a, b)]
                    yield made("refinement", "figure", None, pair, "figure:sentence")


def _persons(materials: Materials, lookup: Lookup, statement: Statement) -> set[str]:
    """Persons who take part in what the clause tells, else those it names, else the only one that its sentence names."""
    notes = materials.notes[statement.span.report]
    named = [m for m in notes.mentions if notes.actors[m.actor].type == "person"]
    of_clause = [
        e for e in notes.events if notes.clauses[e.clause].extent == (statement.span.start, statement.span.end)
    ]
    taking_part = {p.actor for e in of_clause for p in e.participants} & {m.actor for m in named}
    inside = {m.actor for m in named if _lies(m.extent, statement.span)}
    beside = {m.actor for m in named if _lies(m.extent, statement.sentence)}
    found = taking_part or inside or (beside if len(beside) == 1 else set())
    return {e for actor in found if (e := lookup.entity(notes.report, actor))}


def _lies(extent: Extent, span: Span) -> bool:
    return span.start <= extent.start and extent.end <= span.end
