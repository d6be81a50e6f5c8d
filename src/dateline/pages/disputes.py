"""The page of disputes: where passages do not agree, side by side."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from ..errors import LookupFailed
from ..model.decisions import Decision
from ..model.record import Contradiction, ContradictionKind
from ..store import Shelf
from ..views.disputes import RANK, DisputeRow, dispute_row
from .excerpt import excerpt

SHOWN = 20


class DisputesPage(Struct, frozen=True):
    """One page of contradictions, conflicts first; ``counts`` are of all, by kind; ``ruled`` are the decisions on each, by its id."""

    rows: tuple[DisputeRow, ...]
    counts: dict[ContradictionKind, int]
    kind: ContradictionKind | None
    total: int
    page: int
    pages: int
    ruled: dict[str, tuple[Decision, ...]] = field(default_factory=dict)


def disputes_page(shelf: Shelf, kind: ContradictionKind | None, page: int) -> DisputesPage:
    """The ``page``-th page of contradictions of one kind, or of all; past the end the last."""
    every = shelf.listed(Contradiction, shelf.size(Contradiction), 0)
    found = sorted(
        (c for c in every if kind in (None, c.kind)), key=lambda c: (c.resolved, RANK[c.kind], c.aspect, c.id)
    )
    pages = max(1, -(-len(found) // SHOWN))
    page = min(page, pages)
    rows = dispute_rows_of(shelf, tuple(found[(page - 1) * SHOWN : page * SHOWN]))
    ruled = shelf.rulings_of(row.id for row in rows)
    return DisputesPage(rows, Counter(c.kind for c in every), kind, len(found), page, pages, ruled)


def dispute_page(shelf: Shelf, id: str) -> DisputesPage:
    """One contradiction by itself. Raises LookupFailed where there is none."""
    found = shelf.get(Contradiction, [id])
    if not found:
        raise LookupFailed(
            "E501", f"The record holds no contradiction {id!r}.", "It may have another id since the last build."
        )
    rows = dispute_rows_of(shelf, found)
    return DisputesPage(rows, {found[0].kind: 1}, found[0].kind, 1, 1, 1, shelf.rulings_of([id]))


def dispute_rows_of(shelf: Shelf, found: tuple[Contradiction, ...]) -> tuple[DisputeRow, ...]:
    """Contradictions as rows, in their order."""
    index = excerpt(shelf, contradictions=found)
    return tuple(dispute_row(index, contradiction) for contradiction in found)
