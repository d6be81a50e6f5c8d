"""What a search found: one row a hit, with who says it and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from ..model.reading import Span
from .dates import DateLabel, date_label
from .index import Index, Quote
from .voice import Voice, voice

FoundKind = Literal["sentence", "paragraph", "name"]


class Found(Protocol):
    """A hit of the full-text index: ``id`` is that of a statement, of a report or of an entity, by ``kind``."""

    @property
    def kind(self) -> FoundKind: ...
    @property
    def id(self) -> str: ...
    @property
    def span(self) -> Span | None: ...


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A sentence, a paragraph or a name that holds what was searched. ``quote`` of a name is its first mention."""

    kind: FoundKind
    id: str
    quote: Quote | None
    voice: Voice | None
    date: DateLabel | None
    events: tuple[str, ...]


def search_rows(index: Index, found: Iterable[Found]) -> tuple[SearchRow, ...]:
    """Hits as rows, in the order given."""
    return tuple(_row(index, hit) for hit in found)


def _row(index: Index, hit: Found) -> SearchRow:
    statement = index.statements.get(hit.id) if hit.kind == "sentence" else None
    entity = index.entities.get(hit.id) if hit.kind == "name" else None
    span = hit.span or (min(entity.mentions, key=index.place_of, default=None) if entity else None)
    return SearchRow(
        kind=hit.kind,
        id=hit.id,
        quote=index.quote(span) if span else None,
        voice=voice(index, statement),
        date=date_label(statement.when) if statement else None,
        events=index.events_of.get(hit.id, ()),
    )
