"""What people ruled: decisions, never changed and never removed; a later one may undo an earlier one.

Always true here: a decision names its targets by quotation (``Span``) or by the printed name, not by the ids of the machine, so
that it holds after every rebuild, re-reading and upgrade; its id is made of its content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Literal

from .notes import PlaceFix
from .reading import Span

DecisionKind = Literal["merge", "split", "reject", "date", "grade", "undo", "alias", "distinct", "place"]
DecisionNoun = Literal["entity", "statement", "event", "figure", "occupancy", "contradiction", "copy", "report"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person ruled: ``who``, ``when`` (ISO 8601 with its zone) and ``why``, over the passages in ``target``.

    ``merge``: all targets are one ``noun``. ``split``: no two targets are the same. ``reject``: each target is none.
    ``date``: ``value`` is the EDTF date of the targets. ``grade``: ``value`` is the grade given to them.
    ``undo``: ``undoes`` is the id of the decision that no longer holds; it has no target.

    Three kinds rule on printed ``names`` in the whole record, now and later, and have no target. ``alias``: all of them name one thing.
    ``distinct``: the two name two things. ``place``: all of them name the place that ``place`` pins. ``value`` narrows ``alias`` and
    ``distinct`` to entities of one type; of ``place`` it is the kind ("square").
    """

    kind: DecisionKind
    noun: DecisionNoun | None
    target: tuple[Span, ...]
    value: str | None
    who: str
    when: str
    why: str
    undoes: str | None = None
    names: tuple[str, ...] = ()
    place: PlaceFix | None = None

    @property
    def id(self) -> str:
        """The id, a digest of everything the decision says: 16 hexadecimal digits."""
        said = astuple(self)
        if not self.names:  # ids of decisions on passages are older than those two fields
            said = said[:8]
        return sha256(json.dumps(said).encode("ascii")).hexdigest()[:16]

    @property
    def ruling(self) -> tuple[object, ...]:
        """What is ruled, whoever ruled it, when and why: the same ruling twice is one."""
        return (self.kind, self.noun, self.target, self.value, self.undoes, self.names, self.place)


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in order: neither undone nor themselves an undo; to undo an undo brings back what it undid."""
    given = tuple(decisions)
    undone: set[str] = set()
    for decision in reversed(given):
        if decision.undoes is not None and decision.id not in undone:
            undone.add(decision.undoes)
    return tuple(d for d in given if d.id not in undone and d.kind != "undo")


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions by the time of ruling, equal ones once: whatever the order in which they were taken in."""
    return tuple(sorted({d.id: d for d in decisions}.values(), key=lambda d: (d.when, d.id)))
