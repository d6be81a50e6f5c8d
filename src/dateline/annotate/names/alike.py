"""Names of one report looked up by how they begin and end: which longer name one is the end of, which full name can be the same person's.

Always true here: a look-up costs the words of the name, however many names there are; what was put in first is found first.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from .lexicon import Lexicon

_ENOUGH = 2
"""Longer names that are kept for an ending: whether there is one, and whether it is the only one."""


class Endings:
    """Names by the words with which they end, the last word first."""

    __slots__ = ("_longer", "_next")

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._next: dict[tuple[int, str], int] = {}
        self._longer: list[list[str]] = [[]]
        for name in names:
            self.put(name)

    def put(self, name: str) -> None:
        """Add ``name``."""
        node, words = 0, name.split(" ")
        for left, word in zip(range(len(words) - 1, -1, -1), reversed(words), strict=True):
            node = self._next.setdefault((node, word), len(self._longer))
            if node == len(self._longer):
                self._longer.append([])
            if left and len(self._longer[node]) < _ENOUGH:
                self._longer[node].append(name)

    def longer(self, name: str) -> Sequence[str]:
        """The first two names that end with a space and all of ``name``."""
        node: int | None = 0
        for word in reversed(name.split(" ")):
            node = None if node is None else self._next.get((node, word))
        return () if node is None else self._longer[node]


class FullNames:
    """Full personal names, folded: those that can be one person's have the same surname and given names that agree. ``named_after`` are
    names, without marks, that two people bear: "Oren Vale" and "Oren Vale Jr."."""

    __slots__ = ("_endings", "_first", "_lex", "_named_after", "_number")

    def __init__(self, lex: Lexicon, named_after: Container[str] = ()) -> None:
        self._lex, self._named_after = lex, named_after
        self._number: dict[str, int] = {}
        self._endings = Endings()
        self._first: dict[tuple[str, str, str, str | None], str] = {}

    def put(self, name: str) -> None:
        """Add ``name``."""
        self._number[name] = len(self._number)
        self._endings.put(name)
        parts = name.split()
        given, last, inner = parts[0], self._family(name), middle_initials(parts)
        for kind, part in (("given", given), ("letter", given[0]), *_as_initial(given)):
            for initials in {inner, None}:
                self._first.setdefault((last, kind, part, initials), name)

    def same(self, name: str) -> str | None:
        """The first that can be the person of ``name``: it ends with ``name``, or has its surname, no other initials within, and as
        given name the same or, one of the two, an initial."""
        return min(self._candidates(name), key=self._number.__getitem__, default=None)

    def _candidates(self, name: str) -> Iterator[str]:
        yield from self._endings.longer(name)
        parts = name.split()
        given, last, inner = parts[0], self._family(name), middle_initials(parts)
        kinds = [("given", given), ("initial", given[0]), *(("letter", letter) for _, letter in _as_initial(given))]
        for kind, part in kinds:
            for initials in (inner, "") if inner else (None,):
                if (found := self._first.get((last, kind, part, initials))) is not None:
                    yield found

    def _family(self, name: str) -> str:
        """The surname, of one of two namesakes with the mark of the generation."""
        return surname(name, self._lex) + (
            marked(name, self._lex) if unmarked(name, self._lex) in self._named_after else ""
        )


def _as_initial(given: str) -> Iterator[tuple[str, str]]:
    """The letter of a given name that is an initial."""
    if len(given.rstrip(".")) == 1:
        yield "initial", given[0]


def marked(key: str, lex: Lexicon) -> str:
    """The mark of a generation at the end of a folded name: " jr." of "oren vale jr."; empty without."""
    before, _, last = key.rpartition(" ")
    return f" {last}" if before and last.rstrip(".") in lex.generations else ""


def unmarked(key: str, lex: Lexicon) -> str:
    """A folded name without the mark of a generation."""
    return key.removesuffix(marked(key, lex))


def surname(key: str, lex: Lexicon) -> str:
    """The last part of a folded personal name, generation marks apart."""
    parts = [p for p in key.split() if p.rstrip(".") not in lex.generations and p not in lex.generations]
    return parts[-1] if parts else key


def middle_initials(parts: Sequence[str]) -> str:
    """The letters of the initials inside a folded name: "george h.w. bush" -> "hw"."""
    return "".join(c for p in parts[1:-1] if len(p) == 1 or "." in p for c in p if c.isalpha())
