"""What a search found: one row a hit, with who says it and when; and what somebody said, without words to look for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol, get_args

from msgspec import Struct

from ..errors import InputError, LookupFailed
from ..model.reading import Span
from ..model.record import Statement
from ..model.words import Hand, UnnamedKind
from .dates import DateLabel, date_label
from .index import Index, Quote
from .voice import Voice, voice

LISTED = "List the speakers and the classes of unnamed sources: dateline sources RECORD."
FoundKind = Literal["sentence", "paragraph", "name"]


class Found(Protocol):
    """A hit of the full-text index: ``id`` is that of a statement, of a report or of an entity, by ``kind``."""

    @property
    def kind(self) -> FoundKind: ...
    @property
    def id(self) -> str: ...
    @property
    def span(self) -> Span | None: ...


class SearchRow(Struct, frozen=True):
    """A sentence, a paragraph or a name that holds what was searched. ``quote`` of a name is its first mention; ``rejected`` where somebody
    rejected the statement."""

    kind: FoundKind
    id: str
    quote: Quote | None
    voice: Voice | None
    date: DateLabel | None
    events: tuple[str, ...]
    hand: Hand | None = None
    rejected: bool = False


Place = tuple[str, int, int]
"""Report, start and end of a sentence."""


def chosen(index: Index, speaker: str | None, hand: Hand | None) -> dict[Place, Statement]:
    """The first statement of each sentence in which ``speaker`` speaks, with that ``hand``, in order of path and place.

    ``speaker`` is an entity id, a name, an alias or the beginning of a word in one, or a class of sources without a name
    ("witness"). Raises LookupFailed (E501) for a speaker of whom the record knows nothing, InputError (E103) for an empty one.
    """
    ids, kind = _speaker(index, speaker) if speaker is not None else (frozenset[str](), None)
    found: dict[Place, Statement] = {}
    said = [statement for statement in index.spoken(ids, kind, hand) if not statement.rejected]
    for statement in sorted(said, key=lambda s: (index.place_of(s.sentence), s.span.start, s.id)):
        found.setdefault((statement.sentence.report, statement.sentence.start, statement.sentence.end), statement)
    return found


def _speaker(index: Index, asked: str) -> tuple[frozenset[str], str | None]:
    """Whom a reader asks for: entities by id, and a class of unnamed sources."""
    wanted = " ".join(asked.casefold().split())
    if not wanted:
        raise InputError("E103", "The speaker is empty.", f"Give a name, or a class of sources without one. {LISTED}")
    part = re.compile(rf"\b{re.escape(wanted)}" if wanted[0].isalnum() else re.escape(wanted))
    ids = frozenset(
        e.id
        for e in index.called
        if e.id == asked or any(part.search(name.casefold()) for name in (e.name, *e.aliases))
    )
    kind = next((kind for kind in get_args(UnnamedKind) if wanted in (kind, f"{kind}s", f"{kind}es")), None)
    if not ids and kind is None:
        raise LookupFailed("E501", f"The record names nobody {asked!r}.", LISTED)
    return ids, kind


def search_rows(
    index: Index, found: Iterable[Found], said: Mapping[Place, Statement] | None = None
) -> tuple[SearchRow, ...]:
    """Hits as rows, in the order given; ``said`` gives the statement of a sentence that the row is to tell of."""
    return tuple(_row(index, hit, said or {}) for hit in found)


def said_rows(index: Index, said: Sequence[Statement]) -> tuple[SearchRow, ...]:
    """Statements as rows, each with its whole sentence."""
    return tuple(_said(index, statement, statement.sentence) for statement in said)


def _row(index: Index, hit: Found, said: Mapping[Place, Statement]) -> SearchRow:
    if hit.kind == "sentence" and hit.span is not None:
        statement = said.get((hit.span.report, hit.span.start, hit.span.end)) or index.statements[hit.id]
        return _said(index, statement, hit.span)
    entity = index.entities.get(hit.id) if hit.kind == "name" else None
    span = hit.span or (min(entity.mentions, key=index.place_of, default=None) if entity else None)
    return SearchRow(hit.kind, hit.id, index.quote(span) if span else None, None, None, index.events_of.get(hit.id, ()))


def _said(index: Index, statement: Statement, span: Span) -> SearchRow:
    return SearchRow(
        kind="sentence",
        id=statement.id,
        quote=index.quote(span),
        voice=voice(index, statement),
        date=date_label(statement.when),
        events=index.events_of.get(statement.id, ()),
        hand=statement.hand,
        rejected=statement.rejected,
    )
