"""What is made of one report after the other: its statements, and the figures, offices and rebuttals that stand on them.

Always true here: only those statements stay open that something of the record stands on; the order is that of reports and places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import NamedTuple, TypeVar

from ..model.closed import Closed, Part
from ..model.notes import ReportNotes
from ..model.record import Contradiction, Figure, Occupancy, Statement
from .contradictions.rebuttals import of_rebuttals
from .figures import figures
from .materials import Lookup, Materials
from .offices import occupancies
from .rulings import Rulings, on_statements
from .statements import statements

T = TypeVar("T")


class Said(NamedTuple):
    """What all reports say. ``atoms`` are the statements by id on which a figure, an office or an event stands."""

    statements: Closed
    atoms: Mapping[str, Statement]
    figures: tuple[Figure, ...]
    occupancies: tuple[Occupancy, ...]
    rebuttals: tuple[Contradiction, ...]


class _OfOne(NamedTuple):
    """What one report says."""

    statements: Part
    atoms: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    occupancies: tuple[Occupancy, ...]
    rebuttals: tuple[Contradiction, ...]


def said(materials: Materials, lookup: Lookup, rulings: Rulings) -> Said:
    """What the reports say, one after the other."""
    referring: defaultdict[str, set[int]] = defaultdict(set)
    for ref, mention in materials.referring.items():
        referring[ref.report].add(mention.clause)
    notes = (materials.notes[report] for report in sorted(materials.notes))
    each = [_of_one(materials, lookup, rulings, one, referring[one.report]) for one in notes]
    return Said(
        Closed(one.statements for one in each),
        {atom.id: atom for one in each for atom in one.atoms},
        _all(one.figures for one in each),
        _all(one.occupancies for one in each),
        _all(one.rebuttals for one in each),
    )


def _of_one(
    materials: Materials, lookup: Lookup, rulings: Rulings, notes: ReportNotes, referring: Collection[int]
) -> _OfOne:
    """What one report says; its clauses ``referring`` are those that refer to events which no passage tells."""
    made = on_statements(rulings, statements(materials, lookup, notes))
    here = {statement.id: statement for statement in made}
    counted = tuple(f for f in figures(materials, lookup, notes, here) if not here[f.statement].rejected)
    held = occupancies(materials, lookup, notes, here)
    ids = lookup.statements[notes.report]
    telling = (ids[clause] for clause in chain((event.clause for event in notes.events), referring))
    standing = {*telling, *(f.statement for f in counted), *(o.statement for o in held)}
    atoms = tuple(statement for statement in made if statement.id in standing)
    return _OfOne(Part.of(made), atoms, counted, held, tuple(of_rebuttals(made)))


def _all(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(parts))
