"""The names in sentences, as the pipeline's recognizer finds them: by the same network, for all words of many sentences at once.

A recognizer goes from word to word and asks at each which of 74 moves are allowed; that takes three tenths of the pipeline's time.
But outside of a name its scores depend on the word alone, so that they are reckoned for all words together, and within a name
it can only go on or end it. Each word is looked at once outside of a name and at most once within one.

Always true here: a sentence gets exactly the names that the pipeline's own part gives it. A recognizer of another kind is left to itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from thinc.api import NumpyOps

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

NAMELESS = frozenset({"tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"})
"""Parts that neither set nor read names."""


class Labels(NamedTuple):
    """For each token of a sentence the label of the name that it is in, or ``""``, and whether a name begins there."""

    labels: tuple[str, ...]
    begins: tuple[bool, ...]


class Entities:
    """The names of one pipeline; ``spared`` are the parts of it that need not be run."""

    def __init__(self, pipeline: Language) -> None:
        """Reads the moves of the recognizer of ``pipeline``, if it is one that is known."""
        self._recognizer = _Recognizer(pipeline.get_pipe("ner")) if _is_known(pipeline) else None

    @property
    def spared(self) -> list[str]:
        """Names of the parts whose work is done here."""
        return ["ner"] if self._recognizer else []

    def of(self, docs: Sequence[Doc]) -> list[Labels]:
        """The names in each of ``docs``, which the other parts have read."""
        if self._recognizer is None or not any(map(len, docs)):
            return [Labels(tuple(t.ent_type_ for t in doc), tuple(t.ent_iob_ == "B" for t in doc)) for doc in docs]
        found = self._recognizer.read(docs)
        return [Labels(found.labels[a:b], found.begins[a:b]) for a, b in pairwise(_ends(docs))]


def _is_known(pipeline: Language) -> bool:
    """Whether its recognizer is spaCy's own, takes the best move each time by the word, the name's first and the word before, and
    nothing else has to do with names."""
    if "ner" not in pipeline.pipe_names or not set(pipeline.pipe_names) <= {*NAMELESS, "ner"}:
        return False
    part: Any = pipeline.get_pipe("ner")
    if type(part) is not EntityRecognizer or part.cfg["beam_width"] != 1 or not isinstance(part.model.ops, NumpyOps):
        return False
    lower, told = part.model.layers[1], part.model.attrs
    return bool(
        told["has_upper"] and not told["unseen_classes"] and lower.get_dim("nF") == 3 and lower.get_dim("nP") > 1
    )


def _ends(docs: Sequence[Doc]) -> list[int]:
    """Where each of ``docs`` begins among the tokens of all, and where the last ends."""
    ends: list[int] = np.cumsum([0, *map(len, docs)]).tolist()
    return ends


State = tuple[int, int, int]
"""The first token of a name that is open, the token that is looked at, and where its sentence ends."""


class _Found:
    """The names found so far. For each token: ``label`` of the name that would begin there, whether that is ``longer`` than a word, and
    ``following``, the next token, or itself, at which a name would begin."""

    def __init__(self, label: Sequence[str], longer: Sequence[bool], following: Sequence[int]) -> None:
        self.labels = [""] * len(label)
        self.begins = [False] * len(label)
        self._label, self._longer, self._following = label, longer, following

    def opened(self, at: int, end: int) -> Iterator[State]:
        """The next name of several words from ``at`` on; those of one word before it are noted."""
        while (start := self._following[at]) < end:
            if self._longer[start]:
                yield start, start + 1, end
                return
            self._note(start, start)
            at = start + 1

    def closed(self, start: int, last: int, end: int) -> Iterator[State]:
        """The next name behind one that ends with ``last``, which is noted."""
        self._note(start, last)
        return self.opened(last + 1, end)

    def _note(self, start: int, last: int) -> None:
        self.labels[start : last + 1] = [self._label[start]] * (last + 1 - start)
        self.begins[start] = True


class _Recognizer:
    """The network of a recognizer and its moves; tokens are numbered over all sentences, from 0."""

    def __init__(self, part: Any) -> None:
        self._words, self._lower, self._upper = part.model.layers
        moves = [part.moves.get_class_name(n).partition("-") for n in range(part.moves.n_moves)]
        number = {(kind, label): n for n, (kind, _, label) in enumerate(moves)}
        self._label = [label for _, _, label in moves]
        self._begins = np.array([kind == "B" for kind, _, _ in moves])
        self._names = np.array([kind in ("B", "U") and label != "" for kind, _, label in moves])
        self._outside = np.array([kind == "O" for kind, _, _ in moves]) | self._names
        self._on = np.array([number.get(("I", label), -1) for label in self._label])
        self._end = np.array([number.get(("L", label), -1) for label in self._label])

    def read(self, docs: Sequence[Doc]) -> Labels:
        """The labels of all tokens of ``docs``."""
        told, ends = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs]), _ends(docs)
        last = np.append(told[1:, 1] == 1, True)  # no name goes on beyond such a token
        last[np.array(ends[1:]) - 1] = True
        features = self._lower.predict(self._words.predict(docs))
        move = self._best_outside(features, blank=told[:, 0] == 1, last=last)
        found = self._begun(move)
        states = [state for begin, end in pairwise(ends) for state in found.opened(begin, end)]
        while states:  # in each sentence at most one name is open, and all that are open go on by a token at a time
            start, at, _ = (np.array(column) for column in zip(*states, strict=True))
            goes_on = (self._prefers_to_go_on(features, move[start], start, at) & ~last[at]).tolist()
            states = [
                state
                for (first, here, end), on in zip(states, goes_on, strict=True)
                for state in ([(first, here + 1, end)] if on else found.closed(first, here, end))
            ]
        return Labels(tuple(found.labels), tuple(found.begins))

    def _begun(self, move: Numbers) -> _Found:
        """Where names would begin if none is open."""
        names = np.flatnonzero(self._names[move])
        following = np.append(names, len(move))[np.searchsorted(names, np.arange(len(move) + 1))]
        return _Found([self._label[m] for m in move.tolist()], self._begins[move].tolist(), following.tolist())

    def _best_outside(self, features: Scores, blank: Flags, last: Flags) -> Numbers:
        """The best move for each token if no name is open before it."""
        scores = self._scores(features[1:, 0] + features[0, 1] + features[0, 2])
        scores[:, ~self._outside] = -np.inf
        scores[np.ix_(blank, self._names)] = -np.inf
        scores[np.ix_(last, self._begins)] = -np.inf
        best: Numbers = scores.argmax(axis=1)
        return best

    def _prefers_to_go_on(self, features: Scores, move: Numbers, start: Numbers, at: Numbers) -> Flags:
        """Whether each name that is open goes on beyond token ``at``, as the better of the two moves that it has."""
        scores = self._scores(features[at + 1, 0] + features[start + 1, 1] + features[at, 2])
        row, on, end = np.arange(len(start)), self._on[move], self._end[move]
        better: Flags = (scores[row, on] > scores[row, end]) | ((scores[row, on] == scores[row, end]) & (on < end))
        return better

    def _scores(self, features: Scores) -> Scores:
        """The scores of all moves by the sums of three words' features, one row a state; multiplied as the pipeline's own part does it."""
        hidden = np.ascontiguousarray((features + self._lower.get_param("b")).max(axis=2))
        scores: Scores = _OWN.gemm(hidden, self._upper.get_param("W"), trans2=True) + self._upper.get_param("b")
        return scores


_OWN = NumpyOps()
