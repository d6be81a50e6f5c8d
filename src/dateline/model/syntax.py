"""Sentences as trees and clauses: what the annotators of one report share between parse and notes.

Always true here: token indices point into the tree's ``parse``; an ``Extent`` is of the report's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from .parse import Parse
from .reading import Extent
from .words import Polarity, Realis

Tense = Literal["past", "perfect", "past-perfect", "present", "future", "none"]

MANY = 16
"""Children from which they are kept by their labels: in a long list each is asked what else hangs beside it."""


class Tree:
    """A parse with its children indexed once; ``at`` is where its sentence starts in the report's text."""

    __slots__ = ("_labelled", "at", "kids", "parse", "sentence")

    def __init__(self, parse: Parse, at: int, sentence: int) -> None:
        kids: list[list[int]] = [[] for _ in parse.words]
        for i, head in enumerate(parse.heads):
            if head != i:
                kids[head].append(i)
        self.parse = parse
        self.at = at
        self.sentence = sentence
        self.kids = tuple(tuple(k) for k in kids)
        self._labelled: dict[int, dict[str, list[int]]] = {}

    def __len__(self) -> int:
        return len(self.parse.words)

    def kid(self, i: int, *deps: str) -> int | None:
        """The first child of ``i`` with one of the labels ``deps``."""
        kids, labels = self.kids[i], self.parse.deps
        if len(kids) > MANY:
            by_label = self._by_label(i)
            return min((by_label[dep][0] for dep in deps if dep in by_label), default=None)
        for k in kids:
            if labels[k] in deps:
                return k
        return None

    def kids_by(self, i: int, *deps: str) -> Iterator[int]:
        """The children of ``i`` with one of the labels ``deps``, left to right."""
        kids, labels = self.kids[i], self.parse.deps
        if len(kids) > MANY:
            by_label = self._by_label(i)
            return iter(sorted(k for dep in {*deps} for k in by_label.get(dep, ())))
        return iter([k for k in kids if labels[k] in deps] if kids else kids)

    def _by_label(self, i: int) -> dict[str, list[int]]:
        """The children of ``i`` by their labels, each left to right."""
        found = self._labelled.get(i)
        if found is None:
            found = self._labelled[i] = {}
            for k in self.kids[i]:
                found.setdefault(self.parse.deps[k], []).append(k)
        return found

    def own_subject(self, verb: int, *deps: str) -> int | None:
        """The subject that hangs on ``verb``, nearest before it; of "who" and "which", the noun that they stand for."""
        own = None
        for k in self.kids_by(verb, *(deps or ("nsubj", "nsubjpass"))):
            if own is None or k < verb:
                own = k
        if own is None:
            return None
        stands_for = self.parse.tags[own] in ("WP", "WDT") and self.parse.deps[verb] == "relcl"
        return self.parse.heads[verb] if stands_for else own

    def subject(self, verb: int, *deps: str) -> int | None:
        """The subject of ``verb``: its own, else that of the verb it is joined to or hangs on."""
        own = self.own_subject(verb, *deps)
        above = self.parse.heads[verb]
        if own is not None or above == verb or self.parse.deps[verb] not in ("conj", "advcl", "xcomp"):
            return own
        return self.subject(above, *deps) if self.parse.pos[above] in ("VERB", "AUX") else None

    def passive_subject(self, verb: int) -> int | None:
        """Whom a passive verb happens to, also where it shares auxiliary and subject: "was caught and sentenced"."""
        own = self.own_subject(verb, "nsubjpass")
        above = self.parse.heads[verb]
        joined = self.parse.deps[verb] == "conj" and self.parse.tags[verb] == "VBN" and self.kid(verb, "nsubj") is None
        return self.passive_subject(above) if own is None and joined and above != verb else own

    def subtree(self, i: int, stop: frozenset[int] = frozenset()) -> list[int]:
        """``i`` and all below it, left to right, without what hangs on the tokens of ``stop``."""
        if not self.kids[i]:
            return [i]
        found, todo = [i], [i]
        while todo:
            kids = self.kids[todo.pop()]
            below = [k for k in kids if k not in stop] if stop else kids
            found += below
            todo += below
        return sorted(found)

    def up(self, i: int) -> Iterator[int]:
        """The heads above ``i``, nearest first."""
        while self.parse.heads[i] != i:
            i = self.parse.heads[i]
            yield i

    def extent(self, first: int, last: int) -> Extent:
        """The stretch of the report from token ``first`` to token ``last``."""
        return Extent(self.at + self.parse.starts[first], self.at + self.parse.ends[last])

    def beginning(self, place: Extent) -> range:
        """The tokens that begin in ``place``."""
        first = bisect_left(self.parse.starts, place.start - self.at)
        return range(first, max(bisect_left(self.parse.starts, place.end - self.at), first))

    def touching(self, place: Extent) -> range:
        """The tokens that share at least a character with ``place``."""
        first = bisect_right(self.parse.ends, place.start - self.at)
        return range(first, max(bisect_left(self.parse.starts, place.end - self.at), first))

    def phrase(self, i: int) -> Extent:
        """The stretch of the report that ``i`` and all below it take, without punctuation at its ends."""
        tokens = self.trimmed(self.subtree(i))
        return self.extent(tokens[0], tokens[-1])

    def trimmed(self, tokens: list[int]) -> list[int]:
        """``tokens`` without commas, stops and quotation marks at the ends; never empty if ``tokens`` is not."""
        first, last = 0, len(tokens) - 1
        while first < last and self._is_mark(tokens[first]):
            first += 1
        while last > first and self._is_mark(tokens[last]):
            last -= 1
        return tokens[first : last + 1]

    def within_word(self, i: int) -> bool:
        """Whether token ``i`` has no blank on either side: the hyphen of "cease-fire", which the parser cuts out."""
        starts, ends = self.parse.starts, self.parse.ends
        return 0 < i < len(starts) - 1 and ends[i - 1] == starts[i] and ends[i] == starts[i + 1]

    def _is_mark(self, i: int) -> bool:
        """Whether token ``i`` is punctuation or space, and no name such as "31.kt" that the parser takes for it."""
        return self.parse.pos[i] in ("PUNCT", "SPACE") and not any(c.isalnum() for c in self.parse.words[i])

    def token_at(self, offset: int) -> int | None:
        """The token that covers ``offset`` of the report's text, or the first after it in this sentence."""
        found = bisect_right(self.parse.ends, offset - self.at)
        return found if found < len(self.parse.ends) else None


class Shape(Struct, frozen=True):
    """One clause of one sentence, before it is known who says it and when it was.

    ``link`` is how it hangs on its ``parent`` (index into the same sentence's shapes): ``root``, ``conj``, ``ccomp``,
    ``advcl``, ``relcl``, ``parataxis``; ``marker`` the lemma of its conjunction; ``subject`` the token of its subject,
    its own or the one it shares; ``tokens`` what it owns, other clauses left out.
    """

    sentence: int
    head: int
    extent: Extent
    tokens: tuple[int, ...]
    subject: int | None
    link: str
    marker: str | None
    parent: int | None
    tense: Tense
    polarity: Polarity
    realis: Realis
    rule: str
