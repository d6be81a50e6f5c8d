"""The page of a search: names and passages that hold all the words, the words marked."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ..model.record import Statement
from ..store import RANKED, Hit, NamedCount, Shelf, highlighted
from ..views.search import SearchRow, search_rows
from .excerpt import excerpt
from .names import quotes

SHOWN = 20
NAMES = 8
MOST_PAGES = 50


class Found(Struct, frozen=True):
    """A passage that holds the words, in parts: its text, and whether the search found it. Together the parts are the passage."""

    row: SearchRow
    parts: tuple[tuple[str, bool], ...]


class SearchPage(Struct, frozen=True):
    """One page of what was found: sentences first, then paragraphs of which no sentence is one of them.

    The first ``n_ranked`` sentences by place stand best first, the others behind them by place."""

    query: str
    names: tuple[NamedCount, ...]
    n_names: int
    rows: tuple[Found, ...]
    n_sentences: int
    n_paragraphs: int
    page: int
    pages: int
    n_ranked: int = 0


def search_page(shelf: Shelf, query: str, page: int) -> SearchPage:
    """The best passages for ``query``, past the end the last of them; an empty one finds nothing.

    Raises LookupFailed for a query that names nothing.
    """
    if not query.strip():
        return SearchPage("", (), 0, (), 0, 0, 1, 1)
    counts = shelf.n_found(query)
    n = counts.get("sentence", 0)
    pages = min(MOST_PAGES, max(1, -(-n // SHOWN)))
    page = min(page, pages)
    hits = shelf.found(query, "sentence", SHOWN, (page - 1) * SHOWN)
    if n <= SHOWN and page == 1:
        hits += _apart(shelf.found(query, "paragraph", SHOWN), hits)
    names = shelf.found(query, "name", NAMES) if page == 1 else ()
    heads = {head.id: head for head in shelf.named(hit.id for hit in names)}
    return SearchPage(
        query=query,
        names=tuple(NamedCount(e.id, e.name, e.type, e.n_reports) for e in (heads[hit.id] for hit in names)),
        n_names=counts.get("name", 0),
        rows=_rows(shelf, query, hits),
        n_sentences=n,
        n_paragraphs=counts.get("paragraph", 0),
        page=page,
        pages=pages,
        n_ranked=min(n, RANKED),
    )


def _apart(paragraphs: Sequence[Hit], sentences: Sequence[Hit]) -> tuple[Hit, ...]:
    """The paragraphs that hold none of the sentences that were found."""
    within = [(hit.span.report, hit.span.start) for hit in sentences if hit.span]
    return tuple(
        hit
        for hit in paragraphs
        if hit.span and not any(r == hit.span.report and hit.span.start <= at < hit.span.end for r, at in within)
    )


def _rows(shelf: Shelf, query: str, hits: Sequence[Hit]) -> tuple[Found, ...]:
    told = shelf.get(Statement, (hit.id for hit in hits if hit.kind == "sentence"))
    index = excerpt(shelf, (), told)
    said = {(s.sentence.report, s.sentence.start, s.sentence.end): s for s in told}
    events: dict[str, tuple[str, ...]] = {}
    for statement, event in shelf.events_telling(s.id for s in told):
        events[statement] = (*events.get(statement, ()), event)
    rows = search_rows(index, hits, said)
    words = quotes(shelf, [hit.span for hit in hits if hit.span])
    parts = highlighted(query, [quote.exact for quote in words])
    return tuple(
        Found(SearchRow(row.kind, row.id, quote, row.voice, row.date, events.get(row.id, ()), row.hand), found)
        for row, quote, found in zip(rows, words, parts, strict=True)
    )
