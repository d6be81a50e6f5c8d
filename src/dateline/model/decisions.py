"""What people ruled: decisions, never changed and never removed; a later one may undo an earlier one.

Always true here: a decision names what it is about by the printed words, their place and the document that prints them
(``Anchor``), or by printed names, not by the ids of the machine, so that it holds after every rebuild, re-reading and upgrade; its
id is made of its content.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from .edtf import ruled_dating
from .reading import Span
from .resolved import PlaceFix

DecisionKind = Literal[
    "merge", "split", "reject", "date", "locate", "rename", "resolve", "grade", "comment", "remove", "undo",
    "alias", "distinct", "place",
]  # fmt: skip
DecisionNoun = Literal[
    "entity", "statement", "event", "figure", "occupancy", "contradiction", "copy", "report", "publisher"
]


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")


LENGTHS = {0: timedelta(days=1), 1: timedelta(minutes=1), 2: timedelta(seconds=1)}
"""How long the time is that a moment of so many colons leaves open; one with a fraction is exact."""
_SURROGATE = re.compile("[\ud800-\udfff]")


class Moment(NamedTuple):
    """From when (since the year 1, UTC) until before when something was ruled."""

    start: timedelta
    end: timedelta


class Anchor(Struct, frozen=True):
    """Printed words that a decision is about, and all that tells their document from others.

    ``quote`` is where they stood when somebody ruled; ``before`` and ``after`` are up to 40 characters on either side. ``sha256`` is
    that of the text, ``raw_sha256`` that of the file it came from, ``file`` its name without the folder. ``type`` is that of the
    entity or event then, and of a statement its rule; ``label`` what it was called then. ``others`` are further passages that showed the
    same entity or event then; the first that is still there counts.
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
    others: tuple[Anchor, ...] = ()


def file_name(path: str) -> str:
    """The last part of a path, as it was given on any system."""
    return path.replace("\\", "/").rpartition("/")[2]


def _parts(value: object) -> Any:
    """A value with all values in it as tuples of what they hold."""
    if isinstance(value, Struct):
        return tuple(_parts(getattr(value, name)) for name in value.__struct_fields__)
    return tuple(map(_parts, value)) if isinstance(value, tuple) else value


class Decision(Struct, frozen=True):
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
        said = _parts(self)
        if not self.names:  # ids of decisions on passages are older than those two fields
            said = said[:8]
        return sha256(json.dumps(said).encode("ascii")).hexdigest()[:16]

    @property
    def called(self) -> tuple[str, ...]:
        """What it is about, each once: printed names, or what its targets were called then; the printed words where that was one name."""
        labels = tuple(dict.fromkeys(self.names or (anchor.label or anchor.quote.exact for anchor in self.target)))
        printed = tuple(dict.fromkeys(anchor.quote.exact for anchor in self.target))
        return printed if len(printed) > len(labels) == 1 else labels

    @property
    def moment(self) -> Moment:
        """When it was ruled, UTC where ``when`` names no zone; all time where that is no moment."""
        if not is_moment(self.when):
            return Moment(timedelta(), timedelta.max)
        read = datetime.fromisoformat(self.when)
        start = read.replace(tzinfo=None) - datetime.min - (read.utcoffset() or timedelta())
        length = timedelta(microseconds=1) if "." in self.when else LENGTHS[min(self.when[11:19].count(":"), 2)]
        return Moment(start, start + length)

    @property
    def ruling(self) -> tuple[object, ...]:
        """What is ruled, whoever ruled it, when and why: the same ruling twice is one. A comment says something else each time."""
        said = self.why if self.kind == "comment" else None
        return (self.kind, self.noun, self.target, self.value, self.undoes, self.names, self.place, said)


class Shape(Struct, frozen=True):
    """What a decision of one kind has: of which nouns, at least and at most how many targets and names."""

    nouns: tuple[DecisionNoun, ...]
    targets: tuple[int, int]
    names: tuple[int, int] = (0, 0)


MANY = 10_000
"""Targets, and names, that one decision can have at most."""
LONGEST = 4_000
"""Letters of a reason, a name or a value; what is longer is no such thing."""
_THINGS: tuple[DecisionNoun, ...] = ("entity", "event", "statement", "contradiction", "report")
SHAPES: dict[DecisionKind, Shape] = {
    "merge": Shape(("entity", "event"), (2, MANY)),
    "split": Shape(("entity", "event"), (2, MANY)),
    "reject": Shape(("statement",), (1, MANY)),
    "date": Shape(("event", "statement"), (1, MANY)),
    "locate": Shape(("event", "statement"), (2, MANY)),
    "rename": Shape(("entity",), (1, 1)),
    "resolve": Shape(("contradiction",), (2, MANY)),
    "grade": Shape(("statement", "publisher"), (0, MANY), (0, 1)),
    "comment": Shape(_THINGS, (1, MANY)),
    "remove": Shape(("report",), (1, MANY)),
    "undo": Shape((), (0, 0)),
    "alias": Shape(("entity",), (0, 0), (2, MANY)),
    "distinct": Shape(("entity",), (0, 0), (2, 2)),
    "place": Shape(("entity",), (0, 0), (1, MANY)),
}
GRADES: dict[DecisionNoun, str] = {"publisher": "ABCDEF", "statement": "123456"}
"""The Admiralty code: how reliable a source is, how credible a piece of information."""


def fault_of(decision: Decision) -> str | None:
    """What is wrong with the shape of ``decision``; None where nothing is."""
    shape = SHAPES[decision.kind]
    counts = ((len(decision.target), shape.targets), (len(decision.names), shape.names))
    words = (decision.who, decision.why, *decision.names)
    if any(not word.strip() for word in words):
        return "who, why or a name is empty"
    if any(_SURROGATE.search(word) for word in (*words, decision.value or "")):
        return "who, why, value or a name holds half a character"
    if max(map(len, (*words, decision.value or ""))) > LONGEST:
        return f"who, why, value or a name has more than {LONGEST} letters"
    if not is_moment(decision.when):
        return f"when is {decision.when!r}, not a time such as 2020-10-06 or 2020-10-06T18:30:00Z"
    if decision.noun not in (shape.nouns or (None,)):
        return f"the noun of {decision.kind} is {decision.noun!r}, not {' or '.join(shape.nouns) or 'none'}"
    if any(not least <= n <= most for n, (least, most) in counts):
        return f"{decision.kind} has {len(decision.target)} targets and {len(decision.names)} names"
    if (decision.kind == "undo") != (decision.undoes is not None):
        return "undoes goes with undo, and with nothing else"
    return _fault_of_value(decision)


def _fault_of_value(decision: Decision) -> str | None:
    kind, value = decision.kind, decision.value or ""
    if kind == "date" and ruled_dating(value) is None:
        return f"the date is {value!r}, not one such as 2020, 2020-10, 2020-10-06 or 2020-10-06/2020-10-08"
    if kind == "rename" and not any(map(str.isalpha, value)):
        return f"the name is {value!r}, without a letter"
    if kind == "resolve" and not value:
        return "the value is empty, not the kind and aspect of a contradiction"
    if kind == "place" and (decision.place is None or not math.isfinite(decision.place.lat + decision.place.lon)):
        return "the place has no pin"
    if kind != "grade":
        return None
    grades, things = (
        GRADES[decision.noun or "statement"],
        decision.names if decision.noun == "publisher" else decision.target,
    )
    if len(value) != 1 or value not in grades:
        return f"the grade of a {decision.noun} is {value!r}, not {grades[0]} to {grades[-1]}"
    return None if things else "nothing is graded"


def is_moment(words: str) -> bool:
    """Whether ``words`` are a day, or a time of a day, that the calendar has."""
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return False
    return _MOMENT.fullmatch(words) is not None


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in the order given: neither undone nor themselves an undo; to undo an undo brings back what it undid.

    In whatever order they are given, the same hold.
    """
    given = tuple(decisions)
    undone = undone_in(given)
    return tuple(d for d in given if d.id not in undone and d.kind != "undo")


def undone_in(given: Sequence[Decision]) -> set[str]:
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
    return tuple(sorted({d.id: d for d in decisions}.values(), key=lambda d: (d.moment.start, d.id)))
