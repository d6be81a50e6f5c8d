"""An index over a record file that reads what it is asked for, each thing once.

Always true here: it gives what an index over the whole record gives (tests hold it); only what a listing counts over everything is
gone through, and then without what is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from ..model.reading import Span
from ..model.record import (
    CopyGroup,
    Entity,
    Event,
    Figure,
    Occupancy,
    RecordedReport,
    Statement,
)
from ..model.words import EntityType
from ..store import Called, Ranked, Shelf
from .index import Index, Nouns, is_from

# One listing needs them.
if TYPE_CHECKING:
    from ..store.sayings import Saying


class _Noun(Protocol):
    @property
    def id(self) -> str: ...


_FEW = 500
"""Names that are looked up one by one, 30 µs each; if more are asked for, all are read, a µs each."""
N = TypeVar("N", bound=_Noun)


class ById(Mapping[str, N]):
    """Things by id, each read when it is first asked for; to go through all of them reads all."""

    def __init__(self, shelf: Shelf, noun: type[N], read: Callable[[Iterable[str]], Iterable[N]] | None = None) -> None:
        """The values of ``noun`` on ``shelf``; ``read`` gives those with some ids, if not as the shelf does."""
        self._shelf = shelf
        self._noun = noun
        self._read = read or (lambda ids: shelf.get(noun, ids))
        self._found: dict[str, N] = {}

    def __getitem__(self, id: str) -> N:
        if id not in self._found:
            self.load((id,))
        return self._found[id]

    def load(self, ids: Iterable[str]) -> None:
        """Read several at once."""
        wanted = [id for id in ids if id not in self._found]
        self._found.update((value.id, value) for value in self._read(wanted))

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.ids(self._noun))

    def __len__(self) -> int:
        return self._shelf.size(self._noun)


class _Told(Mapping[str, tuple[str, ...]]):
    """The events that each statement tells, by statement id; statements that tell none are in it too."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._found: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, id: str) -> tuple[str, ...]:
        if id not in self._found:
            self._found[id] = self._shelf.told_in(id)
        return self._found[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.ids(Statement))

    def __len__(self) -> int:
        return self._shelf.size(Statement)


class Lookup(Index):
    """The index of a record in a file."""

    def __init__(self, nouns: Nouns, shelf: Shelf) -> None:
        """The record on ``shelf``; ``nouns`` are all of it."""
        super().__init__(nouns)
        self._shelf = shelf
        self._names: dict[str, str | None] = {}

    @cached_property
    def reports(self) -> Mapping[str, RecordedReport]:
        shelf = self._shelf
        return ById(shelf, RecordedReport, lambda ids: shelf.whole(shelf.heads(ids)))

    @cached_property
    def entities(self) -> ById[Entity]:
        return ById(self._shelf, Entity)

    @cached_property
    def statements(self) -> ById[Statement]:
        return ById(self._shelf, Statement)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        return ById(self._shelf, Event)

    @cached_property
    def copies(self) -> Mapping[str, CopyGroup]:
        return ById(self._shelf, CopyGroup)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        return ById(self._shelf, Figure)

    @cached_property
    def occupancies(self) -> Mapping[str, Occupancy]:
        return ById(self._shelf, Occupancy)

    @cached_property
    def events_of(self) -> Mapping[str, tuple[str, ...]]:
        return _Told(self._shelf)

    def at(self, span: Span) -> tuple[Statement, ...]:
        return self._shelf.statements_at(span.report, span.start, span.end)

    def statements_of(self, report: str) -> tuple[Statement, ...]:
        return self._shelf.statements_of(report)

    def figures_of(self, statements: Collection[str]) -> tuple[Figure, ...]:
        return self._shelf.figures_of(statements)

    def offices_of(self, statements: Collection[str]) -> tuple[Occupancy, ...]:
        return self._shelf.occupancies_of(statements)

    def figures_on(self, measures: Collection[str] | None) -> tuple[Figure, ...]:
        return self._shelf.figures_on(measures)

    def moods(self, measure: str | None) -> Mapping[str, tuple[str, str, bool]]:
        return self._shelf.moods(measure)

    @cached_property
    def called(self) -> Sequence[Entity | Called]:
        return self._shelf.called()

    def ranked(self, type: EntityType | None) -> Sequence[Ranked]:
        return self._shelf.ranked(type)

    def loaded(self, entities: Sequence[str]) -> tuple[Entity, ...]:
        self.entities.load(entities)
        return super().loaded(entities)

    def places(self) -> Sequence[str]:
        return self._shelf.places()

    def countries(self) -> Sequence[Entity]:
        return self.loaded(self._shelf.countries())

    def n_placed(self, places: Collection[str]) -> Mapping[str, int]:
        return self._shelf.n_placed(places)

    def sayings(self) -> Iterable[Statement | Saying]:
        return self._shelf.sayings()

    def tellers(self) -> Iterable[tuple[str, str]]:
        return self._shelf.tellers()

    def spoken(self, speakers: Collection[str], kind: str | None, hand: str | None) -> Iterable[Statement]:
        found = self._shelf.spoken(speakers, kind, hand)
        return (s for s in found if hand in (None, s.hand) and is_from(s, speakers, kind))

    def best_backed(self, limit: int | None) -> Iterable[Event]:
        return self._shelf.best_backed(-1 if limit is None else limit)

    def placed_at(self, places: Collection[str]) -> Container[str]:
        return self._shelf.involving(places, ("place",))

    def involving(self, entities: Collection[str]) -> frozenset[str]:
        return self._shelf.involving(entities, ("actor", "place"))

    def holding(self, words: str) -> frozenset[str]:
        texts = {report: text for report, text in self._shelf.texts() if words in text.casefold()}
        sentences = self._shelf.telling_sentences(texts)
        return self._shelf.numbered(
            {n for n, (report, start, end) in sentences if words in texts[report][start:end].casefold()}
        )

    @property
    def n_events(self) -> int:
        return self._shelf.size(Event)

    @cached_property
    def revised(self) -> tuple[RecordedReport, ...]:
        return self._shelf.whole(self._shelf.revised())

    @cached_property
    def lines(self) -> Mapping[str, tuple[str, str | None]]:
        return self._shelf.report_lines()

    def name(self, entity: str | None) -> str | None:
        if entity is None:
            return None
        if entity not in self._names and len(self._names) < _FEW:
            self._names[entity] = next((found.name for found in self._shelf.named((entity,))), None)
        return self._names[entity] if entity in self._names else self._every_name.get(entity)

    @cached_property
    def _every_name(self) -> Mapping[str, str]:
        return self._shelf.names()
