"""Offices: who takes, holds or leaves one, in one report.

Always true here: the office is printed in the passage; a holder that the text does not name is None; "the mayors of A and B"
are two offices.
"""

from __future__ import annotations

from msgspec.structs import replace

from ...model.notes import OfficeMention
from .changes import changes
from .nouns import Cast, Office
from .titles import titles

__all__ = ["Cast", "find_offices"]


def find_offices(cast: Cast) -> tuple[OfficeMention, ...]:
    """Changes of office that verbs tell, and offices that names carry as titles and appositions, by place."""
    carried = tuple(titles(cast))
    held = (t for t in carried if t.holder is not None and t.status in ("holds", "acting"))
    known = {
        t.holder: Office(t.office, (t.body,) if t.body else ()) for t in reversed(tuple(held)) if t.holder is not None
    }
    knowing = replace(cast, known=known)
    told: list[OfficeMention] = []
    for number, clause in enumerate(cast.clauses):
        tree = cast.trees[clause.sentence]
        head = tree.token_at(clause.head.start) if tree is not None else None
        happened = clause.realis == "actual" and clause.polarity == "positive"
        if tree is not None and head is not None and happened and tree.parse.pos[head] in ("VERB", "AUX"):
            told += changes(knowing, tree, head, number)
    rest = (t for t in carried if not any(t.office.touches(change.office) for change in told))
    return tuple(sorted((*told, *rest), key=lambda o: (o.extent, o.office, o.body or "", o.holder or -1, o.status)))
