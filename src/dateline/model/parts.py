"""Parts of what ONE report says, for stages that need no more: notes that are kept closed are opened only as far as that.

Always true here: a part says what the whole says; the fields of a part have the names and shapes that ``ReportNotes`` has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, Protocol, Self, TypeVar, runtime_checkable

from msgspec import Struct

from .notes import Actor, Attribution, Credit, Dating, Mention, ReportNotes, SameEvent
from .reading import Layout


class Names(Struct, frozen=True, gc=False):
    """Who and what a report names, and where it can name it: what linking names and copies needs."""

    report: str
    layout: Layout
    published: Dating | None
    published_evidence: tuple[str, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    credits: tuple[Credit, ...]

    @classmethod
    def of(cls, notes: ReportNotes) -> Self:
        """This part of ``notes``."""
        return cls(
            notes.report, notes.layout, notes.published, notes.published_evidence, notes.mentions, notes.actors,
            notes.credits,
        )  # fmt: skip


class Trigger(Struct, frozen=True, gc=False):
    """The word that tells an event, or refers to one."""

    lemma: str


class Triggers(Struct, frozen=True, gc=False):
    """By which words a report tells events and refers to events, which of these are one, and its most telling words."""

    report: str
    events: tuple[Trigger, ...]
    references: tuple[Trigger, ...]
    same_events: tuple[SameEvent, ...]
    terms: str

    @classmethod
    def of(cls, notes: ReportNotes) -> Self:
        """This part of ``notes``."""
        told, referred = (tuple(Trigger(e.lemma) for e in some) for some in (notes.events, notes.references))
        return cls(notes.report, told, referred, notes.same_events, notes.terms)


class Attributed(Struct, frozen=True, gc=False):
    """Which sentence a clause is of, and which attribution of its report it has."""

    sentence: int
    attribution: int | None


class Credits(Struct, frozen=True, gc=False):
    """Whose copy the sentences of a report are, as far as it says so itself."""

    report: str
    layout: Layout
    attributions: tuple[Attribution, ...]
    clauses: tuple[Attributed, ...]
    credits: tuple[Credit, ...]

    @classmethod
    def of(cls, notes: ReportNotes) -> Self:
        """This part of ``notes``."""
        clauses = tuple(Attributed(clause.sentence, clause.attribution) for clause in notes.clauses)
        return cls(notes.report, notes.layout, notes.attributions, clauses, notes.credits)


class _Part(Protocol):
    @classmethod
    def of(cls, notes: ReportNotes) -> Self: ...


P = TypeVar("P", bound=_Part)


@runtime_checkable
class Unopened(Protocol):
    """Notes of reports that can be opened in part."""

    def part(self, report: str, shape: type[P]) -> P:
        """That part of the notes of ``report`` which ``shape`` is. Raises KeyError where there are none."""
        ...


def part(notes: Mapping[str, ReportNotes], report: str, shape: type[P]) -> P:
    """That part of the notes of ``report`` which ``shape`` is; of notes that are not open no more than this is opened."""
    return notes.part(report, shape) if isinstance(notes, Unopened) else shape.of(notes[report])


class Parts(Mapping[str, P], Generic[P]):
    """That part of the notes of some reports, in this order, which ``shape`` is; each is opened when it is asked for."""

    def __init__(self, notes: Mapping[str, ReportNotes], reports: Iterable[str], shape: type[P]) -> None:
        self._notes, self._reports, self._shape = notes, dict.fromkeys(reports), shape

    def __getitem__(self, report: str) -> P:
        return part(self._notes, report, self._shape)

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)
