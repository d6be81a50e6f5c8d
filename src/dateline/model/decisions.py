"""What people ruled: decisions, never changed and never removed; a later one may undo an earlier one.

Always true here: a decision names its targets by quotation (``Span``), not by the ids of the machine, so that it holds
after every rebuild, re-reading and upgrade; its id is made of its content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Literal

from .reading import Span

DecisionKind = Literal["merge", "split", "reject", "date", "grade", "undo"]
DecisionNoun = Literal["entity", "statement", "event", "figure", "occupancy", "contradiction", "copy", "report"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person ruled: ``who``, ``when`` (ISO 8601 with its zone) and ``why``, over the passages in ``target``.

    ``merge``: all targets are one ``noun``. ``split``: no two targets are the same. ``reject``: each target is none.
    ``date``: ``value`` is the EDTF date of the targets. ``grade``: ``value`` is the grade given to them.
    ``undo``: ``undoes`` is the id of the decision that no longer holds; it has no target.
    """

    kind: DecisionKind
    noun: DecisionNoun | None
    target: tuple[Span, ...]
    value: str | None
    who: str
    when: str
    why: str
    undoes: str | None = None

    @property
    def id(self) -> str:
        """The id, a digest of everything the decision says: 16 hexadecimal digits."""
        return sha256(json.dumps(astuple(self)).encode("ascii")).hexdigest()[:16]


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in order: neither undone nor themselves an undo; to undo an undo brings back what it undid."""
    given = tuple(decisions)
    undone: set[str] = set()
    for decision in reversed(given):
        if decision.undoes is not None and decision.id not in undone:
            undone.add(decision.undoes)
    return tuple(d for d in given if d.id not in undone and d.kind != "undo")
