"""What people ruled: decisions, never changed and never removed; a later one may undo an earlier one.

Always true here: a decision names what it is about by the printed words, their place and the document that prints them
(``Anchor``), or by printed names, not by the ids of the machine, so that it holds after every rebuild, re-reading and upgrade; its
id is made of its content.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Literal

from .notes import PlaceFix
from .reading import Span

DecisionKind = Literal[
    "merge", "split", "reject", "date", "locate", "rename", "resolve", "grade", "comment", "remove", "undo",
    "alias", "distinct", "place",
]  # fmt: skip
DecisionNoun = Literal[
    "entity", "statement", "event", "figure", "occupancy", "contradiction", "copy", "report", "publisher"
]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Printed words that a decision is about, and all that tells their document from others.

    ``quote`` is where they stood when somebody ruled; ``before`` and ``after`` are up to 40 characters on either side. ``sha256`` is
    that of the text, ``raw_sha256`` that of the file it came from, ``file`` its name without the folder. ``type`` is that of the
    entity or event then, and of a statement its rule; ``label`` what it was called then.
    """

    quote: Span
    sha256: str
    raw_sha256: str
    file: str
    publisher: str | None = None
    url: str | None = None
    before: str = ""
    after: str = ""
    type: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person ruled: ``who``, ``when`` (ISO 8601 with its zone) and ``why``, over the things that ``target`` anchors.

    ``merge``: all targets are one ``noun``. ``split``: the targets after the first are another than the first. ``reject``: each target
    is none. ``date``: ``value`` is the EDTF date of the targets. ``locate``: all targets but the last happened at the last, a place.
    ``rename``: ``value`` is the name of the targets. ``resolve``: the statements in ``target`` contradict each other no longer; ``value``
    is the kind and aspect of the contradiction ("conflict:figure"). ``grade``: ``value`` is 1 to 6 for the targets, or A to F for the
    publisher in ``names``. ``comment``: ``why`` is said of the targets. ``remove``: the reports are left out of the record.
    ``undo``: ``undoes`` is the id of the decision that no longer holds; it has no target.

    Three kinds rule on printed ``names`` in the whole record, now and later, and have no target. ``alias``: all of them name one thing.
    ``distinct``: the two name two things. ``place``: all of them name the place that ``place`` pins. ``value`` narrows ``alias`` and
    ``distinct`` to entities of one type; of ``place`` it is the kind ("square").
    """

    kind: DecisionKind
    noun: DecisionNoun | None
    target: tuple[Anchor, ...]
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
        """What is ruled, whoever ruled it, when and why: the same ruling twice is one. A comment says something else each time."""
        said = self.why if self.kind == "comment" else None
        return (self.kind, self.noun, self.target, self.value, self.undoes, self.names, self.place, said)


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in the order given: neither undone nor themselves an undo; to undo an undo brings back what it undid.

    In whatever order they are given, the same hold.
    """
    given = tuple(decisions)
    undone = _undone(given)
    return tuple(d for d in given if d.id not in undone and d.kind != "undo")


def _undone(given: Sequence[Decision]) -> set[str]:
    """The ids of what an undo holds against that is itself not undone: the last undo of each chain is looked at first."""
    by_id = {decision.id: decision for decision in given}
    waiting: defaultdict[str, int] = defaultdict(int)
    for decision in by_id.values():
        if decision.undoes is not None:
            waiting[decision.undoes] += 1
    ready = [decision for id, decision in by_id.items() if not waiting[id]]
    undone: set[str] = set()
    while ready:
        last = ready.pop()
        if last.undoes is None:
            continue
        if last.id not in undone:
            undone.add(last.undoes)
        waiting[last.undoes] -= 1
        if not waiting[last.undoes] and last.undoes in by_id:
            ready.append(by_id[last.undoes])
    return undone


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions by the time of ruling, equal ones once: whatever the order in which they were taken in."""
    return tuple(sorted({d.id: d for d in decisions}.values(), key=lambda d: (d.when, d.id)))
