"""Whether a text prints what another says, word for word, whatever marks and blanks are between the words.

Always true here: what counts as printed stands in the text sentence by sentence, all its words in their order; what is looked at
grows no faster than the two texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from ..model.reading import Extent

WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s|[\r\n]")
BEGINNING = 4
"""Words by which a sentence is looked up."""
PLACES = 50
"""Places at which a sentence may begin that are looked at; of those of one blog few begin with the same four words."""


class Apart(NamedTuple):
    """Whether the ``whole`` says more than its parts, and which of the ``parts`` say more than the whole."""

    whole: bool
    parts: tuple[bool, ...]


class Printed:
    """The words of a ``text`` in which the ``sought`` texts are looked up."""

    def __init__(self, text: str, sought: Iterable[str]) -> None:
        found = tuple(WORD.finditer(text))
        self._words = [each[0].casefold() for each in found]
        self._extents = [Extent(*each.span()) for each in found]
        wanted = {tuple(words[:BEGINNING]) for each in sought for words in (*_sentences(each), _words(each))}
        self._begins: dict[tuple[str, ...], list[int]] = {key: [] for key in wanted if key}
        for at in range(len(self._words)):
            for length in range(1, BEGINNING + 1):
                places = self._begins.get(tuple(self._words[at : at + length]))
                if places is not None and len(places) < PLACES and at + length <= len(self._words):
                    places.append(at)

    def holds(self, said: str) -> bool:
        """Whether each sentence of ``said``, one of the sought texts, stands in the text."""
        return all(self._places(sentence, 1) for sentence in _sentences(said))

    def extent(self, said: str) -> Extent | None:
        """From where to where the sentences of ``said`` stand that stand there once; None where there are none."""
        runs = ((words, self._places(words, 2)) for words in (*_sentences(said), _words(said)) if words)
        once = [(at[0], at[0] + len(words) - 1) for words, at in runs if len(at) == 1]
        if not once:
            return None
        return Extent(self._extents[min(once)[0]].start, self._extents[max(last for _, last in once)].end)

    def _places(self, words: list[str], most: int) -> list[int]:
        """The first places at which these words stand, in their order."""
        begins = self._begins.get(tuple(words[:BEGINNING]), ())
        return list(islice((at for at in begins if self._words[at : at + len(words)] == words), most))


def apart(whole: str, parts: Sequence[str]) -> Apart:
    """What of a text and its parts says something that the other does not; a part without words does."""
    if not Printed("\n".join(parts), [whole]).holds(whole):
        printed = Printed(whole, parts)
        return Apart(True, tuple(not (_words(part) and printed.holds(part)) for part in parts))
    return Apart(False, (True,) * len(parts))


def _words(text: str) -> list[str]:
    return [found[0].casefold() for found in WORD.finditer(text)]


def _sentences(text: str) -> list[list[str]]:
    """The words of each sentence of ``text`` that has any."""
    return [words for part in SENTENCE_END.split(text) if (words := _words(part))]
