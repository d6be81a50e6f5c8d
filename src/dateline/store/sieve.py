"""A filter on events, and what SQLite is asked for it.

Always true here: what a reader gives goes into the statement as a value, never as a part of it.
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from .query import expression

FacetKind = Literal[
    "type", "status", "actor", "place", "speaker", "relay", "publisher", "origin", "hand", "unnamed", "realis"
]
FACET_KINDS: tuple[FacetKind, ...] = get_args(FacetKind)


class FacetCount(Struct, frozen=True):
    """A value of one kind of facet (an entity, a publisher, a status ...), its label, and in how many events it is."""

    facet: int
    kind: FacetKind
    value: str
    label: str
    n: int


class Sieve(Struct, frozen=True):
    """Which events pass: those that have one facet of each group of ``facets``, hold the ``words``, and lie in the time asked for.

    ``since`` and ``until`` are ISO days or beginnings of them, both inclusive; an empty group lets nothing pass.
    """

    facets: tuple[tuple[int, ...], ...] = ()
    words: str | None = None
    since: str | None = None
    until: str | None = None
    min_origins: int = 1

    @property
    def lets_all_pass(self) -> bool:
        """Whether nothing is asked for."""
        return self == Sieve()

    @property
    def condition(self) -> tuple[str, tuple[object, ...]]:
        """The condition on ``event_lines AS l`` in SQL, and its values. Raises LookupFailed for words that name nothing."""
        parts: list[str] = ["1"]
        values: list[object] = []
        for group in self.facets:
            marks = ", ".join("?" * len(group))
            parts.append(f"l.event IN (SELECT event FROM event_facets WHERE facet IN ({marks}))")  # noqa: S608
            values += group
        if self.words:
            parts.append(_HOLDING)
            values.append(expression(self.words))
        if self.since:
            parts.append("l.latest >= ?")
            values.append(self.since)
        if self.until:
            parts.append("substr(l.earliest, 1, ?) <= ?")
            values += (len(self.until), self.until)
        if self.min_origins > 1:
            parts.append("l.n_origins >= ?")
            values.append(self.min_origins)
        return " AND ".join(parts), tuple(values)


_HOLDING = """l.event IN (SELECT event FROM event_passages WHERE passage IN (
    SELECT rowid FROM search_words WHERE search_words MATCH ?))"""
