"""What is made of one report after the other: its statements, and the figures, offices and rebuttals that stand on them.

Always true here: only those statements stay open that something of the record stands on; the order is that of reports and places.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import chain
from typing import NamedTuple, TypeVar

from ..model.closed import Closed, Part
from ..model.links import EventRef
from ..model.notes import ReportNotes
from ..model.record import Contradiction, Figure, Occupancy, Statement
from .contradictions.rebuttals import of_rebuttals
from .figures import figures
from .materials import Lookup, Materials, statement_id
from .offices import occupancies
from .opening import Left, left, with_left
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

    def without_events(self) -> Said:
        """The same without the statements on which only events stand: these are made."""
        standing = {*(figure.statement for figure in self.figures), *(one.statement for one in self.occupancies)}
        return self._replace(atoms={id: self.atoms[id] for id in sorted(standing)})


class _OfOne(NamedTuple):
    """What one report says, and what is left of its notes."""

    left: Left
    statements: Part
    atoms: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    occupancies: tuple[Occupancy, ...]
    rebuttals: tuple[Contradiction, ...]


def said(materials: Materials, lookup: Lookup, rulings: Rulings) -> tuple[Said, Materials]:
    """What the reports say, and ``materials`` with what is left of their notes, each of which is opened once."""
    untold = frozenset(ref for link in materials.referred for ref in link.members)
    notes = (materials.notes[report] for report in sorted(materials.notes))
    each = [_of_one(materials, lookup, rulings, one, untold) for one in notes]
    found = Said(
        Closed(one.statements for one in each),
        {atom.id: atom for one in each for atom in one.atoms},
        _all(one.figures for one in each),
        _all(one.occupancies for one in each),
        _all(one.rebuttals for one in each),
    )
    return found, with_left(materials, (one.left for one in each))


def _of_one(
    materials: Materials, lookup: Lookup, rulings: Rulings, notes: ReportNotes, untold: Container[EventRef]
) -> _OfOne:
    made = on_statements(rulings, statements(materials, lookup, notes))
    here = {statement.id: statement for statement in made}
    counted = tuple(f for f in figures(materials, lookup, notes, here) if not here[f.statement].rejected)
    held = occupancies(materials, lookup, notes, here)
    rest = left(materials, lookup, notes, untold)
    telling = (mention.clause for mention in (*notes.events, *rest.referring.values()))
    standing = {statement_id(notes.report, notes.clauses[clause]) for clause in telling}
    standing |= {*(figure.statement for figure in counted), *(one.statement for one in held)}
    atoms = tuple(statement for statement in made if statement.id in standing)
    return _OfOne(rest, Part.of(made), atoms, counted, held, tuple(of_rebuttals(made)))


def _all(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(parts))
