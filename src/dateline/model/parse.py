"""One parsed sentence, in columns, free of the parser that made it."""

from __future__ import annotations

from msgspec import Struct


class Parse(Struct, frozen=True):
    """Tokens of one sentence; all columns have the same length and offsets count from the sentence's start.

    ``tag`` is Penn Treebank, ``pos`` Universal, ``dep`` the ClearNLP labels of spaCy's English models, ``head`` the
    index of the head token (a root heads itself), ``ent`` the parser's entity label or ``""``; ``ent_start`` marks the
    first token of each entity.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    ents: tuple[str, ...]
    ent_starts: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.words)

    def subtree(self, i: int) -> tuple[int, ...]:
        """Indices of ``i`` and all it dominates, left to right."""
        below = {i}
        todo = [i]
        while todo:
            head = todo.pop()
            found = [j for j, h in enumerate(self.heads) if h == head and j not in below]
            below.update(found)
            todo += found
        return tuple(sorted(below))
