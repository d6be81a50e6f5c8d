"""Vectors of single words, reckoned once a word: the first layers of the pipeline's networks look at each word by itself.

They take a third of the time of those networks, and a word's features (its norm, its first letter and last three, its shape) have come
before in six of seven cases.

Always true here: a word gets exactly the vector that the network's own layers give it; layers that look beyond a word are left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, NumpyOps

Features = list[NDArray[np.uint64]]
Vectors = list[NDArray[np.float32]]

KEPT = 32_768
"""Words remembered of each network, some 20 MB; 200 articles have 20,000. Then it is begun anew."""
BY_WORD = frozenset({"list2ragged", "ints-getitem", "hashembed", "maxout", "layernorm", "dropout", "ragged2list"})
"""Layers that make of a word what they make of it anywhere."""


def remember_vectors(pipeline: Language) -> None:
    """Let the networks of ``pipeline`` remember the vectors of words; those on other hardware stay as they are."""
    for _, part in pipeline.pipeline:
        model = getattr(part, "model", None)
        for chain in list(model.walk()) if model is not None else ():
            if chain.layers and chain.layers[0].name == "extract_features" and _is_by_word(chain):
                chain.layers[1:] = [_remembering(chain.layers[1:], chain.get_dim("nO"))]


def _is_by_word(chain: Model[Any, Any]) -> bool:
    """Whether all layers of ``chain`` but the first, which gives the features, look at each word by itself."""
    inner = [layer for part in chain.layers[1:] for layer in part.walk() if not layer.layers]
    return all(layer.name in BY_WORD and isinstance(layer.ops, NumpyOps) for layer in inner)


def _remembering(layers: list[Model[Any, Any]], width: int) -> Model[Features, Vectors]:
    """One layer that gives what ``layers`` give one after the other."""
    memory = _Memory(layers, width)

    def forward(_: Model[Any, Any], given: Features, is_train: bool) -> tuple[Vectors, Callable[[Any], Any]]:
        if is_train:
            raise NotImplementedError("Vectors that are remembered do not learn.")
        return memory.vectors(given), lambda _: []

    return Model("remembered_vectors", forward, dims={"nO": width})


class _Memory:
    """The vectors of the words seen so far, a row each."""

    def __init__(self, layers: list[Model[Any, Any]], width: int) -> None:
        self._layers = layers
        self._row_of: dict[tuple[int, ...], int] = {}
        self._rows = np.empty((KEPT, width), dtype=np.float32)

    def vectors(self, given: Features) -> Vectors:
        """The vectors of the words of each sentence, by their features."""
        words = [word for sentence in given for word in map(tuple, sentence.tolist())]
        new = {word for word in words if word not in self._row_of}
        if len(self._row_of) + len(new) > KEPT:
            self._row_of.clear()
            new = set(words)
        if len(new) > KEPT:
            return self._made(given)
        if new:
            self._learn(list(new))
        known = self._row_of
        rows = self._rows[[known[word] for word in words]]
        found: Vectors = np.split(rows, np.cumsum([len(sentence) for sentence in given])[:-1])
        return found

    def _learn(self, words: list[tuple[int, ...]]) -> None:
        first = len(self._row_of)
        (self._rows[first : first + len(words)],) = self._made([np.array(words, dtype=np.uint64)])
        self._row_of.update(zip(words, range(first, first + len(words)), strict=True))

    def _made(self, given: Any) -> Vectors:
        for layer in self._layers:
            given = layer.predict(given)
        made: Vectors = given
        return made
