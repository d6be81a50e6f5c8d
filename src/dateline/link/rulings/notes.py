"""What people ruled of single reports, laid over their notes: reports left out, statements dated, offices of rejected statements gone.

Always true here: nothing of a report's text changes, and no number of a clause, event, actor or mention does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from ...model.edtf import ruled_dating
from ...model.links import Bound, ClauseRef
from ...model.notes import Dating, ReportNotes
from .events import same_clauses


def laid_over(bound: Sequence[Bound]) -> Callable[[ReportNotes], ReportNotes]:
    """What gives notes of a report with the dates that people gave to statements, and without the offices of rejected ones."""
    dated: dict[ClauseRef, Dating] = {}
    rejected: set[ClauseRef] = set()
    for b in bound:
        dating = ruled_dating(b.decision.value or "") if b.decision.kind == "date" else None
        if dating is not None:
            dated.update(dict.fromkeys(b.clauses, dating))
        if b.decision.kind == "reject":
            rejected.update(b.clauses)
    return lambda note: _without_offices(_dated(note, dated), rejected)


def _dated(note: ReportNotes, dated: Mapping[ClauseRef, Dating]) -> ReportNotes:
    """``note`` with the ruled date of a statement as that of its clauses and of the events that they tell."""
    own = {n: dating for ref, dating in dated.items() for n in same_clauses(note, [ref])}
    if not own:
        return note
    clauses = (replace(c, dating=own[n], time=None) if n in own else c for n, c in enumerate(note.clauses))
    events = (replace(e, dating=own[e.clause], time=None) if e.clause in own else e for e in note.events)
    return replace(note, clauses=tuple(clauses), events=tuple(events))


def _without_offices(note: ReportNotes, rejected: set[ClauseRef]) -> ReportNotes:
    gone = same_clauses(note, rejected)
    return replace(note, offices=tuple(o for o in note.offices if o.clause not in gone)) if gone else note
